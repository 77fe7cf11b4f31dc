//! What can be computed from the values of a file: shares, changes from the year before, ranks.
//!
//! Each is a dataset of its own, with an observation for each that it was computed from, so that charts, cards and
//! tables show it as they show what a file gives. What is not known stays so: a share of a whole that lacks a part,
//! or a rank beside values that are only approximate, is not made up.

use super::spec::{ChartSpec, Kind, View};
use super::{Chart, auto, format, select};
use crate::dataset::{Dataset, DatasetBuilder, Observation, Qualifier, Words as WordTable};
use crate::gather::Gather as _;
use crate::locale::{Later, Words, fill, join, later};
use crate::measure::{self, Direction};
use crate::scene::MeasureText;

/// Computed observations.
#[derive(Debug, Default)]
pub struct Derived {
    /// They, as a dataset.
    pub set: Dataset,
    /// The observation of the file that each was computed from, by its index there.
    pub of: Vec<usize>,
    /// What a reader must know of how they were computed.
    pub note: String,
    /// Whether they are changes from the year before: of these no further change is told.
    pub change: bool,
}

/// What one observation becomes.
struct Computed {
    value: Option<f64>,
    qualifier: Qualifier,
}

const UNKNOWN: Computed = Computed {
    value: None,
    qualifier: Qualifier::Missing,
};

/// Lays out what is computed from the values and not they themselves.
#[inline(never)]
pub(super) fn draw(set: &Dataset, spec: &ChartSpec, measure: &dyn MeasureText) -> Chart {
    let plain = ChartSpec {
        view: View::Value,
        rank_by: None,
        ..spec.clone()
    };
    // Ranks are for charts of ranks; whoever asks for bars wants the values.
    let ranks = spec.rank_by.is_some() && matches!(spec.kind, Kind::Auto | Kind::Rank);
    let asked = ChartSpec {
        rank_by: spec.rank_by.clone().filter(|_| ranks),
        ..spec.clone()
    };
    let Some(derived) = derive(set, &asked) else {
        return super::draw(set, &plain, measure, false);
    };
    let any = (0..derived.set.len()).any(|index| derived.set.has_value(index));
    if !any {
        let mut chart = super::draw(set, &plain, measure, false);
        chart
            .warnings
            .push(later(Later::NotComputed, spec.lang).into());
        return chart;
    }
    let names = derived.set.measures();
    let mut plain = plain;
    if ranks || !plain.measures.is_empty() {
        plain.measures = names.into_iter().map(String::from).gather();
    }
    let mut chart = super::draw(&derived.set, &plain, measure, true);
    if !derived.note.is_empty() {
        chart.notes.insert(0, derived.note.clone());
    }
    chart.derived = Some(derived);
    chart
}

