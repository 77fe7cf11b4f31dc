//! Which datum pointer and keyboard mean.

use crate::chart::Mark;
use crate::scene::{Point, Rect};

/// How far beside the data, in CSS px, a pointer still means one of them: a finger's half width.
const NEAR: f64 = 22.0;

/// A key that walks the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// To the step before.
    Left,
    /// To the step after.
    Right,
    /// To the series above.
    Up,
    /// To the series below.
    Down,
    /// To the first step.
    Home,
    /// To the last step.
    End,
}

impl Walk {
    /// The walk of a key, as `KeyboardEvent.key` names it.
    pub fn of_key(key: &str) -> Option<Walk> {
        Some(match key {
            "ArrowLeft" => Walk::Left,
            "ArrowRight" => Walk::Right,
            "ArrowUp" => Walk::Up,
            "ArrowDown" => Walk::Down,
            "Home" => Walk::Home,
            "End" => Walk::End,
            _ => return None,
        })
    }
}

/// The mark that a pointer at `point` means: the smallest that holds it, else the nearest in its column
/// (in its row, where the steps run down).
pub fn mark_at(marks: &[Mark], point: Point) -> Option<usize> {
    let size = |mark: &Mark| mark.bounds.width * mark.bounds.height;
    let within = marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| distance(&mark.bounds, point) == (0.0, 0.0))
        .min_by(|(_, a), (_, b)| size(a).total_cmp(&size(b)));
    if let Some((at, _)) = within {
        return Some(at);
    }
    let down = runs_down(marks);
    let cost = |mark: &Mark| {
        let (x, y) = distance(&mark.bounds, point);
        let (along, across) = if down { (y, x) } else { (x, y) };
        (along, across)
    };
    marks
        .iter()
        .enumerate()
        .map(|(at, mark)| (at, cost(mark)))
        .filter(|&(_, (along, _))| along <= NEAR)
        .min_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)))
        .map(|(at, _)| at)
}

/// The mark to which `walk` leads from `from` (from nowhere, to the first or the last).
pub fn walk(marks: &[Mark], from: Option<usize>, walk: Walk) -> Option<usize> {
    let Some(here) = from.and_then(|from| marks.get(from)) else {
        let last = marks.len().checked_sub(1)?;
        return Some(match walk {
            Walk::Left | Walk::Up | Walk::End => last,
            _ => 0,
        });
    };
    let to_series = |forward: bool| {
        let others = marks
            .iter()
            .enumerate()
            .filter(|(_, mark)| mark.step == here.step);
        next(others, |mark| mark.series, here.series, forward)
    };
    let to_step = |forward: bool| {
        let steps = marks.iter().enumerate();
        let step = next(steps, |mark| mark.step, here.step, forward)?;
        at_step(marks, marks.get(step)?.step, here.series)
    };
    let found = match walk {
        // One row of data, or one column, is walked by either pair of arrows.
        Walk::Right => to_step(true).or_else(|| single_step(marks).then(|| to_series(true))?),
        Walk::Left => to_step(false).or_else(|| single_step(marks).then(|| to_series(false))?),
        Walk::Down => to_series(true).or_else(|| alone(marks, here).then(|| to_step(true))?),
        Walk::Up => to_series(false).or_else(|| alone(marks, here).then(|| to_step(false))?),
        Walk::Home => {
            let first = marks.iter().map(|mark| mark.step).min()?;
            at_step(marks, first, here.series)
        }
        Walk::End => {
            let last = marks.iter().map(|mark| mark.step).max()?;
            at_step(marks, last, here.series)
        }
    };
    found.or(from)
}

/// How far a point is from a rectangle, across and down; (0, 0) within.
fn distance(rect: &Rect, point: Point) -> (f64, f64) {
    let beside = |low: f64, length: f64, at: f64| (low - at).max(at - low - length).max(0.0);
    (
        beside(rect.x, rect.width, point.x),
        beside(rect.y, rect.height, point.y),
    )
}

/// Whether one step follows the other down the picture (horizontal bars) and not across it.
fn runs_down(marks: &[Mark]) -> bool {
    let Some(first) = marks.first() else {
        return false;
    };
    let Some(other) = marks.iter().find(|mark| mark.step != first.step) else {
        return true;
    };
    let (a, b) = (&first.bounds, &other.bounds);
    let beside = a.right() <= b.x || b.right() <= a.x;
    let below = a.bottom() <= b.y || b.bottom() <= a.y;
    below && !beside
}

