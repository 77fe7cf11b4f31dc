//! `bar` for one year: lying bars, sorted, a row an area or a measure.

use super::bar::{Bar, Grows, OPEN};
use super::select::Line;
use super::spec::Sort;
use super::{Context, Mark, Plot, format};
use crate::dataset::Observation;
use crate::gather::Gather as _;
use crate::locale::{Later, fill, later};
use crate::order;
use crate::scene::{Align, Ink, Point, Rect, Scene, Stroke, Text};

/// So many rows are still read; the rest is in the table.
const MOST_ROWS: usize = 60;

/// Draws the lines, which have one unit, as rows sorted from the largest: their values at `step`, or
/// where there is none given the newest of each, with its year.
#[inline(never)]
pub(super) fn draw(context: &Context<'_>, lines: &[&Line], step: Option<usize>) -> Plot {
    let spec = context.spec;
    let newest = |line: &Line| {
        (0..context.selection.steps.len()).rev().find(|&step| {
            context
                .point(line, step)
                .is_some_and(|(_, observation)| observation.value.is_some())
        })
    };
    let mut rows: Vec<(String, Ink, usize, Observation<'_>)> = lines
        .iter()
        .filter_map(|line| {
            let (index, observation) = context.point(line, step.or_else(|| newest(line))?)?;
            let label = match step {
                Some(_) => line.label.clone(),
                None => {
                    let period = format::period(&observation, spec.lang);
                    fill(context.words.with_year, &[&line.label, &period])
                }
            };
            let ink = if context.stands_back(line) {
                Ink::Faint
            } else {
                Ink::Series(0)
            };
            Some((label, ink, index, observation))
        })
        .gather();
    // Those without a value last, in the order of the file.
    let sign = match spec.sort {
        Sort::Largest => -1.0,
        Sort::Smallest => 1.0,
        Sort::File => 0.0,
    };
    order::sort_by(&mut rows, |(.., a), (.., b)| {
        let key = |observation: &Observation<'_>| {
            let value = observation.value.map(|value| value * sign);
            value.unwrap_or(if sign == 0.0 { 0.0 } else { f64::INFINITY })
        };
        key(a).total_cmp(&key(b))
    });

    let size = context.body() * 0.875;
    let setting = context.setting(size, context.singled());
    let strong = context.setting(size, true);
    let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
    let names = widest(&mut rows.iter().map(|(label, ..)| setting.width(label)));
    let mut ends = widest(&mut rows.iter().map(|(.., observation)| {
        strong.width(&format::quantity(observation, spec.lang).text(spec.lang))
    }));
    // Names beside the bars where they take at most a third of the width and leave the bars as much, else above each.
    let third = spec.width * 0.34;
    let beside = names <= third && names + ends + size * 1.4 + OPEN <= spec.width - third;
    let left = if beside {
        (names + size * 0.8).ceil().max(context.axis)
    } else {
        0.0
    };
    let thick = (size * 1.5).round();
    let row = if beside {
        thick * 1.55
    } else {
        // One that takes more lines gives all rows room for them.
        let mut labels = rows.iter().map(|(label, ..)| label.as_str());
        thick + size * 2.2 + context.name_room(&mut labels, size)
    };
    let fit = spec
        .height
        .map_or(MOST_ROWS, |height| ((height / row).floor() as usize).max(3));
    let dropped = rows.len().saturating_sub(fit);
    rows.truncate(fit);
    let mut scene = Scene::new(spec.width, (row * rows.len() as f64).ceil());
    let values = || {
        rows.iter()
            .filter_map(|(.., observation)| observation.high.or(observation.value))
    };
    let mut max = values().fold(0.0, f64::max);
    let mut min = values().fold(0.0, f64::min);
    if spec.year.is_some() {
        let other = extent(context, lines);
        (min, max, ends) = (min.min(other.0), max.max(other.1), ends.max(other.2));
    }
    let span = if max > min { max - min } else { 1.0 };
    // An open end below zero reaches to the left.
    let edge = left;
    let left = left + if min < 0.0 { OPEN } else { 0.0 };
    let right = ends + size * 0.6 + OPEN;
    let room = (spec.width - left - right).max(24.0);
    let x = |value: f64| left + (value - min) / span * room;

    let mut marks = Vec::new();
    for (at, (label, ink, index, observation)) in rows.iter().enumerate() {
        let y = at as f64 * row;
        let middle = if beside {
            y + row / 2.0
        } else {
            y + row - thick / 2.0 - size * 0.45
        };
        let start = Point {
            x: left - size * 0.8,
            y: middle,
        };
        let above = middle - thick / 2.0 - size * 0.5;
        let beside = beside.then_some(start);
        let bold = context.singled() && *ink != Ink::Faint;
        context.name(&mut scene, label, beside, above, size, bold);
        let mut from = x(0.0) + size * 0.5;
        let mut bounds = Rect {
            x: left,
            y: middle - thick / 2.0,
            width: room,
            height: thick,
        };
        if let Some(value) = observation.value {
            let bar = Bar {
                grows: Grows::Right,
                middle,
                thick,
                zero: x(0.0),
                end: x(value),
                high: observation.high.map(x),
                ink: *ink,
            };
            bar.draw(&mut scene, observation);
            bounds = bar.bounds(observation.qualifier);
            from = bounds.right().max(x(0.0)) + size * 0.5;
        }
        let value = format::quantity(observation, spec.lang).text(spec.lang);
        scene.text(Text {
            x: from,
            y: middle + 0.36 * size,
            size: strong.shrunk(&value, spec.width - from),
            text: value,
            bold: observation.value.is_some(),
            align: Align::Start,
            ink: if observation.value.is_some() {
                Ink::Text
            } else {
                Ink::Muted
            },
        });
        let anchor = Point {
            x: bounds.right(),
            y: middle,
        };
        marks.push(Mark {
            observation: *index,
            step: at,
            series: 0,
            bounds,
            anchor,
        });
    }
    if min < 0.0 {
        let (top, bottom) = (
            Point { x: x(0.0), y: 0.0 },
            Point {
                x: x(0.0),
                y: scene.height,
            },
        );
        scene.line(
            top,
            bottom,
            Stroke {
                ink: Ink::Axis,
                width: 1.0,
            },
        );
    }
    let notes = (dropped > 0)
        .then(|| fill(later(Later::NoteRows, spec.lang), &[&dropped.to_string()]))
        .into_iter()
        .gather();
    Plot {
        scene,
        marks,
        notes,
        unit_shown: true,
        axis: edge,
        ..Plot::default()
    }
}

/// The smallest and the largest value of all years and the width of the widest of them in words, so that a bar is
/// as long in one year as for the same value in another.
#[inline(never)]
fn extent(context: &Context<'_>, lines: &[&Line]) -> (f64, f64, f64) {
    let lang = context.spec.lang;
    let setting = context.setting(context.body() * 0.875, true);
    let values = context.values(lines);
    let (min, max) = context.range(lines);
    let widths = values
        .iter()
        .map(|observation| setting.width(&format::quantity(observation, lang).text(lang)));
    (min.min(0.0), max.max(0.0), widths.fold(0.0, f64::max))
}
