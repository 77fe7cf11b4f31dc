//! Every word of the command line's own that users read; the diagnostics' are the library's.

use county_charts::intake::{Reading, Severity};
use county_charts::locale::Lang;

/// What a severity is called.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::En, Severity::Warning) => "warning",
        (Lang::En, Severity::Error) => "error",
        (Lang::En, Severity::Fatal) => "fatal",
        (Lang::ZhHans, Severity::Warning) => "提醒",
        (Lang::ZhHans, Severity::Error) => "错误",
        (Lang::ZhHans, Severity::Fatal) => "无法读取",
        (Lang::ZhHant, Severity::Warning) => "提醒",
        (Lang::ZhHant, Severity::Error) => "錯誤",
        (Lang::ZhHant, Severity::Fatal) => "無法讀取",
    }
}

/// What a hint is called.
pub fn hint(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "help",
        Lang::ZhHans => "建议",
        Lang::ZhHant => "建議",
    }
}

/// How much was read and said, and that no more than `most` diagnostics are listed.
pub fn total(file: &str, reading: &Reading, most: usize, lang: Lang) -> String {
    let rows = reading.dataset.len();
    let all = reading.diagnostics.len();
    let warnings = reading
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Warning)
        .count();
    let errors = all - warnings;
    let mut line = match lang {
        Lang::En => format!("{file}: {rows} observations, {errors} errors, {warnings} warnings"),
        Lang::ZhHans => format!("{file}：读到 {rows} 个数据，{errors} 个错误，{warnings} 个提醒"),
        Lang::ZhHant => format!("{file}：讀到 {rows} 個數據，{errors} 個錯誤，{warnings} 個提醒"),
    };
    if all > most {
        line.push_str(&match lang {
            Lang::En => format!("; the first {most} of {all} are shown"),
            Lang::ZhHans => format!("（共 {all} 条，只列出前 {most} 条）"),
            Lang::ZhHant => format!("（共 {all} 條，只列出前 {most} 條）"),
        });
    }
    line.push('\n');
    line
}
