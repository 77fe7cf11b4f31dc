//! `fuzz`: inputs that nobody thought of, against what must hold for every input.
//!
//! The targets in `fuzz/` are linked with LLVM's fuzzer, whose C++ source a crate brings along, and built with the
//! flags that `cargo fuzz` would pass: no tool has to be installed. What one run finds worth keeping begins the next
//! one; a finding's file is named, and belongs into `tests/corpus` once it is mended.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::progress::Progress;
use crate::system;
use crate::workspace::cargo;

/// The targets of `fuzz/Cargo.toml`.
pub const TARGETS: [&str; 3] = ["bytes", "number", "layout"];

/// How long `cargo xtask test` runs each.
pub const SECONDS: u32 = 60;

/// An input that takes longer is a finding.
const MOST_SECONDS: u32 = 5;
/// An input that takes more memory, in MiB, is a finding.
const MOST_MEMORY: u32 = 2048;

/// How the fuzzer ends when an input took too long.
const TIMED_OUT: i32 = 70;

/// Lets the fuzzer see which code an input has reached. Comparisons are not traced: that takes three quarters of the
/// speed, and `fuzz/words.txt` tells the fuzzer what the intake compares with.
const FLAGS: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "--cfg",
    "fuzzing",
];

/// Built targets, ready to be run.
pub struct Fuzzer {
    programs: PathBuf,
    /// Where inputs, findings and logs are kept.
    work: PathBuf,
    seeds: PathBuf,
    words: PathBuf,
}

/// `cargo xtask fuzz`: runs the targets named for so long each; whether nothing was found.
pub fn run(root: &Path, seconds: u32, targets: &[String]) -> Result<bool> {
    let unknown = targets
        .iter()
        .find(|name| !TARGETS.contains(&name.as_str()));
    if let Some(unknown) = unknown {
        bail!(
            "there is no target `{unknown}`; these exist: {}",
            TARGETS.join(", ")
        );
    }
    let progress = Progress::start();
    let fuzzer = Fuzzer::build(root, &progress)?;
    let mut sound = true;
    for target in TARGETS {
        if targets.is_empty() || targets.iter().any(|name| name == target) {
            sound &= fuzzer.holds(target, seconds, &progress)?;
        }
    }
    progress.done("fuzzing has ended");
    Ok(sound)
}

impl Fuzzer {
    /// Builds all targets.
    pub fn build(root: &Path, progress: &Progress) -> Result<Fuzzer> {
        system::set_up(system::COMPILER, progress)?;
        progress.step("building the fuzz targets");
        let host = host(root)?;
        let target = root.join("target").join("fuzz");
        let status = cargo(root)
            .args(["build", "--release", "--bins", "--locked"])
            .arg("--manifest-path")
            .arg(root.join("fuzz/Cargo.toml"))
            // Named, so that the flags are not for build scripts, which no fuzzer watches.
            .args(["--target", &host])
            .arg("--target-dir")
            .arg(&target)
            .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"))
            .status()
            .context("cargo cannot be started")?;
        ensure!(
            status.success(),
            "the fuzz targets do not compile; the compiler's words stand above"
        );
        let work = target.join("work");
        let words = work.join("words.dict");
        let list = root.join("fuzz/words.txt");
        let list = std::fs::read_to_string(&list)
            .with_context(|| format!("cannot read {}", list.display()))?;
        write(&words, &dictionary(&list))?;
        Ok(Fuzzer {
            programs: target.join(host).join("release"),
            work,
            seeds: root.join("tests/corpus"),
            words,
        })
    }

