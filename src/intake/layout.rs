//! Which of the four layouts a file is in, and what each of its columns holds, told by headers and cells.

use super::columns::Stats;
use super::diagnostic::{Code, Diagnostic};
use super::fold::trim;
use super::head::{self, HeadRow, Kind, split_bracket};
use super::header::{self, Word};
use super::heading::{self, Heading};
use super::period;
use super::plan::{Figures, Label, Layout, OwnUnit, Plan, Role, own_plan};
use super::records::{Record, Scanner};
use super::rows::may_be_note;
use crate::decimal;
use crate::gather::Gather as _;
use crate::locale::join;
use crate::order;

/// Plans how to read a file whose first rows these are. What they leave in doubt, the scanner's rows decide.
pub(crate) fn plan(rows: &[HeadRow], scanner: Scanner<'_>) -> Result<Plan, Code> {
    if let Some(plan) = own_plan(rows) {
        return Ok(plan);
    }
    let heading = heading::find(rows)?;
    let data: Vec<&HeadRow> = rows
        .iter()
        .filter(|row| row.row > heading.last_row && row.filled() > 0)
        .take_while(|row| {
            let first = row.cells.iter().find(|cell| !cell.is_empty());
            !header::is_note(first.map_or("", String::as_str), row.filled() == 1)
                && !is_header_again(row.cells.iter().map(String::as_str), &[])
        })
        .gather();
    if data.is_empty() {
        return Err(if heading.is_sure {
            Code::HeaderOnly
        } else {
            Code::NoTable
        });
    }
    let width = heading.columns.len();
    // In a row that is too long, cells do not stand below their header.
    let fitting: Vec<&HeadRow> = data
        .iter()
        .copied()
        .filter(|row| row.cells.len() <= width)
        .gather();
    let data = if fitting.is_empty() { data } else { fitting };
    let mut stats: Vec<Stats> = heading
        .columns
        .iter()
        .map(|head| Stats::new(header::word(&head.name) == Some(Word::UnitOrBody)))
        .gather();
    for row in data {
        for (column, stats) in stats.iter_mut().enumerate() {
            stats.add(row.cell(column));
        }
    }
    if let Some(last) = rows.last() {
        look_further(&mut stats, &heading, last.row, scanner);
    }
    Planner {
        heading: &heading,
        stats: &stats,
        words: Vec::new(),
    }
    .plan()
}

/// Whether rows further down could show a column to be something else than its first cells do.
fn is_doubtful(head: &heading::Column, stats: &Stats) -> bool {
    // So many of one kind, and none of the other, are beyond doubt.
    const MANY: usize = 20;
    match header::word(&head.name) {
        Some(Word::UnitOrBody) => {
            let others = stats.filled - stats.missing - stats.units;
            stats.units < MANY || others > 0
        }
        Some(_) => false,
        // Texts among figures are said to be unreadable; figures among texts would pass for labels.
        None => !head.is_year && (head.name.is_empty() || stats.numbers < MANY || stats.texts > 0),
    }
}

/// Goes on counting the columns in doubt, in the rows after the one numbered `last`.
fn look_further(stats: &mut [Stats], heading: &Heading, last: u32, mut scanner: Scanner<'_>) {
    let doubtful: Vec<usize> = (heading.columns.iter().zip(stats.iter()).enumerate())
        .filter(|(_, (head, stats))| is_doubtful(head, stats))
        .map(|(column, _)| column)
        .gather();
    if doubtful.is_empty() {
        return;
    }
    let text = scanner.text();
    let mut record = Record::default();
    while scanner.next(&mut record) == Ok(true) {
        if record.row <= last {
            continue;
        }
        let filled =
            |from: usize| (from..record.len()).find(|&column| !record.is_blank(text, column));
        let Some(first) = filled(0) else {
            continue;
        };
        let is_long = filled(heading.columns.len()).is_some();
        if filled(first + 1).is_none() || is_long {
            continue;
        }
        let cell = trim(record.get(text, first));
        let name = heading
            .columns
            .get(first)
            .map_or("", |head| head.name.as_str());
        if (may_be_note(cell) && header::is_note(cell, false)) || cell == name {
            break;
        }
        for &column in &doubtful {
            // Of thousands, some show as well what most are; but each may be the one where a count breaks off.
            if let Some(stats) = stats.get_mut(column)
                && (stats.filled < 4096 || record.row.is_multiple_of(16) || stats.counts())
            {
                stats.add(trim(record.get(text, column)));
            }
        }
    }
}

