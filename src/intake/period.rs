//! Years and periods in every notation: `2019年`, `民國108年`, `2019/20`, `FY2022`, `2019/1/1`, `八届二次会议`.

use super::fold::{fold_char, is_space, trim};
use super::marks;
use super::numeral::numeral;
use crate::find::{find, has};

/// What a cell of a period column, or a header of a years-across table, says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Period<'a> {
    /// The calendar year that it is, or begins in.
    pub year: Option<i32>,
    /// How much of it has been understood.
    pub kind: Kind,
    /// A provisional or revised mark: `2022年(快报)`.
    pub flag: Option<&'a str>,
}

/// How much of a period has been understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Exactly one calendar year.
    Year,
    /// A span, a month, a quarter: a notation that is known.
    Span,
    /// Words of time: `八届二次会议`, `近年来`.
    Words,
    /// Neither: a two-digit year, a stray word.
    Unreadable,
}

/// Reads a period. `roc` says that bare numbers are years of the Republic of China, as the header or the title has it.
pub(crate) fn read(cell: &str, roc: bool) -> Period<'_> {
    let text = trim(cell);
    let text = text.strip_prefix('\'').unwrap_or(text);
    if let [b'1' | b'2', _, _, _] = text.as_bytes()
        && let Ok(year) = text.parse::<u16>()
    {
        return Period {
            year: Some(i32::from(year)),
            kind: Kind::Year,
            flag: None,
        };
    }
    if text.len() > 96 {
        return Period {
            year: None,
            kind: Kind::Words,
            flag: None,
        };
    }
    let (text, flag) = without_mark(text);
    let folded: String = text
        .chars()
        .filter(|&c| !is_space(c))
        .map(|c| match fold_char(c).to_ascii_lowercase() {
            '–' | '—' | '―' | '~' | '至' | '到' => '-',
            '\\' => '/',
            c => c,
        })
        .collect();
    let (year, kind) = understood(&folded, roc);
    let year = year.filter(|_| kind != Kind::Unreadable);
    Period { year, kind, flag }
}

/// The text less a mark at its end: `2022年(快报)`, `2022p`, `2022*`, `2022①`.
fn without_mark(text: &str) -> (&str, Option<&str>) {
    for (at, c) in text.char_indices().skip(1) {
        let tail = text.get(at..).unwrap_or_default();
        let before = trim(text.get(..at).unwrap_or_default());
        if let Some((flag, "")) = marks::flag(tail)
            && before.ends_with(|c: char| c.is_ascii_digit() || c == '年' || c == '度')
        {
            return (before, Some(flag));
        }
        if !c.is_ascii_digit() && marks::trailing_marks(tail) == ("", Some(tail)) {
            return (before, None);
        }
    }
    (text, None)
}

