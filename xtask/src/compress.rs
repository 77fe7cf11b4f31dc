//! The `.br` and `.gz` beside each file, as a web server hands them out without compressing anew.

use std::io::Write as _;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

/// Brotli at quality 11.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)
        .context("brotli cannot compress")?;
    Ok(compressed)
}

/// Gzip at level 9, without a time of making, so that equal files are equal.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .context("gzip cannot compress")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn both_give_back_what_they_were_given() {
        let text = "年份,收到提案(件)\n2021,319\n".repeat(100);
        let (small, smaller) = (
            gzip(text.as_bytes()).unwrap(),
            brotli(text.as_bytes()).unwrap(),
        );
        assert!(small.len() < text.len() && smaller.len() < text.len());

        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut smaller.as_slice(), &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
        let mut back = String::new();
        flate2::read::GzDecoder::new(small.as_slice())
            .read_to_string(&mut back)
            .unwrap();
        assert_eq!(back, text);
    }
}
