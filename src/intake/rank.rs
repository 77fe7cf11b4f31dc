//! Ranks: `全省第一`, `第1名`, `居全市首位`, `并列第二`.

use super::cell::Problem;
use super::diagnostic::Code;
use super::fold::trim;
use super::numeral::numeral;
use super::unit::strip;
use crate::find::contains;

/// A rank as a cell writes it.
#[derive(Debug, PartialEq)]
pub(crate) struct Rank<'a> {
    pub place: f64,
    /// What it is counted in: `全省`.
    pub scope: Option<&'a str>,
    pub mark: Option<&'a str>,
}

/// Words between a scope and its rank, which say nothing more. Longest first.
const VERBS: &[&str] = &[
    "并列", "並列", "位居", "位列", "位于", "位於", "排名", "排在", "排位", "排", "名列", "列",
    "居", "获", "獲", "均", "为", "為", "是", "在", "的",
];

const FIRSTS: &[&str] = &["首位", "榜首", "首名"];

/// The rank that a cell is; `None` where it does not look like one.
pub(crate) fn rank(text: &str) -> Option<Result<Rank<'_>, Problem>> {
    let mut before = text.len();
    let mut at = None;
    for (index, c) in text.char_indices() {
        let tail = text.get(index..).unwrap_or_default();
        if c == '第' || FIRSTS.iter().any(|word| tail.starts_with(word)) {
            before = index;
            at = Some(tail);
            break;
        }
    }
    let tail = at?;
    let (place, rest) = match tail.strip_prefix('第') {
        Some(number) => {
            let number = super::fold::trim_start(number);
            let Ok((number, rest)) = numeral(number, false) else {
                return Some(Err(Problem::new(Code::Unreadable)));
            };
            let rest = super::fold::trim_start(rest);
            let rest = rest.strip_prefix(&['名', '位'][..]).unwrap_or(rest);
            (number.value(0), rest)
        }
        None => {
            let rest = FIRSTS.iter().find_map(|word| tail.strip_prefix(word))?;
            (1.0, rest)
        }
    };
    let scope = match scope(text.get(..before).unwrap_or_default()) {
        Ok(scope) => scope,
        Err(()) => return Some(Err(Problem::new(Code::Unreadable))),
    };
    let (rest, mark) = super::marks::trailing_marks(trim(rest));
    if !rest.is_empty() {
        let two = rest.contains(&['第'][..]) || FIRSTS.iter().any(|word| contains(rest, word));
        return Some(Err(Problem::new(if two {
            Code::TwoRanks
        } else {
            Code::Unreadable
        })));
    }
    if place < 1.0 || place.fract() != 0.0 || !place.is_finite() {
        return Some(Err(Problem::new(Code::Unreadable)));
    }
    Some(Ok(Rank { place, scope, mark }))
}

/// What stands before the rank, less the verbs around it: a scope, or nothing.
fn scope(text: &str) -> Result<Option<&str>, ()> {
    let mut scope = trim(text);
    'front: loop {
        for verb in VERBS {
            if let Some(rest) = strip(scope, verb) {
                scope = trim(rest);
                continue 'front;
            }
        }
        break;
    }
    'back: loop {
        for verb in VERBS {
            if let Some(rest) = scope.strip_suffix(verb) {
                scope = trim(rest);
                continue 'back;
            }
        }
        break;
    }
    if scope.is_empty() {
        return Ok(None);
    }
    let place_like = scope.starts_with('全')
        || scope.ends_with(
            &[
                '省', '市', '县', '縣', '区', '區', '州', '盟', '旗', '国', '國', '镇', '鎮', '乡',
                '鄉', '内', '內',
            ][..],
        );
    let words_only = scope.chars().all(|c| ('\u{3400}'..'\u{a000}').contains(&c));
    if place_like && words_only && scope.chars().count() <= 16 {
        Ok(Some(scope))
    } else {
        Err(())
    }
}
