//! Plain decimal numbers, of attributes and of CSS, read and written.
//!
//! The standard library's way reads and writes every float exactly, which takes tables of 10 kB that do not
//! compress. No length or colour needs that.

/// Reads `12`, `12.5`, `.5`, with a sign; nothing else.
pub fn read(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + rest.len() > 15 || (whole.is_empty() && rest.is_empty()) {
        return None;
    }
    let mut value = 0.0;
    let mut scale = 1.0;
    for digit in whole.chars().chain(rest.chars()) {
        value = value * 10.0 + f64::from(digit.to_digit(10)?);
    }
    for _ in rest.chars() {
        scale *= 10.0;
    }
    Some(sign * value / scale)
}

/// Writes at most four decimals.
pub fn write(value: f64) -> String {
    let parts = (value * 10_000.0).round() as i64;
    let (whole, rest) = (parts.unsigned_abs() / 10_000, parts.unsigned_abs() % 10_000);
    let mut text = String::new();
    if parts < 0 {
        text.push('-');
    }
    text.push_str(&whole.to_string());
    if rest > 0 {
        // The 1 keeps the zeros before the first digit.
        let decimals = (10_000 + rest).to_string();
        text.push('.');
        let decimals = decimals.strip_prefix('1').unwrap_or(&decimals);
        text.push_str(decimals.trim_end_matches('0'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        for (text, value) in [
            ("12", Some(12.0)),
            ("12.5", Some(12.5)),
            (".75", Some(0.75)),
            ("-0.1", Some(-0.1)),
            ("+3.", Some(3.0)),
            ("", None),
            (".", None),
            ("1e3", None),
            ("1.2.3", None),
            ("12px", None),
            ("1234567890123456", None),
        ] {
            assert_eq!(read(text), value, "{text}");
        }
    }

    #[test]
    fn numbers_are_written() {
        for (value, text) in [
            (0.0, "0"),
            (12.0, "12"),
            (12.5, "12.5"),
            (-0.25, "-0.25"),
            (1.05, "1.05"),
            (1.001, "1.001"),
            (11.1, "11.1"),
            (0.1, "0.1"),
            (2.0 / 3.0, "0.6667"),
            (-0.00001, "0"),
        ] {
            assert_eq!(write(value), text);
        }
    }
}
