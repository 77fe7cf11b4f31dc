//! Where cells stand in the decoded text, for those who show the line that a diagnostic speaks of.
//!
//! A reading keeps neither text nor places, which would cost every reading what few need; the file is
//! decoded and scanned again, once for all its places.

use super::records::{Record, Scanner};
use super::{Decode, ReadOptions, encoding, head};
use std::borrow::Cow;
use std::ops::Range;

/// A file's text and where the places asked for stand in it.
#[derive(Debug)]
pub struct Located<'a> {
    /// The whole text, decoded, without a byte order mark.
    pub text: Cow<'a, str>,
    /// In the order of the places asked for; `None` where the file has no such row.
    pub extents: Vec<Option<Extent>>,
}

/// Where a cell and its row stand in a text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// The row without its line end; with line breaks where a quoted cell has them.
    pub row: Range<usize>,
    /// The cell with its quotes; the whole row where no column was asked for, the row's end beyond its last cell.
    pub cell: Range<usize>,
}

/// Finds places, a row and perhaps a column each, both from 1, in one pass over the file.
/// `None` where the file is no text.
pub fn locate<'a>(
    bytes: &'a [u8],
    options: &ReadOptions,
    decoder: &dyn Decode,
    places: &[(u32, Option<u32>)],
) -> Option<Located<'a>> {
    let decoded = encoding::decode(bytes, options.encoding.as_deref(), decoder).ok()?;
    let text = match decoded.text.strip_prefix('\u{feff}') {
        Some(rest) => Cow::Owned(rest.to_owned()),
        None => decoded.text,
    };
    let (delimiter, _) = head::delimiter(&text);
    let extents = extents(Scanner::new(&text, delimiter), places);
    Some(Located { text, extents })
}

fn extents(mut scanner: Scanner<'_>, places: &[(u32, Option<u32>)]) -> Vec<Option<Extent>> {
    let mut wanted: Vec<_> = places.iter().zip(0..).collect();
    wanted.sort_unstable();
    let mut wanted = wanted.into_iter().peekable();
    let mut extents = vec![None; places.len()];
    let mut record = Record::default();
    while wanted.peek().is_some() {
        let here = scanner;
        let read = scanner.next(&mut record);
        if read == Ok(false) {
            break;
        }
        let mut cells = None;
        while let Some(((_, column), at)) = wanted.next_if(|((row, _), _)| *row <= record.row) {
            let cells = cells.get_or_insert_with(|| here.cells());
            if let Some(extent) = extents.get_mut(at) {
                *extent = Some(extent_of(cells, *column));
            }
        }
        if read.is_err() {
            break;
        }
    }
    extents
}

fn extent_of(cells: &[Range<usize>], column: Option<u32>) -> Extent {
    let start = cells.first().map_or(0, |cell| cell.start);
    let end = cells.last().map_or(start, |cell| cell.end);
    let cell = match column {
        None => start..end,
        Some(column) => cells
            .get((column as usize).saturating_sub(1))
            .map_or(end..end, Range::clone),
    };
    Extent {
        row: start..end,
        cell,
    }
}

#[cfg(test)]
mod tests {
    use super::super::records::Delimiter;
    use super::*;

    /// Row and cell at each place, as text.
    fn found<'a>(text: &'a str, places: &[(u32, Option<u32>)]) -> Vec<Option<(&'a str, &'a str)>> {
        extents(Scanner::new(text, Delimiter::Byte(b',')), places)
            .into_iter()
            .map(|extent| extent.and_then(|at| Some((text.get(at.row)?, text.get(at.cell)?))))
            .collect()
    }

    #[test]
    fn cells_are_found_in_any_order_as_excel_counts_rows() {
        let text = "年份,件\r\n\r\n\"二〇\n二二\",\"a\"\"b\"x,\n2023,7";
        assert_eq!(
            found(
                text,
                &[
                    (4, Some(2)),
                    (1, Some(1)),
                    (3, Some(1)),
                    (3, Some(2)),
                    (3, Some(3)),
                    (2, Some(1)),
                    (4, Some(9)),
                    (1, None),
                    (5, Some(1)),
                ]
            ),
            [
                Some(("2023,7", "7")),
                Some(("年份,件", "年份")),
                Some(("\"二〇\n二二\",\"a\"\"b\"x,", "\"二〇\n二二\"")),
                Some(("\"二〇\n二二\",\"a\"\"b\"x,", "\"a\"\"b\"x")),
                Some(("\"二〇\n二二\",\"a\"\"b\"x,", "")),
                Some(("", "")),
                Some(("2023,7", "")),
                Some(("年份,件", "年份,件")),
                None,
            ]
        );
    }

    #[test]
    fn where_scanning_stops_is_still_a_place() {
        // The cell of a quote left open is shown to its next delimiter or line end, not to the end of the file.
        assert_eq!(
            found("a,b\nc,\"d\ne,f\n", &[(2, Some(2)), (3, Some(1))]),
            [Some(("c,\"d", "\"d")), None]
        );
        let wide = ",".repeat(5000);
        assert_eq!(
            found(&wide, &[(1, None)]),
            [Some((wide.as_str(), wide.as_str()))]
        );
    }
}
