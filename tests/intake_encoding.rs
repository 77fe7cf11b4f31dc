//! Which encoding a file without a mark is in, told from few rows.

// Tests may end loudly.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Whatwg, path, read};
use county_charts::intake::{self, Decode, ReadOptions};
use county_charts::locale::Lang;
use encoding_rs::{BIG5, GB18030, UTF_8};
use std::collections::BTreeSet;

/// The texts of `data/` and of the corpus that hold Chinese.
fn chinese_texts() -> Vec<String> {
    let mut texts = Vec::new();
    for folder in ["data", "tests/corpus"] {
        for entry in std::fs::read_dir(path(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy();
            // What is damaged on purpose, or no table at all, is not written in any encoding.
            if !name.ends_with(".csv") || name.starts_with("fatal") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let encoding = match () {
                () if std::str::from_utf8(&bytes).is_ok() => UTF_8,
                () if name.contains("big5") => BIG5,
                () => GB18030,
            };
            let (text, _, damaged) = encoding.decode(&bytes);
            if !damaged && text.chars().any(is_chinese) && !text.contains('\0') {
                texts.push(text.into_owned());
            }
        }
    }
    texts
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn few_rows_show_the_encoding() {
    let mut cuts = [0, 0];
    for text in chinese_texts() {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (header, rows) = lines.split_first().unwrap();
        let sizes = [1, 2, 3, 5, rows.len()].map(|size| size.clamp(1, rows.len().max(1)));
        for size in BTreeSet::from(sizes) {
            // From files of many rows only some, to save time.
            for chunk in rows.chunks(size).step_by(1 + rows.len() / size / 3) {
                let cut = format!("{header}{}", chunk.concat());
                if size == 1 {
                    let units = || cut.encode_utf16();
                    let bytes: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
                    assert_found(&bytes, "utf-16le", &cut);
                    let bytes: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
                    assert_found(&bytes, "utf-16be", &cut);
                }
                for (encoding, count) in [GB18030, BIG5].into_iter().zip(&mut cuts) {
                    let (bytes, _, lossy) = encoding.encode(&cut);
                    if lossy || !cut.chars().any(is_chinese) {
                        continue;
                    }
                    *count += 1;
                    assert_found(&bytes, &encoding.name().to_lowercase(), &cut);
                }
            }
        }
    }
    let [gb, big5] = cuts;
    assert!(gb > 300 && big5 > 50, "{cuts:?}");
}

fn assert_found(bytes: &[u8], encoding: &str, text: &str) {
    let found = read(bytes).encoding;
    assert_eq!(found.as_deref(), Some(encoding), "{text}");
}

/// The only Chinese of a file may be one word, in characters that only one of the standards holds common.
#[test]
fn one_word_shows_the_encoding() {
    for word in [
        "臨武縣",
        "耒陽市",
        "酉陽縣",
        "渠縣",
        "達縣",
        "收到提案",
        "提案辦結",
        "備註",
        "中國網",
        "幫助群眾解決問題",
        "簽約項目總投資",
        "牽頭部門",
    ] {
        let text = format!("region,year,value\n{word},2020,5\n");
        for encoding in [GB18030, BIG5] {
            let (bytes, _, lossy) = encoding.encode(&text);
            assert!(!lossy, "{word}");
            if std::str::from_utf8(&bytes).is_err() {
                assert_found(&bytes, &encoding.name().to_lowercase(), &text);
            }
        }
    }
}

#[test]
fn western_letters_are_no_chinese_words() {
    for bytes in [
        &b"region,year,value\nZ\xfcrich,2020,5\nGr\xf6\xdfe,2020,6\n"[..],
        b"region,year,value\nr\xe9union cr\xe9\xe9e,2020,5\n",
        b"region;year;value\nM\xfcnchen;2020;5\nK\xf6ln;2020;6\n",
        // UTF-8, in which one letter is Latin-1.
        "region,year,value\nCafé,2020,5\nÉvreux,2020,6\nOrléans,2020,7\nSète,2020,7\nZ\u{1}rich,2020,8\n"
            .as_bytes()
            .iter()
            .map(|&byte| if byte == 1 { 0xfc } else { byte })
            .collect::<Vec<u8>>()
            .as_slice(),
    ] {
        let text = String::from_utf8_lossy(bytes);
        assert_found(bytes, "utf-8", &text);
    }
}

/// A browser from before 2023: what GB18030-2022 moved is in private use.
struct OldBrowser;

impl Decode for OldBrowser {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        const NEW: &str = "︐︒︑︓︔︕︖︗︘︙龴龵龶龷龸龹龺龻";
        const OLD: &str = "\u{e78d}\u{e78e}\u{e78f}\u{e790}\u{e791}\u{e792}\u{e793}\u{e794}\u{e795}\u{e796}\
                           \u{e81e}\u{e826}\u{e82b}\u{e82c}\u{e832}\u{e843}\u{e854}\u{e864}";
        let old = |c| NEW.chars().zip(OLD.chars()).find(|(new, _)| *new == c);
        let text = Whatwg.decode(label, bytes)?;
        Some(
            text.chars()
                .map(|c| old(c).map_or(c, |(_, old)| old))
                .collect(),
        )
    }
}

#[test]
fn a_browser_from_before_2023_gives_the_same_text() {
    let bytes = std::fs::read(path("tests/corpus/encoding-gb18030-2022-all.csv")).unwrap();
    let json = |decoder: &dyn Decode| {
        let reading = intake::read(&bytes, &ReadOptions::default(), decoder);
        serde_json::to_string(&reading.report(Lang::En)).unwrap()
    };
    let today = json(&Whatwg);
    assert!(
        today.contains("︐︒︑︓︔︕︖︗︘︙龴龵龶龷龸龹龺龻"),
        "{today}"
    );
    assert_eq!(json(&OldBrowser), today);
}
