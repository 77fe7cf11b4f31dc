//! What is heard: the name and the description of a chart, the order in which it is read, one live region that speaks only
//! when asked, and a series as tones.

use anyhow::Result;
use browser_tests::{Case, Fault, Key, Page, page_cases};
use serde_json::{Value, json};

use crate::keyboard::{open, say, show};

pub fn cases() -> Vec<Case> {
    page_cases![
        the_picture_has_a_role_a_name_and_a_sentence,
        the_order_of_reading_is_title_summary_picture_table_source,
        there_is_one_live_region_and_it_is_silent_by_itself,
        of_keys_that_repeat_only_the_last_datum_is_said,
        what_has_changed_is_said_first,
        what_a_control_has_changed_is_said_once,
        what_goes_wrong_is_said_once,
        chinese_in_an_english_chart_is_read_as_chinese,
        a_series_is_heard_on_request,
        the_browsers_own_audio_plays_to_the_end,
    ]
}

fn national(chart: &str) -> Value {
    json!({ "src": "/data/national.csv", "chart": chart, "measure": "收到提案" })
}

fn the_picture_has_a_role_a_name_and_a_sentence(page: &mut Page) -> Result<()> {
    open(page)?;
    for (lang, sentences) in [
        (
            "zh-Hans",
            [
                "最高为 6,117件（2021 年）",
                "2018 年至 2025 年",
                "2022 年无数据。",
            ],
        ),
        (
            "zh-Hant",
            [
                "最高為 6,117件（2021 年）",
                "2018 年至 2025 年",
                "2022 年無數據。",
            ],
        ),
        (
            "en",
            [
                "highest 6,117 items in 2021",
                "2018 to 2025",
                "No data for 2022.",
            ],
        ),
    ] {
        let mut attributes = national("line");
        attributes["lang"] = json!(lang);
        show(page, &attributes)?;
        let said = page.evaluate(
            "(c => [c.getAttribute('role'), c.getAttribute('aria-roledescription'), c.getAttribute('aria-label'), \
             c.getAttribute('aria-describedby').split(' ').map(id => part('chart', '#' + id).textContent)])(part('chart', 'canvas'))",
        )?;
        assert_eq!(said[0], "application");
        assert!(said[1].as_str().unwrap().len() > 2, "{said}");
        assert_eq!(
            said[2],
            page.evaluate("part('chart', '.title').textContent")?
        );
        let summary = said[3][0].as_str().unwrap();
        for sentence in sentences {
            assert!(summary.contains(sentence), "{summary}");
        }
        // The title has just been read; who asks for the summary alone gets it too.
        let title = said[2].as_str().unwrap();
        assert!(!summary.contains(title), "{summary}");
        let whole = page.evaluate("document.getElementById('chart').summary")?;
        let whole = whole.as_str().unwrap();
        assert!(
            whole.starts_with(title) && whole.ends_with(summary),
            "{whole}"
        );
        // And how it is walked.
        assert!(said[3][1].as_str().unwrap().contains('?'), "{said}");
    }
    page.no_console_errors()
}

fn chinese_in_an_english_chart_is_read_as_chinese(page: &mut Page) -> Result<()> {
    open(page)?;
    // Every text with a Chinese character, and the language of the nearest element that has one.
    let languages = "['.table', '.card', '.about', '#summary', '[aria-live]'].map(name => { \
        const walk = document.createTreeWalker(part('chart', name), NodeFilter.SHOW_TEXT), found = []; \
        while (walk.nextNode()) if (/[\\u4e00-\\u9fff]/.test(walk.currentNode.data)) { \
        const tongue = walk.currentNode.parentElement.closest('[lang]'); found.push(tongue ? tongue.lang : 'none'); } return found; })";
    let mut chart = json!({ "src": "/data/youyang.csv", "chart": "bar", "lang": "en" });
    show(page, &chart)?;
    page.evaluate("part('chart', 'canvas').focus(), hold('ArrowRight', 1)")?;
    page.wait_until("shows('chart', '.card')")?;
    let found = page.evaluate(languages)?;
    let chinese = |part: &Value| {
        let part = part.as_array().unwrap();
        !part.is_empty() && part.iter().all(|lang| *lang == "zh")
    };
    assert!((0..3).all(|part| chinese(&found[part])), "{found}");
    // The names of series, and a title that is the file's.
    show(
        page,
        &json!({ "src": "/data/made-up-counties.csv", "chart": "line", "lang": "en", "controls": "legend" }),
    )?;
    page.wait_until("part('chart', '.series')")?;
    let names = page.evaluate(
        "[part('chart', '.title'), part('chart', '.series [lang]')].map(name => name && name.lang)",
    )?;
    assert_eq!(names, json!(["zh", "zh"]));
    page.evaluate("part('chart', 'canvas').focus(), hold('ArrowRight', 1)")?;
    page.wait_until("part('chart', '[aria-live]').textContent.includes('县')")?;
    let found = page.evaluate(languages)?;
    assert!((3..5).all(|part| chinese(&found[part])), "{found}");
    show(page, &chart)?;
    assert_eq!(page.evaluate("part('chart', '.title').lang")?, "");
    // English words stay English, and a Chinese chart needs none of this.
    let english = page.evaluate(
        "Array.from(part('chart', '.chart').querySelectorAll('[lang]')).filter(e => /[A-Za-z]/.test(e.textContent)).map(e => e.textContent)",
    )?;
    assert_eq!(english, json!([]));
    chart["lang"] = json!("zh-Hans");
    show(page, &chart)?;
    assert_eq!(
        page.evaluate("part('chart', '.table').querySelectorAll('[lang]').length")?,
        0
    );
    page.no_console_errors()
}

