//! The card beside a datum: what it says and where it stands.

use crate::describe::Card;
use crate::locale::{Interface, Lang, Later, fill, later};
use crate::scene::{Ink, Palette, Point, Rect};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::dom;
use super::place::{place, place_by_finger, room_by_finger};
use super::swatch::{self, Patterns};
use super::tongue::add_words;

/// More rows than this would cover a phone's screen.
const MOST_ROWS: usize = 10;

/// Fills the card. One that is pinned says so.
pub fn fill_in(
    element: &HtmlElement,
    card: &Card,
    palette: &Palette,
    patterns: Patterns,
    held: bool,
    lang: Lang,
) -> Result<(), JsValue> {
    element.set_text_content(None);
    element.set_class_name(if held { "card held" } else { "card" });
    add_words(element, "p", "card-heading", &card.heading, lang)?;
    let shown = |at: usize, current: bool| current || at < MOST_ROWS;
    let mut left_out = 0;
    for (at, row) in card.rows.iter().enumerate() {
        if !shown(at, row.current) {
            left_out += 1;
            continue;
        }
        let name = if row.current { "row current" } else { "row" };
        let line = dom::add(element, "div", name)?;
        if let Some((series, sign)) = row.series {
            let key = dom::add(&line, "span", "key")?;
            swatch::paint(&key, Ink::Series(series), sign, palette, patterns)?;
        }
        add_words(&line, "span", "label", &row.label, lang)?;
        add_words(&line, "span", "value", &row.value, lang)?;
        if !row.change.is_empty() {
            add_words(element, "p", "change", &row.change, lang)?;
        }
        for note in &row.notes {
            add_words(element, "p", "card-note", note, lang)?;
        }
    }
    if left_out > 0 {
        let text = fill(Interface::of(lang).more_rows, &[&left_out.to_string()]);
        dom::add_text(element, "p", "card-note", &text)?;
    }
    if held {
        dom::add_text(element, "p", "card-note", later(Later::Pinned, lang))?;
    }
    Ok(())
}

/// Shows the card on the screen, clear of the datum and of a finger. All are in coordinates of the screen.
pub fn show(
    element: &HtmlElement,
    root: &HtmlElement,
    datum: &Rect,
    plot: &Rect,
    finger: Option<&Point>,
) -> Result<(), JsValue> {
    let page = dom::document()?.document_element().ok_or(JsValue::NULL)?;
    // Without the scroll bars, which `innerWidth` would count.
    let mut screen = Rect {
        x: 0.0,
        y: 0.0,
        width: f64::from(page.client_width()),
        height: dom::window()?.inner_height()?.as_f64().unwrap_or_default(),
    };
    // The page may select what is scrolled away: then the card is placed as if it could be seen.
    if !datum.overlaps(&screen) {
        screen = plot.grown(screen.height);
        screen.x = 0.0;
        screen.width = f64::from(page.client_width());
    }
    // At the corner first: against an edge it would be measured narrower than it may be.
    dom::set_px(element, "left", 0.0);
    dom::set_px(element, "top", 0.0);
    dom::set_px(element, "max-width", (screen.width - 16.0).min(352.0));
    element.set_hidden(false);
    dom::set_style(element, "max-height", "");
    if let Some(finger) = finger {
        let width = element.get_bounding_client_rect().width();
        let most = room_by_finger(width, finger, &screen);
        // Never more than the style sheet allows.
        if element.get_bounding_client_rect().height() > most {
            dom::set_px(element, "max-height", most);
        }
    }
    let size = element.get_bounding_client_rect();
    let (width, height) = (size.width(), size.height());
    let at = match finger {
        Some(finger) => place_by_finger(width, height, datum, finger, &screen),
        None => place(width, height, datum, plot, &screen),
    };
    let origin = root.get_bounding_client_rect();
    dom::set_px(element, "left", at.x - origin.left());
    dom::set_px(element, "top", at.y - origin.top());
    Ok(())
}
