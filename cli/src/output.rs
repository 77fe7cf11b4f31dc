//! Standard output and error. A reader that has gone away (`| head`) ends the command and is no error.

use crate::input::Status;
use crate::words;
use county_charts::intake::Reading;
use county_charts::locale::Lang;
use serde::Serialize;
use std::io::{self, Write};

/// The most diagnostics of one file that are listed as text.
pub const MOST: usize = 100;

/// Prints a text; its colours only on a terminal, and not where NO_COLOR is set.
pub fn print(text: &str) -> Status {
    finished(anstream::stdout().lock().write_all(text.as_bytes()))
}

/// Says a line on standard error. Where that cannot be written to, nobody listens: `eprintln!` would abort.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Says on standard error what was found in a file, a line each, where standard output is for something else.
pub fn say_found(file: &str, reading: &Reading, lang: Lang) {
    for diagnostic in reading.diagnostics.iter().take(MOST) {
        let worded = diagnostic.worded(lang);
        let severity = words::severity(worded.severity, lang);
        let (code, message, hint) = (worded.code.name(), worded.message, worded.hint);
        say(&format!("{file}: {severity}[{code}]: {message} {hint}"));
    }
    if !reading.diagnostics.is_empty() {
        say(words::total(file, reading, MOST, lang).trim_end());
    }
}

/// Prints bytes as they are.
pub fn print_bytes(bytes: &[u8]) -> Status {
    finished(io::stdout().lock().write_all(bytes))
}

/// Prints JSON, indented, and a line end.
pub fn print_json(value: &impl Serialize) -> Status {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = serde_json::to_writer_pretty(&mut out, value)
        .map_err(io::Error::from)
        .and_then(|()| out.write_all(b"\n"))
        .and_then(|()| out.flush());
    finished(written)
}

fn finished(written: io::Result<()>) -> Status {
    match written {
        Ok(()) => Status::Fine,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Fine,
        Err(error) => {
            say(&format!("{error}"));
            Status::Unusable
        }
    }
}

/// Says that a file cannot be opened.
pub fn unopened(file: &str, error: &io::Error) -> Status {
    say(&format!("{file}: {error}"));
    Status::Unusable
}
