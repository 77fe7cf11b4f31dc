//! WebKitGTK's MiniBrowser as the system has it, through WebKitWebDriver, on an X server of its own.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::browser::{Ability, View};
use crate::chromium::profile;
use crate::firefox::wait_for_view;
use crate::process::Process;
use crate::webdriver::{Base, Dialect, WebDriver};

/// What it can do beyond what every browser can.
pub const ABILITIES: &[Ability] = &[];

/// Keeps in the page what its console shows: the driver has no command for that, and what the browser
/// could print it does not when it is driven.
pub const ERROR_SCRIPT: &str = "/test/errors.js";

/// What cannot be changed while it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// A whole number, as GTK has it.
    pixel_ratio: u32,
    reduced_motion: bool,
    contrast: bool,
    dark: bool,
    user_agent: Option<String>,
}

impl Look {
    const PLAIN: Look = Look {
        pixel_ratio: 1,
        reduced_motion: false,
        contrast: false,
        dark: false,
        user_agent: None,
    };

    /// The same for screens with such pixels.
    pub fn with_view(&self, view: View) -> Result<Look> {
        ensure!(
            view.pixel_ratio.fract() == 0.0 && view.pixel_ratio >= 1.0,
            "WebKitGTK knows only whole pixel ratios"
        );
        Ok(Look {
            pixel_ratio: view.pixel_ratio as u32,
            ..self.clone()
        })
    }

    /// The same where readers want this.
    pub fn with_media(&self, medium: &str, features: &[(&str, &str)]) -> Result<Look> {
        ensure!(medium.is_empty(), "WebKitGTK does not emulate {medium}");
        let mut look = Look {
            reduced_motion: false,
            contrast: false,
            dark: false,
            ..self.clone()
        };
        for feature in features {
            match *feature {
                ("prefers-reduced-motion", value) => look.reduced_motion = value == "reduce",
                ("prefers-contrast", value) => look.contrast = value == "more",
                ("prefers-color-scheme", value) => look.dark = value == "dark",
                (name, _) => bail!("WebKitGTK does not emulate {name}"),
            }
        }
        Ok(look)
    }

    /// The same under another name.
    pub fn with_user_agent(&self, agent: &str) -> Look {
        Look {
            user_agent: Some(agent.to_owned()),
            ..self.clone()
        }
    }
}

/// Without it no window would be narrower than the tool bar, 447 px. Pages do not see it.
const SMALL_TOOL_BAR: &str = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; \
     -gtk-icon-transform: scale(0.1); }\n";

/// Starts it. The programs' paths can be given in `WEBKIT_DRIVER` and `XVFB`, and that of the browser,
/// which the driver knows, in `MINIBROWSER`.
pub fn start() -> Result<WebDriver> {
    start_with(Look::PLAIN)
}

/// Starts it with other looks than its own.
pub fn start_with(look: Look) -> Result<WebDriver> {
    let profile = profile("webkit")?;
    settings(profile.path(), &look).context("no settings for WebKit")?;

    // Without a window manager windows stand at the corner and are as large as they are told to be.
    let (width, height) = (1600 * look.pixel_ratio, 1200 * look.pixel_ratio);
    let mut command = Command::new(std::env::var_os("XVFB").unwrap_or_else(|| "Xvfb".into()));
    command
        .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
        .arg(format!("{width}x{height}x24"));
    let screen = Process::announced(command, "")
        .context("Xvfb does not run; install xvfb (Debian) or set XVFB to its path")?;

    let driver = Process::on_free_port(|port| {
        let program =
            std::env::var_os("WEBKIT_DRIVER").unwrap_or_else(|| "WebKitWebDriver".into());
        let mut command = Command::new(program);
        command
            .arg(format!("--port={port}"))
            .env("DISPLAY", format!(":{}", screen.number()))
            .env("GDK_BACKEND", "x11")
            .env("GDK_SCALE", look.pixel_ratio.to_string())
            // Nobody listens there, and it would wait for an answer.
            .env("NO_AT_BRIDGE", "1")
            // Without a graphics card each frame would take most of a second.
            .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("GTK_THEME");
        for (variable, folder) in FOLDERS {
            command.env(variable, profile.path().join(folder));
        }
        command
    })
    .context(
        "WebKit's driver does not run; install webkit2gtk-driver (Debian) or set WEBKIT_DRIVER to its path",
    )?;

    let mut arguments = vec!["--automation".to_owned()];
    if look.dark {
        arguments.push("--dark-mode".to_owned());
    }
    if let Some(agent) = &look.user_agent {
        arguments.push(format!("--user-agent={agent}"));
    }
    let mut options = json!({ "args": arguments });
    if let (Some(path), Some(options)) = (std::env::var_os("MINIBROWSER"), options.as_object_mut())
    {
        options.insert("binary".to_owned(), path.to_string_lossy().into());
    }
    let capabilities = json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": options,
    });
    let base = Base {
        driver,
        screen: Some(screen),
        profile,
    };
    WebDriver::start(base, capabilities, Dialect::WebKit(look))
}

/// Where programs of a desktop look for settings and keep things.
const FOLDERS: [(&str, &str); 3] = [
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_CACHE_HOME", "cache"),
];

/// Writes GTK's settings.
fn settings(profile: &Path, look: &Look) -> Result<()> {
    let gtk = profile.join("config").join("gtk-3.0");
    std::fs::create_dir_all(&gtk)?;
    std::fs::write(gtk.join("gtk.css"), SMALL_TOOL_BAR)?;
    let animations = !look.reduced_motion;
    // By its name: WebKit asks no more of a theme.
    let theme = if look.contrast {
        "HighContrast"
    } else {
        "Adwaita"
    };
    std::fs::write(
        gtk.join("settings.ini"),
        format!("[Settings]\ngtk-enable-animations={animations}\ngtk-theme-name={theme}\n"),
    )?;
    Ok(())
}

/// Sizes the window so that the page has the size.
pub(crate) fn set_view(driver: &WebDriver, view: View) -> Result<()> {
    let frame = driver.execute(
        "return [outerWidth - innerWidth, outerHeight - innerHeight];",
        Vec::new(),
    )?;
    let frame = |at: usize| {
        let px = frame.get(at).and_then(Value::as_u64);
        px.and_then(|px| u32::try_from(px).ok())
            .context("the window is smaller than its page")
    };
    driver.set_window(view.width + frame(0)?, view.height + frame(1)?)?;
    wait_for_view(driver, &json!([view.width, view.height, view.pixel_ratio]))
}

pub(crate) fn console_errors(driver: &WebDriver) -> Result<Vec<String>> {
    // A page of nobody's, as a new window has, has no store.
    let errors = driver.execute(
        "return location.protocol === 'http:' ? takeConsoleErrors() : [];",
        Vec::new(),
    )?;
    let errors = errors.as_array().context("no list of errors")?;
    Ok(errors
        .iter()
        .filter_map(|error| error.as_str().map(str::to_owned))
        .collect())
}
