//! What is said aloud: one polite live region for the datum that keys have reached, for what a control has changed and
//! for what has gone wrong. Of what comes quickly only the last is said.

use crate::chart::{View, format};
use crate::describe;
use crate::locale::{Later, Words, fill, join, later, lookup};
use wasm_bindgen::JsValue;

use super::control::Control;
use super::dom;
use super::widget::Widget;

/// The timer's word for what is due to be said.
pub(super) const SPEAK: &str = "speak";

/// How long nothing else may come before something is said, in milliseconds: a key that is held repeats faster.
const QUIET: i32 = 150;

/// What is about to be said.
#[derive(Default)]
pub struct Voice {
    words: String,
    timer: Option<i32>,
    /// The mark that the words are about, and the one that was heard of last.
    about: Option<usize>,
    heard: Option<usize>,
}

impl Voice {
    /// The mark that was heard of last: what is passed over in haste is not known to the listener.
    pub(super) fn heard(&self) -> Option<usize> {
        self.heard
    }

    /// What is about to be said is about this mark.
    pub(super) fn about(&mut self, mark: usize) {
        self.about = Some(mark);
    }

    /// The listener comes anew, or the marks are others.
    pub(super) fn forget(&mut self) {
        self.about = None;
        self.heard = None;
    }
}

impl Widget {
    /// Has a screen reader say something, unless something else comes at once.
    pub(super) fn speak(&mut self, words: String) {
        // Without a timer nothing is said; nothing else depends on it.
        let _ = self.try_speak(words);
    }

    fn try_speak(&mut self, words: String) -> Result<(), JsValue> {
        let window = dom::window()?;
        if let Some(timer) = self.voice.timer.take() {
            window.clear_timeout_with_handle(timer);
        }
        self.voice.words = words;
        self.voice.about = None;
        let timer = window.set_timeout_with_callback_and_timeout_and_arguments_1(
            &self.host.notify(),
            QUIET,
            &SPEAK.into(),
        )?;
        self.voice.timer = Some(timer);
        Ok(())
    }

    /// It has been quiet for long enough.
    pub(super) fn spoken(&mut self) {
        self.voice.timer = None;
        self.voice.heard = self.voice.about.or(self.voice.heard);
        let words = std::mem::take(&mut self.voice.words);
        if let Ok(around) = self.view.around() {
            around.speak(&words, self.lang);
        }
    }

    /// Says what the reader has changed, and what the chart shows now. Its title may be the same as before.
    pub(super) fn say(&mut self) {
        let (Some((control, value)), Some(set)) = (self.explore.announce.take(), &self.set) else {
            return;
        };
        let (lang, chart) = (self.lang, &self.chart);
        let shown = |what: &str| fill(later(Later::Shows, lang), &[what]);
        let named = |names: Later, name: &str| lookup(later(names, lang), name).unwrap_or_default();
        let mut result = describe::outcome(set, chart, control != Control::Sort, lang);
        let done = match control {
            Control::Legend => {
                let hidden = self.spec.hidden.contains(&value);
                let left = chart.series.iter().filter(|series| !series.hidden).count();
                result = String::new();
                let words = if hidden { Later::Hid } else { Later::Showed };
                fill(later(words, lang), &[&value, &left.to_string()])
            }
            Control::View => {
                if chart.derived.is_none()
                    && self.spec.view != View::Value
                    && let Some(warning) = chart.warnings.last()
                {
                    result.clone_from(warning);
                }
                shown(named(Later::ChooseViews, &value))
            }
            Control::Sort => named(Later::ChooseSorts, &value).to_owned(),
            Control::Chart => shown(named(Later::Kinds, chart.kind.name())),
            Control::Measure if value.is_empty() => shown(later(Later::ChooseAllMeasures, lang)),
            Control::Measure => shown(format::measure_name(&value, lang)),
            Control::Year => match self.spec.year {
                Some(year) => fill(Words::of(lang).year, &[&year.to_string()]),
                None => later(Later::ChooseAllYears, lang).to_owned(),
            },
            Control::Area => {
                let areas = &self.spec.areas;
                let count = areas.len().to_string();
                let which = match areas.len() {
                    0 => later(Later::ChooseAllAreas, lang).to_owned(),
                    1..4 => join(areas, Words::of(lang).list),
                    _ => fill(later(Later::ChooseSomeAreas, lang), &[&count]),
                };
                join(
                    &[later(Later::ChooseArea, lang), &which],
                    Words::of(lang).colon,
                )
            }
        };
        let mut parts = vec![done, result];
        parts.retain(|part| !part.is_empty());
        let spoken = join(&parts, Words::of(lang).comma);
        self.speak(spoken);
    }
}
