//! Every kind of chart by keys alone: each datum is reached, and said as the file has it.

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Case, Key, Page, page_cases};
use serde_json::{Value, json};

use crate::keyboard::{open, position, say, show};

pub fn cases() -> Vec<Case> {
    page_cases![
        every_datum_of_every_kind_is_reached_and_said,
        the_keys_mean_the_same_in_every_kind,
    ]
}

/// A chart, and which of `data` it has a mark for.
pub struct Kind {
    pub attributes: Value,
    /// A condition on `o`, an observation, in JavaScript.
    drawn: &'static str,
}

/// Every kind of chart, in the models of the golden pictures.
pub fn kinds() -> Vec<Kind> {
    let kind = |file: &str, chart: &str, more: Value, drawn: &'static str| {
        let mut attributes = json!({ "src": format!("/data/{file}.csv"), "chart": chart });
        for (name, value) in more.as_object().unwrap() {
            attributes[name] = value.clone();
        }
        Kind { attributes, drawn }
    };
    let received = || json!({ "measure": "收到提案" });
    vec![
        kind(
            "national",
            "bar",
            json!({ "measure": "收到提案,立案" }),
            "o.measure !== '办复率'",
        ),
        kind("donations", "bar", json!({}), "true"),
        kind(
            "linshui",
            "bar",
            json!({ "measure": "收集意見建議,高竹新區建議", "lang": "zh-Hant" }),
            "['收集意見建議', '高竹新區建議'].includes(o.measure)",
        ),
        kind("made-up-themes", "stack", json!({}), "true"),
        kind(
            "made-up-themes",
            "stack",
            json!({ "state": "year=2025" }),
            "o.year === 2025",
        ),
        kind(
            "made-up-counties",
            "line",
            received(),
            "o.measure === '收到提案'",
        ),
        kind(
            "bodies",
            "line",
            json!({ "measure": "收到提案", "area": "云南省,昆明市,德州市" }),
            "o.measure === '收到提案' && ['云南省', '昆明市', '德州市'].includes(o.area)",
        ),
        kind("linwu", "rank", json!({}), "o.unit === '名' && o.scope"),
        kind(
            "made-up-counties",
            "rank",
            json!({ "rank-by": "收到提案" }),
            "o.measure === '收到提案'",
        ),
        kind(
            "made-up-counties",
            "slope",
            received(),
            "o.measure === '收到提案' && [2019, 2025].includes(o.year)",
        ),
        kind(
            "youyang",
            "funnel",
            json!({ "measure": "收到提案,立案,民生类提案" }),
            "['收到提案', '提案立案', '民生类提案'].includes(o.measure)",
        ),
        kind("linwu", "tiles", json!({}), "true"),
        kind(
            "linwu",
            "pictogram",
            json!({ "measure": "走访社会各界人士,邀请参加政协活动" }),
            "['走访社会各界人士', '邀请参加政协活动'].includes(o.measure)",
        ),
        kind(
            "made-up-counties",
            "panels",
            json!({ "area": "东山县,西河县" }),
            "['东山县', '西河县'].includes(o.area)",
        ),
        kind("national", "panels", json!({}), "true"),
        kind("youyang", "poster", json!({}), "true"),
    ]
}

/// The numbers of a text, in whole units: `1,024亿元` is 1.024e11.
fn numbers(text: &str) -> Vec<f64> {
    let text = text.replace(',', "");
    let mut numbers = Vec::new();
    let mut digits = String::new();
    for char in text.chars().chain([' ']) {
        if char.is_ascii_digit() || (char == '.' && !digits.is_empty()) {
            digits.push(char);
        } else {
            if let Ok(number) = digits.parse::<f64>() {
                let times = match char {
                    '万' | '萬' => 1e4,
                    '亿' | '億' => 1e8,
                    _ => 1.0,
                };
                numbers.push(number * times);
                // `390余万元`
                if "余餘多".contains(char) {
                    numbers.extend([number * 1e4, number * 1e8]);
                }
            }
            digits.clear();
        }
    }
    numbers
}

/// What of an observation is not in what was said of it. `several` tells what differs among those of the chart.
fn unsaid(said: &str, observation: &Value, several: &dyn Fn(&str) -> bool) -> Option<String> {
    let text = |name: &str| observation[name].as_str().unwrap_or_default().to_owned();
    let (words, _) = said.rsplit_once('（')?;
    match observation["value"].as_f64() {
        Some(value) => {
            let near = |number: &f64| (number - value).abs() <= value.abs() * 1e-9;
            if !numbers(words).iter().any(near) {
                return Some(format!("value {value}"));
            }
            let unit = text("unit").replace("億元", "亿元");
            // Ranks are 第1名; what has no name beside a number goes without.
            let counted = words.contains(&unit) || unit.is_empty();
            if !counted {
                return Some(format!("unit {unit}"));
            }
        }
        None if words.contains("无数据")
            || words.contains("無數據")
            || words.contains("无法识别") => {}
        None => return Some("missing".into()),
    }
    let marks: &[&str] = match text("qualifier").as_str() {
        "over" => &["余", "餘", "多", "以上", "超"],
        "near" => &["近", "约", "約"],
        "under" => &["不足", "以下"],
        "range" => &["—", "–"],
        _ => &[""],
    };
    if !marks.iter().any(|mark| words.contains(mark)) {
        return Some(text("qualifier"));
    }
    for name in ["area", "measure", "scope"] {
        if several(name) && !words.contains(&text(name)) {
            return Some(text(name));
        }
    }
    if several("year") && !words.contains(&observation["year"].to_string()) {
        return Some(observation["year"].to_string());
    }
    let series = observation["series"].as_array().unwrap();
    let unsaid = series
        .iter()
        .map(|series| series["value"].as_str().unwrap_or_default())
        .find(|value| several("series") && !words.contains(value));
    unsaid.map(str::to_owned)
}

