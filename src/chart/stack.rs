//! `stack`: parts on top of each other over years, side by side for one year. Where the parts are percentages that
//! make up a whole, the axis ends at 100 %.

use super::frame::{self, FrameSpec};
use super::scale::Scale;
use super::select::Line;
use super::sign::Sign;
use super::{Context, Mark, Plot, columns, format, legend};
use crate::dataset::{Observation, Qualifier};
use crate::gather::Gather as _;
use crate::locale::{Later, later};
use crate::order;
use crate::scene::{Align, Command, Ink, Point, Rect, Scene, Text};

/// How much of a year's width its column takes.
const FILL: f64 = 0.64;
/// Between two parts, so that they can be told apart without their colours.
const SEAM: f64 = 1.0;

/// The sum of the parts at one step, as an observation that can be written; `None` where a part is not known: what is
/// there is then not the whole.
fn total<'a>(parts: &[(usize, Observation<'a>)], count: usize) -> Option<Observation<'a>> {
    let (_, first) = parts.first()?;
    if parts.len() < count {
        return None;
    }
    let mut total = Observation {
        value: Some(0.0),
        high: None,
        text: "",
        qualifier: Qualifier::Exact,
        ..first.clone()
    };
    let mut sum = 0.0;
    for (_, part) in parts {
        sum += part.value?;
        total.qualifier = match (total.qualifier, part.qualifier) {
            (known, Qualifier::Exact) => known,
            (Qualifier::Exact, other) if other != Qualifier::Range => other,
            (known, other) if known == other && other != Qualifier::Range => known,
            _ => Qualifier::Near,
        };
    }
    // 45.8 + 54.2 is 100.
    total.value = Some((sum * 1e6).round() / 1e6);
    Some(total)
}

/// Writes a value within its part, in the colour of the page, where it fits.
fn inside(context: &Context<'_>, scene: &mut Scene, rect: &Rect, text: String) {
    let size = context.label();
    let width = context.setting(size, false).width(&text);
    if width + 6.0 > rect.width || size * 1.3 > rect.height {
        return;
    }
    scene.text(Text {
        x: rect.x + rect.width / 2.0,
        y: rect.y + rect.height / 2.0 + 0.36 * size,
        text,
        size,
        bold: false,
        align: Align::Middle,
        ink: Ink::Background,
    });
}

/// One part: exact ones are whole, others have a lighter band at their end.
fn part(scene: &mut Scene, rect: Rect, ink: Ink, qualifier: Qualifier, up: bool) {
    let mut solid = rect;
    if qualifier != Qualifier::Exact {
        let band = if up { rect.height } else { rect.width }.min(6.0) * 0.5;
        let mut end = rect;
        if up {
            solid.y += band;
            solid.height -= band;
            end.height = band;
        } else {
            solid.width -= band;
            end.x = solid.right();
            end.width = band;
        }
        scene.commands.push(Command::Rect {
            rect: end,
            radii: [0.0; 4],
            ink,
            opacity: 0.45,
        });
    }
    scene.rect(solid, 0.0, ink);
}

/// Where a part has no length (none known, or zero) a wider seam with a stroke at both its ends keeps its place, by which
/// the others are told.
fn nothing(scene: &mut Scene, at: Point, thick: f64, ink: Option<Ink>, up: bool) {
    const STROKE: f64 = 4.0;
    let half = thick / 2.0;
    for (from, to, wide, ink) in [
        (-half, half, 3.0, Ink::Background),
        (-half - STROKE, -half, 1.5, ink.unwrap_or(Ink::Muted)),
        (half, half + STROKE, 1.5, ink.unwrap_or(Ink::Muted)),
    ] {
        let (width, height) = if up {
            (to - from, wide)
        } else {
            (wide, to - from)
        };
        let (along, across) = (from, -wide / 2.0);
        let (x, y) = if up { (along, across) } else { (across, along) };
        let rect = Rect {
            x: at.x + x,
            y: at.y + y,
            width,
            height,
        };
        scene.rect(rect, 0.0, ink);
    }
}

