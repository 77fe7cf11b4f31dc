//! The widget on a page: what it draws, says and hands out, and how it is reached.

use anyhow::Result;
use browser_tests::{Case, Key, Page, View, page_cases};
use serde_json::{Value, json};

pub fn cases() -> Vec<Case> {
    page_cases![
        each_form_draws_its_figures,
        the_figure_under_the_pointer_is_shown,
        the_card_goes_when_the_pointer_does_and_at_escape,
        a_finger_shows_the_figure_on_a_phone needs Touch,
        arrow_keys_walk_the_figures_and_say_them,
        a_click_and_enter_choose_a_figure,
        select_shows_a_figure_and_tells_nobody,
        charts_of_a_page_share_one_instance,
        an_attribute_change_redraws,
        unknown_values_are_automatic_with_a_warning,
        the_table_is_one_button_away,
        the_figures_are_downloaded_as_excel_reads_them,
        a_formula_does_not_leave_as_one,
        the_picture_is_downloaded_at_twice_its_size,
        a_chart_goes_and_comes_back,
        a_chart_follows_its_place,
        a_page_that_is_dark_has_a_dark_chart,
        text_can_be_larger,
        loading_what_the_page_has,
        the_script_may_stand_twice,
    ]
}

/// Opens the page of the three forms and waits until all are drawn.
fn forms(page: &mut Page) -> Result<()> {
    page.open("/test/forms.html")?;
    page.wait_until("seen.filter(e => e[0] === 'ready').length === 3")?;
    page.evaluate("document.querySelector('script + county-chart').id = 'script'")?;
    Ok(())
}

/// The rectangle of a part of a chart in CSS px of the viewport: left, top, right, bottom.
fn place(page: &mut Page, id: &str, selector: &str) -> Result<[f64; 4]> {
    let place = page.evaluate(&format!(
        "(b => [b.left, b.top, b.right, b.bottom])(part('{id}', '{selector}').getBoundingClientRect())"
    ))?;
    Ok([0, 1, 2, 3].map(|at| place[at].as_f64().unwrap()))
}

fn point(value: &Value) -> (f64, f64) {
    (value[0].as_f64().unwrap(), value[1].as_f64().unwrap())
}

/// Where the datum is that has these keys; nothing is shown there afterwards.
fn datum(page: &mut Page, id: &str, keys: &str) -> Result<(f64, f64)> {
    page.evaluate(&format!(
        "document.getElementById('{id}').scrollIntoView({{ block: 'center' }})"
    ))?;
    let element = format!("(e => e.countyChart || e)(document.getElementById('{id}'))");
    assert_eq!(page.evaluate(&format!("{element}.select({keys})"))?, true);
    let middle = point(&page.evaluate(&format!("middle('{id}', '.ring')"))?);
    page.press(&[Key::Escape])?;
    page.wait_until(&format!("!shows('{id}', '.card')"))?;
    Ok(middle)
}

fn each_form_draws_its_figures(page: &mut Page) -> Result<()> {
    forms(page)?;
    for canvas in [
        "part('script', 'canvas')",
        "part('element', 'canvas')",
        "document.getElementById('canvas')",
    ] {
        let painted = page.evaluate(&format!("painted({canvas})"))?;
        assert!(painted.as_u64() > Some(5_000), "{canvas}: {painted}");
    }
    for element in ["script", "element"] {
        let figure = page.evaluate(&format!(
            "document.getElementById('{element}').data.find(o => o.year === 2021 && o.measure === '收到提案')"
        ))?;
        assert_eq!(figure["value"], 6117, "{figure}");
        assert_eq!(
            (&figure["unit"], &figure["measure_key"], &figure["area"]),
            (&json!("件"), &json!("proposals_received"), &Value::Null)
        );
    }
    let rank = page.evaluate(
        "document.getElementById('canvas').countyChart.data.find(o => o.measure === '云豆积分排名')",
    )?;
    assert_eq!(
        (&rank["value"], &rank["scope"]),
        (&json!(1), &json!("全省"))
    );
    // The fallback has gone, the first chart is marked, once.
    assert_eq!(
        page.evaluate("document.querySelector('#element a').getClientRects().length")?,
        0
    );
    assert_eq!(
        page.evaluate("performance.getEntriesByName('county-chart-drawn').length")?,
        1
    );
    let ready = page.evaluate("told('ready', 'element')[2]")?;
    assert_eq!(ready["rows"], 24);
    assert_eq!(ready["chart"], "bar");
    assert_eq!(
        ready["measures"][0],
        json!({"name": "收到提案", "key": "proposals_received"})
    );
    assert_eq!(ready["years"][0], 2018);
    page.no_console_errors()
}

