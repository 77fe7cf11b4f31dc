//! How large what is pressed is: 44 by 44 CSS px, on a telephone and at a desk, in every language.

use anyhow::{Result, ensure};
use browser_tests::{Case, Fault, Page, View, page_cases};
use serde_json::json;

use crate::axe::{CHARTS, EVERYTHING, all_pages, break_files, complaining, open};

pub fn cases() -> Vec<Case> {
    page_cases![
        controls_are_large_on_a_telephone,
        controls_are_large_at_a_desk,
        a_link_to_a_broken_file_is_large,
        nothing_is_cut_off_in_large_text_on_a_telephone,
        signs_keep_their_shape_in_forced_colours needs EmulatedMedia,
    ]
}

/// The least width and height (WCAG 2.2, success criterion 2.5.5).
const LEAST: f64 = 44.0;

/// What in the charts' shadow trees can be pressed and seen, each as [what it is, width, height, whether within a
/// sentence]. A box to tick is pressed by its label too; what is seen only with the focus on it is for keys.
const TARGETS: &str = "found => { document.querySelectorAll('county-chart').forEach(chart => \
     chart.shadowRoot.querySelectorAll('button, select, input, textarea, a[href], summary, [role=button], [role=option], [role=slider], [onclick]').forEach(part => { \
     const target = part.type === 'checkbox' || part.type === 'radio' ? part.closest('label') || part : part; \
     const box = target.getBoundingClientRect(); \
     if (!box.width || target.closest('.unseen') || target.matches('.shy:not(:focus)')) return; \
     found.push([chart.shadowRoot.querySelector('[lang]').lang + ' ' + part.className + ' ' + (part.textContent || part.value || '').slice(0, 12), box.width, box.height, \
     part.localName === 'a' && Boolean(part.closest('.about'))]); })); return found; }";

/// Measures them all; how many there are, and those that are too small.
fn measure(page: &mut Page) -> Result<(Vec<String>, Vec<String>)> {
    let found = page.evaluate(&format!("({TARGETS})([])"))?;
    let (mut all, mut small) = (Vec::new(), Vec::new());
    for target in found.as_array().into_iter().flatten() {
        let name = target[0].as_str().unwrap_or_default().to_owned();
        let size = [1, 2].map(|at| target[at].as_f64().unwrap_or_default());
        // A link within a sentence is as high as its line (2.5.8 exempts it), which still is 24 px.
        let least = if target[3] == json!(true) {
            [0.0, 24.0]
        } else {
            [LEAST, LEAST]
        };
        if size[0] < least[0] - 0.01 || size[1] < least[1] - 0.01 {
            small.push(format!("{name}: {:.1} × {:.1}", size[0], size[1]));
        }
        all.push(name);
    }
    Ok((all, small))
}

fn controls_are_large(page: &mut Page, view: View) -> Result<()> {
    page.set_view(view)?;
    let mut wrong = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for path in all_pages()? {
        open(page, &path)?;
        page.evaluate(&format!(
            "{CHARTS}.forEach(chart => chart.shadowRoot.querySelectorAll('[data-action=table]').forEach(button => button.click()))"
        ))?;
        let lists = page.evaluate(&format!(
            "{CHARTS}.filter(chart => chart.shadowRoot.querySelector('.opener')).length"
        ))?;
        // One list of places is open at a time.
        for list in 0..=lists.as_u64().unwrap_or_default() {
            let (all, small) = measure(page)?;
            seen.extend(all);
            wrong.extend(small.into_iter().map(|small| format!("{path}: {small}")));
            page.evaluate(&format!(
                "{CHARTS}.map(chart => chart.shadowRoot.querySelector('.opener')).filter(Boolean).slice({list}, {list} + 1).forEach(opener => opener.click())"
            ))?;
        }
    }
    // Each kind of control was there to be measured.
    for class in [
        " select ",
        " opener ",
        " filter ",
        " clear ",
        " play ",
        " slider ",
        " whole ",
        " segment ",
        " series ",
        " head ",
        " button ",
        "en series ",
        "zh-Hans series ",
        " 东川县 ",
    ] {
        ensure!(
            seen.iter().any(|name| format!("{name} ").contains(class)),
            "no{class}was measured"
        );
    }
    wrong.dedup();
    ensure!(
        wrong.is_empty(),
        "{} of {} are too small:\n{}",
        wrong.len(),
        seen.len(),
        wrong.join("\n")
    );
    Ok(())
}

