//! The first rows of a file, from which its delimiter, header and layout are told.

use super::fold::trim;
use super::period::{self, Kind as PeriodKind};
use super::plan::own_plan;
use super::records::{Delimiter, Record, Scanner, Stop};
use super::{header, marks, number, unit};
use crate::find::rsplit_once;

/// How much of a file is looked at before reading begins.
const HEAD_BYTES: usize = 1 << 16;
const HEAD_ROWS: usize = 200;
/// How many rows tell the delimiter.
const DELIMITER_ROWS: usize = 40;

/// One of the first rows.
#[derive(Debug, Clone)]
pub(crate) struct HeadRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// Its cells, trimmed, less blank ones at the end.
    pub cells: Vec<String>,
    /// How many fields it has, blank ones at the end included.
    pub fields: usize,
}

impl HeadRow {
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// How many cells are not blank.
    pub(crate) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }

    /// The columns that are not blank, with what their cells look like.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (usize, Kind)> {
        self.cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| (column, kind(cell)))
    }
}

/// What a cell looks like, seen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A known header word.
    Word(header::Word),
    /// A year or another period that a header may be.
    Period,
    Number,
    Missing,
    /// A unit, bracketed or not, and nothing else.
    Unit,
    /// Words with a unit bracket at their end.
    Bracketed,
    /// A measure of the catalogue.
    Measure,
    Text,
}

pub(crate) fn kind(cell: &str) -> Kind {
    // No header is as long, and a cell may be a mebibyte.
    if cell.len() > 300 {
        return Kind::Text;
    }
    if number::is_missing(cell) {
        return Kind::Missing;
    }
    if let Some(word) = header::word(cell) {
        return Kind::Word(word);
    }
    let period = period::read(cell, false);
    if period.year.is_some() && matches!(period.kind, PeriodKind::Year | PeriodKind::Span) {
        return Kind::Period;
    }
    if number::read(cell, None, false).value.is_some() {
        return Kind::Number;
    }
    if unit::whole(cell).is_some() || bare_unit(cell).is_some() {
        return Kind::Unit;
    }
    if let (words, Some(_)) = split_bracket(cell) {
        // `2021年(万元)`
        let period = period::read(words, false);
        return match period.kind {
            PeriodKind::Year | PeriodKind::Span => Kind::Period,
            _ => Kind::Bracketed,
        };
    }
    if crate::measure::find(cell).is_some() {
        return Kind::Measure;
    }
    Kind::Text
}

/// The unit of a cell that is a bracket and nothing else: `(件)`, `单位：万元`.
pub(crate) fn bare_unit(cell: &str) -> Option<unit::Unit<'_>> {
    let inner = cell
        .strip_prefix(&['(', '（', '[', '【', '［'][..])
        .and_then(|rest| rest.strip_suffix(&[')', '）', ']', '】', '］'][..]))
        .unwrap_or(cell);
    unit::whole(labelled_unit(inner).unwrap_or(inner))
}

/// What follows `单位：` and its like.
pub(crate) fn labelled_unit(text: &str) -> Option<&str> {
    let rest = ["计量单位", "計量單位", "单位", "單位", "units", "unit"]
        .iter()
        .find_map(|word| unit::strip(trim(text), word))?;
    let rest = super::fold::trim_start(rest);
    rest.strip_prefix(&[':', '：'][..]).map(trim)
}

/// A label and the unit in its bracket: `捐款(万元)`. A bracket that is no unit stays with the label.
///
/// A footnote mark behind the bracket goes with it: `捐款(万元)①`.
pub(crate) fn split_bracket(label: &str) -> (&str, Option<unit::Unit<'_>>) {
    let found = split_plain_bracket(label);
    if found.1.is_some() || label.ends_with(&[')', '）', '】', '］'][..]) {
        return found;
    }
    let (bare, mark) = marks::split_marks(label);
    match split_plain_bracket(bare) {
        (words, Some(unit)) if mark.is_some() => (words, Some(unit)),
        _ => found,
    }
}

