//! `rank`: a list of ranks for one year, lines of ranks with 1 at the top over several.

use super::frame::{self, FrameSpec};
use super::scale::Scale;
use super::select::Line;
use super::sign::Sign;
use super::{Context, Mark, Plot, columns, format, legend};
use crate::dataset::{Observation, Qualifier};
use crate::gather::Gather as _;
use crate::locale::{fill, join};
use crate::order;
use crate::scene::{Align, Command, Ink, Point, Rect, Scene, Stroke, Text};

/// A disc with a rank in it: filled for the first three, open below.
fn disc(
    scene: &mut Scene,
    center: Point,
    radius: f64,
    rank: &str,
    size: f64,
    ink: Ink,
    filled: bool,
) {
    scene.commands.push(Command::Circle {
        center,
        radius: if filled { radius } else { radius - 1.0 },
        fill: Some(if filled { ink } else { Ink::Background }),
        stroke: (!filled).then_some(Stroke { ink, width: 2.0 }),
    });
    scene.text(Text {
        x: center.x,
        y: center.y + 0.36 * size,
        text: rank.into(),
        size,
        bold: true,
        align: Align::Middle,
        ink: if filled { Ink::Background } else { ink },
    });
}

/// Draws the ranks of one step as a list, the best first.
#[inline(never)]
pub(super) fn list(context: &Context<'_>, lines: &[&Line], step: usize) -> Plot {
    let spec = context.spec;
    let mut rows: Vec<(&Line, usize, Observation<'_>)> = lines
        .iter()
        .filter_map(|line| {
            let (index, observation) = context.point(line, step)?;
            Some((*line, index, observation))
        })
        .gather();
    order::sort_by(&mut rows, |(.., a), (.., b)| {
        let key = |observation: &Observation<'_>| observation.value.unwrap_or(f64::INFINITY);
        key(a).total_cmp(&key(b))
    });
    let size = context.body();
    let small = context.small();
    let tag = context.setting(small, false);
    let name = context.setting(size, false);
    let radius = size * 1.05;
    let pad = size * 0.5;
    // Two columns where both are wide enough to read.
    let columns = if spec.width >= size * 40.0 && rows.len() > 3 {
        2
    } else {
        1
    };
    let gutter = size * 2.5;
    let width = (spec.width - gutter * (columns - 1) as f64) / columns as f64;
    let deep = rows.len().div_ceil(columns);
    let full = (width - radius * 2.0 - size * 0.8).max(size);
    // Beside the name, or in large text behind it, what its rank is counted in, or why it has none.
    let words = |observation: &Observation<'_>| match observation.value {
        Some(_) => observation
            .scope
            .map(|scope| context.words.scope(scope).to_owned()),
        None => Some(format::label(observation, 1.0, spec.lang)),
    };
    let tagged = |line: &Line, observation: &Observation<'_>| {
        let words = words(observation);
        let beside = words
            .as_ref()
            .map_or(0.0, |words| tag.width(words) + pad * 2.6);
        let few = name.wrap(&line.label, (full - beside).max(size), 3).len() < 3;
        match words {
            Some(words) if !few || beside > full - size => {
                (join(&[&line.label, &words], context.words.dot), None)
            }
            words => (line.label.clone(), words),
        }
    };
    let most = rows
        .iter()
        .map(|(line, _, row)| name.wrap(&tagged(line, row).0, full, 6).len());
    let most = most.max().unwrap_or(1);
    let row = (size * 2.9).max(most as f64 * context.line_height(size) + size * 1.2);
    let mut scene = Scene::new(spec.width, (row * deep as f64).ceil());
    let mut marks = Vec::new();
    for (at, (line, index, observation)) in rows.iter().enumerate() {
        let (column, deepness) = (at / deep, at % deep);
        let left = column as f64 * (width + gutter);
        let y = deepness as f64 * row;
        let middle = y + row / 2.0;
        if deepness > 0 {
            let (from, to) = (Point { x: left, y }, Point { x: left + width, y });
            scene.line(
                from,
                to,
                Stroke {
                    ink: Ink::Grid,
                    width: 1.0,
                },
            );
        }
        let center = Point {
            x: left + radius + 1.0,
            y: middle,
        };
        match observation.value {
            Some(value) => {
                let digits = format::number(value);
                let size = if digits.len() > 2 { size * 0.75 } else { size };
                disc(
                    &mut scene,
                    center,
                    radius,
                    &digits,
                    size,
                    Ink::Accent,
                    value <= 3.0,
                );
            }
            None => disc(
                &mut scene,
                center,
                radius,
                if observation.qualifier == Qualifier::Unreadable {
                    "?"
                } else {
                    "—"
                },
                size,
                Ink::Muted,
                false,
            ),
        }
        let (label, beside) = tagged(line, observation);
        let mut right = left + width;
        let from = left + radius * 2.0 + size * 0.8;
        if let Some(scope) = beside {
            let wide = tag.width(&scope) + pad * 1.6;
            let scope = scope.as_str();
            let rect = Rect {
                x: right - wide,
                y: middle - small * 0.85,
                width: wide,
                height: small * 1.7,
            };
            scene.rect(rect, 3.0, Ink::Grid);
            scene.text(Text {
                x: rect.x + wide / 2.0,
                y: middle + 0.36 * small,
                text: scope.into(),
                size: small,
                bold: false,
                align: Align::Middle,
                ink: Ink::Text,
            });
            right -= wide + pad;
        }
        let labels = name.wrap(&label, (right - from).max(size), 6);
        let height = size * 1.3;
        let first = middle - height * (labels.len() as f64 - 1.0) / 2.0;
        for (nth, label) in labels.into_iter().enumerate() {
            scene.text(Text {
                x: from,
                y: first + nth as f64 * height + 0.36 * size,
                text: label,
                size,
                bold: false,
                align: Align::Start,
                ink: Ink::Text,
            });
        }
        let bounds = Rect {
            x: left,
            y: y + 2.0,
            width,
            height: row - 4.0,
        };
        let anchor = Point {
            x: left + radius,
            y: middle - radius,
        };
        marks.push(Mark {
            observation: *index,
            step: at,
            series: 0,
            bounds,
            anchor,
        });
    }
    Plot {
        scene,
        marks,
        unit_shown: true,
        ..Plot::default()
    }
}

