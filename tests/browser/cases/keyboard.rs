//! Keys alone: every datum of every kind of chart is reached and said, groups are jumped, cards pinned, nothing traps.

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Case, Key, Page, page_cases};
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    page_cases![
        every_datum_of_every_kind_is_reached_and_said,
        page_keys_go_from_group_to_group,
        the_keys_mean_the_same_in_every_kind,
        tab_goes_through_and_the_focus_is_seen,
        enter_pins_the_card_and_escape_lets_it_go,
        question_mark_opens_the_keys,
        t_opens_the_table,
        the_list_of_places_closes_behind_the_focus,
    ]
}

/// A chart, and which of `data` it has a mark for.
struct Kind {
    attributes: Value,
    /// A condition on `o`, an observation, in JavaScript.
    drawn: &'static str,
}

/// Every kind of chart, in the models of the golden pictures.
fn kinds() -> Vec<Kind> {
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

pub fn open(page: &mut Page) -> Result<()> {
    page.open("/test/keyboard.html")
}

pub fn show(page: &mut Page, attributes: &Value) -> Result<Value> {
    let shown = page
        .evaluate(&format!("show({attributes})"))
        .with_context(|| attributes.to_string())?;
    page.evaluate("window.scrollTo(0, 0), document.getElementById('before').focus()")?;
    Ok(shown)
}

/// Presses a key; what is then said, which is one thing.
pub fn say(page: &mut Page, key: Key) -> Result<String> {
    page.evaluate("heard.length = 0")?;
    page.press(&[key])?;
    page.wait_until("heard.length")?;
    let heard = page.evaluate("heard")?;
    ensure!(heard.as_array().unwrap().len() == 1, "{key:?}: {heard}");
    Ok(heard[0].as_str().unwrap().to_owned())
}

/// The position that is said last: `（第 3 项，共 8 项）`.
fn position(said: &str) -> Result<(usize, usize)> {
    let (_, end) = said.rsplit_once('（').context("no position")?;
    let numbers: Vec<usize> = end
        .split(|char: char| !char.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    ensure!(numbers.len() == 2, "{said}");
    Ok((numbers[0], numbers[1]))
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
            || words.contains("無資料")
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

fn page_keys_go_from_group_to_group(page: &mut Page) -> Result<()> {
    open(page)?;
    // From a measure and year of one place to the same of the next.
    show(
        page,
        &json!({ "src": "/data/made-up-counties.csv", "chart": "panels", "area": "东山县,西河县,南川县" }),
    )?;
    page.press(&[Key::Tab])?;
    say(page, Key::Right)?;
    say(page, Key::Down)?;
    let first = say(page, Key::Right)?;
    assert!(
        first.starts_with("2020 年") && first.contains("东山县 · 立案"),
        "{first}"
    );
    let next = say(page, Key::PageDown)?;
    assert!(next.starts_with("西河县 · 立案，2020 年"), "{next}");
    let next = say(page, Key::PageDown)?;
    assert!(next.starts_with("南川县 · 立案，2020 年"), "{next}");
    let stays = say(page, Key::PageDown)?;
    assert!(
        stays.contains("南川县 · 立案") && stays.contains("2020 年"),
        "{stays}"
    );
    let back = say(page, Key::PageUp)?;
    assert!(back.starts_with("西河县 · 立案，2020 年"), "{back}");

    // Of figures that stand by themselves, the next theme.
    show(page, &json!({ "src": "/data/linwu.csv", "chart": "tiles" }))?;
    page.press(&[Key::Tab])?;
    say(page, Key::Right)?;
    let theme = say(page, Key::PageDown)?;
    let (place, of) = position(&theme)?;
    assert!(place > 2 && place < of, "{theme}");

    // With one group, the first and the last series.
    show(
        page,
        &json!({ "src": "/data/made-up-themes.csv", "chart": "stack" }),
    )?;
    page.press(&[Key::Tab])?;
    say(page, Key::Right)?;
    say(page, Key::Right)?;
    let last = say(page, Key::PageDown)?;
    assert!(last.starts_with("其他，2022 年"), "{last}");
    let first = say(page, Key::PageUp)?;
    assert!(first.starts_with("经济建设，2022 年"), "{first}");
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

/// All stops of Tab, or of Shift and Tab, up to an element outside of the chart.
fn stops(page: &mut Page, keys: &[Key], end: &str) -> Result<Vec<String>> {
    let mut stops = Vec::new();
    loop {
        page.press(keys)?;
        let at = page
            .evaluate("focused()")?
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if at == end {
            return Ok(stops);
        }
        let contrast = page.evaluate("outline()")?.as_f64().unwrap_or_default();
        ensure!(contrast >= 3.0, "{at}: the focus is seen at {contrast}:1");
        ensure!(stops.len() < 40, "no way out: {stops:?}");
        stops.push(at);
    }
}

fn tab_goes_through_and_the_focus_is_seen(page: &mut Page) -> Result<()> {
    open(page)?;
    let look: [(&str, &str, &[(&str, &str)]); 7] = [
        ("", "auto", &[]),
        ("dark", "auto", &[]),
        ("", "dark", &[]),
        ("", "contrast", &[]),
        // A page whose one colour cannot be seen on it.
        ("pale", "light", &[]),
        ("", "auto", &[("forced-colors", "active")]),
        ("", "auto", &[("prefers-contrast", "more")]),
    ];
    for (class, theme, media) in look {
        page.set_media("", media)?;
        page.evaluate(&format!("document.body.className = '{class}'"))?;
        show(
            page,
            &json!({
                "src": "places.csv", "measure": "收到提案", "theme": theme,
                "controls": "area year chart legend table download sound",
            }),
        )?;
        page.wait_until("shows('chart', '.of-legend')")?;
        let forth = stops(page, &[Key::Tab], "after")
            .with_context(|| format!("{class} {theme} {media:?}"))?;
        for (stop, times) in [
            ("canvas", 1),
            ("areas", 1),
            ("year", 1),
            ("table", 1),
            ("help", 1),
        ] {
            let count = forth.iter().filter(|at| *at == stop).count();
            // The slider and the button for all years are both of the year.
            let enough = if stop == "year" {
                count >= times
            } else {
                count == times
            };
            assert!(enough, "{stop} {count} times: {forth:?}");
        }
        let mut back = stops(page, &[Key::Shift, Key::Tab], "before")?;
        back.reverse();
        assert_eq!(back, forth);
    }
    page.set_media("", &[])?;
    page.no_console_errors()
}

fn national() -> Value {
    json!({ "src": "/data/national.csv", "chart": "bar", "measure": "收到提案,立案" })
}

fn enter_pins_the_card_and_escape_lets_it_go(page: &mut Page) -> Result<()> {
    open(page)?;
    show(page, &national())?;
    page.press(&[Key::Tab])?;
    say(page, Key::Right)?;
    let said = say(page, Key::Enter)?;
    assert!(
        said.starts_with("提示已固定：收到提案，2018 年 5,571件"),
        "{said}"
    );
    let chosen = page.evaluate("seen.filter(e => e[0] === 'select')")?;
    assert_eq!(chosen.as_array().unwrap().len(), 1);
    assert_eq!(
        (&chosen[0][2]["year"], &chosen[0][2]["value"]),
        (&json!(2018), &json!(5571))
    );
    let card = "part('chart', '.card').textContent";
    let pinned = page.evaluate(card)?;
    assert!(pinned.as_str().unwrap().contains("提示已固定"), "{pinned}");
    // It stays while a pointer passes over other data and leaves, and when the focus leaves.
    let middle = page.evaluate("middle('chart', 'canvas')")?;
    let middle = (middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap());
    page.hover(middle)?;
    page.hover((2.0, 2.0))?;
    page.press(&[Key::Tab])?;
    page.evaluate("wait(500)")?;
    assert_eq!(page.evaluate("shows('chart', '.card')")?, true);
    assert_eq!(page.evaluate(card)?, pinned);
    // Escape lets it go wherever the focus is, and says so.
    let said = say(page, Key::Escape)?;
    assert_eq!(said, "提示已取消固定");
    assert_eq!(page.evaluate("shows('chart', '.card')")?, false);

    // Enter again unpins: then it goes with the focus.
    page.press(&[Key::Shift, Key::Tab])?;
    say(page, Key::Right)?;
    say(page, Key::Enter)?;
    assert_eq!(say(page, Key::Enter)?, "提示已取消固定");
    assert_eq!(page.evaluate("shows('chart', '.card')")?, true);
    page.press(&[Key::Tab])?;
    page.wait_until("!shows('chart', '.card')")?;
    // Unpinning chooses nothing.
    assert_eq!(
        page.evaluate("seen.filter(e => e[0] === 'select').length")?,
        2
    );
    page.no_console_errors()
}

fn question_mark_opens_the_keys(page: &mut Page) -> Result<()> {
    open(page)?;
    show(page, &national())?;
    let open = "shows('chart', '.help')";
    page.press(&[Key::Tab])?;
    page.press(&[Key::Character('?')])?;
    page.wait_until(open)?;
    // The focus is where the words are, and each key has some.
    assert_eq!(page.evaluate("focused()")?, "help");
    let keys = page.evaluate(
        "Array.from(part('chart', '.help').querySelectorAll('dt'), e => [e.textContent, e.nextSibling.textContent.length > 2])",
    )?;
    for key in [
        "Tab",
        "← →",
        "↑ ↓",
        "Home  End",
        "Page Up  Page Down",
        "Enter",
        "Esc",
        "T",
        "?",
    ] {
        let known = keys
            .as_array()
            .unwrap()
            .iter()
            .any(|known| *known == json!([key, true]));
        assert!(known, "{key}: {keys}");
    }
    // It is no dialog: the chart is still there, and Tab goes on from it.
    assert_eq!(page.evaluate("part('chart', '[aria-modal]')")?, Value::Null);
    page.press(&[Key::Tab])?;
    assert_eq!(page.evaluate("focused()")?, "help", "its button to close");
    for closes in [Key::Escape, Key::Character('?'), Key::Enter] {
        page.press(&[closes])?;
        page.wait_until(&format!("!{open}"))?;
        assert_eq!(page.evaluate("focused()")?, "canvas", "{closes:?}");
        page.press(&[Key::Character('?')])?;
        page.wait_until(open)?;
        page.press(&[Key::Tab])?;
    }
    page.press(&[Key::Escape])?;

    // By its button, which is seen when it has the focus, and keeps it.
    let button = "button[data-action=help]";
    let width = format!("part('chart', '{button}').getBoundingClientRect().width");
    assert!(page.evaluate(&width)?.as_f64() < Some(2.0));
    page.evaluate(&format!("part('chart', '{button}').focus()"))?;
    assert!(page.evaluate(&width)?.as_f64() > Some(40.0));
    page.press(&[Key::Enter])?;
    page.wait_until(open)?;
    let expanded = format!("part('chart', '{button}').getAttribute('aria-expanded')");
    assert_eq!(page.evaluate(&expanded)?, "true");
    assert_eq!(
        page.evaluate(&format!("part('chart', '{button}') === document.getElementById('chart').shadowRoot.activeElement"))?,
        true
    );
    page.press(&[Key::Escape])?;
    page.wait_until(&format!("!{open}"))?;
    assert_eq!(page.evaluate(&expanded)?, "false");
    // A table has no picture to walk.
    show(
        page,
        &json!({ "src": "/data/youyang.csv", "chart": "table" }),
    )?;
    assert_eq!(
        page.evaluate(&format!("shows('chart', '{button}')"))?,
        false
    );
    page.no_console_errors()
}

fn t_opens_the_table(page: &mut Page) -> Result<()> {
    open(page)?;
    show(page, &national())?;
    page.press(&[Key::Tab])?;
    let wide = "part('chart', '.table').getBoundingClientRect().width > 100";
    assert_eq!(page.evaluate(wide)?, false);
    page.press(&[Key::Character('t')])?;
    page.wait_until(wide)?;
    assert_eq!(page.evaluate("focused()")?, "canvas");
    page.press(&[Key::Character('t')])?;
    page.wait_until(&format!("!({wide})"))?;
    Ok(())
}

fn the_list_of_places_closes_behind_the_focus(page: &mut Page) -> Result<()> {
    open(page)?;
    show(
        page,
        &json!({ "src": "places.csv", "measure": "收到提案", "controls": "area chart table" }),
    )?;
    page.wait_until("shows('chart', '.opener')")?;
    page.evaluate("part('chart', '.opener').focus()")?;
    page.press(&[Key::Enter])?;
    page.wait_until("shows('chart', '.panel')")?;
    assert_eq!(
        page.evaluate("part('chart', '.opener').getAttribute('aria-expanded')")?,
        "true"
    );
    // Within it the focus goes from tick to tick.
    page.press(&[Key::Tab])?;
    page.press(&[Key::Tab])?;
    assert_eq!(
        page.evaluate("focused() + shows('chart', '.panel')")?,
        "areatrue"
    );
    page.press(&[Key::Escape])?;
    page.wait_until("!shows('chart', '.panel')")?;
    assert_eq!(page.evaluate("focused()")?, "areas");
    // Before it, the list would lie over what has the focus.
    page.press(&[Key::Enter])?;
    page.wait_until("shows('chart', '.panel')")?;
    page.press(&[Key::Shift, Key::Tab])?;
    page.wait_until("!shows('chart', '.panel')")?;
    page.no_console_errors()
}
