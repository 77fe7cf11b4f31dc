//! What the widget listens to, so that nothing is left behind.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, MediaQueryList};

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
