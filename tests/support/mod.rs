//! What the tests of the whole pipeline share: files of `data/` read as the command line reads them.
#![allow(clippy::panic, reason = "a test ends where its input is not there")]

pub mod cases;

use county_charts::chart::{Chart, ChartSpec, build};
use county_charts::intake::{self, Decode, ReadOptions, Reading};
use county_charts::text::WidthTable;
use std::path::Path;

/// `encoding_rs`, as in the command line.
pub struct Decoder;

impl Decode for Decoder {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
    }
}

/// Reads a file of `data/`.
pub fn read(name: &str) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    intake::read(&bytes, &ReadOptions::default(), &Decoder)
}

/// Lays out a chart with the widths of the golden pictures.
#[allow(dead_code, reason = "not every test draws")]
pub fn chart(reading: &Reading, spec: &ChartSpec) -> Chart {
    build(&reading.dataset, spec, &WidthTable)
}
