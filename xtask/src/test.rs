//! `test`: everything that can fail, from unit tests to the built files in real browsers.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow};

use crate::progress::Progress;
use crate::tools::Tools;
use crate::workspace::cargo;
use crate::{dist, fuzz, geckodriver, lighthouse, system};

/// The browsers of `--quick`.
const ONE_BROWSER: &str = "chromium";
/// The browsers of the whole run, separated by commas; tests/browser knows them by these names.
const ALL_BROWSERS: &str = "chromium,firefox,webkit";

/// How many tests have run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
}

/// Runs all; whether all passed. Tests that fail do not keep the later ones from running.
pub fn run(root: &Path, quick: bool) -> Result<bool> {
    let progress = Progress::start();
    progress.step("looking for what the tests need");
    system::set_up(system::CHROMIUM, &progress)?;
    if !quick {
        system::set_up(system::OTHER_BROWSERS, &progress).context(
            "the whole run is in three browsers; `cargo xtask test --quick` needs Chromium alone",
        )?;
        geckodriver::set_up(root, &progress)?;
    }
    Tools::set_up(root).context("the tests are run on the optimised build")?;

    let mut total = Count::default();
    progress.step("native tests: units, golden pictures, the command line");
    let mut native = cargo(root);
    native.args([
        "test",
        "--workspace",
        "--exclude",
        "browser-tests",
        "--no-fail-fast",
    ]);
    total.add(counted(&mut native, "the native tests")?);

    match dist::make(root, &progress) {
        Ok(made) => {
            println!("\n{}\n", made.sizes.table());
            // A build that is too large is wrong in that alone: whether it works is asked all the same.
            let size = made.sizes.check();
            if let Err(error) = &size {
                println!("{error:#}\n");
            }
            total.add(Count::one(size.is_ok()));
            let browsers = if quick { ONE_BROWSER } else { ALL_BROWSERS };
            progress.step(&format!("the built files in {browsers}"));
            let mut browser = cargo(root);
            browser
                .args(["test", "--package", "browser-tests", "--test", "browser"])
                .env("COUNTY_CHARTS_BROWSERS", browsers);
            total.add(counted(&mut browser, "the browser tests")?);
            if !quick {
                progress.step("Lighthouse's audits of accessibility");
                total.add(audited(root, &progress));
            }
        }
        Err(error) => {
            println!("\nthe distribution has failed, so no browser test was run: {error:#}\n");
            total.failed += 1;
        }
    }
    if !quick {
        total.add(fuzzed(root, &progress));
    }
    progress.done("all tests have run");
    // The last line, alone, for CI to read.
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0 && total.passed > 0)
}

/// Runs one test runner, showing what it prints, and adds up its closing lines. A runner that failed
/// without a failed test (it did not compile, it was killed) counts as one.
fn counted(command: &mut Command, name: &str) -> Result<Count> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{name} cannot be started"))?;
    let output = child
        .stdout
        .take()
        .context("the runner's output is not there")?;
    let mut count = Count::default();
    let mut screen = std::io::stdout();
    // Bytes, because a failed test may print anything.
    for line in BufReader::new(output).split(b'\n') {
        let line = line.with_context(|| format!("{name} cannot be read"))?;
        screen
            .write_all(&line)
            .and_then(|()| screen.write_all(b"\n"))
            .context("cannot print")?;
        if let Some(closed) = closing_line(&String::from_utf8_lossy(&line)) {
            count.add(closed);
        }
    }
    let status = child
        .wait()
        .with_context(|| format!("{name} has been lost"))?;
    if !status.success() && count.failed == 0 {
        println!("{name} could not be run to the end ({status})");
        count.failed = 1;
    }
    Ok(count)
}

/// Has Lighthouse audit the demo; each page and form factor is a test.
fn audited(root: &Path, progress: &Progress) -> Count {
    match lighthouse::audit(root, progress) {
        Ok((passed, failed)) => Count { passed, failed },
        Err(error) => {
            println!("Lighthouse was not run: {error:#}");
            Count::one(false)
        }
    }
}

/// Runs every fuzz target; each is a test.
fn fuzzed(root: &Path, progress: &Progress) -> Count {
    let mut count = Count::default();
    let fuzzer = fuzz::Fuzzer::build(root, progress);
    for target in fuzz::TARGETS {
        let holds = match &fuzzer {
            Ok(fuzzer) => fuzzer.holds(target, fuzz::SECONDS, progress),
            Err(error) => Err(anyhow!("{target} was not run: {error:#}")),
        };
        if let Err(error) = &holds {
            println!("{error:#}");
        }
        count.add(Count::one(holds.unwrap_or(false)));
    }
    count
}

impl Count {
    fn one(passed: bool) -> Count {
        Count {
            passed: u64::from(passed),
            failed: u64::from(!passed),
        }
    }

    fn add(&mut self, other: Count) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Reads `test result: ok. 32 passed; 0 failed; …`.
fn closing_line(line: &str) -> Option<Count> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |word: &str| {
        counts
            .split("; ")
            .find_map(|part| part.trim().strip_suffix(word)?.trim().parse::<u64>().ok())
    };
    Some(Count {
        passed: number("passed")?,
        failed: number("failed")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_read() {
        let good = "test result: ok. 32 passed; 1 failed; 4 ignored; 0 measured; 2 filtered out; finished in 0.20s";
        assert_eq!(
            closing_line(good),
            Some(Count {
                passed: 32,
                failed: 1
            })
        );
        let bad = "test result: FAILED. 0 passed; 12 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(
            closing_line(bad),
            Some(Count {
                passed: 0,
                failed: 12
            })
        );
        assert_eq!(closing_line("test dist::tests::a ... ok"), None);
    }

    #[test]
    fn a_runner_that_breaks_off_counts_as_failed() {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap());
        command.arg("no-such-subcommand").stderr(Stdio::null());
        assert_eq!(
            counted(&mut command, "a runner").unwrap(),
            Count {
                passed: 0,
                failed: 1
            }
        );
    }
}
