//! The catalogue of known measures: names in three languages, unit, direction, theme and usual chart.
//!
//! It is `data/measures.csv`, compiled in and taken apart when it is first asked for. `data/README.md`
//! says what its columns hold; no field there has a comma or a quotation mark, so a line is split at
//! its commas and no CSV reader is needed.

use crate::find::rsplit_once;
use crate::gather::Gather as _;
use crate::locale::Lang;
use crate::order;
use std::sync::OnceLock;

/// Which way of changing is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better: problems solved.
    Up,
    /// Less is better: a rank, people affected by a hazard.
    Down,
    /// Neither: proposals received.
    None,
}

/// What part of the work a measure tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Filed, registered, closed, satisfaction.
    Proposals,
    /// Public opinion reports: received, compiled, adopted, instructed.
    Opinions,
    /// Problems solved for residents.
    Problems,
    /// Money and goods given or raised.
    Donations,
    /// Ranks and honours.
    Rankings,
    /// Consultation, study, publicity and the places for it.
    Consultation,
    /// The members and their training.
    Members,
    /// Investment and enterprises.
    Investment,
}

impl Theme {
    /// All, by the names that the catalogue writes.
    const ALL: [(&'static str, Theme); 8] = [
        ("proposals", Theme::Proposals),
        ("opinions", Theme::Opinions),
        ("problems", Theme::Problems),
        ("donations", Theme::Donations),
        ("rankings", Theme::Rankings),
        ("consultation", Theme::Consultation),
        ("members", Theme::Members),
        ("investment", Theme::Investment),
    ];

    /// The name that the catalogue writes.
    pub fn key(self) -> &'static str {
        Theme::ALL
            .iter()
            .find(|(_, theme)| *theme == self)
            .map_or("", |(key, _)| key)
    }
}

/// One known measure.
#[derive(Debug)]
pub struct Measure {
    /// Its stable key: `proposals_received`.
    pub key: &'static str,
    /// In Simplified Chinese, Traditional Chinese (none where it is the Simplified one character by character) and English.
    names: [&'static str; 3],
    /// The name in Traditional Chinese, once it has been asked for.
    traditional: OnceLock<String>,
    /// The usual unit, in Simplified Chinese and without 万 or 亿; a file's own unit overrules it.
    pub unit: &'static str,
    /// Which way of changing is the better one.
    pub direction: Direction,
    /// What part of the work it tells of.
    pub theme: Theme,
    /// The usual chart, by its name in the `chart` attribute; none: the data decide.
    pub chart: Option<&'static str>,
    /// Further names in files, in Simplified Chinese, with `|` between.
    aliases: &'static str,
}

impl Measure {
    /// The name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        let [hans, hant, en] = self.names;
        match lang {
            Lang::ZhHans => hans,
            Lang::ZhHant if hant.is_empty() => self.traditional.get_or_init(|| traditional(hans)),
            Lang::ZhHant => hant,
            Lang::En => en,
        }
    }

    /// Further names that files use, in Simplified Chinese.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> {
        self.aliases
            .split(&['|'][..])
            .filter(|alias| !alias.is_empty())
    }

    /// One line of the catalogue; none where it is not one.
    fn parse(line: &'static str) -> Option<Measure> {
        let mut fields = line.split(&[','][..]);
        Some(Measure {
            key: fields.next()?,
            names: [fields.next()?, fields.next()?, fields.next()?],
            unit: fields.next()?,
            direction: match fields.next()? {
                "up" => Direction::Up,
                "down" => Direction::Down,
                "none" => Direction::None,
                _ => return None,
            },
            theme: {
                let key = fields.next()?;
                Theme::ALL.iter().find(|(known, _)| *known == key)?.1
            },
            chart: fields.next().filter(|chart| !chart.is_empty()),
            aliases: fields.next()?,
            traditional: OnceLock::new(),
        })
    }
}

/// The catalogue as it is written.
const CATALOGUE: &str = include_str!("../data/measures.csv");

/// Every known measure, in the order of the catalogue: by theme, the usual ones first.
pub fn all() -> &'static [Measure] {
    static ALL: OnceLock<Vec<Measure>> = OnceLock::new();
    // The header is no measure: "direction" is not a direction.
    ALL.get_or_init(|| {
        let lines = CATALOGUE.split(&['\n'][..]);
        lines.filter_map(Measure::parse).gather()
    })
}