fn split_plain_bracket(label: &str) -> (&str, Option<unit::Unit<'_>>) {
    for (open, close) in [
        ('(', ')'),
        ('（', '）'),
        ('[', ']'),
        ('【', '】'),
        ('［', '］'),
        ('(', '）'),
        ('（', ')'),
    ] {
        if let Some(rest) = label.strip_suffix(close)
            && let Some((before, inner)) = rsplit_once(rest, open)
            && !trim(before).is_empty()
            && let Some(unit) = unit::whole(labelled_unit(inner).unwrap_or(inner))
        {
            return (trim(before), Some(unit));
        }
    }
    (label, None)
}

/// A text in one line: what Excel breaks within a cell is still one label.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for piece in text
        .split(&['\n', '\r'][..])
        .map(trim)
        .filter(|piece| !piece.is_empty())
    {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(line.chars().next_back()) && latin(piece.chars().next()) {
            line.push(' ');
        }
        line.push_str(piece);
    }
    line
}

/// The first rows under a delimiter, and why reading them ended early.
pub(crate) fn read(text: &str, delimiter: Delimiter, skip: usize) -> (Vec<HeadRow>, Option<Stop>) {
    read_rows(text, delimiter, skip, HEAD_ROWS)
}

fn read_rows(
    text: &str,
    delimiter: Delimiter,
    skip: usize,
    most: usize,
) -> (Vec<HeadRow>, Option<Stop>) {
    let mut scanner = Scanner::new(text, delimiter);
    let mut record = Record::default();
    let mut rows: Vec<HeadRow> = Vec::new();
    loop {
        match scanner.next(&mut record) {
            Ok(true) if record.row as usize <= skip => {}
            Ok(true) => {
                let mut cells: Vec<String> = (0..record.len())
                    .map(|column| one_line(record.get(text, column)))
                    .collect();
                while cells.last().is_some_and(String::is_empty) {
                    cells.pop();
                }
                rows.push(HeadRow {
                    row: record.row,
                    fields: record.len(),
                    cells,
                });
            }
            Ok(false) => return (rows, None),
            Err(stop) => return (rows, Some(stop)),
        }
        if rows.len() >= most || (scanner.position() > HEAD_BYTES && rows.len() >= 12) {
            return (rows, None);
        }
    }
}

/// The delimiter under which the first rows make a table, and how many rows to skip (a `sep=` line).
pub(crate) fn delimiter(text: &str) -> (Delimiter, usize) {
    let first = text.split(&['\n', '\r'][..]).next().unwrap_or_default();
    let line = first.trim_matches(&['"', ' '][..]);
    if let Some(rest) = unit::strip(line, "sep=") {
        let named = Delimiter::ALL
            .into_iter()
            .find(|delimiter| rest == delimiter.text());
        if let Some(delimiter) = named {
            return (delimiter, 1);
        }
    }
    let mut best = (Delimiter::Byte(b','), 0);
    for delimiter in Delimiter::ALL {
        let (rows, _) = read_rows(text, delimiter, 0, DELIMITER_ROWS);
        // Our own header tells more than its cells, which may hold lists under other delimiters.
        if own_plan(&rows).is_some() {
            return (delimiter, 0);
        }
        let score = score(&rows);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    (best.0, 0)
}

/// How much the rows look like a table: known header words count most, then rows of one length.
fn score(rows: &[HeadRow]) -> usize {
    let words = rows
        .iter()
        .filter(|row| row.filled() >= 2)
        .map(|row| {
            row.kinds()
                .filter(|(_, kind)| {
                    matches!(
                        kind,
                        Kind::Word(_) | Kind::Period | Kind::Bracketed | Kind::Measure
                    )
                })
                .count()
        })
        .max()
        .unwrap_or(0);
    let filled: Vec<usize> = rows
        .iter()
        .map(|row| row.cells.len())
        .filter(|&len| len > 0)
        .collect();
    let usual = filled
        .iter()
        .copied()
        .filter(|&len| len >= 2)
        .max_by_key(|&len| (filled.iter().filter(|&&other| other == len).count(), len));
    let Some(usual) = usual else {
        return 0;
    };
    let regular = filled.iter().filter(|&&len| len == usual).count();
    words * 100 + regular * 100 / filled.len().max(1) + usual.min(20)
}
