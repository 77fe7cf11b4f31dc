//! `tiles`: big numbers with their unit, qualifier and measure, in groups by theme.

use super::select::Line;
use super::{Context, Mark, Plot, format};
use crate::dataset::{Observation, Qualifier};
use crate::gather::Gather as _;
use crate::locale::lookup;
use crate::measure;
use crate::order;
use crate::scene::{Align, Ink, Point, Rect, Scene, Text};

/// One tile before it is placed.
pub(super) struct Tile<'a> {
    pub index: usize,
    pub step: usize,
    pub theme: Option<&'static str>,
    pub observation: Observation<'a>,
    pub label: String,
    pub change: String,
}

/// Draws a tile a line: its newest value, or that of the step asked for, whatever the unit.
#[inline(never)]
pub(super) fn draw(context: &Context<'_>, lines: &[&Line], asked: Option<usize>) -> Plot {
    let spec = context.spec;
    let steps = context.selection.steps.len();
    let mut tiles: Vec<Tile<'_>> = Vec::new();
    for line in lines {
        // The newest step with anything in it; a missing newest year falls back to the one before.
        let newest = |wanted: fn(&Observation<'_>) -> bool| {
            (0..steps).rev().find_map(|step| {
                let (index, observation) = context.point(line, step)?;
                wanted(&observation).then_some((step, index, observation))
            })
        };
        let at = asked.and_then(|step| Some((step, context.point(line, step)?)));
        let found = match at {
            Some((step, (index, observation))) => Some((step, index, observation)),
            None => newest(|observation| observation.qualifier != Qualifier::Missing)
                .or_else(|| newest(|_| true)),
        };
        let Some((step, index, observation)) = found else {
            continue;
        };
        let before = step
            .checked_sub(1)
            .and_then(|before| context.point(line, before));
        let change = before
            .map(|(_, before)| format::change(&observation, &before, spec.lang))
            .unwrap_or_default();
        let mut label = line.label.clone();
        if let Some(scope) = observation.scope {
            label = format!("{label}{}{}", context.words.dot, context.words.scope(scope));
        }
        let theme = line
            .key
            .and_then(measure::by_key)
            .map(|known| known.theme.key());
        tiles.push(Tile {
            index,
            step,
            theme,
            observation,
            label,
            change,
        });
    }
    // Years are written on the tiles where they differ.
    let mixed = tiles
        .iter()
        .any(|tile| tiles.first().is_some_and(|first| first.step != tile.step));
    if mixed {
        for tile in &mut tiles {
            let period = format::period(&tile.observation, spec.lang);
            tile.label = format!("{}{}{period}", tile.label, context.words.dot);
        }
    }
    place(context, tiles)
}

/// Lays the tiles out in rows, by theme where there are several: the theme stands over its first tile.
fn place(context: &Context<'_>, mut tiles: Vec<Tile<'_>>) -> Plot {
    let spec = context.spec;
    let size = context.body();
    let mut themes: Vec<Option<&'static str>> = Vec::new();
    for tile in &tiles {
        if !themes.contains(&tile.theme) {
            themes.push(tile.theme);
        }
    }
    let grouped = tiles.len() > 4 && themes.len() > 1;
    if grouped {
        order::sort_by_key(&mut tiles, |tile| {
            themes.iter().position(|theme| *theme == tile.theme)
        });
    }
    let gap = size * 1.25;
    let least = size * 9.0;
    let columns = ((spec.width + gap) / (least + gap)).floor().clamp(1.0, 5.0);
    let columns = columns.min(tiles.len().max(1) as f64) as usize;
    let width = (spec.width - gap * (columns - 1) as f64) / columns as f64;

    let mut scene = Scene::new(spec.width, 0.0);
    let mut marks: Vec<Mark> = Vec::new();
    let mut y = 0.0;
    let mut theme = None;
    let mut rest = tiles.as_slice();
    while let Some(first) = rest.first() {
        let mut row = rest.iter().take(columns.max(1)).count();
        // Where rows are short, a theme begins one of its own; in long ones that would leave holes.
        if grouped && columns < 3 {
            let same = rest.iter().take_while(|tile| tile.theme == first.theme);
            row = row.min(same.count());
        }
        let (row, more) = rest.split_at(row);
        rest = more;
        let heads: Vec<Option<&str>> = row
            .iter()
            .map(|tile| {
                let new = grouped && theme != Some(tile.theme);
                theme = Some(tile.theme);
                tile.theme
                    .filter(|_| new)
                    .and_then(|theme| lookup(context.words.themes, theme))
            })
            .gather();
        if heads.iter().any(Option::is_some) {
            y += size * 1.5;
        }
        let mut deepest: f64 = 0.0;
        for (column, (tile, head)) in row.iter().zip(heads).enumerate() {
            let x = column as f64 * (width + gap);
            if let Some(head) = head {
                scene.text(Text {
                    x,
                    y: y - size * 0.6,
                    text: head.into(),
                    size: context.small(),
                    bold: true,
                    align: Align::Start,
                    ink: Ink::Muted,
                });
            }
            let deep = tile_at(context, &mut scene, tile, x, y, width, Ink::Text);
            deepest = deepest.max(deep);
            let bounds = Rect {
                x,
                y,
                width,
                height: deep,
            };
            let anchor = Point {
                x: x + width.min(size * 4.0) / 2.0,
                y,
            };
            marks.push(Mark {
                observation: tile.index,
                step: marks.len(),
                series: 0,
                bounds,
                anchor,
            });
        }
        // The rule beside each tile of a row is as tall as the tallest.
        for mark in marks.iter_mut().rev().take(row.len()) {
            mark.bounds.height = deepest;
            scene.rect(
                Rect {
                    width: 3.0,
                    ..mark.bounds
                },
                0.0,
                Ink::Grid,
            );
        }
        y += deepest + size * 1.1;
    }
    scene.height = (y - size * 0.9).max(size).ceil();
    Plot {
        scene,
        marks,
        unit_shown: true,
        ..Plot::default()
    }
}

