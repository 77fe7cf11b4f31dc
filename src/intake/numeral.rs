//! Digits and hanzi become a decimal number: `1,024`, `１０２４`, `1 024`, `一千零二十四`.

use super::fold::fold_char;
use crate::decimal;

/// A number as written, before any multiplier: digits with at most one point, and a power of ten.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Numeral {
    /// ASCII digits with at most one point; what `f64` reads without rounding twice.
    pub digits: String,
    /// The power of ten of an exponent: 3 of `1.02E+03`.
    pub exp: i32,
    /// Whether it was written with an exponent.
    pub scientific: bool,
    /// Whether 万 or 亿 stood within hanzi: the cell has its own multiplier.
    pub multiplied: bool,
}

impl Numeral {
    /// What a multiplier without digits counts once: 近万人.
    pub(crate) fn one() -> Self {
        Self {
            digits: "1".into(),
            ..Self::default()
        }
    }

    /// The number times ten to the power of `exp`, rounded once.
    pub fn value(&self, exp: i32) -> f64 {
        decimal::scaled(&self.digits, self.exp.saturating_add(exp)).unwrap_or(f64::INFINITY)
    }
}

/// Why digits were not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotNumeral {
    /// There were none.
    None,
    /// A comma stood where thousands are not separated.
    Comma,
    /// Groups of digits that are not thousands.
    Groups,
}

/// Reads the number that `text` begins with; with it, what follows.
pub(crate) fn numeral(text: &str, decimal_comma: bool) -> Result<(Numeral, &str), NotNumeral> {
    match text.chars().next().map(fold_char) {
        Some('0'..='9' | '.' | ',') => arabic(text, decimal_comma),
        Some(c) if hanzi_digit(c).is_some() || hanzi_power(c).is_some() => {
            hanzi(text).ok_or(NotNumeral::None)
        }
        _ => Err(NotNumeral::None),
    }
}

/// The place of the decimal point is passed once at most; groups have three digits.
fn arabic(text: &str, decimal_comma: bool) -> Result<(Numeral, &str), NotNumeral> {
    let (point, thousands) = if decimal_comma {
        (',', '.')
    } else {
        ('.', ',')
    };
    let mut number = Numeral::default();
    let mut rest = text;
    let (first, after) = digits(rest);
    number.digits.push_str(&first);
    rest = after;
    let mut separator = None;
    loop {
        let mut chars = rest.chars();
        let Some(c) = chars.next().map(fold_char) else {
            break;
        };
        let is_comma = c == thousands;
        if !(is_comma || c == ' ' || c == '\'') {
            break;
        }
        let (group, after) = digits(chars.as_str());
        if group.is_empty() && !is_comma {
            // A space before a word, not before another group.
            break;
        }
        let fits = group.len() == 3
            && !first.is_empty()
            && (separator.is_some() || first.len() <= 3)
            && separator.is_none_or(|separator| separator == c);
        if !fits {
            return Err(if is_comma {
                NotNumeral::Comma
            } else {
                NotNumeral::Groups
            });
        }
        separator = Some(c);
        number.digits.push_str(&group);
        rest = after;
    }
    let mut chars = rest.chars();
    if chars.next().map(fold_char) == Some(point) {
        let (fraction, after) = digits(chars.as_str());
        if first.is_empty() && fraction.is_empty() {
            return Err(NotNumeral::None);
        }
        number.digits.push('.');
        number.digits.push_str(&fraction);
        rest = after;
    }
    if number.digits.is_empty() {
        return Err(NotNumeral::None);
    }
    if let Some((exp, after)) = exponent(rest) {
        number.exp = exp;
        number.scientific = true;
        rest = after;
    }
    // `1.024.5`, `1,5,2`: what follows a number is never another point or comma.
    match rest.chars().next().map(fold_char) {
        Some(',') => Err(NotNumeral::Comma),
        Some('.' | '0'..='9') => Err(NotNumeral::Groups),
        _ => Ok((number, rest)),
    }
}

/// `E+03`
fn exponent(text: &str) -> Option<(i32, &str)> {
    let mut chars = text.chars();
    if !matches!(chars.next().map(fold_char)?, 'e' | 'E') {
        return None;
    }
    let mut negative = false;
    let signed = chars.as_str();
    let unsigned = match chars.next().map(fold_char)? {
        '+' => chars.as_str(),
        '-' => {
            negative = true;
            chars.as_str()
        }
        _ => signed,
    };
    let (digits, rest) = digits(unsigned);
    if digits.is_empty() {
        return None;
    }
    let size = digits.parse().unwrap_or(99_999);
    Some((if negative { -size } else { size }, rest))
}

/// The digits that `text` begins with, in ASCII, and what follows.
fn digits(text: &str) -> (String, &str) {
    let mut found = String::new();
    let mut chars = text.chars();
    let mut rest = text;
    while let Some(c) = chars.next().map(fold_char)
        && c.is_ascii_digit()
    {
        found.push(c);
        rest = chars.as_str();
    }
    (found, rest)
}

fn hanzi_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn hanzi_power(c: char) -> Option<f64> {
    Some(match c {
        '十' | '拾' => 10.0,
        '百' | '佰' => 100.0,
        '千' | '仟' => 1e3,
        '万' | '萬' => 1e4,
        '亿' | '億' => 1e8,
        _ => return None,
    })
}

/// Units that begin with what would be a multiplier: 五千克 is five kilograms.
const NOT_POWERS: &[&str] = &[
    "百分", "千克", "千米", "千瓦", "千伏", "千卡", "千升", "千分",
];

