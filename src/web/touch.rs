//! A finger on the picture: a tap selects, a drag across goes through the years. A drag down is the page's, which
//! scrolls (`touch-action: pan-y`).

use crate::scene::Point;
use web_sys::PointerEvent;

use super::reach;
use super::widget::Widget;

impl Widget {
    /// A finger goes down, moves, goes up, or is taken by the page for scrolling.
    pub(super) fn finger(&mut self, kind: &str, event: &PointerEvent) {
        let at = Point {
            x: event.client_x().into(),
            y: event.client_y().into(),
        };
        match kind {
            "pointerdown" => {
                self.finger = Some(at);
                self.held = false;
                self.hover = self.mark_under(at.x, at.y);
                self.present();
            }
            "pointermove" => {
                self.finger = Some(at);
                // Along the series that it began with.
                let series = self.hover.or(self.at);
                let series = series.and_then(|at| Some(self.chart.marks.get(at)?.series));
                let under = self.in_picture(at.x, at.y);
                let under = under.and_then(|at| reach::scrub(&self.chart.marks, at, series));
                if under.is_some() {
                    self.hover = under;
                    self.present();
                }
            }
            "pointerup" => {
                // The card stays where the finger has left it.
                if let Some(at) = self.hover.take() {
                    self.at = Some(at);
                    self.pinned = true;
                    self.present();
                }
            }
            _ => {
                self.hover = None;
                self.present();
            }
        }
    }
}
