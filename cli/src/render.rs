//! `county-charts render FILE -o OUT.svg|OUT.png`: what the widget would draw, as a picture.

use crate::input::{self, ReadingArguments, Status};
use crate::output::{say, say_found, unopened};
use crate::{png, words};
use clap::Args;
use county_charts::chart::{self, ChartSpec, Kind, State, Years, split_list};
use county_charts::describe;
use county_charts::scene::{Palette, patterned};
use county_charts::sheet;
use county_charts::svg::svg;
use county_charts::text::WidthTable;
use std::path::{Path, PathBuf};

/// The attributes of the element, as options.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A CSV file; `-` is standard input.
    file: String,
    /// The picture to write: an SVG, or a PNG at twice its size.
    #[arg(short, long, value_name = "OUT.svg|OUT.png", value_parser = picture_path)]
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
    /// When the figures were last changed, as 2026-11-20; by default the day of the file.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<String>,
    /// light, dark or contrast, and patterns: "light patterns"; auto is light.
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

fn extension(path: &Path) -> String {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.unwrap_or_default().to_ascii_lowercase()
}

fn picture_path(path: &str) -> Result<PathBuf, String> {
    let path = Path::new(path);
    match extension(path).as_str() {
        "svg" | "png" => Ok(path.into()),
        _ => Err("only .svg and .png are written".into()),
    }
}

fn date(value: &str) -> Result<String, String> {
    match value.parse::<jiff::civil::Date>() {
        Ok(date) if date.to_string() == value => Ok(value.into()),
        _ => Err("a day such as 2026-11-20".into()),
    }
}

/// The day on which a file was last changed, in the time zone of this computer.
fn day_of(file: &str) -> Option<String> {
    let changed = std::fs::metadata(file).ok()?.modified().ok()?;
    let changed = jiff::Timestamp::try_from(changed).ok()?;
    let here = jiff::tz::TimeZone::system().to_datetime(changed);
    Some(here.date().to_string())
}

/// The colours of a theme, and whether it has patterns. What in it is not known is said.
fn theme(value: &str) -> (Palette, bool) {
    let mut palette = Palette::LIGHT;
    let mut patterns = false;
    for word in value.split_ascii_whitespace() {
        match word {
            "auto" | "light" => palette = Palette::LIGHT,
            "dark" => palette = Palette::DARK,
            "contrast" => {
                palette = Palette::CONTRAST;
                patterns = true;
            }
            "patterns" => patterns = true,
            other => say(&format!("--theme {other}: light")),
        }
    }
    (palette, patterns)
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
        date: arguments.date.clone().or_else(|| day_of(file)),
        lang,
        width: arguments.width,
        height: arguments.height,
        text_size: 16.0 * arguments.text,
        ..ChartSpec::default()
    };
    State::parse(&arguments.state).apply(&mut spec);
    if spec.kind == Kind::Poster {
        spec = spec.poster(spec.width);
    }
    let (palette, patterns) = theme(&arguments.theme);
    let chart = chart::build(set, &spec, &WidthTable);
    for warning in &chart.warnings {
        say(&format!("{file}: {warning}"));
    }
    let mut scene = sheet::picture(set, &chart, &spec, &WidthTable);
    if patterns {
        scene = patterned(&scene);
    }
    let summary = describe::summary(set, &chart, lang);
    let svg = svg(&scene, &palette, &chart.title, &summary);
    let bytes = if extension(&arguments.output) == "png" {
        match png::png(&svg) {
            Ok(bytes) => bytes,
            Err(trouble) => {
                say(&words::no_png(&arguments.output, &trouble, lang));
                return Status::Unusable;
            }
        }
    } else {
        svg.into_bytes()
    };
    match std::fs::write(&arguments.output, bytes) {
        Ok(()) => Status::Fine,
        Err(error) => unopened(&arguments.output.display().to_string(), &error),
    }
}
