//! Every row of the contract's table of numbers, and every sentence about them.

use super::*;
use Qualifier::{Exact, Missing, Near, Over, Range, Under};

fn check(text: &str, value: f64, unit: &str, qualifier: Qualifier) {
    check_under(text, "", value, unit, qualifier);
}

/// `outer` is the unit of the column, as its bracket writes it.
fn check_under(text: &str, outer: &str, value: f64, unit: &str, qualifier: Qualifier) {
    let outer = unit::whole(outer);
    let cell = read(text, outer, false);
    assert_eq!(cell.value, Some(value), "{text}: {cell:?}");
    let held = cell.unit.or(outer.map(|unit| unit.base)).unwrap_or("");
    assert_eq!(held, unit, "{text}");
    assert_eq!(cell.qualifier, qualifier, "{text}");
}

fn check_code(text: &str, code: Code, suggestion: Option<&str>) {
    let cell = read(text, None, false);
    let problem = cell.problem.unwrap_or_else(|| panic!("{text} was read"));
    assert_eq!(
        (problem.code, problem.suggestion.as_deref()),
        (code, suggestion),
        "{text}"
    );
    assert_eq!(cell.value, None, "{text}");
}

#[test]
fn the_table_of_the_contract() {
    for text in ["1,024", "１０２４", "1 024", "一千零二十四"] {
        check(text, 1024.0, "", Exact);
    }
    check("1024亿元", 1.024e11, "元", Exact);
    check("390余万元", 3.9e6, "元", Over);
    check("390多万元", 3.9e6, "元", Over);
    check("70%以上", 70.0, "%", Over);
    check("超70%", 70.0, "%", Over);
    check("近3000人", 3000.0, "人", Near);
    check("约3000人", 3000.0, "人", Near);
    check("不足50件", 50.0, "件", Under);
    check("3.5万人次", 35_000.0, "人次", Exact);
    check("11—12个", 11.0, "个", Range);
    assert_eq!(read("11—12个", None, false).high, Some(12.0));
    for (text, scope) in [
        ("全省第一", Some("全省")),
        ("第1名", None),
        ("居全市首位", Some("全市")),
    ] {
        check(text, 1.0, "名", Exact);
        assert_eq!(read(text, None, false).scope, scope, "{text}");
    }
    for text in ["—", "-", "/", "..", "…", "暂无", "N/A", ""] {
        assert_eq!(read(text, None, false), Cell::missing(), "{text}");
    }
    check_code("?1%", Code::Unreadable, None);
    check_code("2O5", Code::LetterInNumber, Some("205"));
    check_code("#REF!", Code::ExcelError, None);
}

#[test]
fn a_multiplier_counts_wherever_it_stands() {
    check_under("390", "万元", 3.9e6, "元", Exact);
    check_under("390余", "万元", 3.9e6, "元", Over);
    check_under("390万", "万元", 3.9e6, "元", Exact);
    check_under("390万元", "元", 3.9e6, "元", Exact);
    check_under("50件", "万元", 50.0, "件", Exact);
    check_under("1024", "亿元", 1.024e11, "元", Exact);
    check_under("1,024.5", "亿元", 1.0245e11, "元", Exact);
    check_under("一千零二十四", "万元", 1.024e7, "元", Exact);
    check_under("五十万", "万元", 5e5, "元", Exact);
    check("1.2万亿元", 1.2e12, "元", Exact);
    check("3千人", 3000.0, "人", Exact);
    check("3千克", 3.0, "千克", Exact);
    check("2百分点", 2.0, "百分点", Exact);
    check("2个百分点", 2.0, "个百分点", Exact);
    check("5百件", 500.0, "件", Exact);
    check("1亿2000万元", 1.2e8, "元", Exact);
    check("1000万吨", 1e7, "吨", Exact);
    check("五十余万元", 5e5, "元", Over);
    check("三百万元", 3e6, "元", Exact);
    check("百余件", 100.0, "件", Over);
    check("４.３５亿元", 4.35e8, "元", Exact);
    check_under("4.35", "万元", 43_500.0, "元", Exact);
}

#[test]
fn a_power_behind_a_qualifier_counts_once() {
    check("近万人", 1e4, "人", Near);
    check("约千人次", 1e3, "人次", Near);
    check("超百万元", 1e6, "元", Over);
    check("不足百件", 100.0, "件", Under);
    for text in ["近千克", "超百分点", "万元", "百万", "近元", "近*"] {
        check_code(text, Code::Unreadable, None);
    }
}

