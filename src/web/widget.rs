//! One chart on a page: what it holds, and the ways into it.

use crate::chart::{Chart, ChartSpec, State};
use crate::dataset::{Dataset, hash};
use crate::describe;
use crate::intake::{Diagnostic, Severity};
use crate::locale::{Interface, Lang, fill};
use crate::scene::{Ink, Palette, Point, Scene};
use js_sys::{Array, Date};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Event, HtmlElement};

use super::canvas::{self, Measurer};
use super::explore::Explore;
use super::help::Help;
use super::host::Host;
use super::listeners::Listeners;
use super::options::Options;
use super::print;
use super::report;
use super::saver::Saver;
use super::sound::Sound;
use super::table::TableView;
use super::view::View;
use super::voice::Voice;
use super::{dom, download, file, page};

/// The timer's word for [`Widget::finish`]. The loader knows it too: it is where the first module ends.
pub(super) const FINISH: &str = "finish";

/// One chart on a page. Every method is called by the loader, which guards against traps.
#[wasm_bindgen]
pub struct Widget {
    pub(super) host: Host,
    pub(super) view: View,
    pub(super) options: Options,
    pub(super) lang: Lang,
    pub(super) set: Option<Dataset>,
    pub(super) chart: Chart,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) listeners: Listeners,
    /// The date of the file that is shown.
    pub(super) date: Option<Date>,
    /// Whether the server has given it.
    pub(super) dated: bool,
    /// Tells whether a file is the one that is shown: of its bytes and the encoding that was asked for.
    fingerprint: u64,
    pub(super) spec: ChartSpec,
    pub(super) measurer: Measurer,
    pub(super) palette: Palette,
    /// Title and subtitle, where they are drawn on the page's canvas.
    pub(super) heading: Scene,
    pub(super) ratio: f64,
    /// Whether anything but the width has changed since the last layout.
    pub(super) stale: bool,
    /// Whether what the page gives is taken as it was: its colours, fonts and width are looked at again in
    /// [`Widget::finish`], after the picture, because asking for them has the browser lay out the page.
    pub(super) trusted: bool,
    /// Whether a picture was drawn so and the page has not been looked at since.
    pub(super) unsure: bool,
    /// Whether the system asks for strong contrast, or for its own colours, as the page was last looked at; a change of
    /// that has it looked at again.
    pub(super) strong: bool,
    /// The size of the canvas in CSS px.
    size: std::cell::Cell<(f64, f64)>,
    /// Whether there is a plot, and not the table alone.
    pub(super) drawn: bool,
    /// Whether `county-chart-ready` is due.
    pub(super) owed: bool,
    /// Whether listeners and observers are in place.
    pub(super) listening: bool,
    /// Whether the picture is there and its words are not yet.
    pub(super) unfinished: bool,
    /// Whether the whole module is known to be here: what only that can draw waits for it.
    pub(super) whole: bool,
    /// Whether the table is of an older chart.
    pub(super) anew: bool,
    /// What was asked for and could not be done, of the picture that is there.
    pub(super) warnings: Vec<String>,
    /// Whether a layout has been asked for.
    pub(super) awaited: bool,
    /// Whether a chart is shown now.
    pub(super) shown: bool,
    pub(super) table_open: bool,
    /// Whether the page is being printed.
    pub(super) printing: bool,
    /// The button that downloads an SVG, where it has been asked for.
    pub(super) svg_button: Option<HtmlElement>,
    /// The picture that is shown to be pressed and saved.
    pub(super) saver: Option<Saver>,
    /// The mark that keyboard, click or `select()` has reached.
    pub(super) at: Option<usize>,
    /// Whether its card is open, and not closed by Escape.
    pub(super) pinned: bool,
    /// Whether the reader has pinned it: it stays when pointer and focus leave.
    pub(super) held: bool,
    /// The group of each mark, for the page keys.
    pub(super) groups: Vec<usize>,
    /// Where a finger is, or was last, in CSS px of the screen: the card keeps clear of it.
    pub(super) finger: Option<Point>,
    pub(super) voice: Voice,
    pub(super) help: Option<Help>,
    pub(super) sound: Sound,
    /// The mark under the pointer.
    pub(super) hover: Option<usize>,
    pub(super) over_card: bool,
    /// What the reader has chosen, in place of the state that the chart begins with.
    pub(super) chosen: Option<State>,
    /// Whether the chart that is shown is to be kept in `before` when another takes its place.
    pub(super) keep: bool,
    /// The chart before this one.
    pub(super) before: Option<Chart>,
    /// The series that the others stand back behind.
    pub(super) singled: Option<Ink>,
    pub(super) explore: Explore,
    /// The data table.
    pub(super) table: Option<TableView>,
}

