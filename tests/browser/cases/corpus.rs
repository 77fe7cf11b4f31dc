//! The corpus read in the browser: the same answer as the command line's, `TextDecoder` or `encoding_rs`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use browser_tests::{Case, Fault, Page, page_cases};
use county_charts::intake::{self, Decode, ReadOptions};
use county_charts::locale::Lang;
use serde_json::{Value, json};
use xtask::workspace;

pub fn cases() -> Vec<Case> {
    page_cases![
        every_file_of_the_corpus_reads_as_its_json_says,
        damaged_copies_of_the_corpus_read_as_in_the_command_line,
        every_sequence_of_the_legacy_encodings_is_the_same_text,
        a_file_of_682_560_rows_is_read,
        a_file_beyond_the_limit_is_refused_and_the_page_lives_on,
    ]
}

/// How many files one command reads; all of them would outlast its patience on a slow machine.
const BATCH: usize = 32;

fn every_file_of_the_corpus_reads_as_its_json_says(page: &mut Page) -> Result<()> {
    let files = corpus()?.into_iter().map(|(name, bytes)| {
        let expected = fs::read_to_string(folder().join(format!("{name}.json")))?;
        Ok((name, bytes, serde_json::from_str(&expected)?))
    });
    let files = files.collect::<Result<Vec<_>>>()?;
    assert!(files.len() >= 120, "{}", files.len());
    compare_all(page, &files)
}

/// Bytes lost, changed and come between: what holds for whole files holds for any.
fn damaged_copies_of_the_corpus_read_as_in_the_command_line(page: &mut Page) -> Result<()> {
    // Knuth's generator, so that a failure comes again.
    let mut state: u64 = 2022;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let files = corpus()?.into_iter().map(|(name, mut bytes)| {
        for _ in 0..=random(3) {
            let at = random(bytes.len() + 1);
            let upto = (at + random(3)).min(bytes.len());
            let with: Vec<u8> = (0..random(3)).map(|_| random(256) as u8).collect();
            bytes.splice(at..upto, with);
        }
        let reading = intake::read(&bytes, &ReadOptions::default(), &Whatwg);
        let expected = serde_json::to_value(reading.report(Lang::ZhHans))?;
        Ok((name, bytes, expected))
    });
    let files = files.collect::<Result<Vec<_>>>()?;
    compare_all(page, &files)
}

fn folder() -> PathBuf {
    workspace::root().join("tests").join("corpus")
}

/// The names and the bytes of all files of the corpus.
fn corpus() -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            let name = path.file_stem().context("a name")?.to_string_lossy();
            files.push((name.into_owned(), fs::read(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// Has the page read files, each with its name and the JSON that reading it must give; the error names all
/// that differ.
fn compare_all(page: &mut Page, files: &[(String, Vec<u8>, Value)]) -> Result<()> {
    page.open("/test/corpus.html")?;
    let mut differing = Vec::new();
    for batch in files.chunks(BATCH) {
        let mut addresses = Vec::new();
        for (name, bytes, _) in batch {
            let address = format!("/test/corpus/{name}.csv");
            page.site.break_path(&address, csv(bytes.clone()));
            addresses.push(address);
        }
        let read = page.evaluate(&format!("readAll({})", json!(addresses)))?;
        let read = read.as_array().context("a list of outcomes")?;
        ensure!(read.len() == batch.len(), "{} outcomes", read.len());
        for ((name, bytes, expected), outcome) in batch.iter().zip(read) {
            if let Err(error) = compare(expected, outcome) {
                differing.push(format!("{name}: {error:#}\n{}", bytes.escape_ascii()));
            }
        }
    }
    ensure!(
        differing.is_empty(),
        "{} of {} files differ:\n{}",
        differing.len(),
        files.len(),
        differing.join("\n")
    );
    page.no_console_errors()
}

fn csv(bytes: Vec<u8>) -> Fault {
    Fault::Body {
        mime: "text/csv",
        bytes,
    }
}

/// Compares what `county-charts read` prints with what a chart told its page.
fn compare(expected: &Value, found: &Value) -> Result<()> {
    let (kind, detail) = (&found["type"], &found["detail"]);
    let diagnostics = expected["diagnostics"].as_array().context("diagnostics")?;
    let observations = &expected["observations"];
    if let Some(fatal) = diagnostics.iter().find(|one| one["severity"] == "fatal") {
        ensure!(kind == "error", "read, not refused: {detail}");
        for key in ["code", "row", "column"] {
            ensure!(detail[key] == fatal[key], "{detail}, not {fatal}");
        }
        return same("data", &json!([]), &found["data"]);
    }
    same("data", observations, &found["data"])?;
    if observations == &json!([]) {
        ensure!(detail["code"] == "no-rows", "not no-rows: {detail}");
        return Ok(());
    }
    ensure!(kind == "ready", "not drawn: {detail}");
    // What is said of the attributes and of the chart is not of the file.
    let said = detail["diagnostics"].as_array().context("diagnostics")?;
    let of_file: Vec<&Value> = said.iter().filter(|one| one["code"] != "option").collect();
    same("diagnostics", &json!(diagnostics), &json!(of_file))
}

/// Compares two values of JSON; the error names the first place where they differ.
fn same(place: &str, expected: &Value, found: &Value) -> Result<()> {
    match (expected, found) {
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                same(&format!("{place}[{at}]"), one, other)?;
            }
            Ok(())
        }
        (Value::Object(one), Value::Object(other)) if one.len() == other.len() => {
            for (key, one) in one {
                let other = other
                    .get(key)
                    .with_context(|| format!("{place} has no {key}"))?;
                same(&format!("{place}.{key}"), one, other)?;
            }
            Ok(())
        }
        // 2 and 2.0 are one number to JavaScript.
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => Ok(()),
        _ => {
            ensure!(
                expected == found,
                "{place} is {found} in the browser and {expected} in the command line"
            );
            Ok(())
        }
    }
}

/// `encoding_rs`, as in the command line.
pub struct Whatwg;

impl Decode for Whatwg {
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
    }
}

