//! The demo portal's own pages: what they load for their first pictures.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use browser_tests::{Case, Fault, Page, View, page_cases};
use serde_json::Value;
use xtask::workspace;

pub fn cases() -> Vec<Case> {
    page_cases![
        the_first_module_draws_every_chart needs Profiled,
        the_whole_module_goes_on_from_there,
    ]
}

/// The pages' paths.
pub fn pages() -> Result<Vec<String>> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(workspace::root().join("www"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".html") {
            pages.push(format!("/{name}"));
        }
    }
    pages.sort();
    assert!(pages.len() > 5, "{pages:?}");
    Ok(pages)
}

/// The path of the whole module.
fn whole_module() -> Result<String> {
    let dist = workspace::root().join("dist");
    let whole = std::fs::read_dir(&dist)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| name.ends_with(".whole.wasm"))
        .with_context(|| format!("no whole module in {}", dist.display()))?;
    Ok(Path::new("/county-charts")
        .join(whole)
        .display()
        .to_string())
}

/// What a page of a portal loads before its first picture is the first module alone, whichever of its charts
/// comes first: `cargo xtask profile` has seen them all. Those of kinds that only the whole module draws wait for it,
/// and keep no other from coming.
fn the_first_module_draws_every_chart(page: &mut Page) -> Result<()> {
    // Held back for longer than the case takes.
    page.site
        .break_path(&whole_module()?, Fault::Slow(Duration::from_secs(600)));
    for view in [View::DESKTOP, View::PHONE] {
        page.set_view(view)?;
        for path in pages()? {
            page.open(&path)?;
            page.wait_until("document.querySelector('county-chart')")?;
            // A canvas, or a table: what is drawn takes the fallback's place.
            let drawn = "[...document.querySelectorAll('county-chart')].map(chart => \
                 chart.matches('[chart=stack], [chart=slope], [chart=pictogram], [chart=panels], \
                 [chart=poster], [rank-by], [state], [controls*=view], [controls*=measure], [controls*=legend]') || \
                 (chart.shadowRoot.querySelector('slot') || {style: {}}).style.display == 'none')";
            let all = page.wait_until(&format!(
                "(drawn => drawn.every(Boolean) && drawn)({drawn})"
            ));
            let Err(error) = all else {
                // What comes later takes no room before: the picture would move.
                let rooms = page.evaluate(
                    "[...document.querySelectorAll('county-chart')].map(chart => \
                     (chart.shadowRoot.querySelector('.controls') || {}).offsetHeight || 0)",
                )?;
                let mut taken = rooms.as_array().into_iter().flatten();
                assert!(taken.all(|room| *room == 0), "{path}: {rooms}");
                continue;
            };
            let seen = page.evaluate(drawn)?;
            let missing: Vec<usize> = seen
                .as_array()
                .into_iter()
                .flatten()
                .enumerate()
                .filter(|(_, drawn)| **drawn != Value::Bool(true))
                .map(|(at, _)| at + 1)
                .collect();
            return Err(error.context(format!(
                "{path}: charts {missing:?} wait for the whole module; run `cargo xtask profile`"
            )));
        }
    }
    Ok(())
}

fn the_whole_module_goes_on_from_there(page: &mut Page) -> Result<()> {
    for path in pages()? {
        page.open(&path)?;
        page.wait_until(
            "[...document.querySelectorAll('county-chart')].every(chart => chart.summary)",
        )?;
        page.no_console_errors()?;
    }
    Ok(())
}
