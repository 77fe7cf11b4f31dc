//! Drawing a chart at the width that it has: what is seen first. The words follow, in `finish.rs`.

use crate::chart;
use crate::decimal;
use crate::locale::Interface;
use wasm_bindgen::JsValue;

use super::canvas::{self, Measurer};
use super::heading::heading;
use super::theme::Theme;
use super::widget::{FINISH, Widget};
use super::{dom, page, print};

/// The narrowest and the widest plot, in CSS px; a canvas in less room is shown smaller.
const NARROWEST: f64 = 180.0;
const WIDEST: f64 = 1920.0;

/// A page that shows one measure after the other has no use for words and a table that nobody sees in between: they
/// come when this many milliseconds have gone.
const PAUSE: i32 = 150;

impl Widget {
    /// Draws anew because something other than the width has changed.
    pub(super) fn refresh(&mut self) {
        self.stale = true;
        self.owed = true;
        self.layout();
    }

    /// Has `layout` called before the next frame: an observer that changed sizes itself would be called again.
    pub(super) fn ask(&mut self) -> Result<(), JsValue> {
        if !std::mem::replace(&mut self.awaited, true) {
            dom::window()?.request_animation_frame(&self.host.notify())?;
        }
        Ok(())
    }

    /// Asks for a layout with everything measured anew.
    pub(super) fn invalidate(&mut self) -> Result<(), JsValue> {
        self.stale = true;
        self.ask()
    }

    /// Draws anew at once.
    pub(super) fn redraw(&mut self) {
        self.stale = true;
        self.layout();
    }

    /// Whether there is a chart.
    pub(super) fn is_shown(&self) -> bool {
        self.shown
    }

    /// Whether the whole module is known to be here.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Draws the chart at the width that it has now, if there is one and anything has changed.
    pub(super) fn layout(&mut self) {
        if self.try_layout().is_err() {
            self.fail(0.into());
        }
    }

    fn try_layout(&mut self) -> Result<(), JsValue> {
        let Some(set) = &self.set else {
            return Ok(());
        };
        let theme = self.options.theme();
        let trusted = std::mem::take(&mut self.trusted);
        if self.stale && !trusted {
            self.strong = page::media("(forced-colors: active), (prefers-contrast: more)");
            self.measurer = Measurer::new(&page::font_family(&self.view.root)?)?;
            let element = self.host.element();
            let stands: &web_sys::Element = if self.view.foreign {
                &self.view.canvas
            } else {
                &element
            };
            let colors = if self.printing { Theme::Print } else { theme };
            self.palette = page::palette(stands, &self.view.root, colors, &self.measurer)?;
            self.view
                .dress(&self.palette, theme.is_card(), self.options.text_factor());
        }
        let room = if trusted {
            self.spec.width as i32
        } else if self.view.foreign {
            self.view.canvas.client_width()
        } else {
            self.view.body.client_width()
        };
        if room <= 0 {
            // Room is what the observer tells of.
            return self.listen();
        }
        let mut width = f64::from(room).clamp(NARROWEST, WIDEST);
        let mut ratio = canvas::ratio();
        if self.printing {
            (width, ratio) = print::size(width);
        }
        if !self.stale && width == self.spec.width && ratio == self.ratio {
            return Ok(());
        }
        if !self.whole && self.options.share().is_some() && page::has_state() {
            // What the address asks for is another picture than the first module's.
            return page::later(&self.host.notify(), FINISH, 0);
        }
        self.ratio = ratio;
        if !self.whole && (self.options.has_state() || self.options.has_controls()) {
            return page::later(&self.host.notify(), FINISH, 0);
        }
        let text_size = if trusted {
            self.spec.text_size
        } else {
            page::text_size(&self.view.root)?
        };
        let (mut spec, warnings) =
            self.options
                .spec(self.lang, width, text_size, self.chosen.as_ref());
        spec.early = !self.whole;
        if self.view.foreign {
            // The heading does not depend on the height, so a first chart tells how much of it is left.
            self.heading = heading(
                &chart::build(set, &spec, &self.measurer),
                width,
                text_size,
                &self.measurer,
            );
            let given = self.host.height().and_then(|height| decimal::read(&height));
            let left = spec.height.or(given);
            spec.height = left.map(|height| (height - self.heading.height).max(120.0));
        }
        let chart = chart::build(set, &spec, &self.measurer);
        if chart.late {
            // The first module's timer brings the whole one, which comes to `finish`.
            return page::later(&self.host.notify(), FINISH, 0);
        }
        if chart.shown.is_empty() {
            if std::mem::take(&mut self.owed) {
                self.complain("no-rows", Interface::of(self.lang).no_rows, None, None);
            }
            return Ok(());
        }
        let before = std::mem::replace(&mut self.chart, chart);
        let renamed = !trusted || before.subtitle != self.chart.subtitle;
        if self.keep {
            self.before = Some(before);
            self.anew = true;
        }
        self.spec = spec;
        // First what is seen; the words follow when it has been, with all that waits for them.
        // A picture in the place of another comes before its words: a font is set on a canvas only when the browser
        // has worked out again how all that has changed around it looks.
        if trusted {
            self.arrive();
            self.paint()?;
        }
        self.view.head(&self.chart, self.lang, renamed)?;
        let drawn = self.chart.scene.height > 0.0;
        if !trusted || drawn != self.drawn {
            self.view.show(drawn);
        }
        self.drawn = drawn;
        self.unsure |= trusted;
        if !trusted {
            if self.whole {
                self.arrive();
            }
            self.paint()?;
            dom::set_style(&self.host.slot(), "display", "none");
            self.mark_first();
        }
        self.shown = true;
        self.anew |= std::mem::take(&mut self.stale) && !self.printing;
        self.warnings = warnings;
        if !std::mem::replace(&mut self.unfinished, true) {
            let unseen = trusted && !self.table_open && self.in_question().is_none();
            let delay = if unseen { PAUSE } else { 0 };
            page::later(&self.host.notify(), FINISH, delay)?;
        }
        Ok(())
    }
}
