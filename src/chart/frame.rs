//! The frame of a chart over years: value axis, year axis, grid and lines, drawn by plotters.
//!
//! plotters is given what it needs to draw well: finite values within the range, lines already split at
//! gaps, label areas already measured, and the ticks that [`Scale`] chose.

use super::Context;
use super::recorder::{Recorder, rgb, units};
use super::scale::Scale;
use super::select::Line;
use crate::gather::Gather as _;
use crate::scene::{Align, Ink, Point, Rect, Scene, Stroke, Text};
use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::{Cartesian2d, MeshLine};
use plotters::coord::ranged1d::{
    BoldPoints, KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter,
};
use plotters::style::Color;
use plotters_backend::{DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;
use std::ops::Range;

/// A line to draw through consecutive steps: its colour and its points as (step, value).
pub(super) struct Run {
    /// Its colour.
    pub ink: Ink,
    /// At least two points; finite, within the scale.
    pub points: Vec<(f64, f64)>,
}

/// What a frame is drawn from.
pub(super) struct FrameSpec<'a> {
    /// The value axis.
    pub scale: &'a Scale,
    /// The words under each step, short or empty where there is no room for all.
    pub labels: &'a [String],
    /// Room kept to the right, for labels at the ends of lines.
    pub right: f64,
    /// Room kept above, for value labels and a legend.
    pub top: f64,
    /// The words over the value axis (`万元`); may be empty.
    pub unit: &'a str,
    /// The lines.
    pub runs: &'a [Run],
}

/// Where things are after the frame has been drawn.
pub(super) struct Frame {
    /// The plotting area in CSS px.
    pub plot: Rect,
    /// The width of one step.
    pub band: f64,
    /// Where the words over the value axis are; empty where there are none.
    pub unit: Rect,
    scale: Scale,
}

impl Frame {
    /// The middle of a step.
    pub fn x(&self, step: usize) -> f64 {
        self.plot.x + (step as f64 + 0.5) * self.band
    }

    /// The height of a value.
    pub fn y(&self, value: f64) -> f64 {
        self.plot.bottom() - self.scale.position(value) * self.plot.height
    }

    /// The height that words in place of a missing mark stand on: zero, or the lower end of the axis
    /// where that has no zero or all is below it.
    pub fn base(&self) -> f64 {
        if self.scale.low <= 0.0 && self.scale.high > 0.0 {
            self.zero()
        } else {
            self.plot.bottom()
        }
    }

    /// The height of zero, or of the end of the axis nearest to it.
    pub fn zero(&self) -> f64 {
        self.y(0.0)
    }
}

/// The steps as plotters counts them: step `i` is in the middle of `i..i + 1`.
struct StepAxis<'a>(&'a [String]);

impl Ranged for StepAxis<'_> {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let at = value / (self.0.len() as f64).max(1.0);
        from + (at * f64::from(to - from)).round() as i32
    }

    fn key_points<H: KeyPointHint>(&self, _: H) -> Vec<f64> {
        // Those with words alone, so that plotters draws no empty text.
        (0..self.0.len())
            .filter(|&step| self.0.get(step).is_some_and(|label| !label.is_empty()))
            .map(|step| step as f64 + 0.5)
            .gather()
    }

    fn range(&self) -> Range<f64> {
        0.0..self.0.len() as f64
    }
}

impl ValueFormatter<f64> for StepAxis<'_> {
    fn format_ext(&self, value: &f64) -> String {
        self.0.get(*value as usize).cloned().unwrap_or_default()
    }
}

struct ValueAxis<'a>(&'a Scale);

impl Ranged for ValueAxis<'_> {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        from + (self.0.position(*value) * f64::from(to - from)).round() as i32
    }

    fn key_points<H: KeyPointHint>(&self, _: H) -> Vec<f64> {
        self.0.ticks.clone()
    }

    fn range(&self) -> Range<f64> {
        self.0.low..self.0.high
    }
}

impl ValueFormatter<f64> for ValueAxis<'_> {
    fn format_ext(&self, value: &f64) -> String {
        self.0.label(*value)
    }
}

