//! The command line of County Charts.

// They abort where the stream is gone; `output` does not.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod check;
mod convert;
mod input;
mod number_format;
mod output;
mod png;
mod progress;
mod read;
mod render;
mod sheet;
mod snippet;
mod words;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Checks, reads and draws statistics CSVs for County Charts, and makes them of workbooks.
#[derive(Debug, Parser)]
#[command(name = "county-charts", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what is wrong with CSV files: exit status 0 nothing that is an error, 1 errors, 2 unusable arguments or file.
    Check(check::Arguments),
    /// Print the observations of a CSV file, with the exit statuses of `check`.
    Read(read::Arguments),
    /// Draw what the widget would draw, with its attributes as options.
    Render(Box<render::Arguments>),
    /// Write the sheets of a workbook as CSV files: exit status 1 for a workbook without content, 2 for what cannot be used.
    Convert(convert::Arguments),
}

fn main() -> ExitCode {
    // An unusable argument ends here, with status 2.
    let status = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Render(arguments) => render::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
    };
    ExitCode::from(status as u8)
}
