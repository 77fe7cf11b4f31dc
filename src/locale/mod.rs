//! Every word that a user sees, in Simplified Chinese, Traditional Chinese and English.

pub(crate) mod columns;
pub(crate) mod diagnostics;
mod en;
mod interface;
mod later;
#[cfg(test)]
mod translated;
mod words;
mod zh_hans;
mod zh_hant;

use crate::find::split_once;
pub use interface::Interface;
pub use later::{Later, later};
pub use words::{Words, lookup};

/// Puts `parts` in place of the `{}` of a template, in their order.
pub fn fill(template: &str, parts: &[&str]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut parts = parts.iter();
    let mut rest = template;
    while let Some((piece, behind)) = split_once(rest, "{}") {
        filled.push_str(piece);
        filled.push_str(parts.next().copied().unwrap_or_default());
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    ZhHans,
    /// Traditional Chinese.
    ZhHant,
    /// English.
    En,
}

impl Lang {
    /// All three, in the order in which tables of words have their columns.
    pub const ALL: [Lang; 3] = [Lang::ZhHans, Lang::ZhHant, Lang::En];

    /// The language that a BCP 47 tag asks for: `zh-TW`, `zh-HK`, `zh-MO` and `zh-Hant` are Traditional,
    /// Cantonese too; other `zh` Simplified, and so the tongues in which Chinese portals are written beside it (Tibetan,
    /// Uyghur, Mongolian, Yi, Zhuang, Kazakh); all else English. An empty tag is Simplified, the language of the portals.
    pub fn from_tag(tag: &str) -> Lang {
        let tag = tag.trim().to_ascii_lowercase();
        let mut parts = tag.split(&['-', '_'][..]);
        match parts.next() {
            Some("yue") => Lang::ZhHant,
            Some("" | "zh" | "cmn" | "bo" | "ug" | "mn" | "ii" | "za" | "kk") => {
                let traditional = parts
                    .find_map(|part| match part {
                        "hant" => Some(true),
                        "hans" => Some(false),
                        "tw" | "hk" | "mo" => Some(true),
                        _ => None,
                    })
                    .unwrap_or(false);
                if traditional {
                    Lang::ZhHant
                } else {
                    Lang::ZhHans
                }
            }
            _ => Lang::En,
        }
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::ZhHans => "zh-Hans",
            Lang::ZhHant => "zh-Hant",
            Lang::En => "en",
        }
    }

    /// Whether it is one of the two Chinese.
    pub fn is_chinese(self) -> bool {
        self != Lang::En
    }
}

/// The parts with `separator` between them: one short loop, where std's `join` weighs five times as much and is
/// compiled for every kind of part.
pub(crate) fn join<T: AsRef<str>>(parts: &[T], separator: &str) -> String {
    let mut joined = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            joined.push_str(separator);
        }
        joined.push_str(part.as_ref());
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_choose_the_script() {
        for (tag, lang) in [
            ("zh-CN", Lang::ZhHans),
            ("zh", Lang::ZhHans),
            ("", Lang::ZhHans),
            ("zh-TW", Lang::ZhHant),
            ("zh-Hant-HK", Lang::ZhHant),
            ("zh-Hans-HK", Lang::ZhHans),
            ("yue-HK", Lang::ZhHant),
            ("bo", Lang::ZhHans),
            ("ug-CN", Lang::ZhHans),
            ("en-GB", Lang::En),
            ("ko", Lang::En),
        ] {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
    }

    #[test]
    fn templates_are_filled_in_order() {
        assert_eq!(fill("{}—{} 年", &["2018", "2025"]), "2018—2025 年");
        assert_eq!(fill("无数据", &["x"]), "无数据");
    }
}
