//! Keys: groups are jumped, cards pinned, keys listed; nothing traps and the focus is seen. How all data are walked is in
//! `kinds.rs`.

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Case, Key, Page, View, page_cases};
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    page_cases![
        page_keys_go_from_group_to_group,
        a_canvas_of_the_page_has_the_same_keys,
        tab_goes_through_and_the_focus_is_seen,
        the_focus_is_seen_in_forced_colours needs EmulatedMedia,
        enter_pins_the_card_and_escape_lets_it_go,
        question_mark_opens_the_keys,
        the_keys_begin_on_the_screen_in_large_text,
        t_opens_the_table,
        the_list_of_places_closes_behind_the_focus,
        a_row_of_buttons_is_one_stop_with_arrow_keys_in_it,
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
pub fn position(said: &str) -> Result<(usize, usize)> {
    let (_, end) = said.rsplit_once('（').context("no position")?;
    let numbers: Vec<usize> = end
        .split(|char: char| !char.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    ensure!(numbers.len() == 2, "{said}");
    Ok((numbers[0], numbers[1]))
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

/// A class of the page, a theme of the chart, and what the reader's system asks for.
type Look = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// Goes by Tab from the button before the chart to that behind it, and back.
fn tab_goes_through(page: &mut Page, (class, theme, media): Look) -> Result<()> {
    page.set_media("", media)?;
    open(page)?;
    for (feature, value) in media {
        ensure!(
            page.evaluate(&format!("matchMedia('({feature}: {value})').matches"))? == true,
            "the browser does not ask for {feature}"
        );
    }
    page.evaluate(&format!("document.body.className = '{class}'"))?;
    show(
        page,
        &json!({
            "src": "places.csv", "measure": "收到提案", "theme": theme,
            "controls": "area year chart legend table download sound",
        }),
    )?;
    // Until the second style sheet is there, nothing has a ring and the controls are hidden.
    page.wait_until("shows('chart', '.of-legend') && !part('chart', '.waiting')")?;
    let forth = stops(page, &[Key::Tab], "after")?;
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
        ensure!(enough, "{stop} {count} times: {forth:?}");
    }
    let mut back = stops(page, &[Key::Shift, Key::Tab], "before")?;
    back.reverse();
    ensure!(back == forth, "forth {forth:?}, back {back:?}");
    page.no_console_errors()
}

fn tab_goes_through_and_the_focus_is_seen(page: &mut Page) -> Result<()> {
    let looks: [Look; 6] = [
        ("", "auto", &[]),
        ("dark", "auto", &[]),
        ("", "dark", &[]),
        ("", "contrast", &[]),
        // A page whose one colour cannot be seen on it.
        ("pale", "light", &[]),
        ("", "auto", &[("prefers-contrast", "more")]),
    ];
    for look in looks {
        tab_goes_through(page, look).with_context(|| format!("{look:?}"))?;
    }
    Ok(())
}

fn the_focus_is_seen_in_forced_colours(page: &mut Page) -> Result<()> {
    tab_goes_through(page, ("", "auto", &[("forced-colors", "active")]))
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
        said.starts_with("数据卡片已固定：收到提案，2018 年 5,571件"),
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
    assert!(
        pinned.as_str().unwrap().contains("数据卡片已固定"),
        "{pinned}"
    );
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
    assert_eq!(said, "数据卡片已取消固定");
    assert_eq!(page.evaluate("shows('chart', '.card')")?, false);

    // Enter again unpins: then it goes with the focus.
    page.press(&[Key::Shift, Key::Tab])?;
    say(page, Key::Right)?;
    say(page, Key::Enter)?;
    assert_eq!(say(page, Key::Enter)?, "数据卡片已取消固定");
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
        "← →  Home  End",
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

fn the_keys_begin_on_the_screen_in_large_text(page: &mut Page) -> Result<()> {
    page.set_view(View {
        width: 375,
        height: 500,
        ..View::DESKTOP
    })?;
    open(page)?;
    page.evaluate("document.documentElement.style.fontSize = '200%'")?;
    show(page, &national())?;
    page.wait_until("part('chart', '.figure.narrow')")?;
    page.press(&[Key::Tab])?;
    page.press(&[Key::Character('?')])?;
    page.wait_until("shows('chart', '.help')")?;
    assert_eq!(page.evaluate("focused()")?, "help");
    let help = "part('chart', '.help').getBoundingClientRect()";
    assert_eq!(
        page.evaluate(&format!("{help}.height > innerHeight"))?,
        true,
        "it is no longer higher than the screen: a lower screen is needed here"
    );
    page.wait_until(&format!("Math.abs({help}.top) < 20"))?;
    page.no_console_errors()
}

fn t_opens_the_table(page: &mut Page) -> Result<()> {
    open(page)?;
    show(page, &national())?;
    page.press(&[Key::Tab])?;
    let wide = "part('chart', '.table').getBoundingClientRect().width > 100";
    assert_eq!(page.evaluate(wide)?, false);
    // It is said, it comes onto the screen, and the card does not lie over it.
    page.press(&[Key::Right])?;
    page.wait_until("shows('chart', '.card')")?;
    page.evaluate("wait(300)")?;
    assert_eq!(say(page, Key::Character('t'))?, "表格已展开，共 8 行");
    assert_eq!(page.evaluate(wide)?, true);
    assert_eq!(page.evaluate("shows('chart', '.card')")?, false);
    let seen = "(b => b.top >= 0 && b.top < innerHeight - 100)(part('chart', '.table').getBoundingClientRect())";
    assert_eq!(page.evaluate(seen)?, true);
    assert_eq!(page.evaluate("focused()")?, "canvas");
    assert_eq!(say(page, Key::Character('t'))?, "表格已收起");
    assert_eq!(page.evaluate(wide)?, false);
    // One that the reader has pinned stays.
    page.press(&[Key::Right])?;
    page.press(&[Key::Enter])?;
    page.evaluate("wait(300)")?;
    assert!(say(page, Key::Character('t'))?.starts_with("表格已展开"));
    assert_eq!(page.evaluate("shows('chart', '.card.held')")?, true);
    // Without a button for it as well: what a picture leaves out is told to be in the table.
    for controls in ["download", ""] {
        let mut attributes = national();
        attributes["controls"] = json!(controls);
        show(page, &attributes)?;
        assert_eq!(
            page.evaluate("shows('chart', '[data-action=table]')")?,
            false
        );
        page.press(&[Key::Tab])?;
        assert_eq!(say(page, Key::Character('t'))?, "表格已展开，共 8 行");
        assert_eq!(page.evaluate(wide)?, true);
        assert_eq!(say(page, Key::Character('t'))?, "表格已收起");
        assert_eq!(page.evaluate(wide)?, false);
    }
    for (lang, opened, closed) in [
        ("zh-Hant", "表格已展開，共 8 列", "表格已收合"),
        ("en", "Table shown. Rows: 8", "Table hidden"),
    ] {
        let mut attributes = national();
        attributes["lang"] = json!(lang);
        show(page, &attributes)?;
        page.press(&[Key::Tab])?;
        assert_eq!(say(page, Key::Character('t'))?, opened);
        assert_eq!(say(page, Key::Character('t'))?, closed);
    }
    page.no_console_errors()
}

fn the_list_of_places_closes_behind_the_focus(page: &mut Page) -> Result<()> {
    open(page)?;
    show(
        page,
        &json!({ "src": "places.csv", "measure": "收到提案", "controls": "area chart table" }),
    )?;
    page.wait_until("shows('chart', '.opener') && !part('chart', '.waiting')")?;
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

fn a_canvas_of_the_page_has_the_same_keys(page: &mut Page) -> Result<()> {
    page.open("/test/forms.html")?;
    page.wait_until("seen.filter(e => e[0] === 'ready').length === 3")?;
    let canvas = "document.getElementById('canvas')";
    page.evaluate(&format!("{canvas}.scrollIntoView(), {canvas}.focus()"))?;
    page.press(&[Key::Right])?;
    page.wait_until("part('canvas', '.live').textContent.includes('全市第1名')")?;
    page.press(&[Key::Enter])?;
    page.wait_until("part('canvas', '.live').textContent.startsWith('数据卡片已固定：')")?;
    assert_eq!(page.evaluate("shows('canvas', '.card')")?, true);
    page.press(&[Key::Character('?')])?;
    page.wait_until("shows('canvas', '.help')")?;
    page.press(&[Key::Escape])?;
    page.wait_until("!shows('canvas', '.help')")?;
    assert_eq!(
        page.evaluate(&format!("document.activeElement === {canvas}"))?,
        true
    );
    // The list was open, so it alone has closed.
    assert_eq!(page.evaluate("shows('canvas', '.card')")?, true);
    page.press(&[Key::Tab])?;
    assert_eq!(
        page.evaluate(&format!("document.activeElement === {canvas}"))?,
        false
    );
    page.no_console_errors()
}

/// What has the focus in the chart: what it stands for, and what is said of it.
const WITH_FOCUS: &str = "(e => [e.dataset.value || e.dataset.action || e.localName, e.getAttribute('aria-checked') || \
     e.getAttribute('aria-pressed') || e.getAttribute('aria-expanded')].join(' '))(document.getElementById('chart').shadowRoot.activeElement)";

/// Presses a key and waits for the focus to be on this, where it is seen.
fn goes(page: &mut Page, keys: &[Key], to: &str) -> Result<()> {
    page.press(keys)?;
    page.wait_until(&format!("{WITH_FOCUS} === '{to}'"))
        .with_context(|| format!("{keys:?} to {to}"))?;
    let contrast = page.evaluate("outline()")?.as_f64().unwrap_or_default();
    ensure!(contrast >= 3.0, "{to}: the focus is seen at {contrast}:1");
    Ok(())
}

fn a_row_of_buttons_is_one_stop_with_arrow_keys_in_it(page: &mut Page) -> Result<()> {
    open(page)?;
    show(
        page,
        &json!({
            "src": "places.csv", "chart": "line", "controls": "view legend table download svg",
            "state": "measure=收到提案&area=东川县,南河县,西岭县",
        }),
    )?;
    page.wait_until("shows('chart', '.of-legend')")?;
    page.wait_until("document.getElementById('chart').shadowRoot.styleSheets.length > 1")?;
    for (row, role, name) in [
        (".of-view", "radiogroup", "显示"),
        (".of-legend", "toolbar", "图例"),
        (".buttons > span", "toolbar", "图表工具"),
    ] {
        let row = format!("part('chart', '{row}')");
        assert_eq!(page.role_of(&row)?, role);
        assert_eq!(page.label_of(&row)?, name);
    }
    assert_eq!(page.role_of("part('chart', '.segment')")?, "radio");
    assert_eq!(
        stops(page, &[Key::Tab], "after")?,
        ["view", "legend", "canvas", "table", "help"]
    );
    page.evaluate("document.getElementById('before').focus()")?;

    // What is chosen goes along with the focus, around both ends.
    goes(page, &[Key::Tab], "value true")?;
    for (key, to) in [
        (Key::Right, "share"),
        (Key::Down, "change"),
        (Key::Down, "value"),
        (Key::Up, "change"),
        (Key::Left, "share"),
    ] {
        goes(page, &[key], &format!("{to} true"))?;
        let chosen = page.evaluate(
            "Array.from(part('chart', '.of-view').children, e => [e.dataset.value, e.getAttribute('aria-checked'), e.tabIndex])",
        )?;
        for radio in chosen.as_array().unwrap() {
            let here = radio[0] == to;
            assert_eq!(
                (&radio[1], &radio[2]),
                (&json!(here.to_string()), &json!(if here { 0 } else { -1 }))
            );
        }
    }
    page.wait_until("document.getElementById('chart').summary.includes('占比')")?;

    // In the legend the keys switch nothing; Space and Enter do, and the focus stays.
    goes(page, &[Key::Tab], "东川县 true")?;
    goes(page, &[Key::Left], "西岭县 true")?;
    goes(page, &[Key::Right], "东川县 true")?;
    goes(page, &[Key::Down], "南河县 true")?;
    goes(page, &[Key::Up], "东川县 true")?;
    goes(page, &[Key::End], "西岭县 true")?;
    goes(page, &[Key::Home], "东川县 true")?;
    goes(page, &[Key::Right], "南河县 true")?;
    goes(page, &[Key::Space], "南河县 false")?;
    page.wait_until("!document.getElementById('chart').summary.includes('南河县')")?;
    goes(page, &[Key::Right], "西岭县 true")?;
    goes(page, &[Key::Left], "南河县 false")?;
    goes(page, &[Key::Enter], "南河县 true")?;
    page.wait_until("document.getElementById('chart').summary.includes('南河县')")?;
    // Tab leaves, and comes back to where it has been.
    goes(page, &[Key::Tab], "canvas ")?;
    goes(page, &[Key::Shift, Key::Tab], "南河县 true")?;
    goes(page, &[Key::Shift, Key::Tab], "share true")?;
    goes(page, &[Key::Tab], "南河县 true")?;
    goes(page, &[Key::Tab], "canvas ")?;

    // Under the picture.
    goes(page, &[Key::Tab], "table false")?;
    goes(page, &[Key::Enter], "table true")?;
    goes(page, &[Key::Space], "table false")?;
    goes(page, &[Key::Right], "csv ")?;
    goes(page, &[Key::End], "svg ")?;
    goes(page, &[Key::Right], "table false")?;
    goes(page, &[Key::Up], "svg ")?;
    goes(page, &[Key::Left], "png ")?;
    goes(page, &[Key::Home], "table false")?;
    goes(page, &[Key::Down], "csv ")?;
    goes(page, &[Key::Tab], "help false")?;
    goes(page, &[Key::Shift, Key::Tab], "csv ")?;
    // What a pointer has pressed is where Tab comes back to.
    page.evaluate("part('chart', '[data-action=table]').focus()")?;
    goes(page, &[Key::Tab], "help false")?;
    goes(page, &[Key::Shift, Key::Tab], "table false")?;

    // A table has two buttons, with the same keys; one by itself is no row.
    let mut attributes = json!({ "src": "/data/youyang.csv", "chart": "table" });
    show(page, &attributes)?;
    page.wait_until("document.getElementById('chart').shadowRoot.styleSheets.length > 1")?;
    page.evaluate("part('chart', '[data-action=csv]').focus()")?;
    goes(page, &[Key::Right], "png ")?;
    goes(page, &[Key::Right], "csv ")?;
    assert_eq!(page.role_of("part('chart', '.buttons > span')")?, "toolbar");
    attributes["controls"] = json!("csv");
    show(page, &attributes)?;
    assert_eq!(
        page.evaluate("part('chart', '.buttons > span').getAttribute('role')")?,
        Value::Null
    );
    assert_eq!(
        page.evaluate("part('chart', '[data-action=csv]').tabIndex")?,
        0
    );
    page.no_console_errors()
}
