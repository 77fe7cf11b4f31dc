//! What of a dataset a chart shows: the observations asked for, arranged as lines over steps.

use super::{ChartSpec, Years, format};
use crate::dataset::{Dataset, Observation, Words as WordTable};
use crate::gather::Gather as _;
use crate::locale::{Later, Words, fill, join, later};
use crate::measure::{self, fold};
use crate::order;

/// One step of the first axis: a year, or a period that is no calendar year.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    /// Its words on the axis.
    pub label: String,
    /// Its calendar year.
    pub year: Option<i32>,
}

/// The observations of one area, measure, breakdown and scope.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// What tells it from the other lines, in the language of the chart.
    pub label: String,
    /// Its place among the lines of the selection, from 0.
    pub at: usize,
    /// The measure in the file's words.
    pub measure: String,
    /// Its key in the catalogue.
    pub key: Option<&'static str>,
    /// Its area.
    pub area: Option<String>,
    /// Its unit.
    pub unit: Option<String>,
    /// Whether its values are ranks.
    pub rank: bool,
    /// The observation of each step, by its index in the dataset.
    pub points: Vec<Option<usize>>,
}

/// What a chart shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Selection {
    /// All observations, in the order of the file.
    pub shown: Vec<usize>,
    /// The steps, ascending.
    pub steps: Vec<Step>,
    /// The lines, in the order asked for, else of the file.
    pub lines: Vec<Line>,
    /// What was asked for and is not there.
    pub warnings: Vec<String>,
}

impl Line {
    /// The observation at a step, by its index in the dataset.
    pub fn point(&self, step: usize) -> Option<usize> {
        self.points.get(step).copied().flatten()
    }

    /// Whether any of its observations has a value.
    pub fn has_value(&self, set: &Dataset) -> bool {
        self.points
            .iter()
            .flatten()
            .any(|&index| set.has_value(index))
    }
}

impl Line {
    /// How many of its observations have a value.
    pub fn values(&self, set: &Dataset) -> usize {
        let points = self.points.iter().flatten();
        points.filter(|&&index| set.has_value(index)).count()
    }
}

impl Selection {
    /// Whether any line has a value at a step.
    pub fn has_value(&self, set: &Dataset, step: usize) -> bool {
        self.lines
            .iter()
            .any(|line| line.point(step).is_some_and(|index| set.has_value(index)))
    }
}

/// More consecutive years than this are not filled up with the missing ones between them.
const LONGEST: i32 = 200;

/// Finds what `spec` asks for.
pub(super) fn select(set: &Dataset, spec: &ChartSpec) -> Selection {
    let mut warnings = Vec::new();
    let mut chosen = |asked: &[String], known: Vec<&str>, catalogue: bool, missing: Later| {
        let mut found: Vec<String> = Vec::new();
        if asked.is_empty() {
            return found;
        }
        let folded: Vec<String> = known.iter().map(|known| fold(known)).gather();
        for name in asked {
            let before = found.len();
            let wanted = fold(name);
            let key = measure::find(name).filter(|_| catalogue);
            for (known, folded) in known.iter().zip(&folded) {
                if *folded == wanted || key.is_some_and(|key| same_measure(key, known)) {
                    found.push(known.to_string());
                }
            }
            if found.len() == before {
                warnings.push(fill(later(missing, spec.lang), &[name]));
            }
        }
        found
    };
    let measures = chosen(&spec.measures, set.measures(), true, Later::NoMeasure);
    let areas = chosen(&spec.areas, set.areas(), false, Later::NoArea);
    let mut shown = set.pick(&measures, &areas);
    let years = years(set, &shown, &spec.years);
    if let Some(years) = years {
        let within: Vec<usize> = shown
            .iter()
            .copied()
            .filter(|&index| set.year(index).is_some_and(|year| years.contains(&year)))
            .gather();
        if within.is_empty() {
            warnings.push(later(Later::NoYears, spec.lang).into());
        } else {
            shown = within;
        }
    }
    // Sums stand beside what they sum only in the table: drawn together they would count twice.
    let parts: Vec<usize> = shown
        .iter()
        .copied()
        .filter(|&index| !set.is_total(index))
        .gather();
    let drawn = if parts.is_empty() {
        shown.clone()
    } else {
        parts
    };

    let steps = steps(set, &drawn, spec);
    let mut lines = lines(set, &drawn, &steps, spec);
    // In the order asked for.
    let rank = |asked: &[String], name: &str| asked.iter().position(|asked| asked == name);
    order::sort_by_key(&mut lines, |line| {
        (
            rank(&measures, &line.measure),
            line.area.as_deref().and_then(|area| rank(&areas, area)),
        )
    });
    for (at, line) in lines.iter_mut().enumerate() {
        line.at = at;
    }
    Selection {
        shown,
        steps,
        lines,
        warnings,
    }
}

/// All observations of these measures, whatever their area and year; an empty list stands for all.
pub(super) fn of_measures(set: &Dataset, asked: &[String]) -> Vec<usize> {
    let known = set.measures();
    let measures: Vec<String> = known
        .into_iter()
        .filter(|known| {
            asked.iter().any(|asked| {
                fold(asked) == fold(known)
                    || measure::find(asked).is_some_and(|key| same_measure(key, known))
            })
        })
        .map(String::from)
        .gather();
    set.pick(&measures, &[])
}

/// Whether a measure of the file is this one of the catalogue.
fn same_measure(key: &measure::Measure, known: &str) -> bool {
    measure::find(known).is_some_and(|known| known.key == key.key)
}

