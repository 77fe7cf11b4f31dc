//! What a reader may choose of a chart: what its controls offer. Only what does something for these data is offered.

use super::auto;
use super::derive;
use super::format;
use super::select::{self, Line, Selection};
use super::spec::{ChartSpec, Kind, View};
use super::{Chart, Series};
use crate::dataset::Dataset;
use crate::gather::Gather as _;
use crate::measure::fold;

/// What there is to choose from. Each list is empty where there are not two to choose between.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// The measures: the file's word and the name that is shown.
    pub measures: Vec<(String, String)>,
    /// The areas.
    pub areas: Vec<String>,
    /// The years that have a value, ascending.
    pub years: Vec<i32>,
    /// Whether the chart may be of all these years at once, and not of one only.
    pub all_years: bool,
    /// What of the values may be shown.
    pub views: Vec<View>,
    /// Whether there is an order to choose.
    pub sorts: bool,
    /// The kinds that suit.
    pub kinds: Vec<Kind>,
    /// The series that can be switched on and off, each in its own colour.
    pub series: Vec<Series>,
}

/// Finds what may be chosen of `chart`, which was drawn for `spec`. What there is to choose from is what `base`
/// asks for: the attributes without what a reader has chosen.
#[inline(never)]
pub fn choices(set: &Dataset, base: &ChartSpec, spec: &ChartSpec, chart: &Chart) -> Choices {
    let all = select::select(set, base);
    let mut measures: Vec<(String, String)> = Vec::new();
    let mut areas: Vec<String> = Vec::new();
    for line in all.lines.iter().filter(|line| line.has_value(set)) {
        if !measures.iter().any(|(known, _)| *known == line.measure) {
            let name = format::measure_name(&line.measure, spec.lang);
            measures.push((line.measure.clone(), name.into()));
        }
        if let Some(area) = &line.area
            && !areas.contains(area)
        {
            areas.push(area.clone());
        }
    }
    let selection = select::select(set, spec);
    let mut years = Vec::new();
    if !matches!(
        spec.kind,
        Kind::Line | Kind::Slope | Kind::Panels | Kind::Poster | Kind::Table
    ) {
        years = selection
            .steps
            .iter()
            .enumerate()
            .filter(|(step, _)| selection.has_value(set, *step))
            .filter_map(|(_, step)| step.year)
            .gather();
    }
    let lying = chart.kind == Kind::Bar && !chart.over_years;
    let mut choices = Choices {
        measures,
        areas,
        years,
        all_years: matches!(spec.kind, Kind::Auto | Kind::Bar | Kind::Stack | Kind::Rank),
        views: views(set, spec, &selection, chart),
        sorts: lying && chart.marks.len() > 1,
        kinds: kinds(set, base, &selection, chart),
        series: if chart.keyed() {
            chart.series.clone()
        } else {
            Vec::new()
        },
    };
    if choices.measures.len() < 2 {
        choices.measures.clear();
    }
    if choices.areas.len() < 2 {
        choices.areas.clear();
    }
    if choices.years.len() < 2 {
        choices.years.clear();
    }
    choices
}

fn views(set: &Dataset, spec: &ChartSpec, selection: &Selection, chart: &Chart) -> Vec<View> {
    if spec.rank_by.is_some() || matches!(chart.kind, Kind::Rank | Kind::Funnel) {
        return Vec::new();
    }
    // A sum of rates is no whole.
    let rate = |line: &Line| line.rank || line.unit.as_deref() == Some("%");
    let asked = |view: View| match view {
        View::Value => true,
        View::Share => !selection.lines.iter().any(rate),
        View::Change => auto::with_values(set, selection) > 1,
    };
    let views: Vec<View> = View::ALL
        .iter()
        .map(|(_, view)| *view)
        .filter(|&view| asked(view) && (view == View::Value || known(set, spec, view)))
        .gather();
    if views.len() < 2 { Vec::new() } else { views }
}

/// Whether any figure of what is shown can be computed so; a share of everything in itself says nothing.
fn known(set: &Dataset, spec: &ChartSpec, view: View) -> bool {
    let asked = ChartSpec {
        view,
        ..spec.clone()
    };
    let Some(derived) = derive::derive(set, &asked) else {
        return false;
    };
    let mut values = derived.set.iter().filter(|(_, observation)| {
        let here = observation.area.is_none_or(|area| {
            let mut areas = spec.areas.iter();
            spec.areas.is_empty() || areas.any(|asked| fold(asked) == fold(area))
        });
        here && observation
            .value
            .is_some_and(|value| view != View::Share || value < 100.0)
    });
    values.next().is_some()
}

