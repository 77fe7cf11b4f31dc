//! The only code that knows a browser.
