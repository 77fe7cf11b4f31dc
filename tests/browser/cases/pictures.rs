//! Pictures beyond the screen: on paper, in patterns, taken home.

use anyhow::{Context as _, Result};
use browser_tests::{Case, Key, Page, page_cases};
use pdf_extract::{Document, Object};
use serde_json::json;

pub fn cases() -> Vec<Case> {
    page_cases![
        a_printed_page_has_crisp_light_pictures_and_their_tables needs Paper,
        paper_is_left_as_it_was_found needs EmulatedMedia,
        patterns_come_on_request_and_in_forced_colours needs EmulatedMedia,
        names_beside_the_picture_have_the_signs_of_its_marks,
        an_svg_is_downloaded_with_title_source_and_date,
        where_nothing_is_saved_the_picture_is_shown_to_be_pressed,
        a_policy_without_data_pictures_leaves_the_canvas,
    ]
}

/// WeChat on a telephone.
const WECHAT: &str = "Mozilla/5.0 (Linux; Android 10; PCLM10) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 Mobile Safari/537.36 MMWEBID/1234 MicroMessenger/8.0.2.1860(0x2800023B) Process/appbrand0 WeChat/arm64 NetType/WIFI Language/zh_CN ABI/arm64";

fn pictures(page: &mut Page) -> Result<()> {
    page.open("/test/pictures.html")?;
    page.wait_until("seen.filter(e => e[0] === 'ready').length === 4")?;
    Ok(())
}

/// Width, height and the CSS width of a chart's canvas, then its colour of text.
fn state(page: &mut Page, id: &str) -> Result<serde_json::Value> {
    page.evaluate(&format!(
        "(c => [c.width, c.height, c.clientWidth, getComputedStyle(part('{id}', '.chart')).color, \
         part('{id}', '.table').className])(part('{id}', 'canvas'))"
    ))
}

/// How many pixels of a chart's canvas are of a colour.
fn pixels(page: &mut Page, id: &str, [red, green, blue]: [u8; 3]) -> Result<u64> {
    let count = page.evaluate(&format!(
        "(c => {{ const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0; \
         for (let i = 0; i < d.length; i += 4) if (d[i] === {red} && d[i + 1] === {green} && d[i + 2] === {blue} && d[i + 3] === 255) n++; \
         return n; }})(part('{id}', 'canvas'))"
    ))?;
    Ok(count.as_u64().unwrap())
}

/// The second series in light colours.
const ORANGE: [u8; 3] = [0xc0, 0x56, 0x0f];
const WHITE: [u8; 3] = [255, 255, 255];

fn a_printed_page_has_crisp_light_pictures_and_their_tables(page: &mut Page) -> Result<()> {
    pictures(page)?;
    let before = state(page, "bars")?;
    assert_eq!(before[4], "table unseen", "{before}");
    page.evaluate(
        "window.printed = {}, addEventListener('beforeprint', () => ['bars', 'dark'].forEach(id => { \
         const c = part(id, 'canvas'); printed[id] = [c.width, c.clientWidth]; })), 0",
    )?;
    let pdf = page.print()?;
    // When the page's own listener is asked, ours have already drawn: 4 device px a CSS px, no wider than the sheet.
    assert_eq!(
        page.evaluate("printed")?,
        json!({ "bars": [2720, 680], "dark": [2720, 680] })
    );
    let document = Document::load_mem(&pdf)?;
    let widths: Vec<i64> = document
        .objects
        .values()
        .filter_map(|object| match object {
            Object::Stream(stream)
                if stream
                    .dict
                    .get(b"Subtype")
                    .is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Image")) =>
            {
                stream.dict.get(b"Width").ok()?.as_i64().ok()
            }
            _ => None,
        })
        .collect();
    // Chromium prints as lines and letters what a canvas is given now; another browser would print its pixels.
    let text = pdf_extract::extract_text_from_mem(&pdf)?;
    let text: String = text.split_whitespace().collect();
    // The years of an axis, one after the other.
    let drawn = text.matches("201820192020").count();
    assert!(
        drawn >= 3 || widths.iter().filter(|width| **width == 2720).count() >= 3,
        "pictures are {widths:?} px wide, and {text}"
    );
    // The tables are there, one each: no picture, title or note says this.
    assert_eq!(text.matches("2021年").count(), 3, "{text}");
    assert!(text.matches("6,117").count() >= 3, "{text}");
    // Buttons are not.
    for button in ["下载数据", "收起表格"] {
        assert!(!text.contains(button), "{text}");
    }
    // All is as before.
    page.wait_until("part('bars', 'canvas').width === 960")?;
    assert_eq!(state(page, "bars")?, before);
    page.no_console_errors()
}

