//! A reading as the JSON of the contract: every key always, null where there is nothing.

use super::{Diagnostic, Layout, Reading};
use crate::dataset::Dataset;
use crate::locale::Lang;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// A reading in one language, to be serialised.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    encoding: Option<&'a str>,
    delimiter: Option<&'a str>,
    layout: Option<Layout>,
    title: Option<&'a str>,
    notes: &'a [String],
    observations: Observations<'a>,
    diagnostics: Diagnostics<'a>,
}

impl Reading {
    /// What `county-charts read --format json` prints.
    pub fn report(&self, lang: Lang) -> Report<'_> {
        Report {
            encoding: self.encoding.as_deref(),
            delimiter: self.delimiter,
            layout: self.layout,
            title: self.dataset.title.as_deref(),
            notes: &self.dataset.notes,
            observations: Observations(&self.dataset),
            diagnostics: Diagnostics(&self.diagnostics, lang),
        }
    }
}

/// Serialised one by one, so that a large file does not stand in memory twice.
#[derive(Debug)]
struct Observations<'a>(&'a Dataset);

impl Serialize for Observations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for (_, observation) in self.0.iter() {
            list.serialize_element(&observation)?;
        }
        list.end()
    }
}

#[derive(Debug)]
struct Diagnostics<'a>(&'a [Diagnostic], Lang);

impl Serialize for Diagnostics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for diagnostic in self.0 {
            list.serialize_element(&diagnostic.worded(self.1))?;
        }
        list.end()
    }
}
