//! What happens to a chart: events and timers, and what a pointer does. Fingers have `touch.rs`, keys `keys.rs`.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent, MediaQueryList, PointerEvent, Url};

use super::dom;
use super::print::PRINT;
use super::widget::Widget;
use super::{report, rove};

/// How long a pointer may be on its way from the datum to its card, in milliseconds.
const LINGER: i32 = 250;

/// The word with which the timer of [`LINGER`] calls back.
const LEFT: &str = "left";

impl Widget {
    /// Handles an event of the canvas, the card, the buttons, the document or a media query.
    pub(super) fn event(&mut self, event: &Event) -> Result<(), JsValue> {
        let kind = event.type_();
        let target = event.current_target().map(JsValue::from);
        let on = |element: &JsValue| target.as_ref() == Some(element);
        match kind.as_str() {
            kind if on(&self.view.around()?.controls) => self.controlled(kind, event),
            "beforeprint" => self.print(true),
            "afterprint" => self.print(false),
            "hashchange" => self.address(),
            "load" => {
                self.view.around()?.styled();
                Ok(())
            }
            "change" => {
                let query = event.target();
                let query = query.and_then(|target| target.dyn_into::<MediaQueryList>().ok());
                if let Some(query) = query.filter(|query| query.media() == PRINT) {
                    return self.print(query.matches());
                }
                self.watch_ratio()?;
                self.invalidate()
            }
            "loadingdone" => self.invalidate(),
            "error" => {
                // A style sheet that does not come is done without.
                self.view.around()?.styled();
                self.picture_refused()
            }
            "keydown" if on(&self.view.canvas) => self.key(event.unchecked_ref()),
            "keydown" | "focusin" if on(&self.view.root) => rove::heard(event),
            "keydown" => {
                match event.unchecked_ref::<KeyboardEvent>().key().as_str() {
                    "Escape" => self.escape(),
                    "?" | "？" if !event.default_prevented() && self.in_help() => {
                        return self.toggle_help(true);
                    }
                    _ => {}
                }
                Ok(())
            }
            "blur" => {
                self.voice.forget();
                if !self.held {
                    self.at = None;
                    self.present();
                }
                Ok(())
            }
            _ if on(&self.view.around()?.card) => {
                self.over_card = kind == "pointerenter";
                if self.over_card {
                    Ok(())
                } else {
                    self.linger()
                }
            }
            "click" if on(&self.view.root) => self.press(event),
            // Where the widget itself has put the focus: it comes late and has lost its target.
            "focusin" | "focusout" => Ok(()),
            _ if on(&self.view.canvas) => self.pointer(&kind, event.unchecked_ref()),
            _ => {
                self.elsewhere(event);
                Ok(())
            }
        }
    }

    /// A timer has run out.
    pub(super) fn timer(&mut self, word: &str) {
        if word == super::widget::FINISH {
            // What fails here is the words; the picture stays.
            let _ = self.finish();
        } else if word == super::voice::SPEAK {
            self.spoken();
        } else if word == super::sound::SOUNDED {
            self.stop_sound();
        } else if word == super::explore::PLAY {
            self.played();
        } else if word == LEFT {
            if !self.over_card && self.hover.take().is_some() {
                self.present();
            }
        } else {
            // The address of a blob that has been saved by now.
            let _ = Url::revoke_object_url(word);
        }
    }

    fn pointer(&mut self, kind: &str, event: &PointerEvent) -> Result<(), JsValue> {
        let under = || self.mark_under(event.client_x().into(), event.client_y().into());
        if kind != "click" && event.pointer_type() == "touch" {
            // A finger that leaves the glass leaves the card where it is.
            if kind != "pointerleave" {
                self.finger(kind, event);
            }
            return Ok(());
        }
        match kind {
            "pointerup" | "pointercancel" => Ok(()),
            "pointerleave" => self.linger(),
            "click" => {
                let under = under();
                self.hover = None;
                self.held = false;
                self.at = under;
                self.pinned = true;
                self.present();
                self.choose();
                Ok(())
            }
            _ => {
                let under = under();
                self.finger = None;
                if under.is_none() {
                    return self.linger();
                }
                if under != self.hover {
                    self.hover = under;
                    self.present();
                }
                Ok(())
            }
        }
    }

    /// Gives the pointer time to reach the card.
    fn linger(&self) -> Result<(), JsValue> {
        if self.hover.is_some() {
            dom::window()?.set_timeout_with_callback_and_timeout_and_arguments_1(
                &self.host.notify(),
                LINGER,
                &LEFT.into(),
            )?;
        }
        Ok(())
    }

    /// Takes the card away until the next gesture; the keyboard's place is kept.
    pub(super) fn dismiss(&mut self) {
        self.hover = None;
        self.pinned = false;
        self.held = false;
        self.over_card = false;
        self.present();
    }

    /// A press outside of the chart closes its card.
    fn elsewhere(&mut self, event: &Event) {
        let target = event.target().map(JsValue::from);
        let own: [JsValue; 2] = [self.host.element().into(), self.view.canvas.clone().into()];
        if target.is_none_or(|target| !own.contains(&target)) {
            self.close_areas(false);
            if !self.held {
                self.at = None;
                self.dismiss();
            }
        }
    }

    /// Tells the page which datum was chosen.
    pub(super) fn choose(&self) {
        let observation = || {
            let mark = self.chart.marks.get(self.at?)?;
            let at = self.chart.in_file(mark.observation);
            self.set.as_ref()?.get(at)
        };
        if let Some(observation) = observation() {
            self.host.emit("select", &report::selected(&observation));
        }
    }

    fn press(&mut self, event: &Event) -> Result<(), JsValue> {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if !self.in_areas(event) {
            self.close_areas(false);
        }
        if let Some(target) = &target
            && let Ok(Some(_)) = target.closest("[data-control]")
        {
            return self.controlled("click", event);
        }
        if let (Some(target), Some(table)) = (&target, &mut self.table)
            // Its words may be in parts.
            && let Ok(Some(head)) = target.closest("[data-sort]")
            && let Some(column) = head.get_attribute("data-sort")
        {
            return table.sort(column.parse().unwrap_or_default());
        }
        let action = target.and_then(|target| target.get_attribute("data-action"));
        match action.as_deref() {
            Some("table") => self.toggle_table(),
            Some("help") => self.toggle_help(false),
            Some("sound") => self.toggle_sound(),
            Some(action) => self.download(action),
            None => Ok(()),
        }
    }

    pub(super) fn toggle_table(&mut self) -> Result<(), JsValue> {
        self.table_open = !self.table_open;
        self.open_table()
    }
}
