//! What stands around the picture and comes after it: words for those who do not see it, controls, table, buttons,
//! notes, the ring and the card of a datum. The first module ends before any of it.

use crate::chart::Chart;
use crate::locale::{Interface, Lang, Later, fill, join, later};
use crate::scene::Rect;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

use super::dom;
use super::listeners::Listeners;
use super::options::Options;
use super::page;
use super::rove;
use super::tongue::{add_words, mark_words, set_words};
use super::view::View;

/// In fewer em than these, tables and lists are set for a phone in large text.
const NARROW: f64 = 16.0;

/// The elements around the picture.
pub struct Around {
    /// What the reader can choose, over the plot.
    pub controls: HtmlElement,
    /// Around the datum in question.
    ring: HtmlElement,
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

impl Around {
    /// Builds the elements in their places, still empty.
    pub fn new(view: &View) -> Result<Around, JsValue> {
        let (root, figure, canvas) = (&view.root, &view.figure, &view.canvas);
        // What is read in order: title, summary, picture, table, source.
        let summary = dom::add(figure, "p", "unseen")?;
        summary.set_id("summary");
        let controls = dom::add(figure, "div", "controls")?;
        controls.set_hidden(true);
        for element in [&summary, &controls] {
            figure.insert_before(element, Some(&view.plot))?;
        }
        // Arrow keys walk the data. Screen readers keep them for themselves unless the element is an
        // `application`; the roledescription has it announced as a chart all the same.
        canvas.set_attribute("role", "application")?;
        canvas.set_attribute("tabindex", "0")?;
        if !view.foreign {
            canvas.set_attribute("aria-describedby", "summary keys")?;
        }
        let table = dom::add(figure, "div", "table")?;
        table.set_id("table");
        let footer = dom::add(figure, "div", "footer")?;
        let about = dom::add(&footer, "div", "about")?;
        let buttons = dom::add(&footer, "div", "buttons")?;
        let tools = dom::add(&buttons, "span", "")?;
        let table_button = button(&tools, "table")?;
        table_button.set_attribute("aria-controls", "table")?;
        let data_button = button(&tools, "csv")?;
        let picture_button = button(&tools, "png")?;
        let keys = dom::add(figure, "p", "unseen")?;
        keys.set_id("keys");
        keys.set_hidden(true);
        let live = dom::add(&view.body, "div", "unseen live")?;
        live.set_attribute("aria-live", "polite")?;
        let ring = dom::add(root, "div", "ring")?;
        ring.set_hidden(true);
        let card = dom::add(root, "div", "card")?;
        // The live region and the table say the same.
        card.set_attribute("aria-hidden", "true")?;
        card.set_hidden(true);
        Ok(Around {
            controls,
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

    /// Says what the picture shows, and what stands under it.
    pub fn describe(
        &self,
        view: &View,
        chart: &Chart,
        summary: &str,
        lang: Lang,
    ) -> Result<(), JsValue> {
        let words = Interface::of(lang);
        let room = f64::from(view.figure.client_width());
        let mut class = String::from("figure");
        if chart.headed {
            class.push_str(" sheet");
        }
        // No media query knows the page's own size of text.
        if room < NARROW * page::text_size(&view.root)? {
            class.push_str(" narrow");
        }
        view.figure.set_class_name(&class);
        dom::set_px(&self.table, "--room", room);
        view.title.set_class_name(if chart.headed {
            // It is in the picture; it still names the figure and is read first.
            "title unseen"
        } else {
            "title"
        });
        set_words(&self.summary, summary, lang)?;
        mark_words(&view.title, &chart.title, lang)?;
        self.keys.set_text_content(Some(words.keys));
        view.canvas
            .set_attribute("aria-roledescription", words.chart)?;
        // References do not reach from the page's canvas into a shadow tree.
        let label = if view.foreign {
            join(&[chart.title.as_str(), summary, words.keys], "\n")
        } else {
            chart.title.clone()
        };
        view.canvas.set_attribute("aria-label", &label)?;
        self.about.set_text_content(None);
        for note in &chart.notes {
            add_words(&self.about, "p", "note", note, lang)?;
        }
        if let Some(source) = &chart.source {
            let source = fill(later(Later::Source, lang), &[source]);
            add_words(&self.about, "p", "source", &source, lang)?;
        }
        Ok(())
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

    /// A further button beside the others.
    pub fn add_button(&self, action: &str) -> Result<HtmlElement, JsValue> {
        button(&self.tools()?, action)
    }

    /// What is around the buttons under the picture that are one stop of Tab.
    fn tools(&self) -> Result<Element, JsValue> {
        self.picture_button.parent_element().ok_or(JsValue::NULL)
    }

    /// The button of the list of the keys, behind the others and no part of their row: who does not know yet that arrow
    /// keys go along that row would never see it.
    pub fn add_help(&self) -> Result<HtmlElement, JsValue> {
        let parent = self.tools()?.parent_element();
        button(&parent.ok_or(JsValue::NULL)?, "help")
    }

    /// Makes the buttons that are shown one stop of Tab.
    pub fn gather_tools(&self, lang: Lang) -> Result<(), JsValue> {
        rove::toolbar(&self.tools()?, later(Later::Tools, lang))
    }

    /// Scrolls the ring into view: a list may be longer than the screen.
    pub fn reveal_ring(&self) {
        // What cannot be scrolled to is shown all the same.
        let _ = dom::reveal(&self.ring);
    }

    /// Scrolls the ring to the foot of the screen, which leaves most room for the card.
    pub fn lower_ring(&self) {
        let _ = dom::reveal_low(&self.ring);
    }

    /// Takes ring and card away.
    pub fn hide_card(&self) {
        self.ring.set_hidden(true);
        self.card.set_hidden(true);
    }

    /// Has a screen reader say something.
    pub fn speak(&self, text: &str, lang: Lang) {
        // Without its parts it is said all the same.
        if set_words(&self.live, text, lang).is_err() {
            self.live.set_text_content(Some(text));
        }
    }

    /// Puts the ring around a rectangle of the screen; strong for the keyboard, light for the pointer.
    pub fn encircle(&self, view: &View, rect: &Rect, strong: bool) {
        let origin = view.root.get_bounding_client_rect();
        self.ring
            .set_class_name(if strong { "ring strong" } else { "ring" });
        dom::set_px(&self.ring, "left", rect.x - origin.left());
        dom::set_px(&self.ring, "top", rect.y - origin.top());
        dom::set_px(&self.ring, "width", rect.width);
        dom::set_px(&self.ring, "height", rect.height);
        self.ring.set_hidden(false);
    }

    /// Has the controls wait for their style sheet.
    pub fn style_late(&self, view: &View, listeners: &mut Listeners) -> Result<(), JsValue> {
        // It may be there for a message that came first.
        let Some(link) = view.late_sheet()? else {
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
}

/// A further button at the end of the others.
fn button(buttons: &Element, action: &str) -> Result<HtmlElement, JsValue> {
    let button = dom::add(buttons, "button", "button")?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-action", action)?;
    Ok(button)
}
