//! Whether every word that a user sees is there in all three languages and translated: not empty, not left in another
//! language or script, with the same places for figures, and nowhere but here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Lang, Words, columns};
use crate::dataset::Qualifier;

/// A Traditional character and its Simplified one, a pair a word: those of the first level of GB 2312 and of Big5, as
/// OpenCC has them. Above the rule each belongs to its script alone; below it the Simplified one is a Traditional
/// character too, as 后 (queen) beside 後 (after).
const PAIRS: &str = include_str!("pairs.txt");

/// What is written in Latin letters in Chinese as well.
const LATIN: &str = "CSV PNG SVG Excel WPS UTF MB Esc Tab Enter Home End Page Up Down utf gb18030 big5 16le encoding \
    xlsx xlsm xlsb xls ods Debian Ubuntu fonts noto cjk svg force sheet";

/// English with Chinese in it: what has to be typed as it stands, or is quoted.
const QUOTES_CHINESE: [&str; 6] = [
    "header-only.hint",
    "two-ranks.hint",
    "vague-number.hint",
    "conflicting-duplicate.hint",
    "unnamed-column.hint",
    "unreadable.hint",
];

/// What is the same in Chinese and in English: signs, or figures alone.
const SAME_IN_ENGLISH: [&str; 2] = ["words.dot", "later.value_then_name"];

/// One text in the three languages, in the order of [`Lang::ALL`].
struct Entry {
    name: String,
    texts: [String; 3],
}

fn is_chinese(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The characters that stand in Traditional Chinese alone, and those in Simplified Chinese alone.
fn scripts() -> (BTreeSet<char>, BTreeSet<char>) {
    let (both_ways, one_way) = PAIRS.split_once("---").unwrap();
    let (mut traditional, mut simplified) = (BTreeSet::new(), BTreeSet::new());
    for (pairs, both) in [(both_ways, true), (one_way, false)] {
        for pair in pairs.split_whitespace() {
            let mut pair = pair.chars();
            traditional.insert(pair.next().unwrap());
            let other = pair.next().unwrap();
            if both {
                simplified.insert(other);
            }
            assert_eq!(pair.next(), None);
        }
    }
    assert!(traditional.is_disjoint(&simplified));
    (traditional, simplified)
}

/// A list of names, `bar=Bar chart;line=Line chart`, as an entry for each.
fn split(name: &str, lists: [&str; 3], entries: &mut Vec<Entry>) {
    let maps = lists.map(|list| -> BTreeMap<&str, &str> {
        list.split(';')
            .map(|pair| pair.split_once('=').expect(list))
            .collect()
    });
    for key in maps
        .iter()
        .flat_map(BTreeMap::keys)
        .collect::<BTreeSet<_>>()
    {
        let text = |at: usize| maps[at].get(key).copied().unwrap_or_default().to_owned();
        entries.push(Entry {
            name: format!("{name}.{key}"),
            texts: [text(0), text(1), text(2)],
        });
    }
}

/// The words of charts. Destructured without `..`, so that a new field that is not held here does not compile.
fn words(entries: &mut Vec<Entry>) {
    let fields = |words: &'static Words| -> Vec<(&'static str, &'static str)> {
        macro_rules! fields {
            ($($field:ident)*) => {{
                // Lists of other makes than one text, each looked at below.
                let Words { multipliers: _, rates: _, themes: _, units: _, scopes: _, $($field),* } = words;
                vec![$((stringify!($field), *$field)),*]
            }};
        }
        fields!(year years with_year dot colon comma list semicolon stop no_data unreadable unreadable_text
            rank rank_in ranks_title tiles_title share_of at_least about at_most exceeds more fewer same
            rank_up rank_down points head_value)
    };
    let all = Lang::ALL.map(Words::of);
    let [hans, hant, en] = all.map(fields);
    for ((one, two), three) in hans.iter().zip(&hant).zip(&en) {
        entries.push(Entry {
            name: format!("words.{}", one.0),
            texts: [one.1, two.1, three.1].map(String::from),
        });
    }
    split("words.themes", all.map(|words| words.themes), entries);
    split("words.rates", all.map(|words| words.rates), entries);
}

