//! Observations as CSV: what citizens download and `read --format csv` prints, and what the intake reads back.

use crate::dataset::{Dataset, Observation, Qualifier};
use crate::decimal;
use crate::gather::Gather as _;
use crate::locale::Lang;
use crate::locale::columns;
use std::borrow::Cow;

/// A key of an observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Area,
    Year,
    Period,
    Measure,
    Catalogue,
    Series,
    Value,
    High,
    Unit,
    Qualifier,
    Scope,
    Total,
    Flag,
    Text,
    Note,
    Source,
    Quote,
    Row,
    Column,
}

/// All keys with their names, in the order of the contract.
pub(crate) const KEYS: [(Key, &str); 19] = [
    (Key::Area, "area"),
    (Key::Year, "year"),
    (Key::Period, "period"),
    (Key::Measure, "measure"),
    (Key::Catalogue, "measure_key"),
    (Key::Series, "series"),
    (Key::Value, "value"),
    (Key::High, "high"),
    (Key::Unit, "unit"),
    (Key::Qualifier, "qualifier"),
    (Key::Scope, "scope"),
    (Key::Total, "total"),
    (Key::Flag, "flag"),
    (Key::Text, "text"),
    (Key::Note, "note"),
    (Key::Source, "source"),
    (Key::Quote, "quote"),
    (Key::Row, "row"),
    (Key::Column, "column"),
];

/// The keys under localised words: less those that only a program wants.
fn localised() -> impl Iterator<Item = Key> {
    KEYS.iter()
        .map(|(key, _)| *key)
        .filter(|key| !matches!(key, Key::Catalogue | Key::Row | Key::Column))
}

/// The columns of a file of ours, by the names in its header; `None` where another wrote it.
pub(crate) fn own_columns(names: &[&str]) -> Option<Vec<Key>> {
    let keys = KEYS.iter().map(|(_, name)| *name);
    if names.iter().copied().eq(keys) {
        return Some(KEYS.iter().map(|(key, _)| *key).gather());
    }
    Lang::ALL
        .into_iter()
        .any(|lang| {
            names
                .iter()
                .copied()
                .eq(localised().map(|key| columns::name(key, lang)))
        })
        .then(|| localised().gather())
}

/// The observations at `indices` (all, where there are none) as CSV: UTF-8 with a byte order mark, CRLF.
///
/// What the widget offers for download. The command line writes the same [`records`] with the `csv` crate,
/// and a test holds the two equal: the crate's writer brings tables into a page that this needs not.
pub fn csv(set: &Dataset, indices: Option<&[usize]>, lang: Option<Lang>) -> Vec<u8> {
    let mut written = String::from("\u{feff}");
    records(set, indices, lang, &mut |cells| {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                written.push(',');
            }
            quote(cell, &mut written);
        }
        written.push_str("\r\n");
    });
    written.into_bytes()
}

/// Hands over the header and a record for each of the observations at `indices` (all, where there are none).
///
/// Without a language the header has the keys of the contract; with one, its words. A cell that
/// Excel would run as a formula has an apostrophe put before it, which the intake takes off again.
pub fn records(
    set: &Dataset,
    indices: Option<&[usize]>,
    lang: Option<Lang>,
    take: &mut dyn FnMut(&[Cow<'_, str>]),
) {
    let keys: Vec<Key> = match lang {
        None => KEYS.iter().map(|(key, _)| *key).gather(),
        Some(_) => localised().gather(),
    };
    let header: Vec<Cow<'_, str>> = keys.iter().map(|&key| name(key, lang).into()).gather();
    take(&header);
    // The first row names all breakdowns, so that they are read back in their order.
    let mut all: Vec<&str> = set.series_names().gather();
    let mut write = |observation: &Observation<'_>| {
        let named = std::mem::take(&mut all);
        let cells: Vec<Cow<'_, str>> = keys
            .iter()
            .map(|&key| {
                defused(match key {
                    Key::Series => series(observation, &named).into(),
                    key => field(observation, key, lang),
                })
            })
            .gather();
        take(&cells);
    };
    match indices {
        Some(indices) => indices
            .iter()
            .filter_map(|&index| set.get(index))
            .for_each(|observation| write(&observation)),
        None => set.iter().for_each(|(_, observation)| write(&observation)),
    }
}

/// Writes a cell as RFC 4180 has it, in quotes where it needs them.
fn quote(cell: &str, written: &mut String) {
    if !cell.contains(&[',', '"', '\r', '\n'][..]) {
        written.push_str(cell);
        return;
    }
    written.push('"');
    for c in cell.chars() {
        if c == '"' {
            written.push('"');
        }
        written.push(c);
    }
    written.push('"');
}

fn name(key: Key, lang: Option<Lang>) -> &'static str {
    match lang {
        Some(lang) => columns::name(key, lang),
        None => KEYS
            .iter()
            .find(|(known, _)| *known == key)
            .map_or("", |(_, name)| name),
    }
}

