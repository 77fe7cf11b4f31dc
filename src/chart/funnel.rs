//! `funnel`: the steps of one process as bars that share an edge, with the rate of each to the one before.

use super::bar::{Bar, Grows, OPEN};
use super::select::Line;
use super::{Context, Mark, Plot, format};
use crate::dataset::{Observation, Qualifier};
use crate::gather::Gather as _;
use crate::locale::{fill, lookup};
use crate::order;
use crate::scene::{Align, Command, Ink, Point, Rect, Scene, Text};

/// The order of the steps of known processes, by the end of their keys.
const ORDER: [&[&str]; 6] = [
    &["submitted", "received", "collected"],
    &["registered", "compiled"],
    &["assigned"],
    &["replied", "closed", "adopted"],
    &["solved", "instructed"],
    &["livelihood"],
];

/// Where a measure stands in its process, from 0; `None` for one that is no step of a known process.
pub(super) fn place(key: &str) -> Option<usize> {
    ORDER
        .iter()
        .position(|ends| ends.iter().any(|end| key.ends_with(end)))
}

/// The rate of a step to the one before, in words: `立案率 95.7%`, `占立案 26.7%以上`.
fn rate(
    context: &Context<'_>,
    line: &Line,
    now: &Observation<'_>,
    before: (&Line, &Observation<'_>),
) -> Option<String> {
    let (value, base) = (now.value?, before.1.value?);
    let words = context.words;
    if now.high.is_some() || before.1.high.is_some() {
        return None;
    }
    if base <= 0.0 {
        return (value > base).then(|| words.exceeds.trim().to_owned());
    }
    let share = format!("{}%", format::rounded(value / base * 100.0, 1));
    // "At least" over an exact number is at least; over "at least" it may be anything.
    let share = match (now.qualifier, before.1.qualifier) {
        (Qualifier::Exact, Qualifier::Exact) => share,
        (Qualifier::Over, Qualifier::Exact) | (Qualifier::Exact, Qualifier::Under) => {
            fill(words.at_least, &[&share])
        }
        (Qualifier::Under, Qualifier::Exact) | (Qualifier::Exact, Qualifier::Over) => {
            fill(words.at_most, &[&share])
        }
        _ => fill(words.about, &[&share]),
    };
    let name = line
        .key
        .and_then(|key| lookup(words.rates, key))
        .map(|name| format!("{name} {share}"));
    let mut rate = name.unwrap_or_else(|| {
        let parts: [&str; 2] = if context.spec.lang.is_chinese() {
            [&before.0.label, &share]
        } else {
            [&share, &before.0.label]
        };
        fill(words.share_of, &parts)
    });
    if value > base {
        rate.push_str(words.exceeds);
    }
    Some(rate)
}

/// A triangle with an exclamation mark, before the words about a step that exceeds the one before.
#[inline(never)]
fn warning(scene: &mut Scene, x: f64, middle: f64, size: f64) {
    let corner = |across: f64, down: f64| Point {
        x: x + across * size,
        y: middle + down * size,
    };
    scene.commands.push(Command::Area {
        points: vec![corner(0.55, -0.6), corner(1.15, 0.5), corner(-0.05, 0.5)],
        ink: Ink::Text,
        opacity: 1.0,
    });
    scene.text(Text {
        x: x + size * 0.55,
        y: middle + size * 0.4,
        text: "!".into(),
        size: size * 0.8,
        bold: true,
        align: Align::Middle,
        ink: Ink::Background,
    });
}

/// Draws the lines, which have one unit, at one step of the year axis, as the steps of a process.
#[inline(never)]
pub(super) fn draw(context: &Context<'_>, lines: &[&Line], step: usize) -> Plot {
    let spec = context.spec;
    let mut rows: Vec<(&Line, usize, Observation<'_>)> = lines
        .iter()
        .filter_map(|line| {
            let (index, observation) = context.point(line, step)?;
            Some((*line, index, observation))
        })
        .gather();
    // Measures that are asked for by name stand in that order; else in the order of the process.
    if spec.measures.is_empty() {
        order::sort_by_key(&mut rows, |(line, ..)| {
            line.key.and_then(place).unwrap_or(ORDER.len())
        });
    }
    let size = context.body();
    let small = context.small();
    let setting = context.setting(size, false);
    let strong = context.setting(size, true);
    let value =
        |observation: &Observation<'_>| format::quantity(observation, spec.lang).text(spec.lang);
    let ends = rows
        .iter()
        .map(|(.., row)| strong.width(&value(row)))
        .fold(0.0, f64::max);
    let names = rows
        .iter()
        .map(|(line, ..)| setting.width(&line.label))
        .fold(0.0, f64::max);
    let beside = spec.width >= size * 30.0 && names <= spec.width * 0.3;
    let left = if beside { (names + size).ceil() } else { 0.0 };
    let name = if beside {
        0.0
    } else {
        let mut labels = rows.iter().map(|(line, ..)| line.label.as_str());
        size * 1.5 + context.name_room(&mut labels, size)
    };
    let thick = (size * 2.1).round();
    // The rate over each but the first, in as many lines as it takes, and whether it warns.
    let aside = size * 0.25;
    let mut before: Option<(&Line, &Observation<'_>)> = None;
    let rates: Vec<(Vec<String>, bool)> = rows
        .iter()
        .map(|(line, _, observation)| {
            let more = before.is_some_and(|(_, before)| observation.value > before.value);
            let words = before.and_then(|before| rate(context, line, observation, before));
            let lines = words.map_or_else(Vec::new, |words| {
                let indent = if more { small * 1.4 } else { 0.0 };
                let text = if more { words } else { format!("↓ {words}") };
                let room = spec.width - left - indent - 2.0 * aside;
                context.setting(small, more).wrap(&text, room, 4)
            });
            before = Some((line, observation));
            let more = more && !lines.is_empty();
            (lines, more)
        })
        .gather();
    let most = rates.iter().map(|(lines, _)| lines.len()).max();
    let further = most.unwrap_or(1).saturating_sub(1) as f64 * context.line_height(small);
    let between = small * 2.2 + further;
    let row = name + thick + between;
    let height = (row * rows.len() as f64 - between + 2.0).max(0.0).ceil();
    let mut scene = Scene::new(spec.width, height);
    let room = (spec.width - left - ends - size * 0.7 - OPEN).max(24.0);
    let max = rows
        .iter()
        .filter_map(|(.., row)| row.high.or(row.value))
        .fold(0.0, f64::max);
    let x = |value: f64| {
        left + if max > 0.0 {
            value.max(0.0) / max * room
        } else {
            0.0
        }
    };

    let mut marks: Vec<Mark> = Vec::new();
    for (at, ((line, index, observation), (lines, more))) in rows.iter().zip(rates).enumerate() {
        let y = at as f64 * row;
        let middle = y + name + thick / 2.0;
        let mut middle_of_rate = y - between + small * 1.1;
        let mut aside = left + aside;
        if more {
            warning(&mut scene, aside, middle_of_rate, small);
            aside += small * 1.4;
        }
        for text in lines {
            scene.text(Text {
                x: aside,
                y: middle_of_rate + 0.36 * small,
                text,
                size: small,
                bold: more,
                align: Align::Start,
                ink: if more { Ink::Text } else { Ink::Muted },
            });
            middle_of_rate += context.line_height(small);
        }
        let start = Point {
            x: left - size,
            y: middle,
        };
        let above = y + name - size * 0.5;
        context.name(
            &mut scene,
            &line.label,
            beside.then_some(start),
            above,
            size,
            false,
        );
        let mut bounds = Rect {
            x: left,
            y: middle - thick / 2.0,
            width: room,
            height: thick,
        };
        let mut from = left;
        if let Some(value) = observation.value {
            let bar = Bar {
                grows: Grows::Right,
                middle,
                thick,
                zero: left,
                end: x(value),
                high: observation.high.map(x),
                ink: Ink::Accent,
            };
            bar.draw(&mut scene, observation);
            bounds = bar.bounds(observation.qualifier);
            from = bounds.right() + size * 0.6;
        }
        let words = value(observation);
        scene.text(Text {
            x: from,
            y: middle + 0.36 * size,
            size: strong.shrunk(&words, spec.width - from),
            text: words,
            bold: observation.value.is_some(),
            align: Align::Start,
            ink: if observation.value.is_some() {
                Ink::Text
            } else {
                Ink::Muted
            },
        });
        let anchor = Point {
            x: bounds.x + bounds.width / 2.0,
            y: bounds.y,
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
