//! What holds for every input: no panic, places point into the file, exports are read back equal.

mod common;

use common::properties::{
    self, CELLS, DELIMITERS, LINE_ENDS, figures_are_whole, places_point_into, silence_has_a_reason,
    table,
};
use common::{read, read_text};
use proptest::prelude::*;

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(CELLS).prop_map(String::from),
        1 => "[0-9,.%()余万亿元件—\\-+ ]{0,12}",
        1 => "\\PC{0,6}",
    ]
}

/// A table of any delimiter and line end.
fn text() -> impl Strategy<Value = String> {
    let delimiter = proptest::sample::select(DELIMITERS);
    let end = proptest::sample::select(LINE_ENDS);
    let rows = proptest::collection::vec(proptest::collection::vec(cell(), 0..7), 0..9);
    (delimiter, end, rows).prop_map(|(delimiter, end, rows)| table(delimiter, end, &rows))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_are_read_and_their_places_are_right(text in text()) {
        let reading = read_text(&text);
        silence_has_a_reason(&reading);
        figures_are_whole(&reading);
        places_point_into(&text, &reading);
    }

    #[test]
    fn exports_are_read_back(text in text()) {
        properties::exports_are_read_back(&read(text.as_bytes()));
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        silence_has_a_reason(&read(&bytes));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,60}") {
        let cell = text.replace('"', "\"\"");
        let reading = read(format!("年份,指标,数值\n2020,a,\"{cell}\"\n").as_bytes());
        prop_assert_eq!(reading.dataset.len(), 1);
        figures_are_whole(&reading);
    }
}