/// Draws the frame over the whole scene.
pub(super) fn draw(context: &Context<'_>, scene: &mut Scene, spec: &FrameSpec<'_>) -> Frame {
    let small = context.small();
    let setting = context.setting(small, false);
    let widest = spec
        .scale
        .ticks
        .iter()
        .map(|&tick| setting.width(&spec.scale.label(tick)))
        .fold(0.0, f64::max);
    let gap = label_gap(small);
    let left = (widest + gap).ceil().max(context.axis);
    let bottom = (small + gap + 4.0).ceil();
    let over = if spec.unit.is_empty() {
        0.0
    } else {
        small * 1.6
    };
    let top = (spec.top + over).max(small * 0.6);
    let plot = Rect {
        x: left,
        y: top,
        width: (scene.width - left - spec.right).max(1.0),
        height: (scene.height - top - bottom).max(1.0),
    };
    let steps = spec.labels.len().max(1);
    // The words of the first and the last years are wider than their bands where there are many.
    let mut room = plot;
    // Again and again: room given to one end narrows the bands, and so lengthens both overhangs.
    for _ in 0..6 {
        let band = room.width / steps as f64;
        let (mut before, mut after) = (0f64, 0f64);
        for (at, label) in spec.labels.iter().enumerate() {
            let half = setting.width(label) / 2.0;
            let from_left = (at as f64 + 0.5) * band;
            before = before.max(half - from_left - plot.x);
            after = after.max(half - (room.width - from_left) - spec.right);
        }
        room.x = plot.x + before;
        room.width = (plot.width - before - after).max(1.0);
    }
    let plot = room;
    let left = plot.x;
    let mut frame = Frame {
        plot,
        band: plot.width / steps as f64,
        unit: Rect::default(),
        scale: spec.scale.clone(),
    };
    let mut recorder = Recorder {
        scene,
        measure: context.measure,
    };
    // Recording cannot fail: its error is `Infallible`.
    let _ = mesh(&mut recorder, &plot, spec, small);
    if !spec.unit.is_empty() {
        let width = setting.width(spec.unit).min(context.spec.width);
        // A unit wider than its axis would leave the picture: it begins at the edge instead.
        let x = (left - gap - width).max(0.0);
        let y = top - small * 0.9;
        frame.unit = Rect {
            x,
            y: y - small,
            width,
            height: small * 1.2,
        };
        scene.text(Text {
            x,
            y,
            text: spec.unit.into(),
            size: setting.shrunk(spec.unit, width),
            bold: false,
            align: Align::Start,
            ink: Ink::Muted,
        });
    }
    if spec.scale.low <= 0.0 && spec.scale.high >= 0.0 {
        let y = frame.zero();
        scene.line(
            Point { x: plot.x, y },
            Point { x: plot.right(), y },
            Stroke {
                ink: Ink::Axis,
                width: 1.0,
            },
        );
    }
    frame
}

/// From the axis to its labels, in CSS px.
fn label_gap(small: f64) -> f64 {
    // In large text a tick's label would else touch the first year's.
    (small * 0.62).max(8.0)
}

/// plotters' coordinates, mesh lines and paths straight on the recorder. Its `ChartBuilder` and drawing areas do
/// the same and lay out words that stand fast here already, for 8 kB more of what every page loads.
fn mesh(
    recorder: &mut Recorder<'_>,
    plot: &Rect,
    spec: &FrameSpec<'_>,
    small: f64,
) -> Result<(), DrawingErrorKind<Infallible>> {
    let pixel = |px: f64| units(px) as i32;
    let (left, bottom) = (pixel(plot.x), pixel(plot.bottom()));
    let axes = Cartesian2d::<StepAxis<'_>, ValueAxis<'_>>::new(
        StepAxis(spec.labels),
        ValueAxis(spec.scale),
        // A range of pixels ends with its last.
        (left..pixel(plot.right()) - 1, bottom - 1..pixel(plot.y)),
    );
    let grid = rgb(Ink::Grid).stroke_width(units(1.0));
    let gap = pixel(label_gap(small) / 2.0) * 2;
    let (mut values, mut steps) = (Vec::new(), Vec::new());
    axes.draw_mesh(BoldPoints(0), BoldPoints(0), |line| match &line {
        MeshLine::XMesh((x, _), _, step) => {
            steps.push(((*x, bottom + gap), axes.x_spec().format_ext(step)));
            Ok(())
        }
        MeshLine::YMesh((_, y), _, value) => {
            values.push(((left - gap, *y), axes.y_spec().format_ext(value)));
            line.draw(recorder, &grid)
        }
    })?;
    for (at, text) in values {
        recorder.label(text, at, small, Align::End);
    }
    for (at, text) in steps {
        recorder.label(text, at, small, Align::Middle);
    }
    for run in spec.runs {
        // What stands back is dark enough to be read, and so thinner.
        let thick = if run.ink == Ink::Faint { 1.25 } else { 2.0 };
        let style = rgb(run.ink).stroke_width(units(thick));
        let thinned;
        let mut points = &run.points;
        if points.len() as f64 > POINTS_A_PIXEL * plot.width {
            let each = plot.width / spec.labels.len().max(1) as f64;
            thinned = thin(points, plot.x, each);
            points = &thinned;
        }
        recorder.draw_path(points.iter().map(|point| axes.translate(point)), &style)?;
    }
    Ok(())
}

