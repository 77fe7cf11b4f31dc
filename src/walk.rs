//! The order in which keys, voice and sound go through the data of a chart: rows, steps, groups. The same for every
//! kind of chart.
//!
//! A row is what Left and Right walk: the data of one series, step by step (the years). Up and Down go from row to row.
//! Where all data stand at one step, or in one series, there is one row only, and either pair of arrows walks it. The
//! page keys go from group to group: area, panel or theme.

use crate::chart::{Chart, Kind, Mark};
use crate::dataset::Dataset;
use crate::gather::Gather as _;
use crate::measure;
use crate::order;

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
    /// To the group before.
    PageUp,
    /// To the group after.
    PageDown,
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
            "PageUp" => Walk::PageUp,
            "PageDown" => Walk::PageDown,
            _ => return None,
        })
    }
}

/// The marks of a row, by their indices, in the order of its steps: that of the mark `at`.
pub fn row(marks: &[Mark], at: usize) -> Vec<usize> {
    let Some(here) = marks.get(at) else {
        return Vec::new();
    };
    let one_step = marks.iter().all(|mark| mark.step == here.step);
    let of_row = marks.iter().enumerate();
    let of_row = of_row.filter(|(_, mark)| one_step || mark.series == here.series);
    let mut row: Vec<usize> = of_row.map(|(at, _)| at).gather();
    let place = |at: &usize| marks.get(*at).map(|mark| (mark.step, mark.series));
    order::sort_by(&mut row, |a, b| place(a).cmp(&place(b)));
    row
}

/// The mark to which `walk` leads from `from` (from nowhere, to the first or the last). `groups` has a number for each
/// mark.
pub fn walk(marks: &[Mark], groups: &[usize], from: Option<usize>, walk: Walk) -> Option<usize> {
    let Some((from, here)) = from.and_then(|from| Some((from, marks.get(from)?))) else {
        let last = marks.len().checked_sub(1)?;
        return Some(match walk {
            Walk::Left | Walk::Up | Walk::End | Walk::PageUp => {
                row(marks, last).last().copied().unwrap_or(last)
            }
            _ => row(marks, 0).first().copied().unwrap_or_default(),
        });
    };
    let row = row(marks, from);
    let place = row.iter().position(|&at| at == from).unwrap_or_default();
    let along = |forward: bool| {
        let to = if forward {
            Some(place + 1)
        } else {
            place.checked_sub(1)
        };
        row.get(to?).copied()
    };
    let one_row = row.len() == marks.len();
    let to_row = |forward: bool| {
        if one_row {
            return along(forward);
        }
        let series = marks.iter().map(|mark| mark.series);
        let series = next(series, here.series, forward)?;
        nearest(marks, here.step, |mark| mark.series == series)
    };
    let found = match walk {
        Walk::Right => along(true),
        Walk::Left => along(false),
        Walk::Down => to_row(true),
        Walk::Up => to_row(false),
        Walk::Home => row.first().copied(),
        Walk::End => row.last().copied(),
        Walk::PageDown | Walk::PageUp => {
            let forward = walk == Walk::PageDown;
            let group = |at: usize| groups.get(at).copied().unwrap_or_default();
            let first = group(0);
            if groups.iter().any(|&group| group != first) {
                page(marks, groups, from, forward)
            } else if one_row {
                if forward { row.last() } else { row.first() }.copied()
            } else {
                let series = marks.iter().map(|mark| mark.series);
                let end = if forward { series.max() } else { series.min() };
                nearest(marks, here.step, |mark| Some(mark.series) == end)
            }
        }
    };
    found.or(Some(from))
}

