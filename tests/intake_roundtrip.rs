//! What `read --format csv` and the widget's download write is read back equal: over `data/` and the whole corpus.

#![allow(clippy::unwrap_used)]

mod common;

use common::properties::{exports_are_read_back, without_places};
use common::{path, read};
use county_charts::export::csv;
use county_charts::locale::Lang;
use std::path::PathBuf;

fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["data", "tests/corpus"] {
        for entry in std::fs::read_dir(path(folder)).unwrap() {
            let file = entry.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "csv") {
                files.push(file);
            }
        }
    }
    assert!(files.len() > 130);
    files
}

#[test]
fn every_file_survives_its_own_export() {
    let mut written = 0;
    for file in files() {
        let first = read(&std::fs::read(&file).unwrap());
        if first.dataset.is_empty() {
            continue;
        }
        let mut languages = vec![None];
        languages.extend(Lang::ALL.map(Some));
        for lang in languages {
            let bytes = csv(&first.dataset, None, lang);
            let again = read(&bytes);
            let name = format!("{} {lang:?}", file.display());
            assert_eq!(without_places(&again), without_places(&first), "{name}");
            written += 1;
        }
    }
    assert!(written > 400);
}

/// The fuzzer's finding: an export repeats in each row what its file had once.
#[test]
fn an_export_is_text_however_odd_its_words() {
    for odd in ['\u{fffd}', '\u{1}'] {
        let mut text = format!("地区,年份,指标,{},数值\n", odd.to_string().repeat(40));
        for year in 2010..2020 {
            text.push_str(&format!("临武县,{year},收到提案,甲,5\n"));
        }
        let reading = read(text.as_bytes());
        assert_eq!(reading.dataset.len(), 10, "{odd:?}");
        exports_are_read_back(&reading);
    }
}

/// The property test's finding: nothing names this figure, and there is none.
#[test]
fn a_missing_figure_that_nothing_names_is_read_back() {
    let reading = read("measure,,,年份,,\n,,1,2019\n,,地区,指标,1\n,地区,".as_bytes());
    let last = reading.dataset.iter().last().unwrap().1;
    assert_eq!((last.measure, last.period, last.value), ("", None, None));
    exports_are_read_back(&reading);
}

#[test]
fn the_export_has_the_keys_a_byte_order_mark_and_crlf() {
    let reading = read("地区,年份,指标,数值\n临武县,2022,捐款,390余万元\n".as_bytes());
    let text = String::from_utf8(csv(&reading.dataset, None, None)).unwrap();
    assert_eq!(
        text,
        "\u{feff}area,year,period,measure,measure_key,series,value,high,unit,qualifier,scope,total,flag,text,note,source,quote,row,column\r\n\
         临武县,2022,,捐款,donations_cash,,3900000,,元,over,,false,,390余万元,,,,2,4\r\n"
    );
}

#[test]
fn a_text_that_was_changed_in_an_export_is_the_authority_and_is_named() {
    let reading = read("年份,捐款(万元)\n2022,390\n".as_bytes());
    let text = String::from_utf8(csv(&reading.dataset, None, None)).unwrap();
    let changed = text.replace(",390,", ",400,");
    let again = read(changed.as_bytes());
    let observation = again.dataset.get(0).unwrap();
    assert_eq!(observation.value, Some(400.0));
    let codes: Vec<_> = again.diagnostics.iter().map(|d| d.code.name()).collect();
    assert_eq!(codes, ["text-differs"]);
}

/// The fuzzer's finding: beyond sixteen digits a number times ten thousand is not what its digits say.
#[test]
fn more_digits_than_a_number_holds_are_read_back() {
    for digits in [
        "84444444444444444444444444444",
        "9007199254740993",
        "123456789012345678901",
    ] {
        let reading = read(format!("年份,捐款(万元)\n2022,{digits}\n").as_bytes());
        assert!(reading.dataset.get(0).unwrap().value.is_some());
        exports_are_read_back(&reading);
    }
}