fn the_figure_under_the_pointer_is_shown(page: &mut Page) -> Result<()> {
    forms(page)?;
    for (id, keys, heading, value) in [
        ("script", "{ year: 2021 }", "2021", "6,117"),
        (
            "element",
            "{ year: 2019, measure: '立案' }",
            "2019",
            "4,089",
        ),
        ("canvas", "{ measure: '云豆积分排名' }", "", "1"),
    ] {
        let place = datum(page, id, keys)?;
        page.hover(place)?;
        page.wait_until(&format!("shows('{id}', '.card')"))?;
        let card = page.evaluate(&format!("part('{id}', '.card').textContent"))?;
        let current = page.evaluate(&format!(
            "part('{id}', '.card .current .value').textContent"
        ))?;
        assert!(current.as_str().unwrap().contains(value), "{card}");
        assert!(card.as_str().unwrap().contains(heading), "{card}");
        page.hover((2.0, 2.0))?;
        page.wait_until(&format!("!shows('{id}', '.card')"))?;
    }
    page.no_console_errors()
}

fn the_card_goes_when_the_pointer_does_and_at_escape(page: &mut Page) -> Result<()> {
    forms(page)?;
    let figure = datum(page, "element", "{ year: 2019, measure: '收到提案' }")?;
    page.hover(figure)?;
    page.wait_until("shows('element', '.card')")?;
    // It can be reached and stays while the pointer is on it.
    let on_card = point(&page.evaluate("middle('element', '.card')")?);
    page.hover(on_card)?;
    let still = page
        .evaluate("new Promise(done => setTimeout(() => done(shows('element', '.card')), 600))")?;
    assert_eq!(still, true);
    page.press(&[Key::Escape])?;
    page.wait_until("!shows('element', '.card') && !shows('element', '.ring')")?;

    page.hover((2.0, 2.0))?;
    page.hover(figure)?;
    page.wait_until("shows('element', '.card')")?;
    page.hover((2.0, 2.0))?;
    page.wait_until("!shows('element', '.card')")?;
    Ok(())
}

fn a_finger_shows_the_figure_on_a_phone(page: &mut Page) -> Result<()> {
    page.set_view(View::PHONE)?;
    forms(page)?;
    for keys in [
        "{ year: 2018, measure: '收到提案' }",
        "{ year: 2021, measure: '立案' }",
        "{ year: 2025, measure: '立案' }",
    ] {
        let figure = datum(page, "element", keys)?;
        page.tap(figure)?;
        page.wait_until("shows('element', '.card')")?;
        let [left, top, right, bottom] = place(page, "element", ".card")?;
        assert!(
            left >= 0.0 && top >= 0.0 && right <= 375.0 && bottom <= 667.0,
            "{keys}: {left} {top} {right} {bottom}"
        );
        let ring = place(page, "element", ".ring")?;
        assert!(
            right <= ring[0] || left >= ring[2] || bottom <= ring[1] || top >= ring[3],
            "{keys}: the card covers the datum"
        );
    }
    // A finger that goes down the chart scrolls the page.
    assert_eq!(
        page.evaluate("getComputedStyle(part('element', 'canvas')).touchAction")?,
        "pan-y"
    );
    // Crisp: as many pixels as the screen has.
    let widths = page.evaluate("(c => [c.width, c.clientWidth])(part('element', 'canvas'))")?;
    assert_eq!(
        widths[0].as_f64().unwrap(),
        widths[1].as_f64().unwrap() * 2.0
    );
    page.no_console_errors()
}

