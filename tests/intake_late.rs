//! Files whose first rows mislead: what stands far below decides as well.

// Tests may end loudly.
#![allow(clippy::unwrap_used)]

mod common;

use common::read;
use county_charts::dataset::Observation;
use county_charts::intake::{Code, Reading};

/// More rows than a plan is first made from.
const FIRST: usize = 300;

/// A file with this header, rows made up from their number, and these rows after them.
fn file(header: &str, row: impl Fn(usize) -> String, late: &[&str]) -> Reading {
    let mut text = format!("{header}\n");
    for at in 1..=FIRST {
        text.push_str(&row(at));
        text.push('\n');
    }
    for row in late {
        text.push_str(row);
        text.push('\n');
    }
    read(text.as_bytes())
}

fn codes(reading: &Reading) -> Vec<Code> {
    reading.diagnostics.iter().map(|one| one.code).collect()
}

fn last(reading: &Reading) -> Observation<'_> {
    reading.dataset.iter().last().unwrap().1
}

#[test]
fn a_breakdown_that_begins_late_is_one() {
    let row = |at| format!("县{at},2020,5,");
    let late = ["临武县,2020,6,集体", "临武县,2020,7,个人"];
    let reading = file("地区,年份,提案(件),类别", row, &late);
    assert_eq!(codes(&reading), []);
    assert_eq!(reading.dataset.len(), FIRST + 2);
    assert_eq!(last(&reading).series[0].value, "个人");
}

#[test]
fn figures_that_begin_late_are_read() {
    let row = |at| format!("县{at},2020,5,");
    let reading = file("地区,年份,提案(件),其他", row, &["临武县,2020,6,7"]);
    assert_eq!(codes(&reading), []);
    let found = last(&reading);
    assert_eq!((found.measure, found.value), ("其他", Some(7.0)));
}

#[test]
fn figures_that_outnumber_the_words_before_them_are_read() {
    let row = |at| format!("县{at},2020,5,{}", if at <= 220 { "见附件" } else { "—" });
    let numbers: Vec<String> = (0..250).map(|at| format!("市{at},2020,6,7{at}")).collect();
    let late: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let reading = file("地区,年份,提案(件),其他", row, &late);
    let found = last(&reading);
    assert_eq!((found.measure, found.value), ("其他", Some(7249.0)));
    assert_eq!(codes(&reading), [Code::Unreadable; 220]);
}

#[test]
fn a_count_that_breaks_off_late_is_no_running_number() {
    let row = |at| format!("{at},县{at},2020,5");
    assert_eq!(
        codes(&file(",地区,年份,提案(件)", row, &["301,临武县,2020,6"])),
        []
    );
    let reading = file(",地区,年份,提案(件)", row, &["57,临武县,2020,6"]);
    assert_eq!(codes(&reading), [Code::UnnamedColumn]);
}

#[test]
fn units_that_begin_late_as_bodies_are_bodies() {
    let row = |at| format!("县{at},2020,收到提案,5,");
    let late = [
        "临武县,2020,收到提案,6,教育局",
        "临武县,2020,收到提案,7,民政局",
    ];
    let reading = file("地区,年份,指标,数值,单位", row, &late);
    assert_eq!(codes(&reading), []);
    assert_eq!(last(&reading).series[0].value, "民政局");
    let reading = file(
        "地区,年份,指标,数值,单位",
        row,
        &["临武县,2020,收到提案,6,件"],
    );
    assert_eq!(last(&reading).unit, Some("件"));
}

#[test]
fn units_that_outnumber_the_bodies_before_them_are_units() {
    let unit = |at| if at <= 220 { "教育局" } else { "件" };
    let row = |at| format!("县{at},2020,收到提案,5,{}", unit(at));
    let numbers: Vec<String> = (0..250)
        .map(|at| format!("市{at},2020,收到提案,6,件"))
        .collect();
    let late: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let reading = file("地区,年份,指标,数值,单位", row, &late);
    assert_eq!(last(&reading).unit, Some("件"));
}

#[test]
fn bodies_after_units_are_said() {
    let row = |at| format!("县{at},2020,收到提案,5,件");
    let late = [
        "临武县,2020,收到提案,6,教育局",
        "临武县,2020,收到提案,7,民政局",
    ];
    let reading = file("地区,年份,指标,数值,单位", row, &late);
    assert_eq!(
        codes(&reading),
        [Code::ConflictingDuplicate, Code::MixedUnits]
    );
}

#[test]
fn decimal_commas_may_come_late() {
    let row = |at| format!("县{at};2020;{at}");
    let reading = file("地区;年份;捐款(万元)", row, &["临武县;2020;1234,5"]);
    assert_eq!(codes(&reading), []);
    assert_eq!(last(&reading).value, Some(12_345_000.0));
}

#[test]
fn notes_may_come_late() {
    let row = |at| format!("县{at},5,6");
    let reading = file("地区,2020年,2021年", row, &["注：虚构数据,,", "第二行"]);
    assert_eq!(codes(&reading), []);
    assert_eq!(reading.dataset.notes, ["注：虚构数据", "第二行"]);
    assert_eq!(reading.dataset.len(), 2 * FIRST);
}
