//! What assistive technology is told, as each browser computes it.

use anyhow::{Context as _, Result};
use browser_tests::{Case, Page, page_cases};
use serde_json::Value;

pub fn cases() -> Vec<Case> {
    page_cases![
        chart_and_table_have_their_roles_and_names,
        the_tree_has_the_chart_with_its_summary_and_the_table needs AccessibilityTree,
    ]
}

const CANVAS: &str = "part('element', 'canvas')";
const TABLE: &str = "part('element', 'table')";

/// Opens the page of the three forms; the name that the chart has to have.
fn open(page: &mut Page) -> Result<String> {
    page.open("/test/forms.html")?;
    page.wait_until("seen.filter(e => e[0] === 'ready').length === 3")?;
    let title = page.evaluate("part('element', '.title').textContent")?;
    let title = title.as_str().context("no title")?.to_owned();
    assert!(!title.is_empty());
    Ok(title)
}

fn chart_and_table_have_their_roles_and_names(page: &mut Page) -> Result<()> {
    let title = open(page)?;
    // Arrow keys reach an application; the page's own canvas stands outside any shadow root.
    assert_eq!(page.role_of(CANVAS)?, "application");
    assert_eq!(page.label_of(CANVAS)?, title);
    let foreign = "document.getElementById('canvas')";
    assert_eq!(page.role_of(foreign)?, "application");
    assert!(page.label_of(foreign)?.contains("临武"));
    // The table is there for machines though no eye sees it yet.
    assert_eq!(page.role_of(TABLE)?, "table");
    let caption = page.evaluate("part('element', 'caption').textContent")?;
    assert_eq!(page.label_of(TABLE)?, caption.as_str().unwrap());
    assert_eq!(
        page.role_of("part('element', 'tbody th')")?.as_str(),
        "rowheader"
    );
    // What is no element is an error and no empty answer.
    assert!(page.role_of("part('element', '.nowhere')").is_err());
    page.no_console_errors()
}

fn the_tree_has_the_chart_with_its_summary_and_the_table(page: &mut Page) -> Result<()> {
    let title = open(page)?;
    let tree = page.accessibility_tree()?;
    let node = |role: &str, name: &str| -> Result<&Value> {
        let nodes = tree.as_array().context("no list of nodes")?;
        nodes
            .iter()
            .find(|node| node["role"]["value"] == role && node["name"]["value"] == name)
            .with_context(|| format!("no {role} of the name {name}"))
    };
    let chart = node("application", &title)?;
    let summary = page.evaluate("document.getElementById('element').summary")?;
    let said = chart["description"]["value"].as_str().context("no words")?;
    // The title is the name already.
    let after = summary.as_str().unwrap().strip_prefix(&title);
    let after = after.context("no title")?.trim_start_matches('。');
    let first = after.split('；').next().unwrap();
    assert!(said.contains(first), "{said}");
    let caption = page.evaluate("part('element', 'caption').textContent")?;
    let table = node("table", caption.as_str().unwrap())?;
    assert!(!table["childIds"].as_array().unwrap().is_empty(), "{table}");
    Ok(())
}
