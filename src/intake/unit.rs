//! Units and measure words, with the multipliers before them: `万元` is 元 and 10⁴.

use super::fold::{fold_char, trim};

/// A unit as a file writes it, less its multiplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit<'a> {
    /// `元` of `万元`; empty where only a multiplier is written (`单位：万`).
    pub base: &'a str,
    /// The power of ten of the multiplier: 4 of `万元`.
    pub exp: i32,
}

/// What stands in a unit bracket, a unit column, a title's unit row or after a number. A text that is
/// none of these is no unit: `委员(男)` keeps its bracket, a 单位 column of bodies is a breakdown.
const KNOWN: &str = "% ‰ 百分点 百分點 个百分点 個百分點 百分比 千分点 \
    个 個 件 条 條 篇 期 次 名 位 人 人次 场 場 场次 場次 批 批次 家 户 戶 户次 戶次 项 項 项次 項次 份 册 冊 本 部 页 頁 张 張 \
    幅 只 隻 头 頭 匹 棵 株 台 臺 套 辆 輛 艘 架 座 栋 棟 幢 间 間 处 處 所 门 門 口 片 块 塊 段 级 級 届 屆 类 類 种 種 组 組 \
    队 隊 班 支 面 枚 把 根 节 節 课时 課時 学时 學時 字 天 日 小时 小時 分钟 分鐘 秒 年 个月 個月 周 週 岁 歲 件次 篇次 条次 條次 \
    家次 车次 車次 班次 人天 人日 工日 例 起 宗 笔 筆 款 票 分 倍 度 盒 箱 袋 瓶 颗 顆 粒 床 床位 张床位 站 站次 轮 輪 轮次 場所 \
    对 對 双 雙 副 道 盏 盞 扇 桩 樁 章 集 则 則 句 首 版 刊 号 號 线 線 路 村 户数 万次 摊 攤 单 單 步 档 檔 \
    元 圆 圓 角 美元 港元 港币 港幣 澳门元 澳門元 澳门币 澳門幣 新台币 新臺幣 新台幣 台币 臺幣 欧元 歐元 日元 日圓 英镑 英鎊 韩元 \
    吨 噸 千克 公斤 克 斤 毫克 微克 担 擔 吨标准煤 噸標準煤 标准箱 吨公里 人公里 \
    米 千米 公里 里 厘米 毫米 公分 平方米 平方公里 平方千米 平米 ㎡ m² m2 km² km2 亩 畝 公顷 公頃 立方米 立方 m³ m3 升 公升 毫升 千升 \
    瓦 千瓦 兆瓦 千瓦时 千瓦時 瓦时 千伏安 千伏 千卡 焦 焦耳 兆 kw kwh mw mwh km kg g t m ha h cm mm \
    people person persons times time cases case items item pieces piece projects project proposals households household units unit \
    firms companies tons ton tonnes tonne yuan rmb cny usd hkd mop twd eur percent per-cent pct days day hours years months copies \
    sessions batches visits trips places";

/// Currency signs and codes that may stand before an amount, and the unit that they are.
const CURRENCIES: &[(&str, &str)] = &[
    ("人民币", "元"),
    ("人民幣", "元"),
    ("港币", "港元"),
    ("港幣", "港元"),
    ("港元", "港元"),
    ("美元", "美元"),
    ("美金", "美元"),
    ("澳门币", "澳门元"),
    ("澳門幣", "澳门元"),
    ("澳门元", "澳门元"),
    ("澳門元", "澳门元"),
    ("新台币", "新台币"),
    ("新臺幣", "新台币"),
    ("新台幣", "新台币"),
    ("台币", "新台币"),
    ("臺幣", "新台币"),
    ("欧元", "欧元"),
    ("歐元", "欧元"),
    ("rmb¥", "元"),
    ("rmb", "元"),
    ("cny", "元"),
    ("hk$", "港元"),
    ("hkd", "港元"),
    ("us$", "美元"),
    ("usd", "美元"),
    ("nt$", "新台币"),
    ("mop", "澳门元"),
    ("eur", "欧元"),
    ("¥", "元"),
    ("$", "美元"),
    ("€", "欧元"),
    ("£", "英镑"),
];

