//! Exploring: what each control does by mouse and by keyboard, and the address that remembers it.

use anyhow::Result;
use browser_tests::{Case, Key, Page, View, page_cases};
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    page_cases![
        only_what_does_something_is_shown,
        a_measure_is_chosen,
        places_are_chosen_and_compared,
        a_year_is_chosen_by_slider,
        years_play_to_the_end,
        value_share_and_change,
        bars_are_put_in_order,
        another_kind_of_chart,
        series_are_switched_off_and_on,
        a_series_is_singled_out_without_a_new_layout,
        the_address_remembers_and_gives_back,
        an_address_changes_what_is_shown,
        the_chart_begins_as_the_webmaster_has_it,
        figures_move_from_old_to_new,
        nothing_moves_for_who_wants_it_still,
        a_table_has_bars_and_an_order,
        controls_fit_a_phone,
        a_finger_hits_what_it_aims_at needs Touch,
    ]
}

fn open(page: &mut Page) -> Result<()> {
    open_at(page, "")
}

fn open_at(page: &mut Page, fragment: &str) -> Result<()> {
    // A fragment alone would not load the page.
    page.open("/test/plain.html")?;
    page.open(&format!("/test/controls.html{fragment}"))?;
    page.wait_until("seen.filter(e => e[0] === 'ready').length === 3")?;
    page.evaluate(
        "(d => { d.onclick = null; window.summary = id => d.getElementById(id).summary; \
         window.texts = (id, s) => Array.from(d.getElementById(id).shadowRoot.querySelectorAll(s), e => e.textContent); })(document)",
    )?;
    page.wait_until("shows('places', '.of-measure') && shows('lines', '.of-legend')")?;
    // Each chart links the second style sheet itself.
    page.wait_until("['places', 'lines', 'list'].every(id => document.getElementById(id).shadowRoot.styleSheets.length > 1)")?;
    Ok(())
}

fn summary(page: &mut Page, id: &str) -> Result<String> {
    let summary = page.evaluate(&format!("summary('{id}')"))?;
    Ok(summary.as_str().unwrap().to_owned())
}

/// Waits until the summary holds these words.
fn says(page: &mut Page, id: &str, words: &str) -> Result<()> {
    page.wait_until(&format!("summary('{id}').includes('{words}')"))?;
    Ok(())
}

fn click(page: &mut Page, id: &str, selector: &str) -> Result<()> {
    page.evaluate(&format!(
        "part('{id}', '{selector}').scrollIntoView({{ block: 'center' }})"
    ))?;
    let middle = page.evaluate(&format!("middle('{id}', '{selector}')"))?;
    page.click((middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap()))
}

fn focus(page: &mut Page, id: &str, selector: &str) -> Result<()> {
    page.evaluate(&format!("part('{id}', '{selector}').focus()"))?;
    Ok(())
}

fn focused(page: &mut Page, id: &str, selector: &str) -> Result<bool> {
    let same = page.evaluate(&format!(
        "document.getElementById('{id}').shadowRoot.activeElement === part('{id}', '{selector}')"
    ))?;
    Ok(same == true)
}

fn value(page: &mut Page, id: &str, selector: &str, property: &str) -> Result<Value> {
    page.evaluate(&format!("part('{id}', '{selector}').{property}"))
}

