//! What `check` and `read` print as JSON is what their schemas in docs/ say, over the whole corpus.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use county_charts::intake::{Code, Severity};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus");

fn schema(name: &str) -> (Value, Validator) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(name);
    let schema = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    (schema, validator)
}

fn corpus() -> Vec<String> {
    let entries = std::fs::read_dir(CORPUS).unwrap();
    let mut files: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".csv"))
        .collect();
    files.sort();
    assert!(files.len() >= 120, "{}", files.len());
    files
}

/// What the command prints, in the folder of the corpus.
fn printed(arguments: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_county-charts"));
    let output = command
        .args(arguments)
        .current_dir(CORPUS)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

/// That a list of the schema has no more than what is printed somewhere.
fn assert_seen<'a>(allowed: &'a Value, seen: impl Iterator<Item = &'a Value>) {
    let text = |values: &mut dyn Iterator<Item = &'a Value>| -> BTreeSet<String> {
        values.map(Value::to_string).collect()
    };
    let allowed = text(&mut allowed.as_array().unwrap().iter());
    let seen = text(&mut { seen });
    assert_eq!(allowed, seen);
}

/// That what may be null is seen as null and as something, and what may not has no such leave.
fn assert_nullable(properties: &Value, seen: &[&Value]) {
    for (key, property) in properties.as_object().unwrap() {
        let nullable = property["type"]
            .as_array()
            .is_some_and(|types| types.contains(&json!("null")));
        let nulls = seen.iter().filter(|it| it[key].is_null()).count();
        assert_eq!(nullable, nulls > 0, "{key}");
        assert!(nulls < seen.len(), "{key}");
    }
}

#[test]
fn check_prints_what_its_schema_says() {
    let (schema, validator) = schema("check.schema.json");
    let files = corpus();
    let mut arguments = vec!["check", "--format", "json", "--lang", ""];
    arguments.extend(files.iter().map(String::as_str));
    for lang in ["zh-Hans", "zh-Hant", "en"] {
        arguments[4] = lang;
        let list = printed(&arguments);
        assert_valid(&validator, &list, lang);
        let list: Vec<&Value> = list.as_array().unwrap().iter().collect();
        let item = &schema["items"]["properties"];
        assert_seen(
            &item["severity"]["enum"],
            list.iter().map(|it| &it["severity"]),
        );
        assert_nullable(item, &list);
    }
}

#[test]
fn read_prints_what_its_schema_says() {
    let (schema, validator) = schema("reading.schema.json");
    let readings: Vec<Value> = corpus()
        .iter()
        .map(|file| {
            let reading = printed(&["read", file]);
            assert_valid(&validator, &reading, file);
            reading
        })
        .collect();
    let top = &schema["properties"];
    for key in ["layout", "delimiter"] {
        assert_seen(&top[key]["enum"], readings.iter().map(|it| &it[key]));
    }
    let observations: Vec<&Value> = readings
        .iter()
        .flat_map(|it| it["observations"].as_array().unwrap())
        .collect();
    let observation = &schema["$defs"]["observation"]["properties"];
    assert_seen(
        &observation["qualifier"]["enum"],
        observations.iter().map(|it| &it["qualifier"]),
    );
    assert_nullable(observation, &observations);
}

#[test]
fn the_schemas_know_every_code_with_its_severity() {
    for name in ["check.schema.json", "reading.schema.json"] {
        let (schema, _) = schema(name);
        for (severity, key) in [
            (Severity::Fatal, "fatal"),
            (Severity::Error, "error"),
            (Severity::Warning, "warning"),
        ] {
            let codes = Code::ALL
                .iter()
                .filter(|(code, _)| code.severity() == severity);
            let codes: Vec<&str> = codes.map(|(_, name)| *name).collect();
            assert_eq!(schema["$defs"][key]["enum"], json!(codes), "{name}");
        }
    }
}

#[test]
fn the_schemas_refuse_what_is_never_printed() {
    let (_, check) = schema("check.schema.json");
    let (_, read) = schema("reading.schema.json");
    let good = json!({
        "code": "unreadable", "severity": "error", "row": 5, "column": 5, "field": "?1%",
        "message": "不是数字。", "hint": "请填数字。"
    });
    let valid = |diagnostic: &Value| {
        let mut of_file = diagnostic.clone();
        of_file["file"] = json!("-");
        let reading = json!({
            "encoding": "utf-8", "delimiter": ",", "layout": "tidy", "title": null, "notes": [],
            "observations": [], "diagnostics": [diagnostic]
        });
        let (checked, read) = (check.is_valid(&json!([of_file])), read.is_valid(&reading));
        assert_eq!(checked, read, "{diagnostic}");
        checked
    };
    assert!(valid(&good));
    for (key, value) in [
        ("code", json!("unheard-of")),
        ("severity", json!("warning")),
        ("row", json!(0)),
        ("row", json!("5")),
        ("row", json!(null)),
        ("column", json!(null)),
        ("message", json!("")),
        ("hint", json!(null)),
        ("more", json!(1)),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(!valid(&bad), "{bad}");
    }
    assert!(check.is_valid(&json!([])));
    assert!(!read.is_valid(&json!({ "encoding": "utf-8" })));
}