fn arrow_keys_walk_the_figures_and_say_them(page: &mut Page) -> Result<()> {
    forms(page)?;
    let canvas = "part('element', 'canvas')";
    assert_eq!(page.evaluate(&format!("{canvas}.tabIndex"))?, 0);
    assert!(
        page.evaluate(&format!("{canvas}.getAttribute('aria-label')"))?
            .as_str()
            .unwrap()
            .contains("提案")
    );
    page.evaluate(&format!("{canvas}.focus()"))?;
    let mut said = Vec::new();
    for key in [
        Key::Right,
        Key::Right,
        Key::Down,
        Key::End,
        Key::Left,
        Key::Left,
        Key::Home,
        Key::Up,
    ] {
        page.evaluate("part('element', '.live').textContent = '', 0")?;
        page.press(&[key])?;
        let words = page.wait_until("part('element', '.live').textContent")?;
        said.push(words.as_str().unwrap().to_owned());
        let current = page.evaluate("part('element', '.card .current .value').textContent")?;
        let figure = current.as_str().unwrap();
        assert!(
            said.last().unwrap().contains(figure),
            "the card says {figure}, the voice {said:?}"
        );
    }
    let expected = [
        ("2018", "5,571"),
        ("2019", "5,488"),
        ("2019", "4,089"),
        ("2025", "5,061"),
        ("2024", "5,091"),
        ("2023", "4,791"),
        ("2018", "4,567"),
        ("2018", "5,571"),
    ];
    for (said, (year, figure)) in said.iter().zip(expected) {
        assert!(said.contains(year) && said.contains(figure), "{said}");
    }
    assert_eq!(
        page.evaluate("part('element', '.live').getAttribute('aria-live')")?,
        "polite"
    );
    page.wait_until("shows('element', '.ring') && part('element', '.ring.strong')")?;
    // The keyboard's card closes and the next arrow goes on from there.
    page.press(&[Key::Escape])?;
    page.wait_until("!shows('element', '.card')")?;
    page.evaluate("part('element', '.live').textContent = '', 0")?;
    page.press(&[Key::Right])?;
    let words = page.wait_until("part('element', '.live').textContent")?;
    assert!(words.as_str().unwrap().contains("5,488"), "{words}");
    page.no_console_errors()
}

fn a_click_and_enter_choose_a_figure(page: &mut Page) -> Result<()> {
    forms(page)?;
    let figure = datum(page, "element", "{ year: 2023, measure: '立案' }")?;
    page.click(figure)?;
    let chosen = page.wait_until("told('select', 'element')")?;
    assert_eq!(
        chosen[2],
        json!({
            "area": null, "year": 2023, "period": null, "measure": "立案",
            "measure_key": "proposals_registered", "series": [], "scope": null,
            "value": 4791, "unit": "件", "qualifier": "exact"
        })
    );
    page.press(&[Key::Right])?;
    page.press(&[Key::Enter])?;
    let chosen = page.wait_until("(e => e[2].year === 2024 && e)(told('select', 'element'))")?;
    assert_eq!(chosen[2]["value"], 5091);
    Ok(())
}

fn select_shows_a_figure_and_tells_nobody(page: &mut Page) -> Result<()> {
    forms(page)?;
    let select = |keys: &str| format!("document.getElementById('element').select({keys})");
    assert_eq!(
        page.evaluate(&select(
            "{ year: 2020, measure_key: 'proposals_registered' }"
        ))?,
        true
    );
    assert!(
        page.evaluate("part('element', '.card .current .value').textContent")?
            .as_str()
            .unwrap()
            .contains("5,044")
    );
    // A year without a figure is reached too, and says so.
    assert_eq!(
        page.evaluate(&select("{ year: 2022, measure: '立案' }"))?,
        true
    );
    assert_eq!(
        page.evaluate("part('element', '.card .current .value').textContent")?,
        "无数据"
    );
    for nothing in [
        "{ year: 1999 }",
        "{ area: '酉阳县' }",
        "null",
        "7",
        "{ year: {} }",
    ] {
        assert_eq!(page.evaluate(&select(nothing))?, false, "{nothing}");
    }
    assert_eq!(page.evaluate("seen.some(e => e[0] === 'select')")?, false);
    page.no_console_errors()
}

fn charts_of_a_page_share_one_instance(page: &mut Page) -> Result<()> {
    forms(page)?;
    // One of the first module, for the pictures of all, then one of the whole module for all else.
    assert_eq!(page.evaluate("instances")?, 2);
    let requests = page.site.requests();
    for (ending, times) in [
        (".whole.wasm", 1),
        (".wasm", 2),
        (".whole.js", 1),
        (".js", 2),
    ] {
        let hashed = requests
            .iter()
            .filter(|request| request.contains("/county-charts/county-charts-"))
            .filter(|request| request.ends_with(ending))
            .count();
        assert_eq!(hashed, times, "{ending}: {requests:?}");
    }
    Ok(())
}

