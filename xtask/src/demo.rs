//! `demo`: the widget built, the portal served, and both kept current while somebody works.

use std::path::Path;

use anyhow::Result;

use crate::dist;
use crate::progress::Progress;
use crate::site::{Options, Site, listen};
use crate::watch::Watch;

/// Builds and serves until the program is ended.
pub fn run(root: &Path, port: Option<u16>) -> Result<()> {
    // First, so that a taken port is told before a minute of building and not after.
    let listener = listen(port)?;
    let progress = Progress::start();
    let watch = Watch::start(root)?;
    let made = dist::make(root, &progress)?;
    warn_of_size(&made);
    let site = Site::start(&Options::demo(root, &made.folder), listener)?;
    progress.done("ready");
    println!("\nThe demo portal: {}", site.url("/"));
    println!(
        "Pages and CSVs are read anew on every reload; sources are rebuilt when saved. Ctrl+C ends it.\n"
    );

    loop {
        let changed = watch.next()?;
        let names: Vec<String> = changed
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        println!("Changed: {}", names.join(", "));
        let progress = Progress::start();
        match dist::make(root, &progress) {
            Ok(made) => {
                warn_of_size(&made);
                progress.done("rebuilt; reload the page");
            }
            Err(error) => {
                println!("\nNot rebuilt, the last good build is still served: {error:#}\n")
            }
        }
    }
}

/// A demo shows the charts whatever they weigh; `dist` is where the budget holds.
fn warn_of_size(made: &dist::Dist) {
    if let (true, Err(error)) = (made.sizes.optimised, made.sizes.check()) {
        println!("           Note: {error:#}");
    }
}
