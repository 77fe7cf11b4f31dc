//! The corpus: files of exact bytes with the JSON that reading them must give.
//!
//! `UPDATE_CORPUS=1 cargo test --test corpus` writes both; a change of either is a change of what the
//! contract means, to be read line by line in review. The browser tests compare the same JSON.

// A corpus that cannot be written or read is a failed test.
#![allow(clippy::unwrap_used)]

#[path = "corpus/cases.rs"]
mod cases;
mod common;

use cases::{Bytes, all};
use common::{path, read};
use county_charts::intake::Reading;
use county_charts::locale::Lang;
use std::collections::BTreeSet;

/// The exact bytes of a case.
fn bytes(encoding: Bytes, text: &str) -> Vec<u8> {
    let utf16 = |bom: bool, swap: bool| -> Vec<u8> {
        let mark = if bom { "\u{feff}" } else { "" };
        mark.encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(|unit| {
                if swap {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    match encoding {
        Bytes::Utf8 => text.into(),
        Bytes::Utf8Bom => format!("\u{feff}{text}").into(),
        Bytes::Utf16Le => utf16(false, false),
        Bytes::Utf16LeBom => utf16(true, false),
        Bytes::Utf16Be => utf16(false, true),
        Bytes::Utf16BeBom => utf16(true, true),
        Bytes::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        Bytes::Big5 => encoding_rs::BIG5.encode(text).0.into_owned(),
        Bytes::Raw(bytes) => bytes.into(),
    }
}

fn json(reading: &Reading) -> String {
    let mut json = serde_json::to_string_pretty(&reading.report(Lang::ZhHans)).unwrap();
    json.push('\n');
    json
}

#[test]
fn every_file_of_the_corpus_reads_as_its_json_says() {
    let update = std::env::var_os("UPDATE_CORPUS").is_some();
    let mut names = BTreeSet::new();
    for (name, encoding, text) in all() {
        assert!(names.insert(*name), "{name} twice");
        let bytes = bytes(*encoding, text);
        let found = json(&read(&bytes));
        let (csv, expected) = (
            path(&format!("tests/corpus/{name}.csv")),
            path(&format!("tests/corpus/{name}.json")),
        );
        if update {
            std::fs::write(&csv, &bytes).unwrap();
            std::fs::write(&expected, &found).unwrap();
        }
        assert_eq!(
            std::fs::read(&csv).unwrap(),
            bytes,
            "{name}.csv is not what cases.rs says"
        );
        let expected = std::fs::read_to_string(&expected)
            .unwrap()
            .replace("\r\n", "\n");
        assert_eq!(found, expected, "{name}");
    }
    assert!(names.len() >= 120, "{}", names.len());
    let on_disk = std::fs::read_dir(path("tests/corpus"))
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".csv").map(String::from)
        });
    for name in on_disk {
        assert!(names.contains(name.as_str()), "{name}.csv is in no list");
    }
}

#[test]
fn the_readme_names_every_case_and_no_other() {
    let readme = std::fs::read_to_string(path("tests/corpus/README.md")).unwrap();
    let rows = readme.lines().filter(|line| line.starts_with("| "));
    // The cases stand in the last cell; what the first quotes from the contract is none.
    let named: BTreeSet<&str> = rows
        .filter_map(|row| row.trim_end_matches(['|', ' ']).rsplit_once('|'))
        .flat_map(|(_, cases)| cases.split('`').skip(1).step_by(2))
        .filter(|name| !name.starts_with("intake_"))
        .collect();
    let known: BTreeSet<&str> = all().map(|(name, ..)| *name).collect();
    let missing: Vec<_> = known.difference(&named).collect();
    let unknown: Vec<_> = named.difference(&known).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "not named: {missing:?}; no case: {unknown:?}"
    );
}

/// For review: `cargo test --test corpus print -- --ignored --nocapture`.
#[test]
#[ignore = "prints; asserts nothing"]
fn print() {
    for (name, encoding, text) in all() {
        let reading = read(&bytes(*encoding, text));
        println!("===== {name}\n{text}\n>>>\n{}", common::dump(&reading));
    }
}
