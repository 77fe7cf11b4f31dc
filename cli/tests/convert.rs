//! Workbooks become CSVs: written by another library, converted, read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_county-charts"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn convert(folder: &TempDir, arguments: &[&str]) -> (i32, String) {
    let output = run(folder, &[&["convert"], arguments].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), said)
}

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A workbook of the parts given, as only other programs write it.
fn pack(path: &Path, parts: &[(&str, &str)]) {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, content) in parts {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

/// A book with the sheets 提案, 空表, 委员 and, hidden, 底稿.
fn book(path: &Path) {
    let mut book = Workbook::new();
    let percent = Format::new().set_num_format("0.0%");
    let literal = Format::new().set_num_format("0.0\"%\"");
    let thousands = Format::new().set_num_format("#,##0.00");
    let day = Format::new().set_num_format("yyyy/m/d");
    let sheet = book.add_worksheet();
    sheet.set_name("提案").unwrap();
    // The table begins in B3, and its places stay.
    for (column, text) in (1..).zip([
        "年份",
        "收到提案（件）",
        "办复率",
        "满意率（%）",
        "立案（件）",
        "日期",
        "备注",
    ]) {
        sheet.write(2, column, text).unwrap();
    }
    let rows = [(2021, 1024.0, 0.1 + 0.2), (2022, 81.0, 0.07)];
    for (row, (year, received, rate)) in (3..).zip(rows) {
        sheet.write(row, 1, year).unwrap();
        sheet
            .write_with_format(row, 2, received, &thousands)
            .unwrap();
        sheet.write_with_format(row, 3, rate, &percent).unwrap();
        sheet.write_with_format(row, 4, 98.5, &literal).unwrap();
        let date = ExcelDateTime::from_ymd(year, 3, 1).unwrap();
        sheet.write_with_format(row, 6, &date, &day).unwrap();
    }
    sheet
        .write(
            3,
            5,
            Formula::new("=SUM(C4:C5)").set_result("0.30000000000000004"),
        )
        .unwrap();
    sheet
        .write(4, 5, Formula::new("=#REF!").set_result("#REF!"))
        .unwrap();
    sheet
        .merge_range(3, 7, 4, 7, "甲，\n\"乙\"", &Format::new())
        .unwrap();
    book.add_worksheet().set_name("空表").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("委员").unwrap();
    sheet.write(0, 0, "年份").unwrap();
    sheet.write(0, 1, "委员（名）").unwrap();
    sheet.write(1, 0, 2022).unwrap();
    sheet.write(1, 1, 217).unwrap();
    let drafts = book.add_worksheet().set_name("底稿").unwrap();
    drafts.set_hidden(true).write(0, 0, "未定稿").unwrap();
    let sheet = book.worksheet_from_name("委员").unwrap();
    // A format alone is no content, however far away.
    sheet.write_blank(1_048_575, 16_383, &percent).unwrap();
    book.save(path).unwrap();
}

#[test]
fn each_sheet_is_converted_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    book(&folder.path().join("书.xlsx"));
    let (status, said) = convert(&folder, &["书.xlsx", "-o", "out.csv"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("工作表“空表”是空的，已跳过。"), "{said}");
    assert_eq!(names(&folder), ["out-委员.csv", "out-提案.csv", "书.xlsx"]);
    let csv = std::fs::read_to_string(folder.path().join("out-提案.csv")).unwrap();
    assert_eq!(
        csv,
        "\u{feff},,,,,,,\r\n,,,,,,,\r\n\
         ,年份,收到提案（件）,办复率,满意率（%）,立案（件）,日期,备注\r\n\
         ,2021,1024,30%,98.5%,0.3,2021-03-01,\"甲，\n\"\"乙\"\"\"\r\n\
         ,2022,81,7%,98.5%,#REF!,2022-03-01,\r\n"
    );
    let read = run(&folder, &["read", "out-提案.csv"]);
    let read: Value = serde_json::from_slice(&read.stdout).unwrap();
    let value = |measure: &str, year: i32| {
        let observations = read["observations"].as_array().unwrap();
        let found: Vec<&Value> = observations
            .iter()
            .filter(|o| o["measure"] == measure && o["year"] == year)
            .collect();
        assert_eq!(found.len(), 1, "{measure} {year}: {read:#}");
        (found[0]["value"].clone(), found[0]["unit"].clone())
    };
    assert_eq!(value("收到提案", 2021), (1024.into(), "件".into()));
    assert_eq!(value("办复率", 2021), (30.into(), "%".into()));
    assert_eq!(value("办复率", 2022), (7.into(), "%".into()));
    assert_eq!(value("满意率", 2022), (98.5.into(), "%".into()));
    assert_eq!(value("立案", 2021), (0.3.into(), "件".into()));
    assert_eq!(value("立案", 2022).0, Value::Null);
    let codes: Vec<&Value> = read["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| &d["code"])
        .collect();
    assert!(codes.contains(&&Value::from("excel-error")), "{codes:?}");
}

#[test]
fn help_says_what_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let help = String::from_utf8(run(&folder, &["convert", "--help"]).stdout).unwrap();
    assert!(help.contains("85% is 0.85"), "{help}");
}

#[test]
fn one_sheet_goes_into_the_file_named() {
    let folder = tempfile::tempdir().unwrap();
    book(&folder.path().join("book.xlsx"));
    let arguments = ["book.xlsx", "-o", "out.csv", "--sheet", "委员"];
    assert_eq!(convert(&folder, &arguments).0, 0);
    assert_eq!(names(&folder), ["book.xlsx", "out.csv"]);
    let out = folder.path().join("out.csv");
    let written = "\u{feff}年份,委员（名）\r\n2022,217\r\n";
    assert_eq!(std::fs::read_to_string(&out).unwrap(), written);
    // What exists stays, unless replacing is asked for.
    std::fs::write(&out, "ours").unwrap();
    let (status, said) = convert(&folder, &arguments);
    assert!(status == 2 && said.contains("--force"), "{said}");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "ours");
    assert_eq!(
        convert(&folder, &[&arguments[..], &["--force"]].concat()).0,
        0
    );
    assert_eq!(std::fs::read_to_string(&out).unwrap(), written);
    // One file in the way, and none is written.
    std::fs::write(folder.path().join("all-委员.csv"), "ours").unwrap();
    assert_eq!(convert(&folder, &["book.xlsx", "-o", "all.csv"]).0, 2);
    assert_eq!(names(&folder), ["all-委员.csv", "book.xlsx", "out.csv"]);
}

