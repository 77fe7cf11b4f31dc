//! How fast a typical chart is laid out: five places over twelve years.
//!
//! The contract of issue 4: at most 1 ms natively.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/typical.rs"]
mod typical;

use county_charts::chart::build;
use county_charts::text::WidthTable;
use criterion::Criterion;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// The most that laying out may take.
const MOST: Duration = Duration::from_millis(1);

fn main() -> ExitCode {
    let set = typical::set();
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("scene");
    for (kind, measure) in typical::KINDS {
        let spec = typical::spec(kind, measure);
        group.bench_function(kind.name(), |bencher| {
            bencher.iter(|| build(black_box(&set), black_box(&spec), &WidthTable));
        });
    }
    group.finish();
    criterion.final_summary();
    // Criterion reports and does not judge.
    let mut slow = false;
    for (kind, measure) in typical::KINDS {
        let spec = typical::spec(kind, measure);
        let mut times: Vec<Duration> = (0..101)
            .map(|_| {
                let start = Instant::now();
                black_box(build(black_box(&set), &spec, &WidthTable));
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        let median = times.get(50).copied().unwrap_or_default();
        println!("{}: {median:?} of at most {MOST:?}", kind.name());
        slow |= median > MOST;
    }
    ExitCode::from(u8::from(slow))
}
