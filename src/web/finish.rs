//! What follows the picture: its words, its table, its buttons, the page's event. The first module ends before this.

use crate::describe;
use crate::locale::{Interface, fill};
use crate::walk;
use wasm_bindgen::JsValue;

use super::page;
use super::report;
use super::table::TableView;
use super::widget::{Widget, day};

impl Widget {
    /// After the picture: the summary, the table, what pointer and keyboard have reached, the page's event.
    pub(super) fn finish(&mut self) -> Result<(), JsValue> {
        // The first module ends before this. What it has drawn is laid out again, with all that is not the picture.
        if !std::mem::replace(&mut self.whole, true) {
            self.recall();
            self.unfinished = true;
            self.stale = true;
            self.layout();
        }
        self.unfinished = false;
        self.listen()?;
        let Some(set) = &self.set else {
            return Ok(());
        };
        let summary = describe::description(set, &self.chart, self.lang);
        let around = self.view.around()?;
        around.describe(&self.view, &self.chart, &summary, self.lang)?;
        self.groups = walk::groups(set, &self.chart);
        if std::mem::take(&mut self.anew) {
            let data = describe::table(set, &self.chart, self.lang);
            self.table = Some(TableView::new(&self.view.around()?.table, data, self.lang)?);
            self.view.dress_late(&self.palette);
        }
        self.open_table()?;
        let drawn = self.chart.scene.height > 0.0;
        self.view.around()?.offer(&self.options, drawn, self.lang);
        self.offer_svg()?;
        self.offer_sound()?;
        self.view.around()?.gather_tools(self.lang)?;
        self.offer_help()?;
        if self.options.has_controls() {
            self.offer()?;
        } else {
            self.view.around()?.controls.set_hidden(true);
        }
        self.say();
        self.at = self.at.filter(|&at| at < self.chart.marks.len());
        self.held &= self.at.is_some();
        self.voice.forget();
        self.hover = None;
        self.present();
        if std::mem::take(&mut self.unsure) && self.look_again()? {
            self.invalidate()?;
        }
        if std::mem::take(&mut self.owed) {
            let set = self.set.as_ref().ok_or(JsValue::NULL)?;
            let warnings = &self.warnings;
            let detail = report::ready(set, &self.chart, &self.diagnostics, warnings, self.lang);
            self.host.emit("ready", &detail);
        }
        Ok(())
    }

    /// Whether the page gives anything but what the picture was drawn with.
    #[inline(never)]
    fn look_again(&mut self) -> Result<bool, JsValue> {
        let (root, element) = (&self.view.root, self.host.element());
        let lang = page::lang(&element);
        if lang != self.lang {
            self.lang = lang;
            return Ok(true);
        }
        let palette = page::palette(&element, root, self.options.theme(), &self.measurer)?;
        // Its width is the observer's matter.
        Ok(palette != self.palette
            || page::font_family(root)? != self.measurer.family()
            || page::text_size(root)? != self.spec.text_size)
    }

    /// Says what is wrong: in place of the chart, or in a small line while an older one is shown.
    pub(super) fn complain(
        &mut self,
        code: &str,
        message: &str,
        row: Option<u32>,
        column: Option<u32>,
    ) {
        let words = Interface::of(self.lang);
        let detail = report::failure(code, message, row, column);
        self.host.emit("error", &detail);
        let kept = self.shown && code != "internal";
        let shown = if kept {
            fill(
                words.stale,
                &[&self.date.as_ref().map(day).unwrap_or_default()],
            )
        } else {
            message.to_string()
        };
        let src = self.options.src();
        let _ = self.view.complain(&shown, kept, src, self.lang);
        // What says it aloud stands there too.
        let _ = self.view.surround();
        self.speak(shown);
    }
}
