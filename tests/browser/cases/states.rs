//! What goes wrong, and what the reader sees then.

use anyhow::{Context, Result};
use browser_tests::{Case, Fault, Page, page_cases};
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    page_cases![
        a_file_that_cannot_be_had_is_said_with_the_fallback_left,
        old_figures_stay_when_a_new_file_is_bad,
        a_changed_file_is_shown_at_the_next_refresh,
        a_browser_without_webassembly_keeps_the_fallback,
        a_module_of_another_type_is_read,
        a_trap_in_one_chart_leaves_the_other_alive,
        a_chart_that_traps_twice_says_so_alone,
    ]
}

/// Waits for the error of the element `bad`; its detail.
fn error(page: &mut Page) -> Result<Value> {
    Ok(page.wait_until("told('error', 'bad')")?[2].clone())
}

fn a_file_that_cannot_be_had_is_said_with_the_fallback_left(page: &mut Page) -> Result<()> {
    let path = "/test/made-up.csv";
    for (fault, code) in [
        (Fault::Status(404), "http"),
        (Fault::Status(503), "http"),
        (Fault::html_page(), "html"),
        (body(b""), "empty"),
        (body("年份,收到提案(件)\n".as_bytes()), "header-only"),
    ] {
        page.site.break_path(path, fault);
        page.open("/test/states.html")?;
        let detail = error(page)?;
        assert_eq!(detail["code"], code, "{detail}");
        for key in ["message", "row", "column"] {
            assert!(detail.get(key).is_some(), "{detail}");
        }
        let message = page.evaluate("part('bad', '.message').textContent")?;
        let said = detail["message"].as_str().unwrap();
        assert!(said.chars().count() > 5, "{detail}");
        assert!(message.as_str().unwrap().contains(said), "{message}");
        assert_eq!(page.evaluate("shows('bad', '.message')")?, true);
        let link = page.evaluate("part('bad', '.message a').href")?;
        assert!(link.as_str().unwrap().ends_with(path), "{link}");
        assert_eq!(
            page.evaluate("document.getElementById('fallback').getClientRects().length")?,
            1,
            "{code}: the fallback has gone"
        );
        assert_eq!(page.evaluate("shows('bad', 'canvas')")?, false);
        // The other chart of the page is not touched.
        page.wait_until("told('ready', 'good')")?;
    }
    Ok(())
}

fn body(bytes: &[u8]) -> Fault {
    Fault::Body {
        mime: "text/csv",
        bytes: bytes.to_vec(),
    }
}

fn old_figures_stay_when_a_new_file_is_bad(page: &mut Page) -> Result<()> {
    page.open("/test/states.html")?;
    page.wait_until("told('ready', 'bad')")?;
    let drawn = page.evaluate("part('bad', 'canvas').toDataURL()")?;
    page.site
        .break_path("/test/made-up.csv", Fault::html_page());
    page.evaluate("document.getElementById('bad').setAttribute('version', '2')")?;
    assert_eq!(error(page)?["code"], "html");
    assert_eq!(page.evaluate("part('bad', 'canvas').toDataURL()")?, drawn);
    assert_eq!(
        page.evaluate("document.getElementById('bad').data.length")?,
        4
    );
    let line = page.evaluate("part('bad', '.message').textContent")?;
    let line = line.as_str().unwrap();
    assert!(
        line.starts_with("显示的是 20") && line.ends_with(" 的数据，新文件未能读取。"),
        "{line}"
    );
    assert!(
        page.site
            .requests()
            .contains(&"GET /test/made-up.csv?v=2".to_owned()),
        "{:?}",
        page.site.requests()
    );
    // As soon as the file is right again, nothing is said any more.
    page.site.mend_path("/test/made-up.csv");
    page.evaluate("document.getElementById('bad').setAttribute('version', '3')")?;
    page.wait_until("!shows('bad', '.message')")?;
    Ok(())
}

fn a_changed_file_is_shown_at_the_next_refresh(page: &mut Page) -> Result<()> {
    page.open("/test/states.html")?;
    page.wait_until("told('ready', 'bad')")?;
    page.site.break_path(
        "/test/made-up.csv",
        body("虚构数据（测试用）\n年份,收到提案(件)\n2019,101\n2020,999\n".as_bytes()),
    );
    page.evaluate("document.getElementById('bad').setAttribute('refresh', '5')")?;
    page.wait_until("document.getElementById('bad').data[1].value === 999")?;
    // A file that has not changed disturbs nobody.
    page.evaluate("seen.length = 0")?;
    let before = page.site.requests().len();
    page.wait_until("new Promise(done => setTimeout(() => done(true), 6000))")?;
    assert!(page.site.requests().len() > before);
    assert_eq!(page.evaluate("seen.length")?, 0);
    page.no_console_errors()
}