fn every_sequence_of_the_legacy_encodings_is_the_same_text(page: &mut Page) -> Result<()> {
    page.open("/test/corpus.html")?;
    for (encoding, sequences) in [
        ("gb18030", pairs(&[])),
        ("gb18030", of_four_bytes()),
        ("gb18030", damaged()),
        ("big5", pairs(&OF_TWO_CHARACTERS)),
        ("big5", damaged()),
    ] {
        let bytes = table(&sequences);
        let options = ReadOptions {
            encoding: Some(encoding.into()),
        };
        let reading = intake::read(&bytes, &options, &Whatwg);
        let expected = serde_json::to_value(reading.report(Lang::ZhHans))?;
        assert_eq!(reading.dataset.len(), sequences.len(), "{encoding}");
        let path = "/test/sequences.csv";
        page.site.break_path(path, csv(bytes));
        let outcomes = page.evaluate(&format!("readAll({}, '{encoding}')", json!([path])))?;
        compare(&expected, &outcomes[0]).with_context(|| encoding.to_owned())?;
    }
    page.no_console_errors()
}

/// A tidy file, each of whose rows has one of the sequences as its note.
fn table(notes: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"area,year,measure,value,note\r\n".to_vec();
    for (at, note) in notes.iter().enumerate() {
        bytes.extend(format!("a{at},2020,b,1,-").bytes());
        bytes.extend(note);
        bytes.extend(b"\r\n");
    }
    bytes
}

/// Four letters of Hong Kong's romanisation are two characters each, which Chromium's decoder cannot give.
const OF_TWO_CHARACTERS: [[u8; 2]; 4] = [[0x88, 0x62], [0x88, 0x64], [0x88, 0xa3], [0x88, 0xa5]];

/// All pairs of a lead byte and what may stand behind it in any encoding: a note for each lead byte.
fn pairs(without: &[[u8; 2]]) -> Vec<Vec<u8>> {
    let of_lead = |lead: u8| {
        let pairs = (0x40..=0xff).map(|trail| [lead, trail]);
        pairs
            .filter(|pair| !without.contains(pair))
            .flatten()
            .collect()
    };
    (0x80..=0xff).map(of_lead).collect()
}

/// All sequences of four bytes that stand for one character of two, and some of those beyond.
fn of_four_bytes() -> Vec<Vec<u8>> {
    let of_leads = |lead: u8, second: u8| {
        let fourths = |third| (0x30..=0x39).flat_map(move |fourth| [lead, second, third, fourth]);
        (0x81..=0xfe).flat_map(fourths).collect()
    };
    (0x81..=0x84)
        .chain([0x90, 0x95, 0x96, 0xe3])
        .flat_map(|lead| (0x30..=0x39).map(move |second| of_leads(lead, second)))
        .collect()
}

/// Sequences that break off, at a byte of any kind and at the end of the file.
fn damaged() -> Vec<Vec<u8>> {
    let mut cut = Vec::new();
    for lead in [0x80, 0x81, 0x87, 0x88, 0xa1, 0xb0, 0xc6, 0xf9, 0xfe, 0xff] {
        for rest in [
            &[][..],
            b"0",
            b"9a",
            b"0\x81",
            b"0\x81a",
            b"0\xff0",
            b"0\x80",
            b"0\x810",
            b"\x7f",
            b"\xff",
            b"!",
            b"a",
            b"\xa0",
        ] {
            // Long enough that one bad byte does not make a cell of noise.
            let mut note = b"abcdefgh ".to_vec();
            note.push(lead);
            note.extend(rest);
            cut.push(note);
        }
    }
    cut
}

/// As many rows as 2,844 counties have in 20 years of 12 measures.
fn a_file_of_682_560_rows_is_read(page: &mut Page) -> Result<()> {
    page.open("/test/corpus.html")?;
    page.evaluate("chart.setAttribute('area', '县7'), chart.setAttribute('measure', '虚构指标3')")?;
    let told = page.evaluate("told(large(2844, 20, 12))")?;
    assert_eq!(told["type"], "ready", "{told}");
    assert_eq!(told["detail"]["rows"], 682_560);
    assert_eq!(told["detail"]["areas"].as_array().unwrap().len(), 2_844);
    assert_eq!(told["detail"]["diagnostics"], json!([]));
    let summary = page.evaluate("chart.summary")?;
    assert!(summary.as_str().unwrap().contains("虚构指标3"), "{summary}");
    page.no_console_errors()
}

fn a_file_beyond_the_limit_is_refused_and_the_page_lives_on(page: &mut Page) -> Result<()> {
    page.open("/test/corpus.html")?;
    let limit = 64 << 20;
    let told = page.evaluate(&format!("told(padded({limit}))"))?;
    assert_eq!(told["type"], "ready", "{told}");
    let told = page.evaluate(&format!("told(padded({limit} + 1))"))?;
    assert_eq!(told["type"], "error", "{told}");
    assert_eq!(told["detail"]["code"], "file-too-large");
    assert_eq!(told["detail"]["row"], Value::Null);
    // What was shown stays, and a file that can be read is.
    assert_eq!(page.evaluate("chart.data[0].value")?, 81);
    let told = page.evaluate("told(padded(100))")?;
    assert_eq!(told["type"], "ready", "{told}");
    page.no_console_errors()
}
