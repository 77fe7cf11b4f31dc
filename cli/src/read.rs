//! `county-charts read FILE`: the observations.

use crate::input::{self, ReadingArguments, Status};
use crate::output::{print_bytes, print_json, say_found, unopened};
use clap::{Args, ValueEnum};
use county_charts::dataset::Dataset;
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
    let (reading, status) = input::read(&arguments.file, &bytes, &arguments.reading);
    let lang = arguments.reading.lang();
    let printed = match arguments.format {
        Format::Json => print_json(&reading.report(lang)),
        Format::Csv => {
            say_found(&arguments.file, &reading, lang);
            print_bytes(&csv(&reading.dataset))
        }
    };
    status.max(printed)
}

/// The observations as CSV: UTF-8 with a byte order mark, CRLF, the keys of the contract as header.
fn csv(set: &Dataset) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    export::records(set, None, None, &mut |cells| {
        // Into memory, which does not fail, and every record has the header's length.
        let _ = writer.write_record(cells.iter().map(|cell| cell.as_bytes()));
    });
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use county_charts::intake::{self, ReadOptions};

    #[test]
    fn the_widget_writes_what_the_csv_crate_writes() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus");
        let mut files = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|end| end != "csv") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let set = intake::read(&bytes, &ReadOptions::default(), &input::Whatwg).dataset;
            assert_eq!(
                csv(&set),
                export::csv(&set, None, None),
                "{}",
                path.display()
            );
            files += 1;
        }
        assert!(files > 100, "{files} files");
    }
}