fn an_attribute_change_redraws(page: &mut Page) -> Result<()> {
    forms(page)?;
    let before = page.evaluate("part('element', 'canvas').toDataURL()")?;
    // Changes of one turn are taken together.
    page.evaluate(
        "(e => { seen.length = 0; e.setAttribute('chart', 'line'); e.setAttribute('measure', '立案'); \
         e.setAttribute('heading', '全国政协立案'); })(document.getElementById('element'))",
    )?;
    page.wait_until("told('ready', 'element')")?;
    assert_eq!(page.evaluate("told('ready', 'element')[2].chart")?, "line");
    assert_eq!(page.evaluate("seen.length")?, 1);
    assert_eq!(
        page.evaluate("part('element', '.title').textContent")?,
        "全国政协立案"
    );
    assert_ne!(
        page.evaluate("part('element', 'canvas').toDataURL()")?,
        before
    );

    // The canvas of the third form mirrors its own attributes.
    page.evaluate(
        "seen.length = 0, document.getElementById('canvas').setAttribute('data-chart', 'table'), 0",
    )?;
    page.wait_until("seen.some(e => e[0] === 'ready' && e[2].chart === 'table')")?;
    page.no_console_errors()
}

fn unknown_values_are_automatic_with_a_warning(page: &mut Page) -> Result<()> {
    forms(page)?;
    page.evaluate(
        "(e => { seen.length = 0; e.setAttribute('chart', '3d-pie'); })(document.getElementById('element'))",
    )?;
    let ready = page.wait_until("told('ready', 'element')")?;
    assert_ne!(ready[2]["chart"], "3d-pie");
    let warning = &ready[2]["diagnostics"][0];
    assert_eq!(
        (&warning["severity"], &warning["row"]),
        (&json!("warning"), &Value::Null)
    );
    assert!(warning["message"].as_str().unwrap().contains("3d-pie"));
    Ok(())
}

fn the_table_is_one_button_away(page: &mut Page) -> Result<()> {
    forms(page)?;
    let button = "part('element', 'button[data-action=table]')";
    // Machines read it before any button is pressed.
    assert_eq!(
        page.evaluate("part('element', '.table caption').textContent.length > 0")?,
        true
    );
    let cells = page.evaluate(
        "Array.from(part('element', 'tbody').rows, row => Array.from(row.cells, cell => cell.textContent))",
    )?;
    let row = cells
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row[0].as_str().unwrap().contains("2021"))
        .unwrap();
    assert_eq!((&row[1], &row[2]), (&json!("6,117"), &json!("5,039")));
    let scopes =
        page.evaluate("[part('element', 'thead th').scope, part('element', 'tbody th').scope]")?;
    assert_eq!(scopes, json!(["col", "row"]));

    assert!(place(page, "element", ".table")?[2] < 2.0 + place(page, "element", ".table")?[0]);
    page.evaluate(&format!("{button}.scrollIntoView({{ block: 'center' }})"))?;
    let place_of_button = point(&page.evaluate("middle('element', 'button[data-action=table]')")?);
    page.click(place_of_button)?;
    page.wait_until(&format!(
        "{button}.getAttribute('aria-expanded') === 'true'"
    ))?;
    let [left, top, right, bottom] = place(page, "element", ".table")?;
    assert!(right - left > 200.0 && bottom - top > 100.0);
    // And by keyboard.
    page.evaluate("part('element', 'canvas').focus()")?;
    page.press(&[Key::Character('t')])?;
    page.wait_until(&format!(
        "{button}.getAttribute('aria-expanded') === 'false'"
    ))?;
    Ok(())
}

/// Has `click()` on a link keep its address and name in place of saving a file.
const KEEP_DOWNLOADS: &str = "(() => { const make = URL.createObjectURL; let last; \
     URL.createObjectURL = blob => { last = blob; return make.call(URL, blob); }; \
     HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, last]; }; })()";

fn bytes(page: &mut Page, blob: &str) -> Result<Vec<u8>> {
    let bytes = page.evaluate(&format!(
        "{blob}.then(b => new Response(b).arrayBuffer()).then(b => Array.from(new Uint8Array(b)))"
    ))?;
    Ok(bytes
        .as_array()
        .unwrap()
        .iter()
        .map(|byte| byte.as_u64().unwrap() as u8)
        .collect())
}