fn the_order_of_reading_is_title_summary_picture_table_source(page: &mut Page) -> Result<()> {
    open(page)?;
    for chart in ["bar", "poster"] {
        let mut attributes = national(chart);
        attributes["source"] = json!("全国政协");
        show(page, &attributes)?;
        // What is not hidden from those who read by machine, in the order of the document.
        let order = page.evaluate(
            "Array.from(part('chart', '.body').querySelectorAll('#title, #summary, canvas, table, .source'), \
             e => e.closest('[hidden], [aria-hidden=true]') ? 'hidden' : e.className.split(' ')[0] === 'source' ? 'source' : e.id || e.localName)",
        )?;
        assert_eq!(
            order,
            json!(["title", "summary", "canvas", "table", "source"]),
            "{chart}"
        );
        // All of it has words, and is laid out, so that it is read.
        let read = page.evaluate(
            "['#title', '#summary', 'caption', '.source'].map(s => part('chart', s)).every(e => e.textContent.length > 2 && e.getClientRects().length)",
        )?;
        assert_eq!(read, true, "{chart}");
    }
    let table = page.evaluate(
        "(t => [t.localName, t.caption.textContent.length > 4, Array.from(t.querySelectorAll('th'), th => th.scope), \
         t.querySelector('tbody').rows.length, getComputedStyle(t).display])(part('chart', 'table'))",
    )?;
    assert_eq!((&table[0], &table[1]), (&json!("table"), &json!(true)));
    let scopes = table[2].as_array().unwrap();
    assert!(
        scopes.iter().all(|scope| scope == "col" || scope == "row"),
        "{table}"
    );
    assert!(
        scopes.contains(&json!("row")) && table[3].as_u64() > Some(7),
        "{table}"
    );
    page.no_console_errors()
}

fn there_is_one_live_region_and_it_is_silent_by_itself(page: &mut Page) -> Result<()> {
    open(page)?;
    show(page, &national("bar"))?;
    page.evaluate("wait(600)")?;
    assert_eq!(page.evaluate("heard")?, json!([]), "at load");
    let regions = page.evaluate(
        "Array.from(document.getElementById('chart').shadowRoot.querySelectorAll('[aria-live], [role=status], [role=alert], [role=log]'), e => e.getAttribute('aria-live'))",
    )?;
    assert_eq!(regions, json!(["polite"]));
    // A mouse over the data, and a click.
    let middle = page.evaluate("middle('chart', 'canvas')")?;
    let (x, y) = (middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap());
    for step in 0..6 {
        page.hover((x + f64::from(step) * 20.0, y + 60.0))?;
    }
    page.wait_until("shows('chart', '.card')")?;
    page.click((x, y + 60.0))?;
    page.evaluate("wait(400)")?;
    assert_eq!(page.evaluate("heard")?, json!([]), "the mouse");
    Ok(())
}

