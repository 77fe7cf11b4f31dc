//! Exploring: what the controls offer, what they do to the chart, and the page's address that remembers it.

use crate::chart::{ChartSpec, State, choices};
use crate::locale::{Later, fill, later};
use crate::motion::Motion;
use crate::scene::Ink;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};

use super::control::Control;
use super::controls::{Controls, Offer};
use super::widget::Widget;
use super::{dom, fragment, page};

/// The word with which the timer of a playing year calls back.
pub(super) const PLAY: &str = "play";

/// How long each year stays while they play, in milliseconds.
const YEAR: i32 = 1000;

/// How long figures take from old to new, in milliseconds.
const WAY: f64 = 180.0;

/// What belongs to exploring.
#[derive(Default)]
pub struct Explore {
    controls: Option<Controls>,
    /// The tokens that the controls were built for.
    tokens: String,
    /// What the chart asks for without what the reader has chosen.
    base: ChartSpec,
    choices: crate::chart::Choices,
    /// The timer of the next year, while they play.
    playing: Option<i32>,
    /// What the reader has changed, which is to be said with what has come of it.
    pub(super) announce: Option<(Control, String)>,
    /// The series whose name is pointed at or has the focus.
    named: Option<Ink>,
    /// The way to the chart that is shown, and the time of its first frame.
    motion: Option<(Motion, Option<f64>)>,
}

impl Widget {
    /// Shows the controls that do something.
    #[inline(never)]
    pub(super) fn offer(&mut self) -> Result<(), JsValue> {
        let Some(set) = &self.set else {
            return Ok(());
        };
        let none = State::default();
        let spec = &self.spec;
        let (base, _) = self
            .options
            .spec(self.lang, spec.width, spec.text_size, Some(&none));
        self.explore.choices = choices(set, &base, spec, &self.chart);
        self.explore.base = base;
        let mut tokens = String::new();
        for name in Control::NAMES {
            if self.options.control(&[name]) {
                tokens.push_str(name);
                tokens.push(' ');
            }
        }
        if self.explore.controls.is_none() || self.explore.tokens != tokens {
            let options = &self.options;
            let row = &self.view.around()?.controls;
            self.explore.controls = Some(Controls::new(row, |name| options.control(&[name]))?);
            self.explore.tokens = tokens;
        }
        self.show_controls()
    }

    fn show_controls(&mut self) -> Result<(), JsValue> {
        let patterns = self.patterns();
        let explore = &mut self.explore;
        let Some(controls) = &mut explore.controls else {
            return Ok(());
        };
        let any = controls.show(&Offer {
            choices: &explore.choices,
            spec: &self.spec,
            kind: self.chart.kind.name(),
            palette: &self.palette,
            patterns,
            playing: explore.playing.is_some(),
            lang: self.lang,
        })?;
        self.view.around()?.controls.set_hidden(!any);
        Ok(())
    }

