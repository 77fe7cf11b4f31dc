//! The data of a chart as a table.

use super::{Differs, MOST_ROWS, same_line, value};
use crate::chart::{Chart, Kind, Mark, format};
use crate::dataset::{Dataset, Observation, Qualifier};
use crate::gather::Gather as _;
use crate::locale::{Lang, Later, Words, fill, join, later};
use crate::order;
use crate::scene::{Point, Rect};
use std::cmp::Ordering;

/// The data table of a chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// The heads of its columns; the first is the head of the row heads.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<TableRow>,
}

/// One row of a [`Table`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableRow {
    /// The row's head.
    pub head: String,
    /// Its cells, one for each column after the first.
    pub cells: Vec<TableCell>,
    /// What the row heads are sorted by, where not by their words.
    pub value: Option<f64>,
}

/// One cell of a [`Table`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableCell {
    /// What stands in it.
    pub text: String,
    /// Whether it is a number, set flush right.
    pub numeric: bool,
    /// What its column is sorted by; none for words and for what has no value.
    pub value: Option<f64>,
    /// Its share of the column's largest, where all of the column is of one unit and nothing is below zero.
    pub share: Option<f64>,
}

/// The data of the chart as a table: over years a row a year and a column a series, else a row a figure.
pub fn table(set: &Dataset, chart: &Chart, lang: Lang) -> Table {
    let set = chart.set(set);
    let words = Words::of(lang);
    let mut caption = chart.title.clone();
    if !chart.subtitle.is_empty() {
        caption = join(&[&caption, chart.subtitle.as_str()], words.comma);
    }
    // A table that is the chart itself has no marks to tell its lines and years.
    let lines = if chart.marks.is_empty() {
        lines(set, chart)
    } else {
        None
    };
    let marks = lines.as_deref().unwrap_or(&chart.marks);
    let differs = Differs::of(set, &chart.shown, marks);
    let drawn = marks.len() == chart.shown.len();
    let mut table = if differs.over_years && drawn {
        match by_place(set, marks) {
            Some(placed) => {
                let differs = Differs {
                    area: false,
                    ..differs
                };
                by_year(set, chart, &placed, &differs, true, lang)
            }
            None => by_year(set, chart, marks, &differs, false, lang),
        }
    } else {
        by_figure(set, chart, &differs, lang)
    };
    table.caption = caption;
    table
}

/// So many columns are still read beside each other.
const MOST_LINES: usize = 6;

/// The figures as marks of lines over years, where that hides none and leaves out nothing that is said of them.
fn lines(set: &Dataset, chart: &Chart) -> Option<Vec<Mark>> {
    let mut firsts: Vec<Observation<'_>> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut years: Vec<i32> = Vec::new();
    for &index in chart.shown.iter().take(MOST_ROWS + 1) {
        let observation = set.get(index)?;
        let said = [observation.note, observation.quote, observation.source];
        let year = observation.year?;
        if said.iter().any(Option::is_some) || observation.period.is_some() {
            return None;
        }
        let series = firsts
            .iter()
            .position(|first| same_line(first, &observation));
        let series = series.unwrap_or(firsts.len());
        if series == firsts.len() {
            firsts.push(observation);
        }
        let step = usize::try_from(year).ok()?;
        if marks
            .iter()
            .any(|mark| mark.series == series && mark.step == step)
        {
            return None;
        }
        if !years.contains(&year) {
            years.push(year);
        }
        marks.push(Mark {
            observation: index,
            step,
            series,
            bounds: Rect::default(),
            anchor: Point::default(),
        });
    }
    order::sort_by(&mut years, Ord::cmp);
    for mark in &mut marks {
        let place = years
            .iter()
            .position(|&year| usize::try_from(year) == Ok(mark.step));
        mark.step = place?;
    }
    (firsts.len() <= MOST_LINES && years.len() > 1).then_some(marks)
}

/// More columns than this do not fit on a sheet of paper.
const MOST_COLUMNS: usize = 10;

