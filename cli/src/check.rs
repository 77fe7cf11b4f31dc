//! `county-charts check FILE…`: the diagnostics.

use crate::input::{self, ReadingArguments, Status};
use crate::output::{print, print_json, unopened};
use clap::{Args, ValueEnum};
use county_charts::intake::{Diagnostic, Severity, Worded};
use county_charts::locale::Lang;
use serde::Serialize;

#[derive(Debug, Args)]
pub struct Arguments {
    /// CSV files; `-` is standard input.
    #[arg(required = true)]
    files: Vec<String>,
    /// How the diagnostics are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// At most 100 a file, and how many there are.
    Text,
    /// One list for all files, all of them.
    Json,
}

/// A diagnostic and the file that it is of.
#[derive(Debug, Serialize)]
struct OfFile<'a> {
    file: &'a str,
    #[serde(flatten)]
    diagnostic: Worded<'a>,
}

/// The most diagnostics of one file that are printed as text.
const MOST: usize = 100;

pub fn run(arguments: &Arguments) -> Status {
    let lang = arguments.reading.lang();
    let mut worst = Status::Fine;
    let mut found: Vec<(&str, Vec<Diagnostic>)> = Vec::new();
    for file in &arguments.files {
        let bytes = match input::bytes(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                worst = worst.max(unopened(file, &error));
                continue;
            }
        };
        let (reading, status) = input::read(&bytes, &arguments.reading);
        worst = worst.max(status);
        match arguments.format {
            Format::Text => print(&text(
                file,
                &reading.diagnostics,
                reading.dataset.len(),
                lang,
            )),
            Format::Json => found.push((file, reading.diagnostics)),
        }
    }
    if arguments.format == Format::Json {
        let list: Vec<OfFile<'_>> = found
            .iter()
            .flat_map(|(file, diagnostics)| {
                diagnostics.iter().map(|diagnostic| OfFile {
                    file,
                    diagnostic: diagnostic.worded(lang),
                })
            })
            .collect();
        worst = worst.max(print_json(&list));
    }
    worst
}

fn text(file: &str, diagnostics: &[Diagnostic], rows: usize, lang: Lang) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter().take(MOST) {
        let worded = diagnostic.worded(lang);
        text.push_str(&format!(
            "{file}: {}[{}] {}\n    {}\n",
            severity(worded.severity, lang),
            worded.code.name(),
            worded.message,
            worded.hint
        ));
    }
    text.push_str(&total(file, diagnostics, rows, lang));
    text
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
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

/// How much was read and said, the rest beyond the first hundred included.
fn total(file: &str, diagnostics: &[Diagnostic], rows: usize, lang: Lang) -> String {
    let warnings = diagnostics
        .iter()
        .filter(|d| d.severity() == Severity::Warning)
        .count();
    let errors = diagnostics.len() - warnings;
    let mut line = match lang {
        Lang::En => format!("{file}: {rows} observations, {errors} errors, {warnings} warnings"),
        Lang::ZhHans => format!("{file}：读到 {rows} 个数据，{errors} 个错误，{warnings} 个提醒"),
        Lang::ZhHant => format!("{file}：讀到 {rows} 個數據，{errors} 個錯誤，{warnings} 個提醒"),
    };
    if diagnostics.len() > MOST {
        line.push_str(&match lang {
            Lang::En => format!("; the first {MOST} of {} are shown", diagnostics.len()),
            Lang::ZhHans => format!("（共 {} 条，只列出前 {MOST} 条）", diagnostics.len()),
            Lang::ZhHant => format!("（共 {} 條，只列出前 {MOST} 條）", diagnostics.len()),
        });
    }
    line.push('\n');
    line
}
