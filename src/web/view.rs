//! The shadow tree of a chart: what stands where. The style sheet is `www/widget/county-charts.css`.

use crate::chart::Chart;
use crate::locale::{Interface, Lang, join};
use crate::scene::Palette;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlElement, ShadowRoot,
};

use super::around::Around;
use super::canvas::{self, hex};
use super::dom;
use super::host::Host;
use super::theme::focus;
use crate::decimal;

/// The elements of one chart.
pub struct View {
    /// Around everything; positioned, so that ring and card are placed in it.
    pub root: HtmlElement,
    /// As wide as the plot may be.
    pub body: HtmlElement,
    /// What is wrong, or why old figures are shown.
    message: HtmlElement,
    pub figure: HtmlElement,
    pub title: HtmlElement,
    subtitle: HtmlElement,
    /// Around the widget's own canvas.
    pub plot: HtmlElement,
    /// What is drawn on: the widget's own canvas, or the page's.
    pub canvas: HtmlCanvasElement,
    /// Its context.
    pub context: CanvasRenderingContext2d,
    /// Whether it is the page's.
    pub foreign: bool,
    /// What comes after the first picture.
    around: Option<Around>,
}

impl View {
    /// Builds the tree, still empty and without a chart.
    pub fn new(host: &Host) -> Result<View, JsValue> {
        let root = host.root();
        root.set_class_name("chart");
        root.set_attribute("part", "chart")?;
        let body = dom::add(&root, "div", "body")?;
        let message = dom::add(&body, "p", "message")?;
        message.set_hidden(true);
        let figure = dom::add(&body, "figure", "figure")?;
        figure.set_attribute("aria-labelledby", "title")?;
        figure.set_hidden(true);
        let caption = dom::add(&figure, "figcaption", "caption")?;
        let title = dom::add(&caption, "p", "title")?;
        title.set_id("title");
        let subtitle = dom::add(&caption, "p", "subtitle")?;
        let plot = dom::add(&figure, "div", "plot")?;
        let foreign = host.canvas();
        let is_foreign = foreign.is_some();
        let canvas = match foreign {
            Some(canvas) => canvas,
            None => dom::add(&plot, "canvas", "canvas")?.unchecked_into(),
        };
        if is_foreign {
            // Title and subtitle are drawn on the page's canvas, and no style sheet of ours reaches it.
            caption.set_hidden(true);
            plot.set_hidden(true);
            dom::set_style(&canvas, "touch-action", "pan-y");
        }
        Ok(View {
            root,
            body,
            message,
            figure,
            title,
            subtitle,
            plot,
            context: canvas::context(&canvas)?,
            canvas,
            foreign: is_foreign,
            around: None,
        })
    }

    /// Puts the words of a chart over its plot; the subtitle only where it is another than before.
    pub fn head(&self, chart: &Chart, lang: Lang, renamed: bool) -> Result<(), JsValue> {
        let tag = Some(lang.tag());
        if self.root.get_attribute("lang").as_deref() != tag {
            self.root.set_attribute("lang", lang.tag())?;
        }
        dom::change_text(&self.title, &chart.title);
        if renamed {
            dom::change_text(&self.subtitle, &chart.subtitle);
        }
        Ok(())
    }

    /// Builds what stands around the picture, if it is not there yet. The first module ends before this.
    pub fn surround(&mut self) -> Result<(), JsValue> {
        if self.around.is_none() {
            self.around = Some(Around::new(self)?);
        }
        Ok(())
    }

    /// What stands around the picture; nothing before it has been built.
    pub fn around(&self) -> Result<&Around, JsValue> {
        self.around.as_ref().ok_or(JsValue::NULL)
    }

    /// Shows the chart.
    pub fn show(&self, drawn: bool) {
        self.figure.set_hidden(false);
        self.plot.set_hidden(!drawn || self.foreign);
    }

    /// Gives plot and canvas their size in CSS px.
    pub fn size(&self, width: f64, height: f64) {
        if self.foreign {
            dom::set_px(&self.canvas, "height", height);
        } else {
            dom::set_px(&self.plot, "height", height);
            dom::set_px(&self.canvas, "width", width);
        }
    }

    /// Says what is wrong in place of the chart, with a way to the file; or why old figures are shown.
    pub fn complain(
        &self,
        text: &str,
        small: bool,
        src: Option<&str>,
        lang: Lang,
    ) -> Result<(), JsValue> {
        self.late_sheet()?;
        self.root.set_attribute("lang", lang.tag())?;
        self.message
            .set_class_name(if small { "message stale" } else { "message" });
        dom::set_text(&self.message, text);
        if let Some(src) = src.filter(|_| !small) {
            let link: HtmlAnchorElement = dom::document()?.create_element("a")?.unchecked_into();
            link.set_href(src);
            // Only what a browser would fetch, never `javascript:`.
            if matches!(link.protocol().as_str(), "http:" | "https:") {
                link.set_text_content(Some(Interface::of(lang).open_file));
                self.message.append_child(&link)?;
            }
        }
        Ok(())
    }

    /// Takes the message away.
    pub fn settle(&self) {
        dom::set_text(&self.message, "");
    }

    /// Links the style sheet of what comes after the first picture, beside the one that the loader has linked; the link,
    /// if it is new.
    #[inline(never)]
    pub fn late_sheet(&self) -> Result<Option<HtmlElement>, JsValue> {
        const FIRST: &str = "county-charts.css";
        if self.root.query_selector("link")?.is_some() {
            return Ok(None);
        }
        let shadow: ShadowRoot = self.root.get_root_node().unchecked_into();
        let first = shadow
            .query_selector("link")?
            .and_then(|link| link.get_attribute("href"))
            .unwrap_or_default();
        let Some((before, after)) = crate::find::split_once(&first, FIRST) else {
            return Ok(None);
        };
        let address = join(&[before, after], "county-charts.more.css");
        let link = dom::add(&self.root, "link", "")?;
        link.set_attribute("rel", "stylesheet")?;
        link.set_attribute("href", &address)?;
        Ok(Some(link))
    }

    /// Hands over the colours of what comes after the first picture: rings of focus, bars in cells.
    pub fn dress_late(&self, palette: &Palette) {
        dom::set_style(&self.root, "--focus", &hex(focus(palette)));
        let mut pale = hex(palette.accent);
        pale.push_str("33");
        dom::set_style(&self.root, "--bar", &pale);
    }

    /// Hands the colours and the text size to the style sheet.
    pub fn dress(&self, palette: &Palette, card: bool, text_factor: f64) {
        let root = &self.root;
        root.set_class_name(if card { "chart boxed" } else { "chart" });
        for (name, color) in [
            ("--text", palette.text),
            ("--muted", palette.muted),
            ("--grid", palette.grid),
            ("--axis", palette.axis),
            ("--background", palette.background),
            ("--accent", palette.accent),
        ] {
            dom::set_style(root, name, &hex(color));
        }
        dom::set_style(root, "--size", &decimal::rounded(text_factor, 4));
    }
}
