//! The chart in a few sentences, as a county's own editor would say it to somebody who does not see it.

use super::{Differs, MOST_ROWS, same_line, value};
use crate::chart::{Chart, Kind, Mark, format};
use crate::dataset::{Dataset, Observation};
use crate::find;
use crate::gather::Gather as _;
use crate::locale::{Lang, Later, Words, fill, join, later, lookup};
use crate::order;

/// A summary names at most so many series or values.
const MOST_NAMED: usize = 6;

/// The chart in a sentence or three, its title first.
pub fn summary(set: &Dataset, chart: &Chart, lang: Lang) -> String {
    let mut sentences = vec![chart.title.clone()];
    describe(set, chart, lang, &mut sentences);
    text(sentences, lang)
}

/// The same without the title, for where that has just been read.
pub fn description(set: &Dataset, chart: &Chart, lang: Lang) -> String {
    let mut sentences = Vec::new();
    describe(set, chart, lang, &mut sentences);
    text(sentences, lang)
}

fn describe(set: &Dataset, chart: &Chart, lang: Lang, sentences: &mut Vec<String>) {
    let set = chart.set(set);
    let words = Words::of(lang);
    sentences.push(kind(set, chart, lang));
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
        let mut empty = gaps(set, chart);
        sentences.extend(uncomputed(set, chart, &mut empty, lang));
        let gaps = spans(empty, lang);
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
                let value = value(chart, observation, lang);
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
}

/// Sentences as one text.
fn text(sentences: Vec<String>, lang: Lang) -> String {
    let words = Words::of(lang);
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

/// What a chart shows after a reader has changed it, shortly: of years which and how many series, of one year the first;
/// with `most`, the highest where they can be compared.
pub fn outcome(set: &Dataset, chart: &Chart, most: bool, lang: Lang) -> String {
    let set = chart.set(set);
    let words = Words::of(lang);
    let indices: Vec<usize> = chart.marks.iter().map(|mark| mark.observation).gather();
    let differs = Differs::of(set, &indices, &chart.marks);
    if differs.over_years {
        let years = years(set, indices.iter().copied());
        let mut parts = Vec::new();
        if !years.is_empty() {
            parts.push(in_words(set, chart, &years, lang));
        }
        let count = chart.marks.iter().map(|mark| mark.series).max();
        match count.unwrap_or_default() + 1 {
            1 => parts.extend(course(set, chart, 0, &differs, lang)),
            count => parts.push(fill(later(Later::SeriesCount, lang), &[&count.to_string()])),
        }
        return join(&parts, words.comma);
    }
    let observations = indices.iter().take(MOST_ROWS);
    let observations: Vec<Observation<'_>> =
        observations.filter_map(|&index| set.get(index)).gather();
    let said = |observation: &Observation<'_>| {
        let value = value(chart, observation, lang);
        format!("{} {value}", differs.name(observation, lang))
    };
    let Some(first) = observations.first() else {
        return String::new();
    };
    let alike = |it: &Observation<'_>| it.measure == first.measure && it.unit == first.unit;
    if !most || observations.len() < 2 || differs.measure || !observations.iter().all(alike) {
        return said(first);
    }
    let best = if format::is_rank(first) { -1.0 } else { 1.0 };
    let valued = observations.iter().filter(|it| it.value.is_some());
    let most = valued.max_by(|a, b| {
        let value = |it: &Observation<'_>| it.value.unwrap_or_default() * best;
        value(a).total_cmp(&value(b))
    });
    let word = if best < 0.0 { Later::Best } else { Later::Most };
    most.map_or_else(String::new, |most| fill(later(word, lang), &[&said(most)]))
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
    let words = Words::of(lang);
    // A slope is of its two ends, whatever lies between.
    let years = if chart.kind == Kind::Slope {
        let marks = chart.marks.iter().map(|mark| mark.observation);
        years(set, marks)
    } else {
        years(set, chart.shown.iter().copied())
    };
    let ends = [years.first()?.to_string(), years.last()?.to_string()];
    let ends: [&str; 2] = [&ends[0], &ends[1]];
    if part != fill(words.years, &ends) {
        return None;
    }
    Some(in_words(set, chart, &years, lang))
}

/// The years of a chart: from and to, or each where they are few and chosen ones.
fn in_words(set: &Dataset, chart: &Chart, years: &[i32], lang: Lang) -> String {
    let words = Words::of(lang);
    let few = chart.kind != Kind::Slope && years.len() <= MOST_NAMED;
    let years: Vec<String> = if few && is_spaced(set, chart, years) {
        years.iter().map(i32::to_string).gather()
    } else {
        let ends = [years.first(), years.last()].into_iter().flatten();
        let ends: Vec<String> = ends.map(i32::to_string).gather();
        if let [first, last] = ends.as_slice() {
            return fill(later(Later::Span, lang), &[first, last]);
        }
        ends
    };
    fill(words.year, &[&join(&years, words.list)])
}

