//! What is said of a file that is being read, each with what to type instead.

use crate::intake::{Code, Diagnostic, column_letters};
use crate::locale::Lang;
use std::str::Lines;

/// Every message of the reader with its hint: blocks of a code and a line each in Simplified Chinese,
/// Traditional Chinese and English, message and hint with a tab between. `{at}` is the place as Excel names
/// it, `{cell}` the cell as written, `{0}`, `{1}` … the details of the diagnostic, in
/// the order in which the intake gives them, `{there}` the place whose row and column are the first two.
///
/// The first of them alone is that of cells that are no numbers, which real files have most. The others are one
/// text, and read by [`rare`] alone, so that the module that a page begins with can go without it
/// (wasm-pack.toml, `leave-out`).
const UNREADABLE: &str = include_str!("unreadable.txt");
const TEXTS: &str = include_str!("diagnostics.txt");

/// What is the matter.
pub(crate) fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    let [message, _] = words(diagnostic.code, lang);
    filled(message, diagnostic, lang)
}

/// What to type, or to do.
pub(crate) fn hint(diagnostic: &Diagnostic, lang: Lang) -> String {
    let [_, hint] = words(diagnostic.code, lang);
    filled(hint, diagnostic, lang)
}

/// A template in one pass, so that what a cell holds is never taken for a slot.
fn filled(template: &str, diagnostic: &Diagnostic, lang: Lang) -> String {
    let detail = diagnostic.detail.as_deref().unwrap_or_default();
    let mut parts = template.split('{');
    let mut text = String::from(parts.next().unwrap_or_default());
    for part in parts {
        let (slot, rest) = part.split_once('}').unwrap_or_default();
        let given = match slot {
            "at" => place(diagnostic.row, diagnostic.column, lang),
            "there" => {
                let mut numbers = detail.split('\u{1f}').map(|part| part.parse().ok());
                let (row, column) = (numbers.next().flatten(), numbers.next().flatten());
                place(row, column, lang)
            }
            "cell" => brief(diagnostic.field.as_deref().unwrap_or_default()),
            nth => {
                let nth = nth.parse().unwrap_or(usize::MAX);
                brief(detail.split('\u{1f}').nth(nth).unwrap_or_default())
            }
        };
        text.push_str(&given);
        text.push_str(rest);
    }
    text
}

/// The most characters of a cell that a message quotes.
const QUOTED: usize = 40;

/// A cell as a message quotes it: on one line, and its beginning where it is long.
fn brief(cell: &str) -> String {
    let mut brief: String = cell.chars().take(QUOTED).collect();
    if brief.len() < cell.len() {
        brief.push('…');
    }
    brief.replace(['\r', '\n'], " ")
}

/// `第3行B列`: the row's number and the column's letters, as Excel shows them.
fn place(row: Option<u32>, column: Option<u32>, lang: Lang) -> String {
    match (row, column) {
        (None, _) => match lang {
            Lang::ZhHans => "文件".into(),
            Lang::ZhHant => "檔案".into(),
            Lang::En => "The file".into(),
        },
        (Some(row), None) => match lang {
            Lang::ZhHans => format!("第{row}行"),
            // What Taiwan's Excel calls 列 is a row.
            Lang::ZhHant => format!("第{row}列"),
            Lang::En => format!("Row {row}"),
        },
        (Some(row), Some(column)) => {
            let letters = column_letters(column);
            match lang {
                Lang::ZhHans => format!("第{row}行{letters}列"),
                Lang::ZhHant => format!("第{row}列{letters}欄"),
                Lang::En => format!("{letters}{row}"),
            }
        }
    }
}

fn words(code: Code, lang: Lang) -> [&'static str; 2] {
    let mut lines = match code {
        Code::Unreadable => UNREADABLE.lines(),
        _ => rare(code),
    };
    let line = lines.nth(lang as usize);
    line.and_then(|line| line.split_once('\t'))
        .map_or(["", ""], |(message, hint)| [message, hint])
}

/// The lines of a code that most files never need, with all that follow.
#[inline(never)]
fn rare(code: Code) -> Lines<'static> {
    let mut lines = TEXTS.lines();
    // No message is as short as a code.
    lines.find(|line| *line == code.name());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_in_three_languages() {
        for (code, _) in Code::ALL {
            for lang in Lang::ALL {
                let [message, hint] = words(code, lang);
                assert!(!message.is_empty() && !hint.is_empty(), "{code:?} {lang:?}");
            }
        }
    }

    #[test]
    fn messages_name_the_place_as_excel_does() {
        let diagnostic = Diagnostic::of_cell(Code::Unreadable, 5, 28, "?1%");
        assert_eq!(
            message(&diagnostic, Lang::ZhHans),
            "第5行AB列“?1%”不是数字。"
        );
        assert_eq!(
            message(&diagnostic, Lang::ZhHant),
            "第5列AB欄「?1%」不是數字。"
        );
        assert_eq!(message(&diagnostic, Lang::En), "AB5 “?1%” is not a number.");
        let diagnostic = Diagnostic::of_row(Code::ShortRow, 7).with("2");
        assert!(message(&diagnostic, Lang::ZhHans).starts_with("第7行比"));
        assert!(message(&diagnostic, Lang::ZhHant).starts_with("第7列比"));
        assert!(message(&diagnostic, Lang::En).starts_with("Row 7 is"));
        let long = format!("一\n二{}", "三".repeat(300));
        let diagnostic = Diagnostic::of_cell(Code::Unreadable, 5, 1, &long);
        assert_eq!(
            message(&diagnostic, Lang::ZhHans),
            format!("第5行A列“一 二{}…”不是数字。", "三".repeat(37))
        );
        let diagnostic =
            Diagnostic::of_cell(Code::ConflictingDuplicate, 4, 4, "7").with("2\u{1f}28\u{1f}8");
        for (lang, words) in [
            (Lang::ZhHans, "第4行D列“7”与第2行AB列“8”是"),
            (Lang::ZhHant, "第4列D欄「7」與第2列AB欄「8」是"),
            (Lang::En, "D4 “7” and AB2 “8” are"),
        ] {
            assert!(message(&diagnostic, lang).starts_with(words), "{lang:?}");
        }
        let diagnostic = Diagnostic::of_cell(Code::ExcelDate, 2, 3, "12-Nov").with("11—12");
        assert!(hint(&diagnostic, Lang::ZhHans).contains("11—12？"));
    }

    #[test]
    fn what_a_cell_or_a_detail_holds_is_no_slot() {
        let diagnostic = Diagnostic::of_cell(Code::ExcelDate, 2, 3, "{0}").with("{cell}{at}");
        assert!(message(&diagnostic, Lang::En).contains("“{0}”"));
        assert!(hint(&diagnostic, Lang::En).contains("{cell}{at}"));
    }
}
