//! Holds every figure of `data/` to the words of its source.
//!
//! The files are read here by simple means of their own, so that a mistake of the intake cannot
//! hide a mistake of the data. `data/figures.csv` beside this file lists the 66 figures of the five reports.

// Reading a file that is not as expected is a failed test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "data/quote.rs"]
mod quote;

use county_charts::measure::{self, Measure};
use quote::{Number, numbers, rank, said};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The five reports' files.
const REPORTS: [&str; 5] = [
    "linwu.csv",
    "leiyang.csv",
    "kuancheng.csv",
    "youyang.csv",
    "linshui.csv",
];
/// Tidy files of other bodies, each row with its quote.
const QUOTED: [&str; 2] = ["bodies.csv", "sessions.csv"];
/// Files whose layout has no room for quotes; `sources.csv` has them.
const WIDE: [&str; 3] = ["national.csv", "compare.csv", "donations.csv"];

/// Figures whose number does not stand in the quote: file, area, year, measure, why it follows.
const DERIVED: &[(&str, &str, &str, &str, Why)] = &[
    ("national.csv", "全国政协", "2018", "收到提案", Why::Sum),
    ("national.csv", "全国政协", "2019", "办复率", Why::All),
    ("bodies.csv", "重庆市", "2009", "提案办复率", Why::All),
    ("bodies.csv", "重庆市", "2019", "提案办复率", Why::All),
    ("bodies.csv", "云南省", "2025", "提案办复率", Why::All),
    ("bodies.csv", "河北省", "2013", "提案办复率", Why::All),
    ("bodies.csv", "河北省", "2019", "提案办复率", Why::All),
    ("bodies.csv", "沧州市", "2023", "提案办复率", Why::All),
    ("bodies.csv", "德州市", "2024", "提案办复率", Why::All),
    ("bodies.csv", "德州市", "2025", "提案办复率", Why::All),
    ("bodies.csv", "松江区", "2020", "提案办复率", Why::All),
    ("compare.csv", "云南省", "2025", "办复率", Why::All),
    ("compare.csv", "德州市", "2025", "办复率", Why::All),
    ("compare.csv", "德州市", "2024", "办复率", Why::All),
    ("compare.csv", "酉阳县", "2024", "办复率", Why::All),
    ("compare.csv", "沧州市", "2023", "办复率", Why::All),
    ("compare.csv", "松江区", "2020", "办复率", Why::All),
    ("compare.csv", "重庆市", "2019", "办复率", Why::All),
    ("compare.csv", "河北省", "2019", "办复率", Why::All),
    ("compare.csv", "都江堰市", "2018", "办复率", Why::All),
];

/// Why a derived figure follows from its quote.
#[derive(Debug, PartialEq)]
enum Why {
    /// It is the sum of the numbers in the quote.
    Sum,
    /// The quote says in words that all were replied to or closed: 100 %.
    All,
}

/// Figures whose unit does not follow their number in the quote: area, measure, what stands there.
const UNIT_ELSEWHERE: &[(&str, &str, &str)] = &[
    ("寬城縣", "委員之家面積", "平米"),
    ("鄰水縣", "受隱患困擾群眾", "群眾"),
    ("全国政协", "提交提案的委员", "名委员"),
    ("全国政协", "提交提案的委员", "位委员"),
    ("全国政协", "收到提案", "proposals"),
    ("全国政协", "立案", "officially filed"),
    // The table of 达州 has 万元 in its head.
    ("达州市本级", "抗震救灾捐款", ""),
    ("达县", "抗震救灾捐款", ""),
    ("万源市", "抗震救灾捐款", ""),
    ("大竹县", "抗震救灾捐款", ""),
    ("开江县", "抗震救灾捐款", ""),
    ("宣汉县", "抗震救灾捐款", ""),
    ("渠县", "抗震救灾捐款", ""),
    ("通川区", "抗震救灾捐款", ""),
];

/// One figure of a file, as written.
#[derive(Debug, Clone, Default)]
struct Row {
    file: String,
    area: String,
    year: String,
    period: String,
    measure: String,
    cell: String,
    unit: String,
    scope: String,
    source: String,
    quote: String,
}

