//! The rows above the data: titles, the unit row, one or two header rows and a row of units.

use super::diagnostic::Code;
use super::fold::{is_space, trim};
use super::head::{self, HeadRow, Kind, bare_unit, labelled_unit};
use super::header::Word;
use super::plan::OwnUnit;
use super::{header, period, unit};
use crate::find::contains;
use crate::gather::Gather as _;
use crate::locale::join;

/// A column's header, of one row or two.
#[derive(Debug, Clone, Default)]
pub(crate) struct Column {
    /// The upper header row's cell, spread over the columns that it was merged over.
    pub top: String,
    /// The header proper.
    pub name: String,
    /// The unit of a row of units below the header.
    pub unit: Option<OwnUnit>,
    /// Whether either row gives a year.
    pub is_year: bool,
}

/// All that stands above the data.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub columns: Vec<Column>,
    /// The rows of the title.
    pub title: Vec<String>,
    /// The unit that the title's unit row gives all figures.
    pub unit: Option<OwnUnit>,
    /// Whether header or title name the calendar of the Republic of China.
    pub roc: bool,
    /// How many columns have a header; beyond it stand blank ones.
    pub width: usize,
    /// The last row of the header, from 1.
    pub last_row: u32,
    /// Whether known words, years or units make the header one beyond doubt.
    pub is_sure: bool,
}

/// Finds the header among the first rows.
pub(crate) fn find(rows: &[HeadRow]) -> Result<Heading, Code> {
    let filled: Vec<&HeadRow> = rows.iter().filter(|row| row.filled() > 0).gather();
    if filled.is_empty() {
        return Err(Code::Empty);
    }
    let (at, is_sure) = header_at(&filled).ok_or(if is_header_alone(&filled) {
        Code::HeaderOnly
    } else {
        Code::NoTable
    })?;
    let header = filled.get(at).copied().ok_or(Code::NoTable)?;
    let above = at.checked_sub(1).and_then(|at| filled.get(at)).copied();
    let upper = above.filter(|above| above.row + 1 == header.row && is_upper(above, header));
    let mut below = at + 1;
    let lower = filled
        .get(below)
        .copied()
        .filter(|row| row.row == header.row + 1 && upper.is_none() && is_lower(header, row));
    if lower.is_some() {
        below += 1;
    }
    let units = filled
        .get(below)
        .copied()
        .filter(|row| is_unit_row(lower.unwrap_or(header), row));
    let (top, name) = match (upper, lower) {
        (Some(upper), _) => (Some(upper), header),
        (None, Some(lower)) => (Some(header), lower),
        (None, None) => (None, header),
    };
    let title_rows = filled
        .get(..at - usize::from(upper.is_some()))
        .unwrap_or_default();
    let (title, unit) = title(title_rows);
    let roc = title
        .iter()
        .chain(&header.cells)
        .any(|text| names_roc(text));
    let mut columns = columns(top, name, roc);
    let width = columns.len();
    // Excel's blank columns at the end are part of the header: what stands below them is no longer row.
    columns.resize(width.max(name.fields), Column::default());
    for (column, head) in columns.iter_mut().enumerate() {
        if let Some(unit) = units.and_then(|row| bare_unit(row.cell(column))) {
            head.unit = Some(OwnUnit::of(unit));
        }
    }
    Ok(Heading {
        columns,
        title,
        unit,
        roc,
        width,
        last_row: units.or(lower).unwrap_or(header).row,
        is_sure,
    })
}

fn names_roc(text: &str) -> bool {
    ["民國", "民国"].iter().any(|word| contains(text, word))
}

/// Whether the numbers of a row are years that run one way, as a header has them under a title of 民國.
fn is_roc_header(row: &HeadRow) -> bool {
    let numbers = row
        .cells
        .iter()
        .filter_map(|cell| cell.trim_end_matches(&['年', '度'][..]).parse::<i32>().ok());
    let years: Vec<i32> = numbers.filter(|year| (1..300).contains(year)).gather();
    let is_label = |kind| matches!(kind, Kind::Word(_) | Kind::Text | Kind::Bracketed);
    let labels = row.kinds().filter(|&(_, kind)| is_label(kind)).count();
    // Years run one way and lack few; the figures of a row hardly do.
    let up = years.is_sorted_by(|one, next| (1..=10).contains(&(next - one)));
    let down = years.is_sorted_by(|one, next| (1..=10).contains(&(one - next)));
    years.len() >= 2 && (up || down) && labels >= 1 && labels + years.len() == row.filled()
}

