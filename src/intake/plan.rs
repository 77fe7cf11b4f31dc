//! How a file is to be read: the layout, the label columns, the columns of figures.

use super::diagnostic::Diagnostic;
use super::head::HeadRow;
use super::unit;
use crate::export::{Key, own_columns};
use crate::gather::Gather as _;
use serde::Serialize;

/// How observations are laid out over rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// One observation a row.
    Tidy,
    /// A column a year.
    YearsAcross,
    /// A column a measure.
    MeasuresAcross,
    /// A column an area.
    AreasAcross,
}

/// A unit kept beyond the text that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnUnit {
    pub base: String,
    pub exp: i32,
}

impl OwnUnit {
    pub(crate) fn of(unit: unit::Unit<'_>) -> Self {
        Self {
            base: unit.base.into(),
            exp: unit.exp,
        }
    }
}

/// What a label column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Area,
    /// The year or other period of the row.
    Year,
    /// A period beside the year: 届次.
    Period,
    Measure,
    Series,
    Unit,
    Scope,
    Note,
    Source,
    Quote,
    Flag,
    /// 序号 and other counting: dropped, but 合计 may stand there for the label beside it.
    Running,
}

/// A column of labels.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// From 0.
    pub column: usize,
    pub role: Role,
    /// The header, which names a breakdown.
    pub name: String,
    /// Whether blanks of it may be filled down: it leads the row.
    pub leads: bool,
}

/// A column of figures, with what its header says of all of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    /// From 0.
    pub column: usize,
    pub area: Option<String>,
    /// The header's year or period, as written.
    pub period: Option<String>,
    pub measure: Option<String>,
    pub unit: Option<OwnUnit>,
    pub series: Option<String>,
    pub total: bool,
}

/// How a file is to be read.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub layout: Layout,
    pub labels: Vec<Label>,
    pub figures: Vec<Figures>,
    /// How many columns have a header.
    pub width: usize,
    /// How many fields the header row has, blank ones at its end included: no row may be longer.
    pub fields: usize,
    /// The header as its cells stand, to know it again.
    pub header: Vec<String>,
    /// The last row of the header.
    pub header_row: u32,
    pub title: Vec<String>,
    /// The measure, where neither row nor column names one.
    pub measure: String,
    /// The only year, from the title.
    pub year: Option<i32>,
    /// The title's unit.
    pub unit: Option<OwnUnit>,
    /// Whether bare years are those of the Republic of China.
    pub roc: bool,
    /// Whether `read --format csv`, or the widget's download, wrote the file.
    pub own: Option<Vec<Key>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The plan of a file that we wrote ourselves: its columns are known, and nothing is guessed or filled down.
pub(crate) fn own_plan(rows: &[HeadRow]) -> Option<Plan> {
    let header = rows.first()?;
    let names: Vec<&str> = header.cells.iter().map(String::as_str).gather();
    let keys = own_columns(&names)?;
    let label = |(column, key): (usize, &Key)| {
        let role = match key {
            Key::Area => Role::Area,
            Key::Year => Role::Year,
            Key::Period => Role::Period,
            Key::Measure => Role::Measure,
            Key::Unit => Role::Unit,
            Key::Scope => Role::Scope,
            Key::Flag => Role::Flag,
            Key::Note => Role::Note,
            Key::Source => Role::Source,
            Key::Quote => Role::Quote,
            _ => return None,
        };
        Some(Label {
            column,
            role,
            name: String::new(),
            leads: false,
        })
    };
    let text = keys.iter().position(|key| *key == Key::Text)?;
    Some(Plan {
        layout: Layout::Tidy,
        labels: keys.iter().enumerate().filter_map(label).gather(),
        figures: vec![Figures {
            column: text,
            ..Figures::default()
        }],
        width: keys.len(),
        fields: keys.len(),
        header: Vec::new(),
        header_row: header.row,
        title: Vec::new(),
        measure: String::new(),
        year: None,
        unit: None,
        roc: false,
        own: Some(keys),
        diagnostics: Vec::new(),
    })
}