/// Writes the ranks beside their heights, as many as have room; the first always.
fn ranks(context: &Context<'_>, scene: &mut Scene, frame: &frame::Frame, worst: f64) {
    let size = context.small();
    let row = (frame.y(-2.0) - frame.y(-1.0)).max(1e-3);
    let every = (size * 1.2 / row).ceil().max(1.0) as usize;
    for rank in (1..=worst as usize).step_by(every) {
        let rank = rank as f64;
        scene.text(Text {
            x: frame.plot.x - size * 0.6,
            y: frame.y(-rank) + 0.36 * size,
            text: format::number(rank),
            size,
            bold: false,
            align: Align::End,
            ink: Ink::Muted,
        });
    }
}

/// How far to the right of each other those stand who share a place, in radii of their discs.
const ASIDE: f64 = 0.7;

/// Draws ranks over years: lines that cross where places change, 1 at the top.
#[inline(never)]
pub(super) fn bump(context: &Context<'_>, lines: &[&Line]) -> Plot {
    let spec = context.spec;
    let worst = context
        .values(lines)
        .iter()
        .filter_map(|observation| observation.value)
        .fold(2.0, f64::max);
    let size = context.small();
    let setting = context.setting(size, true);
    let largest = size * 0.95;
    let height = spec
        .height
        .unwrap_or_else(|| (worst * largest * 2.6 + size * 4.0).clamp(180.0, 720.0));
    let mut scene = Scene::new(spec.width, height);
    let room = spec.width * 0.3;
    // Names that would be cut stand above, in full.
    let apart = lines.len() > 1 && lines.iter().any(|line| setting.width(&line.label) > room);
    let mut top = size;
    if apart {
        // Its newest rank and when tell which line it is to those who do not tell the colours.
        let named = |line: &Line| {
            let steps = 0..context.selection.steps.len();
            let newest = steps.rev().find_map(|step| {
                let (_, observation) = context.point(line, step)?;
                observation.value.map(|_| observation)
            });
            newest.map_or_else(
                || line.label.clone(),
                |newest| {
                    let rank = format::quantity(&newest, spec.lang).text(spec.lang);
                    let period = format::period(&newest, spec.lang);
                    fill(
                        context.words.with_year,
                        &[&join(&[&line.label, &rank], " "), &period],
                    )
                },
            )
        };
        let names: Vec<String> = lines.iter().map(|line| named(line)).gather();
        let items: Vec<(Ink, Sign, &str)> = lines
            .iter()
            .zip(&names)
            .map(|(line, name)| (context.ink(line), Sign::Name, name.as_str()))
            .gather();
        let over = legend::draw(context, &mut scene, &items);
        scene.height += over.ceil();
        top += over;
    }
    // plotters counts upwards: a rank is drawn at its negative, and no tick says so.
    let scale = Scale {
        low: -worst - 0.5,
        high: -0.5,
        ticks: Vec::new(),
        factor: 1.0,
        multiplier: "",
    };
    let widest = lines
        .iter()
        .map(|line| setting.width(&line.label))
        .fold(0.0, f64::max)
        .min(room);
    let runs = frame::runs(context, lines, -1.0);
    // Those who share the last place of all stand before their names.
    let last = context.selection.steps.len().saturating_sub(1);
    let places = lines.iter().filter_map(|line| {
        let (_, observation) = context.point(line, last)?;
        observation.value
    });
    let places: Vec<f64> = places.gather();
    let sharing = places
        .iter()
        .map(|place| places.iter().filter(|other| *other == place).count());
    let spread = sharing.max().unwrap_or(1).saturating_sub(1) as f64 * largest * ASIDE;
    let spread = spread.min(spec.width * 0.2);
    let right = largest
        + if lines.len() > 1 && !apart {
            widest + spread + 10.0
        } else {
            0.0
        };
    let framed = |scene: &mut Scene, axis: f64| {
        let context = Context { axis, ..*context };
        let labels = frame::step_labels(&context, spec.width - right - axis);
        let spec = FrameSpec {
            scale: &scale,
            labels: &labels,
            right,
            top,
            unit: "",
            runs: &runs,
        };
        frame::draw(&context, scene, &spec)
    };
    let begin = scene.commands.len();
    let mut frame = framed(&mut scene, 0.0);
    // Discs that would touch become dots, and their ranks stand on an axis.
    let apart_by = |frame: &frame::Frame| frame.band.min(frame.y(-2.0) - frame.y(-1.0));
    let numbered = apart_by(&frame) >= size * 1.5;
    if !numbered {
        scene.commands.truncate(begin);
        let axis = context.setting(size, false).width(&format::number(worst)) + size * 0.6;
        frame = framed(&mut scene, axis);
        ranks(context, &mut scene, &frame, worst);
    }
    let between = apart_by(&frame);
    let radius = if numbered {
        largest.min(between / 2.0 - 0.5)
    } else {
        3.5
    };
    let mut marks = Vec::new();
    let mut ends: Vec<(usize, f64)> = Vec::new();
    for step in 0..context.selection.steps.len() {
        // The places given at this step, so that those shared by several stand side by side.
        let mut given: Vec<f64> = Vec::new();
        let behind = scene.commands.len();
        for (series, line) in lines.iter().enumerate() {
            let Some((index, observation)) = context.point(line, step) else {
                continue;
            };
            let Some(value) = observation.value else {
                let column = Rect {
                    x: frame.x(step) - frame.band / 2.0,
                    y: frame.plot.y,
                    width: frame.band,
                    height: frame.plot.height,
                };
                marks.push(Mark::new(index, step, series, column));
                continue;
            };
            let shared = given.iter().filter(|&&other| other == value).count();
            given.push(value);
            let center = Point {
                x: (frame.x(step) + shared as f64 * radius * ASIDE).min(spec.width - radius),
                y: frame.y(-value),
            };
            let ink = context.ink(line);
            if numbered && shared == 0 {
                disc(
                    &mut scene,
                    center,
                    radius,
                    &format::number(value),
                    size,
                    ink,
                    true,
                );
            } else {
                // What shares a place looks out from behind the disc with its number.
                let disc = Command::Circle {
                    center,
                    radius,
                    fill: Some(ink),
                    stroke: None,
                };
                scene.commands.insert(behind, disc);
            }
            let bounds = Rect {
                x: center.x - radius,
                y: center.y - radius,
                width: radius * 2.0,
                height: radius * 2.0,
            };
            marks.push(Mark::new(index, step, series, bounds));
            ends.retain(|(known, _)| *known != series);
            ends.push((series, center.y));
        }
    }
    columns::note_gaps(context, &mut scene, &frame, lines, 0.0);
    if lines.len() > 1 && !apart {
        let names: Vec<(Ink, f64, String)> = ends
            .iter()
            .filter_map(|&(series, y)| {
                let line = lines.get(series)?;
                Some((context.name_ink(line), y, setting.fit(&line.label, room)))
            })
            .gather();
        let names = names
            .iter()
            .map(|(ink, y, name)| (*ink, *y, name.as_str()))
            .gather();
        let x = frame.plot.right() - frame.band / 2.0 + largest + spread + 6.0;
        let column = legend::Column {
            x,
            align: Align::Start,
            width: room,
            top: size,
            bottom: frame.plot.bottom(),
        };
        legend::beside(context, &mut scene, &column, names);
    }
    Plot {
        scene,
        marks,
        unit_shown: true,
        ..Plot::default()
    }
}
