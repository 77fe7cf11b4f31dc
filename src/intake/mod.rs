//! Bytes become a dataset and diagnostics.

mod diagnostic;

use crate::dataset::Dataset;
pub use diagnostic::Severity;

/// Decodes legacy encodings: the browser's `TextDecoder`, `encoding_rs` in the command line.
pub trait Decode {
    /// The text of `bytes` in the encoding that the WHATWG calls `label`; `None` where it is not known.
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String>;
}

/// How a file is to be read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The encoding, where the webmaster names one: a WHATWG label.
    pub encoding: Option<String>,
}

/// What reading a file gave: always a dataset, perhaps empty, and all that is to be said of it.
#[derive(Debug, Default)]
pub struct Reading {
    /// The observations.
    pub dataset: Dataset,
}

/// Reads a file.
pub fn read(bytes: &[u8], options: &ReadOptions, decoder: &dyn Decode) -> Reading {
    let _ = (bytes, options, decoder);
    Reading::default()
}
