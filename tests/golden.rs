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

use county_charts::chart::{ChartSpec, Kind, Years, picture, split_list};
use county_charts::describe;
use county_charts::locale::Lang;
use county_charts::scene::Palette;
use county_charts::svg::svg;
use county_charts::text::WidthTable;
use std::fmt::Write;
use std::path::Path;

/// A chart as a webmaster would ask for it.
struct Case {
    name: &'static str,
    file: &'static str,
    chart: &'static str,
    measure: &'static str,
    area: &'static str,
    years: &'static str,
    lang: Lang,
}

const CASE: Case = Case {
    name: "",
    file: "",
    chart: "auto",
    measure: "",
    area: "",
    years: "",
    lang: Lang::ZhHans,
};

/// A column of a 1280 px page, and a phone of 375 px less its margins.
const WIDTHS: [f64; 2] = [720.0, 343.0];

const CASES: &[Case] = &[
    Case {
        name: "bar-years",
        file: "national.csv",
        chart: "bar",
        measure: "收到提案,立案",
        ..CASE
    },
    Case {
        name: "bar-years-en",
        file: "national.csv",
        chart: "bar",
        measure: "收到提案,立案",
        lang: Lang::En,
        ..CASE
    },
    Case {
        name: "bar-areas",
        file: "compare.csv",
        chart: "bar",
        measure: "收到提案",
        ..CASE
    },
    Case {
        name: "bar-donations",
        file: "donations.csv",
        ..CASE
    },
    Case {
        name: "bar-approximate",
        file: "linshui.csv",
        chart: "bar",
        measure: "收集意見建議,高竹新區建議",
        lang: Lang::ZhHant,
        ..CASE
    },
    Case {
        name: "line-rate",
        file: "national.csv",
        chart: "line",
        measure: "办复率",
        ..CASE
    },
    Case {
        name: "line-two",
        file: "national.csv",
        chart: "line",
        measure: "收到提案,立案",
        ..CASE
    },
    Case {
        name: "line-sparse",
        file: "bodies.csv",
        chart: "line",
        measure: "收到提案",
        area: "云南省,昆明市,德州市",
        ..CASE
    },
    Case {
        name: "rank-list",
        file: "linwu.csv",
        chart: "rank",
        ..CASE
    },
    Case {
        name: "rank-list-en",
        file: "linwu.csv",
        chart: "rank",
        lang: Lang::En,
        ..CASE
    },
    Case {
        name: "funnel",
        file: "youyang.csv",
        chart: "funnel",
        measure: "收到提案,立案,民生类提案",
        ..CASE
    },
    Case {
        name: "funnel-closed",
        file: "leiyang.csv",
        chart: "funnel",
        measure: "提案立案,提案办结",
        ..CASE
    },
    Case {
        name: "tiles-linwu",
        file: "linwu.csv",
        chart: "tiles",
        ..CASE
    },
    Case {
        name: "tiles-unreadable",
        file: "kuancheng.csv",
        chart: "tiles",
        lang: Lang::ZhHant,
        ..CASE
    },
    Case {
        name: "tiles-youyang-en",
        file: "youyang.csv",
        chart: "tiles",
        lang: Lang::En,
        ..CASE
    },
    Case {
        name: "tiles-linshui",
        file: "linshui.csv",
        chart: "tiles",
        lang: Lang::ZhHant,
        ..CASE
    },
    Case {
        name: "table",
        file: "youyang.csv",
        chart: "table",
        ..CASE
    },
    Case {
        name: "auto-leiyang",
        file: "leiyang.csv",
        ..CASE
    },
];

#[test]
fn pictures_and_words_are_as_they_were_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var("GOLDEN").as_deref() == Ok("update");
    let mut wrong = Vec::new();
    for case in CASES {
        for (name, text) in draw(case) {
            let path = folder.join(&name);
            if update {
                std::fs::write(&path, &text).unwrap();
            } else if std::fs::read_to_string(&path).unwrap_or_default() != text {
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

/// Every file of a case: a picture a width (dark as well for the first), the words once.
fn draw(case: &Case) -> Vec<(String, String)> {
    let reading = support::read(case.file);
    let set = &reading.dataset;
    let mut files = Vec::new();
    for width in WIDTHS {
        let spec = ChartSpec {
            kind: Kind::parse(case.chart).unwrap(),
            measures: split_list(case.measure),
            areas: split_list(case.area),
            years: Years::parse(case.years).unwrap(),
            lang: case.lang,
            width,
            ..ChartSpec::default()
        };
        let chart = support::chart(&reading, &spec);
        assert_eq!(chart.warnings, Vec::<String>::new(), "{}", case.name);
        let summary = describe::summary(set, &chart, case.lang);
        if chart.kind != Kind::Table {
            let scene = picture(&chart, &spec, &WidthTable);
            let light = svg(&scene, &Palette::LIGHT, &chart.title, &summary);
            files.push((format!("{}-{width}.svg", case.name), light));
            if width == WIDTHS[0] && case.name == "bar-years" {
                let dark = svg(&scene, &Palette::DARK, &chart.title, &summary);
                files.push((format!("{}-{width}-dark.svg", case.name), dark));
            }
        }
        if width == WIDTHS[0] {
            let mut words = format!("{summary}\n\n");
            for mark in 0..chart.marks.len() {
                writeln!(words, "{}", describe::datum(set, &chart, mark, case.lang)).unwrap();
            }
            if let Some(last) = chart.marks.len().checked_sub(1) {
                writeln!(
                    words,
                    "\n{:#?}",
                    describe::card(set, &chart, last, case.lang)
                )
                .unwrap();
            }
            let table = describe::table(set, &chart, case.lang);
            writeln!(words, "\n{}\n{}", table.caption, table.head.join(" | ")).unwrap();
            for row in table.rows {
                let cells: Vec<String> = row.cells.into_iter().map(|cell| cell.text).collect();
                writeln!(words, "{} | {}", row.head, cells.join(" | ")).unwrap();
            }
            files.push((format!("{}.txt", case.name), words));
        }
    }
    files
}
