//! The words of charts that are not seen before the picture: notes, computed values, speech, the table.
//!
//! They are one text, and read by one function alone, so that the module that a page begins with can go without them
//! (wasm-pack.toml, `leave-out`). What a first picture shows stands in [`super::Words`].

use super::Lang;

/// A line a word: its name, then Simplified Chinese, Traditional Chinese, English, with tabs between.
const TEXT: &str = include_str!("later.txt");

/// A word, in the order of the text. `{}` stands for what [`super::fill`] puts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// A measure's name for ranks computed from it.
    DerivedRank,
    /// A measure's name for its shares.
    DerivedShare,
    /// A measure's name for its changes from the year before.
    DerivedChange,
    /// What was asked to be computed needs more figures.
    NotComputed,
    /// A change that lacks the figure of the year before: that year.
    Lacking,
    /// A figure that cannot be computed for another reason.
    Uncomputed,
    /// How ranks were computed: the measure.
    NoteRanked,
    /// How shares were computed.
    NoteShare,
    /// Over a stack that lacks a part.
    Incomplete,
    /// A value and the name of its line beside it.
    ValueThenName,
    /// The unit of all values with its multiplier.
    NoteUnit,
    /// A note that is about one panel only: its name, the note.
    NoteOf,
    /// What one mark of a pictogram stands for.
    NoteEach,
    /// Over the name of the body at the head of a poster.
    PosterOver,
    /// How many figures a poster has.
    PosterFigures,
    /// The head of what has no theme on a poster.
    PosterRest,
    /// A poster of a file of several bodies: which is shown, of how many.
    PosterOne,
    /// Bars that are too short to be seen.
    NoteSmall,
    /// A note that is marked in the picture: its mark, its year, its words.
    NoteMarker,
    /// Some measures have another unit and are in the table only.
    NoteUnits,
    /// What an open bar end means, the "at least" kind.
    NoteOver,
    /// The same for "about".
    NoteNear,
    /// The same for "less than".
    NoteUnder,
    /// The same for ranges.
    NoteRange,
    /// An observation of a period that is no calendar year.
    NotePeriod,
    /// More sources than are named.
    MoreSources,
    /// When the file was last changed, in a picture that is taken home.
    Dated,
    /// Summary: the highest and the lowest.
    Extremes,
    /// Summary: the best and the worst rank.
    BestWorst,
    /// Summary: the first and the last.
    Course,
    /// What a change is told from; a slope tells its first year in place of this.
    YearBefore,
    /// Summary: one of several years, how many.
    AmongYears,
    /// Summary: the last of several years.
    And,
    /// Spoken: of what is shown the highest.
    Most,
    /// Spoken: of what is shown the best rank.
    Best,
    /// Spoken: how many series are shown.
    SeriesCount,
    /// Spoken: what the reader has chosen.
    Shows,
    /// Spoken: a series that has been switched off, how many are left.
    Hid,
    /// Spoken: a series that has been switched on, how many there are.
    Showed,
    /// Summary: years without a value.
    Gaps,
    /// Summary: the years that the chart is of, as they are spoken.
    Span,
    /// Summary: years that follow each other, in a list of years.
    Through,
    /// Summary: series that are not named: how many.
    MoreSeries,
    /// The position of a datum among the data of its series.
    Position,
    /// Rows of a table that are in the download only.
    TableMore,
    /// Summary: what kind of picture it is, by the name of the kind.
    Kinds,
    /// The kind asked for does not suit the data.
    KindUnsuitable,
    /// A table head: the year.
    HeadYear,
    /// A table head: the area.
    HeadArea,
    /// A table head: the measure.
    HeadMeasure,
    /// A table head: what a rank is counted in.
    HeadScope,
    /// A table head: the note.
    HeadNote,
    /// A table head: the source.
    HeadSource,
    /// A table head: the words of the source.
    HeadQuote,
    /// No measure of the file has this name.
    NoMeasure,
    /// No area of the file has this name.
    NoArea,
    /// No observation is of these years.
    NoYears,
    /// Names the choice of the measure.
    ChooseMeasure,
    /// All measures at once.
    ChooseAllMeasures,
    /// Names the choice of places.
    ChooseArea,
    /// All places; beside the name of the choice.
    ChooseAllAreas,
    /// So many places; beside the name of the choice.
    ChooseSomeAreas,
    /// Narrows a long list of places.
    ChooseFilter,
    /// Spoken: how many places that has left.
    ChooseFound,
    /// What no tick means.
    ChooseAreaHint,
    /// Takes all ticks away.
    ChooseClear,
    /// Names the choice of the year.
    ChooseYear,
    /// All years at once.
    ChooseAllYears,
    /// Shows a year after the other.
    ChoosePlay,
    /// Stops at the year that is shown.
    ChoosePause,
    /// Names the choice of what of the values is shown.
    ChooseView,
    /// Value, share, change, by name.
    ChooseViews,
    /// Names the choice of the order.
    ChooseSort,
    /// The orders, by name.
    ChooseSorts,
    /// Names the choice of the kind of chart.
    ChooseKind,
    /// Names the row of the series.
    ChooseLegend,
    /// The value axis does not begin at zero.
    NoteAxis,
    /// Rows that did not fit.
    NoteRows,
    /// Before the source.
    Source,
    /// Years that the webmaster has chosen with others between them.
    NoteSpaced,
    /// Plays a series as tones.
    ChooseSound,
    /// Ends that.
    ChooseSoundStop,
    /// Spoken: the card stays.
    Pinned,
    /// Spoken: it does not stay any more.
    Unpinned,
    /// Spoken: the table is there, of how many rows.
    TableOpened,
    /// Spoken: it is not any more.
    TableClosed,
    /// Names the row of buttons under the picture.
    Tools,
    /// Opens the list of the keys.
    Help,
    /// Stands over it.
    HelpTitle,
    /// The keys, and what each does.
    HelpKeys,
}

