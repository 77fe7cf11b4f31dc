//! Fingers, large text and what readers have asked of their system.

use std::time::Duration;

use anyhow::Result;
use browser_tests::{Case, Page, Pointer, Step, View, page_cases};
use serde_json::{Value, json};

use crate::keyboard::{open, show};

pub fn cases() -> Vec<Case> {
    page_cases![
        a_finger_drawn_across_goes_through_the_years needs Touch,
        a_tap_selects_and_keeps_the_card_clear_of_the_finger needs Touch,
        a_high_card_in_large_text_is_clear_of_the_finger needs Touch,
        the_pages_large_print_is_followed,
        at_twice_the_text_and_four_times_the_zoom_nothing_is_lost,
        a_readers_own_spacing_loses_nothing,
        lines_have_room_between_them,
        a_table_in_large_text_begins_with_its_caption_and_figures,
        what_the_system_is_asked_for_is_followed,
        what_the_system_is_asked_for_is_followed_at_once needs EmulatedMedia,
        reduced_motion_is_followed_at_once needs EmulatedMedia,
    ]
}

/// The narrowest phone.
const NARROW: View = View {
    width: 320,
    height: 568,
    pixel_ratio: 2.0,
    touch: true,
};

fn national(chart: &str) -> Value {
    json!({ "src": "/data/national.csv", "chart": chart, "measure": "收到提案,立案" })
}

/// Where the ring of a datum is, in the viewport.
fn ring(page: &mut Page, year: i32, measure: &str) -> Result<(f64, f64)> {
    let selected = page.evaluate(&format!(
        "document.getElementById('chart').select({{ year: {year}, measure: '{measure}' }})"
    ))?;
    assert_eq!(selected, true);
    let middle = page.evaluate("middle('chart', '.ring')")?;
    Ok((middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap()))
}

/// Each place of the finger, and that the card is on the screen and not under it.
fn clear(page: &mut Page) -> Result<Vec<Value>> {
    let trace = page.evaluate("trace.splice(0)")?;
    let trace = trace.as_array().unwrap().clone();
    for at in &trace {
        let [x, y, left, top, right, bottom] =
            [0, 1, 2, 3, 4, 5].map(|nth| at[nth].as_f64().unwrap());
        assert!(
            left >= 0.0 && top >= 0.0 && right <= 320.0 && bottom <= 568.0,
            "the card is off the screen: {at}"
        );
        assert!(
            bottom <= y - 20.0 || right <= x - 20.0 || left >= x + 20.0,
            "the card is under the finger: {at}"
        );
    }
    Ok(trace)
}

fn a_finger_drawn_across_goes_through_the_years(page: &mut Page) -> Result<()> {
    page.set_view(NARROW)?;
    open(page)?;
    for chart in ["line", "bar"] {
        show(page, &national(chart))?;
        page.evaluate("document.getElementById('chart').scrollIntoView({ block: 'center' }), trace.length = 0")?;
        let from = ring(page, 2018, "立案")?;
        let to = ring(page, 2025, "立案")?;
        let scrolled = page.evaluate("scrollY")?;
        let mut steps = vec![Step::Move(from.0, from.1), Step::Down];
        // Some drivers make one event of each. Down it goes by and by: one that began at more than 30° would scroll in
        // Firefox.
        steps.extend((1..=20).map(|at| {
            let part = f64::from(at) / 20.0;
            let x = from.0 + (to.0 - from.0) * part;
            Step::Glide(x, from.1 + 10.0 * part, Duration::from_millis(40))
        }));
        steps.push(Step::Up);
        page.point(Pointer::Touch, &steps)?;
        page.evaluate("wait(300)")?;
        let trace = clear(page)?;
        let mut years: Vec<&str> = trace.iter().filter_map(|at| at[6].as_str()).collect();
        years.dedup();
        let all: Vec<String> = (2018..=2025).map(|year| format!("{year} 年")).collect();
        // It comes by each year once, however fast a browser reports it, and ends at the last.
        assert!(years.len() >= 5, "{chart}: {years:?}");
        assert!(
            years.windows(2).all(|pair| pair[0] < pair[1]),
            "{chart}: {years:?}"
        );
        assert!(
            years.iter().all(|year| all.contains(&(*year).to_owned())),
            "{years:?}"
        );
        // Along the series that it began with; the card stays when the finger has gone.
        assert_eq!(page.evaluate("shows('chart', '.card')")?, true);
        assert_eq!(
            page.evaluate("part('chart', '.card-heading').textContent")?,
            "2025 年"
        );
        assert_eq!(
            page.evaluate("part('chart', '.card .current .label').textContent")?,
            "立案"
        );
        assert_eq!(
            page.evaluate("scrollY")?,
            scrolled,
            "the page has not moved"
        );
        assert_eq!(page.evaluate("heard")?, json!([]));
    }
    // Down, it is the page that moves.
    page.evaluate("document.getElementById('chart').scrollIntoView()")?;
    let middle = page.evaluate("middle('chart', 'canvas')")?;
    let (x, y) = (middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap());
    let before = page.evaluate("scrollY")?.as_f64().unwrap();
    page.swipe((x, y), (x, y - 120.0))?;
    page.wait_until(&format!("scrollY > {before} + 40"))?;
    page.no_console_errors()
}