/// Whether one row looks like a header, and nothing like a row of figures is anywhere.
fn is_header_alone(rows: &[&HeadRow]) -> bool {
    let mut wide = rows.iter().filter(|row| row.filled() >= 2).rev();
    let is_last = wide.next().is_some_and(|row| sure_words(row).0 >= 1);
    let has_number = |row: &HeadRow| row.kinds().any(|(_, kind)| kind == Kind::Number);
    is_last && wide.all(|row| sure_words(row).0 == 0) && !rows.iter().any(|row| has_number(row))
}

/// The index of the header row, and whether it is one beyond doubt.
fn header_at(rows: &[&HeadRow]) -> Option<(usize, bool)> {
    let mut best: Option<(usize, usize)> = None;
    let mut plain: Option<usize> = None;
    let mut roc = false;
    for (at, row) in rows.iter().enumerate().take(40) {
        roc |= row.cells.iter().any(|cell| names_roc(cell));
        if roc && best.is_none() && is_roc_header(row) {
            return Some((at, true));
        }
        let (sure, words) = sure_words(row);
        if best.is_some() && row.kinds().any(|(_, kind)| kind == Kind::Number) {
            // Data begin, and a later header is that of another table.
            break;
        }
        if best.is_none() && plain.is_none() && sure < 2 && heads_figures(rows, at) {
            if words > 0 {
                return Some((at, true));
            }
            plain = Some(at);
        }
        if sure >= 2 && row.filled() >= 2 {
            // Figures such as 1024 look like years; below words they are none.
            let only_periods = !row
                .kinds()
                .any(|(_, kind)| matches!(kind, Kind::Word(_) | Kind::Bracketed | Kind::Measure));
            if let Some(at) = plain.filter(|_| only_periods) {
                return Some((at, false));
            }
            match best {
                None => best = Some((at, words)),
                // A title row may hold a word or two; the header proper follows soon and has more.
                Some((before, fewer)) if words > fewer && words >= 2 && at - before <= 5 => {
                    best = Some((at, words))
                }
                Some(_) => {}
            }
        }
    }
    if let Some((at, _)) = best {
        return Some((at, true));
    }
    let has_number = |row: &HeadRow| {
        row.kinds()
            .any(|(_, kind)| matches!(kind, Kind::Number | Kind::Period))
    };
    let unsure = rows.iter().enumerate().take(40).find(|(at, row)| {
        let words_only = row.kinds().all(|(_, kind)| !matches!(kind, Kind::Number));
        let next = rows.get(at + 1);
        words_only
            && (row.filled() >= 2 || sure_words(row).0 == 1)
            && row
                .kinds()
                .any(|(_, kind)| !matches!(kind, Kind::Period | Kind::Missing))
            && next.is_some_and(|next| next.filled() * 2 >= row.filled() && has_number(next))
    });
    if let Some((at, _)) = unsure {
        return Some((at, false));
    }
    // A list: one word above numbers.
    let last = rows
        .iter()
        .take_while(|row| row.cells.len() == 1 && !has_number(row))
        .count();
    let is_list = last > 0
        && rows.get(last..).is_some_and(|rows| {
            !rows.is_empty()
                && rows
                    .iter()
                    .all(|row| row.cells.len() == 1 && has_number(row))
        });
    is_list.then(|| (last - 1, false))
}

/// Whether a row of words stands right above a row of figures, or above the units of one; without a header word
/// among them only where it has as many cells.
fn heads_figures(rows: &[&HeadRow], at: usize) -> bool {
    let (Some(header), Some(mut below)) = (rows.get(at), rows.get(at + 1)) else {
        return false;
    };
    if is_unit_row(header, below)
        && let Some(figures) = rows.get(at + 2)
    {
        below = figures;
    }
    let words = header.kinds().all(|(_, kind)| {
        matches!(
            kind,
            Kind::Word(_) | Kind::Text | Kind::Bracketed | Kind::Measure | Kind::Unit
        )
    });
    let is_label =
        |cell: &String| cell.contains(&[':', '：'][..]) || cell.starts_with(&['(', '（'][..]);
    let labelled = header.cells.iter().any(is_label);
    let is_full = below.filled() == header.filled();
    let fits = is_full || (sure_words(header).1 > 0 && below.filled() * 2 >= header.filled());
    let is_figure = |(column, kind)| match kind {
        Kind::Number => true,
        // `2022,x` below `年份,提案`: a figure that cannot be read.
        Kind::Period => is_full || header::word(header.cell(column)) == Some(Word::Year),
        _ => false,
    };
    let is_header = |kind| matches!(kind, Kind::Word(_) | Kind::Bracketed);
    header.filled() >= 2
        && words
        && !labelled
        && fits
        && below.kinds().any(is_figure)
        && !below.kinds().any(|(_, kind)| is_header(kind))
}

