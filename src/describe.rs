//! The chart in words: a summary, a datum spoken, the card beside a datum, the data table.

use crate::chart::Chart;
use crate::dataset::Dataset;
use crate::locale::Lang;

/// The card beside a datum: everything at its step of the chart (its year).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Card {
    /// The year, the step or the area.
    pub heading: String,
    /// A row a series.
    pub rows: Vec<CardRow>,
}

/// One row of a [`Card`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CardRow {
    /// The series: the measure, the area.
    pub label: String,
    /// The value with its unit and qualifier: `630余件`; `无数据`; `无法识别：?1%`.
    pub value: String,
    /// The change from the year before, in words; empty where there is none.
    pub change: String,
    /// Notes of this figure, and its source where it differs from the chart's.
    pub notes: Vec<String>,
    /// Whether it is the datum under the pointer.
    pub current: bool,
    /// The category colour of the series, where the chart has more than one.
    pub series: Option<u8>,
}

/// The data table of a chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// The heads of its columns; the first is the head of the row heads.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<TableRow>,
}

/// One row of a [`Table`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableRow {
    /// The row's head.
    pub head: String,
    /// Its cells, one for each column after the first.
    pub cells: Vec<TableCell>,
}

/// One cell of a [`Table`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableCell {
    /// What stands in it.
    pub text: String,
    /// Whether it is a number, set flush right.
    pub numeric: bool,
}

/// The chart in a sentence or three.
pub fn summary(set: &Dataset, chart: &Chart, lang: Lang) -> String {
    let _ = (set, chart, lang);
    String::new()
}

/// The datum at `mark` (an index of `chart.marks`) as it is spoken, with its position: `2021 年，收到提案 6,117 件，……（第 4 项，共 8 项）`.
pub fn datum(set: &Dataset, chart: &Chart, mark: usize, lang: Lang) -> String {
    let _ = (set, chart, mark, lang);
    String::new()
}

/// The card beside the datum at `mark` (an index of `chart.marks`).
pub fn card(set: &Dataset, chart: &Chart, mark: usize, lang: Lang) -> Card {
    let _ = (set, chart, mark, lang);
    Card::default()
}

/// The data of the chart as a table.
pub fn table(set: &Dataset, chart: &Chart, lang: Lang) -> Table {
    let _ = (set, chart, lang);
    Table::default()
}
