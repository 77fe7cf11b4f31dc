//! Whatever the data and the size: nothing leaves the picture, no two labels overlap, every number is finite.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where its input is not what it says"
)]

use county_charts::chart::{Chart, ChartSpec, Kind, View, build};
use county_charts::dataset::{Dataset, DatasetBuilder, Observation, Qualifier};
use county_charts::locale::Lang;
use county_charts::scene::{Align, Command, MeasureText, Rect, Scene};
use county_charts::sheet;
use county_charts::text::WidthTable;

/// A small generator of numbers (Knuth's MMIX), so that a failure can be repeated from its seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        self.0 >> 33
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}

const NAMES: [&str; 8] = [
    "收到提案",
    "立案",
    "酉阳土家族苗族自治县",
    "向市政协大会提交的关于进一步加强农村生活污水治理和人居环境整治工作的集体提案",
    "Proposals received",
    "满意率",
    "A",
    "省级示范性委员工作室（含乡镇、街道和界别）",
];

fn data(random: &mut Random) -> Dataset {
    let mut builder = DatasetBuilder::new();
    let lines = match random.below(60) {
        0 => 200,
        _ => 1 + random.below(12),
    };
    // All alike, nothing but zero, nothing at all.
    let flat = match random.below(30) {
        0 => Some(0.0),
        1 => Some(7.0),
        2 => Some(f64::NAN),
        _ => None,
    };
    let years = [1, 1, 2, 5, 8, 15, 60][random.below(7) as usize];
    let magnitude = 10f64.powi(random.below(13) as i32);
    let negative = random.below(6) == 0;
    let ranks = random.below(6) == 0;
    let unit = random.pick(&["件", "元", "%", "人次", ""]);
    for line in 0..lines {
        let area = format!("{}{line}", random.pick(&NAMES));
        let measure = if random.below(2) == 0 {
            "收到提案"
        } else {
            random.pick(&NAMES)
        };
        for year in 0..years {
            if random.below(8) == 0 {
                continue;
            }
            let mut value = (random.below(10_000) as f64 / 10_000.0 * magnitude).round();
            if negative && random.below(2) == 0 {
                value = -value;
            }
            if let Some(flat) = flat {
                value = flat;
            }
            if ranks {
                value = 1.0 + random.below(30) as f64;
            }
            let qualifier = match random.below(12) {
                0 => Qualifier::Over,
                1 => Qualifier::Near,
                2 => Qualifier::Under,
                3 => Qualifier::Missing,
                4 => Qualifier::Unreadable,
                5 if !ranks => Qualifier::Range,
                _ => Qualifier::Exact,
            };
            let qualifier = if value.is_nan() {
                Qualifier::Missing
            } else {
                qualifier
            };
            builder.push(&Observation {
                area: Some(&area),
                year: Some(2025 - year),
                period: None,
                measure,
                measure_key: None,
                series: Vec::new(),
                value: qualifier.has_value().then_some(value),
                high: (qualifier == Qualifier::Range).then_some(value + magnitude / 10.0),
                unit: (!unit.is_empty()).then_some(unit),
                qualifier,
                scope: ranks.then_some("全省"),
                total: false,
                flag: None,
                text: "?1%",
                note: (random.below(9) == 0).then_some("县界调整，数字不可与以前比较"),
                source: Some("某某县人民政府工作报告"),
                quote: None,
                row: 2,
                column: 4,
            });
        }
    }
    builder.finish()
}

fn text_boxes(scene: &Scene) -> Vec<(Rect, &str)> {
    scene
        .commands
        .iter()
        .filter_map(|command| match command {
            Command::Text(text) => {
                let width = WidthTable.width(&text.text, text.size, text.bold);
                let x = match text.align {
                    Align::Start => text.x,
                    Align::Middle => text.x - width / 2.0,
                    Align::End => text.x - width,
                };
                // The body of digits and Chinese: what must stay legible.
                let (y, height) = (text.y - text.size * 0.74, text.size * 0.78);
                Some((
                    Rect {
                        x,
                        y,
                        width,
                        height,
                    },
                    text.text.as_str(),
                ))
            }
            _ => None,
        })
        .collect()
}

