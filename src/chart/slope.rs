//! `slope`: from one year to another, a line each, with names and values at both ends.

use super::scale::Scale;
use super::select::Line;
use super::sign::{self, Sign};
use super::{Context, MOST_LINES, Mark, Plot, format, legend};
use crate::dataset::{Observation, Qualifier};
use crate::gather::Gather as _;
use crate::locale::{Later, fill, later};
use crate::scene::{Align, Command, Ink, Point, Rect, Scene, Stroke, Text};

/// One line of the picture before it is placed.
struct Course<'a> {
    /// Its place among the lines drawn.
    series: usize,
    ink: Ink,
    label: &'a str,
    ends: [(usize, Observation<'a>); 2],
}

/// The two steps that are compared: of all pairs one with the most lines that have a value at both, the widest of these,
/// ending at the year that is asked for, where there is one.
fn ends(context: &Context<'_>, lines: &[&Line]) -> (usize, usize) {
    let steps = context.selection.steps.len();
    let asked = context.spec.year.and_then(|year| {
        let mut steps = context.selection.steps.iter();
        steps.position(|step| step.year == Some(year))
    });
    let known: Vec<Vec<bool>> = lines
        .iter()
        .map(|line| {
            let has = |step| line.point(step).is_some_and(|at| context.set.has_value(at));
            (0..steps).map(has).gather()
        })
        .gather();
    let at = |line: &[bool], step: usize| line.get(step).copied().unwrap_or_default();
    let mut best = (0, 0, 0);
    let mut pair = (0, steps.saturating_sub(1));
    for last in (0..steps).filter(|&last| asked.is_none_or(|asked| asked == last)) {
        for first in 0..last {
            let both = known
                .iter()
                .filter(|line| at(line, first) && at(line, last));
            let found = (both.count(), last - first, last);
            if found.0 > 0 && found > best {
                best = found;
                pair = (first, last);
            }
        }
    }
    pair
}

/// Draws the lines, which have one unit, between two steps.
#[inline(never)]
pub(super) fn draw(context: &Context<'_>, lines: &[&Line]) -> Plot {
    let spec = context.spec;
    let (first, last) = ends(context, lines);
    let mut courses: Vec<Course<'_>> = Vec::new();
    let mut left_out = 0;
    for (series, line) in lines.iter().enumerate() {
        match (context.point(line, first), context.point(line, last)) {
            (Some(from), Some(to)) if from.1.value.is_some() && to.1.value.is_some() => {
                courses.push(Course {
                    series,
                    ink: context.ink(line),
                    label: &line.label,
                    ends: [from, to],
                });
            }
            _ => left_out += 1,
        }
    }
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in courses
        .iter()
        .flat_map(|course| &course.ends)
        .filter_map(|(_, observation)| observation.value)
    {
        low = low.min(value);
        high = high.max(value);
    }
    if low > high {
        (low, high) = (0.0, 0.0);
    }
    let scale = Scale::new(low, high, false, spec.lang);
    let size = context.small();
    let setting = context.setting(size, true);
    let value = |observation: &Observation<'_>| format::label(observation, scale.factor, spec.lang);
    let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
    // Values at both ends, names at the right; a name that would take too much is cut.
    let values = [0, 1].map(|end| {
        widest(&mut courses.iter().filter_map(|course| {
            let (_, observation) = course.ends.get(end)?;
            Some(setting.width(&value(observation)))
        }))
    });
    let names = widest(&mut courses.iter().map(|course| setting.width(course.label)));
    let gap = size * 0.7;
    let left = (values[0] + gap + 5.0).min(spec.width * 0.34).ceil();
    // The years over both ends must not touch.
    let most = (spec.width * 0.42)
        .max(size * 6.0)
        .min(spec.width - left - size * 5.0);
    // Names that would be cut stand above, in full.
    let apart = courses.len() > 1 && values[1] + gap * 2.0 + names > most;
    let right = if apart {
        values[1] + gap + 5.0
    } else {
        (values[1] + gap * 2.0 + names).min(most)
    };
    // The years over both ends must not touch, and the last marks stay within.
    let right = right.min(spec.width - left - size * 3.0).max(9.0).ceil();

    let rows = size * 1.35;
    let least = rows * (courses.len() as f64 + 3.0);
    let height = spec
        .height
        .unwrap_or_else(|| context.natural_height().min(spec.width).max(least));
    let mut scene = Scene::new(spec.width, height);
    let signs = if apart {
        sign::shapes(context, lines)
    } else {
        Vec::new()
    };
    let sign_of = |course: &Course<'_>| signs.get(course.series).copied().unwrap_or_default();
    let mut over = 0.0;
    if apart {
        let named = courses
            .iter()
            .filter(|course| courses.len() <= MOST_LINES || course.ink != Ink::Faint);
        let items: Vec<(Ink, Sign, &str)> = named
            .map(|course| (course.ink, sign_of(course), course.label))
            .gather();
        over = legend::draw(context, &mut scene, &items) + size * 0.4;
        scene.height += over.ceil();
    }
    let height = scene.height;
    let top = over + size * 2.4;
    let plot = Rect {
        x: left,
        y: top,
        width: (spec.width - left - right).max(1.0),
        height: (height - top - size * 1.2).max(1.0),
    };
    // The room between the lowest and the highest value, not from the axis's round numbers: there is no axis.
    let span = if high > low { high - low } else { 1.0 };
    let y = |value: f64| {
        if high > low {
            plot.bottom() - (value - low) / span * plot.height
        } else {
            plot.y + plot.height / 2.0
        }
    };
    let x = [plot.x, plot.right()];
    for (end, step) in [first, last].into_iter().enumerate() {
        let at = x.get(end).copied().unwrap_or_default();
        let (from, to) = (
            Point {
                x: at,
                y: plot.y - size * 0.5,
            },
            Point {
                x: at,
                y: plot.bottom() + size * 0.5,
            },
        );
        scene.line(
            from,
            to,
            Stroke {
                ink: Ink::Grid,
                width: 1.0,
            },
        );
        let label = context.selection.steps.get(step);
        let label = label.map(|step| step.label.clone()).unwrap_or_default();
        let half = setting.width(&label) / 2.0;
        scene.text(Text {
            x: at.max(half).min(spec.width - half),
            y: over + size,
            text: label,
            size,
            bold: true,
            align: Align::Middle,
            ink: Ink::Muted,
        });
    }
    // Those that stand back are drawn first.
    for back in [true, false] {
        for course in &courses {
            if (course.ink == Ink::Faint) != back {
                continue;
            }
            let points: Vec<Point> = course
                .ends
                .iter()
                .zip(x)
                .map(|((_, observation), x)| Point {
                    x,
                    y: y(observation.value.unwrap_or_default()),
                })
                .gather();
            let stroke = Stroke {
                ink: course.ink,
                width: 2.0,
            };
            scene.commands.push(Command::Line {
                points: points.clone(),
                stroke,
                dash: None,
            });
            for (point, (_, observation)) in points.iter().zip(&course.ends) {
                let exact = observation.qualifier == Qualifier::Exact;
                sign::point(&mut scene, *point, 4.0, course.ink, sign_of(course), exact);
            }
        }
    }
    let mut marks = Vec::new();
    for (step, x) in x.into_iter().enumerate() {
        for course in &courses {
            let Some((index, observation)) = course.ends.get(step) else {
                continue;
            };
            let y = y(observation.value.unwrap_or_default());
            let anchor = Point { x, y };
            let bounds = Rect {
                x: x - 8.0,
                y: y - 8.0,
                width: 16.0,
                height: 16.0,
            };
            marks.push(Mark {
                observation: *index,
                step,
                series: course.series,
                bounds,
                anchor,
            });
        }
    }
    let at = plot.right() + gap;
    for (end, column) in [
        legend::Column {
            x: plot.x - gap,
            align: Align::End,
            width: plot.x - gap,
            top: over + size * 2.2,
            bottom: height - size * 0.6,
        },
        legend::Column {
            x: at,
            align: Align::Start,
            width: spec.width - at,
            top: over + size * 2.2,
            bottom: height - size * 0.6,
        },
    ]
    .into_iter()
    .enumerate()
    {
        let labels: Vec<(Ink, f64, String)> = courses
            .iter()
            .filter(|course| courses.len() <= MOST_LINES || course.ink != Ink::Faint)
            .filter_map(|course| {
                let (_, observation) = course.ends.get(end)?;
                let words = value(observation);
                let words = match end {
                    0 => words,
                    _ if apart => words,
                    _ => {
                        let room = column.width - setting.width(&words) - size * 0.4;
                        let name = setting.fit(course.label, room.max(0.0));
                        fill(
                            later(Later::ValueThenName, context.spec.lang),
                            &[&words, &name],
                        )
                    }
                };
                let ink = context.name_ink(lines.get(course.series)?);
                Some((ink, y(observation.value?), words))
            })
            .gather();
        let labels = labels
            .iter()
            .map(|(ink, y, words)| (*ink, *y, words.as_str()))
            .gather();
        legend::beside(context, &mut scene, &column, labels);
    }
    let mut notes = Vec::new();
    if left_out > 0 {
        notes.push(fill(
            later(Later::NoteRows, spec.lang),
            &[&left_out.to_string()],
        ));
    }
    if !scale.multiplier.is_empty() {
        let unit = context.axis_unit(&scale, lines);
        notes.push(fill(later(Later::NoteUnit, context.spec.lang), &[&unit]));
    }
    Plot {
        scene,
        marks,
        signs,
        notes,
        unit_shown: !scale.multiplier.is_empty(),
        ..Plot::default()
    }
}
