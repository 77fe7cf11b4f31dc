//! The card beside a datum: what it says and where it stands.

use crate::describe::Card;
use crate::locale::{Interface, Lang, Later, fill, later};
use crate::scene::{Ink, Palette, Point, Rect};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::dom;
use super::place::{Spot, WIDEST, place, place_in, rooms};
use super::swatch::{self, Patterns};
use super::tongue::add_words;

/// More rows than this would cover a phone's screen.
const MOST_ROWS: usize = 10;

/// What is on a card.
pub struct Filled {
    /// What can be left out, the first last: the row of the datum, what stands with it, the other rows.
    items: Vec<Vec<HtmlElement>>,
    /// How many of them are of the datum.
    own: usize,
    /// How many rows have been left out already.
    left_out: usize,
    /// Says how many are not shown.
    more: HtmlElement,
    lang: Lang,
}

/// Fills the card. One that is pinned says so.
pub fn fill_in(
    element: &HtmlElement,
    card: &Card,
    palette: &Palette,
    patterns: Patterns,
    held: bool,
    lang: Lang,
) -> Result<Filled, JsValue> {
    element.set_text_content(None);
    element.set_class_name(if held { "card held" } else { "card" });
    add_words(element, "p", "card-heading", &card.heading, lang)?;
    let shown = |at: usize, current: bool| current || at < MOST_ROWS;
    let (mut items, mut others) = (Vec::new(), Vec::new());
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
        let mut parts = vec![line];
        if !row.change.is_empty() {
            parts.push(add_words(element, "p", "change", &row.change, lang)?);
        }
        for note in &row.notes {
            parts.push(add_words(element, "p", "card-note", note, lang)?);
        }
        if row.current {
            items.extend(parts.into_iter().map(|part| vec![part]));
        } else {
            others.push(parts);
        }
    }
    let own = items.len();
    items.append(&mut others);
    let more = dom::add(element, "p", "card-note")?;
    if held {
        dom::add_text(element, "p", "card-note", later(Later::Pinned, lang))?;
    }
    let filled = Filled {
        items,
        own,
        left_out,
        more,
        lang,
    };
    filled.show_much(filled.items.len() + 1);
    Ok(filled)
}

impl Filled {
    /// Shows the row of the datum alone (1), or so many items less one and how many there are beside them.
    fn show_much(&self, much: usize) {
        let count = much.max(2) - 1;
        for (at, item) in self.items.iter().enumerate() {
            for part in item {
                part.set_hidden(at >= count);
            }
        }
        let left_out = self.items.len().saturating_sub(count) + self.left_out;
        let text = if left_out == 0 || much < 2 {
            String::new()
        } else {
            fill(Interface::of(self.lang).more_rows, &[&left_out.to_string()])
        };
        dom::set_text(&self.more, &text);
    }

    /// Shows as much as the card has room for at the size that it may have now, at the least the row: how much that is;
    /// below zero, how many px even that is too large.
    fn show_most(&self, card: &HtmlElement) -> i32 {
        let too_large = || {
            (card.scroll_height() - card.client_height()).max(0)
                + (card.scroll_width() - card.client_width()).max(0)
        };
        let (mut most, mut above) = (0, self.items.len() + 2);
        while most + 1 < above {
            let much = usize::midpoint(most, above);
            self.show_much(much);
            if too_large() == 0 {
                most = much;
            } else {
                above = much;
            }
        }
        self.show_much(most);
        if most > 0 { most as i32 } else { -too_large() }
    }

    /// Puts as much on the card as there is room for on one side of the datum; where there is none for as much as its row,
    /// on one side of the finger, or of the end of the datum that means its value. The top left corner, and whether all
    /// that is said of the datum is shown clear of it.
    fn squeeze(&self, card: &HtmlElement, spot: &Spot<'_>, screen: &Rect) -> (Point, bool) {
        // All that is said of the datum, and how much there is besides.
        let enough = self.own as i32 + 1;
        let roomiest = |taken: &Rect| {
            let mut best = (i32::MIN, Rect::default());
            for room in rooms(taken, screen) {
                limit(card, &room);
                let most = self.show_most(card);
                if most > best.0 {
                    best = (most, room);
                }
                if most >= enough {
                    break;
                }
            }
            best
        };
        let mut taken = spot.taken();
        let (mut most, mut room) = roomiest(&taken);
        // Beside the end alone, a datum is covered that could be scrolled.
        let whole = most >= enough;
        if most <= 0 {
            taken = spot.tip();
            (most, room) = roomiest(&taken);
        }
        limit(card, &room);
        self.show_much(most.max(0) as usize);
        let size = card.get_bounding_client_rect();
        let at = place_in(&room, size.width(), size.height(), &taken);
        (at, whole)
    }
}

/// How large the card may be.
fn limit(card: &HtmlElement, room: &Rect) {
    dom::set_px(card, "max-width", room.width.min(WIDEST));
    dom::set_px(card, "max-height", room.height);
}

/// Shows the card on the screen, clear of the datum and of a finger, and tells whether there was room for all that it says
/// of the datum. All are in coordinates of the screen.
pub fn show(
    element: &HtmlElement,
    root: &HtmlElement,
    filled: &Filled,
    spot: &Spot<'_>,
    plot: &Rect,
) -> Result<bool, JsValue> {
    let page = dom::document()?.document_element().ok_or(JsValue::NULL)?;
    // Without the scroll bars, which `innerWidth` would count.
    let mut screen = Rect {
        x: 0.0,
        y: 0.0,
        width: f64::from(page.client_width()),
        height: dom::window()?.inner_height()?.as_f64().unwrap_or_default(),
    };
    // The page may select what is scrolled away: then the card is placed as if it could be seen.
    if !spot.datum.overlaps(&screen) {
        screen = plot.grown(screen.height);
        screen.x = 0.0;
        screen.width = f64::from(page.client_width());
    }
    // At the corner first: against an edge it would be measured narrower than it may be.
    dom::set_px(element, "left", 0.0);
    dom::set_px(element, "top", 0.0);
    dom::set_px(element, "max-width", (screen.width - 16.0).min(WIDEST));
    dom::set_style(element, "max-height", "");
    element.set_hidden(false);
    let size = element.get_bounding_client_rect();
    let (at, whole) = match place(size.width(), size.height(), spot, plot, &screen) {
        Some(at) => (at, true),
        None => filled.squeeze(element, spot, &screen),
    };
    let origin = root.get_bounding_client_rect();
    dom::set_px(element, "left", at.x - origin.left());
    dom::set_px(element, "top", at.y - origin.top());
    Ok(whole)
}