/// The calendar years asked for; `None` for all.
fn years(set: &Dataset, shown: &[usize], asked: &Years) -> Option<Vec<i32>> {
    match asked {
        Years::All => None,
        Years::List(years) => Some(years.clone()),
        Years::Span(from, to) => Some((*from..=(*to).min(from.saturating_add(10_000))).gather()),
        Years::Latest(count) => {
            let mut years: Vec<i32> = shown
                .iter()
                .filter(|&&index| set.has_value(index))
                .filter_map(|&index| set.year(index))
                .gather();
            order::sort_by(&mut years, Ord::cmp);
            years.dedup();
            years.reverse();
            years.truncate(*count);
            Some(years)
        }
    }
}

/// The steps: every year from the first to the last, so that missing ones keep their place, then the
/// periods without a year in the order of the file.
fn steps(set: &Dataset, drawn: &[usize], spec: &ChartSpec) -> Vec<Step> {
    let mut years: Vec<i32> = drawn.iter().filter_map(|&index| set.year(index)).gather();
    order::sort_by(&mut years, Ord::cmp);
    years.dedup();
    if let (Years::All | Years::Span(..), Some(&first), Some(&last)) =
        (&spec.years, years.first(), years.last())
        && last - first < LONGEST
    {
        years = (first..=last).gather();
    }
    let mut steps: Vec<Step> = years
        .into_iter()
        .map(|year| Step {
            label: year.to_string(),
            year: Some(year),
        })
        .gather();
    for &index in drawn {
        if set.year(index).is_none()
            && let Some(observation) = set.get(index)
        {
            let label = observation.period.unwrap_or_default();
            if !steps
                .iter()
                .any(|step| step.year.is_none() && step.label == label)
            {
                steps.push(Step {
                    label: label.into(),
                    year: None,
                });
            }
        }
    }
    steps
}

fn lines(set: &Dataset, drawn: &[usize], steps: &[Step], spec: &ChartSpec) -> Vec<Line> {
    // Each line's parts as one word, which is its place in `lines`, one up.
    let mut places = WordTable::default();
    let mut lines: Vec<Line> = Vec::new();
    let mut parts: Vec<[String; 4]> = Vec::new();
    let (mut before, mut at) = (None, 0);
    for &index in drawn {
        let Some(observation) = set.get(index) else {
            continue;
        };
        let step = match observation.year {
            // The years stand first, ascending.
            Some(year) => {
                let at = steps.partition_point(|step| step.year.is_some_and(|known| known < year));
                steps
                    .get(at)
                    .is_some_and(|step| step.year == Some(year))
                    .then_some(at)
            }
            None => {
                let label = observation.period.unwrap_or_default();
                steps
                    .iter()
                    .position(|step| step.year.is_none() && step.label == label)
            }
        };
        let Some(step) = step else { continue };
        // Most files go through the years of one line before they come to the next.
        if !before.is_some_and(|before| set.is_alike(before, index)) {
            let breakdown: Vec<&str> = observation
                .series
                .iter()
                .map(|series| series.value)
                .gather();
            let breakdown = join(&breakdown, " ");
            let part = [
                observation.area.unwrap_or_default(),
                observation.measure,
                &breakdown,
                observation.scope.unwrap_or_default(),
            ];
            at = places.intern(&join(&part, "\u{1f}")).index();
            if at > lines.len() {
                lines.push(line(&observation, steps.len()));
                parts.push(part.map(str::to_owned));
            }
        }
        before = Some(index);
        let Some(line) = lines.get_mut(at - 1) else {
            continue;
        };
        if line.unit.is_none() {
            line.unit = observation.unit.map(str::to_owned);
        }
        line.rank |= observation.value.is_some() && format::is_rank(&observation);
        // Of two observations of one step the first with a value is drawn; both are in the table.
        if let Some(point) = line.points.get_mut(step)
            && (point.is_none_or(|known| !set.has_value(known)))
            && (point.is_none() || set.has_value(index))
        {
            *point = Some(index);
        }
    }
    name(&mut lines, &parts, spec);
    lines
}

fn line(observation: &Observation<'_>, steps: usize) -> Line {
    Line {
        label: String::new(),
        at: 0,
        measure: observation.measure.into(),
        key: observation.measure_key,
        area: observation.area.map(str::to_owned),
        unit: None,
        rank: false,
        points: vec![None; steps],
    }
}

/// Names each line by what tells it from the others: area, measure, breakdown, scope.
fn name(lines: &mut [Line], parts: &[[String; 4]], spec: &ChartSpec) {
    let words = Words::of(spec.lang);
    let differs: Vec<bool> = (0..4)
        .map(|part| {
            let mut values = parts.iter().filter_map(|parts| parts.get(part));
            let first = values.next();
            values.any(|value| Some(value) != first)
        })
        .gather();
    for (line, parts) in lines.iter_mut().zip(parts) {
        let mut label: Vec<&str> = Vec::new();
        for ((at, part), differs) in parts.iter().enumerate().zip(&differs) {
            // A scope is shown beside a rank, not in its name.
            if *differs && at != 3 && !part.is_empty() {
                label.push(if at == 1 {
                    format::measure_name(part, spec.lang)
                } else {
                    part
                });
            }
        }
        if label.is_empty() {
            label.push(format::measure_name(&line.measure, spec.lang));
        }
        line.label = join(&label, words.dot);
    }
}
