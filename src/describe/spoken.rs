//! One datum as it is spoken when keys reach it.

use super::{Differs, change, observed, value};
use crate::chart::{Chart, format};
use crate::dataset::{Dataset, Observation};
use crate::gather::Gather as _;
use crate::locale::{Lang, Later, Words, fill, join, later};
use crate::walk;

/// The datum at `mark` (an index of `chart.marks`) as it is spoken by itself:
/// `收到提案，2021 年 6,117件，比上年增加 143件（2.4%）（第 4 项，共 8 项）`.
pub fn datum(set: &Dataset, chart: &Chart, mark: usize, lang: Lang) -> String {
    moved(set, chart, None, mark, lang)
}

/// The same after another datum, `from`: what has changed comes first. Along a series that is the year with its value,
/// from one series to another its name: `2021 年 6,117件，收到提案，比上年增加 143件（2.4%）（第 4 项，共 8 项）`.
///
/// The position is that within the row that Left and Right walk.
pub fn moved(set: &Dataset, chart: &Chart, from: Option<usize>, mark: usize, lang: Lang) -> String {
    let set = chart.set(set);
    let words = Words::of(lang);
    let Some((at, observation)) = observed(set, chart, mark) else {
        return String::new();
    };
    let before = from.and_then(|from| observed(set, chart, from));
    let indices: Vec<usize> = chart.marks.iter().map(|mark| mark.observation).gather();
    let differs = Differs::of(set, &indices, &chart.marks);
    let name = differs.name(&observation, lang);
    // The year of a chart of one year is said once.
    let several_years = indices.iter().any(|&index| {
        let other = set.get(index);
        other.is_some_and(|other| !same_period(&other, &observation))
    });
    // Two ranks of one measure differ in neither: then the name is said again.
    let same_name = several_years
        && before
            .as_ref()
            .is_some_and(|(_, before)| differs.name(before, lang) == name);
    let mut value = value(chart, &observation, lang);
    if several_years || before.is_none() {
        let period = format::period(&observation, lang);
        if !period.is_empty() {
            // Two numbers in a row would be heard as one.
            let between = if lang == Lang::En { ": " } else { " " };
            value = format!("{period}{between}{value}");
        }
    }
    let row = walk::row(&chart.marks, mark);
    // A name that is the same all along is said where one comes in.
    let one_name = row.len() == chart.marks.len() && same_name;
    let mut parts = if same_name {
        vec![value, if one_name { String::new() } else { name }]
    } else {
        vec![name, value]
    };
    parts.push(change(set, chart, at, &observation, lang));
    parts.extend(observation.flag.map(str::to_owned));
    parts.extend(observation.note.map(str::to_owned));
    parts.retain(|part| !part.is_empty());
    let place = row.iter().position(|&at| at == mark).unwrap_or_default() + 1;
    let position = fill(
        later(Later::Position, lang),
        &[&place.to_string(), &row.len().to_string()],
    );
    if lang == Lang::En {
        format!("{} ({position})", join(&parts, words.comma))
    } else {
        format!("{}（{position}）", join(&parts, words.comma))
    }
}

