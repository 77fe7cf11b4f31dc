//! The command line as a user calls it: exit statuses, what is printed, files, standard input, languages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn county_charts(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_county-charts"));
    command
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    command
}

fn run(arguments: &[&str]) -> Output {
    county_charts(arguments).output().unwrap()
}

fn status(arguments: &[&str]) -> i32 {
    run(arguments).status.code().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_slice(&run(arguments).stdout).unwrap()
}

/// A folder with one file in it.
fn file(content: &[u8]) -> (TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, content).unwrap();
    let name = path.to_str().unwrap().to_string();
    (folder, path, name)
}

#[test]
fn check_ends_with_0_1_or_2() {
    assert_eq!(status(&["check", "data/linwu.csv"]), 0);
    assert_eq!(status(&["check", "data/kuancheng.csv"]), 1);
    assert_eq!(status(&["check", "data/none-such.csv"]), 2);
    assert_eq!(status(&["check"]), 2);
    assert_eq!(status(&["check", "--format", "xml", "data/linwu.csv"]), 2);
    assert_eq!(
        status(&["check", "--encoding", "utf-9", "data/linwu.csv"]),
        2
    );
    // The worst of several files wins, and the others are still read.
    assert_eq!(
        status(&["check", "data/linwu.csv", "data/kuancheng.csv"]),
        1
    );
    assert_eq!(
        status(&[
            "check",
            "data/kuancheng.csv",
            "data/none-such.csv",
            "data/linwu.csv"
        ]),
        2
    );
    // A warning is no error; what cannot be used is.
    let (_folder, _, warned) = file("年份,收到提案\n2021,81\n2021,81\n".as_bytes());
    assert_eq!(status(&["check", &warned]), 0);
    let (_folder, _, empty) = file(b"");
    assert_eq!(status(&["check", &empty]), 1);
    assert_eq!(status(&["read", &empty]), 1);
}

#[test]
fn check_names_the_place_in_three_languages() {
    for (lang, words) in [
        ("zh-Hans", "第5行E列“?1%”不是数字"),
        ("zh-Hant", "第5列E欄「?1%」不是數字"),
        ("zh-TW", "第5列E欄"),
        ("en", "E5 “?1%” is not a number"),
    ] {
        let printed = stdout(&run(&["check", "--lang", lang, "data/kuancheng.csv"]));
        assert!(printed.contains(words), "{printed}");
        assert!(printed.contains("unreadable"), "{printed}");
    }
}

#[test]
fn check_draws_the_line_with_a_caret_under_the_cell() {
    let table = "地区,\"年\n份\",收到提案（件）,备注\n临武县,2021,八十?,\"甲，\n乙\"\n临武县,2022,81,\n临武县,\"2023\n\",八?,\n";
    let drawn = "\
  |
2 | 临武县,2021,八十?,\"甲，↵乙\"
  |             ^^^^^
";
    let gb18030 = encoding_rs::GB18030.encode(table).0;
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(table.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [table.as_bytes(), &gb18030, &utf16] {
        let (_folder, _, name) = file(bytes);
        let printed = stdout(&run(&["check", &name]));
        assert!(
            printed.starts_with(&format!(
                "{name}: 错误[unreadable]: 第2行C列“八十?”不是数字。\n"
            )),
            "{printed}"
        );
        assert!(printed.contains(drawn), "{printed}");
        // Rows as Excel counts them, not lines.
        assert!(
            printed.contains("\n4 | 临武县,\"2023↵\",八?,\n"),
            "{printed}"
        );
        assert!(!printed.contains('\x1b'), "{printed}");
    }
    // What speaks of the whole file has no line.
    let (_folder, _, page) = file(b"<html><body>");
    let printed = stdout(&run(&["check", &page]));
    assert!(
        printed.contains("[html]") && !printed.contains("1 |"),
        "{printed}"
    );
}

#[test]
fn check_is_coloured_where_that_is_wanted() {
    let coloured = |name: &str| {
        let mut command = county_charts(&["check", "data/kuancheng.csv"]);
        command.env_remove("NO_COLOR").env(name, "1");
        stdout(&command.output().unwrap()).contains('\x1b')
    };
    assert!(coloured("CLICOLOR_FORCE"));
    assert!(!coloured("NO_COLOR"));
    assert!(!coloured("UNRELATED"));
}

#[test]
fn check_prints_one_list_of_json_for_all_files() {
    let clean = json(&[
        "check",
        "--format",
        "json",
        "data/linwu.csv",
        "data/youyang.csv",
    ]);
    assert_eq!(clean, Value::Array(Vec::new()));
    let list = json(&[
        "check",
        "--format",
        "json",
        "data/kuancheng.csv",
        "data/linwu.csv",
        "data/kuancheng.csv",
    ]);
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), 2);
    let keys: Vec<&String> = list[0].as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "file", "code", "severity", "row", "column", "field", "message", "hint"
        ]
    );
    assert_eq!(list[0]["file"], "data/kuancheng.csv");
    assert_eq!(list[0]["code"], "unreadable");
    assert_eq!(list[0]["severity"], "error");
    assert_eq!(
        (&list[0]["row"], &list[0]["column"]),
        (&Value::from(5), &Value::from(5))
    );
    assert_eq!(list[0]["field"], "?1%");
}

