//! The card on small screens and in large text: it is on the screen, clear of its datum and of a finger, and has the row of
//! the datum on it.

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Case, Page, View, page_cases};
use serde_json::json;

use crate::keyboard::{open, show};

pub fn cases() -> Vec<Case> {
    page_cases![
        in_twice_the_text_on_a_telephone_keys_see_the_datum_and_its_row,
        in_twice_the_text_on_a_narrow_telephone_keys_see_the_datum_and_its_row,
        at_four_times_the_zoom_keys_see_the_datum_and_its_row,
        in_twice_the_text_a_tap_sees_the_datum_and_its_row needs Touch,
        what_has_no_room_on_the_card_is_counted,
    ]
}

/// A file, a kind of chart and its measures.
type Chart = (&'static str, &'static str, &'static str);

const CHARTS: [Chart; 9] = [
    ("national", "bar", "收到提案,立案"),
    ("made-up-counties", "line", "收到提案"),
    ("made-up-themes", "stack", ""),
    ("made-up-counties", "rank", "收到提案"),
    ("made-up-counties", "panels", ""),
    ("linwu", "tiles", ""),
    ("youyang", "funnel", "收到提案,立案,民生类提案"),
    ("linwu", "pictogram", "走访社会各界人士,邀请参加政协活动"),
    ("youyang", "poster", ""),
];

/// Width and height of a screen, and the size of its text.
type Screen = (u32, u32, &'static str);

const TELEPHONE: Screen = (375, 812, "200%");
const NARROW: Screen = (320, 700, "200%");
/// A window of 1280 × 1024 at 400 %.
const ZOOMED: Screen = (320, 256, "");

fn set_screen(page: &mut Page, (width, height, text): Screen, touch: bool) -> Result<()> {
    page.set_view(View {
        width,
        height,
        pixel_ratio: 1.0,
        touch,
    })?;
    open(page)?;
    let seen = page.evaluate("[innerWidth, innerHeight]")?;
    ensure!(seen == json!([width, height]), "the window is {seen}");
    page.evaluate(&format!(
        "document.documentElement.style.fontSize = '{text}'"
    ))?;
    Ok(())
}

fn show_chart(page: &mut Page, (file, chart, measure): Chart) -> Result<()> {
    let mut attributes = json!({
        "src": format!("/data/{file}.csv"), "chart": chart, "measure": measure,
        "controls": "measure year view legend table download",
    });
    if chart == "rank" {
        attributes["rank-by"] = attributes["measure"].take();
    }
    show(page, &attributes)?;
    page.wait_until("!part('chart', '.waiting')")?;
    Ok(())
}

/// What is wrong with the card: nothing, or words.
const WRONG: &str = "(() => { \
    const box = selector => part('chart', selector).getBoundingClientRect(); \
    if (!shows('chart', '.card') || !shows('chart', '.ring')) return 'there is none'; \
    const card = box('.card'), ring = box('.ring'), row = box('.card .current'), said = []; \
    const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom; \
    if (over(card, ring)) said.push('over the ring'); \
    if (card.left < 0 || card.top < 0 || card.right > innerWidth || card.bottom > innerHeight) said.push('cut off by the screen'); \
    if (!row.height || row.top < card.top || row.bottom > card.bottom || row.left < card.left || row.right > card.right) said.push('without the row'); \
    const seen = Math.min(ring.bottom, innerHeight) - Math.max(ring.top, 0); \
    if (seen < Math.min(ring.height, 20) - 1) said.push('of a datum that is not seen'); \
    if (part('chart', '.card').scrollHeight > part('chart', '.card').clientHeight) said.push('with something to scroll to'); \
    const px = b => [b.left, b.top, b.right, b.bottom].map(Math.round).join(' '); \
    return said.length ? said.join(', ') + ': card ' + px(card) + ', ring ' + px(ring) + ', row ' + px(row) : ''; })()";

/// Goes to the first, a middle and the last datum, and to some that no row of the card begins with.
fn keys_see_it(page: &mut Page, screen: Screen) -> Result<()> {
    let mut wrong = Vec::new();
    set_screen(page, screen, false)?;
    for chart in CHARTS {
        show_chart(page, chart)?;
        page.evaluate("part('chart', 'canvas').focus()")?;
        for keys in [
            "Home",
            "ArrowDown",
            "ArrowRight",
            "ArrowRight",
            "ArrowDown",
            "ArrowDown",
            "End",
            "PageDown",
            "ArrowLeft",
            "ArrowLeft",
            "ArrowDown",
            "Home",
            "PageUp",
        ] {
            page.evaluate(&format!("hold('{keys}', 1)"))?;
            let said = page.evaluate(WRONG)?;
            if said != "" {
                wrong.push(format!("{screen:?} {chart:?} {keys}: {said}"));
            }
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    page.no_console_errors()
}

fn in_twice_the_text_on_a_telephone_keys_see_the_datum_and_its_row(page: &mut Page) -> Result<()> {
    keys_see_it(page, TELEPHONE)
}

fn in_twice_the_text_on_a_narrow_telephone_keys_see_the_datum_and_its_row(
    page: &mut Page,
) -> Result<()> {
    keys_see_it(page, NARROW)
}

fn at_four_times_the_zoom_keys_see_the_datum_and_its_row(page: &mut Page) -> Result<()> {
    keys_see_it(page, ZOOMED)
}

fn in_twice_the_text_a_tap_sees_the_datum_and_its_row(page: &mut Page) -> Result<()> {
    let mut wrong = Vec::new();
    for screen in [TELEPHONE, NARROW] {
        set_screen(page, screen, true)?;
        for chart in [CHARTS[1], CHARTS[4]] {
            show_chart(page, chart)?;
            let count = page.evaluate("document.getElementById('chart').data.length")?;
            let count = count.as_u64().context("no data")?;
            for at in [0, count / 2, count - 1] {
                page.evaluate(&format!(
                    "document.getElementById('chart').select({{ row: document.getElementById('chart').data[{at}].row }}), \
                     part('chart', '.ring').scrollIntoView({{ block: 'center' }}), seen.length = 0"
                ))?;
                let middle = page.evaluate("middle('chart', '.ring')")?;
                let (x, y) = (middle[0].as_f64().unwrap(), middle[1].as_f64().unwrap());
                page.tap((x, y))?;
                page.wait_until("told('select', 'chart')")?;
                let name = format!("{screen:?} {chart:?} {at}");
                let said = page.evaluate(WRONG)?;
                if said != "" {
                    wrong.push(format!("{name}: {said}"));
                }
                let clear = page.evaluate(&format!(
                    "(b => b.bottom <= {y} - 20 || b.top >= {y} + 20 || b.right <= {x} - 20 || b.left >= {x} + 20)\
                     (part('chart', '.card').getBoundingClientRect())"
                ))?;
                if clear != true {
                    wrong.push(format!("{name}: under the finger"));
                }
            }
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    page.no_console_errors()
}

fn what_has_no_room_on_the_card_is_counted(page: &mut Page) -> Result<()> {
    let rows = "[part('chart', '.card').querySelectorAll('.row:not([hidden])').length, \
        part('chart', '.card').querySelectorAll('.row').length, \
        parseInt((part('chart', '.card').innerText.match(/另有 (\\d+) 项/) || [0, 0])[1])]";
    for (screen, all) in [((1280, 900, ""), true), ((320, 480, "200%"), false)] {
        set_screen(page, screen, false)?;
        show_chart(page, CHARTS[1])?;
        page.evaluate("part('chart', 'canvas').focus(), hold('Home', 1), hold('ArrowRight', 2)")?;
        let found = page.evaluate(rows)?;
        let [shown, total, more] = [0, 1, 2].map(|at| found[at].as_u64().unwrap());
        assert!(total >= 5, "{found} is a small card: nothing is tried here");
        assert_eq!(shown == total, all, "{found}");
        assert_eq!(more, total - shown, "{found}");
    }
    page.no_console_errors()
}
