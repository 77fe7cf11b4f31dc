//! The colour of a series beside its name, with what tells its marks apart from the colour: their place or their shape, and
//! their pattern where they have one. A name is never joined to its marks by hue alone then.

use crate::chart::{Chart, Kind, Sign, apart};
use crate::decimal::rounded;
use crate::scene::{Ink, Palette, dash};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::canvas::hex;
use super::dom;

/// What `scene::patterned` has given the marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Patterns {
    /// Nothing.
    None,
    /// Hatching in what is filled.
    Hatching,
    /// Dashes along lines.
    Dashes,
}

impl Patterns {
    /// What the marks of a chart have where there are patterns.
    pub fn of(chart: &Chart) -> Patterns {
        match chart.kind {
            Kind::Line | Kind::Slope | Kind::Rank => Patterns::Dashes,
            _ => Patterns::Hatching,
        }
    }
}

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
    patterns: Patterns,
) -> Result<(), JsValue> {
    dom::set_style(swatch, "--ink", &hex(palette.color(ink)));
    let index = match ink {
        Ink::Series(index) => Some(index),
        _ => None,
    };
    match index.filter(|_| patterns == Patterns::Hatching) {
        Some(index) => swatch.set_attribute(HATCH, &(index % 8).to_string())?,
        None => swatch.remove_attribute(HATCH)?,
    }
    // Where bars are hatched that is sign enough; shapes of points stand on dashed lines too.
    let shape = matches!(sign, Sign::Shape(_));
    let sign = if patterns == Patterns::None || shape {
        sign
    } else {
        Sign::Name
    };
    let dashes = index.filter(|_| patterns == Patterns::Dashes && !shape);
    let line = dashes.map_or_else(String::new, |index| sample(dash(index)));
    dom::set_style(swatch, "background-image", &line);
    dom::set_style(swatch, "clip-path", &sign.clip().unwrap_or_default());
    let (name, place, of) = match sign {
        Sign::Name if dashes.is_some() => ("line", 0, 0),
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

/// A line of a series as a background: of its dashes, for lines 2 px thick; whole where it has none.
fn sample(dash: Option<[f64; 2]>) -> String {
    let [on, off] = dash.unwrap_or([1.0, 0.0]).map(|part| part * 2.0);
    let [on, all] = [on, on + off].map(|at| rounded(at, 2));
    format!(
        "repeating-linear-gradient(90deg, var(--ink), var(--ink) {on}px, transparent {on}px, transparent {all}px)"
    )
}
