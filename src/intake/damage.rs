//! What Excel and typing hands do to figures, recognised so that the message can say what to type.

use super::cell::Problem;
use super::diagnostic::Code;
use super::fold::{fold_char, is_space, trim};
use super::number::read;
use crate::dataset::Qualifier;
use crate::find::contains;

/// Errors of formulas, as Excel and WPS print them.
const FORMULA_ERRORS: &[&str] = &[
    "#ref!",
    "#div/0!",
    "#value!",
    "#name?",
    "#num!",
    "#null!",
    "#n/a",
    "#spill!",
    "#calc!",
    "#getting_data",
];

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The damage that only Excel does: errors of formulas, `######`, ranges turned into dates.
pub(crate) fn excel(text: &str) -> Option<Problem> {
    let first = text.chars().next().map(fold_char)?;
    if first == '#' {
        let lower = folded(text);
        if FORMULA_ERRORS.contains(&lower.as_str())
            || (lower.len() > 1 && lower.bytes().all(|byte| byte == b'#'))
        {
            return Some(Problem::new(Code::ExcelError));
        }
    }
    let (month, day) = date(text)?;
    // Where days stand first, Excel makes `1-Mar` of 1-3; and a range that runs backwards is none.
    let (low, high) = (month.min(day), month.max(day));
    Some(Problem::suggesting(
        Code::ExcelDate,
        format!("{low}—{high}"),
    ))
}

/// The month and the day of a date without a year that Excel made of `11-12`.
fn date(text: &str) -> Option<(u32, u32)> {
    if !text.chars().next().map(fold_char)?.is_ascii_alphanumeric() || text.len() > 24 {
        return None;
    }
    let lower = folded(text);
    // `11月12日`
    if let Some((month, day)) = lower.split_once(&['月'][..]) {
        return within(
            number(month)?,
            number(day.strip_suffix(&['日', '号', '號'][..])?)?,
        );
    }
    // `2022-11-12`, `2022/11/12`
    for separator in ['-', '/'] {
        let separator = [separator];
        let mut parts = lower.split(&separator[..]);
        if let (Some(year), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
            && year.len() == 4
            && number(year).is_some()
        {
            return within(number(month)?, number(day)?);
        }
    }
    // `12-Nov`, `Nov-12`: of 11-12, Excel makes the 12th of November.
    let (one, other) = lower.split_once(&['-'][..])?;
    let month_of = |word: &str| {
        MONTHS
            .iter()
            .position(|month| word == *month)
            .map(|at| at as u32 + 1)
    };
    match (month_of(one), month_of(other)) {
        (None, Some(month)) => within_any(month, number(one)?),
        (Some(month), None) => within_any(month, number(other)?),
        _ => None,
    }
}

fn within(month: u32, day: u32) -> Option<(u32, u32)> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// `Nov-45` is what Excel makes of 11-45: the number may be a year.
fn within_any(month: u32, number: u32) -> Option<(u32, u32)> {
    (number < 10_000).then_some((month, number))
}

fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Why a text that should have been a number is none, and what to type instead.
pub(crate) fn explain(text: &str, code: Code) -> Problem {
    if code != Code::Unreadable {
        return Problem::new(code);
    }
    if let Some(meant) = in_parentheses(text) {
        return Problem::suggesting(Code::Parentheses, meant);
    }
    if let Some(meant) = without_letters(text) {
        return Problem::suggesting(Code::LetterInNumber, meant);
    }
    if VAGUE.iter().any(|word| contains(text, word)) {
        return Problem::new(Code::VagueNumber);
    }
    Problem::new(Code::Unreadable)
}

/// Words that stand for a number that the writer did not give.
const VAGUE: &[&str] = &[
    "几", "幾", "数十", "數十", "数百", "數百", "数千", "數千", "若干", "前一", "前二", "前三",
    "前五", "前十", "前列", "前1", "前2", "前3", "前5", "大概", "大致", "許多", "许多",
];

/// `(7)`: bookkeepers write losses so, others footnotes; what was meant is probably `-7`.
fn in_parentheses(text: &str) -> Option<String> {
    let mut inner = text.chars();
    if fold_char(inner.next()?) != '(' || fold_char(inner.next_back()?) != ')' {
        return None;
    }
    let inner = trim(inner.as_str());
    let cell = read(inner, None, false);
    (cell.value.is_some() && !inner.starts_with(&['-', '+'][..])).then(|| format!("-{inner}"))
}

/// `2O5`, `l2`: letters that look like digits.
fn without_letters(text: &str) -> Option<String> {
    let has_digit = text.chars().any(|c| fold_char(c).is_ascii_digit());
    let meant: String = text
        .chars()
        .map(|c| match fold_char(c) {
            'O' | 'o' | 'О' | 'о' => '0',
            'l' | 'I' | '|' => '1',
            _ => c,
        })
        .collect();
    if !has_digit || meant == text {
        return None;
    }
    let cell = read(&meant, None, false);
    (cell.value.is_some() && cell.qualifier != Qualifier::Unreadable).then_some(meant)
}

fn folded(text: &str) -> String {
    text.chars()
        .filter(|&c| !is_space(c))
        .map(|c| fold_char(c).to_ascii_lowercase())
        .collect()
}
