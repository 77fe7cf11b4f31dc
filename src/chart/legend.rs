//! A row of swatches with their names, over charts whose series cannot be labelled where they are.

use super::Context;
use crate::scene::{Align, Ink, Rect, Scene, Text};

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