fn kinds(set: &Dataset, base: &ChartSpec, selection: &Selection, chart: &Chart) -> Vec<Kind> {
    let lines: Vec<&Line> = selection
        .lines
        .iter()
        .filter(|line| line.has_value(set))
        .gather();
    let first = lines.first();
    let one_unit = lines
        .iter()
        .all(|line| first.is_some_and(|first| first.unit == line.unit));
    let rates = first.is_some_and(|line| line.unit.as_deref() == Some("%"));
    let several = lines.len() > 1;
    let good = |kind: Kind| {
        kind == chart.kind
            || kind == base.kind
            || (auto::suits(set, selection, kind)
                && match kind {
                    Kind::Bar | Kind::Line | Kind::Rank | Kind::Table => true,
                    Kind::Stack => several && one_unit && !rates,
                    Kind::Slope => several && one_unit && lines.len() <= super::MOST_LINES,
                    Kind::Funnel => auto::is_process(&lines),
                    Kind::Tiles => lines.len() <= super::MOST_LINES,
                    Kind::Panels => several,
                    Kind::Auto | Kind::Pictogram | Kind::Poster => false,
                })
    };
    let all = Kind::all().filter(|&kind| kind != Kind::Auto && good(kind));
    let kinds: Vec<Kind> = all.gather();
    if kinds.len() < 2 { Vec::new() } else { kinds }
}

#[cfg(test)]
mod tests {
    use super::super::{State, build};
    use super::*;
    use crate::intake::{Decode, ReadOptions, Reading};
    use crate::text::WidthTable;

    fn offered(csv: &str, base: ChartSpec, state: &str) -> Choices {
        let reading = read(csv);
        let mut spec = base.clone();
        State::parse(state).apply(&mut spec);
        let chart = build(&reading.dataset, &spec, &WidthTable);
        choices(&reading.dataset, &base, &spec, &chart)
    }

    struct Utf8;

    impl Decode for Utf8 {
        fn decode(&self, _: &str, _: &[u8]) -> Option<String> {
            None
        }
    }

    fn read(csv: &str) -> Reading {
        crate::intake::read(csv.as_bytes(), &ReadOptions::default(), &Utf8)
    }

    const PLACES: &str = "地区,年份,收到提案(件),办复率(%)\n甲县,2023,50,90\n乙县,2023,30,80\n甲县,2024,60,91\n乙县,2024,,82\n";

    #[test]
    fn one_of_each_leaves_nothing_to_choose() {
        let choices = offered("年份,收到提案(件)\n2024,50\n", ChartSpec::default(), "");
        assert_eq!(choices.measures, []);
        assert!(choices.areas.is_empty() && choices.years.is_empty() && choices.views.is_empty());
        assert!(!choices.sorts && choices.series.is_empty());
    }

    #[test]
    fn measures_areas_and_years_are_those_of_the_file_with_values() {
        let choices = offered(PLACES, ChartSpec::default(), "measure=收到提案");
        let names: Vec<&str> = choices.measures.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["收到提案", "办复率"]);
        assert_eq!(choices.areas, ["甲县", "乙县"]);
        assert_eq!(choices.years, [2023, 2024]);
        assert_eq!(choices.views, [View::Value, View::Share, View::Change]);
        assert_eq!(choices.series.len(), 2);
        assert!(!choices.sorts);
    }

    #[test]
    fn a_choice_does_not_narrow_what_there_is_to_choose_from() {
        let choices = offered(
            PLACES,
            ChartSpec::default(),
            "measure=办复率&area=乙县&year=2023",
        );
        assert_eq!((choices.measures.len(), choices.areas.len()), (2, 2));
        assert_eq!(choices.years, [2023, 2024]);
        // Rates have no share, and only what the attributes name is offered.
        assert!(!choices.views.contains(&View::Share));
        let base = ChartSpec {
            measures: vec!["收到提案".into()],
            ..ChartSpec::default()
        };
        assert_eq!(offered(PLACES, base, "").measures, []);
    }

    #[test]
    fn lying_bars_have_an_order_and_no_legend() {
        let choices = offered(PLACES, ChartSpec::default(), "measure=收到提案&year=2023");
        assert!(choices.sorts && choices.series.is_empty());
    }

    #[test]
    fn kinds_are_those_that_suit() {
        let choices = offered(PLACES, ChartSpec::default(), "measure=收到提案");
        for kind in [Kind::Bar, Kind::Line, Kind::Stack, Kind::Table] {
            assert!(choices.kinds.contains(&kind), "{kind:?}");
        }
        assert!(!choices.kinds.contains(&Kind::Rank) && !choices.kinds.contains(&Kind::Auto));
        let rates = offered(PLACES, ChartSpec::default(), "measure=办复率");
        assert!(!rates.kinds.contains(&Kind::Stack));
    }
}