fn hanzi(text: &str) -> Option<(Numeral, &str)> {
    // The digits one after another, where no power is among them: 二〇二二.
    let mut positional = String::new();
    let (mut total, mut section) = (0.0, 0.0);
    let mut current: Option<f64> = None;
    // What a last digit without its power counts: the 二 of 一千二.
    let mut last_power = 0.0;
    let (mut powers, mut multiplied, mut after_zero) = (false, false, false);
    let mut rest = text;
    let mut chars = text.chars();
    while let Some(c) = chars.next().map(fold_char) {
        if let Some(digit) = hanzi_digit(c) {
            if powers && current.is_some_and(|digit| digit != 0.0) {
                return None;
            }
            after_zero = digit == 0 || (after_zero && current == Some(0.0));
            positional.push(char::from_digit(digit, 10)?);
            current = Some(f64::from(digit));
        } else if let Some(power) = hanzi_power(c) {
            if NOT_POWERS.iter().any(|word| rest.starts_with(word)) {
                break;
            }
            if !powers && positional.len() > 1 && !(positional.len() == 2 && after_zero) {
                return None;
            }
            if current.is_none() && section == 0.0 && total == 0.0 {
                // 十二 begins with its power; 百余 and 万余 do, and nothing else.
                let next = chars.clone().next().unwrap_or(' ');
                if power != 10.0 && !matches!(next, '余' | '餘' | '多') {
                    return None;
                }
                current = Some(1.0);
            }
            powers = true;
            if power >= 1e4 {
                section += current.take().unwrap_or(0.0);
                total = if power > 1e4 {
                    (total + section) * power
                } else {
                    total + section * power
                };
                section = 0.0;
                multiplied = true;
            } else {
                section += current.take()? * power;
            }
            last_power = power;
            after_zero = false;
        } else {
            break;
        }
        rest = chars.as_str();
    }
    if !powers {
        // 三五个 is three to five, not thirty-five; 二〇二二 and 一〇 are digits in a row.
        let is_vague = positional.len() == 2 && !positional.contains('0');
        return (!positional.is_empty() && !is_vague).then(|| {
            let digits = positional;
            (
                Numeral {
                    digits,
                    ..Numeral::default()
                },
                rest,
            )
        });
    }
    let mut last = current.unwrap_or(0.0);
    if last_power > 10.0 && !after_zero {
        last *= last_power / 10.0;
    }
    let sum = total + section + last;
    // 万亿亿 is beyond what anybody counts, and beyond whole numbers in `f64`.
    if sum >= 9e15 {
        return None;
    }
    let number = Numeral {
        digits: (sum as u64).to_string(),
        multiplied,
        ..Numeral::default()
    };
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, decimal_comma: bool, value: f64, rest: &str) {
        let (number, after) = numeral(text, decimal_comma).unwrap_or_else(|error| {
            panic!("{text}: {error:?}");
        });
        assert_eq!((number.value(0), after), (value, rest), "{text}");
    }

    #[test]
    fn digits_are_read_with_every_separator_of_thousands() {
        for (text, value) in [
            ("1024", 1024.0),
            ("1,024", 1024.0),
            ("１０２４", 1024.0),
            ("１，０２４", 1024.0),
            ("1 024", 1024.0),
            ("1\u{a0}024", 1024.0),
            ("1\u{202f}024\u{202f}000", 1_024_000.0),
            ("1'024", 1024.0),
            ("12,345,678.5", 12_345_678.5),
            ("00012", 12.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1.02E+03", 1020.0),
        ] {
            check(text, false, value, "");
        }
        check("390余", false, 390.0, "余");
        check("10 余", false, 10.0, " 余");
        check("1,5", true, 1.5, "");
        check("1.234,5", true, 1234.5, "");
    }

    #[test]
    fn groups_that_are_not_thousands_are_no_number() {
        for text in [
            "1,02",
            "1,0244",
            "1,024,5",
            "1234,567",
            ",024",
            "1,024 567",
            "5 6",
            "1.2.3",
            "1,5",
            "1024,",
            "1,,024",
        ] {
            assert!(numeral(text, false).is_err(), "{text}");
        }
    }

    #[test]
    fn hanzi_are_read_as_they_are_spoken() {
        for (text, value, rest) in [
            ("一千零二十四", 1024.0, ""),
            ("二〇二二年", 2022.0, "年"),
            ("一〇二四", 1024.0, ""),
            ("五十余万", 50.0, "余万"),
            ("十", 10.0, ""),
            ("十二", 12.0, ""),
            ("二十", 20.0, ""),
            ("一百零五", 105.0, ""),
            ("一百五", 150.0, ""),
            ("一千二", 1200.0, ""),
            ("三万五千", 35_000.0, ""),
            ("三万五", 35_000.0, ""),
            ("一亿二千万", 120_000_000.0, ""),
            ("一万亿", 1e12, ""),
            ("两千多", 2000.0, "多"),
            ("百余", 100.0, "余"),
            ("萬餘", 10_000.0, "餘"),
            ("五千克", 5.0, "千克"),
            ("五百分点", 5.0, "百分点"),
            ("贰仟伍佰", 2500.0, ""),
            ("一万零五十", 10_050.0, ""),
            ("五", 5.0, ""),
        ] {
            check(text, false, value, rest);
        }
        for text in ["百", "万元", "一二十", "千", "十百千三四"] {
            assert!(numeral(text, false).is_err(), "{text}");
        }
    }
}
