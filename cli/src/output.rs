//! Standard output and error. A reader that has gone away (`| head`) ends the command and is no error.

use crate::input::Status;
use serde::Serialize;
use std::io::{self, Write};

/// Prints a text; its colours only on a terminal, and not where NO_COLOR is set.
pub fn print(text: &str) {
    finished(anstream::stdout().lock().write_all(text.as_bytes()));
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
            eprintln!("{error}");
            Status::Unusable
        }
    }
}

/// Says that a file cannot be opened.
pub fn unopened(file: &str, error: &io::Error) -> Status {
    eprintln!("{file}: {error}");
    Status::Unusable
}