fn a_tap_selects_and_keeps_the_card_clear_of_the_finger(page: &mut Page) -> Result<()> {
    page.set_view(NARROW)?;
    open(page)?;
    show(page, &national("bar"))?;
    // In the middle of the screen, and at its upper end, where there is no room above.
    for block in ["center", "start"] {
        for year in [2018, 2021, 2025] {
            page.evaluate(&format!(
                "part('chart', '.plot').scrollIntoView({{ block: '{block}' }}), seen.length = 0"
            ))?;
            let (x, y) = ring(page, year, "收到提案")?;
            page.tap((x, y))?;
            let told = page.wait_until("told('select', 'chart')")?;
            assert_eq!(told[2]["year"], year);
            let card = page.evaluate(
                "(b => [b.left, b.top, b.right, b.bottom])(part('chart', '.card').getBoundingClientRect())",
            )?;
            let [left, top, right, bottom] = [0, 1, 2, 3].map(|nth| card[nth].as_f64().unwrap());
            assert!(
                left >= 0.0 && top >= 0.0 && right <= 320.0 && bottom <= 568.0,
                "{card}"
            );
            // Above the finger where there is room: below it the hand is.
            let room = block == "center";
            assert!(!room || bottom <= y - 20.0, "{year}: {card} at {x}, {y}");
            let clear =
                bottom <= y - 20.0 || right <= x - 20.0 || left >= x + 20.0 || top >= y + 20.0;
            assert!(clear, "{block} {year}: {card} is under {x}, {y}");
        }
    }
    Ok(())
}

fn a_high_card_in_large_text_is_clear_of_the_finger(page: &mut Page) -> Result<()> {
    page.set_view(View {
        width: 375,
        height: 700,
        ..NARROW
    })?;
    open(page)?;
    page.evaluate("document.documentElement.style.fontSize = '300%'")?;
    page.evaluate("document.querySelector('main').style.padding = '400px 0'")?;
    show(
        page,
        &json!({ "src": "/data/youyang.csv", "chart": "bar", "theme": "light" }),
    )?;
    // A card on the page leaves the room to the words.
    assert_eq!(
        page.evaluate("getComputedStyle(part('chart', '.chart.boxed')).padding")?,
        "15px"
    );
    page.evaluate("document.getElementById('chart').select({ row: document.getElementById('chart').data[4].row })")?;
    page.evaluate("part('chart', '.ring').scrollIntoView({ block: 'center' }), seen.length = 0")?;
    let middle = page.evaluate("middle('chart', '.ring')")?;
    let (x, y) = (middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap());
    assert!((300.0..400.0).contains(&y), "{middle}");
    page.tap((x, y))?;
    page.wait_until("told('select', 'chart')")?;
    let card = page.evaluate(
        "(c => [c.getBoundingClientRect().top, c.getBoundingClientRect().bottom, c.querySelectorAll('[hidden]').length])(part('chart', '.card'))",
    )?;
    let [top, bottom, left_out] = [0, 1, 2].map(|nth| card[nth].as_f64().unwrap());
    assert!(
        left_out > 0.0,
        "{card} is no high card: nothing is tried here"
    );
    assert!(top >= 0.0 && bottom <= 700.0, "{card}");
    assert!(
        bottom <= y - 20.0 || top >= y + 20.0,
        "{card} is under the finger at {y}"
    );
    page.no_console_errors()
}