#[test]
fn a_stray_cell_in_the_last_corner_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "年份").unwrap();
    sheet.write(1_048_575, 16_383, 1).unwrap();
    book.save(folder.path().join("book.xlsx")).unwrap();
    let (status, said) = convert(&folder, &["book.xlsx", "-o", "out.csv"]);
    assert!(status == 2 && said.contains("XFD1048576"), "{said}");
}

#[test]
fn what_cannot_be_used_is_said_and_ends_with_2() {
    let folder = tempfile::tempdir().unwrap();
    book(&folder.path().join("book.xlsx"));
    std::fs::write(folder.path().join("table.xlsx"), "年份,件\n2022,1\n").unwrap();
    let bytes = std::fs::read(folder.path().join("book.xlsx")).unwrap();
    std::fs::write(folder.path().join("half.xlsx"), &bytes[..bytes.len() / 2]).unwrap();
    for arguments in [
        &["none.xlsx", "-o", "out.csv"][..],
        &["table.xlsx", "-o", "out.csv"],
        &["half.xlsx", "-o", "out.csv"],
        &["book.xlsx", "-o", "out.xlsx"],
        &["book.xlsx"],
        &["book.xlsx", "-o", "none-such/out.csv"],
    ] {
        let (status, said) = convert(&folder, arguments);
        assert!(status == 2 && !said.is_empty(), "{arguments:?}: {said}");
    }
    let (status, said) = convert(
        &folder,
        &["book.xlsx", "-o", "out.csv", "--sheet", "x", "--lang", "en"],
    );
    assert!(
        status == 2 && said.contains("提案, 空表, 委员, 底稿"),
        "{said}"
    );
    // A sheet without content is a file without content.
    let (status, _) = convert(&folder, &["book.xlsx", "-o", "out.csv", "--sheet", "空表"]);
    assert_eq!(status, 1);
    assert_eq!(names(&folder), ["book.xlsx", "half.xlsx", "table.xlsx"]);
}