fn field<'a>(observation: &Observation<'a>, key: Key, lang: Option<Lang>) -> Cow<'a, str> {
    let text = |text: Option<&'a str>| Cow::Borrowed(text.unwrap_or_default());
    let number = |number: Option<f64>| {
        number.map_or(Cow::Borrowed(""), |number| decimal::write(number).into())
    };
    match key {
        Key::Area => text(observation.area),
        Key::Year => observation
            .year
            .map_or(Cow::Borrowed(""), |year| year.to_string().into()),
        Key::Period => text(observation.period),
        Key::Measure => observation.measure.into(),
        Key::Catalogue => text(observation.measure_key),
        Key::Series => series(observation, &[]).into(),
        Key::Value => number(observation.value),
        Key::High => number(observation.high),
        Key::Unit => text(observation.unit),
        Key::Qualifier => match lang {
            Some(lang) => columns::qualifier(observation.qualifier, lang).into(),
            None => qualifier(observation.qualifier).into(),
        },
        Key::Scope => text(observation.scope),
        Key::Total => match lang {
            Some(lang) if observation.total => columns::yes(lang).into(),
            Some(_) => "".into(),
            None if observation.total => "true".into(),
            None => "false".into(),
        },
        Key::Flag => text(observation.flag),
        Key::Text => observation.text.into(),
        Key::Note => text(observation.note),
        Key::Source => text(observation.source),
        Key::Quote => text(observation.quote),
        Key::Row => observation.row.to_string().into(),
        Key::Column => observation.column.to_string().into(),
    }
}

fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::Over => "over",
        Qualifier::Near => "near",
        Qualifier::Under => "under",
        Qualifier::Range => "range",
        Qualifier::Missing => "missing",
        Qualifier::Unreadable => "unreadable",
    }
}

/// `性别=男;界别=工商`, with a backslash before what would be taken for punctuation.
///
/// Of the names in `all` those that the observation lacks stand without a value: the first row of a file
/// has all, so that they are read back in their order.
fn series(observation: &Observation<'_>, all: &[&str]) -> String {
    let mut written = String::new();
    let mut part = |name: &str, value: Option<&str>| {
        if !written.is_empty() {
            written.push(';');
        }
        escape(name, &mut written);
        // A name may be empty, and must still be there.
        written.push(if value.is_some() { '=' } else { '?' });
        escape(value.unwrap_or_default(), &mut written);
    };
    if all.is_empty() {
        for series in &observation.series {
            part(series.name, Some(series.value));
        }
    }
    for name in all {
        let mut of_name = observation
            .series
            .iter()
            .filter(|series| series.name == *name);
        part(name, of_name.next().map(|series| series.value));
    }
    written
}

fn escape(text: &str, written: &mut String) {
    for c in text.chars() {
        if matches!(c, '\\' | '=' | ';' | '?') {
            written.push('\\');
        }
        written.push(c);
    }
}

/// The names that [`series`] wrote, and the values of those that have one.
pub(crate) fn read_series(written: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut part = (String::new(), None);
    let (mut in_value, mut escaped) = (false, false);
    for c in written.chars() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '=' if !escaped && !in_value => {
                in_value = true;
                part.1 = Some(String::new());
            }
            '?' if !escaped && !in_value => in_value = true,
            ';' if !escaped => {
                found.push(std::mem::take(&mut part));
                in_value = false;
            }
            c => match &mut part.1 {
                Some(value) => value.push(c),
                None => part.0.push(c),
            },
        }
        escaped = false;
    }
    if in_value {
        found.push(part);
    }
    found
}

/// Whether Excel, in one of its languages, takes a cell that begins so for a formula.
pub(crate) fn begins_formula(cell: &str) -> bool {
    cell.starts_with(&['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'][..])
}

/// A cell that Excel shows and does not run.
fn defused(cell: Cow<'_, str>) -> Cow<'_, str> {
    let bare = cell.trim_start_matches('\'');
    if !begins_formula(bare) || (bare.len() == cell.len() && is_harmless(bare)) {
        return cell;
    }
    let mut safe = String::with_capacity(cell.len() + 1);
    safe.push('\'');
    safe.push_str(&cell);
    safe.into()
}

/// A signed number, or a dash alone.
fn is_harmless(cell: &str) -> bool {
    if matches!(cell, "-" | "--" | "－" | "+") {
        return true;
    }
    let Some(number) = cell.strip_prefix(&['-', '+'][..]) else {
        return false;
    };
    let number = number.strip_suffix('%').unwrap_or(number);
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.ends_with(|c: char| c.is_ascii_digit())
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_would_run_is_defused() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+SUM(A1)", "'+SUM(A1)"),
            ("@x", "'@x"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("\t=1", "'\t=1"),
            ("'=1", "''=1"),
            ("-3.5", "-3.5"),
            ("+3.2%", "+3.2%"),
            ("-", "-"),
            ("—", "—"),
            ("'-5", "''-5"),
            ("-1-1", "'-1-1"),
            ("630余", "630余"),
            ("", ""),
        ] {
            assert_eq!(defused(cell.into()), written);
            assert_eq!(crate::intake::undefused(written), cell);
        }
    }

    struct Utf8;

    impl crate::intake::Decode for Utf8 {
        fn decode(&self, _: &str, _: &[u8]) -> Option<String> {
            None
        }
    }

    #[test]
    fn series_survive_their_punctuation() {
        let all = [("性别", "男;女"), ("a=b?", "c\\"), ("", "x=y?")];
        let observation =
            crate::intake::read("年份,件数\n2022,1\n".as_bytes(), &Default::default(), &Utf8);
        let observation = Observation {
            series: all
                .map(|(name, value)| crate::dataset::Series { name, value })
                .into(),
            ..observation.dataset.get(0).unwrap()
        };
        let read = read_series(&series(&observation, &[]));
        let pairs: Vec<_> = read
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_deref().unwrap()))
            .collect();
        assert_eq!(pairs, all);
        let read = read_series(&series(&observation, &["届别", "性别", ""]));
        let names: Vec<_> = read
            .iter()
            .map(|(a, b)| (a.as_str(), b.is_some()))
            .collect();
        assert_eq!(names, [("届别", false), ("性别", true), ("", true)]);
        assert!(read_series("").is_empty());
    }
}