/// The years of observations, each once, ascending.
fn years(set: &Dataset, indices: impl Iterator<Item = usize>) -> Vec<i32> {
    let indices = indices.take(MOST_ROWS * 10);
    let mut years: Vec<i32> = indices.filter_map(|index| set.year(index)).gather();
    order::sort_by(&mut years, Ord::cmp);
    years.dedup();
    years
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
        let value = value(chart, observation, lang);
        let same = points.iter().copied();
        let same = same.filter(|point| self::value(chart, point, lang) == value);
        let when = when(&same.gather(), lang);
        (value, when)
    };
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Some(format!(
            "{name}{}{}",
            words.colon,
            value(chart, all.last()?, lang)
        ));
    };
    let low = points.iter().min_by(by)?;
    let high = points.iter().max_by(by)?;
    let ((low_value, low_year), (high_value, high_year)) = (said(low), said(high));
    let text = if points.len() == 1 {
        fill(words.with_year, &[&high_value, &high_year])
    } else if low.value == high.value || points.len() < 3 {
        let end = |point: &Observation<'_>| {
            let value = value(chart, point, lang);
            (value, format::period(point, lang))
        };
        let ((first_value, first_year), (last_value, last_year)) = (end(first), end(last));
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

/// When figures that are equal were: all their years, or one of so many.
fn when(same: &[&Observation<'_>], lang: Lang) -> String {
    let words = Words::of(lang);
    let Some((last, others)) = same.split_last() else {
        return String::new();
    };
    let period = format::period(last, lang);
    if others.is_empty() {
        return period;
    }
    let calendar = same.iter().all(|it| it.period.is_none());
    let years: Vec<i32> = same.iter().filter_map(|it| it.year).gather();
    let mut pairs = years.iter().zip(years.iter().skip(1));
    if calendar && same.len() > 2 && pairs.all(|(year, next)| *next == year + 1) {
        let first = years.first().map(i32::to_string).unwrap_or_default();
        let last = years.last().map(i32::to_string).unwrap_or_default();
        return fill(later(Later::Span, lang), &[&first, &last]);
    }
    if same.len() > 3 {
        // English counts those beside the one.
        let count = if lang == Lang::En {
            others.len()
        } else {
            same.len()
        };
        return fill(
            later(Later::AmongYears, lang),
            &[&period, &count.to_string()],
        );
    }
    let name = |it: &&Observation<'_>| match it.year {
        Some(year) if calendar => year.to_string(),
        _ => format::period(it, lang),
    };
    let firsts: Vec<String> = others.iter().map(name).gather();
    let firsts = join(&firsts, words.list);
    let all = fill(later(Later::And, lang), &[&firsts, &name(last)]);
    if calendar {
        fill(words.year, &[&all])
    } else {
        all
    }
}

/// The years in which figures are there and what the chart shows could not be computed from them, each with the reason;
/// they are taken out of those without figures.
fn uncomputed(set: &Dataset, chart: &Chart, empty: &mut Vec<i32>, lang: Lang) -> Vec<String> {
    let mut found = Vec::new();
    if chart.derived.is_none() {
        return found;
    }
    for &index in chart.shown.iter().take(MOST_ROWS * 10) {
        let Some(at) = empty.iter().position(|&year| set.year(index) == Some(year)) else {
            continue;
        };
        let Some(observation) = set.get(index).filter(|it| !it.text.is_empty()) else {
            continue;
        };
        empty.remove(at);
        let period = format::period(&observation, lang);
        let between = if lang == Lang::En { ": " } else { "" };
        found.push(format!("{period}{between}{}", observation.text));
    }
    found
}

/// The years between the first and the last of the chart in which no series has a value, in the file either: those that
/// a chart leaves out on purpose are no gaps.
fn gaps(set: &Dataset, chart: &Chart) -> Vec<i32> {
    let valued = chart.marks.iter().map(|mark| mark.observation);
    let valued = valued.filter(|&index| set.has_value(index));
    let valued: Vec<i32> = valued.filter_map(|index| set.year(index)).gather();
    let shown = years(set, chart.shown.iter().copied());
    let (Some(&first), Some(&last)) = (shown.first(), shown.last()) else {
        return Vec::new();
    };
    // A slope is of its two ends.
    if last - first >= 200 || chart.kind == Kind::Slope {
        return Vec::new();
    }
    let mut empty: Vec<i32> = (first..=last)
        .filter(|year| !valued.contains(year))
        .gather();
    if empty.is_empty() {
        return Vec::new();
    }
    if is_spaced(set, chart, &shown) {
        empty.retain(|year| shown.iter().any(|other| other == year));
    }
    let lines = lines(set, chart);
    for index in (0..set.len()).take(MOST_ROWS * 100) {
        let Some(year) = set.year(index).filter(|year| empty.contains(year)) else {
            continue;
        };
        let drawn = |other: Observation<'_>| lines.iter().any(|line| same_line(line, &other));
        if set.has_value(index) && set.get(index).is_some_and(drawn) {
            empty.retain(|&other| other != year);
        }
    }
    empty
}