fn finite(command: &Command) -> bool {
    let rect = |rect: &Rect| {
        [rect.x, rect.y, rect.width, rect.height]
            .iter()
            .all(|n| n.is_finite())
            && rect.width >= 0.0
            && rect.height >= 0.0
    };
    match command {
        Command::Rect { rect: place, .. } => rect(place),
        Command::Line { points, .. } | Command::Area { points, .. } => points
            .iter()
            .all(|point| point.x.is_finite() && point.y.is_finite()),
        Command::Circle { center, radius, .. } => {
            center.x.is_finite() && center.y.is_finite() && *radius >= 0.0
        }
        Command::Text(text) => text.x.is_finite() && text.y.is_finite(),
    }
}

/// What is wrong with a picture; nothing where all is well.
fn fault(chart: &Chart, scene: &Scene) -> Option<String> {
    if !scene.commands.iter().all(finite) {
        return Some("a coordinate is not finite".into());
    }
    let boxes = text_boxes(scene);
    for (at, (one, text)) in boxes.iter().enumerate() {
        let inside = one.x >= -1.0
            && one.right() <= scene.width + 1.0
            && one.y >= -1.0
            && one.bottom() <= scene.height + 2.0;
        if !inside {
            let (width, height) = (scene.width, scene.height);
            return Some(format!(
                "“{text}” leaves the picture of {width} × {height}: {one:?}"
            ));
        }
        for (other, words) in &boxes[at + 1..] {
            if one.grown(-0.5).overlaps(other) {
                return Some(format!("“{text}” lies on “{words}”"));
            }
        }
    }
    for mark in &chart.marks {
        let bounds = mark.bounds;
        if bounds.x < -1.0 || bounds.right() > scene.width + 1.0 {
            return Some(format!("a mark leaves the picture: {bounds:?}"));
        }
    }
    None
}

#[test]
fn nothing_overlaps_and_nothing_leaves_the_picture() {
    let mut faults = Vec::new();
    for seed in 0..2400 {
        let mut random = Random(seed);
        let set = data(&mut random);
        let spec = ChartSpec {
            kind: random.pick(&[
                Kind::Auto,
                Kind::Bar,
                Kind::Line,
                Kind::Rank,
                Kind::Funnel,
                Kind::Tiles,
                Kind::Stack,
                Kind::Slope,
                Kind::Pictogram,
                Kind::Panels,
                Kind::Poster,
                Kind::Table,
            ]),
            view: random.pick(&[View::Value, View::Value, View::Share, View::Change]),
            highlight: (random.below(4) == 0)
                .then(|| NAMES[0].to_owned() + "0")
                .into_iter()
                .collect(),
            year: (random.below(5) == 0).then_some(2024),
            width: random.pick(&[
                180.0, 240.0, 280.0, 320.0, 343.0, 480.0, 720.0, 1280.0, 1920.0,
            ]),
            lang: random.pick(&Lang::ALL),
            text_size: random.pick(&[16.0, 16.0, 16.0, 20.0, 32.0]),
            ..ChartSpec::default()
        };
        let chart = build(&set, &spec, &WidthTable);
        let (kind, width, text) = (chart.kind, spec.width, spec.text_size);
        for scene in [
            &chart.scene,
            &sheet::picture(&set, &chart, &spec, &WidthTable),
        ] {
            if let Some(fault) = fault(&chart, scene) {
                faults.push(format!(
                    "seed {seed}, {kind:?} at {width} px, text {text}: {fault}"
                ));
            }
        }
    }
    faults.dedup();
    let count = faults.len();
    faults.truncate(25);
    assert!(
        faults.is_empty(),
        "{count} pictures are wrong:\n{}",
        faults.join("\n")
    );
}
