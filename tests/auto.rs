//! The rules by which `auto` chooses: each row of the table in `src/chart/auto.rs` has a file here that it decides on.
#![allow(
    clippy::expect_used,
    reason = "a test ends where its input is not what it says"
)]

use county_charts::chart::{ChartSpec, Kind, build};
use county_charts::dataset::Dataset;
use county_charts::intake::{ReadOptions, read};
use county_charts::scene::Command;
use county_charts::text::WidthTable;
use std::fmt::Write as _;

mod support;

/// The rows of the table: what the data are, the kind, and files of that kind.
fn rules() -> Vec<(&'static str, Kind, Vec<String>)> {
    let own = |text: &str| vec![text.to_owned()];
    let years = |count: i32, cell: &dyn Fn(i32) -> String| -> String {
        (0..count).fold(String::new(), |mut text, at| {
            let _ = write!(text, "\n{},{}", 2026 - count + at, cell(at));
            text
        })
    };
    let value = |at: i32| (100 + at * 7).to_string();
    let places = (0..10).fold(
        String::from("地区,年份,收到提案（件）"),
        |mut text, at| {
            let _ = write!(
                text,
                "\n第{at}县,20{},{}\n第{at}县,2025,{}",
                10 + at,
                at + 50,
                at + 60
            );
            text
        },
    );
    let lines = (0..5).fold(
        String::from("地区,年份,收到提案（件）"),
        |mut text, at| {
            for year in 2020..2026 {
                let _ = write!(text, "\n第{at}县,{year},{}", at * 10 + year - 2000);
            }
            text
        },
    );
    vec![
        (
            "nothing that can be drawn",
            Kind::Table,
            own("年份,收到提案（件）\n2024,—\n2025,—"),
        ),
        (
            "every line is a rank",
            Kind::Rank,
            own("年份,指标,数值\n2024,提案数量排名,全市第一\n2024,社情民意采用数排名,全省第二"),
        ),
        (
            "one area, one year, one unit, two to five measures that are steps of one process",
            Kind::Funnel,
            own("年份,收到提案（件）,提案立案（件）\n2024,235,225"),
        ),
        (
            "one year, one unit, two lines or more",
            Kind::Bar,
            own("地区,年份,收到提案（件）\n甲县,2024,235\n乙县,2024,225"),
        ),
        (
            "one year, anything else",
            Kind::Tiles,
            vec![
                "年份,收到提案（件）,满意率（%）\n2024,235,99".to_owned(),
                "年份,收到提案（件）\n2024,235".to_owned(),
            ],
        ),
        (
            "several years, one unit, more than eight lines of one or two values each",
            Kind::Bar,
            vec![places],
        ),
        (
            "several years, one unit, at most three lines and twelve years, amounts",
            Kind::Bar,
            vec![format!("年份,收到提案（件）{}", years(12, &value))],
        ),
        (
            "several years, one unit, else (rates, many lines, many years)",
            Kind::Line,
            vec![
                format!("年份,收到提案（件）{}", years(13, &value)),
                format!("年份,办复率（%）{}", years(5, &|at| (95 + at).to_string())),
                lines,
            ],
        ),
        (
            "several years, several units, three values or more in half of the lines",
            Kind::Panels,
            vec![format!(
                "年份,收到提案（件）,办复率（%）{}",
                years(5, &|at| format!("{},{}", 100 + at, 95 + at))
            )],
        ),
        (
            "several years, several units, else",
            Kind::Tiles,
            own("年份,指标,数值,单位\n2023,收到提案,235,件\n2024,政协委员,190,名\n2024,捐款,20,元"),
        ),
    ]
}

fn dataset(text: &str) -> Dataset {
    read(text.as_bytes(), &ReadOptions::default(), &support::Decoder).dataset
}

#[test]
fn each_rule_decides_as_its_row_says() {
    for (data, kind, files) in rules() {
        for file in files {
            let chart = build(&dataset(&file), &ChartSpec::default(), &WidthTable);
            assert_eq!(chart.kind, kind, "{data}:\n{file}");
        }
    }
}

