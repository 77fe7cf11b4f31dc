//! Buttons that are one stop of Tab, with the arrow keys going from one to the next: radio groups and toolbars, by the
//! patterns of the ARIA Authoring Practices. The buttons are the children of the element that has the role.

use crate::gather::Gather as _;
use crate::walk::Walk;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::dom;

/// The buttons of a row that are shown.
pub fn buttons(row: &Element) -> Vec<HtmlElement> {
    let next = |button: &HtmlElement| button.next_element_sibling();
    let mut at = row.first_element_child();
    let all = std::iter::from_fn(|| {
        let button: HtmlElement = at.take()?.unchecked_into();
        at = next(&button);
        Some(button)
    });
    all.filter(|button| !button.hidden()).gather()
}

/// Has Tab stop at one of the buttons alone.
fn stop_at(buttons: &[HtmlElement], stop: usize) {
    for (at, button) in buttons.iter().enumerate() {
        button.set_tab_index(if at == stop { 0 } else { -1 });
    }
}

fn has(element: &Element, attribute: &str, value: &str) -> bool {
    let is = element.get_attribute(attribute);
    is.is_some_and(|is| is == value)
}

/// Whether exactly one of the buttons is chosen, so that going there is choosing.
fn chooses(row: &Element) -> bool {
    has(row, "role", "radiogroup")
}

/// Has Tab stop where it should after anything has changed: at what is chosen; else where it has stopped before, if that
/// is still shown; else at the first.
pub fn settle(row: &Element) {
    let buttons = buttons(row);
    let chosen = |button: &HtmlElement| {
        if chooses(row) {
            has(button, "aria-checked", "true")
        } else {
            button.tab_index() == 0
        }
    };
    stop_at(&buttons, buttons.iter().position(chosen).unwrap_or(0));
}

/// Makes a toolbar of a row, unless a single button is shown: that one is no row.
pub fn toolbar(row: &Element, label: &str) -> Result<(), JsValue> {
    if buttons(row).len() > 1 {
        row.set_attribute("role", "toolbar")?;
        row.set_attribute("aria-label", label)?;
    } else {
        row.remove_attribute("role")?;
        row.remove_attribute("aria-label")?;
    }
    settle(row);
    Ok(())
}

/// A key in the chart, or the focus that comes to something of it.
pub fn heard(event: &Event) -> Result<(), JsValue> {
    let row_of = |target: &Element| -> Option<(Element, usize)> {
        let button = target.closest("button").ok()??;
        let row = button.parent_element()?;
        let is_row = chooses(&row) || has(&row, "role", "toolbar");
        let at = buttons(&row).iter().position(|other| **other == button);
        at.filter(|_| is_row).map(|at| (row, at))
    };
    let target = event.target();
    let target = target.and_then(|target| target.dyn_into::<Element>().ok());
    let Some((row, at)) = target.and_then(|target| row_of(&target)) else {
        return Ok(());
    };
    let buttons = buttons(&row);
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        // Of a radio group Tab stops at what is chosen.
        if !chooses(&row) {
            stop_at(&buttons, at);
        }
        return Ok(());
    };
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return Ok(());
    }
    let last = buttons.len().saturating_sub(1);
    let to = match Walk::of_key(&event.key()) {
        Some(Walk::Left | Walk::Up) => at.checked_sub(1).unwrap_or(last),
        Some(Walk::Right | Walk::Down) if at < last => at + 1,
        Some(Walk::Right | Walk::Down | Walk::Home) => 0,
        Some(Walk::End) => last,
        _ => return Ok(()),
    };
    event.prevent_default();
    if let Some(button) = buttons.get(to) {
        dom::soon(button, "focus")?;
        if chooses(&row) {
            dom::soon(button, "click")?;
        }
    }
    Ok(())
}
