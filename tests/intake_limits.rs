//! The limits of the contract, both sides of each, and bad files that must be named at once.

mod common;

use common::read;
use county_charts::intake::{Code, Diagnostic, Reading, Severity};
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

/// The diagnostic that a file must get, with its row and column.
type Named = (Code, Option<u32>, Option<u32>);

/// Reads a file, which must be named as said and take no longer than a second.
fn named_at_once(name: &str, bytes: &[u8], expected: Named) -> Reading {
    // Without optimisation reading takes twenty times as long.
    let most = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
    let mut tries = 0;
    loop {
        let start = Instant::now();
        let reading = read(bytes);
        let time = start.elapsed();
        let found = |d: &Diagnostic| (d.code, d.row, d.column) == expected;
        assert!(
            reading.diagnostics.iter().any(found),
            "{name}: {:?}",
            reading.diagnostics
        );
        tries += 1;
        if time < most {
            return reading;
        }
        // The machine may have had other work.
        assert!(tries < 3, "{name} took {time:?}");
    }
}

#[test]
fn what_is_no_table_is_named_at_once() {
    let html = format!(
        "<!DOCTYPE html><table>{}",
        "<tr><td>2020</td></tr>\n".repeat(200_000)
    );
    let workbook = [b"PK\x03\x04\x14\x00\x06\x00".as_slice(), &noise(8 << 20)].concat();
    let nul = format!("年份,收到提案\n{}2021,8\0\n", "2020,81\n".repeat(100_000));
    let header = format!("年份,收到提案,立案{}", "\n".repeat(100_000));
    for (name, bytes, expected) in [
        ("empty", b"".as_slice(), (Code::Empty, None, None)),
        (
            "blank",
            " \n".repeat(100_000).as_bytes(),
            (Code::Empty, None, None),
        ),
        (
            "header only",
            header.as_bytes(),
            (Code::HeaderOnly, None, None),
        ),
        ("HTML", html.as_bytes(), (Code::Html, None, None)),
        ("a workbook", &workbook, (Code::Xlsx, None, None)),
        ("binary", &noise(8 << 20), (Code::NotText, Some(19), None)),
        (
            "NUL bytes",
            nul.as_bytes(),
            (Code::NotText, Some(100_002), None),
        ),
    ] {
        let reading = named_at_once(name, bytes, expected);
        assert!(reading.dataset.is_empty(), "{name}");
        assert_eq!(reading.severity(), Some(Severity::Fatal), "{name}");
    }
}

/// Bytes of any value, as a program or a picture has them.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1u64;
    let bytes = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    });
    bytes.take(length).collect()
}

#[test]
fn what_is_too_wide_or_too_long_is_named_at_once() {
    let columns = format!("年份{}\n2020\n", ",x".repeat(4999));
    let long = "x".repeat(2 << 20);
    let plain = format!("年份,收到提案\n2019,5\n2020,{long}\n");
    let quoted = format!("年份,收到提案\n2019,5\n2020,\"{long}\"\n");
    let marks = format!("年份,收到提案\n2020,5\n2021,{}x\n", "①".repeat(300_000));
    let field = (Code::FieldTooLong, Some(3), Some(2));
    for (name, text, expected) in [
        (
            "5,000 columns",
            columns,
            (Code::TooManyColumns, Some(1), None),
        ),
        ("2 MiB", plain, field),
        ("2 MiB in quotes", quoted, field),
        (
            "marks without end",
            marks,
            (Code::Unreadable, Some(3), Some(2)),
        ),
    ] {
        named_at_once(name, text.as_bytes(), expected);
    }
}

#[test]
fn an_open_quote_is_named_at_once_where_it_opens() {
    let mut rows = String::from("年份,收到提案\n2020,81\n2021,\"85\n");
    for year in 0..100_000 {
        rows.push_str(&format!("{},5\n", 1000 + year % 1000));
    }
    let place = |row| (Code::UnclosedQuote, Some(row), Some(2));
    let reading = named_at_once("an open quote", rows.as_bytes(), place(3));
    // The rows before it are kept.
    assert_eq!(reading.dataset.len(), 1);
    // It outranks the limit of a field, and each doubled quote is looked at once.
    let doubled = format!("年份,收到提案\n2020,\"{}\n", "\"\"".repeat(1 << 20));
    named_at_once("doubled quotes", doubled.as_bytes(), place(2));
}
