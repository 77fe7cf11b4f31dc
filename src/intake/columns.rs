//! What the cells of a column look like, below the header.

use super::diagnostic::Code;
use super::head::HeadRow;
use super::{header, number, period, unit};

/// The cells of a column, counted.
#[derive(Debug, Default, Clone)]
pub(crate) struct Stats {
    pub numbers: usize,
    pub texts: usize,
    pub filled: usize,
    pub missing: usize,
    pub periods: usize,
    pub places: usize,
    pub units: usize,
    /// Whether they count 1, 2, 3 or 0, 1, 2.
    pub counts: bool,
}

/// Counts the cells of a column; units are looked for where the header may mean them.
pub(crate) fn stats(data: &[&HeadRow], column: usize, may_be_units: bool) -> Stats {
    let mut stats = Stats {
        counts: true,
        ..Stats::default()
    };
    let mut previous: Option<i64> = None;
    for row in data {
        let cell = row.cell(column);
        if cell.is_empty() {
            stats.counts = false;
            continue;
        }
        stats.filled += 1;
        if number::is_missing(cell) {
            stats.missing += 1;
            stats.counts = false;
            continue;
        }
        if !may_be_number(cell) {
            stats.texts += 1;
            stats.counts &= header::is_total(cell);
            stats.periods += usize::from(period::read(cell, true).kind == period::Kind::Words);
            stats.places += usize::from(header::is_place(cell));
            stats.units += usize::from(may_be_units && unit::whole(cell).is_some());
            continue;
        }
        let read = number::read(cell, None, false);
        let comma = || number::read(cell, None, true).value.is_some();
        // What Excel or a typing hand has damaged was a number once.
        let damaged =
            (read.problem.as_ref()).is_some_and(|problem| problem.code != Code::Unreadable);
        if read.value.is_some() || damaged || comma() {
            stats.numbers += 1;
        } else {
            stats.texts += 1;
        }
        let count = cell.parse::<i64>().ok();
        stats.counts &= match (previous, count) {
            (None, Some(0 | 1)) => true,
            (Some(before), Some(now)) => now == before + 1,
            _ => false,
        };
        previous = count;
        let period = period::read(cell, true);
        stats.periods += usize::from(period.year.is_some() || period.kind == period::Kind::Words);
        stats.places += usize::from(header::is_place(cell));
        stats.units += usize::from(may_be_units && unit::whole(cell).is_some());
    }
    stats.counts &= stats.filled > 0;
    stats
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