/// Names that not every language has to have, because the file's own word is right: each with its language.
fn names() -> Vec<(String, Lang, String)> {
    let mut names = Vec::new();
    for lang in Lang::ALL {
        let words = Words::of(lang);
        for (list, of) in [("units", words.units), ("scopes", words.scopes)] {
            for pair in of.split(';') {
                let (key, name) = pair.split_once('=').unwrap();
                names.push((format!("words.{list}.{key}"), lang, name.to_owned()));
            }
        }
        for (factor, name) in words.multipliers {
            names.push((
                format!("words.multipliers.{factor}"),
                lang,
                name.to_string(),
            ));
        }
    }
    names
}

/// The texts with a line a word.
fn lines(file: &str, text: &str, entries: &mut Vec<Entry>) {
    for line in text.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let [name, hans, hant, en] = parts[..] else {
            panic!("{file}: {line}");
        };
        let name = format!("{file}.{name}");
        if [hans, hant, en].iter().all(|text| text.contains('=')) {
            split(&name, [hans, hant, en], entries);
        } else {
            entries.push(Entry {
                name,
                texts: [hans, hant, en].map(String::from),
            });
        }
    }
}

/// What is said of files, message and hint.
fn diagnostics(entries: &mut Vec<Entry>) {
    let unreadable = format!("unreadable\n{}", include_str!("unreadable.txt"));
    let blocks = include_str!("diagnostics.txt").split("\n\n");
    for block in blocks.chain([unreadable.as_str()]) {
        let lines: Vec<&str> = block.lines().collect();
        let [code, hans, hant, en] = lines[..] else {
            panic!("{block}");
        };
        let parts = [hans, hant, en].map(|line| line.split_once('\t').expect(line));
        for (name, texts) in [
            ("message", parts.map(|(message, _)| message.to_owned())),
            ("hint", parts.map(|(_, hint)| hint.to_owned())),
        ] {
            entries.push(Entry {
                name: format!("{code}.{name}"),
                texts,
            });
        }
    }
}

/// The heads and words of the CSV that is downloaded.
fn download(entries: &mut Vec<Entry>) {
    for (key, words) in columns::NAMES {
        entries.push(Entry {
            name: format!("columns.{key:?}"),
            texts: words.map(String::from),
        });
    }
    for qualifier in [
        Qualifier::Over,
        Qualifier::Near,
        Qualifier::Under,
        Qualifier::Range,
        Qualifier::Missing,
        Qualifier::Unreadable,
    ] {
        entries.push(Entry {
            name: format!("columns.{qualifier:?}"),
            texts: Lang::ALL.map(|lang| columns::qualifier(qualifier, lang).to_owned()),
        });
    }
    entries.push(Entry {
        name: "columns.yes".into(),
        texts: Lang::ALL.map(|lang| columns::yes(lang).to_owned()),
    });
}

/// The names of measures, and the one sentence of the loader.
fn outside(entries: &mut Vec<Entry>) {
    for measure in crate::measure::all() {
        entries.push(Entry {
            name: format!("measures.{}", measure.key),
            texts: Lang::ALL.map(|lang| measure.name(lang).to_owned()),
        });
    }
    let loader = include_str!("../../www/widget/county-charts.js");
    let (_, after) = loader.split_once("const WORDS = [").unwrap();
    let (list, _) = after.split_once("];").unwrap();
    let words: Vec<String> = list
        .split('\'')
        .skip(1)
        .step_by(2)
        .map(String::from)
        .collect();
    entries.push(Entry {
        name: "loader".into(),
        texts: words.try_into().unwrap(),
    });
}

/// Everything that stands in all three.
fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    words(&mut entries);
    lines("interface", include_str!("interface.txt"), &mut entries);
    lines("later", include_str!("later.txt"), &mut entries);
    diagnostics(&mut entries);
    download(&mut entries);
    outside(&mut entries);
    entries
}

