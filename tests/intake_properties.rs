//! What holds for every input: no panic, places point into the file, exports are read back equal.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::read;
use county_charts::dataset::Observation;
use county_charts::export::csv;
use county_charts::intake::Reading;
use proptest::prelude::*;

/// Cells as staff type them, and as Excel damages them.
const CELLS: &[&str] = &[
    "",
    " ",
    "地区",
    "年份",
    "指标",
    "数值",
    "单位",
    "备注",
    "届次",
    "序号",
    "范围",
    "value",
    "year",
    "area",
    "measure",
    "text",
    "2019",
    "2020年",
    "民國108年",
    "2019/20",
    "2016.1",
    "19",
    "收到提案",
    "收到提案(件)",
    "捐款(万元)",
    "委员(男)",
    "临武县",
    "耒阳市",
    "合计",
    "小计",
    "增长(%)",
    "件",
    "万元",
    "单位：件",
    "注：x",
    "资料来源：y",
    "1",
    "81",
    "1,024",
    "1，024",
    "390余万元",
    "70%以上",
    "11—12个",
    "全省第一",
    "全省第二、全市第一",
    "—",
    "无",
    "?1%",
    "2O5",
    "#REF!",
    "12-Nov",
    "(7)",
    "1e400",
    "59①",
    "五十余万",
    "-3.5",
    "=1+1",
    "'1024",
    "\u{feff}",
    "\u{fffd}",
    "a\nb",
    "\"",
    "'",
    "𠮷",
    "1亿2000万",
    "一千零二十四",
    "~",
    "~5",
    "至",
    "5至",
    "第",
    "第三",
    "首位",
    "万",
    "万亿",
    "百分之",
    "百分之五",
    "999999999999999999999",
    "1.02E+03",
    "--",
    "+",
    "sep=;",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(CELLS).prop_map(String::from),
        1 => "[0-9,.%()余万亿元件—\\-+ ]{0,12}",
        1 => "\\PC{0,6}",
    ]
}

/// A table with its quotes where they are needed.
fn table() -> impl Strategy<Value = String> {
    let delimiter = proptest::sample::select(&[",", "\t", ";", "，", "|"][..]);
    let end = proptest::sample::select(&["\n", "\r\n", "\r"][..]);
    let rows = proptest::collection::vec(proptest::collection::vec(cell(), 0..7), 0..9);
    (delimiter, end, rows).prop_map(|(delimiter, end, rows)| {
        let row = |cells: Vec<String>| {
            let quoted = cells.into_iter().map(|cell| {
                if cell.contains(['"', '\n', '\r']) || cell.contains(delimiter) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell
                }
            });
            quoted.collect::<Vec<_>>().join(delimiter)
        };
        rows.into_iter().map(row).collect::<Vec<_>>().join(end)
    })
}

/// The cells of a text, by a parser of its own: plain RFC 4180, blank rows kept.
fn cells(text: &str, delimiter: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = delimiter.chars().next().unwrap();
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut at_start) = (false, true);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        let field = row.last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if at_start => quoted = true,
            c if quoted => field.push(c),
            c if c == delimiter => {
                row.push(String::new());
                at_start = true;
                continue;
            }
            '\r' | '\n' => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                rows.push(vec![String::new()]);
                at_start = true;
                continue;
            }
            c => field.push(c),
        }
        at_start = false;
    }
    rows
}

fn places_point_into(text: &str, reading: &Reading) {
    let delimiter = reading.delimiter.unwrap_or(",");
    let cells = cells(text, delimiter);
    for (_, observation) in reading.dataset.iter() {
        let row = cells
            .get(observation.row as usize - 1)
            .expect("the row of an observation");
        let cell = row
            .get(observation.column as usize - 1)
            .map_or("", String::as_str);
        assert_eq!(cell, observation.text, "{text:?}");
    }
    for diagnostic in &reading.diagnostics {
        if let Some(row) = diagnostic.row {
            assert!(
                (1..=cells.len() as u32).contains(&row),
                "{diagnostic:?} of {text:?}"
            );
        }
        if let (Some(row), Some(column)) = (diagnostic.row, diagnostic.column) {
            let width = cells.iter().map(Vec::len).max().unwrap_or(0) as u32;
            assert!(
                (1..=width).contains(&column),
                "{diagnostic:?} in row {row} of {text:?}"
            );
        }
    }
}

fn without_places(reading: &Reading) -> Vec<Observation<'_>> {
    let all = reading.dataset.iter().map(|(_, observation)| Observation {
        row: 0,
        column: 0,
        ..observation
    });
    all.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_are_read_and_their_places_are_right(text in table()) {
        let reading = read(text.as_bytes());
        places_point_into(&text, &reading);
    }

    #[test]
    fn exports_are_read_back(text in table()) {
        let first = read(text.as_bytes());
        if !first.dataset.is_empty() {
            let again = read(&csv(&first.dataset, None, None));
            prop_assert_eq!(without_places(&again), without_places(&first));
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let reading = read(&bytes);
        prop_assert!(!reading.dataset.is_empty() || reading.severity().is_some());
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,60}") {
        let reading = read(format!("年份,指标,数值\n2020,a,\"{}\"\n", text.replace('"', "\"\"")).as_bytes());
        let (_, observation) = reading.dataset.iter().next().unwrap();
        prop_assert!(observation.value.is_none_or(f64::is_finite));
    }
}