fn same_period(a: &Observation<'_>, b: &Observation<'_>) -> bool {
    a.year == b.year && a.period == b.period
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{ChartSpec, Kind, View, build};
    use crate::describe::read::read;
    use crate::text::WidthTable;

    /// What is said at each of these marks, one after the other.
    fn said(csv: &str, kind: Kind, walk: &[usize], lang: Lang) -> Vec<String> {
        let set = read(csv);
        let spec = ChartSpec {
            kind,
            lang,
            ..ChartSpec::default()
        };
        let chart = build(&set, &spec, &WidthTable);
        let mut from = None;
        let mut said = Vec::new();
        for &to in walk {
            said.push(moved(&set, &chart, from, to, lang));
            from = Some(to);
        }
        said
    }

    const TWO: &str = "年份,收到提案（件）,立案（件）\n2020,100,80\n2021,,90余\n2022,130,96\n";

    #[test]
    fn along_a_series_the_year_comes_first_and_from_one_to_another_the_name() {
        let walk = [0, 1, 4, 5];
        assert_eq!(
            said(TWO, Kind::Line, &walk, Lang::ZhHans),
            [
                "收到提案，2020 年 100件（第 1 项，共 3 项）",
                "2021 年 无数据，收到提案（第 2 项，共 3 项）",
                "立案，2021 年 90余件（第 2 项，共 3 项）",
                "2022 年 96件，立案（第 3 项，共 3 项）",
            ]
        );
        assert_eq!(
            said(TWO, Kind::Line, &walk, Lang::En)[1..],
            [
                "2021: no data, Proposals received (2 of 3)",
                "Proposals registered, 2021: over 90 items (2 of 3)",
                "2022: 96 items, Proposals registered (3 of 3)",
            ]
        );
    }

    #[test]
    fn a_name_that_stays_is_said_once_and_so_is_a_year() {
        let one = "年份,收到提案（件）\n2020,100\n2021,112\n";
        assert_eq!(
            said(one, Kind::Line, &[0, 1], Lang::ZhHant),
            [
                "收到提案，2020 年 100件（第 1 項，共 2 項）",
                "2021 年 112件，較上年增加 12件（12%）（第 2 項，共 2 項）",
            ]
        );
        let places = "地区,年份,收到提案（件）\n东川县,2020,84\n南河县,2020,73\n西岭县,2020,60\n";
        assert_eq!(
            said(places, Kind::Bar, &[0, 1], Lang::ZhHans),
            [
                "东川县，2020 年 84件（第 1 项，共 3 项）",
                "南河县，73件（第 2 项，共 3 项）",
            ]
        );
    }

    #[test]
    fn a_slope_is_compared_with_its_other_end() {
        let years = "年份,收到提案（件）\n2018,100\n2024,150\n2025,120\n";
        assert_eq!(
            said(years, Kind::Slope, &[1], Lang::ZhHans),
            ["收到提案，2025 年 120件，比 2018 年增加 20件（20%）（第 2 项，共 2 项）"]
        );
        assert_eq!(
            said(years, Kind::Slope, &[1], Lang::En),
            ["Proposals received, 2025: 120 items, up 20 items (20%) on 2018 (2 of 2)"]
        );
    }

    #[test]
    fn of_a_change_no_change_is_told() {
        let years = "年份,收到提案（件）,办复率（%）\n2018,100,98\n2019,110,98.8\n2020,,\n2021,120,99\n2022,126,99.5\n2023,189,99.6\n";
        let set = read(years);
        let spec = ChartSpec {
            kind: Kind::Panels,
            view: View::Change,
            ..ChartSpec::default()
        };
        let chart = build(&set, &spec, &WidthTable);
        let said: Vec<String> = (0..chart.marks.len())
            .map(|mark| datum(&set, &chart, mark, Lang::ZhHans))
            .collect();
        let all = said.join("\n");
        for part in [
            "2019 年 +10%，收到提案 110件",
            "2020 年 无数据",
            "2021 年 无法计算（缺 2020 年的数据），收到提案 120件",
            "2022 年 +5%",
            "2023 年 +50%",
            "2019 年 +0.8 个百分点",
        ] {
            assert!(all.contains(part), "{part}: {all}");
        }
        assert!(!all.contains("比上年增加"), "{all}");
    }

    #[test]
    fn figures_of_several_years_in_one_row_say_theirs() {
        let newest = "地区,年份,收到提案（件）\n东川县,2020,84\n南河县,2021,73\n";
        let said = said(newest, Kind::Bar, &[0, 1], Lang::ZhHans);
        assert!(
            said.iter().any(|said| said.contains("2020 年 84件"))
                && said.iter().any(|said| said.contains("2021 年 73件")),
            "{said:?}"
        );
    }
}