/// Computes what `spec` asks for; `None` where it asks for the values themselves.
#[inline(never)]
pub(super) fn derive(set: &Dataset, spec: &ChartSpec) -> Option<Derived> {
    let words = Words::of(spec.lang);
    let (template, unit) = match (&spec.rank_by, spec.view) {
        (Some(_), _) => (later(Later::DerivedRank, spec.lang), "名"),
        (None, View::Share) => (later(Later::DerivedShare, spec.lang), "%"),
        (None, View::Change) => (later(Later::DerivedChange, spec.lang), "%"),
        (None, View::Value) => return None,
    };
    let asked = match &spec.rank_by {
        Some(measure) => vec![measure.clone()],
        None => spec.measures.clone(),
    };
    // All years and areas: a change needs the year before the first one shown, a share and a rank all places.
    let shown = select::of_measures(set, &asked);
    let observations: Vec<(usize, Observation<'_>)> = shown
        .iter()
        .filter(|&&index| !set.is_total(index))
        .filter_map(|&index| Some((index, set.get(index)?)))
        .filter(|(_, observation)| !format::is_rank(observation))
        .gather();
    let mut builder = DatasetBuilder::new();
    if let Some(title) = &set.title {
        builder.title(title);
    }
    // Those that are computed from each other, so that a large file is not compared all with all.
    let whole = Whole::of(&observations);
    // Rates are no parts of anything, and a step of a process is a part of the one before.
    let keys = observations.iter().map(|(_, it)| (it.measure_key, it.area));
    let nested = whole == Whole::Measures && auto::is_nested(keys);
    let mut places = WordTable::default();
    let mut groups: Vec<Vec<&Observation<'_>>> = Vec::new();
    let mut group_of: Vec<usize> = Vec::new();
    for (_, observation) in &observations {
        let key = match (&spec.rank_by, spec.view) {
            (Some(_), _) => key(
                observation,
                true,
                false,
                &[observation.unit.unwrap_or_default()],
            ),
            (None, View::Share) => whole.key(observation),
            _ => {
                let area = observation.area.unwrap_or_default();
                let scope = observation.scope.unwrap_or_default();
                key(
                    observation,
                    false,
                    true,
                    &[area, observation.measure, scope],
                )
            }
        };
        let at = places.intern(&key).index();
        if at > groups.len() {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.get_mut(at - 1) {
            group.push(observation);
        }
        group_of.push(at - 1);
    }
    // Nothing can be said of the change to the first year.
    let first = observations
        .iter()
        .filter_map(|(_, observation)| observation.year)
        .min()
        .filter(|_| spec.view == View::Change && spec.rank_by.is_none());
    let mut of = Vec::new();
    for ((index, observation), at) in observations.iter().zip(group_of) {
        if first.is_some() && observation.year == first {
            continue;
        }
        let group = groups.get(at).map(Vec::as_slice).unwrap_or_default();
        let computed = match (&spec.rank_by, spec.view) {
            (Some(_), _) => rank(observation, group),
            (None, View::Share) if nested || observation.unit == Some("%") => UNKNOWN,
            (None, View::Share) => share(observation, group),
            _ => change(observation, group),
        };
        let name = format::measure_name(observation.measure, spec.lang);
        let measure = fill(template, &[name]);
        let own = format::value_text(observation, spec.lang);
        let note = match observation.note {
            Some(note) => format!("{name} {own}{}{note}", words.semicolon),
            None => format!("{name} {own}"),
        };
        let text = match computed.value {
            // What a file would have in the cell; of a rise the sign is read.
            Some(rank) if spec.rank_by.is_some() => fill("第{}名", &[&format::number(rank)]),
            Some(by) if spec.view == View::Change && by > 0.0 => {
                format!("+{}", format::number(by))
            }
            // A sign there is not this one's.
            Some(_) => observation.text.replace('+', ""),
            None if observation.value.is_none() => String::new(),
            None => lacking(observation, group, spec),
        };
        let unit = match spec.view {
            View::Change if observation.unit == Some("%") && spec.rank_by.is_none() => "百分点",
            _ => unit,
        };
        builder.push(&Observation {
            measure: &measure,
            measure_key: None,
            value: computed.value,
            high: None,
            unit: Some(unit),
            qualifier: computed.qualifier,
            text: &text,
            note: Some(&note),
            ..observation.clone()
        });
        of.push(*index);
    }
    for note in &set.notes {
        builder.note(note);
    }
    let note = match &spec.rank_by {
        Some(measure) => fill(
            later(Later::NoteRanked, spec.lang),
            &[format::measure_name(measure, spec.lang)],
        ),
        None if spec.view == View::Share => later(Later::NoteShare, spec.lang).into(),
        None => String::new(),
    };
    Some(Derived {
        set: builder.finish(),
        of,
        note,
        change: spec.view == View::Change && spec.rank_by.is_none(),
    })
}

/// What the parts of one whole have in common, beside period and unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    /// The breakdowns of one measure of one area.
    Breakdowns,
    /// The areas of one measure.
    Areas,
    /// The measures of one area.
    Measures,
}

impl Whole {
    fn of(observations: &[(usize, Observation<'_>)]) -> Whole {
        let differs = |same: &dyn Fn(&Observation<'_>, &Observation<'_>) -> bool| {
            observations
                .first()
                .is_some_and(|(_, first)| observations.iter().any(|(_, other)| !same(first, other)))
        };
        if differs(&|a, b| a.series == b.series) {
            Whole::Breakdowns
        } else if differs(&|a, b| a.area == b.area) {
            Whole::Areas
        } else {
            Whole::Measures
        }
    }

    /// Tells the parts of one whole from those of others.
    fn key(self, observation: &Observation<'_>) -> String {
        let area = observation.area.unwrap_or_default();
        let scope = observation.scope.unwrap_or_default();
        let unit = observation.unit.unwrap_or_default();
        match self {
            Whole::Breakdowns => key(
                observation,
                true,
                false,
                &[scope, area, observation.measure],
            ),
            Whole::Areas => key(observation, true, false, &[scope, observation.measure]),
            Whole::Measures => key(observation, true, false, &[scope, area, unit]),
        }
    }
}

/// What an observation has in common with others: its period, its breakdown, further words.
fn key(observation: &Observation<'_>, period: bool, breakdown: bool, words: &[&str]) -> String {
    let mut key = join(words, "\u{1f}");
    if period {
        let year = observation.year.map(|year| year.to_string());
        for part in [year.as_deref(), observation.period] {
            key.push('\u{1f}');
            key.push_str(part.unwrap_or_default());
        }
    }
    for series in observation.series.iter().filter(|_| breakdown) {
        key.push('\u{1f}');
        key.push_str(series.value);
    }
    key
}

/// The share of a value in the sum of all that stand with it.
fn share(observation: &Observation<'_>, parts: &[&Observation<'_>]) -> Computed {
    let mut sum = 0.0;
    let mut exact = true;
    for part in parts {
        match part.value {
            Some(value)
                if value >= 0.0
                    && part.unit == observation.unit
                    && part.qualifier != Qualifier::Range =>
            {
                sum += value;
                exact &= part.qualifier == Qualifier::Exact;
            }
            // A part that is not known, is below nothing or counts something else: there is no whole.
            _ => return UNKNOWN,
        }
    }
    match observation.value {
        Some(value) if sum > 0.0 => Computed {
            value: Some((value / sum * 1000.0).round() / 10.0),
            qualifier: if exact {
                Qualifier::Exact
            } else {
                Qualifier::Near
            },
        },
        _ => UNKNOWN,
    }
}

/// The change from the year before, in percent; in percentage points for a rate.
fn change(observation: &Observation<'_>, line: &[&Observation<'_>]) -> Computed {
    let before = observation.year.and_then(|year| {
        let mut years = line.iter();
        years.find(|other| other.year == Some(year - 1) && other.period.is_none())
    });
    let exact = |observation: &Observation<'_>| {
        (observation.qualifier == Qualifier::Exact && observation.period.is_none())
            .then_some(observation.value)
            .flatten()
    };
    let (Some(before), Some(new)) = (before, exact(observation)) else {
        return UNKNOWN;
    };
    let Some(old) = exact(before).filter(|_| before.unit == observation.unit) else {
        return UNKNOWN;
    };
    let by = if observation.unit == Some("%") {
        new - old
    } else if old > 0.0 {
        (new - old) / old * 100.0
    } else {
        return UNKNOWN;
    };
    Computed {
        value: Some((by * 10.0).round() / 10.0),
        qualifier: Qualifier::Exact,
    }
}