/// The measure with this key.
pub fn by_key(key: &str) -> Option<&'static Measure> {
    all().iter().find(|measure| measure.key == key)
}

/// Looks a measure up by its key, its name in any language, or an alias in either script.
///
/// Words are compared [folded](fold) and whole, never by a part of them: 捐款捐物 is not 捐款.
pub fn find(words: &str) -> Option<&'static Measure> {
    // No name is as long, and a cell of a file may be a mebibyte.
    if words.len() > 300 {
        return None;
    }
    static INDEX: OnceLock<Vec<(String, &'static Measure)>> = OnceLock::new();
    // Traditional names are not listed: words are looked up in Simplified. A test holds that this finds them.
    let index = INDEX.get_or_init(|| {
        let mut index: Vec<_> = all()
            .iter()
            .flat_map(|measure| {
                let [hans, _, en] = measure.names;
                [measure.key, hans, en]
                    .into_iter()
                    .chain(measure.aliases())
                    .map(move |name| (fold(name), measure))
            })
            .gather();
        order::sort_by(&mut index, |(a, _), (b, _)| a.cmp(b));
        index
    });
    let words = simplified(&fold(words));
    let at = index.binary_search_by(|(name, _)| name.as_str().cmp(&words));
    index.get(at.ok()?).map(|&(_, measure)| measure)
}

/// Folds words for comparing them whole: measures, areas, header words.
///
/// A compact subset of NFKC, then lower case, without spaces and without a unit bracket at the end:
/// - full-width ASCII (`％`, `（`, `Ａ`), small and vertical brackets, half-width CJK punctuation;
/// - squared units (`㎡`, `㎞`, `℃`, `№`), circled, superscript and Roman numerals (`①`, `²`, `Ⅱ`);
/// - Kangxi radicals (`⽬` for `目`) and the compatibility ideographs of the catalogue's own words
///   (U+F9DB for `率`): both come with text copied from PDF files;
/// - spaces of every kind and the invisible characters that cells carry (zero-width, soft hyphen,
///   byte order mark) vanish;
/// - lower case is ASCII's.
///
/// Not covered: half-width katakana, Hangul, ligatures, combining marks, other compatibility ideographs.
/// A bracket that holds no unit stays: `委员(男)`.
pub fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            // Most of all text; first, so that it costs nothing more.
            '\u{4E00}'..='\u{9FFF}' => folded.push(character),
            '\u{9}'..='\u{D}'
            | ' '
            | '\u{85}'
            | '\u{A0}'
            | '\u{AD}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200D}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202F}'
            | '\u{205F}'
            | '\u{2060}'
            | '\u{3000}'
            | '\u{FEFF}' => {}
            '\0'..='\u{7F}' => folded.push(character.to_ascii_lowercase()),
            '\u{FF01}'..='\u{FF5E}' => {
                let ascii = char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character);
                folded.push(ascii.to_ascii_lowercase());
            }
            '\u{2F00}'..='\u{2FD5}' => {
                folded.push(radical(character).unwrap_or(character));
            }
            _ => match spelled(character) {
                Some(plain) => folded.push_str(plain),
                None => folded.push(character),
            },
        }
    }
    without_unit(folded)
}

/// Takes a bracket that holds a unit off the end of folded words.
fn without_unit(mut folded: String) -> String {
    let split = match folded.strip_suffix(')') {
        Some(open) => rsplit_once(open, '('),
        None => folded
            .strip_suffix(']')
            .and_then(|open| rsplit_once(open, '[')),
    };
    if let Some((before, unit)) = split
        && !before.is_empty()
        && is_unit(unit)
    {
        folded.truncate(before.len());
    }
    folded
}

/// Whether folded words are a unit, a multiplier before it allowed: `件`, `万元`.
fn is_unit(words: &str) -> bool {
    let words = simplified(words);
    let words = words.strip_prefix("单位:").unwrap_or(&words);
    let base = words.trim_start_matches(&['万', '亿', '千', '百', '十'][..]);
    UNITS
        .split_ascii_whitespace()
        .any(|unit| unit == words || unit == base)
}

/// Traditional characters of the catalogue's words and of units, made Simplified; all others stay.
fn simplified(words: &str) -> String {
    converted(words, false)
}

/// The catalogue's Simplified words made Traditional.
fn traditional(words: &str) -> String {
    converted(words, true)
}