/// The mark of the next group that stands there as `from` stands in its own: at the same step, in the series of the
/// same place. In one row the groups follow each other, and their first is meant.
fn page(marks: &[Mark], groups: &[usize], from: usize, forward: bool) -> Option<usize> {
    let here = marks.get(from)?;
    let own = groups.get(from).copied()?;
    let to = next(groups.iter().copied(), own, forward)?;
    let series_of = |group: usize| {
        let of_group = marks.iter().zip(groups);
        let of_group = of_group.filter(|&(_, &other)| other == group);
        let mut all: Vec<usize> = of_group.map(|(mark, _)| mark.series).gather();
        order::sort_by(&mut all, Ord::cmp);
        all.dedup();
        all
    };
    let (before, after) = (series_of(own), series_of(to));
    let within = |at: usize| groups.get(at) == Some(&to);
    if before == after {
        return (0..marks.len()).find(|&at| within(at));
    }
    let place = before.iter().position(|&series| series == here.series)?;
    let series = *after.get(place).or(after.last())?;
    nearest(marks, here.step, |mark| mark.series == series)
}

/// The number that follows `here` most closely, forward or backward.
fn next(all: impl Iterator<Item = usize>, here: usize, forward: bool) -> Option<usize> {
    if forward {
        all.filter(|&other| other > here).min()
    } else {
        all.filter(|&other| other < here).max()
    }
}

/// Of the marks that are meant, the one whose step is nearest.
fn nearest(marks: &[Mark], step: usize, meant: impl Fn(&Mark) -> bool) -> Option<usize> {
    let meant = marks.iter().enumerate().filter(|(_, mark)| meant(mark));
    let nearest = meant.min_by_key(|(_, mark)| mark.step.abs_diff(step));
    nearest.map(|(at, _)| at)
}

