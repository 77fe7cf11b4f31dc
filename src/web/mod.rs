//! The only code that knows a browser.
//!
//! `widget::Widget` is one chart on a page; the loader (`www/widget/county-charts.js`) makes one for each
//! `<county-chart>` in the one instance that they share, and hands it attributes and bytes.
// Natively only the tests are built, which do not use all.
#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]

#[cfg(target_arch = "wasm32")]
mod around;
#[cfg(target_arch = "wasm32")]
mod canvas;
#[cfg(target_arch = "wasm32")]
mod card;
mod control;
#[cfg(target_arch = "wasm32")]
mod controls;
#[cfg(target_arch = "wasm32")]
mod dom;
mod download;
#[cfg(target_arch = "wasm32")]
mod explore;
#[cfg(target_arch = "wasm32")]
mod file;
#[cfg(target_arch = "wasm32")]
mod finish;
#[cfg(target_arch = "wasm32")]
mod focus;
mod fragment;
#[cfg(target_arch = "wasm32")]
mod gestures;
mod heading;
#[cfg(target_arch = "wasm32")]
mod help;
#[cfg(target_arch = "wasm32")]
mod host;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod layout;
#[cfg(target_arch = "wasm32")]
mod listeners;
mod options;
#[cfg(target_arch = "wasm32")]
mod page;
mod place;
#[cfg(target_arch = "wasm32")]
mod print;
mod reach;
#[cfg(target_arch = "wasm32")]
mod report;
#[cfg(target_arch = "wasm32")]
mod rove;
#[cfg(target_arch = "wasm32")]
mod saver;
#[cfg(target_arch = "wasm32")]
mod sound;
#[cfg(target_arch = "wasm32")]
mod swatch;
#[cfg(target_arch = "wasm32")]
mod table;
#[cfg(target_arch = "wasm32")]
mod takeaway;
mod theme;
mod tongue;
#[cfg(target_arch = "wasm32")]
mod touch;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(target_arch = "wasm32")]
mod voice;
#[cfg(target_arch = "wasm32")]
mod widget;
