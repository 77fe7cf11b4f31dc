//! One picture becoming another: the marks of what is the same thing move from where they were to where they are.

use crate::chart::{Chart, Mark};
use crate::dataset::{Dataset, Observation};
use crate::gather::Gather as _;
use crate::locale::join;
use crate::scene::{Align, Command, Point, Rect, Scene, Text};

/// What of an observation tells it from the others, by how much of it is looked at.
fn key(observation: &Observation<'_>, measure: bool, year: bool) -> String {
    let mut parts: Vec<&str> = vec![observation.area.unwrap_or_default()];
    parts.extend(observation.series.iter().map(|series| series.value));
    if measure {
        parts.push(observation.measure);
    }
    let label = observation.year.map(|year| year.to_string());
    if year {
        parts.extend(label.as_deref().or(observation.period));
    }
    join(&parts, "\u{1f}")
}

/// The marks of two charts that are the same thing: for each of the second its place among the first.
///
/// What is the same is what the least of words tells apart in both: bars of places are the same places in another
/// year or by another measure, columns over years are the same years.
fn pairs(old: (&Dataset, &Chart), new: (&Dataset, &Chart)) -> Option<Vec<Option<usize>>> {
    let keys =
        |(set, chart): (&Dataset, &Chart), measure: bool, year: bool| -> Option<Vec<String>> {
            let keys: Vec<String> = chart
                .marks
                .iter()
                .filter_map(|mark| set.get(mark.observation))
                .map(|observation| key(&observation, measure, year))
                .gather();
            let alone = keys
                .iter()
                .enumerate()
                .all(|(at, key)| !keys.iter().take(at).any(|other| other == key));
            (alone && keys.len() == chart.marks.len()).then_some(keys)
        };
    for (measure, year) in [(false, false), (true, false), (false, true), (true, true)] {
        if let (Some(before), Some(after)) = (keys(old, measure, year), keys(new, measure, year)) {
            let pairs: Vec<Option<usize>> = after
                .iter()
                .map(|key| before.iter().position(|other| other == key))
                .gather();
            return pairs.iter().any(Option::is_some).then_some(pairs);
        }
    }
    None
}

/// More marks than this are not followed by the eye, and comparing them would cost more than a frame.
const MOST_MARKS: usize = 400;

/// A picture on its way to another.
#[derive(Debug)]
pub struct Motion {
    from: Scene,
    marks: Vec<Mark>,
    pairs: Vec<Option<usize>>,
}

impl Motion {
    /// The way from one chart to another of the same width; `None` where the two have nothing in common that could move.
    /// The datasets are those that the marks count in.
    pub fn new(old: (&Dataset, &Chart), new: (&Dataset, &Chart)) -> Option<Motion> {
        let (before, after) = (old.1, new.1);
        let still = before.kind != after.kind
            || before.over_years != after.over_years
            || before.scene.width != after.scene.width
            || before.marks.len().max(after.marks.len()) > MOST_MARKS;
        if still {
            return None;
        }
        Some(Motion {
            pairs: pairs(old, new)?,
            from: before.scene.clone(),
            marks: before.marks.clone(),
        })
    }

