//! Files that a citizen takes home: their names, and how a browser is made to save them.

use crate::gather::Gather as _;
use crate::locale::join;
#[cfg(target_arch = "wasm32")]
use {
    super::dom,
    js_sys::{Array, Function, Uint8Array},
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url},
};

/// A file name from a title: what Windows, which forbids most, allows, and not too long for it.
pub fn file_name(title: &str, extension: &str) -> String {
    let mut name = String::new();
    for char in title.chars().take(60) {
        match char {
            // Full-width twins look the same and are allowed.
            ':' => name.push('：'),
            '?' => name.push('？'),
            '/' | '\\' | '|' | '*' | '<' | '>' | '"' => name.push(' '),
            // Marks of direction could make `gpj.exe` look like `exe.jpg`.
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            char if char.is_control() => name.push(' '),
            char => name.push(char),
        }
    }
    let words: Vec<&str> = name.split_whitespace().gather();
    // A name must not begin or end with a dot.
    let mut name = join(&words, " ").trim_matches('.').to_string();
    if name.is_empty() {
        name.push_str("county-chart");
    }
    name.push('.');
    name.push_str(extension);
    name
}

/// Bytes as a file.
#[cfg(target_arch = "wasm32")]
pub fn blob(bytes: &[u8], kind: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options)
}

/// Has the browser save `blob` under `name`. `notify` gets the blob's address when it can be given up.
#[cfg(target_arch = "wasm32")]
pub fn save(blob: &Blob, name: &str, notify: &Function) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = dom::document()?.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Some browsers read it only after the click has returned.
    dom::window()?.set_timeout_with_callback_and_timeout_and_arguments_1(
        notify,
        30_000,
        &JsValue::from_str(&url),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn file_names_are_allowed_everywhere() {
        for (title, name) in [
            (
                "酉阳县政协提案：2022 年收到 235 件",
                "酉阳县政协提案：2022 年收到 235 件.csv",
            ),
            ("a/b\\c:d*?", "a b c：d ？.csv"),
            ("..\n", "county-chart.csv"),
            ("", "county-chart.csv"),
            ("x\u{202e}gpj", "xgpj.csv"),
        ] {
            assert_eq!(file_name(title, "csv"), name);
        }
        assert!(file_name(&"长".repeat(500), "png").chars().count() <= 64);
    }
}
