//! What axe-core finds wrong for readers with disabilities: nothing, on every page and in every state of its charts.
//!
//! The rules are all that axe-core has for WCAG 2.0, 2.1 and 2.2 at levels A and AA, and its best practices. It looks
//! into the charts' shadow roots, which are open. It does not see pixels: what is drawn is held by `tests/contrast.rs`.

use anyhow::{Context, Result, ensure};
use browser_tests::{Case, Fault, Page, View, page_cases};
use serde_json::json;
use xtask::workspace;

use crate::demo::pages;

pub fn cases() -> Vec<Case> {
    page_cases![
        pages_as_they_come,
        pages_on_a_phone,
        pages_in_the_dark,
        pages_with_tables_lists_and_cards_open,
        pages_in_large_text_with_the_keys_open,
        pages_with_dark_charts,
        pages_with_charts_in_contrast,
        pages_whose_files_are_missing,
        pages_whose_files_cannot_be_read,
        pages_whose_figures_are_old,
        pages_without_webassembly,
        a_fault_is_found,
    ]
}

/// axe-core's names for WCAG 2.0, 2.1, 2.2, each at A and AA (2.2 has no rules at A), and for what is good practice.
const TAGS: [&str; 6] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
];

/// The page with all forms, kinds and controls, and in English too.
pub const EVERYTHING: &str = "/test/everything.html";

/// The demo's pages, and the tests' own.
pub fn all_pages() -> Result<Vec<String>> {
    let mut all = pages()?;
    all.push(EVERYTHING.to_owned());
    Ok(all)
}

/// Every chart of the page; a canvas of the page's own has its chart beside it.
pub const CHARTS: &str = "[...document.querySelectorAll('county-chart')]";

/// Opens the page and waits until its charts are there with all that belongs to them.
pub fn open(page: &mut Page, path: &str) -> Result<()> {
    page.open(path)?;
    page.wait_until(&format!(
        "document.querySelector('county-chart') && {CHARTS}.every(chart => chart.summary && \
         !chart.shadowRoot.querySelector('.waiting') && chart.shadowRoot.styleSheets.length > 1)"
    ))?;
    Ok(())
}

/// Has axe-core look at the page as it now is; what it finds wrong, and how many rules it has found kept.
fn look(page: &mut Page) -> Result<(Vec<String>, usize)> {
    let here = page.evaluate("typeof axe === 'object'")?;
    if here != true {
        let script = workspace::root().join("node_modules/axe-core/axe.min.js");
        let script = std::fs::read_to_string(&script).with_context(|| {
            format!(
                "{} is not there; `npm ci --ignore-scripts` brings it",
                script.display()
            )
        })?;
        // What failed here would print the whole script.
        page.evaluate(&format!("(() => {{ {script}\n; return 0; }})()"))
            .map_err(|_| anyhow::anyhow!("axe-core cannot be run on the page"))?;
    }
    let options = json!({
        "runOnly": { "type": "tag", "values": TAGS },
        // Off unless asked for by name.
        "rules": { "target-size": { "enabled": true } },
        "resultTypes": ["violations"],
        // Style sheets that it would put into a page of its own, which the policy refuses. One rule needs them: that no
        // style sheet asks for an orientation, which none of ours does.
        "preload": false,
    });
    let found = page.evaluate(&format!(
        "axe.run(document, {options}).then(result => ({{ passed: result.passes.length, \
         wrong: result.violations.map(rule => rule.id + ': ' + rule.help + '\\n' + \
         rule.nodes.slice(0, 4).map(node => '    ' + [].concat(...node.target).join(' >> ') + '  ' + \
         node.html.slice(0, 160) + '\\n      ' + node.failureSummary.replace(/\\s+/g, ' ')).join('\\n')) }}))"
    ))?;
    let wrong = found["wrong"]
        .as_array()
        .context("axe-core has said nothing")?;
    let passed = found["passed"].as_u64().unwrap_or_default();
    Ok((
        wrong
            .iter()
            .filter_map(|rule| rule.as_str().map(str::to_owned))
            .collect(),
        passed as usize,
    ))
}