/// How many cells of a row can hardly be anything but a header, and how many of these are header words.
/// None, where the row holds a number.
fn sure_words(row: &HeadRow) -> (usize, usize) {
    let (mut sure, mut words) = (0, 0);
    for (_, kind) in row.kinds() {
        match kind {
            Kind::Word(_) => {
                sure += 1;
                words += 1;
            }
            Kind::Period | Kind::Bracketed | Kind::Measure => sure += 1,
            Kind::Number => return (0, 0),
            Kind::Missing | Kind::Unit | Kind::Text => {}
        }
    }
    // Two places make a header of areas; beside a word of another column they do.
    let places = row
        .cells
        .iter()
        .filter(|cell| header::is_place(cell))
        .count();
    if places >= 2 && words >= 1 {
        sure += places;
    }
    (sure, words)
}

/// Whether `above` is the upper of two header rows: cells merged over several columns of `header`.
fn is_upper(above: &HeadRow, header: &HeadRow) -> bool {
    let first = above.cell(0);
    let plain = above.kinds().all(|(_, kind)| {
        matches!(
            kind,
            Kind::Period | Kind::Text | Kind::Bracketed | Kind::Measure | Kind::Word(_)
        )
    });
    let first_fits = first.is_empty() || matches!(head::kind(first), Kind::Word(_));
    let spread = (0..header.cells.len())
        .any(|column| above.cell(column).is_empty() && !header.cell(column).is_empty());
    let beyond_first = above.cells.iter().skip(1).any(|cell| !cell.is_empty());
    let labelled = above
        .cells
        .iter()
        .any(|cell| cell.contains(&[':', '：'][..]));
    plain && first_fits && spread && beyond_first && !labelled
}

/// Whether `below` is the lower of two header rows.
fn is_lower(header: &HeadRow, below: &HeadRow) -> bool {
    let kinds: Vec<(usize, Kind)> = below.kinds().gather();
    if kinds
        .iter()
        .any(|(_, kind)| matches!(kind, Kind::Number | Kind::Missing))
    {
        return false;
    }
    let is_label = |column: usize| matches!(head::kind(header.cell(column)), Kind::Word(word) if word != Word::Value);
    // It fills what a merged cell of the upper row left blank, or divides what it repeats, and no label column.
    let repeats = |column: usize| {
        let above = header.cell(column);
        column > 0 && !is_label(column) && !above.is_empty() && header.cell(column - 1) == above
    };
    let fills = kinds.iter().any(|&(column, _)| {
        repeats(column)
            || (header.cell(column).is_empty()
                && (0..column)
                    .rev()
                    .find(|&left| !header.cell(left).is_empty())
                    .is_some_and(|left| !is_label(left)))
    });
    let clear = kinds.iter().all(|&(column, kind)| {
        matches!(kind, Kind::Word(_))
            || !is_label(column) && (column > 0 || !header.cell(0).is_empty())
    });
    fills && clear
}

/// Whether a row holds units under the header and nothing else.
fn is_unit_row(header: &HeadRow, row: &HeadRow) -> bool {
    let mut units = 0;
    for (column, kind) in row.kinds() {
        match kind {
            Kind::Unit => units += 1,
            Kind::Word(Word::UnitOrBody | Word::Unit) if column == 0 => {}
            // `（单位）`
            Kind::Text if column == 0 && is_unit_label(row.cell(column)) => {}
            _ if bare_unit(row.cell(column)).is_some() => units += 1,
            _ => return false,
        }
        // A tidy file's first row never is one: its label columns are filled.
        if matches!(head::kind(header.cell(column)), Kind::Word(word) if word != Word::Value)
            && column > 0
        {
            return false;
        }
    }
    units > 0
}

fn is_unit_label(cell: &str) -> bool {
    let inner = cell.strip_prefix(&['(', '（'][..]);
    let inner = inner.and_then(|rest| rest.strip_suffix(&[')', '）'][..]));
    inner.is_some_and(|inner| matches!(header::word(inner), Some(Word::UnitOrBody | Word::Unit)))
}

