//! Decimal digits become the nearest `f64`, without the tables that the standard library's reader brings.
//!
//! Those are 10 kB that do not compress, in a widget of 90 kB. Nineteen digits and powers of ten within ±27
//! are exact here in 128-bit integers, which no figure of a report exceeds; beyond, the last bit may be off.

/// The powers of ten that `f64` holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The most digits that fit into 64 bits, and the highest power of five that does.
const MOST_DIGITS: u32 = 19;
const MOST_FIVES: i32 = 27;

/// The number that ASCII digits with at most one point are, times ten to the power of `exp`; `None` for anything else.
pub(crate) fn value(digits: &str, exp: i32) -> Option<f64> {
    let mut mantissa = 0u64;
    let (mut count, mut dropped, mut fraction) = (0u32, 0i32, 0i32);
    let (mut seen_point, mut seen_digit) = (false, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                seen_digit = true;
                if count < MOST_DIGITS {
                    mantissa = mantissa * 10 + u64::from(byte - b'0');
                    count += u32::from(mantissa > 0);
                } else {
                    dropped = dropped.saturating_add(1);
                }
                fraction += i32::from(seen_point);
            }
            b'.' if !seen_point => seen_point = true,
            _ => return None,
        }
    }
    seen_digit.then(|| {
        scaled(
            mantissa,
            exp.saturating_add(dropped).saturating_sub(fraction),
        )
    })
}

/// Reads what `f64` is printed as: a sign, digits, a point.
pub(crate) fn signed(text: &str) -> Option<f64> {
    match text.strip_prefix('-') {
        Some(rest) => value(rest, 0).map(|value| -value),
        None => value(text, 0),
    }
}

/// `mantissa` × 10^`exp`, rounded once where both are within the exact range.
pub(crate) fn scaled(mantissa: u64, exp: i32) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    if mantissa < 1 << 53
        && let Some(power) = POWERS.get(exp.unsigned_abs() as usize)
    {
        let mantissa = mantissa as f64;
        return if exp < 0 {
            mantissa / power
        } else {
            mantissa * power
        };
    }
    let within = exp.clamp(-MOST_FIVES, MOST_FIVES);
    let fives = 5u128.pow(within.unsigned_abs());
    let exact = if within >= 0 {
        (u128::from(mantissa) * fives) as f64 * two_to(within)
    } else {
        // As many bits as there are, and a last one that stands for all that is cut off.
        let shift = u128::from(mantissa).leading_zeros();
        let shifted = u128::from(mantissa) << shift;
        let quotient = (shifted / fives) | u128::from(shifted % fives != 0);
        quotient as f64 * two_to(within) / two_to(shift as i32)
    };
    let mut value = exact;
    let mut rest = exp - within;
    while rest != 0 && value != 0.0 && value.is_finite() {
        let step = rest.clamp(-22, 22);
        let power = POWERS
            .get(step.unsigned_abs() as usize)
            .copied()
            .unwrap_or(1.0);
        value = if step < 0 {
            value / power
        } else {
            value * power
        };
        rest -= step;
    }
    value
}

/// A power of two, exactly.
fn two_to(exp: i32) -> f64 {
    let size = (1u128 << exp.unsigned_abs().min(127)) as f64;
    if exp < 0 { 1.0 / size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", ".", "1.2.3", "x", "1e5", "-", "--1", " 1"] {
            assert_eq!(signed(text), None, "{text}");
        }
        assert_eq!(signed("-3.5"), Some(-3.5));
        assert_eq!(value("5.", 0), Some(5.0));
        assert_eq!(value(".5", 0), Some(0.5));
        assert_eq!(value("1", 400), Some(f64::INFINITY));
        assert_eq!(value("1", -400), Some(0.0));
        assert_eq!(value("1024", 8), Some(1.024e11));
    }

    proptest! {
        /// The standard library is the judge.
        #[test]
        fn every_figure_is_the_nearest_number(digits in "[0-9]{1,13}(\\.[0-9]{1,6})?", exp in -8i32..=16) {
            let expected: f64 = format!("{digits}e{exp}").parse().unwrap();
            prop_assert_eq!(value(&digits, exp), Some(expected));
        }

        #[test]
        fn what_is_printed_is_read_back(number in -1e15f64..1e15) {
            prop_assert_eq!(signed(&number.to_string()), Some(number));
        }
    }
}
