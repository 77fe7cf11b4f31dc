//! The value axis: its range, its round numbers, the multiplier that it counts in.

use super::format;
use crate::decimal;
use crate::gather::Gather as _;
use crate::locale::{Lang, Words};

/// A value axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    /// The value at the lower end.
    pub low: f64,
    /// The value at the upper end; always above `low`.
    pub high: f64,
    /// Round numbers within, ascending.
    pub ticks: Vec<f64>,
    /// What the labels count in: 10,000 where they stand for 万.
    pub factor: f64,
    /// The name of `factor`; empty for 1.
    pub multiplier: &'static str,
}

impl Scale {
    /// An axis for values from `min` to `max`; from zero where `zero` asks for it (bars always do).
    pub fn new(min: f64, max: f64, zero: bool, lang: Lang) -> Scale {
        let (mut low, mut high) = (min, max);
        // A line may leave zero out where its course would be lost otherwise.
        let near = max > 0.0 && min > 0.0 && max - min < 0.4 * max && max > min;
        if zero || !near {
            low = low.min(0.0);
            high = high.max(0.0);
        }
        if high <= low {
            high = low + 1.0;
        }
        let step = step(high - low);
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil();
        // The axis ends at the value where the next round number would waste a third of a step and more.
        // A line that leaves zero out keeps off the axis: there its points and labels would lie on the year labels.
        let first = if low > 0.0 && low - first * step < 0.2 * step {
            first - 1.0
        } else {
            first
        };
        let over = last * step - high;
        let last = if over > 0.35 * step && last - first > 2.0 {
            last - 1.0
        } else {
            last
        };
        let ticks: Vec<f64> = (0..=(last - first).max(1.0) as usize)
            .map(|at| (first + at as f64) * step)
            // 0.30000000000000004 is 0.3.
            .map(|tick| (tick * 1e9).round() / 1e9)
            .gather();
        let (bottom, top) = (
            ticks.first().copied().unwrap_or(low),
            ticks.last().copied().unwrap_or(high),
        );
        let largest = top.abs().max(bottom.abs());
        // One multiplier an axis, so that its labels stay short: from 100,000 in Chinese, a million in English.
        let (factor, multiplier) = Words::of(lang)
            .multipliers
            .iter()
            .copied()
            .find(|(factor, _)| *factor >= 1e4 && largest >= factor * 10.0)
            .unwrap_or((1.0, ""));
        Scale {
            low: bottom.min(low),
            high: top.max(high),
            ticks,
            factor,
            multiplier,
        }
    }

    /// Where a value is between the ends: 0 at `low`, 1 at `high`.
    pub fn position(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The words of a tick.
    pub fn label(&self, tick: f64) -> String {
        format::number(((tick / self.factor) * 1e9).round() / 1e9)
    }
}

/// Ten to a power of either sign.
fn power(exp: i32) -> f64 {
    if exp < 0 {
        1.0 / decimal::power(-exp)
    } else {
        decimal::power(exp)
    }
}

/// A round step that gives three to five ticks over `span`.
fn step(span: f64) -> f64 {
    let rough = span / 4.5;
    let mut exp = 0;
    while power(exp) > rough && exp > -300 {
        exp -= 1;
    }
    while power(exp + 1) <= rough && exp < 300 {
        exp += 1;
    }
    let power = power(exp);
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .iter()
        // 2.5 is round only where it leaves no half: 25, 250, but 0.25 and 2.5 are not.
        .filter(|factor| **factor != 2.5 || power >= 10.0)
        .map(|factor| factor * power)
        .find(|step| span / step <= 4.5)
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(min: f64, max: f64, zero: bool) -> Vec<f64> {
        Scale::new(min, max, zero, Lang::ZhHans).ticks
    }

    #[test]
    fn ticks_are_three_to_five_round_numbers() {
        assert_eq!(ticks(4089.0, 6117.0, true), [0.0, 2000.0, 4000.0, 6000.0]);
        assert_eq!(ticks(0.0, 235.0, true), [0.0, 100.0, 200.0]);
        assert_eq!(
            ticks(99.2, 100.0, false),
            [99.0, 99.2, 99.4, 99.6, 99.8, 100.0]
        );
        assert_eq!(ticks(0.0, 1.0, true), [0.0, 0.5, 1.0]);
        assert_eq!(ticks(-30.0, 50.0, true), [-40.0, -20.0, 0.0, 20.0, 40.0]);
        for max in [1.0, 7.0, 59.0, 100.0, 1e4, 54317.0, 3.9e6, 1.024e11, 1e-3] {
            let ticks = ticks(0.0, max, true);
            assert!((3..=6).contains(&ticks.len()), "{max}: {ticks:?}");
        }
    }

    #[test]
    fn one_multiplier_an_axis() {
        let scale = Scale::new(0.0, 3.9e6, true, Lang::ZhHans);
        assert_eq!((scale.factor, scale.multiplier), (1e4, "万"));
        assert_eq!(scale.label(2e6), "200");
        assert_eq!(Scale::new(0.0, 54317.0, true, Lang::ZhHans).factor, 1.0);
        assert_eq!(
            Scale::new(0.0, 1.024e11, true, Lang::ZhHant).multiplier,
            "億"
        );
    }

    #[test]
    fn equal_values_and_zero_alone_have_an_axis() {
        for value in [0.0, 5.0, -5.0, 1e12] {
            let scale = Scale::new(value, value, false, Lang::ZhHans);
            assert!(scale.high > scale.low, "{scale:?}");
            assert!((0.0..=1.0).contains(&scale.position(value)));
        }
    }
}