fn attribute(page: &mut Page, id: &str, selector: &str, name: &str) -> Result<String> {
    let value = page.evaluate(&format!(
        "part('{id}', '{selector}').getAttribute('{name}')"
    ))?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

fn only_what_does_something_is_shown(page: &mut Page) -> Result<()> {
    open(page)?;
    for control in ["measure", "area", "year", "view", "chart", "legend"] {
        let shown = page.evaluate(&format!("shows('places', '.of-{control}')"));
        // Lines have all their years at once.
        assert_eq!(shown?, true, "{control}");
    }
    // Lines have no order, and without a `controls` attribute there is nothing.
    assert_eq!(page.evaluate("shows('places', '.of-sort')")?, false);
    assert_eq!(page.evaluate("part('list', '.control')")?, Value::Null);
    assert_eq!(page.evaluate("shows('list', '.controls')")?, false);
    // One file without places: a control for them would do nothing.
    page.evaluate(
        "document.getElementById('lines').setAttribute('controls', 'area legend view year')",
    )?;
    page.wait_until("shows('lines', '.of-view')")?;
    assert_eq!(page.evaluate("shows('lines', '.of-area')")?, false);
    assert_eq!(page.evaluate("shows('lines', '.of-year')")?, false);
    page.no_console_errors()
}

fn a_measure_is_chosen(page: &mut Page) -> Result<()> {
    open(page)?;
    let select = ".of-measure select";
    assert_eq!(value(page, "places", select, "value")?, "收到提案");
    assert_eq!(
        page.evaluate("texts('places', '.of-measure option')")?,
        json!(["全部指标", "收到提案", "办复率"])
    );
    focus(page, "places", select)?;
    page.press(&[Key::Down])?;
    says(page, "places", "办复率")?;
    assert!(!summary(page, "places")?.contains("收到提案"));
    assert_eq!(value(page, "places", select, "value")?, "办复率");
    // The reader stays where he is, and hears what the chart now is: no more.
    assert!(focused(page, "places", select)?);
    page.wait_until("part('places', '.live').textContent.startsWith('已显示办复率，')")?;
    // The list is another when several measures are shown, and he stays all the same.
    page.evaluate("document.getElementById('places').setAttribute('measure', '收到提案,办复率'), document.getElementById('places').setAttribute('state', '')")?;
    page.wait_until("texts('places', '.of-measure option')[0] === '收到提案、办复率'")?;
    page.wait_until("document.getElementById('places').shadowRoot.activeElement === part('places', '.of-measure select')")?;
    page.press(&[Key::Down])?;
    page.wait_until("texts('places', '.of-measure option')[0] === '全部指标'")?;
    page.wait_until("document.getElementById('places').shadowRoot.activeElement === part('places', '.of-measure select')")?;
    assert!(!summary(page, "places")?.contains("办复率"));
    page.press(&[Key::Down])?;
    says(page, "places", "办复率")?;
    // By mouse the list opens, and is answered by keyboard in every browser.
    click(page, "places", select)?;
    page.press(&[Key::Up])?;
    page.press(&[Key::Enter])?;
    says(page, "places", "收到提案")?;
    page.no_console_errors()
}

fn places_are_chosen_and_compared(page: &mut Page) -> Result<()> {
    open(page)?;
    click(page, "places", ".opener")?;
    page.wait_until("shows('places', '.panel')")?;
    assert_eq!(
        attribute(page, "places", ".opener", "aria-expanded")?,
        "true"
    );
    assert_eq!(value(page, "places", ".ticks", "children.length")?, 14);
    for place in ["南河县", "云台县"] {
        click(page, "places", &format!(".tick input[value={place}]"))?;
    }
    says(page, "places", "云台县")?;
    let text = summary(page, "places")?;
    assert!(
        text.contains("南河县") && !text.contains("东川县"),
        "{text}"
    );
    assert_eq!(value(page, "places", ".chosen", "textContent")?, " 2 个");
    // The panel stays for the next place; a longer list is narrowed by words.
    assert_eq!(page.evaluate("shows('places', '.panel')")?, true);
    focus(page, "places", ".filter")?;
    for char in "安".chars() {
        page.press(&[Key::Character(char)])?;
    }
    page.wait_until("!shows('places', '.tick')")?;
    assert_eq!(
        page.evaluate("Array.from(part('places', '.ticks').children).filter(e => e.getClientRects().length).map(e => e.textContent)")?,
        json!(["新安县", "安平县"])
    );
    page.wait_until("part('places', '.live').textContent === '找到 2 个地区'")?;
    // By keyboard.
    focus(page, "places", ".tick input[value=安平县]")?;
    page.press(&[Key::Space])?;
    says(page, "places", "安平县")?;
    assert_eq!(value(page, "places", ".chosen", "textContent")?, " 3 个");
    page.press(&[Key::Escape])?;
    page.wait_until("!shows('places', '.panel')")?;
    assert!(focused(page, "places", ".opener")?);
    // Without a tick all are shown again.
    page.press(&[Key::Enter])?;
    page.wait_until("shows('places', '.panel')")?;
    click(page, "places", ".clear")?;
    says(page, "places", "东川县")?;
    assert_eq!(value(page, "places", ".chosen", "textContent")?, " 全部");
    // A press elsewhere closes the panel.
    click(page, "places", ".title")?;
    page.wait_until("!shows('places', '.panel')")?;
    page.no_console_errors()
}

fn a_year_is_chosen_by_slider(page: &mut Page) -> Result<()> {
    open(page)?;
    assert_eq!(value(page, "places", ".now", "textContent")?, "2020–2024");
    assert_eq!(attribute(page, "places", ".whole", "aria-pressed")?, "true");
    assert_eq!(
        attribute(page, "places", ".slider", "aria-valuetext")?,
        "2020 年至 2024 年"
    );
    focus(page, "places", ".slider")?;
    page.press(&[Key::Home])?;
    // Of one year the largest of all leads.
    says(page, "places", "2020")?;
    page.wait_until("part('places', '.now').textContent === '2020'")?;
    let first = summary(page, "places")?;
    assert!(first.contains("石门县 280件"), "{first}");
    page.press(&[Key::Right])?;
    says(page, "places", "287件")?;
    assert_eq!(
        attribute(page, "places", ".slider", "aria-valuetext")?,
        "2021 年"
    );
    assert!(focused(page, "places", ".slider")?);
    // Bars are as long as the same value is in other years: their range is that of all.
    click(page, "places", ".slider")?;
    page.wait_until("part('places', '.now').textContent === '2022'")?;
    click(page, "places", ".whole")?;
    page.wait_until("part('places', '.now').textContent === '2020–2024'")?;
    assert_eq!(page.evaluate("shows('places', '.of-legend')")?, true);
    // Pressed once more, it leaves the year at which the slider stands.
    click(page, "places", ".whole")?;
    page.wait_until("part('places', '.now').textContent === '2024'")?;
    assert_eq!(
        attribute(page, "places", ".whole", "aria-pressed")?,
        "false"
    );
    page.no_console_errors()
}

fn years_play_to_the_end(page: &mut Page) -> Result<()> {
    page.set_media("", &[("prefers-reduced-motion", "reduce")])?;
    open(page)?;
    assert_eq!(
        page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")?,
        true
    );
    assert_eq!(attribute(page, "places", ".play", "title")?, "播放");
    page.evaluate(
        "window.years = [], new MutationObserver(() => { const now = part('places', '.now').textContent; \
         if (years[years.length - 1] !== now) years.push(now); }).observe(part('places', '.now'), { childList: true, characterData: true, subtree: true })",
    )?;
    focus(page, "places", ".play")?;
    page.press(&[Key::Enter])?;
    page.wait_until("part('places', '.now').textContent === '2021'")?;
    assert_eq!(attribute(page, "places", ".play", "title")?, "暂停");
    assert_eq!(
        attribute(page, "places", ".slider", "aria-valuetext")?,
        "2021 年"
    );
    // It can be stopped where it is.
    click(page, "places", ".play")?;
    let still = page.evaluate(
        "new Promise(done => setTimeout(() => done(part('places', '.now').textContent), 1500))",
    )?;
    assert_eq!(still, "2021");
    assert_eq!(attribute(page, "places", ".play", "title")?, "播放");
    // And goes on to the end, where it stops by itself.
    click(page, "places", ".play")?;
    page.wait_until("part('places', '.now').textContent === '2024'")?;
    page.wait_until("part('places', '.play').title === '播放'")?;
    assert_eq!(
        page.evaluate("years")?,
        json!(["2020", "2021", "2022", "2023", "2024"])
    );
    says(page, "places", "2024")?;
    page.wait_until("part('places', '.live').textContent.startsWith('2024 年，最高：')")?;
    page.no_console_errors()
}

fn value_share_and_change(page: &mut Page) -> Result<()> {
    open(page)?;
    assert_eq!(
        page.evaluate("texts('places', '.segment')")?,
        json!(["数值", "占比", "比上年"])
    );
    click(page, "places", "[data-value=share]")?;
    says(page, "places", "占比")?;
    assert!(summary(page, "places")?.contains('%'));
    assert_eq!(
        attribute(page, "places", "[data-value=share]", "aria-checked")?,
        "true"
    );
    assert_eq!(
        attribute(page, "places", "[data-value=value]", "aria-checked")?,
        "false"
    );
    // What is chosen is seen as well.
    let color =
        |value| format!("getComputedStyle(part('places', '[data-value={value}]')).backgroundColor");
    let [chosen, other] = [
        page.evaluate(&color("share"))?,
        page.evaluate(&color("value"))?,
    ];
    assert_ne!(chosen, other);
    focus(page, "places", "[data-value=change]")?;
    page.press(&[Key::Space])?;
    page.wait_until(
        "part('places', '[data-value=change]').getAttribute('aria-checked') === 'true'",
    )?;
    assert!(focused(page, "places", "[data-value=change]")?);
    // From the last an arrow key goes to the first, which is chosen by that.
    page.press(&[Key::Right])?;
    page.wait_until("!summary('places').includes('%')")?;
    assert!(focused(page, "places", "[data-value=value]")?);
    // What the file gives has not changed.
    assert_eq!(
        page.evaluate("document.getElementById('places').data[0].value")?,
        84
    );
    page.no_console_errors()
}

fn bars_are_put_in_order(page: &mut Page) -> Result<()> {
    open(page)?;
    focus(page, "places", ".slider")?;
    page.press(&[Key::Home])?;
    page.wait_until("shows('places', '.of-sort')")?;
    let first = |page: &mut Page| -> Result<String> {
        let text = summary(page, "places")?;
        let before: Vec<char> = text.chars().take_while(|char| *char != '县').collect();
        Ok(before.iter().skip(before.len().saturating_sub(2)).collect())
    };
    assert_eq!(first(page)?, "石门");
    focus(page, "places", ".of-sort select")?;
    page.press(&[Key::Down])?;
    page.wait_until("/[。.]\\s*南河县/.test(summary('places'))")?;
    page.press(&[Key::Down])?;
    page.wait_until("/[。.]\\s*东川县/.test(summary('places'))")?;
    assert!(focused(page, "places", ".of-sort select")?);
    page.no_console_errors()
}

fn another_kind_of_chart(page: &mut Page) -> Result<()> {
    open(page)?;
    assert_eq!(value(page, "lines", ".of-chart select", "value")?, "line");
    let kinds = page.evaluate("texts('lines', '.of-chart option')")?;
    let kinds: Vec<&str> = kinds
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind.as_str().unwrap())
        .collect();
    assert!(
        kinds.contains(&"柱形图") && kinds.contains(&"表格"),
        "{kinds:?}"
    );
    assert!(!kinds.contains(&"排名图"), "{kinds:?}");
    focus(page, "lines", ".of-chart select")?;
    page.press(&[Key::Home])?;
    says(page, "lines", "柱形图")?;
    page.press(&[Key::End])?;
    page.wait_until("!shows('lines', '.plot') && shows('lines', 'table')")?;
    assert!(focused(page, "lines", ".of-chart select")?);
    page.no_console_errors()
}

