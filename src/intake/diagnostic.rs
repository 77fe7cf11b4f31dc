//! What the reader has to say about a file: stable codes, places in the file, words in three languages.

use serde::Serialize;

/// How much a [`Diagnostic`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Read, but odd.
    Warning,
    /// Must be seen before publishing; the rest of the file is still used.
    Error,
    /// Nothing usable can be read.
    Fatal,
}
