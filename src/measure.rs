//! The catalogue of known measures.
/// One known measure.
#[derive(Debug)]
pub struct Measure {
    /// Its key.
    pub key: &'static str,
}
/// Looks a measure up by key, name or alias.
pub fn find(words: &str) -> Option<&'static Measure> {
    let _ = words;
    None
}
