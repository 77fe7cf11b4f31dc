//! The chart in a few sentences, as a county's own editor would say it to somebody who does not see it.

use super::{Differs, MOST_ROWS, same_line};
use crate::chart::{Chart, Mark, format};
use crate::dataset::{Dataset, Observation};
use crate::find;
use crate::gather::Gather as _;
use crate::locale::{Lang, Later, Words, fill, join, later, lookup};
use crate::order;

/// A summary names at most so many series or values.
const MOST_NAMED: usize = 6;

/// The chart in a sentence or three.
pub fn summary(set: &Dataset, chart: &Chart, lang: Lang) -> String {
    let set = chart.set(set);
    let words = Words::of(lang);
    let mut sentences = vec![chart.title.clone(), kind(set, chart, lang)];
    let indices: Vec<usize> = chart.marks.iter().map(|mark| mark.observation).gather();
    let differs = Differs::of(set, &indices, &chart.marks);
    if differs.over_years {
        let series = |mark: &Mark| mark.series;
        let count = chart.marks.iter().map(series).max();
        let count = count.map_or(0, |last| last + 1);
        for series in 0..count.min(MOST_NAMED) {
            sentences.extend(course(set, chart, series, &differs, lang));
        }
        let more = count.saturating_sub(MOST_NAMED);
        if more > 0 {
            sentences.push(fill(later(Later::MoreSeries, lang), &[&more.to_string()]));
        }
        let gaps = gaps(set, chart, lang);
        if !gaps.is_empty() {
            sentences.push(fill(later(Later::Gaps, lang), &[&join(&gaps, words.list)]));
        }
    } else {
        let observations = indices.iter().filter_map(|&index| set.get(index));
        let observations: Vec<Observation<'_>> = observations.take(MOST_NAMED).gather();
        let first = observations.first();
        let years = observations
            .iter()
            .any(|other| first.is_some_and(|first| other.year != first.year));
        let values: Vec<String> = observations
            .iter()
            .map(|observation| {
                let value = format::value_text(observation, lang);
                let name = differs.name(observation, lang);
                if years {
                    let period = format::period(observation, lang);
                    fill(words.with_year, &[&format!("{name} {value}"), &period])
                } else {
                    format!("{name} {value}")
                }
            })
            .gather();
        if !values.is_empty() {
            sentences.push(join(&values, words.semicolon));
        }
        let more = indices.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            sentences.push(fill(later(Later::NoteRows, lang), &[&more.to_string()]));
        }
    }
    let mut text = String::new();
    for sentence in sentences {
        let sentence = sentence.trim_end().trim_end_matches(&['。', '.'][..]);
        if !sentence.is_empty() {
            text.push_str(sentence);
            text.push_str(words.stop);
        }
    }
    text.trim_end().to_owned()
}

/// What kind of picture it is, of which years, and what else its subtitle says but the unit, which stands with each
/// value.
fn kind(set: &Dataset, chart: &Chart, lang: Lang) -> String {
    let words = Words::of(lang);
    let kind = lookup(later(Later::Kinds, lang), chart.kind.name()).unwrap_or_default();
    let unit = chart.shown.iter().take(MOST_ROWS);
    let unit = unit.filter_map(|&index| set.get(index)?.unit).next();
    let unit = unit.map(|unit| words.unit(unit, 2.0)).unwrap_or_default();
    let mut parts = vec![kind.to_owned()];
    // "Key figures" of a place are its title already.
    if find::contains(&chart.title, kind) {
        parts.clear();
    }
    let mut rest = chart.subtitle.as_str();
    while !rest.is_empty() {
        let (part, after) = find::split_once(rest, words.dot).unwrap_or((rest, ""));
        rest = after;
        if part == unit {
            continue;
        }
        parts.push(span(set, chart, part, lang).unwrap_or_else(|| part.to_owned()));
    }
    join(&parts, words.comma)
}

/// `2018—2025 年`, where a part of the subtitle is that, in words that can be spoken.
fn span(set: &Dataset, chart: &Chart, part: &str, lang: Lang) -> Option<String> {
    let years = || {
        let shown = chart.shown.iter().take(MOST_ROWS * 10);
        shown.filter_map(|&index| set.year(index))
    };
    let ends = [years().min()?.to_string(), years().max()?.to_string()];
    let ends: [&str; 2] = [&ends[0], &ends[1]];
    let written = fill(Words::of(lang).years, &ends);
    (part == written).then(|| fill(later(Later::Span, lang), &ends))
}

