//! A dataset and a specification become a laid-out chart.

mod annotate;
mod auto;
mod bar;
mod bars;
mod caption;
mod choices;
mod columns;
mod context;
mod derive;
pub mod format;
mod frame;
mod funnel;
mod legend;
mod line;
mod panels;
mod pictogram;
mod picture;
mod poster;
mod rank;
mod recorder;
mod scale;
mod select;
mod sign;
mod slope;
mod spec;
mod stack;
mod state;
mod tiles;

pub use choices::{Choices, choices};
pub use derive::Derived;
pub(crate) use picture::around;
pub use picture::picture;
pub use poster::POSTER_WIDTH;
pub use sign::{Sign, apart};
pub use spec::{ChartSpec, Kind, Sort, View, Years, split_list};
pub use state::State;
#[cfg_attr(not(target_arch = "wasm32"), allow(unused_imports))]
pub(crate) use state::{decode, encode};

use crate::dataset::{Dataset, Observation};
use crate::gather::Gather as _;
use crate::locale::{Later, Words, fill, join, later, lookup};
use crate::order;
use crate::scene::{Ink, MeasureText, Point, Rect, Scene};
use context::Context;
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

/// One series of a chart, as a legend names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub label: String,
    /// What it is drawn in.
    pub ink: Ink,
    /// Whether the reader has switched it off.
    pub hidden: bool,
    /// What its marks are told by apart from the colour.
    pub sign: Sign,
}

/// A chart ready to be painted, said and listed.
#[derive(Debug, Default)]
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
    /// The data, by step and series, or of lines series by series; in which order they are walked `crate::walk` knows.
    pub marks: Vec<Mark>,
    /// The indices in the dataset of all that the chart is about, those without a mark
    /// (missing, unreadable, another year's scope) included, in reading order: the rows of its table.
    pub shown: Vec<usize>,
    /// The series, those that are switched off included; [`Mark::series`] counts those that are not.
    pub series: Vec<Series>,
    /// Whether each series is one line over several years, in a colour of its own where the kind has such.
    pub over_years: bool,
    /// What was computed for this chart; its marks and rows are then of this dataset and not of the file's.
    pub derived: Option<Derived>,
    /// What was asked for and could not be done, in the language of the chart.
    pub warnings: Vec<String>,
    /// Whether nothing was laid out, because it was asked for early ([`ChartSpec::early`]) and comes later.
    pub late: bool,
    /// Whether the scene has title and subtitle in itself, so that nothing need stand over it.
    pub headed: bool,
}

impl Chart {
    /// The dataset that [`Mark::observation`] and [`Chart::shown`] count in: `file`, or what was computed from it.
    pub fn set<'a>(&'a self, file: &'a Dataset) -> &'a Dataset {
        self.derived.as_ref().map_or(file, |derived| &derived.set)
    }

    /// The index in the file of an observation of [`Chart::set`].
    pub fn in_file(&self, index: usize) -> usize {
        let derived = self.derived.as_ref();
        derived
            .and_then(|derived| derived.of.get(index).copied())
            .unwrap_or(index)
    }

    /// Whether a colour stands for a series: what a legend names, and what may be singled out.
    pub fn keyed(&self) -> bool {
        self.series.len() > 1
            && match self.kind {
                Kind::Line | Kind::Slope => true,
                Kind::Bar | Kind::Stack | Kind::Rank => self.over_years,
                _ => false,
            }
    }

    /// The series of a mark.
    pub fn series_of(&self, mark: &Mark) -> Option<&Series> {
        let mut drawn = self.series.iter().filter(|series| !series.hidden);
        drawn.nth(mark.series)
    }
}