/// Each character as the other of the first pair in which it is the first; or the second, the other way back.
fn converted(words: &str, back: bool) -> String {
    let one = |character: char| {
        if character.is_ascii() {
            return character;
        }
        let mut pairs = SIMPLIFIED.split_ascii_whitespace();
        let other = pairs.find_map(|pair| {
            let rest = if back {
                pair.strip_suffix(character)
            } else {
                pair.strip_prefix(character)
            };
            rest?.chars().next()
        });
        other.unwrap_or(character)
    };
    words.chars().map(one).collect()
}

/// Units that stand in the brackets of headers and labels, in Simplified Chinese, folded.
const UNITS: &str = "件 次 件次 人次 批次 场次 户次 台次 元 人民币元 美元 港元 欧元 人 名 位 个 家 户 条 篇 期 份 册 本 部 \
    项 起 处 所 座 张 场 批 支 台 辆 头 只 天 日 月 年 小时 分钟 分 岁 届 吨 千克 公斤 克 kg g t 升 米 m 公里 千米 km \
    平方米 平米 m2 平方公里 平方千米 km2 亩 公顷 立方米 m3 千瓦 千瓦时 度 kw kwh % ‰ 百分点 °c";

/// A Traditional character and its Simplified one, a pair a word; of several Traditional ones, the usual one first.
/// Covers the catalogue (a test holds it) and units.
const SIMPLIFIED: &str = "「“ 」” 佔占 來来 個个 價价 億亿 內内 冊册 劃划 動动 務务 區区 協协 參参 員员 問问 單单 噸吨 \
    國国 團团 報报 場场 學学 實实 審审 導导 屆届 幣币 幫帮 幹干 廳厅 張张 復复 徵征 慶庆 戶户 採采 擾扰 \
    數数 時时 書书 會会 條条 業业 檢检 歐欧 歲岁 決决 測测 滿满 災灾 為为 爲为 牽牵 畝亩 發发 監监 眾众 \
    礎础 積积 範范 簽签 籌筹 籤签 糾纠 約约 級级 紛纷 組组 結结 統统 經经 線线 綫线 編编 縣县 總总 群群 羣群 \
    習习 聯联 職职 臺台 與与 萬万 蓋盖 處处 衆众 見见 規规 視视 討讨 訓训 訪访 設设 課课 誼谊 調调 請请 \
    論论 議议 讀读 貧贫 資资 躍跃 輛辆 輯辑 辦办 進进 鐘钟 門门 開开 間间 隱隐 雲云 頃顷 項项 領领 頭头 \
    題题 額额 類类 駐驻 驛驿 體体 點点";

/// The ideographs of the 214 Kangxi radicals, U+2F00 to U+2FD5, in order.
const RADICALS: &str = include_str!("measure/radicals.txt");

/// A character and what NFKC makes of it, in lower case, a pair a word.
const SPELLED: &str = include_str!("measure/spelled.txt");

// Each of these two texts has a reader of its own that is not inlined, so that the module that a page begins with
// can go without it (wasm-pack.toml, `leave-out`).

/// The ideograph of a Kangxi radical.
#[inline(never)]
fn radical(character: char) -> Option<char> {
    let at = u32::from(character).checked_sub(0x2F00)?;
    RADICALS.chars().nth(at as usize)
}