/// All pages, each brought into a state by `prepare`, have nothing wrong.
fn all_right(
    page: &mut Page,
    paths: Vec<String>,
    mut prepare: impl FnMut(&mut Page, &str) -> Result<()>,
) -> Result<()> {
    let mut wrong = Vec::new();
    for path in paths {
        prepare(page, &path)?;
        let (faults, passed) = look(page)?;
        // A page that is not there, or that axe-core has not looked at, has no faults either.
        ensure!(
            passed > 12,
            "{path}: only {passed} rules had anything to look at"
        );
        wrong.extend(faults.into_iter().map(|fault| format!("{path}: {fault}")));
    }
    ensure!(
        wrong.is_empty(),
        "axe-core finds {} rules broken:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    Ok(())
}

fn pages_as_they_come(page: &mut Page) -> Result<()> {
    all_right(page, all_pages()?, open)
}

fn pages_on_a_phone(page: &mut Page) -> Result<()> {
    page.set_view(View::PHONE)?;
    all_right(page, all_pages()?, open)
}

/// The demo's pages for readers whose system is dark, and that their charts have followed.
fn pages_in_the_dark(page: &mut Page) -> Result<()> {
    all_right(page, pages()?, |page, path| {
        page.set_media("", &[("prefers-color-scheme", "dark")])?;
        open(page, path)?;
        // Most of the colours of a chart's words, out of 255, and of the page behind it.
        let light = "c => Math.max(...c.match(/\\d+/g).slice(0, 3).map(Number))";
        let dark = page.evaluate(&format!(
            "(light => light(getComputedStyle(document.body).backgroundColor) < 60 && {CHARTS}.every(chart => \
             light(getComputedStyle(chart.shadowRoot.querySelector('.chart')).color) > 180))({light})"
        ))?;
        ensure!(dark == true, "{path} or a chart of it is not dark");
        Ok(())
    })?;
    page.set_media("", &[])
}

fn pages_with_tables_lists_and_cards_open(page: &mut Page) -> Result<()> {
    all_right(page, all_pages()?, |page, path| {
        open(page, path)?;
        page.evaluate(&format!(
            "{CHARTS}.forEach(chart => {{ const has = name => chart.shadowRoot.querySelector(name); \
             const table = has('[data-action=table]'); if (table && !table.hidden) table.click(); \
             const sort = has('.head'); if (sort) sort.click(); \
             if (chart.data.length) chart.select({{ row: chart.data[0].row }}); }})"
        ))?;
        // A press elsewhere closes a list, so there is one open at a time.
        page.evaluate(&format!(
            "{CHARTS}.map(chart => chart.shadowRoot.querySelector('.opener')).filter(Boolean).slice(-1).forEach(opener => opener.click())"
        ))?;
        let open = page.evaluate(&format!(
            "{CHARTS}.map(chart => ['.table:not(.unseen)', '.panel:not([hidden])', '.card:not([hidden])'] \
             .map(name => chart.shadowRoot.querySelectorAll(name).length)).reduce((a, b) => a.map((n, at) => n + b[at]))"
        ))?;
        ensure!(open[0] != 0, "{path}: no table has opened");
        ensure!(
            path != EVERYTHING || (open[1] == 1 && open[2] != 0),
            "{path}: tables, lists, cards that are open: {open}"
        );
        Ok(())
    })
}

/// At 400 % zoom and twice the text, with the list of the keys open and a button of each radio group pressed.
fn pages_in_large_text_with_the_keys_open(page: &mut Page) -> Result<()> {
    page.set_view(View {
        width: 320,
        touch: false,
        ..View::PHONE
    })?;
    all_right(page, all_pages()?, |page, path| {
        open(page, path)?;
        page.evaluate(&format!(
            "document.documentElement.style.fontSize = '200%', {CHARTS}.forEach(chart => {{ \
             const has = name => chart.shadowRoot.querySelector(name); \
             const other = has('[role=radio][aria-checked=false]'); if (other) other.click(); \
             const help = has('[data-action=help]'); if (help) help.click(); }}), 0"
        ))?;
        page.wait_until(&format!(
            "{CHARTS}.some(chart => chart.shadowRoot.querySelector('.help:not([hidden])'))"
        ))?;
        Ok(())
    })
}

/// Gives every chart of the page this theme and waits until it has it.
fn paint(page: &mut Page, theme: &str) -> Result<()> {
    page.evaluate(&format!(
        "(document.querySelectorAll('canvas[data-county-chart]').forEach(canvas => canvas.setAttribute('data-theme', '{theme}')), \
         {CHARTS}.forEach(chart => chart.setAttribute('theme', '{theme}')))"
    ))?;
    page.wait_until(&format!(
        "{CHARTS}.every(chart => chart.shadowRoot.querySelector('.chart.boxed'))"
    ))?;
    Ok(())
}

fn pages_with_dark_charts(page: &mut Page) -> Result<()> {
    all_right(page, all_pages()?, |page, path| {
        open(page, path)?;
        paint(page, "dark")
    })
}

fn pages_with_charts_in_contrast(page: &mut Page) -> Result<()> {
    all_right(page, all_pages()?, |page, path| {
        open(page, path)?;
        paint(page, "contrast")
    })
}

/// Has every file with figures answered like this.
pub fn break_files(page: &Page, fault: &Fault) -> Result<()> {
    for entry in std::fs::read_dir(workspace::root().join("data"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        page.site
            .break_path(&format!("/data/{name}"), fault.clone());
    }
    page.site.break_path("/test/places.csv", fault.clone());
    Ok(())
}

/// Waits until every chart says that something is wrong, and has so many style sheets.
pub fn complaining(page: &mut Page, class: &str, sheets: u32) -> Result<()> {
    page.wait_until(&format!(
        "document.querySelector('county-chart') && {CHARTS}.every(chart => \
         (chart.shadowRoot.querySelector('{class}') || {{}}).textContent && chart.shadowRoot.styleSheets.length >= {sheets})"
    ))?;
    Ok(())
}

fn pages_whose_files_are_missing(page: &mut Page) -> Result<()> {
    break_files(page, &Fault::Status(404))?;
    all_right(page, all_pages()?, |page, path| {
        page.open(path)?;
        complaining(page, ".message:not(.stale)", 2)
    })
}

fn pages_whose_files_cannot_be_read(page: &mut Page) -> Result<()> {
    let workbook = Fault::Body {
        mime: "text/csv",
        bytes: b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00".repeat(9),
    };
    break_files(page, &workbook)?;
    all_right(page, all_pages()?, |page, path| {
        page.open(path)?;
        complaining(page, ".message:not(.stale)", 2)
    })
}

fn pages_whose_figures_are_old(page: &mut Page) -> Result<()> {
    let files: Vec<String> = std::fs::read_dir(workspace::root().join("data"))?
        .filter_map(|entry| {
            Some(format!(
                "/data/{}",
                entry.ok()?.file_name().to_string_lossy()
            ))
        })
        .collect();
    all_right(page, all_pages()?, |page, path| {
        for file in &files {
            page.site.mend_path(file);
        }
        page.site.mend_path("/test/places.csv");
        open(page, path)?;
        break_files(page, &Fault::html_page())?;
        page.evaluate(
            "document.querySelectorAll('county-chart, canvas[data-county-chart]').forEach(chart => \
             chart.setAttribute(chart.localName === 'canvas' ? 'data-version' : 'version', '2'))",
        )?;
        complaining(page, ".message.stale", 2)
    })
}

fn pages_without_webassembly(page: &mut Page) -> Result<()> {
    for entry in std::fs::read_dir(workspace::root().join("dist"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") {
            page.site
                .break_path(&format!("/county-charts/{name}"), Fault::Status(403));
        }
    }
    all_right(page, all_pages()?, |page, path| {
        page.open(path)?;
        complaining(page, "p", 1)
    })
}

/// That the cases above can fail: each of these takes one thing away that they rely on.
fn a_fault_is_found(page: &mut Page) -> Result<()> {
    open(page, EVERYTHING)?;
    for (sabotage, rule) in [
        ("has('canvas').setAttribute('role', 'chart')", "aria-roles"),
        ("has('.slider').removeAttribute('aria-label')", "label"),
        ("has('.subtitle').style.color = '#aaaaaa'", "color-contrast"),
        ("has('[data-action=table]').textContent = ''", "button-name"),
        (
            "document.documentElement.removeAttribute('lang')",
            "html-has-lang",
        ),
    ] {
        page.evaluate(&format!(
            "(() => {{ const has = name => document.getElementById('years').shadowRoot.querySelector(name); {sabotage}; }})()"
        ))?;
        let (faults, _) = look(page)?;
        ensure!(
            faults.iter().any(|fault| fault.starts_with(rule)),
            "{sabotage} was not found: {faults:?}"
        );
    }
    Ok(())
}
