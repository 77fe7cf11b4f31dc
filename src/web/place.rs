//! Where the card goes: on the screen, and never over the datum that it is about.

use crate::scene::{Point, Rect};

/// Between the card and the datum, and between the card and the edge of the screen, in CSS px.
const GAP: f64 = 8.0;

/// A plot narrower than this many CSS px has its card docked below.
const NARROW: f64 = 480.0;

/// The top left corner for a card of `width` × `height`; all in the same coordinates.
///
/// `datum` is what must stay visible, `plot` the picture and `screen` what can be seen of the page.
pub fn place(width: f64, height: f64, datum: &Rect, plot: &Rect, screen: &Rect) -> Point {
    let keep = |low: f64, size: f64, from: f64, length: f64| {
        low.min(from + length - size - GAP).max(from + GAP)
    };
    let middle = datum.x + datum.width / 2.0 - width / 2.0;
    let x = keep(middle, width, screen.x, screen.width);
    let y = keep(datum.y, height, screen.y, screen.height);
    let above = datum.y - height - GAP;
    let below = datum.y + datum.height + GAP;
    let right = datum.x + datum.width + GAP;
    let left = datum.x - width - GAP;
    let dock = Point {
        x: keep(
            plot.x + (plot.width - width) / 2.0,
            width,
            screen.x,
            screen.width,
        ),
        y: plot.y + plot.height + GAP,
    };
    let mut places = [
        Point { x: right, y },
        Point { x: left, y },
        Point { x, y: above },
        Point { x, y: below },
        dock,
    ];
    if plot.width < NARROW {
        places.rotate_right(1);
    }
    let fits = |at: &&Point| {
        at.x >= screen.x
            && at.y >= screen.y
            && at.x + width <= screen.x + screen.width
            && at.y + height <= screen.y + screen.height
    };
    if let Some(at) = places.iter().find(fits) {
        return *at;
    }
    // The screen is too small to show both whole: the card stays on it, on the emptier side.
    let room_above = datum.y - screen.y;
    let room_below = screen.y + screen.height - datum.y - datum.height;
    Point {
        x,
        y: if room_above > room_below {
            screen.y + GAP
        } else {
            (screen.y + screen.height - height - GAP).max(screen.y)
        },
    }
}

/// How far around its middle a finger hides what is under it, in CSS px: half of what a target has to be.
const FINGER: f64 = 22.0;

/// The most height of a card of `width` that has a place clear of a finger: all of the screen beside it, else what is
/// above or below it, whichever is more. The rest of a higher card is scrolled to.
pub fn room_by_finger(width: f64, finger: &Point, screen: &Rect) -> f64 {
    let side = (finger.x - screen.x).max(screen.x + screen.width - finger.x) - FINGER - GAP;
    if width <= side {
        return screen.height - 2.0 * GAP;
    }
    let above = finger.y - screen.y;
    (above.max(screen.height - above) - FINGER - 2.0 * GAP).max(0.0)
}