    /// The picture at `t` of the way, from 0 to 1: that of `to`, with what moves still on its way.
    pub fn at(&self, to: &Chart, t: f64) -> Scene {
        let mut scene = to.scene.clone();
        if t >= 1.0 {
            return scene;
        }
        let old = &self.from.commands;
        for command in &mut scene.commands {
            match command {
                Command::Line { points, stroke, .. } => {
                    // The course of a series: as many points in the same stroke.
                    let same = old.iter().find_map(|old| match old {
                        Command::Line {
                            points: from,
                            stroke: other,
                            ..
                        } if other == stroke && from.len() == points.len() && from.len() > 2 => {
                            Some(from)
                        }
                        _ => None,
                    });
                    for (point, from) in points.iter_mut().zip(same.into_iter().flatten()) {
                        *point = between(*from, *point, t);
                    }
                }
                Command::Text(text) => self.text(to, text, t),
                Command::Rect { rect, .. } => {
                    let middle = Point {
                        x: rect.x + rect.width / 2.0,
                        y: rect.y + rect.height / 2.0,
                    };
                    if let Some((from, mark)) = self.mark(to, middle) {
                        *rect = rect.carried(&mark.bounds, &from.bounds, t);
                    }
                }
                Command::Circle { center, .. } => {
                    if let Some((from, mark)) = self.mark(to, *center) {
                        let by = way(mark.anchor, from.anchor, t);
                        center.x += by.x;
                        center.y += by.y;
                    }
                }
                Command::Area { points, .. } => {
                    let count = points.len().max(1) as f64;
                    let sum = points.iter().fold(Point::default(), |sum, point| Point {
                        x: sum.x + point.x / count,
                        y: sum.y + point.y / count,
                    });
                    if let Some((from, mark)) = self.mark(to, sum) {
                        let by = end_way(&mark.bounds, &from.bounds, t);
                        for point in points {
                            point.x += by.x;
                            point.y += by.y;
                        }
                    }
                }
            }
        }
        scene
    }

    /// The mark that is drawn at a point, and what it was.
    fn mark<'a>(&'a self, to: &'a Chart, at: Point) -> Option<(&'a Mark, &'a Mark)> {
        let mut marks = to.marks.iter().zip(&self.pairs);
        let (mark, from) = marks.find(|(mark, _)| {
            let bounds = mark.bounds.grown(0.75);
            at.x >= bounds.x
                && at.x <= bounds.right()
                && at.y >= bounds.y
                && at.y <= bounds.bottom()
        })?;
        Some((self.marks.get((*from)?)?, mark))
    }

    /// A value goes with the end of its mark; other words that stand once in both go from place to place.
    fn text(&self, to: &Chart, text: &mut Text, t: f64) {
        let mut marks = to.marks.iter().zip(&self.pairs);
        let own = marks.find(|(mark, _)| {
            let bounds = &mark.bounds;
            // To the right of a lying bar, or over an upright one.
            let beside = text.align == Align::Start
                && text.y > bounds.y
                && text.y < bounds.bottom() + 2.0
                && text.x > bounds.right() - 1.0
                && text.x < bounds.right() + text.size * 1.5;
            let over = text.align == Align::Middle
                && (text.x - bounds.x - bounds.width / 2.0).abs() < 2.0
                && (text.y - bounds.y).abs() < text.size;
            beside || over
        });
        if let Some((mark, from)) = own {
            if let Some(from) = from.and_then(|from| self.marks.get(from)) {
                let by = end_way(&mark.bounds, &from.bounds, t);
                text.x += by.x;
                text.y += by.y;
            }
            return;
        }
        let mut same = self.from.commands.iter().filter_map(|old| match old {
            Command::Text(old) if old.text == text.text && old.align == text.align => Some(old),
            _ => None,
        });
        if let (Some(old), None) = (same.next(), same.next()) {
            let (from, at) = (
                Point { x: old.x, y: old.y },
                Point {
                    x: text.x,
                    y: text.y,
                },
            );
            let at = between(from, at, t);
            (text.x, text.y) = (at.x, at.y);
        }
    }
}

/// How far something at the value's end of a mark (right, top) still has to go.
fn end_way(now: &Rect, before: &Rect, t: f64) -> Point {
    let end = |rect: &Rect| Point {
        x: rect.right(),
        y: rect.y,
    };
    way(end(now), end(before), t)
}

fn way(now: Point, before: Point, t: f64) -> Point {
    Point {
        x: (before.x - now.x) * (1.0 - t),
        y: (before.y - now.y) * (1.0 - t),
    }
}

fn between(from: Point, to: Point, t: f64) -> Point {
    Point {
        x: from.x + (to.x - from.x) * t,
        y: from.y + (to.y - from.y) * t,
    }
}

