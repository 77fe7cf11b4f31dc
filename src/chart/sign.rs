//! How the marks of a series are told from the others' without their colours: by their place, or by their shape.

use super::select::Line;
use super::{Context, MOST_LINES};
use crate::gather::Gather as _;
use crate::scene::{Command, Ink, Point, Rect, Scene, Stroke};

/// What a name in a legend has in common with the marks of its series, apart from the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sign {
    /// Nothing: the name stands at the marks as well.
    #[default]
    Name,
    /// Its place from the left among so many beside each other: the columns of a year, the parts of a lying bar.
    Beside(usize, usize),
    /// Its place from below among so many on top of each other.
    Above(usize, usize),
    /// The shape of its points; 0 is the disc.
    Shape(usize),
}

/// The corners of each shape but the disc, as parts of a tenth of its size: square, triangle, diamond, triangle on its
/// head, a bar lying and one standing, an hourglass.
const SHAPES: [[[i8; 2]; 4]; 7] = [
    [[-9, -9], [9, -9], [9, 9], [-9, 9]],
    [[0, -13], [13, 10], [0, 10], [-13, 10]],
    [[0, -13], [13, 0], [0, 13], [-13, 0]],
    [[-13, -10], [0, -10], [13, -10], [0, 13]],
    [[-16, -5], [16, -5], [16, 5], [-16, 5]],
    [[-5, -16], [5, -16], [5, 16], [-5, 16]],
    [[-11, -12], [11, -12], [-11, 12], [11, 12]],
];

/// How far neighbours' strokes in a sign are from each other, in CSS px, half of it the stroke: many stand closer, so that
/// all find room in a line of words.
pub fn apart(of: usize) -> f64 {
    if of > 4 { 2.0 } else { 4.0 }
}

/// The signs of lines that are named in a legend and told apart by their shapes. Of more lines than can be told apart
/// those in colour have one.
#[inline(never)]
pub(super) fn shapes(context: &Context<'_>, lines: &[&Line]) -> Vec<Sign> {
    let shape = |(at, line): (usize, &&Line)| match (context.shared, context.ink(line)) {
        (Some(places), _) => places.get(line.at).copied().unwrap_or_default(),
        (None, Ink::Series(leading)) if lines.len() > MOST_LINES => leading.into(),
        (None, _) if lines.len() > MOST_LINES => 0,
        (None, _) => at,
    };
    lines
        .iter()
        .enumerate()
        .map(|line| Sign::shape(shape(line)))
        .gather()
}

/// Draws a datum of a line: filled where it is exact.
pub(super) fn point(scene: &mut Scene, at: Point, radius: f64, ink: Ink, sign: Sign, exact: bool) {
    let fill = if exact { ink } else { Ink::Background };
    let stroke = Stroke { ink, width: 2.0 };
    let corners = match sign {
        Sign::Shape(shape) if shape > 0 => SHAPES.get(shape - 1),
        _ => None,
    };
    let Some(corners) = corners else {
        scene.commands.push(Command::Circle {
            center: at,
            radius,
            fill: Some(fill),
            stroke: (!exact).then_some(stroke),
        });
        return;
    };
    let points: Vec<Point> = corners
        .iter()
        .map(|&[x, y]| Point {
            x: at.x + f64::from(x) * radius / 10.0,
            y: at.y + f64::from(y) * radius / 10.0,
        })
        .gather();
    let mut outline = points.clone();
    outline.extend(points.first());
    scene.commands.push(Command::Area {
        points,
        ink: fill,
        opacity: 1.0,
    });
    if !exact {
        scene.commands.push(Command::Line {
            points: outline,
            stroke: Stroke { ink, width: 1.5 },
            dash: None,
        });
    }
}

impl Sign {
    /// The shape of the series at this place; there are as many as colours.
    pub(super) fn shape(place: usize) -> Sign {
        Sign::Shape(place % (SHAPES.len() + 1))
    }

    /// Its place among others beside or above each other. Of more than can be counted at a glance it would be no sign:
    /// these are told apart by touching them.
    pub(super) fn among(of: usize, sign: fn(usize, usize) -> Sign, place: usize) -> Sign {
        const MOST: usize = 12;
        if of > MOST {
            Sign::Name
        } else {
            sign(place, of)
        }
    }

    /// A swatch cut to it, as a value of the property `clip-path`; none where it is no shape.
    pub fn clip(self) -> Option<String> {
        let Sign::Shape(shape) = self else {
            return None;
        };
        let Some(corners) = shape.checked_sub(1).and_then(|shape| SHAPES.get(shape)) else {
            return Some("circle(34%)".into());
        };
        let corners: Vec<String> = corners
            .iter()
            .map(|&[x, y]| format!("{}% {}%", 50 + i32::from(x) * 3, 50 + i32::from(y) * 3))
            .gather();
        Some(format!("polygon({})", corners.join(", ")))
    }

    /// How wide it is in a legend whose plain swatches are `swatch` wide.
    pub(super) fn width(self, swatch: f64) -> f64 {
        match self {
            Sign::Name | Sign::Above(..) => swatch,
            Sign::Beside(_, of) => swatch + of.saturating_sub(1) as f64 * apart(of),
            Sign::Shape(_) => swatch * 2.0,
        }
    }

    /// Draws it with its left edge and its middle at `at`.
    pub(super) fn draw(self, scene: &mut Scene, at: Point, swatch: f64, ink: Ink) {
        let (place, of, up) = match self {
            Sign::Name => (0, 1, false),
            Sign::Beside(place, of) => (place, of, false),
            Sign::Above(place, of) => (place, of, true),
            Sign::Shape(_) => {
                let along = |part: f64| Point {
                    x: at.x + swatch * 2.0 * part,
                    y: at.y,
                };
                let stroke = Stroke { ink, width: 2.0 };
                scene.line(along(0.0), along(1.0), stroke);
                return point(scene, along(0.5), 3.5, ink, self, true);
            }
        };
        let half = apart(of) / 2.0;
        // Less high than wide, so that many find room in a line.
        let own = if up { swatch * 0.65 } else { swatch };
        let radius = if of > 1 { 0.0 } else { 2.0 };
        let mut from = if up {
            own / 2.0 + of.saturating_sub(1) as f64 * half
        } else {
            0.0
        };
        for other in 0..of {
            let (long, ink) = if other == place {
                (own, ink)
            } else {
                (half, Ink::Axis)
            };
            let (x, y, width, height) = if up {
                (at.x, at.y + from - long, swatch, long)
            } else {
                (at.x + from, at.y - swatch / 2.0, long, swatch)
            };
            let rect = Rect {
                x,
                y,
                width,
                height,
            };
            scene.rect(rect, radius, ink);
            from += (long + half) * if up { -1.0 } else { 1.0 };
        }
    }

    /// Those of so many in their order.
    pub(super) fn all(of: usize, sign: fn(usize, usize) -> Sign) -> Vec<Sign> {
        (0..of).map(|at| Sign::among(of, sign, at)).gather()
    }
}
