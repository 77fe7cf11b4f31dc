//! Text becomes records: any delimiter, RFC 4180 quotes, every line end, rows counted as Excel shows them.
//!
//! `csv-core` drops blank rows, takes one byte for a delimiter and does not say where a quote was left
//! open, so the scanner is ours. A record is spans into the text; only a field with doubled quotes is copied.

use super::fold::trim;

/// The most bytes of UTF-8 that a field may have.
pub(crate) const MAX_FIELD: usize = 1 << 20;
/// The most fields that a record may have.
pub(crate) const MAX_COLUMNS: usize = 4096;
/// The most rows that a file may have.
pub(crate) const MAX_ROWS: u32 = 5_000_000;

/// What separates the fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delimiter {
    Byte(u8),
    /// `，`, three bytes in UTF-8.
    FullWidthComma,
}

impl Delimiter {
    /// All that are looked for, the likelier first.
    pub(crate) const ALL: [Delimiter; 5] = [
        Delimiter::Byte(b','),
        Delimiter::Byte(b'\t'),
        Delimiter::Byte(b';'),
        Delimiter::FullWidthComma,
        Delimiter::Byte(b'|'),
    ];

    pub(crate) fn text(self) -> &'static str {
        match self {
            Delimiter::Byte(b'\t') => "\t",
            Delimiter::Byte(b';') => ";",
            Delimiter::Byte(b'|') => "|",
            Delimiter::Byte(_) => ",",
            Delimiter::FullWidthComma => "，",
        }
    }

    fn len(self) -> usize {
        self.text().len()
    }

    /// The delimiter that is written so.
    pub(crate) fn named(text: &str) -> Delimiter {
        Delimiter::ALL
            .into_iter()
            .find(|delimiter| delimiter.text() == text)
            .unwrap_or(Delimiter::Byte(b','))
    }

    /// Whether a decimal comma may stand in its files.
    pub(crate) fn allows_decimal_comma(self) -> bool {
        matches!(self, Delimiter::Byte(b';' | b'\t'))
    }
}

#[derive(Debug, Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
    /// Whether the span is of the record's own copy and not of the text.
    copied: bool,
}

/// One record; reused from row to row.
#[derive(Debug, Default)]
pub(crate) struct Record {
    spans: Vec<Span>,
    copy: String,
    /// The row of the file, from 1.
    pub row: u32,
    /// Where the record begins in the text.
    pub start: usize,
}

impl Record {
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether the field in `column` holds nothing but spaces.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is_blank(&self, text: &str, column: usize) -> bool {
        let field = self.get(text, column);
        match field.as_bytes().first() {
            None => true,
            Some(b'!'..=b'~') => false,
            Some(_) => trim(field).is_empty(),
        }
    }

    /// The field in `column`, from 0; empty beyond the end of the record.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn get<'a>(&'a self, text: &'a str, column: usize) -> &'a str {
        match self.spans.get(column) {
            None => "",
            Some(span) => {
                let from = if span.copied {
                    self.copy.as_str()
                } else {
                    text
                };
                from.get(span.start as usize..span.end as usize)
                    .unwrap_or_default()
            }
        }
    }
}

/// Why scanning ended before the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A quote opens here and never closes.
    UnclosedQuote { row: u32, column: u32 },
    /// A field longer than [`MAX_FIELD`].
    FieldTooLong { row: u32, column: u32 },
    /// More fields than [`MAX_COLUMNS`].
    TooManyColumns { row: u32 },
    /// More rows than [`MAX_ROWS`].
    TooManyRows,
}

