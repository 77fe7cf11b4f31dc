//! `county-charts check FILE…`: the diagnostics.

use crate::input::{self, ReadingArguments, Status, Whatwg};
use crate::output::{MOST, print, print_json, unopened};
use crate::{snippet, words};
use clap::{Args, ValueEnum};
use county_charts::intake::{Diagnostic, Worded};
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
    /// Each with its line of the file; at most 100 a file, and how many there are.
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
        let (reading, status) = input::read(file, &bytes, &arguments.reading);
        worst = worst.max(status);
        match arguments.format {
            Format::Text => {
                let all = &reading.diagnostics;
                let shown = all.get(..MOST).unwrap_or(all);
                let lines = snippet::lines(&bytes, &arguments.reading, &Whatwg, shown);
                for (diagnostic, line) in shown.iter().zip(&lines) {
                    let drawn = snippet::draw(file, diagnostic, line.as_ref(), lang);
                    worst = worst.max(print(&drawn));
                }
                worst = worst.max(print(&words::total(file, &reading, MOST, lang)));
            }
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
