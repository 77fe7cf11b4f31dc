//! The data as a real table, whose heads sort it.

use crate::describe::Table;
use crate::locale::{Interface, Lang, fill};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::dom;
use super::tongue::add_words;

/// A table of more rows would make a phone stutter; the download has them all.
const MOST_ROWS: usize = 2_000;

/// So many columns find room on a sheet of paper as they are.
const MOST_COLUMNS: usize = 10;

/// The table of a chart.
pub struct TableView {
    data: Table,
    body: HtmlElement,
    /// The heads, and the buttons in them.
    heads: Vec<(HtmlElement, HtmlElement)>,
    /// The column that it is sorted by, and whether from the largest.
    sorted: Option<(usize, bool)>,
    lang: Lang,
}

impl TableView {
    /// Builds the table in `element`, in place of the one before.
    pub fn new(element: &HtmlElement, data: Table, lang: Lang) -> Result<TableView, JsValue> {
        element.set_text_content(None);
        // On paper more columns than these are set smaller.
        let wide = if data.head.len() > MOST_COLUMNS {
            "wide"
        } else {
            ""
        };
        let grid = dom::add(element, "table", wide)?;
        let caption = add_words(&grid, "caption", "", &data.caption, lang)?;
        if data.rows.len() > MOST_ROWS {
            let counts = [MOST_ROWS.to_string(), data.rows.len().to_string()];
            let text = fill(Interface::of(lang).table_cut, &[&counts[0], &counts[1]]);
            dom::add_text(&caption, "p", "note", &text)?;
        }
        let head = dom::add(&grid, "thead", "")?;
        let head = dom::add(&head, "tr", "")?;
        let mut heads = Vec::new();
        for (column, text) in data.head.iter().enumerate() {
            let name = if data.is_numeric(column) {
                "number"
            } else {
                ""
            };
            let cell = dom::add(&head, "th", name)?;
            cell.set_attribute("scope", "col")?;
            if data.rows.len() < 2 {
                add_words(&cell, "span", "", text, lang)?;
                continue;
            }
            let button = add_words(&cell, "button", "head", text, lang)?;
            button.set_attribute("type", "button")?;
            button.set_attribute("data-sort", &column.to_string())?;
            heads.push((cell, button));
        }
        let body = dom::add(&grid, "tbody", "")?;
        let view = TableView {
            data,
            body,
            heads,
            sorted: None,
            lang,
        };
        view.fill_in()?;
        Ok(view)
    }

    fn fill_in(&self) -> Result<(), JsValue> {
        self.body.set_text_content(None);
        for row in self.data.rows.iter().take(MOST_ROWS) {
            let line = dom::add(&self.body, "tr", "")?;
            let cell = add_words(&line, "th", "", &row.head, self.lang)?;
            cell.set_attribute("scope", "row")?;
            for cell in &row.cells {
                let name = if cell.numeric { "number" } else { "" };
                let element = add_words(&line, "td", name, &cell.text, self.lang)?;
                if let Some(share) = cell.share {
                    element.set_class_name("number bar");
                    let mut size = crate::decimal::rounded(share * 100.0, 2);
                    size.push_str("% 70%");
                    dom::set_style(&element, "background-size", &size);
                }
            }
        }
        Ok(())
    }

    /// Sorts by a column: from the largest number or the first word; at the next press the other way.
    pub fn sort(&mut self, column: usize) -> Result<(), JsValue> {
        let down = match self.sorted {
            Some((sorted, down)) if sorted == column => !down,
            _ => self.data.is_numeric(column),
        };
        self.sorted = Some((column, down));
        // Chinese by sound or by strokes, as the language has it.
        let locales = js_sys::Array::of1(&self.lang.tag().into());
        let options = js_sys::Object::new();
        self.data.sort(column, down, |a, b| {
            let a = js_sys::JsString::from(a);
            a.locale_compare(b, &locales, &options).cmp(&0)
        });
        for (at, (head, _)) in self.heads.iter().enumerate() {
            if at != column {
                head.remove_attribute("aria-sort")?;
            } else {
                head.set_attribute("aria-sort", if down { "descending" } else { "ascending" })?;
            }
        }
        self.fill_in()
    }

    /// How many rows it has, in words.
    pub fn rows(&self) -> String {
        self.data.rows.len().min(MOST_ROWS).to_string()
    }

    /// Whether the heads are reached by keyboard: not where nobody sees them.
    pub fn reach(&self, open: bool) -> Result<(), JsValue> {
        for (_, button) in &self.heads {
            button.set_attribute("tabindex", if open { "0" } else { "-1" })?;
        }
        Ok(())
    }
}