fn the_figures_are_downloaded_as_excel_reads_them(page: &mut Page) -> Result<()> {
    forms(page)?;
    page.evaluate(KEEP_DOWNLOADS)?;
    page.evaluate("part('element', 'button[data-action=csv]').click()")?;
    let name = page.wait_until("window.saved && saved[0]")?;
    let name = name.as_str().unwrap();
    assert!(name.ends_with(".csv") && name.contains("提案"), "{name}");
    let csv = bytes(page, "Promise.resolve(saved[1])")?;
    assert!(csv.starts_with(b"\xef\xbb\xbf"), "no byte order mark");
    let csv = String::from_utf8(csv)?;
    assert!(csv.contains("6117") && csv.contains("收到提案"), "{csv}");
    let same = bytes(
        page,
        "document.getElementById('element').toBlob('text/csv')",
    )?;
    assert_eq!(String::from_utf8(same)?, csv);
    let svg = bytes(
        page,
        "document.getElementById('element').toBlob('image/svg+xml')",
    )?;
    let svg = String::from_utf8(svg)?;
    assert!(svg.starts_with("<svg") && svg.contains("6,117"), "{svg}");
    let refused = page.evaluate(
        "document.getElementById('element').toBlob('image/gif').then(() => 'made', e => e.message)",
    )?;
    assert!(refused.as_str().unwrap().contains("image/gif"), "{refused}");
    page.no_console_errors()
}

fn a_formula_does_not_leave_as_one(page: &mut Page) -> Result<()> {
    forms(page)?;
    page.evaluate(
        r#"seen.length = 0, document.getElementById('element').removeAttribute('measure'),
        document.getElementById('element').load('地区,年份,指标,数值\n"=HYPERLINK(""http://x"",""y"")",2021,提案,3\n+甲县,2021,提案,4'), 0"#,
    )?;
    page.wait_until("told('ready', 'element')")?;
    let area = page.evaluate("document.getElementById('element').data[0].area")?;
    assert_eq!(area, "=HYPERLINK(\"http://x\",\"y\")");
    let csv = bytes(
        page,
        "document.getElementById('element').toBlob('text/csv')",
    )?;
    let csv = String::from_utf8(csv)?;
    assert!(csv.contains("\"'=HYPERLINK("), "{csv}");
    assert!(csv.contains("'+甲县"), "{csv}");
    page.no_console_errors()
}

fn the_picture_is_downloaded_at_twice_its_size(page: &mut Page) -> Result<()> {
    forms(page)?;
    page.evaluate(KEEP_DOWNLOADS)?;
    page.evaluate("part('element', 'button[data-action=png]').click()")?;
    let name = page.wait_until("window.saved && saved[0]")?;
    assert!(name.as_str().unwrap().ends_with(".png"), "{name}");
    let png = bytes(page, "Promise.resolve(saved[1])")?;
    assert!(png.starts_with(b"\x89PNG"));
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    let plot = page.evaluate("part('element', 'canvas').clientWidth")?;
    // The plot and a margin of 1rem on each side.
    assert_eq!(u64::from(side(16)), (plot.as_u64().unwrap() + 32) * 2);
    assert!(side(20) > 400, "{}", side(20));
    // It stands on its own: opaque at the corner.
    let corner = page.evaluate(
        "createImageBitmap(saved[1]).then(b => { const c = document.createElement('canvas'); c.width = c.height = 1; \
         const x = c.getContext('2d'); x.drawImage(b, 0, 0); return Array.from(x.getImageData(0, 0, 1, 1).data); })",
    )?;
    assert_eq!(corner, json!([255, 255, 255, 255]));
    page.no_console_errors()
}

fn a_chart_goes_and_comes_back(page: &mut Page) -> Result<()> {
    forms(page)?;
    page.evaluate(
        "window.kept = document.getElementById('element'), kept.remove(), seen.length = 0, 0",
    )?;
    assert_eq!(page.evaluate("kept.data.length")?, 0);
    assert_eq!(
        page.evaluate("kept.shadowRoot.querySelector('canvas') === null")?,
        true
    );
    // What goes on meanwhile is no business of it.
    page.hover((300.0, 300.0))?;
    page.press(&[Key::Escape])?;
    page.evaluate("document.querySelector('main').prepend(kept)")?;
    page.wait_until("told('ready', 'element')")?;
    assert_eq!(page.evaluate("kept.data.length")?, 24);
    assert!(
        page.evaluate("painted(part('element', 'canvas'))")?
            .as_u64()
            .unwrap()
            > 5_000
    );
    assert_eq!(
        page.evaluate("kept.shadowRoot.querySelectorAll('canvas').length")?,
        1
    );
    assert_eq!(page.evaluate("instances")?, 2);
    page.no_console_errors()
}

