//! A page in a browser, served by a site of its own: what a case is given.

use std::ops::{Deref, DerefMut};
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use serde_json::Value;
use xtask::site::Site;

use crate::browser::{Browser, Pointer, Step};

/// How long [`Page::wait_until`] waits. Generous: two browsers may share two slow cores.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser and the site that it looks at. What a [`Browser`] can do, a page can.
pub struct Page {
    /// Serves the demo's pages and the tests' own, and breaks what it is told to.
    pub site: Site,
    browser: Box<dyn Browser>,
}

impl Deref for Page {
    type Target = dyn Browser;
    fn deref(&self) -> &Self::Target {
        &*self.browser
    }
}

impl DerefMut for Page {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut *self.browser
    }
}

impl Page {
    /// Joins the two.
    pub fn new(site: Site, browser: Box<dyn Browser>) -> Page {
        if let Some(script) = browser.error_script() {
            site.begin_pages_with(script);
        }
        Page { site, browser }
    }

    /// Opens a path of the site, which begins with `/`, and waits for its `load` event.
    pub fn open(&mut self, path: &str) -> Result<()> {
        let url = self.site.url(path);
        self.browser.open(&url)
    }

    /// Waits until the expression is true (as JavaScript sees it); what it then was.
    pub fn wait_until(&mut self, expression: &str) -> Result<Value> {
        let end = Instant::now() + PATIENCE;
        loop {
            // JavaScript's own idea of truth; a value that is no JSON would not come through.
            let now = self.evaluate(&format!(
                "Promise.resolve({expression}).then(v => [Boolean(v), v])"
            ))?;
            if now.get(0).is_some_and(|truth| truth == true) {
                return Ok(now.get(1).cloned().unwrap_or(Value::Null));
            }
            if Instant::now() > end {
                let errors = self.console_errors().unwrap_or_default();
                bail!(
                    "waited {} s in vain for {expression}; the console's errors: {errors:?}",
                    PATIENCE.as_secs()
                );
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Fails when the console has shown an error since the last look.
    pub fn no_console_errors(&mut self) -> Result<()> {
        let errors = self.console_errors()?;
        ensure!(
            errors.is_empty(),
            "the console shows errors:\n{}",
            errors.join("\n")
        );
        Ok(())
    }

    /// The middle of the first element that the selector finds, in CSS px of the viewport.
    pub fn middle_of(&mut self, selector: &str) -> Result<(f64, f64)> {
        let quoted = Value::from(selector);
        let place = self.evaluate(&format!(
            "(() => {{ const b = document.querySelector({quoted}).getBoundingClientRect(); \
             return [b.x + b.width / 2, b.y + b.height / 2]; }})()"
        ))?;
        match (
            place.get(0).and_then(Value::as_f64),
            place.get(1).and_then(Value::as_f64),
        ) {
            (Some(x), Some(y)) => Ok((x, y)),
            _ => bail!("{selector} has no place on the page"),
        }
    }

    /// Moves the mouse there.
    pub fn hover(&mut self, (x, y): (f64, f64)) -> Result<()> {
        self.point(Pointer::Mouse, &[Step::Move(x, y)])
    }

    /// Moves the mouse there and clicks.
    pub fn click(&mut self, (x, y): (f64, f64)) -> Result<()> {
        self.point(Pointer::Mouse, &[Step::Move(x, y), Step::Down, Step::Up])
    }

    /// Taps there with a finger.
    pub fn tap(&mut self, (x, y): (f64, f64)) -> Result<()> {
        self.point(Pointer::Touch, &[Step::Move(x, y), Step::Down, Step::Up])
    }

    /// Draws a finger from one place to another, in a third of a second.
    pub fn swipe(&mut self, from: (f64, f64), to: (f64, f64)) -> Result<()> {
        let glide = Step::Glide(to.0, to.1, Duration::from_millis(300));
        self.point(
            Pointer::Touch,
            &[Step::Move(from.0, from.1), Step::Down, glide, Step::Up],
        )
    }
}
