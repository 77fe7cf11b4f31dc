//! The labels of a row: interned once a word, with all that follows from the word, and filled down where Excel merged cells.

use super::fold::{fold_char, trim};
use super::head::{one_line, split_bracket};
use super::plan::{Label, OwnUnit, Plan, Role};
use super::records::Record;
use super::unit::{self, Unit};
use super::{header, number, period};
use crate::dataset::{DatasetBuilder, Word};
use crate::gather::Gather as _;

/// A unit with its word in the dataset.
#[derive(Debug)]
pub(crate) struct KnownUnit {
    pub unit: OwnUnit,
    pub word: Word,
}

impl KnownUnit {
    pub(crate) fn borrowed(&self) -> Unit<'_> {
        Unit {
            base: &self.unit.base,
            exp: self.unit.exp,
        }
    }
}

/// Units by number.
#[derive(Debug, Default)]
pub(crate) struct Units(Vec<KnownUnit>);

impl Units {
    pub(crate) fn number(&mut self, unit: OwnUnit, builder: &mut DatasetBuilder) -> usize {
        if let Some(at) = self.0.iter().position(|known| known.unit == unit) {
            return at;
        }
        let word = if unit.base.is_empty() {
            Word::NONE
        } else {
            builder.word(&unit.base)
        };
        self.0.push(KnownUnit { unit, word });
        self.0.len() - 1
    }

    pub(crate) fn get(&self, number: Option<usize>) -> Option<&KnownUnit> {
        self.0.get(number?)
    }
}

/// What follows from a label's text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Meaning {
    /// The label as observations have it; none where the cell only says that there is none.
    pub word: Word,
    /// The unit of its bracket, or that a cell of a unit column is.
    pub unit: Option<usize>,
    pub total: bool,
    /// Of a period: its calendar year.
    pub year: Option<i32>,
    /// Of a period: whether it is exactly that year.
    pub is_year: bool,
    /// Of a period in a year column: whether it is none.
    pub is_unreadable: bool,
    /// Of a period: its provisional or revised mark.
    pub flag: Word,
}

/// One label column while rows are read.
#[derive(Debug)]
pub(crate) struct LabelColumn {
    pub label: Label,
    /// The header, as a word.
    pub name: Word,
    /// By the word of a cell's text.
    meanings: Vec<Option<Meaning>>,
    /// The cell that was not blank last, which most cells repeat.
    last: Word,
    last_meaning: Meaning,
    /// Of the row that is being read, blanks filled down.
    pub now: Meaning,
    /// Whether the cell itself is blank.
    pub is_blank: bool,
}

/// All label columns while rows are read.
#[derive(Debug)]
pub(crate) struct Labels {
    pub columns: Vec<LabelColumn>,
    pub units: Units,
    own: bool,
    roc: bool,
    /// In a wide table a row is a measure, and a blank unit always one that was merged.
    is_wide: bool,
}

impl Labels {
    pub(crate) fn new(plan: &Plan, builder: &mut DatasetBuilder) -> Self {
        let columns = plan.labels.iter().map(|label| LabelColumn {
            label: label.clone(),
            name: builder.word(&label.name),
            meanings: Vec::new(),
            last: Word::NONE,
            last_meaning: Meaning::default(),
            now: Meaning::default(),
            is_blank: true,
        });
        Self {
            columns: columns.gather(),
            units: Units::default(),
            own: plan.own.is_some(),
            roc: plan.roc,
            is_wide: plan.layout != super::Layout::Tidy,
        }
    }

    /// Reads the labels of a row.
    pub(crate) fn read(&mut self, record: &Record, text: &str, builder: &mut DatasetBuilder) {
        let mut all_blank_so_far = true;
        let mut measure_changed = false;
        // 合计 in the column of running numbers, merged with the blank label beside it.
        let mut total: Option<&str> = None;
        for at in 0..self.columns.len() {
            let Some(column) = self.columns.get_mut(at) else {
                return;
            };
            let cell = trim(record.get(text, column.label.column));
            let role = column.label.role;
            column.is_blank = cell.is_empty();
            if role == Role::Running {
                if !cell.starts_with(|c: char| c.is_ascii_digit()) && header::is_total(cell) {
                    total = Some(cell);
                }
                continue;
            }
            let cell = match total.take_if(|_| column.is_blank && is_dimension(role)) {
                Some(total) => {
                    column.is_blank = false;
                    total
                }
                None => cell,
            };
            if !column.is_blank {
                let meaning = if builder.text_of(column.last) == cell {
                    column.last_meaning
                } else {
                    let raw = builder.word(cell);
                    let known = column.meanings.get(raw.index()).copied().flatten();
                    let meaning = match known {
                        Some(meaning) => meaning,
                        None => {
                            let how = (self.own, self.roc);
                            let meaning = meaning(cell, role, how, &mut self.units, builder);
                            if column.meanings.len() <= raw.index() {
                                column.meanings.resize(raw.index() + 1, None);
                            }
                            if let Some(slot) = column.meanings.get_mut(raw.index()) {
                                *slot = Some(meaning);
                            }
                            meaning
                        }
                    };
                    column.last = raw;
                    column.last_meaning = meaning;
                    meaning
                };
                measure_changed |= role == Role::Measure && meaning.word != column.now.word;
                column.now = meaning;
            } else {
                let filled_down = column.label.leads
                    && !self.own
                    && match role {
                        Role::Area | Role::Year | Role::Period | Role::Measure | Role::Series => {
                            all_blank_so_far
                        }
                        // In a tidy file a unit may be lacking because the measure has none.
                        Role::Unit => self.is_wide || all_blank_so_far || !measure_changed,
                        Role::Scope
                        | Role::Note
                        | Role::Source
                        | Role::Quote
                        | Role::Flag
                        | Role::Running => false,
                    };
                if !filled_down {
                    column.now = Meaning::default();
                }
            }
            let leads = matches!(
                role,
                Role::Area | Role::Year | Role::Period | Role::Measure | Role::Series
            );
            all_blank_so_far &= column.is_blank || !leads;
        }
    }

