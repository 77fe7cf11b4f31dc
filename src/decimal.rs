//! Decimal numbers, read and written: the only place where text becomes an `f64` and back.
//!
//! The standard library's way is exact for every float there is, which takes 20 kB of tables and code
//! that do not compress: a tenth of what a page loads. Figures of a report need less. What is promised:
//! a number of at most 19 significant digits and powers of ten from -18 to 27 is read as the nearest `f64`; one of
//! at most 15 is written as it was read. Beyond that the last digits may differ; what no `f64` holds is infinite.

/// The most decimals that [`write()`] looks for: ten to this power is the last that an `f64` holds exactly.
const MOST: i32 = 22;

/// The largest whole number below which none is skipped.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads `12`, `12.5`, `.5`, `3.`, with a sign; nothing else.
#[cfg(any(target_arch = "wasm32", test))]
pub(crate) fn read(text: &str) -> Option<f64> {
    signed(text, 0)
}

/// Reads what [`read`] does and `1.02E+11`.
pub(crate) fn read_scientific(text: &str) -> Option<f64> {
    match text.split_once(&['e', 'E'][..]) {
        Some((digits, exp)) => signed(digits, exp.parse().ok()?),
        None => signed(text, 0),
    }
}

fn signed(text: &str, exp: i32) -> Option<f64> {
    match text.strip_prefix('-') {
        Some(rest) => Some(-scaled(rest, exp)?),
        None => scaled(text.strip_prefix('+').unwrap_or(text), exp),
    }
}

