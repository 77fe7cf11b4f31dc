//! Which encoding the bytes are in: the byte order mark, then strict UTF-8, then the more plausible legacy one.
//!
//! Strict decoding cannot tell GB18030 from Big5: many files are valid in both. How common the decoded
//! characters are does, and the two standards' first levels show it by ranges of lead and trail bytes.

use super::Decode;
use super::diagnostic::{Code, Diagnostic};
use super::header;
use crate::find::has;
use std::borrow::Cow;

/// The most bytes that a file may have.
pub(crate) const MAX_BYTES: usize = 64 << 20;

/// Bytes as text.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    /// The encoding, as the WHATWG spells it, in lower case.
    pub encoding: String,
    pub text: Cow<'a, str>,
    /// Whether bytes could not be decoded, so that U+FFFD stands for them.
    pub damaged: bool,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'a> Decoded<'a> {
    fn new(encoding: &str, text: Cow<'a, str>) -> Self {
        Self {
            encoding: encoding.into(),
            text,
            damaged: false,
            diagnostics: Vec::new(),
        }
    }
}

/// Decodes a file, or says why it is no text.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    label: Option<&str>,
    decoder: &dyn Decode,
) -> Result<Decoded<'a>, Diagnostic> {
    if bytes.len() > MAX_BYTES {
        return Err(Diagnostic::of_file(Code::FileTooLarge));
    }
    if bytes.is_empty() {
        return Err(Diagnostic::of_file(Code::Empty));
    }
    if WORKBOOKS.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Diagnostic::of_file(Code::Xlsx));
    }
    if BINARIES.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Diagnostic::of_file(Code::NotText));
    }
    let mut decoded = match label.map(str::trim).filter(|label| !label.is_empty()) {
        None => detect(bytes, decoder),
        Some(label) => {
            let name = canonical(label);
            decode_as(&name, bytes, decoder).unwrap_or_else(|| {
                let mut decoded = detect(bytes, decoder);
                let unknown = Diagnostic::of_file(Code::UnknownEncoding).with(label);
                decoded.diagnostics.push(unknown);
                decoded
            })
        }
    };
    if let Some(at) = memchr::memchr(0, decoded.text.as_bytes()) {
        return Err(Diagnostic::of_row(Code::NotText, row_at(&decoded.text, at)));
    }
    // What begins with UTF-8's mark and is UTF-8 is text, however odd.
    let is_marked = bytes.starts_with(UTF8_BOM) && !decoded.damaged;
    if !is_marked && is_noise(&decoded.text) {
        return Err(Diagnostic::of_file(Code::NotText));
    }
    if matches!(decoded.encoding.as_str(), "gb18030" | "gbk") {
        map_back(&mut decoded.text);
    }
    Ok(decoded)
}

/// Zip (xlsx, ods) and the compound file of old Excel.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
const BINARIES: [&[u8]; 6] = [
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"Rar!",
];

/// The WHATWG's name of the encodings that staff may name; others go to the platform as they are.
fn canonical(label: &str) -> String {
    let label = label.to_ascii_lowercase();
    match label.as_str() {
        "utf8" | "unicode-1-1-utf-8" | "unicode11utf8" | "unicode20utf8" | "x-unicode20utf8"
        | "utf-8-sig" | "utf-8" => "utf-8".into(),
        "gb2312" | "gb_2312" | "gb_2312-80" | "csgb2312" | "chinese" | "iso-ir-58" | "x-gbk"
        | "cp936" | "gbk" => "gbk".into(),
        "big5" | "big5-hkscs" | "cn-big5" | "csbig5" | "x-x-big5" => "big5".into(),
        "utf16" | "utf-16" | "utf-16le" | "unicode" | "ucs-2" | "unicodefeff" | "csunicode"
        | "iso-10646-ucs-2" => "utf-16le".into(),
        "utf-16be" | "unicodefffe" => "utf-16be".into(),
        "latin1" | "iso-8859-1" | "ascii" | "us-ascii" | "cp1252" | "windows-1252" => {
            "windows-1252".into()
        }
        _ => label,
    }
}

