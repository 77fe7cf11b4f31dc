//! The `LICENSE` beside the shipped files: ours, and that of every crate that is compiled into the
//! module, because their licences ask for it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::workspace::cargo;

/// What `cargo metadata` prints, as far as it is wanted here.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    manifest_path: PathBuf,
    targets: Vec<CrateTarget>,
}

#[derive(Deserialize)]
struct CrateTarget {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dep>,
}

#[derive(Deserialize)]
struct Dep {
    pkg: String,
    dep_kinds: Vec<DepKind>,
}

#[derive(Deserialize)]
struct DepKind {
    kind: Option<String>,
}

/// The text of `LICENSE`.
pub fn text(root: &Path) -> Result<String> {
    let read = |name: &str| {
        std::fs::read_to_string(root.join(name)).with_context(|| format!("cannot read {name}"))
    };
    let mut text = format!(
        "County Charts is under the MIT licence or the Apache Licence 2.0, as you choose.\n\n\
         {RULE}\n\n{}\n{RULE}\n\n{}\n{RULE}\n\n\
         The WebAssembly module holds Rust's standard library (MIT OR Apache-2.0, the Rust Project \
         contributors)\nand these crates, each with the notice that its author gives:\n",
        read("LICENSE-MIT")?,
        read("LICENSE-APACHE")?,
    );
    for package in linked(root)? {
        let licence = package.license.as_deref().unwrap_or("see its own text");
        let _ = write!(
            text,
            "\n{RULE}\n\n{} {} ({licence})\n",
            package.name, package.version
        );
        if let Some(notice) = notice(&package) {
            let _ = write!(text, "\n{}\n", notice.trim());
        }
    }
    Ok(text)
}

const RULE: &str =
    "--------------------------------------------------------------------------------";

/// The crates that end up in the module, by name: what the widget depends on for the browser, without
/// what only runs while compiling.
fn linked(root: &Path) -> Result<Vec<Package>> {
    let output = cargo(root)
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", "wasm32-unknown-unknown"])
        .output()
        .context("cargo cannot be started")?;
    anyhow::ensure!(
        output.status.success(),
        "`cargo metadata` failed: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    let metadata: Metadata = serde_json::from_slice(&output.stdout)
        .context("`cargo metadata` printed something unknown")?;
    let mut packages: BTreeMap<String, Package> = metadata
        .packages
        .into_iter()
        .map(|package| (package.id.clone(), package))
        .collect();
    let nodes: BTreeMap<&str, &Node> = metadata
        .resolve
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node))
        .collect();
    let own = packages
        .values()
        .find(|package| package.name == "county-charts")
        .map(|package| package.id.clone())
        .context("the package county-charts is not in the workspace")?;

    let mut found = BTreeMap::new();
    let mut waiting = vec![own.clone()];
    while let Some(id) = waiting.pop() {
        for dep in nodes
            .get(id.as_str())
            .into_iter()
            .flat_map(|node| &node.deps)
        {
            if !dep.dep_kinds.iter().any(|kind| kind.kind.is_none()) {
                continue;
            }
            if let Some(package) = packages.remove(&dep.pkg) {
                let compiles_only = package
                    .targets
                    .iter()
                    .any(|target| target.kind.iter().any(|kind| kind == "proc-macro"));
                if !compiles_only && dep.pkg != own {
                    waiting.push(dep.pkg.clone());
                    found.insert((package.name.clone(), package.version.clone()), package);
                }
            }
        }
    }
    Ok(found.into_values().collect())
}

/// The crate's own MIT text where it has one (it carries the copyright line), else any licence file.
fn notice(package: &Package) -> Option<String> {
    let folder = package.manifest_path.parent()?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .to_uppercase();
            path.is_file() && (name.starts_with("LICENSE") || name.starts_with("LICENCE"))
        })
        .collect();
    files.sort_by_key(|path| !path.to_string_lossy().to_uppercase().contains("MIT"));
    std::fs::read_to_string(files.first()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_names_what_is_linked_and_not_what_only_compiles() {
        let text = text(&crate::workspace::root()).unwrap();
        assert!(text.contains("\nplotters "));
        assert!(text.contains("\nwasm-bindgen 0.2.130 ("));
        assert!(!text.contains("\nsyn "));
        assert!(!text.contains("\naxum "));
        assert!(text.contains("Permission is hereby granted"));
    }
}