fn series_are_switched_off_and_on(page: &mut Page) -> Result<()> {
    open(page)?;
    assert_eq!(
        page.evaluate("texts('lines', '.series')")?,
        json!(["收到提案", "立案"])
    );
    let second = ".series:last-child";
    // The colour of the mark is that of its name.
    assert_eq!(
        page.evaluate(&format!(
            "getComputedStyle(part('lines', '{second} .swatch')).backgroundColor"
        ))?,
        "rgb(192, 86, 15)"
    );
    click(page, "lines", second)?;
    page.wait_until("!summary('lines').includes('立案')")?;
    assert_eq!(attribute(page, "lines", second, "aria-pressed")?, "false");
    // The table is that of the series that are shown, and the last of them stays.
    page.wait_until("!texts('lines', 'thead th').join().includes('立案')")?;
    let first = |page: &mut Page, name| attribute(page, "lines", ".series", name);
    assert_eq!(first(page, "aria-disabled")?, "true");
    focus(page, "lines", ".series")?;
    page.press(&[Key::Space])?;
    assert_eq!(first(page, "aria-pressed")?, "true");
    says(page, "lines", "收到提案")?;
    focus(page, "lines", second)?;
    page.press(&[Key::Enter])?;
    says(page, "lines", "立案")?;
    assert_eq!(attribute(page, "lines", second, "aria-pressed")?, "true");
    assert_eq!(first(page, "aria-disabled")?, "false");
    // A picture beside such buttons has no legend of its own: it begins with the plot.
    page.no_console_errors()
}

