//! The build tools from npm: `wasm-opt` (package binaryen) and `esbuild`. They make the files smaller
//! and old browsers able to read them; without Node everything goes on unoptimised.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The oldest Node whose npm and tools are known to work here; package.json says the same.
const OLDEST_NODE: u32 = 20;

/// Tools that are ready to be called.
pub struct Tools {
    modules: PathBuf,
}

impl Tools {
    /// Finds the tools, installing them into `node_modules/` where the lock file has changed since the
    /// last time. The error is a sentence for somebody who has no Node.
    pub fn set_up(root: &Path) -> Result<Tools> {
        has_node()?;
        let modules = packages(root).context("wasm-opt, esbuild and axe-core are missing")?;
        Ok(Tools { modules })
    }

    /// `wasm-opt`, without arguments yet.
    pub fn wasm_opt(&self) -> Command {
        self.node("binaryen/bin/wasm-opt")
    }

    /// `esbuild`, without arguments yet.
    pub fn esbuild(&self) -> Command {
        self.node("esbuild/bin/esbuild")
    }

    /// Calls the script through `node`, since `.bin/` holds shell wrappers on some systems.
    fn node(&self, script: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.modules.join(script));
        command
    }
}

/// Fails with a sentence for somebody who has no Node, or an old one.
fn has_node() -> Result<()> {
    let version = node_version().context(
        "Node is not installed; for the optimised build install Node 20 or later, with npm",
    )?;
    anyhow::ensure!(
        version >= OLDEST_NODE,
        "Node {version} is too old; install Node {OLDEST_NODE} or later to get the optimised build"
    );
    Ok(())
}

/// The packages that the lock file in `folder` names, installed where it has changed since the last time; where they are.
pub fn packages(folder: &Path) -> Result<PathBuf> {
    let modules = folder.join("node_modules");
    let lock = folder.join("package-lock.json");
    let lock = std::fs::read(&lock)
        .with_context(|| format!("cannot read {}; check it out again", lock.display()))?;
    // npm's own record in node_modules is not a copy of the lock; ours is, and is written last.
    let installed = modules.join(".package-lock.installed.json");
    if std::fs::read(&installed).ok().as_deref() != Some(lock.as_slice()) {
        install(folder)?;
        std::fs::write(&installed, &lock)
            .with_context(|| format!("cannot write {}", installed.display()))?;
    }
    Ok(modules)
}

/// Node's major version, None where there is none.
fn node_version() -> Option<u32> {
    let output = Command::new("node").arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    major(&text)
}

fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

fn install(folder: &Path) -> Result<()> {
    // The packages' own install scripts are not needed, so they are not run.
    let arguments = [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ];
    let output = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
        .args(arguments)
        // A machine without a network should say so soon, not after minutes of trying again.
        .env("npm_config_fetch_retries", "1")
        .current_dir(folder)
        .output()
        .context(
            "npm is not installed; it comes with Node, in some systems as a package of its own",
        )?;
    anyhow::ensure!(
        output.status.success(),
        "`npm {}` in {} failed; npm said:\n{}",
        arguments.join(" "),
        folder.display(),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(())
}

/// Runs a prepared tool; the error holds what it printed.
pub fn run(command: &mut Command, name: &str) -> Result<()> {
    let output = command
        .output()
        .with_context(|| format!("{name} cannot be started"))?;
    anyhow::ensure!(
        output.status.success(),
        "{name} failed; it said:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("node: not found"), None);
    }

    #[test]
    fn the_locks_name_no_download_address() {
        for folder in ["", "tests/lighthouse"] {
            let lock = crate::workspace::root()
                .join(folder)
                .join("package-lock.json");
            let lock = std::fs::read_to_string(lock).unwrap();
            assert!(lock.contains("\"integrity\""));
            assert!(!lock.contains("\"resolved\""));
        }
    }
}
