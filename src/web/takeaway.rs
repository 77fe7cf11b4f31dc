//! What a citizen takes home: the picture with all that belongs to it, and the figures.

use crate::chart;
use crate::gather::Gather as _;
use crate::scene::{Point, Scene};
use crate::sheet;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlCanvasElement};

use super::widget::{Widget, day};
use super::{canvas, dom, download};

impl Widget {
    /// The picture with title, source and date, for those who take it home. A poster is laid out for a phone, however
    /// wide it is on the page.
    #[inline(never)]
    fn whole_picture(&self) -> Scene {
        let mut spec = self.spec.clone();
        spec.date = self.date.as_ref().filter(|_| self.dated).map(day);
        let scene = match &self.set {
            Some(set) if self.chart.headed => {
                let spec = spec.poster(chart::POSTER_WIDTH);
                let chart = chart::build(set, &spec, &self.measurer);
                chart::picture(&chart, &spec, &self.measurer)
            }
            Some(set) => sheet::picture(set, &self.chart, &spec, &self.measurer),
            None => Scene::default(),
        };
        self.patterned(&scene).unwrap_or(scene)
    }

    /// The same as SVG.
    pub(super) fn svg(&self) -> Result<Blob, JsValue> {
        let scene = self.whole_picture();
        let svg = crate::svg::svg(&scene, &self.palette, &self.chart.title, &self.summary());
        download::blob(svg.as_bytes(), "image/svg+xml")
    }

    /// The whole picture on a canvas of its own, at twice the size.
    pub(super) fn picture(&self) -> Result<HtmlCanvasElement, JsValue> {
        let scene = self.whole_picture();
        let canvas: HtmlCanvasElement = dom::document()?.create_element("canvas")?.unchecked_into();
        canvas::paint(
            &canvas::context(&canvas)?,
            (scene.width, scene.height),
            2.0,
            &self.palette,
            &self.measurer,
            &[(&scene, Point::default())],
        )?;
        Ok(canvas)
    }

    /// The figures of the chart as a CSV that Excel opens rightly.
    pub(super) fn csv(&self) -> Result<Blob, JsValue> {
        let set = self.set.as_ref().ok_or(JsValue::NULL)?;
        let shown = self.chart.shown.iter();
        let shown = shown.map(|&index| self.chart.in_file(index)).gather();
        let bytes = crate::export::csv(set, Some(&shown), Some(self.lang));
        download::blob(&bytes, "text/csv;charset=utf-8")
    }
}