/// Reads ASCII digits with at most one point, times ten to the power of `exp`; rounded once wherever the digits
/// are at most 19 and [`times`] is.
pub(crate) fn scaled(digits: &str, exp: i32) -> Option<f64> {
    let (mut mantissa, mut exp, mut any, mut point) = (0u64, exp, false, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                any = true;
                // The 19th digit is the last that always fits.
                let fits = mantissa < 1_000_000_000_000_000_000;
                if fits {
                    mantissa = mantissa * 10 + u64::from(byte - b'0');
                }
                exp = exp.saturating_add(i32::from(!fits) - i32::from(point));
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    any.then(|| times(mantissa, exp))
}

/// `mantissa` times ten to the power of `exp`; rounded once from -18 to 27, and where the mantissa is below 2^53
/// from -22 to 22.
pub(crate) fn times(mantissa: u64, mut exp: i32) -> f64 {
    if mantissa as f64 > EXACT {
        match exp {
            -18..=-1 => return quotient(mantissa, 10u64.pow(exp.unsigned_abs())),
            1..=27 => return product(mantissa, exp.unsigned_abs()),
            _ => {}
        }
    }
    let mut value = mantissa as f64;
    // Both are exact up to here, so the one division or product is rounded once. Further steps round again.
    while exp != 0 && value != 0.0 && value.is_finite() {
        let step = exp.clamp(-MOST, MOST);
        let by = power(step.abs());
        value = if exp < 0 { value / by } else { value * by };
        exp -= step;
    }
    value
}

/// The nearest `f64` to `a` times ten to the power of `exp`, which is at most 27.
fn product(a: u64, exp: u32) -> f64 {
    // Ten is two times five, and the power of two is exact in any case.
    let exact = u128::from(a) * u128::from(5u64.pow(exp));
    let (mut high, mut low, mut cut) = ((exact >> 64) as u64, exact as u64, 0);
    let mut twos = exp;
    while high > 0 {
        cut |= low & 1;
        low = low >> 1 | high << 63;
        high >>= 1;
        twos += 1;
    }
    (low | cut) as f64 * two_to(twos as i32)
}

/// Two to a power.
fn two_to(exp: i32) -> f64 {
    f64::from_bits(((1023 + exp) as u64) << 52)
}

/// Ten to a power that an `f64` holds exactly.
pub(crate) fn power(exp: i32) -> f64 {
    (0..exp).fold(1.0, |power, _| power * 10.0)
}

/// The nearest `f64` to `a / b`, by long division in base 2; `b` is at most 2^62 and more than 2.
fn quotient(a: u64, b: u64) -> f64 {
    let (mut bits, mut rest, mut quotient, mut exp) = (a, 0u64, 0u64, 64i32);
    // 63 bits are ten more than are kept, so that whatever is left over decides nothing but a tie.
    while quotient < 1 << 62 {
        rest = rest << 1 | bits >> 63;
        bits <<= 1;
        quotient <<= 1;
        if rest >= b {
            rest -= b;
            quotient |= 1;
        }
        exp -= 1;
    }
    let tie = u64::from(rest | bits != 0);
    (quotient | tie) as f64 * two_to(exp)
}

/// Writes a number with the fewest decimals that read as it again.
///
/// One of more than 15 significant digits (a third) is rounded there, and after 22 decimals in any case.
pub(crate) fn write(value: f64) -> String {
    if !value.is_finite() {
        return String::from("NaN");
    }
    let size = value.abs();
    let mut decimals = 0;
    let mut power = 1.0;
    while decimals < MOST && (size * power).round() / power != size && size * power * 10.0 < EXACT {
        decimals += 1;
        power *= 10.0;
    }
    rounded(value, decimals)
}

/// Writes a number with at most so many decimals, up to 22, and without zeros at their end.
pub(crate) fn rounded(value: f64, decimals: i32) -> String {
    let mut scaled = (value.abs() * power(decimals)).round().min(f64::MAX);
    let mut decimals = decimals;
    // Beyond 2^64, digits that are not known are zeros.
    while scaled >= 1e18 {
        scaled /= 10.0;
        decimals -= 1;
    }
    let mut rest = scaled as u64;
    let mut text = Vec::new();
    while decimals < 0 {
        text.push(b'0');
        decimals += 1;
    }
    while decimals > 0 || rest > 0 || text.is_empty() {
        let digit = (rest % 10) as u8;
        rest /= 10;
        // A zero at the end of the decimals is left out.
        if decimals <= 0 || digit > 0 || !text.is_empty() {
            text.push(b'0' + digit);
        }
        decimals -= 1;
        if decimals == 0 && !text.is_empty() {
            text.push(b'.');
            if rest == 0 {
                text.push(b'0');
            }
        }
    }
    if value < 0.0 && scaled > 0.0 {
        text.push(b'-');
    }
    text.iter().rev().map(|&byte| char::from(byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
            ("1234567890123456", Some(1234567890123456.0)),
        ] {
            assert_eq!(read(text), value, "{text}");
        }
    }

    /// Numbers of up to 15 digits at many scales, with a period that meets all of them.
    fn samples() -> impl Iterator<Item = (u64, i32)> {
        let mut state = 1u64;
        (0..20_000).map(move |n| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(n);
            let digits = 10u64.pow(1 + (state >> 33) as u32 % 15);
            ((state >> 8) % digits, (state >> 40) as i32 % 15)
        })
    }

    #[test]
    fn fifteen_digits_are_read_and_written_as_the_standard_library_does() {
        for (digits, places) in samples() {
            let text = format!("{digits}e-{places}");
            let exact: f64 = text.parse().unwrap();
            assert_eq!(scaled(&digits.to_string(), -places), Some(exact), "{text}");
            assert_eq!(write(exact), exact.to_string(), "{text}");
            assert_eq!(read(&write(-exact)), Some(-exact), "{text}");
            let many: f64 = format!("{digits}e{}", places / 2).parse().unwrap();
            assert_eq!(scaled(&digits.to_string(), places / 2), Some(many));
        }
    }

    #[test]
    fn more_digits_are_rounded_once_too_where_they_are_decimals() {
        for (digits, places) in samples() {
            let text = format!("9{digits}123.{digits:05}{places}");
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            if digits <= 19 {
                assert_eq!(read(&text), text.parse().ok(), "{text}");
            }
        }
    }

    #[test]
    fn what_is_too_large_is_infinite_and_what_is_too_small_is_zero() {
        assert_eq!(scaled("1", 400), Some(f64::INFINITY));
        assert_eq!(scaled("1", i32::MAX), Some(f64::INFINITY));
        assert_eq!(scaled("1", -400), Some(0.0));
        assert_eq!(scaled("0", 400), Some(0.0));
        // Rounded at each of fourteen steps.
        assert!((scaled("1", 308).unwrap() / 1e308 - 1.0).abs() < 1e-14);
        assert_eq!(scaled(&"9".repeat(400), 0), Some(f64::INFINITY));
    }

    #[test]
    fn numbers_are_written() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (12.0, "12"),
            (-0.25, "-0.25"),
            (1.05, "1.05"),
            (99.64, "99.64"),
            (1000.0, "1000"),
            (1.024e11, "102400000000"),
            (1e15, "1000000000000000"),
            (1e22, "10000000000000000000000"),
            (1e-7, "0.0000001"),
            (1.0 / 3.0, "0.3333333333333333"),
        ] {
            assert_eq!(write(value), text);
        }
    }

    #[test]
    fn numbers_are_rounded() {
        for (value, text) in [
            (1.001, "1.001"),
            (11.1, "11.1"),
            (2.0 / 3.0, "0.6667"),
            (-2.0 / 3.0, "-0.6667"),
            (-0.00001, "0"),
            (0.99999, "1"),
            (100.0, "100"),
            (0.05, "0.05"),
        ] {
            assert_eq!(rounded(value, 4), text);
        }
        assert_eq!(rounded(1234.5, 0), "1235");
        assert_eq!(read_scientific("1.024E+11"), Some(1.024e11));
        assert_eq!(read_scientific("-5e-1"), Some(-0.5));
        assert_eq!(read_scientific("1.5"), Some(1.5));
        for text in ["e", "1e", "e5", "1e5e5", "NaN", "inf"] {
            assert_eq!(read_scientific(text), None, "{text}");
        }
    }

    proptest! {
        /// The standard library is the judge.
        #[test]
        fn every_figure_is_the_nearest_number(digits in "[0-9]{1,13}(\\.[0-9]{1,6})?", exp in -8i32..=16) {
            let expected: f64 = format!("{digits}e{exp}").parse().unwrap();
            prop_assert_eq!(scaled(&digits, exp), Some(expected));
        }

        #[test]
        fn what_the_standard_library_prints_is_read_back(number in -1e15f64..1e15) {
            prop_assert_eq!(read(&number.to_string()), Some(number));
        }
    }
}
