//! Any text as the figure of a tidy file, under units and delimiters that change how it is read.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;

use common::{properties, read_text};
use county_charts::dataset::Qualifier;
use county_charts::intake::Code;
use libfuzzer_sys::fuzz_target;

const UNITS: &[&str] = &["", "件", "万元", "%", "亿", "吨"];

fuzz_target!(|bytes: &[u8]| {
    let Some((&how, cell)) = bytes.split_first() else {
        return;
    };
    let Ok(cell) = std::str::from_utf8(cell) else {
        return;
    };
    let unit = UNITS[how as usize % UNITS.len()];
    // A semicolon allows decimal commas.
    let delimiter = [",", ";"][how as usize / UNITS.len() % 2];
    let rows = [
        ["地区", "年份", "指标", "单位", "数值"],
        ["临武县", "2022", "捐款", unit, cell],
    ];
    let rows = rows.map(|row| row.map(String::from).to_vec());
    let text = properties::table(delimiter, "\n", &rows);
    let reading = read_text(&text);
    properties::figures_are_whole(&reading);
    properties::exports_are_read_back(&reading);
    properties::places_point_into(&text, &reading);
    // Unless the cell has made another table of the file, the figure is one observation.
    let Some(figure) = reading.dataset.get(0) else {
        return;
    };
    if reading.dataset.len() > 1 || (figure.row, figure.column) != (2, 5) {
        return;
    }
    let here = reading
        .diagnostics
        .iter()
        .find(|diagnostic| (diagnostic.row, diagnostic.column) == (Some(2), Some(5)));
    match figure.qualifier {
        Qualifier::Unreadable => assert!(here.is_some(), "{figure:?} is not named"),
        Qualifier::Missing => assert!(
            here.is_none_or(|said| said.code == Code::MaybeZero),
            "{here:?} of {figure:?}"
        ),
        _ => {}
    }
});
