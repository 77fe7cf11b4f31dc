//! The picture of the command line and that of the browser, command by command.
//!
//! The page measures text by the command line's table of widths; what its canvases are then told to draw is compared
//! with the scene made here.

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Case, Page, View, page_cases};
use county_charts::chart::{self, ChartSpec, Kind, State, split_list};
use county_charts::describe;
use county_charts::intake::{self, ReadOptions};
use county_charts::locale::Lang;
use county_charts::scene::patterned;
use county_charts::scene::{Align, Color, Command, Ink, MeasureText as _, Palette, Point, Scene};
use county_charts::sheet;
use county_charts::svg::svg;
use county_charts::text::WidthTable;
use serde_json::{Value, json};
use xtask::workspace;

use crate::corpus::Whatwg;

pub fn cases() -> Vec<Case> {
    page_cases![every_kind_is_drawn_as_by_the_command_line]
}

/// A chart as a webmaster would ask for it.
#[derive(Debug)]
struct Chart {
    file: &'static str,
    kind: &'static str,
    measure: &'static str,
    rank_by: &'static str,
    state: &'static str,
    theme: &'static str,
    lang: Lang,
}

const CHART: Chart = Chart {
    file: "",
    kind: "",
    measure: "",
    rank_by: "",
    state: "",
    theme: "",
    lang: Lang::ZhHans,
};

const CHARTS: &[Chart] = &[
    Chart {
        file: "national",
        kind: "bar",
        measure: "收到提案,立案",
        ..CHART
    },
    Chart {
        file: "national",
        kind: "bar",
        measure: "收到提案,立案",
        theme: "patterns",
        lang: Lang::En,
        ..CHART
    },
    Chart {
        file: "compare",
        kind: "bar",
        measure: "收到提案",
        ..CHART
    },
    Chart {
        file: "donations",
        kind: "bar",
        ..CHART
    },
    Chart {
        file: "linshui",
        kind: "bar",
        measure: "收集意見建議,高竹新區建議",
        lang: Lang::ZhHant,
        ..CHART
    },
    Chart {
        file: "made-up-themes",
        kind: "stack",
        ..CHART
    },
    Chart {
        file: "made-up-themes",
        kind: "stack",
        theme: "light patterns",
        ..CHART
    },
    Chart {
        file: "made-up-themes",
        kind: "stack",
        state: "view=share",
        lang: Lang::En,
        ..CHART
    },
    Chart {
        file: "made-up-themes",
        kind: "stack",
        state: "year=2025",
        lang: Lang::ZhHant,
        ..CHART
    },
    Chart {
        file: "national",
        kind: "line",
        measure: "收到提案,立案",
        ..CHART
    },
    Chart {
        file: "national",
        kind: "line",
        measure: "办复率",
        lang: Lang::En,
        ..CHART
    },
    Chart {
        file: "made-up-counties",
        kind: "line",
        measure: "收到提案",
        theme: "patterns",
        ..CHART
    },
    Chart {
        file: "linwu",
        kind: "rank",
        ..CHART
    },
    Chart {
        file: "made-up-counties",
        kind: "rank",
        rank_by: "收到提案",
        lang: Lang::En,
        ..CHART
    },
    Chart {
        file: "made-up-counties",
        kind: "slope",
        measure: "收到提案",
        ..CHART
    },
    Chart {
        file: "youyang",
        kind: "funnel",
        measure: "收到提案,立案,民生类提案",
        ..CHART
    },
    Chart {
        file: "linwu",
        kind: "tiles",
        ..CHART
    },
    Chart {
        file: "youyang",
        kind: "tiles",
        lang: Lang::En,
        ..CHART
    },
    Chart {
        file: "linwu",
        kind: "pictogram",
        measure: "走访社会各界人士,邀请参加政协活动",
        ..CHART
    },
    Chart {
        file: "national",
        kind: "panels",
        ..CHART
    },
    Chart {
        file: "national",
        kind: "table",
        measure: "收到提案,立案,办复率",
        lang: Lang::En,
        ..CHART
    },
    Chart {
        file: "youyang",
        kind: "table",
        lang: Lang::ZhHant,
        ..CHART
    },
    Chart {
        file: "made-up-counties",
        kind: "panels",
        lang: Lang::ZhHant,
        ..CHART
    },
];

/// A column of a page and a phone.
const WIDTHS: [u32; 2] = [720, 343];

