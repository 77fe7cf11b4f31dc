//! What every kind of chart is drawn from, and what all of them ask of it: sizes, inks, names, values.

use super::ChartSpec;
use super::scale::Scale;
use super::select::{Line, Selection};
use crate::dataset::{Dataset, Observation, Qualifier};
use crate::gather::Gather as _;
use crate::locale::Words;
use crate::measure::fold;
use crate::scene::{Align, Ink, MeasureText, Point, Scene, Text};
use crate::text::Setting;

/// What every chart is drawn from.
pub(super) struct Context<'a> {
    pub(super) set: &'a Dataset,
    pub(super) spec: &'a ChartSpec,
    pub(super) selection: &'a Selection,
    pub(super) measure: &'a dyn MeasureText,
    pub(super) words: &'static Words,
    /// What each line of the selection is drawn in.
    pub(super) inks: &'a [Ink],
    /// The least width of the value axis, so that those of several panels are alike.
    pub(super) axis: f64,
    /// Where the lines are named elsewhere, once for several panels: the place of each line of the selection among
    /// these names.
    pub(super) shared: Option<&'a [usize]>,
}

impl<'a> Context<'a> {
    /// What a line is drawn in.
    pub(super) fn ink(&self, line: &Line) -> Ink {
        self.inks.get(line.at).copied().unwrap_or(Ink::Series(0))
    }

    /// What its name is written in.
    pub(super) fn name_ink(&self, line: &Line) -> Ink {
        match self.ink(line) {
            Ink::Faint => Ink::Muted,
            ink => ink,
        }
    }

    /// Whether a line stands back behind those that the reader or the webmaster has singled out.
    pub(super) fn stands_back(&self, line: &Line) -> bool {
        let named = |wanted: &str| {
            let wanted = fold(wanted);
            [&line.label, &line.measure]
                .into_iter()
                .chain(&line.area)
                .any(|name| fold(name) == wanted)
        };
        self.singled() && !self.spec.highlight.iter().any(|name| named(name))
    }

    /// Whether any line is singled out among others: by weight too, for those who do not tell the colours.
    pub(super) fn singled(&self) -> bool {
        !self.spec.highlight.is_empty()
    }

    /// The size of body text in CSS px.
    pub(super) fn body(&self) -> f64 {
        self.spec.text_size
    }

    /// The size of axis labels.
    pub(super) fn small(&self) -> f64 {
        self.spec.text_size * 0.8125
    }

    /// The size of value labels: the smallest, 12 px at 100 %.
    pub(super) fn label(&self) -> f64 {
        self.spec.text_size * 0.75
    }

