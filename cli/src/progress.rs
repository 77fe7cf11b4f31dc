//! A line on a terminal while a file takes long.
//!
//! Ours rather than a crate's: the reader does not say how far it is, so that a bar would be made up; what is
//! left is a line with the seconds that only comes after the first one, and goes.

use crate::words;
use county_charts::locale::Lang;
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Does the work on a file; where standard error is a terminal, a line says so from the first second to the last.
pub fn during<T>(file: &str, lang: Lang, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    std::thread::scope(|scope| {
        let (working, done) = mpsc::channel();
        let line = |seconds| words::busy(file, seconds, lang);
        scope.spawn(move || watch(&done, Duration::from_secs(1), line, &mut io::stderr()));
        let result = work();
        drop(working);
        result
    })
}

/// Takes the cursor to the beginning of the line and clears it.
const CLEAR: &str = "\r\x1b[K";

/// Writes a line after every `pause`, each over the last, until the sender is gone.
fn watch(done: &Receiver<()>, pause: Duration, line: impl Fn(u64) -> String, out: &mut impl Write) {
    let start = Instant::now();
    let mut shown = false;
    while done.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        shown = true;
        // A terminal that has gone away is no error.
        let _ = write!(out, "{CLEAR}{}", line(start.elapsed().as_secs()));
        let _ = out.flush();
    }
    if shown {
        let _ = write!(out, "{CLEAR}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_after_a_while_and_goes() {
        let (sender, done) = mpsc::channel();
        let ender = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            drop(sender);
        });
        let mut out = Vec::new();
        watch(
            &done,
            Duration::from_millis(10),
            |_| "busy".into(),
            &mut out,
        );
        ender.join().unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.starts_with("\r\x1b[Kbusy\r\x1b[K"), "{out:?}");
        assert!(out.ends_with("busy\r\x1b[K"), "{out:?}");
    }

    #[test]
    fn what_is_quick_has_no_line() {
        let (sender, done) = mpsc::channel();
        drop(sender);
        let mut out = Vec::new();
        watch(&done, Duration::from_secs(60), |_| "busy".into(), &mut out);
        assert!(out.is_empty());
    }
}
