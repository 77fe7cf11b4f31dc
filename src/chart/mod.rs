//! A dataset and a specification become a laid-out chart.

use crate::gather::Gather as _;
mod auto;
mod bar;
mod bars;
mod caption;
mod columns;
pub mod format;
mod frame;
mod funnel;
mod legend;
mod line;
mod picture;
mod rank;
mod recorder;
mod scale;
mod select;
mod spec;
mod tiles;

pub use picture::picture;
pub use spec::{ChartSpec, Kind, Years, split_list};

use crate::dataset::{Dataset, Observation, Qualifier};
use crate::locale::{Words, fill, join, lookup};
use crate::scene::{MeasureText, Point, Rect, Scene};
use crate::text::Setting;
use scale::Scale;
use select::{Line, Selection};

/// One datum of a drawn chart: what pointer, touch and keyboard reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The index of its observation in the dataset.
    pub observation: usize,
    /// Its place along the first axis (the year, the step, the tile), from 0: left and right.
    pub step: usize,
    /// Its place among the series at that step, from 0: up and down.
    pub series: usize,
    /// What the pointer may touch, in CSS px of the scene.
    pub bounds: Rect,
    /// Where the tooltip points at, in CSS px of the scene.
    pub anchor: Point,
}

/// A chart ready to be painted, said and listed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chart {
    /// The kind that was drawn; never [`Kind::Auto`].
    pub kind: Kind,
    /// The finding or the measure and the years.
    pub title: String,
    /// Unit, years, place; may be empty.
    pub subtitle: String,
    /// Where the figures come from.
    pub source: Option<String>,
    /// What the reader must know: approximate values explained, notes of the file.
    pub notes: Vec<String>,
    /// The plot alone; empty (0 × 0) for [`Kind::Table`].
    pub scene: Scene,
    /// The data in reading order: by step, then by series.
    pub marks: Vec<Mark>,
    /// The indices in the dataset of all that the chart is about, those without a mark
    /// (missing, unreadable, another year's scope) included, in reading order: the rows of its table.
    pub shown: Vec<usize>,
    /// What was asked for and could not be done, in the language of the chart.
    pub warnings: Vec<String>,
}

/// What every chart is drawn from.
struct Context<'a> {
    set: &'a Dataset,
    spec: &'a ChartSpec,
    selection: &'a Selection,
    measure: &'a dyn MeasureText,
    words: &'static Words,
}

/// The plot of one kind of chart.
#[derive(Default)]
struct Plot {
    scene: Scene,
    marks: Vec<Mark>,
    notes: Vec<String>,
    /// Whether the plot itself says its unit, so that the subtitle need not.
    unit_shown: bool,
}

impl<'a> Context<'a> {
    /// The size of body text in CSS px.
    fn body(&self) -> f64 {
        self.spec.text_size
    }

    /// The size of axis labels.
    fn small(&self) -> f64 {
        self.spec.text_size * 0.8125
    }

    /// The size of value labels: the smallest, 12 px at 100 %.
    fn label(&self) -> f64 {
        self.spec.text_size * 0.75
    }

