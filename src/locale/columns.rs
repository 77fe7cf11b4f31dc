//! The header of the CSV that citizens download.

use super::Lang;
use crate::dataset::Qualifier;
use crate::export::Key;

/// Simplified Chinese, Traditional Chinese, English.
pub(super) const NAMES: [(Key, [&str; 3]); 16] = [
    (Key::Area, ["地区", "地區", "Area"]),
    (Key::Year, ["年份", "年份", "Year"]),
    (Key::Period, ["时期", "時期", "Period"]),
    (Key::Measure, ["指标", "指標", "Measure"]),
    (Key::Series, ["分组", "分組", "Series"]),
    (Key::Value, ["数值", "數值", "Value"]),
    (Key::High, ["数值上限", "數值上限", "Upper value"]),
    (Key::Unit, ["单位", "單位", "Unit"]),
    (Key::Qualifier, ["约数说明", "約數說明", "Qualifier"]),
    (Key::Scope, ["排名范围", "排名範圍", "Scope"]),
    (Key::Total, ["是否合计", "是否合計", "Total"]),
    (Key::Flag, ["数据状态", "資料狀態", "Status"]),
    (Key::Text, ["原始写法", "原始寫法", "As written"]),
    (Key::Note, ["备注", "備註", "Note"]),
    (Key::Source, ["来源", "來源", "Source"]),
    (Key::Quote, ["原文摘录", "原文摘錄", "Quote"]),
];

fn pick(words: [&'static str; 3], lang: Lang) -> &'static str {
    let [hans, hant, en] = words;
    match lang {
        Lang::ZhHans => hans,
        Lang::ZhHant => hant,
        Lang::En => en,
    }
}

/// The header word of a key; empty for those that only a program wants.
pub(crate) fn name(key: Key, lang: Lang) -> &'static str {
    NAMES
        .iter()
        .find(|(known, _)| *known == key)
        .map_or("", |(_, words)| pick(*words, lang))
}

/// What the value says beside its number; nothing where it is exact.
pub(crate) fn qualifier(qualifier: Qualifier, lang: Lang) -> &'static str {
    let words = match qualifier {
        Qualifier::Exact => ["", "", ""],
        Qualifier::Over => ["以上", "以上", "over"],
        Qualifier::Near => ["约", "約", "about"],
        Qualifier::Under => ["不足", "不足", "under"],
        Qualifier::Range => ["区间", "區間", "range"],
        Qualifier::Missing => ["无数据", "無資料", "no data"],
        Qualifier::Unreadable => ["无法识别", "無法識別", "unreadable"],
    };
    pick(words, lang)
}

/// The mark of a total.
pub(crate) fn yes(lang: Lang) -> &'static str {
    pick(["是", "是", "yes"], lang)
}
