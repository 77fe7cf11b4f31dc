//! What every browser under test can do, whatever protocol drives it.

use std::time::Duration;

use anyhow::Result;
use serde_json::Value;

/// A running browser with one window. It ends when it is dropped.
pub trait Browser {
    /// Opens the address and waits for the page's `load` event.
    fn open(&mut self, url: &str) -> Result<()>;

    /// The value of a JavaScript expression as JSON; a promise is awaited, an exception is an error.
    /// The oldest browser has to read the expression too: no `?.`, no `??`, no `await` outside a
    /// function.
    fn evaluate(&mut self, expression: &str) -> Result<Value>;

    /// Moves and presses a mouse or a finger. A mouse stays where it was left.
    fn point(&mut self, pointer: Pointer, steps: &[Step]) -> Result<()>;

    /// Presses the keys in their order, holding each, and lets them go in the reverse order: `[Tab]`,
    /// `[Shift, Tab]`. The element that has the focus gets them.
    fn press(&mut self, keys: &[Key]) -> Result<()>;

    /// Sets the size of the page's viewport and the screen's pixels. For another page than the one that
    /// is open: WebKit starts anew for other pixels.
    fn set_view(&mut self, view: View) -> Result<()>;

    /// Has the page believe in a medium (`print`; empty for the browser's own) and in features of it
    /// (`forced-colors`, `active`); those not named are the browser's own. Without
    /// [`Ability::EmulatedMedia`] only `prefers-reduced-motion`, `prefers-contrast` and `prefers-color-scheme`, and
    /// for the next page: WebKit starts anew.
    fn set_media(&mut self, medium: &str, features: &[(&str, &str)]) -> Result<()>;

    /// Names another browser in requests and scripts, from the next page on.
    fn set_user_agent(&mut self, agent: &str) -> Result<()>;

    /// The page as a PDF, with [`Ability::Paper`]: A4, with margins of 1 cm and without backgrounds.
    fn print(&mut self) -> Result<Vec<u8>>;

    /// The viewport as a PNG.
    fn screenshot(&mut self) -> Result<Vec<u8>>;

    /// What the console has shown as errors since the last call: exceptions, refusals by the content
    /// security policy, files that did not load (of those that scripts fetch, only Chromium tells).
    fn console_errors(&mut self) -> Result<Vec<String>>;

    /// The path of a script that has to stand first in every page for [`Browser::console_errors`] to know of
    /// anything.
    fn error_script(&self) -> Option<&'static str> {
        None
    }

    /// The role that assistive technology is told of an element, by its name in ARIA (`img`, `table`), as
    /// the browser computes it. The expression gives the element, which may stand in a shadow root.
    fn role_of(&mut self, expression: &str) -> Result<String>;

    /// The name that assistive technology is told of an element, as the browser computes it.
    fn label_of(&mut self, expression: &str) -> Result<String>;

    /// What assistive technology is told of the page, with [`Ability::AccessibilityTree`]: the list of
    /// `AXNode`s of the debugging protocol, with their `role`, `name`, `properties`, `childIds`.
    fn accessibility_tree(&mut self) -> Result<Value>;
}

/// What only some browsers can do. A case says that it needs one; it does not run in the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// Changes the medium and its features while a page is open. WebKitGTK's driver has no such command,
    /// and the desktop's settings, which we can give it, know neither `print` nor `forced-colors`.
    EmulatedMedia,
    /// Has fingers. WebKitGTK's driver moves a mouse where it is asked for a finger, and says nothing.
    Touch,
    /// Prints. WebKitGTK's driver answers that the command is unknown.
    Paper,
    /// Runs the same stretches of the first module as Chromium, in which its profile is made. In WebKitGTK,
    /// which takes Noto Sans CJK for all letters, some charts run others and wait for the whole module.
    Profiled,
    /// Tells the whole accessibility tree, which is no command of the standard.
    AccessibilityTree,
}

/// What points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A mouse, pressing its left button.
    Mouse,
    /// A finger, which is nowhere while it is not down.
    Touch,
}

/// One movement of a pointer. Positions are in CSS px from the viewport's left upper corner.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// To this position (x, y), at once.
    Move(f64, f64),
    /// To this position (x, y), taking this long.
    Glide(f64, f64, Duration),
    /// Button or finger down.
    Down,
    /// Button or finger up.
    Up,
    /// Nothing, this long.
    Pause(Duration),
}

/// The keys that a chart or its controls answer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those on the keys")]
pub enum Key {
    Tab,
    Enter,
    Escape,
    Space,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Shift,
    Control,
    /// The key that types this character.
    Character(char),
}

/// A viewport.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// In CSS px.
    pub width: u32,
    /// In CSS px.
    pub height: u32,
    /// `devicePixelRatio`
    pub pixel_ratio: f64,
    /// Whether the screen says of itself that it can be touched.
    pub touch: bool,
}

impl View {
    /// A desk.
    pub const DESKTOP: View = View {
        width: 1280,
        height: 800,
        pixel_ratio: 1.0,
        touch: false,
    };
    /// A telephone.
    pub const PHONE: View = View {
        width: 375,
        height: 667,
        pixel_ratio: 2.0,
        touch: true,
    };
}
