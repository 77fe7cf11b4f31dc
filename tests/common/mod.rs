//! What several tests need: reading as the command line does.

// Each test is a program of its own and uses a part of this.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use county_charts::intake::{self, Decode, ReadOptions, Reading};
use std::path::PathBuf;

/// Decodes as the command line does.
pub struct Whatwg;

impl Decode for Whatwg {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        Some(text.into_owned())
    }
}

/// A path within the project.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Reads bytes.
pub fn read(bytes: &[u8]) -> Reading {
    intake::read(bytes, &ReadOptions::default(), &Whatwg)
}

/// Reads a file of the project.
pub fn read_file(name: &str) -> Reading {
    let bytes = std::fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    read(&bytes)
}
