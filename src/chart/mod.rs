//! A dataset and a specification become a laid-out chart.

use crate::dataset::Dataset;
use crate::scene::{MeasureText, Point, Rect, Scene};

mod spec;

pub use spec::{ChartSpec, Kind, Years, split_list};

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

/// Lays out the chart that `spec` asks for.
pub fn build(set: &Dataset, spec: &ChartSpec, measure: &dyn MeasureText) -> Chart {
    let _ = (set, spec, measure);
    Chart::default()
}

/// The whole picture for export and `render`: title, subtitle, plot, notes and source, on the background.
pub fn picture(chart: &Chart, spec: &ChartSpec, measure: &dyn MeasureText) -> Scene {
    let _ = (spec, measure);
    chart.scene.clone()
}
