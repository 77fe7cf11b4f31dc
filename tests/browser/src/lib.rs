//! The built widget in real browsers.
//!
//! `cargo xtask test` builds `dist/` and runs all of this. While writing a case, with `dist/` built:
//!
//! ```text
//! cargo test -p browser-tests --test browser -- page::          only the topic `page`
//! COUNTY_CHARTS_BROWSERS=chromium cargo test -p browser-tests --test browser
//! ```
//!
//! # Writing a case
//!
//! A topic is a file in `cases/`, named in `cases/main.rs`. A case is a function there, and stands in
//! the topic's list; it runs once in every browser, each time with a fresh profile and a site of its
//! own:
//!
//! ```ignore
//! fn a_figure_is_drawn(page: &mut Page) -> Result<()> {
//!     page.open("/test/one-element.html")?;
//!     page.wait_until("document.querySelector('county-chart').data")?;
//!     assert_eq!(page.evaluate("document.querySelector('county-chart').data[0].value")?, 319);
//!     page.no_console_errors()
//! }
//!
//! pub fn cases() -> Vec<Case> {
//!     page_cases![a_figure_is_drawn]
//! }
//! ```
//!
//! Pages made for tests stand in `pages/` and are served under `/test/`. What goes wrong on a network
//! is asked of the site: `page.site.break_path("/data/linwu.csv", Fault::Status(404))`.
//! A failed case leaves a picture of the page in `target/browser-tests/`.
//!
//! # Adding a browser
//!
//! Implement [`Browser`] (for a WebDriver, by starting a [`webdriver::WebDriver`] with its
//! capabilities, as [`chromium`] does) and name it in [`start`]. Cases know nothing of it.

pub mod browser;
pub mod case;
pub mod chromium;
pub mod page;
pub mod webdriver;

use anyhow::{Result, bail};

pub use browser::{Browser, Key, Pointer, Step, View};
pub use case::{Case, run};
pub use page::Page;
pub use xtask::site::{Fault, Site};

/// The browsers that a run without a choice uses.
pub const DEFAULT_BROWSERS: &[&str] = &["chromium"];

/// Starts the named browser with a fresh profile.
pub fn start(name: &str) -> Result<Box<dyn Browser>> {
    match name {
        "chromium" => Ok(Box::new(chromium::start()?)),
        unknown => bail!(
            "no browser is called {unknown}; these are known: {}",
            DEFAULT_BROWSERS.join(", ")
        ),
    }
}
