//! `pictogram`: one mark for so many, a row of them for each line.

use super::select::Line;
use super::{Context, Mark, Plot, format};
use crate::dataset::{Observation, Qualifier};
use crate::gather::Gather as _;
use crate::locale::{Later, fill, later};
use crate::scene::{Align, Command, Ink, Point, Rect, Scene, Text};

/// The largest value has at most so many marks: more are not counted, but looked over.
const MOST: f64 = 50.0;

/// What a mark shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Glyph {
    /// Head and shoulders.
    Person,
    /// A sheet with a turned corner.
    Sheet,
    /// A coin.
    Coin,
    /// A square for what has no picture of its own.
    Square,
}

impl Glyph {
    /// The glyph of a unit.
    fn of(unit: &str) -> Glyph {
        match unit {
            "人" | "名" | "位" | "人次" | "户" | "戶" | "人數" => Glyph::Person,
            "件" | "篇" | "份" | "期" | "条" | "條" | "册" | "冊" | "件次" => {
                Glyph::Sheet
            }
            "元" => Glyph::Coin,
            _ => Glyph::Square,
        }
    }

    /// Its outlines within a square of side 1.
    fn outlines(self) -> Vec<Vec<Point>> {
        let arc = |x: f64, y: f64, radius: f64, from: f64, to: f64| -> Vec<Point> {
            (0..=12)
                .map(|at| {
                    let turn = from + (to - from) * f64::from(at) / 12.0;
                    let (sin, cos) = sin_cos(turn);
                    Point {
                        x: x + cos * radius,
                        y: y + sin * radius,
                    }
                })
                .gather()
        };
        let corner = |x, y| Point { x, y };
        match self {
            Glyph::Person => {
                let mut body = arc(0.5, 0.8, 0.34, 0.5, 1.0);
                body.push(corner(0.84, 0.98));
                body.push(corner(0.16, 0.98));
                vec![arc(0.5, 0.24, 0.2, 0.0, 1.0), body]
            }
            Glyph::Sheet => vec![vec![
                corner(0.16, 0.04),
                corner(0.6, 0.04),
                corner(0.84, 0.28),
                corner(0.84, 0.96),
                corner(0.16, 0.96),
            ]],
            Glyph::Coin => vec![arc(0.5, 0.5, 0.45, 0.0, 1.0)],
            Glyph::Square => vec![vec![
                corner(0.08, 0.08),
                corner(0.92, 0.08),
                corner(0.92, 0.92),
                corner(0.08, 0.92),
            ]],
        }
    }
}

/// Sine and cosine of a part of a whole turn (0 to 1), by Bhaskara's formula: off by at most 0.2 % of the radius.
fn sin_cos(turn: f64) -> (f64, f64) {
    let sine = |turn: f64| {
        let turn = turn - turn.floor();
        let (half, sign) = if turn < 0.5 {
            (turn, 1.0)
        } else {
            (turn - 0.5, -1.0)
        };
        let product = half * (0.5 - half);
        sign * 16.0 * product / (1.25 - 4.0 * product)
    };
    (sine(turn), sine(turn + 0.25))
}

/// The part of an outline left of `x`.
fn clip(outline: &[Point], x: f64) -> Vec<Point> {
    let mut kept = Vec::new();
    for (at, here) in outline.iter().enumerate() {
        let Some(next) = outline.get(at + 1).or(outline.first()) else {
            continue;
        };
        if here.x <= x {
            kept.push(*here);
        }
        if (here.x <= x) != (next.x <= x) {
            let along = (x - here.x) / (next.x - here.x);
            kept.push(Point {
                x,
                y: here.y + along * (next.y - here.y),
            });
        }
    }
    kept
}

/// The round number of things that one mark stands for.
fn each(largest: f64) -> f64 {
    let mut power = 1.0;
    loop {
        for step in [1.0, 2.0, 5.0] {
            let each = step * power;
            if largest / each <= MOST || power > 1e15 {
                return each;
            }
        }
        power *= 10.0;
    }
}