/// `{}`, `{at}`, `{0}`: what is put in, whatever its order.
fn slots(text: &str) -> Vec<&str> {
    let mut slots: Vec<&str> = text
        .split('{')
        .skip(1)
        .map(|part| part.split_once('}').expect(text).0)
        .collect();
    slots.sort_unstable();
    slots
}

/// What in a text is of another script than its language's.
fn foreign(text: &str, lang: Lang) -> Vec<String> {
    let (traditional, simplified) = scripts();
    let chars = |wrong: &dyn Fn(char) -> bool| -> Vec<String> {
        text.chars()
            .filter(|char| wrong(*char))
            .map(String::from)
            .collect()
    };
    let mut foreign = match lang {
        Lang::ZhHans => chars(&|char| traditional.contains(&char)),
        Lang::ZhHant => chars(&|char| simplified.contains(&char)),
        Lang::En => chars(&is_chinese),
    };
    if lang != Lang::En {
        // Places for figures are no words.
        let parts = text.split('{').enumerate();
        let words = parts.map(|(at, part)| match part.split_once('}') {
            Some((_, rest)) if at > 0 => rest,
            _ => part,
        });
        for word in words.flat_map(|part| part.split(|char: char| !char.is_ascii_alphanumeric())) {
            let letters = word.chars().filter(char::is_ascii_alphabetic).count();
            if letters > 1 && !LATIN.split_whitespace().any(|known| known == word) {
                foreign.push(word.to_owned());
            }
        }
    }
    foreign
}

