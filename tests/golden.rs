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

use county_charts::chart::{Chart, ChartSpec, Kind, POSTER_WIDTH, State, Years, split_list};
use county_charts::dataset::Dataset;
use county_charts::describe;
use county_charts::locale::Lang;
use county_charts::scene::Palette;
use county_charts::sheet;
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
    rank_by: &'static str,
    state: &'static str,
    lang: Lang,
    /// Whether this is the picture of its kind: then it is drawn in every language, light and dark.
    model: bool,
}

const CASE: Case = Case {
    name: "",
    file: "",
    chart: "auto",
    measure: "",
    area: "",
    years: "",
    rank_by: "",
    state: "",
    lang: Lang::ZhHans,
    model: false,
};

/// A column of a 1280 px page, and a phone of 375 px less its margins.
const WIDTHS: [f64; 2] = [720.0, 343.0];

const CASES: &[Case] = &[
    Case {
        name: "bar-years",
        file: "national.csv",
        chart: "bar",
        measure: "收到提案,立案",
        model: true,
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
        model: true,
        ..CASE
    },
    Case {
        name: "funnel",
        file: "youyang.csv",
        chart: "funnel",
        measure: "收到提案,立案,民生类提案",
        model: true,
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
        model: true,
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
        name: "bar-places",
        file: "donations.csv",
        chart: "bar",
        model: true,
        ..CASE
    },
    Case {
        name: "stack-years",
        file: "made-up-themes.csv",
        chart: "stack",
        model: true,
        ..CASE
    },
    Case {
        name: "stack-share",
        file: "made-up-themes.csv",
        chart: "stack",
        state: "view=share",
        ..CASE
    },
    Case {
        name: "stack-one-year",
        file: "made-up-themes.csv",
        chart: "stack",
        state: "year=2025",
        ..CASE
    },
    Case {
        name: "stack-places",
        file: "made-up-counties.csv",
        chart: "stack",
        measure: "收到提案",
        ..CASE
    },
    Case {
        name: "line-places",
        file: "made-up-counties.csv",
        chart: "line",
        measure: "收到提案",
        model: true,
        ..CASE
    },
    Case {
        name: "line-highlight",
        file: "made-up-counties.csv",
        chart: "line",
        measure: "立案",
        state: "highlight=北岭县",
        ..CASE
    },
    Case {
        name: "line-change",
        file: "made-up-counties.csv",
        measure: "收到提案",
        area: "东山县,西河县",
        state: "view=change",
        ..CASE
    },
    Case {
        name: "rank-bump",
        file: "made-up-counties.csv",
        chart: "rank",
        rank_by: "收到提案",
        model: true,
        ..CASE
    },
    Case {
        name: "rank-computed",
        file: "compare.csv",
        chart: "rank",
        rank_by: "收到提案",
        years: "2018-2020",
        state: "year=2020",
        ..CASE
    },
    Case {
        name: "slope-places",
        file: "made-up-counties.csv",
        chart: "slope",
        measure: "收到提案",
        model: true,
        ..CASE
    },
    Case {
        name: "slope-real",
        file: "national.csv",
        chart: "slope",
        measure: "收到提案,立案",
        ..CASE
    },
    Case {
        name: "pictogram-people",
        file: "linwu.csv",
        chart: "pictogram",
        measure: "走访社会各界人士,邀请参加政协活动",
        model: true,
        ..CASE
    },
    Case {
        name: "pictogram-sheets",
        file: "youyang.csv",
        chart: "pictogram",
        measure: "收到提案,提案立案",
        ..CASE
    },
    Case {
        name: "panels-units",
        file: "national.csv",
        chart: "panels",
        model: true,
        ..CASE
    },
    Case {
        name: "panels-places",
        file: "made-up-counties.csv",
        chart: "panels",
        ..CASE
    },
    Case {
        name: "bar-notes",
        file: "sessions.csv",
        chart: "bar",
        measure: "大会期间收到提案",
        area: "全国政协",
        ..CASE
    },
    Case {
        name: "table-years",
        file: "national.csv",
        chart: "table",
        measure: "收到提案,立案,办复率",
        model: true,
        ..CASE
    },
    Case {
        name: "table",
        file: "youyang.csv",
        chart: "table",
        ..CASE
    },
    Case {
        name: "poster-youyang",
        file: "youyang.csv",
        chart: "poster",
        model: true,
        ..CASE
    },
    Case {
        name: "poster-linshui",
        file: "linshui.csv",
        chart: "poster",
        lang: Lang::ZhHant,
        ..CASE
    },
    Case {
        name: "poster-years",
        file: "national.csv",
        chart: "poster",
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
    let langs = if case.model {
        Lang::ALL.to_vec()
    } else {
        vec![case.lang]
    };
    for lang in langs {
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
        let mut spec = ChartSpec {
            kind: Kind::parse(case.chart).unwrap(),
            measures: split_list(case.measure),
            areas: split_list(case.area),
            years: Years::parse(case.years).unwrap(),
            rank_by: (!case.rank_by.is_empty()).then(|| case.rank_by.into()),
            lang,
            width,
            ..ChartSpec::default()
        };
        State::parse(case.state).apply(&mut spec);
        let mut chart = support::chart(&reading, &spec);
        assert_eq!(chart.warnings, Vec::<String>::new(), "{name}");
        let summary = describe::summary(set, &chart, lang);
        // A poster is looked at as the file that it is made for.
        let (picked, spec) = if chart.kind == Kind::Poster {
            let wide = if width == WIDTHS[0] {
                POSTER_WIDTH
            } else {
                width
            };
            let spec = spec.poster(wide);
            (support::chart(&reading, &spec), spec)
        } else {
            (chart, spec)
        };
        chart = picked;
        let drawn = spec.width;
        let scene = sheet::picture(set, &chart, &spec, &WidthTable);
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
