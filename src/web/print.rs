//! Paper, and what else is not the screen's: patterns, and the open table.

use crate::scene::{Scene, patterned};
use wasm_bindgen::JsValue;

use super::dom;
use super::swatch::Patterns;
use super::theme::Theme;
use super::view::View;
use super::widget::Widget;

/// The media query of paper: the only sign in Safari before 13.
pub const PRINT: &str = "print";

/// The width of a sheet between usual margins, in CSS px: wider, a picture would be shown smaller, with smaller text.
const SHEET: f64 = 680.0;

/// Device px a CSS px: 384 to the inch.
const CRISP: f64 = 4.0;

/// A longer table would be a stack of paper; it is in the download.
const MOST_ROWS: usize = 200;

/// How wide a picture of this width is laid out for paper, and with how many device px a CSS px.
pub fn size(width: f64) -> (f64, f64) {
    (width.min(SHEET), CRISP)
}

/// Lets a canvas of the page's be as high as its width on paper asks for: a sheet that is narrower than the screen
/// makes it less wide and would leave it as high.
#[inline(never)]
pub fn flow(view: &View) {
    if view.foreign {
        dom::set_style(&view.canvas, "height", "auto");
    }
}

impl Widget {
    /// Draws the chart for paper, or for the screen again, before it returns: the browser waits for nothing else.
    #[inline(never)]
    pub(super) fn print(&mut self, printing: bool) -> Result<(), JsValue> {
        if std::mem::replace(&mut self.printing, printing) == printing || !self.is_shown() {
            return Ok(());
        }
        self.dismiss();
        self.close_saver();
        self.redraw();
        self.open_table()
    }

    /// Opens the table, or closes it: as the reader has chosen, always where it is the chart itself, and on paper.
    pub(super) fn open_table(&self) -> Result<(), JsValue> {
        let drawn = self.chart.scene.height > 0.0;
        let printed = self.printing && self.chart.shown.len() <= MOST_ROWS;
        let open = self.table_open || printed || !drawn;
        if let Some(table) = &self.table {
            table.reach(open)?;
        }
        self.view.around()?.open_table(open, self.lang)
    }

    /// Whether the series have patterns: on request, on paper, and where the reader's system asks for contrast,
    /// which goes before the page's theme.
    #[inline(never)]
    pub(super) fn has_patterns(&self) -> bool {
        self.printing
            || self.options.patterns()
            || self.strong
            || self.options.theme() == Theme::Contrast
    }

    /// Which patterns the marks have, for the swatches beside their names.
    pub(super) fn patterns(&self) -> Patterns {
        if self.has_patterns() {
            Patterns::of(&self.chart)
        } else {
            Patterns::None
        }
    }

    /// The picture with patterns, where they are wanted. The first module is gone before the first of them.
    pub(super) fn patterned(&self, scene: &Scene) -> Option<Scene> {
        (self.is_whole() && self.has_patterns()).then(|| patterned(scene))
    }
}