fn understood(text: &str, roc: bool) -> (Option<i32>, Kind) {
    let (rest, roc) = match ["中華民國", "中华民国", "民國", "民国"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
    {
        Some(rest) => (rest, true),
        None => (text, roc),
    };
    // `X2020` is what R makes of a header that is a number.
    let rest = ["公元", "西元", "fy", "cy", "yr", "x"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    // 二〇一九年, 一百零八年
    if let Some(first) = rest.chars().next()
        && !first.is_ascii()
        && let Ok((number, after)) = numeral(rest, false)
        && (after.starts_with('年') || is_four_digits(rest))
    {
        let year = number.value(0);
        if (1000.0..3000.0).contains(&year) {
            return (Some(year as i32), after_year(after));
        }
        if roc && (1.0..400.0).contains(&year) {
            return (Some(year as i32 + 1911), after_year(after));
        }
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, after) = rest.split_at_checked(digits).unwrap_or((rest, ""));
    let value: i32 = number.parse().unwrap_or_default();
    match digits {
        4 if (1000..3000).contains(&value) => (Some(value), after_year(after)),
        1..=3 if roc && value > 0 => match after_year(after) {
            // 108/109 is a span as 2019/20 is.
            Kind::Unreadable if is_span(after) => (Some(value + 1911), Kind::Span),
            kind => (Some(value + 1911), kind),
        },
        6 if after.is_empty()
            && (1000..3000).contains(&(value / 100))
            && (1..=12).contains(&(value % 100)) =>
        {
            (Some(value / 100), Kind::Span)
        }
        8 if after.is_empty() && (1000..3000).contains(&(value / 10_000)) => {
            let kind = if value % 10_000 == 101 {
                Kind::Year
            } else {
                Kind::Span
            };
            (Some(value / 10_000), kind)
        }
        _ => words(text),
    }
}

/// 二〇二二, digit by digit; 一千零二 is a number and no year.
fn is_four_digits(text: &str) -> bool {
    text.chars().count() == 4 && !text.contains(&['十', '百', '千', '万', '萬', '亿', '億'][..])
}

/// What is said behind the digits of a year.
fn after_year(text: &str) -> Kind {
    let bare = text
        .strip_suffix("财年")
        .or(text.strip_suffix("財年"))
        .unwrap_or(text);
    match bare {
        "" | "年" | "年度" | "年份" | ".0" | ".00" => return Kind::Year,
        _ => {}
    }
    // A school year begins in one calendar year and ends in the next.
    let school = ["学年度", "學年度", "学年", "學年"];
    if let Some(rest) = school.iter().find_map(|word| bare.strip_suffix(word))
        && (rest.is_empty() || is_span(rest))
    {
        return Kind::Span;
    }
    // `2020 [YR2020]` is how the World Bank writes it.
    let is_code = bare.starts_with("[yr") && bare.ends_with(']');
    if is_code || is_new_year(bare) {
        return Kind::Year;
    }
    if bare.starts_with(&['年', '上', '下', '底', '末', '初', '第'][..])
        && bare.chars().all(|c| c.is_ascii_digit() || has(TIME, c))
    {
        return Kind::Span;
    }
    let quarter = bare.trim_start_matches(&['-', '/', '.'][..]);
    if let Some(quarter) = quarter.strip_prefix(&['q', 'h', 'm'][..])
        && !quarter.is_empty()
        && quarter.len() <= 2
        && quarter.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Kind::Span;
    }
    if is_span(bare) {
        Kind::Span
    } else {
        Kind::Unreadable
    }
}

/// Characters of which notations of periods are made.
const TIME: &str = "年月日季度上下半底末初中第一二三四五六七八九十前后後-/.份";

/// `-2020`, `/20`, `-05`, `.01`, `-12-31`, `年-2020年`
fn is_span(text: &str) -> bool {
    let mut groups = 0;
    for group in text.split(&['-', '/', '.'][..]).skip(1) {
        let digits = group.trim_end_matches(&['年', '月', '日', '度'][..]);
        if digits.is_empty()
            || digits.len() > 4
            || !digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            return false;
        }
        groups += 1;
    }
    (1..=3).contains(&groups) && text.starts_with(&['-', '/', '.'][..])
}

/// The first of January at midnight: how Excel dresses up a bare year.
fn is_new_year(text: &str) -> bool {
    let (date, time) = match text.find(&['t', ':'][..]) {
        // The hour stands before the first colon, right behind the day.
        Some(_) => {
            let at = ["t00:00", "00:00", "t0:00", "0:00"]
                .iter()
                .filter_map(|word| find(text, word))
                .min();
            match at.and_then(|at| text.split_at_checked(at)) {
                Some((date, time)) => (date, time),
                None => return false,
            }
        }
        None => (text, ""),
    };
    let midnight = time
        .trim_start_matches(&['t'][..])
        .trim_end_matches(&['z'][..])
        .chars()
        .all(|c| matches!(c, '0' | ':' | '.'));
    midnight
        && matches!(
            date,
            "/1/1"
                | "/01/01"
                | "-1-1"
                | "-01-01"
                | ".1.1"
                | ".01.01"
                | "年1月1日"
                | "年01月01日"
                | "年1月1号"
        )
}

/// A period in words; a year among them counts.
fn words(text: &str) -> (Option<i32>, Kind) {
    let year = year_within(text);
    let of_time = text.contains(
        &[
            '届', '屆', '次', '会', '會', '期', '年', '月', '季', '日', '来', '來',
        ][..],
    );
    // `19年` is a two-digit year and no period in words.
    let starts_with_digit = text.starts_with(|c: char| c.is_ascii_digit());
    if (of_time && !starts_with_digit)
        || super::header::is_total(text)
        || (year.is_some() && !starts_with_digit)
    {
        (year, Kind::Words)
    } else {
        (None, Kind::Unreadable)
    }
}

/// The first year of four digits within a text that is not part of a longer number.
fn year_within(text: &str) -> Option<i32> {
    years_within(text).next()
}

