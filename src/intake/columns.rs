//! What the cells of a column look like, below the header.

use super::diagnostic::Code;
use super::{header, number, period, unit};

/// The cells of a column, counted.
#[derive(Debug, Default, Clone)]
pub(crate) struct Stats {
    pub numbers: usize,
    pub texts: usize,
    /// Of the texts, those with something of a number in them: `?1%`, `两三百`.
    pub garbled: usize,
    pub filled: usize,
    pub missing: usize,
    pub periods: usize,
    pub places: usize,
    pub units: usize,
    /// Whether units are looked for.
    may_be_units: bool,
    /// Whether a cell was not the number after the one above it.
    broken: bool,
    previous: Option<i64>,
}

impl Stats {
    /// No cells yet; units are looked for where the header may mean them.
    pub(crate) fn new(may_be_units: bool) -> Self {
        Self {
            may_be_units,
            ..Self::default()
        }
    }

    /// Whether the cells count 1, 2, 3 or 0, 1, 2.
    pub(crate) fn counts(&self) -> bool {
        self.filled > 0 && !self.broken
    }

    /// Counts a cell, given without blanks around it.
    pub(crate) fn add(&mut self, cell: &str) {
        if cell.is_empty() {
            self.broken = true;
            return;
        }
        self.filled += 1;
        if number::is_missing(cell) {
            self.missing += 1;
            self.broken = true;
            return;
        }
        // Sums stand among the places that they sum.
        self.places += usize::from(header::is_place(cell) || header::is_total(cell));
        self.units += usize::from(self.may_be_units && unit::whole(cell).is_some());
        let period = period::read(cell, true);
        let is_words = period.kind == period::Kind::Words;
        if !may_be_number(cell) {
            self.texts += 1;
            self.broken |= !header::is_total(cell);
            self.periods += usize::from(is_words);
            return;
        }
        let read = number::read(cell, None, false);
        let comma = || number::read(cell, None, true).value.is_some();
        // What Excel or a typing hand has damaged was a number once.
        let damaged =
            (read.problem.as_ref()).is_some_and(|problem| problem.code != Code::Unreadable);
        if read.value.is_some() || damaged || comma() {
            self.numbers += 1;
        } else {
            self.texts += 1;
            self.garbled += 1;
        }
        let count = cell.parse::<i64>().ok();
        self.broken |= !match (self.previous, count) {
            (None, Some(0 | 1)) => true,
            (Some(before), Some(now)) => Some(now) == before.checked_add(1),
            _ => false,
        };
        self.previous = count;
        self.periods += usize::from(period.year.is_some() || is_words);
    }
}

/// Whether a cell has anything of which numbers, ranks, or what is left of them are made; most labels have not.
fn may_be_number(cell: &str) -> bool {
    cell.chars().any(|c| {
        let c = super::fold::fold_char(c);
        c.is_ascii_digit()
            || matches!(
                c,
                '#' | '一'
                    | '二'
                    | '两'
                    | '兩'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
                    | '百'
                    | '千'
                    | '万'
                    | '萬'
                    | '亿'
                    | '億'
                    | '零'
                    | '壹'
                    | '贰'
                    | '貳'
                    | '叁'
                    | '參'
                    | '肆'
                    | '伍'
                    | '陆'
                    | '陸'
                    | '柒'
                    | '捌'
                    | '玖'
                    | '拾'
                    | '首'
                    | '榜'
                    | '第'
                    | '几'
                    | '幾'
                    | '若'
                    | '前'
                    | '许'
                    | '許'
                    | '数'
                    | '數'
            )
    })
}
