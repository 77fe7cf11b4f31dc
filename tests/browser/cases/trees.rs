//! The accessibility tree of every kind of chart, as it was read through by somebody who had only the words.
//!
//! `TREES=update CI=true cargo test -p browser-tests --test browser trees` writes `trees/` anew; read every file that
//! changed, from its top, before you commit it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Case, Page, View, page_cases};
use serde_json::{Value, json};

use crate::keyboard::{open, show};
use crate::kinds::kinds;

pub fn cases() -> Vec<Case> {
    page_cases![
        trees_are_as_they_were_read needs AccessibilityTree,
        every_engine_computes_the_same_roles_and_names,
    ]
}

/// The rows of a table, and the options of a list, that are written out: the others are of the same make.
const WRITTEN: usize = 4;

/// What of a node is said or sets how a screen reader goes on, beside role, name, description and value. That a node
/// can have the focus is among them: it is where Tab stops. What a slider says of its value is not: Chromium's protocol
/// gives the number in its place, and `controls.rs` holds the attribute.
const STATES: [&str; 15] = [
    "roledescription",
    "level",
    "focusable",
    "disabled",
    "expanded",
    "pressed",
    "checked",
    "selected",
    "invalid",
    "busy",
    "live",
    "hasPopup",
    "valuemin",
    "valuemax",
    "keyshortcuts",
];

/// A chart and what is done to it before its tree is taken, in JavaScript.
struct Shown {
    /// The name of its file, without the language.
    name: String,
    attributes: Value,
    /// Pressed one after the other.
    pressed: &'static [&'static str],
}

/// The names of all controls.
const EVERY_CONTROL: &str =
    "measure area year view sort chart legend table download svg sound help";

/// The charts that have all controls between them, with everything open that they open: bars of one year have an order,
/// lines a legend, and many places a search among them.
fn explored() -> [Shown; 2] {
    // The list of places is the last: it closes when the focus or a press is elsewhere.
    [
        Shown {
            name: "controls-bars".into(),
            attributes: json!({
                "src": "/data/made-up-counties.csv",
                "chart": "bar",
                "measure": "收到提案,立案",
                "controls": EVERY_CONTROL,
                "state": "year=2024",
            }),
            pressed: &[
                "[data-action=table]",
                "[data-action=help]",
                ".of-area .opener",
            ],
        },
        Shown {
            name: "controls-lines".into(),
            attributes: json!({
                "src": "/test/places.csv",
                "chart": "line",
                "controls": EVERY_CONTROL,
                "state": "measure=收到提案&area=东川县,南河县",
            }),
            pressed: &[".of-area .opener"],
        },
    ]
}

/// The models of the kinds, and what no kind has.
fn all() -> Vec<Shown> {
    let mut all = Vec::new();
    for kind in kinds() {
        let attributes = kind.attributes;
        let file = Path::new(attributes["src"].as_str().unwrap()).file_stem();
        let mut name = format!(
            "{}-{}",
            attributes["chart"].as_str().unwrap(),
            file.unwrap().to_str().unwrap()
        );
        if attributes.get("state").is_some() {
            name.push_str("-state");
        }
        // English too for a chart of one series, for one of many figures and for one that is a list.
        if ["bar-national", "poster-youyang", "tiles-linwu"].contains(&name.as_str()) {
            let mut attributes = attributes.clone();
            attributes["lang"] = "en".into();
            all.push(Shown {
                name: name.clone(),
                attributes,
                pressed: &[],
            });
        }
        all.push(Shown {
            name,
            attributes,
            pressed: &[],
        });
    }
    for (name, attributes) in [
        (
            "table-youyang",
            json!({ "src": "/data/youyang.csv", "chart": "table" }),
        ),
        ("error-missing", json!({ "src": "/test/nowhere.csv" })),
    ] {
        all.push(Shown {
            name: name.into(),
            attributes,
            pressed: &[],
        });
    }
    all.extend(explored());
    all
}

