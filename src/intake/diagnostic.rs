//! What the reader has to say about a file: stable codes, places in the file, words in three languages.

use crate::locale::Lang;
use crate::locale::diagnostics::{hint, message};
use serde::{Serialize, Serializer};

/// How much a [`Diagnostic`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Read, but odd.
    Warning,
    /// Must be seen before publishing; the rest of the file is still used.
    Error,
    /// Nothing usable can be read.
    Fatal,
}

impl Severity {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
            Severity::Fatal => "fatal",
        }
    }
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What a diagnostic is about. The kebab-case name is stable: scripts and tests may rely on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// No content at all.
    Empty,
    /// A header, and no row below it.
    HeaderOnly,
    /// A web page in place of a CSV.
    Html,
    /// An Excel workbook in place of a CSV.
    Xlsx,
    /// Binary content, or a NUL byte in a text.
    NotText,
    /// Text in which no table of figures can be made out.
    NoTable,
    /// More bytes than the limit.
    FileTooLarge,
    /// More rows than the limit.
    TooManyRows,
    /// More columns than the limit.
    TooManyColumns,
    /// A cell of more bytes than the limit.
    FieldTooLong,

    /// The encoding that was asked for is not known.
    UnknownEncoding,
    /// A quote that never closes.
    UnclosedQuote,
    /// Bytes of this cell could not be decoded.
    BadBytes,
    /// A cell that is not a number.
    Unreadable,
    /// `#REF!` and its like, and `######`.
    ExcelError,
    /// A date where a range or a number stood.
    ExcelDate,
    /// A letter among digits: `2O5`.
    LetterInNumber,
    /// `(7)`.
    Parentheses,
    /// A comma that separates neither thousands nor cells.
    OddComma,
    /// `全省第二、全市第一`.
    TwoRanks,
    /// `12—11`.
    BackwardRange,
    /// Beyond what a number can hold.
    TooBig,
    /// `几十`, `前三`.
    VagueNumber,
    /// A year that is none.
    UnreadableYear,
    /// The same observation twice with different figures.
    ConflictingDuplicate,
    /// A row longer than the header.
    LongRow,
    /// A second header below the data.
    SecondTable,
    /// One measure of one area and series in units that do not convert.
    MixedUnits,
    /// In a file that `read --format csv` wrote: `text` was changed and `value` was not, or the other way round.
    TextDiffers,

    /// Bytes that could not be decoded: the first one of the file.
    DamagedText,
    /// `1.02E+03`.
    Scientific,
    /// The same observation twice with the same figure.
    EqualDuplicate,
    /// A row shorter than the header.
    ShortRow,
    /// `无`, which may mean "none given" or 0.
    MaybeZero,
    /// A column of growth among years, which is not drawn.
    GrowthColumn,
    /// One measure in different units across areas.
    UnitsDiffer,
    /// A column of figures without a header, which is not read.
    UnnamedColumn,
    /// A further column of figures beside the value column, which is not read.
    ExtraColumn,
}

impl Code {
    /// Every code with its stable name.
    pub const ALL: [(Code, &'static str); 38] = NAMES;

    /// The stable name.
    pub fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(code, _)| *code == self)
            .map_or("", |(_, name)| name)
    }

    /// How much it matters.
    pub fn severity(self) -> Severity {
        if self <= Code::FieldTooLong {
            Severity::Fatal
        } else if self < Code::DamagedText {
            Severity::Error
        } else {
            Severity::Warning
        }
    }
}

