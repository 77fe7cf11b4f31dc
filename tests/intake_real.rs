//! The 66 figures of the five reports, read from `data/` as the command line reads them.

mod common;

use common::read_file;
use county_charts::intake::{Code, Severity};

/// `tests/data/figures.csv`, which lists how each figure must be read.
const FIGURES: &str = include_str!("data/figures.csv");

#[test]
fn the_five_reports_give_exactly_their_66_figures() {
    let mut expected: Vec<Vec<String>> = FIGURES
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(String::from).collect())
        .collect();
    assert_eq!(expected.len(), 66);
    let files = [
        "linwu.csv",
        "leiyang.csv",
        "kuancheng.csv",
        "youyang.csv",
        "linshui.csv",
    ];
    let mut found: Vec<Vec<String>> = Vec::new();
    for file in files {
        let reading = read_file(&format!("data/{file}"));
        for (_, observation) in reading.dataset.iter() {
            let text = |text: Option<&str>| text.unwrap_or_default().to_string();
            let number = observation.value.map(|value| value.to_string());
            found.push(vec![
                file.to_string(),
                text(observation.area),
                observation
                    .year
                    .map(|year| year.to_string())
                    .unwrap_or_default(),
                text(observation.period),
                text(observation.measure_key),
                number.unwrap_or_default(),
                text(observation.unit),
                format!("{:?}", observation.qualifier).to_lowercase(),
                text(observation.scope),
            ]);
            assert!(observation.source.is_some() && observation.quote.is_some());
        }
    }
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn only_kuancheng_has_something_to_mend() {
    for (file, codes) in [
        ("linwu.csv", vec![]),
        ("leiyang.csv", vec![]),
        ("youyang.csv", vec![]),
        ("linshui.csv", vec![]),
        ("national.csv", vec![]),
        ("bodies.csv", vec![]),
        ("compare.csv", vec![]),
        ("donations.csv", vec![]),
        ("sessions.csv", vec![]),
        ("sources.csv", vec![]),
        ("kuancheng.csv", vec![(Code::Unreadable, Some(5), Some(5))]),
    ] {
        let reading = read_file(&format!("data/{file}"));
        let found: Vec<_> = reading
            .diagnostics
            .iter()
            .map(|diagnostic| (diagnostic.code, diagnostic.row, diagnostic.column))
            .collect();
        assert_eq!(found, codes, "{file}");
    }
    let reading = read_file("data/kuancheng.csv");
    assert_eq!(reading.severity(), Some(Severity::Error));
}

#[test]
fn the_national_series_keeps_its_gap() {
    let reading = read_file("data/national.csv");
    let year_2022: Vec<_> = reading
        .dataset
        .iter()
        .filter(|(_, observation)| observation.year == Some(2022))
        .collect();
    assert_eq!(year_2022.len(), 3);
    assert!(
        year_2022
            .iter()
            .all(|(_, observation)| observation.value.is_none())
    );
    assert_eq!(
        reading.dataset.title.as_deref(),
        Some("历年全国政协提案情况")
    );
    assert_eq!(reading.dataset.notes.len(), 3);
    assert_eq!(
        read_file("data/leiyang.csv").encoding.as_deref(),
        Some("gb18030")
    );
}
