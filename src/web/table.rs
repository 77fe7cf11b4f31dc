//! The data as a real table.

use crate::describe::Table;
use crate::locale::{Interface, Lang, fill};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::dom;

/// A table of more rows would make a phone stutter; the download has them all.
const MOST_ROWS: usize = 2_000;

/// So many columns find room on a sheet of paper as they are.
const MOST_COLUMNS: usize = 10;

/// Builds the table in `element`, in place of the one before.
pub fn fill_in(element: &HtmlElement, table: &Table, lang: Lang) -> Result<(), JsValue> {
    element.set_text_content(None);
    // On paper more columns than these are set smaller.
    let wide = if table.head.len() > MOST_COLUMNS {
        "wide"
    } else {
        ""
    };
    let grid = dom::add(element, "table", wide)?;
    let caption = dom::add_text(&grid, "caption", "", &table.caption)?;
    if table.rows.len() > MOST_ROWS {
        let counts = [MOST_ROWS.to_string(), table.rows.len().to_string()];
        let text = fill(Interface::of(lang).table_cut, &[&counts[0], &counts[1]]);
        dom::add_text(&caption, "p", "note", &text)?;
    }
    let numeric = |column: usize| {
        table
            .rows
            .first()
            .and_then(|row| row.cells.get(column.checked_sub(1)?))
            .is_some_and(|cell| cell.numeric)
    };
    let head = dom::add(&grid, "thead", "")?;
    let head = dom::add(&head, "tr", "")?;
    for (column, text) in table.head.iter().enumerate() {
        let name = if numeric(column) { "number" } else { "" };
        let cell = dom::add_text(&head, "th", name, text)?;
        cell.set_attribute("scope", "col")?;
    }
    let body = dom::add(&grid, "tbody", "")?;
    for row in table.rows.iter().take(MOST_ROWS) {
        let line = dom::add(&body, "tr", "")?;
        let cell = dom::add_text(&line, "th", "", &row.head)?;
        cell.set_attribute("scope", "row")?;
        for cell in &row.cells {
            let name = if cell.numeric { "number" } else { "" };
            dom::add_text(&line, "td", name, &cell.text)?;
        }
    }
    Ok(())
}
