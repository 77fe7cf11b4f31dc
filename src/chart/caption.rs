//! The words around the plot: title, subtitle, source, notes.

use super::select::Line;
use super::spec::Kind;
use super::{Context, Plot, format};
use crate::dataset::{Observation, Qualifier};
use crate::find::contains;
use crate::gather::Gather as _;
use crate::locale::{Later, fill, join, later};

/// What is shown, as the heading of the chart: the webmaster's words, else the file's, else the finding.
pub(super) fn title(
    context: &Context<'_>,
    kind: Kind,
    drawn: &[&Line],
    step: Option<usize>,
) -> String {
    let spec = context.spec;
    if let Some(heading) = &spec.heading {
        return heading.clone();
    }
    if let Some(title) = context
        .set
        .title
        .as_deref()
        .and_then(|title| title.split(&['\n'][..]).next())
        && spec.measures.is_empty()
    {
        return title.into();
    }
    let words = context.words;
    let area = one_area(drawn);
    let year = step
        .and_then(|step| context.selection.steps.get(step))
        .filter(|step| !step.label.is_empty())
        .map(|step| match step.year {
            Some(year) => fill(words.year, &[&year.to_string()]),
            None => step.label.clone(),
        });
    let what = match kind {
        Kind::Rank
            if one_area(drawn).is_some()
                || drawn.first().is_none_or(|line| line.area.is_none()) =>
        {
            fill(words.ranks_title, &[&format::number(drawn.len() as f64)])
        }
        Kind::Tiles | Kind::Table => words.tiles_title.to_owned(),
        _ => {
            let several_areas = area.is_none() && drawn.iter().any(|line| line.area.is_some());
            let one_finding = !several_areas && drawn.len() <= 3 && kind != Kind::Rank;
            match step.filter(|_| one_finding) {
                Some(step) => {
                    let found = finding(context, drawn, step);
                    let found = join(&found, words.comma);
                    return match (area, &year) {
                        (Some(area), Some(year)) if spec.lang.is_chinese() => {
                            format!("{area}{}{year}{found}", words.colon)
                        }
                        (Some(area), Some(year)) => format!("{area}, {year}{}{found}", words.colon),
                        (None, Some(year)) if spec.lang.is_chinese() => format!("{year}{found}"),
                        (None, Some(year)) => format!("{year}{}{found}", words.colon),
                        (Some(area), None) => format!("{area}{}{found}", words.colon),
                        (None, None) => found,
                    };
                }
                None => measures(context, drawn).join(words.comma),
            }
        }
    };
    let mut parts: Vec<&str> = Vec::new();
    parts.extend(area);
    if kind == Kind::Tiles {
        parts.extend(year.as_deref());
    }
    parts.push(&what);
    match parts.as_slice() {
        [area, rest @ ..] if parts.len() > 1 && spec.lang.is_chinese() => {
            format!("{area}{}{}", words.colon, rest.concat())
        }
        _ => join(&parts, words.comma),
    }
}

/// Each line's name and value at a step: `收到提案 235件`.
fn finding(context: &Context<'_>, drawn: &[&Line], step: usize) -> Vec<String> {
    drawn
        .iter()
        .filter_map(|line| {
            let (_, observation) = context.point(line, step)?;
            let name = format::measure_name(&line.measure, context.spec.lang);
            let value = format::value_text(&observation, context.spec.lang);
            let series: Vec<&str> = observation
                .series
                .iter()
                .map(|series| series.value)
                .gather();
            let series = if series.is_empty() {
                String::new()
            } else {
                format!("（{}）", join(&series, " "))
            };
            Some(format!("{name}{series} {value}"))
        })
        .gather()
}

/// The measures of the lines, once each.
fn measures<'a>(context: &Context<'a>, drawn: &[&'a Line]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    let mut before = None;
    for line in drawn {
        // The catalogue is not asked again for each place.
        if before.replace(&line.measure) == Some(&line.measure) {
            continue;
        }
        let name = format::measure_name(&line.measure, context.spec.lang);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The area of all lines, where they have but one.
fn one_area<'a>(drawn: &[&'a Line]) -> Option<&'a str> {
    let area = drawn.first()?.area.as_deref()?;
    drawn
        .iter()
        .all(|line| line.area.as_deref() == Some(area))
        .then_some(area)
}

