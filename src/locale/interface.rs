//! The words of the widget around a chart: buttons, states, what goes wrong.
//!
//! `{}` stands for what `fill` puts in. The one sentence that is shown when nothing could be loaded stands in
//! `www/widget/county-charts.js`.

use super::Lang;

/// The words of one language.
#[derive(Debug)]
pub struct Interface {
    /// Opens the table.
    pub table: &'static str,
    /// Closes the table.
    pub table_close: &'static str,
    /// Downloads the figures.
    pub download_data: &'static str,
    /// Downloads the picture.
    pub download_picture: &'static str,
    /// Downloads the picture as SVG.
    pub download_svg: &'static str,
    /// Over a picture that is saved by pressing it.
    pub press_to_save: &'static str,
    /// The same where only a screenshot keeps it.
    pub capture_to_save: &'static str,
    /// Closes it.
    pub close: &'static str,
    /// What kind of thing the plot is, for those who hear it.
    pub chart: &'static str,
    /// How the plot is walked by keyboard.
    pub keys: &'static str,
    /// Leads to the CSV file itself.
    pub open_file: &'static str,
    /// A small line while the old figures stay: their date.
    pub stale: &'static str,
    /// The server has no such file.
    pub not_found: &'static str,
    /// The server answered with another status.
    pub http: &'static str,
    /// No answer.
    pub network: &'static str,
    /// The file was read and holds nothing to draw.
    pub no_rows: &'static str,
    /// A fault of the widget's own.
    pub internal: &'static str,
    /// An attribute's value that is not known: attribute, value.
    pub unknown_value: &'static str,
    /// Rows of a card that are left out: how many.
    pub more_rows: &'static str,
    /// Rows of a table that are left out: how many are shown, how many there are.
    pub table_cut: &'static str,
}

/// A line a word, in the order of the fields: its name, then Simplified Chinese, Traditional Chinese, English, with tabs
/// between. It is read by [`Interface::of`] alone, so that the module that a page begins with can go without it
/// (wasm-pack.toml, `leave-out`): none of it is seen before the whole module is there.
const TEXT: &str = include_str!("interface.txt");

impl Interface {
    /// The words of a language.
    #[inline(never)]
    pub fn of(lang: Lang) -> Interface {
        let mut lines = TEXT.lines();
        let mut word = || {
            let line = lines.next().unwrap_or_default();
            line.split('\t').nth(lang as usize + 1).unwrap_or_default()
        };
        Interface {
            table: word(),
            table_close: word(),
            download_data: word(),
            download_picture: word(),
            download_svg: word(),
            press_to_save: word(),
            capture_to_save: word(),
            close: word(),
            chart: word(),
            keys: word(),
            open_file: word(),
            stale: word(),
            not_found: word(),
            http: word(),
            network: word(),
            no_rows: word(),
            internal: word(),
            unknown_value: word(),
            more_rows: word(),
            table_cut: word(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_has_every_word_in_every_language_in_the_order_of_the_fields() {
        let fields = include_str!("interface.rs").lines().filter_map(|line| {
            line.strip_prefix("    pub ")?
                .strip_suffix(": &'static str,")
        });
        let fields: Vec<&str> = fields.collect();
        let lines: Vec<Vec<&str>> = TEXT
            .lines()
            .map(|line| line.split('\t').collect())
            .collect();
        let names: Vec<&str> = lines
            .iter()
            .filter_map(|line| line.first().copied())
            .collect();
        assert_eq!(names, fields);
        for line in &lines {
            assert_eq!(line.len(), 4, "{line:?}");
            let slots = |word: &str| word.matches("{}").count();
            for word in &line[1..] {
                assert!(!word.trim().is_empty(), "{line:?}");
                assert_eq!(slots(word), slots(line[1]), "{line:?}");
            }
        }
        let last = Interface::of(Lang::En);
        assert_eq!(Some(&last.table_cut), lines[lines.len() - 1].get(3));
    }
}