const NAMES: [(Code, &str); 38] = [
    (Code::Empty, "empty"),
    (Code::HeaderOnly, "header-only"),
    (Code::Html, "html"),
    (Code::Xlsx, "xlsx"),
    (Code::NotText, "not-text"),
    (Code::NoTable, "no-table"),
    (Code::FileTooLarge, "file-too-large"),
    (Code::TooManyRows, "too-many-rows"),
    (Code::TooManyColumns, "too-many-columns"),
    (Code::FieldTooLong, "field-too-long"),
    (Code::UnknownEncoding, "unknown-encoding"),
    (Code::UnclosedQuote, "unclosed-quote"),
    (Code::BadBytes, "bad-bytes"),
    (Code::Unreadable, "unreadable"),
    (Code::ExcelError, "excel-error"),
    (Code::ExcelDate, "excel-date"),
    (Code::LetterInNumber, "letter-in-number"),
    (Code::Parentheses, "parentheses"),
    (Code::OddComma, "odd-comma"),
    (Code::TwoRanks, "two-ranks"),
    (Code::BackwardRange, "backward-range"),
    (Code::TooBig, "too-big"),
    (Code::VagueNumber, "vague-number"),
    (Code::UnreadableYear, "unreadable-year"),
    (Code::ConflictingDuplicate, "conflicting-duplicate"),
    (Code::LongRow, "long-row"),
    (Code::SecondTable, "second-table"),
    (Code::MixedUnits, "mixed-units"),
    (Code::TextDiffers, "text-differs"),
    (Code::DamagedText, "damaged-text"),
    (Code::Scientific, "scientific"),
    (Code::EqualDuplicate, "equal-duplicate"),
    (Code::ShortRow, "short-row"),
    (Code::MaybeZero, "maybe-zero"),
    (Code::GrowthColumn, "growth-column"),
    (Code::UnitsDiffer, "units-differ"),
    (Code::UnnamedColumn, "unnamed-column"),
    (Code::ExtraColumn, "extra-column"),
];

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One thing to be said of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// The row of the file, from 1, as Excel shows it; `None` where it speaks of the whole file.
    pub row: Option<u32>,
    /// The column of the file, from 1; `None` where it speaks of a whole row or the whole file.
    pub column: Option<u32>,
    /// The cell as written, shortened if it is long.
    pub field: Option<Box<str>>,
    /// What the message needs beside: the other row of a duplicate, a unit, what was probably meant.
    pub detail: Option<Box<str>>,
}

/// A diagnostic in one language: what `--format json` prints and the browser's events carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Worded<'a> {
    /// The stable code.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The row of the file, from 1.
    pub row: Option<u32>,
    /// The column of the file, from 1.
    pub column: Option<u32>,
    /// The cell as written.
    pub field: Option<&'a str>,
    /// What is the matter.
    pub message: String,
    /// What to type instead.
    pub hint: String,
}

impl Diagnostic {
    /// A diagnostic of the whole file.
    pub fn of_file(code: Code) -> Self {
        Self {
            code,
            row: None,
            column: None,
            field: None,
            detail: None,
        }
    }

    /// A diagnostic of one cell.
    pub fn of_cell(code: Code, row: u32, column: u32, field: &str) -> Self {
        Self {
            row: Some(row),
            column: Some(column),
            field: Some(shortened(field).into()),
            ..Self::of_file(code)
        }
    }

    /// A diagnostic of one row.
    pub fn of_row(code: Code, row: u32) -> Self {
        Self {
            row: Some(row),
            ..Self::of_file(code)
        }
    }

    /// The same with what its message needs beside.
    pub fn with(mut self, detail: &str) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// In words.
    pub fn worded(&self, lang: Lang) -> Worded<'_> {
        Worded {
            code: self.code,
            severity: self.severity(),
            row: self.row,
            column: self.column,
            field: self.field.as_deref(),
            message: message(self, lang),
            hint: hint(self, lang),
        }
    }
}

/// The letters under which Excel shows a column (from 1): 1 is `A`, 27 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The beginning of a cell: a field of a mebibyte does not belong into a message.
fn shortened(field: &str) -> &str {
    match field.char_indices().nth(200) {
        Some((end, _)) => field.get(..end).unwrap_or_default(),
        None => field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_excel() {
        for (column, letters) in [
            (1, "A"),
            (26, "Z"),
            (27, "AA"),
            (702, "ZZ"),
            (703, "AAA"),
            (4096, "FAN"),
        ] {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn codes_serialise_as_they_are_named() {
        for (code, name) in Code::ALL {
            assert_eq!(code.name(), name);
            let json = serde_json::to_string(&code).unwrap();
            assert_eq!(json, format!("\"{name}\""));
            let debug = format!("{code:?}").to_lowercase();
            assert_eq!(name.replace('-', ""), debug);
        }
    }
}
