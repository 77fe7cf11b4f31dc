//! The observations of one file, as columns, and the questions that charts ask of them.
//!
//! Words are interned and the cells' own text is kept as offsets into one string, so that a file of
//! 25 MB becomes about as much memory again and not ten times as much. Columns that a file does not
//! use (a note, an upper end, a quote) cost nothing.

use crate::gather::Gather as _;
mod identity;
mod words;

use crate::order;
use serde::{Serialize, Serializer};
pub(crate) use words::Word;
pub(crate) use words::Words;
#[cfg(target_arch = "wasm32")]
pub(crate) use words::hash;

/// What a value says beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Qualifier {
    /// The number as written: `1,024`.
    #[default]
    Exact,
    /// At least the number: `390余万元`, `70%以上`.
    Over,
    /// About the number, from either side: `近3000人`, `约3000人`.
    Near,
    /// Less than the number: `不足50件`.
    Under,
    /// Between the value and `high`: `11—12个`.
    Range,
    /// No value was given: an empty cell, `—`, `暂无`.
    Missing,
    /// Something was written that is not a number: `?1%`, `#REF!`.
    Unreadable,
}

impl Qualifier {
    /// Whether an observation with this qualifier has a number to draw.
    pub fn has_value(self) -> bool {
        !matches!(self, Qualifier::Missing | Qualifier::Unreadable)
    }
}

/// A further text column of a tidy file, or the second header row of a wide one: a breakdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Series<'a> {
    /// The column's header.
    pub name: &'a str,
    /// The cell.
    pub value: &'a str,
}

/// One observation, borrowed from a [`Dataset`]; also how one is handed to [`DatasetBuilder::push`].
///
/// The fields stand in the order in which `county-charts read` prints them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Observation<'a> {
    /// The body or place, as the file writes it; null throughout a file without areas.
    pub area: Option<&'a str>,
    /// The calendar year.
    pub year: Option<i32>,
    /// The cell of the period, where it does not mean exactly one calendar year (`2019-2020`, `八届二次会议`).
    pub period: Option<&'a str>,
    /// The measure in the file's own words, without the unit bracket; empty, and null in JSON, where neither
    /// row, column nor title names one.
    #[serde(serialize_with = "none_if_empty")]
    pub measure: &'a str,
    /// The catalogue's key, for a measure that it knows.
    pub measure_key: Option<&'static str>,
    /// Breakdown columns, in column order.
    pub series: Vec<Series<'a>>,
    /// The number in `unit` (multipliers applied: `390余万元` is 3,900,000 with unit 元); the lower end of a range.
    #[serde(serialize_with = "whole_if_whole")]
    pub value: Option<f64>,
    /// The upper end of a range.
    #[serde(serialize_with = "whole_if_whole")]
    pub high: Option<f64>,
    /// The base unit, as written but for the multiplier: `元`, `件`, `%`.
    pub unit: Option<&'a str>,
    /// What the value says beside its number.
    pub qualifier: Qualifier,
    /// What a rank is counted in: `全省`, `全市`.
    pub scope: Option<&'a str>,
    /// Whether the row sums others (合计, 小计, 總計).
    pub total: bool,
    /// A provisional or revised mark, as written.
    pub flag: Option<&'a str>,
    /// The cell untouched.
    pub text: &'a str,
    /// A note on this figure: the note column, a footnote mark.
    pub note: Option<&'a str>,
    /// Where the figure comes from.
    pub source: Option<&'a str>,
    /// The words of the source that carry the figure.
    pub quote: Option<&'a str>,
    /// The row of the cell in the file, from 1, as Excel shows it.
    pub row: u32,
    /// The column of the cell in the file, from 1.
    pub column: u32,
}

fn none_if_empty<S: Serializer>(words: &&str, serializer: S) -> Result<S::Ok, S::Error> {
    (!words.is_empty()).then_some(*words).serialize(serializer)
}

