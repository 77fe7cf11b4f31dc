//! Which kind of chart suits the data: the rules, in the order in which they are tried.
//!
//! | the data | the chart |
//! |---|---|
//! | nothing that can be drawn | `table` |
//! | every line is a rank | `rank` |
//! | one area, one year, one unit, two to five measures that are steps of one process | `funnel` |
//! | one year, one unit, two lines or more | `bar` |
//! | one year, anything else | `tiles` |
//! | several years, one unit, more than eight lines of one or two values each | `bar` of the newest |
//! | several years, one unit, at most three lines and twelve years, amounts | `bar` |
//! | several years, one unit, else (rates, many lines, many years) | `line` |
//! | several years, several units, three values or more in half of the lines | `panels` |
//! | several years, several units, else | `tiles` of the newest year |

use super::funnel;
use super::select::{Line, Selection};
use super::spec::Kind;
use crate::dataset::Dataset;
use crate::gather::Gather as _;
use crate::order;

/// The kind for a selection where none is asked for; `one` where it is about a single year of several.
pub(super) fn choose(set: &Dataset, selection: &Selection, one: bool) -> Kind {
    let drawable: Vec<&Line> = selection
        .lines
        .iter()
        .filter(|line| line.has_value(set))
        .gather();
    let Some(first) = drawable.first() else {
        return Kind::Table;
    };
    if drawable.iter().all(|line| line.rank) {
        return Kind::Rank;
    }
    let steps = if one { 1 } else { with_values(set, selection) };
    let one_unit = drawable
        .iter()
        .all(|line| line.unit == first.unit && !line.rank);
    if steps <= 1 {
        return match (one_unit, drawable.len()) {
            (true, 2..=5) if is_process(&drawable) => Kind::Funnel,
            (true, 2..) => Kind::Bar,
            _ => Kind::Tiles,
        };
    }
    if !one_unit {
        // Of many measures of one year and a few older figures the newest are the matter.
        let courses = drawable
            .iter()
            .filter(|line| !line.rank && line.values(set) > 2);
        return if courses.count() * 2 >= drawable.len() {
            Kind::Panels
        } else {
            Kind::Tiles
        };
    }
    let values: usize = drawable.iter().map(|line| line.values(set)).sum();
    // Many places with a year or two each have no course to draw: their newest values are compared.
    if drawable.len() > super::MOST_LINES && values <= drawable.len() * 2 {
        return Kind::Bar;
    }
    let rate = first.unit.as_deref() == Some("%");
    if drawable.len() <= 3 && selection.steps.len() <= 12 && !rate {
        Kind::Bar
    } else {
        Kind::Line
    }
}

/// Whether a kind that was asked for can show the selection.
pub(super) fn suits(set: &Dataset, selection: &Selection, kind: Kind) -> bool {
    let any = |wanted: &dyn Fn(&Line) -> bool| {
        selection
            .lines
            .iter()
            .any(|line| wanted(line) && line.has_value(set))
    };
    match kind {
        Kind::Rank => any(&|line| line.rank),
        Kind::Bar => any(&|line| !line.rank),
        // The steps of one process: several places have several.
        Kind::Funnel => {
            let areas: Vec<_> = selection.lines.iter().map(|line| &line.area).gather();
            areas.iter().all(|area| Some(area) == areas.first()) && any(&|line| !line.rank)
        }
        Kind::Line | Kind::Slope => any(&|line| !line.rank) && with_values(set, selection) > 1,
        Kind::Stack => {
            let positive = |index: &usize| {
                set.get(*index)
                    .and_then(|observation| observation.value)
                    .is_none_or(|value| value >= 0.0)
            };
            let lines = selection.lines.iter();
            let keys = lines.map(|line| (line.key, line.area.as_deref()));
            any(&|line| !line.rank)
                && !is_nested(keys)
                && selection
                    .lines
                    .iter()
                    .filter(|line| !line.rank)
                    .all(|line| line.points.iter().flatten().all(positive))
        }
        Kind::Pictogram => any(&|line| !line.rank && line.unit.as_deref() != Some("%")),
        Kind::Panels => any(&|line| !line.rank) && with_values(set, selection) > 1,
        Kind::Tiles => !selection.lines.is_empty(),
        Kind::Auto | Kind::Table | Kind::Poster => true,
    }
}

/// How many steps have a value.
pub(super) fn with_values(set: &Dataset, selection: &Selection) -> usize {
    (0..selection.steps.len())
        .filter(|&step| selection.has_value(set, step))
        .count()
}

/// Whether two of the lines are steps of one process of one area: each is a part of the one before, and their sum counts
/// things twice.
pub(super) fn is_nested<'a>(
    lines: impl Iterator<Item = (Option<&'a str>, Option<&'a str>)>,
) -> bool {
    let mut steps: Vec<(&str, Option<&str>, usize)> = Vec::new();
    for (key, area) in lines {
        let stem = key.and_then(|key| Some((key.split_once(&['_'][..])?.0, funnel::place(key)?)));
        let Some((stem, place)) = stem else { continue };
        let other = steps
            .iter()
            .any(|(known, of, at)| *known == stem && *of == area && *at != place);
        if other {
            return true;
        }
        steps.push((stem, area, place));
    }
    false
}

/// Whether the lines are different steps of one area's process: keys of one stem, each with its place.
pub(super) fn is_process(lines: &[&Line]) -> bool {
    let mut places = Vec::new();
    let mut stems = Vec::new();
    for line in lines {
        let Some(key) = line.key else { return false };
        let (Some(place), Some((stem, _))) = (funnel::place(key), key.split_once(&['_'][..]))
        else {
            return false;
        };
        places.push(place);
        stems.push((stem, &line.area));
    }
    order::sort_by(&mut places, Ord::cmp);
    let distinct = places.windows(2).all(|pair| pair.first() != pair.last());
    stems.dedup();
    distinct && stems.len() == 1
}
