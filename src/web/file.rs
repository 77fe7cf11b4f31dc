//! A CSV file read in the browser.

use crate::intake::{self, Decode, ReadOptions, Reading};
use web_sys::TextDecoder;

/// The browser's own decoders.
struct Browser;

impl Decode for Browser {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let decoder = TextDecoder::new_with_label(label).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    }
}

/// Reads the bytes of a file.
pub fn read(bytes: &[u8], encoding: Option<&str>) -> Reading {
    let options = ReadOptions {
        encoding: encoding
            .map(str::trim)
            .filter(|label| !label.is_empty())
            .map(String::from),
    };
    intake::read(bytes, &options, &Browser)
}
