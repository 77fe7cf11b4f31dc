//! The charts that are looked at: for the golden pictures, and for the contrast in them.
#![allow(dead_code, reason = "not every test needs all of it")]
#![allow(
    clippy::unwrap_used,
    reason = "a test ends where its input is not what it says"
)]

use county_charts::chart::{Chart, ChartSpec, Kind, POSTER_WIDTH, State, Years, build, split_list};
use county_charts::intake::Reading;
use county_charts::locale::Lang;
use county_charts::scene::Scene;
use county_charts::sheet;
use county_charts::text::WidthTable;

/// A chart as a webmaster would ask for it.
pub struct Case {
    pub name: &'static str,
    pub file: &'static str,
    pub chart: &'static str,
    pub measure: &'static str,
    pub area: &'static str,
    pub years: &'static str,
    pub rank_by: &'static str,
    pub state: &'static str,
    pub lang: Lang,
    /// Whether this is the picture of its kind: then it is drawn in every language, light and dark.
    pub model: bool,
}

pub const CASE: Case = Case {
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
pub const WIDTHS: [f64; 2] = [720.0, 343.0];

pub const CASES: &[Case] = &[
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
        name: "stack-highlight",
        file: "made-up-themes.csv",
        chart: "stack",
        state: "highlight=民生保障",
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

impl Case {
    /// The languages that it is drawn in.
    pub fn langs(&self) -> Vec<Lang> {
        if self.model {
            Lang::ALL.to_vec()
        } else {
            vec![self.lang]
        }
    }

    /// The chart that a webmaster gets.
    pub fn chart(&self, reading: &Reading, lang: Lang, width: f64) -> (Chart, ChartSpec) {
        let mut spec = ChartSpec {
            kind: Kind::parse(self.chart).unwrap(),
            measures: split_list(self.measure),
            areas: split_list(self.area),
            years: Years::parse(self.years).unwrap(),
            rank_by: (!self.rank_by.is_empty()).then(|| self.rank_by.into()),
            lang,
            width,
            ..ChartSpec::default()
        };
        State::parse(self.state).apply(&mut spec);
        (super::chart(reading, &spec), spec)
    }
}

/// The whole picture, with title and source. A poster is looked at as the file
/// that it is made for.
pub fn whole(reading: &Reading, chart: Chart, spec: ChartSpec) -> (Chart, f64, Scene) {
    let (chart, spec) = if chart.kind == Kind::Poster {
        let wide = if spec.width == WIDTHS[0] {
            POSTER_WIDTH
        } else {
            spec.width
        };
        let spec = spec.poster(wide);
        (super::chart(reading, &spec), spec)
    } else {
        (chart, spec)
    };
    let scene = sheet::picture(&reading.dataset, &chart, &spec, &WidthTable);
    (chart, spec.width, scene)
}

/// Every chart that is looked at, in each of its languages, laid out at each width and text size; with its name.
pub fn at_sizes(sizes: &[(f64, f64)], mut look: impl FnMut(&str, &Reading, &Chart, f64)) {
    for case in CASES {
        let reading = super::read(case.file);
        for lang in case.langs() {
            for &(width, text_size) in sizes {
                let (_, spec) = case.chart(&reading, lang, width);
                let spec = ChartSpec { text_size, ..spec };
                let chart = build(&reading.dataset, &spec, &WidthTable);
                let name = format!(
                    "{}-{} at {width} px, text {text_size}",
                    case.name,
                    lang.tag()
                );
                look(&name, &reading, &chart, text_size);
            }
        }
    }
}
