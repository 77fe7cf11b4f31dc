//! A row of signs with their names, over charts whose series cannot be labelled where they are.

use super::Context;
use super::sign::Sign;
use crate::order;
use crate::scene::{Align, Ink, Point, Scene, Text};

/// Draws the legend from the top left corner; returns the height that it takes.
pub(super) fn draw(context: &Context<'_>, scene: &mut Scene, items: &[(Ink, Sign, &str)]) -> f64 {
    let size = context.small();
    let singled = context.singled();
    let setting = context.setting(size, singled);
    let (swatch, gap, between) = (size * 0.8, size * 0.45, size * 1.4);
    let row = size * 1.7;
    let (mut x, mut y) = (0.0, 0.0);
    for (ink, sign, label) in items {
        let left = sign.width(swatch) + gap;
        let lines = setting.wrap(label, (scene.width - left).max(0.0), context.name_lines());
        let width = left + setting.width(label);
        if x > 0.0 && x + width > scene.width {
            x = 0.0;
            y += row;
        }
        let middle = Point {
            x,
            y: y + row / 2.0 - 2.0,
        };
        sign.draw(scene, middle, swatch, *ink);
        let further = lines.len().saturating_sub(1) as f64 * context.line_height(size);
        for (at, text) in lines.into_iter().enumerate() {
            scene.text(Text {
                x: x + left,
                y: middle.y + 0.36 * size + at as f64 * context.line_height(size),
                text,
                size,
                bold: singled && *ink != Ink::Faint,
                align: Align::Start,
                ink: Ink::Text,
            });
        }
        y += further;
        x += width + between;
    }
    y + row
}

/// Where labels stand above each other: beside the ends of lines.
pub(super) struct Column {
    /// Where they are aligned.
    pub x: f64,
    /// How.
    pub align: Align,
    /// What is wider is left out.
    pub width: f64,
    /// The middle of the uppermost is not above this.
    pub top: f64,
    /// The middle of the lowest is not below this.
    pub bottom: f64,
}

/// Writes each label at its height, pushed apart where they would overlap; where there is no room for all, the last of
/// them and before these those that stand back are left out.
///
/// A label is its colour, the height that it belongs to and its words; they come in the order of their importance.
pub(super) fn beside(
    context: &Context<'_>,
    scene: &mut Scene,
    column: &Column,
    mut labels: Vec<(Ink, f64, &str)>,
) {
    let size = context.small();
    let setting = context.setting(size, true);
    let row = size * 1.3;
    let most = ((column.bottom - column.top) / row + 1.0).max(1.0) as usize;
    if labels.len() > most {
        order::sort_by_key(&mut labels, |(ink, ..)| *ink == Ink::Muted);
        labels.truncate(most);
    }
    order::sort_by(&mut labels, |(_, a, _), (_, b, _)| a.total_cmp(b));
    // Down from the top, then up again from the bottom.
    let mut least = f64::NEG_INFINITY;
    for (_, y, _) in &mut labels {
        *y = y.max(least);
        least = *y + row;
    }
    let mut lowest = column.bottom;
    for (_, y, _) in labels.iter_mut().rev() {
        *y = y.min(lowest);
        lowest = *y - row;
    }
    for (ink, y, text) in labels {
        // A number cut short would be another number: who has names to cut does so before.
        if setting.width(text) > column.width {
            continue;
        }
        scene.text(Text {
            x: column.x,
            y: y + 0.36 * size,
            text: text.into(),
            size,
            // What stands back does so for those too who do not tell the colours.
            bold: ink != Ink::Muted,
            align: column.align,
            ink,
        });
    }
}