impl Row {
    fn known(&self) -> &'static Measure {
        let row = format!("{} {} {}", self.file, self.area, self.measure);
        measure::find(&self.measure).unwrap_or_else(|| panic!("not in the catalogue: {row}"))
    }

    fn derived(&self) -> Option<&'static Why> {
        let found = DERIVED.iter().find(|(file, area, year, measure, _)| {
            self.file == *file
                && self.area == *area
                && self.year == *year
                && self.measure == *measure
        });
        found.map(|(.., why)| why)
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(folder("data").join(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
}

/// The file's text: UTF-8, else GB18030.
fn text(file: &str) -> String {
    let bytes = bytes(file);
    match String::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
        Err(not_utf8) => encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(not_utf8.as_bytes())
            .unwrap_or_else(|| panic!("{file} is neither UTF-8 nor GB18030"))
            .into_owned(),
    }
}

fn records(file: &str) -> Vec<Vec<String>> {
    let text = text(file);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.expect(file));
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

/// A tidy file's rows, its headers known by their meaning.
fn tidy(file: &str) -> Vec<Row> {
    let mut records = records(file).into_iter();
    let header = records.next().expect(file);
    let mut rows = Vec::new();
    for record in records {
        assert_eq!(record.len(), header.len(), "{file}: {record:?}");
        let mut row = Row {
            file: file.to_owned(),
            ..Row::default()
        };
        for (header, cell) in header.iter().zip(record) {
            let field = match header.as_str() {
                "文件" => &mut row.file,
                "地区" | "地區" | "县" => &mut row.area,
                "年份" | "年度" => &mut row.year,
                "届次" | "屆次" => &mut row.period,
                "指标" | "指標" => &mut row.measure,
                "数值" | "數值" => &mut row.cell,
                "单位" | "單位" => &mut row.unit,
                "範圍" => &mut row.scope,
                "来源" | "來源" | "資料來源" => &mut row.source,
                "原文" => &mut row.quote,
                "备注" | "備註" => continue,
                other => panic!("{file}: header {other}"),
            };
            *field = cell;
        }
        rows.push(row);
    }
    rows
}

/// A wide file's figures, one an observation, empty cells left out: measures across, a title, notes.
fn wide(file: &str) -> Vec<Row> {
    let records = records(file);
    assert_eq!(records[0].len(), 1, "{file}: a title row");
    let header = &records[1];
    let mut rows = Vec::new();
    for record in records[2..].iter().filter(|record| record.len() > 1) {
        let cell = |name| Some(&record[header.iter().position(|h| h == name)?]);
        let area = cell("地区").map_or("全国政协", |area| area);
        for (name, cell) in header.iter().zip(record) {
            let Some((measure, unit)) = name.split_once(['(', '（']) else {
                continue;
            };
            if !cell.is_empty() {
                rows.push(Row {
                    file: file.to_owned(),
                    area: area.to_owned(),
                    year: record[header.iter().position(|h| h == "年份").unwrap()].clone(),
                    measure: measure.to_owned(),
                    cell: cell.clone(),
                    unit: unit.trim_end_matches([')', '）']).to_owned(),
                    ..Row::default()
                });
            }
        }
    }
    rows
}

/// What a cell says, in base units: value, unit, qualifier, scope.
fn read(row: &Row) -> (Option<f64>, String, &'static str, String) {
    if let Some((scope, place)) = rank(&row.cell) {
        assert!(row.scope.is_empty() || row.scope == scope, "{row:?}");
        return (Some(place), "名".into(), "exact", scope.into());
    }
    if row.cell.contains('?') {
        return (None, row.unit.clone(), "unreadable", String::new());
    }
    let found = numbers(&row.cell);
    assert_eq!(found.len(), 1, "{row:?}");
    let said = said(&found[0], &["%"]);
    let rest = said.rest.trim_end_matches("以上");
    let unit = if rest.is_empty() { &row.unit } else { rest };
    let (factor, unit) = [('亿', 1e8), ('万', 1e4), ('萬', 1e4)]
        .into_iter()
        .find_map(|(word, factor)| Some((factor, unit.strip_prefix(word)?)))
        .unwrap_or((1.0, unit));
    let value = said.value * factor;
    (Some(value), unit.into(), said.qualifier, String::new())
}