fn controls_are_large_on_a_telephone(page: &mut Page) -> Result<()> {
    controls_are_large(page, View::PHONE)
}

fn controls_are_large_at_a_desk(page: &mut Page) -> Result<()> {
    controls_are_large(page, View::DESKTOP)
}

fn a_link_to_a_broken_file_is_large(page: &mut Page) -> Result<()> {
    break_files(page, &Fault::Status(404))?;
    for view in [View::PHONE, View::DESKTOP] {
        page.set_view(view)?;
        page.open("/linwu.html")?;
        complaining(page, ".message:not(.stale)", 2)?;
        let (all, small) = measure(page)?;
        ensure!(
            !all.is_empty() && small.is_empty(),
            "of {} links too small: {small:?}",
            all.len()
        );
    }
    Ok(())
}

/// What is pressed or read beside the picture and reaches beyond the screen, without a box of its own to scroll in.
const CUT_OFF: &str = "found => { document.querySelectorAll('county-chart').forEach(chart => \
     chart.shadowRoot.querySelectorAll('button, select, input, p, output, label, .now').forEach(part => { \
     if (part.closest('.table, .unseen')) return; \
     const box = part.getBoundingClientRect(); \
     if (box.width && (box.right > innerWidth + 0.5 || box.left < -0.5)) found.push(part.className + ' ' + part.textContent.slice(0, 12)); })); \
     if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways'); return found; }";

fn nothing_is_cut_off_in_large_text_on_a_telephone(page: &mut Page) -> Result<()> {
    page.set_view(View::PHONE)?;
    for (how, larger) in [
        (
            "text",
            format!("{CHARTS}.forEach(chart => chart.setAttribute('text', '2'))"),
        ),
        (
            "the page's switch",
            "document.documentElement.style.fontSize = '200%', 0".to_owned(),
        ),
    ] {
        open(page, EVERYTHING)?;
        page.evaluate(&larger)?;
        // Twice as large: the words of a button of 13 px.
        page.wait_until(&format!(
            "{CHARTS}.every(chart => parseFloat(getComputedStyle(chart.shadowRoot.querySelector('.button')).fontSize) === 26)"
        ))?;
        page.wait_until(
            "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(true), 300)))",
        )?;
        let cut = page.evaluate(&format!("({CUT_OFF})([])"))?;
        ensure!(cut == json!([]), "by {how}: {cut}");
    }
    Ok(())
}

/// Triangles are drawn by borders of which some are transparent: in forced colours they would be squares, and the play
/// button a stop button. The slider's track is a background, which would be none.
fn signs_keep_their_shape_in_forced_colours(page: &mut Page) -> Result<()> {
    page.set_media("", &[("forced-colors", "active")])?;
    open(page, EVERYTHING)?;
    ensure!(
        page.evaluate("matchMedia('(forced-colors: active)').matches")? == true,
        "the browser forces no colours"
    );
    for (selector, pseudo) in [
        (".sign", ""),
        (".head", "::after"),
        (".slider", ""),
        (".swatch", ""),
    ] {
        let adjust = page.evaluate(&format!(
            "getComputedStyle(document.getElementById('years').shadowRoot.querySelector('{selector}'), '{pseudo}').forcedColorAdjust"
        ))?;
        ensure!(adjust == "none", "{selector}: {adjust}");
    }
    // What takes their place are the system's own colours.
    let same = page.evaluate(
        "(() => { const root = document.getElementById('years').shadowRoot; const probe = document.body.appendChild(document.createElement('i')); \
         probe.style.color = 'CanvasText'; return [getComputedStyle(root.querySelector('.sign')).borderLeftColor, getComputedStyle(probe).color]; })()",
    )?;
    ensure!(same[0] == same[1], "the sign and the system's text: {same}");
    Ok(())
}
