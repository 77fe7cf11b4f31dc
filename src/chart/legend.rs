//! A row of swatches with their names, over charts whose series cannot be labelled where they are.

use super::Context;
use crate::order;
use crate::scene::{Align, Ink, Point, Rect, Scene, Text};

/// Draws the legend from the top left corner; returns the height that it takes.
pub(super) fn draw(context: &Context<'_>, scene: &mut Scene, items: &[(Ink, &str)]) -> f64 {
    let size = context.small();
    let setting = context.setting(size, false);
    let (swatch, gap, between) = (size * 0.8, size * 0.45, size * 1.4);
    let row = size * 1.7;
    let (mut x, mut y) = (0.0, 0.0);
    for (ink, label) in items {
        let label = setting.fit(label, (scene.width - swatch - gap).max(0.0));
        let width = swatch + gap + setting.width(&label);
        if x > 0.0 && x + width > scene.width {
            x = 0.0;
            y += row;
        }
        let rect = Rect {
            x,
            y: y + (row - swatch) / 2.0 - 2.0,
            width: swatch,
            height: swatch,
        };
        scene.rect(rect, 2.0, *ink);
        scene.text(Text {
            x: x + swatch + gap,
            y: y + row / 2.0 - 2.0 + 0.36 * size,
            text: label,
            size,
            bold: false,
            align: Align::Start,
            ink: Ink::Text,
        });
        x += width + between;
    }
    y + row
}

/// Writes each line's name beside its end, pushed apart where they would overlap.
///
/// `corner` is the left edge of the names and the lowest that they may reach; a name is its series, the
/// height of its line's last point and its words, cut to `width`.
pub(super) fn at_ends(
    context: &Context<'_>,
    scene: &mut Scene,
    corner: Point,
    mut names: Vec<(usize, f64, &str)>,
    width: f64,
) {
    let size = context.small();
    let setting = context.setting(size, true);
    let row = size * 1.3;
    order::sort_by(&mut names, |(_, a, _), (_, b, _)| a.total_cmp(b));
    // Down from the top, then up again from the bottom.
    let mut least = f64::NEG_INFINITY;
    for (_, y, _) in &mut names {
        *y = y.max(least);
        least = *y + row;
    }
    let mut most = corner.y;
    for (_, y, _) in names.iter_mut().rev() {
        *y = y.min(most);
        most = *y - row;
    }
    for (series, y, name) in names {
        scene.text(Text {
            x: corner.x,
            y: y + 0.36 * size,
            text: setting.fit(name, width),
            size,
            bold: true,
            align: Align::Start,
            ink: Ink::Series(series as u8),
        });
    }
}
