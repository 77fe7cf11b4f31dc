//! One chart on a page: what it holds, and the ways into it.

use crate::chart::{self, Chart, ChartSpec, State};
use crate::dataset::{Dataset, hash};
use crate::decimal;
use crate::describe;
use crate::intake::{Diagnostic, Severity};
use crate::locale::{Interface, Lang, fill};
use crate::scene::{Ink, Palette, Point, Scene};
use js_sys::{Array, Date};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Event, HtmlElement};

use super::canvas::{self, Measurer};
use super::explore::Explore;
use super::heading::heading;
use super::host::Host;
use super::listeners::Listeners;
use super::options::Options;
use super::print;
use super::report;
use super::saver::Saver;
use super::table::TableView;
use super::theme::Theme;
use super::view::View;
use super::{dom, download, file, page};

/// The narrowest and the widest plot, in CSS px; a canvas in less room is shown smaller.
const NARROWEST: f64 = 280.0;
const WIDEST: f64 = 1920.0;

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
    diagnostics: Vec<Diagnostic>,
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
    ratio: f64,
    /// Whether anything but the width has changed since the last layout.
    stale: bool,
    /// Whether what the page gives is taken as it was: its colours, fonts and width are looked at again in
    /// [`Widget::finish`], after the picture, because asking for them has the browser lay out the page.
    trusted: bool,
    /// Whether a picture was drawn so and the page has not been looked at since.
    unsure: bool,
    /// Whether colours are the system's, as the page was last looked at; a change of that has it looked at again.
    pub(super) forced: bool,
    /// The size of the canvas in CSS px.
    size: std::cell::Cell<(f64, f64)>,
    /// Whether there is a plot, and not the table alone.
    drawn: bool,
    /// Whether `county-chart-ready` is due.
    owed: bool,
    /// Whether listeners and observers are in place.
    pub(super) listening: bool,
    /// Whether the picture is there and its words are not yet.
    unfinished: bool,
    /// Whether the whole module is known to be here: what only that can draw waits for it.
    whole: bool,
    /// Whether the table is of an older chart.
    anew: bool,
    /// What was asked for and could not be done, of the picture that is there.
    warnings: Vec<String>,
    /// Whether a layout has been asked for.
    awaited: bool,
    /// Whether a chart is shown now.
    shown: bool,
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
            forced: false,
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
            self.ask()
        } else {
            self.frame(what.as_f64());
            self.awaited = false;
            self.layout();
            Ok(())
        };
    }
}

impl Widget {
    /// Says what is wrong: in place of the chart, or in a small line while an older one is shown.
    fn complain(&mut self, code: &str, message: &str, row: Option<u32>, column: Option<u32>) {
        let words = Interface::of(self.lang);
        let detail = report::failure(code, message, row, column);
        self.host.emit("error", &detail);
        let kept = self.shown && code != "internal";
        let shown = if kept {
            fill(
                words.stale,
                &[&self.date.as_ref().map(day).unwrap_or_default()],
            )
        } else {
            message.to_string()
        };
        let src = self.options.src();
        let _ = self.view.complain(&shown, kept, src, self.lang);
    }

    /// Draws anew because something other than the width has changed.
    fn refresh(&mut self) {
        self.stale = true;
        self.owed = true;
        self.layout();
    }

    /// Has `layout` called before the next frame: an observer that changed sizes itself would be called again.
    fn ask(&mut self) -> Result<(), JsValue> {
        if !std::mem::replace(&mut self.awaited, true) {
            dom::window()?.request_animation_frame(&self.host.notify())?;
        }
        Ok(())
    }

    /// Asks for a layout with everything measured anew.
    pub(super) fn invalidate(&mut self) -> Result<(), JsValue> {
        self.stale = true;
        self.ask()
    }

    /// Draws anew at once.
    pub(super) fn redraw(&mut self) {
        self.stale = true;
        self.layout();
    }

    /// Whether there is a chart.
    pub(super) fn is_shown(&self) -> bool {
        self.shown
    }

    /// Whether the whole module is known to be here.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Draws the chart at the width that it has now, if there is one and anything has changed.
    pub(super) fn layout(&mut self) {
        if self.try_layout().is_err() {
            self.fail(0.into());
        }
    }

