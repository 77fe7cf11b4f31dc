//! Header words in three languages: what a column is by its name.

use crate::find::contains;
use crate::measure::fold;

/// What a column's header word says that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    Area,
    Year,
    /// 届次 and 期间: periods that are no calendar years, often beside a year.
    Period,
    Measure,
    Value,
    /// 计量单位 and Units, which mean nothing else.
    Unit,
    /// 单位, which is both "unit" and "organisation".
    UnitOrBody,
    Scope,
    Note,
    Source,
    Quote,
    Flag,
    /// 序号.
    Running,
}

/// Words by what they mean, folded: full width, capitals, spaces and unit brackets do not matter.
const WORDS: &[(Word, &str)] = &[
    (
        Word::Area,
        "地区 地區 县 縣 区 區 市 省 州 单位名称 單位名稱 county region entity area geo countryname country city district province state \
         geography location place areaname regionname refarea ref_area geoareaname 区县 區縣 县区 縣區 县市区 縣市區 市县 市縣 县市 縣市 \
         县(市、区) 县(市区) 市(县、区) 行政区 行政區 行政区划 行政區劃 行政區域 行政区域 地区名称 地區名稱 区域 區域 區域別 縣市別 地區別 地域 地方 城市 省份 省市 \
         各地区 各地區 geo\\time geo/time geo\\time_period 乡镇 鄉鎮 所在地 属地",
    ),
    (
        Word::Year,
        "年份 年度 year 年 年別 年别 統計期 统计期 学年 學年 学年度 學年度 时间 時間 time time_period timeperiod period date 统计年份 統計年份 统计年度 年月 月份 日期 fiscalyear \
         calendaryear yr refperiod 民國年 民国年 民國年份 民国年份 民國年度 公元年 西元年 西元",
    ),
    (
        Word::Period,
        "届次 屆次 会议届次 會議屆次 期间 期間 期别 期別 统计期间 統計期間 时期 時期 会次 session term",
    ),
    (
        Word::Measure,
        "指标 指標 项目 項目 measure indicator indicatorname 指标名称 指標名稱 统计指标 統計指標 统计项目 統計項目 项目名称 項目名稱 variable \
         metric series_name seriesname 内容 內容 事项 事項",
    ),
    (
        Word::Value,
        "数值 數值 数量 數量 value obs_value obsvalue values 值 指标值 指標值 数据 數據 统计值 統計值 observation figure amount",
    ),
    (
        Word::Unit,
        "计量单位 計量單位 units unit unit_measure unitmeasure unitofmeasure 数值单位 數值單位 度量单位",
    ),
    (Word::UnitOrBody, "单位 單位"),
    (Word::Scope, "范围 範圍 scope 排名范围 排名範圍"),
    (
        Word::Note,
        "备注 備註 備注 附注 附註 note notes 说明 說明 注 註 注释 註釋 comment comments remark remarks footnote",
    ),
    (
        Word::Source,
        "来源 來源 资料来源 資料來源 出处 出處 数据来源 數據來源 source sources",
    ),
    (Word::Quote, "原文 摘录 摘錄 quote 原文摘录 原文摘錄"),
    (
        Word::Flag,
        "obs_flag obsflag flag flags obs_status obsstatus 数据状态 數據狀態",
    ),
    (
        Word::Running,
        "序号 序號 编号 編號 行号 行號 no. no # index 序 rownames rowname id",
    ),
];

/// What a header cell means, compared whole.
pub(crate) fn word(cell: &str) -> Option<Word> {
    // No header word is longer, and titles need not be folded.
    if cell.is_empty() || cell.len() > 96 {
        return None;
    }
    let folded = fold(cell);
    let found = known(&folded);
    // `年份(民國)`: what stands in the bracket says how, not what.
    found.or_else(|| {
        let (before, inner) = folded.strip_suffix(')')?.split_once(&['('][..])?;
        let calendar = matches!(
            inner,
            "民國" | "民国" | "西元" | "公元" | "年" | "roc" | "会计年度" | "會計年度"
        );
        known(before).filter(|word| calendar && *word == Word::Year)
    })
}

fn known(folded: &str) -> Option<Word> {
    WORDS
        .iter()
        .find(|(_, words)| words.split_ascii_whitespace().any(|word| word == folded))
        .map(|(meaning, _)| *meaning)
}

/// Whether a header names what divides the figures beside it, though numbers may stand below it: `30—40`, `5`.
pub(crate) fn divides(header: &str) -> bool {
    const WORDS: &str = "年龄 年齡 年龄段 年齡層 年龄组 年齡組 年龄分组 年齡別 age agegroup age_group 月份 月 month 季度 季 quarter";
    let folded = fold(header);
    WORDS.split_ascii_whitespace().any(|word| word == folded)
}

/// Whether a column is one of organisations, units as its header may say: 单位 over bodies, 填报单位, 承办单位.
pub(crate) fn is_body(header: &str) -> bool {
    let folded = fold(header);
    folded.ends_with("单位") || folded.ends_with("單位")
}