fn of_keys_that_repeat_only_the_last_datum_is_said(page: &mut Page) -> Result<()> {
    open(page)?;
    show(page, &national("bar"))?;
    page.press(&[Key::Tab])?;
    page.evaluate("hold('ArrowRight', 6)")?;
    page.wait_until("heard.length")?;
    page.evaluate("wait(400)")?;
    let heard = page.evaluate("heard")?;
    assert_eq!(heard.as_array().unwrap().len(), 1, "{heard}");
    let said = heard[0].as_str().unwrap();
    // Nothing was said of the data between, so this one is said by its name.
    assert!(
        said.starts_with("收到提案，2023 年 5,621件") && said.contains("第 6 项，共 8 项"),
        "{said}"
    );
    Ok(())
}

fn what_has_changed_is_said_first(page: &mut Page) -> Result<()> {
    open(page)?;
    let mut attributes = national("line");
    attributes["measure"] = json!("收到提案,立案");
    show(page, &attributes)?;
    page.press(&[Key::Tab])?;
    for (key, begins) in [
        (Key::Right, "收到提案，2018 年 5,571件"),
        (
            Key::Right,
            "2019 年 5,488件，收到提案，比上年减少 83件（1.5%）",
        ),
        (
            Key::Down,
            "立案，2019 年 4,089件，比上年减少 478件（10.5%）（第 2 项，共 8 项）",
        ),
        (Key::End, "2025 年 5,061件，立案"),
        (Key::Up, "收到提案，2025 年 5,992件"),
    ] {
        let said = say(page, key)?;
        assert!(said.starts_with(begins), "{key:?}: {said}");
    }
    Ok(())
}

/// What is said after something has been done, which is one thing.
fn hear(page: &mut Page, done: &str) -> Result<String> {
    page.evaluate(&format!("heard.length = 0, {done}, 0"))?;
    page.wait_until("heard.length")?;
    page.evaluate("wait(400)")?;
    let heard = page.evaluate("heard")?;
    assert_eq!(heard.as_array().unwrap().len(), 1, "{done}: {heard}");
    Ok(heard[0].as_str().unwrap().to_owned())
}

fn what_a_control_has_changed_is_said_once(page: &mut Page) -> Result<()> {
    open(page)?;
    // Whatever is chosen, the title stays.
    show(
        page,
        &json!({
            "src": "/test/places.csv", "heading": "各县提案", "state": "measure=收到提案",
            "controls": "measure area year view sort chart legend",
        }),
    )?;
    page.wait_until("shows('chart', '.of-view') && !part('chart', '.waiting')")?;
    page.evaluate(
        "window.press = s => part('chart', s).click(), window.pick = (s, value) => { const field = part('chart', s); \
         field.value = value; for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true })); }, 0",
    )?;
    let mut before = String::new();
    for (done, said) in [
        ("pick('.slider', 0)", "2020 年，最高：石门县 280件"),
        ("pick('.slider', 1)", "2021 年，最高：石门县 287件"),
        (
            "pick('.of-sort select', 'smallest')",
            "从低到高，东川县 50件",
        ),
        ("pick('.of-sort select', 'file')", "按原表，东川县 "),
        ("press('[data-value=change]')", "已显示比上年，最高："),
        (
            "press('[data-value=value]')",
            "已显示数值，最高：石门县 287件",
        ),
        ("press('.whole')", "全部年份，"),
        ("pick('.of-measure select', '办复率')", "已显示办复率，"),
        ("pick('.of-measure select', '收到提案')", "已显示收到提案，"),
        (
            "press('.tick input[value=南河县]')",
            "地区：南河县，2020 年至 2024 年，收到提案：最高为 ",
        ),
        (
            "press('.tick input[value=云台县]')",
            "地区：南河县、云台县，2020 年至 2024 年，共 2 项",
        ),
        (
            "pick('.of-chart select', 'line')",
            "已显示折线图，2020 年至 2024 年，共 2 项",
        ),
        ("press('[data-control=legend]')", "已隐藏南河县，还有 1 项"),
        ("press('[data-control=legend]')", "已显示南河县，共 2 项"),
        ("press('.clear')", "地区：全部，"),
    ] {
        let heard = hear(page, done)?;
        assert!(
            heard.starts_with(said) && heard != before,
            "{done}: {heard}"
        );
        assert!(!heard.contains("各县提案"), "{heard}");
        before = heard;
    }
    // What changes nothing is not told.
    page.evaluate("heard.length = 0, press('[data-value=value]')")?;
    page.evaluate("wait(400)")?;
    assert_eq!(page.evaluate("heard")?, json!([]));
    page.no_console_errors()
}

