//! What one cell says: a value with all that qualifies it, or what is to be said of the cell.

use super::diagnostic::Code;
use crate::dataset::Qualifier;

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell<'a> {
    pub value: Option<f64>,
    pub high: Option<f64>,
    /// The unit that the cell itself names; the column's, or none, holds otherwise.
    pub unit: Option<&'a str>,
    pub qualifier: Qualifier,
    pub scope: Option<&'a str>,
    /// Footnote marks, as written.
    pub mark: Option<&'a str>,
    /// A provisional or revised mark, as written.
    pub flag: Option<&'a str>,
    /// What is to be said of the cell, and what was probably meant.
    pub problem: Option<Problem>,
}

/// A diagnostic without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub code: Code,
    pub suggestion: Option<String>,
}

impl Problem {
    pub(crate) fn new(code: Code) -> Self {
        Self {
            code,
            suggestion: None,
        }
    }

    pub(crate) fn suggesting(code: Code, suggestion: String) -> Self {
        Self {
            code,
            suggestion: Some(suggestion),
        }
    }
}

impl<'a> Cell<'a> {
    pub(crate) fn exact(value: f64) -> Self {
        Self {
            value: Some(value),
            high: None,
            unit: None,
            qualifier: Qualifier::Exact,
            scope: None,
            mark: None,
            flag: None,
            problem: None,
        }
    }

    /// A cell that gives no value.
    pub(crate) fn missing() -> Self {
        Self {
            value: None,
            qualifier: Qualifier::Missing,
            ..Self::exact(0.0)
        }
    }

    /// A cell that may be a number, but stands where none can be trusted; the row has been named already.
    pub(crate) fn unreadable_silently() -> Self {
        Self {
            qualifier: Qualifier::Unreadable,
            ..Self::missing()
        }
    }

    /// A cell that is not a number.
    pub(crate) fn unreadable(problem: Problem) -> Self {
        Self {
            qualifier: Qualifier::Unreadable,
            problem: Some(problem),
            ..Self::missing()
        }
    }
}