#[test]
fn money_keeps_its_country() {
    for text in [
        "5万元人民币",
        "人民币5万元",
        "人民币5万",
        "RMB5万元",
        "¥5万元",
    ] {
        check(text, 5e4, "元", Exact);
    }
    for text in [
        "港币100万元",
        "港幣100萬元",
        "100万元港币",
        "HK$100万元",
        "100万港元",
    ] {
        check(text, 1e6, "港元", Exact);
    }
    check_under("100", "万元港币", 1e6, "港元", Exact);
    check_under("100", "港币万元", 1e6, "港元", Exact);
    check_under("100", "万元人民币", 1e6, "元", Exact);
}

#[test]
fn a_mark_alone_is_no_figure() {
    for text in ["*", "①", "#", "[1]"] {
        check_code(text, Code::Unreadable, None);
    }
    assert_eq!(read("—①", None, false).mark, Some("①"));
}

#[test]
fn points_are_thousands_where_commas_are_decimal() {
    for (text, value) in [
        ("1.000", 1000.0),
        ("1.234,5", 1234.5),
        ("2,25", 2.25),
        ("1000", 1000.0),
    ] {
        assert_eq!(read(text, None, true).value, Some(value), "{text}");
    }
    assert_eq!(read("2.5", None, true).value, None);
}

#[test]
fn qualifiers_are_these_and_nothing_else() {
    for text in [
        "630余",
        "630多",
        "630餘",
        "630以上",
        "超630",
        "超过630",
        "逾630",
        "突破630",
        "至少630",
        "不少于630",
        ">630",
        "≥630",
        "630+",
        "约630多",
        "近630以上",
        "＞630",
    ] {
        check(text, 630.0, "", Over);
    }
    for text in [
        "近630",
        "约630",
        "約630",
        "630左右",
        "630上下",
        "大约630",
        "将近630",
        "~630",
        "≈630",
        "～630",
        "约630左右",
    ] {
        check(text, 630.0, "", Near);
    }
    for text in [
        "不足630",
        "不到630",
        "低于630",
        "630以下",
        "630以内",
        "少于630",
        "<630",
        "≤630",
        "约630以下",
    ] {
        check(text, 630.0, "", Under);
    }
    check("约1000多万元", 1e7, "元", Over);
    check("50+件", 50.0, "件", Over);
    check("100元以上", 100.0, "元", Over);
    check("3万多人", 30_000.0, "人", Over);
    check("10 余批次", 10.0, "批次", Over);
    check("２５００ 余册", 2500.0, "册", Over);
    check_code("几十", Code::VagueNumber, None);
    check_code("几十件", Code::VagueNumber, None);
    check_code("前三", Code::VagueNumber, None);
    check_code("全省前三", Code::VagueNumber, None);
    check_code("大概50", Code::VagueNumber, None);
    check_code("超50以下", Code::Unreadable, None);
}

#[test]
fn missing_is_written_in_these_ways() {
    for text in [
        "",
        " ",
        "—",
        "——",
        "-",
        "--",
        "－",
        "/",
        ".",
        "..",
        "…",
        "……",
        ":",
        "：",
        "暂无",
        "不详",
        "无数据",
        "未统计",
        "N/A",
        "n/a",
        "NA",
        "NaN",
        "nan",
        "NULL",
        "null",
        "None",
        "暫無",
        "　",
    ] {
        assert_eq!(read(text, None, false), Cell::missing(), "{text:?}");
    }
    let cell = read("无", None, false);
    assert_eq!(
        (cell.qualifier, cell.problem),
        (Missing, Some(Problem::new(Code::MaybeZero)))
    );
    let cell = read("—①", None, false);
    assert_eq!((cell.qualifier, cell.mark), (Missing, Some("①")));
}

#[test]
fn signs_currencies_and_spaces_are_read() {
    check("'1024", 1024.0, "", Exact);
    check("¥1,024", 1024.0, "元", Exact);
    check("￥1,024", 1024.0, "元", Exact);
    check("RMB 5亿", 5e8, "元", Exact);
    check("人民币5亿元", 5e8, "元", Exact);
    check("HK$500", 500.0, "港元", Exact);
    check("US$ 5.5", 5.5, "美元", Exact);
    check_under("¥1,024", "万元", 1.024e7, "元", Exact);
    check("+3.2%", 3.2, "%", Exact);
    check("−6", -6.0, "", Exact);
    check("－6", -6.0, "", Exact);
    check("-6.5%", -6.5, "%", Exact);
    check("-¥5", -5.0, "元", Exact);
    check("00012", 12.0, "", Exact);
    check("1\u{a0}024\u{202f}000", 1_024_000.0, "", Exact);
    check("1'024", 1024.0, "", Exact);
    check("１，０２４．５", 1024.5, "", Exact);
    check("百分之七十", 70.0, "%", Exact);
    check(
        "12345678901234567890",
        12_345_678_901_234_567_890.0,
        "",
        Exact,
    );
    check_code("(7)", Code::Parentheses, Some("-7"));
    check_code("（7）", Code::Parentheses, Some("-7"));
    check_code("1,02", Code::OddComma, None);
    check_code("1,0244", Code::OddComma, None);
    check_code("1e400", Code::TooBig, None);
}

