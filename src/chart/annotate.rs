//! Notes of single figures: a small numbered disc beside each in the picture, and its words below.

use super::select::Line;
use super::{Context, Mark, Plot, format};
use crate::dataset::Observation;
use crate::gather::Gather as _;
use crate::locale::{Later, fill, join, later};
use crate::scene::{Align, Command, Ink, MeasureText, Point, Rect, Scene, Stroke, Text};

/// More notes than these would be a second chart; the card and the table have them all.
const MOST: usize = 9;

/// Marks the figures that have a note, where there is room beside them, and writes the notes below the picture.
#[inline(never)]
pub(super) fn draw(context: &Context<'_>, plot: &mut Plot, lines: &[&Line]) {
    // One note may be about several figures.
    let mut notes: Vec<(&str, Vec<(&Mark, Observation<'_>)>)> = Vec::new();
    for mark in &plot.marks {
        if context.set.note(mark.observation).is_none() {
            continue;
        }
        let Some(observation) = context.set.get(mark.observation) else {
            continue;
        };
        let Some(note) = observation.note else {
            continue;
        };
        match notes.iter_mut().find(|(known, _)| *known == note) {
            Some((_, marks)) => marks.push((mark, observation)),
            None => notes.push((note, vec![(mark, observation)])),
        }
    }
    if notes.is_empty() || notes.len() > MOST {
        return;
    }
    let size = context.label();
    let radius = size * 0.62;
    let mut taken = occupied(&plot.scene, context.measure);
    let mut written = Vec::new();
    let mut at = 0;
    for (note, marks) in notes {
        let digit = (at + 1).to_string();
        let mut placed = false;
        for (mark, _) in &marks {
            let others: Vec<Point> = plot
                .marks
                .iter()
                .filter(|other| other.step == mark.step && other.series != mark.series)
                .map(|other| other.anchor)
                .gather();
            let Some(center) = place(mark, radius, &taken, &others, &plot.scene) else {
                continue;
            };
            placed = true;
            taken.push(around(center, radius));
            plot.scene.commands.push(Command::Circle {
                center,
                radius,
                fill: Some(Ink::Background),
                stroke: Some(Stroke {
                    ink: Ink::Muted,
                    width: 1.0,
                }),
            });
            plot.scene.text(Text {
                x: center.x,
                y: center.y + 0.34 * size * 0.85,
                text: digit.clone(),
                size: size * 0.85,
                bold: true,
                align: Align::Middle,
                ink: Ink::Text,
            });
        }
        let mut periods: Vec<String> = Vec::new();
        for (mark, observation) in &marks {
            let mut period = format::period(observation, context.spec.lang);
            if let Some(line) = lines.get(mark.series).filter(|_| lines.len() > 1) {
                period = join(&[period.as_str(), line.label.as_str()], context.words.dot);
            }
            if !periods.contains(&period) {
                periods.push(period);
            }
        }
        let periods = join(&periods, context.words.list);
        // Without room for its sign a note stands there without one.
        let sign = char::from_u32('①' as u32 + at).filter(|_| placed);
        at += u32::from(placed);
        let sign = sign.map(String::from).unwrap_or_default();
        let note = fill(
            later(Later::NoteMarker, context.spec.lang),
            &[&sign, &periods, note],
        );
        written.push(note.trim_start().to_owned());
    }
    plot.notes.append(&mut written);
}

fn around(center: Point, radius: f64) -> Rect {
    Rect {
        x: center.x - radius,
        y: center.y - radius,
        width: radius * 2.0,
        height: radius * 2.0,
    }
}

/// Where the disc of a mark may stand: above it, above its label, beside it; never nearer to another mark of its year.
fn place(
    mark: &Mark,
    radius: f64,
    taken: &[Rect],
    others: &[Point],
    scene: &Scene,
) -> Option<Point> {
    let (x, y) = (mark.anchor.x, mark.anchor.y);
    let gap = radius + 4.0;
    let picture = Rect {
        x: 0.0,
        y: 0.0,
        width: scene.width,
        height: scene.height,
    };
    let spots = [
        (x, y - gap),
        (x, y - gap - radius * 2.4),
        (x + gap + 2.0, y - gap * 0.5),
        (x - gap - 2.0, y - gap * 0.5),
        (x, y + gap + 2.0),
        (x, y - gap - radius * 4.4),
    ];
    spots
        .into_iter()
        .map(|(x, y)| Point { x, y })
        .find(|&center| {
            let disc = around(center, radius + 1.0);
            let within = disc.x >= picture.x
                && disc.y >= picture.y
                && disc.right() <= picture.right()
                && disc.bottom() <= picture.bottom();
            let square = |to: &Point| {
                (to.x - center.x) * (to.x - center.x) + (to.y - center.y) * (to.y - center.y)
            };
            let own = square(&mark.anchor);
            within
                && others.iter().all(|other| square(other) > own)
                && !taken.iter().any(|other| other.overlaps(&disc))
        })
}

/// What of the picture a disc must not cover: words and marks of lines.
fn occupied(scene: &Scene, measure: &dyn MeasureText) -> Vec<Rect> {
    scene
        .commands
        .iter()
        .filter_map(|command| match command {
            Command::Text(text) => {
                let width = measure.width(&text.text, text.size, text.bold);
                let x = match text.align {
                    Align::Start => text.x,
                    Align::Middle => text.x - width / 2.0,
                    Align::End => text.x - width,
                };
                Some(Rect {
                    x,
                    y: text.y - text.size * 0.8,
                    width,
                    height: text.size * 0.95,
                })
            }
            Command::Circle { center, radius, .. } => Some(around(*center, *radius)),
            _ => None,
        })
        .gather()
}