#[wasm_bindgen]
impl Widget {
    /// Builds an empty chart in the part of the shadow tree that `host` gives it.
    #[wasm_bindgen(constructor)]
    pub fn new(host: Host) -> Result<Widget, JsValue> {
        let view = View::new(&host)?;
        let measurer = Measurer::new(&page::font_family(&view.root)?)?;
        let widget = Widget {
            listeners: Listeners::new(host.notify()),
            lang: page::lang(&host.element()),
            host,
            view,
            measurer,
            options: Options::default(),
            set: None,
            chart: Chart::default(),
            diagnostics: Vec::new(),
            date: None,
            dated: false,
            fingerprint: 0,
            spec: ChartSpec::default(),
            palette: Palette::LIGHT,
            heading: Scene::default(),
            ratio: canvas::ratio(),
            stale: true,
            trusted: false,
            unsure: false,
            strong: false,
            size: std::cell::Cell::default(),
            drawn: false,
            owed: false,
            listening: false,
            unfinished: false,
            whole: false,
            anew: false,
            warnings: Vec::new(),
            awaited: false,
            shown: false,
            table_open: false,
            printing: false,
            svg_button: None,
            saver: None,
            at: None,
            pinned: false,
            held: false,
            groups: Vec::new(),
            finger: None,
            voice: Voice::default(),
            help: None,
            sound: Sound::default(),
            hover: None,
            over_card: false,
            chosen: None,
            keep: false,
            before: None,
            singled: None,
            explore: Explore::default(),
            table: None,
        };
        widget.adopt_canvas();
        Ok(widget)
    }

    /// Takes the attributes of the element, as a list in the loader's order.
    pub fn configure(&mut self, attributes: JsValue) {
        // Attributes are strings or null; the type cannot differ.
        let options: Options = serde_wasm_bindgen::from_value(attributes).unwrap_or_default();
        if self.chosen.is_some() && options.state() != self.options.state() {
            // Another beginning, by the page's own script.
            self.chosen = None;
        }
        let before = std::mem::replace(&mut self.options, options);
        self.trusted = self.listening
            && self.shown
            && !self.stale
            && !self.printing
            && !self.view.foreign
            && before.look_as(&self.options);
        if !self.trusted {
            self.lang = page::lang(&self.host.element());
        }
        self.refresh();
    }

    /// Takes the bytes of a file and its date as HTTP writes it; returns whether they could be used.
    pub fn load(&mut self, bytes: &[u8], date: Option<String>) -> bool {
        let encoding = self.options.encoding().unwrap_or_default();
        let fingerprint = hash(bytes).rotate_left(1) ^ hash(encoding.as_bytes());
        if self.shown && fingerprint == self.fingerprint {
            // Asked for again and not changed: what is shown is not old, and the reader is not disturbed.
            self.view.settle();
            return true;
        }
        let reading = file::read(bytes, self.options.encoding());
        let fatal = reading
            .diagnostics
            .iter()
            .find(|diagnostic| diagnostic.severity() == Severity::Fatal);
        if let Some(fatal) = fatal {
            let worded = fatal.worded(self.lang);
            let mut message = worded.message;
            if !worded.hint.is_empty() {
                if self.lang == Lang::En {
                    message.push(' ');
                }
                message.push_str(&worded.hint);
            }
            self.complain(fatal.code.name(), &message, fatal.row, fatal.column);
            return false;
        }
        if reading.dataset.is_empty() {
            self.complain("no-rows", Interface::of(self.lang).no_rows, None, None);
            return false;
        }
        self.set = Some(reading.dataset);
        self.diagnostics = reading.diagnostics;
        self.fingerprint = fingerprint;
        // A file without a date is as old as its reading.
        let given = date.map(|date| Date::new(&date.into()));
        let given = given.filter(|date| !date.get_time().is_nan());
        self.dated = given.is_some();
        self.date = Some(given.unwrap_or_else(Date::new_0));
        self.view.settle();
        self.refresh();
        true
    }

    /// Says why there is no file: the server's status, an error where it gave no answer, or 0 for a fault of
    /// the widget's own.
    pub fn fail(&mut self, reason: JsValue) {
        let words = Interface::of(self.lang);
        let (code, message) = match reason.as_f64().map(|status| status as u16) {
            Some(0) => ("internal", words.internal.to_string()),
            Some(404 | 410) => ("http", words.not_found.to_string()),
            Some(status) => ("http", fill(words.http, &[&status.to_string()])),
            None => ("network", words.network.to_string()),
        };
        self.complain(code, &message, None, None);
    }

