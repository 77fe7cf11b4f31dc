//! Firefox as the system has it, through geckodriver.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::{Map, Value, json};
use xtask::{system, workspace};

use crate::browser::{Ability, Step, View};
use crate::chromium::profile;
use crate::process::Process;
use crate::webdriver::{Base, Dialect, WebDriver};

/// What it can do beyond what every browser can.
pub const ABILITIES: &[Ability] = &[
    Ability::EmulatedMedia,
    Ability::Touch,
    Ability::Paper,
    Ability::Profiled,
];

/// Starts it without a window. The programs' paths can be given in `GECKODRIVER` and `FIREFOX`.
pub fn start() -> Result<WebDriver> {
    let profile = profile("firefox")?;
    let program = xtask::geckodriver::find(&workspace::root())
        .unwrap_or_else(|| PathBuf::from("geckodriver"));
    let mut command = Command::new(program);
    command
        .args(["--port=0", "--websocket-port=0"])
        // The browser's own window is where its console and its emulations are.
        .arg("--allow-system-access")
        .arg("--profile-root")
        .arg(profile.path())
        // The largest viewport of a case, and the window around it, in device px.
        .env("MOZ_HEADLESS_WIDTH", "8000")
        .env("MOZ_HEADLESS_HEIGHT", "6000");
    let driver = Process::announced(command, "Listening on 127.0.0.1:").context(
        "geckodriver does not run; `cargo xtask test` installs it, or set GECKODRIVER to its path",
    )?;
    let binary = std::env::var_os("FIREFOX")
        .map(PathBuf::from)
        .or_else(|| system::on_path("firefox-esr"))
        .or_else(|| system::on_path("firefox"))
        .context("there is no Firefox; install firefox-esr (Debian) or set FIREFOX to its path")?;
    let capabilities = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": binary.to_string_lossy(),
            "args": ["-headless"],
            "prefs": {
                // As on telephones and in the other two browsers: they take no room from the page.
                "ui.useOverlayScrollbars": 1,
                // No request to anybody but the site.
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
            },
        },
    });
    let base = Base {
        driver,
        screen: None,
        profile,
    };
    WebDriver::start(base, capabilities, Dialect::Firefox)
}

/// What a script gives back in the browser's own window, where `tab` is the element that holds the page.
fn in_browser_window(driver: &WebDriver, script: &str, arguments: Vec<Value>) -> Result<Value> {
    let context = |name: &str| driver.own("moz/context", json!({ "context": name }));
    context("chrome")?;
    let answer = driver.execute(
        &format!("const tab = gBrowser.selectedBrowser;\n{script}"),
        arguments,
    );
    context("content")?;
    answer
}

/// Presses keys where a reader's would go: into the list that a `<select>` has opened, which is a window of
/// the browser's and not of the page, else into the page. The driver sends all into the page.
pub(crate) fn where_keys_go(driver: &WebDriver, press: impl FnOnce() -> Result<()>) -> Result<()> {
    let is_open = "let at = document.activeElement;
        while (at && at.shadowRoot) at = at.shadowRoot.activeElement;
        return Boolean(at) && at.matches('select:open');";
    if driver.execute(is_open, Vec::new())? == false {
        return press();
    }
    driver.own("moz/context", json!({ "context": "chrome" }))?;
    let shown =
        "return [...document.querySelectorAll('menupopup')].some(list => list.state === 'open');";
    let end = Instant::now() + PATIENCE;
    let outcome = loop {
        match driver.execute(shown, Vec::new()) {
            Ok(shown) if shown == true => break press(),
            Ok(_) if Instant::now() < end => std::thread::sleep(Duration::from_millis(50)),
            Ok(_) => break Err(anyhow!("a list is open and does not appear")),
            Err(error) => break Err(error),
        }
    };
    driver.own("moz/context", json!({ "context": "content" }))?;
    outcome
}

/// Moves a finger on the window's glass. The driver's own tells the page of it and nobody else, so that nothing would
/// scroll under it, whatever the page allows.
pub(crate) fn finger(driver: &WebDriver, steps: &[Step]) -> Result<()> {
    let steps: Vec<Value> = steps
        .iter()
        .map(|step| match *step {
            Step::Move(x, y) => json!(["move", x, y, 0]),
            Step::Glide(x, y, time) => json!(["move", x, y, time.as_millis()]),
            Step::Down => json!(["down"]),
            Step::Up => json!(["up"]),
            Step::Pause(time) => json!(["pause", 0, 0, time.as_millis()]),
        })
        .collect();
    let script = "const frame = 16;
        const wait = time => new Promise(done => setTimeout(done, time));
        let at = [0, 0], down = false;
        const touch = state => {
            const page = tab.getBoundingClientRect();
            const [x, y] = [window.mozInnerScreenX + page.x + at[0], window.mozInnerScreenY + page.y + at[1]]
                .map(place => Math.round(place * window.devicePixelRatio));
            window.windowUtils.sendNativeTouchPoint(0, state, x, y, 1, 90);
            return wait(frame);
        };
        const { TOUCH_CONTACT, TOUCH_REMOVE } = Ci.nsIDOMWindowUtils;
        return (async () => {
            for (const [what, x, y, time] of arguments[0]) {
                if (what === 'pause') await wait(time);
                if (what === 'down') down = true, await touch(TOUCH_CONTACT);
                if (what === 'up') down = false, await touch(TOUCH_REMOVE);
                if (what !== 'move') continue;
                const from = at, count = Math.max(1, Math.round(time / frame));
                for (let part = 1; part <= count; part++) {
                    at = [from[0] + (x - from[0]) * part / count, from[1] + (y - from[1]) * part / count];
                    if (down) await touch(TOUCH_CONTACT);
                }
            }
        })();";
    // A finger meets what has been painted, which must not be the page as it was before its last step.
    let painted = "return new Promise(done =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true)))));";
    driver.execute(painted, Vec::new())?;
    in_browser_window(driver, script, vec![steps.into()])?;
    driver.execute(painted, Vec::new())?;
    Ok(())
}