fn what_goes_wrong_is_said_once(page: &mut Page) -> Result<()> {
    page.site
        .break_path("/data/national.csv", Fault::Status(404));
    open(page)?;
    page.evaluate(&format!("(show({}), 0)", national("bar")))?;
    page.wait_until("heard.length")?;
    page.evaluate("wait(400)")?;
    let heard = page.evaluate("heard")?;
    assert_eq!(heard, json!(["未找到数据文件，图表暂时无法显示。"]));
    // What is seen is no live region beside it.
    let message = page.evaluate("part('chart', '.message').textContent")?;
    assert!(
        message.as_str().unwrap().starts_with("未找到数据文件"),
        "{message}"
    );
    assert_eq!(
        page.evaluate("part('chart', '.message').getAttribute('role')")?,
        Value::Null
    );
    Ok(())
}

fn a_series_is_heard_on_request(page: &mut Page) -> Result<()> {
    open(page)?;
    page.evaluate("fakeAudio()")?;
    let button = "button[data-action=sound]";
    show(page, &national("line"))?;
    assert_eq!(
        page.evaluate(&format!("part('chart', '{button}')"))?,
        Value::Null,
        "off by default"
    );
    let mut attributes = national("line");
    attributes["controls"] = json!("table sound");
    show(page, &attributes)?;
    assert_eq!(
        page.evaluate("audio")?,
        json!([]),
        "nothing before it is asked for"
    );
    let name = format!("part('chart', '{button}').textContent");
    assert_eq!(page.evaluate(&name)?, "用声音播放");
    page.evaluate(&format!("part('chart', '{button}').focus()"))?;
    page.press(&[Key::Enter])?;
    page.wait_until("audio.some(a => a[0] === 'start')")?;
    assert_eq!(page.evaluate(&name)?, "停止播放");
    let values = [5571, 5488, 5974, 6117, 0, 5621, 6019, 5992];
    let tones = page.evaluate("audio.filter(a => a[0] === 'pitch')")?;
    let tones: Vec<(f64, f64)> = tones
        .as_array()
        .unwrap()
        .iter()
        .map(|tone| (tone[1].as_f64().unwrap(), tone[2].as_f64().unwrap()))
        .collect();
    assert_eq!(tones.len(), values.len());
    // One after the other; the missing year is a dull click below all tones; the order of pitch is that of value.
    for (at, value) in values.iter().enumerate() {
        assert!(at == 0 || tones[at].1 > tones[at - 1].1, "{tones:?}");
        for (other, than) in values.iter().enumerate() {
            assert_eq!(value < than, tones[at].0 < tones[other].0, "{tones:?}");
        }
    }
    assert!(tones[4].0 < 150.0, "{tones:?}");
    // Escape ends it, and so does the button.
    page.press(&[Key::Escape])?;
    page.wait_until("audio.filter(a => a[0] === 'close').length === 1")?;
    assert_eq!(page.evaluate(&name)?, "用声音播放");
    page.press(&[Key::Enter])?;
    page.wait_until("audio.filter(a => a[0] === 'context').length === 2")?;
    page.press(&[Key::Enter])?;
    page.wait_until("audio.filter(a => a[0] === 'close').length === 2")?;
    // It ends by itself, too.
    page.press(&[Key::Enter])?;
    page.wait_until("audio.filter(a => a[0] === 'close').length === 3")?;
    assert_eq!(page.evaluate(&name)?, "用声音播放");
    assert_eq!(
        page.evaluate("heard")?,
        json!([]),
        "the voice does not speak over it"
    );
    page.no_console_errors()
}

fn the_browsers_own_audio_plays_to_the_end(page: &mut Page) -> Result<()> {
    open(page)?;
    let mut attributes = national("bar");
    attributes["controls"] = json!("sound");
    show(page, &attributes)?;
    let button = "button[data-action=sound]";
    if page.evaluate("!window.AudioContext")? == true {
        // Without Web Audio there is nothing to press.
        assert_eq!(
            page.evaluate(&format!("shows('chart', '{button}')"))?,
            false
        );
        return Ok(());
    }
    let name = format!("part('chart', '{button}').textContent");
    page.evaluate(&format!("part('chart', '{button}').focus()"))?;
    page.press(&[Key::Enter])?;
    page.wait_until(&format!("{name} === '停止播放'"))?;
    page.wait_until(&format!("{name} === '用声音播放'"))?;
    page.no_console_errors()
}
