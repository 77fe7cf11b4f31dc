//! What the page learns of a chart: the details of its events, its observations.

use crate::chart::Chart;
use crate::dataset::{Dataset, Observation, Qualifier, Series};
use crate::intake::{Diagnostic, Severity};
use crate::locale::Lang;
use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// As plain JavaScript: null where there is nothing, objects and not maps.
fn plain<T: Serialize + ?Sized>(value: &T) -> JsValue {
    let serializer = Serializer::new().serialize_missing_as_null(true);
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// An object of these properties. What every chart says is written so, without the code that serde makes for it.
fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // It fails only on an object that is frozen.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// A text, or null.
fn text(text: Option<&str>) -> JsValue {
    text.map_or(JsValue::NULL, JsValue::from)
}

/// A row or a column, or null.
fn place(place: Option<u32>) -> JsValue {
    place.map_or(JsValue::NULL, JsValue::from)
}

/// The detail of `county-chart-ready`. `warnings` are those of the attributes and of the chart.
pub fn ready(
    set: &Dataset,
    chart: &Chart,
    diagnostics: &[Diagnostic],
    warnings: &[String],
    lang: Lang,
) -> JsValue {
    let found = Array::new();
    for diagnostic in diagnostics {
        let worded = diagnostic.worded(lang);
        found.push(&object(&[
            ("code", worded.code.name().into()),
            ("severity", worded.severity.name().into()),
            ("row", place(worded.row)),
            ("column", place(worded.column)),
            ("field", text(worded.field)),
            ("message", worded.message.into()),
            ("hint", worded.hint.into()),
        ]));
    }
    // What in the attributes was not understood, in the same shape.
    for message in warnings.iter().chain(&chart.warnings) {
        found.push(&object(&[
            ("code", "option".into()),
            ("severity", Severity::Warning.name().into()),
            ("row", JsValue::NULL),
            ("column", JsValue::NULL),
            ("field", JsValue::NULL),
            ("message", message.into()),
            ("hint", "".into()),
        ]));
    }
    let measures = Array::new();
    for name in set.measures() {
        let key = text(set.measure_key(name));
        measures.push(&object(&[("name", name.into()), ("key", key)]));
    }
    let areas = Array::new();
    for area in set.areas() {
        areas.push(&area.into());
    }
    let years = Array::new();
    for year in set.years() {
        years.push(&year.into());
    }
    object(&[
        ("rows", (set.len() as u32).into()),
        ("measures", measures.into()),
        ("areas", areas.into()),
        ("years", years.into()),
        ("diagnostics", found.into()),
        ("chart", chart.kind.name().into()),
    ])
}

/// The detail of `county-chart-error`: the stable code, what is wrong in the chart's language, and where.
pub fn failure(code: &str, message: &str, row: Option<u32>, column: Option<u32>) -> JsValue {
    object(&[
        ("code", code.into()),
        ("message", message.into()),
        ("row", place(row)),
        ("column", place(column)),
    ])
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

/// A property of what the page hands over; none where it is not there, null or undefined.
fn given(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_null() && !value.is_undefined()).then_some(value)
}

/// Whether an observation has all the keys that `select()` is given, each of its type.
pub fn matches(wanted: &JsValue, observation: &Observation<'_>) -> bool {
    let text = |name: &str, is: Option<&str>| {
        given(wanted, name).is_none_or(|value| is.is_some_and(|is| value == *is))
    };
    let number = |name: &str, is: Option<f64>| {
        given(wanted, name).is_none_or(|value| is.is_some_and(|is| value == is))
    };
    let has = |pair: &JsValue| {
        observation.series.iter().any(|series| {
            given(pair, "name").is_some_and(|name| name == *series.name)
                && given(pair, "value").is_some_and(|value| value == *series.value)
        })
    };
    text("area", observation.area)
        && number("year", observation.year.map(f64::from))
        && text("period", observation.period)
        && text("measure", Some(observation.measure))
        && text("measure_key", observation.measure_key)
        && text("scope", observation.scope)
        && text("unit", observation.unit)
        && number("value", observation.value)
        && given(wanted, "series").is_none_or(|series| {
            Array::is_array(&series) && Array::from(&series).iter().all(|pair| has(&pair))
        })
}
