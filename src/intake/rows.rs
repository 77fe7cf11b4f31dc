//! The rows below the header become observations, notes and diagnostics, one pass over the text.

use super::cell::Cell;
use super::diagnostic::{Code, Diagnostic};
use super::fold::trim;
use super::labels::{Labels, Meaning, is_heading};
use super::layout::{LEADS, LEADS_BUT_AREA, is_header_again};
use super::number;
use super::period::{self, Kind as PeriodKind};
use super::plan::{Plan, Role};
use super::records::{Record, Scanner, Stop};
use super::row::{RowLabels, Target, target};
use super::{header, own};
use crate::dataset::{DatasetBuilder, Row, Word};

/// How many rows show how much room the others will take.
const SAMPLE: u32 = 64;

/// A row that may be a note: only its first cell is filled.
#[derive(Debug)]
struct Pending {
    start: usize,
    row: u32,
    text: String,
}

pub(crate) struct Rows<'a, 'p> {
    text: &'a str,
    plan: &'p Plan,
    builder: DatasetBuilder,
    labels: Labels,
    targets: Vec<Target>,
    diagnostics: Vec<Diagnostic>,
    default_measure: Word,
    default_unit: Option<usize>,
    nameless: Word,
    /// The first column that holds anything.
    first_column: usize,
    /// The header of that column, which a second header would repeat.
    pending: Vec<Pending>,
    in_notes: bool,
    after_blank: bool,
    series: Vec<(Word, Word)>,
    own: Option<own::Columns>,
    has_year: bool,
    figures_name_measures: bool,
    /// Room for a note that is put together of a mark and the note column.
    scratch: String,
    delimiter: &'static str,
}

/// Reads all rows below the header into observations.
pub(crate) fn read<'a>(
    mut scanner: Scanner<'a>,
    plan: &Plan,
    decimal_commas: &[usize],
    delimiter: &'static str,
    damaged: bool,
) -> (DatasetBuilder, Vec<Diagnostic>, Option<Stop>) {
    let mut rows = Rows::new(scanner.text(), plan, decimal_commas, delimiter);
    let mut record = Record::default();
    let mut begin = 0;
    let stop = loop {
        match scanner.next(&mut record) {
            Ok(true) => {}
            Ok(false) => break None,
            Err(stop) => break Some(stop),
        }
        if damaged {
            rows.name_bad_bytes(&record);
        }
        if record.row <= plan.header_row {
            begin = scanner.position();
            continue;
        }
        if !rows.record(&record) {
            break None;
        }
        if record.row == plan.header_row + SAMPLE {
            rows.make_room(scanner.position() - begin);
        }
    };
    rows.finish(stop)
}

impl<'a, 'p> Rows<'a, 'p> {
    fn new(
        text: &'a str,
        plan: &'p Plan,
        decimal_commas: &[usize],
        delimiter: &'static str,
    ) -> Self {
        let mut builder = DatasetBuilder::new();
        let mut labels = Labels::new(plan, &mut builder);
        for title in &plan.title {
            builder.title(title);
        }
        let names_measures = plan.figures.iter().any(|figures| figures.measure.is_some());
        let mut targets = Vec::with_capacity(plan.figures.len());
        for figures in &plan.figures {
            let decimal_comma = decimal_commas.contains(&figures.column);
            targets.push(target(
                figures,
                plan,
                decimal_comma,
                &mut labels,
                &mut builder,
            ));
        }
        // Breakdowns stand in column order, also where the first row lacks one.
        for label in &plan.labels {
            if label.role == Role::Series || (label.role == Role::Measure && names_measures) {
                builder.series_named(&label.name);
            }
        }
        let default_unit = plan
            .unit
            .clone()
            .map(|unit| labels.units.number(unit, &mut builder));
        let label_columns = plan.labels.iter().map(|label| label.column);
        let first_column = label_columns
            .chain(plan.figures.iter().map(|figures| figures.column))
            .min()
            .unwrap_or(0);
        Self {
            text,
            plan,
            default_measure: builder.word(&plan.measure),
            nameless: builder.word(""),
            builder,
            labels,
            targets,
            diagnostics: plan.diagnostics.clone(),
            default_unit,
            first_column,
            pending: Vec::new(),
            in_notes: false,
            after_blank: false,
            series: Vec::new(),
            own: plan.own.clone().map(own::Columns::new),
            has_year: plan.labels.iter().any(|label| label.role == Role::Year),
            figures_name_measures: names_measures,
            scratch: String::new(),
            delimiter,
        }
    }