/// Writes 5571 and not 5571.0: what JavaScript prints of the same number.
fn whole_if_whole<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match *value {
        // Beyond this, `f64` does not hold every whole number, nor JavaScript.
        Some(value) if value.fract() == 0.0 && value.abs() < 9e15 => {
            serializer.serialize_i64(value as i64)
        }
        Some(value) => serializer.serialize_f64(value),
        None => serializer.serialize_none(),
    }
}

/// A column that costs nothing until a row holds something other than the default.
#[derive(Debug, Default)]
struct Sparse<T>(Vec<T>);

impl<T: Copy + Default + PartialEq> Sparse<T> {
    fn set(&mut self, row: usize, value: T) {
        if value != T::default() {
            if self.0.len() < row {
                self.0.resize(row, T::default());
            }
            self.0.push(value);
        }
    }

    fn reserve(&mut self, rows: usize) {
        if !self.0.is_empty() {
            self.0.reserve(rows);
        }
    }

    fn get(&self, row: usize) -> T {
        self.0.get(row).copied().unwrap_or_default()
    }
}

/// The observations of one file, in the order of the file.
#[derive(Debug, Default)]
pub struct Dataset {
    /// The title rows above the header, joined by newlines.
    pub title: Option<String>,
    /// The notes below the data, one a row of the file.
    pub notes: Vec<String>,
    words: Words,
    /// Names of the breakdown columns.
    series_names: Vec<Word>,
    area: Sparse<Word>,
    /// `i16::MIN` for "none" would not be the default, so years are kept one up and 0 is "none".
    year: Sparse<i16>,
    period: Sparse<Word>,
    measure: Vec<Word>,
    /// The catalogue key of each measure word, looked up once a word.
    keys: Vec<(Word, &'static str)>,
    /// One column for each of `series_names`.
    series: Vec<Sparse<Word>>,
    value: Vec<f64>,
    high: Sparse<f64>,
    unit: Sparse<Word>,
    qualifier: Sparse<Qualifier>,
    scope: Sparse<Word>,
    total: Sparse<bool>,
    flag: Sparse<Word>,
    text: String,
    text_ends: Vec<u32>,
    note: Sparse<Word>,
    source: Sparse<Word>,
    quote: Sparse<Word>,
    row: Vec<u32>,
    column: Vec<u16>,
}

impl Dataset {
    /// How many observations there are, missing and unreadable ones included.
    pub fn len(&self) -> usize {
        self.measure.len()
    }

    /// Whether there is no observation at all.
    pub fn is_empty(&self) -> bool {
        self.measure.is_empty()
    }

    /// The observation at `index`, from 0, in the order of the file.
    pub fn get(&self, index: usize) -> Option<Observation<'_>> {
        let measure = *self.measure.get(index)?;
        let word = |word: Word| self.words.get(word);
        let value = self.value.get(index).copied().unwrap_or(f64::NAN);
        let high = self.high.get(index);
        let qualifier = self.qualifier.get(index);
        let end = self.text_ends.get(index).map_or(0, |&end| end as usize);
        let start = index
            .checked_sub(1)
            .and_then(|before| self.text_ends.get(before))
            .map_or(0, |&end| end as usize);
        Some(Observation {
            area: word(self.area.get(index)),
            year: self.year(index),
            period: word(self.period.get(index)),
            measure: word(measure).unwrap_or_default(),
            measure_key: self.key(measure),
            series: self
                .series_names
                .iter()
                .zip(&self.series)
                .filter_map(|(&name, column)| {
                    Some(Series {
                        name: word(name)?,
                        value: word(column.get(index))?,
                    })
                })
                .gather(),
            value: (!value.is_nan()).then_some(value),
            high: (qualifier == Qualifier::Range).then_some(high),
            unit: word(self.unit.get(index)),
            qualifier,
            scope: word(self.scope.get(index)),
            total: self.total.get(index),
            flag: word(self.flag.get(index)),
            text: self.text.get(start..end).unwrap_or_default(),
            note: word(self.note.get(index)),
            source: word(self.source.get(index)),
            quote: word(self.quote.get(index)),
            row: self.row.get(index).copied().unwrap_or_default(),
            column: u32::from(self.column.get(index).copied().unwrap_or_default()),
        })
    }