/// English multipliers, written out before a unit.
const MULTIPLIERS_EN: &[(&str, i32)] = &[
    ("100 million", 8),
    ("10,000", 4),
    ("10 000", 4),
    ("10000", 4),
    ("1,000", 3),
    ("1000", 3),
    ("'000", 3),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
];

/// Units that are written in several ways, all of which are one unit.
const SAME: &[&str] = &[
    "元 圆 圓 人民币 人民幣 yuan rmb cny",
    "港元 港币 港幣 hkd",
    "美元 usd",
    "新台币 新臺幣 新台幣 台币 臺幣 twd",
    "澳门元 澳門元 澳门币 澳門幣 mop",
    "欧元 歐元 eur",
    "个 個",
    "条 條",
    "场 場",
    "场次 場次",
    "户 戶",
    "项 項",
    "册 冊",
    "张 張",
    "处 處",
    "间 間",
    "类 類",
    "组 組",
    "吨 噸 t ton tons tonne tonnes",
    "千克 公斤 kg",
    "千米 公里 km",
    "米 m",
    "克 g",
    "平方米 平米 ㎡ m² m2",
    "平方公里 平方千米 km² km2",
    "立方米 立方 m³ m3",
    "公顷 公頃 ha",
    "亩 畝",
    "千瓦时 千瓦時 kwh 度",
    "小时 小時 h hours",
    "% 百分比 percent per-cent pct",
    "百分点 百分點 个百分点 個百分點",
    "人 people person persons",
    "件 case cases item items",
    "次 time times",
];

/// Units of one kind that convert, each with how many of the kind's least it is.
const FAMILIES: &[&[(&str, f64)]] = &[
    &[("克", 1.0), ("千克", 1e3), ("吨", 1e6), ("斤", 500.0)],
    &[("厘米", 0.01), ("米", 1.0), ("千米", 1e3)],
    &[("平方米", 1.0), ("公顷", 1e4), ("平方公里", 1e6)],
    &[("升", 1.0), ("立方米", 1e3)],
    &[("%", 10.0), ("‰", 1.0)],
];

/// What a value in `from` has to be multiplied by to be one in `to`; `None` where the two do not convert.
pub(crate) fn factor(from: &str, to: &str) -> Option<f64> {
    let (from, to) = (canonical(from), canonical(to));
    if from == to {
        return Some(1.0);
    }
    FAMILIES.iter().find_map(|family| {
        let size = |unit: &str| {
            family
                .iter()
                .find(|(name, _)| *name == unit)
                .map(|(_, size)| *size)
        };
        Some(size(from)? / size(to)?)
    })
}

/// The unit that the whole of `text` is.
pub(crate) fn whole(text: &str) -> Option<Unit<'_>> {
    let (unit, rest) = prefix(trim(text))?;
    trim(rest).is_empty().then_some(unit)
}

/// The unit that `text` begins with, and what follows it.
pub(crate) fn prefix(text: &str) -> Option<(Unit<'_>, &str)> {
    let mut exp = 0;
    let mut rest = text;
    for (word, power) in MULTIPLIERS_EN {
        if let Some(after) = strip(rest, word) {
            exp = *power;
            rest = after.trim_start();
            break;
        }
    }
    // `人民币万元`
    if let Some((base, after)) = currency(rest)
        && after.chars().next().is_some_and(|c| power(c).is_some())
        && let Some((unit, after)) = counted(after, exp)
        && (unit.base.is_empty() || same(unit.base, base) || same(unit.base, "元"))
    {
        let base = if base == "元" && !unit.base.is_empty() {
            unit.base
        } else {
            base
        };
        return Some((Unit { base, ..unit }, after));
    }
    let (unit, after) = counted(rest, exp)?;
    // `万元人民币`, `万元港币`
    if same(unit.base, "元")
        && let Some((base, after)) = currency(super::fold::trim_start(after))
    {
        let base = if base == "元" { unit.base } else { base };
        return Some((Unit { base, ..unit }, after));
    }
    Some((unit, after))
}

