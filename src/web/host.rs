//! What the loader hands to each widget. Changes here belong into `www/widget/county-charts.js` too.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// The loader's side of one chart.
    pub type Host;

    /// The `<county-chart>` element.
    #[wasm_bindgen(method, getter)]
    pub fn element(this: &Host) -> HtmlElement;

    /// The canvas of the page that is drawn on, in the third form of embedding.
    #[wasm_bindgen(method, getter)]
    pub fn canvas(this: &Host) -> Option<HtmlCanvasElement>;

    /// The `height` attribute that this canvas had on the page.
    #[wasm_bindgen(method, getter)]
    pub fn height(this: &Host) -> Option<String>;

    /// What shows the fallback; hidden as soon as there is a chart. The loader shows it again.
    #[wasm_bindgen(method, getter)]
    pub fn slot(this: &Host) -> HtmlElement;

    /// The part of the shadow tree that is the widget's; the loader removes it.
    #[wasm_bindgen(method, getter)]
    pub fn root(this: &Host) -> HtmlElement;

    /// Calls [`super::Widget::handle`] with its first argument, guarded: the one callback for listeners,
    /// observers, timers and blobs, so that no exception reaches the page and no closure lives here.
    #[wasm_bindgen(method, getter)]
    pub fn notify(this: &Host) -> Function;

    /// Has the element fire `county-chart-{name}` as soon as the widget has returned.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, name: &str, detail: &JsValue);
}
