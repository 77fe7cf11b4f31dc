//! The shadow tree of a chart: what stands where. The style sheet is `www/widget/county-charts.css`.

use crate::chart::Chart;
use crate::locale::{Interface, Lang, Later, fill, join, later};
use crate::scene::{Palette, Rect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, Element, HtmlAnchorElement, HtmlCanvasElement, HtmlElement,
    ScrollIntoViewOptions, ScrollLogicalPosition, ShadowRoot,
};

use super::canvas::{self, hex};
use super::dom;
use super::host::Host;
use super::listeners::Listeners;
use super::options::Options;
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
    figure: HtmlElement,
    title: HtmlElement,
    subtitle: HtmlElement,
    /// What the reader can choose, over the plot.
    pub controls: HtmlElement,
    plot: HtmlElement,
    /// What is drawn on: the widget's own canvas, or the page's.
    pub canvas: HtmlCanvasElement,
    /// Its context.
    pub context: CanvasRenderingContext2d,
    /// Whether it is the page's.
    pub foreign: bool,
    /// Around the datum in question.
    pub ring: HtmlElement,
    /// Beside it.
    pub card: HtmlElement,
    /// Around the data table; it scrolls where the table is wider.
    pub table: HtmlElement,
    about: HtmlElement,
    table_button: HtmlElement,
    data_button: HtmlElement,
    pub picture_button: HtmlElement,
    /// What the chart says, for those who do not see it.
    summary: HtmlElement,
    /// How the picture is walked: said with it, and not read by itself.
    keys: HtmlElement,
    /// The one live region of the chart: `voice.rs` fills it.
    live: HtmlElement,
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
        // What is read in order: title, summary, picture, table, source.
        let summary = dom::add(&figure, "p", "unseen")?;
        summary.set_id("summary");
        let controls = dom::add(&figure, "div", "controls")?;
        // It comes with the whole module, like the charts that have any.
        controls.set_hidden(true);
        let plot = dom::add(&figure, "div", "plot")?;
        let foreign = host.canvas();
        let is_foreign = foreign.is_some();
        let canvas = match foreign {
            Some(canvas) => canvas,
            None => dom::add(&plot, "canvas", "canvas")?.unchecked_into(),
        };
        // Arrow keys walk the data. Screen readers keep them for themselves unless the element is an
        // `application`; the roledescription has it announced as a chart all the same.
        canvas.set_attribute("role", "application")?;
        canvas.set_attribute("tabindex", "0")?;
        if is_foreign {
            // Title and subtitle are drawn on the page's canvas, and no style sheet of ours reaches it.
            caption.set_hidden(true);
            plot.set_hidden(true);
            dom::set_style(&canvas, "touch-action", "pan-y");
        } else {
            canvas.set_attribute("aria-describedby", "summary keys")?;
        }
        let table = dom::add(&figure, "div", "table")?;
        table.set_id("table");
        let footer = dom::add(&figure, "div", "footer")?;
        let about = dom::add(&footer, "div", "about")?;
        let buttons = dom::add(&footer, "div", "buttons")?;
        let button = |action: &str| -> Result<HtmlElement, JsValue> {
            let button = dom::add(&buttons, "button", "button")?;
            button.set_attribute("type", "button")?;
            button.set_attribute("data-action", action)?;
            Ok(button)
        };
        let table_button = button("table")?;
        table_button.set_attribute("aria-controls", "table")?;
        let data_button = button("csv")?;
        let picture_button = button("png")?;
        let keys = dom::add(&figure, "p", "unseen")?;
        keys.set_id("keys");
        keys.set_hidden(true);
        let live = dom::add(&body, "div", "unseen live")?;
        live.set_attribute("aria-live", "polite")?;
        let ring = dom::add(&root, "div", "ring")?;
        ring.set_hidden(true);
        let card = dom::add(&root, "div", "card")?;
        // The live region and the table say the same.
        card.set_attribute("aria-hidden", "true")?;
        card.set_hidden(true);
        Ok(View {
            root,
            body,
            message,
            figure,
            title,
            subtitle,
            controls,
            plot,
            context: canvas::context(&canvas)?,
            canvas,
            foreign: is_foreign,
            ring,
            card,
            table,
            about,
            table_button,
            data_button,
            picture_button,
            summary,
            keys,
            live,
        })
    }

    /// Puts the words of a chart around its plot.
    pub fn head(&self, chart: &Chart, lang: Lang) -> Result<(), JsValue> {
        let tag = Some(lang.tag());
        if self.root.get_attribute("lang").as_deref() != tag {
            self.root.set_attribute("lang", lang.tag())?;
        }
        dom::change_text(&self.title, &chart.title);
        dom::change_text(&self.subtitle, &chart.subtitle);
        Ok(())
    }

    /// Says what the picture shows, and what stands under it.
    pub fn describe(&self, chart: &Chart, summary: &str, lang: Lang) -> Result<(), JsValue> {
        let words = Interface::of(lang);
        let classes = if chart.headed {
            // Its title is in the picture; it still names the figure and is read first.
            ["figure sheet", "title unseen"]
        } else {
            ["figure", "title"]
        };
        self.figure.set_class_name(classes[0]);
        self.title.set_class_name(classes[1]);
        self.summary.set_text_content(Some(summary));
        self.keys.set_text_content(Some(words.keys));
        self.canvas
            .set_attribute("aria-roledescription", words.chart)?;
        // References do not reach from the page's canvas into a shadow tree.
        let label = if self.foreign {
            join(&[chart.title.as_str(), summary, words.keys], "\n")
        } else {
            chart.title.clone()
        };
        self.canvas.set_attribute("aria-label", &label)?;
        self.about.set_text_content(None);
        for note in &chart.notes {
            dom::add_text(&self.about, "p", "note", note)?;
        }
        if let Some(source) = &chart.source {
            let source = fill(later(Later::Source, lang), &[source]);
            dom::add_text(&self.about, "p", "source", &source)?;
        }
        Ok(())
    }

    /// Shows the chart. Its buttons come with what they do.
    pub fn show(&self, drawn: bool) {
        self.figure.set_hidden(false);
        self.plot.set_hidden(!drawn || self.foreign);
    }

    /// Shows the buttons that are wanted.
    pub fn offer(&self, options: &Options, drawn: bool, lang: Lang) {
        let words = Interface::of(lang);
        // A table that is the chart itself needs no button.
        self.table_button
            .set_hidden(!drawn || !options.control(&["table"]));
        self.data_button
            .set_hidden(!options.control(&["download", "csv"]));
        self.picture_button
            .set_hidden(!options.control(&["download", "png"]));
        self.data_button.set_text_content(Some(words.download_data));
        self.picture_button
            .set_text_content(Some(words.download_picture));
    }

    /// Opens or closes the table. It stays in the document for those who read by machine.
    pub fn open_table(&self, open: bool, lang: Lang) -> Result<(), JsValue> {
        let words = Interface::of(lang);
        self.table
            .set_class_name(if open { "table" } else { "table unseen" });
        // What scrolls must be reachable by keyboard, and then has a name.
        self.table
            .set_attribute("tabindex", if open { "0" } else { "-1" })?;
        self.table.set_attribute("role", "group")?;
        self.table.set_attribute("aria-label", words.table)?;
        self.table_button
            .set_attribute("aria-expanded", if open { "true" } else { "false" })?;
        self.table_button.set_text_content(Some(if open {
            words.table_close
        } else {
            words.table
        }));
        Ok(())
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

    /// A further button beside the others, which come with the picture.
    pub fn add_button(&self, action: &str) -> Result<HtmlElement, JsValue> {
        let parent = self.picture_button.parent_element();
        let parent: Element = parent.ok_or(JsValue::NULL)?;
        let button = dom::add(&parent, "button", "button")?;
        button.set_attribute("type", "button")?;
        button.set_attribute("data-action", action)?;
        Ok(button)
    }

    /// Takes the message away.
    pub fn settle(&self) {
        dom::set_text(&self.message, "");
    }

    /// Whether the table is one button away, and not hidden for good or shown anyway.
    pub fn has_table_button(&self) -> bool {
        !self.table_button.hidden()
    }

    /// Scrolls the ring into view: a list may be longer than the screen.
    pub fn reveal_ring(&self) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_inline(ScrollLogicalPosition::Nearest);
        self.ring
            .scroll_into_view_with_scroll_into_view_options(&options);
    }

    /// Takes ring and card away.
    pub fn hide_card(&self) {
        self.ring.set_hidden(true);
        self.card.set_hidden(true);
    }

    /// Has a screen reader say something.
    pub fn speak(&self, text: &str) {
        self.live.set_text_content(Some(text));
    }

    /// Puts the ring around a rectangle of the screen; strong for the keyboard, light for the pointer.
    pub fn encircle(&self, rect: &Rect, strong: bool) {
        let origin = self.root.get_bounding_client_rect();
        self.ring
            .set_class_name(if strong { "ring strong" } else { "ring" });
        dom::set_px(&self.ring, "left", rect.x - origin.left());
        dom::set_px(&self.ring, "top", rect.y - origin.top());
        dom::set_px(&self.ring, "width", rect.width);
        dom::set_px(&self.ring, "height", rect.height);
        self.ring.set_hidden(false);
    }

    /// Links the style sheet of what comes after the first picture, beside the one that the loader has linked; the link,
    /// if it is new.
    #[inline(never)]
    fn late_sheet(&self) -> Result<Option<HtmlElement>, JsValue> {
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

    /// Has the controls wait for their style sheet.
    pub fn style_late(&self, listeners: &mut Listeners) -> Result<(), JsValue> {
        // It may be there for a message that came first.
        let Some(link) = self.late_sheet()? else {
            return Ok(());
        };
        listeners.add(&link, "load")?;
        listeners.add(&link, "error")?;
        self.controls.set_class_name("controls waiting");
        Ok(())
    }

    /// Shows what has waited for its style sheet.
    pub fn styled(&self) {
        self.controls.set_class_name("controls");
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
