//! Chromium as the system has it, through its chromedriver.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::browser::{Ability, View};
use crate::process::Process;
use crate::webdriver::{Base, Dialect, WebDriver};

/// What it can do beyond what every browser can.
pub const ABILITIES: &[Ability] = &[
    Ability::EmulatedMedia,
    Ability::Touch,
    Ability::Paper,
    Ability::Profiled,
    Ability::AccessibilityTree,
];

/// Starts it without a window. The programs' paths can be given in `CHROMEDRIVER` and `CHROMIUM`.
pub fn start() -> Result<WebDriver> {
    let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut command = Command::new(program);
    command.arg("--port=0");
    let driver = Process::announced(command, "started successfully on port ").context(
        "Chromium's driver does not run; install chromium-driver (Debian) or set CHROMEDRIVER to its path",
    )?;
    let profile = profile("chromium")?;

    let mut options = json!({
        "args": [
            "--headless",
            // Chromium refuses its sandbox to root, which is who runs in a container.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // A container's /dev/shm is often too small for a page.
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--window-size=1280,800",
            format!("--user-data-dir={}", profile.path().display()),
        ],
    });
    if let (Some(path), Some(options)) = (std::env::var_os("CHROMIUM"), options.as_object_mut()) {
        options.insert("binary".to_owned(), path.to_string_lossy().into());
    }
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let base = Base {
        driver,
        screen: None,
        profile,
    };
    WebDriver::start(base, capabilities, Dialect::Chromium)
}

/// A fresh folder for what the named browser keeps.
pub(crate) fn profile(browser: &str) -> Result<TempDir> {
    tempfile::Builder::new()
        .prefix(&format!("county-charts-{browser}-"))
        .tempdir()
        .context("no folder for the browser's profile")
}

/// A command of the debugging protocol.
fn debugging(driver: &WebDriver, command: &str, parameters: Value) -> Result<Value> {
    driver
        .own(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": parameters }),
        )
        .with_context(|| command.to_owned())
}

pub(crate) fn set_view(driver: &WebDriver, view: View) -> Result<()> {
    let metrics = json!({
        "width": view.width,
        "height": view.height,
        "deviceScaleFactor": view.pixel_ratio,
        "mobile": false,
    });
    debugging(driver, "Emulation.setDeviceMetricsOverride", metrics)?;
    let touch = json!({ "enabled": view.touch, "maxTouchPoints": 1 });
    debugging(driver, "Emulation.setTouchEmulationEnabled", touch)?;
    Ok(())
}

pub(crate) fn set_media(driver: &WebDriver, medium: &str, features: &[(&str, &str)]) -> Result<()> {
    let features: Vec<Value> = features
        .iter()
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    let media = json!({ "media": medium, "features": features });
    debugging(driver, "Emulation.setEmulatedMedia", media)?;
    Ok(())
}

pub(crate) fn set_user_agent(driver: &WebDriver, agent: &str) -> Result<()> {
    let agent = json!({ "userAgent": agent });
    debugging(driver, "Emulation.setUserAgentOverride", agent)?;
    Ok(())
}

pub(crate) fn console_errors(driver: &WebDriver) -> Result<Vec<String>> {
    let log = driver.own("se/log", json!({ "type": "browser" }))?;
    let entries = log.as_array().context("the browser's log is no list")?;
    Ok(entries
        .iter()
        .filter(|entry| entry.get("level").is_some_and(|level| level == "SEVERE"))
        .filter_map(|entry| entry.get("message")?.as_str().map(str::to_owned))
        .collect())
}

pub(crate) fn accessibility_tree(driver: &WebDriver) -> Result<Value> {
    // Without it the tree is made anew for each question, and its nodes' names change.
    debugging(driver, "Accessibility.enable", json!({}))?;
    let mut tree = debugging(driver, "Accessibility.getFullAXTree", json!({}))?;
    let nodes = tree.get_mut("nodes").map(Value::take);
    nodes.context("the tree has no nodes")
}