/// Walks all of a chart by Home, Right and Down; the observations in the order in which they were said.
fn walk(page: &mut Page, kind: &Kind) -> Result<Vec<usize>> {
    let data = page.evaluate(&format!(
        "document.getElementById('chart').data.filter(o => {})",
        kind.drawn
    ))?;
    let data = data.as_array().unwrap();
    let several = |name: &str| data.iter().any(|one| one[name] != data[0][name]);
    let find = |said: &str, seen: &[usize]| -> Result<usize> {
        let mut fits = Vec::new();
        let mut lacks = Vec::new();
        for (at, observation) in data.iter().enumerate() {
            match unsaid(said, observation, &several) {
                None => fits.push(at),
                Some(lack) => lacks.push(lack),
            }
        }
        // Two that are the same in all that is compared are told apart by their order.
        let new = fits.iter().find(|at| !seen.contains(at));
        new.or(fits.first())
            .copied()
            .with_context(|| format!("{said} is of no observation; unsaid: {lacks:?}"))
    };
    let mut seen = Vec::new();
    let mut rows = 0;
    page.press(&[Key::Tab])?;
    ensure!(page.evaluate("focused()")? == "canvas");
    let mut said = say(page, Key::Right)?;
    loop {
        let (mut place, length) = position(&said)?;
        if place != 1 {
            said = say(page, Key::Home)?;
            place = position(&said)?.0;
        }
        ensure!(place == 1, "Home leads to {said}");
        loop {
            seen.push(find(&said, &seen)?);
            if place == length {
                break;
            }
            said = say(page, Key::Right)?;
            let (now, of) = position(&said)?;
            ensure!((now, of) == (place + 1, length), "after {place}: {said}");
            place = now;
        }
        let stays = say(page, Key::Right)?;
        ensure!(position(&stays)? == (length, length), "{stays}");
        let last = seen[seen.len() - 1];
        said = say(page, Key::Down)?;
        rows += 1;
        ensure!(rows <= data.len(), "there is no end");
        // The last row, or the only one.
        if unsaid(&said, &data[last], &several).is_none() && seen.len() >= data.len() {
            return Ok(seen);
        }
        ensure!(
            seen.len() < data.len(),
            "{} data are said of {}",
            seen.len() + 1,
            data.len()
        );
    }
}

fn every_datum_of_every_kind_is_reached_and_said(page: &mut Page) -> Result<()> {
    open(page)?;
    for kind in kinds() {
        let shown = show(page, &kind.attributes)?;
        assert_eq!(shown["chart"], kind.attributes["chart"], "{shown}");
        let walked = walk(page, &kind);
        let mut seen = walked.with_context(|| kind.attributes.to_string())?;
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), count, "{}: one is said twice", kind.attributes);
    }
    page.no_console_errors()
}

fn the_keys_mean_the_same_in_every_kind(page: &mut Page) -> Result<()> {
    open(page)?;
    for kind in kinds() {
        show(page, &kind.attributes)?;
        let name = kind.attributes.to_string();
        page.press(&[Key::Tab])?;
        let first = say(page, Key::Right)?;
        let (place, length) = position(&first)?;
        assert_eq!(place, 1, "{name}: {first}");
        // To the end of the row and back.
        assert_eq!(position(&say(page, Key::End)?)?, (length, length), "{name}");
        let before = position(&say(page, Key::Left)?)?;
        assert_eq!(before, (length.max(2) - 1, length), "{name}");
        assert_eq!(position(&say(page, Key::Home)?)?, (1, length), "{name}");
        // Up from the first stays, Down leads on wherever there is more than one datum.
        let up = say(page, Key::Up)?;
        assert_eq!(position(&up)?.0, 1, "{name}: {up}");
        let down = say(page, Key::Down)?;
        assert_ne!(down, up, "{name}");
        assert_eq!(page.evaluate("shows('chart', '.ring.strong')")?, true);
        assert_eq!(page.evaluate("shows('chart', '.card')")?, true);
        page.press(&[Key::Escape])?;
        page.wait_until("!shows('chart', '.card')")?;
        page.press(&[Key::Tab])?;
        assert_ne!(page.evaluate("focused()")?, "canvas", "{name}");
    }
    Ok(())
}
