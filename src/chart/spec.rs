//! What a webmaster asks a chart for: the attributes, read and checked.

use crate::gather::Gather as _;
use crate::locale::Lang;

/// A kind of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// Picked by the data.
    #[default]
    Auto,
    /// Columns over years; sorted horizontal bars for one year.
    Bar,
    /// Parts stacked to a whole, over years or for one.
    Stack,
    /// Lines over years.
    Line,
    /// Ranks, 1 at the top.
    Rank,
    /// From one year to another, a line each.
    Slope,
    /// Steps of one process, with the rates between them.
    Funnel,
    /// Big numbers.
    Tiles,
    /// One mark for so many.
    Pictogram,
    /// Small charts with the years aligned, one for each unit, measure or place.
    Panels,
    /// All figures of one body as a single tall picture.
    Poster,
    /// The table alone.
    Table,
}

impl Kind {
    /// Every kind, by its attribute's value.
    const ALL: [(&'static str, Kind); 12] = [
        ("auto", Kind::Auto),
        ("bar", Kind::Bar),
        ("stack", Kind::Stack),
        ("line", Kind::Line),
        ("rank", Kind::Rank),
        ("slope", Kind::Slope),
        ("funnel", Kind::Funnel),
        ("tiles", Kind::Tiles),
        ("pictogram", Kind::Pictogram),
        ("panels", Kind::Panels),
        ("poster", Kind::Poster),
        ("table", Kind::Table),
    ];

    /// The kind of an attribute's value; `None` for one that is not known.
    pub fn parse(value: &str) -> Option<Kind> {
        let value = value.trim();
        if value.is_empty() {
            return Some(Kind::Auto);
        }
        let found = Kind::ALL.iter().find(|(name, _)| *name == value);
        found.map(|(_, kind)| *kind)
    }

    /// Whether it is drawn by the whole module alone and not by the one that a page begins with.
    pub fn is_late(self) -> bool {
        matches!(
            self,
            Kind::Stack | Kind::Slope | Kind::Pictogram | Kind::Panels | Kind::Poster
        )
    }

    /// Every kind, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().map(|(_, kind)| *kind)
    }

    /// The attribute's value.
    pub fn name(self) -> &'static str {
        let found = Kind::ALL.iter().find(|(_, kind)| *kind == self);
        found.map_or("", |(name, _)| name)
    }
}

/// What of the values is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// The values themselves.
    #[default]
    Value,
    /// Their share of the whole, in percent.
    Share,
    /// Their change from the year before, in percent.
    Change,
}

impl View {
    /// Every view, by its name.
    pub const ALL: [(&'static str, View); 3] = [
        ("value", View::Value),
        ("share", View::Share),
        ("change", View::Change),
    ];
}

/// In which order bars lie and series stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// The largest first.
    #[default]
    Largest,
    /// The smallest first.
    Smallest,
    /// As in the file.
    File,
}

impl Sort {
    /// Every order, by its name.
    pub const ALL: [(&'static str, Sort); 3] = [
        ("largest", Sort::Largest),
        ("smallest", Sort::Smallest),
        ("file", Sort::File),
    ];
}

/// Which years are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Years {
    /// All.
    #[default]
    All,
    /// The newest so many that have a value.
    Latest(usize),
    /// From and to, both included.
    Span(i32, i32),
    /// These.
    List(Vec<i32>),
}

impl Years {
    /// Reads `2018-2022`, `2018,2020`, `latest`, `latest:5`; `None` for anything else.
    pub fn parse(value: &str) -> Option<Years> {
        let value = value.trim();
        if value.is_empty() {
            return Some(Years::All);
        }
        if value == "latest" {
            return Some(Years::Latest(1));
        }
        if let Some(count) = value.strip_prefix("latest:") {
            let count = count.trim().parse().ok()?;
            return (count > 0).then_some(Years::Latest(count));
        }
        if let Some((from, to)) = value.split_once(&['-', '–', '—'][..]) {
            let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
            return (from <= to).then_some(Years::Span(from, to));
        }
        let years: Option<Vec<i32>> = split_list(value)
            .iter()
            .map(|year| year.parse().ok())
            .collect();
        years.map(Years::List)
    }
}

/// Splits a list attribute at `,` and `，`; a value that begins with `[` is a JSON array of strings.
pub fn split_list(value: &str) -> Vec<String> {
    let value = value.trim();
    if let Some(items) = json_strings(value) {
        return items;
    }
    value
        .split(&[',', '，'][..])
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(String::from)
        .gather()
}