/// So many device pixels a CSS px: edges are moved to the nearest, by at most an eighth of a CSS px.
const RATIO: f64 = 4.0;

/// How far a shape may lie from where the scene has it, in CSS px: half a device pixel, and half of one for where the
/// middle of a hairline is. The downloaded picture has two device pixels a CSS px.
const NEAR: f64 = 1.0 / RATIO + 0.01;
const NEAR_IN_PICTURE: f64 = 0.51;

fn every_kind_is_drawn_as_by_the_command_line(page: &mut Page) -> Result<()> {
    page.set_view(View {
        pixel_ratio: RATIO,
        ..View::DESKTOP
    })?;
    page.open("/test/same-picture.html")?;
    let runs = page.evaluate(&format!("setWidths({})", Value::from(widths())))?;
    ensure!(runs.as_u64() > Some(50), "{runs}");
    let mut wrong = Vec::new();
    let mut commands = 0;
    for chart in CHARTS {
        for width in WIDTHS {
            match compare(page, chart, width) {
                Ok(count) => commands += count,
                Err(error) => wrong.push(format!("{chart:?} at {width} px: {error:#}")),
            }
        }
    }
    ensure!(
        wrong.is_empty(),
        "{} of {} pictures differ:\n{}",
        wrong.len(),
        CHARTS.len() * WIDTHS.len(),
        wrong.join("\n")
    );
    // That nothing were compared would be no pass.
    ensure!(commands > 3_000, "only {commands} commands were compared");
    page.no_console_errors()
}

/// The widths of all characters as runs: first and last code point, thousandths of the font size.
fn widths() -> Vec<Value> {
    let mut runs: Vec<(u32, u32, u32)> = Vec::new();
    for char in '\0'..=char::MAX {
        let width = WidthTable
            .width(char.encode_utf8(&mut [0; 4]), 1000.0, false)
            .round() as u32;
        let code = char as u32;
        match runs.last_mut() {
            Some((_, last, same)) if *same == width => *last = code,
            _ => runs.push((code, code, width)),
        }
    }
    runs.into_iter()
        .map(|run| json!([run.0, run.1, run.2]))
        .collect()
}

/// Compares one chart; how many commands both have.
fn compare(page: &mut Page, chart: &Chart, width: u32) -> Result<usize> {
    let Chart {
        file,
        kind,
        measure,
        rank_by,
        state,
        theme,
        lang,
    } = *chart;
    let attributes = json!({
        "chart": kind, "measure": measure, "rank-by": rank_by, "state": state, "theme": theme,
        "lang": lang.tag(),
    });
    let drawn = page.evaluate(&format!("draw('/data/{file}.csv', {attributes}, {width})"))?;

    let bytes = std::fs::read(workspace::root().join(format!("data/{file}.csv")))?;
    let reading = intake::read(&bytes, &ReadOptions::default(), &Whatwg);
    let mut spec = ChartSpec {
        kind: Kind::parse(kind).context("no such kind")?,
        measures: split_list(measure),
        rank_by: (!rank_by.is_empty()).then(|| rank_by.into()),
        lang,
        width: f64::from(width),
        ..ChartSpec::default()
    };
    State::parse(state).apply(&mut spec);
    // A card has its padding of 1 rem on each side.
    if theme.contains("light") {
        spec.width -= 32.0;
    }
    let made = chart::build(&reading.dataset, &spec, &WidthTable);
    ensure!(made.kind == spec.kind, "{:?} was drawn", made.kind);
    let dress = |scene: &Scene| {
        if theme.contains("patterns") {
            patterned(scene)
        } else {
            scene.clone()
        }
    };
    let plot = dress(&made.scene);
    let picture = dress(&sheet::picture(&reading.dataset, &made, &spec, &WidthTable));
    let mut count =
        same(&picture, &drawn["picture"], NEAR_IN_PICTURE).context("in the download")?;
    // A table is no picture on the page.
    if made.kind != Kind::Table {
        count = same(&plot, &drawn["plot"], NEAR).context("on the page")?;
    }
    let summary = describe::summary(&reading.dataset, &made, lang);
    let text = svg(&picture, &Palette::LIGHT, &made.title, &summary);
    let other = drawn["svg"].as_str().context("no SVG")?;
    for (line, (ours, theirs)) in text.lines().zip(other.lines()).enumerate() {
        ensure!(
            ours == theirs,
            "line {} of the SVG: {ours}, but in the browser {theirs}",
            line + 1
        );
    }
    ensure!(text == other, "the SVGs are not of the same length");
    Ok(count)
}

