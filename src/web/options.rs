//! The attributes of the element, read.

use crate::chart::{ChartSpec, Kind, State, Years, split_list};
use crate::locale::{Interface, Lang, fill};
use serde::Deserialize;

use super::control::Control;
use super::theme::{PATTERNS, Theme};
use crate::decimal;

/// An attribute, by its place in the list that the loader hands over (its `NAMES`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Src,
    Chart,
    Measure,
    Area,
    Years,
    Heading,
    Source,
    Theme = 8,
    Controls,
    Height,
    Text,
    Encoding,
    Share = 15,
    RankBy = 16,
    State,
}

/// The attributes as they stand, in the order of the loader; what is not set is none.
///
/// A list and not an object: its names would stand in the module, with code to tell them apart.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Options(Vec<Option<String>>);

impl Options {
    fn get(&self, name: Name) -> Option<&str> {
        self.0.get(name as usize)?.as_deref()
    }

    /// Whether a chart with these looks as one with the others does: colours, size of text, what stands around it.
    pub fn look_as(&self, other: &Options) -> bool {
        [Name::Theme, Name::Text, Name::Controls, Name::Height]
            .into_iter()
            .all(|name| self.get(name) == other.get(name))
    }

    /// Where the file is.
    pub fn src(&self) -> Option<&str> {
        self.get(Name::Src)
    }

    /// What overrides the guess at the file's encoding.
    pub fn encoding(&self) -> Option<&str> {
        self.get(Name::Encoding)
    }

    /// The theme; an unknown one is the page's.
    pub fn theme(&self) -> Theme {
        self.get(Name::Theme)
            .and_then(Theme::parse)
            .unwrap_or_default()
    }

    /// Whether the theme asks for patterns.
    pub fn patterns(&self) -> bool {
        let theme = self.get(Name::Theme).unwrap_or_default();
        theme.split_ascii_whitespace().any(|word| word == PATTERNS)
    }

    /// Whether a control is wanted, under any of its names.
    pub fn control(&self, names: &[&str]) -> bool {
        self.get(Name::Controls)
            .unwrap_or("table download")
            .split(&[' ', ',', '，'][..])
            .any(|token| names.contains(&token))
    }

    /// Whether any control over the picture is wanted, which the whole module builds.
    pub fn has_controls(&self) -> bool {
        self.control(&Control::NAMES)
    }

    /// Whether the chart begins in a state that only the whole module reads.
    pub fn has_state(&self) -> bool {
        self.text(Name::State).is_some()
    }

    /// The name under which the state stands in the page's address; `None` where it is not to stand there.
    pub fn share(&self) -> Option<&str> {
        self.get(Name::Share)?;
        Some(self.text(Name::Share).unwrap_or("chart"))
    }

    /// What the webmaster has chosen for the beginning.
    pub fn state(&self) -> State {
        State::parse(self.text(Name::State).unwrap_or_default())
    }

    /// The factor on the size of text.
    pub fn text_factor(&self) -> f64 {
        self.number(Name::Text)
            .map_or(1.0, |factor| factor.clamp(0.5, 4.0))
    }

    /// What the chart is asked for, and what in it could not be understood.
    ///
    /// `chosen` is what the reader has chosen, in place of the state that the chart begins with.
    pub fn spec(
        &self,
        lang: Lang,
        width: f64,
        text_size: f64,
        chosen: Option<&State>,
    ) -> (ChartSpec, Vec<String>) {
        let mut warnings = Vec::new();
        let mut unknown = |name: &str, value: &str| {
            warnings.push(fill(Interface::of(lang).unknown_value, &[name, value]));
        };
        let chart = self.text(Name::Chart).unwrap_or_default();
        let kind = Kind::parse(chart).unwrap_or_else(|| {
            unknown("chart", chart);
            Kind::Auto
        });
        let years = self.text(Name::Years).unwrap_or_default();
        let years = Years::parse(years).unwrap_or_else(|| {
            unknown("years", years);
            Years::All
        });
        if let Some(theme) = self.text(Name::Theme)
            && Theme::parse(theme).is_none()
        {
            unknown("theme", theme);
        }
        let list = |name| split_list(self.get(name).unwrap_or_default());
        let mut spec = ChartSpec {
            kind,
            measures: list(Name::Measure),
            areas: list(Name::Area),
            years,
            heading: self.text(Name::Heading).map(String::from),
            source: self.text(Name::Source).map(String::from),
            lang,
            width,
            height: self
                .number(Name::Height)
                .map(|height| height.clamp(120.0, 4000.0)),
            text_size,
            rank_by: self.text(Name::RankBy).map(String::from),
            ..ChartSpec::default()
        };
        if let Some(state) = chosen {
            state.apply(&mut spec);
        } else if self.text(Name::State).is_some() {
            self.state().apply(&mut spec);
        }
        spec.legend_apart = self.control(&["legend"]);
        (spec, warnings)
    }