/// What the title does not say: unit, area, years.
pub(super) fn subtitle(context: &Context<'_>, plot: &Plot, drawn: &[&Line], title: &str) -> String {
    let words = context.words;
    let mut parts: Vec<String> = Vec::new();
    if let Some(area) = one_area(drawn)
        && !contains(title, area)
    {
        parts.push(area.into());
    }
    // A file without areas says in its title whose figures they are.
    if drawn.iter().all(|line| line.area.is_none())
        && let Some(file) = context
            .set
            .title
            .as_deref()
            .and_then(|title| title.split(&['\n'][..]).next())
        && context.spec.heading.is_none()
        && title != file
    {
        parts.push(file.into());
    }
    let names = measures(context, drawn);
    if let [name] = names.as_slice()
        && !contains(title, name)
    {
        parts.push((*name).into());
    }
    if !plot.unit_shown {
        let units: Vec<&str> = drawn
            .iter()
            .filter_map(|line| line.unit.as_deref())
            .gather();
        if let Some(unit) = units.first()
            && units.iter().all(|other| other == unit)
        {
            let unit = words.unit(unit, 2.0);
            if !unit.is_empty() {
                parts.push(unit.into());
            }
        }
    }
    // A table has no marks, and is about all.
    let marked = plot.marks.iter().map(|mark| mark.observation);
    let all = if plot.marks.is_empty() {
        context.selection.shown.as_slice()
    } else {
        &[]
    };
    let years = || {
        let indices = marked.clone().chain(all.iter().copied());
        indices.filter_map(|index| context.set.year(index))
    };
    match (years().min(), years().max()) {
        (Some(first), Some(last)) if first != last => {
            parts.push(fill(words.years, &[&first.to_string(), &last.to_string()]));
        }
        (Some(year), _) if !contains(title, &year.to_string()) => {
            parts.push(fill(words.year, &[&year.to_string()]));
        }
        _ => {}
    }
    join(&parts, words.dot)
}

/// Where the figures come from: the webmaster's words, else the file's.
pub(super) fn source(context: &Context<'_>, shown: &[usize]) -> Option<String> {
    if let Some(source) = &context.spec.source {
        return (!source.is_empty()).then(|| source.clone());
    }
    let mut sources: Vec<String> = Vec::new();
    for &index in shown {
        if let Some(source) = context.set.source(index)
            && !sources.iter().any(|known| known == source)
        {
            sources.push(source.to_owned());
            // Enough to know that there are more than two; a file of 600,000 rows is not read to its end for it.
            if sources.len() > 64 {
                break;
            }
        }
    }
    match sources.as_slice() {
        [] => None,
        [..] if sources.len() <= 2 => Some(join(&sources, context.words.semicolon)),
        [first, ..] => Some(fill(
            later(Later::MoreSources, context.spec.lang),
            &[first, &sources.len().to_string()],
        )),
    }
}

/// What the marks of this chart need explained, and the notes of the file.
pub(super) fn notes(
    context: &Context<'_>,
    kind: Kind,
    observations: &[Observation<'_>],
) -> Vec<String> {
    let words = context.words;
    let mut notes = Vec::new();
    let has = |qualifier| {
        observations
            .iter()
            .any(|observation| observation.qualifier == qualifier)
    };
    if matches!(kind, Kind::Bar | Kind::Funnel) {
        for (qualifier, note) in [
            (Qualifier::Over, later(Later::NoteOver, context.spec.lang)),
            (Qualifier::Near, later(Later::NoteNear, context.spec.lang)),
            (Qualifier::Under, later(Later::NoteUnder, context.spec.lang)),
            (Qualifier::Range, later(Later::NoteRange, context.spec.lang)),
        ] {
            if has(qualifier) {
                notes.push(note.into());
            }
        }
    }
    // Measures of the same period share a note.
    let mut periods: Vec<(&str, Vec<&str>)> = Vec::new();
    for observation in observations {
        if let (Some(period), Some(_)) = (observation.period, observation.year) {
            let name = format::measure_name(observation.measure, context.spec.lang);
            match periods.iter_mut().find(|(known, _)| *known == period) {
                Some((_, names)) if names.contains(&name) => {}
                Some((_, names)) => names.push(name),
                None => periods.push((period, vec![name])),
            }
        }
    }
    // A long list of periods is what the table is for.
    for (period, names) in periods.into_iter().take(4) {
        notes.push(fill(
            later(Later::NotePeriod, context.spec.lang),
            &[&join(&names, words.list), period],
        ));
    }
    notes.extend(context.set.notes.iter().cloned());
    notes
}
