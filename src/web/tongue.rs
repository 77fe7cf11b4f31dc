//! Chinese words in an English chart: names, notes and wordings of the file, which a voice must not read as English
//! (WCAG 3.1.2).

/// A text in parts, in order, each with whether it is Chinese. Figures, signs and spaces belong to the words before
/// them, at the beginning to those after.
fn parts(text: &str) -> Vec<(bool, &str)> {
    let mut parts = Vec::new();
    let (mut start, mut now) = (0, None);
    for (at, char) in text.char_indices() {
        let chinese = matches!(char, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
        if !chinese && !char.is_ascii_alphabetic() {
            continue;
        }
        if now.is_some_and(|now| now != chinese) {
            parts.push((!chinese, text.get(start..at).unwrap_or_default()));
            start = at;
        }
        now = Some(chinese);
    }
    parts.push((now == Some(true), text.get(start..).unwrap_or_default()));
    parts
}

#[cfg(target_arch = "wasm32")]
mod page {
    use super::parts;
    use crate::locale::Lang;
    use wasm_bindgen::JsValue;
    use web_sys::{HtmlElement, Node};

    use crate::web::dom;

    const CHINESE: &str = "zh";

    /// The parts of a text in an English chart; none where all is in the chart's language.
    fn foreign(text: &str, lang: Lang) -> Vec<(bool, &str)> {
        let parts = if lang == Lang::En {
            parts(text)
        } else {
            Vec::new()
        };
        match parts.as_slice() {
            [(false, _)] => Vec::new(),
            _ => parts,
        }
    }

    /// The parts as elements, of which the Chinese ones say so.
    fn add_parts(element: &HtmlElement, parts: &[(bool, &str)]) -> Result<(), JsValue> {
        for (chinese, part) in parts {
            let part = dom::add_text(element, "span", "", part)?;
            if *chinese {
                part.set_attribute("lang", CHINESE)?;
            }
        }
        Ok(())
    }

    /// Gives an element a text in place of what it holds.
    pub fn set_words(element: &HtmlElement, text: &str, lang: Lang) -> Result<(), JsValue> {
        let parts = foreign(text, lang);
        element.set_text_content(Some(if parts.is_empty() { text } else { "" }));
        add_parts(element, &parts)
    }

    /// Has an element say that its text is Chinese where all of it is.
    pub fn mark_words(element: &HtmlElement, text: &str, lang: Lang) -> Result<(), JsValue> {
        match foreign(text, lang).as_slice() {
            [(true, _)] => element.set_attribute("lang", CHINESE),
            _ => element.remove_attribute("lang"),
        }
    }

    /// A new element with a text of the file; what of it is Chinese in an English chart says so.
    pub fn add_words(
        parent: &Node,
        tag: &str,
        name: &str,
        text: &str,
        lang: Lang,
    ) -> Result<HtmlElement, JsValue> {
        let parts = foreign(text, lang);
        match parts.as_slice() {
            [] => dom::add_text(parent, tag, name, text),
            [(true, _)] => {
                let element = dom::add_text(parent, tag, name, text)?;
                element.set_attribute("lang", CHINESE)?;
                Ok(element)
            }
            _ => {
                let element = dom::add(parent, tag, name)?;
                add_parts(&element, &parts)?;
                Ok(element)
            }
        }
    }
}

#[cfg(target_arch = "wasm32")]
pub use page::{add_words, mark_words, set_words};

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn chinese_is_told_from_english() {
        assert_eq!(parts("收到提案"), [(true, "收到提案")]);
        assert_eq!(parts("2,021 (12%)"), [(false, "2,021 (12%)")]);
        assert_eq!(parts(""), [(false, "")]);
        assert_eq!(
            parts("Source: 2021 年工作报告, p. 4"),
            [
                (false, "Source: 2021 "),
                (true, "年工作报告, "),
                (false, "p. 4")
            ]
        );
        assert_eq!(parts("5,000余件"), [(true, "5,000余件")]);
    }
}