#[test]
fn the_table_and_the_tests_have_the_same_rows() {
    let source = include_str!("../src/chart/auto.rs");
    let rows: Vec<(&str, &str)> = source
        .lines()
        .filter_map(|line| line.strip_prefix("//! | "))
        .filter_map(|line| line.trim_end_matches(" |").split_once(" | "))
        .skip(1)
        .collect();
    let rules = rules();
    assert_eq!(
        rows.iter().map(|(data, _)| *data).collect::<Vec<_>>(),
        rules.iter().map(|(data, ..)| *data).collect::<Vec<_>>()
    );
    for ((data, chart), (_, kind, _)) in rows.iter().zip(&rules) {
        assert!(
            chart.starts_with(&format!("`{}`", kind.name())),
            "{data}: {chart}"
        );
    }
}

#[test]
fn one_year_of_several_is_drawn_as_one_year() {
    let set = support::read("made-up-counties.csv");
    let spec = |year| ChartSpec {
        measures: vec!["收到提案".into()],
        year,
        ..ChartSpec::default()
    };
    let kind = |year| build(&set.dataset, &spec(year), &WidthTable).kind;
    assert_eq!(kind(None), Kind::Line);
    assert_eq!(kind(Some(2024)), Kind::Bar);
    let chart = build(&set.dataset, &spec(Some(2022)), &WidthTable);
    let years: Vec<_> = chart
        .marks
        .iter()
        .filter_map(|mark| set.dataset.year(mark.observation))
        .collect();
    assert_eq!(years, [2022; 5]);
}

/// Bars from 1 to 10¹²: the small ones are a pixel long, and the reader is told to read the numbers.
#[test]
fn bars_too_small_to_be_seen_are_named() {
    let notes = |file: &str| {
        let spec = ChartSpec {
            kind: Kind::Bar,
            ..ChartSpec::default()
        };
        build(&dataset(file), &spec, &WidthTable).notes
    };
    let hint = "最小的几项相差悬殊，条形难以看清，请看表格。";
    let some = "地区,年份,收到提案（件）\n甲县,2024,1\n乙县,2024,1000000000000\n丙县,2024,0\n";
    assert_eq!(notes(some), [hint]);
    let years = "年份,收到提案（件）\n2023,1\n2024,1000000000000\n";
    assert_eq!(notes(years), [hint]);
    assert!(notes("地区,年份,收到提案（件）\n甲县,2024,0\n乙县,2024,9\n").is_empty());
}

/// A column called 排名 holds places, though no cell says so: 1 is drawn at the top and not at the bottom of an axis.
#[test]
fn a_measure_that_is_called_a_rank_is_one() {
    for measure in ["排名", "全省名次", "位次（名）"] {
        let set = dataset(&format!("年份,{measure}\n2023,3\n2024,1\n"));
        let chart = build(&set, &ChartSpec::default(), &WidthTable);
        assert_eq!(chart.kind, Kind::Rank, "{measure}");
        let top = |at: usize| chart.marks.get(at).map(|mark| mark.bounds.y);
        assert!(top(1) < top(0), "{measure}");
    }
}

/// A step that exceeds the one before has a sign of its own, which no other step has.
#[test]
fn a_funnel_warns_of_a_step_that_exceeds_the_one_before() {
    let signs = |closed: i32| {
        let set = dataset(&format!(
            "年份,提案立案（件）,提案办结（件）\n2024,180,{closed}\n"
        ));
        let chart = build(&set, &ChartSpec::default(), &WidthTable);
        assert_eq!(chart.kind, Kind::Funnel);
        let commands = chart.scene.commands.iter();
        commands
            .filter(|command| matches!(command, Command::Area { .. }))
            .count()
    };
    assert_eq!((signs(190), signs(180), signs(170)), (1, 0, 0));
}