    /// Makes room for the rest of the file, if it is like its first rows, which have taken so many bytes.
    fn make_room(&mut self, bytes: usize) {
        // A sixteenth more, so that a guess a little too low does not move everything at the end.
        let all = |so_far: usize| {
            let all = so_far as u64 * self.text.len() as u64 / bytes.max(1) as u64;
            ((all + all / 16) as usize).saturating_sub(so_far)
        };
        // Where the guess is far off, a file is still no longer than it is.
        let rows = all(self.builder.len()).min(self.text.len() / 8);
        let text = all(self.builder.text_len()).min(self.text.len());
        self.builder.reserve(rows, text);
    }

    fn name_bad_bytes(&mut self, record: &Record) {
        for column in 0..record.len() {
            let cell = record.get(self.text, column);
            if cell.contains(char::REPLACEMENT_CHARACTER) {
                self.say(Code::BadBytes, record.row, column, cell);
            }
        }
    }

    fn say(&mut self, code: Code, row: u32, column: usize, cell: &str) {
        let place = column as u32 + 1;
        self.diagnostics
            .push(Diagnostic::of_cell(code, row, place, cell));
    }

    /// Reads one row; `false` where reading ends before the file does.
    fn record(&mut self, record: &Record) -> bool {
        let mut filled = (0..record.len()).filter(|&column| !record.is_blank(self.text, column));
        let Some(first) = filled.next() else {
            self.after_blank = true;
            return true;
        };
        let is_alone = filled.next().is_none();
        if self.own.is_some() {
            self.data(record);
            return true;
        }
        let after_blank = std::mem::replace(&mut self.after_blank, false);
        let cell = trim(record.get(self.text, first));
        let first_name = self.plan.header.get(first);
        let again = first_name.is_some_and(|name| name == cell && !name.is_empty());
        let stands_apart = after_blank || again || !self.pending.is_empty();
        let leads = if self.in_notes { &[] } else { LEADS };
        let may_begin = !is_alone && (self.in_notes || stands_apart);
        if may_begin && self.is_second_table(record, leads) {
            return false;
        }
        if self.in_notes {
            self.note(record);
            return true;
        }
        if first <= self.first_column && (may_be_note(cell) && header::is_note(cell, is_alone)) {
            self.settle_pending(false);
            self.in_notes = true;
            self.note(record);
            return true;
        }
        if is_alone && first <= self.first_column && is_words(cell, self.plan.roc) {
            self.pending.push(Pending {
                start: record.start,
                row: record.row,
                text: cell.into(),
            });
            return true;
        }
        if !self.pending.is_empty() {
            self.settle_pending(true);
        }
        self.data(record)
    }

    /// Whether a row is another header; one that begins with a word of `leads` beyond doubt.
    fn is_second_table(&mut self, record: &Record, leads: &[header::Word]) -> bool {
        let cells = (0..record.len()).map(|column| record.get(self.text, column));
        if !(self.repeats_header(record) || is_header_again(cells, leads)) {
            return false;
        }
        self.diagnostics
            .push(Diagnostic::of_row(Code::SecondTable, record.row));
        true
    }

