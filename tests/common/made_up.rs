//! A large tidy file, made up: what a statistics office would export of every county of the country.

use std::fmt::Write;

/// Counties and their like in China at the end of 2023.
pub const COUNTIES: usize = 2844;

const YEARS: std::ops::RangeInclusive<i32> = 2004..=2023;

const MEASURES: [(&str, &str); 12] = [
    ("收到提案", "件"),
    ("立案提案", "件"),
    ("办结提案", "件"),
    ("提案办理满意率", "%"),
    ("社情民意信息", "篇"),
    ("采用信息", "篇"),
    ("解决问题", "件"),
    ("捐款", "万元"),
    ("协商会议", "次"),
    ("调研课题", "个"),
    ("政协委员", "人"),
    ("招商引资", "亿元"),
];

/// Every measure of every year of so many counties; of [`COUNTIES`] it is 682,560 rows and about 25 MB.
pub fn tidy(counties: usize) -> String {
    let mut text = String::from("虚构数据（made up）,,,,\n地区,年份,指标,单位,数值\n");
    let mut state = 1u64;
    for county in 0..counties {
        for year in YEARS {
            for (measure, unit) in MEASURES {
                // Knuth's, whose high bits are random enough for figures.
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let random = state >> 40;
                let _ = write!(text, "第{county:04}县,{year},{measure},{unit},");
                // One in a hundred is missing, and one in four has decimals.
                let _ = match random % 100 {
                    0 => writeln!(text, "—"),
                    1..=25 => writeln!(text, "{}.{:02}", random % 1000, random / 1000 % 100),
                    _ => writeln!(text, "{}", random % 10_000),
                };
            }
        }
    }
    text
}
