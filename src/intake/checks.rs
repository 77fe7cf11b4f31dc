//! What can only be said once all rows are read: duplicates, and measures in several units.

use super::diagnostic::{Code, Diagnostic};
use super::unit;
use crate::dataset::{Dataset, Observation, Words};
use crate::gather::Gather as _;
use crate::locale::join;

/// All that is wrong or odd about the observations as a whole.
pub(crate) fn check(set: &Dataset) -> Vec<Diagnostic> {
    let mut diagnostics = duplicates(set);
    diagnostics.extend(units(set));
    diagnostics
}

/// Brings one measure that stands in several units of a kind to the first of them: 吨 and 公斤 are one series.
pub(crate) fn bring_to_one_unit(set: &mut Dataset) {
    let first = set.first_units();
    // Most files have one unit a measure, which one pass over the words has shown.
    if !first.differ {
        return;
    }
    let converted: Vec<(usize, f64, String)> = set
        .iter()
        .filter_map(|(index, observation)| {
            let usual = set.first_unit(&first, observation.measure)?;
            let factor = unit::factor(observation.unit?, usual)?;
            (factor != 1.0).then(|| (index, factor, usual.into()))
        })
        .gather();
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
        let (row, column) = (first.row.to_string(), first.column.to_string());
        Some(of(code, &again).with(&joined(&[&row, &column, first.text])))
    });
    named.gather()
}

/// One measure in units that do not convert: an error within one area and series, a warning across areas.
fn units(set: &Dataset) -> Vec<Diagnostic> {
    let usual = set.first_units();
    if !usual.differ {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    // By measure, area and series, from 1: the first unit, and whether the group has been named.
    let mut groups = Words::default();
    let mut units: Vec<(String, bool)> = Vec::new();
    // Measures whose units differ across areas, and those in which they do within one.
    let mut differing: Vec<(String, Diagnostic)> = Vec::new();
    let mut conflicting: Vec<String> = Vec::new();
    for (_, observation) in set.iter() {
        let Some(unit) = observation
            .unit
            .filter(|_| observation.qualifier.has_value())
        else {
            continue;
        };
        let measure = observation.measure;
        let Some(first) = set.first_unit(&usual, measure) else {
            continue;
        };
        let at = groups.intern(&group(&observation)).index();
        if units.len() < at {
            units.push((unit.into(), false));
        }
        let Some((known, named)) = at.checked_sub(1).and_then(|at| units.get_mut(at)) else {
            continue;
        };
        if !unit::same(known, unit) {
            if !*named {
                *named = true;
                let said = of(Code::MixedUnits, &observation);
                diagnostics.push(said.with(&joined(&[measure, known, unit])));
                conflicting.push(measure.into());
            }
        } else if !unit::same(first, unit) && !differing.iter().any(|(known, _)| known == measure) {
            let said = of(Code::UnitsDiffer, &observation);
            differing.push((measure.into(), said.with(&joined(&[measure, first, unit]))));
        }
    }
    let across = differing
        .into_iter()
        .filter(|(measure, _)| !conflicting.contains(measure));
    diagnostics.extend(across.map(|(_, diagnostic)| diagnostic));
    diagnostics
}

/// The measure, area and series of an observation in one text.
fn group(observation: &Observation<'_>) -> String {
    let mut group = joined(&[observation.measure, observation.area.unwrap_or_default()]);
    for series in &observation.series {
        group.push('\u{1f}');
        group.push_str(&joined(&[series.name, series.value]));
    }
    group
}

fn of(code: Code, observation: &Observation<'_>) -> Diagnostic {
    Diagnostic::of_cell(code, observation.row, observation.column, observation.text)
}

/// Details as a diagnostic has them, or parts as one key.
fn joined(parts: &[&str]) -> String {
    join(parts, "\u{1f}")
}