/// The group of each mark, numbered in the order in which they first come: its area; where all are of one, its panel,
/// or its theme among figures that stand by themselves.
pub fn groups(set: &Dataset, chart: &Chart) -> Vec<usize> {
    let set = chart.set(set);
    let by = |key: &dyn Fn(usize) -> Option<String>| -> Vec<usize> {
        let mut known: Vec<Option<String>> = Vec::new();
        let mut groups = Vec::new();
        for mark in &chart.marks {
            let key = key(mark.observation);
            let at = known.iter().position(|other| *other == key);
            groups.push(at.unwrap_or(known.len()));
            if at.is_none() {
                known.push(key);
            }
        }
        groups
    };
    let several = |groups: &[usize]| groups.iter().any(|&group| group > 0);
    let areas = by(&|index| Some(set.get(index)?.area?.to_owned()));
    // Each by itself would be what the arrows do.
    let singles = areas.iter().max().map_or(0, |last| last + 1) == areas.len();
    if several(&areas) && !singles {
        return areas;
    }
    match chart.kind {
        Kind::Panels => by(&|index| Some(set.get(index)?.measure.to_owned())),
        Kind::Tiles | Kind::Poster => by(&|index| {
            let theme = measure::find(set.get(index)?.measure)?.theme;
            Some((theme as u8).to_string())
        }),
        _ => vec![0; areas.len()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Point, Rect};

    fn mark(step: usize, series: usize) -> Mark {
        Mark {
            observation: 0,
            step,
            series,
            bounds: Rect::default(),
            anchor: Point::default(),
        }
    }

    fn marks(all: &[(usize, usize)]) -> Vec<Mark> {
        all.iter()
            .map(|&(step, series)| mark(step, series))
            .collect()
    }

    /// Three years of two series; the second series lacks the second year.
    const COLUMNS: [(usize, usize); 5] = [(0, 0), (0, 1), (1, 0), (2, 0), (2, 1)];

    /// From a step and series to another, in one group.
    fn go(all: &[(usize, usize)], from: Option<(usize, usize)>, key: Walk) -> (usize, usize) {
        let from = from.map(|from| all.iter().position(|&at| at == from).expect("a mark"));
        let groups = vec![0; all.len()];
        all[walk(&marks(all), &groups, from, key).expect("a mark")]
    }

    #[test]
    fn arrows_walk_steps_and_series() {
        let go = |from, key| go(&COLUMNS, from, key);
        assert_eq!(go(None, Walk::Right), (0, 0));
        assert_eq!(go(None, Walk::Left), (2, 1));
        assert_eq!(go(Some((0, 0)), Walk::Right), (1, 0));
        assert_eq!(go(Some((0, 1)), Walk::Right), (2, 1), "within its series");
        assert_eq!(go(Some((0, 0)), Walk::Down), (0, 1));
        assert_eq!(go(Some((1, 0)), Walk::Down), (0, 1), "the nearest year");
        assert_eq!(go(Some((0, 1)), Walk::Down), (0, 1), "the last stays");
        assert_eq!(go(Some((2, 1)), Walk::Right), (2, 1), "the last stays");
        assert_eq!(go(Some((0, 1)), Walk::End), (2, 1));
        assert_eq!(go(Some((2, 1)), Walk::Home), (0, 1));
    }

    #[test]
    fn one_row_is_walked_by_either_pair_of_arrows() {
        for all in [[(0, 0), (1, 0), (2, 0)], [(0, 0), (0, 1), (0, 2)]] {
            for (back, forth) in [(Walk::Left, Walk::Right), (Walk::Up, Walk::Down)] {
                assert_eq!(go(&all, Some(all[1]), forth), all[2]);
                assert_eq!(go(&all, Some(all[1]), back), all[0]);
            }
            assert_eq!(go(&all, Some(all[1]), Walk::PageDown), all[2]);
            assert_eq!(go(&all, Some(all[1]), Walk::PageUp), all[0]);
        }
    }

    #[test]
    fn page_keys_go_to_the_same_step_of_another_group() {
        // Two areas of two measures each, over two years.
        let all: Vec<(usize, usize)> = (0..2)
            .flat_map(|step| (0..4).map(move |series| (step, series)))
            .collect();
        let groups: Vec<usize> = all.iter().map(|&(_, series)| series / 2).collect();
        let page = |from: (usize, usize), key| {
            let from = all.iter().position(|&at| at == from);
            all[walk(&marks(&all), &groups, from, key).expect("a mark")]
        };
        assert_eq!(page((1, 1), Walk::PageDown), (1, 3));
        assert_eq!(page((1, 3), Walk::PageDown), (1, 3), "the last stays");
        assert_eq!(page((0, 2), Walk::PageUp), (0, 0));
        // In one row, the first of the next group.
        let row = [(0, 0), (1, 0), (2, 0), (3, 0)];
        let themes = [0, 0, 1, 1];
        let page = |from, key| walk(&marks(&row), &themes, Some(from), key);
        assert_eq!(page(1, Walk::PageDown), Some(2));
        assert_eq!(page(3, Walk::PageUp), Some(0));
    }

    #[test]
    fn without_groups_page_keys_go_to_the_first_and_the_last_series() {
        let all = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)];
        assert_eq!(go(&all, Some((1, 0)), Walk::PageDown), (1, 2));
        assert_eq!(go(&all, Some((1, 2)), Walk::PageUp), (1, 0));
    }

    #[test]
    fn every_datum_is_reached_row_by_row() {
        for all in [&COLUMNS[..], &[(0, 0), (4, 1), (5, 1), (2, 2)]] {
            let count = all.len();
            let (marks, groups) = (marks(all), vec![0; count]);
            let mut reached = vec![false; count];
            let mut at = walk(&marks, &groups, None, Walk::Right);
            loop {
                at = walk(&marks, &groups, at, Walk::Home);
                loop {
                    reached[at.expect("a mark")] = true;
                    let to = walk(&marks, &groups, at, Walk::Right);
                    if to == at {
                        break;
                    }
                    at = to;
                }
                let to = walk(&marks, &groups, at, Walk::Down);
                if to == at {
                    break;
                }
                at = to;
            }
            assert!(reached.iter().all(|&reached| reached), "{all:?}");
        }
    }

    #[test]
    fn nothing_is_walked_where_nothing_is() {
        assert_eq!(walk(&[], &[], None, Walk::Right), None);
        assert!(row(&[], 0).is_empty());
    }
}