/// Compares a scene with what a canvas was told; how many commands it was.
fn same(scene: &Scene, record: &Value, near: f64) -> Result<usize> {
    let expected = told_all(&scene.commands);
    let record = record.as_array().context("nothing was recorded")?;
    for (at, (expected, given)) in expected.iter().zip(record).enumerate() {
        // Words stand exactly where they should; edges and lines are moved onto device pixels.
        let near = if expected[0] == "text" { 0.01 } else { near };
        ensure!(
            alike(expected, given, near),
            "command {at} is {given} and should be {expected}"
        );
    }
    ensure!(
        expected.len() == record.len(),
        "{} commands in place of {}",
        record.len(),
        expected.len()
    );
    Ok(record.len())
}

/// Whether two values are the same but for small differences of numbers.
fn alike(a: &Value, b: &Value, near: f64) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b, near))
        }
        (Value::Number(a), Value::Number(b)) => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => (a - b).abs() <= near,
            _ => false,
        },
        _ => a == b,
    }
}

/// What a canvas is told for all commands: discs of one colour behind each other are filled at once.
fn told_all(commands: &[Command]) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    let mut disc_before = None;
    for command in commands {
        let disc = match command {
            Command::Circle {
                center,
                radius,
                fill: Some(ink),
                stroke: None,
            } => Some((*ink, *center, *radius)),
            _ => None,
        };
        match (disc, disc_before) {
            (Some((ink, center, radius)), Some(before)) if ink == before => {
                if let Some(path) = all.last_mut().and_then(|fill| fill[1].as_array_mut()) {
                    path.push(json!(["to", center.x + radius, center.y]));
                    path.push(json!(["arc", center.x, center.y, radius]));
                }
            }
            _ => all.extend(told(command)),
        }
        disc_before = disc.map(|(ink, ..)| ink);
    }
    all
}

/// What a canvas is told for a command, in the words of same-picture.js.
fn told(command: &Command) -> Vec<Value> {
    match command {
        Command::Rect {
            rect,
            radii,
            ink,
            opacity,
        } => {
            let (right, bottom) = (rect.right(), rect.bottom());
            let path = if radii.iter().all(|radius| *radius <= 0.0) {
                json!([["rect", rect.x, rect.y, rect.width, rect.height]])
            } else {
                let most = rect.width.min(rect.height) / 2.0;
                let [a, b, c, d] = radii.map(|radius| radius.clamp(0.0, most));
                json!([
                    ["arc", rect.x + a, rect.y + a, a],
                    ["arc", right - b, rect.y + b, b],
                    ["arc", right - c, bottom - c, c],
                    ["arc", rect.x + d, bottom - d, d],
                ])
            };
            vec![json!(["fill", path, hex(*ink), opacity])]
        }
        Command::Line {
            points,
            stroke,
            dash,
        } => {
            let dash: Vec<f64> = dash.iter().flatten().copied().collect();
            vec![json!([
                "stroke",
                path(points),
                hex(stroke.ink),
                stroke.width,
                dash
            ])]
        }
        Command::Area {
            points,
            ink,
            opacity,
        } => vec![json!(["fill", path(points), hex(*ink), opacity])],
        Command::Circle {
            center,
            radius,
            fill,
            stroke,
        } => {
            let path = json!([["arc", center.x, center.y, radius]]);
            let fill = fill.map(|ink| json!(["fill", path, hex(ink), 1.0]));
            let stroke =
                stroke.map(|stroke| json!(["stroke", path, hex(stroke.ink), stroke.width, []]));
            fill.into_iter().chain(stroke).collect()
        }
        Command::Text(text) => {
            let align = match text.align {
                Align::Start => "left",
                Align::Middle => "center",
                Align::End => "right",
            };
            vec![json!([
                "text",
                text.text,
                text.x,
                text.y,
                align,
                text.size,
                text.bold,
                hex(text.ink)
            ])]
        }
    }
}

fn path(points: &[Point]) -> Value {
    points
        .iter()
        .map(|point| json!(["to", point.x, point.y]))
        .collect()
}

fn hex(ink: Ink) -> String {
    let Color(red, green, blue) = Palette::LIGHT.color(ink);
    format!("#{red:02x}{green:02x}{blue:02x}")
}
