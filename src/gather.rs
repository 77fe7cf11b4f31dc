//! Lists made of iterators.

/// `collect()` into a `Vec` as a plain loop.
///
/// The standard library's way reserves room in advance and has a function of its own for that and another for
/// filling it, for each closure that is ever mapped: 20 kB of the widget as it stands, 2 kB of brotli.
pub(crate) trait Gather: Iterator + Sized {
    /// The items as a list.
    fn gather(self) -> Vec<Self::Item> {
        let mut items = Vec::new();
        for item in self {
            items.push(item);
        }
        items
    }
}

impl<I: Iterator> Gather for I {}