/// The plot of one kind of chart.
#[derive(Default)]
struct Plot {
    scene: Scene,
    marks: Vec<Mark>,
    notes: Vec<String>,
    /// Whether the plot itself says its unit, so that the subtitle need not.
    unit_shown: bool,
    /// The width of its value axis.
    axis: f64,
    /// What each line of the selection is drawn in, where that is not [`Context::inks`].
    inks: Vec<Ink>,
    /// How the lines drawn are told apart where their names are not at them, in their order.
    signs: Vec<Sign>,
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

/// More lines than this cannot be told apart by colour: then [`NAMED`] of them are, and the others stand back.
const MOST_LINES: usize = 8;

/// So many of many lines are in colour.
const NAMED: usize = 5;

/// Lays out the chart that `spec` asks for.
///
/// Nothing fails: what cannot be done as asked is done as the data allow, and said in `warnings`.
pub fn build(set: &Dataset, spec: &ChartSpec, measure: &dyn MeasureText) -> Chart {
    if spec.rank_by.is_some() || spec.view != View::Value {
        return if spec.early {
            late()
        } else {
            derive::draw(set, spec, measure)
        };
    }
    draw(set, spec, measure, false)
}

/// A chart that is laid out later.
fn late() -> Chart {
    Chart {
        late: true,
        ..Chart::default()
    }
}

/// The kind of chart for a selection, and a warning where it is not what was asked for.
fn choose(set: &Dataset, spec: &ChartSpec, selection: &Selection) -> (Kind, Option<String>) {
    let one = spec.year.is_some();
    match spec.kind {
        Kind::Auto => (auto::choose(set, selection, one), None),
        kind if auto::suits(set, selection, kind) => (kind, None),
        kind => {
            let name = lookup(later(Later::Kinds, spec.lang), kind.name()).unwrap_or(kind.name());
            let warning = fill(later(Later::KindUnsuitable, spec.lang), &[name]);
            (auto::choose(set, selection, one), Some(warning))
        }
    }
}

/// What each line is drawn in: the colours in their order, but for those that stand back.
fn inks(context: &Context<'_>, kind: Kind, drawn: &[&Line]) -> Vec<Ink> {
    let lines = &context.selection.lines;
    let mut inks: Vec<Ink> = lines.iter().map(|_| Ink::Faint).gather();
    let many = drawn.len() > MOST_LINES && matches!(kind, Kind::Line | Kind::Rank | Kind::Slope);
    let named = context.spec.highlight.is_empty() && many;
    let leading = if named {
        leading(context, drawn)
    } else {
        Vec::new()
    };
    for (at, line) in drawn.iter().enumerate() {
        let place = if named {
            leading.iter().position(|&leads| leads == at)
        } else {
            (!context.stands_back(line)).then_some(at)
        };
        if let (Some(ink), Some(place)) = (inks.get_mut(line.at), place) {
            *ink = Ink::Series(place as u8);
        }
    }
    inks
}

/// Which of many lines are in colour: those with the largest newest values; of ranks, the best.
#[inline(never)]
fn leading(context: &Context<'_>, drawn: &[&Line]) -> Vec<usize> {
    let newest = |line: &Line| {
        let mut points = line.points.iter().flatten().rev();
        points.find_map(|&index| context.set.get(index)?.value)
    };
    let mut places: Vec<(f64, usize)> = drawn
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let value = newest(line)?;
            Some((if line.rank { value } else { -value }, at))
        })
        .gather();
    order::sort_by(&mut places, |(a, _), (b, _)| a.total_cmp(b));
    places.truncate(NAMED);
    places.into_iter().map(|(_, at)| at).gather()
}

/// Lays out the values of a dataset. Where they are derived, their notes say from what, and are not marked.
fn draw(set: &Dataset, spec: &ChartSpec, measure: &dyn MeasureText, derived: bool) -> Chart {
    let words = Words::of(spec.lang);
    let selection = select::select(set, spec);
    let mut warnings = selection.warnings.clone();
    let (kind, warning) = choose(set, spec, &selection);
    if spec.early && kind.is_late() {
        return late();
    }
    if kind == Kind::Poster {
        return poster::chart(set, spec, measure);
    }
    warnings.extend(warning);
    let mut context = Context {
        set,
        spec,
        selection: &selection,
        measure,
        words,
        inks: &[],
        axis: 0.0,
        shared: None,
    };
    // A chart of one year is of that asked for, else of the newest with a value.
    let newest = (0..selection.steps.len())
        .rev()
        .find(|&step| selection.has_value(set, step));
    let asked = spec.year.and_then(|year| {
        let mut steps = selection.steps.iter();
        steps.position(|step| step.year == Some(year))
    });
    let one = asked.or(newest);
    let over_years = asked.is_none() && auto::with_values(set, &selection) > 1;

    let (mut drawn, others): (Vec<&Line>, Vec<&Line>) = match kind {
        Kind::Bar | Kind::Stack | Kind::Line | Kind::Slope | Kind::Funnel | Kind::Pictogram => {
            one_unit(set, &selection.lines)
        }
        Kind::Rank => selection.lines.iter().partition(|line| line.rank),
        _ => (selection.lines.iter().gather(), Vec::new()),
    };
    // More lines than can stand side by side each year: the newest value of each.
    let newest_each = kind == Kind::Bar && over_years && drawn.len() > MOST_LINES;
    let inks = inks(&context, kind, &drawn);
    context.inks = &inks;
    let hidden = |line: &&Line| spec.hidden.contains(&line.label);
    // What a legend and a card need; the picture alone does without.
    let places: Vec<usize> = drawn.iter().map(|line| line.at).gather();
    let mut series: Vec<Series> = drawn
        .iter()
        .filter(|_| !spec.early)
        .map(|line| Series {
            label: line.label.clone(),
            ink: context.ink(line),
            hidden: hidden(line),
            sign: Sign::default(),
        })
        .gather();
    if series.iter().any(|series| !series.hidden) {
        drawn.retain(|line| !hidden(line));
    }
    let step = one.unwrap_or_default();
    // Each kind is kept a function of its own (`inline(never)`), so that a page need not load those that it does not draw.
    let mut plot = match kind {
        Kind::Bar if newest_each => bars::draw(&context, &drawn, None),
        Kind::Bar if over_years => columns::draw(&context, &drawn),
        Kind::Bar => bars::draw(&context, &drawn, Some(step)),
        Kind::Stack if over_years => stack::columns(&context, &drawn),
        Kind::Stack => stack::rows(&context, &drawn, step),
        Kind::Line => line::draw(&context, &drawn),
        Kind::Rank if over_years => rank::bump(&context, &drawn),
        Kind::Rank => rank::list(&context, &drawn, step),
        Kind::Slope => slope::draw(&context, &drawn),
        Kind::Funnel => funnel::draw(&context, &drawn, step),
        Kind::Tiles => tiles::draw(&context, &drawn, asked),
        Kind::Pictogram => pictogram::draw(&context, &drawn, step),
        Kind::Panels => panels::draw(&context, &drawn),
        Kind::Poster | Kind::Table | Kind::Auto => Plot::default(),
    };
    // A year stands in the title where all that is shown is of it.
    let of_one = kind != Kind::Tiles || {
        let mut years = plot.marks.iter().map(|mark| set.year(mark.observation));
        let first = years.next();
        years.all(|year| Some(year) == first)
    };
    let titled = one.filter(|_| !newest_each && of_one);
    let title = caption::title(&context, kind, &drawn, titled);
    let subtitle = caption::subtitle(&context, &plot, &drawn, &title);
    let mut chart = Chart {
        kind,
        title,
        subtitle,
        over_years: over_years && !newest_each,
        warnings,
        ..Chart::default()
    };
    if spec.early {
        // The picture is all that is seen before the whole module is there, which lays the chart out again.
        chart.scene = plot.scene;
        chart.shown = selection.shown.clone();
        return chart;
    }
    let annotated = matches!(kind, Kind::Bar | Kind::Stack | Kind::Line) && over_years && !derived;
    if annotated {
        annotate::draw(&context, &mut plot, &drawn);
    }
    for (series, at) in series.iter_mut().zip(places) {
        if let Some(ink) = plot.inks.get(at) {
            series.ink = *ink;
        }
    }
    let seen = series.iter_mut().filter(|series| !series.hidden);
    for (series, sign) in seen.zip(&plot.signs) {
        series.sign = *sign;
    }
    complete(&context, chart, plot, &drawn, &others, series)
}

