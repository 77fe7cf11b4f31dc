//! Tables of cells that headers, labels, notes and figures are made of, in any arrangement.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;

use common::properties::{self, CELLS, DELIMITERS, LINE_ENDS};
use common::read_text;
use libfuzzer_sys::fuzz_target;

/// Bytes above the known cells, up to here, end a row; the others quote what follows them.
const ROW_ENDS: usize = 0xd0;

fuzz_target!(|bytes: &[u8]| {
    let Some((&how, bytes)) = bytes.split_first() else {
        return;
    };
    let delimiter = DELIMITERS[how as usize % DELIMITERS.len()];
    let line_end = LINE_ENDS[how as usize / DELIMITERS.len() % LINE_ENDS.len()];
    let text = properties::table(delimiter, line_end, &rows(bytes));
    let reading = read_text(&text);
    properties::silence_has_a_reason(&reading);
    properties::figures_are_whole(&reading);
    properties::exports_are_read_back(&reading);
    properties::places_point_into(&text, &reading);
});

/// A byte a cell, or a row's end, or a cell of the bytes after it.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let byte = byte as usize;
        if let Some(cell) = CELLS.get(byte) {
            rows.last_mut().expect("one row").push((*cell).into());
        } else if byte < ROW_ENDS {
            rows.push(Vec::new());
        } else {
            let (cell, after) = rest.split_at(rest.len().min(byte - ROW_ENDS));
            rest = after;
            let cell = String::from_utf8_lossy(cell).into_owned();
            rows.last_mut().expect("one row").push(cell);
        }
    }
    rows
}