/// The mark whose `place` follows `here` most closely, forward or backward.
fn next<'a>(
    marks: impl Iterator<Item = (usize, &'a Mark)>,
    place: impl Fn(&Mark) -> usize,
    here: usize,
    forward: bool,
) -> Option<usize> {
    marks
        .filter_map(|(at, mark)| {
            let place = place(mark);
            let ahead = if forward {
                place.checked_sub(here)
            } else {
                here.checked_sub(place)
            };
            ahead.filter(|&ahead| ahead > 0).map(|ahead| (ahead, at))
        })
        .min()
        .map(|(_, at)| at)
}

/// The mark of a step that is of `series`, or of the nearest.
fn at_step(marks: &[Mark], step: usize, series: usize) -> Option<usize> {
    marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| mark.step == step)
        .min_by_key(|(_, mark)| mark.series.abs_diff(series))
        .map(|(at, _)| at)
}

fn single_step(marks: &[Mark]) -> bool {
    let mut steps = marks.iter().map(|mark| mark.step);
    let first = steps.next();
    steps.all(|step| Some(step) == first)
}

fn alone(marks: &[Mark], here: &Mark) -> bool {
    marks.iter().filter(|mark| mark.step == here.step).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(step: usize, series: usize, x: f64, y: f64, width: f64, height: f64) -> Mark {
        Mark {
            observation: 0,
            step,
            series,
            bounds: Rect {
                x,
                y,
                width,
                height,
            },
            anchor: Point {
                x: x + width / 2.0,
                y,
            },
        }
    }

    /// Three years of two series; the second series lacks the second year.
    fn columns() -> Vec<Mark> {
        vec![
            mark(0, 0, 0.0, 50.0, 20.0, 150.0),
            mark(0, 1, 20.0, 100.0, 20.0, 100.0),
            mark(1, 0, 100.0, 60.0, 20.0, 140.0),
            mark(2, 0, 200.0, 40.0, 20.0, 160.0),
            mark(2, 1, 220.0, 90.0, 20.0, 110.0),
        ]
    }

    fn rows() -> Vec<Mark> {
        vec![
            mark(0, 0, 0.0, 0.0, 300.0, 20.0),
            mark(1, 0, 0.0, 30.0, 40.0, 20.0),
            mark(2, 0, 0.0, 60.0, 10.0, 20.0),
        ]
    }

    #[test]
    fn a_pointer_means_what_is_under_it_or_in_its_column() {
        let at = |x, y| mark_at(&columns(), Point { x, y });
        assert_eq!(at(10.0, 60.0), Some(0));
        assert_eq!(at(30.0, 10.0), Some(1), "above a short bar");
        assert_eq!(at(125.0, 199.0), Some(2), "beside it");
        assert_eq!(at(160.0, 100.0), None, "between two years");
    }

    #[test]
    fn a_pointer_beside_a_short_row_means_that_row() {
        let at = |x, y| mark_at(&rows(), Point { x, y });
        assert_eq!(at(250.0, 40.0), Some(1));
        assert_eq!(at(250.0, 70.0), Some(2));
        assert_eq!(mark_at(&[], Point { x: 0.0, y: 0.0 }), None);
    }

    #[test]
    fn the_smallest_of_overlapping_marks_wins() {
        let marks = [
            mark(0, 0, 0.0, 0.0, 100.0, 100.0),
            mark(0, 1, 40.0, 40.0, 10.0, 10.0),
        ];
        assert_eq!(mark_at(&marks, Point { x: 45.0, y: 45.0 }), Some(1));
    }

    #[test]
    fn arrows_walk_steps_and_series() {
        let go = |from, to| walk(&columns(), from, to);
        assert_eq!(go(None, Walk::Right), Some(0));
        assert_eq!(go(None, Walk::Left), Some(4));
        assert_eq!(go(Some(0), Walk::Right), Some(2));
        assert_eq!(go(Some(1), Walk::Right), Some(2), "the nearest series");
        assert_eq!(go(Some(0), Walk::Down), Some(1));
        assert_eq!(go(Some(1), Walk::Down), Some(1), "the last stays");
        assert_eq!(go(Some(4), Walk::Right), Some(4), "the last stays");
        assert_eq!(go(Some(1), Walk::End), Some(4));
        assert_eq!(go(Some(4), Walk::Home), Some(1));
    }

    #[test]
    fn one_row_is_walked_by_either_pair_of_arrows() {
        assert_eq!(walk(&rows(), Some(0), Walk::Down), Some(1));
        assert_eq!(walk(&rows(), Some(1), Walk::Up), Some(0));
        let step: Vec<Mark> = (0..3)
            .map(|at| mark(0, at, 0.0, at as f64 * 30.0, 10.0, 10.0))
            .collect();
        assert_eq!(walk(&step, Some(1), Walk::Right), Some(2));
        assert_eq!(walk(&step, Some(1), Walk::Left), Some(0));
    }
}