/// How many pixels of the canvas have this colour.
fn pixels(page: &mut Page, id: &str, [r, g, b]: [u8; 3]) -> Result<u64> {
    let count = page.evaluate(&format!(
        "(c => {{ const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0; \
         for (let i = 0; i < d.length; i += 4) if (d[i] === {r} && d[i + 1] === {g} && d[i + 2] === {b} && d[i + 3] === 255) n++; \
         return n; }})(part('{id}', 'canvas'))"
    ))?;
    Ok(count.as_u64().unwrap())
}

fn a_series_is_singled_out_without_a_new_layout(page: &mut Page) -> Result<()> {
    open(page)?;
    let (first, second) = ([0x1b, 0x5e, 0x9b], [0xc0, 0x56, 0x0f]);
    let before = page.evaluate("part('lines', 'canvas').toDataURL()")?;
    let size = page.evaluate("[part('lines', 'canvas').width, part('lines', 'canvas').height]")?;
    let both = [
        pixels(page, "lines", first)?,
        pixels(page, "lines", second)?,
    ];
    assert!(both[0] > 100 && both[1] > 100, "{both:?}");
    for by_keyboard in [false, true] {
        if by_keyboard {
            focus(page, "lines", ".series")?;
        } else {
            page.evaluate("part('lines', '.series').scrollIntoView({ block: 'center' })")?;
            let middle = page.evaluate("middle('lines', '.series')")?;
            page.hover((middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap()))?;
        }
        page.wait_until(&format!("part('lines', 'canvas').toDataURL() !== {before}"))?;
        // The first is drawn as it was, pixel for pixel; the other stands back.
        assert_eq!(pixels(page, "lines", first)?, both[0]);
        assert_eq!(pixels(page, "lines", second)?, 0);
        assert_eq!(
            page.evaluate("[part('lines', 'canvas').width, part('lines', 'canvas').height]")?,
            size
        );
        if by_keyboard {
            page.evaluate("part('lines', '.series').blur()")?;
        } else {
            page.hover((2.0, 2.0))?;
        }
        page.wait_until(&format!("part('lines', 'canvas').toDataURL() === {before}"))?;
    }
    // A mark under the pointer does the same.
    page.evaluate("document.getElementById('lines').select({ year: 2021, measure: '立案' })")?;
    page.wait_until(&format!("part('lines', 'canvas').toDataURL() !== {before}"))?;
    assert_eq!(pixels(page, "lines", first)?, 0);
    assert_eq!(pixels(page, "lines", second)?, both[1]);
    page.press(&[Key::Escape])?;
    page.wait_until(&format!("part('lines', 'canvas').toDataURL() === {before}"))?;
    page.no_console_errors()
}

