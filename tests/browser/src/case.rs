//! The cases, and how they are run: once in every browser, a line each as `cargo test` prints it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use libtest_mimic::{Arguments, Failed, Trial};
use xtask::config::Config;
use xtask::site::{Options, Site, listen_anywhere};
use xtask::workspace;

use crate::browser::Ability;
use crate::page::Page;
use crate::{DEFAULT_BROWSERS, Engine, engine};

/// One case of a topic.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The function's name.
    pub name: &'static str,
    /// What it does.
    pub body: Body,
    /// What its browser has to be able to do beyond what all can; it runs in those that can.
    pub needs: &'static [Ability],
}

/// What a case is given.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// A browser; runs once in each.
    Page(fn(&mut Page) -> Result<()>),
    /// The site alone, asked by plain HTTP; runs once.
    Site(fn(&Site) -> Result<()>),
    /// The built `dist/` folder; runs once.
    Dist(fn(&Path) -> Result<()>),
}

/// A topic's list of cases that each have a page; `case needs Paper` runs only in browsers with that
/// [`Ability`].
#[macro_export]
macro_rules! page_cases {
    ($($case:ident $(needs $ability:ident)*),* $(,)?) => {
        vec![$($crate::Case {
            name: stringify!($case),
            body: $crate::case::Body::Page($case),
            needs: &[$($crate::Ability::$ability),*],
        }),*]
    };
}

/// A topic's list of cases that each have a site and no browser.
#[macro_export]
macro_rules! site_cases {
    ($($case:ident),* $(,)?) => {
        vec![$($crate::Case {
            name: stringify!($case),
            body: $crate::case::Body::Site($case),
            needs: &[],
        }),*]
    };
}

/// A topic's list of cases that each look at the files of `dist/`.
#[macro_export]
macro_rules! dist_cases {
    ($($case:ident),* $(,)?) => {
        vec![$($crate::Case {
            name: stringify!($case),
            body: $crate::case::Body::Dist($case),
            needs: &[],
        }),*]
    };
}

/// Runs the topics, each a name and its cases, in the browsers that `COUNTY_CHARTS_BROWSERS` names.
pub fn run(topics: Vec<(&'static str, Vec<Case>)>) -> ExitCode {
    let arguments = Arguments::from_args();
    let names =
        std::env::var("COUNTY_CHARTS_BROWSERS").unwrap_or_else(|_| DEFAULT_BROWSERS.to_owned());
    let browsers: Result<Vec<&'static Engine>> =
        names.split(',').map(|name| engine(name.trim())).collect();
    let browsers = match browsers {
        Ok(browsers) => browsers,
        Err(error) => {
            eprintln!("COUNTY_CHARTS_BROWSERS: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    let mut trials = Vec::new();
    for (topic, cases) in topics {
        for case in cases {
            let name = format!("{topic}::{}", case.name);
            match case.body {
                Body::Page(body) => {
                    for &browser in &browsers {
                        if case
                            .needs
                            .iter()
                            .all(|need| browser.abilities.contains(need))
                        {
                            let name = format!("{}::{name}", browser.name);
                            trials.push(Trial::test(name.clone(), move || {
                                in_browser(browser, &name, body).map_err(failed)
                            }));
                        }
                    }
                }
                Body::Site(body) => trials.push(Trial::test(name, move || {
                    site().and_then(|site| body(&site)).map_err(failed)
                })),
                Body::Dist(body) => {
                    trials.push(Trial::test(name, move || {
                        dist().and_then(|dist| body(&dist)).map_err(failed)
                    }));
                }
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The whole chain of reasons, which `Failed`'s own conversion would cut to the first.
fn failed(error: anyhow::Error) -> Failed {
    Failed::from(format!("{error:#}"))
}

fn in_browser(browser: &Engine, name: &str, body: fn(&mut Page) -> Result<()>) -> Result<()> {
    let mut page = Page::new(site()?, (browser.start)()?);
    let outcome = catch_unwind(AssertUnwindSafe(|| body(&mut page)))
        .unwrap_or_else(|panic| Err(anyhow::anyhow!("{}", words(&*panic))));
    outcome.map_err(|error| {
        let errors = page.console_errors().unwrap_or_default();
        let picture = keep_picture(&mut page, name).map_or_else(
            |error| format!("{error:#}"),
            |path| path.display().to_string(),
        );
        anyhow::anyhow!("{error:#}\nconsole: {errors:?}\npicture: {picture}")
    })
}

/// What a failed assertion said.
fn words(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("the case has panicked")
}

fn keep_picture(page: &mut Page, name: &str) -> Result<PathBuf> {
    let folder = workspace::root().join("target").join("browser-tests");
    std::fs::create_dir_all(&folder).context("no folder for the picture")?;
    let path = folder.join(format!("{}.png", name.replace("::", "-")));
    std::fs::write(&path, page.screenshot()?).context("the picture cannot be kept")?;
    Ok(path)
}

/// The folder of the built distribution.
fn dist() -> Result<PathBuf> {
    let root = workspace::root();
    let dist = root.join(Config::read(&root)?.out_dir);
    anyhow::ensure!(
        dist.join("county-charts.js").is_file(),
        "{} is not built; run `cargo xtask dist` first",
        dist.display()
    );
    Ok(dist)
}

fn site() -> Result<Site> {
    let mut options = Options::demo(&workspace::root(), &dist()?);
    options.test_pages = Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("pages"));
    Site::start(&options, listen_anywhere()?)
}
