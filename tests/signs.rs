//! Colour is never the only sign (WCAG 2.2, 1.4.1): in each picture of several series, seen without its colours, every name
//! leads to its marks and to no others: it stands at them, or its sign in the legend has their place or their shape.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where its input is not what it says"
)]

mod support;

use county_charts::chart::{Chart, Kind, Mark, Sign};
use county_charts::dataset::Dataset;
use county_charts::scene::{Align, Command, Point, Rect, Scene, Text};
use support::cases;

/// Widths and text sizes in CSS px: a column, a phone, a phone with twice the text, 400 % zoom.
const SEEN: [(f64, f64); 4] = [(720.0, 16.0), (343.0, 16.0), (253.0, 32.0), (258.0, 16.0)];

fn texts(scene: &Scene) -> impl Iterator<Item = &Text> {
    scene.commands.iter().filter_map(|command| match command {
        Command::Text(text) => Some(text),
        _ => None,
    })
}

/// The middle of a filled mark of a line, and its corners as seen from there: what it looks like in grey. A disc has none.
fn shape(command: &Command) -> Option<(Point, Vec<(i32, i32)>)> {
    match command {
        Command::Circle { center, .. } => Some((*center, Vec::new())),
        Command::Area { points, .. } => {
            let range = |of: &dyn Fn(&Point) -> f64| {
                let values = points.iter().map(of);
                let low = values.clone().fold(f64::INFINITY, f64::min);
                (low + values.fold(f64::NEG_INFINITY, f64::max)) / 2.0
            };
            let middle = Point {
                x: range(&|point| point.x),
                y: range(&|point| point.y),
            };
            let corners = points.iter().map(|point| {
                let side = |value: f64| {
                    if value.abs() < 0.3 {
                        0
                    } else {
                        value.signum() as i32
                    }
                };
                let (x, y) = (point.x - middle.x, point.y - middle.y);
                // Long or standing, where the corners lie in the same quarters.
                let stretch = if x.abs() > 2.0 * y.abs() {
                    2
                } else if y.abs() > 2.0 * x.abs() {
                    3
                } else {
                    1
                };
                (side(x) * stretch, side(y) * stretch)
            });
            Some((middle, corners.collect()))
        }
        _ => None,
    }
}

/// Where a name begins that stands in the legend: above all marks, at the right of something; it may take several lines.
fn in_legend<'a>(chart: &'a Chart, label: &str) -> (&'a Text, String) {
    let top = chart.marks.iter().map(|mark| mark.bounds.y);
    let top = top.fold(f64::INFINITY, f64::min);
    let texts: Vec<&Text> = texts(&chart.scene).collect();
    let plain = |text: &str| text.replace(' ', "");
    let named = (0..texts.len()).find_map(|at| {
        let first = texts[at];
        let lines = texts[at..].iter();
        let lines = lines.take_while(|text| text.x == first.x && text.y >= first.y);
        let whole: String = lines.map(|text| plain(&text.text)).collect();
        let found = first.align == Align::Start
            && first.x > 0.0
            && first.y < top + first.size
            && whole.starts_with(&plain(label));
        found.then_some((first, whole))
    });
    named.unwrap_or_else(|| panic!("“{label}” stands in no legend"))
}

/// The rectangles of the sign before a name.
fn strokes(scene: &Scene, name: &Text) -> Vec<Rect> {
    let before = texts(scene)
        .filter(|text| (text.y - name.y).abs() < 1.0 && text.x < name.x)
        .map(|text| text.x)
        .fold(f64::NEG_INFINITY, f64::max);
    scene
        .commands
        .iter()
        .filter_map(|command| match command {
            Command::Rect { rect, .. } => Some(*rect),
            _ => None,
        })
        .filter(|rect| {
            let middle = rect.y + rect.height / 2.0;
            rect.x > before
                && rect.right() < name.x
                && (middle - name.y + 0.36 * name.size).abs() < 0.85 * name.size
        })
        .collect()
}

/// The marks of one step that have something drawn.
fn drawn<'a>(chart: &'a Chart, set: &Dataset, step: usize) -> Vec<&'a Mark> {
    let set = chart.set(set);
    let marks = chart.marks.iter().filter(|mark| mark.step == step);
    marks
        .filter(|mark| set.get(mark.observation).unwrap().value.is_some())
        .collect()
}

/// The place of the largest among sizes that are given in order.
fn largest(sizes: &[f64]) -> usize {
    let most = sizes.iter().copied().fold(0.0, f64::max);
    let all: Vec<usize> = (0..sizes.len())
        .filter(|&at| sizes[at] > most - 1e-6)
        .collect();
    assert_eq!(all.len(), 1, "no one stands out: {sizes:?}");
    all[0]
}

/// Of the strokes before a name in the legend, `of` in all, that at `at` is the largest; `along` gives the place and the
/// size of one.
fn hold_sign(chart: &Chart, label: &str, at: usize, of: usize, along: fn(&Rect) -> (f64, f64)) {
    let (name, _) = in_legend(chart, label);
    let mut strokes: Vec<(f64, f64)> = strokes(&chart.scene, name).iter().map(along).collect();
    strokes.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    assert_eq!(strokes.len(), of);
    let sizes: Vec<f64> = strokes.iter().map(|(_, size)| *size).collect();
    assert_eq!(largest(&sizes), at);
}

