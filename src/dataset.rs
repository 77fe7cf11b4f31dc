//! The observations of one file, as columns, and the questions that charts ask of them.
//!
//! Words are interned and the cells' own text is kept as offsets into one string, so that a file of
//! 25 MB becomes about as much memory again and not ten times as much. Columns that a file does not
//! use (a note, an upper end, a quote) cost nothing.

use serde::Serialize;
use std::collections::{HashMap, HashSet};

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
    /// The measure in the file's own words, without the unit bracket.
    pub measure: &'a str,
    /// The catalogue's key, for a measure that it knows.
    pub measure_key: Option<&'static str>,
    /// Breakdown columns, in column order.
    pub series: Vec<Series<'a>>,
    /// The number in `unit` (multipliers applied: `390余万元` is 3,900,000 with unit 元); the lower end of a range.
    pub value: Option<f64>,
    /// The upper end of a range.
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

/// An interned word; 0 stands for "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
struct Word(u32);

/// Strings stored once each.
#[derive(Debug, Default)]
struct Words {
    text: String,
    ends: Vec<u32>,
    index: HashMap<Box<str>, Word>,
}

impl Words {
    fn intern(&mut self, word: &str) -> Word {
        if let Some(&known) = self.index.get(word) {
            return known;
        }
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        let new = Word(self.ends.len() as u32);
        self.index.insert(word.into(), new);
        new
    }

    fn get(&self, word: Word) -> Option<&str> {
        let at = (word.0 as usize).checked_sub(1)?;
        let end = *self.ends.get(at)? as usize;
        let start = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |&end| end as usize);
        self.text.get(start..end)
    }
}

/// A column that costs nothing until a row holds something other than the default.
#[derive(Debug, Default)]
struct Sparse<T>(Vec<T>);

impl<T: Copy + Default + PartialEq> Sparse<T> {
    fn set(&mut self, row: usize, value: T) {
        if value != T::default() {
            self.0.resize(row, T::default());
            self.0.push(value);
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
    keys: HashMap<Word, &'static str>,
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
            measure_key: self.keys.get(&measure).copied(),
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
                .collect(),
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
        self.keys.get(self.words.index.get(measure)?).copied()
    }

    /// The calendar years that any observation is of, ascending, those without a value included.
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = (0..self.len())
            .filter_map(|index| self.year(index))
            .collect();
        years.sort_unstable();
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

    /// Whether an observation sums others.
    pub fn is_total(&self, index: usize) -> bool {
        self.total.get(index)
    }

    /// The observations of these measures and areas, in the order of the file; an empty list stands for all.
    pub fn pick(&self, measures: &[String], areas: &[String]) -> Vec<usize> {
        let ids = |names: &[String]| -> Vec<Word> {
            names
                .iter()
                .filter_map(|name| self.words.index.get(name.as_str()).copied())
                .collect()
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
            .collect()
    }

    fn distinct(&self, words: impl Iterator<Item = Word>) -> Vec<&str> {
        let mut seen = vec![false; self.words.ends.len() + 1];
        let mut found = Vec::new();
        for word in words {
            if let (Some(seen), Some(text)) = (seen.get_mut(word.0 as usize), self.words.get(word))
                && !std::mem::replace(seen, true)
            {
                found.push(text);
            }
        }
        found
    }
}

/// Fills a [`Dataset`], row by row.
#[derive(Debug, Default)]
pub struct DatasetBuilder {
    set: Dataset,
    /// Measures whose catalogue key has been looked up.
    looked_up: HashSet<Word>,
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
        let set = &mut self.set;
        let index = set.measure.len();
        let words = &mut set.words;
        let mut word = |text: Option<&str>| text.map_or(Word(0), |text| words.intern(text));

        let measure = word(Some(observation.measure));
        set.area.set(index, word(observation.area));
        set.period.set(index, word(observation.period));
        set.unit.set(index, word(observation.unit));
        set.scope.set(index, word(observation.scope));
        set.flag.set(index, word(observation.flag));
        set.note.set(index, word(observation.note));
        set.source.set(index, word(observation.source));
        set.quote.set(index, word(observation.quote));
        for series in &observation.series {
            let (name, value) = (word(Some(series.name)), word(Some(series.value)));
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
        if self.looked_up.insert(measure)
            && let Some(known) = crate::measure::find(observation.measure)
        {
            set.keys.insert(measure, known.key);
        }
        set.measure.push(measure);
        let year = observation
            .year
            .and_then(|year| i16::try_from(year + 1).ok());
        set.year.set(index, year.unwrap_or_default());
        set.value.push(observation.value.unwrap_or(f64::NAN));
        set.high.set(index, observation.high.unwrap_or_default());
        set.qualifier.set(index, observation.qualifier);
        set.total.set(index, observation.total);
        set.text.push_str(observation.text);
        set.text_ends.push(set.text.len() as u32);
        set.row.push(observation.row);
        set.column
            .push(u16::try_from(observation.column).unwrap_or(u16::MAX));
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
