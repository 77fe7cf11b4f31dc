//! The limits of the contract, both sides of each, and bad files that must be named at once.

mod common;

use common::read;
use county_charts::intake::{Code, Reading};
use std::time::{Duration, Instant};

/// The first diagnostic, and its place.
fn first(reading: &Reading) -> Option<(Code, Option<u32>, Option<u32>)> {
    reading
        .diagnostics
        .first()
        .map(|diagnostic| (diagnostic.code, diagnostic.row, diagnostic.column))
}

#[test]
fn a_file_has_at_most_64_mebibytes() {
    let table = "年份,收到提案,备注\n2022,81,x\n";
    let mut bytes = table.as_bytes().to_vec();
    // Rows of notes that are blank but for spaces fill the file cheaply.
    while bytes.len() < 64 << 20 {
        let rest = (64 << 20) - bytes.len();
        bytes.extend(std::iter::repeat_n(b' ', rest.min(1 << 19) - 1));
        bytes.push(b'\n');
    }
    assert_eq!(bytes.len(), 64 << 20);
    let reading = read(&bytes);
    assert_eq!(first(&reading), None);
    assert_eq!(reading.dataset.len(), 1);
    bytes.push(b'\n');
    assert_eq!(first(&read(&bytes)), Some((Code::FileTooLarge, None, None)));
}

#[test]
fn a_file_has_at_most_five_million_rows() {
    let mut text = String::from("年份,收到提案\n2022,81\n");
    text.push_str(&"\n".repeat(5_000_000 - 2));
    assert_eq!(first(&read(text.as_bytes())), None);
    text.push('\n');
    assert_eq!(
        first(&read(text.as_bytes())),
        Some((Code::TooManyRows, None, None))
    );
}

#[test]
fn a_row_has_at_most_4096_columns() {
    let row = |columns: usize| format!("年份,收到提案{}\n2022,81\n", ",".repeat(columns - 2));
    let codes = |text: &str| -> Vec<Code> {
        read(text.as_bytes())
            .diagnostics
            .iter()
            .map(|d| d.code)
            .collect()
    };
    assert!(!codes(&row(4096)).contains(&Code::TooManyColumns));
    assert_eq!(codes(&row(4097)), [Code::TooManyColumns]);
    let late = format!("年份,收到提案\n2022,81\n2023,5{}\n", ",".repeat(4095));
    assert_eq!(
        first(&read(late.as_bytes())),
        Some((Code::TooManyColumns, Some(3), None))
    );
}

#[test]
fn a_field_has_at_most_one_mebibyte() {
    let with_note = |bytes: usize| format!("年份,收到提案,备注\n2022,81,{}\n", "x".repeat(bytes));
    let reading = read(with_note(1 << 20).as_bytes());
    assert_eq!(first(&reading), None);
    assert_eq!(reading.dataset.len(), 1);
    let too_long = Some((Code::FieldTooLong, Some(2), Some(3)));
    let reading = read(with_note((1 << 20) + 1).as_bytes());
    assert_eq!(first(&reading), too_long);
    assert!(reading.dataset.is_empty());
    // Bytes of UTF-8 are counted, not characters.
    let wide = format!(
        "年份,收到提案,备注\n2022,81,{}\n",
        "字".repeat((1 << 20) / 3 + 1)
    );
    assert_eq!(first(&read(wide.as_bytes())), too_long);
}

#[test]
fn bad_files_are_named_at_once() {
    let mut unclosed = String::from("年份,收到提案\n2020,81\n2021,\"85\n");
    for year in 0..100_000 {
        unclosed.push_str(&format!("{},5\n", 1000 + year % 1000));
    }
    let columns = format!("年份{}\n", ",x".repeat(4999));
    let field = format!("年份,收到提案\n2020,\"{}\"\n", "x".repeat(2 << 20));
    let marks = format!("年份,收到提案\n2020,5\n2021,{}x\n", "①".repeat(300_000));
    let quotes = format!("年份,收到提案\n2020,\"{}\n", "\"\"".repeat(500_000));
    for (name, bytes, expected) in [
        (
            "unclosed",
            unclosed.as_bytes(),
            (Code::UnclosedQuote, Some(3), Some(2)),
        ),
        (
            "columns",
            columns.as_bytes(),
            (Code::TooManyColumns, Some(1), None),
        ),
        (
            "field",
            field.as_bytes(),
            (Code::FieldTooLong, Some(2), Some(2)),
        ),
        (
            "marks",
            marks.as_bytes(),
            (Code::Unreadable, Some(3), Some(2)),
        ),
        (
            "quotes",
            quotes.as_bytes(),
            (Code::UnclosedQuote, Some(2), Some(2)),
        ),
        (
            "nul",
            b"a,year\nb,20\x0020\n",
            (Code::NotText, Some(2), None),
        ),
    ] {
        let start = Instant::now();
        let reading = read(bytes);
        assert!(
            reading
                .diagnostics
                .iter()
                .any(|d| (d.code, d.row, d.column) == expected),
            "{name}: {:?}",
            reading.diagnostics
        );
        // Without optimisation and beside other work; optimised it is some milliseconds.
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{name} took {:?}",
            start.elapsed()
        );
    }
    // The rows before the open quote are kept.
    assert_eq!(read(unclosed.as_bytes()).dataset.len(), 1);
}
