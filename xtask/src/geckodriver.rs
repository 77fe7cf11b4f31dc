//! Firefox's WebDriver, which Debian does not have as a package: built once, into `target/tools/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::progress::Progress;
use crate::system::on_path;
use crate::workspace::cargo;

/// Fixed, so that a new one changes no test by itself.
const VERSION: &str = "0.37.1";

/// Where it is: `GECKODRIVER`, else on the `PATH`, else as built by [`set_up`].
pub fn find(root: &Path) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("GECKODRIVER") {
        return Some(PathBuf::from(path));
    }
    on_path("geckodriver").or_else(|| built(root))
}

/// Ours, if it is of the version that is wanted.
fn built(root: &Path) -> Option<PathBuf> {
    let program = folder(root).join("bin").join("geckodriver");
    let output = Command::new(&program).arg("--version").output().ok()?;
    is_wanted(&String::from_utf8_lossy(&output.stdout)).then_some(program)
}

fn is_wanted(version: &str) -> bool {
    version
        .strip_prefix("geckodriver ")
        .and_then(|rest| rest.split_whitespace().next())
        == Some(VERSION)
}

fn folder(root: &Path) -> PathBuf {
    root.join("target").join("tools")
}

/// Builds it unless there is one.
pub fn set_up(root: &Path, progress: &Progress) -> Result<()> {
    if let Some(program) = find(root) {
        ensure!(
            program.is_file(),
            "GECKODRIVER is {}, where no file is",
            program.display()
        );
        return Ok(());
    }
    progress.step(&format!(
        "building geckodriver {VERSION} into target/tools/, once: some minutes"
    ));
    let output = cargo(root)
        .args(["install", "geckodriver", "--locked", "--force", "--version"])
        .arg(format!("={VERSION}"))
        // It waits for the browser most of its time, so it need not be fast itself.
        .arg("--debug")
        .arg("--root")
        .arg(folder(root))
        .output()
        .context("cargo cannot be started")?;
    ensure!(
        output.status.success() && built(root).is_some(),
        "geckodriver, which the tests in Firefox need, cannot be built; get it from your system and put it \
         on the PATH or set GECKODRIVER to its path, or run `cargo xtask test --quick`, which needs no \
         Firefox; cargo said:\n{}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_fixed_version_will_do() {
        assert!(is_wanted(&format!(
            "geckodriver {VERSION} (a0b1c2d3 2026-10-01)\n\nThe source code"
        )));
        assert!(is_wanted(&format!("geckodriver {VERSION}\n")));
        assert!(!is_wanted(&format!("geckodriver {VERSION}0\n")));
        assert!(!is_wanted("geckodriver 0.31.0\n"));
        assert!(!is_wanted(""));
    }
}