    fn setting(&self, size: f64, bold: bool) -> Setting<'a> {
        Setting {
            size,
            bold,
            measure: self.measure,
        }
    }

    /// The observation of a line at a step, with its index.
    fn point(&self, line: &Line, step: usize) -> Option<(usize, Observation<'a>)> {
        let index = line.point(step)?;
        Some((index, self.set.get(index)?))
    }

    /// The observations of the lines that have a value.
    fn values(&self, lines: &[&Line]) -> Vec<Observation<'a>> {
        lines
            .iter()
            .flat_map(|line| line.points.iter().flatten())
            .filter_map(|&index| self.set.get(index))
            .filter(|observation| observation.value.is_some())
            .gather()
    }

    /// The smallest and the largest value, upper ends of ranges included; 0 to 0 where there is none.
    fn range(&self, values: &[Observation<'_>]) -> (f64, f64) {
        let low = values
            .iter()
            .filter_map(|value| value.value)
            .fold(f64::INFINITY, f64::min);
        let high = values
            .iter()
            .filter_map(|value| value.high.or(value.value))
            .fold(f64::NEG_INFINITY, f64::max);
        if low <= high { (low, high) } else { (0.0, 0.0) }
    }

    /// 16:9 above 640 px, 4:3 down to 400, then nearly as tall as wide.
    fn natural_height(&self) -> f64 {
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
    fn grow(&self, scene: &mut Scene, legend: f64) {
        if self.spec.height.is_none() || legend > scene.height / 3.0 {
            scene.height += legend.ceil();
        }
    }

    /// About how wide the value axis will be: what the year labels cannot have.
    fn axis_width(&self, scale: &Scale) -> f64 {
        let setting = self.setting(self.small(), false);
        scale
            .ticks
            .iter()
            .map(|&tick| setting.width(&scale.label(tick)))
            .fold(0.0, f64::max)
            + 8.0
    }

    /// Whether any of the lines has anything to draw at a step: a value, or one that cannot be read.
    fn anything(&self, lines: &[&Line], step: usize) -> bool {
        lines.iter().any(|line| {
            self.point(line, step)
                .is_some_and(|(_, observation)| observation.qualifier != Qualifier::Missing)
        })
    }

    /// The stretches of steps for which `empty` holds, as first and last.
    fn gaps(&self, empty: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
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
    fn axis_unit(&self, scale: &Scale, lines: &[&Line]) -> String {
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

/// The lines of the unit that most values have, so that different units never share an axis; and the others.
fn one_unit<'a>(set: &Dataset, lines: &'a [Line]) -> (Vec<&'a Line>, Vec<&'a Line>) {
    let drawable: Vec<&Line> = lines.iter().filter(|line| !line.rank).gather();
    let unit = drawable
        .iter()
        .find(|line| line.has_value(set))
        .or(drawable.first())
        .and_then(|line| line.unit.as_deref());
    lines.iter().partition(|line| {
        !line.rank
            && (line.unit.as_deref() == unit || (line.unit.is_none() && !line.has_value(set)))
    })
}

/// Charts over years draw at most so many lines; more cannot be told apart.
const MOST_LINES: usize = 8;

/// Lays out the chart that `spec` asks for.
///
/// Nothing fails: what cannot be done as asked is done as the data allow, and said in `warnings`.
pub fn build(set: &Dataset, spec: &ChartSpec, measure: &dyn MeasureText) -> Chart {
    let words = Words::of(spec.lang);
    let selection = select::select(set, spec);
    let mut warnings = selection.warnings.clone();
    let kind = match spec.kind {
        Kind::Auto => auto::choose(set, &selection),
        kind if auto::suits(set, &selection, kind) => kind,
        kind => {
            let name = lookup(words.kinds, kind.name()).unwrap_or(kind.name());
            warnings.push(fill(words.kind_unsuitable, &[name]));
            auto::choose(set, &selection)
        }
    };
    let context = Context {
        set,
        spec,
        selection: &selection,
        measure,
        words,
    };
    // A chart of one year is of the newest with a value.
    let newest = (0..selection.steps.len())
        .rev()
        .find(|&step| selection.has_value(set, step));
    let over_years = auto::with_values(set, &selection) > 1;

    let (mut drawn, others): (Vec<&Line>, Vec<&Line>) = match kind {
        Kind::Bar | Kind::Line | Kind::Funnel => one_unit(set, &selection.lines),
        Kind::Rank => selection.lines.iter().partition(|line| line.rank),
        _ => (selection.lines.iter().gather(), Vec::new()),
    };
    let mut notes = Vec::new();
    // More lines than can stand side by side each year: the newest value of each.
    let newest_each = kind == Kind::Bar && over_years && drawn.len() > MOST_LINES;
    if matches!(kind, Kind::Line | Kind::Rank) && over_years && drawn.len() > MOST_LINES {
        let more = drawn.len() - MOST_LINES;
        drawn.truncate(MOST_LINES);
        notes.push(fill(words.note_rows, &[&more.to_string()]));
    }
    // What was asked for by name and has another unit is named; the rest of a file is not missed.
    if !others.is_empty() && !spec.measures.is_empty() {
        let names: Vec<&str> = others
            .iter()
            .take(4)
            .map(|line| line.label.as_str())
            .gather();
        notes.push(fill(words.note_units, &[&join(&names, words.list)]));
    }
    let step = newest.unwrap_or_default();
    // Each kind is kept a function of its own (`inline(never)`), so that a page need not load those that it does not draw.
    let mut plot = match kind {
        Kind::Bar if newest_each => bars::draw(&context, &drawn, None),
        Kind::Bar if over_years => columns::draw(&context, &drawn),
        Kind::Bar => bars::draw(&context, &drawn, Some(step)),
        Kind::Line => line::draw(&context, &drawn),
        Kind::Rank if over_years => rank::bump(&context, &drawn),
        Kind::Rank => rank::list(&context, &drawn, step),
        Kind::Funnel => funnel::draw(&context, &drawn, step),
        Kind::Tiles => tiles::draw(&context, &drawn),
        Kind::Table | Kind::Auto => Plot::default(),
    };
    notes.append(&mut plot.notes);
    let mut shown = selection.shown.clone();
    if !others.is_empty() && spec.measures.is_empty() {
        // What the chart is not about is not in its table either.
        shown.retain(|&index| {
            set.get(index).is_some_and(|observation| {
                drawn.iter().any(|line| line.measure == observation.measure)
            })
        });
    }
    let title = caption::title(&context, kind, &drawn, newest.filter(|_| !newest_each));
    let subtitle = caption::subtitle(&context, &plot, &drawn, &title);
    let observations: Vec<Observation<'_>> = plot
        .marks
        .iter()
        .filter_map(|mark| set.get(mark.observation))
        .gather();
    notes.append(&mut caption::notes(&context, kind, &observations));
    Chart {
        kind,
        title,
        subtitle,
        source: caption::source(&context, &shown),
        notes,
        scene: plot.scene,
        marks: plot.marks,
        shown,
        warnings,
    }
}