/// The marks of more series than there is room for columns as rows of place and year, with a column a measure; `None`
/// where that is not needed or would not help.
fn by_place(set: &Dataset, marks: &[Mark]) -> Option<Vec<Mark>> {
    let columns = marks.iter().map(|mark| mark.series + 1).max()?;
    if columns <= MOST_COLUMNS {
        return None;
    }
    let steps = marks.iter().map(|mark| mark.step + 1).max()?;
    let mut areas: Vec<&str> = Vec::new();
    let mut measures: Vec<Observation<'_>> = Vec::new();
    let mut placed: Vec<Mark> = Vec::new();
    for mark in marks {
        let observation = set.get(mark.observation)?;
        let area = observation.area?;
        let row = areas.iter().position(|known| *known == area);
        let row = row.unwrap_or(areas.len());
        if row == areas.len() {
            areas.push(area);
        }
        let column = measures.iter().position(|known| {
            known.measure == observation.measure && known.series == observation.series
        });
        let column = column.unwrap_or(measures.len());
        match measures.get_mut(column) {
            // A column has one unit; an empty cell of it may have none.
            Some(known) if known.unit.is_none() => known.unit = observation.unit,
            Some(known) if observation.unit.is_some() && known.unit != observation.unit => {
                return None;
            }
            Some(_) => {}
            None => measures.push(observation),
        }
        placed.push(Mark {
            step: row * steps + mark.step,
            series: column,
            ..mark.clone()
        });
    }
    (areas.len() > 1 && measures.len() <= MOST_COLUMNS).then_some(placed)
}

/// A row a year, or with `placed` a row a place and year; a column a series.
fn by_year(
    set: &Dataset,
    chart: &Chart,
    marks: &[Mark],
    differs: &Differs,
    placed: bool,
    lang: Lang,
) -> Table {
    let words = Words::of(lang);
    let count = marks
        .iter()
        .map(|mark| mark.series)
        .max()
        .map_or(0, |last| last + 1);
    let mut head = vec![later(Later::HeadYear, lang).to_owned()];
    if placed {
        let heads = [Later::HeadArea, Later::HeadYear].map(|head| later(head, lang));
        head = vec![join(&heads, words.dot)];
    }
    for series in 0..count {
        let first = marks
            .iter()
            .find(|mark| mark.series == series)
            .and_then(|mark| set.get(mark.observation));
        let name = first
            .as_ref()
            .map_or_else(String::new, |first| differs.name(first, lang));
        let unit = marks
            .iter()
            .filter(|mark| mark.series == series)
            .find_map(|mark| set.get(mark.observation)?.unit)
            .map(|unit| words.unit(unit, 2.0))
            .filter(|unit| !unit.is_empty() && *unit != "%" && chart.kind != Kind::Rank);
        head.push(match unit {
            Some(unit) if lang == Lang::En => format!("{name} ({unit})"),
            Some(unit) => format!("{name}（{unit}）"),
            None => name,
        });
    }
    let last = marks.iter().map(|mark| mark.step).max().unwrap_or_default();
    let rows = (0..=last)
        .filter_map(|step| {
            let here: Vec<&Mark> = marks.iter().filter(|mark| mark.step == step).gather();
            let first = set.get(here.first()?.observation)?;
            let cells = (0..count)
                .map(|series| {
                    let observation = here
                        .iter()
                        .find(|mark| mark.series == series)
                        .and_then(|mark| set.get(mark.observation));
                    cell(chart, observation.as_ref(), lang)
                })
                .gather();
            let period = format::period(&first, lang);
            Some(TableRow {
                head: match first.area.filter(|_| placed) {
                    Some(area) => join(&[area, &period], words.dot),
                    None => period,
                },
                cells,
                value: Some(step as f64),
            })
        })
        .gather();
    let mut table = Table {
        head,
        rows,
        ..Table::default()
    };
    for series in 0..count {
        let own = marks.iter().filter(|mark| mark.series == series);
        let column = own.filter_map(|mark| set.get(mark.observation)).gather();
        if comparable(&column) {
            table.share(series);
        }
    }
    table
}

/// Whether bars of these values can be compared: of one unit, no ranks, nothing below zero.
fn comparable(observations: &[Observation<'_>]) -> bool {
    let mut valued = observations
        .iter()
        .filter(|observation| observation.value.is_some());
    let Some(first) = valued.next() else {
        return false;
    };
    let good = |observation: &Observation<'_>| {
        observation.unit == first.unit
            && !format::is_rank(observation)
            && observation.value.is_some_and(|value| value >= 0.0)
    };
    good(first) && valued.all(good)
}

