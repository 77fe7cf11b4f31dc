//! Files that `read --format csv` or the widget's download wrote: read back as they were.

use super::cell::{Cell, Problem};
use super::diagnostic::Code;
use super::labels::undefused;
use super::number;
use super::records::Record;
use super::row::RowLabels;
use super::unit::Unit;
use crate::dataset::{DatasetBuilder, Word};
use crate::decimal;
use crate::export::{Key, read_series};
use crate::locale::{Lang, columns};

/// Where the keys stand.
#[derive(Debug)]
pub(crate) struct Columns(Vec<Key>);

impl Columns {
    pub(crate) fn new(keys: Vec<Key>) -> Self {
        Self(keys)
    }

    fn field<'r>(&self, key: Key, record: &'r Record, text: &'r str) -> &'r str {
        let at = self.0.iter().position(|known| *known == key);
        at.map_or("", |column| undefused(record.get(text, column)))
    }

    /// The cell: `text` is the authority, and `value` tells the multiplier that its column or title gave it.
    pub(crate) fn cell<'r>(
        &self,
        record: &'r Record,
        text: &'r str,
        raw: &'r str,
        unit: Option<Unit<'_>>,
    ) -> Cell<'r> {
        let raw = undefused(raw);
        let number = |key: Key| decimal::read_scientific(self.field(key, record, text));
        let (value, high) = (number(Key::Value), number(Key::High));
        let base = unit.map_or("", |unit| unit.base);
        let mut plain: Option<Cell<'r>> = None;
        for decimal_comma in [false, true] {
            for exp in 0..=16 {
                let cell = number::read(raw, Some(Unit { base, exp }), decimal_comma);
                if value.is_some() && alike(cell.value, value) && alike(cell.high, high) {
                    return cell;
                }
                plain.get_or_insert(cell);
                if value.is_none() {
                    break;
                }
            }
        }
        let mut cell = plain.unwrap_or_else(Cell::missing);
        // A unit that was brought to another of its kind.
        if let (Some(written), Some(read)) = (cell.unit, cell.value)
            && let Some(factor) = super::unit::factor(written, base)
            && value == Some(read * factor)
            && high == cell.high.map(|high| high * factor)
        {
            cell.unit = None;
            cell.value = value;
            cell.high = high;
            return cell;
        }
        // A figure of a row that was too long is unreadable, whatever its text.
        if value.is_none() && cell.value.is_some() && self.is_unreadable(record, text) {
            return Cell::unreadable_silently();
        }
        if (cell.value != value || cell.high != high) && cell.problem.is_none() {
            cell.problem = Some(Problem::new(Code::TextDiffers));
        }
        cell
    }

    fn is_unreadable(&self, record: &Record, text: &str) -> bool {
        let written = self.field(Key::Qualifier, record, text);
        let unreadable = crate::dataset::Qualifier::Unreadable;
        written == "unreadable"
            || Lang::ALL
                .into_iter()
                .any(|lang| written == columns::qualifier(unreadable, lang))
    }

    /// The columns that no other file has.
    pub(crate) fn complete(
        &self,
        record: &Record,
        text: &str,
        row: &mut RowLabels,
        series: &mut Vec<(Word, Word)>,
        builder: &mut DatasetBuilder,
    ) {
        let total = self.field(Key::Total, record, text);
        row.total = total == "true"
            || Lang::ALL
                .into_iter()
                .any(|lang| total == columns::yes(lang));
        let written = self.field(Key::Series, record, text);
        for (name, value) in read_series(written) {
            builder.series_named(&name);
            if let Some(value) = value {
                series.push((builder.word(&name), builder.word(&value)));
            }
        }
    }
}

/// Whether two numbers are the same but for the last digits of what 64 bits hold: beyond those, a number times ten
/// thousand is not always what its digits say when they are written out and read.
fn alike(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= one.abs() * 1e-15,
        _ => one == other,
    }
}

/// The text of an observation: the cell untouched, less what our own writer put before it.
pub(crate) fn untouched(raw: &str, own: bool) -> &str {
    if own { undefused(raw) } else { raw }
}
