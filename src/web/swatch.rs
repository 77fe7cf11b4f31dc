//! The colour of a series beside its name, and its pattern where the marks have one: a name is never joined to its marks
//! by hue alone then.

use crate::scene::{Ink, Palette};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::canvas::hex;
use super::dom;

/// The attribute by which the style sheet gives a swatch the hatching that `scene::patterned` gives the marks.
const HATCH: &str = "data-hatch";

/// Has a swatch look as the marks of a series.
pub fn paint(
    swatch: &HtmlElement,
    ink: Ink,
    palette: &Palette,
    patterns: bool,
) -> Result<(), JsValue> {
    dom::set_style(swatch, "--ink", &hex(palette.color(ink)));
    match ink {
        Ink::Series(index) if patterns => swatch.set_attribute(HATCH, &(index % 8).to_string()),
        _ => swatch.remove_attribute(HATCH),
    }
}
