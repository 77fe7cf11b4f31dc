//! County Charts: yearly statistics charts for county government portals.
//!
//! Data flows one way, and each step is a module that knows nothing of the steps after it:
//! bytes ([`intake`]) → observations ([`dataset`]) → a laid-out picture ([`chart`], [`scene`]) →
//! pixels (`web`, only in the browser) or SVG ([`svg`]); [`describe`] says the same picture in words.
//! `ARCHITECTURE.md` has a paragraph for each.
// The code that wasm-bindgen generates is not free of `unsafe`; ours is.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]
#![deny(missing_docs)]

pub mod chart;
pub mod dataset;
mod decimal;
pub mod describe;
pub mod export;
mod find;
mod gather;
pub mod intake;
pub mod locale;
pub mod measure;
// What moves is on a page; natively it is only tested.
#[cfg(any(test, target_arch = "wasm32"))]
mod motion;
mod order;
pub mod scene;
pub mod sheet;
// What is played is on a page; natively it is only tested.
#[cfg(any(test, target_arch = "wasm32"))]
mod sound;
pub mod svg;
pub mod text;
pub mod walk;
// Natively only for the tests of what in it needs no browser.
#[cfg(any(test, target_arch = "wasm32"))]
mod web;

/// In constant time, and a third of the size of std's own.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
