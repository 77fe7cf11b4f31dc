//! A page with the widget on it, as any portal's.

use anyhow::Result;
use browser_tests::{Case, Page, View, page_cases};

pub fn cases() -> Vec<Case> {
    page_cases![
        a_page_loads_without_a_console_error,
        a_refused_script_is_a_console_error,
        the_view_is_what_was_asked_for,
        a_chinese_font_is_there,
    ]
}

fn a_page_loads_without_a_console_error(page: &mut Page) -> Result<()> {
    page.open("/test/loader.html")?;
    page.wait_until("performance.getEntriesByName('county-chart-drawn').length")?;
    page.no_console_errors()
}

/// Otherwise the case above could not fail.
fn a_refused_script_is_a_console_error(page: &mut Page) -> Result<()> {
    page.open("/test/inline-script.html")?;
    let errors = page.console_errors()?;
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0].contains("Content Security Policy") || errors[0].contains("script-src"),
        "{errors:?}"
    );
    assert_eq!(page.evaluate("document.title")?, "before");
    page.no_console_errors()
}

fn the_view_is_what_was_asked_for(page: &mut Page) -> Result<()> {
    for view in [View::PHONE, View::DESKTOP] {
        page.set_view(view)?;
        page.open("/test/plain.html")?;
        let seen = page.evaluate("[innerWidth, innerHeight, devicePixelRatio]")?;
        assert_eq!(
            seen,
            serde_json::json!([view.width, view.height, view.pixel_ratio as u32])
        );
    }
    let png = page.screenshot()?;
    assert!(png.starts_with(b"\x89PNG"));
    Ok(())
}

/// Without one, pictures of charts show boxes and nothing notices.
fn a_chinese_font_is_there(page: &mut Page) -> Result<()> {
    page.open("/test/plain.html")?;
    // Missing characters are all drawn alike; 提 and 案 are not.
    let differ = page.evaluate(
        "(() => { const draw = text => { const c = document.createElement('canvas'); c.width = c.height = 40; \
         const x = c.getContext('2d'); x.font = '32px sans-serif'; x.fillText(text, 4, 32); return c.toDataURL(); }; \
         return draw('提') !== draw('案'); })()",
    )?;
    assert_eq!(differ, true);
    Ok(())
}
