//! The data table as a picture, for those who take it home: a chart that is a table stands on the page as a real one,
//! and only its download is drawn.

use crate::chart::{self, Chart, ChartSpec};
use crate::dataset::Dataset;
use crate::describe::{self, Table, TableCell, TableRow};
use crate::gather::Gather as _;
use crate::locale::{Later, fill, later};
use crate::scene::{Align, Command, Ink, MeasureText, Point, Rect, Scene, Stroke, Text};
use crate::text::Setting;

/// A picture of more rows would be read by nobody; its last line says how many there are, and the download of the
/// figures has them all.
const MOST_ROWS: usize = 200;

/// The whole picture of a chart, or of its table where it has no other.
pub fn picture(set: &Dataset, chart: &Chart, spec: &ChartSpec, measure: &dyn MeasureText) -> Scene {
    if chart.scene.height > 0.0 {
        return chart::picture(chart, spec, measure);
    }
    let table = describe::table(set, chart, spec.lang);
    chart::around(chart, &draw(&table, spec, measure), spec, measure)
}

/// Lays a table out as wide as the chart: in columns where they find room, else each row as a list of its own.
pub fn draw(table: &Table, spec: &ChartSpec, measure: &dyn MeasureText) -> Scene {
    let mut sheet = Sheet {
        scene: Scene::new(spec.width, 0.0),
        size: spec.text_size * 0.8125,
        measure,
    };
    let rows = table.rows.get(..MOST_ROWS).unwrap_or(&table.rows);
    match sheet.columns(table, rows) {
        Some(columns) => sheet.grid(table, rows, &columns),
        None => sheet.lists(table, rows),
    }
    let more = table.rows.len() - rows.len();
    if more > 0 {
        let more = fill(later(Later::TableMore, spec.lang), &[&more.to_string()]);
        sheet.row(&[Cell {
            x: 0.0,
            width: spec.width,
            text: &more,
            ink: Ink::Muted,
            ..Cell::default()
        }]);
    }
    sheet.scene
}

/// A table that grows downward.
struct Sheet<'a> {
    scene: Scene,
    size: f64,
    measure: &'a dyn MeasureText,
}

/// A column: where it begins and how wide it is, in CSS px.
struct Column {
    x: f64,
    width: f64,
}

/// What is set into one row.
struct Cell<'a> {
    x: f64,
    width: f64,
    text: &'a str,
    bold: bool,
    /// Flush right, as numbers are.
    right: bool,
    ink: Ink,
    /// How much of the width a bar behind it takes.
    share: Option<f64>,
}

impl Default for Cell<'_> {
    fn default() -> Self {
        Cell {
            x: 0.0,
            width: 0.0,
            text: "",
            bold: false,
            right: false,
            ink: Ink::Text,
            share: None,
        }
    }
}