/// How many cells of the first lines are header words, places or known measures: what shows that a text was
/// decoded rightly.
pub(crate) fn known_words(text: &str) -> usize {
    text.split(&['\n', '\r'][..])
        .take(24)
        .flat_map(|line| line.split(&[',', '\t', ';', '，', '|'][..]))
        .filter(|cell| {
            let cell = cell.trim_matches(&['"', ' '][..]);
            !cell.is_ascii()
                && (word(cell).is_some() || is_place(cell) || crate::measure::find(cell).is_some())
        })
        .count()
}

/// Rows and columns that sum others.
const TOTALS: &str =
    "合计 合計 小计 小計 总计 總計 共计 共計 总和 總和 total subtotal sub-total grandtotal";

/// Whether a label says that its row or column sums others.
pub(crate) fn is_total(label: &str) -> bool {
    // Few labels are this short, and fewer begin so.
    if label.len() > 24 {
        return false;
    }
    let folded = fold(label);
    TOTALS.split_ascii_whitespace().any(|word| word == folded)
        || ["合计", "合計", "小计", "小計", "总计", "總計"]
            .iter()
            .any(|word| folded.ends_with(word))
}

/// Columns among years that are growth, not years.
pub(crate) fn is_growth(header: &str) -> bool {
    let folded = fold(header);
    [
        "增长",
        "增長",
        "增减",
        "增減",
        "增幅",
        "增速",
        "同比",
        "环比",
        "環比",
        "比上年",
        "±",
        "较上年",
        "較上年",
        "涨幅",
        "漲幅",
        "变化",
        "變化",
        "growth",
        "change",
        "yoy",
    ]
    .iter()
    .any(|word| contains(&folded, word))
}

/// Words that end like places and name kinds of places.
const NOT_PLACES: &str = "城镇 城鎮 乡镇 鄉鎮 城乡 城鄉 城市 市区 市區 城区 城區 社区 社區 园区 園區 地区 地區 县区 縣區 区县 區縣 辖区 轄區 \
    郊区 郊區 山区 山區 库区 庫區 景区 景區 灾区 災區 牧区 牧區 林区 林區 校区 校區 小区 小區 县市 縣市 市县 市縣 省市 集镇 集鎮";

/// Whether a header ends like the name of a place.
pub(crate) fn is_place(header: &str) -> bool {
    let mut chars = header.trim().chars();
    let last = chars.next_back();
    let word = chars.as_str();
    let len = word.chars().count();
    (1..=11).contains(&len)
        && !NOT_PLACES
            .split_ascii_whitespace()
            .any(|word| word == header.trim())
        && word.chars().all(|c| ('\u{3400}'..'\u{a000}').contains(&c))
        && matches!(
            last,
            Some('省' | '市' | '县' | '區' | '区' | '縣' | '州' | '旗' | '镇' | '鎮' | '乡' | '鄉')
        )
}

/// What notes below a table begin with, followed by a colon or a number.
const NOTES: &[&str] = &[
    "资料来源",
    "資料來源",
    "数据来源",
    "數據來源",
    "来源",
    "來源",
    "填表说明",
    "填表人",
    "填报人",
    "填報人",
    "填报单位",
    "填報單位",
    "填报日期",
    "填報日期",
    "填表日期",
    "制表人",
    "製表人",
    "制表单位",
    "制表日期",
    "制表",
    "製表",
    "审核人",
    "審核人",
    "审核",
    "複核",
    "复核",
    "单位负责人",
    "單位負責人",
    "统计负责人",
    "負責人",
    "负责人",
    "联系人",
    "聯繫人",
    "联系电话",
    "联系方式",
    "说明",
    "說明",
    "附注",
    "附註",
    "备注",
    "備註",
    "注释",
    "註釋",
    "注",
    "註",
    "日期",
    "notes",
    "note",
    "sources",
    "source",
    "remarks",
    "remark",
];

/// Whether a row's first cell begins like a note: `注：`, `资料来源：`, `Note:`, `注1`, `*`.
///
/// Without a colon it is one only where it stands `alone` in its row: 审核 may be a measure.
pub(crate) fn is_note(cell: &str, alone: bool) -> bool {
    let cell = super::fold::trim(cell);
    let marked = |c: char| matches!(c, '*' | '※' | '＊' | '†' | '①'..='⑳');
    if cell.starts_with(marked) && cell.chars().count() > 1 {
        return alone;
    }
    let cell = cell
        .strip_prefix(&['(', '（', '【', '['][..])
        .unwrap_or(cell);
    NOTES.iter().any(|word| {
        super::unit::strip(cell, word).is_some_and(|rest| {
            let next = super::fold::trim_start(rest).chars().next();
            match next {
                None => alone,
                Some(':' | '：') => true,
                Some(c) => {
                    alone
                        && (matches!(c, '.' | '．' | '】' | ']' | ')' | '）' | '①'..='⑳')
                            || c.is_ascii_digit())
                }
            }
        })
    })
}
