//! What a reader has chosen in a chart's controls, as one line of text: the `state` attribute sets it, and the
//! page's address carries it where `share` is asked for.
//!
//! `measure=提案立案&area=云南省,德州市&year=2024&view=share` — the keys of [`State`], each with its value, `&` between
//! them. What would end a value is written as `%` and two hexadecimal digits, as in an address.

use super::spec::{ChartSpec, Kind, Sort, View};
use crate::gather::Gather as _;
use crate::locale::join;

/// What a reader has chosen; what is `None` or empty is as the attributes have it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// `chart`: the kind.
    pub kind: Option<Kind>,
    /// `measure`: the measures.
    pub measures: Vec<String>,
    /// `area`: the areas.
    pub areas: Vec<String>,
    /// `year`: the one year shown.
    pub year: Option<i32>,
    /// `view`: value, share or change.
    pub view: Option<View>,
    /// `sort`: largest, smallest or file.
    pub sort: Option<Sort>,
    /// `highlight`: the series or places in full colour.
    pub highlight: Vec<String>,
    /// `hide`: the series that are switched off.
    pub hidden: Vec<String>,
}

impl State {
    /// Reads the line. What is not known in it is left out: an old address must still open the page.
    pub fn parse(text: &str) -> State {
        let mut state = State::default();
        for pair in text.split('&') {
            let Some((key, raw)) = pair.split_once('=') else {
                continue;
            };
            // A comma in a name is written as `%2C`, so that a list is split before it is decoded.
            let list = || -> Vec<String> {
                let names = raw.split(',').map(decode);
                names.filter(|name| !name.is_empty()).gather()
            };
            let value = &decode(raw);
            match key {
                "chart" => state.kind = Kind::parse(value),
                "measure" => state.measures = list(),
                "area" => state.areas = list(),
                "year" => state.year = value.parse().ok(),
                "view" => state.view = named(&View::ALL, value),
                "sort" => state.sort = named(&Sort::ALL, value),
                "highlight" => state.highlight = list(),
                "hide" => state.hidden = list(),
                _ => {}
            }
        }
        state
    }

    /// The line; empty where nothing was chosen.
    pub fn write(&self) -> String {
        let mut pairs: Vec<String> = Vec::new();
        let mut pair = |key: &str, value: String| {
            if !value.is_empty() {
                pairs.push(format!("{key}={value}"));
            }
        };
        let list = |names: &[String]| {
            let names: Vec<String> = names.iter().map(|name| encode(name)).gather();
            join(&names, ",")
        };
        pair("chart", self.kind.map_or("", Kind::name).into());
        pair("measure", list(&self.measures));
        pair("area", list(&self.areas));
        pair(
            "year",
            self.year.map(|year| year.to_string()).unwrap_or_default(),
        );
        pair("view", name(&View::ALL, self.view).into());
        pair("sort", name(&Sort::ALL, self.sort).into());
        pair("highlight", list(&self.highlight));
        pair("hide", list(&self.hidden));
        join(&pairs, "&")
    }

    /// Puts what was chosen in the place of what the attributes ask for.
    pub fn apply(&self, spec: &mut ChartSpec) {
        spec.kind = self.kind.unwrap_or(spec.kind);
        spec.year = self.year.or(spec.year);
        spec.view = self.view.unwrap_or(spec.view);
        spec.sort = self.sort.unwrap_or(spec.sort);
        for (chosen, asked) in [
            (&self.measures, &mut spec.measures),
            (&self.areas, &mut spec.areas),
            (&self.highlight, &mut spec.highlight),
            (&self.hidden, &mut spec.hidden),
        ] {
            if !chosen.is_empty() {
                asked.clone_from(chosen);
            }
        }
    }
}

fn named<T: Copy>(all: &[(&'static str, T)], wanted: &str) -> Option<T> {
    let found = all.iter().find(|(name, _)| *name == wanted);
    found.map(|(_, value)| *value)
}

fn name<T: Copy + PartialEq>(all: &[(&'static str, T)], value: Option<T>) -> &'static str {
    let found = all.iter().find(|(_, known)| Some(*known) == value);
    found.map_or("", |(name, _)| name)
}

/// Escapes what has a meaning in the line, in an address or in a list.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        if char.is_ascii()
            && !char.is_ascii_alphanumeric()
            && !matches!(char, '-' | '_' | '.' | '~')
        {
            let code = u32::from(char);
            out.push('%');
            for digit in [code >> 4, code & 15] {
                out.push(
                    char::from_digit(digit, 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        } else {
            out.push(char);
        }
    }
    out
}

/// Undoes [`encode`], and what a browser does to the rest of an address: `%E6%8F%90` is 提.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digit = |at: usize| {
            let char = char::from(*bytes.get(at)?);
            u8::try_from(char.to_digit(16)?).ok()
        };
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_comes_back() {
        let state = State {
            kind: Some(Kind::Stack),
            measures: vec!["提案, 立案".into(), "100% & more".into()],
            areas: vec!["云南省".into()],
            year: Some(2024),
            view: Some(View::Share),
            sort: Some(Sort::File),
            highlight: vec!["德州市".into()],
            hidden: vec!["a=b".into(), "#".into()],
        };
        assert_eq!(State::parse(&state.write()), state);
        assert_eq!(State::default().write(), "");
        assert_eq!(State::parse(""), State::default());
    }

    #[test]
    fn an_address_as_browsers_write_it_is_read() {
        let state =
            State::parse("area=%E4%BA%91%E5%8D%97%E7%9C%81,x%2Cy&year=2024&view=pie&new=1&");
        assert_eq!(state.areas, ["云南省", "x,y"]);
        assert_eq!((state.year, state.view), (Some(2024), None));
        // Half an escape stands for itself.
        assert_eq!(State::parse("area=100%").areas, ["100%"]);
    }

    #[test]
    fn what_was_chosen_stands_in_place_of_what_was_asked_for() {
        let mut spec = ChartSpec {
            measures: vec!["收到提案".into()],
            areas: vec!["云南省".into()],
            ..ChartSpec::default()
        };
        State::parse("measure=立案&view=change").apply(&mut spec);
        assert_eq!(spec.measures, ["立案"]);
        assert_eq!(spec.areas, ["云南省"]);
        assert_eq!(spec.view, View::Change);
    }
}
