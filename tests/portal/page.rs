//! A page of `www/` as its elements, in the order of the page.

use html5gum::{Token, Tokenizer};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Elements without an end tag.
const VOID: [&str; 6] = ["meta", "link", "br", "img", "input", "hr"];

#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    /// The text directly inside it and in its descendants.
    pub text: String,
    /// The index of the element around it.
    parent: Option<usize>,
}

impl Element {
    /// The level of a heading.
    pub fn heading(&self) -> Option<u8> {
        let level: u8 = self.name.strip_prefix('h')?.parse().ok()?;
        (1..=6).contains(&level).then_some(level)
    }
}

#[derive(Debug)]
pub struct Page {
    pub name: String,
    pub title: String,
    pub elements: Vec<Element>,
    /// What stands inside `<script>`s; nothing should.
    pub inline_scripts: Vec<String>,
}

/// The rows of a table inside a chart element: a heading and a cell each.
pub struct FallbackTable {
    pub file: String,
    pub rows: Vec<(String, String)>,
}

pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every page, by name.
pub fn pages() -> Vec<Page> {
    let mut pages: Vec<Page> = std::fs::read_dir(root("www"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        })
        .map(|path| Page::read(&path))
        .collect();
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    pages
}

impl Page {
    fn read(path: &Path) -> Page {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = std::fs::read_to_string(path).unwrap();
        let word = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for token in Tokenizer::new(&source) {
            match token.unwrap() {
                Token::StartTag(tag) => {
                    let element = Element {
                        name: word(&tag.name),
                        attributes: tag
                            .attributes
                            .iter()
                            .map(|(k, v)| (word(k), word(v)))
                            .collect(),
                        text: String::new(),
                        parent: open.last().copied(),
                    };
                    let void = VOID.contains(&element.name.as_str());
                    elements.push(element);
                    if !void {
                        open.push(elements.len() - 1);
                    }
                }
                Token::EndTag(tag) => {
                    let last = open
                        .pop()
                        .unwrap_or_else(|| panic!("{name}: a stray end tag"));
                    assert_eq!(
                        elements[last].name,
                        word(&tag.name),
                        "{name}: tags are nested"
                    );
                }
                Token::String(text) => {
                    for &index in &open {
                        elements[index].text.push_str(&word(&text));
                    }
                }
                Token::Error(error) => panic!("{name}: {error:?}"),
                Token::Comment(_) | Token::Doctype(_) => {}
            }
        }
        assert!(open.is_empty(), "{name}: every tag is closed");
        let text_of = |tag: &str| -> Vec<String> {
            let found = elements.iter().filter(|element| element.name == tag);
            found
                .map(|element| element.text.trim().to_owned())
                .collect()
        };
        Page {
            title: text_of("title").concat(),
            inline_scripts: text_of("script")
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect(),
            elements,
            name,
        }
    }

    pub fn has_id(&self, id: &str) -> bool {
        self.elements
            .iter()
            .any(|element| element.attributes.get("id").is_some_and(|own| own == id))
    }

    /// What the tables inside chart elements say.
    pub fn fallback_cells(&self) -> Vec<FallbackTable> {
        let mut tables = Vec::new();
        for (index, chart) in self.elements.iter().enumerate() {
            if chart.name != "county-chart" {
                continue;
            }
            let mut rows = Vec::new();
            let mut heading = String::new();
            for element in self
                .elements
                .iter()
                .filter(|element| self.is_inside(element, index))
            {
                match element.name.as_str() {
                    "th" => heading = element.text.trim().to_owned(),
                    "td" => rows.push((heading.clone(), element.text.trim().to_owned())),
                    _ => {}
                }
            }
            let file = chart.attributes["src"]
                .trim_start_matches("data/")
                .to_owned();
            tables.push(FallbackTable { file, rows });
        }
        tables
    }

    fn is_inside(&self, element: &Element, around: usize) -> bool {
        let mut parent = element.parent;
        while let Some(index) = parent {
            if index == around {
                return true;
            }
            parent = self.elements[index].parent;
        }
        false
    }
}
