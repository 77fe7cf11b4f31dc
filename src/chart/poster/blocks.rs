//! What the figures of a group are drawn as.
//!
//! | in a theme | the block |
//! |---|---|
//! | lines of three values or more | columns or lines over years, one unit a block |
//! | steps of one process, one unit | funnel |
//! | ranks | list of ranks |
//! | people or households, alone of their unit | pictogram |
//! | neighbours in the file with one unit, of like size | bars |
//! | anything else | cards with the number large |

use crate::chart::select::Line;
use crate::chart::{Context, funnel};
use crate::dataset::{Observation, Qualifier};
use crate::find::split_once;
use crate::gather::Gather as _;
use crate::measure;
use crate::order;

/// Values further apart than this do not stand beside each other as bars: the smaller would not be seen.
const LIKE: f64 = 40.0;

/// One line with the figure that stands for it.
pub(super) struct Entry<'a> {
    pub line: &'a Line,
    pub theme: Option<&'static str>,
    pub step: usize,
    pub index: usize,
    pub observation: Observation<'a>,
}

/// A part of a group that is drawn as one.
pub(super) enum Block<'a> {
    Course(Vec<&'a Line>),
    Funnel(Vec<&'a Line>, usize),
    Ranks(Vec<&'a Line>, usize),
    Cards(Vec<Entry<'a>>),
    People(&'a Line, usize),
    Bars(Vec<&'a Line>, usize),
}

/// Each line with its newest figure, or that of the year asked for; in the order of the file, those without a
/// theme last.
pub(super) fn entries<'a>(context: &Context<'a>) -> Vec<Entry<'a>> {
    let selection = context.selection;
    let asked = context.spec.year.and_then(|year| {
        let mut steps = selection.steps.iter();
        steps.position(|step| step.year == Some(year))
    });
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for line in &selection.lines {
        let newest = |wanted: fn(&Observation<'_>) -> bool| {
            (0..selection.steps.len()).rev().find_map(|step| {
                let (index, observation) = context.point(line, step)?;
                wanted(&observation).then_some((step, index, observation))
            })
        };
        let at = asked.and_then(|step| Some((step, context.point(line, step)?)));
        let found = match at {
            Some((step, (index, observation))) => Some((step, index, observation)),
            None => newest(|observation| observation.qualifier != Qualifier::Missing)
                .or_else(|| newest(|_| true)),
        };
        let theme = line
            .key
            .and_then(measure::by_key)
            .map(|known| known.theme.key());
        if let Some((step, index, observation)) = found {
            entries.push(Entry {
                line,
                theme,
                step,
                index,
                observation,
            });
        }
    }
    entries
}

/// Whether a line has enough values for a picture over years.
pub(super) fn has_course(context: &Context<'_>, entry: &Entry<'_>) -> bool {
    context.spec.year.is_none() && entry.line.values(context.set) > 2
}

/// Whether a unit counts people or households.
fn people(unit: Option<&str>) -> bool {
    matches!(
        unit,
        Some("人" | "名" | "位" | "人次" | "户" | "戶" | "人數" | "人数")
    )
}

/// What a group is drawn as, in the order in which it stands on the poster.
pub(super) fn blocks<'a>(context: &Context<'a>, group: Vec<Entry<'a>>) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block<'a>> = Vec::new();
    let (courses, group): (Vec<Entry<'a>>, Vec<Entry<'a>>) = group
        .into_iter()
        .partition(|entry| !entry.line.rank && has_course(context, entry));
    // One unit a picture, and not more lines than are told apart.
    let mut units: Vec<(Option<&str>, Vec<&'a Line>)> = Vec::new();
    for entry in &courses {
        let unit = entry.line.unit.as_deref();
        match units
            .iter_mut()
            .find(|(known, lines)| *known == unit && lines.len() < 3)
        {
            Some((_, lines)) => lines.push(entry.line),
            None => units.push((unit, vec![entry.line])),
        }
    }
    blocks.extend(units.into_iter().map(|(_, lines)| Block::Course(lines)));

    let (ranks, group): (Vec<Entry<'a>>, Vec<Entry<'a>>) = group
        .into_iter()
        .partition(|entry| entry.line.rank && entry.observation.value.is_some());
    let (steps, mut group) = process(group);
    if let Some(first) = steps.first() {
        let step = first.step;
        blocks.push(Block::Funnel(
            steps.iter().map(|entry| entry.line).gather(),
            step,
        ));
    }
    let mut rank_steps: Vec<usize> = ranks.iter().map(|entry| entry.step).gather();
    order::sort_by(&mut rank_steps, |a, b| b.cmp(a));
    rank_steps.dedup();
    for step in rank_steps {
        let lines = ranks.iter().filter(|entry| entry.step == step);
        blocks.push(Block::Ranks(lines.map(|entry| entry.line).gather(), step));
    }

    // Neighbours of one unit are bars together, whoever is left stands alone.
    let mut together: Vec<Block<'a>> = Vec::new();
    let mut alone: Vec<Entry<'a>> = Vec::new();
    group.reverse();
    while let Some(first) = group.pop() {
        let mut run = vec![first];
        while let Some(next) = group.pop_if(|next| run.iter().all(|entry| alike(entry, next))) {
            run.push(next);
        }
        let value = |entry: &Entry<'_>| entry.observation.value;
        let differ = run
            .iter()
            .any(|entry| run.first().map(value) != Some(value(entry)));
        match run.as_slice() {
            [first, _, ..] if differ => together.push(Block::Bars(
                run.iter().map(|entry| entry.line).gather(),
                first.step,
            )),
            _ => alone.append(&mut run),
        }
    }
    let told = |entry: &Entry<'_>| {
        people(entry.observation.unit) && entry.observation.value.is_some_and(|value| value >= 8.0)
    };
    let (counted, cards): (Vec<Entry<'a>>, Vec<Entry<'a>>) = alone.into_iter().partition(told);
    if !cards.is_empty() {
        blocks.push(Block::Cards(cards));
    }
    blocks.extend(
        counted
            .into_iter()
            .map(|entry| Block::People(entry.line, entry.step)),
    );
    blocks.append(&mut together);
    blocks
}

/// The figures that are steps of one process, and the others.
fn process(group: Vec<Entry<'_>>) -> (Vec<Entry<'_>>, Vec<Entry<'_>>) {
    let step = |entry: &Entry<'_>| {
        let key = entry.line.key?;
        entry.observation.value?;
        Some((split_once(key, "_")?.0, funnel::place(key)?))
    };
    let same = |one: &Entry<'_>, other: &Entry<'_>| {
        one.step == other.step
            && one.line.unit == other.line.unit
            && match (step(one), step(other)) {
                (Some((stem, place)), Some((other, there))) => stem == other && place != there,
                _ => false,
            }
    };
    // The first figure that another follows leads; of two in one place the first is kept.
    let lead = group
        .iter()
        .position(|one| group.iter().any(|other| same(one, other)));
    let mut steps: Vec<Entry<'_>> = Vec::new();
    let mut rest: Vec<Entry<'_>> = Vec::new();
    for (at, entry) in group.into_iter().enumerate() {
        let fits = lead.is_some_and(|lead| at >= lead)
            && step(&entry).is_some()
            && steps.iter().all(|known| same(known, &entry));
        if fits {
            steps.push(entry);
        } else {
            rest.push(entry);
        }
    }
    // What has a part that is no step of it is no process: then all stand beside each other.
    let beside = |entry: &Entry<'_>| {
        let first = steps.first();
        first.is_some_and(|first| step(entry).is_none() && alike(first, entry))
    };
    if rest.iter().any(beside) {
        steps.append(&mut rest);
        order::sort_by_key(&mut steps, |entry| entry.line.at);
        return (Vec::new(), steps);
    }
    (steps, rest)
}

/// Whether two figures may stand beside each other as bars.
fn alike(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let value = |entry: &Entry<'_>| entry.observation.value.filter(|value| *value > 0.0);
    let rate = one.line.unit.as_deref() == Some("%");
    match (value(one), value(other)) {
        (Some(a), Some(b)) => {
            one.step == other.step
                && one.line.unit.is_some()
                && one.line.unit == other.line.unit
                && related(one.line.key, other.line.key)
                && !rate
                && a.max(b) <= a.min(b) * LIKE
        }
        _ => false,
    }
}

/// Whether two measures tell of one matter: 个 and 次 are units of much that has nothing in common. The catalogue's
/// keys begin with it; of measures that it does not know the unit must do.
fn related(one: Option<&str>, other: Option<&str>) -> bool {
    let stem = |key| split_once(key, "_").map_or(key, |(stem, _)| stem);
    match (one, other) {
        (Some(one), Some(other)) => stem(one) == stem(other),
        (one, other) => one.is_none() && other.is_none(),
    }
}