fn the_address_remembers_and_gives_back(page: &mut Page) -> Result<()> {
    open_at(page, "#part-2")?;
    assert_eq!(page.evaluate("location.hash")?, "#part-2");
    let entries = page.evaluate("history.length")?;
    focus(page, "places", ".slider")?;
    page.press(&[Key::Home])?;
    click(page, "places", "[data-value=share]")?;
    click(page, "lines", ".series")?;
    let hash = page.wait_until("location.hash.includes('hide') && decodeURI(location.hash)")?;
    assert_eq!(
        hash,
        "#part-2;places?measure=收到提案&year=2020&view=share;chart?hide=收到提案"
    );
    assert_eq!(page.evaluate("history.length")?, entries);
    says(page, "places", "占比")?;
    let (places, lines) = (summary(page, "places")?, summary(page, "lines")?);
    let (rows, canvas) = (
        "texts('places', 'tbody tr')",
        "part('lines', 'canvas').toDataURL()",
    );
    let (rows, drawn) = (page.evaluate(rows)?, page.evaluate(canvas)?);

    // Who opens that address sees the same, and nothing else before.
    let hash = page.evaluate("location.hash")?;
    open_at(page, hash.as_str().unwrap())?;
    assert_eq!(summary(page, "places")?, places);
    assert_eq!(summary(page, "lines")?, lines);
    assert_eq!(page.evaluate("texts('places', 'tbody tr')")?, rows);
    page.evaluate("document.activeElement.blur()")?;
    page.wait_until(&format!("{canvas} === {drawn}"))?;
    assert_eq!(value(page, "places", ".now", "textContent")?, "2020");
    assert_eq!(
        page.evaluate(
            "told('ready', 'places').length && seen.filter(e => e[1] === 'places').length"
        )?,
        1
    );

    // What is as at the beginning does not stand there.
    click(page, "lines", ".series")?;
    page.wait_until("!location.hash.includes('chart?')")?;
    click(page, "places", "[data-value=value]")?;
    click(page, "places", ".whole")?;
    page.wait_until("location.hash === '#part-2'")?;
    page.no_console_errors()
}

