//! A browser behind a W3C WebDriver.

use std::fmt;
use std::future::Future;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use fantoccini::actions::{
    Actions, InputSource as _, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions,
    PointerAction, TouchActions,
};
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::wd::{PrintConfigurationBuilder, PrintMargins, PrintSize};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::browser::{Browser, Key, Pointer, Step, View};

/// How long one command may take. A page that hangs fails its case and no other.
const PATIENCE: Duration = Duration::from_secs(60);

/// A session with one browser.
pub struct WebDriver {
    // Dropped in this order: the session (which ends the browser), the driver, the profile.
    client: Option<Client>,
    runtime: tokio::runtime::Runtime,
    _driver: DriverProcess,
    _profile: TempDir,
    dialect: Dialect,
}

/// What a driver can do beyond the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// chromedriver: the browser's log, and Chromium's own debugging commands.
    Chromium,
}

impl WebDriver {
    /// A session with the browser that `capabilities` describe.
    pub fn start(
        driver: DriverProcess,
        profile: TempDir,
        capabilities: Value,
        dialect: Dialect,
    ) -> Result<WebDriver> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("no runtime for the WebDriver client")?;
        let Value::Object(capabilities) = capabilities else {
            bail!("capabilities are an object")
        };
        let capabilities: Capabilities = capabilities;
        let address = format!("http://127.0.0.1:{}", driver.port);
        let client = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities);
            tokio::time::timeout(PATIENCE, builder.connect(&address)).await
        });
        let client = client
            .context("the browser has not started within a minute")?
            .context("the driver cannot start the browser")?;
        Ok(WebDriver {
            client: Some(client),
            runtime,
            _driver: driver,
            _profile: profile,
            dialect,
        })
    }

    /// Waits for one command's answer.
    fn wait<T, E>(&self, what: &str, command: impl Future<Output = Result<T, E>>) -> Result<T>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        self.runtime
            .block_on(async { tokio::time::timeout(PATIENCE, command).await })
            .with_context(|| format!("{what}: no answer within a minute"))?
            .with_context(|| what.to_owned())
    }

    fn client(&self) -> Result<Client> {
        self.client.clone().context("the session has ended")
    }

    /// A command of this driver alone: `POST /session/{id}/{path}`.
    fn own(&self, path: &'static str, body: Value) -> Result<Value> {
        let client = self.client()?;
        self.wait(path, client.issue_cmd(OwnCommand { path, body }))
    }

    /// A command of Chromium's debugging protocol.
    fn debugging(&self, command: &str, parameters: Value) -> Result<Value> {
        self.own(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": parameters }),
        )
        .with_context(|| command.to_owned())
    }
}

impl Browser for WebDriver {
    fn open(&mut self, url: &str) -> Result<()> {
        let client = self.client()?;
        self.wait(&format!("opening {url}"), client.goto(url))
    }

    fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let script = format!(
            "var done = arguments[arguments.length - 1];
             Promise.resolve().then(function () {{ return (\n{expression}\n); }}).then(
                 function (value) {{ done({{ value: value === undefined ? null : value }}); }},
                 function (error) {{ done({{ error: String(error && error.stack || error) }}); }});"
        );
        let client = self.client()?;
        let answer = self.wait(
            &format!("evaluating {expression}"),
            client.execute_async(&script, Vec::new()),
        )?;
        match (answer.get("value"), answer.get("error")) {
            (Some(value), _) => Ok(value.clone()),
            (None, Some(error)) => {
                bail!("{expression} has thrown {}", error.as_str().unwrap_or(""))
            }
            (None, None) => bail!("{expression} has given back {answer}"),
        }
    }

    fn point(&mut self, pointer: Pointer, steps: &[Step]) -> Result<()> {
        let actions = steps.iter().map(|step| match *step {
            Step::Move(x, y) => PointerAction::MoveTo {
                duration: None,
                x,
                y,
            },
            Step::Glide(x, y, time) => PointerAction::MoveTo {
                duration: Some(time),
                x,
                y,
            },
            Step::Down => PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            },
            Step::Up => PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            },
            Step::Pause(duration) => PointerAction::Pause { duration },
        });
        let actions = match pointer {
            Pointer::Mouse => {
                let mouse = MouseActions::new("mouse".to_owned());
                Actions::from(actions.fold(mouse, |mouse, action| mouse.then(action)))
            }
            Pointer::Touch => {
                let finger = TouchActions::new("finger".to_owned());
                Actions::from(actions.fold(finger, |finger, action| finger.then(action)))
            }
        };
        let client = self.client()?;
        self.wait("pointing", client.perform_actions(actions))
    }

    fn press(&mut self, keys: &[Key]) -> Result<()> {
        let downs = keys.iter().map(|key| KeyAction::Down { value: code(*key) });
        let ups = keys
            .iter()
            .rev()
            .map(|key| KeyAction::Up { value: code(*key) });
        let keyboard = KeyActions::new("keyboard".to_owned());
        let actions = downs
            .chain(ups)
            .fold(keyboard, |keyboard, action| keyboard.then(action));
        let client = self.client()?;
        self.wait("pressing keys", client.perform_actions(actions))
    }

    fn set_view(&mut self, view: View) -> Result<()> {
        match self.dialect {
            Dialect::Chromium => {
                let metrics = json!({
                    "width": view.width,
                    "height": view.height,
                    "deviceScaleFactor": view.pixel_ratio,
                    "mobile": false,
                });
                self.debugging("Emulation.setDeviceMetricsOverride", metrics)?;
                let touch = json!({ "enabled": view.touch, "maxTouchPoints": 1 });
                self.debugging("Emulation.setTouchEmulationEnabled", touch)?;
            }
        }
        Ok(())
    }

    fn set_media(&mut self, medium: &str, features: &[(&str, &str)]) -> Result<()> {
        match self.dialect {
            Dialect::Chromium => {
                let features: Vec<Value> = features
                    .iter()
                    .map(|(name, value)| json!({ "name": name, "value": value }))
                    .collect();
                let media = json!({ "media": medium, "features": features });
                self.debugging("Emulation.setEmulatedMedia", media)?;
            }
        }
        Ok(())
    }

    fn set_user_agent(&mut self, agent: &str) -> Result<()> {
        match self.dialect {
            Dialect::Chromium => {
                let agent = json!({ "userAgent": agent });
                self.debugging("Emulation.setUserAgentOverride", agent)?;
            }
        }
        Ok(())
    }

    fn print(&mut self) -> Result<Vec<u8>> {
        let client = self.client()?;
        let margins = PrintMargins {
            top: 1.0,
            bottom: 1.0,
            left: 1.0,
            right: 1.0,
        };
        let print = PrintConfigurationBuilder::default()
            .size(PrintSize {
                width: 21.0,
                height: 29.7,
            })
            .margins(margins)
            .build()
            .map_err(|error| anyhow!("no such sheet: {error:?}"))?;
        self.wait("printing", client.print(print))
    }

    fn screenshot(&mut self) -> Result<Vec<u8>> {
        let client = self.client()?;
        self.wait("taking a screenshot", client.screenshot())
    }

    fn console_errors(&mut self) -> Result<Vec<String>> {
        match self.dialect {
            Dialect::Chromium => {
                let log = self.own("se/log", json!({ "type": "browser" }))?;
                let entries = log.as_array().context("the browser's log is no list")?;
                Ok(entries
                    .iter()
                    .filter(|entry| entry.get("level").is_some_and(|level| level == "SEVERE"))
                    .filter_map(|entry| entry.get("message")?.as_str().map(str::to_owned))
                    .collect())
            }
        }
    }
}

impl Drop for WebDriver {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            // A browser that does not end in time is left to the driver's own end.
            let _ = self.runtime.block_on(async {
                tokio::time::timeout(Duration::from_secs(10), client.close()).await
            });
        }
    }
}

/// A key's character in WebDriver's private use area.
fn code(key: Key) -> char {
    match key {
        Key::Tab => '\u{e004}',
        Key::Enter => '\u{e007}',
        Key::Escape => '\u{e00c}',
        Key::Space => ' ',
        Key::Left => '\u{e012}',
        Key::Up => '\u{e013}',
        Key::Right => '\u{e014}',
        Key::Down => '\u{e015}',
        Key::Home => '\u{e011}',
        Key::End => '\u{e010}',
        Key::PageUp => '\u{e00e}',
        Key::PageDown => '\u{e00f}',
        Key::Shift => '\u{e008}',
        Key::Control => '\u{e009}',
        Key::Character(character) => character,
    }
}

#[derive(Debug)]
struct OwnCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for OwnCommand {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// A running driver program. It ends when it is dropped.
pub struct DriverProcess {
    child: Child,
    /// Where it listens on loopback.
    pub port: u16,
}

impl fmt::Debug for DriverProcess {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "driver {} on port {}",
            self.child.id(),
            self.port
        )
    }
}

impl DriverProcess {
    /// Starts a driver that chooses a free port itself and prints it, `announcement` before it.
    pub fn start(mut command: Command, announcement: &str) -> Result<DriverProcess> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{:?} cannot be started", command.get_program()))?;
        let output = child
            .stdout
            .take()
            .context("the driver's output is not there")?;
        // From here on a return ends the driver.
        let mut driver = DriverProcess { child, port: 0 };
        let (sender, ports) = channel();
        let announcement = announcement.to_owned();
        // Reads to the end, because a driver that nobody reads from stops when the pipe is full.
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines() {
                let Ok(line) = line else { return };
                if let Some((_, rest)) = line.split_once(&announcement) {
                    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
                    if let Ok(port) = digits.parse() {
                        let _ = sender.send(port);
                    }
                }
            }
        });
        driver.port = ports
            .recv_timeout(Duration::from_secs(30))
            .with_context(|| format!("{:?} has not named its port", command.get_program()))?;
        Ok(driver)
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