/// Decodes as the encoding named; `None` where nobody knows it.
fn decode_as<'a>(name: &str, bytes: &'a [u8], decoder: &dyn Decode) -> Option<Decoded<'a>> {
    match name {
        "utf-8" => Some(utf8(bytes.strip_prefix(UTF8_BOM).unwrap_or(bytes))),
        "utf-16le" => Some(utf16(
            bytes.strip_prefix(b"\xff\xfe").unwrap_or(bytes),
            false,
        )),
        "utf-16be" => Some(utf16(
            bytes.strip_prefix(b"\xfe\xff").unwrap_or(bytes),
            true,
        )),
        _ => legacy(name, bytes, decoder),
    }
}

const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";
/// U+FEFF in GB18030.
const GB18030_BOM: &[u8] = b"\x84\x31\x95\x33";

fn detect<'a>(bytes: &'a [u8], decoder: &dyn Decode) -> Decoded<'a> {
    if let Some(rest) = bytes.strip_prefix(UTF8_BOM) {
        return utf8(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, false);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, true);
    }
    if bytes.starts_with(GB18030_BOM)
        && let Some(decoded) = legacy("gb18030", bytes, decoder)
    {
        return decoded;
    }
    if let Some(big_endian) = looks_like_utf16(bytes) {
        return utf16(bytes, big_endian);
    }
    if let Some(text) = strict_utf8(bytes) {
        return Decoded::new("utf-8", Cow::Borrowed(text));
    }
    plausible_legacy(bytes, decoder)
        .and_then(|name| legacy(name, bytes, decoder))
        .unwrap_or_else(|| utf8(bytes))
}

/// The bytes as text, where all of them are UTF-8.
fn strict_utf8(bytes: &[u8]) -> Option<&str> {
    // Chinese costs the standard library a step a byte, a tenth of all reading.
    #[cfg(not(target_arch = "wasm32"))]
    return simdutf8::basic::from_utf8(bytes).ok();
    #[cfg(target_arch = "wasm32")]
    return std::str::from_utf8(bytes).ok();
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    if let Some(text) = strict_utf8(bytes) {
        return Decoded::new("utf-8", Cow::Borrowed(text));
    }
    let valid = bytes
        .utf8_chunks()
        .next()
        .map_or(0, |chunk| chunk.valid().len());
    let mut decoded = Decoded::new("utf-8", String::from_utf8_lossy(bytes));
    decoded.damaged = true;
    decoded.diagnostics.push(first_bad(bytes, valid));
    decoded
}

/// The warning that names the first byte that could not be decoded, its place counted from 1.
fn first_bad(bytes: &[u8], at: usize) -> Diagnostic {
    let byte = bytes.get(at).copied().unwrap_or_default();
    let detail = format!("0x{byte:02X}\u{1f}{}", at + 1);
    Diagnostic::of_file(Code::DamagedText).with(&detail)
}

fn utf16(bytes: &[u8], big_endian: bool) -> Decoded<'static> {
    let mut damaged_at = (bytes.len() % 2 == 1).then_some(bytes.len().saturating_sub(1));
    let units = bytes.chunks_exact(2).map(|pair| match *pair {
        [high, low] if big_endian => u16::from_be_bytes([high, low]),
        [low, high] => u16::from_le_bytes([low, high]),
        _ => 0,
    });
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(c) => {
                at += 2 * c.len_utf16();
                text.push(c);
            }
            Err(_) => {
                damaged_at = Some(damaged_at.map_or(at, |before| before.min(at)));
                at += 2;
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    if bytes.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let name = if big_endian { "utf-16be" } else { "utf-16le" };
    let mut decoded = Decoded::new(name, Cow::Owned(text));
    if let Some(at) = damaged_at {
        decoded.damaged = true;
        decoded.diagnostics.push(first_bad(bytes, at));
    }
    decoded
}

/// Whether NULs stand at every second byte, as ASCII in UTF-16 has them: and if so, the byte order.
fn looks_like_utf16(bytes: &[u8]) -> Option<bool> {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes);
    let (mut even, mut odd) = (0usize, 0usize);
    // Delimiters and line ends, which every table has, as one unit; and those that are none.
    let (mut marks_le, mut marks_be, mut bare) = (0usize, 0usize, 0usize);
    for pair in head.chunks_exact(2) {
        if let [first, second] = *pair {
            even += usize::from(first == 0);
            odd += usize::from(second == 0);
            let mark =
                |byte: u8| usize::from(matches!(byte, b'\n' | b'\r' | b',' | b'\t' | b';' | b'|'));
            marks_le += if second == 0 { mark(first) } else { 0 };
            marks_be += if first == 0 { mark(second) } else { 0 };
            // Full-width forms have one as well: `）` is U+FF09.
            if !matches!(first, 0 | 0xff) && !matches!(second, 0 | 0xff) {
                bare += mark(first) + mark(second);
            }
        }
    }
    let (more, less, marks) = if odd >= even {
        (odd, even, marks_le)
    } else {
        (even, odd, marks_be)
    };
    // Characters such as 一 (U+4E00) have their NUL on the other side, but few are; and few, such as 上 (U+4E0A),
    // have a byte that looks like a mark.
    (marks > bare && more * 50 >= head.len() / 2 && more >= less * 4).then_some(even > odd)
}

