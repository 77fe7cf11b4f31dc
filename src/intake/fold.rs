//! Characters that mean the same to a reader of numbers: full-width forms, the many spaces, the many dashes.

/// Whether a character is a space of any kind, visible or not.
#[inline(never)]
pub(crate) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'..='\r' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200d}' | '\u{2028}' | '\u{2029}'
            | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}

/// `text` without spaces of any kind at either end.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn trim(text: &str) -> &str {
    // Nearly every cell has nothing to trim, and the bytes at its ends say so.
    let bytes = text.as_bytes();
    let last = match bytes.last() {
        // The last of a character's three.
        Some(0x80..) => bytes.iter().rev().nth(2),
        last => last,
    };
    if is_visible(bytes.first()) && is_visible(last) {
        return text;
    }
    trim_end(trim_start(text))
}

/// Whether a byte begins a character of ASCII or a hanzi; no space begins so.
#[inline]
fn is_visible(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b'!'..=b'~' | 0xe4..=0xe9))
}

/// `text` without spaces of any kind at its beginning. One copy of this loop is enough for the widget's size.
#[inline(never)]
pub(crate) fn trim_start(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

#[inline(never)]
fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

/// The plain form of a character in a number: ASCII for full-width, one space, one hyphen-minus, one tilde.
#[inline(never)]
pub(crate) fn fold_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{fe63}' => '-',
        '\u{301c}' | '\u{223c}' => '~',
        '\u{fe6a}' => '%',
        '\u{ffe5}' => '¥',
        '\u{ffe1}' => '£',
        '\u{2018}' | '\u{2019}' => '\'',
        '〇' => '零',
        c if is_space(c) => ' ',
        c => c,
    }
}