impl Sheet<'_> {
    fn setting(&self, bold: bool) -> Setting<'_> {
        Setting {
            size: self.size,
            bold,
            measure: self.measure,
        }
    }

    /// Between the columns.
    fn gap(&self) -> f64 {
        self.size * 1.25
    }

    /// The columns of a table; none where they are too narrow for what must not be broken.
    fn columns(&self, table: &Table, rows: &[TableRow]) -> Option<Vec<Column>> {
        let (regular, bold) = (self.setting(false), self.setting(true));
        let columns = table.head.len();
        let mut natural = Vec::new();
        let mut least = Vec::new();
        for (column, head) in table.head.iter().enumerate() {
            let widest = rows
                .iter()
                .map(|row| regular.width(text(row, column)))
                .fold(0.0, f64::max);
            let longest = widest.max(bold.width(head));
            natural.push(longest);
            // Numbers stay in one piece; words and heads are broken.
            let broken = longest.min(self.size * if column == 0 { 6.0 } else { 4.0 });
            least.push(if table.is_numeric(column) {
                widest.max(broken)
            } else {
                broken
            });
        }
        let room = self.scene.width - self.gap() * columns.saturating_sub(1) as f64;
        let (most, fewest): (f64, f64) = (natural.iter().sum(), least.iter().sum());
        if fewest > room {
            return None;
        }
        let mut x = 0.0;
        let columns = natural.iter().zip(&least).map(|(natural, least)| {
            let width = if most <= room {
                natural + (room - most) / columns as f64
            } else {
                least + (natural - least) * (room - fewest) / (most - fewest)
            };
            let column = Column { x, width };
            x += width + self.gap();
            column
        });
        Some(columns.gather())
    }

    /// Sets the rows under the heads of their columns.
    fn grid(&mut self, table: &Table, rows: &[TableRow], columns: &[Column]) {
        let place = |column: usize, at: &Column| Cell {
            x: at.x,
            width: at.width,
            right: table.is_numeric(column),
            ..Cell::default()
        };
        let heads = columns.iter().zip(&table.head).enumerate();
        let heads: Vec<Cell<'_>> = heads
            .map(|(column, (at, head))| Cell {
                text: head,
                bold: true,
                ..place(column, at)
            })
            .gather();
        self.row(&heads);
        self.rule(Ink::Axis);
        for row in rows {
            let cells: Vec<Cell<'_>> = columns
                .iter()
                .enumerate()
                .map(|(column, at)| Cell {
                    text: text(row, column),
                    share: cell(row, column).and_then(|cell| cell.share),
                    ..place(column, at)
                })
                .gather();
            self.row(&cells);
            self.rule(Ink::Grid);
        }
    }

    /// Sets each row under its head, a line a cell: the head of its column, and what stands in it.
    fn lists(&mut self, table: &Table, rows: &[TableRow]) {
        let width = self.scene.width;
        let names = table.head.iter().skip(1);
        let widest = names
            .map(|name| self.setting(false).width(name))
            .fold(0.0, f64::max);
        let named = widest.min(width * 0.4);
        let x = named + self.gap();
        self.rule(Ink::Axis);
        for row in rows {
            self.row(&[Cell {
                width,
                text: &row.head,
                bold: true,
                ..Cell::default()
            }]);
            for (name, cell) in table.head.iter().skip(1).zip(&row.cells) {
                if cell.text.is_empty() {
                    continue;
                }
                self.row(&[
                    Cell {
                        width: named,
                        text: name,
                        ink: Ink::Muted,
                        ..Cell::default()
                    },
                    Cell {
                        x,
                        width: width - x,
                        text: &cell.text,
                        share: cell.share,
                        ..Cell::default()
                    },
                ]);
            }
            self.rule(Ink::Grid);
        }
    }

    /// Sets a row, as high as its highest cell.
    fn row(&mut self, cells: &[Cell<'_>]) {
        let line = self.size * 1.5;
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .map(|cell| {
                self.setting(cell.bold)
                    .wrap(cell.text, cell.width, usize::MAX)
            })
            .gather();
        let lines = wrapped.iter().map(Vec::len).max().unwrap_or_default();
        let top = self.scene.height;
        let height = line * lines as f64 + self.size * 0.5;
        for (cell, lines) in cells.iter().zip(wrapped) {
            if let Some(share) = cell.share {
                self.scene.commands.push(Command::Rect {
                    rect: Rect {
                        x: cell.x,
                        y: top + height * 0.15,
                        width: cell.width * share,
                        height: height * 0.7,
                    },
                    radii: [0.0; 4],
                    ink: Ink::Accent,
                    opacity: 0.2,
                });
            }
            for (at, text) in lines.into_iter().enumerate() {
                self.scene.text(Text {
                    x: if cell.right {
                        cell.x + cell.width
                    } else {
                        cell.x
                    },
                    y: top + self.size * 1.36 + line * at as f64,
                    text,
                    size: self.size,
                    bold: cell.bold,
                    align: if cell.right { Align::End } else { Align::Start },
                    ink: cell.ink,
                });
            }
        }
        self.scene.height = top + height;
    }

    /// Draws a hairline under what has been set.
    fn rule(&mut self, ink: Ink) {
        let at = |x| Point {
            x,
            y: self.scene.height,
        };
        let (from, to) = (at(0.0), at(self.scene.width));
        self.scene.line(from, to, Stroke { ink, width: 1.0 });
        self.scene.height += 1.0;
    }
}

/// A cell of a row, its head not counted.
fn cell(row: &TableRow, column: usize) -> Option<&TableCell> {
    row.cells.get(column.checked_sub(1)?)
}

/// What stands in a column of a row, its head in the first.
fn text(row: &TableRow, column: usize) -> &str {
    if column == 0 {
        return &row.head;
    }
    cell(row, column).map_or("", |cell| &cell.text)
}