/// The strings of a JSON array, for names that hold a comma; `None` when it is not one.
fn json_strings(value: &str) -> Option<Vec<String>> {
    let mut rest = value.strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut items = Vec::new();
    while !rest.is_empty() {
        rest = rest.strip_prefix('"')?;
        let mut item = String::new();
        let mut chars = rest.chars();
        loop {
            match chars.next()? {
                '"' => break,
                '\\' => match chars.next()? {
                    'n' => item.push('\n'),
                    't' => item.push('\t'),
                    'u' => {
                        let code: String = chars.by_ref().take(4).collect();
                        item.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                    }
                    other => item.push(other),
                },
                other => item.push(other),
            }
        }
        items.push(item);
        rest = chars.as_str().trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after.trim_start(),
            None if rest.is_empty() => {}
            None => return None,
        }
    }
    Some(items)
}

/// What is asked for. `ChartSpec::default()` is an automatic chart of everything.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSpec {
    /// The kind of chart.
    pub kind: Kind,
    /// The measures to show, in the file's or the catalogue's words; empty for all.
    pub measures: Vec<String>,
    /// The areas to show; empty for all.
    pub areas: Vec<String>,
    /// The years to show.
    pub years: Years,
    /// The one year of a chart that is about one, where the reader or the webmaster has chosen it.
    pub year: Option<i32>,
    /// The measure by whose values areas are ranked; by default ranks are only those that the file gives.
    pub rank_by: Option<String>,
    /// What of the values is shown.
    pub view: View,
    /// In which order.
    pub sort: Sort,
    /// The series or places in full colour, the others standing back; empty for all alike.
    pub highlight: Vec<String>,
    /// The series that the reader has switched off.
    pub hidden: Vec<String>,
    /// Whether the page names the series beside the picture, so that it needs no legend of its own.
    pub legend_apart: bool,
    /// The heading, where the webmaster gives one.
    pub heading: Option<String>,
    /// The source line, where the webmaster gives one.
    pub source: Option<String>,
    /// When the figures were last changed, as `2026-11-20`: for a picture that is taken home.
    pub date: Option<String>,
    /// The language of the interface.
    pub lang: Lang,
    /// The width of the plot in CSS px.
    pub width: f64,
    /// The height of the plot in CSS px; by default it follows from the width and the kind.
    pub height: Option<f64>,
    /// The size of body text in CSS px: the page's rem times the `text` attribute.
    pub text_size: f64,
    /// Whether the picture alone is asked for, as the module that a page begins with draws it: no marks, notes, source or
    /// series; and a chart that only the whole module draws comes back undrawn, as [`super::Chart::late`].
    pub early: bool,
}

impl Default for ChartSpec {
    fn default() -> Self {
        Self {
            kind: Kind::Auto,
            measures: Vec::new(),
            areas: Vec::new(),
            years: Years::All,
            year: None,
            rank_by: None,
            view: View::Value,
            sort: Sort::Largest,
            highlight: Vec::new(),
            hidden: Vec::new(),
            legend_apart: false,
            heading: None,
            source: None,
            date: None,
            lang: Lang::ZhHans,
            width: 640.0,
            height: None,
            text_size: 16.0,
            early: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_every_form_of_the_contract() {
        assert_eq!(Years::parse("2018-2022"), Some(Years::Span(2018, 2022)));
        assert_eq!(
            Years::parse("2018,2020"),
            Some(Years::List(vec![2018, 2020]))
        );
        assert_eq!(
            Years::parse("2018，2020"),
            Some(Years::List(vec![2018, 2020]))
        );
        assert_eq!(Years::parse("latest"), Some(Years::Latest(1)));
        assert_eq!(Years::parse("latest:5"), Some(Years::Latest(5)));
        assert_eq!(Years::parse(""), Some(Years::All));
        for wrong in ["latest:0", "latest:x", "2022-2018", "some", "2018,x"] {
            assert_eq!(Years::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn lists_split_at_both_commas_or_are_json() {
        assert_eq!(
            split_list("收到提案，立案, 捐款"),
            ["收到提案", "立案", "捐款"]
        );
        assert_eq!(
            split_list(r#"["a, b", "c\"d", "\u4e2d"]"#),
            ["a, b", "c\"d", "中"]
        );
        assert_eq!(split_list("[未完"), ["[未完"]);
        assert!(split_list("").is_empty());
    }
}