fn an_address_changes_what_is_shown(page: &mut Page) -> Result<()> {
    open(page)?;
    page.evaluate("location.hash = '#places?measure=办复率&area=南河县,云台县'")?;
    says(page, "places", "办复率")?;
    assert_eq!(
        value(page, "places", ".of-measure select", "value")?,
        "办复率"
    );
    page.wait_until("part('places', '.chosen').textContent === ' 2 个'")?;
    // Back is what the webmaster has.
    page.evaluate("history.back()")?;
    says(page, "places", "收到提案")?;
    page.wait_until("part('places', '.chosen').textContent === ' 全部'")?;
    // What nobody knows opens the chart all the same.
    page.evaluate("location.hash = '#places?measure=无此指标&view=pie'")?;
    page.wait_until("summary('places') && shows('places', '.plot')")?;
    page.no_console_errors()
}

fn the_chart_begins_as_the_webmaster_has_it(page: &mut Page) -> Result<()> {
    open(page)?;
    page.evaluate(
        "document.getElementById('lines').setAttribute('state', 'hide=收到提案&chart=bar')",
    )?;
    says(page, "lines", "柱形图")?;
    page.wait_until("!summary('lines').includes('收到提案')")?;
    // The controls follow the picture and its words.
    page.wait_until("part('lines', '.series').getAttribute('aria-pressed') === 'false'")?;
    // The reader can take it back.
    click(page, "lines", ".series")?;
    says(page, "lines", "收到提案")?;
    page.wait_until("decodeURI(location.hash) === '#chart?chart=bar'")?;
    page.no_console_errors()
}