/// The size of text around the picture, and how high the picture is.
fn sizes(page: &mut Page) -> Result<(f64, f64)> {
    let sizes = page.evaluate(
        "[parseFloat(getComputedStyle(part('chart', '.chart')).fontSize), part('chart', 'canvas').clientHeight]",
    )?;
    Ok((sizes[0].as_f64().unwrap(), sizes[1].as_f64().unwrap()))
}

fn the_pages_large_print_is_followed(page: &mut Page) -> Result<()> {
    open(page)?;
    // A list: it is as high as its text.
    show(
        page,
        &json!({ "src": "/data/donations.csv", "chart": "bar" }),
    )?;
    let (size, height) = sizes(page)?;
    assert_eq!(size, 16.0);
    // Each way of a switch, while the chart is there: a class with the property, the root's own size, both, the body's
    // size; and a site whose rem is 10 px for counting.
    for (class, root, body, expected) in [
        ("large", "", "", 24.0),
        ("", "24px", "", 24.0),
        ("large", "20px", "", 30.0),
        ("", "", "22px", 22.0),
        ("", "62.5%", "1.6rem", 16.0),
        ("", "62.5%", "2rem", 20.0),
        ("", "", "12px", 16.0),
        ("", "", "", 16.0),
    ] {
        page.evaluate(&format!(
            "(e => {{ e.className = '{class}'; e.style.fontSize = '{root}'; document.body.style.fontSize = '{body}'; \
             }})(document.documentElement)"
        ))?;
        let grown = height * expected / 16.0;
        page.wait_until(&format!(
            "Math.abs(part('chart', 'canvas').clientHeight - {grown}) < {grown} * 0.08"
        ))?;
        assert_eq!(sizes(page)?.0, expected);
    }
    // By the property on any element around it, and by the attribute on top.
    page.evaluate("document.querySelector('main').className = 'large'")?;
    page.evaluate("document.getElementById('chart').setAttribute('text', '1.25')")?;
    page.wait_until(&format!(
        "part('chart', 'canvas').clientHeight > {height} * 1.7"
    ))?;
    assert_eq!(sizes(page)?.0, 30.0);
    assert_eq!(page.evaluate("heard")?, json!([]));
    page.no_console_errors()
}

/// On a screen 320 px wide nothing makes the page scroll sideways, nothing stands outside of the chart, and no words around
/// the picture are cut off by their box. (The arrow of a table's head stands a little in its edge.)
fn nothing_is_lost_around_the_picture(page: &mut Page, name: &str) -> Result<()> {
    assert_eq!(
        page.evaluate("document.documentElement.scrollWidth <= 320")?,
        true,
        "{name}"
    );
    let outside = page.evaluate(
        "(r => Array.from(part('chart', '.figure').querySelectorAll('.title, .subtitle, canvas, .button, .control, .about, .control *'))
            .filter(e => e.getClientRects().length && !e.closest('.unseen, .shy, .panel'))
            .map(e => [e.className, e.getBoundingClientRect()])
            .filter(e => e[1].left < r.left - 15 || e[1].right > r.right + 13)
            .map(e => e[0]))(part('chart', '.body').getBoundingClientRect())",
    )?;
    assert_eq!(outside, json!([]), "{name}");
    let cut = page.evaluate(
        "Array.from(part('chart', '.figure').querySelectorAll('.title, .subtitle, .button, .about, .control button, th, td, caption'))
            .filter(e => e.getClientRects().length && !e.closest('.unseen, .shy'))
            .filter(e => e.scrollWidth > e.clientWidth + (e.localName === 'th' ? 4 : 1) || e.scrollHeight > e.clientHeight + 1)
            .map(e => [e.className || e.localName, e.textContent, e.scrollWidth, e.clientWidth, e.scrollHeight, e.clientHeight].join(' '))",
    )?;
    assert_eq!(cut, json!([]), "{name}");
    Ok(())
}

