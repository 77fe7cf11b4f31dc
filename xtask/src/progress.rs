//! What a command says while it works: one line a step, with the time since the start.

use std::cell::Cell;
use std::time::Instant;

/// Prints the steps of one command.
pub struct Progress {
    start: Instant,
    step: Cell<Option<Instant>>,
}

impl Progress {
    /// Starts the clock.
    pub fn start() -> Progress {
        Progress {
            start: Instant::now(),
            step: Cell::new(None),
        }
    }

    /// Says what begins now, and how long the step before took.
    pub fn step(&self, what: &str) {
        self.end_step();
        println!("[{:>6.1} s] {what} …", self.start.elapsed().as_secs_f64());
        self.step.set(Some(Instant::now()));
    }

    /// Says something about the step at hand.
    pub fn note(&self, what: &str) {
        for line in what.lines() {
            println!("           {line}");
        }
    }

    /// Says that all is done.
    pub fn done(&self, what: &str) {
        self.end_step();
        println!("[{:>6.1} s] {what}", self.start.elapsed().as_secs_f64());
    }

    fn end_step(&self) {
        if let Some(begun) = self.step.take() {
            let took = begun.elapsed().as_secs_f64();
            // A step that took no time needs no second line.
            if took >= 0.1 {
                println!("           … done in {took:.1} s");
            }
        }
    }
}