#[test]
fn text_shows_at_most_100_diagnostics_a_file_and_json_all() {
    let mut content = String::from("年份,收到提案\n");
    for year in 1800..1950 {
        content.push_str(&format!("{year},?\n"));
    }
    let (_folder, _, name) = file(content.as_bytes());
    let printed = stdout(&run(&["check", &name]));
    assert_eq!(printed.matches("[unreadable]").count(), 100);
    assert!(printed.contains("150"), "{printed}");
    let list = json(&["check", "--format", "json", &name]);
    assert_eq!(list.as_array().unwrap().len(), 150);
}

#[test]
fn read_prints_every_key_always() {
    let read = json(&["read", "data/kuancheng.csv"]);
    let keys: Vec<&String> = read.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "encoding",
            "delimiter",
            "layout",
            "title",
            "notes",
            "observations",
            "diagnostics"
        ]
    );
    assert_eq!(status(&["read", "data/kuancheng.csv"]), 1);
    let observations = read["observations"].as_array().unwrap();
    assert_eq!(observations.len(), 8);
    for observation in observations {
        let keys: Vec<&String> = observation.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "area",
                "year",
                "period",
                "measure",
                "measure_key",
                "series",
                "value",
                "high",
                "unit",
                "qualifier",
                "scope",
                "total",
                "flag",
                "text",
                "note",
                "source",
                "quote",
                "row",
                "column"
            ]
        );
    }
    assert_eq!(json(&["read", "data/leiyang.csv"])["encoding"], "gb18030");
}

#[test]
fn read_prints_csv_that_it_reads_back() {
    let output = run(&["read", "--format", "csv", "data/linwu.csv"]);
    assert!(
        output
            .stdout
            .starts_with("\u{feff}area,year,period,".as_bytes())
    );
    let (_folder, _, name) = file(&output.stdout);
    let (mut first, mut again) = (json(&["read", "data/linwu.csv"]), json(&["read", &name]));
    for reading in [&mut first, &mut again] {
        for observation in reading["observations"].as_array_mut().unwrap() {
            observation["row"] = Value::Null;
            observation["column"] = Value::Null;
        }
    }
    assert_eq!(first["observations"], again["observations"]);
}

#[test]
fn a_hyphen_is_standard_input() {
    let mut child = county_charts(&["read", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("年份,收到提案(件)\n2022,81\n".as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read["observations"][0]["value"], 81);
    assert_eq!(read["observations"][0]["unit"], "件");
}

#[test]
fn an_encoding_that_is_named_is_used() {
    // Two bytes that are é in UTF-8 and 茅 in GBK.
    let (_folder, _, name) = file(b"\xc4\xea\xb7\xdd,\xc3\xa9\n2022,81\n");
    let read = json(&["read", "--encoding", "gb2312", &name]);
    assert_eq!(read["encoding"], "gbk");
    assert_eq!(read["observations"][0]["measure"], "茅");
    let read = json(&["read", "--encoding", "latin1", &name]);
    assert_eq!(read["encoding"], "windows-1252");
}

#[test]
fn render_writes_an_svg_of_the_figures() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.svg");
    let name = out.to_str().unwrap();
    let arguments = [
        "render",
        "data/national.csv",
        "-o",
        name,
        "--measure",
        "收到提案",
        "--chart",
        "line",
        "--width",
        "800",
    ];
    assert_eq!(status(&arguments), 0);
    let svg = std::fs::read_to_string(&out).unwrap();
    assert!(svg.starts_with("<svg"), "{svg}");
    assert!(svg.contains("收到提案") && svg.contains("6,117"), "{svg}");
    let dark = run(&["render", "data/national.csv", "-o", name, "--theme", "dark"]);
    assert!(dark.status.success());
    assert_ne!(std::fs::read_to_string(&out).unwrap(), svg);
    // A chart that is not known is automatic, and says so.
    let output = run(&["render", "data/national.csv", "-o", name, "--chart", "pie"]);
    assert!(output.status.success() && !output.stderr.is_empty());
    assert_eq!(status(&["render", "data/national.csv", "-o", "out.jpg"]), 2);
    assert_eq!(status(&["render", "data/none-such.csv", "-o", name]), 2);
    let (_folder, _, empty) = file(b"");
    assert_eq!(status(&["render", &empty, "-o", name]), 1);
}

#[test]
fn render_dates_its_picture_and_draws_patterns() {
    let (folder, path, name) =
        file("年份,收到提案(件),<立案>(件)\n2021,5,4\n2022,6,5\n".as_bytes());
    let out = folder.path().join("out.svg");
    let out = out.to_str().unwrap();
    let svg = |more: &[&str]| {
        let arguments = [&["render", &name, "-o", out, "--chart", "bar"], more].concat();
        let output = run(&arguments);
        assert!(output.status.success(), "{output:?}");
        std::fs::read_to_string(out).unwrap()
    };
    // Noon, so that it is the same day from UTC-11 to UTC+11.
    let noon = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_699_963_200);
    let changed = std::fs::File::options().write(true).open(&path).unwrap();
    changed.set_modified(noon).unwrap();
    let plain = svg(&[]);
    assert!(plain.contains("数据更新于 2023-11-14</text>"), "{plain}");
    assert!(
        plain.contains("&lt;立案&gt;") && !plain.contains("<立案>"),
        "{plain}"
    );
    let dated = svg(&["--date", "2026-03-01", "--lang", "en"]);
    assert!(dated.contains("Data updated 2026-03-01</text>"), "{dated}");
    let patterned = svg(&["--theme", "light patterns"]);
    assert!(patterned.lines().count() > plain.lines().count() + 10);
    assert_eq!(svg(&["--theme", "patterns"]), patterned);
    assert_eq!(svg(&["--theme", "auto"]), plain);
    assert!(svg(&["--theme", "contrast"]).contains("fill=\"#000000\""));
    for date in ["2026-02-30", "1 March", "2026-3-1"] {
        assert_eq!(status(&["render", &name, "-o", out, "--date", date]), 2);
    }
}

