//! Short words for building the shadow tree. Text goes in as text, never as markup.

use crate::decimal;
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CssStyleDeclaration, Document, Element, HtmlElement, Node, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition, ShadowRoot, Window,
};

/// The page's window.
pub fn window() -> Result<Window, JsValue> {
    web_sys::window().ok_or(JsValue::NULL)
}

/// The page.
pub fn document() -> Result<Document, JsValue> {
    window()?.document().ok_or(JsValue::NULL)
}

/// A new element at the end of `parent`; its name is both its class and the part that pages may style.
pub fn add(parent: &Node, tag: &str, name: &str) -> Result<HtmlElement, JsValue> {
    let element: HtmlElement = document()?.create_element(tag)?.unchecked_into();
    if !name.is_empty() {
        element.set_class_name(name);
        element.set_attribute("part", name)?;
    }
    parent.append_child(&element)?;
    Ok(element)
}

/// A new element with a text.
pub fn add_text(parent: &Node, tag: &str, name: &str, text: &str) -> Result<HtmlElement, JsValue> {
    let element = add(parent, tag, name)?;
    element.set_text_content(Some(text));
    Ok(element)
}

/// Sets the text of an element and hides one without a text.
pub fn set_text(element: &HtmlElement, text: &str) {
    element.set_text_content(Some(text));
    element.set_hidden(text.is_empty());
}

/// Sets the text of an element that holds nothing else and hides one without a text.
///
/// Another text node, as [`set_text`] makes it, would be more work for the page.
pub fn change_text(element: &HtmlElement, text: &str) {
    match element.first_child() {
        Some(node) => node.set_node_value(Some(text)),
        None => element.set_text_content(Some(text)),
    }
    element.set_hidden(text.is_empty());
}

/// The computed style of an element.
pub fn style_of(element: &Element) -> Result<CssStyleDeclaration, JsValue> {
    window()?
        .get_computed_style(element)?
        .ok_or(JsValue::UNDEFINED)
}

/// A property of a computed style, trimmed; empty where there is none.
pub fn property(style: &CssStyleDeclaration, name: &str) -> String {
    style
        .get_property_value(name)
        .map_or_else(|_| String::new(), |value| value.trim().to_string())
}

/// Sets an inline property through CSSOM, which a strict content security policy allows.
pub fn set_style(element: &HtmlElement, name: &str, value: &str) {
    // It fails only on a style that is read-only, which an element's own never is.
    let _ = element.style().set_property(name, value);
}

/// Sets an inline property in CSS px.
pub fn set_px(element: &HtmlElement, name: &str, value: f64) {
    let mut text = decimal::rounded(value, 4);
    text.push_str("px");
    set_style(element, name, &text);
}

/// The element of the chart that has the focus, if it is in `within`.
pub fn focus_in(within: &Element) -> Option<Element> {
    let root: ShadowRoot = within.get_root_node().dyn_into().ok()?;
    let active = root.active_element()?;
    within.contains(Some(&active)).then_some(active)
}

/// Has a method of an element called as soon as the widget has returned. What the browser fires within the widget is
/// heard only later, when it has lost its target.
pub fn soon(element: &Element, method: &str) -> Result<(), JsValue> {
    let method: Function = js_sys::Reflect::get(element, &method.into())?.unchecked_into();
    window()?.queue_microtask(&method.bind0(element));
    Ok(())
}

/// Scrolls an element into view: all of it, or its beginning where it is higher than the screen.
pub fn reveal(element: &Element) -> Result<(), JsValue> {
    scroll_to(element, ScrollLogicalPosition::Nearest)
}

/// Scrolls an element to the foot of the screen, or to its beginning where it is higher than the screen.
pub fn reveal_low(element: &Element) -> Result<(), JsValue> {
    scroll_to(element, ScrollLogicalPosition::End)
}

fn scroll_to(element: &Element, block: ScrollLogicalPosition) -> Result<(), JsValue> {
    let screen = window()?.inner_height()?.as_f64().unwrap_or_default();
    let options = ScrollIntoViewOptions::new();
    // Where a page scrolls smoothly, what is placed at once would not know where the element will be.
    options.set_behavior(ScrollBehavior::Instant);
    options.set_inline(ScrollLogicalPosition::Nearest);
    options.set_block(if element.get_bounding_client_rect().height() > screen {
        ScrollLogicalPosition::Start
    } else {
        block
    });
    element.scroll_into_view_with_scroll_into_view_options(&options);
    Ok(())
}