/// The top left corner for a card about a datum that a finger is on: above both, else beside the finger, else at the top
/// of the screen; below, where the hand is, only where there is no room above the finger at all.
pub fn place_by_finger(
    width: f64,
    height: f64,
    datum: &Rect,
    finger: &Point,
    screen: &Rect,
) -> Point {
    let keep = |low: f64, size: f64, from: f64, length: f64| {
        low.min(from + length - size - GAP).max(from + GAP)
    };
    let x = keep(finger.x - width / 2.0, width, screen.x, screen.width);
    let tip = finger.y - FINGER;
    let above = datum.y.min(tip) - height - GAP;
    let top = screen.y + GAP;
    if above >= screen.y {
        return Point { x, y: above };
    }
    let (left, right) = (finger.x - FINGER - GAP - width, finger.x + FINGER + GAP);
    // Beside the datum too, where there is room for that.
    let beside = [
        left.min(datum.x - GAP - width),
        right.max(datum.x + datum.width + GAP),
        left,
        right,
    ];
    let fits = |x: &f64| *x >= screen.x && x + width <= screen.x + screen.width;
    if let Some(x) = beside.into_iter().find(fits) {
        return Point { x, y: top };
    }
    if top + height <= tip {
        return Point { x, y: top };
    }
    let below = (finger.y + FINGER).max(datum.y + datum.height) + GAP;
    Point {
        x,
        y: keep(below, height, screen.y, screen.height),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect {
            x,
            y,
            width,
            height,
        }
    }

    fn check(card: (f64, f64), datum: Rect, plot: Rect, screen: Rect) -> Point {
        let at = place(card.0, card.1, &datum, &plot, &screen);
        assert!(at.x >= screen.x && at.x + card.0 <= screen.x + screen.width);
        assert!(at.y >= screen.y && at.y + card.1 <= screen.y + screen.height);
        let covers = at.x < datum.x + datum.width
            && datum.x < at.x + card.0
            && at.y < datum.y + datum.height
            && datum.y < at.y + card.1;
        assert!(!covers, "{at:?} covers {datum:?}");
        at
    }

    #[test]
    fn a_wide_plot_has_the_card_beside_the_datum() {
        let (plot, screen) = (
            rect(20.0, 100.0, 700.0, 390.0),
            rect(0.0, 0.0, 1280.0, 800.0),
        );
        let at = check(
            (200.0, 120.0),
            rect(300.0, 200.0, 40.0, 280.0),
            plot,
            screen,
        );
        assert_eq!((at.x, at.y), (348.0, 200.0));
    }

    #[test]
    fn at_the_right_edge_the_card_goes_left() {
        let (plot, screen) = (
            rect(20.0, 100.0, 700.0, 390.0),
            rect(0.0, 0.0, 740.0, 800.0),
        );
        let at = check(
            (200.0, 120.0),
            rect(660.0, 200.0, 40.0, 280.0),
            plot,
            screen,
        );
        assert_eq!(at.x, 452.0);
    }

    #[test]
    fn a_narrow_plot_has_it_docked_below_or_where_there_is_room() {
        let plot = rect(16.0, 100.0, 343.0, 257.0);
        let datum = rect(40.0, 180.0, 20.0, 150.0);
        let at = check((300.0, 120.0), datum, plot, rect(0.0, 0.0, 375.0, 667.0));
        assert_eq!(at.y, 365.0);
        // The plot ends at the foot of the screen.
        let low = rect(0.0, 0.0, 375.0, 370.0);
        check((300.0, 120.0), rect(40.0, 280.0, 20.0, 50.0), plot, low);
    }

    #[test]
    fn where_nothing_fits_it_stays_on_the_screen() {
        let screen = rect(0.0, 0.0, 320.0, 200.0);
        let at = place(
            300.0,
            150.0,
            &rect(0.0, 0.0, 320.0, 200.0),
            &rect(0.0, 0.0, 320.0, 200.0),
            &screen,
        );
        assert!(at.x >= 0.0 && at.x + 300.0 <= 320.0);
        assert!(at.y >= 0.0 && at.y + 150.0 <= 200.0);
    }

    #[test]
    fn a_card_as_high_as_half_the_screen_is_cut_to_what_the_finger_leaves() {
        let screen = rect(0.0, 0.0, 375.0, 700.0);
        for (y, side) in [(391.0, -1.0), (300.0, 1.0)] {
            let finger = Point { x: 212.0, y };
            let datum = rect(200.0, y - 10.0, 24.0, 120.0);
            let height = room_by_finger(350.0, &finger, &screen).min(390.0);
            let at = place_by_finger(350.0, height, &datum, &finger, &screen);
            assert!(height > 300.0, "{height} is little of it");
            assert!(at.y >= 0.0 && at.y + height <= 700.0, "{at:?}");
            let clear = if side < 0.0 {
                at.y + height <= y - FINGER
            } else {
                at.y >= y + FINGER
            };
            assert!(clear, "{at:?}, {height} high, is under the finger at {y}");
        }
        // Beside the finger there is all of the screen.
        let edge = Point { x: 10.0, y: 391.0 };
        assert_eq!(room_by_finger(220.0, &edge, &screen), 684.0);
    }

    #[test]
    fn a_finger_never_hides_the_card() {
        let screen = rect(0.0, 0.0, 320.0, 568.0);
        let (width, height) = (220.0, 110.0);
        for y in [20.0, 70.0, 140.0, 300.0, 540.0] {
            for x in [4.0, 90.0, 160.0, 230.0, 316.0] {
                for tall in [0.0, 120.0] {
                    let datum = rect(x - 8.0, y - tall, 16.0, tall + 30.0);
                    let finger = Point { x, y };
                    let at = place_by_finger(width, height, &datum, &finger, &screen);
                    assert!(
                        at.x >= 0.0
                            && at.x + width <= 320.0
                            && at.y >= 0.0
                            && at.y + height <= 568.0,
                        "{at:?}"
                    );
                    let clear = at.x + width <= x - FINGER
                        || at.x >= x + FINGER
                        || at.y + height <= y - FINGER
                        || at.y >= y + FINGER;
                    assert!(clear, "{at:?} is under the finger at {x}, {y}");
                    if y - tall > height + 40.0 {
                        assert!(at.y + height <= datum.y, "{at:?} is not above {datum:?}");
                    }
                }
            }
        }
    }
}
