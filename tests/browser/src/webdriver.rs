//! A browser behind a W3C WebDriver.

use std::future::Future;
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
use serde_json::Value;
use tempfile::TempDir;

use crate::browser::{Browser, Key, Pointer, Step, View};
use crate::process::Process;
use crate::{chromium, firefox, webkit};

/// How long one command may take. A page that hangs fails its case and no other.
const PATIENCE: Duration = Duration::from_secs(60);

/// The key under which an element stands in the protocol's JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A session with one browser.
pub struct WebDriver {
    // Dropped in this order: the session (which ends the browser), the driver, its screen, the profile.
    client: Option<Client>,
    runtime: tokio::runtime::Runtime,
    _driver: Process,
    _screen: Option<Process>,
    _profile: TempDir,
    dialect: Dialect,
}

/// How a driver is asked for what the standard does not have.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialect {
    /// chromedriver: the browser's log, and Chromium's own debugging commands.
    Chromium,
    /// geckodriver: scripts in the browser's own window, which can do all that Firefox's tools can.
    Firefox,
    /// WebKitWebDriver: nothing, so the browser is started with the looks that are wished.
    WebKit(webkit::Look),
}

/// What a session stands on.
#[derive(Debug)]
pub struct Base {
    /// The driver, its number the port.
    pub driver: Process,
    /// The X server that the browser draws on, where it needs one.
    pub screen: Option<Process>,
    /// Where the browser keeps its files.
    pub profile: TempDir,
}

impl WebDriver {
    /// A session with the browser that `capabilities` describe.
    pub fn start(base: Base, capabilities: Value, dialect: Dialect) -> Result<WebDriver> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .context("no runtime for the WebDriver client")?;
        let Value::Object(capabilities) = capabilities else {
            bail!("capabilities are an object")
        };
        let capabilities: Capabilities = capabilities;
        let address = format!("http://127.0.0.1:{}", base.driver.number());
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
            _driver: base.driver,
            _screen: base.screen,
            _profile: base.profile,
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

    /// Starts WebKit anew when it is to look otherwise; whatever page was open is gone.
    fn look(&mut self, wished: webkit::Look) -> Result<()> {
        if self.dialect != Dialect::WebKit(wished.clone()) {
            *self = webkit::start_with(wished)?;
        }
        Ok(())
    }

    fn client(&self) -> Result<Client> {
        self.client.clone().context("the session has ended")
    }

    /// A command of this driver alone: `POST /session/{id}/{path}`.
    pub(crate) fn own(&self, path: &str, body: Value) -> Result<Value> {
        self.command(path, Some(body))
    }

    /// `GET /session/{id}/{path}`, or with a body `POST`.
    fn command(&self, path: &str, body: Option<Value>) -> Result<Value> {
        let client = self.client()?;
        let path = path.to_owned();
        self.wait(&path.clone(), client.issue_cmd(OtherCommand { path, body }))
    }

    /// What a script gives back that ends at once.
    pub(crate) fn execute(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let client = self.client()?;
        self.wait(
            &format!("executing {script}"),
            client.execute(script, arguments),
        )
    }

    /// Gives the window this size, its frame included, in CSS px.
    pub(crate) fn set_window(&self, width: u32, height: u32) -> Result<()> {
        let client = self.client()?;
        self.wait("sizing the window", client.set_window_size(width, height))
    }

    /// What the driver says of the element that the expression gives.
    fn computed(&self, what: &str, expression: &str) -> Result<String> {
        let element = self.execute(&format!("return (\n{expression}\n);"), Vec::new())?;
        let id = element
            .get(ELEMENT)
            .and_then(Value::as_str)
            .with_context(|| format!("{expression} is no element but {element}"))?;
        let answer = self.command(&format!("element/{id}/computed{what}"), None)?;
        let answer = answer.as_str();
        Ok(answer
            .with_context(|| format!("no {what} of {expression}"))?
            .to_owned())
    }
}

impl Browser for WebDriver {
    fn open(&mut self, url: &str) -> Result<()> {
        let client = self.client()?;
        self.wait(&format!("opening {url}"), client.goto(url))
    }

    fn evaluate(&mut self, expression: &str) -> Result<Value> {
        // Firefox and WebKit tell in a stack where an error was thrown, and not which.
        let script = format!(
            "var done = arguments[arguments.length - 1];
             Promise.resolve().then(function () {{ return (\n{expression}\n); }}).then(
                 function (value) {{ done({{ value: value === undefined ? null : value }}); }},
                 function (error) {{ done({{ error: error + ' ' + (error && error.stack || '') }}); }});"
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
        if self.dialect == Dialect::Firefox && pointer == Pointer::Touch {
            return firefox::finger(self, steps);
        }
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
        let press = || self.wait("pressing keys", client.perform_actions(actions));
        match &self.dialect {
            Dialect::Firefox => firefox::where_keys_go(self, press),
            Dialect::Chromium | Dialect::WebKit(_) => press(),
        }
    }

    fn set_view(&mut self, view: View) -> Result<()> {
        match &self.dialect {
            Dialect::Chromium => chromium::set_view(self, view),
            Dialect::Firefox => firefox::set_view(self, view),
            Dialect::WebKit(look) => {
                let look = look.with_view(view)?;
                self.look(look)?;
                webkit::set_view(self, view)
            }
        }
    }

    fn set_media(&mut self, medium: &str, features: &[(&str, &str)]) -> Result<()> {
        match &self.dialect {
            Dialect::Chromium => chromium::set_media(self, medium, features),
            Dialect::Firefox => firefox::set_media(self, medium, features),
            Dialect::WebKit(look) => {
                let look = look.with_media(medium, features)?;
                self.look(look)
            }
        }
    }

    fn set_user_agent(&mut self, agent: &str) -> Result<()> {
        match &self.dialect {
            Dialect::Chromium => chromium::set_user_agent(self, agent),
            Dialect::Firefox => firefox::set_user_agent(self, agent),
            Dialect::WebKit(look) => {
                let look = look.with_user_agent(agent);
                self.look(look)
            }
        }
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
        match &self.dialect {
            Dialect::Chromium => chromium::console_errors(self),
            Dialect::Firefox => firefox::console_errors(self),
            Dialect::WebKit(_) => webkit::console_errors(self),
        }
    }

    fn error_script(&self) -> Option<&'static str> {
        match &self.dialect {
            Dialect::Chromium | Dialect::Firefox => None,
            Dialect::WebKit(_) => Some(webkit::ERROR_SCRIPT),
        }
    }

    fn role_of(&mut self, expression: &str) -> Result<String> {
        self.computed("role", expression)
    }

    fn label_of(&mut self, expression: &str) -> Result<String> {
        self.computed("label", expression)
    }

    fn accessibility_tree(&mut self) -> Result<Value> {
        match &self.dialect {
            Dialect::Chromium => chromium::accessibility_tree(self),
            Dialect::Firefox | Dialect::WebKit(_) => {
                bail!("this browser's driver does not tell the accessibility tree")
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
struct OtherCommand {
    path: String,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for OtherCommand {
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
        match &self.body {
            Some(body) => (http::Method::POST, Some(body.to_string())),
            None => (http::Method::GET, None),
        }
    }
}
