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

    /// The height that this canvas had on the page, in CSS px, where it was given one.
    #[wasm_bindgen(method, getter)]
    pub fn height(this: &Host) -> Option<u32>;

    /// The part of the shadow tree that is the widget's; the loader removes it.
    #[wasm_bindgen(method, getter)]
    pub fn root(this: &Host) -> HtmlElement;

    /// Calls [`super::Widget::handle`] with its first argument, guarded: the one callback for listeners,
    /// observers, timers and blobs, so that no exception reaches the page and no closure lives here.
    #[wasm_bindgen(method, getter)]
    pub fn notify(this: &Host) -> Function;

    /// Has `target` call `notify` until the widget is gone.
    #[wasm_bindgen(method)]
    pub fn listen(this: &Host, target: &JsValue, event: &str);

    /// Has the element fire `county-chart-{name}` as soon as the widget has returned.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, name: &str, detail: &JsValue);
}