/// Shows a chart, or its message, and waits for all that comes after the picture.
fn put(page: &mut Page, shown: &Shown) -> Result<()> {
    if shown.name.starts_with("error") {
        // There is no picture to wait for.
        page.evaluate(&format!("(show({}), true)", shown.attributes))?;
        // The message is said as well, which takes a moment.
        page.wait_until("shows('chart', '.message') && part('chart', '.live').textContent")?;
        return Ok(());
    }
    show(page, &shown.attributes)?;
    // What stands under the picture is of the second style sheet, and hidden for the eye alone until it is there.
    page.wait_until(
        "part('chart', 'table') && document.getElementById('chart').shadowRoot.styleSheets.length > 1",
    )?;
    for selector in shown.pressed {
        page.wait_until(&format!("shows('chart', '{selector}')"))?;
        page.evaluate(&format!("part('chart', '{selector}').click()"))?;
        page.wait_until(&format!(
            "part('chart', '{selector}').getAttribute('aria-expanded') === 'true'"
        ))?;
    }
    Ok(())
}

/// One thing that a screen reader comes to.
struct Node {
    /// Its role, its name in quotes, and whatever else is said of it.
    line: String,
    role: String,
    name: String,
    children: Vec<Node>,
}

/// What of the page's nodes is heard within the element of the role `main`, which holds the chart alone.
fn heard(tree: &Value) -> Result<Vec<Node>> {
    let nodes = tree.as_array().context("no list of nodes")?;
    let by_id: HashMap<&str, &Value> = nodes
        .iter()
        .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
        .collect();
    let main = nodes
        .iter()
        .find(|node| node["role"]["value"] == "main")
        .context("no main")?;
    Ok(children(main, &by_id))
}

fn children(node: &Value, by_id: &HashMap<&str, &Value>) -> Vec<Node> {
    let mut heard = Vec::new();
    for id in node["childIds"].as_array().into_iter().flatten() {
        let Some(child) = id.as_str().and_then(|id| by_id.get(id)) else {
            continue;
        };
        read(child, by_id, &mut heard);
    }
    heard
}

