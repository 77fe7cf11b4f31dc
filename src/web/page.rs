//! What a chart takes from the page around it: language, font, size of text, colours.

use crate::decimal;
use crate::find::contains;
use crate::locale::Lang;
use crate::scene::{Color, Palette};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, ShadowRoot};

use super::canvas::Measurer;
use super::dom;
use super::theme::{self, Theme};

/// Has `notify` called with `word` when so many milliseconds have gone, or with 0 when the browser has had a turn.
pub fn later(notify: &js_sys::Function, word: &str, delay: i32) -> Result<(), JsValue> {
    dom::window()?.set_timeout_with_callback_and_timeout_and_arguments_1(
        notify,
        delay,
        &word.into(),
    )?;
    Ok(())
}

/// The parent of an element, out of a shadow tree too.
fn parent(element: &Element) -> Option<Element> {
    element.parent_element().or_else(|| {
        let root: ShadowRoot = element.get_root_node().dyn_into().ok()?;
        Some(root.host())
    })
}

/// The language of the nearest element that has one.
pub fn lang(element: &HtmlElement) -> Lang {
    let mut at: Option<Element> = Some(element.clone().into());
    while let Some(element) = at {
        if let Some(tag) = element.get_attribute("lang")
            && !tag.trim().is_empty()
        {
            return Lang::from_tag(&tag);
        }
        at = parent(&element);
    }
    Lang::default()
}

/// The font family that the chart inherits, and what stands in where the page has none of these.
pub fn font_family(root: &HtmlElement) -> Result<String, JsValue> {
    let family = dom::property(&dom::style_of(root)?, "font-family");
    Ok(if family.is_empty() {
        String::from("sans-serif")
    } else {
        family
    })
}

/// The size of text in CSS px: the page's rem with the factors of the attribute `text` and of the page's own
/// large-print switch (`--county-chart-text-scale`), as the style sheet has it for the chart's root.
pub fn text_size(root: &HtmlElement) -> Result<f64, JsValue> {
    let size = dom::property(&dom::style_of(root)?, "font-size");
    let size = size.strip_suffix("px").and_then(decimal::read);
    Ok(size.unwrap_or(16.0).clamp(6.0, 160.0))
}

/// The media query of readers who ask for more contrast than a page has.
pub const CONTRAST: &str = "(prefers-contrast: more)";

/// Whether a media query holds.
pub fn media(query: &str) -> bool {
    dom::window()
        .ok()
        .and_then(|window| window.match_media(query).ok()?)
        .is_some_and(|query| query.matches())
}

/// Whether the browser saves nothing that a script hands it: WeChat's, and those within apps on iOS.
pub fn saves_nothing() -> bool {
    let agent = || dom::window().ok()?.navigator().user_agent().ok();
    let agent = agent().unwrap_or_default();
    let apple = ["iPhone", "iPad", "iPod"]
        .iter()
        .any(|name| contains(&agent, name));
    contains(&agent, "MicroMessenger") || (apple && !contains(&agent, "Safari/"))
}

/// Whether the page's address holds the state of a chart.
pub fn has_state() -> bool {
    let hash = dom::window().and_then(|window| window.location().hash());
    hash.is_ok_and(|hash| crate::find::has(&hash, '?'))
}

/// Whether figures may move from old to new: not where the reader or the page wants it still.
pub fn moves(root: &HtmlElement) -> bool {
    let still = dom::style_of(root)
        .is_ok_and(|style| dom::property(&style, "--county-chart-motion") == "none");
    !still && !media("(prefers-reduced-motion: reduce)")
}

/// What is painted behind an element by itself or those around it.
fn background(element: &Element) -> Option<Color> {
    let mut at = Some(element.clone());
    while let Some(element) = at {
        let style = dom::style_of(&element).ok()?;
        if let Some(color) = theme::parse(&dom::property(&style, "background-color")) {
            return Some(color);
        }
        at = parent(&element);
    }
    None
}

/// The colours of a chart, in this order: its theme or its page, then what the webmaster sets; in high contrast, the
/// system's alone.
///
/// `element` is what stands on the page, `root` what inherits from it.
pub fn palette(
    element: &Element,
    root: &HtmlElement,
    theme: Theme,
    measurer: &Measurer,
) -> Result<Palette, JsValue> {
    let mut palette = match theme {
        Theme::Light | Theme::Print => Palette::LIGHT,
        Theme::Dark => Palette::DARK,
        Theme::Auto if !media("(forced-colors: active)") => {
            let text = dom::property(&dom::style_of(element)?, "color");
            theme::on_page(background(element), theme::parse(&text))
        }
        Theme::Auto | Theme::Contrast => {
            // System colours have a value only as the colour of something.
            let system = |name: &str, fallback: Color| {
                dom::set_style(root, "color", name);
                let color = dom::style_of(root).map(|style| dom::property(&style, "color"));
                dom::set_style(root, "color", "");
                color
                    .ok()
                    .and_then(|css| theme::parse(&css))
                    .unwrap_or(fallback)
            };
            return Ok(theme::high_contrast(
                system("CanvasText", Color(0, 0, 0)),
                system("Canvas", Color(255, 255, 255)),
                system("LinkText", Color(0, 0, 0xee)),
            ));
        }
    };
    // What the reader asks for goes before the page's theme; paper is no screen.
    if theme != Theme::Print && media(CONTRAST) {
        palette = theme::strengthen(&palette);
    }
    let style = dom::style_of(element)?;
    theme::customise(&mut palette, |name| {
        let color = measurer.color(&dom::property(&style, name))?;
        (theme != Theme::Print || theme::prints(color)).then_some(color)
    });
    Ok(palette)
}
