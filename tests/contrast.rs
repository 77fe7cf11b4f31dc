//! Contrast, computed from the pictures themselves: every text against what lies under it, every mark against what it
//! is painted on, in every chart that is looked at and in every theme (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
//!
//! Exempt, because what they show is told otherwise:
//! - grid lines, the tracks under bars and the plates under words ([`Ink::Grid`]): the value is told by tick labels, by
//!   the number beside the bar, by the word on the plate;
//! - what is translucent: the stripes of an approximate end, the body between both ends of a range (which has a bracket),
//!   the part of a glyph that is not reached, the pale ground of a poster's card and the ornament in its head. The number
//!   with its qualifier stands beside it in words;
//! - a point that lies on the point of another series because both have one value: the last painted is seen, and card,
//!   table and speech tell both.
//!
//! The moment in which the reader points at one series and the others stand back ([`Palette::singling`]) is held too.
//! Not held: a page's own background, of which nothing is known here.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where its input is not what it says"
)]

mod support;

use county_charts::scene::{
    Align, Color, Command, Ink, MeasureText as _, Palette, Point, Rect, Scene, Text, patterned,
};
use county_charts::text::WidthTable;
use std::collections::BTreeMap;
use std::path::Path;
use support::cases::{CASES, WIDTHS, whole};

/// For text, and for text that is large: 24 px, or 18.66 px and bold.
const TEXT: f64 = 4.5;
const LARGE: f64 = 3.0;
/// For what is not text.
const MARK: f64 = 3.0;

/// A colour as it comes out of painting one over another: 0 to 255.
type Shade = [f64; 3];

fn shade(Color(red, green, blue): Color) -> Shade {
    [red, green, blue].map(f64::from)
}

fn over(under: Shade, color: Shade, opacity: f64) -> Shade {
    [0, 1, 2].map(|at| under[at] + (color[at] - under[at]) * opacity)
}