struct Planner<'a> {
    heading: &'a Heading,
    stats: &'a [Stats],
    /// The header word of each column, after doubts are settled.
    words: Vec<Option<Word>>,
}

/// What a column is, before the layout is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Blank.
    Skipped,
    /// A running number.
    Running,
    Word(Word),
    /// Its header is a year.
    Year,
    /// Figures under a header that is none of these.
    Figures,
    Text,
    /// Figures without a header.
    Unnamed,
}

impl Planner<'_> {
    fn plan(mut self) -> Result<Plan, Code> {
        self.settle_words();
        let mut sorts: Vec<Sort> = (0..self.heading.columns.len())
            .map(|column| self.sort(column))
            .gather();
        let has_figures = |sorts: &[Sort]| {
            sorts
                .iter()
                .any(|sort| matches!(sort, Sort::Figures | Sort::Year | Sort::Word(Word::Value)))
        };
        if !has_figures(&sorts) {
            // Mostly words, but some number must be what the table is about.
            for (column, sort) in sorts.iter_mut().enumerate() {
                if *sort == Sort::Text && self.stat(column).numbers > 0 {
                    *sort = Sort::Figures;
                }
            }
            // Not one number: a header that can only stand over figures still does, and one that stands alone.
            if !has_figures(&sorts) {
                let texts = sorts.iter().filter(|sort| **sort == Sort::Text).count();
                let alone = texts == 1 && sorts.contains(&Sort::Word(Word::Year));
                for (column, sort) in sorts.iter_mut().enumerate() {
                    let names_figures =
                        self.is_measure_column(column) || self.is_area_column(column);
                    if *sort == Sort::Text && (alone || names_figures) {
                        *sort = Sort::Figures;
                    }
                }
            }
        }
        let columns_of = |wanted: Sort| -> Vec<usize> {
            let found = sorts
                .iter()
                .enumerate()
                .filter(|(_, sort)| **sort == wanted);
            found.map(|(column, _)| column).gather()
        };
        let years = columns_of(Sort::Year);
        let figures = columns_of(Sort::Figures);
        let value = columns_of(Sort::Word(Word::Value)).first().copied();
        let has = |word: Word| sorts.contains(&Sort::Word(word));
        let places: Vec<usize> = figures
            .iter()
            .copied()
            .filter(|&column| self.is_area_column(column))
            .gather();

        let beside_value = figures.iter().any(|&column| self.is_measure_column(column));
        let layout = if value.is_some() && (has(Word::Measure) || !beside_value) && years.len() < 2
        {
            Layout::Tidy
        } else if years.len() >= 2
            || (years.len() == 1
                && places.len() < 2
                && (has(Word::Measure) || figures.iter().all(|&column| self.is_growth(column))))
        {
            Layout::YearsAcross
        } else if places.len() >= 2 {
            Layout::AreasAcross
        } else if !figures.is_empty() || value.is_some() {
            Layout::MeasuresAcross
        } else {
            return Err(Code::NoTable);
        };
        let mut plan = self.bare_plan(layout);
        let mut figure_columns: Vec<usize> = match layout {
            Layout::Tidy => value.into_iter().gather(),
            Layout::YearsAcross => {
                let mut columns = years.clone();
                // A column of sums among the years is one more column of figures.
                columns.extend(
                    figures
                        .iter()
                        .filter(|&&column| header::is_total(self.name(column))),
                );
                columns
            }
            Layout::AreasAcross => figures.clone(),
            // A year over a column among measures is all that it is called.
            Layout::MeasuresAcross => (figures.iter().copied())
                .chain(value)
                .chain(years.iter().copied())
                .collect(),
        };
        order::sort_by(&mut figure_columns, Ord::cmp);
        for &column in &figure_columns {
            plan.figures.push(self.figures(column, layout, plan.roc));
        }
        for (column, sort) in sorts.iter().enumerate() {
            if !figure_columns.contains(&column) {
                self.say_if_left_out(column, *sort, layout, &mut plan.diagnostics);
            }
        }
        let first_figure = figure_columns.first().copied().unwrap_or(0);
        self.labels(&sorts, &figure_columns, first_figure, &mut plan);
        Ok(plan)
    }

    fn name(&self, column: usize) -> &str {
        self.heading
            .columns
            .get(column)
            .map_or("", |head| head.name.as_str())
    }

    fn stat(&self, column: usize) -> Stats {
        self.stats.get(column).cloned().unwrap_or_default()
    }

    /// Header words, less those that the cells contradict: 单位 over bodies, a second year that is a value.
    fn settle_words(&mut self) {
        let count = self.heading.columns.len();
        let mut words: Vec<Option<Word>> = (0..count)
            .map(|column| {
                // What stands below a merged header divides it and is no label.
                let head = self.heading.columns.get(column)?;
                header::word(&head.name).filter(|_| head.top.is_empty())
            })
            .gather();
        for (column, word) in words.iter_mut().enumerate() {
            let stats = self.stat(column);
            match word {
                Some(Word::UnitOrBody) => {
                    // A unit that the list of units lacks does not make a column of bodies of its neighbours.
                    let is_unit = stats.filled == stats.missing
                        || stats.units * 2 > stats.filled - stats.missing;
                    *word = is_unit.then_some(Word::Unit);
                }
                // The corner of a table of years may say 年份 above its labels.
                Some(Word::Year) if stats.texts > 0 && stats.periods * 2 < stats.filled => {
                    *word = None
                }
                Some(Word::Running) if stats.texts > stats.numbers => *word = None,
                // `县(个)` counts counties.
                Some(Word::Area | Word::Measure | Word::Scope)
                    if split_bracket(self.name(column)).1.is_some() =>
                {
                    *word = None
                }
                _ => {}
            }
        }
        // Of several columns that name places or measures, the last is the finest.
        for twice in [Word::Area, Word::Measure] {
            let mut found: Vec<usize> = columns_with(&words, twice);
            found.pop();
            for column in found {
                if let Some(word) = words.get_mut(column) {
                    *word = None;
                }
            }
        }
        // Of several that name a year, a value or a unit, the first is it.
        for twice in [
            Word::Year,
            Word::Period,
            Word::Value,
            Word::Unit,
            Word::Scope,
            Word::Note,
            Word::Source,
            Word::Quote,
            Word::Flag,
        ] {
            for column in columns_with(&words, twice).into_iter().skip(1) {
                if let Some(word) = words.get_mut(column) {
                    *word = None;
                }
            }
        }
        self.words = words;
    }

    fn sort(&self, column: usize) -> Sort {
        let stats = self.stat(column);
        match self.words.get(column).copied().flatten() {
            Some(Word::Running) => return Sort::Running,
            Some(word) => return Sort::Word(word),
            None => {}
        }
        let Some(head) = self.heading.columns.get(column) else {
            return Sort::Skipped;
        };
        let name = head.name.as_str();
        if name.is_empty() && head.top.is_empty() {
            return match stats {
                Stats { filled: 0, .. } => Sort::Skipped,
                _ if stats.counts() => Sort::Running,
                Stats { numbers, texts, .. } if numbers > texts => Sort::Unnamed,
                Stats {
                    filled, missing, ..
                } if filled == missing => Sort::Skipped,
                // Words beside a table without a header over them are remarks.
                _ if column >= self.heading.width => {
                    if self.words.contains(&Some(Word::Note)) {
                        Sort::Text
                    } else {
                        Sort::Word(Word::Note)
                    }
                }
                _ => Sort::Text,
            };
        }
        if head.is_year {
            return Sort::Year;
        }
        if header::divides(name) && head.top.is_empty() {
            return Sort::Text;
        }
        let (_, unit) = split_bracket(name);
        let named = unit.is_some() || head.unit.is_some() || crate::measure::find(name).is_some();
        if stats.numbers > stats.texts || (stats.numbers > 0 && named) {
            return Sort::Figures;
        }
        // `?1%` below 满意率(%): not one number, and yet no breakdown.
        // A measure of the catalogue has words below it by mistake, unless it counts people, whose names these may be.
        let is_tidy =
            self.words.contains(&Some(Word::Measure)) && self.words.contains(&Some(Word::Value));
        let known =
            crate::measure::find(name).is_some_and(|known| !matches!(known.unit, "人" | "名"));
        let garbled = named && stats.garbled == stats.texts;
        let has_unit = unit.is_some() || head.unit.is_some();
        if stats.texts > 0 && (garbled || has_unit || (known && !is_tidy)) {
            return Sort::Figures;
        }
        // A column without a single text is one of figures that are all missing.
        if stats.texts == 0
            && (named
                || stats.missing > 0
                || header::is_place(name)
                || header::word(name).is_none())
        {
            return Sort::Figures;
        }
        Sort::Text
    }

    /// Whether a column of figures stands for an area: its header ends like a place and has no unit bracket.
    fn is_area_column(&self, column: usize) -> bool {
        let name = self.heading.columns.get(column).map_or("", |head| {
            if header::is_place(&head.top) {
                head.top.as_str()
            } else {
                head.name.as_str()
            }
        });
        header::is_place(name) && crate::measure::find(name).is_none()
    }

    /// Whether a column of figures beside a value column is a measure of its own.
    fn is_measure_column(&self, column: usize) -> bool {
        let name = self.name(column);
        split_bracket(name).1.is_some() || crate::measure::find(name).is_some()
    }

    fn is_growth(&self, column: usize) -> bool {
        header::is_growth(self.name(column))
    }

    fn bare_plan(&self, layout: Layout) -> Plan {
        let heading = self.heading;
        let title = heading.title.first().map_or("", String::as_str);
        let (title_words, title_unit) = split_bracket(title);
        let value = (self.words.iter()).position(|word| *word == Some(Word::Value));
        let fallback = value.map_or("", |column| split_bracket(self.name(column)).0);
        Plan {
            layout,
            labels: Vec::new(),
            figures: Vec::new(),
            width: heading.width,
            fields: heading.columns.len(),
            header: heading
                .columns
                .iter()
                .map(|head| head.name.clone())
                .gather(),
            header_row: heading.last_row,
            title: heading.title.clone(),
            measure: if title_words.is_empty() {
                fallback
            } else {
                title_words
            }
            .into(),
            year: period::only_year(&join(&heading.title, "\n")),
            unit: heading.unit.clone().or(title_unit.map(OwnUnit::of)),
            roc: heading.roc,
            own: None,
            diagnostics: Vec::new(),
        }
    }

    fn figures(&self, column: usize, layout: Layout, roc: bool) -> Figures {
        let Some(head) = self.heading.columns.get(column) else {
            return Figures::default();
        };
        let mut figures = Figures {
            column,
            unit: head.unit.clone(),
            ..Figures::default()
        };
        let is_period = |text: &str| {
            let period = period::read(text, roc);
            period.year.is_some() && period.kind != period::Kind::Words
        };
        // Below years, words divide the measures that a column names.
        let divides = self.words.contains(&Some(Word::Measure)) && !self.is_measure_column(column);
        for part in [&head.top, &head.name]
            .into_iter()
            .filter(|part| !part.is_empty())
        {
            let (words, unit) = split_bracket(part);
            if let Some(unit) = unit {
                figures.unit.get_or_insert(OwnUnit::of(unit));
            }
            // Where rows have their years, a year over a column is no more than its name.
            let row_has_year =
                layout == Layout::MeasuresAcross && self.words.contains(&Some(Word::Year));
            if layout != Layout::Tidy && !row_has_year && is_period(words) {
                figures.period = Some(words.into());
            } else if layout == Layout::AreasAcross
                && figures.area.is_none()
                && (header::is_place(words) || self.is_last_part(part, head))
            {
                figures.total |= header::is_total(words);
                figures.area = Some(words.into());
            } else if layout == Layout::Tidy {
                // The value column's header names no measure where a column or the title does.
            } else if layout == Layout::YearsAcross
                && header::is_total(words)
                && figures.period.is_none()
            {
                figures.total = true;
                figures.period = Some(words.into());
            } else if layout == Layout::YearsAcross
                && header::is_place(words)
                && crate::measure::find(words).is_none()
            {
                figures.area = Some(words.into());
            } else if figures.measure.is_none() && !(layout == Layout::YearsAcross && divides) {
                figures.total |= header::is_total(words);
                figures.measure = Some(words.into());
            } else {
                figures.total |= header::is_total(words);
                figures.series = Some(words.into());
            }
        }
        figures
    }

    fn is_last_part(&self, part: &str, head: &heading::Column) -> bool {
        head.top.is_empty() || part == head.name && !header::is_place(&head.top)
    }

    /// Names a column of figures that will not be read.
    fn say_if_left_out(
        &self,
        column: usize,
        sort: Sort,
        layout: Layout,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let code = match (sort, layout) {
            (Sort::Figures, Layout::YearsAcross) if self.is_growth(column) => Code::GrowthColumn,
            // What is blank below its header has nothing to be read.
            (Sort::Figures | Sort::Year, _)
                if self.stat(column).numbers + self.stat(column).texts == 0 =>
            {
                return;
            }
            (Sort::Figures, Layout::Tidy | Layout::YearsAcross) | (Sort::Year, _) => {
                Code::ExtraColumn
            }
            (Sort::Unnamed, _) => Code::UnnamedColumn,
            _ => return,
        };
        let place = column as u32 + 1;
        diagnostics.push(Diagnostic::of_cell(
            code,
            self.heading.last_row,
            place,
            self.name(column),
        ));
    }

    fn labels(&self, sorts: &[Sort], figures: &[usize], first_figure: usize, plan: &mut Plan) {
        let mut has_area = sorts.contains(&Sort::Word(Word::Area));
        let mut has_measure = sorts.contains(&Sort::Word(Word::Measure))
            || plan.figures.iter().any(|figures| figures.measure.is_some());
        let has_title = !plan.title.is_empty();
        for (column, sort) in sorts.iter().enumerate() {
            if figures.contains(&column) {
                continue;
            }
            let role = match sort {
                Sort::Word(Word::Area) => Role::Area,
                Sort::Word(Word::Year) => Role::Year,
                Sort::Word(Word::Period) => Role::Period,
                Sort::Word(Word::Measure) => Role::Measure,
                Sort::Word(Word::Unit | Word::UnitOrBody) => Role::Unit,
                Sort::Word(Word::Scope) => Role::Scope,
                Sort::Word(Word::Note) => Role::Note,
                Sort::Word(Word::Source) => Role::Source,
                Sort::Word(Word::Quote) => Role::Quote,
                Sort::Word(Word::Flag) => Role::Flag,
                Sort::Running => Role::Running,
                Sort::Text => {
                    let stats = self.stat(column);
                    let is_body = header::is_body(self.name(column));
                    let names_all = has_measure || (has_area && has_title);
                    if !has_area
                        && !is_body
                        && stats.places * 10 >= stats.filled * 8
                        && stats.places > 0
                    {
                        has_area = true;
                        Role::Area
                    } else if plan.layout != Layout::Tidy && !is_body && !names_all {
                        has_measure = true;
                        Role::Measure
                    } else {
                        Role::Series
                    }
                }
                Sort::Skipped | Sort::Year | Sort::Figures | Sort::Unnamed | Sort::Word(_) => {
                    continue;
                }
            };
            plan.labels.push(Label {
                column,
                role,
                name: split_bracket(self.name(column)).0.into(),
                leads: column < first_figure,
            });
        }
        // A column of figures names the measure of a tidy file only where nothing else does.
        if plan.layout == Layout::Tidy && !has_measure && !has_title {
            plan.measure = plan
                .figures
                .first()
                .map_or("", |figures| split_bracket(self.name(figures.column)).0)
                .into();
        }
    }
}

