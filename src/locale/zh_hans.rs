//! Simplified Chinese.

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
    no_data: "无数据",
    unreadable: "无法识别",
    unreadable_text: "无法识别（原文“{}”）",
    multipliers: &[(1e8, "亿"), (1e4, "万")],
    rank: "第{}名",
    rank_in: "{}第{}名",
    ranks_title: "{} 项排名",
    tiles_title: "主要数据",
    share_of: "占{} {}",
    rates: "proposals_registered=立案率;proposals_closed=办结率;proposals_replied=办复率;\
        proposals_solved=解决率;opinions_adopted=采用率",
    at_least: "{}以上",
    about: "约 {}",
    at_most: "{}以下",
    exceeds: "（多于上一环节）",
    more: "比上年增加 {}",
    fewer: "比上年减少 {}",
    same: "与上年持平",
    rank_up: "比上年上升 {} 位",
    rank_down: "比上年下降 {} 位",
    points: "{} 个百分点",
    head_value: "数值",
    themes: "proposals=提案;opinions=社情民意;problems=为民办事;donations=捐款捐物;rankings=排名;\
        consultation=协商议政;members=委员队伍;investment=招商引资",
    units: "條=条;個=个;項=项;場=场;場次=场次;冊=册;噸=吨;億元=亿元;萬元=万元",
    scopes: "全國=全国;全縣=全县;全區=全区",
};
