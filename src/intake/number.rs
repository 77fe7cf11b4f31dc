//! One cell becomes a value with its unit, qualifier, scope and marks, or a reason why it is none.
//!
//! Nothing here guesses: what is not wholly understood is unreadable, never half a number.

use super::cell::{Cell, Problem};
use super::diagnostic::Code;
use super::fold::{fold_char, is_space, trim};
use super::marks::{flag, leading_mark, split_marks};
use super::numeral::{NotNumeral, Numeral, numeral};
use super::rank::rank;
use super::unit::{self, Unit};
use super::{damage, unit::strip};
use crate::dataset::Qualifier;
use crate::decimal;

/// No number has more bytes, with its qualifier, unit and marks; a cell of a mebibyte is not searched for one.
const MAX_NUMBER: usize = 400;

/// Reads a cell. `outer` is the unit that the column or the title gives it, which the cell's own outranks.
pub(crate) fn read<'a>(text: &'a str, outer: Option<Unit<'_>>, decimal_comma: bool) -> Cell<'a> {
    let exp = outer.map_or(0, |unit| unit.exp);
    if let Some(value) = plain(text.as_bytes(), exp)
        && !(decimal_comma && text.contains('.'))
    {
        return Cell::exact(value);
    }
    read_written(trim(text), outer, decimal_comma)
}

/// The fast path: an ASCII number that fits into 64 bits.
fn plain(text: &[u8], exp: i32) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let mut mantissa = 0u64;
    let mut fraction = None;
    for (at, &byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => mantissa = mantissa * 10 + u64::from(byte - b'0'),
            b'.' if fraction.is_none() && digits.len() > 1 => fraction = Some(at + 1),
            _ => return None,
        }
    }
    let exp = exp - fraction.map_or(0, |at| (digits.len() - at) as i32);
    let value = decimal::times(mantissa, exp);
    Some(if negative { -value } else { value })
}

fn read_written<'a>(text: &'a str, outer: Option<Unit<'_>>, decimal_comma: bool) -> Cell<'a> {
    if text.len() > MAX_NUMBER {
        return Cell::unreadable(Problem::new(Code::Unreadable));
    }
    if is_missing(text) {
        return Cell::missing();
    }
    if matches!(text, "无" | "無") {
        return Cell {
            problem: Some(Problem::new(Code::MaybeZero)),
            ..Cell::missing()
        };
    }
    // What Excel shows as text it marks with an apostrophe, and so do we in what citizens download.
    let text = text
        .strip_prefix('\'')
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text);
    if let Some(problem) = damage::excel(text) {
        return Cell::unreadable(problem);
    }
    if let Some(read) = rank(text) {
        return match read {
            Ok(rank) => Cell {
                unit: Some("名"),
                scope: rank.scope,
                mark: rank.mark,
                ..Cell::exact(rank.place)
            },
            Err(problem) => Cell::unreadable(problem),
        };
    }
    match (Reader {
        rest: text,
        decimal_comma,
        ..Reader::default()
    })
    .cell(outer)
    {
        Ok(cell) => cell,
        Err(code) => {
            // A missing value may carry a mark: `—①`.
            let (bare, mark) = split_marks(text);
            if mark.is_some() && !bare.is_empty() && is_missing(bare) {
                return Cell {
                    mark,
                    ..Cell::missing()
                };
            }
            Cell::unreadable(damage::explain(text, code))
        }
    }
}

/// The ways to write that there is no value; compared folded, in lower case and without spaces.
const MISSING: &[&str] = &[
    "",
    "—",
    "——",
    "-",
    "--",
    "–",
    "――",
    "―",
    "/",
    ".",
    "..",
    "...",
    "…",
    "……",
    ":",
    "暂无",
    "暫無",
    "不详",
    "不詳",
    "无数据",
    "無數據",
    "無資料",
    "未统计",
    "未統計",
    "n/a",
    "na",
    "nan",
    "null",
    "none",
];

pub(crate) fn is_missing(text: &str) -> bool {
    // No way to write it has more than four characters of at most three bytes, spaces apart.
    if text.len() > 64 {
        return false;
    }
    let folded: String = text
        .chars()
        .filter(|&c| !is_space(c))
        .map(|c| fold_char(c).to_ascii_lowercase())
        .collect();
    MISSING.contains(&folded.as_str())
}

const OVER_BEFORE: &[&str] = &[
    "超过",
    "超過",
    "超",
    "逾",
    "突破",
    "至少",
    "不少于",
    "不少於",
    "≥",
    ">=",
    ">",
];
const NEAR_BEFORE: &[&str] = &["将近", "將近", "近", "大约", "大約", "约", "約", "~", "≈"];
const UNDER_BEFORE: &[&str] = &[
    "不足", "不到", "低于", "低於", "少于", "少於", "≤", "<=", "<",
];
const OVER_AFTER: &[&str] = &["余", "餘", "多", "以上", "+"];
const NEAR_AFTER: &[&str] = &["左右", "上下"];
const UNDER_AFTER: &[&str] = &["以下", "以内", "以內"];
const BETWEEN: &[&str] = &["——", "—", "–", "―", "-", "~", "至", "到"];

