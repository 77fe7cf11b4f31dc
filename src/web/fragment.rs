//! What charts have written into the page's address: `#name?state`, several joined by `;`.

use crate::chart::{decode, encode};
use crate::gather::Gather as _;
use crate::locale::join;

/// The parts of a fragment that is given as `location.hash` gives it.
fn parts(hash: &str) -> Vec<&str> {
    let hash = hash.strip_prefix('#').unwrap_or(hash);
    hash.split(';').filter(|part| !part.is_empty()).gather()
}

/// Whether a part belongs to the chart of this name, and its state if so.
fn own<'a>(part: &'a str, name: &str) -> Option<&'a str> {
    let (chart, state) = part.split_once('?')?;
    (decode(chart) == name).then_some(state)
}

/// The state of the chart of this name.
pub fn find(hash: &str, name: &str) -> Option<String> {
    let parts = parts(hash);
    let mut states = parts.iter().filter_map(|part| own(part, name));
    states.next().map(String::from)
}

/// The fragment, without `#`, with the state of one chart set or taken out; what else stands there is kept.
pub fn put(hash: &str, name: &str, state: Option<&str>) -> String {
    let mut parts: Vec<String> = parts(hash).into_iter().map(String::from).gather();
    let at = parts.iter().position(|part| own(part, name).is_some());
    let part = state.map(|state| {
        let mut part = encode(name);
        part.push('?');
        part.push_str(state);
        part
    });
    match (at, part) {
        (Some(at), Some(part)) => {
            if let Some(old) = parts.get_mut(at) {
                *old = part;
            }
        }
        (Some(at), None) => {
            parts.remove(at);
        }
        (None, Some(part)) => parts.push(part),
        (None, None) => {}
    }
    join(&parts, ";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_found_where_it_was_put() {
        let hash = format!("#{}", put("", "提案", Some("year=2024&area=云南省")));
        assert_eq!(
            find(&hash, "提案").as_deref(),
            Some("year=2024&area=云南省")
        );
        assert_eq!(find(&hash, "chart"), None);
        // As browsers write it.
        let hash = "#a;%E6%8F%90%E6%A1%88?year=2024;chart?";
        assert_eq!(find(hash, "提案").as_deref(), Some("year=2024"));
        assert_eq!(find(hash, "chart").as_deref(), Some(""));
        assert_eq!(find(hash, "a"), None);
    }

    #[test]
    fn what_else_stands_in_the_address_is_kept() {
        assert_eq!(
            put("#part-2", "chart", Some("year=2024")),
            "part-2;chart?year=2024"
        );
        assert_eq!(
            put("#a?x=1;part;b?y=2", "a", Some("x=3")),
            "a?x=3;part;b?y=2"
        );
        assert_eq!(put("#a?x=1;b?y=2", "a", None), "b?y=2");
        assert_eq!(put("#a?x=1", "a", None), "");
        assert_eq!(put("#part-2", "chart", None), "part-2");
    }

    #[test]
    fn a_name_that_would_end_a_part_is_escaped() {
        let hash = put("", "a;b?c", Some("year=1"));
        assert_eq!(hash, "a%3Bb%3Fc?year=1");
        assert_eq!(find(&hash, "a;b?c").as_deref(), Some("year=1"));
    }
}
