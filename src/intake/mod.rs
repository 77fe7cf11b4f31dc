//! Bytes become a dataset and diagnostics.
//!
//! The order of the work is the order of the files: `encoding` chooses how bytes are text, `records`
//! splits text into fields, `head`, `heading` and `layout` tell from the first rows what the columns mean
//! (and from all rows, where the first leave that in doubt),
//! `rows` reads the rest in one pass with `labels`, `period` and `number`, and `checks` looks at the whole.

use crate::gather::Gather as _;
mod cell;
mod checks;
mod columns;
mod damage;
mod diagnostic;
mod encoding;
mod fold;
mod head;
mod header;
mod heading;
mod labels;
mod layout;
// Only the command line shows lines of the file.
#[cfg(not(target_arch = "wasm32"))]
mod locate;
mod marks;
mod number;
mod numeral;
mod own;
mod period;
mod plan;
mod rank;
mod records;
mod report;
mod row;
mod rows;
mod unit;

use crate::dataset::Dataset;
use crate::find;
use crate::order;
pub use diagnostic::{Code, Diagnostic, Severity, Worded, column_letters};
#[cfg(test)]
pub(crate) use labels::undefused;
#[cfg(not(target_arch = "wasm32"))]
pub use locate::{Extent, Located, locate};
pub use plan::Layout;
pub use report::Report;
pub(crate) use unit::same as same_unit;

/// Decodes legacy encodings: the browser's `TextDecoder`, `encoding_rs` in the command line.
pub trait Decode {
    /// The text of `bytes` in the encoding that the WHATWG calls `label`, with U+FFFD for what is none;
    /// `None` where the label is not known.
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String>;
}

/// How a file is to be read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The encoding, where the webmaster names one: a WHATWG label.
    pub encoding: Option<String>,
}

/// What reading a file gave: always a dataset, perhaps empty, and all that is to be said of it.
#[derive(Debug, Default)]
pub struct Reading {
    /// The encoding, as the WHATWG spells it, in lower case; `None` for what is no text.
    pub encoding: Option<String>,
    /// What separates the fields.
    pub delimiter: Option<&'static str>,
    /// How observations are laid out; `None` where no table was found.
    pub layout: Option<Layout>,
    /// The observations.
    pub dataset: Dataset,
    /// All that is to be said of the file, in its order; what speaks of the whole file comes first.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// The worst that is said of the file.
    pub fn severity(&self) -> Option<Severity> {
        self.diagnostics.iter().map(Diagnostic::severity).max()
    }

    fn fatal(mut self, diagnostic: Diagnostic) -> Self {
        self.dataset = Dataset::default();
        self.layout = None;
        self.diagnostics.push(diagnostic);
        self.sorted()
    }

    fn sorted(mut self) -> Self {
        order::sort_by_key(&mut self.diagnostics, |diagnostic| {
            (diagnostic.row, diagnostic.column)
        });
        self
    }
}