/// Puts into a chart what stands around its picture, and what it is about.
#[inline(never)]
fn complete(
    context: &Context<'_>,
    mut chart: Chart,
    plot: Plot,
    drawn: &[&Line],
    others: &[&Line],
    series: Vec<Series>,
) -> Chart {
    let (set, spec, words) = (context.set, context.spec, context.words);
    // What was asked for by name and has another unit is named; the rest of a file is not missed.
    if !others.is_empty() && !spec.measures.is_empty() {
        let names: Vec<&str> = others
            .iter()
            .take(4)
            .map(|line| line.label.as_str())
            .gather();
        let names = join(&names, words.list);
        chart
            .notes
            .push(fill(later(Later::NoteUnits, spec.lang), &[&names]));
    }
    let mut years = context.selection.steps.iter().map_while(|step| step.year);
    let first = years.next();
    let spaced = years.fold((first, false), |(before, spaced), year| {
        (
            Some(year),
            spaced || before.is_some_and(|before| year != before + 1),
        )
    });
    if matches!(
        chart.kind,
        Kind::Bar | Kind::Stack | Kind::Line | Kind::Panels
    ) && matches!(spec.years, Years::List(_) | Years::Latest(_))
        && plot.marks.iter().any(|mark| mark.step > 0)
        && spaced.1
    {
        chart.notes.push(later(Later::NoteSpaced, spec.lang).into());
    }
    // A bar of no width to speak of is drawn a pixel long.
    let unseen = |mark: &Mark| mark.bounds.width.min(mark.bounds.height) <= 1.0;
    if matches!(chart.kind, Kind::Bar | Kind::Funnel)
        && plot.marks.iter().any(|mark| {
            let observation = set.get(mark.observation);
            unseen(mark) && observation.is_some_and(|it| it.value.is_some_and(|it| it != 0.0))
        })
    {
        chart.notes.push(later(Later::NoteSmall, spec.lang).into());
    }
    chart.notes.extend(plot.notes);
    chart.shown = context.selection.shown.clone();
    if !others.is_empty() && spec.measures.is_empty() {
        // What the chart is not about is not in its table either.
        chart.shown.retain(|&index| {
            set.get(index).is_some_and(|observation| {
                drawn.iter().any(|line| line.measure == observation.measure)
            })
        });
    }
    // Nothing is taken apart where there is nothing to explain.
    let explained = matches!(chart.kind, Kind::Bar | Kind::Funnel)
        || plot
            .marks
            .iter()
            .any(|mark| set.period(mark.observation).is_some());
    let observations: Vec<Observation<'_>> = plot
        .marks
        .iter()
        .filter(|_| explained)
        .filter_map(|mark| set.get(mark.observation))
        .gather();
    let mut notes = caption::notes(context, chart.kind, &observations);
    chart.notes.append(&mut notes);
    chart.source = caption::source(context, &chart.shown);
    chart.scene = plot.scene;
    chart.marks = plot.marks;
    chart.series = series;
    chart
}
