//! Numbers in running text, with the words around them that qualify them.

/// A number in running text: what stands right before it, its value, what follows it.
#[derive(Debug)]
pub struct Number<'a> {
    pub before: &'a str,
    pub value: f64,
    pub after: &'a str,
}

/// What a number and the words around it say.
#[derive(Debug, PartialEq)]
pub struct Said {
    pub value: f64,
    pub qualifier: &'static str,
    /// The rest: multiplier, unit, and what else follows.
    pub rest: String,
}

/// The numbers of a text: ASCII digits with grouping, or hanzi.
pub fn numbers(text: &str) -> Vec<Number<'_>> {
    const HANZI: &str = "零一二三四五六七八九";
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let run = |belongs: fn(char) -> bool| {
            let end = text[at..].find(|c| !belongs(c));
            end.map_or(text.len(), |end| at + end)
        };
        let (end, value) = if first.is_ascii_digit() {
            let mut end = run(|c| c.is_ascii_digit() || c == ',' || c == '.');
            while text[..end].ends_with([',', '.']) {
                end -= 1;
            }
            (end, text[at..end].replace(',', "").parse().ok())
        } else if HANZI.contains(first) {
            let end = run(|c| HANZI.contains(c));
            let digit = HANZI.chars().position(|c| c == first);
            // One digit is all that the reports use; 第一 is a rank and not a number.
            let one = end - at == first.len_utf8() && !text[..at].ends_with('第');
            (end, digit.filter(|_| one).map(|digit| digit as f64))
        } else {
            at += first.len_utf8();
            continue;
        };
        numbers.extend(value.map(|value| Number {
            before: &text[..at],
            value,
            after: &text[end..],
        }));
        at = end;
    }
    numbers
}

/// The number with the qualifier that stands before it, between it and its unit, or after the unit.
pub fn said(number: &Number<'_>, units: &[&str]) -> Said {
    let mut rest = number.after.trim_start();
    let mut qualifier = "exact";
    if number.before.ends_with(['近', '约', '約']) {
        qualifier = "near";
    }
    if number.before.ends_with(['超', '逾']) {
        qualifier = "over";
    }
    if let Some(after) = rest.strip_prefix(['余', '餘', '多']) {
        (qualifier, rest) = ("over", after);
    }
    let unit = units.iter().find(|unit| rest.starts_with(**unit));
    if unit.is_some_and(|unit| rest[unit.len()..].starts_with("以上")) {
        qualifier = "over";
    }
    Said {
        value: number.value,
        qualifier,
        rest: rest.to_owned(),
    }
}

/// A rank's scope and place: `居全市首位`, `全省第二`.
pub fn rank(cell: &str) -> Option<(&str, f64)> {
    let cell = cell.strip_prefix('居').unwrap_or(cell);
    let places = [("第一", 1.0), ("首位", 1.0), ("第二", 2.0)];
    let place = |(word, place)| Some((cell.strip_suffix(word)?, place));
    places.into_iter().find_map(place)
}
