//! Title and subtitle drawn over the plot, on a canvas that belongs to the page.

use crate::chart::Chart;
use crate::scene::{Align, Ink, MeasureText, Scene, Text};
use crate::text::Setting;

/// Lays out title and subtitle; the scene is as high as they are.
pub fn heading(chart: &Chart, width: f64, text_size: f64, measure: &dyn MeasureText) -> Scene {
    let mut scene = Scene::new(width, 0.0);
    if chart.headed {
        return scene;
    }
    for (text, scale, bold, ink) in [
        (&chart.title, 1.125, true, Ink::Text),
        (&chart.subtitle, 0.875, false, Ink::Muted),
    ] {
        if text.is_empty() {
            continue;
        }
        let size = text_size * scale;
        let setting = Setting {
            size,
            bold,
            measure,
        };
        for line in setting.wrap(text, width, 3) {
            scene.height += size * 1.4;
            scene.text(Text {
                x: 0.0,
                y: scene.height - size * 0.35,
                text: line,
                size,
                bold,
                align: Align::Start,
                ink,
            });
        }
    }
    scene.height += text_size * 0.75;
    scene
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::WidthTable;

    #[test]
    fn a_long_title_takes_more_room() {
        let chart = |title: &str| Chart {
            title: title.into(),
            ..Chart::default()
        };
        let short = heading(&chart("收到提案"), 300.0, 16.0, &WidthTable);
        let long = heading(&chart(&"收到提案".repeat(10)), 300.0, 16.0, &WidthTable);
        assert_eq!(short.commands.len(), 1);
        assert!(long.commands.len() > 1 && long.height > short.height);
    }
}