    fn try_layout(&mut self) -> Result<(), JsValue> {
        let Some(set) = &self.set else {
            return Ok(());
        };
        let theme = self.options.theme();
        let trusted = std::mem::take(&mut self.trusted);
        if self.stale && !trusted {
            self.forced = page::media("(forced-colors: active)");
            self.measurer = Measurer::new(&page::font_family(&self.view.root)?)?;
            let element = self.host.element();
            let stands: &web_sys::Element = if self.view.foreign {
                &self.view.canvas
            } else {
                &element
            };
            let colors = if self.printing { Theme::Print } else { theme };
            self.palette = page::palette(stands, &self.view.root, colors, &self.measurer)?;
            self.view
                .dress(&self.palette, theme.is_card(), self.options.text_factor());
        }
        let room = if trusted {
            self.spec.width as i32
        } else if self.view.foreign {
            self.view.canvas.client_width()
        } else {
            self.view.body.client_width()
        };
        if room <= 0 {
            // Room is what the observer tells of.
            return self.listen();
        }
        let mut width = f64::from(room).clamp(NARROWEST, WIDEST);
        let mut ratio = canvas::ratio();
        if self.printing {
            (width, ratio) = print::size(width);
        }
        if !self.stale && width == self.spec.width && ratio == self.ratio {
            return Ok(());
        }
        if !self.whole && self.options.share().is_some() && page::has_state() {
            // What the address asks for is another picture than the first module's.
            return page::later(&self.host.notify(), FINISH);
        }
        self.ratio = ratio;
        if !self.whole && (self.options.has_state() || self.options.has_controls()) {
            return page::later(&self.host.notify(), FINISH);
        }
        let text_size = if trusted {
            self.spec.text_size
        } else {
            page::rem() * self.options.text_factor()
        };
        let (mut spec, warnings) =
            self.options
                .spec(self.lang, width, text_size, self.chosen.as_ref());
        spec.early = !self.whole;
        if self.view.foreign {
            // The heading does not depend on the height, so a first chart tells how much of it is left.
            self.heading = heading(
                &chart::build(set, &spec, &self.measurer),
                width,
                text_size,
                &self.measurer,
            );
            let given = self.host.height().and_then(|height| decimal::read(&height));
            let left = spec.height.or(given);
            spec.height = left.map(|height| (height - self.heading.height).max(120.0));
        }
        let chart = chart::build(set, &spec, &self.measurer);
        if chart.late {
            // The first module's timer brings the whole one, which comes to `finish`.
            return page::later(&self.host.notify(), FINISH);
        }
        if chart.shown.is_empty() {
            if std::mem::take(&mut self.owed) {
                self.complain("no-rows", Interface::of(self.lang).no_rows, None, None);
            }
            return Ok(());
        }
        let before = std::mem::replace(&mut self.chart, chart);
        if self.keep {
            self.before = Some(before);
            self.anew = true;
        }
        self.spec = spec;
        // First what is seen; the words follow when it has been, with all that waits for them.
        // A picture in the place of another comes before its words: a font is set on a canvas only when the browser
        // has worked out again how all that has changed around it looks.
        if trusted {
            self.arrive();
            self.paint()?;
        }
        self.view.head(&self.chart, self.lang)?;
        let drawn = self.chart.scene.height > 0.0;
        if !trusted || drawn != self.drawn {
            self.view.show(drawn);
        }
        self.drawn = drawn;
        self.unsure |= trusted;
        if !trusted {
            if self.whole {
                self.arrive();
            }
            self.paint()?;
            dom::set_style(&self.host.slot(), "display", "none");
            self.mark_first();
        }
        self.shown = true;
        self.anew |= std::mem::take(&mut self.stale) && !self.printing;
        self.warnings = warnings;
        if !std::mem::replace(&mut self.unfinished, true) {
            page::later(&self.host.notify(), FINISH)?;
        }
        Ok(())
    }

    /// After the picture: the summary, the table, what pointer and keyboard have reached, the page's event.
    pub(super) fn finish(&mut self) -> Result<(), JsValue> {
        // The first module ends before this. What it has drawn is laid out again, with all that is not the picture.
        if !std::mem::replace(&mut self.whole, true) {
            self.recall();
            self.unfinished = true;
            self.stale = true;
            self.layout();
        }
        self.unfinished = false;
        self.listen()?;
        let Some(set) = &self.set else {
            return Ok(());
        };
        let summary = describe::summary(set, &self.chart, self.lang);
        self.view.describe(&self.chart, &summary, self.lang)?;
        if std::mem::take(&mut self.anew) {
            let data = describe::table(set, &self.chart, self.lang);
            self.table = Some(TableView::new(&self.view.table, data, self.lang)?);
            self.view.dress_late(&self.palette);
        }
        self.open_table()?;
        let drawn = self.chart.scene.height > 0.0;
        self.view.offer(&self.options, drawn, self.lang);
        self.offer_svg()?;
        if self.options.has_controls() {
            self.offer()?;
        } else {
            self.view.controls.set_hidden(true);
        }
        self.say();
        self.at = self.at.filter(|&at| at < self.chart.marks.len());
        self.hover = None;
        self.present();
        if std::mem::take(&mut self.unsure) && self.look_again()? {
            self.invalidate()?;
        }
        if std::mem::take(&mut self.owed) {
            let set = self.set.as_ref().ok_or(JsValue::NULL)?;
            let warnings = &self.warnings;
            let detail = report::ready(set, &self.chart, &self.diagnostics, warnings, self.lang);
            self.host.emit("ready", &detail);
        }
        Ok(())
    }

    /// Whether the page gives anything but what the picture was drawn with.
    #[inline(never)]
    fn look_again(&mut self) -> Result<bool, JsValue> {
        let (root, element) = (&self.view.root, self.host.element());
        let lang = page::lang(&element);
        if lang != self.lang {
            self.lang = lang;
            return Ok(true);
        }
        let palette = page::palette(&element, root, self.options.theme(), &self.measurer)?;
        // Its width is the observer's matter.
        Ok(palette != self.palette
            || page::font_family(root)? != self.measurer.family()
            || page::rem() * self.options.text_factor() != self.spec.text_size)
    }

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
    fn mark_first(&self) {
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
