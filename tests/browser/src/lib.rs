//! The built widget in real browsers.
//!
//! `cargo xtask test` builds `dist/` and runs all of this. While writing a case, with `dist/` built:
//!
//! ```text
//! cargo test -p browser-tests --test browser -- page::          only the topic `page`
//! COUNTY_CHARTS_BROWSERS=firefox,webkit cargo test -p browser-tests --test browser
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
//! What only some browsers can do is an [`Ability`]: a case that needs one says so in the list,
//! `page_cases![a_page_is_printed needs Paper]`, and does not run, nor is shown, in the others.
//!
//! # Adding a browser
//!
//! Implement [`Browser`] (for a WebDriver, by a [`webdriver::Dialect`] of its own, as [`firefox`] has) and
//! name it in [`ENGINES`] with its abilities. Cases know nothing of it.

pub mod browser;
pub mod case;
pub mod chromium;
pub mod firefox;
pub mod page;
pub mod process;
pub mod webdriver;
pub mod webkit;

use anyhow::{Context as _, Result};

pub use browser::{Ability, Browser, Key, Pointer, Step, View};
pub use case::{Case, run};
pub use page::Page;
pub use xtask::site::{Fault, Site};

/// The browsers that a run without a choice uses, separated by commas.
pub const DEFAULT_BROWSERS: &str = "chromium";

/// A browser that cases can run in.
#[derive(Debug)]
pub struct Engine {
    /// As it is chosen and as the cases' lines begin.
    pub name: &'static str,
    /// What it can do beyond what all can.
    pub abilities: &'static [Ability],
    /// Starts it with a fresh profile.
    pub start: fn() -> Result<Box<dyn Browser>>,
}

/// All that are known.
pub static ENGINES: [Engine; 3] = [
    Engine {
        name: "chromium",
        abilities: chromium::ABILITIES,
        start: || Ok(Box::new(chromium::start()?)),
    },
    Engine {
        name: "firefox",
        abilities: firefox::ABILITIES,
        start: || Ok(Box::new(firefox::start()?)),
    },
    Engine {
        name: "webkit",
        abilities: webkit::ABILITIES,
        start: || Ok(Box::new(webkit::start()?)),
    },
];

/// The engine of that name.
pub fn engine(name: &str) -> Result<&'static Engine> {
    ENGINES
        .iter()
        .find(|engine| engine.name == name)
        .with_context(|| {
            let known = ENGINES.each_ref().map(|engine| engine.name).join(", ");
            format!("no browser is called {name}; these are known: {known}")
        })
}