    /// Whether no label that leads a row is filled in this one.
    pub(crate) fn are_blank(&self) -> bool {
        self.columns
            .iter()
            .filter(|column| is_dimension(column.label.role))
            .all(|column| column.is_blank)
    }

    /// How many columns there are that tell rows apart.
    pub(crate) fn dimensions(&self) -> usize {
        self.columns
            .iter()
            .filter(|column| is_dimension(column.label.role))
            .count()
    }
}

pub(crate) fn is_dimension(role: Role) -> bool {
    matches!(
        role,
        Role::Area | Role::Year | Role::Period | Role::Measure | Role::Series
    )
}

fn meaning(
    cell: &str,
    role: Role,
    (own, roc): (bool, bool),
    units: &mut Units,
    builder: &mut DatasetBuilder,
) -> Meaning {
    let plain = undefused(cell);
    if own {
        let unit = (role == Role::Unit).then(|| {
            let unit = OwnUnit {
                base: plain.into(),
                exp: 0,
            };
            units.number(unit, builder)
        });
        return Meaning {
            word: builder.word(plain),
            unit,
            ..period_meaning(cell, role, roc, builder)
        };
    }
    match role {
        Role::Unit => {
            let unit = match unit::whole(plain) {
                Some(unit) => Some(OwnUnit::of(unit)),
                None if number::is_missing(plain) || matches!(plain, "无" | "無") => None,
                None => Some(OwnUnit {
                    base: plain.into(),
                    exp: 0,
                }),
            };
            Meaning {
                unit: unit.map(|unit| units.number(unit, builder)),
                ..Meaning::default()
            }
        }
        Role::Measure => {
            let line = one_line(plain);
            let (words, unit) = split_bracket(&line);
            Meaning {
                word: builder.word(words),
                unit: unit.map(|unit| units.number(OwnUnit::of(unit), builder)),
                total: header::is_total(words),
                ..Meaning::default()
            }
        }
        Role::Area | Role::Series => {
            let line = one_line(plain);
            Meaning {
                word: builder.word(&line),
                total: header::is_total(&line),
                ..Meaning::default()
            }
        }
        Role::Year | Role::Period => Meaning {
            word: builder.word(cell),
            total: header::is_total(cell),
            ..period_meaning(cell, role, roc, builder)
        },
        Role::Scope | Role::Flag | Role::Note | Role::Source | Role::Quote | Role::Running => {
            Meaning {
                word: if number::is_missing(plain) {
                    Word::NONE
                } else {
                    builder.word(plain)
                },
                ..Meaning::default()
            }
        }
    }
}

/// What follows from a period; nothing from other labels.
fn period_meaning(cell: &str, role: Role, roc: bool, builder: &mut DatasetBuilder) -> Meaning {
    if !matches!(role, Role::Year | Role::Period) {
        return Meaning::default();
    }
    let read = period::read(cell, roc);
    Meaning {
        year: read.year,
        is_year: read.kind == period::Kind::Year,
        is_unreadable: read.kind == period::Kind::Unreadable,
        flag: read.flag.map_or(Word::NONE, |flag| builder.word(flag)),
        ..Meaning::default()
    }
}

/// A cell less the apostrophe that keeps Excel from running it as a formula.
pub(crate) fn undefused(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if crate::export::begins_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Whether a label is a heading of the rows below it: `一、提案工作`, `（二）社情民意`, `其中：`.
pub(crate) fn is_heading(label: &str) -> bool {
    let label = trim(label);
    if label.ends_with(&[':', '：'][..]) {
        return true;
    }
    let label = label.trim_start_matches(&['(', '（'][..]);
    let mut numbered = false;
    for c in label.chars().map(fold_char) {
        match c {
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
                numbered = true
            }
            '、' | ')' => return numbered,
            _ => return false,
        }
    }
    false
}
