//! Hatching and dashes, for readers and printers that do not tell the colours apart.

use super::{Align, Command, Ink, Point, Rect, Scene, Stroke, Text};
use crate::text::{Setting, WidthTable};

/// The hatching of a series: directions as x and y of equal or no length, and the distance between its lines.
struct Hatch {
    /// At most two, in turn.
    along: &'static [(f64, f64)],
    /// Between the middles of two lines, in CSS px.
    spacing: f64,
    /// Of the lines, in CSS px.
    width: f64,
    /// Dash and gap of a line of this series, in widths of the line.
    dash: [f64; 2],
}

const UP: (f64, f64) = (1.0, -1.0);
const DOWN: (f64, f64) = (1.0, 1.0);
const LEVEL: (f64, f64) = (1.0, 0.0);
const PLUMB: (f64, f64) = (0.0, 1.0);

/// By series from the second on; the first is solid. Neighbours in a stack differ in direction.
const HATCHES: [Hatch; 7] = [
    Hatch {
        along: &[UP],
        spacing: 6.0,
        width: 1.5,
        dash: [4.0, 2.0],
    },
    Hatch {
        along: &[PLUMB],
        spacing: 5.0,
        width: 1.5,
        dash: [1.0, 1.5],
    },
    Hatch {
        along: &[DOWN],
        spacing: 4.0,
        width: 1.75,
        dash: [8.0, 2.0],
    },
    Hatch {
        along: &[LEVEL],
        spacing: 5.0,
        width: 1.5,
        dash: [2.5, 2.5],
    },
    Hatch {
        along: &[UP, DOWN],
        spacing: 7.0,
        width: 1.25,
        dash: [12.0, 3.0],
    },
    Hatch {
        along: &[UP],
        spacing: 9.0,
        width: 4.0,
        dash: [1.0, 4.0],
    },
    Hatch {
        along: &[LEVEL, PLUMB],
        spacing: 7.0,
        width: 1.25,
        dash: [6.0, 6.0],
    },
];

/// A line of hatching this near to an edge that it runs along would make a bar look shorter than it is.
const EDGE: f64 = 2.0;

/// The picture with a pattern for every series but the first: hatching in filled rectangles, dashes in lines.
///
/// Lines of hatching are clipped to their rectangle here, so that canvas and SVG need no patterns of their own. They
/// lie on one grid for the whole picture. Words on a hatched bar get its plain colour behind them.
#[inline(never)]
pub fn patterned(scene: &Scene) -> Scene {
    let mut out = Scene::new(scene.width, scene.height);
    let mut hatched: Vec<(Rect, Ink)> = Vec::new();
    for command in &scene.commands {
        let mut command = command.clone();
        match &mut command {
            Command::Rect { rect, ink, .. } => {
                let (rect, ink) = (*rect, *ink);
                out.commands.push(command);
                if let Some(hatch) = hatch_of(ink) {
                    hatched.push((rect, ink));
                    for &along in hatch.along {
                        fill(&mut out, &rect, hatch, along);
                    }
                }
                continue;
            }
            Command::Line { stroke, dash, .. } if dash.is_none() => {
                *dash = hatch_of(stroke.ink)
                    .map(|hatch| hatch.dash.map(|part| part * stroke.width.max(1.0)));
            }
            Command::Text(text) if text.ink == Ink::Background => {
                let plate = plate(text);
                for (rect, ink) in hatched.iter().rev() {
                    if let Some(within) = common(rect, &plate) {
                        out.rect(within, 0.0, *ink);
                        break;
                    }
                }
            }
            _ => {}
        }
        out.commands.push(command);
    }
    out
}

/// Dash and gap of the lines of a series in widths of the line, where patterns are on; the first is whole.
pub fn dash(index: u8) -> Option<[f64; 2]> {
    hatch_of(Ink::Series(index)).map(|hatch| hatch.dash)
}

fn hatch_of(ink: Ink) -> Option<&'static Hatch> {
    match ink {
        Ink::Series(index) => HATCHES.get((usize::from(index) % 8).checked_sub(1)?),
        _ => None,
    }
}

/// Lays parallel lines over a rectangle.
fn fill(out: &mut Scene, rect: &Rect, hatch: &Hatch, along: (f64, f64)) {
    let (dx, dy) = along;
    let slanted = dx != 0.0 && dy != 0.0;
    // What of a sliver were left would be too little to see its colour.
    if rect.width.min(rect.height) < 3.0 {
        return;
    }
    // Each line is where `x · dy − y · dx` is a multiple of the spacing, counted along an axis for slanted ones.
    let step = if slanted {
        hatch.spacing * std::f64::consts::SQRT_2
    } else {
        hatch.spacing
    };
    let across = |x: f64, y: f64| x * dy - y * dx;
    let corners = [
        across(rect.x, rect.y),
        across(rect.right(), rect.y),
        across(rect.x, rect.bottom()),
        across(rect.right(), rect.bottom()),
    ];
    let low = corners.iter().copied().fold(f64::INFINITY, f64::min);
    let high = corners.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let keep = if slanted { 0.0 } else { EDGE };
    let mut at = (low / step).floor() * step;
    while at < high - keep {
        if at > low + keep {
            line(out, rect, hatch, along, at);
        }
        at += step;
    }
}

