//! Footnote and provisional marks at the end of a cell: `59①`, `59[1]`, `59p`, `2022年(快报)`.

use super::fold::{fold_char, trim};
use super::unit::strip;

/// Marks of a provisional or revised figure, at the end of a cell or of a header of years.
const FLAGS: &[&str] = &[
    "快报数",
    "快報數",
    "快报",
    "快報",
    "初步数",
    "初步數",
    "初步",
    "修订数",
    "修訂數",
    "修订",
    "修訂",
    "预计数",
    "預計數",
    "预计",
    "預計",
    "p",
    "r",
    "e",
];

/// The provisional or revised mark that `text` begins with, in brackets or not, and what follows.
pub(crate) fn flag(text: &str) -> Option<(&str, &str)> {
    let (inner, close) = match text.chars().next().map(fold_char)? {
        '(' => (strip(text, "(")?, Some(")")),
        '[' => (strip(text, "[")?, Some("]")),
        _ => (text, None),
    };
    let after = FLAGS.iter().find_map(|word| strip(inner, word))?;
    let flag = inner.get(..inner.len() - after.len())?;
    let rest = match close {
        Some(close) => strip(after, close)?,
        None => after,
    };
    // `5 per cent` is not a provisional 5.
    if rest
        .chars()
        .next()
        .is_some_and(|c| c.is_ascii_alphanumeric() || c >= '\u{3400}')
    {
        return None;
    }
    Some((flag, rest))
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '*' | '＊' | '†' | '‡' | '§' | '※' | '#' | '＃' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '①'..='⑳' | '❶'..='❿' | '⑴'..='⒇'
    )
}

/// The footnote marks that `text` begins with, and what follows; nothing follows where there is no mark.
pub(crate) fn leading_mark(text: &str) -> (&str, Option<&str>) {
    let mut rest = text;
    loop {
        if let Some(c) = rest.chars().next()
            && is_mark(c)
        {
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        } else if let Some(after) = bracketed_mark(rest) {
            rest = after;
        } else {
            break;
        }
    }
    let mark = text.get(..text.len() - rest.len()).unwrap_or_default();
    (mark, (!mark.is_empty()).then_some(rest))
}

/// `[1]`, `〔2〕`, `(注1)`
fn bracketed_mark(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let close = match chars.next().map(fold_char)? {
        '[' => ']',
        '〔' => '〕',
        '【' => '】',
        '(' => ')',
        _ => return None,
    };
    let inner = chars.as_str();
    let (inner, noted) = match inner.strip_prefix(&['注', '註'][..]) {
        Some(after) => (after, true),
        None => (inner, false),
    };
    // `59(7)` may be anything; only 注 makes round brackets a mark.
    if close == ')' && !noted {
        return None;
    }
    let mut count = 0;
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        let c = fold_char(c);
        if c == close {
            return (count > 0 || noted).then_some(chars.as_str());
        }
        if !c.is_ascii_digit() || count >= 3 {
            return None;
        }
        count += 1;
    }
    None
}

/// A text less the footnote marks that it begins with, and these.
pub(crate) fn trailing_marks(text: &str) -> (&str, Option<&str>) {
    match leading_mark(text) {
        (mark, Some(rest)) => (trim(rest), Some(mark)),
        (_, None) => (text, None),
    }
}

/// A text less the footnote marks at its end, and these.
pub(crate) fn split_marks(text: &str) -> (&str, Option<&str>) {
    for (at, _) in text.char_indices() {
        let tail = text.get(at..).unwrap_or_default();
        if let (mark, Some("")) = leading_mark(tail) {
            return (trim(text.get(..at).unwrap_or_default()), Some(mark));
        }
    }
    (text, None)
}