/// The least end of the axis: 100 where the parts are percentages of a whole.
fn whole(lines: &[&Line], largest: f64) -> f64 {
    let rate = lines.iter().all(|line| line.unit.as_deref() == Some("%"));
    if rate && largest > 90.0 && largest < 100.5 {
        100.0
    } else {
        largest
    }
}

/// Draws the lines, which have one unit and no values below zero, as a column a year.
#[inline(never)]
pub(super) fn columns(context: &Context<'_>, lines: &[&Line]) -> Plot {
    let spec = context.spec;
    let steps = context.selection.steps.len();
    let parts_at = |step: usize| -> Vec<(usize, Observation<'_>)> {
        lines
            .iter()
            .filter_map(|line| context.point(line, step))
            .filter(|(_, observation)| observation.value.is_some())
            .gather()
    };
    let sum = |parts: &[(usize, Observation<'_>)]| -> f64 {
        parts.iter().filter_map(|(_, part)| part.value).sum()
    };
    let largest = (0..steps)
        .map(|step| sum(&parts_at(step)))
        .fold(0.0, f64::max);
    let scale = Scale::new(0.0, whole(lines, largest), true, spec.lang);
    let unit = context.axis_unit(&scale, lines);
    let mut scene = Scene::new(spec.width, context.natural_height());
    let size = context.label();
    let name = context.setting(context.small(), true);

    // Names beside the last column where they take less than a third of the width, else in a legend.
    let widest = lines
        .iter()
        .map(|line| name.width(&line.label))
        .fold(0.0, f64::max);
    let last_whole = parts_at(steps.saturating_sub(1)).len() == lines.len();
    let at_end = last_whole && spec.width > 480.0 && widest + 14.0 < spec.width * 0.3;
    let signs = if at_end {
        Vec::new()
    } else {
        Sign::all(lines.len(), Sign::Above)
    };
    let mut top = size * 1.5;
    let mut right = 0.0;
    if at_end {
        right = widest + 14.0;
    } else if !spec.legend_apart {
        let items: Vec<(Ink, Sign, &str)> = lines
            .iter()
            .zip(&signs)
            .map(|(line, sign)| (context.ink(line), *sign, line.label.as_str()))
            .gather();
        let height = legend::draw(context, &mut scene, &items);
        context.grow(&mut scene, height);
        top += height + size * 0.4;
    }
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
            runs: &[],
        },
    );
    let thick = (frame.band * FILL).clamp(1.0, 96.0);
    let mut marks = Vec::new();
    let mut names: Vec<(Ink, f64, &str)> = Vec::new();
    let mut over: Vec<(Rect, String)> = Vec::new();
    for step in 0..steps {
        let x = frame.x(step) - thick / 2.0;
        let mut from = 0.0;
        let known = !parts_at(step).is_empty();
        for (series, line) in lines.iter().enumerate() {
            let point = context.point(line, step);
            let value = point
                .as_ref()
                .and_then(|(_, observation)| observation.value);
            if known && value.is_none_or(|value| value == 0.0) {
                let at = Point {
                    x: frame.x(step),
                    y: frame.y(from),
                };
                let ink = value.map(|_| context.ink(line));
                nothing(&mut scene, at, thick, ink, true);
            }
            let Some((index, observation)) = point else {
                continue;
            };
            let value = observation.value.unwrap_or_default();
            let (low, high) = (frame.y(from), frame.y(from + value));
            let seam = if from > 0.0 { SEAM } else { 0.0 };
            let rect = Rect {
                x,
                y: high,
                width: thick,
                height: (low - high - seam).max(0.0),
            };
            if observation.value.is_some() {
                let ink = context.ink(line);
                part(&mut scene, rect, ink, observation.qualifier, true);
                let label = format::label(&observation, scale.factor, spec.lang);
                inside(context, &mut scene, &rect, label);
                from += value;
                if step + 1 == steps {
                    names.push((
                        context.name_ink(line),
                        rect.y + rect.height / 2.0,
                        line.label.as_str(),
                    ));
                }
            }
            marks.push(Mark::new(index, step, series, rect));
        }
        let parts = parts_at(step);
        let rest = context.anything(lines, step);
        let words = match total(&parts, lines.len()) {
            Some(total) if lines.len() > 1 => format::label(&total, scale.factor, spec.lang),
            None if rest && !parts.is_empty() => {
                later(Later::Incomplete, context.spec.lang).to_owned()
            }
            _ => continue,
        };
        let width = context.setting(size, false).width(&words);
        over.push((
            Rect {
                x: frame.x(step) - width / 2.0,
                y: frame.y(from) - 4.0 - size,
                width,
                height: size,
            },
            words,
        ));
    }
    // All sums or none: some missing would mislead.
    let clash = over.windows(2).any(|pair| match pair {
        [(a, _), (b, _)] => a.grown(1.5).overlaps(b),
        _ => false,
    }) || over.iter().any(|(label, _)| {
        label.overlaps(&frame.unit) || label.x < frame.plot.x - 5.0 || label.right() > scene.width
    });
    let whole_only =
        scale.high == 100.0 && lines.iter().all(|line| line.unit.as_deref() == Some("%"));
    if !clash && !whole_only {
        for (rect, text) in over {
            scene.text(Text {
                x: rect.x + rect.width / 2.0,
                y: rect.y + 0.86 * size,
                text,
                size,
                bold: true,
                align: Align::Middle,
                ink: Ink::Text,
            });
        }
    }
    columns::note_gaps(
        context,
        &mut scene,
        &frame,
        lines,
        frame.band * (1.0 - FILL),
    );
    if at_end {
        let column = legend::Column {
            x: frame.x(steps.saturating_sub(1)) + thick / 2.0 + 10.0,
            align: Align::Start,
            width: spec.width,
            top: context.small(),
            bottom: frame.plot.bottom() - size * 0.5,
        };
        legend::beside(context, &mut scene, &column, names);
    }
    Plot {
        scene,
        marks,
        axis: frame.plot.x,
        unit_shown: !unit.is_empty(),
        signs,
        ..Plot::default()
    }
}

