//! `profile`: what of the module runs until the charts of the demo's pages are drawn. What it writes decides what a
//! page begins with (see [`crate::prune`]).

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::config::Config;
use crate::progress::Progress;
use crate::site::{Options, Site, listen_anywhere};
use crate::wasm::Make;
use crate::{dist, prune, system};

const HEAD: &str = "\
# What of the optimised module runs until the demo's charts are drawn: a line a function, of the hash of
# its name, the hash of its shape and its stretches of code, those that ran set. `cargo xtask profile`
# writes this file; run it when the size check says that the first chart has outgrown its budget.
";

/// Builds an instrumented module, shows every page of the demo with it in Chromium, and writes the profile.
pub fn run(root: &Path) -> Result<()> {
    let progress = Progress::start();
    system::set_up(system::CHROMIUM, &progress)?;
    let config = Config::read(root)?;
    let folder = root.join("target").join("profile");
    let made = dist::make_in(root, &config, &folder, Make::Instrumented, &progress)?;
    anyhow::ensure!(
        made.sizes.optimised,
        "the profile is of the optimised module; install Node with npm, then run this again"
    );

    progress.step("opening the demo's pages in Chromium");
    let mut options = Options::demo(root, &folder);
    options.test_pages = Some(root.join("tests/browser/pages"));
    let site = Site::start(&options, listen_anywhere()?)?;
    let pages = pages(root)?;
    let url = site.url(&format!("/test/profile.html?pages={}", pages.join(",")));
    let profile =
        std::env::temp_dir().join(format!("county-charts-profile-{}", std::process::id()));
    let output = Command::new("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1400,6200",
            "--virtual-time-budget=20000000",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(&url)
        .output()
        .context("Chromium cannot be started")?;
    let _ = std::fs::remove_dir_all(&profile);
    let dom = String::from_utf8_lossy(&output.stdout);
    let counters = dom
        .split_once("class=\"done\">")
        .and_then(|(_, after)| after.split_once("</pre>"))
        .map(|(digits, _)| digits)
        .with_context(|| {
            let stopped = dom.split_once("<pre").map_or("", |(_, after)| after);
            let stopped: String = stopped.chars().take(200).collect();
            format!("the page {url} did not come to its end: {stopped}")
        })?;
    let ran: Vec<bool> = counters.chars().map(|digit| digit == '1').collect();
    let part = ran.iter().filter(|ran| **ran).count();
    anyhow::ensure!(part > 1_000, "only {part} stretches of code have run");

    let path = root.join(&config.first_chart.profile);
    let text = HEAD.to_owned() + &prune::profile(&made.optimised, &ran)?;
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    progress.done(&format!(
        "{part} stretches of code have run; {} is written",
        path.display()
    ));
    Ok(())
}

/// The demo's pages, by name.
fn pages(root: &Path) -> Result<Vec<String>> {
    let folder = root.join("www");
    let mut pages = Vec::new();
    for entry in
        std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".html") {
            pages.push(name);
        }
    }
    pages.sort();
    Ok(pages)
}