/// Holds one row to its quote.
fn hold(row: &Row) {
    let (Row { cell, quote, .. }, what) = (row, format!("{row:?}"));
    assert!(!row.source.is_empty() && !quote.is_empty(), "{what}");
    assert!(!row.source.ends_with(".txt"), "{what}");
    if let Some((scope, _)) = rank(cell) {
        assert!(quote.contains(cell), "{what}");
        assert!(!scope.is_empty(), "{what}");
        return;
    }
    if cell.contains('?') {
        assert!(quote.contains(&format!("的{cell}")), "{what}");
        return;
    }
    let written = numbers(cell);
    assert_eq!(written.len(), 1, "{what}");
    let own = said(&written[0], &["%"]);
    let own_unit = own.rest.trim_end_matches("以上");
    let unit = if own_unit.is_empty() {
        row.unit.as_str()
    } else {
        own_unit
    };
    let elsewhere = UNIT_ELSEWHERE
        .iter()
        .filter(|(area, measure, _)| row.area == *area && row.measure == *measure);
    let units: Vec<&str> = elsewhere.map(|e| e.2).chain([unit]).collect();
    let holds = |number: &Number<'_>| {
        let quoted = said(number, &units);
        quoted.value == own.value
            && quoted.qualifier == own.qualifier
            && units.iter().any(|unit| quoted.rest.starts_with(unit))
    };
    let in_words = numbers(quote);
    let Some(why) = row.derived() else {
        assert!(in_words.iter().any(holds), "not in its quote: {what}");
        return;
    };
    assert!(
        !in_words.iter().any(holds),
        "stands in its quote, so is not derived: {what}"
    );
    match why {
        Why::Sum => assert_eq!(in_words.iter().map(|n| n.value).sum::<f64>(), own.value),
        Why::All => {
            assert!(own.value == 100.0 && unit == "%", "{what}");
            assert!(quote.contains('全') || quote.contains('均'), "{what}");
            assert!(quote.contains("办复") || quote.contains("办结"), "{what}");
        }
    }
}

/// Every row that has a quote.
fn quoted() -> Vec<Row> {
    let files = REPORTS.into_iter().chain(QUOTED).chain(["sources.csv"]);
    files.flat_map(tidy).collect()
}

#[test]
fn every_figure_stands_in_its_quote() {
    let rows = quoted();
    rows.iter().for_each(hold);
    for (file, area, year, measure, _) in DERIVED {
        let is_there = rows.iter().any(|row| {
            row.file == *file && row.area == *area && row.year == *year && row.measure == *measure
        });
        assert!(is_there, "no such figure: {file} {area} {year} {measure}");
    }
}

#[test]
fn a_wrong_figure_does_not_stand_in_its_quote() {
    let right = tidy("linwu.csv").remove(4);
    assert_eq!(right.cell, "630余件");
    hold(&right);
    for wrong in ["631余件", "63余件", "630件", "近630件", "630余次"] {
        let mut row = right.clone();
        row.cell = wrong.into();
        let caught = std::panic::catch_unwind(|| hold(&row));
        assert!(caught.is_err(), "{wrong} passed");
    }
}

#[test]
fn the_66_figures_of_the_five_reports_are_there() {
    let path = folder("tests/data/figures.csv");
    let expected = std::fs::read_to_string(path).unwrap();
    let expected: Vec<&str> = expected.lines().skip(1).collect();
    let mut found = Vec::new();
    for row in REPORTS.into_iter().flat_map(tidy) {
        let (value, unit, qualifier, scope) = read(&row);
        let value = value.map(|value| value.to_string()).unwrap_or_default();
        let key = row.known().key;
        let Row {
            file,
            area,
            year,
            period,
            ..
        } = &row;
        found.push(format!(
            "{file},{area},{year},{period},{key},{value},{unit},{qualifier},{scope}"
        ));
    }
    assert_eq!(found.len(), 66);
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(expected.len(), 66);
}

#[test]
fn wide_files_and_their_sources_agree() {
    let key = |row: &Row| {
        let Row {
            file,
            area,
            year,
            measure,
            cell,
            unit,
            ..
        } = row;
        format!("{file} {area} {year} {measure} {cell} {unit}")
    };
    let figures: Vec<String> = WIDE.into_iter().flat_map(wide).map(|r| key(&r)).collect();
    let sources: Vec<String> = tidy("sources.csv").iter().map(key).collect();
    let as_set = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(as_set(&figures), as_set(&sources));
    assert_eq!(figures.len(), sources.len());
    assert_eq!(as_set(&figures).len(), figures.len(), "a figure twice");
}