/// Why nothing could be computed from a value that is there.
fn lacking(observation: &Observation<'_>, line: &[&Observation<'_>], spec: &ChartSpec) -> String {
    let before = observation.year.map(|year| year - 1);
    let mut known = line.iter().filter(|other| other.value.is_some());
    match before.filter(|_| spec.view == View::Change) {
        Some(before) if !known.any(|other| other.year == Some(before)) => {
            fill(later(Later::Lacking, spec.lang), &[&before.to_string()])
        }
        _ => later(Later::Uncomputed, spec.lang).into(),
    }
}

/// The place of a value among those of its year: equal values share a place, and the next is left out.
fn rank(observation: &Observation<'_>, all: &[&Observation<'_>]) -> Computed {
    let Some(value) = observation.value else {
        return UNKNOWN;
    };
    let fewer =
        measure::find(observation.measure).is_some_and(|known| known.direction == Direction::Down);
    let mut place = 1.0;
    let mut exact = observation.qualifier == Qualifier::Exact;
    for other in all {
        let Some(theirs) = other.value.filter(|_| other.series == observation.series) else {
            continue;
        };
        if (theirs > value) != fewer && theirs != value {
            place += 1.0;
        }
        exact &= other.qualifier == Qualifier::Exact;
    }
    Computed {
        value: Some(place),
        qualifier: if exact {
            Qualifier::Exact
        } else {
            Qualifier::Near
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observation<'a>(
        area: &'a str,
        year: i32,
        value: f64,
        qualifier: Qualifier,
    ) -> Observation<'a> {
        Observation {
            area: Some(area),
            year: Some(year),
            period: None,
            measure: "收到提案",
            measure_key: None,
            series: Vec::new(),
            value: qualifier.has_value().then_some(value),
            high: None,
            unit: Some("件"),
            qualifier,
            scope: None,
            total: false,
            flag: None,
            text: "",
            note: None,
            source: None,
            quote: None,
            row: 2,
            column: 4,
        }
    }

    /// Three places over two years: 50, 30, 20 and 60, 60, none.
    fn file(third: Qualifier) -> Dataset {
        use Qualifier::Exact;
        let mut builder = DatasetBuilder::new();
        for row in [
            observation("甲县", 2023, 50.0, Exact),
            observation("乙县", 2023, 30.0, Exact),
            observation("丙县", 2023, 20.0, third),
            observation("甲县", 2024, 60.0, Exact),
            observation("乙县", 2024, 60.0, Exact),
            observation("丙县", 2024, 0.0, Qualifier::Missing),
        ] {
            builder.push(&row);
        }
        builder.finish()
    }

    fn computed(set: &Dataset, spec: &ChartSpec) -> Vec<(Option<f64>, Qualifier)> {
        let derived = derive(set, spec).expect("something to compute");
        let all = derived.set.iter();
        all.map(|(_, observation)| (observation.value, observation.qualifier))
            .collect()
    }

    #[test]
    fn values_themselves_are_not_computed() {
        assert!(derive(&file(Qualifier::Exact), &ChartSpec::default()).is_none());
    }

    #[test]
    fn a_share_needs_every_part() {
        use Qualifier::{Exact, Missing, Near, Over};
        let spec = ChartSpec {
            view: View::Share,
            ..ChartSpec::default()
        };
        let gone = (None, Missing);
        assert_eq!(
            computed(&file(Exact), &spec),
            [
                (Some(50.0), Exact),
                (Some(30.0), Exact),
                (Some(20.0), Exact),
                gone,
                gone,
                gone
            ]
        );
        // Over an approximate whole even an exact part has an approximate share.
        assert_eq!(computed(&file(Over), &spec)[0], (Some(50.0), Near));
    }

    #[test]
    fn steps_of_a_process_and_rates_are_no_parts_of_a_whole() {
        let spec = ChartSpec {
            view: View::Share,
            ..ChartSpec::default()
        };
        for (measure, unit) in [("提案立案", "件"), ("办复率", "%")] {
            let mut builder = DatasetBuilder::new();
            let first = observation("甲县", 2023, 50.0, Qualifier::Exact);
            builder.push(&first);
            builder.push(&Observation {
                measure,
                unit: Some(unit),
                ..observation("甲县", 2023, 40.0, Qualifier::Exact)
            });
            let derived = derive(&builder.finish(), &spec).expect("something to compute");
            assert_eq!(
                derived.set.get(1).expect("a share").value,
                None,
                "{measure}"
            );
        }
    }

    #[test]
    fn a_change_needs_two_exact_values() {
        use Qualifier::{Exact, Missing};
        let spec = ChartSpec {
            view: View::Change,
            ..ChartSpec::default()
        };
        let gone = (None, Missing);
        assert_eq!(
            computed(&file(Exact), &spec),
            [(Some(20.0), Exact), (Some(100.0), Exact), gone]
        );
    }

    #[test]
    fn equal_values_share_a_place() {
        use Qualifier::{Exact, Missing, Near};
        let spec = ChartSpec {
            rank_by: Some("收到提案".into()),
            ..ChartSpec::default()
        };
        assert_eq!(
            computed(&file(Exact), &spec),
            [
                (Some(1.0), Exact),
                (Some(2.0), Exact),
                (Some(3.0), Exact),
                (Some(1.0), Exact),
                (Some(1.0), Exact),
                (None, Missing)
            ]
        );
        assert_eq!(computed(&file(Near), &spec)[1], (Some(2.0), Near));
        let derived = derive(&file(Exact), &spec).expect("ranks");
        let first = derived.set.get(0).expect("an observation");
        assert!(format::is_rank(&first), "{first:?}");
        assert_eq!(first.note, Some("收到提案 50件"));
    }
}
