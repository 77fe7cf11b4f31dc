//! What reading a large file takes: memory by the file's size, work by its length.
//!
//! Bytes and calls are counted by an allocator, so that they do not depend on how busy the machine is. A test program of
//! its own, because an allocator counts for all of it; its tests take turns.

// An allocator is unsafe by its trait; this one only counts and passes on.
#![allow(unsafe_code, clippy::panic)]

mod common;

use common::made_up::{COUNTIES, tidy};
use common::read;
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);
static CALLS: AtomicUsize = AtomicUsize::new(0);

fn add(bytes: usize) {
    CALLS.fetch_add(1, Relaxed);
    MOST.fetch_max(NOW.fetch_add(bytes, Relaxed) + bytes, Relaxed);
}

// SAFETY: every call is the system's own.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Old and new stand side by side while one is copied to the other.
        add(size);
        NOW.fetch_sub(layout.size(), Relaxed);
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What reading a file of so many counties has taken.
#[derive(Debug)]
struct Taken {
    /// The file's bytes.
    file: usize,
    rows: usize,
    /// The most bytes at once, the file's own among them.
    peak: usize,
    calls: usize,
    time: Duration,
}

fn reading(counties: usize) -> Taken {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let file = tidy(counties);
    let before = NOW.load(Relaxed);
    let calls = CALLS.load(Relaxed);
    MOST.store(before, Relaxed);
    let start = Instant::now();
    let reading = read(file.as_bytes());
    let time = start.elapsed();
    assert!(reading.diagnostics.is_empty());
    Taken {
        file: file.len(),
        rows: reading.dataset.len(),
        peak: MOST.load(Relaxed) - before + file.len(),
        calls: CALLS.load(Relaxed) - calls,
        time,
    }
}

#[test]
fn a_large_file_takes_at_most_three_times_its_size() {
    let taken = reading(COUNTIES);
    assert_eq!(taken.rows, 682_560);
    assert!(taken.file > 25_000_000);
    assert!(taken.peak <= 3 * taken.file, "{taken:?}");
}

/// Rows are read one after the other into columns: what is allocated is a column that grows or a word that is new.
#[test]
fn no_row_is_kept_as_it_stood() {
    let (small, large) = (reading(50), reading(200));
    assert_eq!(large.rows, 4 * small.rows);
    // Each county is a word with a little of its own; rows add nothing.
    assert!(
        large.calls - small.calls < large.rows / 50,
        "{small:?} {large:?}"
    );
    assert!(large.peak < 5 * small.peak, "{small:?} {large:?}");
}

/// Four times the file takes four times the time; what looks back over all rows for each would take sixteen.
#[test]
fn reading_is_linear_in_the_file() {
    let (mut small, mut large) = (Duration::MAX, Duration::MAX);
    // The least time is what reading takes while the machine does nothing else; one try may be unlucky.
    for _ in 0..10 {
        small = small.min(reading(50).time);
        large = large.min(reading(200).time);
        if large < 8 * small {
            return;
        }
    }
    panic!("{small:?} for 12,000 rows, {large:?} for 48,000");
}