impl Table {
    /// Whether a column, counted with that of the row heads, is of numbers.
    pub fn is_numeric(&self, column: usize) -> bool {
        let first = self.rows.first();
        first
            .and_then(|row| row.cells.get(column.checked_sub(1)?))
            .is_some_and(|cell| cell.numeric)
    }

    /// Sorts the rows by a column, counted with that of the row heads; what is equal stays in its order, and what has no
    /// value comes last in either direction. `words` compares where there are no numbers.
    pub fn sort(&mut self, column: usize, down: bool, words: impl Fn(&str, &str) -> Ordering) {
        let numeric = self.is_numeric(column);
        let key = |row: &TableRow| -> (bool, Option<f64>, String) {
            // The line that only says how many more there are.
            let rest = row.cells.iter().all(|cell| cell.text.is_empty());
            let (value, text) = match column.checked_sub(1) {
                None => (row.value, row.head.clone()),
                Some(column) => row.cells.get(column).map_or((None, String::new()), |cell| {
                    (cell.value, cell.text.clone())
                }),
            };
            let known = !rest && !text.is_empty() && (value.is_some() || !numeric);
            (known, value, text)
        };
        order::sort_by(&mut self.rows, |a, b| {
            let ((a_known, a, a_text), (b_known, b, b_text)) = (key(a), key(b));
            let order = match (a, b) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                _ => words(&a_text, &b_text),
            };
            let order = if down { order.reverse() } else { order };
            match (a_known, b_known) {
                (true, true) => order,
                // Neither can be told apart.
                (false, false) => Ordering::Equal,
                _ => b_known.cmp(&a_known),
            }
        });
    }

    /// Gives the cells of a column their shares of its largest.
    fn share(&mut self, column: usize) {
        let value = |row: &TableRow| row.cells.get(column).and_then(|cell| cell.value);
        let largest = self.rows.iter().filter_map(value).fold(0.0, f64::max);
        for row in &mut self.rows {
            if let Some(cell) = row.cells.get_mut(column)
                && largest > 0.0
            {
                cell.share = cell.value.map(|value| value / largest);
            }
        }
    }
}

/// The value under a head that names its unit, with the note that belongs to it.
fn cell(chart: &Chart, observation: Option<&Observation<'_>>, lang: Lang) -> TableCell {
    let words = Words::of(lang);
    let Some(observation) = observation else {
        return TableCell {
            text: words.no_data.into(),
            numeric: true,
            ..TableCell::default()
        };
    };
    let mut text = match observation.qualifier {
        Qualifier::Missing | Qualifier::Unreadable => value(chart, observation, lang),
        _ => format::label(observation, 1.0, lang),
    };
    if let Some(note) = observation.note {
        text = if lang == Lang::En {
            format!("{text} ({note})")
        } else {
            format!("{text}（{note}）")
        };
    }
    TableCell {
        text,
        numeric: true,
        value: observation.value,
        share: None,
    }
}

/// A row a figure; columns that would be empty throughout are left out.
fn by_figure(set: &Dataset, chart: &Chart, differs: &Differs, lang: Lang) -> Table {
    let words = Words::of(lang);
    let text = |text: String| TableCell {
        text,
        ..TableCell::default()
    };
    let optional = |field: Option<&str>| text(field.unwrap_or_default().into());
    let mut columns = vec![
        later(Later::HeadArea, lang),
        words.head_value,
        later(Later::HeadYear, lang),
        later(Later::HeadNote, lang),
        later(Later::HeadQuote, lang),
        later(Later::HeadSource, lang),
    ];
    let mut rows: Vec<TableRow> = chart
        .shown
        .iter()
        .take(MOST_ROWS)
        .filter_map(|&index| {
            let observation = set.get(index)?;
            let mut head = format::measure_name(observation.measure, lang).to_owned();
            for series in &observation.series {
                head = join(&[&head, series.value], words.dot);
            }
            let note: Vec<&str> = [observation.flag, observation.note]
                .into_iter()
                .flatten()
                .gather();
            let area = observation.area.filter(|_| differs.area);
            let cells = vec![
                optional(area),
                TableCell {
                    text: value(chart, &observation, lang),
                    numeric: true,
                    value: observation.value,
                    share: None,
                },
                TableCell {
                    value: observation.year.map(f64::from),
                    ..text(period_cell(&observation, lang))
                },
                text(join(&note, words.semicolon)),
                optional(observation.quote),
                // The one source of all stands under the chart.
                optional(
                    observation
                        .source
                        .filter(|source| chart.source.as_deref() != Some(source)),
                ),
            ];
            Some(TableRow {
                head,
                cells,
                value: None,
            })
        })
        .gather();
    for column in (0..columns.len()).rev() {
        let empty = rows.iter().all(|row| {
            row.cells
                .get(column)
                .is_none_or(|cell| cell.text.is_empty())
        });
        if empty {
            columns.remove(column);
            for row in &mut rows {
                row.cells.remove(column);
            }
        }
    }
    let more = chart.shown.len().saturating_sub(MOST_ROWS);
    if more > 0 {
        rows.push(TableRow {
            head: fill(later(Later::TableMore, lang), &[&more.to_string()]),
            cells: columns.iter().map(|_| TableCell::default()).gather(),
            value: None,
        });
    }
    let mut head = vec![later(Later::HeadMeasure, lang).to_owned()];
    let value = columns.iter().position(|head| *head == words.head_value);
    head.extend(columns.into_iter().map(String::from));
    let mut table = Table {
        head,
        rows,
        ..Table::default()
    };
    let shown = chart.shown.iter().take(MOST_ROWS);
    let shown = shown.filter_map(|&index| set.get(index)).gather();
    if let Some(value) = value
        && comparable(&shown)
    {
        table.share(value);
    }
    table
}

