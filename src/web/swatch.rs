//! The colour of a series beside its name, with what tells its marks apart from the colour: their place or their shape, and
//! their pattern where they have one. A name is never joined to its marks by hue alone then.

use crate::chart::{Sign, apart};
use crate::scene::{Ink, Palette};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::canvas::hex;
use super::dom;

/// The attribute by which the style sheet gives a swatch the hatching that `scene::patterned` gives the marks.
const HATCH: &str = "data-hatch";

/// The attribute by which the style sheet gives a swatch what `chart::Sign` draws in the picture.
const SIGN: &str = "data-sign";

/// Has a swatch look as the marks of a series.
pub fn paint(
    swatch: &HtmlElement,
    ink: Ink,
    sign: Sign,
    palette: &Palette,
    patterns: bool,
) -> Result<(), JsValue> {
    dom::set_style(swatch, "--ink", &hex(palette.color(ink)));
    // Lines have dashes for patterns, and their shapes besides; where bars are hatched that is sign enough.
    let hatched = patterns && !matches!(sign, Sign::Shape(_));
    match ink {
        Ink::Series(index) if hatched => swatch.set_attribute(HATCH, &(index % 8).to_string())?,
        _ => swatch.remove_attribute(HATCH)?,
    }
    let sign = if hatched { Sign::Name } else { sign };
    dom::set_style(swatch, "clip-path", &sign.clip().unwrap_or_default());
    let (name, place, of) = match sign {
        Sign::Name => return swatch.remove_attribute(SIGN),
        Sign::Beside(place, of) => ("beside", place, of),
        Sign::Above(place, of) => ("above", place, of),
        Sign::Shape(_) => ("shape", 0, 0),
    };
    swatch.set_attribute(SIGN, name)?;
    dom::set_style(swatch, "--before", &place.to_string());
    let after = of.saturating_sub(place + 1);
    dom::set_style(swatch, "--after", &after.to_string());
    dom::set_px(swatch, "--apart", apart(of));
    Ok(())
}
