//! What the page learns of a chart: the details of its events, its observations.

use crate::chart::Chart;
use crate::dataset::{Dataset, Observation, Qualifier, Series};
use crate::intake::Diagnostic;
use crate::locale::Lang;
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// As plain JavaScript: null where there is nothing, objects and not maps.
fn plain<T: Serialize + ?Sized>(value: &T) -> JsValue {
    let serializer = Serializer::new().serialize_missing_as_null(true);
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// A measure of the file.
#[derive(Serialize)]
struct Measure<'a> {
    name: &'a str,
    key: Option<&'static str>,
}

/// Something in the attributes that was not understood, in the shape of the file's diagnostics.
#[derive(Serialize)]
struct Warning<'a> {
    code: &'static str,
    severity: &'static str,
    row: Option<u32>,
    column: Option<u32>,
    field: Option<&'a str>,
    message: &'a str,
    hint: &'static str,
}

/// The detail of `county-chart-ready`.
#[derive(Serialize)]
struct Ready<'a> {
    rows: usize,
    measures: Vec<Measure<'a>>,
    areas: Vec<&'a str>,
    years: Vec<i32>,
    diagnostics: Vec<Finding<'a>>,
    chart: &'static str,
}

/// A diagnostic of either kind.
#[derive(Serialize)]
#[serde(untagged)]
enum Finding<'a> {
    File(crate::intake::Worded<'a>),
    Option(Warning<'a>),
}

/// The detail of `county-chart-ready`. `warnings` are those of the attributes and of the chart.
pub fn ready(
    set: &Dataset,
    chart: &Chart,
    diagnostics: &[Diagnostic],
    warnings: &[String],
    lang: Lang,
) -> JsValue {
    let of_file = diagnostics
        .iter()
        .map(|diagnostic| Finding::File(diagnostic.worded(lang)));
    let of_options = warnings.iter().chain(&chart.warnings).map(|message| {
        Finding::Option(Warning {
            code: "option",
            severity: "warning",
            row: None,
            column: None,
            field: None,
            message,
            hint: "",
        })
    });
    plain(&Ready {
        rows: set.len(),
        measures: set
            .measures()
            .into_iter()
            .map(|name| Measure {
                name,
                key: set.measure_key(name),
            })
            .collect(),
        areas: set.areas(),
        years: set.years(),
        diagnostics: of_file.chain(of_options).collect(),
        chart: chart.kind.name(),
    })
}

/// The detail of `county-chart-error`.
#[derive(Serialize)]
pub struct Failure<'a> {
    /// The stable code.
    pub code: &'a str,
    /// What is wrong, in the chart's language.
    pub message: &'a str,
    /// The row of the file, from 1.
    pub row: Option<u32>,
    /// The column of the file, from 1.
    pub column: Option<u32>,
}

impl Failure<'_> {
    /// As plain JavaScript.
    pub fn detail(&self) -> JsValue {
        plain(self)
    }
}

/// The detail of `county-chart-select`.
#[derive(Serialize)]
struct Selected<'a> {
    area: Option<&'a str>,
    year: Option<i32>,
    period: Option<&'a str>,
    measure: &'a str,
    measure_key: Option<&'static str>,
    series: &'a [Series<'a>],
    scope: Option<&'a str>,
    value: Option<f64>,
    unit: Option<&'a str>,
    qualifier: Qualifier,
}

/// The detail of `county-chart-select`.
pub fn selected(observation: &Observation<'_>) -> JsValue {
    plain(&Selected {
        area: observation.area,
        year: observation.year,
        period: observation.period,
        measure: observation.measure,
        measure_key: observation.measure_key,
        series: &observation.series,
        scope: observation.scope,
        value: observation.value,
        unit: observation.unit,
        qualifier: observation.qualifier,
    })
}

/// All observations of a file.
pub fn observations(set: &Dataset) -> JsValue {
    let all: Vec<Observation<'_>> = set.iter().map(|(_, observation)| observation).collect();
    plain(&all)
}

/// A breakdown that `select()` asks for.
#[derive(Debug, Default, PartialEq, Deserialize)]
pub struct WantedSeries {
    name: String,
    value: String,
}

/// What `select()` asks for: the keys of an observation, all of those given.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    area: Option<String>,
    year: Option<f64>,
    period: Option<String>,
    measure: Option<String>,
    measure_key: Option<String>,
    series: Option<Vec<WantedSeries>>,
    scope: Option<String>,
    value: Option<f64>,
    unit: Option<String>,
}

impl Wanted {
    /// Whether an observation is what is asked for.
    pub fn matches(&self, observation: &Observation<'_>) -> bool {
        let text = |wanted: &Option<String>, is: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| Some(wanted) == is)
        };
        text(&self.area, observation.area)
            && self
                .year
                .is_none_or(|year| observation.year.map(f64::from) == Some(year))
            && text(&self.period, observation.period)
            && text(&self.measure, Some(observation.measure))
            && text(&self.measure_key, observation.measure_key)
            && text(&self.scope, observation.scope)
            && text(&self.unit, observation.unit)
            && self
                .value
                .is_none_or(|value| observation.value == Some(value))
            && self.series.iter().flatten().all(|wanted| {
                observation
                    .series
                    .iter()
                    .any(|is| is.name == wanted.name && is.value == wanted.value)
            })
    }
}