/// The word in a language.
#[inline(never)]
pub fn later(word: Later, lang: Lang) -> &'static str {
    let line = TEXT.lines().nth(word as usize).unwrap_or_default();
    line.split('\t').nth(lang as usize + 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::lookup;

    const LAST: Later = Later::HelpKeys;

    #[test]
    fn the_text_has_every_word_in_every_language() {
        let lines: Vec<&str> = TEXT.lines().collect();
        assert_eq!(lines.len(), LAST as usize + 1);
        for line in lines {
            let words: Vec<&str> = line.split('\t').collect();
            let [name, words @ ..] = words.as_slice() else {
                panic!("{line}");
            };
            assert_eq!(words.len(), 3, "{name}");
            let slots = |word: &str| word.matches("{}").count();
            for word in words {
                assert!(!word.trim().is_empty(), "{name}");
                assert_eq!(slots(word), slots(words[0]), "{name}: {word}");
            }
        }
    }

    #[test]
    fn the_lines_are_in_the_order_of_the_words() {
        for (word, name) in [
            (Later::DerivedRank, "derived_rank"),
            (Later::DerivedShare, "derived_share"),
            (Later::DerivedChange, "derived_change"),
            (Later::NotComputed, "not_computed"),
            (Later::Lacking, "lacking"),
            (Later::Uncomputed, "uncomputed"),
            (Later::NoteRanked, "note_ranked"),
            (Later::NoteShare, "note_share"),
            (Later::Incomplete, "incomplete"),
            (Later::ValueThenName, "value_then_name"),
            (Later::NoteUnit, "note_unit"),
            (Later::NoteOf, "note_of"),
            (Later::NoteEach, "note_each"),
            (Later::PosterOver, "poster_over"),
            (Later::PosterFigures, "poster_figures"),
            (Later::PosterRest, "poster_rest"),
            (Later::PosterOne, "poster_one"),
            (Later::NoteSmall, "note_small"),
            (Later::NoteMarker, "note_marker"),
            (Later::NoteUnits, "note_units"),
            (Later::NoteOver, "note_over"),
            (Later::NoteNear, "note_near"),
            (Later::NoteUnder, "note_under"),
            (Later::NoteRange, "note_range"),
            (Later::NotePeriod, "note_period"),
            (Later::MoreSources, "more_sources"),
            (Later::Dated, "dated"),
            (Later::Extremes, "extremes"),
            (Later::BestWorst, "best_worst"),
            (Later::Course, "course"),
            (Later::YearBefore, "year_before"),
            (Later::AmongYears, "among_years"),
            (Later::And, "and"),
            (Later::Most, "most"),
            (Later::Best, "best"),
            (Later::SeriesCount, "series_count"),
            (Later::Shows, "shows"),
            (Later::Hid, "hid"),
            (Later::Showed, "showed"),
            (Later::Gaps, "gaps"),
            (Later::Span, "span"),
            (Later::Through, "through"),
            (Later::MoreSeries, "more_series"),
            (Later::Position, "position"),
            (Later::TableMore, "table_more"),
            (Later::Kinds, "kinds"),
            (Later::KindUnsuitable, "kind_unsuitable"),
            (Later::HeadYear, "head_year"),
            (Later::HeadArea, "head_area"),
            (Later::HeadMeasure, "head_measure"),
            (Later::HeadScope, "head_scope"),
            (Later::HeadNote, "head_note"),
            (Later::HeadSource, "head_source"),
            (Later::HeadQuote, "head_quote"),
            (Later::NoMeasure, "no_measure"),
            (Later::NoArea, "no_area"),
            (Later::NoYears, "no_years"),
            (Later::ChooseFound, "choose_found"),
            (Later::NoteAxis, "note_axis"),
            (Later::NoteRows, "note_rows"),
            (Later::Source, "source"),
            (Later::NoteSpaced, "note_spaced"),
            (Later::ChooseSound, "choose_sound"),
            (Later::ChooseSoundStop, "choose_sound_stop"),
            (Later::Pinned, "pinned"),
            (Later::Unpinned, "unpinned"),
            (Later::TableOpened, "table_opened"),
            (Later::TableClosed, "table_closed"),
            (Later::Tools, "tools"),
            (Later::Help, "help"),
            (Later::HelpTitle, "help_title"),
            (Later::HelpKeys, "help_keys"),
        ] {
            let line = TEXT.lines().nth(word as usize).unwrap_or_default();
            assert_eq!(line.split('\t').next(), Some(name));
        }
    }

    #[test]
    fn every_language_names_the_same_kinds() {
        let keys = |lang| -> Vec<&str> {
            let pairs = later(Later::Kinds, lang).split(';');
            pairs
                .filter_map(|pair| Some(pair.split_once('=')?.0))
                .collect()
        };
        assert!(lookup(later(Later::Kinds, Lang::En), "poster").is_some());
        for lang in Lang::ALL {
            assert_eq!(keys(lang), keys(Lang::En));
        }
    }
}
