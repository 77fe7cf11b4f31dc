//! County Charts: yearly statistics charts for county government portals.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]
#![deny(missing_docs)]