#[test]
fn hidden_sheets_are_only_converted_when_named() {
    let folder = tempfile::tempdir().unwrap();
    book(&folder.path().join("book.xlsx"));
    let (status, said) = convert(&folder, &["book.xlsx", "-o", "out.csv"]);
    assert!(status == 0 && said.contains("--sheet \"底稿\""), "{said}");
    let expected = ["book.xlsx", "out-委员.csv", "out-提案.csv"];
    assert_eq!(names(&folder), expected);
    let arguments = ["book.xlsx", "-o", "draft.csv", "--sheet", "底稿"];
    assert_eq!(convert(&folder, &arguments).0, 0);
    let draft = std::fs::read_to_string(folder.path().join("draft.csv")).unwrap();
    assert_eq!(draft, "\u{feff}未定稿\r\n");
}

#[test]
fn words_of_number_formats_are_read_as_units() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["年份", "收到提案", "捐款", "占比"]) {
        sheet.write(0, column, text).unwrap();
    }
    let day = ExcelDateTime::from_ymd(2022, 12, 31).unwrap();
    let formats = ["yyyy\"年\"", "#,##0\"件\"", "\"约\"0\"万元\"", "0%"];
    let [year, pieces, money, share] = formats.map(|format| Format::new().set_num_format(format));
    sheet.write_with_format(1, 0, &day, &year).unwrap();
    sheet.write_with_format(1, 1, 1024, &pieces).unwrap();
    sheet.write_with_format(1, 2, 390, &money).unwrap();
    sheet.write_with_format(1, 3, 0.958, &share).unwrap();
    book.save(folder.path().join("book.xlsx")).unwrap();
    assert_eq!(convert(&folder, &["book.xlsx", "-o", "out.csv"]).0, 0);
    let written = std::fs::read_to_string(folder.path().join("out.csv")).unwrap();
    let expected = "\u{feff}年份,收到提案,捐款,占比\r\n2022,1024件,约390万元,95.8%\r\n";
    assert_eq!(written, expected);
    let check = run(&folder, &["check", "--format", "json", "out.csv"]);
    assert_eq!(String::from_utf8(check.stdout).unwrap().trim(), "[]");
    let read = run(&folder, &["read", "out.csv"]);
    let read: Value = serde_json::from_slice(&read.stdout).unwrap();
    let found: Vec<Value> = read["observations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| serde_json::json!([o["year"], o["value"], o["unit"], o["qualifier"]]))
        .collect();
    let expected = serde_json::json!([
        [2022, 1024, "件", "exact"],
        [2022, 3_900_000, "元", "near"],
        [2022, 95.8, "%", "exact"],
    ]);
    assert_eq!(Value::from(found), expected);
}

#[test]
fn formulas_without_a_value_are_named() {
    // As programs write that do not compute; rust_xlsxwriter always stores a value.
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/worksheets/sheet1.xml",
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row><row r="2"><c r="B2"><f>A1+1</f></c><c r="C2" t="str"><f>""</f><v></v></c></row></sheetData></worksheet>"#,
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    pack(&folder.path().join("book.xlsx"), &parts);
    let (status, said) = convert(&folder, &["book.xlsx", "-o", "out.csv"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("第一个在 B2"), "{said}");
    let written = std::fs::read_to_string(folder.path().join("out.csv")).unwrap();
    assert!(written.starts_with("\u{feff}1,1"), "{written}");
}

#[test]
fn a_sheet_of_libreoffice_is_converted() {
    let cell = |kind: &str, value: &str, shown: &str| {
        format!(
            r#"<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p></table:table-cell>"#
        )
    };
    let rows = [
        [cell("string", "", "年份"), cell("string", "", "收到提案")],
        [
            cell("date", r#"office:date-value="2022-03-01""#, "2022年"),
            cell("float", r#"office:value="1024""#, "1,024"),
        ],
        [
            cell("float", r#"office:value="2023""#, "2023"),
            cell("string", "", "390余件"),
        ],
    ];
    let rows = rows.map(|cells| format!("<table:table-row>{}</table:table-row>", cells.concat()));
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="提案">{}</table:table></office:spreadsheet></office:body></office:document-content>"#,
        rows.concat()
    );
    let folder = tempfile::tempdir().unwrap();
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", content.as_str()),
    ];
    pack(&folder.path().join("book.ods"), &parts);
    let (status, said) = convert(&folder, &["book.ods", "-o", "out.csv"]);
    assert_eq!(status, 0, "{said}");
    let written = std::fs::read_to_string(folder.path().join("out.csv")).unwrap();
    // Of .ods, a date is all that is known of a number format.
    let expected = "\u{feff}年份,收到提案\r\n2022-03-01,1024\r\n2023,390余件\r\n";
    assert_eq!(written, expected);
}