impl Rect {
    /// The rectangle within `now`, where it is while `now` is on its way from `before`.
    fn carried(&self, now: &Rect, before: &Rect, t: f64) -> Rect {
        let side = |at: f64, length: f64, now: (f64, f64), before: (f64, f64)| {
            let here = (
                before.0 + (now.0 - before.0) * t,
                before.1 + (now.1 - before.1) * t,
            );
            let scale = if now.1 > 0.0 { here.1 / now.1 } else { 1.0 };
            (here.0 + (at - now.0) * scale, (length * scale).max(0.0))
        };
        let (x, width) = side(
            self.x,
            self.width,
            (now.x, now.width),
            (before.x, before.width),
        );
        let (y, height) = side(
            self.y,
            self.height,
            (now.y, now.height),
            (before.y, before.height),
        );
        Rect {
            x,
            y,
            width,
            height,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{ChartSpec, State, build};
    use crate::intake::{Decode, ReadOptions, Reading};
    use crate::text::WidthTable;

    struct Utf8;

    impl Decode for Utf8 {
        fn decode(&self, _: &str, _: &[u8]) -> Option<String> {
            None
        }
    }

    fn read(csv: &str) -> Reading {
        crate::intake::read(csv.as_bytes(), &ReadOptions::default(), &Utf8)
    }

    const PLACES: &str =
        "地区,年份,收到提案(件)\n甲县,2023,50\n乙县,2023,30\n甲县,2024,20\n乙县,2024,80\n";

    fn drawn(set: &Dataset, state: &str) -> Chart {
        let mut spec = ChartSpec::default();
        State::parse(state).apply(&mut spec);
        build(set, &spec, &WidthTable)
    }

    /// Where the bar of the mark with this value is.
    fn bar(scene: &Scene, chart: &Chart, set: &Dataset, value: f64) -> Rect {
        let at = chart
            .marks
            .iter()
            .position(|mark| set.get(mark.observation).unwrap().value == Some(value));
        let mut rects = scene.commands.iter().filter_map(|command| match command {
            Command::Rect { rect, .. } => Some(*rect),
            _ => None,
        });
        rects.nth(at.unwrap()).unwrap()
    }

    #[test]
    fn bars_go_from_the_year_before_to_their_own() {
        let set = read(PLACES).dataset;
        let (old, new) = (drawn(&set, "year=2023"), drawn(&set, "year=2024"));
        let motion = Motion::new((&set, &old), (&set, &new)).expect("the same places");
        // The scale is that of all years, so that a length means the same in both.
        let (was, is) = (
            bar(&old.scene, &old, &set, 50.0),
            bar(&new.scene, &new, &set, 20.0),
        );
        assert!((was.width / is.width - 2.5).abs() < 0.01, "{was:?} {is:?}");
        let near = |a: Rect, b: Rect| {
            assert!(
                (a.x - b.x).abs() < 0.01
                    && (a.y - b.y).abs() < 0.01
                    && (a.width - b.width).abs() < 0.01,
                "{a:?} {b:?}"
            );
        };
        near(bar(&motion.at(&new, 0.0), &new, &set, 20.0), was);
        near(bar(&motion.at(&new, 1.0), &new, &set, 20.0), is);
        let half = bar(&motion.at(&new, 0.5), &new, &set, 20.0);
        assert!((half.width - (was.width + is.width) / 2.0).abs() < 0.01);
        // The names change places with their bars.
        let name = |scene: &Scene| {
            scene.commands.iter().find_map(|command| match command {
                Command::Text(text) if text.text == "甲县" => Some(text.y),
                _ => None,
            })
        };
        assert!(
            name(&motion.at(&new, 0.0)) == name(&old.scene) && name(&old.scene) != name(&new.scene)
        );
        assert_eq!(motion.at(&new, 1.0), new.scene);
    }

    #[test]
    fn charts_of_another_kind_do_not_move() {
        let set = read(PLACES).dataset;
        let (old, new) = (drawn(&set, "chart=line"), drawn(&set, "year=2024"));
        assert!(Motion::new((&set, &old), (&set, &new)).is_none());
        let (old, new) = (drawn(&set, "chart=bar"), drawn(&set, "year=2024"));
        assert!(Motion::new((&set, &old), (&set, &new)).is_none());
    }
}