fn paper_is_left_as_it_was_found(page: &mut Page) -> Result<()> {
    pictures(page)?;
    let dark = state(page, "dark")?;
    assert_eq!(dark[3], "rgb(232, 234, 237)", "{dark}");
    let foreign = "(c => [c.width, c.height, c.clientWidth, c.clientHeight])(document.getElementById('canvas'))";
    let canvas = page.evaluate(foreign)?;
    let plain = pixels(page, "bars", ORANGE)?;
    // Where `beforeprint` is not known, the media query is the only sign.
    page.set_media("print", &[])?;
    page.wait_until("part('bars', 'canvas').width === 2720")?;
    for id in ["bars", "dark"] {
        let printed = state(page, id)?;
        assert_eq!(printed[3], "rgb(31, 35, 40)", "{id}: {printed}");
        assert_eq!(printed[4], "table", "{id}: {printed}");
        assert!(
            !page
                .evaluate(&format!("shows('{id}', '.buttons')"))?
                .as_bool()
                .unwrap()
        );
    }
    // Patterns: lines of the paper's colour in the second series.
    let share = pixels(page, "bars", ORANGE)? as f64 / plain as f64;
    assert!(pixels(page, "bars", WHITE)? > 20_000);
    // Of sixteen times the pixels on a picture that is 680 of 928 px wide, a quarter is hatching.
    assert!((3.0..9.0).contains(&share), "{share}");
    let printed = page.evaluate(foreign)?;
    let ratio = |state: &serde_json::Value, at: usize| {
        state[at].as_f64().unwrap() / state[at + 1].as_f64().unwrap()
    };
    assert!(
        (ratio(&printed, 0) - ratio(&printed, 2)).abs() < 0.02,
        "{printed}"
    );
    assert_eq!(
        (&printed[0], &canvas[0]),
        (&json!(2720), &json!(900)),
        "{printed}"
    );
    page.set_media("", &[])?;
    page.wait_until("part('bars', 'canvas').width === 960")?;
    assert_eq!(state(page, "dark")?, dark);
    assert_eq!(page.evaluate(foreign)?, canvas);
    assert_eq!(pixels(page, "bars", ORANGE)?, plain);
    // A reader who has the table open keeps it.
    page.evaluate("part('bars', 'button[data-action=table]').click()")?;
    page.evaluate(
        "dispatchEvent(new Event('beforeprint')), dispatchEvent(new Event('afterprint'))",
    )?;
    assert_eq!(state(page, "bars")?[4], "table");
    page.no_console_errors()
}

fn patterns_come_on_request_and_in_forced_colours(page: &mut Page) -> Result<()> {
    pictures(page)?;
    page.wait_until("part('patterns', '.table table')")?;
    let (plain, hatched) = (
        pixels(page, "bars", ORANGE)?,
        pixels(page, "patterns", ORANGE)?,
    );
    assert!(
        hatched > 1_000 && hatched * 10 < plain * 9,
        "{hatched} of {plain}"
    );
    page.evaluate("document.getElementById('bars').setAttribute('theme', 'patterns')")?;
    page.wait_until("told('ready', 'bars')")?;
    assert!(pixels(page, "bars", ORANGE)? * 10 < plain * 9);
    page.evaluate("document.getElementById('bars').removeAttribute('theme')")?;
    page.wait_until("1")?;
    assert_eq!(pixels(page, "bars", ORANGE)?, plain);
    page.evaluate("window.lines = part('bars', 'canvas').toDataURL().length")?;
    page.set_media("", &[("forced-colors", "active")])?;
    page.wait_until(
        "getComputedStyle(part('bars', '.chart')).getPropertyValue('--grid').trim() === '#ffffff'",
    )?;
    let forced = pixels(page, "bars", ORANGE)?;
    assert!(
        forced > 1_000 && forced * 10 < plain * 9,
        "{forced} of {plain}"
    );
    assert!(pixels(page, "bars", WHITE)? > 1_000);
    page.no_console_errors()
}

