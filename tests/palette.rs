//! The colours of the series: contrast (WCAG 2.2), difference for colour-blind readers, lightness in grey print.
//!
//! Colour-blind sight is simulated as in Machado, Oliveira and Fernandes 2009 at full severity, in linear
//! sRGB; differences are CIEDE2000 (Sharma, Wu and Dalal 2005), D65.

use county_charts::scene::{Color, Ink, Palette};

fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

fn luminance(Color(red, green, blue): Color) -> f64 {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

const SIGHT: [(&str, [[f64; 3]; 3]); 3] = [
    ("full", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
];

fn lab(Color(red, green, blue): Color, sight: &[[f64; 3]; 3]) -> [f64; 3] {
    let rgb = [linear(red), linear(green), linear(blue)];
    let seen = sight.map(|row| {
        let sum: f64 = row
            .iter()
            .zip(rgb)
            .map(|(weight, value)| weight * value)
            .sum();
        sum.clamp(0.0, 1.0)
    });
    let xyz = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
    .map(|row: [f64; 3]| {
        row.iter()
            .zip(seen)
            .map(|(weight, value)| weight * value)
            .sum::<f64>()
    });
    let f = |value: f64| {
        if value > 216.0 / 24389.0 {
            value.cbrt()
        } else {
            (24389.0 / 27.0 * value + 16.0) / 116.0
        }
    };
    let (x, y, z) = (f(xyz[0] / 0.95047), f(xyz[1]), f(xyz[2] / 1.08883));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let mean_c = (a1.hypot(b1) + a2.hypot(b2)) / 2.0;
    let g = 0.5 * (1.0 - (mean_c.powi(7) / (mean_c.powi(7) + 25f64.powi(7))).sqrt());
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| {
        if a == 0.0 && b == 0.0 {
            0.0
        } else {
            b.atan2(a).to_degrees().rem_euclid(360.0)
        }
    };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let turn = match h2 - h1 {
        _ if c1 * c2 == 0.0 => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = ((l1 + l2) / 2.0, (c1 + c2) / 2.0);
    let h = match (h1 + h2, (h1 - h2).abs()) {
        (sum, _) if c1 * c2 == 0.0 => sum,
        (sum, apart) if apart <= 180.0 => sum / 2.0,
        (sum, _) if sum < 360.0 => (sum + 360.0) / 2.0,
        (sum, _) => (sum - 360.0) / 2.0,
    };
    let cos = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
        - 0.2 * cos(4.0 * h - 63.0);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rc = 2.0 * (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let rt = -rc
        * (60.0 * (-((h - 275.0) / 25.0).powi(2)).exp())
            .to_radians()
            .sin();
    let (dl, dc, dh) = (dl / sl, dc / sc, dh / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

#[test]
fn ciede2000_agrees_with_its_authors() {
    // Rows 1, 7, 17 and 25 of the table in Sharma, Wu and Dalal 2005.
    for (a, b, difference) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        (
            [60.2574, -34.0099, 36.2677],
            [60.4626, -34.1751, 39.4387],
            1.2644,
        ),
    ] {
        assert!((ciede2000(a, b) - difference).abs() < 1e-4, "{a:?} {b:?}");
    }
}

#[test]
fn series_are_told_apart_by_everyone() {
    for (theme, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
        for (sight, matrix) in &SIGHT {
            let seen = palette.series.map(|color| lab(color, matrix));
            for first in 0..seen.len() {
                for second in first + 1..seen.len() {
                    // Neighbours, and the first five among one another.
                    if second == first + 1 || second < 5 {
                        let difference = ciede2000(seen[first], seen[second]);
                        assert!(
                            difference >= 10.0,
                            "{theme}, {sight}: {first} and {second} differ by {difference:.1}"
                        );
                    }
                }
            }
        }
        let grey = palette.series.map(|color| lab(color, &SIGHT[0].1)[0]);
        for pair in grey[..5].windows(2) {
            assert!(
                (pair[0] - pair[1]).abs() >= 5.0,
                "{theme}: {pair:?} are one grey in print"
            );
        }
    }
}

#[test]
fn text_and_marks_stand_out() {
    for (theme, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
        let texts = [palette.text, palette.muted]
            .into_iter()
            .chain(palette.series)
            .chain([palette.accent]);
        for color in texts {
            let contrast = contrast(color, palette.background);
            assert!(contrast >= 4.5, "{theme}: {color:?} has {contrast:.2}");
        }
        assert!(contrast(palette.axis, palette.background) >= 3.0, "{theme}");
        // Letters in a tag, and on a filled disc.
        assert!(contrast(palette.text, palette.grid) >= 4.5, "{theme}");
    }
}

#[test]
fn one_series_is_singled_out_unless_nothing_may_be_pale() {
    let light = Palette::LIGHT.singling(Ink::Series(1));
    assert_eq!(light.series[1], Palette::LIGHT.series[1]);
    assert_eq!(light.series[0], Palette::LIGHT.faint);
    assert_eq!(
        Palette::CONTRAST.singling(Ink::Series(1)),
        Palette::CONTRAST
    );
}