fn legacy(name: &str, bytes: &[u8], decoder: &dyn Decode) -> Option<Decoded<'static>> {
    let gb = matches!(name, "gb18030" | "gbk");
    let bytes = match bytes.strip_prefix(GB18030_BOM) {
        Some(rest) if gb => rest,
        _ => bytes,
    };
    let text = decoder.decode(name, bytes)?;
    let mut decoded = Decoded::new(name, Cow::Owned(text));
    if has(&decoded.text, char::REPLACEMENT_CHARACTER) {
        let at = match name {
            "big5" => first_invalid(bytes, big5_pair),
            _ => first_invalid(bytes, gb_pair),
        };
        decoded.damaged = true;
        decoded.diagnostics.push(match at {
            Some(at) => first_bad(bytes, at),
            None => Diagnostic::of_file(Code::DamagedText),
        });
    }
    Some(decoded)
}

/// How a sequence of a legacy encoding looks.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Ascii,
    /// Of the standard's first level, or its punctuation.
    Common,
    Rare,
    /// User-defined ranges and scripts that no such file is in.
    Odd,
    Invalid,
}

/// The sequence that bytes begin with and its length. Ranges: GB 18030-2022, GB 2312-80.
fn gb_pair(bytes: &[u8]) -> (Kind, usize) {
    match *bytes {
        [0..=0x7f, ..] => (Kind::Ascii, 1),
        [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, ..] => (Kind::Rare, 4),
        [0xb0..=0xd7, 0xa1..=0xfe, ..] | [0xa1..=0xa3, 0xa1..=0xfe, ..] => (Kind::Common, 2),
        [0xaa..=0xaf | 0xf8..=0xfe, 0xa1..=0xfe, ..]
        | [0xa1..=0xa7, 0x40..=0x7e | 0x80..=0xa0, ..] => (Kind::Odd, 2),
        [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, ..] => (Kind::Rare, 2),
        _ => (Kind::Invalid, 1),
    }
}

/// The same for Big5; the ranges are those of its two levels and of the extensions around them.
fn big5_pair(bytes: &[u8]) -> (Kind, usize) {
    match *bytes {
        [0..=0x7f, ..] => (Kind::Ascii, 1),
        [0xa1..=0xc6, 0x40..=0x7e | 0xa1..=0xfe, ..] => (Kind::Common, 2),
        [0xc9..=0xf9, 0x40..=0x7e | 0xa1..=0xfe, ..] => (Kind::Rare, 2),
        [0x81..=0xfe, 0x40..=0x7e | 0xa1..=0xfe, ..] => (Kind::Odd, 2),
        _ => (Kind::Invalid, 1),
    }
}

type Pair = fn(&[u8]) -> (Kind, usize);

fn first_invalid(bytes: &[u8], pair: Pair) -> Option<usize> {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = pair(rest);
        if kind == Kind::Invalid {
            return Some(at);
        }
        at += length;
    }
    None
}

/// How plausible a legacy encoding is.
struct Plausibility {
    /// In hundredths: 100 where every character is a common one.
    score: i64,
    /// Whether characters stand together as in Chinese words. The letters of Latin-1 stand alone.
    in_words: bool,
}

fn plausibility(bytes: &[u8], pair: Pair) -> Plausibility {
    let (mut all, mut sum, mut runs) = (0i64, 0i64, 0i64);
    let mut rest = bytes;
    let mut previous = Kind::Ascii;
    while !rest.is_empty() {
        let (kind, length) = pair(rest);
        rest = rest.get(length..).unwrap_or_default();
        if kind != Kind::Ascii {
            all += 1;
            runs += i64::from(previous == Kind::Ascii);
            sum += match kind {
                Kind::Common => 100,
                Kind::Odd => -100,
                Kind::Invalid => -300,
                Kind::Ascii | Kind::Rare => 0,
            };
        }
        previous = kind;
    }
    Plausibility {
        score: sum / all.max(1),
        in_words: all >= runs * 2,
    }
}

