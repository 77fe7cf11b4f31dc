//! `bar` over several years: upright bars, a group a year.

use super::bar::{Bar, Grows, OPEN};
use super::frame::{self, FrameSpec};
use super::scale::Scale;
use super::select::Line;
use super::sign::Sign;
use super::{Context, Mark, Plot, format, legend};
use crate::dataset::{Observation, Qualifier};
use crate::gather::Gather as _;
use crate::scene::{Align, Ink, Point, Rect, Scene, Text};

/// How much of a year's width its bars take together.
const FILL: f64 = 0.68;
/// Between the bars of a group.
const GAP: f64 = 2.0;

/// Draws the lines, which have one unit, as groups of columns.
#[inline(never)]
pub(super) fn draw(context: &Context<'_>, lines: &[&Line]) -> Plot {
    let spec = context.spec;
    let values = context.values(lines);
    let (min, max) = context.range(lines);
    let scale = Scale::new(min, max, true, spec.lang);
    let unit = context.axis_unit(&scale, lines);
    let mut scene = Scene::new(spec.width, context.natural_height());
    let size = context.label();

    let mut top = 0.0;
    if lines.len() > 1 && !spec.legend_apart {
        let items: Vec<(Ink, Sign, &str)> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                let sign = Sign::Beside(at, lines.len());
                (context.ink(line), sign, line.label.as_str())
            })
            .gather();
        let height = legend::draw(context, &mut scene, &items);
        context.grow(&mut scene, height);
        top = height + size * 0.4;
    }
    // Room for the labels over the highest bars and for open ends.
    let open = |qualifier| values.iter().any(|value| value.qualifier == qualifier);
    let beyond = if open(Qualifier::Over) {
        OPEN
    } else if open(Qualifier::Near) {
        OPEN / 2.0
    } else {
        0.0
    };
    top += size * 1.5 + beyond;
    let labels = frame::step_labels(context, spec.width - context.axis_width(&scale));
    let frame = frame::draw(
        context,
        &mut scene,
        &FrameSpec {
            scale: &scale,
            labels: &labels,
            right: 0.0,
            top,
            unit: &unit,
            runs: &[],
        },
    );

    let count = lines.len() as f64;
    let thick = ((frame.band * FILL - GAP * (count - 1.0)) / count).clamp(1.0, 72.0);
    let group = thick * count + GAP * (count - 1.0);
    let mut marks = Vec::new();
    let mut bars: Vec<(Rect, String, bool)> = Vec::new();
    // Where the last question mark ends: among thin bars one stands for its neighbours.
    let mut taken = f64::NEG_INFINITY;
    for step in 0..context.selection.steps.len() {
        for (series, line) in lines.iter().enumerate() {
            let middle = frame.x(step) - group / 2.0 + thick / 2.0 + series as f64 * (thick + GAP);
            let slot = Rect {
                x: middle - thick / 2.0,
                y: frame.plot.y,
                width: thick,
                height: frame.plot.height,
            };
            let Some((index, observation)) = context.point(line, step) else {
                continue;
            };
            let Some(value) = observation.value else {
                if context.anything(lines, step) {
                    absent(context, &mut scene, &frame, &slot, &observation, &mut taken);
                }
                marks.push(Mark::new(index, step, series, slot));
                continue;
            };
            let bar = Bar {
                grows: Grows::Up,
                middle,
                thick,
                zero: frame.zero(),
                end: frame.y(value),
                high: observation.high.map(|high| frame.y(high)),
                ink: context.ink(line),
            };
            bar.draw(&mut scene, &observation);
            let bounds = bar.bounds(observation.qualifier);
            marks.push(Mark::new(index, step, series, bounds));
            bars.push((
                bounds,
                format::label(&observation, scale.factor, spec.lang),
                value < 0.0,
            ));
        }
    }
    note_gaps(
        context,
        &mut scene,
        &frame,
        lines,
        frame.band * (1.0 - FILL),
    );
    value_labels(context, &mut scene, &bars, &frame);
    Plot {
        scene,
        marks,
        axis: frame.plot.x,
        unit_shown: !unit.is_empty(),
        signs: if spec.early {
            Vec::new()
        } else {
            Sign::all(lines.len(), Sign::Beside)
        },
        ..Plot::default()
    }
}

