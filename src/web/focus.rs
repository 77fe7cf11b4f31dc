//! The datum in question: which it is, where it is on the screen, its ring and its card.

use crate::describe;
use crate::scene::{Point, Rect};
use wasm_bindgen::JsValue;

use super::place::Spot;
use super::widget::Widget;
use super::{card, reach};

impl Widget {
    /// Shows ring and card of the mark in question, or neither.
    pub(super) fn present(&mut self) {
        let _ = self.single_out();
        // Whether all is on the card matters where the page may be scrolled for it.
        let _ = self.try_present();
    }

    /// The same for a key, which takes the page along: the ring into view, and to the foot of the screen where it would
    /// leave no room for what the card says of the datum.
    pub(super) fn present_in_view(&mut self) {
        self.present();
        let Ok(around) = self.view.around() else {
            return;
        };
        around.reveal_ring();
        // Once more, because what scrolls takes the card along.
        if self.try_present() == Ok(false) {
            around.lower_ring();
            let _ = self.try_present();
        }
    }

    /// Whether all that is said of the datum has room.
    fn try_present(&self) -> Result<bool, JsValue> {
        let around = self.view.around()?;
        let current = self.in_question();
        let (Some(set), Some(at)) = (&self.set, current) else {
            around.hide_card();
            return Ok(true);
        };
        let Some(mark) = self.chart.marks.get(at) else {
            return Ok(true);
        };
        let plot = self.plot_on_screen();
        let scale = plot.width / self.spec.width.max(1.0);
        let on_screen = |x: f64, y: f64| Point {
            x: plot.x + x * scale,
            y: plot.y + (y + self.heading.height) * scale,
        };
        let corner = on_screen(mark.bounds.x, mark.bounds.y);
        let datum = Rect {
            x: corner.x,
            y: corner.y,
            width: mark.bounds.width * scale,
            height: mark.bounds.height * scale,
        };
        around.encircle(&self.view, &datum, self.hover.is_none());
        let card = describe::card(set, &self.chart, at, self.lang);
        let (palette, patterns) = (&self.palette, self.patterns());
        let filled = card::fill_in(&around.card, &card, palette, patterns, self.held, self.lang)?;
        let spot = Spot {
            datum,
            anchor: on_screen(mark.anchor.x, mark.anchor.y),
            finger: self.finger.as_ref(),
        };
        card::show(&around.card, &self.view.root, &filled, &spot, &plot)
    }

    /// The datum whose card is open. One that is pinned stays, whatever the pointer passes over.
    pub(super) fn in_question(&self) -> Option<usize> {
        let pinned = self.at.filter(|_| self.pinned);
        if self.held {
            pinned
        } else {
            self.hover.or(pinned)
        }
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
        reach::mark_at(&self.chart.marks, self.in_picture(x, y)?)
    }

    /// A point of the screen in CSS px of the scene.
    pub(super) fn in_picture(&self, x: f64, y: f64) -> Option<Point> {
        let plot = self.plot_on_screen();
        let scale = self.spec.width / plot.width;
        (plot.width > 0.0).then_some(Point {
            x: (x - plot.x) * scale,
            y: (y - plot.y) * scale - self.heading.height,
        })
    }
}