/// The legacy encoding that gives plausible words; `None` where neither does.
fn plausible_legacy(bytes: &[u8], decoder: &dyn Decode) -> Option<&'static str> {
    // In a legacy encoding, few sequences happen to be UTF-8 as well; a file of these with a few bad bytes is
    // damaged UTF-8.
    if mostly_utf8(bytes) {
        return None;
    }
    let words = |name: &str| {
        let head = bytes.get(..bytes.len().min(1 << 13)).unwrap_or(bytes);
        decoder
            .decode(name, head)
            .map_or(0, |text| header::known_words(&text))
    };
    let (gb, big5) = (plausibility(bytes, gb_pair), plausibility(bytes, big5_pair));
    let (gb_words, big5_words) = (words("gb18030"), words("big5"));
    // GB18030 is taken unless Big5 is the more plausible.
    let prefer_big5 = (big5_words, big5.score) > (gb_words, gb.score);
    let mut order = [("gb18030", gb, gb_words), ("big5", big5, big5_words)];
    if prefer_big5 {
        order.reverse();
    }
    let found = order.into_iter().find(|(_, found, words)| {
        found.score >= 40 || (found.score >= 0 && (*words > 0 || found.in_words))
    });
    found.map(|(name, ..)| name)
}

/// Whether sequences of several bytes in UTF-8 outnumber what is no UTF-8 by far.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    let mut rest = bytes;
    while !rest.is_empty() {
        let (valid, invalid) = match std::str::from_utf8(rest) {
            Ok(text) => (text.len(), 0),
            Err(error) => {
                let valid = error.valid_up_to();
                (valid, error.error_len().unwrap_or(rest.len() - valid))
            }
        };
        let text = rest.iter().take(valid);
        good += text.filter(|byte| matches!(byte, 0xc2..=0xf4)).count();
        bad += usize::from(invalid > 0);
        rest = rest.get(valid + invalid..).unwrap_or_default();
    }
    good > bad * 3
}

/// Whether control characters, or what could not be decoded, are so many that this is no text.
fn is_noise(text: &str) -> bool {
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars().take(1 << 16) {
        all += 1;
        let control =
            c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}' | '\u{1a}');
        odd += usize::from(control || c == char::REPLACEMENT_CHARACTER);
    }
    odd * 4 > all
}

/// The row of a byte, counted by line ends.
fn row_at(text: &str, at: usize) -> u32 {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let mut row = 1;
    let mut previous = 0;
    for &byte in before {
        if byte == b'\r' || (byte == b'\n' && previous != b'\r') {
            row += 1;
        }
        previous = byte;
    }
    row
}

/// The 18 characters that GB 18030-2022 gave code points of their own. Browsers before 2023 and after decode
/// them differently (private use before), so both are brought to the new ones.
fn map_back(text: &mut Cow<'_, str>) {
    const MOVED: [(char, char); 18] = [
        ('\u{e78d}', '\u{fe10}'),
        ('\u{e78e}', '\u{fe12}'),
        ('\u{e78f}', '\u{fe11}'),
        ('\u{e790}', '\u{fe13}'),
        ('\u{e791}', '\u{fe14}'),
        ('\u{e792}', '\u{fe15}'),
        ('\u{e793}', '\u{fe16}'),
        ('\u{e794}', '\u{fe17}'),
        ('\u{e795}', '\u{fe18}'),
        ('\u{e796}', '\u{fe19}'),
        ('\u{e81e}', '\u{9fb4}'),
        ('\u{e826}', '\u{9fb5}'),
        ('\u{e82b}', '\u{9fb6}'),
        ('\u{e82c}', '\u{9fb7}'),
        ('\u{e832}', '\u{9fb8}'),
        ('\u{e843}', '\u{9fb9}'),
        ('\u{e854}', '\u{9fba}'),
        ('\u{e864}', '\u{9fbb}'),
    ];
    let moved = |c: char| MOVED.iter().find(|(old, _)| *old == c).map(|(_, new)| *new);
    let private = |c: char| ('\u{e78d}'..='\u{e864}').contains(&c) && moved(c).is_some();
    if text.contains(private) {
        *text = Cow::Owned(text.chars().map(|c| moved(c).unwrap_or(c)).collect());
    }
}
