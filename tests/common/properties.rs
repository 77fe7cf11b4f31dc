//! What holds for every input. The property tests and the fuzz targets ask the same.

use super::read;
use county_charts::dataset::{Observation, Qualifier};
use county_charts::export::csv;
use county_charts::intake::{Code, Reading};

/// Cells as staff type them, and as Excel damages them.
pub const CELLS: &[&str] = &[
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

/// The delimiters of the contract.
pub const DELIMITERS: &[&str] = &[",", "\t", ";", "，", "|"];

/// The line ends of the contract.
pub const LINE_ENDS: &[&str] = &["\n", "\r\n", "\r"];

/// A table as text, its cells quoted where they need it.
pub fn table(delimiter: &str, line_end: &str, rows: &[Vec<String>]) -> String {
    let quoted = |cell: &String| {
        if cell.contains(['"', '\n', '\r']) || cell.contains(delimiter) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let row = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().map(quoted).collect();
        cells.join(delimiter)
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    rows.join(line_end)
}

/// The cells of a text, by a parser of its own: plain RFC 4180, blank rows kept.
pub fn cells(text: &str, delimiter: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = delimiter.chars().next().unwrap_or(',');
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

/// Every observation stands in the cell that it names, and every diagnostic in a cell that there is.
pub fn places_point_into(text: &str, reading: &Reading) {
    let cells = cells(text, reading.delimiter.unwrap_or(","));
    for (_, observation) in reading.dataset.iter() {
        let row = cells.get(observation.row as usize - 1);
        let row = row.expect("the row of an observation");
        // A short row lacks its last cells.
        let cell = row.get(observation.column as usize - 1);
        assert_eq!(
            cell.map_or("", String::as_str),
            observation.text,
            "{text:?}"
        );
    }
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    for diagnostic in &reading.diagnostics {
        let rows = match diagnostic.code {
            // Found before there are fields, so counted in lines.
            Code::NotText => text.split(['\r', '\n']).count(),
            _ => cells.len(),
        };
        let fits = |place: Option<u32>, most: usize| {
            place.is_none_or(|place| (1..=most).contains(&(place as usize)))
        };
        assert!(
            fits(diagnostic.row, rows) && fits(diagnostic.column, width),
            "{diagnostic:?} of {text:?}"
        );
        assert!(diagnostic.row.is_some() || diagnostic.column.is_none());
    }
}

/// Every figure is a finite number, missing, or unreadable with a diagnostic in its row.
pub fn figures_are_whole(reading: &Reading) {
    for (_, observation) in reading.dataset.iter() {
        let qualifier = observation.qualifier;
        assert_eq!(
            observation.value.is_some(),
            qualifier.has_value(),
            "{observation:?}"
        );
        assert_eq!(
            observation.high.is_some(),
            qualifier == Qualifier::Range,
            "{observation:?}"
        );
        assert!(
            observation.value.is_none_or(f64::is_finite)
                && observation.high.is_none_or(f64::is_finite)
                && observation
                    .high
                    .is_none_or(|high| observation.value.is_some_and(|low| low <= high)),
            "{observation:?}"
        );
    }
    let mut rows: Vec<u32> = reading.diagnostics.iter().filter_map(|d| d.row).collect();
    rows.sort_unstable();
    for (_, observation) in reading.dataset.iter() {
        if observation.qualifier == Qualifier::Unreadable {
            assert!(
                rows.binary_search(&observation.row).is_ok(),
                "{observation:?} is not named"
            );
        }
    }
}

/// The observations less their places, which are another file's.
pub fn without_places(reading: &Reading) -> Vec<Observation<'_>> {
    let all = reading.dataset.iter().map(|(_, observation)| Observation {
        row: 0,
        column: 0,
        ..observation
    });
    all.collect()
}

/// What the widget's download and `read --format csv` write is read back equal.
pub fn exports_are_read_back(first: &Reading) {
    if first.dataset.is_empty() {
        return;
    }
    let written = csv(&first.dataset, None, None);
    let again = read(&written);
    assert_eq!(
        without_places(&again),
        without_places(first),
        "{:?} of {}",
        again.diagnostics,
        String::from_utf8_lossy(&written)
    );
}

/// A file that gives nothing to draw says why.
pub fn silence_has_a_reason(reading: &Reading) {
    assert!(!reading.dataset.is_empty() || reading.severity().is_some());
}