/// The year, and the period where the figure is not the calendar year's.
fn period_cell(observation: &Observation<'_>, lang: Lang) -> String {
    match (observation.year, observation.period) {
        (Some(year), Some(period)) if lang == Lang::En => format!("{year} ({period})"),
        (Some(year), Some(period)) => format!("{year}（{period}）"),
        (Some(year), None) => year.to_string(),
        (None, period) => period.unwrap_or_default().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{ChartSpec, build};
    use crate::intake::{Decode, ReadOptions};
    use crate::text::WidthTable;

    struct Utf8;

    impl Decode for Utf8 {
        fn decode(&self, _: &str, _: &[u8]) -> Option<String> {
            None
        }
    }

    fn of(csv: &str) -> Table {
        let set = crate::intake::read(csv.as_bytes(), &ReadOptions::default(), &Utf8).dataset;
        let chart = build(&set, &ChartSpec::default(), &WidthTable);
        table(&set, &chart, Lang::ZhHans)
    }

    /// The shares of a column, and its texts.
    fn shares(table: &Table, column: usize) -> Vec<Option<f64>> {
        table
            .rows
            .iter()
            .map(|row| row.cells[column].share)
            .collect()
    }

    fn texts(table: &Table, column: usize) -> Vec<&str> {
        table
            .rows
            .iter()
            .map(|row| &*row.cells[column].text)
            .collect()
    }

    #[test]
    fn bars_are_shares_of_the_largest() {
        let years = of("年份,收到提案(件),立案(件)\n2021,50,10\n2022,,20\n2023,100余,40\n");
        assert_eq!(shares(&years, 0), [Some(0.5), None, Some(1.0)]);
        assert_eq!(shares(&years, 1), [Some(0.25), Some(0.5), Some(1.0)]);
    }

    #[test]
    fn what_cannot_be_compared_has_no_bars() {
        let negative = of("年份,增长(%)\n2021,-5\n2022,3\n2023,4\n");
        assert_eq!(shares(&negative, 0), [None; 3]);
        let units =
            of("地区,年份,指标,数值,单位\n甲县,2021,收到提案,5,件\n甲县,2021,捐款,7,万元\n");
        assert!(
            units
                .rows
                .iter()
                .all(|row| row.cells.iter().all(|cell| cell.share.is_none()))
        );
    }

    #[test]
    fn rows_are_sorted_with_what_is_not_known_last() {
        let mut table = of("年份,收到提案(件)\n2021,50\n2022,\n2023,9\n2024,100\n");
        let words = |a: &str, b: &str| a.cmp(b);
        assert!(table.is_numeric(1) && !table.is_numeric(0));
        table.sort(1, true, words);
        assert_eq!(texts(&table, 0), ["100", "50", "9", "无数据"]);
        table.sort(1, false, words);
        assert_eq!(texts(&table, 0), ["9", "50", "100", "无数据"]);
        // Back in the order of the years.
        table.sort(0, false, words);
        assert_eq!(texts(&table, 0), ["50", "无数据", "9", "100"]);
    }
}