/// One line of hatching, from edge to edge.
fn line(out: &mut Scene, rect: &Rect, hatch: &Hatch, (dx, dy): (f64, f64), at: f64) {
    let (from, to) = if dy == 0.0 {
        let y = -at / dx;
        (Point { x: rect.x, y }, Point { x: rect.right(), y })
    } else if dx == 0.0 {
        let x = at / dy;
        let (y, bottom) = (rect.y, rect.bottom());
        (Point { x, y }, Point { x, y: bottom })
    } else {
        // y = (x · dy − at) / dx, within both sides; the ends of a thick line keep off the edges that it would cross.
        let x_at = |y: f64| (y * dx + at) / dy;
        let (a, b) = (x_at(rect.y), x_at(rect.bottom()));
        let inset = hatch.width / 2.0 * std::f64::consts::FRAC_1_SQRT_2;
        let left = rect.x.max(a.min(b)) + inset;
        let right = rect.right().min(a.max(b)) - inset;
        if right - left < 0.5 {
            return;
        }
        let y_at = |x: f64| (x * dy - at) / dx;
        (
            Point {
                x: left,
                y: y_at(left),
            },
            Point {
                x: right,
                y: y_at(right),
            },
        )
    };
    out.line(
        from,
        to,
        Stroke {
            ink: Ink::Background,
            width: hatch.width,
        },
    );
}

/// Where a text stands, with a little room around it.
fn plate(text: &Text) -> Rect {
    let setting = Setting {
        size: text.size,
        bold: text.bold,
        measure: &WidthTable,
    };
    let width = setting.width(&text.text);
    let left = match text.align {
        Align::Start => text.x,
        Align::Middle => text.x - width / 2.0,
        Align::End => text.x - width,
    };
    let room = text.size * 0.25;
    Rect {
        x: left - room,
        y: text.y - text.size * 0.9 - room / 2.0,
        width: width + 2.0 * room,
        height: text.size * 1.1 + room,
    }
}

/// What two rectangles share.
fn common(a: &Rect, b: &Rect) -> Option<Rect> {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let (right, bottom) = (a.right().min(b.right()), a.bottom().min(b.bottom()));
    a.overlaps(b).then_some(Rect {
        x,
        y,
        width: right - x,
        height: bottom - y,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAR: Rect = Rect {
        x: 10.3,
        y: 20.7,
        width: 41.0,
        height: 73.0,
    };

    fn one(ink: Ink) -> Scene {
        let mut scene = Scene::new(100.0, 100.0);
        scene.rect(BAR, 2.0, ink);
        scene
    }

    /// Ends of the lines of hatching.
    fn ends(scene: &Scene) -> Vec<Point> {
        let lines = scene.commands.iter().filter_map(|command| match command {
            Command::Line { points, stroke, .. } => {
                assert_eq!(stroke.ink, Ink::Background);
                Some(points.clone())
            }
            _ => None,
        });
        lines.flatten().collect()
    }

    #[test]
    fn hatching_stays_within_its_rectangle() {
        for index in 1..8 {
            let out = patterned(&one(Ink::Series(index)));
            let ends = ends(&out);
            assert!(ends.len() >= 8, "{index}: {}", ends.len());
            for point in ends {
                assert!(
                    point.x >= BAR.x - 1e-6
                        && point.x <= BAR.right() + 1e-6
                        && point.y >= BAR.y - 1e-6
                        && point.y <= BAR.bottom() + 1e-6,
                    "{index}: {point:?}"
                );
            }
        }
    }

    #[test]
    fn eight_series_have_eight_patterns_and_the_first_none() {
        assert_eq!(patterned(&one(Ink::Series(0))), one(Ink::Series(0)));
        assert_eq!(patterned(&one(Ink::Faint)), one(Ink::Faint));
        let shapes: Vec<String> = (0..8)
            .map(|index| format!("{:?}", ends(&patterned(&one(Ink::Series(index))))))
            .collect();
        for (at, shape) in shapes.iter().enumerate() {
            assert!(!shapes[..at].contains(shape), "{at}");
        }
        // Of what a bar is filled with, most is still its colour.
        for index in 1..8 {
            let covered: f64 = ends(&patterned(&one(Ink::Series(index))))
                .chunks(2)
                .map(|pair| (pair[0].x - pair[1].x).hypot(pair[0].y - pair[1].y))
                .sum::<f64>()
                * hatch_of(Ink::Series(index)).unwrap().width;
            let share = covered / (BAR.width * BAR.height);
            assert!((0.15..0.5).contains(&share), "{index}: {share}");
        }
    }

    #[test]
    fn lines_are_dashed_unless_they_are_already() {
        let mut scene = Scene::new(100.0, 100.0);
        for index in 0..8 {
            let stroke = Stroke {
                ink: Ink::Series(index),
                width: 2.0,
            };
            scene.line(Point::default(), Point { x: 90.0, y: 9.0 }, stroke);
        }
        let mut dashes = Vec::new();
        for command in patterned(&scene).commands {
            let Command::Line { dash, .. } = command else {
                continue;
            };
            assert!(!dashes.contains(&dash), "{dash:?}");
            dashes.push(dash);
        }
        assert_eq!((dashes.len(), dashes[0]), (8, None));
    }

    #[test]
    fn words_on_a_bar_stand_on_its_colour() {
        let mut scene = one(Ink::Series(1));
        scene.text(Text {
            x: 30.0,
            y: 50.0,
            text: "235".into(),
            size: 12.0,
            bold: false,
            align: Align::Middle,
            ink: Ink::Background,
        });
        let out = patterned(&scene);
        let [.., Command::Rect { rect, ink, .. }, Command::Text(_)] = out.commands.as_slice()
        else {
            panic!("{:?}", out.commands);
        };
        assert_eq!(*ink, Ink::Series(1));
        assert!(rect.x < 20.0 && rect.right() > 40.0 && rect.y < 41.0 && rect.bottom() > 50.0);
    }
}