    /// Every observation with its index, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Observation<'_>)> {
        (0..self.len()).filter_map(|index| Some((index, self.get(index)?)))
    }

    /// The areas, in the order of their first row; empty for a file without areas.
    pub fn areas(&self) -> Vec<&str> {
        self.distinct((0..self.len()).map(|index| self.area.get(index)))
    }

    /// The measures in the file's own words, in the order of their first row.
    pub fn measures(&self) -> Vec<&str> {
        self.distinct(self.measure.iter().copied())
    }

    /// The catalogue key of a measure of this file.
    pub fn measure_key(&self, measure: &str) -> Option<&'static str> {
        self.key(self.words.find(measure)?)
    }

    /// The calendar years that any observation is of, ascending, those without a value included.
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = (0..self.len())
            .filter_map(|index| self.year(index))
            .gather();
        order::sort_by(&mut years, Ord::cmp);
        years.dedup();
        years
    }

    /// The newest year that has at least one value: the newest column of a sheet is often still empty.
    pub fn latest_year(&self) -> Option<i32> {
        (0..self.len())
            .filter(|&index| self.qualifier.get(index).has_value())
            .filter_map(|index| self.year(index))
            .max()
    }

    /// The calendar year of an observation.
    pub fn year(&self, index: usize) -> Option<i32> {
        match self.year.get(index) {
            0 => None,
            year => Some(i32::from(year) - 1),
        }
    }

    /// Whether an observation has a number.
    pub fn has_value(&self, index: usize) -> bool {
        index < self.len() && self.qualifier.get(index).has_value()
    }

    /// The number of an observation, alone: the whole of it is a walk through every column.
    pub fn value(&self, index: usize) -> Option<f64> {
        let value = self.value.get(index).copied();
        value.filter(|_| self.has_value(index))
    }

    /// The upper end of an observation that is a range.
    pub fn high(&self, index: usize) -> Option<f64> {
        let range = self.qualifier.get(index) == Qualifier::Range;
        range.then(|| self.high.get(index))
    }

    /// Whether two observations are surely of one area, measure, breakdown and scope.
    pub fn is_alike(&self, one: usize, other: usize) -> bool {
        self.measure.get(one) == self.measure.get(other)
            && self.area.get(one) == self.area.get(other)
            && self.scope.get(one) == self.scope.get(other)
            // Which breakdown it is of is looked up where a file has any.
            && self.series.is_empty()
    }

    /// The source of an observation.
    pub fn source(&self, index: usize) -> Option<&str> {
        self.words.get(self.source.get(index))
    }

    /// The period of an observation that is no calendar year.
    pub fn period(&self, index: usize) -> Option<&str> {
        self.words.get(self.period.get(index))
    }

    /// The note of an observation.
    pub fn note(&self, index: usize) -> Option<&str> {
        self.words.get(self.note.get(index))
    }

    /// Whether an observation sums others.
    pub fn is_total(&self, index: usize) -> bool {
        self.total.get(index)
    }

    /// The names of the breakdown columns, in their order.
    pub(crate) fn series_names(&self) -> impl Iterator<Item = &str> {
        self.series_names
            .iter()
            .filter_map(|&name| self.words.get(name))
    }

    /// Gives an observation another unit of which its own is `factor`.
    pub(crate) fn convert(&mut self, index: usize, factor: f64, unit: &str) {
        let word = self.words.intern(unit);
        if let Some(value) = self.value.get_mut(index) {
            *value *= factor;
        }
        if let Some(high) = self.high.0.get_mut(index) {
            *high *= factor;
        }
        if let Some(unit) = self.unit.0.get_mut(index) {
            *unit = word;
        }
    }

    /// The unit in which each measure first stands.
    pub(crate) fn first_units(&self) -> FirstUnits {
        let mut first = FirstUnits::default();
        for (index, (&unit, measure)) in self.unit.0.iter().zip(&self.measure).enumerate() {
            if unit == Word::NONE || !self.has_value(index) {
                continue;
            }
            if first.units.len() <= measure.index() {
                first.units.resize(measure.index() + 1, Word::NONE);
            }
            match first.units.get_mut(measure.index()) {
                Some(known) if *known == Word::NONE => *known = unit,
                Some(known) => first.differ |= *known != unit,
                None => {}
            }
        }
        first
    }

    /// The unit in which a measure first stands.
    pub(crate) fn first_unit(&self, first: &FirstUnits, measure: &str) -> Option<&str> {
        let measure = self.words.find(measure)?;
        self.words.get(*first.units.get(measure.index())?)
    }

    /// The observations of these measures and areas, in the order of the file; an empty list stands for all.
    pub fn pick(&self, measures: &[String], areas: &[String]) -> Vec<usize> {
        let ids = |names: &[String]| -> Vec<Word> {
            names
                .iter()
                .filter_map(|name| self.words.find(name))
                .gather()
        };
        let (measures, areas) = (ids(measures), ids(areas));
        let among = |ids: &[Word], word: Word| ids.is_empty() || ids.contains(&word);
        self.measure
            .iter()
            .enumerate()
            .filter(|&(index, &measure)| {
                among(&measures, measure) && among(&areas, self.area.get(index))
            })
            .map(|(index, _)| index)
            .gather()
    }

    fn key(&self, measure: Word) -> Option<&'static str> {
        // As many as the file has known measures, and fewer than the catalogue has.
        let known = self.keys.iter().find(|(word, _)| *word == measure);
        known.map(|(_, key)| *key)
    }

    fn distinct(&self, words: impl Iterator<Item = Word>) -> Vec<&str> {
        let mut seen = vec![false; self.words.len() + 1];
        let mut found = Vec::new();
        for word in words {
            if let (Some(seen), Some(text)) = (seen.get_mut(word.index()), self.words.get(word))
                && !std::mem::replace(seen, true)
            {
                found.push(text);
            }
        }
        found
    }
}

