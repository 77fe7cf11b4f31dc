//! The demo's server by plain HTTP: what a browser takes for granted or hides.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use browser_tests::{Case, Fault, Site, site_cases};
use ureq::http::Response;
use ureq::{Agent, Body};

pub fn cases() -> Vec<Case> {
    site_cases![
        every_kind_of_file_has_its_type,
        every_answer_has_the_policy,
        the_module_comes_compressed_to_who_accepts_it,
        only_names_with_a_hash_are_cached,
        head_is_answered_without_a_body,
        what_is_not_there_is_said_plainly,
        faults_are_served_as_asked,
    ]
}

fn agent() -> Agent {
    Agent::new_with_config(Agent::config_builder().http_status_as_error(false).build())
}

fn get(site: &Site, path: &str) -> Result<Response<Body>> {
    agent()
        .get(site.url(path))
        .call()
        .with_context(|| path.to_owned())
}

fn header(response: &Response<Body>, name: &str) -> String {
    response
        .headers()
        .get(name)
        .map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
}

/// The path of the module in the loader's own words.
fn module_path(site: &Site) -> Result<String> {
    let loader = get(site, "/county-charts/county-charts.js")?
        .into_body()
        .read_to_string()?;
    let hash = loader
        .split("county-charts-")
        .filter_map(|after| after.get(..12))
        .find(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .context("the loader names no build")?;
    Ok(format!("/county-charts/county-charts-{hash}.wasm"))
}

fn every_kind_of_file_has_its_type(site: &Site) -> Result<()> {
    for (path, mime) in [
        (module_path(site)?.as_str(), "application/wasm"),
        ("/county-charts/county-charts.js", "text/javascript"),
        ("/county-charts/county-charts.css", "text/css"),
        ("/test/plain.html", "text/html"),
        // Without a charset: some of these files are in GB18030.
        ("/data/measures.csv", "text/csv"),
    ] {
        let response = get(site, path)?;
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(header(&response, "content-type"), mime, "{path}");
    }
    Ok(())
}

fn every_answer_has_the_policy(site: &Site) -> Result<()> {
    for path in [
        "/test/plain.html",
        "/county-charts/county-charts.js",
        "/nowhere.html",
    ] {
        assert_eq!(
            header(&get(site, path)?, "content-security-policy"),
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:",
            "{path}"
        );
    }
    Ok(())
}

fn the_module_comes_compressed_to_who_accepts_it(site: &Site) -> Result<()> {
    let path = module_path(site)?;
    let mut lengths = Vec::new();
    for (accepted, encoding) in [
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
    ] {
        let response = agent()
            .get(site.url(&path))
            .header("accept-encoding", accepted)
            .call()?;
        assert_eq!(
            header(&response, "content-encoding"),
            encoding,
            "{accepted}"
        );
        assert_eq!(
            header(&response, "content-type"),
            "application/wasm",
            "{accepted}"
        );
        assert_eq!(header(&response, "vary"), "accept-encoding", "{accepted}");
        let bytes = response.into_body().read_to_vec()?;
        if encoding.is_empty() {
            assert!(bytes.starts_with(b"\0asm"));
        }
        lengths.push(bytes.len());
    }
    assert!(
        lengths.is_sorted_by(|larger, smaller| larger > smaller),
        "{lengths:?}"
    );
    Ok(())
}

fn only_names_with_a_hash_are_cached(site: &Site) -> Result<()> {
    let module = header(&get(site, &module_path(site)?)?, "cache-control");
    assert!(module.contains("immutable"), "{module}");
    for path in [
        "/county-charts/county-charts.js",
        "/county-charts/county-charts.css?0",
        "/test/plain.html",
    ] {
        assert_eq!(
            header(&get(site, path)?, "cache-control"),
            "no-cache",
            "{path}"
        );
    }
    // A missing file of another build may be there later.
    let missing = get(site, "/county-charts/county-charts-000000000000.wasm")?;
    assert_eq!(
        (
            missing.status().as_u16(),
            header(&missing, "cache-control").as_str()
        ),
        (404, "no-cache")
    );
    Ok(())
}

fn head_is_answered_without_a_body(site: &Site) -> Result<()> {
    let whole = get(site, "/test/plain.html")?;
    let head = agent().head(site.url("/test/plain.html")).call()?;
    assert_eq!(head.status(), 200);
    assert_eq!(
        header(&head, "content-length"),
        header(&whole, "content-length")
    );
    assert_eq!(head.into_body().read_to_vec()?, b"");
    Ok(())
}

fn what_is_not_there_is_said_plainly(site: &Site) -> Result<()> {
    let response = get(site, "/data/nowhere.csv")?;
    assert_eq!(response.status(), 404);
    assert_eq!(
        header(&response, "content-type"),
        "text/plain; charset=utf-8"
    );
    assert_eq!(
        response.into_body().read_to_string()?,
        "404: there is no /data/nowhere.csv here\n"
    );
    Ok(())
}

fn faults_are_served_as_asked(site: &Site) -> Result<()> {
    let path = "/test/plain.html";
    site.break_path(path, Fault::Status(503));
    assert_eq!(get(site, path)?.status(), 503);

    site.break_path(path, Fault::html_page());
    let page = get(site, path)?;
    assert_eq!(
        (
            page.status().as_u16(),
            header(&page, "content-type").as_str()
        ),
        (200, "text/html")
    );
    assert!(page.into_body().read_to_string()?.contains("页面不存在"));

    site.break_path(path, Fault::Slow(Duration::from_millis(300)));
    let begun = Instant::now();
    assert_eq!(get(site, path)?.status(), 200);
    assert!(begun.elapsed() >= Duration::from_millis(300));

    site.mend_path(path);
    assert!(
        get(site, path)?
            .into_body()
            .read_to_string()?
            .contains("<title>")
    );
    assert_eq!(site.requests().len(), 4);
    Ok(())
}
