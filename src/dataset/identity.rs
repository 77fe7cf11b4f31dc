//! Which observations are the same observation: area, period, measure, series, scope and total.

use super::words::{mix, spread};
use super::{Dataset, Word};

/// Two observations of one identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Duplicate {
    /// The index of the one that stands first in the file.
    pub first: usize,
    /// The index of the other.
    pub again: usize,
    /// Whether both say the same.
    pub equal: bool,
}

impl Dataset {
    /// Every observation whose identity an earlier one has, with the first of these.
    pub(crate) fn duplicates(&self) -> Vec<Duplicate> {
        let mut found = Vec::new();
        let size = (self.len() * 3 / 2 + 2).next_power_of_two();
        // What each slot holds, and a byte of its hash, never 0, which spares most looks at other observations.
        let mut slots = vec![0u32; size];
        let mut tags = vec![0u8; size];
        for index in 0..self.len() {
            let hash = self.identity_hash(index);
            let tag = (hash >> 56) as u8 | 1;
            let mut at = hash as usize & (size - 1);
            while let (Some(slot), Some(known_tag)) = (slots.get_mut(at), tags.get_mut(at)) {
                if *known_tag == 0 {
                    (*slot, *known_tag) = (index as u32, tag);
                    break;
                }
                let known = *slot as usize;
                if *known_tag == tag && self.same_identity(known, index) {
                    found.push(Duplicate {
                        first: known,
                        again: index,
                        equal: self.same_figure(known, index),
                    });
                    break;
                }
                at = (at + 1) & (size - 1);
            }
        }
        found
    }

    fn identity_hash(&self, index: usize) -> u64 {
        let two = |a: Word, b: Word| u64::from(a.0) << 32 | u64::from(b.0);
        let measure = self.measure.get(index).copied().unwrap_or_default();
        let year = self.year.get(index) as u16;
        let mut hash = mix(0, two(self.area.get(index), measure));
        hash = mix(hash, two(self.period.get(index), self.scope.get(index)));
        hash = mix(
            hash,
            u64::from(year) << 1 | u64::from(self.total.get(index)),
        );
        for column in &self.series {
            hash = mix(hash, u64::from(column.get(index).0));
        }
        spread(hash)
    }

    fn same_identity(&self, one: usize, other: usize) -> bool {
        self.measure.get(one) == self.measure.get(other)
            && self.area.get(one) == self.area.get(other)
            && self.year.get(one) == self.year.get(other)
            && self.period.get(one) == self.period.get(other)
            && self.scope.get(one) == self.scope.get(other)
            && self.total.get(one) == self.total.get(other)
            && self
                .series
                .iter()
                .all(|column| column.get(one) == column.get(other))
    }

    fn same_figure(&self, one: usize, other: usize) -> bool {
        let value = |index: usize| self.value.get(index).copied().unwrap_or(f64::NAN);
        let unit = |index: usize| self.words.get(self.unit.get(index));
        let qualifier = self.qualifier.get(one);
        let same_unit = match (unit(one), unit(other)) {
            (Some(one), Some(other)) => crate::intake::same_unit(one, other),
            // A unit that is written once holds for both.
            _ => true,
        };
        // Two unreadable cells have been named already.
        qualifier == self.qualifier.get(other)
            && (value(one) == value(other) || !qualifier.has_value())
            && self.high.get(one) == self.high.get(other)
            && same_unit
    }
}
