//! Any bytes: a file of any encoding, of any kind, or of none.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;

use common::{properties, read};
use encoding_rs::Encoding;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let reading = read(bytes);
    properties::silence_has_a_reason(&reading);
    properties::figures_are_whole(&reading);
    properties::exports_are_read_back(&reading);
    let label = reading.encoding.as_deref().unwrap_or("utf-8");
    let encoding = Encoding::for_label(label.as_bytes()).expect("a name of the WHATWG's");
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    properties::places_point_into(&text, &reading);
});