/// Draws the lines, which have one unit and no values below zero, at one step: a bar for each area, its parts side by
/// side.
#[inline(never)]
pub(super) fn rows(context: &Context<'_>, lines: &[&Line], step: usize) -> Plot {
    let spec = context.spec;
    let mut areas: Vec<Option<&str>> = Vec::new();
    for line in lines {
        if !areas.contains(&line.area.as_deref()) {
            areas.push(line.area.as_deref());
        }
    }
    // With one line an area there is nothing to stack but the areas themselves.
    let by_area = areas.len() > 1 && lines.len() > areas.len();
    let rows: Vec<Option<&str>> = if by_area { areas } else { vec![None] };
    let name_of = |line: &Line| -> String {
        let area = line.area.as_deref().filter(|_| by_area);
        let own = area.and_then(|area| line.label.strip_prefix(area));
        let own = own.map(|own| own.trim_start_matches(context.words.dot));
        own.unwrap_or(&line.label).to_owned()
    };
    let mut names: Vec<String> = Vec::new();
    for line in lines {
        let name = name_of(line);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let ink_of = |line: &Line| {
        let at = names.iter().position(|name| *name == name_of(line));
        match context.ink(line) {
            Ink::Faint => Ink::Faint,
            _ => Ink::Series(at.unwrap_or_default() as u8),
        }
    };
    let size = context.body() * 0.875;
    let setting = context.setting(size, false);
    let strong = context.setting(size, true);
    let mut scene = Scene::new(spec.width, 0.0);
    let sign_of = |at: usize| Sign::among(names.len(), Sign::Beside, at);
    let items: Vec<(Ink, Sign, &str)> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (Ink::Series(at as u8), sign_of(at), name.as_str()))
        .gather();
    let top = legend::draw(context, &mut scene, &items) + size * 0.5;

    let of_row = |area: Option<&str>| -> Vec<(usize, &Line, usize, Observation<'_>)> {
        lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !by_area || line.area.as_deref() == area)
            .filter_map(|(series, line)| {
                let (index, observation) = context.point(line, step)?;
                Some((series, *line, index, observation))
            })
            .gather()
    };
    let sum = |area: Option<&str>| -> f64 {
        of_row(area)
            .iter()
            .filter_map(|(.., part)| part.value)
            .sum()
    };
    let largest = rows.iter().map(|area| sum(*area)).fold(0.0, f64::max);
    let end = whole(lines, largest);
    let ends: Vec<String> = rows
        .iter()
        .map(|area| {
            let parts: Vec<(usize, Observation<'_>)> = of_row(*area)
                .into_iter()
                .filter(|(.., part)| part.value.is_some())
                .map(|(_, _, index, part)| (index, part))
                .gather();
            match total(&parts, names.len().min(of_row(*area).len())) {
                Some(_) if end == 100.0 && largest > 90.0 => String::new(),
                Some(total) => format::quantity(&total, spec.lang).text(spec.lang),
                None => later(Later::Incomplete, context.spec.lang).into(),
            }
        })
        .gather();
    let right = ends.iter().map(|end| strong.width(end)).fold(0.0, f64::max) + size * 0.6;
    let heads = rows
        .iter()
        .flatten()
        .map(|area| setting.width(area))
        .fold(0.0, f64::max);
    let beside = by_area && heads <= spec.width * 0.3;
    let left = if beside {
        (heads + size * 0.8).ceil()
    } else {
        0.0
    };
    let head = if by_area && !beside {
        let mut names = rows.iter().flatten().map(|area| &**area);
        size * 1.7 + context.name_room(&mut names, size)
    } else {
        0.0
    };
    let thick = (size * if by_area { 1.7 } else { 2.6 }).round();
    let row = head + thick * 1.45;
    let room = (spec.width - left - right).max(24.0);
    let mut marks = Vec::new();
    for (at, (area, words)) in rows.iter().zip(&ends).enumerate() {
        let y = top + at as f64 * row + head;
        if let Some(area) = area {
            let start = Point {
                x: left - size * 0.8,
                y: y + thick / 2.0,
            };
            let above = y - size * 0.5;
            context.name(
                &mut scene,
                area,
                beside.then_some(start),
                above,
                size,
                false,
            );
        }
        let mut x = left;
        let place = |line: &Line| names.iter().position(|name| *name == name_of(line));
        let mut parts = of_row(*area);
        order::sort_by_key(&mut parts, |(_, line, ..)| place(line));
        let known = parts.iter().any(|(.., part)| part.value.is_some());
        let mut next = 0;
        for (series, line, index, observation) in parts {
            // Those of other rows that this one has not.
            let at = place(line).unwrap_or_default();
            let seam = Point {
                x,
                y: y + thick / 2.0,
            };
            if known {
                for _ in next..at {
                    nothing(&mut scene, seam, thick, None, false);
                }
                if observation.value.unwrap_or_default() == 0.0 {
                    let ink = observation.value.map(|_| ink_of(line));
                    nothing(&mut scene, seam, thick, ink, false);
                }
            }
            next = at + 1;
            let value = observation.value.unwrap_or_default();
            let width = if end > 0.0 { value / end * room } else { 0.0 };
            let rect = Rect {
                x,
                y,
                width: (width - SEAM).max(0.0),
                height: thick,
            };
            if observation.value.is_some() {
                part(&mut scene, rect, ink_of(line), observation.qualifier, false);
                inside(
                    context,
                    &mut scene,
                    &rect,
                    format::label(&observation, 1.0, spec.lang),
                );
                x += width;
            }
            let anchor = Point {
                x: rect.x + rect.width / 2.0,
                y,
            };
            let (step, series) = if by_area { (at, series) } else { (series, 0) };
            marks.push(Mark {
                observation: index,
                step,
                series,
                bounds: rect,
                anchor,
            });
        }
        scene.text(Text {
            x: x + size * 0.5,
            y: y + thick / 2.0 + 0.36 * size,
            size: strong.shrunk(words, (spec.width - x - size * 0.5).max(1.0)),
            text: words.clone(),
            bold: true,
            align: Align::Start,
            ink: Ink::Text,
        });
    }
    scene.height = (top + rows.len() as f64 * row - thick * 0.45 + 2.0).ceil();
    Plot {
        scene,
        marks,
        unit_shown: true,
        ..Plot::default()
    }
}
