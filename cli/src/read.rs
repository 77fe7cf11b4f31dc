//! `county-charts read FILE`: the observations.

use crate::input::{self, ReadingArguments, Status};
use crate::output::{print_bytes, print_json, unopened};
use clap::{Args, ValueEnum};
use county_charts::export;

#[derive(Debug, Args)]
pub struct Arguments {
    /// A CSV file; `-` is standard input.
    file: String,
    /// How the observations are printed.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The observations and the diagnostics.
    Json,
    /// The observations, with the same keys as header.
    Csv,
}

pub fn run(arguments: &Arguments) -> Status {
    let bytes = match input::bytes(&arguments.file) {
        Ok(bytes) => bytes,
        Err(error) => return unopened(&arguments.file, &error),
    };
    let (reading, status) = input::read(&bytes, &arguments.reading);
    let lang = arguments.reading.lang();
    let printed = match arguments.format {
        Format::Json => print_json(&reading.report(lang)),
        Format::Csv => {
            for diagnostic in &reading.diagnostics {
                eprintln!("{}: {}", arguments.file, diagnostic.worded(lang).message);
            }
            print_bytes(&export::csv(&reading.dataset, None, None))
        }
    };
    status.max(printed)
}