/// Draws a row of marks for each line, which have one unit, at one step.
#[inline(never)]
pub(super) fn draw(context: &Context<'_>, lines: &[&Line], step: usize) -> Plot {
    let spec = context.spec;
    let rows: Vec<(&Line, usize, Observation<'_>)> = lines
        .iter()
        .filter_map(|line| {
            let (index, observation) = context.point(line, step)?;
            Some((*line, index, observation))
        })
        .gather();
    let largest = rows
        .iter()
        .filter_map(|(.., row)| row.high.or(row.value))
        .fold(1.0, f64::max);
    let each = each(largest);
    let unit = rows
        .iter()
        .find_map(|(.., row)| row.unit)
        .unwrap_or_default();
    let glyph = Glyph::of(unit);
    let size = context.body();
    let setting = context.setting(size * 0.9375, false);
    let strong = context.setting(size * 1.25, true);
    // Marks large enough to be seen, small enough that the longest row takes few lines.
    let side = (spec.width / 16.0).clamp(size * 1.1, size * 1.75);
    let pitch = side * 1.18;
    let across = (spec.width / pitch).floor().max(1.0);
    let mut scene = Scene::new(spec.width, 0.0);
    let mut marks = Vec::new();
    let mut y = 0.0;
    for (at, (line, index, observation)) in rows.iter().enumerate() {
        if at > 0 {
            y += size * 1.3;
        }
        let top = y;
        let value = format::quantity(observation, spec.lang).text(spec.lang);
        let wide = strong.width(&value);
        scene.text(Text {
            x: 0.0,
            y: y + size * 1.15,
            size: strong.shrunk(&value, spec.width),
            text: value,
            bold: true,
            align: Align::Start,
            ink: Ink::Text,
        });
        // Beside the value, or below it where that leaves no room for the name.
        let mut from = wide + size * 0.6;
        if from + setting.width(&line.label) > spec.width {
            from = 0.0;
            y += size * 1.5;
        }
        let names = setting.wrap(&line.label, spec.width - from, context.name_lines());
        let further = names.len().saturating_sub(1) as f64 * context.line_height(size);
        for (nth, name) in names.into_iter().enumerate() {
            scene.text(Text {
                x: from,
                y: y + size * 1.15 + nth as f64 * context.line_height(size),
                text: name,
                size: size * 0.9375,
                bold: false,
                align: Align::Start,
                ink: Ink::Muted,
            });
        }
        y += size * 1.75 + further;
        let ink = if context.stands_back(line) {
            Ink::Faint
        } else {
            Ink::Series(0)
        };
        if let Some(value) = observation.value.filter(|value| *value >= 0.0) {
            let count = value / each;
            let open = matches!(observation.qualifier, Qualifier::Over | Qualifier::Near);
            let high = observation.high.map_or(count, |high| high / each);
            let last = high
                .max(count)
                .ceil()
                .max(if open { count.floor() + 1.0 } else { 0.0 });
            for nth in 0..last as usize {
                let place = nth as f64;
                let corner = Point {
                    x: (place % across) * pitch,
                    y: y + (place / across).floor() * pitch,
                };
                let full = (count - place).clamp(0.0, 1.0);
                for outline in glyph.outlines() {
                    let placed = |part: &[Point]| -> Vec<Point> {
                        part.iter()
                            .map(|point| Point {
                                x: corner.x + point.x * side,
                                y: corner.y + point.y * side,
                            })
                            .gather()
                    };
                    // What is not reached, or may be: the rest of the last mark, the room up to the upper end.
                    if full < 1.0 {
                        scene.commands.push(Command::Area {
                            points: placed(&outline),
                            ink,
                            opacity: 0.22,
                        });
                    }
                    let part = clip(&outline, full);
                    if full > 0.0 && part.len() > 2 {
                        scene.commands.push(Command::Area {
                            points: placed(&part),
                            ink,
                            opacity: 1.0,
                        });
                    }
                }
            }
            y += (last / across).ceil().max(1.0) * pitch;
        }
        let bounds = Rect {
            x: 0.0,
            y: top,
            width: spec.width,
            height: y - top,
        };
        let anchor = Point {
            x: wide.min(spec.width) / 2.0,
            y: top,
        };
        marks.push(Mark {
            observation: *index,
            step: at,
            series: 0,
            bounds,
            anchor,
        });
    }
    scene.height = y.ceil();
    let one = Observation {
        value: Some(each),
        high: None,
        qualifier: Qualifier::Exact,
        text: "",
        ..match rows.first() {
            Some((.., row)) => row.clone(),
            None => return Plot::default(),
        }
    };
    let one = format::quantity(&one, spec.lang).text(spec.lang);
    Plot {
        scene,
        marks,
        notes: vec![fill(later(Later::NoteEach, context.spec.lang), &[&one])],
        unit_shown: true,
        ..Plot::default()
    }
}
