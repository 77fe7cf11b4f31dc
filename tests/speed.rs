//! A typical chart is laid out at once. `cargo bench --bench scene` measures; this holds that it is not many times slower.
#![allow(
    clippy::unwrap_used,
    reason = "a test ends where its input is not there"
)]

#[path = "common/mod.rs"]
mod common;
#[path = "common/typical.rs"]
mod typical;

use county_charts::chart::build;
use county_charts::text::WidthTable;
use std::time::{Duration, Instant};

#[test]
fn a_typical_chart_takes_few_milliseconds() {
    let set = typical::set();
    assert_eq!(set.len(), 240);
    // Unoptimised code is some twenty times slower; and the machine may be busy, so the best of many counts.
    let most = Duration::from_millis(if cfg!(debug_assertions) { 60 } else { 5 });
    for (kind, measure) in typical::KINDS {
        let spec = typical::spec(kind, measure);
        let times = (0..30).map(|_| {
            let start = Instant::now();
            let chart = build(&set, &spec, &WidthTable);
            assert_eq!((chart.kind, chart.warnings.len()), (kind, 0));
            assert!(chart.marks.len() >= 10);
            start.elapsed()
        });
        let best = times.min().unwrap();
        println!("{}: {best:?}", kind.name());
        assert!(best <= most, "{}: {best:?} of {most:?}", kind.name());
    }
}
