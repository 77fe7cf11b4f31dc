//! A series as tones: what is played for whoever asks to hear it.

/// The lowest and the highest tone, in Hz: two octaves about the middle of a voice, which small loudspeakers carry.
const LOW: f64 = 220.0;
const HIGH: f64 = 880.0;

/// The pitch of each value, in Hz, in their order; none for a value that is not there. Equal steps of value are equal
/// steps of pitch as the ear hears them. `falling` is for ranks, of which the smallest is the best.
pub fn tones(values: &[Option<f64>], falling: bool) -> Vec<Option<f64>> {
    let known = || values.iter().flatten().copied();
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    let tone = |value: f64| {
        let share = if high > low {
            (value - low) / (high - low)
        } else {
            0.5
        };
        let share = if falling { 1.0 - share } else { share };
        LOW * power(HIGH / LOW, share)
    };
    values.iter().map(|value| value.map(tone)).collect()
}

/// `base` to the power of a share of 1, by the binary digits of the share: each is a square root more. The general power
/// has 2 kB of tables, which even the module of the first picture would carry.
fn power(base: f64, share: f64) -> f64 {
    let (mut root, mut left, mut digit, mut power) = (base, share, 1.0, 1.0);
    for _ in 0..20 {
        if left >= digit {
            left -= digit;
            power *= root;
        }
        digit /= 2.0;
        root = root.sqrt();
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_is_the_highest_and_what_is_missing_is_silent() {
        let tones = tones(&[Some(10.0), None, Some(30.0), Some(20.0)], false);
        assert_eq!(tones[0], Some(LOW));
        assert_eq!(tones[1], None);
        assert_eq!(tones[2], Some(HIGH));
        // Half way up is one of the two octaves.
        assert_eq!(tones[3].map(f64::round), Some(440.0));
    }

    #[test]
    fn the_best_rank_is_the_highest() {
        let tones = tones(&[Some(1.0), Some(3.0)], true);
        assert_eq!(tones, [Some(HIGH), Some(LOW)]);
    }

    #[test]
    fn a_series_that_stays_is_one_tone() {
        let same = tones(&[Some(7.0), Some(7.0)], false);
        assert_eq!(same[0], same[1]);
        assert!(tones(&[], false).is_empty());
        assert_eq!(tones(&[None], false), [None]);
    }
}