/// Writes the values at the ends of the bars, all or none: a group with some labels missing misleads.
fn value_labels(
    context: &Context<'_>,
    scene: &mut Scene,
    bars: &[(Rect, String, bool)],
    frame: &frame::Frame,
) {
    let size = context.label();
    let setting = context.setting(size, false);
    let boxes: Vec<Rect> = bars
        .iter()
        .map(|(bar, label, down)| {
            let width = setting.width(label);
            Rect {
                x: bar.x + bar.width / 2.0 - width / 2.0,
                y: if *down {
                    bar.bottom() + 3.0
                } else {
                    bar.y - 4.0 - size
                },
                width,
                height: size,
            }
        })
        .gather();
    let clash = boxes.iter().enumerate().any(|(at, label)| {
        let padded = Rect {
            x: label.x - 1.5,
            width: label.width + 3.0,
            ..*label
        };
        // Neither on the values of the axis nor on the years.
        label.x < frame.plot.x - 5.0
            || label.right() > scene.width
            || label.bottom() > frame.plot.bottom() + 4.0
            || label.overlaps(&frame.unit)
            || boxes
                .iter()
                .skip(at + 1)
                .any(|other| padded.overlaps(other))
            || bars.iter().any(|(bar, _, _)| label.overlaps(bar))
    });
    if clash {
        return;
    }
    for (label, (_, text, _)) in boxes.iter().zip(bars) {
        scene.text(Text {
            x: label.x + label.width / 2.0,
            y: label.y + 0.86 * size,
            text: text.clone(),
            size,
            bold: false,
            align: Align::Middle,
            ink: Ink::Text,
        });
    }
}

/// Marks the place of a bar among others whose value is missing or cannot be read; the card has the words.
fn absent(
    context: &Context<'_>,
    scene: &mut Scene,
    frame: &frame::Frame,
    slot: &Rect,
    observation: &Observation<'_>,
    taken: &mut f64,
) {
    if observation.qualifier == Qualifier::Unreadable {
        let size = context.body();
        let middle = slot.x + slot.width / 2.0;
        let half = context.setting(size, true).width("?") / 2.0;
        if middle - half < *taken {
            return;
        }
        *taken = middle + half;
        scene.text(Text {
            x: middle,
            y: frame.base() - size * 0.5,
            text: "?".into(),
            size,
            bold: true,
            align: Align::Middle,
            ink: Ink::Text,
        });
    } else {
        let rect = Rect {
            x: slot.x + slot.width * 0.3,
            y: frame.base() - 5.0,
            width: slot.width * 0.4,
            height: 1.5,
        };
        scene.rect(rect, 0.0, Ink::Muted);
    }
}

/// Writes 无数据 once over each stretch of years in which no line has anything to draw, where there is room.
///
/// `spare` is what the words may reach over the stretch: the free part of its neighbours. Returns where they are.
pub(super) fn note_gaps(
    context: &Context<'_>,
    scene: &mut Scene,
    frame: &frame::Frame,
    lines: &[&Line],
    spare: f64,
) -> Vec<Rect> {
    let mut boxes = Vec::new();
    let size = context.label();
    let setting = context.setting(size, false);
    for (first, last) in context.gaps(|step| !context.anything(lines, step)) {
        let edge = first == 0 || last + 1 == context.selection.steps.len();
        let spare = if edge { 0.0 } else { spare };
        let room = frame.band * (last + 1 - first) as f64 + spare - 4.0;
        let words = context.words.no_data;
        // Where not even the sign finds room it is set smaller: a gap that nothing names is no sign.
        let text = if setting.width(words) <= room {
            words
        } else {
            "—"
        };
        let size = setting.shrunk(text, room.max(6.0));
        let width = context.setting(size, false).width(text);
        let place = Rect {
            x: (frame.x(first) + frame.x(last) - width) / 2.0,
            y: frame.base() - size * 1.8,
            width,
            height: size * 1.2,
        };
        if boxes.last().is_some_and(|before| place.overlaps(before)) {
            continue;
        }
        scene.text(Text {
            x: (frame.x(first) + frame.x(last)) / 2.0,
            y: frame.base() - size * 0.8,
            text: text.into(),
            size,
            bold: false,
            align: Align::Middle,
            ink: Ink::Muted,
        });
        boxes.push(place);
    }
    boxes
}

impl Mark {
    /// A mark whose tooltip points at the middle of its upper edge.
    pub(super) fn new(observation: usize, step: usize, series: usize, bounds: Rect) -> Mark {
        let anchor = Point {
            x: bounds.x + bounds.width / 2.0,
            y: bounds.y,
        };
        Mark {
            observation,
            step,
            series,
            bounds,
            anchor,
        }
    }
}