/// What stands for a character that is spelled out.
#[inline(never)]
fn spelled(character: char) -> Option<&'static str> {
    SPELLED
        .split_ascii_whitespace()
        .find_map(|spelled| spelled.strip_prefix(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_line_of_the_catalogue_is_a_measure() {
        assert_eq!(all().len(), CATALOGUE.lines().count() - 1);
        assert!(!CATALOGUE.contains('"'));
        for line in CATALOGUE.lines() {
            assert_eq!(line.split(',').count(), 9, "{line}");
        }
    }

    #[test]
    fn fields_are_complete_and_known() {
        // The charts of the `chart` attribute that suit one measure.
        let charts = ["bar", "line", "rank"];
        for measure in all() {
            let key = measure.key;
            assert!(
                key.chars().all(|c| c.is_ascii_lowercase() || c == '_'),
                "{key}"
            );
            for lang in Lang::ALL {
                assert!(!measure.name(lang).is_empty(), "{key}");
            }
            assert!(measure.name(Lang::En).is_ascii(), "{key}");
            assert!(measure.chart.is_none_or(|c| charts.contains(&c)), "{key}");
            assert!(is_unit(measure.unit), "{key}: {}", measure.unit);
            assert!(!measure.unit.contains(['万', '亿']), "{key}");
            assert_eq!(key.starts_with("rank_"), measure.chart == Some("rank"));
        }
    }

    #[test]
    fn no_two_measures_share_a_name() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for measure in all() {
            let [hans, _, en] = measure.names;
            for name in [measure.key, hans, en].into_iter().chain(measure.aliases()) {
                let other = seen.insert(fold(name), measure.key);
                assert_eq!(other, None, "{name} of {}", measure.key);
                // The index holds Simplified words; one that the table would change could not be found.
                assert_eq!(simplified(name), name);
            }
        }
    }

    #[test]
    fn traditional_names_are_the_simplified_ones_in_the_other_script() {
        for measure in all() {
            let [hans, written, _] = measure.names;
            assert_eq!(simplified(measure.name(Lang::ZhHant)), hans);
            // One that follows from the Simplified name would only take room on every page.
            assert_ne!(written, traditional(hans));
        }
        for (key, name) in [
            ("opinions_adopted_province", "省政協採用社情民意信息"),
            ("beneficiaries", "受惠群眾"),
            ("online_duty_days", "委員線上值班"),
            ("proposals_replied_rate", "提案辦復率"),
            ("survey_reports", "「十四五」規劃調研報告"),
        ] {
            assert_eq!(
                by_key(key).map(|measure| measure.name(Lang::ZhHant)),
                Some(name)
            );
        }
        // Written differently in the two scripts, so they must differ.
        let differ = all()
            .iter()
            .filter(|m| m.name(Lang::ZhHans) != m.name(Lang::ZhHant));
        assert_eq!(differ.count(), 78);
    }

    #[test]
    fn every_name_finds_its_measure() {
        for measure in all() {
            let names = Lang::ALL.map(|lang| measure.name(lang));
            for name in [measure.key].into_iter().chain(names) {
                assert_eq!(find(name).map(|m| m.key), Some(measure.key), "{name}");
            }
            for alias in measure.aliases() {
                assert_eq!(find(alias).map(|m| m.key), Some(measure.key), "{alias}");
            }
            assert_eq!(by_key(measure.key).map(|m| m.key), Some(measure.key));
        }
        assert!(by_key("收到提案").is_none());
    }

    #[test]
    fn words_find_measures_whole_and_never_in_part() {
        for (words, key) in [
            ("收到提案", Some("proposals_received")),
            ("收 到\u{3000}提案（件）", Some("proposals_received")),
            ("PROPOSALS  Received", Some("proposals_received")),
            ("立案", Some("proposals_registered")),
            ("經審查立案", Some("proposals_registered")),
            ("縣領導批示", Some("opinions_instructed")),
            ("“十四五”規劃調研報告", Some("survey_reports")),
            ("「十四五」規劃調研報告", Some("survey_reports")),
            ("办复\u{F9DB}[％]", Some("proposals_replied_rate")),
            ("捐款捐物（万元）", Some("donations")),
            ("捐款(萬元)", Some("donations_cash")),
            ("滿意率", Some("satisfied_rate")),
            ("滿意和基本滿意率", Some("satisfaction_rate")),
            ("收到提案情况", None),
            ("捐", None),
            ("", None),
            ("委员(男)", None),
        ] {
            assert_eq!(find(words).map(|measure| measure.key), key, "{words}");
        }
    }

    #[test]
    fn folding() {
        for (words, folded) in [
            ("年　份", "年份"),
            (" Year\u{A0}", "year"),
            ("ＧＤＰ（亿元）", "gdp"),
            ("面积(㎡)", "面积"),
            ("捐款(单位：万元)", "捐款"),
            ("捐款[萬元]", "捐款"),
            ("参与(千人)", "参与"),
            ("委员(男)", "委员(男)"),
            ("(万元)", "(万元)"),
            ("率(%)(%)", "率(%)"),
            ("⾯积", "面积"),
            ("⼀⿕", "一龠"),
            ("\u{FEFF}地\u{200B}区", "地区"),
            ("②捐款Ⅱ", "2捐款ii"),
            ("", ""),
        ] {
            assert_eq!(fold(words), folded, "{words}");
            assert_eq!(fold(&fold(words)).is_empty(), folded.is_empty());
        }
        assert_eq!(RADICALS.chars().count(), 214);
    }
}