fn columns(top: Option<&HeadRow>, name: &HeadRow, roc: bool) -> Vec<Column> {
    let width = name.cells.len().max(top.map_or(0, |top| top.cells.len()));
    let mut columns: Vec<Column> = Vec::with_capacity(width);
    let mut spread = String::new();
    for column in 0..width {
        let mut head = Column {
            name: named(name.cell(column)).into(),
            ..Column::default()
        };
        if let Some(top) = top {
            let own = named(top.cell(column));
            if !own.is_empty() {
                spread = own.into();
            }
            if head.name.is_empty() {
                // A cell merged downwards: the upper row names the column.
                head.name = own.into();
                spread.clear();
            } else if !is_label_name(&head.name) || (!spread.is_empty() && may_be_lower(&head.name))
            {
                head.top = if is_label_name(&spread) {
                    String::new()
                } else {
                    spread.clone()
                };
            }
            // 万元 below 捐款 is its unit; where 捐款 is merged over several columns, it tells them apart as well.
            if let Some(unit) = bare_unit(name.cell(column)).filter(|_| !head.top.is_empty()) {
                head.unit = Some(OwnUnit::of(unit));
                let is_alone = !own.is_empty()
                    && (name.cell(column + 1).is_empty() || !top.cell(column + 1).is_empty());
                if is_alone {
                    head.name = std::mem::take(&mut head.top);
                }
            }
        }
        let is_period = |text: &str| {
            let period = period::read(head::split_bracket(text).0, roc);
            period.year.is_some() && period.kind != period::Kind::Words
        };
        // `数量(件)` below `2019年` is a measure of that year.
        head.is_year = (header::word(&head.name).is_none() && is_period(&head.name))
            || (!is_label_name(&head.name) && is_period(&head.top));
        columns.push(head);
    }
    while columns
        .last()
        .is_some_and(|head| head.name.is_empty() && head.top.is_empty())
    {
        columns.pop();
    }
    columns
}

/// A header cell; none where pandas found none.
fn named(cell: &str) -> &str {
    if cell.starts_with("Unnamed: ") {
        ""
    } else {
        cell
    }
}

/// Whether a word that names a label column may also stand below a merged header: 个人 and 单位 below 捐款.
fn may_be_lower(name: &str) -> bool {
    matches!(header::word(name), Some(Word::UnitOrBody | Word::Area))
}

fn is_label_name(name: &str) -> bool {
    header::word(name).is_some_and(|word| word != Word::Value)
}

/// The title rows, and the unit that one of their cells gives.
fn title(rows: &[&HeadRow]) -> (Vec<String>, Option<OwnUnit>) {
    let mut title = Vec::new();
    let mut unit = None;
    for row in rows {
        let filled = row.cells.iter().map(String::as_str);
        let cells: Vec<&str> = filled.filter(|cell| !cell.is_empty()).collect();
        // `单位：` with its unit in the next cell, and `单位` where these two are all.
        let says_unit = |cell: &str| {
            labelled_unit(cell) == Some("")
                || (cells.len() == 2
                    && matches!(header::word(cell), Some(Word::UnitOrBody | Word::Unit)))
        };
        let mut words: Vec<String> = Vec::new();
        let mut cells_left = cells.iter().peekable();
        while let Some(cell) = cells_left.next() {
            if says_unit(cell)
                && let Some(next) = cells_left.peek().and_then(|next| unit::whole(next))
            {
                unit.get_or_insert(OwnUnit::of(next));
                cells_left.next();
                continue;
            }
            let (found, rest) = unit_within(cell);
            if let Some(found) = found {
                unit.get_or_insert(OwnUnit::of(found));
            }
            if !rest.is_empty() {
                words.push(rest);
            }
        }
        if !words.is_empty() {
            title.push(join(&words, " "));
        }
    }
    (title, unit)
}

/// The unit that a cell of a title gives, and what else it says: `（单位：件）`, `2022年  单位：万元`.
///
/// `单位：人、万元` gives none, and `单位：县政协` means an organisation: both stay.
fn unit_within(cell: &str) -> (Option<unit::Unit<'_>>, String) {
    let bare = trim(cell).trim_matches(&['(', ')', '（', '）'][..]);
    if let Some(unit) = labelled_unit(bare).and_then(unit::whole) {
        return (Some(unit), String::new());
    }
    let starts = cell.char_indices().filter(|&(at, _)| {
        let before = cell.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(is_space)
    });
    for (at, _) in starts {
        let Some((before, tail)) = cell.split_at_checked(at) else {
            continue;
        };
        let Some(written) = labelled_unit(tail) else {
            continue;
        };
        let end = written.find(is_space).unwrap_or(written.len());
        if let Some((written, after)) = written.split_at_checked(end)
            && let Some(unit) = unit::whole(written)
        {
            let rest: Vec<&str> = [trim(before), trim(after)]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            return (Some(unit), rest.join(" "));
        }
    }
    (None, cell.into())
}
