//! What is shown of a file is what is spoken of: each diagnostic's cell, found in the text, is the cell it names.

// A file of the corpus that cannot be read is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use county_charts::intake::{self, ReadOptions};

#[test]
fn the_cell_at_a_diagnostics_place_is_the_one_it_quotes() {
    let mut cells = 0;
    for folder in ["tests/corpus", "data"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|end| end != "csv") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let reading = common::read(&bytes);
            let found: Vec<_> = reading
                .diagnostics
                .iter()
                .filter_map(|it| Some((it, (it.row?, it.column))))
                .collect();
            let places: Vec<_> = found.iter().map(|(_, place)| *place).collect();
            let options = ReadOptions::default();
            let Some(located) = intake::locate(&bytes, &options, &common::Whatwg, &places) else {
                // What is no text has no cells; only its row can be known.
                assert!(places.iter().all(|(_, column)| column.is_none()));
                continue;
            };
            for ((diagnostic, place), extent) in found.iter().zip(&located.extents) {
                let Some(extent) = extent else {
                    panic!("{}: nothing at {place:?}", path.display());
                };
                let row = located.text.get(extent.row.clone()).unwrap();
                let cell = located.text.get(extent.cell.clone()).unwrap();
                assert!(row.contains(cell), "{}: {place:?}", path.display());
                let Some(field) = &diagnostic.field else {
                    continue;
                };
                let bare = match cell.strip_prefix('"') {
                    Some(rest) => rest.replacen("\"\"", "\u{0}", usize::MAX).replace('"', ""),
                    None => cell.into(),
                };
                let bare = bare.replace('\u{0}', "\"");
                let (bare, field) = (bare.trim(), field.trim());
                assert!(
                    bare.starts_with(field),
                    "{}: {place:?} {cell:?} {field:?}",
                    path.display()
                );
                cells += 1;
            }
        }
    }
    assert!(cells > 50, "{cells} cells");
}