/// What WCAG 2.2 lets a reader ask for (1.4.12).
const SPACING: &str = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } \
                       p { margin-bottom: 2em !important }";

fn a_readers_own_spacing_loses_nothing(page: &mut Page) -> Result<()> {
    page.set_view(View {
        touch: false,
        ..NARROW
    })?;
    open(page)?;
    for (file, chart, measure) in [
        ("national", "bar", "收到提案,立案"),
        ("made-up-counties", "line", "收到提案"),
        ("linwu", "tiles", ""),
        ("national", "table", ""),
    ] {
        show(
            page,
            &json!({
                "src": format!("/data/{file}.csv"), "chart": chart, "measure": measure, "text": "1",
                "controls": "measure area year view chart legend table download sound",
            }),
        )?;
        let name = format!("{chart} of {file}");
        page.evaluate("window.figure = part('chart', '.figure').clientHeight")?;
        // As a reader's own style sheet would, which reaches into every part of a page.
        page.evaluate(&format!(
            "(sheet => '{SPACING}'.match(/[^}}]+}}/g).forEach(rule => sheet.insertRule(rule, sheet.cssRules.length)))\
             (Array.from(document.getElementById('chart').shadowRoot.styleSheets).pop()), 0"
        ))?;
        assert_eq!(
            page.evaluate(
                "parseFloat(getComputedStyle(part('chart', '.title')).letterSpacing) > 1"
            )?,
            true
        );
        assert_eq!(
            page.evaluate("part('chart', '.figure').clientHeight > figure")?,
            true,
            "{name}"
        );
        nothing_is_lost_around_the_picture(page, &name)?;
        if chart != "table" {
            page.evaluate("part('chart', '.plot').scrollIntoView({ block: 'center' }), part('chart', 'canvas').focus()")?;
            page.evaluate("hold('End', 1)")?;
            let card = page.evaluate(
                "(card => { const box = card.getBoundingClientRect(); \
                 return [box.left >= 0 && box.right <= 320, card.scrollWidth <= card.clientWidth, card.scrollHeight <= card.clientHeight]; \
                 })(part('chart', '.card'))",
            )?;
            assert_eq!(card, json!([true, true, true]), "{name}: the card");
            page.evaluate("hold('Escape', 1), hold('?', 1), hold('t', 1)")?;
            nothing_is_lost_around_the_picture(page, &format!("{name}, keys and table open"))?;
        }
        page.evaluate("document.getElementById('chart').remove(), 0")?;
        open(page)?;
    }
    page.no_console_errors()
}

fn at_twice_the_text_and_four_times_the_zoom_nothing_is_lost(page: &mut Page) -> Result<()> {
    // A window of 1280 px at 400 % is 320 px wide.
    page.set_view(View {
        touch: false,
        ..NARROW
    })?;
    open(page)?;
    for text in ["1", "2"] {
        for (file, chart, measure) in [
            ("national", "bar", "收到提案,立案"),
            ("national", "line", "收到提案,立案"),
            ("donations", "bar", ""),
            ("linwu", "rank", ""),
            ("linwu", "tiles", ""),
            ("youyang", "funnel", "收到提案,立案,民生类提案"),
            ("made-up-themes", "stack", ""),
            ("national", "panels", ""),
            ("youyang", "poster", ""),
        ] {
            show(
                page,
                &json!({
                    "src": format!("/data/{file}.csv"), "chart": chart, "measure": measure, "text": text,
                    "controls": "measure year view chart legend table download sound",
                }),
            )?;
            let name = format!("{chart} of {file} at {text}");
            nothing_is_lost_around_the_picture(page, &name)?;
            // The card of the last datum is on the screen.
            page.evaluate("part('chart', '.plot').scrollIntoView({ block: 'center' }), part('chart', 'canvas').focus()")?;
            page.evaluate("hold('End', 1)")?;
            let card = page.evaluate(
                "(b => b.left >= 0 && b.right <= 320 && b.top >= 0 && b.bottom <= innerHeight)(part('chart', '.card').getBoundingClientRect())",
            )?;
            assert_eq!(card, true, "{name}: the card");
            page.evaluate("hold('Escape', 1)")?;
            // So is the list of the keys.
            page.evaluate("hold('?', 1)")?;
            assert_eq!(
                page.evaluate("document.documentElement.scrollWidth <= 320")?,
                true,
                "{name}: keys"
            );
            page.evaluate("part('chart', '.help button').click()")?;
        }
    }
    page.no_console_errors()
}