/// The signs of a legend's swatches: which, and what is before and after it, in px; or to what it is cut.
const SIGNS: &str = "window.signs = () => \
    JSON.stringify([...document.getElementById('bars').shadowRoot.querySelectorAll('.swatch')].map(swatch => { \
        const size = (side, name) => parseFloat(getComputedStyle(swatch, side)[name]) || 0; \
        const along = { beside: 'width', above: 'height' }[swatch.dataset.sign]; \
        return along ? [swatch.dataset.sign, size('::before', along), size('::after', along)] \
                     : [swatch.dataset.sign || '', getComputedStyle(swatch).clipPath.split('(')[0]]; })), 0";

fn names_beside_the_picture_have_the_signs_of_its_marks(page: &mut Page) -> Result<()> {
    pictures(page)?;
    page.evaluate(SIGNS)?;
    let become_so = |page: &mut Page, change: &str, signs: serde_json::Value| -> Result<()> {
        page.evaluate(&format!(
            "(chart => {{ {change} }})(document.getElementById('bars')), 0"
        ))?;
        page.wait_until(&format!("signs() === '{signs}'"))?;
        Ok(())
    };
    become_so(
        page,
        "chart.setAttribute('controls', 'legend table')",
        json!([["beside", 0, 4], ["beside", 4, 0]]),
    )?;
    // Patterns are sign enough.
    let none = json!([["", "none"], ["", "none"]]);
    become_so(page, "chart.setAttribute('theme', 'light patterns')", none)?;
    let hatching = page.evaluate(
        "[...document.getElementById('bars').shadowRoot.querySelectorAll('.swatch')].map(swatch => swatch.dataset.hatch)",
    )?;
    assert_eq!(hatching, json!(["0", "1"]));
    // No room for the names at the ends of the lines.
    become_so(
        page,
        "chart.setAttribute('theme', 'light'); chart.setAttribute('chart', 'line'); chart.style.width = '190px'",
        json!([["shape", "circle"], ["shape", "polygon"]]),
    )?;
    // Lines have dashes for patterns, which no hatching shows.
    page.evaluate(
        "(chart => { chart.setAttribute('theme', 'light patterns'); chart.setAttribute('measure', '立案,收到提案') \
         })(document.getElementById('bars')), 0",
    )?;
    page.wait_until("part('bars', '.series').textContent === '立案'")?;
    assert_eq!(
        page.evaluate("signs()")?,
        json!(json!([["shape", "circle"], ["shape", "polygon"]]).to_string())
    );
    // Names at the ends of lines: the buttons have their dashes.
    become_so(
        page,
        "chart.style.width = '600px'",
        json!([["line", "none"], ["line", "none"]]),
    )?;
    let dashes = page.evaluate(
        "[...document.getElementById('bars').shadowRoot.querySelectorAll('.swatch')].map(swatch => \
         getComputedStyle(swatch).backgroundImage.includes('8px') && getComputedStyle(swatch).backgroundImage.includes('12px'))",
    )?;
    assert_eq!(dashes, json!([false, true]));
    let none = json!([["", "none"], ["", "none"]]);
    become_so(page, "chart.setAttribute('theme', 'light')", none)?;
    let layers = (0..5).map(|at| json!(["above", 2 * at, 2 * (4 - at)]));
    become_so(
        page,
        "chart.style.width = '400px'; chart.setAttribute('src', '/data/made-up-themes.csv'); \
         chart.setAttribute('chart', 'stack'); chart.setAttribute('measure', '')",
        serde_json::Value::from_iter(layers),
    )?;
    page.no_console_errors()
}

const KEEP_DOWNLOADS: &str = "(() => { const real = URL.createObjectURL; \
     HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, window.blob]; }; \
     URL.createObjectURL = blob => { window.blob = blob; return real.call(URL, blob); }; return 0; })()";