/// How many pictures are seen from a press of the key on: the one at once and those of the frames after it.
fn pictures_seen(page: &mut Page, key: Key) -> Result<u64> {
    focus(page, "places", ".slider")?;
    page.evaluate(
        "window.pictures = new Set(), window.looking = performance.now(), \
         (function look() { pictures.add(part('places', 'canvas').toDataURL()); \
         if (performance.now() - looking < 1200) requestAnimationFrame(look); else window.looking = 0; })()",
    )?;
    page.press(&[key])?;
    page.wait_until("window.looking === 0")?;
    let last = page.evaluate("part('places', 'canvas').toDataURL()")?;
    assert_eq!(page.evaluate(&format!("pictures.has({last})"))?, true);
    Ok(page.evaluate("pictures.size")?.as_u64().unwrap())
}

fn figures_move_from_old_to_new(page: &mut Page) -> Result<()> {
    open(page)?;
    focus(page, "places", ".slider")?;
    page.press(&[Key::Home])?;
    page.wait_until("part('places', '.now').textContent === '2020'")?;
    let moving = pictures_seen(page, Key::End)?;
    assert!(moving > 3, "{moving} pictures");
    // The same picture at the end as without the way there.
    let end = page.evaluate("part('places', 'canvas').toDataURL()")?;
    pictures_seen(page, Key::Home)?;
    page.evaluate(
        "document.getElementById('places').style.setProperty('--county-chart-motion', 'none')",
    )?;
    assert_eq!(pictures_seen(page, Key::End)?, 2);
    assert_eq!(page.evaluate("part('places', 'canvas').toDataURL()")?, end);
    page.evaluate(
        "document.getElementById('places').style.removeProperty('--county-chart-motion')",
    )?;
    assert!(pictures_seen(page, Key::Home)? > 3);
    page.no_console_errors()
}

fn nothing_moves_for_who_wants_it_still(page: &mut Page) -> Result<()> {
    page.set_media("", &[("prefers-reduced-motion", "reduce")])?;
    open(page)?;
    focus(page, "places", ".slider")?;
    page.press(&[Key::Home])?;
    page.wait_until("part('places', '.now').textContent === '2020'")?;
    assert_eq!(pictures_seen(page, Key::End)?, 2);
    page.no_console_errors()
}