fn a_browser_without_webassembly_keeps_the_fallback(page: &mut Page) -> Result<()> {
    page.open("/test/blocked.html")?;
    let told = page.wait_until("told('error', 'chart')")?;
    assert_eq!(told[2]["code"], "wasm-unavailable");
    assert_eq!(told[2]["row"], Value::Null);
    let line = page.evaluate("part('chart', 'p').textContent")?;
    assert_eq!(line, told[2]["message"]);
    assert!(line.as_str().unwrap().contains("圖表未載入"), "{line}");
    assert_eq!(
        page.evaluate("document.getElementById('fallback').getClientRects().length")?,
        1
    );
    page.no_console_errors()
}

fn a_module_of_another_type_is_read(page: &mut Page) -> Result<()> {
    // Asked for by plain HTTP: the browser would keep it, as it may.
    let loader = ureq::get(page.site.url("/county-charts/county-charts.js"))
        .call()?
        .into_body()
        .read_to_string()?;
    let hash = loader
        .split("county-charts-")
        .filter_map(|after| after.get(..12))
        .find(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .context("the loader names no build")?;
    let module = format!("/county-charts/county-charts-{hash}.wasm");
    let bytes = ureq::get(page.site.url(&module))
        .call()?
        .into_body()
        .read_to_vec()?;
    page.site.break_path(
        &module,
        Fault::Body {
            mime: "application/octet-stream",
            bytes,
        },
    );
    page.open("/test/states.html")?;
    page.wait_until("told('ready', 'good')")?;
    page.no_console_errors()
}

/// Has the next layout question of a chart end like a trap: out of WebAssembly, with no way back.
fn sabotage(page: &mut Page, id: &str) -> Result<()> {
    page.evaluate(&format!(
        "part('{id}', 'canvas').getBoundingClientRect = () => {{ throw new WebAssembly.RuntimeError('unreachable'); }}, 0"
    ))?;
    page.evaluate(&format!(
        "part('{id}', 'canvas').dispatchEvent(new PointerEvent('pointermove', {{ clientX: 99, clientY: 99 }}))"
    ))?;
    Ok(())
}

fn a_trap_in_one_chart_leaves_the_other_alive(page: &mut Page) -> Result<()> {
    page.open("/test/states.html")?;
    page.wait_until("told('ready', 'bad') && told('ready', 'good')")?;
    page.evaluate("window.old = part('good', 'canvas'), seen.length = 0")?;
    sabotage(page, "bad")?;
    // Both are built again, in a new instance, from what the loader holds. The two before were that of the
    // first module, which drew the pictures, and that of the whole one.
    page.wait_until("told('ready', 'bad') && told('ready', 'good')")?;
    assert_eq!(page.evaluate("instances")?, 3);
    assert_eq!(page.evaluate("part('good', 'canvas') === old")?, false);
    for id in ["bad", "good"] {
        let painted = page.evaluate(&format!("painted(part('{id}', 'canvas'))"))?;
        assert!(painted.as_u64().unwrap() > 5_000, "{id}: {painted}");
        assert_eq!(page.evaluate(&format!("shows('{id}', '.message')"))?, false);
    }
    assert_eq!(
        page.evaluate("document.getElementById('good').data.find(o => o.year === 2021).value")?,
        6117
    );
    // The page hears of none of it.
    page.no_console_errors()
}

fn a_chart_that_traps_twice_says_so_alone(page: &mut Page) -> Result<()> {
    page.open("/test/states.html")?;
    for _ in 0..2 {
        page.wait_until("told('ready', 'bad') && told('ready', 'good')")?;
        page.evaluate("seen.length = 0")?;
        sabotage(page, "bad")?;
    }
    assert_eq!(error(page)?["code"], "internal");
    assert_eq!(page.evaluate("shows('bad', '.message')")?, true);
    assert_eq!(page.evaluate("shows('bad', 'canvas')")?, false);
    assert_eq!(
        page.evaluate("document.getElementById('fallback').getClientRects().length")?,
        1
    );
    page.wait_until("told('ready', 'good')")?;
    assert_eq!(page.evaluate("shows('good', '.message')")?, false);
    assert_eq!(
        page.evaluate("document.getElementById('good').select({ year: 2021 })")?,
        true
    );
    assert_eq!(
        page.evaluate("document.getElementById('bad').data")?,
        json!([])
    );
    page.no_console_errors()
}