    /// Whether a row is the header once more.
    fn repeats_header(&self, record: &Record) -> bool {
        let header = self
            .plan
            .header
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.is_empty());
        let mut same = 0;
        for (column, name) in header {
            if trim(record.get(self.text, column)) != name {
                return false;
            }
            same += 1;
        }
        same >= 2
    }

    /// Whether a row without label and figure holds more than a running number or a unit: `,,注：含并案`.
    fn says_something(&self, record: &Record) -> bool {
        let is_form = |column: usize| {
            let mut labels = self.labels.columns.iter().map(|label| &label.label);
            labels.any(|label| {
                label.column == column && matches!(label.role, Role::Running | Role::Unit)
            })
        };
        (0..record.len()).any(|column| !record.is_blank(self.text, column) && !is_form(column))
    }

    /// A row of notes, its cells joined as they stood.
    fn note(&mut self, record: &Record) {
        let mut note = String::new();
        let mut last = None;
        for column in 0..record.len() {
            let cell = trim(record.get(self.text, column));
            if cell.is_empty() {
                continue;
            }
            match last {
                None => {}
                // A note with a comma in it that nobody quoted.
                Some(before) if before + 1 == column => note.push_str(self.delimiter),
                Some(_) => note.push(' '),
            }
            note.push_str(cell);
            last = Some(column);
        }
        self.builder.note(&note);
    }

    /// Rows with a label alone: data where more data follow, else notes, unless the label is plainly one of the table's.
    fn settle_pending(&mut self, more_data: bool) {
        let pending = std::mem::take(&mut self.pending);
        let mut record = Record::default();
        for row in pending {
            let is_label = self.labels.dimensions() == 1 && !is_heading(&row.text);
            let is_data = is_label && (more_data || (!self.in_notes && is_plain_label(&row.text)));
            let mut scanner =
                Scanner::starting(self.text, self.plan_delimiter(), row.start, row.row);
            if scanner.next(&mut record) != Ok(true) {
                continue;
            }
            if is_data {
                self.data(&record);
            } else if more_data {
                // A heading: what it says holds for the blanks below it.
                self.labels.read(&record, self.text, &mut self.builder);
            } else {
                self.in_notes = true;
                self.note(&record);
            }
        }
    }

    fn plan_delimiter(&self) -> super::records::Delimiter {
        super::records::Delimiter::named(self.delimiter)
    }

    /// A row of figures; `false` where it is the header of a second table.
    fn data(&mut self, record: &Record) -> bool {
        self.labels.read(record, self.text, &mut self.builder);
        let blank_figures = self
            .targets
            .iter()
            .all(|target| record.is_blank(self.text, target.column));
        // In a file of our own each row is an observation, also one that is missing and that nothing names.
        if blank_figures && self.labels.are_blank() && self.own.is_none() {
            if self.says_something(record) {
                self.note(record);
            }
            return true;
        }
        let mut is_long = false;
        if record.len() > self.plan.fields {
            let surplus = (self.plan.fields..record.len())
                .find(|&column| !record.is_blank(self.text, column));
            if let Some(column) = surplus {
                if self.is_second_table(record, LEADS_BUT_AREA) {
                    return false;
                }
                is_long = true;
                self.say(
                    Code::LongRow,
                    record.row,
                    column,
                    record.get(self.text, column),
                );
            }
        } else if record.len() < self.plan.width {
            let short = Diagnostic::of_row(Code::ShortRow, record.row);
            self.diagnostics
                .push(short.with(&(self.plan.width - record.len()).to_string()));
        }
        let Some(row) = self.row(record) else {
            return true;
        };
        for at in 0..self.targets.len() {
            let Some(target) = self.targets.get(at) else {
                break;
            };
            let column = target.column;
            let raw = record.get(self.text, column);
            // In a row that is too long, what stands in the unit column may be anything.
            let unit = if is_long { None } else { row.unit };
            let unit = unit.or(target.unit).or(self.default_unit);
            let outer = self.labels.units.get(unit);
            let cell = match &self.own {
                Some(own) => own.cell(record, self.text, raw, outer.map(|known| known.borrowed())),
                None => number::read(
                    raw,
                    outer.map(|known| known.borrowed()),
                    target.decimal_comma,
                ),
            };
            // Where a row has slipped sideways, no figure can be trusted; the row has been named.
            let cell = if is_long && cell.value.is_some() {
                Cell::unreadable_silently()
            } else {
                cell
            };
            let outer_word = outer.map_or(Word::NONE, |known| known.word);
            if let Some(problem) = &cell.problem {
                let is_error = cell.value.is_none() && problem.code != Code::MaybeZero;
                if is_error
                    && at == 0
                    && self.own.is_none()
                    && self.is_second_table(record, LEADS_BUT_AREA)
                {
                    return false;
                }
                let place = column as u32 + 1;
                let mut said = Diagnostic::of_cell(problem.code, record.row, place, trim(raw));
                said.detail = problem.suggestion.as_deref().map(Into::into);
                self.diagnostics.push(said);
            }
            self.append(at, &row, &cell, raw, outer_word, record.row);
        }
        true
    }

    /// What all figures of a row share; `None` where a second table begins.
    fn row(&mut self, record: &Record) -> Option<RowLabels> {
        let mut row = RowLabels::default();
        self.series.clear();
        for at in 0..self.labels.columns.len() {
            let Some(column) = self.labels.columns.get(at) else {
                break;
            };
            let meaning = column.now;
            let Meaning {
                word,
                unit,
                total,
                year,
                flag,
                ..
            } = meaning;
            let is_blank = column.is_blank;
            let (role, place) = (column.label.role, column.label.column);
            match role {
                Role::Area => row.area = word,
                Role::Measure if self.figures_name_measures => {
                    if word != Word::NONE {
                        self.series.push((column.name, word));
                    }
                }
                Role::Measure => row.measure = word,
                Role::Series => {
                    if word != Word::NONE {
                        self.series.push((column.name, word));
                    }
                }
                Role::Unit | Role::Running => {}
                Role::Scope => row.scope = word,
                Role::Note => row.note = word,
                Role::Source => row.source = word,
                Role::Quote => row.quote = word,
                Role::Flag => row.flag = word,
                Role::Year | Role::Period => {
                    let is_year = role == Role::Year;
                    if word == Word::NONE {
                        continue;
                    }
                    row.has_period = true;
                    let has_year = self.has_year;
                    if is_year || !has_year {
                        // A session without a year is of the only year that the title names.
                        row.year = year.or(self.plan.year.filter(|_| !is_year));
                    }
                    if !meaning.is_year
                        || (self.own.is_some() && !is_year)
                        || (!is_year && has_year && year != row.year)
                    {
                        row.period = word;
                    }
                    if flag != Word::NONE {
                        row.flag = flag;
                    }
                    // A year that is filled down has been named where it stands.
                    if is_year && meaning.is_unreadable && !is_blank && self.own.is_none() {
                        let cell = trim(record.get(self.text, place));
                        self.say(Code::UnreadableYear, record.row, place, cell);
                    }
                }
            }
            row.total |= total;
            match role {
                // The unit column wins over brackets.
                Role::Unit => row.unit = unit.or(row.unit),
                _ => row.unit = row.unit.or(unit),
            }
        }
        if let Some(own) = &self.own {
            own.complete(
                record,
                self.text,
                &mut row,
                &mut self.series,
                &mut self.builder,
            );
        }
        Some(row)
    }

    fn append(
        &mut self,
        at: usize,
        row: &RowLabels,
        cell: &Cell<'_>,
        raw: &str,
        outer: Word,
        number: u32,
    ) {
        let Some(target) = self.targets.get(at) else {
            return;
        };
        let or = |one: Word, other: Word| if one == Word::NONE { other } else { one };
        let mut built = Row {
            area: or(target.area, row.area),
            year: row.year,
            period: row.period,
            measure: or(or(target.measure, row.measure), self.default_measure),
            value: cell.value,
            high: cell.high,
            unit: outer,
            qualifier: cell.qualifier,
            scope: row.scope,
            total: row.total || target.total,
            flag: or(target.flag, row.flag),
            note: row.note,
            source: row.source,
            quote: row.quote,
            row: number,
            column: target.column as u32 + 1,
        };
        if target.has_period {
            built.year = target.year;
            built.period = target.period;
        } else if !row.has_period {
            built.year = self.plan.year.filter(|_| self.own.is_none());
        }
        let series = target.series;
        if let Some(unit) = cell.unit {
            built.unit = self.builder.word(unit);
        }
        if let Some(scope) = cell.scope {
            built.scope = self.builder.word(scope);
        }
        if let Some(flag) = cell.flag {
            built.flag = self.builder.word(flag);
        }
        if let Some(mark) = cell.mark.filter(|_| self.own.is_none()) {
            self.scratch.clear();
            self.scratch.push_str(mark);
            if built.note != Word::NONE {
                self.scratch.push(' ');
                self.scratch.push_str(self.builder.text_of(built.note));
            }
            built.note = self.builder.word(&self.scratch);
        }
        let named = self.series.len();
        if series != Word::NONE {
            self.series.push((self.nameless, series));
        }
        self.builder.append(
            &built,
            &self.series,
            own::untouched(raw, self.own.is_some()),
        );
        self.series.truncate(named);
    }

    fn finish(mut self, stop: Option<Stop>) -> (DatasetBuilder, Vec<Diagnostic>, Option<Stop>) {
        self.settle_pending(false);
        (self.builder, self.diagnostics, stop)
    }
}

