//! The chart in words: a summary, a datum spoken, the card beside a datum, the data table.

mod spoken;
mod summary;
mod table;

pub use spoken::{datum, moved};
pub use summary::{description, outcome, summary};
pub use table::{Table, TableCell, TableRow, table};

use crate::chart::{Chart, Kind, Mark, Sign, format};
use crate::dataset::{Dataset, Observation};
use crate::find;
use crate::gather::Gather as _;
use crate::locale::{Lang, Later, Words, fill, join, later};
use crate::order;
use crate::scene::Ink;

/// The card beside a datum: everything at its step of the chart (its year).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Card {
    /// The year, the step or the area.
    pub heading: String,
    /// A row a series.
    pub rows: Vec<CardRow>,
}

/// One row of a [`Card`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CardRow {
    /// The series: the measure, the area.
    pub label: String,
    /// The value with its unit and qualifier: `630余件`; `无数据`; `无法识别：?1%`.
    pub value: String,
    /// The change from the year before, or from the other end of a slope, in words; empty where there is none.
    pub change: String,
    /// Notes of this figure, and its source where it differs from the chart's.
    pub notes: Vec<String>,
    /// Whether it is the datum under the pointer.
    pub current: bool,
    /// The category colour of the series and its sign, where the chart has more than one.
    pub series: Option<(u8, Sign)>,
}

/// A page that must stay alive lists at most so many rows; the download has all.
const MOST_ROWS: usize = 1000;

/// What differs among the data of a chart, and so has to be said with each.
struct Differs {
    area: bool,
    measure: bool,
    /// Whether each series is one measure of one area over years.
    over_years: bool,
}

impl Differs {
    fn of(set: &Dataset, indices: &[usize], marks: &[Mark]) -> Differs {
        let observations = || {
            indices
                .iter()
                .take(MOST_ROWS)
                .filter_map(|&index| set.get(index))
        };
        let first = observations().next();
        let differs = |same: &dyn Fn(&Observation<'_>, &Observation<'_>) -> bool| {
            first
                .as_ref()
                .is_some_and(|first| observations().any(|other| !same(first, &other)))
        };
        let over_years = marks.iter().any(|mark| mark.step > 0)
            && marks.iter().all(|mark| {
                let first = marks.iter().find(|first| first.series == mark.series);
                first
                    .and_then(|first| set.get(first.observation))
                    .zip(set.get(mark.observation))
                    .is_some_and(|(first, other)| same_line(&first, &other))
            });
        Differs {
            area: differs(&|a, b| a.area == b.area),
            measure: differs(&|a, b| a.measure == b.measure),
            over_years,
        }
    }

    /// The name of a datum among the others: its area, its measure, its breakdown, its scope.
    fn name(&self, observation: &Observation<'_>, lang: Lang) -> String {
        let words = Words::of(lang);
        let mut parts: Vec<&str> = Vec::new();
        if self.area {
            parts.extend(observation.area);
        }
        if self.measure || (!self.area && observation.series.is_empty()) {
            parts.push(format::measure_name(observation.measure, lang));
        }
        parts.extend(observation.series.iter().map(|series| series.value));
        join(&parts, words.dot)
    }
}

/// Whether two observations are of one line: they differ in time alone.
fn same_line(a: &Observation<'_>, b: &Observation<'_>) -> bool {
    a.measure == b.measure && a.area == b.area && a.series == b.series && a.scope == b.scope
}

/// The observation of the year before, on the same line, where the chart shows it.
fn year_before<'a>(
    set: &'a Dataset,
    chart: &Chart,
    now: &Observation<'_>,
) -> Option<Observation<'a>> {
    let year = now.year?.checked_sub(1)?;
    chart
        .shown
        .iter()
        .take(MOST_ROWS * 10)
        .filter(|&&index| set.year(index) == Some(year))
        .filter_map(|&index| set.get(index))
        .find(|before| same_line(now, before) && before.value.is_some())
}

/// The change that is told of the figure of a mark: from the year before; in a slope, from its other end. Of what is a
/// change itself there is none.
fn change(set: &Dataset, chart: &Chart, mark: &Mark, now: &Observation<'_>, lang: Lang) -> String {
    if chart.derived.as_ref().is_some_and(|it| it.change) {
        return String::new();
    }
    if chart.kind != Kind::Slope {
        let before = year_before(set, chart, now);
        return before.map_or_else(String::new, |before| format::change(now, &before, lang));
    }
    let mut marks = chart.marks.iter();
    let end = marks.find(|other| other.series == mark.series && other.step < mark.step);
    let Some(before) = end.and_then(|end| set.get(end.observation)) else {
        return String::new();
    };
    // The first module has words of the year before alone, for what is drawn.
    let text = format::change(now, &before, lang);
    let Some((start, rest)) = find::split_once(&text, later(Later::YearBefore, lang)) else {
        return text;
    };
    let gap = if lang.is_chinese() { " " } else { "" };
    format!("{start}{gap}{}{rest}", format::period(&before, lang))
}

