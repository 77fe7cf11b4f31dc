//! A diagnostic drawn under the line that it speaks of, as compilers draw theirs.

use crate::input::ReadingArguments;
use crate::words;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use county_charts::intake::{self, Decode, Diagnostic, Extent, Severity};
use county_charts::locale::Lang;
use terminal_size::{Width, terminal_size};

/// One row of a file on one line, and where in it the cell stands that is spoken of.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    text: String,
    cell: std::ops::Range<usize>,
}

/// The lines that diagnostics of a file speak of; `None` for those of the whole file.
pub fn lines(
    bytes: &[u8],
    arguments: &ReadingArguments,
    decoder: &dyn Decode,
    diagnostics: &[Diagnostic],
) -> Vec<Option<Line>> {
    let places: Vec<_> = diagnostics
        .iter()
        .filter_map(|diagnostic| Some((diagnostic.row?, diagnostic.column)))
        .collect();
    let located = if places.is_empty() {
        None
    } else {
        intake::locate(bytes, &arguments.options(), decoder, &places)
    };
    let mut found = located.iter().flat_map(|located| {
        let lines = located.extents.iter();
        lines.map(|extent| Line::of(&located.text, extent.as_ref()?, width()))
    });
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.row.and_then(|_| found.next()?))
        .collect()
}

/// The most characters before and behind a cell that are given to the renderer, which cuts to the width.
const AROUND: usize = 400;
/// What the renderer needs beside a cell: row number, frame and ellipses.
const MARGIN: usize = 24;

impl Line {
    /// The row on one line, its cell no wider than `width` allows.
    fn of(text: &str, extent: &Extent, width: usize) -> Option<Self> {
        let before = text.get(extent.row.start..extent.cell.start)?;
        let cell = text.get(extent.cell.clone())?;
        let after = text.get(extent.cell.end..extent.row.end)?;
        let cut = before.char_indices().rev().nth(AROUND - 1);
        let mut line = one_line(before.get(cut.map_or(0, |(at, _)| at)..)?);
        let start = line.len();
        let mut room = width.saturating_sub(MARGIN);
        let head = cell.char_indices().find(|(_, c)| {
            let wide = if c.is_ascii() { 1 } else { 2 };
            let full = room < wide;
            room = room.saturating_sub(wide);
            full
        });
        match head {
            None => line.push_str(&one_line(cell)),
            Some((end, _)) => {
                line.push_str(&one_line(cell.get(..end)?));
                line.push('…');
            }
        }
        let end = line.len();
        let cut = after.char_indices().nth(AROUND);
        line.push_str(&one_line(
            after.get(..cut.map_or(after.len(), |(at, _)| at))?,
        ));
        Some(Self {
            text: line,
            cell: start..end,
        })
    }
}

/// Line breaks within cells as a sign, because the row is one line to Excel's count.
fn one_line(text: &str) -> String {
    text.replace("\r\n", "↵").replace(['\r', '\n'], "↵")
}

/// The width of the terminal; that of a page where there is none.
fn width() -> usize {
    terminal_size().map_or(100, |(Width(columns), _)| usize::from(columns).max(40))
}

/// A diagnostic in words, coloured, with its line if it has one.
pub fn draw(file: &str, diagnostic: &Diagnostic, line: Option<&Line>, lang: Lang) -> String {
    let worded = diagnostic.worded(lang);
    let level = match worded.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error | Severity::Fatal => Level::ERROR,
    };
    let title = level
        .with_name(words::severity(worded.severity, lang))
        .primary_title(worded.message)
        .id(worded.code.name());
    let mut group = Group::with_title(title);
    if let Some(line) = line {
        group = group.element(
            Snippet::source(line.text.as_str())
                .line_start(worded.row.unwrap_or(1) as usize)
                .annotation(AnnotationKind::Primary.span(line.cell.clone())),
        );
    }
    let hint = Level::HELP.with_name(words::hint(lang));
    let report = [group.element(hint.message(worded.hint))];
    // The renderer's own line for the file would count lines and characters, where the message has Excel's rows.
    let drawn = Renderer::styled().term_width(width()).render(&report);
    format!("{file}: {drawn}\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line with its cell in brackets.
    fn shown(text: &str, cell: std::ops::Range<usize>, width: usize) -> String {
        let row = 0..text.len();
        let line = Line::of(text, &Extent { row, cell }, width).unwrap();
        let (before, rest) = line.text.split_at(line.cell.start);
        let (cell, after) = rest.split_at(line.cell.len());
        format!("{before}[{cell}]{after}")
    }

    #[test]
    fn a_row_is_one_line() {
        assert_eq!(shown("a,\"b\r\nc\",d\n", 2..8, 80), "a,[\"b↵c\"],d↵");
        assert_eq!(shown("a,b", 3..3, 80), "a,b[]");
    }

    #[test]
    fn long_cells_are_cut_to_the_width_and_rows_around_the_cell() {
        let (far, wide) = ("x".repeat(1 << 20), "县".repeat(99));
        let row = format!("{far}{wide}{far}");
        let (start, end) = (far.len(), far.len() + wide.len());
        let around = "x".repeat(AROUND);
        assert_eq!(
            shown(&row, start..end, MARGIN + 7),
            format!("{}[县县县…]{around}", &around)
        );
    }
}
