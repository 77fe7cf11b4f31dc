//! The list of the keys, in the chart's own block: a disclosure, not a dialog. Its button is seen when the focus is on it.

use crate::find::split_once;
use crate::locale::{Interface, Later, later};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FocusOptions, HtmlElement};

use super::dom;
use super::widget::Widget;

/// The button and what it opens.
pub struct Help {
    button: HtmlElement,
    panel: HtmlElement,
    /// Where the focus came from, when a key has opened it.
    back: Option<HtmlElement>,
}

impl Help {
    fn is_open(&self) -> bool {
        !self.panel.hidden()
    }

    /// Whether the focus is in the list.
    fn has_focus(&self) -> bool {
        dom::focus_in(&self.panel).is_some()
    }

    fn show(&self, open: bool) -> Result<(), JsValue> {
        self.panel.set_hidden(!open);
        self.button
            .set_class_name(if open { "button" } else { "button shy" });
        self.button
            .set_attribute("aria-expanded", if open { "true" } else { "false" })
    }
}

impl Widget {
    /// Puts the button at the end of the others, where there is a picture that keys can walk.
    #[inline(never)]
    pub(super) fn offer_help(&mut self) -> Result<(), JsValue> {
        if self.help.is_none() {
            let button = self.view.around()?.add_help()?;
            button.set_attribute("aria-controls", "help")?;
            let buttons = button.parent_element().ok_or(JsValue::NULL)?;
            let footer = buttons.parent_element().ok_or(JsValue::NULL)?;
            let panel = dom::add(&footer, "div", "help")?;
            panel.set_id("help");
            panel.set_attribute("role", "group")?;
            panel.set_attribute("tabindex", "-1")?;
            let help = Help {
                button,
                panel,
                back: None,
            };
            help.show(false)?;
            self.help = Some(help);
        }
        if let Some(help) = &self.help {
            let words = later(Later::Help, self.lang);
            help.button.set_text_content(Some(words));
            let none = self.chart.marks.is_empty();
            help.button.set_hidden(none);
            if none && help.is_open() {
                help.show(false)?;
            }
        }
        Ok(())
    }

    /// Opens the list or closes it. By its button the focus stays there; by key it goes to the list, and back.
    pub(super) fn toggle_help(&mut self, by_key: bool) -> Result<(), JsValue> {
        if self.close_help() {
            return Ok(());
        }
        let (lang, canvas) = (self.lang, self.view.canvas.clone());
        let Some(help) = &mut self.help else {
            return Ok(());
        };
        let panel = &help.panel;
        panel.set_text_content(None);
        panel.set_attribute("aria-label", later(Later::HelpTitle, lang))?;
        dom::add_text(panel, "p", "", later(Later::HelpTitle, lang))?;
        let list = dom::add(panel, "dl", "")?;
        for pair in later(Later::HelpKeys, lang).split(&[';'][..]) {
            let (keys, words) = split_once(pair, "=").unwrap_or((pair, ""));
            let row = dom::add(&list, "div", "")?;
            dom::add_text(&row, "dt", "", keys)?;
            dom::add_text(&row, "dd", "", words)?;
        }
        let close = dom::add_text(panel, "button", "button", Interface::of(lang).close)?;
        close.set_attribute("type", "button")?;
        close.set_attribute("data-action", "help")?;
        help.show(true)?;
        help.back = by_key.then(|| canvas.unchecked_into());
        if by_key {
            // By itself it would scroll to the end of a list that is higher than the screen.
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            help.panel.focus_with_options(&options)?;
            dom::reveal(&help.panel)?;
        }
        Ok(())
    }

    /// Closes the list; the focus, if it is there, goes back to where it came from. Returns whether it was open.
    pub(super) fn close_help(&mut self) -> bool {
        let Some(help) = &mut self.help else {
            return false;
        };
        let (was, inside) = (help.is_open(), help.has_focus());
        let back = help.back.take();
        if was {
            // It fails on no element that is there.
            let _ = help.show(false);
            if inside {
                let _ = back.as_ref().unwrap_or(&help.button).focus();
            }
        }
        was
    }

    /// Whether the focus is in the list.
    pub(super) fn in_help(&self) -> bool {
        self.help.as_ref().is_some_and(Help::has_focus)
    }
}