/// Reads a file.
pub fn read(bytes: &[u8], options: &ReadOptions, decoder: &dyn Decode) -> Reading {
    let mut reading = Reading::default();
    let decoded = match encoding::decode(bytes, options.encoding.as_deref(), decoder) {
        Ok(decoded) => decoded,
        Err(diagnostic) => return reading.fatal(diagnostic),
    };
    reading.encoding = Some(decoded.encoding);
    reading.diagnostics = decoded.diagnostics;
    let text = decoded
        .text
        .strip_prefix('\u{feff}')
        .unwrap_or(&decoded.text);
    if looks_like_html(text) {
        return reading.fatal(Diagnostic::of_file(Code::Html));
    }
    let (delimiter, skip) = head::delimiter(text);
    reading.delimiter = Some(delimiter.text());
    let (rows, stop) = head::read(text, delimiter, skip);
    let plan = match layout::plan(&rows, records::Scanner::new(text, delimiter)) {
        Ok(plan) => plan,
        Err(code) => {
            reading.diagnostics.extend(stop.map(stopped));
            if reading.severity() == Some(Severity::Fatal) {
                return reading.sorted();
            }
            // A quote left open in the header hides all there is.
            let code = if code == Code::Empty && stop.is_some() {
                Code::NoTable
            } else {
                code
            };
            return reading.fatal(Diagnostic::of_file(code));
        }
    };
    reading.layout = Some(plan.layout);
    let decimal_commas = decimal_commas(text, delimiter, &plan);
    let scanner = records::Scanner::new(text, delimiter);
    let (builder, diagnostics, stop) = rows::read(
        scanner,
        &plan,
        &decimal_commas,
        delimiter.text(),
        decoded.damaged,
    );
    reading.diagnostics.extend(diagnostics);
    if let Some(stop) = stop {
        let diagnostic = stopped(stop);
        if diagnostic.severity() == Severity::Fatal {
            return reading.fatal(diagnostic);
        }
        reading.diagnostics.push(diagnostic);
    }
    if builder.len() == 0 {
        return reading.fatal(Diagnostic::of_file(Code::HeaderOnly));
    }
    reading.dataset = builder.finish();
    checks::bring_to_one_unit(&mut reading.dataset);
    reading.diagnostics.extend(checks::check(&reading.dataset));
    reading.sorted()
}

/// Why the scanner stopped, as a diagnostic.
fn stopped(stop: records::Stop) -> Diagnostic {
    use records::Stop;
    match stop {
        Stop::UnclosedQuote { row, column } => Diagnostic {
            column: Some(column),
            ..Diagnostic::of_row(Code::UnclosedQuote, row)
        },
        Stop::FieldTooLong { row, column } => Diagnostic {
            column: Some(column),
            ..Diagnostic::of_row(Code::FieldTooLong, row)
        },
        Stop::TooManyColumns { row } => Diagnostic::of_row(Code::TooManyColumns, row),
        Stop::TooManyRows => Diagnostic::of_file(Code::TooManyRows),
    }
}

/// Whether a text is a web page: what a portal sends in place of a file that it lacks, or Excel's "web page".
fn looks_like_html(text: &str) -> bool {
    let head: String = text
        .trim_start()
        .chars()
        .take(1024)
        .collect::<String>()
        .to_ascii_lowercase();
    head.starts_with('<')
        && [
            "<!doctype",
            "<html",
            "<head",
            "<meta",
            "<table",
            "<body",
            "<?xml",
            "<script",
            "<div",
            "<!--",
        ]
        .iter()
        .any(|tag| find::contains(&head, tag))
}

/// The columns of figures in which every comma is a decimal one: some cannot be thousands, and none must be.
fn decimal_commas(text: &str, delimiter: records::Delimiter, plan: &plan::Plan) -> Vec<usize> {
    if !delimiter.allows_decimal_comma() || !text.contains(&[',', '，'][..]) || plan.own.is_some()
    {
        return Vec::new();
    }
    let mut scanner = records::Scanner::new(text, delimiter);
    let mut record = records::Record::default();
    // By column of figures: whether a comma must be decimal somewhere, and whether it cannot be anywhere.
    let mut seen = vec![(false, false); plan.figures.len()];
    while let Ok(true) = scanner.next(&mut record) {
        if record.row <= plan.header_row {
            continue;
        }
        for (figures, (must, cannot)) in plan.figures.iter().zip(&mut seen) {
            let cell = record.get(text, figures.column);
            if !cell.contains(&[',', '，', '.'][..]) {
                continue;
            }
            // `1.234` under decimal commas would be 1234, under decimal points 1.234: it decides nothing alone.
            let as_thousands = number::read(cell, None, false).value.is_some();
            let as_decimal = number::read(cell, None, true).value.is_some();
            *must |= as_decimal && !as_thousands;
            *cannot |= as_thousands && !as_decimal;
        }
    }
    let agreed = plan.figures.iter().zip(seen);
    agreed
        .filter(|(_, (must, cannot))| *must && !*cannot)
        .map(|(figures, _)| figures.column)
        .gather()
}
