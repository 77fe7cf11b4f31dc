//! Chromium as the system has it, through its chromedriver.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;

use crate::webdriver::{Dialect, DriverProcess, WebDriver};

/// Starts it without a window. The programs' paths can be given in `CHROMEDRIVER` and `CHROMIUM`.
pub fn start() -> Result<WebDriver> {
    let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut command = Command::new(program);
    command.arg("--port=0");
    let driver = DriverProcess::start(command, "started successfully on port ").context(
        "Chromium's driver does not run; install chromium-driver (Debian) or set CHROMEDRIVER to its path",
    )?;
    let profile = tempfile::Builder::new()
        .prefix("county-charts-chromium-")
        .tempdir()
        .context("no folder for the browser's profile")?;

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
    WebDriver::start(driver, profile, capabilities, Dialect::Chromium)
}
