//! What can only be said once all rows are read: duplicates, and measures in several units.

use super::diagnostic::{Code, Diagnostic, column_letters};
use super::unit;
use crate::dataset::Dataset;
use std::collections::{HashMap, HashSet};

/// All that is wrong or odd about the observations as a whole.
pub(crate) fn check(set: &Dataset) -> Vec<Diagnostic> {
    let mut diagnostics = duplicates(set);
    diagnostics.extend(units(set));
    diagnostics
}

/// Brings one measure that stands in several units of a kind to the first of them: 吨 and 公斤 are one series.
pub(crate) fn bring_to_one_unit(set: &mut Dataset) {
    let mut first: HashMap<String, String> = HashMap::new();
    let mut converted: Vec<(usize, f64, String)> = Vec::new();
    // Most files have one unit a measure, which one pass over the words shows.
    let mut differs = false;
    for (measure, unit) in set.measure_units() {
        match first.get(measure) {
            Some(known) => differs |= known != unit,
            None => {
                first.insert(measure.into(), unit.into());
            }
        }
    }
    if !differs {
        return;
    }
    for (index, observation) in set.iter() {
        let (Some(unit), Some(usual)) = (observation.unit, first.get(observation.measure)) else {
            continue;
        };
        if let Some(factor) = unit::factor(unit, usual)
            && factor != 1.0
        {
            converted.push((index, factor, usual.clone()));
        }
    }
    for (index, factor, unit) in converted {
        set.convert(index, factor, &unit);
    }
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

/// One measure in units that do not convert: an error within one area and series, a warning across areas.
fn units(set: &Dataset) -> Vec<Diagnostic> {
    let mut first: HashMap<&str, &str> = HashMap::new();
    let mut mixed: HashSet<&str> = HashSet::new();
    // Most files have one unit a measure, which one pass over the words shows.
    for (measure, unit) in set.measure_units() {
        let known = first.entry(measure).or_insert(unit);
        if *known != unit && !unit::same(known, unit) {
            mixed.insert(measure);
        }
    }
    if mixed.is_empty() {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    // By measure, area and series: the first unit, and whether the group has been named.
    let mut groups: HashMap<String, (&str, bool)> = HashMap::new();
    let mut differing: HashMap<&str, Diagnostic> = HashMap::new();
    let mut conflicting: HashSet<&str> = HashSet::new();
    for (_, observation) in set.iter() {
        let Some(unit) = observation
            .unit
            .filter(|_| observation.qualifier.has_value())
        else {
            continue;
        };
        let Some(&measure) = mixed.get(observation.measure) else {
            continue;
        };
        let mut group = format!("{measure}\u{1f}{}", observation.area.unwrap_or_default());
        for series in &observation.series {
            group.push('\u{1f}');
            group.push_str(series.name);
            group.push('\u{1e}');
            group.push_str(series.value);
        }
        let (known, named) = groups.entry(group).or_insert((unit, false));
        let say = |code: Code, other: &str| {
            Diagnostic::of_cell(code, observation.row, observation.column, observation.text)
                .with(&format!("{measure}\u{1f}{other}\u{1f}{unit}"))
        };
        if !unit::same(known, unit) {
            conflicting.insert(measure);
            if !*named {
                *named = true;
                diagnostics.push(say(Code::MixedUnits, known));
            }
        } else if let Some(usual) = first.get(measure)
            && !unit::same(usual, unit)
        {
            differing
                .entry(measure)
                .or_insert_with(|| say(Code::UnitsDiffer, usual));
        }
    }
    diagnostics.extend(
        differing
            .into_iter()
            .filter(|(measure, _)| !conflicting.contains(measure))
            .map(|(_, diagnostic)| diagnostic),
    );
    diagnostics
}