fn a_chart_follows_its_place(page: &mut Page) -> Result<()> {
    forms(page)?;
    let width = "part('element', 'canvas').clientWidth";
    assert_eq!(page.evaluate(width)?, 720);
    page.evaluate("document.querySelector('main').style.maxWidth = '400px'")?;
    page.wait_until(&format!("{width} === 400"))?;
    page.wait_until("document.getElementById('canvas').clientWidth === 400")?;
    // Nothing is drawn where there is no room; it is as soon as there is.
    page.evaluate(
        "(() => { const e = document.createElement('county-chart'); e.id = 'late'; e.setAttribute('src', '/data/linwu.csv'); \
         const d = document.createElement('div'); d.hidden = true; d.appendChild(e); document.body.appendChild(d); })()",
    )?;
    page.wait_until("document.getElementById('late').data.length > 0")?;
    assert_eq!(page.evaluate("Boolean(told('ready', 'late'))")?, false);
    page.evaluate("document.getElementById('late').parentNode.hidden = false, 0")?;
    page.wait_until("told('ready', 'late')")?;
    page.no_console_errors()
}

fn a_page_that_is_dark_has_a_dark_chart(page: &mut Page) -> Result<()> {
    forms(page)?;
    let color = "getComputedStyle(part('element', '.subtitle')).color";
    let light = page.evaluate(color)?;
    page.evaluate(
        "document.body.style.background = '#16191d', document.body.style.color = '#e8eaed', seen.length = 0, \
         document.getElementById('element').setAttribute('theme', 'auto')",
    )?;
    page.wait_until("told('ready', 'element')")?;
    let dark = page.evaluate(color)?;
    assert_ne!(light, dark);
    // A theme of its own brings its own background.
    page.evaluate("document.getElementById('element').setAttribute('theme', 'light')")?;
    page.wait_until(
        "getComputedStyle(part('element', '.chart')).backgroundColor === 'rgb(255, 255, 255)'",
    )?;
    assert_eq!(page.evaluate(color)?, light);
    Ok(())
}

fn text_can_be_larger(page: &mut Page) -> Result<()> {
    forms(page)?;
    let size = "parseFloat(getComputedStyle(part('element', '.title')).fontSize)";
    assert_eq!(page.evaluate(size)?, 18);
    page.evaluate("document.getElementById('element').setAttribute('text', '1.5')")?;
    page.wait_until(&format!("{size} === 27"))?;
    Ok(())
}

fn loading_what_the_page_has(page: &mut Page) -> Result<()> {
    forms(page)?;
    // GB18030 bytes, as a portal's own script may have fetched them.
    let gb18030 = "[196, 234, 183, 221, 44, 202, 213, 181, 189, 204, 225, 176, 184, 10, 50, 48, 50, 49, 44, 51, 49, 57]";
    page.evaluate(&format!(
        "(e => {{ seen.length = 0; e.removeAttribute('measure'); e.load(new Uint8Array({gb18030})); }})(document.getElementById('element'))"
    ))?;
    page.wait_until("told('ready', 'element')")?;
    let figure = page.evaluate("document.getElementById('element').data[0]")?;
    assert_eq!(
        (&figure["measure"], &figure["year"], &figure["value"]),
        (&json!("收到提案"), &json!(2021), &json!(319))
    );
    let summary = page.evaluate("document.getElementById('element').summary")?;
    assert!(summary.as_str().unwrap().contains("319"), "{summary}");
    Ok(())
}

fn the_script_may_stand_twice(page: &mut Page) -> Result<()> {
    forms(page)?;
    page.evaluate(
        "(() => { const s = document.createElement('script'); s.src = '/county-charts/county-charts.js?again'; \
         s.dataset.src = '/data/linwu.csv'; s.id = 'again'; document.body.appendChild(s); })()",
    )?;
    page.wait_until("document.querySelector('#again + county-chart')")?;
    page.wait_until("seen.filter(e => e[0] === 'ready').length === 4")?;
    assert_eq!(
        page.evaluate("document.querySelectorAll('canvas + county-chart').length")?,
        1
    );
    assert_eq!(page.evaluate("instances")?, 2);
    page.no_console_errors()
}