/// The value in words; of one that could not be computed, why.
fn value(chart: &Chart, observation: &Observation<'_>, lang: Lang) -> String {
    let computed = chart.derived.is_some() && observation.value.is_none();
    if computed && !observation.text.is_empty() {
        return observation.text.into();
    }
    format::value_text(observation, lang)
}

fn observed<'a, 'b>(
    set: &'a Dataset,
    chart: &'b Chart,
    mark: usize,
) -> Option<(&'b Mark, Observation<'a>)> {
    let mark = chart.marks.get(mark)?;
    Some((mark, set.get(mark.observation)?))
}

/// The card beside the datum at `mark` (an index of `chart.marks`): over years a row for each series
/// of that year, the largest first; else the datum alone.
pub fn card(set: &Dataset, chart: &Chart, mark: usize, lang: Lang) -> Card {
    let set = chart.set(set);
    let Some((current, observation)) = observed(set, chart, mark) else {
        return Card::default();
    };
    let indices: Vec<usize> = chart.marks.iter().map(|mark| mark.observation).gather();
    let differs = Differs::of(set, &indices, &chart.marks);
    if !differs.over_years {
        let row = CardRow {
            label: format::period(&observation, lang),
            ..row(set, chart, current, &observation, lang)
        };
        return Card {
            heading: differs.name(&observation, lang),
            rows: vec![CardRow {
                current: true,
                notes: notes(&observation, lang),
                ..row
            }],
        };
    }
    let beside = |other: &Observation<'_>| {
        // What is missing may have no unit.
        let alike = [other.value, observation.value].contains(&None);
        other.measure == observation.measure && (alike || other.unit == observation.unit)
    };
    let here = chart.marks.iter().filter(|mark| mark.step == current.step);
    // Panels of several places: the card is of the panel. Those of one line each have a heading each and all one colour.
    let panel = chart.kind == Kind::Panels
        && here
            .clone()
            .filter_map(|mark| set.get(mark.observation))
            .filter(beside)
            .count()
            > 1;
    let several =
        (panel || chart.kind != Kind::Panels) && chart.marks.iter().any(|mark| mark.series > 0);
    let mut rows: Vec<(f64, CardRow)> = here
        .filter_map(|other| {
            let observation = set
                .get(other.observation)
                .filter(|it| !panel || beside(it))?;
            let here = other.series == current.series;
            let value = observation.value.unwrap_or(f64::NEG_INFINITY);
            let row = CardRow {
                label: differs.name(&observation, lang),
                current: here,
                notes: if here {
                    notes(&observation, lang)
                } else {
                    Vec::new()
                },
                series: chart.series_of(other).and_then(|series| match series.ink {
                    Ink::Series(ink) if several => Some((ink, series.sign)),
                    _ => None,
                }),
                ..row(set, chart, other, &observation, lang)
            };
            // The best rank is the smallest number.
            Some((
                if chart.kind == Kind::Rank {
                    -value
                } else {
                    value
                },
                row,
            ))
        })
        .gather();
    order::sort_by(&mut rows, |(a, _), (b, _)| b.total_cmp(a));
    Card {
        heading: format::period(&observation, lang),
        rows: rows.into_iter().map(|(_, row)| row).gather(),
    }
}

fn row(
    set: &Dataset,
    chart: &Chart,
    mark: &Mark,
    observation: &Observation<'_>,
    lang: Lang,
) -> CardRow {
    CardRow {
        value: value(chart, observation, lang),
        change: change(set, chart, mark, observation, lang),
        ..CardRow::default()
    }
}

/// What stands with one figure: its note, its flag, the words of its source, the source.
fn notes(observation: &Observation<'_>, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    let mut notes: Vec<String> = Vec::new();
    notes.extend(observation.flag.map(str::to_owned));
    notes.extend(observation.note.map(str::to_owned));
    if let Some(quote) = observation.quote {
        notes.push(format!(
            "{}{}{quote}",
            later(Later::HeadQuote, lang),
            words.colon
        ));
    }
    if let Some(source) = observation.source {
        notes.push(fill(later(Later::Source, lang), &[source]));
    }
    notes
}

/// How the tests of what is said come to a dataset.
#[cfg(test)]
mod read {
    use crate::dataset::Dataset;
    use crate::intake::{self, Decode, ReadOptions};

    /// For UTF-8, which needs none.
    struct NoDecoder;

    impl Decode for NoDecoder {
        fn decode(&self, _: &str, _: &[u8]) -> Option<String> {
            None
        }
    }

    pub fn read(csv: &str) -> Dataset {
        intake::read(csv.as_bytes(), &ReadOptions::default(), &NoDecoder).dataset
    }
}