/// Holds a series to what its sign says.
fn check(chart: &Chart, set: &Dataset, at: usize, of: usize) {
    let shown: Vec<_> = chart
        .series
        .iter()
        .filter(|series| !series.hidden)
        .collect();
    let series = shown[at];
    let scene = &chart.scene;
    let steps = chart
        .marks
        .iter()
        .map(|mark| mark.step + 1)
        .max()
        .unwrap_or(0);
    match series.sign {
        Sign::Beside(place, count) => {
            assert_eq!((place, count), (at, of));
            hold_sign(chart, &series.label, at, of, |rect| (rect.x, rect.width));
            for step in 0..steps {
                let mut marks = drawn(chart, set, step);
                if marks.len() == of {
                    marks.sort_by(|a, b| a.bounds.x.total_cmp(&b.bounds.x));
                    assert_eq!(marks[at].series, at);
                }
            }
        }
        Sign::Above(place, count) => {
            assert_eq!((place, count), (at, of));
            hold_sign(chart, &series.label, at, of, |rect| (-rect.y, rect.height));
            for step in 0..steps {
                // What is not drawn has its place kept by two strokes beside the column.
                let marks = drawn(chart, set, step);
                let Some(known) = marks.first() else { continue };
                let (left, right) = (known.bounds.x, known.bounds.right());
                let kept = scene.commands.iter().filter(|command| {
                    matches!(command, Command::Rect { rect, .. }
                        if (rect.right() - left).abs() < 0.01 && rect.height < 2.0 && rect.width < 5.0)
                });
                let high = marks.iter().filter(|mark| mark.bounds.height > 1.0);
                let zero = marks.iter().filter(|mark| {
                    chart.set(set).get(mark.observation).unwrap().value == Some(0.0)
                });
                assert!(right > left);
                assert_eq!(kept.count(), of - marks.len() + zero.count());
                let mut high: Vec<_> = high.collect();
                high.sort_by(|a, b| b.bounds.y.total_cmp(&a.bounds.y));
                assert!(high.windows(2).all(|pair| pair[0].series < pair[1].series));
            }
        }
        Sign::Shape(shape_at) => {
            let others = shown.iter().enumerate().filter(|(other, _)| *other != at);
            // Of more than eight those in colour have a shape of their own.
            if of <= 8 && chart.kind != Kind::Panels {
                assert!(
                    others
                        .clone()
                        .all(|(_, other)| other.sign != Sign::Shape(shape_at))
                );
            }
            let label = series.label.split(" · ").next().unwrap();
            let label = label.split('·').next().unwrap();
            let (name, _) = in_legend(chart, label);
            let sample: Vec<_> = scene
                .commands
                .iter()
                .filter_map(shape)
                .filter(|(middle, _)| {
                    (middle.y - (name.y - 0.36 * name.size)).abs() < 1.5
                        && middle.x < name.x
                        && middle.x > name.x - 3.0 * name.size
                })
                .collect();
            assert_eq!(sample.len(), 1, "{label}");
            let mut found = 0;
            for mark in chart.marks.iter().filter(|mark| mark.series == at) {
                let Some(_) = chart.set(set).get(mark.observation).unwrap().value else {
                    continue;
                };
                // Points may lie on one another: one of those here is of this shape.
                let mut here = scene
                    .commands
                    .iter()
                    .filter_map(shape)
                    .filter(|(middle, _)| {
                        (middle.x - mark.anchor.x).abs() < 1.0
                            && (middle.y - mark.anchor.y).abs() < 1.0
                    })
                    .peekable();
                if here.peek().is_some() {
                    assert!(here.any(|(_, corners)| corners == sample[0].1), "{label}");
                    found += 1;
                }
            }
            assert!(found > 0, "no point of “{label}” shows its shape");
        }
        Sign::Name => {
            let marks = chart.marks.iter().filter(|mark| mark.series == at);
            let last = marks
                .filter(|mark| {
                    chart
                        .set(set)
                        .get(mark.observation)
                        .unwrap()
                        .value
                        .is_some()
                })
                .max_by_key(|mark| mark.step);
            let Some(last) = last else { return };
            let right = texts(scene).find(|text| {
                text.x > last.bounds.x + last.bounds.width / 2.0
                    && text.text.contains(&series.label)
            });
            // Ranks whose names find no room at their ends are named above with the newest rank and its year.
            let newest = || {
                let observation = chart.set(set).get(last.observation).unwrap();
                let (_, mut words) = in_legend(chart, &series.label);
                let words = words.split_off(series.label.replace(' ', "").len());
                words.contains(&observation.value.unwrap().to_string())
                    && words.contains(&observation.year.unwrap().to_string())
            };
            assert!(
                right.is_some() || (chart.kind == Kind::Rank && newest()),
                "“{}” stands at none of its marks",
                series.label
            );
        }
    }
}

#[test]
fn without_its_colours_every_name_leads_to_its_marks() {
    let mut seen = [0; 4];
    cases::at_sizes(&SEEN, |case, reading, chart, _| {
        let of = chart.series.iter().filter(|series| !series.hidden).count();
        let shared = chart.kind == Kind::Panels
            && chart.series.iter().any(|series| series.sign != Sign::Name);
        if !(chart.keyed() || shared) || of < 2 {
            return;
        }
        for (at, series) in chart.series.iter().filter(|it| !it.hidden).enumerate() {
            seen[match series.sign {
                Sign::Name => 0,
                Sign::Beside(..) => 1,
                Sign::Above(..) => 2,
                Sign::Shape(_) => 3,
            }] += 1;
            let held = std::panic::catch_unwind(|| check(chart, &reading.dataset, at, of));
            assert!(held.is_ok(), "{case}: {}", series.label);
        }
    });
    assert!(seen.iter().all(|&count| count > 20), "{seen:?}");
}
