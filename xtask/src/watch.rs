//! Tells when something has changed from which the widget is built.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{Event, EventKind, RecursiveMode, Watcher};

/// An editor saves in several steps; what comes within this time of each other is one change.
const TOGETHER: Duration = Duration::from_millis(300);

/// Watches the sources of one workspace.
pub struct Watch {
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    /// Ends the watching when dropped.
    _watcher: notify::RecommendedWatcher,
}

impl Watch {
    /// Starts to watch.
    pub fn start(root: &Path) -> Result<Watch> {
        // Without links in it, as the events name their files.
        let root = root
            .canonicalize()
            .with_context(|| format!("cannot find {}", root.display()))?;
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender).context("files cannot be watched")?;
        for (folder, depth) in [
            ("", RecursiveMode::NonRecursive),
            // measures.csv is compiled into the widget.
            ("data", RecursiveMode::NonRecursive),
            ("src", RecursiveMode::Recursive),
            ("www/widget", RecursiveMode::Recursive),
        ] {
            let folder = root.join(folder);
            watcher
                .watch(&folder, depth)
                .with_context(|| format!("{} cannot be watched", folder.display()))?;
        }
        Ok(Watch {
            root,
            events,
            _watcher: watcher,
        })
    }

    /// Waits for the next change that calls for a build; the files that changed.
    pub fn next(&self) -> Result<Vec<PathBuf>> {
        let mut changed = Vec::new();
        loop {
            let event = if changed.is_empty() {
                self.events.recv().context("the watching has ended")?
            } else {
                match self.events.recv_timeout(TOGETHER) {
                    Ok(event) => event,
                    Err(_) => return Ok(changed),
                }
            };
            let Ok(event) = event else { continue };
            if matches!(event.kind, EventKind::Access(_)) {
                continue;
            }
            for path in event.paths {
                let path = path
                    .strip_prefix(&self.root)
                    .map(Path::to_path_buf)
                    .unwrap_or(path);
                if is_source(&path) && !changed.contains(&path) {
                    changed.push(path);
                }
            }
        }
    }
}

/// Whether the widget is built from this file, given relative to the workspace's root.
fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // What editors keep beside the file being edited.
    if name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") {
        return false;
    }
    path.starts_with("src")
        || path.starts_with("www/widget")
        || [
            "Cargo.toml",
            "Cargo.lock",
            "wasm-pack.toml",
            "data/measures.csv",
        ]
        .iter()
        .any(|file| path == Path::new(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_built_calls_for_a_build() {
        for path in [
            "src/chart/bar.rs",
            "www/widget/county-charts.css",
            "Cargo.toml",
            "wasm-pack.toml",
            "data/measures.csv",
        ] {
            assert!(is_source(Path::new(path)), "{path}");
        }
        for path in [
            "www/index.html",
            "data/linwu.csv",
            "src/.lib.rs.swp",
            "src/lib.rs~",
            "target",
            "dist",
            "cli/src/main.rs",
        ] {
            assert!(!is_source(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn a_saved_source_is_told_and_a_saved_page_is_not() {
        let root = std::env::temp_dir().join(format!("xtask-watch-{}", std::process::id()));
        for folder in ["data", "src", "www/widget"] {
            std::fs::create_dir_all(root.join(folder)).unwrap();
        }
        let watch = Watch::start(&root).unwrap();
        std::fs::write(root.join("data/linwu.csv"), "年份\n").unwrap();
        std::fs::write(root.join("src/lib.rs"), "//! new\n").unwrap();
        let changed = watch.next().unwrap();
        std::fs::remove_dir_all(&root).unwrap();
        assert_eq!(changed, [PathBuf::from("src/lib.rs")]);
    }
}
