//! The golden pictures: CSV in, SVG and words out, for real data.
//!
//! `GOLDEN=update cargo test --test golden` writes them anew; look at every one that changed before you
//! commit it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where its input is not what it says"
)]

mod support;

use county_charts::chart::Chart;
use county_charts::dataset::Dataset;
use county_charts::describe;
use county_charts::locale::Lang;
use county_charts::scene::Palette;
use county_charts::svg::svg;
use std::fmt::Write;
use std::path::Path;
use support::cases::{CASES, Case, WIDTHS, whole};

#[test]
fn pictures_and_words_are_as_they_were_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var("GOLDEN").as_deref() == Ok("update");
    let mut wrong = Vec::new();
    let mut known = Vec::new();
    for case in CASES {
        for (name, text) in draw(case) {
            let path = folder.join(&name);
            known.push(name.clone());
            if update {
                std::fs::write(&path, &text).unwrap();
            } else if std::fs::read_to_string(&path).unwrap_or_default() != text {
                wrong.push(name);
            }
        }
    }
    // A picture of no case would be looked at for nothing.
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !known.contains(&name) {
            if update {
                std::fs::remove_file(folder.join(&name)).unwrap();
            } else {
                wrong.push(name);
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ from tests/golden; if that is meant, run with GOLDEN=update and look at them: {}",
        wrong.len(),
        wrong.join(", ")
    );
}

/// Every file of a case: a picture a width, in every language and palette for a model, and its words.
fn draw(case: &Case) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for lang in case.langs() {
        let name = if case.model {
            format!("{}-{}", case.name, lang.tag())
        } else {
            case.name.to_owned()
        };
        draw_in(case, lang, &name, &mut files);
    }
    files
}

fn draw_in(case: &Case, lang: Lang, name: &str, files: &mut Vec<(String, String)>) {
    let reading = support::read(case.file);
    let set = &reading.dataset;
    for width in WIDTHS {
        let (mut chart, spec) = case.chart(&reading, lang, width);
        assert_eq!(chart.warnings, Vec::<String>::new(), "{name}");
        let summary = describe::summary(set, &chart, lang);
        let (picked, drawn, scene) = whole(&reading, chart, spec);
        chart = picked;
        let light = svg(&scene, &Palette::LIGHT, &chart.title, &summary);
        files.push((format!("{name}-{drawn}.svg"), light));
        if case.model {
            let dark = svg(&scene, &Palette::DARK, &chart.title, &summary);
            files.push((format!("{name}-{drawn}-dark.svg"), dark));
        }
        if width == WIDTHS[0] {
            files.push((format!("{name}.txt"), words(set, &chart, &summary, lang)));
        }
    }
}

/// What the chart says: its summary, each datum, a card, the table.
fn words(set: &Dataset, chart: &Chart, summary: &str, lang: Lang) -> String {
    let mut words = format!("{summary}\n\n");
    for mark in 0..chart.marks.len() {
        writeln!(words, "{}", describe::datum(set, chart, mark, lang)).unwrap();
    }
    if let Some(last) = chart.marks.len().checked_sub(1) {
        let card = describe::card(set, chart, last, lang);
        writeln!(words, "\n{card:#?}").unwrap();
    }
    let table = describe::table(set, chart, lang);
    writeln!(words, "\n{}\n{}", table.caption, table.head.join(" | ")).unwrap();
    for row in table.rows {
        let cells: Vec<String> = row.cells.into_iter().map(|cell| cell.text).collect();
        writeln!(words, "{} | {}", row.head, cells.join(" | ")).unwrap();
    }
    words
}