#[test]
fn every_word_is_there_and_translated() {
    let mut wrong = Vec::new();
    let entries = entries();
    assert!(entries.len() > 250, "{}", entries.len());
    let mut excused = Vec::new();
    for Entry { name, texts } in &entries {
        for (lang, text) in Lang::ALL.into_iter().zip(texts) {
            // English has a space where Chinese has a sign.
            if text.trim().is_empty() {
                wrong.push(format!("{name}: nothing in {}", lang.tag()));
            }
            if slots(text) != slots(&texts[0]) {
                wrong.push(format!("{name}: other places in {}: {text}", lang.tag()));
            }
            let foreign = foreign(text, lang);
            if lang == Lang::En && QUOTES_CHINESE.contains(&name.as_str()) {
                excused.push(name.as_str());
                if foreign.is_empty() {
                    wrong.push(format!("{name}: quotes no Chinese any more"));
                }
            } else if !foreign.is_empty() {
                wrong.push(format!("{name}: {foreign:?} in {}: {text}", lang.tag()));
            }
        }
        let same = texts[..2].contains(&texts[2]);
        if same && SAME_IN_ENGLISH.contains(&name.as_str()) {
            excused.push(name.as_str());
        } else if same {
            wrong.push(format!("{name}: the same in English: {}", texts[2]));
        }
    }
    for (name, lang, text) in names() {
        let foreign = foreign(&text, lang);
        if !foreign.is_empty() {
            wrong.push(format!("{name}: {foreign:?} in {}", lang.tag()));
        }
    }
    // An excuse of nothing hides what is to come.
    for name in QUOTES_CHINESE.iter().chain(&SAME_IN_ENGLISH) {
        if !excused.contains(name) {
            wrong.push(format!("{name} needs no exception"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_wrong_is_found() {
    assert_eq!(foreign("下載{at}", Lang::ZhHans), ["載"]);
    assert_eq!(foreign("下载", Lang::ZhHant), ["载"]);
    assert_eq!(foreign("皇后在後", Lang::ZhHant), [""; 0]);
    assert_eq!(foreign("皇后在後", Lang::ZhHans), ["後"]);
    assert_eq!(foreign("Download 数据", Lang::En), ["数", "据"]);
    assert_eq!(foreign("请 reload CSV", Lang::ZhHans), ["reload"]);
    assert_eq!(slots("{at}“{cell}”{0}"), ["0", "at", "cell"]);
    assert_eq!(
        literals(
            "let a = \"x\\\"y\"; // \"no\"\nlet b = '\"'; let c = r#\"z\"#; 'd: loop { \"e\" }"
        ),
        ["x\\\"y", "z", "e"]
    );
}

/// The command line's words stand in `match`es: each function has as many arms for a language as for another, and what
/// follows an arm's language is of it.
#[test]
fn the_command_line_speaks_three_languages() {
    let source = include_str!("../../cli/src/words.rs");
    let mut wrong = Vec::new();
    let mut arms = 0;
    for function in source.split("\npub fn ").skip(1) {
        // A helper behind it is of no language.
        let function = function.split("\nfn ").next().unwrap();
        let name = function.split('(').next().unwrap();
        let mut of = [Vec::new(), Vec::new(), Vec::new()];
        for part in function.split("Lang::").skip(1) {
            let tags = [
                ("ZhHans", Lang::ZhHans),
                ("ZhHant", Lang::ZhHant),
                ("En", Lang::En),
            ];
            let arm = tags
                .into_iter()
                .find_map(|(tag, lang)| Some((part.strip_prefix(tag)?, lang)));
            let Some((arm, lang)) = arm else {
                panic!("{name}: {part}");
            };
            let said = literals(arm).concat();
            let foreign = foreign(&said, lang);
            if said.trim().is_empty() || !foreign.is_empty() {
                wrong.push(format!("{name}: {foreign:?} in {}: {said}", lang.tag()));
            }
            of[lang as usize].push(said);
            arms += 1;
        }
        if of.iter().any(|arms| arms.len() != of[0].len()) {
            wrong.push(format!("{name}: not as many texts in each language"));
        }
        // English counts by a function of its own there.
        if name != "total" && slots(&of[0].concat()) != slots(&of[2].concat()) {
            wrong.push(format!("{name}: other places in English"));
        }
        if slots(&of[0].concat()) != slots(&of[1].concat()) {
            wrong.push(format!("{name}: other places in Traditional Chinese"));
        }
    }
    assert!(arms > 30);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The string literals of Rust, as they are written, without those of comments and of the tests at the end.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut literals = Vec::new();
    let chars: Vec<char> = source.chars().collect();
    let at = |at: usize| chars.get(at).copied().unwrap_or('\0');
    let mut now = 0;
    while now < chars.len() {
        match at(now) {
            '/' if at(now + 1) == '/' => {
                while now < chars.len() && at(now) != '\n' {
                    now += 1;
                }
            }
            // A character and no lifetime.
            '\'' if at(now + 1) == '\\' => {
                now += 3;
                while now < chars.len() && at(now) != '\'' {
                    now += 1;
                }
            }
            '\'' if at(now + 2) == '\'' => now += 2,
            '"' => {
                let raw = now > 0 && at(now - 1) == '#';
                let begin = now + 1;
                now += 1;
                while now < chars.len() && !(at(now) == '"' && (!raw || at(now + 1) == '#')) {
                    now += if at(now) == '\\' && !raw { 2 } else { 1 };
                }
                literals.push(chars[begin..now.min(chars.len())].iter().collect());
            }
            _ => {}
        }
        now += 1;
    }
    literals
}

/// Files whose literals are no words for users: what is read is as citizens' files have it, in any language.
const READERS: [&str; 3] = ["locale", "intake", "measure"];

/// Chinese in a literal elsewhere, by file, with the reason why it is no word of ours that lacks its translations.
const ELSEWHERE: [(&str, &[&str]); 4] = [
    // What a file would have in the cell and as its unit, had it been computed there; `Words::unit` translates it.
    ("chart/derive.rs", &["名", "第{}名", "百分点"]),
    // The units and names by which a rank is known, the unit that has a counting word in Chinese, and the marks of an imprecise figure, which the two Chinese write
    // alike or side by side there, and English writes in its own place.
    (
        "chart/format.rs",
        &[
            "名",
            "位",
            "排名",
            "名次",
            "位次",
            "以上",
            "余",
            "餘",
            "近",
            "约",
            "約",
            "不足",
            "百分点",
        ],
    ),
    // The units that a glyph is chosen by.
    (
        "chart/pictogram.rs",
        &[
            "人", "名", "位", "人次", "户", "戶", "人數", "件", "篇", "份", "期", "条", "條", "册",
            "冊", "件次", "元",
        ],
    ),
    // The units of people.
    (
        "chart/poster/blocks.rs",
        &["人", "名", "位", "人次", "户", "戶", "人数", "人數"],
    ),
];

/// Literals in Latin letters that begin as a label does and are none: names of fonts, of keys, of what browsers have.
const NO_LABELS: [(&str, &[&str]); 7] = [
    ("decimal.rs", &["NaN"]),
    (
        "svg.rs",
        &[
            "Arial, 'Liberation Sans', Helvetica, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
        ],
    ),
    (
        "walk.rs",
        &[
            "ArrowDown",
            "ArrowLeft",
            "ArrowRight",
            "ArrowUp",
            "End",
            "Home",
            "PageDown",
            "PageUp",
        ],
    ),
    ("web/gestures.rs", &["Escape"]),
    ("web/keys.rs", &["Enter"]),
    (
        "web/page.rs",
        &[
            "Canvas",
            "CanvasText",
            "LinkText",
            "MicroMessenger",
            "Safari/",
        ],
    ),
    ("web/sound.rs", &["AudioContext"]),
];

#[test]
fn words_stand_nowhere_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if READERS.contains(&stem.as_str()) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|end| end != "rs") || stem.ends_with("tests") {
                continue;
            }
            let name = path.strip_prefix(&root).unwrap();
            let name = name.to_str().unwrap().replace('\\', "/");
            for literal in literals(&std::fs::read_to_string(&path).unwrap()) {
                let chinese = literal.chars().any(is_chinese);
                // A label or a sentence; identifiers of the web begin with a small letter.
                let mut chars = literal.chars();
                let label = chars.next().is_some_and(|char| char.is_ascii_uppercase())
                    && chars.next().is_some_and(|char| char.is_ascii_lowercase());
                if chinese || label {
                    found.insert((name.clone(), literal, chinese));
                }
            }
        }
    }
    let exceptions =
        |lists: &[(&str, &[&str])], chinese: bool| -> BTreeSet<(String, String, bool)> {
            let all = lists.iter().flat_map(|(file, literals)| {
                literals
                    .iter()
                    .map(move |literal| (file.to_string(), literal.to_string(), chinese))
            });
            all.collect()
        };
    let mut known = exceptions(&ELSEWHERE, true);
    known.append(&mut exceptions(&NO_LABELS, false));
    let new = found
        .difference(&known)
        .map(|(file, literal, _)| format!("{file}: {literal}"));
    let gone = known
        .difference(&found)
        .map(|(file, literal, _)| format!("no exception any more: {file}: {literal}"));
    let wrong: Vec<String> = new.chain(gone).collect();
    assert!(
        wrong.is_empty(),
        "words outside of src/locale:\n{}",
        wrong.join("\n")
    );
}

/// The units of the catalogue, and those that the widget computes itself, stand beside numbers in every language. A unit
/// that only a file knows stays as the file has it.
#[test]
fn known_units_have_names_in_every_language() {
    let mut measures = csv::Reader::from_reader(include_str!("../../data/measures.csv").as_bytes());
    let at = measures
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "unit")
        .unwrap();
    let mut units: BTreeSet<String> = measures
        .records()
        .map(|record| record.unwrap()[at].to_owned())
        .collect();
    units.insert("百分点".into());
    assert!(units.len() > 10, "{units:?}");
    let mut wrong = Vec::new();
    for unit in &units {
        for lang in Lang::ALL {
            let name = Words::of(lang).unit(unit, 2.0);
            if !foreign(name, lang).is_empty() {
                wrong.push(format!("{unit} is {name} in {}", lang.tag()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
