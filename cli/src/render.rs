//! `county-charts render FILE -o OUT.svg`: what the widget would draw, as a picture.

use crate::input::{self, ReadingArguments, Status};
use crate::output::{say, say_found, unopened};
use clap::Args;
use county_charts::chart::{self, ChartSpec, Kind, State, Years, split_list};
use county_charts::describe;
use county_charts::scene::Palette;
use county_charts::svg::svg;
use county_charts::text::WidthTable;
use std::path::{Path, PathBuf};

/// The attributes of the element, as options.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A CSV file; `-` is standard input.
    file: String,
    /// The picture to write, an SVG.
    #[arg(short, long, value_name = "OUT.svg", value_parser = svg_path)]
    output: PathBuf,
    /// auto, bar, stack, line, rank, slope, funnel, tiles, pictogram, panels, poster or table; one not known is auto.
    #[arg(long, default_value = "auto")]
    chart: String,
    /// The measures to show, with commas between them; all by default.
    #[arg(long, default_value = "")]
    measure: String,
    /// The areas to show, with commas between them; all by default.
    #[arg(long, default_value = "")]
    area: String,
    /// 2018-2022, 2018,2020, latest or latest:5; all by default.
    #[arg(long, default_value = "", value_parser = years)]
    years: Years,
    /// The measure by whose values areas are ranked.
    #[arg(long, value_name = "MEASURE")]
    rank_by: Option<String>,
    /// What a reader has chosen, as the page's address has it: view=share&sort=file.
    #[arg(long, default_value = "")]
    state: String,
    /// The heading, in place of the chart's own.
    #[arg(long)]
    heading: Option<String>,
    /// The source line, in place of the file's.
    #[arg(long)]
    source: Option<String>,
    /// light or dark; auto is light.
    #[arg(long, default_value = "auto")]
    theme: String,
    /// The width in CSS px.
    #[arg(long, default_value_t = 640.0, value_parser = pixels)]
    width: f64,
    /// The height of the plot in CSS px; by default it follows from the width.
    #[arg(long, value_parser = pixels)]
    height: Option<f64>,
    /// The factor on the size of text.
    #[arg(long, default_value_t = 1.0, value_parser = factor)]
    text: f64,
    #[command(flatten)]
    reading: ReadingArguments,
}

fn svg_path(path: &str) -> Result<PathBuf, String> {
    let path = Path::new(path);
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) if extension.eq_ignore_ascii_case("svg") => Ok(path.into()),
        _ => Err("only .svg is written".into()),
    }
}

fn years(value: &str) -> Result<Years, String> {
    Years::parse(value).ok_or_else(|| "such as 2018-2022, 2018,2020, latest or latest:5".into())
}

fn pixels(value: &str) -> Result<f64, String> {
    match value.strip_suffix("px").unwrap_or(value).parse::<f64>() {
        Ok(pixels) if (120.0..=4000.0).contains(&pixels) => Ok(pixels),
        _ => Err("a number from 120 to 4000".into()),
    }
}

fn factor(value: &str) -> Result<f64, String> {
    match value.parse::<f64>() {
        Ok(factor) if (0.5..=4.0).contains(&factor) => Ok(factor),
        _ => Err("a number from 0.5 to 4".into()),
    }
}

/// Draws the file; what in it is wrong goes to standard error, and the rest is drawn.
pub fn run(arguments: &Arguments) -> Status {
    let file = &arguments.file;
    let bytes = match input::bytes(file) {
        Ok(bytes) => bytes,
        Err(error) => return unopened(file, &error),
    };
    let (reading, _) = input::read(file, &bytes, &arguments.reading);
    let lang = arguments.reading.lang();
    say_found(file, &reading, lang);
    let set = &reading.dataset;
    if set.is_empty() {
        return Status::Errors;
    }
    let mut spec = ChartSpec {
        kind: Kind::parse(&arguments.chart).unwrap_or_else(|| {
            say(&format!("--chart {}: auto", arguments.chart));
            Kind::Auto
        }),
        measures: split_list(&arguments.measure),
        areas: split_list(&arguments.area),
        years: arguments.years.clone(),
        rank_by: arguments.rank_by.clone(),
        heading: arguments.heading.clone(),
        source: arguments.source.clone(),
        lang,
        width: arguments.width,
        height: arguments.height,
        text_size: 16.0 * arguments.text,
        ..ChartSpec::default()
    };
    State::parse(&arguments.state).apply(&mut spec);
    let palette = match arguments.theme.as_str() {
        "dark" => Palette::DARK,
        "auto" | "light" => Palette::LIGHT,
        other => {
            say(&format!("--theme {other}: light"));
            Palette::LIGHT
        }
    };
    let chart = chart::build(set, &spec, &WidthTable);
    for warning in &chart.warnings {
        say(&format!("{file}: {warning}"));
    }
    let scene = chart::picture(&chart, &spec, &WidthTable);
    let summary = describe::summary(set, &chart, lang);
    let picture = svg(&scene, &palette, &chart.title, &summary);
    match std::fs::write(&arguments.output, picture) {
        Ok(()) => Status::Fine,
        Err(error) => unopened(&arguments.output.display().to_string(), &error),
    }
}