/// How long a window may take to be as it is wished.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sets preferences, which the page sees at once; null is Firefox's own value.
fn set_preferences(driver: &WebDriver, preferences: Map<String, Value>) -> Result<()> {
    let script = "for (const [name, value] of Object.entries(arguments[0])) {
            if (value === null) Services.prefs.clearUserPref(name);
            else if (typeof value === 'number') Services.prefs.setIntPref(name, value);
            else Services.prefs.setStringPref(name, value);
        }";
    in_browser_window(driver, script, vec![preferences.into()])?;
    Ok(())
}

fn preference(name: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value)])
}

pub(crate) fn set_view(driver: &WebDriver, view: View) -> Result<()> {
    let ratio = preference(
        "layout.css.devPixelsPerPx",
        view.pixel_ratio.to_string().into(),
    );
    set_preferences(driver, ratio)?;
    // A coarse pointer, or a fine one that hovers.
    let pointer = Value::from(if view.touch { 1 } else { 2 | 4 });
    set_preferences(
        driver,
        Map::from_iter(
            ["ui.primaryPointerCapabilities", "ui.allPointerCapabilities"]
                .map(|name| (name.to_owned(), pointer.clone())),
        ),
    )?;
    // A window is never narrower than its tool bar, so the page is given its size inside a larger one.
    driver.set_window(view.width.max(500) + 100, view.height + 200)?;
    let size = "const [width, height, touch] = arguments;
        for (const [name, value] of [['width', width], ['height', height]]) {
            for (const limit of ['', 'min-', 'max-']) tab.style.setProperty(limit + name, value + 'px');
        }
        tab.browsingContext.touchEventsOverride = touch ? 'enabled' : 'none';";
    in_browser_window(
        driver,
        size,
        vec![view.width.into(), view.height.into(), view.touch.into()],
    )?;
    let wished = json!([view.width, view.height, view.pixel_ratio]);
    wait_for_view(driver, &wished)
}

/// Waits until the page has this width, height and pixel ratio: a window takes its time.
pub(crate) fn wait_for_view(driver: &WebDriver, wished: &Value) -> Result<()> {
    let numbers = |value: &Value| -> Option<Vec<f64>> {
        value.as_array()?.iter().map(Value::as_f64).collect()
    };
    let end = Instant::now() + PATIENCE;
    loop {
        let seen = driver.execute(
            "return [innerWidth, innerHeight, devicePixelRatio];",
            Vec::new(),
        )?;
        if numbers(&seen) == numbers(wished) {
            return Ok(());
        }
        ensure!(Instant::now() < end, "the view is {seen}, not {wished}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

pub(crate) fn set_media(driver: &WebDriver, medium: &str, features: &[(&str, &str)]) -> Result<()> {
    let mut wished = json!({ "medium": medium, "forced": "none" });
    let mut preferences = Map::from_iter([
        ("ui.prefersReducedMotion".to_owned(), Value::Null),
        ("ui.systemUsesDarkTheme".to_owned(), Value::Null),
        ("ui.useAccessibilityTheme".to_owned(), Value::Null),
        ("browser.display.document_color_use".to_owned(), Value::Null),
    ]);
    for feature in features {
        match *feature {
            ("prefers-reduced-motion", value) => {
                let reduced = u8::from(value == "reduce");
                preferences.insert("ui.prefersReducedMotion".to_owned(), reduced.into());
            }
            ("prefers-color-scheme", value) => {
                let dark = u8::from(value == "dark");
                preferences.insert("ui.systemUsesDarkTheme".to_owned(), dark.into());
            }
            // Firefox asks for it where the system's theme is one of high contrast, and pages may keep their
            // colours, which else would be forced.
            ("prefers-contrast", "more") => {
                preferences.insert("ui.useAccessibilityTheme".to_owned(), 1.into());
                preferences.insert("browser.display.document_color_use".to_owned(), 1.into());
            }
            ("forced-colors", value) => {
                if let Some(wished) = wished.as_object_mut() {
                    wished.insert("forced".to_owned(), value.into());
                }
            }
            (name, _) => bail!("nobody has needed {name} in Firefox yet"),
        }
    }
    set_preferences(driver, preferences)?;
    let script = "const context = tab.browsingContext;
        context.mediumOverride = arguments[0].medium;
        context.forcedColorsOverride = arguments[0].forced;";
    in_browser_window(driver, script, vec![wished])?;
    Ok(())
}

pub(crate) fn set_user_agent(driver: &WebDriver, agent: &str) -> Result<()> {
    set_preferences(
        driver,
        preference("general.useragent.override", agent.into()),
    )
}

pub(crate) fn console_errors(driver: &WebDriver) -> Result<Vec<String>> {
    // Of pages only: the browser has troubles of its own. That a script did not load is a warning to Firefox.
    let script = "const seen = Services.console.getMessageArray();
        Services.console.reset();
        const mild = Ci.nsIScriptError.warningFlag | Ci.nsIScriptError.infoFlag;
        return seen
            .filter(message => message instanceof Ci.nsIScriptError)
            .filter(error => !error.isFromChromeContext && /^https?:/.test(error.sourceName))
            .filter(error => !(error.flags & mild) || error.category === 'Script Loader')
            .map(error => error.message);";
    let errors = in_browser_window(driver, script, Vec::new())?;
    let errors = errors.as_array().context("no list of errors")?;
    Ok(errors
        .iter()
        .filter_map(|error| error.as_str().map(str::to_owned))
        .collect())
}
