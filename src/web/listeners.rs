//! What the widget listens to, so that nothing is left behind.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, MediaQueryList, ResizeObserver};

use super::widget::Widget;
use super::{canvas, dom, page, print};

/// Listeners that end with this value. (After a trap nothing ends them; the loader then ignores them.)
pub struct Listeners {
    notify: Function,
    held: Vec<(EventTarget, &'static str)>,
}

impl Listeners {
    /// None yet; all will call `notify`.
    pub fn new(notify: Function) -> Listeners {
        Listeners {
            notify,
            held: Vec::new(),
        }
    }

    /// Listens to an event.
    pub fn add(&mut self, target: &EventTarget, event: &'static str) -> Result<(), JsValue> {
        target.add_event_listener_with_callback(event, &self.notify)?;
        self.held.push((target.clone(), event));
        Ok(())
    }

    /// Listens to a media query. Safari before 14 knows only the old way for these.
    pub fn add_query(&mut self, query: MediaQueryList) -> Result<(), JsValue> {
        query.add_listener_with_opt_callback(Some(&self.notify))?;
        self.held.push((query.unchecked_into(), "change"));
        Ok(())
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        for (target, event) in &self.held {
            // It fails only for what was never added. The old way for queries is the same list.
            let _ = match target.dyn_ref::<MediaQueryList>() {
                Some(query) => query.remove_listener_with_opt_callback(Some(&self.notify)),
                None => target.remove_event_listener_with_callback(event, &self.notify),
            };
        }
    }
}

impl Widget {
    /// Has the loader pass on what happens to the elements, the window and the fonts; once.
    pub(super) fn listen(&mut self) -> Result<(), JsValue> {
        if std::mem::replace(&mut self.listening, true) {
            return Ok(());
        }
        self.view.surround()?;
        let (view, listeners) = (&self.view, &mut self.listeners);
        let around = view.around()?;
        around.style_late(view, listeners)?;
        let window = dom::window()?;
        let document = dom::document()?;
        for event in [
            "pointermove",
            "pointerdown",
            "pointerup",
            "pointercancel",
            "pointerleave",
            "click",
            "keydown",
            "blur",
        ] {
            listeners.add(&view.canvas, event)?;
        }
        listeners.add(&around.card, "pointerenter")?;
        listeners.add(&around.card, "pointerleave")?;
        listeners.add(&view.root, "click")?;
        listeners.add(&view.root, "keydown")?;
        listeners.add(&view.root, "focusin")?;
        for event in [
            "change",
            "input",
            "pointerover",
            "pointerout",
            "focusin",
            "focusout",
        ] {
            listeners.add(&around.controls, event)?;
        }
        listeners.add(&window, "hashchange")?;
        // A card that the pointer has opened must close without moving the pointer or the focus.
        listeners.add(&document, "keydown")?;
        listeners.add(&document, "pointerdown")?;
        listeners.add(&window, "beforeprint")?;
        listeners.add(&window, "afterprint")?;
        for query in [
            "(prefers-color-scheme: dark)",
            "(forced-colors: active)",
            page::CONTRAST,
            "(prefers-reduced-motion: reduce)",
            print::PRINT,
        ] {
            if let Some(query) = window.match_media(query)? {
                listeners.add_query(query)?;
            }
        }
        // A font of the page's that comes late is wider or narrower than what was measured.
        if let Ok(fonts) = js_sys::Reflect::get(&document, &"fonts".into())
            && let Ok(fonts) = fonts.dyn_into::<EventTarget>()
        {
            listeners.add(&fonts, "loadingdone")?;
        }
        // The observer lives as long as what it observes.
        let observer = ResizeObserver::new(&self.host.notify())?;
        if view.foreign {
            observer.observe(&view.canvas);
        }
        observer.observe(&view.body);
        // As wide as the text is large: whatever makes it larger, a switch of the page's or of the browser's, is seen.
        let probe = dom::add(&view.root, "div", "probe")?;
        observer.observe(&probe);
        self.watch_ratio()
    }

    /// The place of the chart or the size of its text has changed.
    pub(super) fn observed(&mut self) -> Result<(), JsValue> {
        if page::text_size(&self.view.root)? != self.spec.text_size {
            self.stale = true;
        }
        self.ask()
    }

    /// A query tells only that the ratio is no longer what it was, so each change needs another.
    pub(super) fn watch_ratio(&mut self) -> Result<(), JsValue> {
        if let Some(query) = dom::window()?.match_media(&canvas::ratio_query())? {
            self.listeners.add_query(query)?;
        }
        Ok(())
    }
}