fn a_table_in_large_text_begins_with_its_caption_and_figures(page: &mut Page) -> Result<()> {
    page.set_view(View {
        width: 375,
        height: 700,
        touch: false,
        ..NARROW
    })?;
    open(page)?;
    page.evaluate("document.documentElement.style.fontSize = '200%'")?;
    show(
        page,
        &json!({ "src": "/data/national.csv", "chart": "bar", "measure": "收到提案" }),
    )?;
    page.evaluate("part('chart', '[data-action=table]').click()")?;
    page.wait_until("part('chart', '.figure.narrow')")?;
    let seen = "(room => ['caption', 'thead th:nth-child(2)', 'tbody td'].map(name => part('chart', '.table ' + name).getBoundingClientRect()) \
        .map(box => box.left >= room.left - 1 && box.right <= room.right + 1))(part('chart', '.table').getBoundingClientRect())";
    assert_eq!(page.evaluate(seen)?, json!([true, true, true]));
    // The caption stays when the table is scrolled: a wide one is.
    show(
        page,
        &json!({ "src": "/data/youyang.csv", "chart": "table" }),
    )?;
    let scrolled = page.evaluate(
        "(t => (t.scrollLeft = 9999, [t.scrollLeft > 40, Math.abs(part('chart', 'caption').getBoundingClientRect().left - t.getBoundingClientRect().left) < 2]))(part('chart', '.table'))",
    )?;
    assert_eq!(scrolled, json!([true, true]));
    page.no_console_errors()
}

fn lines_have_room_between_them(page: &mut Page) -> Result<()> {
    open(page)?;
    show(
        page,
        &json!({
            "src": "places.csv", "measure": "收到提案", "source": "测试",
            "controls": "measure area year view sort chart legend table download sound",
        }),
    )?;
    page.evaluate(
        "part('chart', 'canvas').focus(), hold('ArrowRight', 1), hold('Enter', 1), hold('?', 1), hold('t', 1), \
         part('chart', '.opener').click(), 0",
    )?;
    page.wait_until(
        "shows('chart', '.help') && shows('chart', '.panel') && shows('chart', '.card')",
    )?;
    let close = page.evaluate(
        "Array.from(part('chart', '.chart').querySelectorAll('*'))
            .filter(e => Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim()))
            .filter(e => e.getClientRects().length && e.localName !== 'option')
            .map(e => [e.localName, e.className, getComputedStyle(e)])
            .map(e => [e[0], e[1], parseFloat(e[2].lineHeight) / parseFloat(e[2].fontSize)])
            .filter(e => !(e[2] >= 1.29))",
    )?;
    assert_eq!(close, json!([]));
    Ok(())
}

fn what_the_system_is_asked_for_is_followed(page: &mut Page) -> Result<()> {
    for (class, feature, value, color) in [
        ("", "prefers-contrast", "more", "#000000"),
        ("dark", "prefers-contrast", "more", "#ffffff"),
        ("follows", "prefers-color-scheme", "dark", "#e8eaed"),
    ] {
        let mut pictures = Vec::new();
        for features in [&[][..], &[(feature, value)]] {
            page.set_media("", features)?;
            open(page)?;
            page.evaluate(&format!("document.body.className = '{class}'"))?;
            show(page, &national("line"))?;
            let text = page.evaluate(
                "getComputedStyle(part('chart', '.chart')).getPropertyValue('--text').trim()",
            )?;
            assert_eq!(
                text == color,
                !features.is_empty(),
                "{class} {features:?}: {text}"
            );
            pictures.push(page.evaluate("part('chart', 'canvas').toDataURL()")?);
        }
        assert_ne!(pictures[0], pictures[1], "{class} {feature}");
    }
    page.no_console_errors()
}

