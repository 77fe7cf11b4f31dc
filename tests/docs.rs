//! Holds `docs/csv.md`, which tells staff how to fill in a sheet, to what the reader does.
//!
//! `GOLDEN=update cargo test --test docs` draws the picture of the sheet anew.

// A page that is not as expected is a failed test.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod common;
#[path = "docs/sheet.rs"]
mod sheet;

use common::{path, read, read_text};
use county_charts::dataset::Qualifier;
use county_charts::intake::{Layout, Reading, Severity};
use county_charts::locale::Lang;
use std::collections::BTreeSet;

/// What a page says below an example.
#[derive(Debug, PartialEq, Eq)]
enum Said {
    /// It is good, and holds so many figures.
    Figures(usize),
    /// Message and hint.
    Mistake(String, String),
}

/// One language's half of the page.
struct Page {
    lang: Lang,
    text: String,
}

/// An example file, and what is said of it; without a file it is a workbook that was renamed.
struct Example {
    csv: Option<String>,
    said: Said,
}

/// The Chinese half and the English one.
fn pages() -> [Page; 2] {
    let text = std::fs::read_to_string(path("docs/csv.md"))
        .unwrap()
        .replace("\r\n", "\n");
    let (chinese, english) = text.split_once("\n---\n").unwrap();
    [(Lang::ZhHans, chinese), (Lang::En, english)].map(|(lang, text)| Page {
        lang,
        text: text.into(),
    })
}

impl Page {
    fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        let mut csv: Option<String> = None;
        let mut lines = self.text.lines();
        while let Some(line) = lines.next() {
            if line == "```csv" {
                assert!(csv.is_none(), "nothing is said of {csv:?}");
                let rows: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                csv = Some(rows.join("\r\n") + "\r\n");
            }
            let said = if let Some(message) = line.strip_prefix("> ") {
                assert_eq!(lines.next(), Some(">"), "{message}");
                let hint = lines.next().and_then(|line| line.strip_prefix("> "));
                Said::Mistake(message.into(), hint.unwrap().into())
            } else if let Some(count) = self.count(line) {
                Said::Figures(count)
            } else {
                continue;
            };
            let csv = csv.take();
            examples.push(Example { csv, said });
        }
        examples
    }

    /// The number of figures that a line states.
    fn count(&self, line: &str) -> Option<usize> {
        let (before, after) = match self.lang {
            Lang::En => ("Read as ", " figures."),
            _ => ("读出 ", " 个数据。"),
        };
        let count = line.strip_prefix(before)?.strip_suffix(after)?;
        Some(count.parse().unwrap())
    }

    /// The figures in the table of ways to write them, a row each.
    fn forms(&self) -> Vec<Vec<&str>> {
        let rows = self.text.lines().filter(|line| line.starts_with("| "));
        rows.skip(1)
            .map(|row| row.split('`').skip(1).step_by(2).collect())
            .collect()
    }
}

impl Example {
    fn reading(&self) -> Reading {
        match &self.csv {
            Some(csv) => read_text(csv),
            None => read(b"PK\x03\x04\x14\x00\x06\x00"),
        }
    }
}

#[test]
fn good_examples_are_read_without_a_word() {
    for page in pages() {
        let mut layouts = Vec::new();
        for example in page.examples() {
            let Said::Figures(count) = example.said else {
                continue;
            };
            let reading = example.reading();
            let csv = example.csv.unwrap();
            assert!(reading.diagnostics.is_empty(), "{csv}");
            assert_eq!(reading.dataset.len(), count, "{csv}");
            layouts.extend(reading.layout);
        }
        use Layout::{AreasAcross, MeasuresAcross, Tidy, YearsAcross};
        // The four layouts in the page's order, then title and notes, then merged cells.
        let order = [Tidy, YearsAcross, MeasuresAcross, AreasAcross];
        assert_eq!(layouts[..4], order);
        assert_eq!(layouts.len(), 6);
    }
}

#[test]
fn titles_notes_units_and_merged_cells_are_read_as_the_page_says() {
    let [page, _] = pages();
    let good: Vec<Reading> = page.examples().iter().map(Example::reading).collect();
    let titled = &good[4].dataset;
    assert_eq!(titled.title.as_deref(), Some("达州市政协系统抗震救灾捐款"));
    assert_eq!(titled.notes, ["注：只含捐款，不含捐物折款。"]);
    assert!(titled.iter().all(|(_, figure)| figure.unit == Some("元")));
    let areas: Vec<_> = good[5].dataset.iter().map(|(_, of)| of.area).collect();
    assert_eq!(areas[..4], [Some("沧州市"); 4]);
    assert_eq!(areas[4..], [Some("德州市"); 4]);
}

#[test]
fn the_ten_mistakes_are_answered_in_the_words_that_the_page_quotes() {
    for page in pages() {
        let mut codes = BTreeSet::new();
        for example in page.examples() {
            let Said::Mistake(message, hint) = &example.said else {
                continue;
            };
            let reading = example.reading();
            let [diagnostic] = reading.diagnostics.as_slice() else {
                panic!("{:?}: {:?}", example.csv, reading.diagnostics);
            };
            let worded = diagnostic.worded(page.lang);
            assert_eq!([&worded.message, &worded.hint], [message, hint]);
            codes.insert(diagnostic.code.name());
        }
        assert_eq!(codes.len(), 10, "{codes:?}");
    }
}