/// What [`Dataset::first_units`] found.
#[derive(Debug, Default)]
pub(crate) struct FirstUnits {
    /// By the measure's word.
    units: Vec<Word>,
    /// Whether a measure also stands in another unit.
    pub differ: bool,
}

/// One observation in words that the builder knows already, without its series and its text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Row {
    pub area: Word,
    pub year: Option<i32>,
    pub period: Word,
    pub measure: Word,
    pub value: Option<f64>,
    pub high: Option<f64>,
    pub unit: Word,
    pub qualifier: Qualifier,
    pub scope: Word,
    pub total: bool,
    pub flag: Word,
    pub note: Word,
    pub source: Word,
    pub quote: Word,
    pub row: u32,
    pub column: u32,
}

/// Fills a [`Dataset`], row by row.
#[derive(Debug, Default)]
pub struct DatasetBuilder {
    set: Dataset,
    /// By word, whether it is a measure whose catalogue key has been looked up.
    looked_up: Vec<bool>,
}

impl DatasetBuilder {
    /// A builder of an empty dataset.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends one observation. `measure_key` is looked up here; what the observation says of it is not read.
    ///
    /// Years outside −32768..32766 and columns above 65,535 do not fit; the intake refuses both before.
    pub fn push(&mut self, observation: &Observation<'_>) {
        let mut word = |text: Option<&str>| text.map_or(Word::NONE, |text| self.word(text));
        let row = Row {
            area: word(observation.area),
            year: observation.year,
            period: word(observation.period),
            measure: word(Some(observation.measure)),
            value: observation.value,
            high: observation.high,
            unit: word(observation.unit),
            qualifier: observation.qualifier,
            scope: word(observation.scope),
            total: observation.total,
            flag: word(observation.flag),
            note: word(observation.note),
            source: word(observation.source),
            quote: word(observation.quote),
            row: observation.row,
            column: observation.column,
        };
        let series: Vec<(Word, Word)> = observation
            .series
            .iter()
            .map(|series| (self.word(series.name), self.word(series.value)))
            .gather();
        self.append(&row, &series, observation.text);
    }

