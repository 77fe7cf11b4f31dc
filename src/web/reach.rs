//! Which datum a pointer means.

use crate::chart::Mark;
use crate::scene::{Point, Rect};

/// How far beside the data, in CSS px, a pointer still means one of them: a finger's half width.
const NEAR: f64 = 22.0;

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

/// The mark that a finger drawn across the picture means: at the step that is nearest, of the series that it is drawn
/// along where that has one there. Where the steps run down, across is no way, and it means what is under it.
pub fn scrub(marks: &[Mark], point: Point, series: Option<usize>) -> Option<usize> {
    if runs_down(marks) {
        return mark_at(marks, point);
    }
    let cost = |mark: &Mark| {
        let (along, across) = distance(&mark.bounds, point);
        (along, Some(mark.series) != series, across)
    };
    marks
        .iter()
        .enumerate()
        .map(|(at, mark)| (at, cost(mark)))
        .min_by(|(_, a), (_, b)| {
            let along = a.0.total_cmp(&b.0);
            along.then(a.1.cmp(&b.1)).then(a.2.total_cmp(&b.2))
        })
        .map(|(at, _)| at)
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
    fn a_finger_goes_along_its_series_without_a_gap() {
        let at = |x, series| scrub(&columns(), Point { x, y: 10.0 }, series);
        assert_eq!(at(30.0, Some(1)), Some(1));
        assert_eq!(at(75.0, Some(1)), Some(2), "between two years, the nearer");
        assert_eq!(at(500.0, Some(1)), Some(4), "beyond the last");
        assert_eq!(at(-9.0, None), Some(0));
        let down = |y| scrub(&rows(), Point { x: 250.0, y }, Some(0));
        assert_eq!(down(40.0), Some(1));
        assert_eq!(scrub(&[], Point { x: 0.0, y: 0.0 }, None), None);
    }
}