/// Whether a cell may begin like a note: all that do begin with one of these, and hardly a label does.
pub(crate) fn may_be_note(cell: &str) -> bool {
    matches!(
        cell.chars().next(),
        Some(
            '①'
                ..='⑳'
                    | '注'
                    | '註'
                    | '说'
                    | '說'
                    | '资'
                    | '資'
                    | '数'
                    | '數'
                    | '来'
                    | '來'
                    | '填'
                    | '制'
                    | '製'
                    | '审'
                    | '審'
                    | '复'
                    | '複'
                    | '单'
                    | '單'
                    | '统'
                    | '負'
                    | '负'
                    | '联'
                    | '聯'
                    | '附'
                    | '备'
                    | '備'
                    | '日'
                    | 'N'
                    | 'n'
                    | 'S'
                    | 's'
                    | 'R'
                    | 'r'
                    | '*'
                    | '※'
                    | '＊'
                    | '†'
                    | '('
                    | '（'
                    | '【'
                    | '['
        )
    )
}

/// Whether a cell is neither a number nor a period nor a mark of a missing value.
fn is_words(cell: &str, roc: bool) -> bool {
    let period = period::read(cell, roc);
    !number::is_missing(cell)
        && number::read(cell, None, false).value.is_none()
        && !(period.year.is_some() && period.kind != PeriodKind::Words)
}

/// Whether the label of a last row without figures is one of the table's rather than a note.
fn is_plain_label(text: &str) -> bool {
    let (words, unit) = super::head::split_bracket(text);
    unit.is_some()
        || crate::measure::find(words).is_some()
        || header::is_place(words)
        || header::is_total(words)
}
