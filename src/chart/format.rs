//! The one place that turns numbers into words and figures.

use crate::dataset::{Observation, Qualifier};
use crate::decimal;
use crate::find::{contains, has, split_once};
use crate::locale::{Lang, Words, fill};
use crate::measure;

/// A value in three parts, so that tiles can set the number large: `约` `3,000` `人`, `` `390` `余万元`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quantity {
    /// What stands before the number.
    pub before: String,
    /// The number with its separators.
    pub number: String,
    /// What stands after it: qualifier, multiplier, unit.
    pub after: String,
}

impl Quantity {
    /// The whole as one text.
    pub fn text(&self, lang: Lang) -> String {
        let gap = if lang == Lang::En { " " } else { "" };
        let mut text = String::new();
        for part in [&self.before, &self.number, &self.after] {
            if part.is_empty() {
                continue;
            }
            let close = part.starts_with(&['%', '+', '–', '—'][..]);
            if !text.is_empty() && !close {
                text.push_str(gap);
            }
            text.push_str(part);
        }
        text
    }
}

/// A number with thousands separators and all its decimals: `6,117`, `99.64`, `−3.5`.
pub fn number(value: f64) -> String {
    let plain = decimal::write(value.abs());
    let (whole, fraction) = plain.split_once(&['.'][..]).unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 {
        text.push('−');
    }
    let digits = whole.len();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (digits - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A number rounded to so many decimals, without trailing zeros.
pub fn rounded(value: f64, decimals: i32) -> String {
    let step = decimal::power(decimals);
    number((value * step).round() / step)
}

/// The multiplier in which a value is read most easily without losing a digit: `390 万`, but `54,317`.
fn multiplier(value: f64, lang: Lang) -> (f64, &'static str) {
    for &(factor, name) in Words::of(lang).multipliers {
        let hundredths = value.abs() / factor * 100.0;
        // Thousands stay written out in English; so does what needs more than two decimals.
        if factor >= 1e4 && hundredths >= 100.0 && hundredths.fract() == 0.0 {
            return (factor, name);
        }
    }
    (1.0, "")
}

/// Whether the observation is a rank: a place in an order, 1 being the best.
pub fn is_rank(observation: &Observation<'_>) -> bool {
    observation.scope.is_some()
        || observation
            .measure_key
            .is_some_and(|key| key.starts_with("rank_"))
        || (observation.unit == Some("名") && observation.text.contains(&['第', '首'][..]))
        || (matches!(observation.unit, None | Some("名" | "位"))
            && ["排名", "名次", "位次"]
                .iter()
                .any(|word| observation.measure.ends_with(word)))
}

/// The qualifier as the reader of this language writes it around a number.
fn around(observation: &Observation<'_>, lang: Lang, brief: bool) -> (&'static str, &'static str) {
    let text = observation.text;
    let hant = lang == Lang::ZhHant;
    match (observation.qualifier, lang) {
        (Qualifier::Over, Lang::En) if brief => ("", "+"),
        (Qualifier::Over, Lang::En) => ("over", ""),
        (Qualifier::Near, Lang::En) if brief => ("~", ""),
        (Qualifier::Near, Lang::En) if text.contains(&['近'][..]) => ("nearly", ""),
        (Qualifier::Near, Lang::En) => ("about", ""),
        (Qualifier::Under, Lang::En) if brief => ("<", ""),
        (Qualifier::Under, Lang::En) => ("under", ""),
        // 以上 follows the unit, 余 stands before it: both here, the caller places them.
        (Qualifier::Over, _) if observation.unit == Some("%") || contains(text, "以上") => {
            ("", "以上")
        }
        (Qualifier::Over, _) => ("", if hant { "餘" } else { "余" }),
        (Qualifier::Near, _) if text.contains(&['近'][..]) => ("近", ""),
        (Qualifier::Near, _) => (if hant { "約" } else { "约" }, ""),
        (Qualifier::Under, _) => ("不足", ""),
        _ => ("", ""),
    }
}

/// The value with its unit and qualifier: `630余件`, `近3,000人`, `70%以上`, `第1名`, `无数据`.
pub fn quantity(observation: &Observation<'_>, lang: Lang) -> Quantity {
    let words = Words::of(lang);
    let Some(value) = observation.value else {
        let number = match observation.qualifier {
            Qualifier::Unreadable => fill(words.unreadable_text, &[observation.text]),
            _ => words.no_data.into(),
        };
        return Quantity {
            number,
            ..Quantity::default()
        };
    };
    if is_rank(observation) {
        let (before, after) = split_once(words.rank, "{}").unwrap_or_default();
        return Quantity {
            before: before.trim_end().into(),
            number: number(value),
            after: after.into(),
        };
    }
    let unit = observation.unit.unwrap_or_default();
    let (factor, name) = multiplier(value, lang);
    let (before, qualifier) = around(observation, lang, false);
    let unit = match split_once(words.points, "{}") {
        // It has a counting word in Chinese.
        Some((_, points)) if lang.is_chinese() && unit == "百分点" => points,
        _ => words.unit(unit, value),
    };
    let mut digits = number(value / factor);
    sign(observation, value, &mut digits);
    if let Some(high) = observation.high {
        digits.push(if lang == Lang::En { '–' } else { '—' });
        digits.push_str(&number(high / factor));
    }
    let after = if qualifier == "以上" {
        format!("{name}{unit}{qualifier}")
    } else {
        format!("{qualifier}{name}{unit}")
    };
    Quantity {
        before: before.into(),
        number: digits,
        after: after.trim_end().into(),
    }
}

/// The value as one text: [`quantity`] joined, a rank with its scope.
pub fn value_text(observation: &Observation<'_>, lang: Lang) -> String {
    if let (Some(value), true, Some(scope)) =
        (observation.value, is_rank(observation), observation.scope)
    {
        let words = Words::of(lang);
        let (scope, value) = (words.scope(scope), number(value));
        let parts: [&str; 2] = if lang == Lang::En {
            [&value, scope]
        } else {
            [scope, &value]
        };
        return fill(words.rank_in, &parts);
    }
    quantity(observation, lang).text(lang)
}

/// A rise that is written with its sign keeps it.
fn sign(observation: &Observation<'_>, value: f64, digits: &mut String) {
    if value > 0.0 && observation.text.as_bytes().first() == Some(&b'+') {
        digits.insert(0, '+');
    }
}

/// The value without its unit, over a bar whose axis counts in `factor`: `630余`, `630+`, `11—12`.
pub fn label(observation: &Observation<'_>, factor: f64, lang: Lang) -> String {
    let Some(value) = observation.value else {
        return match observation.qualifier {
            Qualifier::Unreadable => Words::of(lang).unreadable.into(),
            _ => Words::of(lang).no_data.into(),
        };
    };
    let (before, after) = around(observation, lang, true);
    let mut digits = number(value / factor);
    sign(observation, value, &mut digits);
    if let Some(high) = observation.high {
        digits.push('–');
        digits.push_str(&number(high / factor));
    }
    // A percentage says so itself: the sign is short and the axis may be far.
    let sign = if observation.unit == Some("%") {
        "%"
    } else {
        ""
    };
    format!("{before}{digits}{sign}{after}")
}

/// The period of an observation: its year, or the cell as written where that is not one calendar year.
pub fn period(observation: &Observation<'_>, lang: Lang) -> String {
    match (observation.period, observation.year) {
        (Some(period), _) => period.into(),
        (None, Some(year)) => fill(Words::of(lang).year, &[&year.to_string()]),
        (None, None) => String::new(),
    }
}

/// A measure in the language of the reader: the file's words where they are in that language,
/// else the catalogue's name; the word for a value where the file names no measure.
pub fn measure_name(words: &str, lang: Lang) -> &str {
    if words.is_empty() {
        return Words::of(lang).head_value;
    }
    let Some(known) = measure::find(words) else {
        return words;
    };
    let latin = words.is_ascii();
    let foreign = match lang {
        Lang::En => !latin,
        _ if latin => true,
        // A character that only the other script's name has tells that the words are of that script.
        _ => {
            let other = if lang == Lang::ZhHans {
                Lang::ZhHant
            } else {
                Lang::ZhHans
            };
            let ours = known.name(lang);
            let theirs = known.name(other);
            words
                .chars()
                .any(|char| has(theirs, char) && !has(ours, char))
        }
    };
    if foreign { known.name(lang) } else { words }
}

/// The change from the year before, in words; empty where either value is not exact or not of the same unit.
pub fn change(now: &Observation<'_>, before: &Observation<'_>, lang: Lang) -> String {
    let words = Words::of(lang);
    let exact = |observation: &Observation<'_>| {
        (observation.qualifier == Qualifier::Exact)
            .then_some(observation.value)
            .flatten()
    };
    let (Some(new), Some(old)) = (exact(now), exact(before)) else {
        return String::new();
    };
    if now.unit != before.unit {
        return String::new();
    }
    // Ten significant decimals hide what subtraction adds: 99.8 − 99.64 is 0.16.
    let by = ((new - old) * 1e8).round() / 1e8;
    if by == 0.0 {
        return words.same.into();
    }
    if is_rank(now) {
        let template = if by < 0.0 {
            words.rank_up
        } else {
            words.rank_down
        };
        return fill(template, &[&number(by.abs())]);
    }
    let template = if by > 0.0 { words.more } else { words.fewer };
    if now.unit == Some("%") {
        return fill(template, &[&fill(words.points, &[&number(by.abs())])]);
    }
    let amount = Observation {
        value: Some(by.abs()),
        text: "",
        series: Vec::new(),
        ..*now
    };
    let mut amount = quantity(&amount, lang).text(lang);
    if old > 0.0 {
        let share = rounded(by.abs() / old * 100.0, 1);
        amount.push_str(&if lang == Lang::En {
            format!(" ({share}%)")
        } else {
            format!("（{share}%）")
        });
    }
    fill(template, &[&amount])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observation<'a>(
        value: f64,
        unit: &'a str,
        qualifier: Qualifier,
        text: &'a str,
    ) -> Observation<'a> {
        Observation {
            area: None,
            year: Some(2022),
            period: None,
            measure: "m",
            measure_key: None,
            series: Vec::new(),
            value: qualifier.has_value().then_some(value),
            high: None,
            unit: (!unit.is_empty()).then_some(unit),
            qualifier,
            scope: None,
            total: false,
            flag: None,
            text,
            note: None,
            source: None,
            quote: None,
            row: 2,
            column: 4,
        }
    }

    #[test]
    fn every_row_of_the_contract_is_written_back_in_each_language() {
        use Qualifier::*;
        for (value, unit, qualifier, text, hans, hant, en) in [
            (
                1024.0,
                "件",
                Exact,
                "1,024",
                "1,024件",
                "1,024件",
                "1,024 items",
            ),
            (
                1.024e11,
                "元",
                Exact,
                "1024亿元",
                "1,024亿元",
                "1,024億元",
                "102.4 billion yuan",
            ),
            (
                3.9e6,
                "元",
                Over,
                "390余万元",
                "390余万元",
                "390餘萬元",
                "over 3.9 million yuan",
            ),
            (70.0, "%", Over, "70%以上", "70%以上", "70%以上", "over 70%"),
            (
                3000.0,
                "人",
                Near,
                "近3000人",
                "近3,000人",
                "近3,000人",
                "nearly 3,000 people",
            ),
            (
                3000.0,
                "人",
                Near,
                "约3000人",
                "约3,000人",
                "約3,000人",
                "about 3,000 people",
            ),
            (
                50.0,
                "件",
                Under,
                "不足50件",
                "不足50件",
                "不足50件",
                "under 50 items",
            ),
            (
                35000.0,
                "人次",
                Exact,
                "3.5万人次",
                "3.5万人次",
                "3.5萬人次",
                "35,000 attendances",
            ),
            (
                54317.0,
                "条",
                Exact,
                "54317",
                "54,317条",
                "54,317條",
                "54,317 items",
            ),
            (
                1e7,
                "吨",
                Exact,
                "1000万吨",
                "1,000万吨",
                "1,000萬噸",
                "10 million tonnes",
            ),
            (0.0, "", Missing, "—", "无数据", "無數據", "no data"),
            (
                0.0,
                "%",
                Unreadable,
                "?1%",
                "无法识别（原文“?1%”）",
                "無法辨識（原文「?1%」）",
                "unreadable (the file says “?1%”)",
            ),
            (1.0, "件", Exact, "1", "1件", "1件", "1 item"),
        ] {
            let observation = observation(value, unit, qualifier, text);
            assert_eq!(value_text(&observation, Lang::ZhHans), hans);
            assert_eq!(value_text(&observation, Lang::ZhHant), hant);
            assert_eq!(value_text(&observation, Lang::En), en);
        }
    }

    #[test]
    fn ranges_and_ranks() {
        let mut range = observation(11.0, "个", Qualifier::Range, "11—12个");
        range.high = Some(12.0);
        assert_eq!(value_text(&range, Lang::ZhHans), "11—12个");
        let mut rank = observation(1.0, "名", Qualifier::Exact, "全省第一");
        rank.scope = Some("全省");
        assert_eq!(value_text(&rank, Lang::ZhHans), "全省第1名");
        assert_eq!(value_text(&rank, Lang::En), "no. 1 in the province");
    }

    #[test]
    fn changes_are_exact_or_not_said() {
        let old = observation(99.64, "%", Qualifier::Exact, "");
        let new = observation(99.8, "%", Qualifier::Exact, "");
        assert_eq!(change(&new, &old, Lang::ZhHans), "比上年增加 0.16 个百分点");
        let old = observation(5974.0, "件", Qualifier::Exact, "");
        let new = observation(6117.0, "件", Qualifier::Exact, "");
        assert_eq!(change(&new, &old, Lang::ZhHans), "比上年增加 143件（2.4%）");
        assert_eq!(
            change(&new, &old, Lang::En),
            "up 143 items (2.4%) on the year before"
        );
        let over = observation(6117.0, "件", Qualifier::Over, "");
        assert_eq!(change(&over, &old, Lang::ZhHans), "");
    }

    #[test]
    fn numbers_are_grouped_and_keep_their_decimals() {
        for (value, text) in [
            (0.0, "0"),
            (1234567.0, "1,234,567"),
            (-3.5, "−3.5"),
            (99.64, "99.64"),
            (1e15, "1,000,000,000,000,000"),
        ] {
            assert_eq!(number(value), text);
        }
    }
}
