//! Figures as cards of a poster, the number large.

use super::{Entry, Sheet};
use crate::chart::bar::{Bar, Grows, OPEN};
use crate::chart::tiles::{self, Tile};
use crate::chart::{Context, Mark, format};
use crate::dataset::Qualifier;
use crate::locale::{fill, join};
use crate::scene::{Command, Ink, Point, Rect, Scene};

/// Draws figures as cards in rows that are filled to their end.
pub(super) fn draw(context: &Context<'_>, sheet: &mut Sheet, cards: &[Entry<'_>], newest: usize) {
    let (spec, words) = (context.spec, context.words);
    let size = context.body();
    let gap = size * 0.75;
    let most = ((spec.width + gap) / (size * 8.75 + gap))
        .floor()
        .clamp(1.0, 3.0) as usize;
    let rows = cards.len().div_ceil(most).max(1);
    let mut rest = cards;
    for row in 0..rows {
        if row > 0 {
            sheet.y += gap;
        }
        // Rows as even as they can be, the shorter ones first: larger cards lead.
        let count = rest.len() / (rows - row);
        let Some((here, after)) = rest.split_at_checked(count) else {
            return;
        };
        rest = after;
        let width = (spec.width - gap * (count.max(1) - 1) as f64) / count.max(1) as f64;
        let top = sheet.y;
        let mut inner = Scene::new(spec.width, 0.0);
        let pad = size * 0.45;
        for (at, entry) in here.iter().enumerate() {
            let x = at as f64 * (width + gap);
            let mut label = entry.line.label.clone();
            if let Some(scope) = entry.observation.scope {
                label = join(&[&label, words.scope(scope)], words.dot);
            }
            if entry.step != newest && spec.year.is_none() {
                let period = format::period(&entry.observation, spec.lang);
                label = fill(words.with_year, &[&label, &period]);
            }
            let before = entry.step.checked_sub(1);
            let before = before.and_then(|before| context.point(entry.line, before));
            let change = before
                .map(|(_, before)| format::change(&entry.observation, &before, spec.lang))
                .unwrap_or_default();
            let tile = Tile {
                index: entry.index,
                step: entry.step,
                theme: None,
                observation: entry.observation.clone(),
                label,
                change,
            };
            let room = width - size * 0.65;
            let mut deep =
                pad + tiles::tile_at(context, &mut inner, &tile, x, pad, room, Ink::Accent);
            if let Some(track) = track(context, &mut inner, entry, x, deep, width) {
                deep = track;
                sheet.barred.push(entry.index);
            }
            inner.height = inner.height.max(deep + pad);
        }
        for (at, entry) in here.iter().enumerate() {
            let bounds = Rect {
                x: sheet.left + at as f64 * (width + gap),
                y: top,
                width,
                height: inner.height.ceil(),
            };
            sheet.scene.commands.push(Command::Rect {
                rect: bounds,
                radii: [6.0; 4],
                ink: Ink::Accent,
                opacity: 0.07,
            });
            let anchor = Point {
                x: bounds.x + width.min(size * 5.0) / 2.0,
                y: top,
            };
            sheet.marks.push(Mark {
                observation: entry.index,
                step: sheet.marks.len(),
                series: 0,
                bounds,
                anchor,
            });
        }
        let corner = Point {
            x: sheet.left,
            y: top,
        };
        sheet.scene.place(&inner, corner);
        sheet.y = top + inner.height.ceil();
    }
}

/// Under a percentage, how much of the whole it is; returns how deep the card is then.
fn track(
    context: &Context<'_>,
    scene: &mut Scene,
    entry: &Entry<'_>,
    left: f64,
    top: f64,
    width: f64,
) -> Option<f64> {
    let observation = &entry.observation;
    let value = observation.value?;
    if observation.unit != Some("%") || !(0.0..=100.0).contains(&value) {
        return None;
    }
    let size = context.body();
    let from = left + 3.0 + size * 0.65;
    // An open end reaches beyond the value.
    let open = if observation.qualifier == Qualifier::Exact {
        0.0
    } else {
        OPEN
    };
    let room = width - 2.0 * (3.0 + size * 0.65) - open;
    if room < size * 2.0 {
        return None;
    }
    let thick = (size * 0.5).round();
    let middle = top + size * 0.35 + thick / 2.0;
    let whole = Rect {
        x: from,
        y: middle - thick / 2.0,
        width: room,
        height: thick,
    };
    scene.rect(whole, 0.0, Ink::Grid);
    let along = |value: f64| from + value / 100.0 * room;
    let bar = Bar {
        grows: Grows::Right,
        middle,
        thick,
        zero: from,
        end: along(value),
        high: observation.high.map(|high| along(high.min(100.0))),
        ink: Ink::Accent,
    };
    bar.draw(scene, observation);
    Some(middle + thick / 2.0 + size * 0.5)
}