    pub(super) fn setting(&self, size: f64, bold: bool) -> Setting<'a> {
        Setting {
            size,
            bold,
            measure: self.measure,
        }
    }

    /// Between the lines of a name that takes two.
    pub(super) fn line_height(&self, size: f64) -> f64 {
        size * 1.3
    }

    /// In how many lines a name is written at most: what is large is asked for by those who need it whole.
    pub(super) fn name_lines(&self) -> usize {
        if self.spec.text_size < 24.0 { 2 } else { 4 }
    }

    /// How much higher than one line the highest of these names is above something.
    pub(super) fn name_room(&self, names: &mut dyn Iterator<Item = &str>, size: f64) -> f64 {
        let setting = self.setting(size, self.singled());
        let most = self.name_lines();
        let lines = names.map(|name| setting.wrap(name, self.spec.width, most).len());
        let further = lines.max().unwrap_or(1).saturating_sub(1);
        further as f64 * self.line_height(size)
    }

    /// Writes a name beside something, ending at `beside`, or without that above it, the last of its lines on `above`.
    #[inline(never)]
    pub(super) fn name(
        &self,
        scene: &mut Scene,
        name: &str,
        beside: Option<Point>,
        above: f64,
        size: f64,
        bold: bool,
    ) {
        let most = self.name_lines();
        let lines = match beside {
            Some(_) => vec![name.to_owned()],
            None => self.setting(size, bold).wrap(name, self.spec.width, most),
        };
        let (x, mut y, align) = match beside {
            Some(at) => (at.x, at.y + 0.36 * size, Align::End),
            None => (0.0, above, Align::Start),
        };
        for text in lines.into_iter().rev() {
            scene.text(Text {
                x,
                y,
                text,
                size,
                bold,
                align,
                ink: Ink::Text,
            });
            y -= self.line_height(size);
        }
    }

    /// The observation of a line at a step, with its index.
    pub(super) fn point(&self, line: &Line, step: usize) -> Option<(usize, Observation<'a>)> {
        let index = line.point(step)?;
        Some((index, self.set.get(index)?))
    }

    /// The observations of the lines that have a value.
    pub(super) fn values(&self, lines: &[&Line]) -> Vec<Observation<'a>> {
        lines
            .iter()
            .flat_map(|line| line.points.iter().flatten())
            .filter_map(|&index| self.set.get(index))
            .filter(|observation| observation.value.is_some())
            .gather()
    }

    /// The smallest and the largest value, upper ends of ranges included; 0 to 0 where there is none.
    pub(super) fn range(&self, lines: &[&Line]) -> (f64, f64) {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for line in lines {
            for &index in line.points.iter().flatten() {
                if let Some(value) = self.set.value(index) {
                    low = low.min(value);
                    high = high.max(self.set.high(index).unwrap_or(value));
                }
            }
        }
        if low <= high { (low, high) } else { (0.0, 0.0) }
    }

    /// 16:9 above 640 px, 4:3 down to 400, then nearly as tall as wide.
    pub(super) fn natural_height(&self) -> f64 {
        let width = self.spec.width;
        let height = match width {
            _ if width > 640.0 => (width * 9.0 / 16.0).min(440.0),
            _ if width > 400.0 => width * 0.75,
            _ => width * 0.9,
        };
        // Large text needs more rows of it than a narrow picture has.
        let least = self.body() * 11.0;
        self.spec.height.unwrap_or(height.round()).max(least)
    }

    /// Makes room for a legend: the plot below it stays as high as it was.
    pub(super) fn grow(&self, scene: &mut Scene, legend: f64) {
        if self.spec.height.is_none() || legend > scene.height / 3.0 {
            scene.height += legend.ceil();
        }
    }

    /// About how wide the value axis will be: what the year labels cannot have.
    pub(super) fn axis_width(&self, scale: &Scale) -> f64 {
        let setting = self.setting(self.small(), false);
        scale
            .ticks
            .iter()
            .map(|&tick| setting.width(&scale.label(tick)))
            .fold(0.0, f64::max)
            + 8.0
    }

    /// Whether any of the lines has anything to draw at a step: a value, or one that cannot be read.
    pub(super) fn anything(&self, lines: &[&Line], step: usize) -> bool {
        lines.iter().any(|line| {
            self.point(line, step)
                .is_some_and(|(_, observation)| observation.qualifier != Qualifier::Missing)
        })
    }

    /// The stretches of steps for which `empty` holds, as first and last.
    pub(super) fn gaps(&self, empty: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
        let mut gaps: Vec<(usize, usize)> = Vec::new();
        for step in (0..self.selection.steps.len()).filter(|&step| empty(step)) {
            match gaps.last_mut() {
                Some((_, last)) if *last + 1 == step => *last = step,
                _ => gaps.push((step, step)),
            }
        }
        gaps
    }

    /// The words over the value axis: the unit with its multiplier. Empty where the axis has no
    /// multiplier: then the subtitle names the unit, once.
    pub(super) fn axis_unit(&self, scale: &Scale, lines: &[&Line]) -> String {
        if scale.multiplier.is_empty() {
            return String::new();
        }
        let unit = lines
            .iter()
            .find_map(|line| line.unit.as_deref())
            .unwrap_or_default();
        let unit = self.words.unit(unit, 2.0);
        format!("{}{unit}", scale.multiplier).trim_end().to_owned()
    }
}