    /// The word for a text, to be used in a [`Row`].
    pub(crate) fn word(&mut self, text: &str) -> Word {
        self.set.words.intern(text)
    }

    /// The text of a word.
    pub(crate) fn text_of(&self, word: Word) -> &str {
        self.set.words.get(word).unwrap_or_default()
    }

    /// Makes room for so many more observations, of so many bytes of text, in the columns that are in use, so that they
    /// are not moved as they grow.
    pub(crate) fn reserve(&mut self, rows: usize, text: usize) {
        let set = &mut self.set;
        set.measure.reserve(rows);
        set.value.reserve(rows);
        set.text_ends.reserve(rows);
        set.row.reserve(rows);
        set.column.reserve(rows);
        set.text.reserve(text);
        set.area.reserve(rows);
        set.year.reserve(rows);
        set.unit.reserve(rows);
    }

    /// How many observations there are so far.
    pub(crate) fn len(&self) -> usize {
        self.set.len()
    }

    /// How many bytes of text they have.
    pub(crate) fn text_len(&self) -> usize {
        self.set.text.len()
    }

    /// Announces a breakdown column, so that series stand in the order of the columns.
    pub(crate) fn series_named(&mut self, name: &str) {
        let name = self.word(name);
        if !self.set.series_names.contains(&name) {
            self.set.series_names.push(name);
            self.set.series.push(Sparse::default());
        }
    }

    /// Appends one observation whose words are known: the intake's way, without a hash a cell.
    pub(crate) fn append(&mut self, row: &Row, series: &[(Word, Word)], text: &str) {
        if self.looked_up.len() <= row.measure.index() {
            self.looked_up.resize(row.measure.index() + 1, false);
        }
        if let Some(looked_up) = self.looked_up.get_mut(row.measure.index())
            && !std::mem::replace(looked_up, true)
            && let Some(known) = crate::measure::find(self.text_of(row.measure))
        {
            self.set.keys.push((row.measure, known.key));
        }
        let set = &mut self.set;
        let index = set.measure.len();
        set.area.set(index, row.area);
        set.period.set(index, row.period);
        set.unit.set(index, row.unit);
        set.scope.set(index, row.scope);
        set.flag.set(index, row.flag);
        set.note.set(index, row.note);
        set.source.set(index, row.source);
        set.quote.set(index, row.quote);
        for &(name, value) in series {
            let at = set.series_names.iter().position(|&known| known == name);
            let at = at.unwrap_or_else(|| {
                set.series_names.push(name);
                set.series.push(Sparse::default());
                set.series.len() - 1
            });
            if let Some(column) = set.series.get_mut(at) {
                column.set(index, value);
            }
        }
        set.measure.push(row.measure);
        let year = row.year.and_then(|year| i16::try_from(year + 1).ok());
        set.year.set(index, year.unwrap_or_default());
        set.value.push(row.value.unwrap_or(f64::NAN));
        set.high.set(index, row.high.unwrap_or_default());
        set.qualifier.set(index, row.qualifier);
        set.total.set(index, row.total);
        set.text.push_str(text);
        set.text_ends.push(set.text.len() as u32);
        set.row.push(row.row);
        set.column
            .push(u16::try_from(row.column).unwrap_or(u16::MAX));
    }

    /// Appends a row above the header to the title.
    pub fn title(&mut self, row: &str) {
        match &mut self.set.title {
            Some(title) => {
                title.push('\n');
                title.push_str(row);
            }
            None => self.set.title = Some(row.into()),
        }
    }

    /// Appends a row below the data to the notes.
    pub fn note(&mut self, row: &str) {
        self.set.notes.push(row.into());
    }

    /// The finished dataset.
    pub fn finish(self) -> Dataset {
        self.set
    }
}
