//! Every word that a user sees, in Simplified Chinese, Traditional Chinese and English.

pub(crate) mod diagnostics;

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
    /// other `zh` Simplified, all else English. An empty tag is Simplified, the language of the portals.
    pub fn from_tag(tag: &str) -> Lang {
        let tag = tag.trim().to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        match parts.next() {
            Some("" | "zh" | "cmn") => {
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
