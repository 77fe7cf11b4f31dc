//! What a citizen takes home: downloads, and the picture itself where the browser saves none.

use crate::locale::{Interface, Lang};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlCanvasElement, HtmlElement, HtmlImageElement};

use super::dom;
use super::page;
use super::widget::Widget;

/// A picture that is shown to be pressed and saved, under the chart.
pub struct Saver {
    panel: HtmlElement,
    hint: HtmlElement,
    image: HtmlImageElement,
    canvas: HtmlCanvasElement,
    /// What had the focus before.
    opener: HtmlElement,
}

impl Saver {
    /// Shows the picture at the end of `parent` and moves the focus there.
    fn open(
        parent: &HtmlElement,
        opener: &HtmlElement,
        canvas: HtmlCanvasElement,
        title: &str,
        lang: Lang,
        notify: &js_sys::Function,
    ) -> Result<Saver, JsValue> {
        let words = Interface::of(lang);
        let panel = dom::add(parent, "div", "saver")?;
        panel.set_attribute("role", "dialog")?;
        panel.set_attribute("aria-label", words.download_picture)?;
        let bar = dom::add(&panel, "div", "saver-bar")?;
        let hint = dom::add_text(&bar, "p", "saver-hint", words.press_to_save)?;
        hint.set_id("saver-hint");
        panel.set_attribute("aria-describedby", "saver-hint")?;
        let close = dom::add_text(&bar, "button", "button", words.close)?;
        close.set_attribute("type", "button")?;
        close.set_attribute("data-action", "close")?;
        let image: HtmlImageElement = dom::add(&panel, "img", "saver-picture")?.unchecked_into();
        image.set_alt(title);
        // A content security policy may allow no such address.
        image.set_onerror(Some(notify));
        image.set_src(&canvas.to_data_url()?);
        panel.scroll_into_view();
        close.focus()?;
        Ok(Saver {
            panel,
            hint,
            image,
            canvas,
            opener: opener.clone(),
        })
    }
}

impl Widget {
    /// Does what a button under the chart is for.
    pub(super) fn download(&mut self, action: &str) -> Result<(), JsValue> {
        match action {
            "close" => {
                self.close_saver();
                Ok(())
            }
            "png" | "svg" if page::saves_nothing() => {
                self.close_saver();
                let notify = self.host.notify();
                let opener = match &self.svg_button {
                    Some(button) if action == "svg" => button,
                    _ => &self.view.around()?.picture_button,
                };
                let canvas = self.picture()?;
                let title = &self.chart.title;
                let body = &self.view.body;
                self.saver = Some(Saver::open(
                    body, opener, canvas, title, self.lang, &notify,
                )?);
                Ok(())
            }
            // The blob comes back through `handle`.
            "png" => self.picture()?.to_blob(&self.host.notify()),
            "svg" => self.save(&self.svg()?, "svg"),
            _ => self.save(&self.csv()?, "csv"),
        }
    }

    /// Takes the picture away; the focus goes back to where it came from, if it is still there.
    pub(super) fn close_saver(&mut self) {
        if let Some(saver) = self.saver.take() {
            saver.image.set_onerror(None);
            let inside = dom::focus_in(&saver.panel).is_some();
            saver.panel.remove();
            if inside {
                // It fails on no element that is there.
                let _ = dom::soon(&saver.opener, "focus");
            }
        }
    }

    /// The page's policy lets no picture in by its data: the canvas itself is shown, which a screenshot keeps.
    pub(super) fn picture_refused(&mut self) -> Result<(), JsValue> {
        if let Some(saver) = &self.saver {
            let canvas: &Element = &saver.canvas;
            canvas.set_class_name("saver-picture");
            canvas.set_attribute("role", "img")?;
            canvas.set_attribute("aria-label", &self.chart.title)?;
            saver.image.replace_with_with_node_1(canvas)?;
            let words = Interface::of(self.lang);
            saver.hint.set_text_content(Some(words.capture_to_save));
        }
        Ok(())
    }

    /// Puts the button for an SVG beside that for a picture, where the webmaster has asked for it.
    #[inline(never)]
    pub(super) fn offer_svg(&mut self) -> Result<(), JsValue> {
        let wanted = self.options.control(&["svg"]);
        if wanted && self.svg_button.is_none() {
            self.svg_button = Some(self.view.around()?.add_button("svg")?);
        }
        if let Some(button) = &self.svg_button {
            button.set_hidden(!wanted);
            button.set_text_content(Some(Interface::of(self.lang).download_svg));
        }
        Ok(())
    }
}
