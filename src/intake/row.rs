//! One row while it is read: what its figures share, and what each column of figures adds.

use super::labels::Labels;
use super::period::{self, Kind as PeriodKind};
use super::plan::{Figures, Plan};
use crate::dataset::{DatasetBuilder, Word};

/// What all figures of a row share.
#[derive(Debug, Default)]
pub(crate) struct RowLabels {
    pub area: Word,
    pub has_period: bool,
    pub year: Option<i32>,
    pub period: Word,
    pub measure: Word,
    pub unit: Option<usize>,
    pub scope: Word,
    pub total: bool,
    pub flag: Word,
    pub note: Word,
    pub source: Word,
    pub quote: Word,
}

/// A column of figures with its words interned.
#[derive(Debug)]
pub(crate) struct Target {
    pub column: usize,
    pub area: Word,
    pub year: Option<i32>,
    pub period: Word,
    pub flag: Word,
    pub has_period: bool,
    pub measure: Word,
    pub unit: Option<usize>,
    pub series: Word,
    pub total: bool,
    pub decimal_comma: bool,
}

/// A column of figures with its words interned.
pub(crate) fn target(
    figures: &Figures,
    plan: &Plan,
    decimal_comma: bool,
    labels: &mut Labels,
    builder: &mut DatasetBuilder,
) -> Target {
    let mut word = |text: &Option<String>| {
        text.as_deref()
            .map_or(Word::NONE, |text| builder.word(text))
    };
    let mut target = Target {
        column: figures.column,
        area: word(&figures.area),
        year: None,
        period: Word::NONE,
        flag: Word::NONE,
        has_period: figures.period.is_some(),
        measure: word(&figures.measure),
        unit: None,
        series: word(&figures.series),
        total: figures.total,
        decimal_comma,
    };
    if let Some(text) = &figures.period {
        let read = period::read(text, plan.roc);
        target.year = read.year;
        if read.kind != PeriodKind::Year {
            target.period = builder.word(text);
        }
        target.flag = read.flag.map_or(Word::NONE, |flag| builder.word(flag));
    }
    target.unit = figures
        .unit
        .clone()
        .map(|unit| labels.units.number(unit, builder));
    target
}