    /// Runs one target for so long; whether nothing was found. What was found is printed.
    pub fn holds(&self, target: &str, seconds: u32, progress: &Progress) -> Result<bool> {
        progress.step(&format!("fuzzing {target} for {seconds} s"));
        let inputs = self.work.join("inputs").join(target);
        let findings = self.work.join("findings");
        for folder in [&inputs, &findings] {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let findings = findings.join(format!("{target}-"));
        let begun = Instant::now();
        loop {
            let left = u64::from(seconds).saturating_sub(begun.elapsed().as_secs());
            // New inputs go to the first folder; the second is only read.
            let mut fuzzer = self.program(target);
            fuzzer
                .args([&inputs, &self.seeds])
                .arg(format!("-artifact_prefix={}", findings.display()))
                .arg(format!("-dict={}", self.words.display()))
                // 0 would be without end.
                .arg(format!("-max_total_time={}", left.max(1)))
                .arg("-print_final_stats=1");
            let (log, status) = called(&mut fuzzer)?;
            write(&self.work.join(format!("{target}.log")), &log)?;
            if status.success() {
                progress.note(&figures(&log));
                return Ok(true);
            }
            let finding = log
                .lines()
                .find_map(|line| Some(line.split_once("Test unit written to ")?.1));
            let Some(finding) = finding else {
                println!("{log}\nthe fuzz target {target} broke off ({status})");
                return Ok(false);
            };
            // The fuzzer's clock runs on while the machine does other work.
            let is_late = status.code() == Some(TIMED_OUT);
            if is_late && called(self.program(target).arg(finding))?.1.success() {
                progress.note(&format!("slow by chance, fast when asked again: {finding}"));
                continue;
            }
            println!("{}\nfuzzing {target} has found {finding}", complaint(&log));
            return Ok(false);
        }
    }

    fn program(&self, target: &str) -> Command {
        let mut program = Command::new(self.programs.join(target));
        program
            .arg(format!("-timeout={MOST_SECONDS}"))
            .arg(format!("-rss_limit_mb={MOST_MEMORY}"))
            .stdin(Stdio::null());
        program
    }
}

/// What a fuzz target printed, and how it ended.
fn called(program: &mut Command) -> Result<(String, ExitStatus)> {
    let output = program
        .output()
        .context("a fuzz target cannot be started")?;
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok((log, output.status))
}

/// How much was tried, and how much code that reached.
fn figures(log: &str) -> String {
    let runs = log
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))
        .map_or("?", str::trim);
    let covered = log
        .lines()
        .filter_map(|line| line.split_once(" cov: ")?.1.split(' ').next())
        .next_back()
        .unwrap_or("?");
    format!("{runs} inputs, {covered} edges of the code reached, nothing found")
}

/// From what broke to the list of calls, which the log has.
fn complaint(log: &str) -> String {
    let broke = |line: &&str| line.contains("panicked at") || line.contains("ERROR: libFuzzer");
    let lines: Vec<&str> = log
        .lines()
        .skip_while(|line| !broke(line))
        .take_while(|line| !line.starts_with("stack backtrace"))
        .take(40)
        .collect();
    lines.join("\n")
}

/// The words in the fuzzer's notation, which is ASCII.
fn dictionary(words: &str) -> String {
    let mut entries = String::new();
    for word in words.lines().filter(|word| !word.is_empty()) {
        entries.push('"');
        for byte in word.bytes() {
            // A backslash begins a byte in the same notation.
            match byte {
                b' '..=b'~' if byte != b'"' => entries.push(char::from(byte)),
                _ => drop(write!(entries, "\\x{byte:02x}")),
            }
        }
        entries.push_str("\"\n");
    }
    entries
}

fn host(root: &Path) -> Result<String> {
    let output = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .arg("-vV")
        .current_dir(root)
        .output()
        .context("rustc cannot be started")?;
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .context("rustc does not say for which machine it compiles")
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
    }
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_run() {
        let manifest = crate::workspace::root().join("fuzz/Cargo.toml");
        let manifest: toml::Table =
            toml::from_str(&std::fs::read_to_string(manifest).unwrap()).unwrap();
        let bins = manifest["bin"].as_array().unwrap();
        let names: Vec<_> = bins
            .iter()
            .map(|bin| bin["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, TARGETS);
    }

    #[test]
    fn words_become_ascii() {
        assert_eq!(
            dictionary("余\n\\xff\n\"a\n"),
            "\"\\xe4\\xbd\\x99\"\n\"\\xff\"\n\"\\x22a\"\n"
        );
    }

    #[test]
    fn a_log_is_summed_up() {
        let log = "#2 INITED cov: 7 ft: 8 corp: 1/1b\n#99 NEW    cov: 12 ft: 30\nDone 100 runs\nstat::number_of_executed_units: 100\n";
        assert_eq!(
            figures(log),
            "100 inputs, 12 edges of the code reached, nothing found"
        );
        let log = "INFO: x\nthread panicked at src/a.rs:1:2:\noh\nstack backtrace:\n 0: f\n";
        assert_eq!(complaint(log), "thread panicked at src/a.rs:1:2:\noh");
    }
}
