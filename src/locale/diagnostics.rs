//! What is said of a file that is being read.
use crate::intake::Diagnostic;
use crate::locale::Lang;

/// What is the matter.
pub(crate) fn message(_: &Diagnostic, _: Lang) -> String {
    String::new()
}
/// What to type.
pub(crate) fn hint(_: &Diagnostic, _: Lang) -> String {
    String::new()
}