    /// An event of the controls.
    pub(super) fn controlled(&mut self, kind: &str, event: &Event) -> Result<(), JsValue> {
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|target| target.closest("[data-control]").ok()?)
        else {
            return Ok(());
        };
        let name = target.get_attribute("data-control").unwrap_or_default();
        let control = Control::parse(&name);
        let value = || target.get_attribute("data-value").unwrap_or_default();
        match (kind, control) {
            ("pointerover" | "focusin", Some(Control::Legend)) => {
                let value = value();
                let mut series = self.chart.series.iter();
                let series = series.find(|series| series.label == value && !series.hidden);
                self.explore.named = series.map(|series| series.ink);
                self.single_out()
            }
            ("focusout", _) if self.leaves_areas(event) => {
                self.close_areas(false);
                Ok(())
            }
            ("pointerout" | "focusout", Some(Control::Legend)) => {
                self.explore.named = None;
                self.single_out()
            }
            ("input", Some(Control::Year)) => self.slide(target.unchecked_ref(), false),
            ("change", Some(Control::Year)) => self.slide(target.unchecked_ref(), true),
            ("input", None) if name == "filter" => {
                if let Some(controls) = &self.explore.controls {
                    let words = target.unchecked_ref::<HtmlInputElement>().value();
                    let left = controls.filter_areas(&words).to_string();
                    self.speak(fill(later(Later::ChooseFound, self.lang), &[&left]));
                }
                Ok(())
            }
            ("change", Some(Control::Area)) => {
                let value = target.unchecked_ref::<HtmlInputElement>().value();
                self.take(Control::Area, &value)
            }
            ("change", Some(control)) => {
                let value = target.unchecked_ref::<HtmlSelectElement>().value();
                self.take(control, &value)
            }
            ("click", None) if name == "play" => self.play(),
            ("click", None) if name == "areas" => {
                if let Some(controls) = &self.explore.controls {
                    controls.open_areas(!controls.areas_open(), &self.view.root);
                }
                Ok(())
            }
            ("click", Some(control)) if target.has_attribute("data-value") => {
                self.take(control, &value())
            }
            _ => Ok(()),
        }
    }

    /// Closes the list of places; with `back`, the focus returns to its button.
    pub(super) fn close_areas(&self, back: bool) -> bool {
        let Some(controls) = &self.explore.controls else {
            return false;
        };
        let was = controls.open_areas(false, &self.view.root);
        if was && back {
            controls.focus_areas();
        }
        was
    }

    /// Whether an event comes from the list of places or its button.
    pub(super) fn in_areas(&self, event: &Event) -> bool {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        target.is_some_and(|target| matches!(target.closest(".of-area"), Ok(Some(_))))
    }

    /// Whether the focus goes from the list of places to something else, which the list would hide.
    fn leaves_areas(&self, event: &Event) -> bool {
        let to = js_sys::Reflect::get(event, &"relatedTarget".into());
        let to = to.ok().and_then(|to| to.dyn_into::<Element>().ok());
        self.in_areas(event) && to.is_some_and(|to| matches!(to.closest(".of-area"), Ok(None)))
    }

    fn slide(&mut self, slider: &HtmlInputElement, settled: bool) -> Result<(), JsValue> {
        self.pause();
        let years = &self.explore.choices.years;
        let at: usize = slider.value().parse().unwrap_or_default();
        let year = years
            .get(at)
            .map(|year| year.to_string())
            .unwrap_or_default();
        if self.spec.year.map(|year| year.to_string()).as_ref() != Some(&year) {
            self.set_state(Control::Year, &year)?;
        }
        if settled { self.remember() } else { Ok(()) }
    }

    fn take(&mut self, control: Control, value: &str) -> Result<(), JsValue> {
        self.pause();
        self.set_state(control, value)?;
        self.remember()
    }

    /// The state as it is now: what the reader has chosen, else what the webmaster has.
    fn state(&self) -> State {
        self.chosen.clone().unwrap_or_else(|| self.options.state())
    }

    fn set_state(&mut self, control: Control, value: &str) -> Result<(), JsValue> {
        let mut state = self.state();
        let series = self.explore.choices.series.len();
        control.choose(&mut state, value, &self.explore.base, series);
        let changed = self.explore.playing.is_none() && state != self.state();
        self.explore.announce = changed.then(|| (control, value.to_owned()));
        self.chosen = Some(state);
        self.dismiss();
        self.follow();
        self.show_controls()
    }

    /// Draws what has been chosen, moving there from what is shown.
    fn follow(&mut self) {
        // What is drawn fits no width any more.
        self.spec.width = 0.0;
        self.keep = true;
        self.layout();
        self.keep = false;
        let before = self.before.take();
        let before = before.filter(|before| before.scene.height > 0.0);
        let before = before.filter(|_| page::moves(&self.view.root));
        if let (Some(before), Some(set)) = (before, &self.set) {
            let motion = Motion::new(
                (before.set(set), &before),
                (self.chart.set(set), &self.chart),
            );
            self.explore.motion = motion.map(|motion| (motion, None));
            // Before the browser shows anything.
            self.frame(None);
        }
    }

    /// Paints the picture on its way at a frame's time.
    pub(super) fn frame(&mut self, time: Option<f64>) {
        let Some((motion, start)) = &mut self.explore.motion else {
            return;
        };
        let t = match (time, *start) {
            (Some(time), Some(start)) => (time - start) / WAY,
            _ => 0.0,
        };
        *start = start.or(time);
        if t >= 1.0 {
            self.explore.motion = None;
            let _ = self.paint();
            return;
        }
        // Out slowly: most of the way at once.
        let eased = 1.0 - (1.0 - t) * (1.0 - t);
        let scene = motion.at(&self.chart, eased);
        let _ = self.paint_plot(&scene);
        let asked =
            dom::window().and_then(|window| window.request_animation_frame(&self.host.notify()));
        if asked.is_err() {
            self.explore.motion = None;
        }
    }

    /// Ends what moves: another picture has been painted.
    pub(super) fn arrive(&mut self) {
        self.explore.motion = None;
    }

    /// Begins or ends the play of the years.
    fn play(&mut self) -> Result<(), JsValue> {
        if self.explore.playing.is_some() {
            self.pause();
            self.show_controls()?;
            return self.remember();
        }
        let years = &self.explore.choices.years;
        // From the beginning where the end is shown, or all years.
        let begun = self.spec.year.is_some() && self.spec.year.as_ref() != years.last();
        let next = if begun {
            self.next_year()
        } else {
            years.first().copied()
        };
        self.explore.playing = Some(0);
        self.play_year(next)
    }

    fn next_year(&self) -> Option<i32> {
        let now = self.spec.year?;
        let mut years = self.explore.choices.years.iter().copied();
        years.find(|&year| year > now)
    }

    /// Shows a year of the play, and has the next one called.
    fn play_year(&mut self, year: Option<i32>) -> Result<(), JsValue> {
        let Some(year) = year else {
            self.pause();
            let year = self.spec.year.map(|year| year.to_string());
            self.explore.announce = Some((Control::Year, year.unwrap_or_default()));
            self.say();
            self.show_controls()?;
            return self.remember();
        };
        self.set_state(Control::Year, &year.to_string())?;
        let timer = dom::window()?.set_timeout_with_callback_and_timeout_and_arguments_1(
            &self.host.notify(),
            if self.next_year().is_some() { YEAR } else { 0 },
            &PLAY.into(),
        )?;
        self.explore.playing = Some(timer);
        Ok(())
    }

    /// The time of the next year has come.
    pub(super) fn played(&mut self) {
        if self.explore.playing.is_some() {
            let next = self.next_year();
            let _ = self.play_year(next);
        }
    }

    fn pause(&mut self) {
        if let (Some(timer), Ok(window)) = (self.explore.playing.take(), dom::window()) {
            window.clear_timeout_with_handle(timer);
        }
    }

    /// Has the others stand back behind the series that is pointed at: another palette, not another layout.
    pub(super) fn single_out(&mut self) -> Result<(), JsValue> {
        let marked = self
            .in_question()
            .and_then(|at| self.chart.marks.get(at))
            .and_then(|mark| self.chart.series_of(mark))
            .map(|series| series.ink);
        let visible = self.chart.series.iter().filter(|series| !series.hidden);
        let singled = self
            .explore
            .named
            .or(marked)
            .filter(|ink| matches!(ink, Ink::Series(_)))
            .filter(|_| self.chart.keyed() && visible.count() > 1);
        if singled == self.singled {
            return Ok(());
        }
        self.singled = singled;
        self.arrive();
        self.paint()
    }

    /// Takes the state that the page's address holds for this chart; returns whether it is another than before.
    #[inline(never)]
    pub(super) fn recall(&mut self) -> bool {
        let Some(name) = self.options.share() else {
            return false;
        };
        let hash = dom::window().and_then(|window| window.location().hash());
        let found = hash.ok().and_then(|hash| fragment::find(&hash, name));
        let found = found.map(|state| State::parse(&state));
        let new = found != self.chosen;
        self.chosen = found;
        new
    }

    /// The page's address has changed.
    pub(super) fn address(&mut self) -> Result<(), JsValue> {
        if self.recall() {
            self.pause();
            self.follow();
            self.show_controls()?;
        }
        Ok(())
    }

    /// Writes the state into the page's address; what else stands there is kept, and nothing is navigated.
    fn remember(&self) -> Result<(), JsValue> {
        let Some(name) = self.options.share() else {
            return Ok(());
        };
        let window = dom::window()?;
        let location = window.location();
        let state = self.state();
        let text = (state != self.options.state()).then(|| state.write());
        let part = fragment::put(&location.hash()?, name, text.as_deref());
        // The whole address: a bare fragment would be one of the page's `<base>`.
        let href = location.href()?;
        let mut address = href.split('#').next().unwrap_or_default().to_string();
        if !part.is_empty() {
            address.push('#');
            address.push_str(&part);
        }
        let history = window.history()?;
        history.replace_state_with_url(&history.state()?, "", Some(&address))
    }
}
