//! Lines of very many points: as many as a file can hold are drawn as few, and in time that grows with their number.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where its input is not what it says"
)]

use county_charts::chart::{Chart, ChartSpec, Kind, build};
use county_charts::dataset::{Dataset, DatasetBuilder, Observation, Qualifier};
use county_charts::scene::Command;
use county_charts::text::WidthTable;
use std::time::{Duration, Instant};

/// The first and the last year that a dataset holds.
const YEARS: std::ops::RangeInclusive<i32> = -32_768..=32_766;

fn walk(areas: usize, years: impl Iterator<Item = i32> + Clone) -> Dataset {
    let mut builder = DatasetBuilder::new();
    let mut seed = 1u64;
    for area in 0..areas {
        let area = format!("地区{area}");
        let mut value = 5000.0;
        for year in years.clone() {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            value += (seed >> 33) as f64 / 2f64.powi(30) - 1.0;
            builder.push(&Observation {
                area: Some(&area),
                year: Some(year),
                period: None,
                measure: "收到提案",
                measure_key: None,
                series: Vec::new(),
                value: Some(value),
                high: None,
                unit: Some("件"),
                qualifier: Qualifier::Exact,
                scope: None,
                total: false,
                flag: None,
                text: "",
                note: None,
                source: None,
                quote: None,
                row: 2,
                column: 4,
            });
        }
    }
    builder.finish()
}

fn line(set: &Dataset, width: f64) -> Chart {
    let spec = ChartSpec {
        kind: Kind::Line,
        width,
        ..ChartSpec::default()
    };
    build(set, &spec, &WidthTable)
}

#[test]
fn a_line_of_all_years_that_there_are_has_four_points_a_pixel() {
    let set = walk(1, YEARS);
    assert_eq!(set.len(), 65_535);
    for width in [280.0, 720.0, 1920.0] {
        let chart = line(&set, width);
        let mut paths = 0;
        for command in &chart.scene.commands {
            let Command::Line { points, .. } = command else {
                continue;
            };
            let mut columns = vec![0; width as usize + 1];
            for point in points {
                columns[point.x.floor() as usize] += 1;
            }
            assert!(columns.iter().all(|&count| count <= 5), "{width}");
            assert!(points.len() as f64 <= 4.0 * width);
            paths += usize::from(points.len() > 2);
        }
        assert_eq!(paths, 1, "one line without a gap");
        // Nothing of it is lost to pointer, keyboard and table.
        assert_eq!((chart.marks.len(), chart.shown.len()), (65_535, 65_535));
    }
}

#[test]
fn time_grows_with_the_number_of_points() {
    let best = |set: &Dataset| {
        let times = (0..5).map(|_| {
            let start = Instant::now();
            assert!(!line(set, 720.0).marks.is_empty());
            start.elapsed()
        });
        times.min().unwrap()
    };
    let (small, large) = (walk(8, 0..2_000), walk(8, 0..16_000));
    let (short, long) = (best(&small), best(&large));
    // Eight times as many; a square would take sixty-four times as long.
    assert!(
        long < short * 24 + Duration::from_millis(5),
        "{short:?} for 16,000 points, {long:?} for 128,000"
    );
}
