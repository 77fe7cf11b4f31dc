//! The words of charts: titles, labels, descriptions. One constant a language; a missing word does not compile.
//!
//! `{}` stands for what [`super::fill`] puts in, in the order of the arguments. A list of names is one text, for
//! [`lookup`]: `bar=Bar chart;line=Line chart`. As a table it would weigh twice as much.

use super::Lang;

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// A calendar year on its own.
    pub year: &'static str,
    /// From a year to a year.
    pub years: &'static str,
    /// A name with the year that its value is of.
    pub with_year: &'static str,
    /// Between parts of a subtitle.
    pub dot: &'static str,
    /// Between a place and what is said of it.
    pub colon: &'static str,
    /// Between the parts of a sentence.
    pub comma: &'static str,
    /// Between the items of an enumeration.
    pub list: &'static str,
    /// Between clauses.
    pub semicolon: &'static str,
    /// Ends a sentence.
    pub stop: &'static str,
    /// In place of a mark where no value was given.
    pub no_data: &'static str,
    /// A cell that is not a number.
    pub unreadable: &'static str,
    /// The same with the cell's own words.
    pub unreadable_text: &'static str,
    /// Ten thousand (or a thousand): the first step of the axis, its name before a unit.
    pub multipliers: &'static [(f64, &'static str)],
    /// A rank.
    pub rank: &'static str,
    /// A rank within a scope.
    pub rank_in: &'static str,
    /// A title for ranks of a place.
    pub ranks_title: &'static str,
    /// A title for tiles of one year.
    pub tiles_title: &'static str,
    /// Names the ratio of one step of a funnel to the step before it.
    pub share_of: &'static str,
    /// Ratios that have a name, by the key of the later step.
    pub rates: &'static str,
    /// A ratio that is at least so much.
    pub at_least: &'static str,
    /// A ratio that is about so much.
    pub about: &'static str,
    /// A ratio that is at most so much.
    pub at_most: &'static str,
    /// A step that exceeds the one before it.
    pub exceeds: &'static str,
    /// Grew by, from the year before.
    pub more: &'static str,
    /// Shrank by, from the year before.
    pub fewer: &'static str,
    /// The same as the year before.
    pub same: &'static str,
    /// Rose by ranks.
    pub rank_up: &'static str,
    /// Fell by ranks.
    pub rank_down: &'static str,
    /// Percentage points, for the change of a percentage.
    pub points: &'static str,
    /// See above.
    pub head_value: &'static str,
    /// The names of the themes, by key.
    pub themes: &'static str,
    /// Units whose name differs from how Simplified Chinese writes them.
    ///
    /// `item|items` has a singular; an empty name is left out.
    pub units: &'static str,
    /// What a rank is counted in, where its name differs.
    pub scopes: &'static str,
}

impl Words {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::ZhHans => &super::zh_hans::WORDS,
            Lang::ZhHant => &super::zh_hant::WORDS,
            Lang::En => &super::en::WORDS,
        }
    }

    /// The name of a unit in this language, for so many: as written where no translation is known.
    pub fn unit<'a>(&self, unit: &'a str, count: f64) -> &'a str {
        let name = lookup(self.units, unit).unwrap_or(unit);
        match name.split_once(&['|'][..]) {
            Some((one, _)) if count == 1.0 => one,
            Some((_, many)) => many,
            None => name,
        }
    }

    /// The name of a scope in this language.
    pub fn scope<'a>(&self, scope: &'a str) -> &'a str {
        lookup(self.scopes, scope).unwrap_or(scope)
    }
}

/// The name of `key` in a list of names.
pub fn lookup(names: &'static str, key: &str) -> Option<&'static str> {
    names
        .split(&[';'][..])
        .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_their_whole_keys() {
        let names = "件=item|items;件次=time|times;个=";
        assert_eq!(lookup(names, "件次"), Some("time|times"));
        assert_eq!(lookup(names, "件"), Some("item|items"));
        assert_eq!(lookup(names, "个"), Some(""));
        assert_eq!(lookup(names, "次"), None);
        assert_eq!(lookup(names, ""), None);
    }

    /// What the languages name alike in key, so that none lacks a name that another has.
    #[test]
    fn every_language_names_the_same_kinds_and_themes() {
        let keys = |names: &'static str| -> Vec<&str> {
            let pairs = names.split(';').map(|pair| pair.split_once('='));
            pairs.map(|pair| pair.expect(names).0).collect()
        };
        for lang in Lang::ALL {
            let (words, other) = (Words::of(lang), Words::of(Lang::En));
            assert_eq!(keys(words.themes), keys(other.themes));
            assert_eq!(keys(words.rates), keys(other.rates));
            assert!(!keys(words.units).contains(&""));
            assert!(!keys(words.scopes).contains(&""));
        }
    }
}
