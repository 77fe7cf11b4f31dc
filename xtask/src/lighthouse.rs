//! Lighthouse's audits of accessibility on every page of the demo, as a telephone and as a desk show it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::config::Config;
use crate::progress::Progress;
use crate::site::{Options, Site, listen_anywhere};
use crate::tools;

/// The form factors; each has its settings in `tests/lighthouse/`.
const FORMS: [&str; 2] = ["mobile", "desktop"];

/// Only a chart has buttons on the demo's pages: with this audit applied, Lighthouse has seen the charts.
const SEEN: &str = "button-name";

/// Audits every page of the demo portal whose distribution is built; prints a line for each and what it lacks. How many
/// have passed, and how many have not.
pub fn audit(root: &Path, progress: &Progress) -> Result<(u64, u64)> {
    let folder = root.join("tests/lighthouse");
    progress.note("installing Lighthouse where it is not there yet (npm)");
    let program = tools::packages(&folder)
        .context("Lighthouse is missing")?
        .join("lighthouse/cli/index.js");
    let dist = root.join(Config::read(root)?.out_dir);
    let site = Site::start(&Options::demo(root, &dist), listen_anywhere()?)?;
    let (mut passed, mut failed) = (0, 0);
    for page in pages(root)? {
        // Both at once: each waits for most of its time.
        let started: Vec<_> = FORMS
            .iter()
            .map(|form| start(&program, &folder.join(form), &site.url(&page)))
            .collect();
        for (form, child) in FORMS.iter().zip(started) {
            let lacks = child
                .and_then(finish)
                .unwrap_or_else(|error| vec![format!("{error:#}")]);
            let outcome = if lacks.is_empty() { "ok" } else { "FAILED" };
            println!("test lighthouse::{form}::{page} ... {outcome}");
            for line in &lacks {
                println!("    {line}");
            }
            if lacks.is_empty() {
                passed += 1;
            } else {
                failed += 1;
            }
        }
    }
    Ok((passed, failed))
}

/// The paths of the demo's pages.
fn pages(root: &Path) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(root.join("www")).context("cannot read www/")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".html") {
            pages.push(format!("/{name}"));
        }
    }
    pages.sort();
    anyhow::ensure!(!pages.is_empty(), "there are no pages in www/");
    Ok(pages)
}

fn start(program: &Path, settings: &Path, url: &str) -> Result<Child> {
    let chromium = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let chromium = chromium
        .or_else(|| on_path("chromium"))
        .context("Chromium is not there; set CHROMIUM to its path")?;
    Command::new("node")
        .arg(program)
        .arg(url)
        .arg("--config-path")
        .arg(settings.with_extension("json"))
        .args([
            "--output=json",
            "--output-path=stdout",
            "--quiet",
            "--disable-full-page-screenshot",
            // Nothing is sent anywhere, and nobody is asked whether it may be.
            "--no-enable-error-reporting",
            // Chromium refuses its sandbox to root, and a container's /dev/shm is often too small.
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
             --disable-background-networking --disable-component-update --disable-sync",
        ])
        .env("CHROME_PATH", chromium)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("Lighthouse cannot be started")
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// Waits for the report; what it says is lacking.
fn finish(child: Child) -> Result<Vec<String>> {
    let output = child
        .wait_with_output()
        .context("Lighthouse has been lost")?;
    let report: Value = serde_json::from_slice(&output.stdout).with_context(|| {
        format!(
            "Lighthouse has made no report; it said: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )
    })?;
    Ok(lacks(&report))
}

/// What keeps a report from 100: its error, the audits that failed with the elements they name; nothing where all is well.
fn lacks(report: &Value) -> Vec<String> {
    if let Some(error) = report.pointer("/runtimeError/message") {
        return vec![format!("Lighthouse: {error}")];
    }
    let category = "/categories/accessibility";
    let score = report
        .pointer(&format!("{category}/score"))
        .and_then(Value::as_f64);
    let audit = |id: &str| report.pointer(&format!("/audits/{id}"));
    let mut lines = Vec::new();
    let audits = report.pointer(&format!("{category}/auditRefs"));
    for id in audits
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|audit| audit.get("id")?.as_str())
    {
        let Some(audit) = audit(id) else { continue };
        if audit
            .get("score")
            .and_then(Value::as_f64)
            .is_none_or(|score| score >= 1.0)
        {
            continue;
        }
        let items = audit.pointer("/details/items").and_then(Value::as_array);
        let nodes: Vec<&str> = items
            .into_iter()
            .flatten()
            .filter_map(|item| item.pointer("/node/selector")?.as_str())
            .take(4)
            .collect();
        let title = audit.get("title").and_then(Value::as_str).unwrap_or("");
        lines.push(format!("{id}: {title}: {}", nodes.join(" | ")));
    }
    if score != Some(1.0) {
        let score = score.map_or("none".to_owned(), |score| format!("{:.0}", score * 100.0));
        lines.push(format!("the score is {score} of 100"));
    }
    if audit(SEEN)
        .and_then(|audit| audit.get("score")?.as_f64())
        .is_none()
    {
        lines.push("the page was audited without its charts".to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A report with one audit beside that of the buttons.
    fn report(score: f64, audit: &Value) -> Value {
        json!({
            "categories": { "accessibility": { "score": score, "auditRefs": [{ "id": "button-name" }, { "id": "label" }] } },
            "audits": { "button-name": { "score": 1 }, "label": audit },
        })
    }

    #[test]
    fn a_report_of_100_lacks_nothing() {
        assert_eq!(
            lacks(&report(1.0, &json!({ "score": 1 }))),
            Vec::<String>::new()
        );
        // An audit that does not apply.
        assert_eq!(
            lacks(&report(1.0, &json!({ "score": null }))),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_is_lacking_is_named_with_its_elements() {
        let audit = json!({
            "score": 0,
            "title": "Form elements do not have labels",
            "details": { "items": [{ "node": { "selector": "input.slider" } }] },
        });
        assert_eq!(
            lacks(&report(0.96, &audit)),
            [
                "label: Form elements do not have labels: input.slider",
                "the score is 96 of 100",
            ]
        );
        let broken = json!({ "runtimeError": { "code": "NO_FCP", "message": "no paint" } });
        assert_eq!(lacks(&broken), ["Lighthouse: \"no paint\""]);
        assert_eq!(lacks(&json!({})).len(), 2, "an empty report is none");
    }

    #[test]
    fn a_page_without_charts_is_not_taken_for_good() {
        let mut without = report(1.0, &json!({ "score": 1 }));
        without["audits"]["button-name"]["score"] = Value::Null;
        assert_eq!(lacks(&without), ["the page was audited without its charts"]);
    }
}