#[test]
fn the_missing_year_of_the_national_series_is_an_empty_row() {
    let years: Vec<Vec<String>> = records("national.csv")
        .into_iter()
        .filter(|record| record.len() > 1)
        .skip(1)
        .collect();
    let names: Vec<&str> = years.iter().map(|record| record[0].as_str()).collect();
    let all = [
        "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025",
    ];
    assert_eq!(names, all);
    for record in years {
        let empty = record[1..].iter().all(String::is_empty);
        let full = record[1..].iter().all(|cell| !cell.is_empty());
        assert!(if record[0] == "2022" { empty } else { full });
    }
}

#[test]
fn known_measures_have_one_unit_a_file_and_their_own_base() {
    let mut units: BTreeMap<(String, &str), BTreeSet<String>> = BTreeMap::new();
    let mut values: BTreeMap<(String, String, &str), f64> = BTreeMap::new();
    let tables = WIDE.into_iter().flat_map(wide);
    for row in quoted().into_iter().chain(tables) {
        let known = row.known();
        let (value, unit, _, scope) = read(&row);
        let file = units.entry((row.file.clone(), known.key)).or_default();
        file.insert(unit);
        // A session's figures and a year's never share a file.
        let session = known.key.ends_with("_session") || known.key == "members_proposing";
        assert_eq!(session, row.file == "sessions.csv", "{row:?}");
        assert!(!known.key.ends_with("_term"), "{row:?}");
        // The same figure in two files is the same number.
        if let Some(value) = value.filter(|_| scope.is_empty()) {
            let same = (row.area.clone(), row.year.clone(), known.key);
            assert_eq!(*values.entry(same).or_insert(value), value, "{row:?}");
        }
    }
    for ((file, key), units) in units {
        assert_eq!(units.len(), 1, "{file} {key}: {units:?}");
        let unit = units.first().unwrap();
        // Counted in issues there, in reports elsewhere: two units, so two panels.
        let other = file == "youyang.csv" && key == "opinions_adopted_city" && unit == "期";
        let simplified = match unit.as_str() {
            "個" => "个",
            "條" => "条",
            "項" => "项",
            "噸" => "吨",
            same => same,
        };
        let usual = measure::by_key(key).unwrap().unit;
        assert!(other || simplified == usual, "{file} {key}: {unit}");
    }
}

#[test]
fn files_are_saved_as_the_readme_says() {
    let bom = b"\xEF\xBB\xBF";
    let is = |file: &str, utf8: bool, with_bom: bool, crlf: bool| {
        let bytes = bytes(file);
        assert_eq!(std::str::from_utf8(&bytes).is_ok(), utf8, "{file}");
        assert_eq!(bytes.starts_with(bom), with_bom, "{file}");
        let lines = bytes.iter().filter(|&&b| b == b'\n').count();
        let ends = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
        assert_eq!(ends, if crlf { lines } else { 0 }, "{file}");
    };
    is("linwu.csv", true, true, true);
    is("leiyang.csv", false, false, true);
    is("kuancheng.csv", true, false, false);
    is("youyang.csv", true, true, true);
    is("linshui.csv", true, false, true);
    assert!(text("leiyang.csv").starts_with("地区,年份,"));
    assert!(text("kuancheng.csv").contains("寬城縣") && text("linshui.csv").contains("鄰水縣"));
    // A word of pinyin in a quote would be the damage of the page, not of the report.
    for row in tidy("kuancheng.csv") {
        assert!(
            !row.quote
                .chars()
                .any(|c| c.is_alphabetic() && c < '\u{2E80}'),
            "{row:?}"
        );
    }
}

#[test]
fn the_readme_names_every_file() {
    let readme = String::from_utf8(bytes("README.md")).unwrap();
    let mut here = BTreeSet::new();
    for entry in std::fs::read_dir(folder("data")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name.starts_with('.') || name == "README.md" || readme.contains(&format!("`{name}`")),
            "{name} is not in data/README.md"
        );
        here.insert(name);
    }
    for file in REPORTS.iter().chain(&QUOTED).chain(&WIDE) {
        assert!(here.contains(*file), "{file}");
    }
}