/// The first observation of each series.
fn lines<'a>(set: &'a Dataset, chart: &Chart) -> Vec<Observation<'a>> {
    let firsts = chart.marks.iter().enumerate().filter(|(at, mark)| {
        let mut before = chart.marks.iter().take(*at);
        !before.any(|other| other.series == mark.series)
    });
    firsts
        .filter_map(|(_, mark)| set.get(mark.observation))
        .gather()
}

/// Whether the years shown are chosen ones: the file has others between them.
fn is_spaced(set: &Dataset, chart: &Chart, shown: &[i32]) -> bool {
    let (Some(&first), Some(&last)) = (shown.first(), shown.last()) else {
        return false;
    };
    let between =
        |year: i32| year > first && year < last && shown.iter().all(|&other| other != year);
    let rows = (0..set.len()).take(MOST_ROWS * 100);
    let rows = rows.filter(|&index| set.year(index).is_some_and(between));
    let mut rows = rows.peekable();
    // Few charts are of such years; the others need not look for their lines.
    if rows.peek().is_none() {
        return false;
    }
    let lines = lines(set, chart);
    rows.filter_map(|index| set.get(index))
        .any(|other| lines.iter().any(|line| same_line(line, &other)))
}

/// Years in words: three and more that follow each other as from and to.
fn spans(years: Vec<i32>, lang: Lang) -> Vec<String> {
    let mut spans: Vec<(i32, i32)> = Vec::new();
    for year in years {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{ChartSpec, View, Years, build};
    use crate::describe::read::read;
    use crate::text::WidthTable;

    fn said(csv: &str, spec: ChartSpec) -> String {
        let set = read(csv);
        let chart = build(&set, &spec, &WidthTable);
        description(&set, &chart, spec.lang)
    }

    fn of(kind: Kind) -> ChartSpec {
        ChartSpec {
            kind,
            ..ChartSpec::default()
        }
    }

    const GAP: &str = "年份,收到提案（件）\n2018,100\n2019,90\n2020,99\n2021,110\n2022,\n2023,121\n2024,121\n2025,121\n";

    #[test]
    fn all_years_of_the_highest_and_the_lowest_are_told() {
        assert_eq!(
            said(GAP, of(Kind::Line)),
            "折线图，2018 年至 2025 年。收到提案：最高为 121件（2023 年至 2025 年），最低为 90件（2019 年）。2022 年无数据。"
        );
        let scattered =
            "年份,办复率（%）\n2018,100\n2019,98\n2020,100\n2021,98\n2022,100\n2023,99\n2024,100\n";
        let spec = of(Kind::Line);
        assert!(
            said(scattered, spec)
                .contains("最高为 100%（2024 年等 4 年），最低为 98%（2019、2021 年）")
        );
        let spec = ChartSpec {
            lang: Lang::En,
            ..of(Kind::Line)
        };
        let english = said(scattered, spec);
        assert!(
            english.contains("highest 100% in 2024 and 3 other years, lowest 98% in 2019 and 2021"),
            "{english}"
        );
    }

    #[test]
    fn years_that_were_not_asked_for_are_not_missed() {
        let years = |years: &[i32]| ChartSpec {
            years: Years::List(years.to_vec()),
            ..of(Kind::Line)
        };
        let chosen = said(GAP, years(&[2018, 2020, 2025]));
        assert!(
            chosen.starts_with("折线图，2018、2020、2025 年。") && !chosen.contains("无数据"),
            "{chosen}"
        );
        let asked = said(GAP, years(&[2018, 2022, 2025]));
        assert!(asked.ends_with("2022 年无数据。"), "{asked}");
        // A slope has two ends and nothing between.
        let slope = said(GAP, of(Kind::Slope));
        assert!(!slope.contains("无数据"), "{slope}");
    }

    #[test]
    fn what_cannot_be_computed_is_no_missing_figure() {
        let change = |lang| ChartSpec {
            view: View::Change,
            lang,
            ..of(Kind::Bar)
        };
        let chinese = said(GAP, change(Lang::ZhHans));
        assert!(
            chinese.ends_with("2023 年无法计算（缺 2022 年的数据）。2022 年无数据。"),
            "{chinese}"
        );
        assert!(
            chinese.contains("最高为 +11.1%（2021 年），最低为 −10%（2019 年）"),
            "{chinese}"
        );
        let english = said(GAP, change(Lang::En));
        assert!(
            english.ends_with("2023: cannot be computed (no figure for 2022). No data for 2022."),
            "{english}"
        );
    }
}
