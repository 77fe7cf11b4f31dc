//! Where things stand on the contributor's disk, and how `cargo` is called there.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace's root: the folder above xtask's own manifest.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// `cargo` as this xtask was called with it, to be run in the workspace's root.
pub fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root);
    // `cargo run` describes the xtask package in the environment; a nested cargo would take some of
    // it for its own, and build scripts would run again for no reason.
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}