/// The years within a text: 1900 to 2099 as four digits, and those of 民國.
pub(crate) fn years_within(text: &str) -> impl Iterator<Item = i32> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter_map(move |at| {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if at > 0 && digit(at - 1) {
            return None;
        }
        let length = (at..at + 5).take_while(|&at| digit(at)).count();
        let number: i32 = text.get(at..at + length)?.parse().ok()?;
        if length == 4 && (1900..2100).contains(&number) {
            return Some(number);
        }
        let before = text.get(..at)?;
        let roc = before.ends_with("民國") || before.ends_with("民国");
        (roc && (1..=3).contains(&length)).then_some(number + 1911)
    })
}

/// The only year that a title names; none where it names several or a span.
pub(crate) fn only_year(title: &str) -> Option<i32> {
    let folded: String = title
        .chars()
        .filter(|&c| !is_space(c))
        .map(fold_char)
        .collect();
    let mut years = years_within(&folded);
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, roc: bool, year: Option<i32>, kind: Kind) {
        let period = read(cell, roc);
        assert_eq!((period.year, period.kind), (year, kind), "{cell}");
    }

    #[test]
    fn a_calendar_year_in_every_notation() {
        for cell in [
            "2019",
            "2019年",
            "2019年度",
            "２０１９年",
            "二〇一九年",
            "2019.0",
            "2019/1/1",
            "2019-01-01",
            "2019年1月1日",
            "2019-01-01 00:00:00",
            "2019/1/1 0:00",
            "2019-01-01T00:00:00Z",
            "民國108年",
            "民国108年",
            "中華民國108年",
            "FY2019",
            " 2019 ",
            "'2019",
            "公元2019年",
            "2019财年",
            "20190101",
            "民國一百零八年",
            "二〇一九",
            "二○一九年",
            "2019 [YR2019]",
        ] {
            check(cell, false, Some(2019), Kind::Year);
        }
        check("108", true, Some(2019), Kind::Year);
        check("108年", true, Some(2019), Kind::Year);
    }

    #[test]
    fn spans_months_and_quarters_begin_in_a_year() {
        for cell in [
            "2019-2020",
            "2019—2020年",
            "2019/20",
            "2019-20",
            "2019年-2020年",
            "2019-05",
            "2019.1",
            "2019.01",
            "2019年5月",
            "2019年上半年",
            "2019Q1",
            "2019-Q1",
            "2019年第一季度",
            "2019年1-6月",
            "201905",
            "2019-12-31",
            "2019年末",
            "2019至2020年度",
            "2019学年",
            "2019學年度",
            "2019-2020学年",
            "2019上半年",
            "2019底",
        ] {
            check(cell, false, Some(2019), Kind::Span);
        }
        check("2003-05", false, Some(2003), Kind::Span);
        check("108/109", true, Some(2019), Kind::Span);
        check("108學年度", true, Some(2019), Kind::Span);
    }

    #[test]
    fn words_of_time_are_periods_and_the_rest_is_unreadable() {
        check("八届二次会议", false, None, Kind::Words);
        check("近年来", false, None, Kind::Words);
        check("截至2019年底", false, Some(2019), Kind::Words);
        check("2019年9月至2020年9月", false, Some(2019), Kind::Span);
        for cell in ["19", "19年", "108", "108年", "abc", "2019x", "20199"] {
            check(cell, false, None, read(cell, false).kind);
            assert_eq!(read(cell, false).kind, Kind::Unreadable, "{cell}");
        }
    }

    #[test]
    fn marks_of_a_year_are_flags() {
        for (cell, flag) in [
            ("2022年(快报)", Some("快报")),
            ("2022p", Some("p")),
            ("2022*", None),
            ("2022年①", None),
        ] {
            let period = read(cell, false);
            assert_eq!(
                (period.year, period.kind, period.flag),
                (Some(2022), Kind::Year, flag),
                "{cell}"
            );
        }
    }

    #[test]
    fn a_title_names_a_year_or_none() {
        assert_eq!(only_year("临武县2022年提案情况"), Some(2022));
        assert_eq!(only_year("２０２２年"), Some(2022));
        assert_eq!(only_year("民國110年"), Some(2021));
        assert_eq!(only_year("2018-2022年"), None);
        assert_eq!(only_year("提案20221件"), None);
    }
}
