//! A chart as portals have them: five places over twelve years, four measures.

use county_charts::chart::{ChartSpec, Kind};
use county_charts::dataset::Dataset;

/// Kinds whose laying out is timed, and the measures that each is of.
pub const KINDS: [(Kind, &str); 5] = [
    (Kind::Line, "收到提案"),
    (Kind::Bar, "收到提案"),
    (Kind::Stack, "收到提案"),
    (Kind::Panels, ""),
    (Kind::Slope, "收到提案"),
];

/// The figures: 240 of them.
pub fn set() -> Dataset {
    let mut file = String::from("地区,年份,指标,数值,单位\n");
    for (place, area) in ["甲县", "乙县", "丙县", "丁县", "戊县"]
        .into_iter()
        .enumerate()
    {
        for year in 0..12 {
            for (measure, name) in ["收到提案", "立案", "办结", "办复率"]
                .into_iter()
                .enumerate()
            {
                let unit = if measure == 3 { "%" } else { "件" };
                let value = if measure == 3 {
                    90 + (place + year) % 10
                } else {
                    200 + place * 37 + year * (7 + place) - measure * 20
                };
                file += &format!("{area},{},{name},{value},{unit}\n", 2013 + year);
            }
        }
    }
    super::common::read(file.as_bytes()).dataset
}

/// What is asked for.
pub fn spec(kind: Kind, measure: &str) -> ChartSpec {
    ChartSpec {
        kind,
        measures: county_charts::chart::split_list(measure),
        width: 720.0,
        ..ChartSpec::default()
    }
}