/// What a path has at most in one column of pixels.
const POINTS_A_PIXEL: f64 = 4.0;

/// The points of a path that are seen: in each column of pixels the first, the lowest, the highest and the last (the
/// M4 of Jugel and others, 2014). The line through them covers the same pixels as that through all. A step is `each`
/// px wide, the first begins at `left`.
#[inline(never)]
fn thin(points: &[(f64, f64)], left: f64, each: f64) -> Vec<(f64, f64)> {
    let mut seen: Vec<(f64, f64)> = Vec::new();
    let mut rest = points;
    while let Some(first) = rest.first() {
        let column = |point: &(f64, f64)| (left + point.0 * each).floor();
        let here = column(first);
        // Steps ascend.
        let (inside, after) = rest.split_at(rest.partition_point(|point| column(point) <= here));
        rest = after;
        let (mut low, mut high) = (first, first);
        for point in inside {
            if point.1 < low.1 {
                low = point;
            }
            if point.1 > high.1 {
                high = point;
            }
        }
        let (early, late) = if low.0 <= high.0 {
            (low, high)
        } else {
            (high, low)
        };
        for point in [Some(first), Some(early), Some(late), inside.last()] {
            if let Some(point) = point
                && seen.last() != Some(point)
            {
                seen.push(*point);
            }
        }
    }
    seen
}

/// The stretches of each line between its gaps; `sign` is −1 where less is drawn higher (ranks).
pub(super) fn runs(context: &Context<'_>, lines: &[&Line], sign: f64) -> Vec<Run> {
    let mut runs = Vec::new();
    for line in lines {
        let mut points = Vec::new();
        for step in 0..=context.selection.steps.len() {
            let index = line.point(step);
            match index.and_then(|index| context.set.value(index)) {
                Some(value) => points.push((step as f64 + 0.5, sign * value)),
                None if points.len() > 1 => runs.push(Run {
                    ink: context.ink(line),
                    points: std::mem::take(&mut points),
                }),
                None => points.clear(),
            }
        }
    }
    runs
}

/// The words under the steps that fit: whole years, else `'19`, else every second, fifth or tenth, the last always.
pub(super) fn step_labels(context: &Context<'_>, plot_width: f64) -> Vec<String> {
    let setting = context.setting(context.small(), false);
    let steps = &context.selection.steps;
    let count = steps.len().max(1) as f64;
    // What the first and the last reach beyond their bands, the plot gives up.
    let beyond = (setting.width("2000") - plot_width / count).max(0.0);
    let band = (plot_width - beyond) / count;
    let whole: Vec<String> = steps.iter().map(|step| step.label.clone()).gather();
    let fits = |labels: &[String], every: usize| {
        labels
            .iter()
            .all(|label| setting.width(label) + 6.0 <= band * every as f64)
    };
    if fits(&whole, 1) {
        return whole;
    }
    // Not ’, which Chinese fonts set as wide as the two digits that it stands for.
    let short: Vec<String> = steps
        .iter()
        .map(|step| match step.year {
            Some(year) if year.rem_euclid(100) >= 10 => format!("'{}", year.rem_euclid(100)),
            Some(year) => format!("'0{}", year.rem_euclid(100)),
            None => setting.fit(&step.label, (band - 4.0).max(0.0)),
        })
        .gather();
    if fits(&short, 1) {
        return short;
    }
    for (labels, every) in [
        (&whole, 2),
        (&whole, 5),
        (&short, 5),
        (&whole, 10),
        (&whole, 20),
        (&whole, 50),
    ] {
        if fits(labels, every) {
            let last = labels.len().saturating_sub(1);
            return labels
                .iter()
                .enumerate()
                .map(|(at, label)| {
                    if (last - at) % every == 0 {
                        label.clone()
                    } else {
                        String::new()
                    }
                })
                .gather();
        }
    }
    vec![String::new(); steps.len()]
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "a test ends where it is wrong"
)]
mod tests {
    use super::*;

