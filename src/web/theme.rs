//! The colours of a chart: those of the page it stands on, of its theme, and what the webmaster sets.

use crate::decimal;
use crate::scene::{Color, Palette};

/// The word of the `theme` attribute that asks for patterns.
pub const PATTERNS: &str = "patterns";

/// The `theme` attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the page is.
    #[default]
    Auto,
    /// A light card on any page.
    Light,
    /// A dark card on any page.
    Dark,
    /// The system's own colours.
    Contrast,
    /// Paper: light whatever the page is. No attribute's value.
    Print,
}

impl Theme {
    /// The theme of an attribute's value, which is a list of words; `patterns` among them is no theme.
    pub fn parse(value: &str) -> Option<Theme> {
        let mut theme = Theme::Auto;
        for word in value.split_ascii_whitespace() {
            theme = match word {
                "auto" => Theme::Auto,
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                "contrast" => Theme::Contrast,
                PATTERNS => theme,
                _ => return None,
            };
        }
        Some(theme)
    }

    /// Whether the chart brings its own background and is not set straight on the page.
    pub fn is_card(self) -> bool {
        self != Theme::Auto
    }
}

/// Reads what a canvas and computed styles give for an opaque colour: `#rrggbb`, `rgb(…)`, `rgba(…)`.
/// What is more than half transparent is none.
pub fn parse(css: &str) -> Option<Color> {
    if let Some(digits) = css.strip_prefix('#') {
        let value = u32::from_str_radix(digits, 16).ok()?;
        let part = |shift: u32| u8::try_from((value >> shift) & 255).unwrap_or(u8::MAX);
        return (digits.len() == 6).then(|| Color(part(16), part(8), part(0)));
    }
    let inner = css.strip_prefix("rgb")?.trim_start_matches(&['a'][..]);
    let inner = inner.strip_prefix('(')?.strip_suffix(')')?;
    let mut parts = inner
        .split(&[',', ' ', '/'][..])
        .filter(|part| !part.is_empty())
        .map(decimal::read);
    let mut part = || Some(parts.next()??.round().clamp(0.0, 255.0) as u8);
    let color = Color(part()?, part()?, part()?);
    let alpha = parts.next().flatten().unwrap_or(1.0);
    (alpha >= 0.5).then_some(color)
}

/// The relative luminance of WCAG 2, 0 for black to 1 for white.
pub fn luminance(color: Color) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            let part = (part + 0.055) / 1.055;
            part * part * fifth_root(part * part)
        }
    };
    0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
}

/// The fifth root of a number between 0 and 1, by Newton's way: the general power is 2 kB of code.
fn fifth_root(number: f64) -> f64 {
    // From 1 it comes down by at most a fifth a step, then doubles its digits.
    (0..24).fold(1.0, |root, _| {
        let square = root * root;
        root - (root - number / (square * square)) / 5.0
    })
}

/// The contrast ratio of WCAG 2, 1 to 21.
pub fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colours for a page with this background and this text, where they are known.
///
/// A portal without a dark design is white on a dark system too, so it is the page and not the system that
/// decides; a page that follows the system brings the chart along.
pub fn on_page(background: Option<Color>, text: Option<Color>) -> Palette {
    let dark = match (background, text) {
        (Some(background), _) => luminance(background) < 0.18,
        // Nothing is painted behind: light text means a dark canvas (`color-scheme: dark`).
        (None, Some(text)) => luminance(text) > 0.4,
        (None, None) => false,
    };
    let mut palette = if dark { Palette::DARK } else { Palette::LIGHT };
    if let Some(background) = background {
        palette.background = background;
    }
    // The page's own text colour, unless it could not be read at small sizes.
    if let Some(text) = text.filter(|&text| contrast(text, palette.background) >= 7.0) {
        palette.text = text;
    }
    if contrast(palette.muted, palette.background) < 4.5 {
        palette.muted = palette.text;
    }
    // Words stand in what stands back, and on it.
    if contrast(palette.faint, palette.background) < 4.5 {
        palette.faint = palette.muted;
    }
    palette
}

/// The colours in the system's text, background and emphasis: no grid, nothing told by colour alone.
pub fn high_contrast(text: Color, background: Color, accent: Color) -> Palette {
    let dark = luminance(background) < 0.18;
    let base = if dark { Palette::DARK } else { Palette::LIGHT };
    let mut series = base.series;
    // The first series in the text's colour; the others stay apart by hue as far as they contrast.
    for (at, color) in series.iter_mut().enumerate() {
        if at == 0 || contrast(*color, background) < 4.5 {
            *color = text;
        }
    }
    Palette {
        text,
        muted: text,
        grid: background,
        axis: text,
        background,
        accent,
        faint: text,
        series,
    }
}

