//! The attributes of the element, read.

use crate::chart::{ChartSpec, Kind, Years, split_list};
use crate::locale::{Interface, Lang, fill};
use serde::Deserialize;

use super::theme::Theme;
use crate::decimal;

/// The attributes as they stand; what is not set is none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Where the file is.
    pub src: Option<String>,
    /// What overrides the guess at its encoding.
    pub encoding: Option<String>,
    chart: Option<String>,
    measure: Option<String>,
    area: Option<String>,
    years: Option<String>,
    heading: Option<String>,
    source: Option<String>,
    theme: Option<String>,
    controls: Option<String>,
    height: Option<String>,
    text: Option<String>,
}

impl Options {
    /// The theme; an unknown one is the page's.
    pub fn theme(&self) -> Theme {
        self.theme
            .as_deref()
            .and_then(Theme::parse)
            .unwrap_or_default()
    }

    /// Whether a control is wanted, under any of its names.
    pub fn control(&self, names: &[&str]) -> bool {
        self.controls
            .as_deref()
            .unwrap_or("table download")
            .split([' ', ',', '，'])
            .any(|token| names.contains(&token))
    }

    /// The factor on the size of text.
    pub fn text_factor(&self) -> f64 {
        number(&self.text).map_or(1.0, |factor| factor.clamp(0.5, 4.0))
    }

    /// What the chart is asked for, and what in it could not be understood.
    pub fn spec(&self, lang: Lang, width: f64, text_size: f64) -> (ChartSpec, Vec<String>) {
        let mut warnings = Vec::new();
        let mut unknown = |name: &str, value: &str| {
            warnings.push(fill(Interface::of(lang).unknown_value, &[name, value]));
        };
        let chart = text(&self.chart).unwrap_or_default();
        let kind = Kind::parse(&chart).unwrap_or_else(|| {
            unknown("chart", &chart);
            Kind::Auto
        });
        let years = text(&self.years).unwrap_or_default();
        let years = Years::parse(&years).unwrap_or_else(|| {
            unknown("years", &years);
            Years::All
        });
        if let Some(theme) = text(&self.theme)
            && Theme::parse(&theme).is_none()
        {
            unknown("theme", &theme);
        }
        let list = |value: &Option<String>| split_list(value.as_deref().unwrap_or_default());
        let spec = ChartSpec {
            kind,
            measures: list(&self.measure),
            areas: list(&self.area),
            years,
            heading: text(&self.heading),
            source: text(&self.source),
            lang,
            width,
            height: number(&self.height).map(|height| height.clamp(120.0, 4000.0)),
            text_size,
        };
        (spec, warnings)
    }
}

/// A value without the space around it; an empty one is none.
fn text(value: &Option<String>) -> Option<String> {
    let value = value.as_deref()?.trim();
    (!value.is_empty()).then(|| value.to_string())
}

/// A positive number, `px` or not.
fn number(value: &Option<String>) -> Option<f64> {
    let value = value.as_deref()?.trim();
    let number = decimal::read(value.strip_suffix("px").unwrap_or(value))?;
    (number > 0.0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(json: &str) -> Options {
        serde_json::from_str(json).expect("attributes")
    }

    #[test]
    fn attributes_become_a_spec() {
        let options = options(
            r#"{"chart": "bar", "measure": "收到提案，立案", "years": "2018-2022", "height": "320px", "text": "1.5", "heading": " "}"#,
        );
        let (spec, warnings) = options.spec(Lang::ZhHans, 600.0, 24.0);
        assert_eq!(spec.kind, Kind::Bar);
        assert_eq!(spec.measures, ["收到提案", "立案"]);
        assert_eq!(spec.years, Years::Span(2018, 2022));
        assert_eq!(spec.height, Some(320.0));
        assert_eq!(spec.heading, None);
        assert_eq!(options.text_factor(), 1.5);
        assert!(warnings.is_empty());
    }

    #[test]
    fn what_is_not_known_is_automatic_with_a_warning() {
        let options = options(r#"{"chart": "3d-pie", "years": "some", "theme": "pink"}"#);
        let (spec, warnings) = options.spec(Lang::En, 600.0, 16.0);
        assert_eq!((spec.kind, spec.years), (Kind::Auto, Years::All));
        assert_eq!(warnings.len(), 3);
        assert_eq!(options.theme(), Theme::Auto);
    }

    #[test]
    fn controls_are_tokens() {
        assert!(options("{}").control(&["table"]));
        assert!(options("{}").control(&["download", "csv"]));
        assert!(!options(r#"{"controls": ""}"#).control(&["table"]));
        assert!(!options(r#"{"controls": "none"}"#).control(&["table"]));
        assert!(options(r#"{"controls": "csv"}"#).control(&["download", "csv"]));
        assert!(!options(r#"{"controls": "csv"}"#).control(&["download", "png"]));
    }
}
