//! A series heard: one tone after the other, on request and never by itself. Nothing of Web Audio is touched before the
//! button is pressed.

use crate::chart::format;
use crate::gather::Gather as _;
use crate::locale::{Later, later};
use crate::sound::tones;
use crate::walk;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, HtmlElement};

use super::dom;
use super::widget::Widget;

/// The timer's word for the end of the series.
pub(super) const SOUNDED: &str = "sounded";

/// How long a tone is with the silence after it, in seconds.
const STEP: f64 = 0.3;

/// No series takes longer, in seconds, however many data it has.
const LONGEST: f64 = 15.0;

/// A value that is not there: a dull click.
const CLICK: f32 = 90.0;

/// The button and what it has begun.
#[derive(Default)]
pub struct Sound {
    button: Option<HtmlElement>,
    playing: Option<(AudioContext, i32)>,
}

impl Widget {
    /// Puts the button beside the others, where the webmaster has asked for it and the browser can do it.
    #[inline(never)]
    pub(super) fn offer_sound(&mut self) -> Result<(), JsValue> {
        let audio = || js_sys::Reflect::has(&dom::window()?.into(), &"AudioContext".into());
        let wanted = !self.chart.marks.is_empty()
            && self.options.control(&["sound"])
            && audio().unwrap_or(false);
        if wanted && self.sound.button.is_none() {
            self.sound.button = Some(self.view.around()?.add_button("sound")?);
        }
        // Another picture is another series.
        self.stop_sound();
        if let Some(button) = &self.sound.button {
            button.set_hidden(!wanted);
        }
        Ok(())
    }

    fn name_sound(&self) {
        if let Some(button) = &self.sound.button {
            let word = if self.sound.playing.is_some() {
                Later::ChooseSoundStop
            } else {
                Later::ChooseSound
            };
            button.set_text_content(Some(later(word, self.lang)));
        }
    }

    /// Plays the series in question, the first where there is none; or stops.
    pub(super) fn toggle_sound(&mut self) -> Result<(), JsValue> {
        if self.sound.playing.is_some() {
            self.stop_sound();
            return Ok(());
        }
        let Some(set) = &self.set else {
            return Ok(());
        };
        let set = self.chart.set(set);
        let at = self.at.or(self.hover).unwrap_or_default();
        let row = walk::row(&self.chart.marks, at);
        let observations = row
            .iter()
            .filter_map(|&at| set.get(self.chart.marks.get(at)?.observation))
            .gather();
        let values = observations.iter().map(|observation| observation.value);
        let falling = observations.iter().any(format::is_rank);
        let tones = tones(&values.gather(), falling);
        let context = AudioContext::new()?;
        let length = play(&context, &tones)?;
        let timer = dom::window()?.set_timeout_with_callback_and_timeout_and_arguments_1(
            &self.host.notify(),
            (length * 1000.0) as i32,
            &SOUNDED.into(),
        )?;
        self.sound.playing = Some((context, timer));
        self.name_sound();
        Ok(())
    }

    /// Ends what sounds.
    pub(super) fn stop_sound(&mut self) {
        if let Some((context, timer)) = self.sound.playing.take() {
            // Both fail only for what has ended.
            let _ = context.close();
            if let Ok(window) = dom::window() {
                window.clear_timeout_with_handle(timer);
            }
        }
        self.name_sound();
    }
}

/// Plays the tones; returns how long they take, in seconds.
fn play(context: &AudioContext, tones: &[Option<f64>]) -> Result<f64, JsValue> {
    let step = STEP.min(LONGEST / (tones.len() as f64).max(1.0));
    let oscillator = context.create_oscillator()?;
    let gain = context.create_gain()?;
    oscillator.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&context.destination())?;
    let (frequency, volume) = (oscillator.frequency(), gain.gain());
    let begin = context.current_time() + 0.05;
    volume.set_value_at_time(0.0, 0.0)?;
    for (at, tone) in tones.iter().enumerate() {
        let from = begin + at as f64 * step;
        let (pitch, loud, length) = match tone {
            Some(pitch) => (*pitch as f32, 0.2, step * 0.8),
            None => (CLICK, 0.1, 0.03),
        };
        frequency.set_value_at_time(pitch, from)?;
        // Up and down within a moment: a step would crack.
        let soft = 0.01_f64.min(length / 3.0);
        volume.set_value_at_time(0.0, from)?;
        volume.linear_ramp_to_value_at_time(loud, from + soft)?;
        volume.set_value_at_time(loud, from + length - soft)?;
        volume.linear_ramp_to_value_at_time(0.0, from + length)?;
    }
    oscillator.start()?;
    Ok(tones.len() as f64 * step + 0.1)
}