fn what_the_system_is_asked_for_is_followed_at_once(page: &mut Page) -> Result<()> {
    open(page)?;
    show(page, &national("line"))?;
    let picture = "part('chart', 'canvas').toDataURL()";
    let text = "getComputedStyle(part('chart', '.chart')).getPropertyValue('--text').trim()";
    let usual = page.evaluate(picture)?;
    assert_ne!(page.evaluate(text)?, "#000000");
    for (class, feature, color) in [
        ("", ("prefers-contrast", "more"), "#000000"),
        ("dark", ("prefers-contrast", "more"), "#ffffff"),
        ("follows", ("prefers-color-scheme", "dark"), "#e8eaed"),
        ("", ("forced-colors", "active"), ""),
    ] {
        page.evaluate(&format!("document.body.className = '{class}'"))?;
        page.set_media("", &[feature])?;
        if color.is_empty() {
            page.wait_until(&format!("{picture} !== {usual}"))?;
        } else {
            page.wait_until(&format!("{text} === '{color}'"))?;
        }
        assert_ne!(page.evaluate(picture)?, usual, "{feature:?}");
        page.evaluate("document.body.className = ''")?;
        page.set_media("", &[])?;
        page.wait_until(&format!("{picture} === {usual}"))?;
    }
    // What the reader asks for goes before the theme that the webmaster has chosen, which keeps its background.
    let of_chart = "(s => ['--background', '--text', '--muted', '--axis'].map(n => s.getPropertyValue(n).trim()))(getComputedStyle(part('chart', '.chart')))";
    for (theme, strong) in [("light", "#000000"), ("dark", "#ffffff")] {
        let mut chosen = national("line");
        chosen["measure"] = json!("收到提案,立案");
        chosen["theme"] = json!(theme);
        chosen["controls"] = json!("legend");
        show(page, &chosen)?;
        page.wait_until("shows('chart', '.swatch')")?;
        let (before, plain) = (page.evaluate(of_chart)?, page.evaluate(picture)?);
        assert!(before[1] != strong && before[2] != before[1], "{before}");
        let dashes = "Array.from(part('chart', '.controls').querySelectorAll('.swatch'), e => [e.dataset.sign || '', getComputedStyle(e).backgroundImage.split('(')[0]])";
        assert_eq!(page.evaluate(dashes)?, json!([["", "none"], ["", "none"]]));
        page.set_media("", &[("prefers-contrast", "more")])?;
        page.wait_until(&format!("{text} === '{strong}'"))?;
        assert_eq!(
            page.evaluate(of_chart)?,
            json!([before[0], strong, strong, strong]),
            "{theme}"
        );
        // Marks get patterns, and so do their names in the legend and on the card.
        page.wait_until(&format!(
            "JSON.stringify({dashes}) === '[[\"line\",\"repeating-linear-gradient\"],[\"line\",\"repeating-linear-gradient\"]]'"
        ))?;
        assert_ne!(page.evaluate(picture)?, plain);
        page.evaluate("document.getElementById('chart').select({ year: 2021, measure: '立案' })")?;
        let keys = "Array.from(part('chart', '.card').querySelectorAll('.key'), e => [e.dataset.sign, getComputedStyle(e).backgroundImage])";
        let keys = page.evaluate(keys)?;
        assert!(
            keys[0][0] == "line" && keys[1][0] == "line" && keys[0][1] != keys[1][1],
            "{keys}"
        );
        page.set_media("", &[])?;
        page.wait_until(&format!("{text} !== '{strong}'"))?;
    }
    page.no_console_errors()
}

fn reduced_motion_is_followed_at_once(page: &mut Page) -> Result<()> {
    open(page)?;
    show(
        page,
        &json!({ "src": "places.csv", "measure": "收到提案", "state": "year=2020", "controls": "year" }),
    )?;
    page.wait_until("shows('chart', '.slider')")?;
    page.evaluate("countPaintings()")?;
    let moving = page.evaluate("slide()")?.as_u64().unwrap();
    page.set_media("", &[("prefers-reduced-motion", "reduce")])?;
    let still = page.evaluate("slide()")?.as_u64().unwrap();
    assert!(moving > still + 2, "{moving} frames and {still}");
    assert!((1..=2).contains(&still), "{still}");
    page.set_media("", &[])?;
    page.no_console_errors()
}