/// Walks over the records of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    delimiter: Delimiter,
    at: usize,
    /// The row that comes next, from 1.
    row: u32,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str, delimiter: Delimiter) -> Self {
        Self {
            text,
            delimiter,
            at: 0,
            row: 1,
        }
    }

    /// A scanner that begins at a record whose place is known.
    pub(crate) fn starting(text: &'a str, delimiter: Delimiter, at: usize, row: u32) -> Self {
        Self {
            text,
            delimiter,
            at,
            row,
        }
    }

    /// How far the text has been read, in bytes.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// The text that is scanned.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Reads the next record; `false` at the end. A blank line is a record of no fields.
    pub(crate) fn next(&mut self, record: &mut Record) -> Result<bool, Stop> {
        record.spans.clear();
        record.copy.clear();
        record.row = self.row;
        record.start = self.at;
        let bytes = self.text.as_bytes();
        match bytes.get(self.at) {
            None => return Ok(false),
            _ if self.row > MAX_ROWS => return Err(Stop::TooManyRows),
            Some(b'\n' | b'\r') => {
                self.line_end();
                return Ok(true);
            }
            Some(_) => {}
        }
        loop {
            if record.spans.len() >= MAX_COLUMNS {
                return Err(Stop::TooManyColumns { row: self.row });
            }
            let span = if bytes.get(self.at) == Some(&b'"') {
                self.quoted(record)?
            } else {
                let start = self.at;
                self.at = self.field_end(start);
                Span {
                    start: start as u32,
                    end: self.at as u32,
                    copied: false,
                }
            };
            record.spans.push(span);
            if (span.end - span.start) as usize > MAX_FIELD {
                return Err(Stop::FieldTooLong {
                    row: self.row,
                    column: record.spans.len() as u32,
                });
            }
            match bytes.get(self.at) {
                Some(b'\n' | b'\r') => {
                    self.line_end();
                    return Ok(true);
                }
                None => {
                    self.row += 1;
                    return Ok(true);
                }
                Some(_) => self.at += self.delimiter.len(),
            }
        }
    }

    fn line_end(&mut self) {
        let bytes = self.text.as_bytes();
        let crlf = bytes.get(self.at) == Some(&b'\r') && bytes.get(self.at + 1) == Some(&b'\n');
        self.at += if crlf { 2 } else { 1 };
        self.row += 1;
    }

    /// Where the cells of the record that comes next stand in the text, quotes included. A quote that never
    /// closes is a character like any other.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn cells(mut self) -> Vec<std::ops::Range<usize>> {
        let bytes = self.text.as_bytes();
        let mut cells = Vec::new();
        let mut copies = Record::default();
        loop {
            let start = self.at;
            let quoted = bytes.get(start) == Some(&b'"') && self.quoted(&mut copies).is_ok();
            if !quoted {
                self.at = self.field_end(start);
            }
            cells.push(start..self.at);
            match bytes.get(self.at) {
                None | Some(b'\n' | b'\r') => return cells,
                Some(_) => self.at += self.delimiter.len(),
            }
        }
    }

    /// The end of an unquoted field that begins at `start`: the next delimiter or line end.
    #[inline]
    fn field_end(&self, start: usize) -> usize {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let length = match self.delimiter {
            Delimiter::Byte(delimiter) => rest
                .iter()
                .position(|&byte| byte == delimiter || byte == b'\n' || byte == b'\r'),
            Delimiter::FullWidthComma => rest.iter().enumerate().position(|(at, &byte)| {
                byte == b'\n'
                    || byte == b'\r'
                    || (byte == 0xef
                        && rest
                            .get(at..)
                            .is_some_and(|rest| rest.starts_with("，".as_bytes())))
            }),
        };
        start + length.unwrap_or(rest.len())
    }

    /// A field that opens with a quote. What follows the closing quote up to the delimiter belongs to it too.
    fn quoted(&mut self, record: &mut Record) -> Result<Span, Stop> {
        let bytes = self.text.as_bytes();
        let mut from = self.at + 1;
        let mut copied: Option<usize> = None;
        loop {
            let rest = bytes.get(from..).unwrap_or_default();
            let Some(length) = memchr::memchr(b'"', rest) else {
                return Err(Stop::UnclosedQuote {
                    row: self.row,
                    column: record.spans.len() as u32 + 1,
                });
            };
            let close = from + length;
            let doubled = bytes.get(close + 1) == Some(&b'"');
            let end = if doubled {
                close + 2
            } else {
                self.field_end(close + 1)
            };
            if !doubled && end == close + 1 && copied.is_none() {
                self.at = end;
                return Ok(Span {
                    start: from as u32,
                    end: close as u32,
                    copied: false,
                });
            }
            // Doubled quotes, or text behind the closing one: the field has to be put together.
            let start = *copied.get_or_insert(record.copy.len());
            record
                .copy
                .push_str(self.text.get(from..close).unwrap_or_default());
            if doubled {
                record.copy.push('"');
                from = end;
                continue;
            }
            record
                .copy
                .push_str(self.text.get(close + 1..end).unwrap_or_default());
            self.at = end;
            return Ok(Span {
                start: start as u32,
                end: record.copy.len() as u32,
                copied: true,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records as rows and fields, and how scanning ended.
    fn scan(text: &str, delimiter: Delimiter) -> (Vec<(u32, Vec<String>)>, Option<Stop>) {
        let mut scanner = Scanner::new(text, delimiter);
        let mut record = Record::default();
        let mut found = Vec::new();
        loop {
            match scanner.next(&mut record) {
                Ok(true) => {
                    let fields = (0..record.len()).map(|at| record.get(text, at).to_string());
                    found.push((record.row, fields.collect()));
                }
                Ok(false) => return (found, None),
                Err(stop) => return (found, Some(stop)),
            }
        }
    }

    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let (found, stop) = scan(text, Delimiter::Byte(b','));
        assert_eq!(stop, None, "{text:?}");
        let found: Vec<(u32, Vec<&str>)> = found
            .iter()
            .map(|(row, fields)| (*row, fields.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(u32, Vec<&str>)> = expected
            .iter()
            .map(|(row, fields)| (*row, fields.to_vec()))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn rows_are_counted_as_excel_shows_them() {
        check("a,b\n\nc", &[(1, &["a", "b"]), (2, &[]), (3, &["c"])]);
        check("a\rb\rc\r", &[(1, &["a"]), (2, &["b"]), (3, &["c"])]);
        check(
            "a\r\nb\r\n\r\nc",
            &[(1, &["a"]), (2, &["b"]), (3, &[]), (4, &["c"])],
        );
        check(
            "\"a\n\nb\",1\nc,2",
            &[(1, &["a\n\nb", "1"]), (2, &["c", "2"])],
        );
        check("a,\n,b", &[(1, &["a", ""]), (2, &["", "b"])]);
        check("", &[]);
        check("a,", &[(1, &["a", ""])]);
    }

    #[test]
    fn quotes_follow_rfc_4180() {
        check("\"a,b\",\"c\"\"d\",\"\"", &[(1, &["a,b", "c\"d", ""])]);
        check("\"\"\"\"", &[(1, &["\""])]);
        check("a\"b,5\" pipe", &[(1, &["a\"b", "5\" pipe"])]);
        check("\"a\"x,b", &[(1, &["ax", "b"])]);
        check("\"中\r\n文\",\"，\"\r\n", &[(1, &["中\r\n文", "，"])]);
    }

    #[test]
    fn a_quote_left_open_is_named_where_it_opens() {
        let (found, stop) = scan("a,b\nc,\"d\ne,f\n", Delimiter::Byte(b','));
        assert_eq!(found.len(), 1);
        assert_eq!(stop, Some(Stop::UnclosedQuote { row: 2, column: 2 }));
        let long = format!("a\n\"{}", "x".repeat(MAX_FIELD + 9));
        assert_eq!(
            scan(&long, Delimiter::Byte(b',')).1,
            Some(Stop::UnclosedQuote { row: 2, column: 1 })
        );
    }

    #[test]
    fn every_delimiter_separates() {
        for delimiter in Delimiter::ALL {
            let text = ["a", "b", "c"].join(delimiter.text());
            let (found, _) = scan(&text, delimiter);
            assert_eq!(found, [(1, vec!["a".into(), "b".into(), "c".into()])]);
        }
        let (found, _) = scan("ａ，１，\"x，y\"", Delimiter::FullWidthComma);
        assert_eq!(found, [(1, vec!["ａ".into(), "１".into(), "x，y".into()])]);
    }

    #[test]
    fn limits_are_inclusive() {
        let comma = Delimiter::Byte(b',');
        let longest = "x".repeat(MAX_FIELD);
        assert_eq!(scan(&longest, comma).1, None);
        assert_eq!(
            scan(&format!("a\nb,{longest}x"), comma).1,
            Some(Stop::FieldTooLong { row: 2, column: 2 })
        );
        assert_eq!(scan(&",".repeat(MAX_COLUMNS - 1), comma).1, None);
        assert_eq!(
            scan(&",".repeat(MAX_COLUMNS), comma).1,
            Some(Stop::TooManyColumns { row: 1 })
        );
    }
}
