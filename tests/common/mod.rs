//! What several tests need: reading as the command line does.

// Each test is a program of its own and uses a part of this.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

pub mod made_up;
pub mod properties;

use county_charts::intake::{self, Decode, ReadOptions, Reading};
use std::path::PathBuf;

/// Decodes as the command line does.
pub struct Whatwg;

impl Decode for Whatwg {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        Some(text.into_owned())
    }
}

/// A path within the project.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Reads bytes.
pub fn read(bytes: &[u8]) -> Reading {
    intake::read(bytes, &ReadOptions::default(), &Whatwg)
}

/// Reads text as UTF-8, whatever it looks like.
pub fn read_text(text: &str) -> Reading {
    let options = ReadOptions {
        encoding: Some("utf-8".into()),
    };
    intake::read(text.as_bytes(), &options, &Whatwg)
}

/// Reads a file of the project.
pub fn read_file(name: &str) -> Reading {
    let bytes = std::fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    read(&bytes)
}

/// A reading in a few lines: what the file was taken for, an observation a line, a diagnostic a line.
///
/// An observation is `C3 临武县 2022 [period] measure {series} = value..high unit qualifier @scope +total ~flag #note <text>`,
/// with only what is there.
pub fn dump(reading: &Reading) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    let layout = reading
        .layout
        .map(|layout| serde_json::to_string(&layout).unwrap().replace('"', ""));
    let _ = writeln!(
        text,
        "{} {:?} {}",
        reading.encoding.as_deref().unwrap_or("-"),
        reading.delimiter.unwrap_or("-"),
        layout.unwrap_or("-".into())
    );
    if let Some(title) = &reading.dataset.title {
        let _ = writeln!(text, "title {title:?}");
    }
    for note in &reading.dataset.notes {
        let _ = writeln!(text, "note {note:?}");
    }
    for (_, observation) in reading.dataset.iter() {
        let mut parts = vec![format!(
            "{}{}",
            intake::column_letters(observation.column),
            observation.row
        )];
        parts.extend(observation.area.map(String::from));
        parts.extend(observation.year.map(|year| year.to_string()));
        parts.extend(observation.period.map(|period| format!("[{period}]")));
        parts.push(observation.measure.into());
        for series in &observation.series {
            parts.push(format!("{{{}:{}}}", series.name, series.value));
        }
        parts.push("=".into());
        match (observation.value, observation.high) {
            (Some(value), Some(high)) => parts.push(format!("{value}..{high}")),
            (Some(value), None) => parts.push(value.to_string()),
            _ => {}
        }
        parts.extend(observation.unit.map(String::from));
        let qualifier = format!("{:?}", observation.qualifier).to_lowercase();
        if qualifier != "exact" {
            parts.push(qualifier);
        }
        parts.extend(observation.scope.map(|scope| format!("@{scope}")));
        parts.extend(observation.total.then(|| "+total".to_string()));
        parts.extend(observation.flag.map(|flag| format!("~{flag}")));
        parts.extend(observation.note.map(|note| format!("#{note}")));
        let _ = writeln!(text, "{}", parts.join(" "));
    }
    for diagnostic in &reading.diagnostics {
        let place = match (diagnostic.row, diagnostic.column) {
            (Some(row), Some(column)) => format!("{}{row}", intake::column_letters(column)),
            (Some(row), None) => format!("row {row}"),
            _ => "file".into(),
        };
        let severity = format!("{:?}", diagnostic.severity()).to_lowercase();
        let _ = write!(text, "{severity} {} at {place}", diagnostic.code.name());
        if let Some(detail) = &diagnostic.detail {
            let _ = write!(text, " ({})", detail.replace('\u{1f}', " "));
        }
        text.push('\n');
    }
    text
}