/// The colours of a page for readers who ask for more contrast: black or white on its own background.
pub fn strengthen(palette: &Palette) -> Palette {
    let background = palette.background;
    let [black, white] = [Color(0, 0, 0), Color(255, 255, 255)];
    let text = if contrast(black, background) >= contrast(white, background) {
        black
    } else {
        white
    };
    let accent = if contrast(palette.accent, background) >= 7.0 {
        palette.accent
    } else {
        text
    };
    high_contrast(text, background, accent)
}

/// The colour of what surrounds the element that has the focus: the accent, unless the page has set one that does not
/// stand out from its background by 3:1, as WCAG 2.2 asks.
pub fn focus(palette: &Palette) -> Color {
    let stands_out = |color: &Color| contrast(*color, palette.background) >= 3.0;
    let strong = strengthen(palette);
    let colors = [palette.accent, palette.text];
    colors.into_iter().find(stands_out).unwrap_or(strong.text)
}

/// Whether a colour that the webmaster has set for the screen can be read on white paper.
pub fn prints(color: Color) -> bool {
    contrast(color, Palette::LIGHT.background) >= 4.5
}

/// The custom properties by which a page sets single colours, and what each sets.
///
/// All charts of a page inherit them: a portal's dark red, made for its white cards, reaches the one dark card too. What
/// is to be read and could not be on the chart's background is not taken.
pub fn customise(palette: &mut Palette, property: impl Fn(&str) -> Option<Color>) {
    let Palette {
        text,
        muted,
        grid,
        axis,
        background,
        accent,
        faint,
        series,
    } = palette;
    let behind = property("--county-chart-background").unwrap_or(*background);
    let read = |name, free| property(name).filter(|&color| free || contrast(color, behind) >= 4.5);
    let single = [
        ("--county-chart-background", background, true),
        ("--county-chart-grid", grid, true),
        ("--county-chart-axis", axis, true),
        ("--county-chart-faint", faint, false),
        ("--county-chart-text", text, false),
        ("--county-chart-muted", muted, false),
    ];
    for (name, slot, free) in single {
        if let Some(color) = read(name, free) {
            *slot = color;
        }
    }
    // A portal's one colour is also that of its first series, unless it sets that apart.
    if let Some(color) = read("--county-chart-accent", false) {
        *accent = color;
        if let Some(first) = series.first_mut() {
            *first = color;
        }
    }
    let names = [
        "--county-chart-series-1",
        "--county-chart-series-2",
        "--county-chart-series-3",
        "--county-chart-series-4",
        "--county-chart-series-5",
        "--county-chart-series-6",
        "--county-chart-series-7",
        "--county-chart-series-8",
    ];
    for (name, slot) in names.into_iter().zip(series) {
        if let Some(color) = read(name, false) {
            *slot = color;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Color = Color(255, 255, 255);

    #[test]
    fn colours_are_read_as_browsers_write_them() {
        for (css, color) in [
            ("#c7000b", Some(Color(0xc7, 0, 0x0b))),
            ("rgb(1, 2, 3)", Some(Color(1, 2, 3))),
            ("rgba(1, 2, 3, 0.9)", Some(Color(1, 2, 3))),
            ("rgb(1 2 3 / 0.1)", None),
            ("rgba(0, 0, 0, 0)", None),
            ("transparent", None),
            ("#fff", None),
            ("", None),
        ] {
            assert_eq!(parse(css), color, "{css}");
        }
    }

    #[test]
    fn the_page_decides_on_light_or_dark() {
        let dark = Color(0x16, 0x19, 0x1d);
        let light_text = Color(0xe8, 0xea, 0xed);
        assert_eq!(on_page(Some(WHITE), None).series, Palette::LIGHT.series);
        assert_eq!(on_page(Some(dark), None).series, Palette::DARK.series);
        assert_eq!(on_page(None, Some(light_text)).series, Palette::DARK.series);
        assert_eq!(on_page(None, None).series, Palette::LIGHT.series);
    }

    #[test]
    fn text_that_could_not_be_read_is_not_taken_from_the_page() {
        let grey = Color(0xaa, 0xaa, 0xaa);
        assert_eq!(on_page(Some(WHITE), Some(grey)).text, Palette::LIGHT.text);
        let navy = Color(0, 0, 0x40);
        assert_eq!(on_page(Some(WHITE), Some(navy)).text, navy);
        // A dark card that is lighter than our own.
        let card = on_page(Some(Color(0x1e, 0x22, 0x27)), None);
        assert!(contrast(card.faint, card.background) >= 4.5);
        // A tinted panel on which the muted grey would fall below 4.5:1.
        let tinted = on_page(Some(Color(0xd0, 0xd8, 0xe0)), None);
        assert!(contrast(tinted.muted, tinted.background) >= 4.5);
    }

    #[test]
    fn both_palettes_can_be_read() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            assert!(contrast(palette.text, palette.background) >= 7.0);
            assert!(contrast(palette.muted, palette.background) >= 4.5);
            assert!(contrast(palette.accent, palette.background) >= 4.5);
            assert!(contrast(palette.axis, palette.background) >= 3.0);
            for color in palette.series.into_iter().chain([palette.faint]) {
                assert!(contrast(color, palette.background) >= 4.5, "{color:?}");
            }
        }
    }

    #[test]
    fn high_contrast_can_be_read_in_every_system() {
        // Text, background and link of Windows' four contrast themes, and of a page without one.
        for [text, background, link] in [
            [0xffffff, 0x202020, 0x75e9fc],
            [0x3d3d3d, 0xfffaef, 0x1c5e75],
            [0xffffff, 0x2d3236, 0x70ebde],
            [0xffffff, 0x000000, 0x8080ff],
            [0x000000, 0xffffff, 0x0000ee],
        ] {
            let color = |number: u32| {
                let [_, red, green, blue] = number.to_be_bytes();
                Color(red, green, blue)
            };
            let palette = high_contrast(color(text), color(background), color(link));
            let Palette {
                text,
                muted,
                axis,
                accent,
                faint,
                background,
                ..
            } = palette;
            for color in [text, muted, axis, accent, faint]
                .iter()
                .chain(&palette.series)
            {
                assert!(
                    contrast(*color, background) >= 4.5,
                    "{color:?} on {background:?}"
                );
            }
        }
    }

    #[test]
    fn the_focus_stands_out_whatever_the_page_has_set() {
        let yellow = Color(0xff, 0xee, 0x66);
        let (mut light, mut odd) = (Palette::LIGHT, Palette::DARK);
        assert_eq!(focus(&light), light.accent);
        light.accent = yellow;
        assert_eq!(focus(&light), light.text);
        odd.background = yellow;
        odd.accent = WHITE;
        odd.text = WHITE;
        assert_eq!(focus(&odd), Color(0, 0, 0));
    }

    #[test]
    fn more_contrast_is_black_or_white_on_the_pages_background() {
        for background in [WHITE, Color(0x16, 0x19, 0x1d), Color(0x80, 0x80, 0x80)] {
            let palette = strengthen(&on_page(Some(background), None));
            assert_eq!(palette.background, background);
            for color in [palette.text, palette.muted, palette.axis] {
                assert!(contrast(color, background) >= 5.0, "{background:?}");
            }
            assert!(contrast(palette.accent, background) >= 5.0);
        }
    }

    #[test]
    fn a_theme_is_a_list_of_words() {
        for (value, theme) in [
            ("", Some(Theme::Auto)),
            ("light", Some(Theme::Light)),
            (" dark  patterns ", Some(Theme::Dark)),
            ("patterns contrast", Some(Theme::Contrast)),
            ("patterns", Some(Theme::Auto)),
            ("patterns pink", None),
        ] {
            assert_eq!(Theme::parse(value), theme, "{value}");
        }
    }

    #[test]
    fn the_accent_leads_the_series() {
        let red = Color(0xc7, 0, 0x0b);
        let mut palette = Palette::LIGHT;
        customise(&mut palette, |name| {
            (name == "--county-chart-accent").then_some(red)
        });
        assert_eq!((palette.accent, palette.series[0]), (red, red));
        assert_eq!(palette.series[1], Palette::LIGHT.series[1]);
    }

    #[test]
    fn a_colour_that_could_not_be_read_is_not_taken() {
        let navy = Color(0, 0, 0x40);
        let mut palette = Palette::DARK;
        customise(&mut palette, |name| {
            (name != "--county-chart-background").then_some(navy)
        });
        let kept = Palette::DARK;
        assert_eq!(
            (palette.text, palette.muted, palette.accent, palette.series),
            (kept.text, kept.muted, kept.accent, kept.series)
        );
        // It may stand behind, and is then what the others are read on.
        assert_eq!(palette.grid, navy);
        let mut palette = Palette::LIGHT;
        customise(&mut palette, |name| {
            Some(if name == "--county-chart-background" {
                navy
            } else {
                WHITE
            })
        });
        assert_eq!(
            (palette.background, palette.text, palette.series[7]),
            (navy, WHITE, WHITE)
        );
    }
}