/// Multipliers, then a known unit, then perhaps `/` and another.
fn counted(text: &str, mut exp: i32) -> Option<(Unit<'_>, &str)> {
    let mut rest = text;
    loop {
        if let Some((base, after)) = known(rest) {
            // `元/人`
            let mut end = after;
            if let Some(below) = after.strip_prefix(&['/', '／'][..])
                && let Some((_, after)) = known(below)
            {
                end = after;
            }
            let base = if end.len() == after.len() {
                base
            } else {
                rest.get(..rest.len() - end.len()).unwrap_or(base)
            };
            return Some((Unit { base, exp }, end));
        }
        let mut chars = rest.chars();
        match chars.next().and_then(power) {
            Some(power) => {
                exp += power;
                rest = chars.as_str();
            }
            None if exp > 0 => return Some((Unit { base: "", exp }, rest)),
            None => return None,
        }
    }
}

/// The power of ten of a multiplier.
pub(crate) fn power(c: char) -> Option<i32> {
    Some(match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        _ => return None,
    })
}

/// The longest known unit that `text` begins with.
fn known(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next().map(fold_lower)?;
    let mut best: Option<(&'static str, &str)> = None;
    for word in KNOWN.split_ascii_whitespace() {
        if word.starts_with(first)
            && let Some(after) = strip(text, word)
            && best.is_none_or(|(_, rest)| after.len() < rest.len())
        {
            best = Some((word, after));
        }
    }
    let (word, after) = best?;
    // `5 times` but not `5 timely`; 公里 before Latin letters is none either.
    if word.is_ascii()
        && word != "%"
        && after
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_alphanumeric())
    {
        return None;
    }
    let written = text.get(..text.len() - after.len()).unwrap_or(word);
    // `％` is written `%`; all else stays as written.
    let plain = written.chars().all(|c| fold_char(c) == c);
    Some((if plain { written } else { word }, after))
}

/// The currency that `text` begins with, and what follows it.
pub(crate) fn currency(text: &str) -> Option<(&'static str, &str)> {
    CURRENCIES
        .iter()
        .find_map(|(sign, unit)| Some((*unit, strip(text, sign)?)))
}

/// Whether two units mean the same: 個 and 个, 公斤 and kg.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one == other || canonical(one) == canonical(other)
}

/// One name for all ways to write a unit.
pub(crate) fn canonical(unit: &str) -> &str {
    SAME.iter()
        .find(|group| {
            group
                .split_ascii_whitespace()
                .any(|name| strip(unit, name).is_some_and(str::is_empty))
        })
        .and_then(|group| group.split_ascii_whitespace().next())
        .unwrap_or(unit)
}

/// What follows `word` (folded, lower case) at the beginning of `text`.
#[inline(never)]
pub(crate) fn strip<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut chars = text.chars();
    for wanted in word.chars() {
        if fold_lower(chars.next()?) != wanted {
            return None;
        }
    }
    Some(chars.as_str())
}

fn fold_lower(c: char) -> char {
    fold_char(c).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_with_their_multipliers() {
        for (text, base, exp) in [
            ("件", "件", 0),
            ("万元", "元", 4),
            ("萬元", "元", 4),
            ("亿元", "元", 8),
            ("万亿元", "元", 12),
            ("百万元", "元", 6),
            ("千人", "人", 3),
            ("千克", "千克", 0),
            ("万千瓦时", "千瓦时", 4),
            ("百分点", "百分点", 0),
            ("％", "%", 0),
            ("人民币万元", "元", 4),
            ("万元人民币", "元", 4),
            ("人次", "人次", 0),
            ("元/人", "元/人", 0),
            ("万元/户", "元/户", 4),
            ("万", "", 4),
            ("10,000 yuan", "yuan", 4),
            ("million", "", 6),
            (" 场次 ", "场次", 0),
        ] {
            assert_eq!(whole(text), Some(Unit { base, exp }), "{text}");
        }
        for text in ["男", "县政协", "", "人大", "timely", "件数", "元旦"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn units_of_one_kind_convert() {
        assert_eq!(factor("吨", "公斤"), Some(1000.0));
        assert_eq!(factor("個", "个"), Some(1.0));
        assert_eq!(factor("平方公里", "公頃"), Some(100.0));
        assert_eq!(factor("元", "港元"), None);
        assert_eq!(factor("件", "吨"), None);
    }

    #[test]
    fn ways_to_write_one_unit_are_one_unit() {
        assert!(same("個", "个"));
        assert!(same("公斤", "kg"));
        assert!(same("RMB", "元"));
        assert!(!same("元", "港元"));
        assert!(!same("件", "条"));
    }
}
