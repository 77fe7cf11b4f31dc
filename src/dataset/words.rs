//! Interned words: every label of a file stored once, found again by a hash and one comparison.

/// An interned word; 0 stands for "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Word(pub(super) u32);

impl Word {
    /// No word.
    pub(crate) const NONE: Word = Word(0);

    /// Its place in tables that are kept beside the words.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// Strings stored once each.
///
/// The standard library's map would hash each cell of a file with SipHash and keep a second copy of
/// each word; reading 25 MB would take twice as long.
#[derive(Debug, Default)]
pub(crate) struct Words {
    text: String,
    ends: Vec<u32>,
    /// Words by hash, open addressing; 0 is a free slot. A power of two long, at most two thirds full.
    slots: Vec<u32>,
}

impl Words {
    /// The word for a text, new or known.
    pub(crate) fn intern(&mut self, text: &str) -> Word {
        if (self.ends.len() + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let mut at = hash(text.as_bytes()) as usize & (self.slots.len() - 1);
        loop {
            match self.slots.get(at) {
                Some(&known) if known != 0 => {
                    if self.get(Word(known)) == Some(text) {
                        return Word(known);
                    }
                    at = (at + 1) & (self.slots.len() - 1);
                }
                _ => break,
            }
        }
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        let new = self.ends.len() as u32;
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = new;
        }
        Word(new)
    }

    /// The word for a text, if it is known.
    pub(crate) fn find(&self, text: &str) -> Option<Word> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash(text.as_bytes()) as usize & mask;
        loop {
            let known = Word(*self.slots.get(at)?);
            if known == Word::NONE {
                return None;
            }
            if self.get(known) == Some(text) {
                return Some(known);
            }
            at = (at + 1) & mask;
        }
    }

    /// The text of a word; `None` for no word.
    pub(crate) fn get(&self, word: Word) -> Option<&str> {
        let at = word.index().checked_sub(1)?;
        let end = *self.ends.get(at)? as usize;
        let start = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |&end| end as usize);
        self.text.get(start..end)
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let mut slots = vec![0u32; size];
        for known in 1..=self.ends.len() as u32 {
            let mut at =
                hash(self.get(Word(known)).unwrap_or_default().as_bytes()) as usize & (size - 1);
            while slots.get(at).is_some_and(|&slot| slot != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = known;
            }
        }
        self.slots = slots;
    }
}

/// Multiplies and rotates eight bytes at a time, as the compiler's own tables do.
pub(crate) fn hash(text: &[u8]) -> u64 {
    let mut hash = 0u64;
    let mut chunks = text.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.try_into().map_or(0, u64::from_le_bytes);
        hash = mix(hash, word);
    }
    let mut last = text.len() as u64;
    for &byte in chunks.remainder() {
        last = last << 8 | u64::from(byte);
    }
    spread(mix(hash, last))
}

pub(super) fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Brings the high bits, which multiplying mixes best, down to where a table looks.
pub(super) fn spread(hash: u64) -> u64 {
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_stored_once_and_found_again() {
        let mut words = Words::default();
        assert_eq!(words.find("x"), None);
        let texts: Vec<String> = (0..1000).map(|n| format!("word {n}")).collect();
        let ids: Vec<Word> = texts.iter().map(|text| words.intern(text)).collect();
        for (text, &id) in texts.iter().zip(&ids) {
            assert_eq!(words.get(id), Some(text.as_str()));
            assert_eq!(words.find(text), Some(id));
            assert_eq!(words.intern(text), id);
        }
        assert_eq!(words.len(), 1000);
        assert_eq!(words.get(Word::NONE), None);
        assert_eq!(words.find("word 1000"), None);
        let empty = words.intern("");
        assert_eq!(words.get(empty), Some(""));
    }
}