    /// A value without the space around it; an empty one is none.
    fn text(&self, name: Name) -> Option<&str> {
        self.get(name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// A positive number, `px` or not.
    fn number(&self, name: Name) -> Option<f64> {
        let value = self.text(name)?;
        let number = decimal::read(value.strip_suffix("px").unwrap_or(value))?;
        (number > 0.0).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in the loader's own order.
    fn names() -> Vec<&'static str> {
        let loader = include_str!("../../www/widget/county-charts.js");
        let (_, list) = loader.split_once("const NAMES = '").expect("the list");
        let (list, _) = list.split_once('\'').expect("its end");
        list.split(' ').collect()
    }

    fn options(attributes: &[(&str, &str)]) -> Options {
        let value = |name| attributes.iter().find(|(given, _)| *given == name);
        let values = names()
            .into_iter()
            .map(|name| value(name).map(|(_, value)| value.to_string()));
        Options(values.collect())
    }

    #[test]
    fn the_places_are_the_loaders() {
        for (place, name) in [
            (Name::Src, "src"),
            (Name::Chart, "chart"),
            (Name::Measure, "measure"),
            (Name::Area, "area"),
            (Name::Years, "years"),
            (Name::Heading, "heading"),
            (Name::Source, "source"),
            (Name::Theme, "theme"),
            (Name::Controls, "controls"),
            (Name::Height, "height"),
            (Name::Text, "text"),
            (Name::Encoding, "encoding"),
            (Name::Share, "share"),
            (Name::RankBy, "rank-by"),
            (Name::State, "state"),
        ] {
            assert_eq!(names().get(place as usize), Some(&name), "{place:?}");
        }
    }

    #[test]
    fn attributes_become_a_spec() {
        let options = options(&[
            ("chart", "bar"),
            ("measure", "收到提案，立案"),
            ("years", "2018-2022"),
            ("height", "320px"),
            ("text", "1.5"),
            ("heading", " "),
        ]);
        let (spec, warnings) = options.spec(Lang::ZhHans, 600.0, 24.0, None);
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
        let options = options(&[("chart", "3d-pie"), ("years", "some"), ("theme", "pink")]);
        let (spec, warnings) = options.spec(Lang::En, 600.0, 16.0, None);
        assert_eq!((spec.kind, spec.years), (Kind::Auto, Years::All));
        assert_eq!(warnings.len(), 3);
        assert_eq!(options.theme(), Theme::Auto);
    }

    #[test]
    fn patterns_are_a_word_of_the_theme() {
        assert!(options(&[("theme", "light patterns")]).patterns());
        assert!(options(&[("theme", "patterns")]).patterns());
        assert!(!options(&[("theme", "light")]).patterns());
        assert!(!options(&[]).patterns());
    }

    #[test]
    fn what_the_reader_has_chosen_takes_the_place_of_the_first_state() {
        let options = options(&[("state", "hide=立案&year=2024"), ("share", " ")]);
        let (spec, _) = options.spec(Lang::ZhHans, 600.0, 16.0, None);
        assert_eq!((spec.year, spec.hidden.len()), (Some(2024), 1));
        let chosen = State::parse("year=2023");
        let (spec, _) = options.spec(Lang::ZhHans, 600.0, 16.0, Some(&chosen));
        assert_eq!((spec.year, spec.hidden.len()), (Some(2023), 0));
        assert_eq!(options.share(), Some("chart"));
        assert!(!options.has_controls());
    }

    #[test]
    fn controls_are_tokens() {
        assert!(options(&[]).control(&["table"]));
        assert!(options(&[]).control(&["download", "csv"]));
        assert!(!options(&[("controls", "")]).control(&["table"]));
        assert!(!options(&[("controls", "none")]).control(&["table"]));
        assert!(options(&[("controls", "year，table")]).has_controls());
        assert!(options(&[("controls", "csv")]).control(&["download", "csv"]));
        assert!(!options(&[("controls", "csv")]).control(&["download", "png"]));
    }
}