    /// All observations of the file.
    pub fn data(&self) -> JsValue {
        match &self.set {
            Some(set) => report::observations(set),
            None => Array::new().into(),
        }
    }

    /// The chart in words.
    pub fn summary(&self) -> String {
        match &self.set {
            Some(set) if self.shown => describe::summary(set, &self.chart, self.lang),
            _ => String::new(),
        }
    }

    /// Shows the first datum that has all the given keys; returns whether there is one.
    pub fn select(&mut self, which: JsValue) -> bool {
        let Some(set) = self.set.as_ref().filter(|_| which.is_object()) else {
            return false;
        };
        let found = self.chart.marks.iter().position(|mark| {
            set.get(self.chart.in_file(mark.observation))
                .is_some_and(|observation| report::matches(&which, &observation))
        });
        if found.is_some() {
            self.at = found;
            self.hover = None;
            self.held = false;
            self.pinned = true;
            self.present();
        }
        found.is_some()
    }

    /// The chart as a file of this MIME type: a blob, or a canvas that becomes a PNG; undefined for others.
    pub fn export(&self, kind: &str) -> JsValue {
        if !self.shown {
            return JsValue::UNDEFINED;
        }
        match kind {
            "text/csv" => self.csv().map_or(JsValue::UNDEFINED, JsValue::from),
            "image/png" => self.picture().map_or(JsValue::UNDEFINED, JsValue::from),
            "image/svg+xml" => self.svg().map_or(JsValue::UNDEFINED, JsValue::from),
            _ => JsValue::UNDEFINED,
        }
    }

    /// Handles whatever the browser calls back with: an event, an observer's entries, a frame's time, a
    /// timer's word, a blob.
    pub fn handle(&mut self, what: JsValue) {
        // What fails here is one gesture; the chart stays as it is.
        let _ = if let Some(event) = what.dyn_ref::<Event>() {
            self.event(event)
        } else if let Some(word) = what.as_string() {
            self.timer(&word);
            Ok(())
        } else if let Some(blob) = what.dyn_ref::<Blob>() {
            self.save(blob, "png")
        } else if Array::is_array(&what) {
            self.observed()
        } else {
            self.frame(what.as_f64());
            self.awaited = false;
            self.layout();
            Ok(())
        };
    }
}

impl Widget {
    pub(super) fn paint(&self) -> Result<(), JsValue> {
        self.paint_plot(&self.chart.scene)
    }

    pub(super) fn paint_plot(&self, plot: &Scene) -> Result<(), JsValue> {
        let top = self.heading.height;
        let patterned = self.patterned(plot);
        let plot = patterned.as_ref().unwrap_or(plot);
        let singled = self.singled.map(|ink| self.palette.singling(ink));
        let palette = singled.as_ref().unwrap_or(&self.palette);
        let size = (self.spec.width, plot.height + top);
        canvas::paint(
            &self.view.context,
            size,
            self.ratio,
            palette,
            &self.measurer,
            &[
                (&self.heading, Point::default()),
                (plot, Point { x: 0.0, y: top }),
            ],
        )?;
        if self.size.replace(size) != size || self.view.foreign {
            self.view.size(size.0, size.1);
        }
        if self.printing {
            print::flow(&self.view);
        }
        Ok(())
    }

    /// Tells those who measure the page that its first chart is there.
    pub(super) fn mark_first(&self) {
        const MARK: &str = "county-chart-drawn";
        if let Some(performance) = web_sys::window().and_then(|window| window.performance())
            && performance.get_entries_by_name(MARK).length() == 0
        {
            // Who clears or fills the page's marks is not our concern.
            let _ = performance.mark(MARK);
        }
    }

    pub(super) fn save(&self, blob: &Blob, extension: &str) -> Result<(), JsValue> {
        let name = download::file_name(&self.chart.title, extension);
        download::save(blob, &name, &self.host.notify())
    }

    /// The page's canvas is as wide as its attributes say, but never wider than its place.
    fn adopt_canvas(&self) {
        let canvas = &self.view.canvas;
        if !self.view.foreign {
            return;
        }
        let before = (canvas.client_width(), canvas.width());
        canvas.set_width(before.1 + 8);
        if canvas.client_width() != before.0 {
            // No style sheet of the page rules it.
            dom::set_style(canvas, "width", "100%");
            dom::set_px(canvas, "max-width", f64::from(before.1));
        }
    }
}

/// A date in the reader's own time zone, as `2026-11-20`.
pub(super) fn day(date: &Date) -> String {
    let mut text = date.get_full_year().to_string();
    for part in [date.get_month() + 1, date.get_date()] {
        text.push('-');
        if part < 10 {
            text.push('0');
        }
        text.push_str(&part.to_string());
    }
    text
}
