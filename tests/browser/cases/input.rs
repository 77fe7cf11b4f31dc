//! Pointer, finger and keys reach the page as a citizen's would: what the widget's own cases stand on.

use anyhow::Result;
use browser_tests::{Case, Key, Page, View, page_cases};

pub fn cases() -> Vec<Case> {
    page_cases![
        the_mouse_moves_and_clicks,
        a_finger_taps_and_swipes needs Touch,
        keys_go_to_the_focused_element,
        a_thrown_error_and_a_promise_come_back,
    ]
}

/// The events that the page has seen, as `type` or `type:detail`.
fn events(page: &mut Page) -> Result<Vec<String>> {
    let seen = page.evaluate("window.seen.splice(0)")?;
    Ok(seen
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event.as_str().unwrap().to_owned())
        .collect())
}

fn the_mouse_moves_and_clicks(page: &mut Page) -> Result<()> {
    page.open("/test/input.html")?;
    let place = page.middle_of("#target")?;
    assert_eq!(place, (150.0, 250.0));
    page.hover(place)?;
    assert_eq!(events(page)?, ["pointermove:mouse:150,250"]);
    page.click(place)?;
    // Some browsers tell once more where the mouse already is.
    let mut clicked = events(page)?;
    clicked.retain(|event| !event.starts_with("pointermove"));
    assert_eq!(
        clicked,
        [
            "pointerdown:mouse:150,250",
            "pointerup:mouse:150,250",
            "click"
        ]
    );
    Ok(())
}

fn a_finger_taps_and_swipes(page: &mut Page) -> Result<()> {
    page.set_view(View::PHONE)?;
    page.open("/test/input.html")?;
    page.tap((150.0, 250.0))?;
    let tapped = events(page)?;
    assert_eq!(tapped[0], "pointerdown:touch:150,250", "{tapped:?}");
    assert!(tapped.contains(&"click".to_owned()), "{tapped:?}");

    page.swipe((110.0, 250.0), (190.0, 250.0))?;
    let swiped = events(page)?;
    assert_eq!(swiped[0], "pointerdown:touch:110,250", "{swiped:?}");
    assert!(
        swiped
            .iter()
            .any(|event| event.starts_with("pointermove:touch")),
        "{swiped:?}"
    );
    Ok(())
}

fn keys_go_to_the_focused_element(page: &mut Page) -> Result<()> {
    page.open("/test/input.html")?;
    page.press(&[Key::Tab])?;
    assert_eq!(page.evaluate("document.activeElement.id")?, "first");
    page.press(&[Key::Tab])?;
    assert_eq!(page.evaluate("document.activeElement.id")?, "second");
    page.press(&[Key::Shift, Key::Tab])?;
    assert_eq!(page.evaluate("document.activeElement.id")?, "first");
    events(page)?;
    page.press(&[Key::Right])?;
    page.press(&[Key::Escape])?;
    page.press(&[Key::Character('x')])?;
    assert_eq!(
        events(page)?,
        ["keydown:ArrowRight", "keydown:Escape", "keydown:x"]
    );
    Ok(())
}

fn a_thrown_error_and_a_promise_come_back(page: &mut Page) -> Result<()> {
    page.open("/test/plain.html")?;
    let thrown = page
        .evaluate("(() => { throw new Error('on purpose'); })()")
        .unwrap_err();
    assert!(format!("{thrown:#}").contains("on purpose"), "{thrown:#}");
    let promised =
        page.evaluate("new Promise(done => setTimeout(() => done({ year: 2021 }), 50))")?;
    assert_eq!(promised["year"], 2021);
    assert_eq!(page.evaluate("undefined")?, serde_json::Value::Null);
    Ok(())
}
