//! The two ends of a poster: the band at its head, and in a file notes and source at its foot.

use super::{POSTER_WIDTH, Sheet};
use crate::chart::picture::MOST;
use crate::chart::{Chart, ChartSpec, Context};
use crate::find::contains;
use crate::gather::Gather as _;
use crate::locale::{Later, Words, fill, join, later};
use crate::scene::{Align, Command, Ink, MeasureText, Point, Rect, Scene, Stroke, Text};
use crate::text::Setting;

/// The head of the poster: on a band of the accent, whose report this is. Returns the title of the chart.
pub(super) fn band(
    context: &Context<'_>,
    sheet: &mut Sheet,
    margin: f64,
    area: Option<&str>,
    of_several: bool,
    years: &str,
    count: usize,
) -> String {
    let (words, spec) = (context.words, context.spec);
    let size = context.body();
    let file = context
        .set
        .title
        .as_deref()
        .and_then(|title| title.lines().next());
    let named = spec.heading.as_deref().or(file.filter(|_| !of_several));
    let large = named.or(area).unwrap_or(words.tiles_title);
    let mut parts: Vec<&str> = Vec::new();
    parts.extend(area.filter(|area| !contains(large, area)));
    if !years.is_empty() {
        parts.push(years);
    }
    let figures = fill(
        later(Later::PosterFigures, context.spec.lang),
        &[&count.to_string()],
    );
    parts.push(&figures);
    let below = join(&parts, words.dot);

    let mut y = size * 1.5;
    let mut texts: Vec<(f64, String, f64, bool)> = Vec::new();
    let mut lines = |text: &str, size: f64, bold: bool, most: usize| {
        for line in context.setting(size, bold).wrap(text, spec.width, most) {
            y += size * 1.3;
            texts.push((y - size * 0.3, line, size, bold));
        }
        y
    };
    if !contains(large, later(Later::PosterOver, context.spec.lang)) {
        lines(
            later(Later::PosterOver, context.spec.lang),
            size * 0.9375,
            true,
            1,
        );
    }
    // As large as lets it stand in four lines.
    let long = large.chars().count() > 12;
    let sizes: &[f64] = if long {
        &[1.625, 1.25]
    } else {
        &[2.375, 1.625, 1.25]
    };
    let fits = |factor: &&f64| {
        let setting = context.setting(size * **factor, true);
        setting.wrap(large, spec.width, 5).len() < 5
    };
    let factor = sizes.iter().find(fits).unwrap_or(&1.0);
    lines(large, size * factor, true, 8);
    let end = lines(&below, size * 0.9375, false, 2) + size * 1.4;

    let left = sheet.left - margin;
    let width = spec.width + 2.0 * margin;
    let ground = Rect {
        x: left,
        y: 0.0,
        width,
        height: end.ceil(),
    };
    sheet.scene.rect(ground, 0.0, Ink::Accent);
    // Columns that rise to the right, so faint that words may stand on them.
    let wide = (width * 0.05).round();
    for (at, tall) in [0.3, 0.44, 0.38, 0.6, 0.82].into_iter().enumerate() {
        let height = (ground.height * tall).round();
        sheet.scene.commands.push(Command::Rect {
            rect: Rect {
                x: left + width - (5.0 - at as f64) * wide * 1.45,
                y: ground.height - height,
                width: wide,
                height,
            },
            radii: [2.0, 2.0, 0.0, 0.0],
            ink: Ink::Background,
            opacity: 0.1,
        });
    }
    for (y, text, size, bold) in texts {
        sheet.write(sheet.left, y, text, size, bold, Ink::Background);
    }
    sheet.y = ground.height;

    match (named, area) {
        (Some(named), _) => named.into(),
        (None, Some(area)) if spec.lang.is_chinese() => {
            join(&[area, words.colon, years, words.tiles_title], "")
        }
        (None, area) => {
            let mut parts: Vec<&str> = Vec::new();
            parts.extend(area);
            parts.extend(Some(years).filter(|years| !years.is_empty()));
            parts.push(words.tiles_title);
            join(&parts, words.comma)
        }
    }
}

/// The poster as a file: its own band for a head, then notes and source at its foot.
#[inline(never)]
pub(in crate::chart) fn picture(
    chart: &Chart,
    spec: &ChartSpec,
    measure: &dyn MeasureText,
) -> Scene {
    let size = spec.text_size;
    let words = Words::of(spec.lang);
    let column = spec.width.min(POSTER_WIDTH * size / 16.0);
    let margin = if column < size * 24.0 {
        size
    } else {
        size * 1.5
    };
    let left = ((spec.width - column) / 2.0).floor() + margin;
    let setting = Setting {
        size: size * 0.8125,
        bold: false,
        measure,
    };
    let mut scene = Scene::new(spec.width, 0.0);
    let mut y = chart.scene.height + size;
    let stroke = Stroke {
        ink: Ink::Grid,
        width: 1.0,
    };
    let to = Point {
        x: left + column - 2.0 * margin,
        y,
    };
    scene.line(Point { x: left, y }, to, stroke);
    y += size * 0.75;
    let source = chart
        .source
        .as_ref()
        .map(|source| fill(later(Later::Source, spec.lang), &[source]));
    let date = spec.date.as_deref();
    let date = date.map(|date| fill(later(Later::Dated, spec.lang), &[date]));
    let origin: Vec<String> = source.into_iter().chain(date).gather();
    let origin = (!origin.is_empty()).then(|| join(&origin, words.dot));
    for text in chart.notes.iter().chain(&origin) {
        for line in setting.wrap(text, column - 2.0 * margin, MOST) {
            y += setting.size * 1.55;
            scene.text(Text {
                x: left,
                y: y - setting.size * 0.4,
                text: line,
                size: setting.size,
                bold: false,
                align: Align::Start,
                ink: Ink::Muted,
            });
        }
        y += setting.size * 0.3;
    }
    let height = (y + size * 1.25).ceil();
    let mut whole = Scene::new(spec.width, height);
    let ground = Rect {
        x: 0.0,
        y: 0.0,
        width: spec.width,
        height,
    };
    whole.rect(ground, 0.0, Ink::Background);
    whole.place(&chart.scene, Point::default());
    whole.commands.append(&mut scene.commands);
    whole
}