fn a_table_has_bars_and_an_order(page: &mut Page) -> Result<()> {
    open(page)?;
    assert_eq!(page.evaluate("shows('list', 'table')")?, true);
    let cells = "Array.from(document.getElementById('list').shadowRoot.querySelectorAll('td.number'), \
                 e => [e.textContent, e.style.backgroundSize])";
    let all = page.evaluate(cells)?;
    let largest = all
        .as_array()
        .unwrap()
        .iter()
        .find(|cell| cell[0] == "297件")
        .unwrap();
    assert_eq!(largest[1], "100% 70%");
    let other = all
        .as_array()
        .unwrap()
        .iter()
        .find(|cell| cell[0] == "99件")
        .unwrap();
    assert_eq!(other[1], "33.33% 70%");
    // What is not known has no bar.
    let missing = all
        .as_array()
        .unwrap()
        .iter()
        .find(|cell| cell[0] == "无数据")
        .unwrap();
    assert_eq!(missing[1], "");
    let bar = page.evaluate("getComputedStyle(part('list', 'td.bar')).backgroundImage")?;
    assert!(bar.as_str().unwrap().contains("gradient"), "{bar}");

    let values = "texts('list', 'td.number')";
    click(page, "list", "th.number .head")?;
    page.wait_until(&format!("{values}[0] === '297件'"))?;
    assert_eq!(
        attribute(page, "list", "th.number", "aria-sort")?,
        "descending"
    );
    assert_eq!(page.evaluate(&format!("{values}.pop()"))?, "无数据");
    // By keyboard, the other way; what is not known is last again.
    assert!(focused(page, "list", "th.number .head")?);
    page.press(&[Key::Enter])?;
    page.wait_until("part('list', 'th.number').getAttribute('aria-sort') === 'ascending'")?;
    let sorted = page.evaluate(values)?;
    let sorted: Vec<&str> = sorted
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value.as_str().unwrap())
        .collect();
    let numbers: Vec<u32> = sorted
        .iter()
        .filter_map(|value| value.strip_suffix('件')?.parse().ok())
        .collect();
    assert_eq!(numbers.len(), 69);
    assert!(numbers.is_sorted(), "{numbers:?}");
    assert_eq!(sorted.last(), Some(&"无数据"));
    // Words as the language sorts them: by pinyin.
    click(page, "list", "th:nth-child(2) .head")?;
    page.wait_until("part('list', 'th:nth-child(2)').getAttribute('aria-sort') === 'ascending'")?;
    assert_eq!(
        page.evaluate("texts('list', 'tbody td:nth-child(2)')[0]")?,
        "安平县"
    );
    assert_eq!(attribute(page, "list", "th.number", "aria-sort")?, "");

    // Heads of a table that nobody sees are no stops for the keyboard.
    assert_eq!(value(page, "lines", ".head", "tabIndex")?, -1);
    click(page, "lines", "[data-action=table]")?;
    assert_eq!(value(page, "lines", ".head", "tabIndex")?, 0);
    assert_eq!(
        page.evaluate("texts('lines', 'tbody tr:first-child td')")?,
        json!(["5,571", "4,567"])
    );
    page.no_console_errors()
}

fn controls_fit_a_phone(page: &mut Page) -> Result<()> {
    page.set_view(View::PHONE)?;
    open(page)?;
    // Nothing is wider than the screen.
    assert_eq!(page.evaluate("document.documentElement.scrollWidth")?, 375);
    let wide = page.evaluate(&format!(
        "{CONTROLS}.map(e => [e.className, e.getBoundingClientRect().left, e.getBoundingClientRect().right]) \
         .filter(e => e[1] < 0 || e[2] > 375)"
    ))?;
    assert_eq!(wide, json!([]));
    click(page, "places", ".opener")?;
    panel_fits(page)?;
    page.no_console_errors()
}

fn a_finger_hits_what_it_aims_at(page: &mut Page) -> Result<()> {
    page.set_view(View::PHONE)?;
    open(page)?;
    let low = page.evaluate(&format!(
        "{CONTROLS}.map(e => [e.className, e.getBoundingClientRect().height]).filter(e => e[1] < 44)"
    ))?;
    assert_eq!(low, json!([]));
    page.evaluate("part('places', '.opener').scrollIntoView()")?;
    let at = page.evaluate("middle('places', '.opener')")?;
    page.tap((at[0].as_f64().unwrap(), at[1].as_f64().unwrap()))?;
    panel_fits(page)?;
    page.no_console_errors()
}

/// The controls that are shown, as a JavaScript array.
const CONTROLS: &str = "Array.from(document.getElementById('places').shadowRoot.querySelectorAll('.controls button, \
     .controls select, .controls input[type=range]')).filter(e => e.getClientRects().length)";

fn panel_fits(page: &mut Page) -> Result<()> {
    page.wait_until("shows('places', '.panel')")?;
    let panel = page
        .evaluate("(b => [b.left, b.right])(part('places', '.panel').getBoundingClientRect())")?;
    assert!(
        panel[0].as_f64().unwrap() >= 0.0 && panel[1].as_f64().unwrap() <= 375.0,
        "{panel}"
    );
    Ok(())
}