/// Adds what is heard of a node: itself, or what is in it where it is only a box.
fn read(node: &Value, by_id: &HashMap<&str, &Value>, into: &mut Vec<Node>) {
    let text = |key: &str| -> String {
        match &node[key]["value"] {
            Value::String(text) => text.trim().to_owned(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    };
    let (role, name) = (text("role"), text("name"));
    // Lines of a text that is there already.
    if role == "InlineTextBox" {
        return;
    }
    let mut inner = children(node, by_id);
    if role == "LabelText" {
        // The words of a label are heard once, as the name of its field.
        let names: Vec<String> = inner
            .iter()
            .filter(|child| child.role != "StaticText")
            .map(|child| child.name.clone())
            .collect();
        inner.retain(|child| child.role != "StaticText" || !names.contains(&child.name));
    }
    let states = states(node);
    // The popup of a list comes and goes without a sign that the list is opened.
    let boxed =
        ["generic", "none", "rowgroup", "LabelText", "MenuListPopup"].contains(&role.as_str());
    if node["ignored"] == true || (boxed && name.is_empty() && states.is_empty()) {
        into.extend(inner);
        return;
    }
    let mut line = role.clone();
    for (key, words) in [
        ("", &name),
        ("description", &text("description")),
        ("value", &text("value")),
    ] {
        if !words.is_empty() {
            let before = if key.is_empty() { "" } else { "=" };
            write!(line, " {key}{before}{words:?}").unwrap();
        }
    }
    line.push_str(&states);
    into.push(Node {
        line,
        role,
        name,
        children: inner,
    });
}

/// ` expanded=false level=2`
fn states(node: &Value) -> String {
    let mut states = String::new();
    for name in STATES {
        let mut properties = node["properties"].as_array().into_iter().flatten();
        let Some(property) = properties.find(|property| property["name"] == name) else {
            continue;
        };
        match &property["value"]["value"] {
            Value::String(value) if value.is_empty() => {}
            Value::String(value) if value == "false" && name == "invalid" => {}
            Value::Null => {}
            Value::Bool(true) => write!(states, " {name}").unwrap(),
            Value::String(value) => write!(states, " {name}={}", decoded(value)).unwrap(),
            value => write!(states, " {name}={value}").unwrap(),
        }
    }
    states
}

/// Chromium's protocol gives some properties byte by byte, as if they were no UTF-8.
fn decoded(text: &str) -> String {
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|char| u8::try_from(u32::from(char)).ok())
        .collect();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_else(|| text.to_owned())
}

fn write_out(nodes: &[Node], depth: usize, text: &mut String) {
    for (role, many) in [
        ("row", "rows"),
        ("option", "options"),
        ("checkbox", "boxes"),
    ] {
        let of = nodes.iter().filter(|node| node.role == role).count();
        if of > WRITTEN + 1 {
            // The head is a row too.
            let keep = if role == "row" { WRITTEN + 1 } else { WRITTEN };
            let mut seen = 0;
            for node in nodes {
                seen += usize::from(node.role == role);
                if node.role != role || seen <= keep {
                    write_node(node, depth, text);
                } else if seen == keep + 1 {
                    writeln!(text, "{}… {} more {many}", "  ".repeat(depth), of - keep).unwrap();
                    seen = usize::MAX / 2;
                }
            }
            return;
        }
    }
    for node in nodes {
        write_node(node, depth, text);
    }
}

fn write_node(node: &Node, depth: usize, text: &mut String) {
    writeln!(text, "{}{}", "  ".repeat(depth), node.line).unwrap();
    // A button is read by its name, and its text is that name.
    let texts = node.children.iter().map(|child| {
        let plain = child.role == "StaticText" && child.children.is_empty();
        plain.then_some(child.name.as_str())
    });
    let joined = texts.collect::<Option<Vec<_>>>().map(|texts| {
        let all = texts.concat();
        all.split_whitespace().collect::<String>()
    });
    let name = node.name.split_whitespace().collect::<String>();
    if joined.is_some_and(|joined| joined == name) {
        return;
    }
    write_out(&node.children, depth + 1, text);
}

fn trees_are_as_they_were_read(page: &mut Page) -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("trees");
    let update = std::env::var("TREES").as_deref() == Ok("update");
    if update {
        std::fs::create_dir_all(&folder)?;
    }
    // What fits beside what does not change the words, but a chart's kind may depend on it.
    page.set_view(View::DESKTOP)?;
    open(page)?;
    let mut wrong = Vec::new();
    let mut known = Vec::new();
    for shown in all() {
        put(page, &shown).with_context(|| shown.name.clone())?;
        let mut text = String::new();
        write_out(&heard(&page.accessibility_tree()?)?, 0, &mut text);
        ensure!(!text.is_empty(), "{}: nothing is heard", shown.name);
        let lang = shown.attributes["lang"].as_str().unwrap_or("zh-Hans");
        let name = format!("{}-{lang}.txt", shown.name);
        let path = folder.join(&name);
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        if update {
            std::fs::write(&path, &text)?;
        } else if old != text {
            wrong.push(format!("{name}{}", first_difference(&old, &text)));
        }
        ensure!(!known.contains(&name), "{name} is of two cases");
        known.push(name);
    }
    // A tree of no case would be read for nothing.
    for entry in std::fs::read_dir(&folder)? {
        let name = entry?.file_name().into_string().unwrap();
        if !known.contains(&name) {
            if update {
                std::fs::remove_file(folder.join(&name))?;
            } else {
                wrong.push(format!("{name}: of no case"));
            }
        }
    }
    ensure!(
        wrong.is_empty(),
        "{} differ from tests/browser/trees; if that is meant, run with TREES=update and read them:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    Ok(())
}

/// The first line in which two trees differ, to be told without a tool.
fn first_difference(old: &str, new: &str) -> String {
    let mut lines = old.lines();
    for (at, new) in new.lines().enumerate() {
        let old = lines.next().unwrap_or("(nothing)");
        if old != new {
            return format!(":{}\n  was {}\n  is  {}", at + 1, old.trim(), new.trim());
        }
    }
    format!(": ends before {}", lines.next().unwrap_or_default())
}

/// What is looked at in every engine, of the charts with all controls: everything that is seen and has a role of its own.
const LOOKED_AT: &str =
    "canvas, figure, table, button, select, input[type=range], input[type=search]";

/// Element, role and name, for each of the two charts.
const COMPUTED: [&[&str]; 2] = [
    &[
        "figure figure 收到提案，立案",
        "select combobox 指标",
        "button button 地区 全部",
        "button button 清除勾选",
        "button button 播放",
        "input slider 年份",
        "button button 全部年份",
        "button radio 数值",
        "button radio 占比",
        "button radio 比上年",
        "select combobox 排序",
        "select combobox 图表类型",
        "canvas application 收到提案，立案",
        "table table 收到提案，立案，2024 年",
        "button button 指标",
        "button button 地区",
        "button button 数值",
        "button button 年份",
        "button button 备注",
        "button button 收起表格",
        "button button 下载数据",
        "button button 下载图片",
        "button button 下载矢量图",
        "button button 用声音播放",
        "button button 键盘操作",
        "button button 关闭",
    ],
    &[
        "figure figure 收到提案",
        "select combobox 指标",
        "button button 地区 2 个",
        "input searchbox 查找地区",
        "button button 清除勾选",
        "button radio 数值",
        "button radio 占比",
        "button radio 比上年",
        "select combobox 图表类型",
        "button button 东川县",
        "button button 南河县",
        "canvas application 收到提案",
        "table table 收到提案，件 · 2020—2024 年",
        "button button 年份",
        "button button 东川县（件）",
        "button button 南河县（件）",
        "button button 表格",
        "button button 下载数据",
        "button button 下载图片",
        "button button 下载矢量图",
        "button button 用声音播放",
        "button button 键盘操作",
    ],
];

/// The lines of the same lists that differ in WebKit, and how it has them: it takes a list that opens for the button that
/// opens it, as GTK has it, and what is chosen for a part of the button's name.
const IN_WEBKIT: [&[(&str, &str)]; 2] = [
    &[
        ("select combobox 指标", "select button 指标 收到提案、立案"),
        ("select combobox 排序", "select button 排序 从高到低"),
        ("select combobox 图表类型", "select button 图表类型 柱形图"),
    ],
    &[
        ("select combobox 指标", "select button 指标 收到提案"),
        ("select combobox 图表类型", "select button 图表类型 折线图"),
    ],
];

fn every_engine_computes_the_same_roles_and_names(page: &mut Page) -> Result<()> {
    open(page)?;
    let agent = page.evaluate("navigator.userAgent")?;
    let agent = agent.as_str().unwrap();
    let webkit = !agent.contains("Chrome/") && !agent.contains("Firefox/");
    for ((shown, expected), in_webkit) in explored().iter().zip(COMPUTED).zip(IN_WEBKIT) {
        put(page, shown)?;
        let count = page.evaluate(&format!(
            "(window.found = Array.from(document.getElementById('chart').shadowRoot.querySelectorAll('{LOOKED_AT}')) \
             .filter(e => e.getClientRects().length > 0)).length"
        ))?;
        let mut computed = Vec::new();
        for at in 0..count.as_u64().unwrap() {
            let element = format!("found[{at}]");
            let tag = page.evaluate(&format!("{element}.localName"))?;
            let (role, label) = (page.role_of(&element)?, page.label_of(&element)?);
            computed.push(format!("{} {role} {label}", tag.as_str().unwrap()));
        }
        let expected: Vec<&str> = expected
            .iter()
            .map(|line| {
                let mut others = in_webkit.iter().filter(|_| webkit);
                others
                    .find(|(all, _)| all == line)
                    .map_or(*line, |(_, own)| own)
            })
            .collect();
        assert_eq!(computed, expected, "{}", shown.name);
    }
    Ok(())
}