#[test]
fn render_writes_a_png_at_twice_the_size() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.PNG");
    let output = run(&[
        "render",
        "data/national.csv",
        "-o",
        out.to_str().unwrap(),
        "--width",
        "400",
    ]);
    if !output.status.success() {
        // On a computer without Chinese fonts that is said, and nothing is written.
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("字体") && !out.exists(), "{said}");
        return;
    }
    let png = std::fs::read(&out).unwrap();
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    // The plot and a margin of a line of text on each side.
    assert_eq!(png[16..20], (2 * (400 + 32) as u32).to_be_bytes());
}

#[test]
fn a_language_that_is_not_spoken_is_refused() {
    for lang in ["xx", "", "fr", "zz-Hans"] {
        for command in [&["check"][..], &["read", "--format", "json"]] {
            let arguments = [command, &["--lang", lang, "data/linwu.csv"]].concat();
            let output = run(&arguments);
            assert_eq!(output.status.code(), Some(2), "{lang}");
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.contains("zh-Hans, zh-Hant and en"), "{said}");
        }
    }
    for lang in ["zh-CN", "ZH-tw", "en-GB", "zh"] {
        assert_eq!(status(&["check", "--lang", lang, "data/linwu.csv"]), 0);
    }
}

#[test]
fn what_is_said_beside_the_result_is_limited_too() {
    let mut content = String::from("年份,收到提案\n");
    for year in 1800..1950 {
        content.push_str(&format!("{year},?\n"));
    }
    let (folder, _, name) = file(content.as_bytes());
    let out = folder.path().join("out.svg");
    let out = out.to_str().unwrap();
    for arguments in [
        &["read", "--format", "csv", &name][..],
        &["render", &name, "-o", out],
    ] {
        let said = String::from_utf8(run(arguments).stderr).unwrap();
        assert_eq!(said.matches("错误[unreadable]").count(), 100, "{said}");
        assert!(said.contains("150"), "{said}");
        // What to type is said here too.
        assert!(said.contains("请填数字"), "{said}");
    }
    let said = run(&["read", "--format", "csv", "data/linwu.csv"]).stderr;
    assert!(said.is_empty());
}

#[test]
fn english_counts_in_the_singular() {
    let printed = stdout(&run(&["check", "--lang", "en", "data/kuancheng.csv"]));
    assert!(
        printed.ends_with("8 observations, 1 error, 0 warnings\n"),
        "{printed}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_with_2_and_without_an_abort() {
    let full = || {
        std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    for arguments in [
        &["check", "data/linwu.csv"][..],
        &["check", "--format", "json", "data/linwu.csv"],
        &["read", "data/linwu.csv"],
        &["read", "--format", "csv", "data/linwu.csv"],
        &["check", "data/none-such.csv"],
    ] {
        let mut command = county_charts(arguments);
        let status = command.stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(2), "{arguments:?}");
    }
}