/// One series over its years: its highest and lowest, or its two ends.
fn course(
    set: &Dataset,
    chart: &Chart,
    series: usize,
    differs: &Differs,
    lang: Lang,
) -> Option<String> {
    let words = Words::of(lang);
    let own = chart.marks.iter().filter(|mark| mark.series == series);
    let all: Vec<Observation<'_>> = own.filter_map(|mark| set.get(mark.observation)).gather();
    let name = differs.name(all.first()?, lang);
    let points = all.iter().filter(|point| point.value.is_some());
    let points: Vec<&Observation<'_>> = points.gather();
    let by = |a: &&&Observation<'_>, b: &&&Observation<'_>| {
        let value = |point: &Observation<'_>| point.value.unwrap_or_default();
        value(a).total_cmp(&value(b))
    };
    let said = |observation: &Observation<'_>| {
        (
            format::value_text(observation, lang),
            format::period(observation, lang),
        )
    };
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Some(format!("{name}{}{}", words.colon, words.no_data));
    };
    // Of several equal ones the first: "the highest since".
    let low = points.iter().min_by(by)?;
    let high = points.iter().rev().max_by(by)?;
    let ((low_value, low_year), (high_value, high_year)) = (said(low), said(high));
    let text = if points.len() == 1 {
        fill(words.with_year, &[&high_value, &high_year])
    } else if low.value == high.value || points.len() < 3 {
        let ((first_value, first_year), (last_value, last_year)) = (said(first), said(last));
        fill(
            later(Later::Course, lang),
            &[&first_year, &first_value, &last_year, &last_value],
        )
    } else if format::is_rank(first) {
        // The best rank is the smallest number.
        fill(
            later(Later::BestWorst, lang),
            &[&low_value, &low_year, &high_value, &high_year],
        )
    } else {
        fill(
            later(Later::Extremes, lang),
            &[&high_value, &high_year, &low_value, &low_year],
        )
    };
    Some(format!("{name}{}{text}", words.colon))
}

/// The years between the first and the last of the chart in which no series has a value, in the file either: those that
/// a chart leaves out on purpose are no gaps. Three and more that follow each other are said as from and to.
fn gaps(set: &Dataset, chart: &Chart, lang: Lang) -> Vec<String> {
    let valued = chart.marks.iter().map(|mark| mark.observation);
    let valued = valued.filter(|&index| set.has_value(index));
    let valued: Vec<i32> = valued.filter_map(|index| set.year(index)).gather();
    let shown = chart.shown.iter().take(MOST_ROWS * 10);
    let mut shown: Vec<i32> = shown.filter_map(|&index| set.year(index)).gather();
    order::sort_by(&mut shown, Ord::cmp);
    let (Some(&first), Some(&last)) = (shown.first(), shown.last()) else {
        return Vec::new();
    };
    if last - first >= 200 {
        return Vec::new();
    }
    let mut empty: Vec<i32> = (first..=last)
        .filter(|year| !valued.contains(year))
        .gather();
    if empty.is_empty() {
        return Vec::new();
    }
    let lines: Vec<Observation<'_>> = {
        let firsts = chart.marks.iter().enumerate().filter(|(at, mark)| {
            let mut before = chart.marks.iter().take(*at);
            !before.any(|other| other.series == mark.series)
        });
        firsts
            .filter_map(|(_, mark)| set.get(mark.observation))
            .gather()
    };
    for index in (0..set.len()).take(MOST_ROWS * 100) {
        let Some(year) = set.year(index).filter(|year| empty.contains(year)) else {
            continue;
        };
        let drawn = |other: Observation<'_>| lines.iter().any(|line| same_line(line, &other));
        if set.has_value(index) && set.get(index).is_some_and(drawn) {
            empty.retain(|&other| other != year);
        }
    }
    let mut spans: Vec<(i32, i32)> = Vec::new();
    for year in empty {
        match spans.last_mut() {
            Some((_, end)) if *end + 1 == year => *end = year,
            _ => spans.push((year, year)),
        }
    }
    let mut gaps = Vec::new();
    for (from, to) in spans {
        if to - from < 2 {
            gaps.extend((from..=to).map(|year| year.to_string()));
        } else {
            let ends = [from.to_string(), to.to_string()];
            gaps.push(fill(later(Later::Through, lang), &[&ends[0], &ends[1]]));
        }
    }
    gaps
}
