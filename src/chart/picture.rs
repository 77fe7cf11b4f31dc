//! The whole picture for export: title, subtitle, plot, notes and source on the background.

use super::{Chart, ChartSpec, poster};
use crate::gather::Gather as _;
use crate::locale::{Later, Words, fill, join, later};
use crate::scene::{Align, Ink, MeasureText, Point, Rect, Scene, Text};
use crate::text::Setting;

/// So many lines each text around a picture takes at most: nothing that was meant to be read is longer.
pub(super) const MOST: usize = 40;

/// Lays the chart out as one picture as wide as its plot and a margin on each side.
pub fn picture(chart: &Chart, spec: &ChartSpec, measure: &dyn MeasureText) -> Scene {
    if chart.headed {
        return poster::picture(chart, spec, measure);
    }
    around(chart, &chart.scene, spec, measure)
}

/// Lays out what stands around a plot, as [`picture`] does with the chart's own.
pub(crate) fn around(
    chart: &Chart,
    plot: &Scene,
    spec: &ChartSpec,
    measure: &dyn MeasureText,
) -> Scene {
    let size = spec.text_size;
    let words = Words::of(spec.lang);
    let margin = size;
    let width = spec.width + 2.0 * margin;
    let mut scene = Scene::new(width, 0.0);
    let mut y = margin;
    let mut paragraph =
        |scene: &mut Scene, text: &str, scale: f64, bold: bool, ink: Ink, lines: usize| {
            let size = size * scale;
            for line in (Setting {
                size,
                bold,
                measure,
            })
            .wrap(text, spec.width, lines)
            {
                y += size * 1.4;
                scene.text(Text {
                    x: margin,
                    y: y - size * 0.35,
                    text: line,
                    size,
                    bold,
                    align: Align::Start,
                    ink,
                });
            }
            y
        };
    paragraph(&mut scene, &chart.title, 1.125, true, Ink::Text, MOST);
    let mut top = if chart.subtitle.is_empty() {
        paragraph(&mut scene, "", 1.0, false, Ink::Muted, 0)
    } else {
        paragraph(&mut scene, &chart.subtitle, 0.875, false, Ink::Muted, MOST)
    };
    top += size * 0.75;
    scene.place(plot, Point { x: margin, y: top });
    y = top + plot.height + size * 0.5;
    let mut footer = |scene: &mut Scene, text: &str| {
        let size = size * 0.8125;
        for line in (Setting {
            size,
            bold: false,
            measure,
        })
        .wrap(text, spec.width, MOST)
        {
            y += size * 1.5;
            scene.text(Text {
                x: margin,
                y: y - size * 0.4,
                text: line,
                size,
                bold: false,
                align: Align::Start,
                ink: Ink::Muted,
            });
        }
    };
    for note in &chart.notes {
        footer(&mut scene, note);
    }
    let source = chart.source.as_deref();
    let source = source.map(|source| fill(later(Later::Source, spec.lang), &[source]));
    let date = spec.date.as_deref();
    let date = date.map(|date| fill(later(Later::Dated, spec.lang), &[date]));
    let mut origin: Vec<String> = source.into_iter().chain(date).gather();
    let line = join(&origin, words.dot);
    let setting = Setting {
        size: size * 0.8125,
        bold: false,
        measure,
    };
    // On one line where there is room for both.
    if origin.len() > 1 && setting.width(&line) <= spec.width {
        origin = vec![line];
    }
    for part in &origin {
        footer(&mut scene, part);
    }
    scene.height = (y + margin).ceil();
    let background = Rect {
        x: 0.0,
        y: 0.0,
        width,
        height: scene.height,
    };
    let mut whole = Scene::new(width, scene.height);
    whole.rect(background, 0.0, Ink::Background);
    whole.commands.append(&mut scene.commands);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Command;
    use crate::text::WidthTable;

    /// The last lines of a picture of this width.
    fn last(width: f64, date: Option<&str>) -> Vec<String> {
        let chart = Chart {
            title: "提案".into(),
            source: Some("县政协常委会工作报告".into()),
            ..Chart::default()
        };
        let spec = ChartSpec {
            width,
            date: date.map(Into::into),
            ..ChartSpec::default()
        };
        let scene = picture(&chart, &spec, &WidthTable);
        let texts = scene
            .commands
            .into_iter()
            .filter_map(|command| match command {
                Command::Text(text) => Some(text.text),
                _ => None,
            });
        texts.skip(1).collect()
    }

    #[test]
    fn source_and_date_share_a_line_where_both_fit() {
        assert_eq!(last(600.0, None), ["来源：县政协常委会工作报告"]);
        assert_eq!(
            last(600.0, Some("2026-11-20")),
            ["来源：县政协常委会工作报告 · 数据更新于 2026-11-20"]
        );
        assert_eq!(
            last(200.0, Some("2026-11-20")),
            ["来源：县政协常委会工作报告", "数据更新于 2026-11-20"]
        );
    }
}