/// What has been understood of a cell so far, and what is left of it.
#[derive(Debug, Default, Clone, Copy)]
struct Reader<'a> {
    rest: &'a str,
    decimal_comma: bool,
    over: bool,
    near: bool,
    under: bool,
    percent: bool,
    mark: Option<&'a str>,
    flag: Option<&'a str>,
}

/// One end of a range, or the whole number: as written and its own multiplier and unit.
struct Amount<'a> {
    number: Numeral,
    negative: bool,
    /// Where several multipliers add up (1亿2000万): the number already multiplied.
    sum: Option<f64>,
    exp: i32,
    /// Whether a multiplier of its own was written.
    multiplied: bool,
    unit: Option<&'a str>,
    currency: Option<&'static str>,
}

impl Amount<'_> {
    fn value(&self, exp: i32) -> f64 {
        let value = self.sum.unwrap_or_else(|| self.number.value(exp));
        if self.negative { -value } else { value }
    }
}

impl<'a> Reader<'a> {
    fn cell(mut self, outer: Option<Unit<'_>>) -> Result<Cell<'a>, Code> {
        self.spaces();
        loop {
            if self.eat_any(OVER_BEFORE) {
                self.over = true;
            } else if self.eat_any(NEAR_BEFORE) {
                self.near = true;
            } else if self.eat_any(UNDER_BEFORE) {
                self.under = true;
            } else {
                break;
            }
            self.spaces();
        }
        if self.eat("百分之") {
            self.percent = true;
        }
        let mut low = self.amount()?;
        let mut high = None;
        if self.eat_any(BETWEEN) {
            self.spaces();
            self.eat("百分之");
            high = Some(self.amount()?);
        }
        self.marks();
        if !self.rest.is_empty() || (self.over && self.under) {
            return Err(Code::Unreadable);
        }
        if self.percent {
            low.unit = low.unit.or(Some("%"));
            if let Some(high) = &mut high {
                high.unit = high.unit.or(Some("%"));
            }
        }
        self.finish(low, high, outer)
    }

    /// Settles which unit and which multiplier hold.
    fn finish(
        self,
        mut low: Amount<'a>,
        high: Option<Amount<'a>>,
        outer: Option<Unit<'_>>,
    ) -> Result<Cell<'a>, Code> {
        if let Some(high) = &high {
            // `3-5万元`: the end of a range speaks for its beginning.
            if !low.multiplied && low.unit.is_none() {
                low.exp = high.exp;
                low.multiplied = high.multiplied;
            }
            low.unit = low.unit.or(high.unit);
            low.currency = low.currency.or(high.currency);
        }
        let outer_base = outer.map(|unit| unit.base).filter(|base| !base.is_empty());
        // `¥1,024` under 万元 is money in ten thousands; under 件 it is not 件.
        let unit = match (low.unit, low.currency) {
            // `港币100万元`: the 元 are Hong Kong's.
            (Some(unit), Some(currency)) if unit::same(unit, "元") && currency != "元" => {
                Some(currency)
            }
            (unit, currency) => unit.or_else(|| {
                currency.filter(|sign| outer_base.is_none_or(|base| !unit::same(base, sign)))
            }),
        };
        let outer_exp = match outer {
            Some(outer) if unit.is_none() => outer.exp,
            // A title that only says 万, and a cell with its unit.
            Some(outer) if outer.base.is_empty() => outer.exp,
            _ => 0,
        };
        let exp_of = |amount: &Amount<'_>| {
            if amount.multiplied {
                amount.exp
            } else {
                outer_exp
            }
        };
        let value = low.value(exp_of(&low));
        let high_value = high.as_ref().map(|high| {
            if !high.multiplied && high.unit.is_none() && low.multiplied {
                high.value(0)
            } else {
                high.value(exp_of(high))
            }
        });
        if !value.is_finite() || high_value.is_some_and(|high| !high.is_finite()) {
            return Err(Code::TooBig);
        }
        if high_value.is_some_and(|high| high < value) {
            return Err(Code::BackwardRange);
        }
        let scientific =
            low.number.scientific || high.as_ref().is_some_and(|high| high.number.scientific);
        Ok(Cell {
            high: high_value,
            unit,
            qualifier: if high_value.is_some() {
                Qualifier::Range
            } else if self.over {
                Qualifier::Over
            } else if self.under {
                Qualifier::Under
            } else if self.near {
                Qualifier::Near
            } else {
                Qualifier::Exact
            },
            mark: self.mark,
            flag: self.flag,
            problem: scientific.then(|| Problem::new(Code::Scientific)),
            ..Cell::exact(value)
        })
    }

    /// A number with its sign, currency, multipliers, unit and the qualifiers behind it.
    fn amount(&mut self) -> Result<Amount<'a>, Code> {
        let mut negative = None;
        let mut currency = None;
        loop {
            self.spaces();
            match self.rest.chars().next().map(fold_char) {
                Some('-' | '–') if negative.is_none() => {
                    negative = Some(true);
                    self.skip();
                }
                Some('+') if negative.is_none() => {
                    negative = Some(false);
                    self.skip();
                }
                _ => match unit::currency(self.rest) {
                    Some((unit, rest)) if currency.is_none() => {
                        currency = Some(unit);
                        self.rest = rest;
                    }
                    _ => break,
                },
            }
        }
        let (number, rest) = match numeral(self.rest, self.decimal_comma) {
            Ok(read) => read,
            Err(NotNumeral::None) if self.is_qualified() && self.begins_with_power() => {
                (Numeral::one(), self.rest)
            }
            Err(NotNumeral::Comma) => return Err(Code::OddComma),
            Err(NotNumeral::None | NotNumeral::Groups) => return Err(Code::Unreadable),
        };
        self.rest = rest;
        let mut amount = Amount {
            multiplied: number.multiplied,
            number,
            negative: negative == Some(true),
            sum: None,
            exp: 0,
            unit: None,
            currency,
        };
        self.tail(&mut amount)?;
        Ok(amount)
    }

    fn is_qualified(&self) -> bool {
        self.over || self.near || self.under
    }

    /// `近万人` is near one 万; `近千克` is no number.
    fn begins_with_power(&self) -> bool {
        self.rest.chars().next().and_then(unit::power).is_some()
            && unit::prefix(self.rest).is_some_and(|(unit, _)| unit.exp > 0)
    }

    /// What stands behind the digits: multipliers, the unit, qualifiers, footnote marks.
    fn tail(&mut self, amount: &mut Amount<'a>) -> Result<(), Code> {
        loop {
            self.spaces();
            if self.eat_any(OVER_AFTER) {
                self.over = true;
            } else if self.eat_any(NEAR_AFTER) {
                self.near = true;
            } else if self.eat_any(UNDER_AFTER) {
                self.under = true;
            } else if amount.unit.is_none()
                && let Some((unit, rest)) = unit::prefix(self.rest)
            {
                self.rest = rest;
                if unit.exp > 0 {
                    if amount.exp > 0 {
                        return Err(Code::Unreadable);
                    }
                    amount.exp = unit.exp;
                    amount.multiplied = true;
                }
                if unit.base.is_empty() {
                    self.lesser(amount)?;
                } else {
                    amount.unit = Some(unit.base);
                    amount.multiplied = true;
                }
            } else if let (mark, Some(rest)) = leading_mark(self.rest) {
                if self.mark.is_some() {
                    return Err(Code::Unreadable);
                }
                self.mark = Some(mark);
                self.rest = rest;
            } else {
                return Ok(());
            }
        }
    }

    /// The 2000万 of 1亿2000万: each multiplier lesser than the one before.
    fn lesser(&mut self, amount: &mut Amount<'a>) -> Result<(), Code> {
        let mut exp = amount.exp;
        while let Ok((number, rest)) = numeral(self.rest, self.decimal_comma) {
            let Some((unit, rest)) = unit::prefix(rest).filter(|(unit, _)| unit.exp > 0) else {
                return Err(Code::Unreadable);
            };
            let part = number.value(unit.exp);
            if unit.exp >= exp || part >= decimal::times(1, exp) {
                return Err(Code::Unreadable);
            }
            amount.sum = Some(
                amount
                    .sum
                    .unwrap_or_else(|| amount.number.value(amount.exp))
                    + part,
            );
            exp = unit.exp;
            self.rest = rest;
            if !unit.base.is_empty() {
                amount.unit = Some(unit.base);
                break;
            }
        }
        Ok(())
    }

    /// Footnote and provisional marks at the end.
    fn marks(&mut self) {
        loop {
            self.spaces();
            if self.flag.is_none()
                && let Some((flag, rest)) = flag(self.rest)
            {
                self.flag = Some(flag);
                self.rest = rest;
            } else if self.mark.is_none()
                && let (mark, Some(rest)) = leading_mark(self.rest)
            {
                self.mark = Some(mark);
                self.rest = rest;
            } else {
                return;
            }
        }
    }

    fn spaces(&mut self) {
        self.rest = super::fold::trim_start(self.rest);
    }

    fn skip(&mut self) {
        let mut chars = self.rest.chars();
        chars.next();
        self.rest = chars.as_str();
    }

    fn eat(&mut self, word: &str) -> bool {
        match strip(self.rest, word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