fn columns_with(words: &[Option<Word>], wanted: Word) -> Vec<usize> {
    let found = words
        .iter()
        .enumerate()
        .filter(|(_, word)| **word == Some(wanted));
    found.map(|(column, _)| column).gather()
}

/// The words that a header begins with. 城市 and 县 may be labels as well, where nothing else sets a row apart.
pub(crate) const LEADS: &[Word] = &[
    Word::Area,
    Word::Year,
    Word::Period,
    Word::Measure,
    Word::Running,
];
pub(crate) const LEADS_BUT_AREA: &[Word] =
    &[Word::Year, Word::Period, Word::Measure, Word::Running];

/// Whether a row below the data is another header: known words, years, measures, and no number.
///
/// Where it begins with one of `leads`, whatever words follow make it one.
pub(crate) fn is_header_again<'c>(cells: impl Iterator<Item = &'c str>, leads: &[Word]) -> bool {
    let cells: Vec<&str> = cells.map(trim).filter(|cell| !cell.is_empty()).gather();
    // Most rows hold a plain number that is no year, which is quickly seen.
    let is_year = |cell: &str| cell.len() == 4 && cell.starts_with(&['1', '2'][..]);
    if cells
        .iter()
        .any(|cell| !is_year(cell) && decimal::read_scientific(cell).is_some())
    {
        return false;
    }
    let first = cells.first().and_then(|cell| header::word(cell));
    let (mut words, mut periods, mut named, mut missing, mut others) = (0, 0, 0, 0, 0);
    for cell in cells {
        match head::kind(cell) {
            Kind::Word(_) => words += 1,
            Kind::Period => periods += 1,
            Kind::Number => return false,
            Kind::Bracketed | Kind::Measure => named += 1,
            Kind::Missing => missing += 1,
            Kind::Unit | Kind::Text => others += 1,
        }
    }
    let rest = others + named + missing;
    if words >= 2 && words + periods >= rest || words >= 1 && periods >= 2 && rest == 0 {
        return true;
    }
    let is_named = named + periods > 0 && words + named + periods > others;
    missing == 0
        && first.is_some_and(|word| leads.contains(&word) || (is_named && LEADS.contains(&word)))
}
