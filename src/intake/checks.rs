//! What can only be said once all rows are read: duplicates, and measures in several units.

use super::diagnostic::{Code, Diagnostic, column_letters};
use super::unit;
use crate::dataset::{Dataset, Words};

/// All that is wrong or odd about the observations as a whole.
pub(crate) fn check(set: &Dataset) -> Vec<Diagnostic> {
    let mut diagnostics = duplicates(set);
    diagnostics.extend(units(set));
    diagnostics
}

fn duplicates(set: &Dataset) -> Vec<Diagnostic> {
    let found = set.duplicates();
    let named = found.iter().filter_map(|duplicate| {
        let (first, again) = (set.get(duplicate.first)?, set.get(duplicate.again)?);
        let code = if duplicate.equal {
            Code::EqualDuplicate
        } else {
            Code::ConflictingDuplicate
        };
        let place = format!("{}{}", column_letters(first.column), first.row);
        let detail = format!("{place}\u{1f}{}", first.text);
        Some(Diagnostic::of_cell(code, again.row, again.column, again.text).with(&detail))
    });
    named.collect()
}

/// What is known of a measure's units.
#[derive(Default)]
struct Measure<'a> {
    /// The first.
    unit: &'a str,
    /// Whether another does not convert into it.
    mixed: bool,
    /// Whether that is so within one area and series.
    conflicting: bool,
    /// The warning of the first row that has another unit.
    differing: Option<Diagnostic>,
}

/// One measure in units that do not convert: an error within one area and series, a warning across areas.
fn units(set: &Dataset) -> Vec<Diagnostic> {
    let mut words = Words::default();
    let mut measures: Vec<Measure<'_>> = Vec::new();
    let mut any = false;
    // Most files have one unit a measure, which one pass over the words shows.
    for (measure, unit) in set.measure_units() {
        let at = words.intern(measure).index();
        if at > measures.len() {
            measures.push(Measure {
                unit,
                ..Measure::default()
            });
        }
        if let Some(known) = measures.get_mut(at - 1)
            && known.unit != unit
            && !unit::same(known.unit, unit)
        {
            known.mixed = true;
            any = true;
        }
    }
    if !any {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    // By measure, area and series: the first unit, and whether the group has been named.
    let mut group_words = Words::default();
    let mut groups: Vec<(&str, bool)> = Vec::new();
    for (_, observation) in set.iter() {
        let Some(unit) = observation
            .unit
            .filter(|_| observation.qualifier.has_value())
        else {
            continue;
        };
        let measure = observation.measure;
        let Some(state) = words
            .find(measure)
            .and_then(|word| measures.get_mut(word.index() - 1))
            .filter(|state| state.mixed)
        else {
            continue;
        };
        let mut group = format!("{measure}\u{1f}{}", observation.area.unwrap_or_default());
        for series in &observation.series {
            group.push('\u{1f}');
            group.push_str(series.name);
            group.push('\u{1e}');
            group.push_str(series.value);
        }
        let at = group_words.intern(&group).index();
        if at > groups.len() {
            groups.push((unit, false));
        }
        let Some((known, named)) = groups.get_mut(at - 1) else {
            continue;
        };
        let say = |code: Code, other: &str| {
            Diagnostic::of_cell(code, observation.row, observation.column, observation.text)
                .with(&format!("{measure}\u{1f}{other}\u{1f}{unit}"))
        };
        if !unit::same(known, unit) {
            state.conflicting = true;
            if !*named {
                *named = true;
                diagnostics.push(say(Code::MixedUnits, known));
            }
        } else if state.differing.is_none() && !unit::same(state.unit, unit) {
            state.differing = Some(say(Code::UnitsDiffer, state.unit));
        }
    }
    for measure in measures {
        if !measure.conflicting {
            diagnostics.extend(measure.differing);
        }
    }
    diagnostics
}
