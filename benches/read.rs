//! How fast a large tidy file is read, beside the `csv` crate, which only splits it into fields.
//!
//! The contract of issue 3: at most 2.5 times its time for `records()`.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/common/mod.rs"]
mod common;

use common::made_up::{COUNTIES, tidy};
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// The most that reading may take, as a multiple of splitting into fields.
const MOST: f64 = 2.5;

/// What `county-charts read` does before it prints: bytes to observations and diagnostics.
fn observations(file: &str) -> usize {
    let reading = common::read(black_box(file.as_bytes()));
    assert_eq!(reading.diagnostics.len(), 0);
    reading.dataset.len()
}

/// What any program does that reads the file with the `csv` crate, before it looks at a field.
fn fields(file: &str) -> usize {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(black_box(file.as_bytes()));
    reader.records().map(|record| record.unwrap().len()).sum()
}

fn measure(criterion: &mut Criterion, file: &str) {
    let mut group = criterion.benchmark_group("read");
    group
        .throughput(Throughput::BytesDecimal(file.len() as u64))
        .sample_size(20)
        .measurement_time(Duration::from_secs(10));
    group.bench_function("county-charts", |bencher| {
        bencher.iter(|| observations(file));
    });
    group.bench_function("csv-records", |bencher| bencher.iter(|| fields(file)));
    group.finish();
}

/// The least time of each, measured by turns: what other work on the machine adds is left out.
fn compare(file: &str) -> (Duration, Duration) {
    let time = |work: fn(&str) -> usize| {
        let start = Instant::now();
        black_box(work(file));
        start.elapsed()
    };
    let mut least = (Duration::MAX, Duration::MAX);
    for _ in 0..20 {
        least.0 = least.0.min(time(observations));
        least.1 = least.1.min(time(fields));
    }
    least
}

fn main() -> ExitCode {
    let file = tidy(COUNTIES);
    let mut criterion = Criterion::default().configure_from_args();
    measure(&mut criterion, &file);
    criterion.final_summary();
    let (ours, theirs) = compare(&file);
    let speed = |time: Duration| file.len() as f64 / 1e6 / time.as_secs_f64();
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!(
        "at best: county-charts {:.0} MB/s, csv records {:.0} MB/s: {ratio:.2} times its time, of {MOST} allowed",
        speed(ours),
        speed(theirs)
    );
    if ratio > MOST {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