/// Draws one tile, its number in `ink`; returns its height.
pub(super) fn tile_at(
    context: &Context<'_>,
    scene: &mut Scene,
    tile: &Tile<'_>,
    left: f64,
    top: f64,
    width: f64,
    ink: Ink,
) -> f64 {
    let lang = context.spec.lang;
    let size = context.body();
    let x = left + 3.0 + size * 0.65;
    let room = (width - 3.0 - size * 0.65).max(size);
    let mut write = |x: f64, y: f64, text: String, size: f64, bold: bool, ink: Ink| {
        scene.text(Text {
            x,
            y,
            text,
            size,
            bold,
            align: Align::Start,
            ink,
        });
    };
    let quantity = format::quantity(&tile.observation, lang);
    let mut y = top + size * 1.65;
    if tile.observation.value.is_some() {
        let unit = context.setting(size * 0.9375, true);
        let around = [&quantity.before, &quantity.after].map(|text| unit.width(text));
        let gap = size * if lang.is_chinese() { 0.15 } else { 0.28 };
        // A long number gives way to its unit: it is set smaller rather than cut.
        let mut large = size * 2.0;
        let taken = around.iter().sum::<f64>() + gap * 2.0;
        let digits = context.setting(large, true).width(&quantity.number);
        if digits + taken > room {
            // One that would be no larger than its unit keeps the line to itself.
            let alone = large * (room - taken) < digits * size * 1.25;
            let taken = if alone {
                around.iter().take(1).sum::<f64>() + gap
            } else {
                taken
            };
            large = (large * (room - taken).max(size) / digits).clamp(size * 0.7, large);
        }
        let mut at = x;
        if !quantity.before.is_empty() {
            write(
                at,
                y,
                quantity.before.clone(),
                size * 0.9375,
                true,
                Ink::Text,
            );
            at += context.setting(size * 0.9375, true).width(&quantity.before) + gap;
        }
        write(at, y, quantity.number.clone(), large, true, ink);
        at += context.setting(large, true).width(&quantity.number) + gap;
        if at + unit.width(&quantity.after) > x + room {
            at = x;
            y += size * 1.3;
        }
        let further = |nth: usize| if nth > 0 { size * 1.3 } else { 0.0 };
        for (nth, after) in unit.wrap(&quantity.after, room, 3).into_iter().enumerate() {
            y += further(nth);
            write(at, y, after, size * 0.9375, true, Ink::Text);
        }
    } else {
        let lines = context.setting(size, true).wrap(&quantity.number, room, 2);
        for (nth, line) in lines.into_iter().enumerate() {
            y += if nth > 0 { size * 1.3 } else { 0.0 };
            write(x, y, line, size, true, Ink::Muted);
        }
    }
    let small = size * 0.875;
    for line in context
        .setting(small, false)
        .wrap(&tile.label, room, 2 * context.name_lines())
    {
        y += small * 1.5;
        write(x, y, line, small, false, Ink::Muted);
    }
    if !tile.change.is_empty() {
        let tiny = context.label();
        for line in context.setting(tiny, false).wrap(&tile.change, room, 2) {
            y += tiny * 1.5;
            write(x, y, line, tiny, false, Ink::Muted);
        }
    }
    y + size * 0.35 - top
}
