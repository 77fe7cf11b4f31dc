//! Excel's number formats, as far as they say what a number means: the percent sign, the words about it, which
//! parts of a date are meant.

/// What a number format puts about a number: `81件` for `0"件"`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Affixes {
    before: String,
    behind: String,
    percent: bool,
}

impl Affixes {
    /// What a format says; nothing where it scales, chooses or replaces the number (`0,"千"`, `0!.0,"万"`,
    /// `[>100]…`), because its words would then be wrong beside the number that the cell holds.
    pub fn of(format: &str) -> Self {
        Self::read(format).unwrap_or_default()
    }

    /// A number in these words; `write` writes one of 100 times the size where percent is meant.
    pub fn about(&self, value: f64, write: impl Fn(f64) -> String) -> String {
        let shown = match self.percent {
            true => write(value * 100.0) + "%",
            false => write(value),
        };
        let (sign, size) = match shown.strip_prefix('-') {
            Some(size) => ("-", size),
            None => ("", shown.as_str()),
        };
        format!("{sign}{}{size}{}", self.before, self.behind)
    }

    /// Of the first section, that for positive numbers; the others only differ in sign and colour.
    fn read(format: &str) -> Option<Self> {
        // Chinese Excel and WPS write their own name of General into some files.
        let format = format.replace("G/通用格式", "0").replace("General", "0");
        let mut affixes = Self::default();
        let mut place = Place::Before;
        let mut rest = format.chars().peekable();
        while let Some(character) = rest.next() {
            match character {
                ';' => break,
                '%' => affixes.percent = true,
                // Digits behind words are a second number, or a part of the first after a point that is none.
                '0' | '#' | '?' | '.' if place == Place::Behind => return None,
                '0' | '#' | '?' | '.' => place = Place::Digits,
                // Between digits a comma groups them; behind the last it divides by a thousand.
                ',' => match rest.peek() {
                    Some('0' | '#' | '?') if place == Place::Digits => {}
                    _ => return None,
                },
                // A space as wide as the next character; the next character as often as it fits.
                '_' | '*' => {
                    rest.next();
                }
                '[' => {
                    let inner = until(&mut rest, ']');
                    if inner.starts_with(['<', '>', '=']) {
                        return None;
                    }
                    // `[$¥-804]` is a currency sign; `[Red]` is not shown.
                    if let Some(currency) = inner.strip_prefix('$') {
                        affixes.put(currency.split('-').next().unwrap_or_default(), &mut place);
                    }
                }
                '"' => affixes.put(&until(&mut rest, '"'), &mut place),
                '\\' | '!' => affixes.put(&String::from(rest.next()?), &mut place),
                'E' | 'e' | '/' | '@' => return None,
                other => affixes.put(&String::from(other), &mut place),
            }
        }
        if place == Place::Before {
            return None;
        }
        // The number brings its own minus.
        affixes.before = affixes.before.trim().trim_matches('-').into();
        affixes.behind = affixes.behind.trim_end().into();
        Some(affixes)
    }

    fn put(&mut self, words: &str, place: &mut Place) {
        if *place == Place::Before {
            self.before.push_str(words);
        } else {
            self.behind.push_str(words);
            *place = Place::Behind;
        }
    }
}

/// Where a number format has been read to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Digits,
    Behind,
}

/// Which parts of a date a number format shows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    pub year: bool,
    pub month: bool,
    pub day: bool,
}

impl DateParts {
    /// What a format of dates shows; `m` is the month, because who looks at hours and minutes looks at no date.
    pub fn of(format: &str) -> Self {
        let mut parts = Self::default();
        let mut rest = format.chars();
        while let Some(character) = rest.next() {
            match character.to_ascii_lowercase() {
                ';' => break,
                '"' => drop(until(&mut rest, '"')),
                '[' => drop(until(&mut rest, ']')),
                '\\' | '!' | '_' | '*' => drop(rest.next()),
                // `e` is the year of Chinese and Japanese formats.
                'y' | 'e' => parts.year = true,
                'm' => parts.month = true,
                'd' => parts.day = true,
                _ => {}
            }
        }
        parts
    }
}

/// What stands before the next `end`, which is taken too.
fn until(rest: &mut impl Iterator<Item = char>, end: char) -> String {
    rest.take_while(|&character| character != end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_a_number_are_kept() {
        for (value, format, expected) in [
            (81.0, "General", "81"),
            (81.0, "0\"件\"", "81件"),
            (81.0, "G/通用格式\"件\"", "81件"),
            (81.0, "General\\件", "81件"),
            (81.0, "#,##0件", "81件"),
            (390.0, "\"约\"0\"万元\"", "约390万元"),
            (-5.0, "0\"件\"", "-5件"),
            (-5.0, "0\"件\";-0\"件\"", "-5件"),
            (-5.0, "-0", "-5"),
            (3.0, "\"第\"0\"名\"", "第3名"),
            (0.95, "0%", "95%"),
            (0.07, "0%;[Red]-0%", "7%"),
            (95.0, "0.0\"%\"", "95%"),
            (1024.5, "#,##0_);(#,##0)", "1024.5"),
            (1024.0, "[$¥-804]#,##0.00", "¥1024"),
            (1024.0, "_ \"¥\"* #,##0_ ;_ \"¥\"* \\-#,##0_ ", "¥1024"),
        ] {
            let write = |value: f64| ((value * 10.0).round() / 10.0).to_string();
            assert_eq!(
                Affixes::of(format).about(value, write),
                expected,
                "{format}"
            );
        }
    }

    #[test]
    fn formats_that_dress_a_number_up_say_nothing() {
        for format in [
            "0!.0,\"万\"",
            "0\\.0,\"万\"",
            "0\".\"#,\"万\"",
            "0.0,,\"百万\"",
            "0,\"千\"",
            "0.00E+00",
            "# ?/?",
            "[=1]\"是\";\"否\"",
            "[>9999]0!.0,\"万\";0",
            "\"—\"",
            ";;;",
            "@",
            "",
        ] {
            assert_eq!(Affixes::of(format), Affixes::default(), "{format}");
        }
    }

    #[test]
    fn dates_show_some_of_their_parts() {
        for (format, expected) in [
            ("yyyy/m/d", (true, true, true)),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", (true, true, true)),
            ("yyyy\"年\"m\"月\"", (true, true, false)),
            ("yyyy\"年\"", (true, false, false)),
            ("[$-404]e\"年\"", (true, false, false)),
            ("m\"月\"d\"日\"", (false, true, true)),
            ("\"day\" yyyy", (true, false, false)),
        ] {
            let DateParts { year, month, day } = DateParts::of(format);
            assert_eq!((year, month, day), expected, "{format}");
        }
    }
}
