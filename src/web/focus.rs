//! The datum in question: which it is, where it is on the screen, its ring and its card.

use crate::describe;
use crate::scene::{Point, Rect};
use wasm_bindgen::JsValue;

use super::widget::Widget;
use super::{card, reach};

impl Widget {
    /// Shows ring and card of the mark in question, or neither.
    pub(super) fn present(&mut self) {
        let _ = self.single_out();
        let _ = self.try_present();
    }

    fn try_present(&self) -> Result<(), JsValue> {
        let current = self.hover.or(self.at.filter(|_| self.pinned));
        let (Some(set), Some(at)) = (&self.set, current) else {
            self.view.hide_card();
            return Ok(());
        };
        let Some(mark) = self.chart.marks.get(at) else {
            return Ok(());
        };
        let plot = self.plot_on_screen();
        let scale = plot.width / self.spec.width.max(1.0);
        let datum = Rect {
            x: plot.x + mark.bounds.x * scale,
            y: plot.y + (mark.bounds.y + self.heading.height) * scale,
            width: mark.bounds.width * scale,
            height: mark.bounds.height * scale,
        };
        self.view.encircle(&datum, self.hover.is_none());
        let card = describe::card(set, &self.chart, at, self.lang);
        card::fill_in(&self.view.card, &card, &self.palette, self.lang)?;
        card::show(&self.view.card, &self.view.root, &datum, &plot)
    }

    /// Where the picture is on the screen, in CSS px.
    fn plot_on_screen(&self) -> Rect {
        let rect = self.view.canvas.get_bounding_client_rect();
        Rect {
            x: rect.left(),
            y: rect.top(),
            width: rect.width(),
            height: rect.height(),
        }
    }

    /// The mark under a point of the screen.
    pub(super) fn mark_under(&self, x: f64, y: f64) -> Option<usize> {
        let plot = self.plot_on_screen();
        if plot.width <= 0.0 {
            return None;
        }
        let scale = self.spec.width / plot.width;
        let point = Point {
            x: (x - plot.x) * scale,
            y: (y - plot.y) * scale - self.heading.height,
        };
        reach::mark_at(&self.chart.marks, point)
    }
}