#[test]
fn both_languages_show_the_same_examples_in_the_same_order() {
    let [chinese, english] = pages();
    assert_eq!(chinese.forms(), english.forms());
    let files = |page: &Page| -> Vec<Option<String>> {
        let examples = page.examples();
        examples.into_iter().map(|example| example.csv).collect()
    };
    assert_eq!(files(&chinese), files(&english));
}

#[test]
fn each_way_to_write_a_figure_means_what_its_row_says() {
    let [page, _] = pages();
    let meanings = [
        Qualifier::Exact,
        Qualifier::Over,
        Qualifier::Near,
        Qualifier::Under,
        Qualifier::Range,
        Qualifier::Exact,
        Qualifier::Missing,
        Qualifier::Unreadable,
    ];
    let forms = page.forms();
    assert_eq!(forms.len(), meanings.len());
    for (row, (forms, meaning)) in forms.iter().zip(meanings).enumerate() {
        assert!(forms.len() >= 3, "{forms:?}");
        for form in forms {
            let reading = read_text(&format!(
                "地区,年份,指标,数值\n临武县,2021,甲,7\n临武县,2022,甲,\"{form}\"\n"
            ));
            let (_, figure) = reading.dataset.iter().last().unwrap();
            assert_eq!(figure.qualifier, meaning, "{form}");
            assert_eq!(row == 5, figure.unit == Some("名"), "{form}");
            let expected = (meaning == Qualifier::Unreadable).then_some(Severity::Error);
            assert_eq!(reading.severity(), expected, "{form}");
        }
    }
}

#[test]
fn the_header_words_are_known() {
    for page in pages() {
        let words: Vec<&str> = page.text.split('`').skip(1).step_by(2).take(8).collect();
        let header = words.join(",");
        let reading = read_text(&format!("{header}\n临武县,2022,甲,7,件,乙,丙,丁\n"));
        let (_, figure) = reading.dataset.iter().next().unwrap();
        assert_eq!((figure.area, figure.year), (Some("临武县"), Some(2022)));
        assert_eq!((figure.measure, figure.value), ("甲", Some(7.0)));
        let words = [figure.unit, figure.note, figure.source, figure.quote];
        assert_eq!(words, ["件", "乙", "丙", "丁"].map(Some), "{header}");
        assert!(figure.series.is_empty(), "{header}");
    }
}

/// The sheet of the picture, as cells.
fn good_sheet() -> Vec<Vec<String>> {
    let [page, _] = pages();
    let csv = page.examples().remove(0).csv.unwrap();
    let rows = csv.lines();
    rows.map(|row| row.split(',').map(String::from).collect())
        .collect()
}

#[test]
fn the_good_sheet_holds_figures_of_data() {
    let known = ["youyang", "linwu", "leiyang"]
        .map(|name| common::read_file(&format!("data/{name}.csv")).dataset);
    let [page, _] = pages();
    let sheet = page.examples()[0].reading().dataset;
    for (_, drawn) in sheet.iter() {
        let mut figures = known.iter().flat_map(|dataset| dataset.iter());
        let found = figures.any(|(_, figure)| {
            (figure.area, figure.year, figure.measure) == (drawn.area, drawn.year, drawn.measure)
                && (figure.value, figure.qualifier) == (drawn.value, drawn.qualifier)
                && (figure.unit, figure.scope) == (drawn.unit, drawn.scope)
        });
        assert!(found, "row {} is in no file of data/", drawn.row);
    }
}

#[test]
fn the_picture_shows_the_good_sheet() {
    let file = path("docs/csv-sheet.svg");
    let drawn = sheet::draw(&good_sheet(), "履职数据");
    if std::env::var_os("GOLDEN").is_some_and(|value| value == "update") {
        std::fs::write(&file, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&file)
        .unwrap()
        .replace("\r\n", "\n");
    assert!(
        kept == drawn,
        "docs/csv-sheet.svg is not the sheet of docs/csv.md"
    );
}

/// Every test that `docs/accessibility.md` names, as `topic::name`, is there: a case in a browser, or a test of tests/.
#[test]
fn the_tests_that_accessibility_rests_on_are_there() {
    let text = std::fs::read_to_string(path("docs/accessibility.md")).unwrap();
    let mut named = 0;
    for word in text.split('`').skip(1).step_by(2) {
        let Some((topic, test)) = word.split_once("::") else {
            continue;
        };
        let function = format!("fn {test}(");
        let there = [
            format!("tests/browser/cases/{topic}.rs"),
            format!("tests/{topic}.rs"),
        ]
        .iter()
        .filter_map(|file| std::fs::read_to_string(path(file)).ok())
        .any(|source| source.contains(&function));
        assert!(there, "{word} is no test");
        named += 1;
    }
    assert!(named > 50, "only {named} tests are named");
}
