//! Lines of text: their widths where there is no canvas, and how they are broken and cut.

use crate::find::has;
use crate::scene::MeasureText;

/// Widths of a typical sans serif, so that the command line and the golden pictures are the same everywhere.
///
/// ASCII has the advance widths of Helvetica (Adobe's published font metrics, in thousandths of the
/// font size); East Asian wide characters are one em; the rest is taken as 0.6 em.
#[derive(Debug, Clone, Copy, Default)]
pub struct WidthTable;

/// Advance widths of U+0020 to U+007E.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
    278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, // digits
    278, 278, 584, 584, 584, 556, 1015, // : to @
    667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,
    611, 722, 667, 944, 667, 667, 611, // A to Z
    278, 278, 278, 469, 556, 333, // [ to `
    556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, // a to z
    334, 260, 334, 584, // { to ~
];

/// The width of a character in thousandths of the font size.
fn advance(char: char) -> u16 {
    let code = char as u32;
    if let Some(&width) = code
        .checked_sub(0x20)
        .and_then(|at| ASCII.get(usize::try_from(at).ok()?))
    {
        return width;
    }
    match code {
        0x2009 => 200, // thin space
        // ・ “ ” ‘ ’ … — are set full width in Chinese fonts.
        0x2014 | 0x2018..=0x201d | 0x2026 => 1000,
        0x2013 => 556,
        0xb7 => 333,
        0x1100..=0x115f | 0x2190..=0x21ff | 0x2460..=0x24ff | 0x2500..=0x27bf => 1000,
        0x2e80..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe4f => 1000,
        0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd => 1000,
        _ => 600,
    }
}

impl MeasureText for WidthTable {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let thousandths: u32 = text.chars().map(|char| u32::from(advance(char))).sum();
        // Bold Latin is about 6 % wider; Chinese keeps its em.
        let ascii: u32 = if bold {
            text.chars()
                .filter(char::is_ascii)
                .map(|char| u32::from(advance(char)))
                .sum()
        } else {
            0
        };
        (f64::from(thousandths) + f64::from(ascii) * 0.06) / 1000.0 * size
    }
}

/// How a text is set: what measuring needs to know.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The font size in CSS px.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
    /// Who measures.
    pub measure: &'a dyn MeasureText,
}

impl Setting<'_> {
    /// The width of a line in CSS px.
    pub fn width(&self, text: &str) -> f64 {
        self.measure.width(text, self.size, self.bold)
    }

    /// The font size at which the text is no wider than `width`: for values, which are set smaller rather than cut.
    pub fn shrunk(&self, text: &str, width: f64) -> f64 {
        let natural = self.width(text);
        if natural > width && natural > 0.0 {
            self.size * width.max(1.0) / natural
        } else {
            self.size
        }
    }

    /// The text cut to `width` with an ellipsis, where it is longer.
    pub fn fit(&self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.into();
        }
        let mut cut = String::new();
        let mut best = String::from("…");
        for char in text.chars() {
            cut.push(char);
            let mut tried = cut.trim_end().to_owned();
            tried.push('…');
            if self.width(&tried) > width {
                break;
            }
            best = tried;
        }
        best
    }

    /// The text in at most `lines` lines of `width`; the last is cut with an ellipsis where more would follow.
    ///
    /// Lines break between Chinese characters and at spaces, never before closing punctuation.
    pub fn wrap(&self, text: &str, width: f64, lines: usize) -> Vec<String> {
        let mut done: Vec<String> = Vec::new();
        for paragraph in text.split(&['\n'][..]) {
            let mut line = String::new();
            let mut words = breakable(paragraph).into_iter().peekable();
            while let Some(word) = words.next() {
                let longer = format!("{line}{word}");
                if line.is_empty() || self.width(longer.trim_end()) <= width {
                    line = longer;
                    continue;
                }
                if done.len() + 1 >= lines {
                    let rest: String = words.collect();
                    done.push(self.fit(&format!("{line}{word}{rest}"), width));
                    return done;
                }
                self.lay(&mut done, line.trim_end(), width, lines);
                line = word.trim_start().to_owned();
            }
            if done.len() >= lines {
                return done;
            }
            self.lay(&mut done, line.trim_end(), width, lines);
        }
        done
    }

    /// Adds a line; one word that is wider goes on in the next rather than being cut, where there may be one.
    fn lay(&self, done: &mut Vec<String>, line: &str, width: f64, lines: usize) {
        let mut rest = line;
        while done.len() + 1 < lines && self.width(rest) > width {
            let mut ends = rest.char_indices().skip(1).map(|(at, _)| at);
            let wide = |end: &usize| {
                rest.get(..*end)
                    .is_some_and(|part| self.width(part) > width)
            };
            // At least one character a line.
            let first = ends.next().unwrap_or(rest.len());
            let end = ends.take_while(|end| !wide(end)).last().unwrap_or(first);
            let (part, after) = rest.split_at(end);
            done.push(part.to_owned());
            rest = after;
        }
        done.push(self.fit(rest, width));
    }
}

/// The pieces of a line between which it may be broken.
fn breakable(line: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut glue = true;
    let mut after_space = false;
    for char in line.chars() {
        let closing = has("，。、；：！？）》」』】”’％%,.;:!?)]}·", char);
        let wide = advance(char) == 1000;
        let opening = has("（《「『【“‘([", char);
        let join = closing
            || (glue && !after_space)
            || (!wide && !after_space && !opening && joins(&pieces));
        match pieces.last_mut() {
            Some(last) if join || char == ' ' => last.push(char),
            _ => pieces.push(char.into()),
        }
        glue = opening;
        after_space = char == ' ';
    }
    pieces
}

/// Whether a Latin letter or digit goes on with the piece before it.
fn joins(pieces: &[String]) -> bool {
    pieces
        .last()
        .and_then(|piece| piece.chars().last())
        .is_some_and(|last| advance(last) != 1000 && last != ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: Setting = Setting {
        size: 10.0,
        bold: false,
        measure: &WidthTable,
    };

    #[test]
    fn a_chinese_character_is_an_em_and_a_digit_is_not() {
        assert_eq!(SET.width("提案"), 20.0);
        assert!((SET.width("2022") - 22.24).abs() < 1e-9);
    }

    #[test]
    fn lines_break_between_characters_but_not_before_punctuation_or_within_numbers() {
        assert_eq!(SET.wrap("收到提案，立案", 40.0, 3), ["收到提", "案，立案"]);
        assert_eq!(SET.wrap("立案 5,061 件", 30.0, 3), ["立案", "5,061", "件"]);
        assert_eq!(
            SET.wrap("proposals received", 50.0, 2),
            ["proposals", "received"]
        );
    }

    #[test]
    fn a_word_that_is_too_long_goes_on_in_the_next_line() {
        assert_eq!(
            SET.wrap("two delegations", 30.0, 4),
            ["two", "deleg", "ations"]
        );
        assert_eq!(SET.wrap("delegations", 1.0, 3), ["d", "e", "…"]);
        assert_eq!(SET.wrap("", 10.0, 2), [""]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(SET.fit("向市政协大会提交提案", 55.0), "向市政协…");
        assert_eq!(
            SET.wrap("向市政协大会提交提案数量", 40.0, 2),
            ["向市政协", "大会提…"]
        );
        assert_eq!(SET.fit("短", 10.0), "短");
    }
}