fn an_svg_is_downloaded_with_title_source_and_date(page: &mut Page) -> Result<()> {
    pictures(page)?;
    page.wait_until("part('bars', 'button[data-action=svg]')")?;
    assert_eq!(
        page.evaluate("part('dark', 'button[data-action=svg]')")?,
        json!(null)
    );
    page.evaluate(KEEP_DOWNLOADS)?;
    page.evaluate("part('bars', 'button[data-action=svg]').click()")?;
    let name = page.wait_until("window.saved && saved[0]")?;
    assert!(name.as_str().unwrap().ends_with(".svg"), "{name}");
    let svg = page.evaluate("new Response(saved[1]).text()")?;
    let svg = svg.as_str().unwrap();
    let title = page.evaluate("part('bars', '.title').textContent")?;
    assert!(
        svg.starts_with("<svg") && svg.contains(title.as_str().unwrap()),
        "{svg}"
    );
    // The words under the chart, the source among them, as lines of the picture.
    let about = page.evaluate("part('bars', '.about').textContent")?;
    let plain = |text: &str| text.replace(' ', "");
    let about = plain(about.as_str().unwrap());
    let texts = svg.lines().filter(|line| line.starts_with("<text"));
    let said: String = texts
        .filter_map(|line| Some(line.split_once('>')?.1.split_once('<')?.0))
        .collect();
    assert!(about.contains("来源"), "{about}");
    assert!(plain(&said).contains(&about), "{said}\n{about}");
    let day = page.evaluate(
        "fetch('/data/national.csv').then(r => { const d = new Date(r.headers.get('last-modified')); \
         return [d.getFullYear(), d.getMonth() + 1, d.getDate()].map(n => (n < 10 ? '0' : '') + n).join('-'); })",
    )?;
    let day = day.as_str().context("no date")?;
    assert!(said.contains(&format!("数据更新于 {day}")), "{said}");
    // Figures that the page hands over have no day.
    page.evaluate(
        "document.getElementById('bars').load('年份,收到提案(件)\\n2021,5\\n2022,6\\n')",
    )?;
    let loaded = page.wait_until(
        "document.getElementById('bars').data.length === 2 && document.getElementById('bars').toBlob('image/svg+xml').then(b => new Response(b).text())",
    )?;
    assert!(!loaded.as_str().unwrap().contains("数据更新于"), "{loaded}");
    page.no_console_errors()
}

fn where_nothing_is_saved_the_picture_is_shown_to_be_pressed(page: &mut Page) -> Result<()> {
    page.set_user_agent(WECHAT)?;
    pictures(page)?;
    page.evaluate("part('bars', 'button[data-action=png]').focus(), part('bars', 'button[data-action=png]').click()")?;
    page.wait_until("shows('bars', '.saver') && part('bars', '.saver img').naturalWidth > 1900")?;
    assert_eq!(
        page.evaluate("part('bars', '.saver-hint').textContent")?,
        "长按图片保存"
    );
    let shown = page.evaluate(
        "(i => [i.src.slice(0, 22), i.alt, i.naturalWidth, i.clientWidth <= part('bars', '.saver').clientWidth])(part('bars', '.saver img'))",
    )?;
    assert_eq!(shown[0], "data:image/png;base64,", "{shown}");
    assert_eq!(
        shown[1],
        page.evaluate("part('bars', '.title').textContent")?
    );
    assert_eq!(
        (&shown[2], &shown[3]),
        (&json!((960 + 32) * 2), &json!(true))
    );
    let focused = "document.getElementById('bars').shadowRoot.activeElement.dataset.action";
    assert_eq!(page.evaluate(focused)?, "close");
    page.press(&[Key::Escape])?;
    page.wait_until("!part('bars', '.saver')")?;
    assert_eq!(page.evaluate(focused)?, "png");
    // The SVG cannot be saved there either, and gives the same.
    page.evaluate("part('bars', 'button[data-action=svg]').click()")?;
    page.wait_until("part('bars', '.saver img').naturalWidth > 1900")?;
    page.evaluate("part('bars', '.saver button').click()")?;
    page.wait_until("!part('bars', '.saver')")?;
    assert_eq!(page.evaluate(focused)?, "svg");
    page.no_console_errors()
}

fn a_policy_without_data_pictures_leaves_the_canvas(page: &mut Page) -> Result<()> {
    page.set_user_agent(WECHAT)?;
    page.open("/test/pictures-strict.html")?;
    page.wait_until("told('ready', 'bars')")?;
    page.evaluate("part('bars', 'button[data-action=png]').click()")?;
    page.wait_until("shows('bars', '.saver canvas')")?;
    assert_eq!(
        page.evaluate("part('bars', '.saver-hint').textContent")?,
        "请截屏保存图片"
    );
    assert_eq!(
        page.evaluate("painted(part('bars', '.saver canvas')) > 100000")?,
        true
    );
    Ok(())
}
