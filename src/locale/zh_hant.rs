//! Traditional Chinese.

use super::words::Words;

/// The words.
pub(super) const WORDS: Words = Words {
    year: "{} 年",
    years: "{}—{} 年",
    with_year: "{}（{}）",
    dot: " · ",
    colon: "：",
    comma: "，",
    list: "、",
    semicolon: "；",
    stop: "。",
    no_data: "無數據",
    unreadable: "無法辨識",
    unreadable_text: "無法辨識（原文「{}」）",
    multipliers: &[(1e8, "億"), (1e4, "萬")],
    rank: "第{}名",
    rank_in: "{}第{}名",
    ranks_title: "{} 項排名",
    tiles_title: "主要數據",
    share_of: "佔{} {}",
    rates: "proposals_registered=立案率;proposals_closed=辦結率;proposals_replied=辦覆率;\
        proposals_solved=解決率;opinions_adopted=採用率",
    at_least: "{}以上",
    about: "約 {}",
    at_most: "{}以下",
    exceeds: "（多於上一環節）",
    more: "較上年增加 {}",
    fewer: "較上年減少 {}",
    same: "與上年持平",
    rank_up: "較上年上升 {} 位",
    rank_down: "較上年下降 {} 位",
    points: "{} 個百分點",
    head_value: "數值",
    themes: "proposals=提案;opinions=社情民意;problems=為民辦事;donations=捐款捐物;rankings=排名;\
        consultation=協商議政;members=委員隊伍;investment=招商引資",
    units: "条=條;个=個;项=項;场=場;场次=場次;册=冊;吨=噸;百分点=百分點",
    scopes: "全国=全國;全县=全縣;全区=全區",
};