    /// A random walk (Knuth's MMIX generator), so that a failure can be repeated.
    fn walk(count: usize) -> Vec<(f64, f64)> {
        let mut seed = 1u64;
        let mut value = 0.0;
        (0..count)
            .map(|at| {
                seed = seed
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                value += (seed >> 33) as f64 / 2f64.powi(30) - 1.0;
                (at as f64 + 0.5, value)
            })
            .collect()
    }

    /// The lowest and the highest that a path comes to in each column of pixels, what lies between two points included.
    fn columns(path: &[(f64, f64)], left: f64, each: f64) -> Vec<(f64, f64)> {
        let x = |step: f64| left + step * each;
        let last = x(path[path.len() - 1].0).floor() as usize;
        let mut columns = vec![(f64::INFINITY, f64::NEG_INFINITY); last + 1];
        for pair in path.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let (a, b) = (x(from.0), x(to.0));
            for column in a.floor() as usize..=b.floor() as usize {
                for edge in [a, b, column as f64, column as f64 + 1.0] {
                    let edge = edge.clamp(column as f64, column as f64 + 1.0).clamp(a, b);
                    let along = if b > a { (edge - a) / (b - a) } else { 0.0 };
                    for at in if b > a { vec![along] } else { vec![0.0, 1.0] } {
                        let value = from.1 + (to.1 - from.1) * at;
                        let (low, high) = &mut columns[column];
                        *low = low.min(value);
                        *high = high.max(value);
                    }
                }
            }
        }
        columns
    }

    #[test]
    fn a_million_points_are_drawn_as_four_a_pixel_and_look_the_same() {
        for (count, width, left) in [
            (1_000_000, 720.0, 43.0),
            (1_000_000, 343.0, 40.37),
            (65_534, 1880.0, 12.5),
            (3_000, 600.0, 0.0),
        ] {
            let path = walk(count);
            let each = width / count as f64;
            let thinned = thin(&path, left, each);
            let mut each_column = vec![0; (left + width) as usize + 2];
            for point in &thinned {
                each_column[(left + point.0 * each).floor() as usize] += 1;
            }
            assert!(each_column.iter().all(|&count| count <= 4));
            assert!(thinned.windows(2).all(|pair| pair[0].0 < pair[1].0));
            assert_eq!(
                (thinned.first(), thinned.last()),
                (path.first(), path.last())
            );
            // A plot of 400 px between the lowest and the highest.
            let low = path.iter().map(|point| point.1).fold(f64::MAX, f64::min);
            let high = path.iter().map(|point| point.1).fold(f64::MIN, f64::max);
            let pixel = (high - low) / 400.0;
            let (full, seen) = (columns(&path, left, each), columns(&thinned, left, each));
            assert_eq!(full.len(), seen.len());
            for (at, (full, seen)) in full.iter().zip(&seen).enumerate() {
                let off = (full.0 - seen.0).abs().max((full.1 - seen.1).abs());
                assert!(
                    off <= pixel || full.0 > full.1,
                    "column {at}: {} px",
                    off / pixel
                );
            }
        }
    }

    #[test]
    fn a_path_that_is_not_dense_stays_as_it_is() {
        let path = walk(600);
        assert_eq!(thin(&path, 0.0, 1.0), path);
    }
}