fn luminance(shade: Shade) -> f64 {
    let [red, green, blue] = shade.map(|value| {
        let value = value / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(a: Shade, b: Shade) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The themes: the palettes of the crate, and the light one as each site of the demo portal colours it.
fn themes() -> Vec<(String, Palette)> {
    let mut themes = vec![
        ("light".to_owned(), Palette::LIGHT),
        ("dark".to_owned(), Palette::DARK),
        ("contrast".to_owned(), Palette::CONTRAST),
    ];
    let sheet = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/portal.css");
    let sheet = std::fs::read_to_string(sheet).unwrap();
    for line in sheet.lines().filter(|line| line.starts_with(".site-")) {
        let color = |property: &str| {
            let (_, after) = line.split_once(&format!("{property}: #"))?;
            let value = u32::from_str_radix(after.get(..6)?, 16).unwrap();
            let [_, red, green, blue] = value.to_be_bytes();
            Some(Color(red, green, blue))
        };
        let Some(accent) = color("--county-chart-accent") else {
            continue;
        };
        let mut palette = Palette::LIGHT;
        palette.accent = accent;
        palette.series[0] = accent;
        for (at, slot) in palette.series.iter_mut().enumerate() {
            if let Some(color) = color(&format!("--county-chart-series-{}", at + 1)) {
                *slot = color;
            }
        }
        let name = line.split_whitespace().next().unwrap();
        themes.push((name.to_owned(), palette));
    }
    assert!(themes.len() >= 3 + 6, "{}", themes.len());
    assert!(themes.iter().any(|(name, _)| name == ".site-red"));
    themes
}

/// What a command covers at a point: an ink and its opacity. A stroke is what it is painted with, not what lies under
/// words.
fn covers(command: &Command, at: Point) -> Option<(Ink, f64)> {
    match command {
        Command::Rect {
            rect, ink, opacity, ..
        } => {
            let inside =
                at.x >= rect.x && at.x <= rect.right() && at.y >= rect.y && at.y <= rect.bottom();
            inside.then_some((*ink, *opacity))
        }
        Command::Area {
            points,
            ink,
            opacity,
        } => within(points, at).then_some((*ink, *opacity)),
        Command::Circle {
            center,
            radius,
            fill: Some(ink),
            ..
        } => {
            let inside = (at.x - center.x).hypot(at.y - center.y) <= *radius;
            inside.then_some((*ink, 1.0))
        }
        _ => None,
    }
}

fn within(points: &[Point], at: Point) -> bool {
    let mut inside = false;
    let mut last = points[points.len() - 1];
    for &point in points {
        if (point.y > at.y) != (last.y > at.y) {
            let x = last.x + (at.y - last.y) / (point.y - last.y) * (point.x - last.x);
            inside ^= at.x < x;
        }
        last = point;
    }
    inside
}

/// What is seen at a point when so many commands have been painted.
fn seen(scene: &Scene, palette: &Palette, painted: usize, at: Point) -> Shade {
    let mut seen = shade(palette.background);
    for command in &scene.commands[..painted] {
        if let Some((ink, opacity)) = covers(command, at) {
            seen = over(seen, shade(palette.color(ink)), opacity);
        }
    }
    seen
}

/// Points all over the body of a text.
fn samples(text: &Text) -> Vec<Point> {
    let width = WidthTable.width(&text.text, text.size, text.bold);
    let left = match text.align {
        Align::Start => text.x,
        Align::Middle => text.x - width / 2.0,
        Align::End => text.x - width,
    };
    let mut samples = Vec::new();
    for along in 0..=8 {
        for up in 0..=2 {
            samples.push(Point {
                x: left + width * (0.02 + 0.12 * f64::from(along)),
                y: text.y - text.size * (0.04 + 0.33 * f64::from(up)),
            });
        }
    }
    samples
}

/// The least contrast of a text with what lies under it.
fn text_contrast(scene: &Scene, palette: &Palette, index: usize, text: &Text) -> f64 {
    let ink = shade(palette.color(text.ink));
    samples(text)
        .into_iter()
        .map(|at| contrast(ink, seen(scene, palette, index, at)))
        .fold(f64::INFINITY, f64::min)
}

/// Whether something is painted over a text later.
fn is_covered(scene: &Scene, index: usize, text: &Text) -> bool {
    let later = &scene.commands[index + 1..];
    samples(text)
        .into_iter()
        .any(|at| later.iter().any(|command| covers(command, at).is_some()))
}

/// What a mark is painted with, and places all over it; nothing for what is no mark or exempt.
fn mark(command: &Command) -> Option<(Vec<Ink>, Vec<Point>)> {
    let along = |points: &[Point]| -> Vec<Point> {
        let between = |pair: &[Point], part: f64| Point {
            x: pair[0].x + (pair[1].x - pair[0].x) * part,
            y: pair[0].y + (pair[1].y - pair[0].y) * part,
        };
        points
            .windows(2)
            .flat_map(|pair| [0.1, 0.3, 0.5, 0.7, 0.9].map(|part| between(pair, part)))
            .collect()
    };
    let (mut inks, places) = match command {
        Command::Rect {
            rect, ink, opacity, ..
        } if *opacity >= 1.0 => {
            let places = [0.1, 0.5, 0.9]
                .into_iter()
                .flat_map(|x| [0.1, 0.5, 0.9].map(|y| (x, y)))
                .map(|(x, y)| Point {
                    x: rect.x + rect.width * x,
                    y: rect.y + rect.height * y,
                });
            (vec![*ink], places.collect())
        }
        Command::Area {
            points,
            ink,
            opacity,
        } if *opacity >= 1.0 => (vec![*ink], along(points)),
        Command::Line { points, stroke, .. } => (vec![stroke.ink], along(points)),
        Command::Circle {
            center,
            radius,
            fill,
            stroke,
        } => {
            let places = (0..16).map(|turn| {
                let angle = f64::from(turn) * std::f64::consts::TAU / 16.0;
                Point {
                    x: center.x + radius * angle.cos(),
                    y: center.y + radius * angle.sin(),
                }
            });
            let stroke = stroke.map(|stroke| stroke.ink);
            let inks = [*fill, stroke].into_iter().flatten();
            (inks.collect(), places.collect())
        }
        _ => return None,
    };
    inks.retain(|ink| *ink != Ink::Grid);
    // What is painted in the page's colour alone is room around something.
    inks.iter()
        .any(|ink| *ink != Ink::Background)
        .then_some((inks, places))
}

/// The contrast that at least half of a mark has with what it is painted on: a line may cross another, and a point lie
/// on another in part.
fn mark_contrast(
    scene: &Scene,
    palette: &Palette,
    index: usize,
    inks: &[Ink],
    places: &[Point],
) -> f64 {
    let earlier = &scene.commands[..index];
    let is_point =
        |command: &&Command| matches!(command, Command::Circle { .. } | Command::Area { .. });
    let off_points = |at: &&Point| {
        !earlier
            .iter()
            .filter(is_point)
            .any(|point| covers(point, **at).is_some())
    };
    let free: Vec<&Point> = places.iter().filter(off_points).collect();
    if free.len() * 2 < places.len() && is_point(&&scene.commands[index]) {
        return f64::INFINITY;
    }
    let mut all: Vec<f64> = places
        .iter()
        .map(|&at| {
            let under = seen(scene, palette, index, at);
            // A disc may stand out by its edge or by what fills it.
            inks.iter()
                .map(|ink| contrast(shade(palette.color(*ink)), under))
                .fold(0.0, f64::max)
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// Bars of two colours that touch along an edge: these are told apart by nothing else.
fn touching<'a>(scene: &'a Scene, palette: &Palette) -> Option<(&'a Rect, Ink, Ink)> {
    let bars: Vec<(&Rect, Ink)> = scene
        .commands
        .iter()
        .filter_map(|command| match command {
            Command::Rect {
                rect,
                ink: ink @ (Ink::Series(_) | Ink::Faint | Ink::Accent),
                opacity,
                ..
            } if *opacity >= 1.0 => Some((rect, *ink)),
            _ => None,
        })
        .collect();
    bars.iter().enumerate().find_map(|(at, (one, ink))| {
        bars[..at]
            .iter()
            .find(|(other, ink_of_other)| {
                ink != ink_of_other
                    && one.grown(0.25).overlaps(other)
                    && contrast(
                        shade(palette.color(*ink)),
                        shade(palette.color(*ink_of_other)),
                    ) < MARK
            })
            .map(|(_, other)| (*one, *ink, *other))
    })
}

/// Everything that is wrong with a picture in a theme; with `marks`, not only of its words.
fn faults(scene: &Scene, palette: &Palette, marks: bool) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, command) in scene.commands.iter().enumerate() {
        if let Command::Text(text) = command {
            let large = text.size >= 24.0 || text.bold && text.size >= 18.66;
            let least = if large { LARGE } else { TEXT };
            let contrast = text_contrast(scene, palette, index, text);
            if contrast < least {
                faults.push(format!(
                    "“{}” ({:?}) has {contrast:.2}:1",
                    text.text, text.ink
                ));
            }
            if is_covered(scene, index, text) {
                faults.push(format!("“{}” is painted over", text.text));
            }
        } else if let Some((inks, places)) = mark(command).filter(|_| marks) {
            let contrast = mark_contrast(scene, palette, index, &inks, &places);
            if contrast < MARK {
                let kind = format!("{command:?}");
                let kind = kind.split([' ', '(']).next().unwrap_or_default();
                faults.push(format!("a {kind} of {inks:?} has {contrast:.2}:1"));
            }
        }
    }
    if let Some((_, one, other)) = touching(scene, palette).filter(|_| marks) {
        faults.push(format!("bars of {one:?} and {other:?} touch"));
    }
    faults
}

#[test]
fn every_text_and_mark_stands_out_from_what_is_under_it() {
    let themes = themes();
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut texts, mut marks, mut singlings) = (0, 0, 0);
    for case in CASES {
        let reading = support::read(case.file);
        for lang in case.langs() {
            for width in WIDTHS {
                let (chart, spec) = case.chart(&reading, lang, width);
                let keyed = chart
                    .keyed()
                    .then(|| chart.series.iter().map(|series| series.ink));
                let singled: Vec<Ink> = keyed.into_iter().flatten().collect();
                let (_, _, plain) = whole(&reading, chart, spec);
                // Of patterns the words alone: what they hatch and what they put under words is of one colour.
                for (scene, kind) in [(&plain, ""), (&patterned(&plain), " in patterns")] {
                    for command in &scene.commands {
                        texts += usize::from(matches!(command, Command::Text(_)));
                        marks += usize::from(mark(command).is_some());
                    }
                    for (theme, palette) in &themes {
                        let name = format!("{}-{}-{width} {theme}{kind}", case.name, lang.tag());
                        for fault in faults(scene, palette, kind.is_empty()) {
                            wrong.entry(fault).or_default().push(name.clone());
                        }
                        for ink in singled.iter().take(2) {
                            let palette = palette.singling(*ink);
                            singlings += 1;
                            for fault in faults(scene, &palette, kind.is_empty()) {
                                let name = format!("{name}, {ink:?} singled out");
                                wrong.entry(fault).or_default().push(name);
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(
        texts > 4_000 && marks > 4_000 && singlings > 1_000,
        "{texts} texts, {marks} marks, {singlings} singled out"
    );
    let lines: Vec<String> = wrong
        .iter()
        .map(|(fault, places)| format!("{fault}: {} times, first in {}", places.len(), places[0]))
        .collect();
    assert!(
        lines.is_empty(),
        "{} faults:\n{}",
        lines.len(),
        lines.join("\n")
    );
}
