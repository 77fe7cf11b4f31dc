//! `line`: a line a series over years, named at its end.

use super::columns::note_gaps;
use super::frame::{self, FrameSpec};
use super::scale::Scale;
use super::select::Line;
use super::sign::{self, Sign};
use super::{Context, MOST_LINES, Mark, Plot, format, legend};
use crate::dataset::Qualifier;
use crate::gather::Gather as _;
use crate::locale::{Later, later};
use crate::scene::{Align, Ink, Point, Rect, Scene, Stroke, Text};

/// With more steps than this a line has no mark at each.
const MARKED: usize = 15;

/// Draws the lines, which have one unit.
#[inline(never)]
pub(super) fn draw(context: &Context<'_>, lines: &[&Line]) -> Plot {
    let spec = context.spec;
    let (min, max) = context.range(lines);
    let scale = Scale::new(min, max, false, spec.lang);
    let unit = context.axis_unit(&scale, lines);
    let mut scene = Scene::new(spec.width, context.natural_height());
    let size = context.small();
    let setting = context.setting(size, true);
    let steps = context.selection.steps.len();

    // Names at the ends where they take less than a third of the width, else in a legend.
    let widest = lines
        .iter()
        .map(|line| setting.width(&line.label))
        .fold(0.0, f64::max);
    let at_ends = lines.len() > 1 && context.shared.is_none() && widest + 14.0 < spec.width * 0.3;
    let mut top = size * 1.4;
    let named = |line: &Line| lines.len() <= MOST_LINES || context.ink(line) != Ink::Faint;
    let signs = if at_ends || (lines.len() == 1 && context.shared.is_none()) {
        Vec::new()
    } else {
        sign::shapes(context, lines)
    };
    if lines.len() > 1 && !at_ends && !spec.legend_apart {
        let items: Vec<(Ink, Sign, &str)> = lines
            .iter()
            .zip(&signs)
            .filter(|(line, _)| named(line))
            .map(|(line, sign)| (context.ink(line), *sign, line.label.as_str()))
            .gather();
        let height = legend::draw(context, &mut scene, &items);
        context.grow(&mut scene, height);
        top += height;
    }
    let right = if at_ends { widest + 14.0 } else { size * 1.2 };

    let runs = frame::runs(context, lines, 1.0);
    let labels = frame::step_labels(context, spec.width - right - context.axis_width(&scale));
    let frame = frame::draw(
        context,
        &mut scene,
        &FrameSpec {
            scale: &scale,
            labels: &labels,
            right,
            top,
            unit: &unit,
            runs: &runs,
        },
    );

    let mut marks = Vec::with_capacity(lines.len() * steps);
    let mut ends: Vec<Option<f64>> = vec![None; lines.len()];
    let mut points: Vec<(Point, String)> = Vec::new();
    // Series by series: discs of one colour behind each other are painted in one go.
    for (series, line) in lines.iter().enumerate() {
        for step in 0..steps {
            let Some((index, observation)) = context.point(line, step) else {
                continue;
            };
            let column = Rect {
                x: frame.x(step) - frame.band / 2.0,
                y: frame.plot.y,
                width: frame.band,
                height: frame.plot.height,
            };
            let Some(value) = observation.value else {
                marks.push(Mark::new(index, step, series, column));
                continue;
            };
            let at = Point {
                x: frame.x(step),
                y: frame.y(value),
            };
            let ink = context.ink(line);
            let near = |step: usize| {
                let index = line.point(step);
                usize::from(index.is_some_and(|index| context.set.has_value(index)))
            };
            let neighbours = step.checked_sub(1).map_or(0, near) + near(step + 1);
            // A gap beside a point: the line ends here, and the mark says so.
            let edge = neighbours < 2 && step > 0 && step + 1 < steps;
            if let Some(high) = observation.high {
                let to = Point {
                    x: at.x,
                    y: frame.y(high),
                };
                scene.line(at, to, Stroke { ink, width: 2.0 });
            }
            let sign = signs.get(series).copied().unwrap_or_default();
            // Of a long line that is told by its shape some points in each stretch show it.
            let shown = sign != Sign::Name && step % steps.div_ceil(MARKED) == 0;
            if steps <= MARKED || edge || neighbours == 0 || shown {
                let exact = observation.qualifier == Qualifier::Exact;
                let radius = if ink == Ink::Faint { 2.5 } else { 3.5 };
                sign::point(&mut scene, at, radius, ink, sign, exact);
            }
            let bounds = Rect {
                x: at.x - 8.0,
                y: at.y - 8.0,
                width: 16.0,
                height: 16.0,
            };
            marks.push(Mark {
                observation: index,
                step,
                series,
                bounds,
                anchor: at,
            });
            if lines.len() == 1 {
                points.push((at, format::label(&observation, scale.factor, spec.lang)));
            }
            // The last of each line stays.
            if let Some(end) = ends.get_mut(series) {
                *end = Some(at.y);
            }
        }
    }
    let mut taken = note_gaps(context, &mut scene, &frame, lines, 0.0);
    taken.push(frame.unit);
    if lines.len() == 1 {
        point_labels(context, &mut scene, &frame, &points, &taken);
    }
    if at_ends {
        let names: Vec<(Ink, f64, &str)> = lines
            .iter()
            .zip(ends)
            .filter(|(line, _)| named(line))
            .filter_map(|(line, y)| Some((context.name_ink(line), y?, line.label.as_str())))
            .gather();
        let x = frame.plot.right() - frame.band / 2.0 + 10.0;
        let column = legend::Column {
            x,
            align: Align::Start,
            width: spec.width,
            top: size,
            bottom: frame.plot.bottom(),
        };
        legend::beside(context, &mut scene, &column, names);
    }
    let mut notes = Vec::new();
    if scale.low > 0.0 && !spec.early {
        notes.push(later(Later::NoteAxis, spec.lang).into());
    }
    Plot {
        scene,
        marks,
        notes,
        unit_shown: !unit.is_empty(),
        axis: frame.plot.x,
        signs,
        ..Plot::default()
    }
}

/// Writes each value over its point where all fit, else the last alone.
fn point_labels(
    context: &Context<'_>,
    scene: &mut Scene,
    frame: &frame::Frame,
    points: &[(Point, String)],
    taken: &[Rect],
) {
    let size = context.label();
    let setting = context.setting(size, false);
    let fits = points
        .iter()
        .all(|(_, label)| setting.width(label) + 6.0 <= frame.band);
    let from = if fits {
        0
    } else {
        points.len().saturating_sub(1)
    };
    for (at, (point, label)) in points.iter().enumerate().skip(from) {
        // Under a valley, over all else, so that the line does not run through its label.
        let higher = |other: Option<&(Point, String)>| {
            other.is_some_and(|(other, _)| other.y < point.y - 1.0)
        };
        let before = at.checked_sub(1).and_then(|before| points.get(before));
        let valley =
            (at == 0 || higher(before)) && (at + 1 == points.len() || higher(points.get(at + 1)));
        let below = valley && point.y + size * 1.9 < frame.plot.bottom();
        let half = setting.width(label) / 2.0;
        let x = point.x.min(scene.width - half).max(half);
        let y = if below {
            point.y + size * 1.5
        } else {
            point.y - size * 0.75
        };
        let place = Rect {
            x: x - half,
            y: y - size,
            width: half * 2.0,
            height: size * 1.2,
        };
        if taken.iter().any(|words| words.overlaps(&place)) {
            continue;
        }
        scene.text(Text {
            x,
            y,
            text: label.clone(),
            size,
            bold: false,
            align: Align::Middle,
            ink: Ink::Text,
        });
    }
}