#[test]
fn marks_are_notes_and_never_digits() {
    for (text, mark) in [
        ("59①", "①"),
        ("59*", "*"),
        ("59[1]", "[1]"),
        ("59¹", "¹"),
        ("59**", "**"),
        ("59 ①②", "①②"),
        ("59（注1）", "（注1）"),
    ] {
        check(text, 59.0, "", Exact);
        assert_eq!(read(text, None, false).mark, Some(mark), "{text}");
    }
    let cell = read("59件①", None, false);
    assert_eq!((cell.unit, cell.mark), (Some("件"), Some("①")));
    let cell = read("59①件", None, false);
    assert_eq!((cell.unit, cell.mark), (Some("件"), Some("①")));
    check("30m²", 30.0, "m²", Exact);
    for (text, flag) in [
        ("59p", "p"),
        ("59 r", "r"),
        ("59（快报）", "快报"),
        ("59(p)", "p"),
    ] {
        check(text, 59.0, "", Exact);
        assert_eq!(read(text, None, false).flag, Some(flag), "{text}");
    }
}

#[test]
fn ranges_run_forward() {
    for text in [
        "11—12个",
        "11–12个",
        "11-12个",
        "11~12个",
        "11至12个",
        "11个—12个",
        "11～12个",
        "11 - 12 个",
        "11——12个",
    ] {
        check(text, 11.0, "个", Range);
        assert_eq!(read(text, None, false).high, Some(12.0), "{text}");
    }
    for (text, low, high) in [
        ("3-5万元", 3e4, 5e4),
        ("3万-5万元", 3e4, 5e4),
        ("3万元至5万元", 3e4, 5e4),
    ] {
        let cell = read(text, None, false);
        assert_eq!((cell.value, cell.high), (Some(low), Some(high)), "{text}");
        assert_eq!(cell.unit, Some("元"), "{text}");
    }
    let cell = read("3-5", unit::whole("万元"), false);
    assert_eq!((cell.value, cell.high), (Some(3e4), Some(5e4)));
    let cell = read("70%—80%", None, false);
    assert_eq!(
        (cell.value, cell.high, cell.unit),
        (Some(70.0), Some(80.0), Some("%"))
    );
    check_code("12—11", Code::BackwardRange, None);
    check_code("12-Nov", Code::ExcelDate, Some("11—12"));
    check_code("11月12日", Code::ExcelDate, Some("11—12"));
    check_code("Nov-12", Code::ExcelDate, Some("11—12"));
    check_code("1-Mar", Code::ExcelDate, Some("1—3"));
    check_code("2022-03-01", Code::ExcelDate, Some("1—3"));
}

#[test]
fn ranks_have_one_place_and_one_scope() {
    for (text, place, scope) in [
        ("全省第一", 1.0, Some("全省")),
        ("全省第二名", 2.0, Some("全省")),
        ("第3名", 3.0, None),
        ("第3位", 3.0, None),
        ("第十二", 12.0, None),
        ("并列第二", 2.0, None),
        ("並列第2", 2.0, None),
        ("全市并列第三", 3.0, Some("全市")),
        ("排全省第二", 2.0, Some("全省")),
        ("位居全市第3位", 3.0, Some("全市")),
        ("全国榜首", 1.0, Some("全国")),
        ("湖南省第一", 1.0, Some("湖南省")),
        ("全省同类县第一", 1.0, Some("全省同类县")),
    ] {
        let cell = read(text, None, false);
        assert_eq!((cell.value, cell.scope), (Some(place), scope), "{text}");
        assert_eq!(cell.unit, Some("名"), "{text}");
    }
    check_code("全省第二、全市第一", Code::TwoRanks, None);
    check_code("第三产业", Code::Unreadable, None);
}

#[test]
fn what_is_not_a_number_is_never_half_a_number() {
    for text in [
        "?1%",
        "59?",
        "约",
        "件",
        "5件6",
        "5、6",
        "收到81件",
        "81件提案",
        "3月",
        "abc",
        "5x",
        "１２a",
        "12:30",
        "81，57",
        "=A1",
        "1/2",
        "一二十",
        "三五个",
        "两三人",
    ] {
        let cell = read(text, None, false);
        assert_eq!(cell.value, None, "{text}");
        assert_eq!(cell.qualifier, Qualifier::Unreadable, "{text}");
        assert!(cell.problem.is_some(), "{text}");
    }
    for text in ["#DIV/0!", "######", "#N/A", "#VALUE!", "#NAME?"] {
        check_code(text, Code::ExcelError, None);
    }
    let cell = read("1.02E+03", None, false);
    assert_eq!(cell.value, Some(1020.0));
    assert_eq!(cell.problem, Some(Problem::new(Code::Scientific)));
}
