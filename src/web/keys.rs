//! The keyboard in the picture: the same keys for every kind of chart. What each does is in `locale/later.txt`
//! (`help_keys`) and in docs/charts.md. Those of the buttons around it are in `rove.rs`.

use crate::describe;
use crate::locale::{Later, Words, fill, join, later};
use crate::walk::{Walk, walk};
use wasm_bindgen::JsValue;
use web_sys::KeyboardEvent;

use super::dom;
use super::widget::Widget;

impl Widget {
    /// A key that the picture has got. What no key of ours is goes on to the page, Tab above all.
    pub(super) fn key(&mut self, event: &KeyboardEvent) -> Result<(), JsValue> {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return Ok(());
        }
        let key = event.key();
        if let Some(way) = Walk::of_key(&key) {
            event.prevent_default();
            self.step(way);
            return Ok(());
        }
        match key.as_str() {
            "Enter" | " " => {
                event.prevent_default();
                // A key that is held would pin and unpin.
                if !event.repeat() {
                    self.pin();
                }
            }
            // It is in the document without a button as well; where it is the chart itself, it is there anyway.
            "t" | "T" if self.chart.scene.height > 0.0 => self.table_by_key()?,
            "?" | "？" => {
                // The document hears of it too, when the focus is in the list already.
                event.prevent_default();
                self.toggle_help(true)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Opens the table or closes it for someone who may not see that: it is said and scrolled to, and no card lies over it
    /// but one that the reader has pinned.
    fn table_by_key(&mut self) -> Result<(), JsValue> {
        if !self.held {
            self.dismiss();
        }
        self.toggle_table()?;
        let spoken = match &self.table {
            Some(table) if self.table_open => {
                dom::reveal(&self.view.around()?.table)?;
                fill(later(Later::TableOpened, self.lang), &[&table.rows()])
            }
            _ => later(Later::TableClosed, self.lang).to_string(),
        };
        self.speak(spoken);
        // A card that is pinned goes along with what has moved.
        self.present();
        Ok(())
    }

    /// Goes to another datum, shows it and says it.
    fn step(&mut self, way: Walk) {
        let from = self.at.or(self.hover);
        let Some(to) = walk(&self.chart.marks, &self.groups, from, way) else {
            return;
        };
        self.at = Some(to);
        self.hover = None;
        self.finger = None;
        self.held = false;
        self.pinned = true;
        self.present_in_view();
        if let Some(set) = &self.set {
            // At an end, where no key leads on, all is said again.
            let heard = self.voice.heard().filter(|&heard| heard != to);
            let spoken = describe::moved(set, &self.chart, heard, to, self.lang);
            self.speak(spoken);
            self.voice.about(to);
        }
    }

    /// Pins the card of the datum in question, and tells the page which it is; or unpins it.
    fn pin(&mut self) {
        let Some(at) = self.at.or(self.hover) else {
            return;
        };
        self.held = !self.held;
        self.at = Some(at);
        self.hover = None;
        self.pinned = true;
        self.present();
        self.say_pin();
        if self.held {
            self.choose();
        }
    }

    /// Says whether the card is pinned, with what is on it.
    pub(super) fn say_pin(&mut self) {
        let word = if self.held {
            Later::Pinned
        } else {
            Later::Unpinned
        };
        let mut spoken = later(word, self.lang).to_string();
        if let (true, Some(set), Some(at)) = (self.held, &self.set, self.at) {
            let datum = describe::datum(set, &self.chart, at, self.lang);
            spoken = join(&[&spoken, &datum], Words::of(self.lang).colon);
        }
        self.speak(spoken);
    }

    /// Escape, wherever the focus is: what is open closes, what sounds ends.
    pub(super) fn escape(&mut self) {
        if self.close_areas(true) || self.close_help() {
            return;
        }
        let held = self.held;
        self.stop_sound();
        self.dismiss();
        self.close_saver();
        if held {
            self.say_pin();
        }
    }
}
