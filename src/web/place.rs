//! Where the card goes: on the screen, and never over the datum that it is about or the finger on it.

use crate::gather::Gather as _;
use crate::order;
use crate::scene::{Point, Rect};

/// Between the card and the datum, and between the card and the edge of the screen, in CSS px. The ring around the datum
/// takes 7 of it.
const GAP: f64 = 8.0;

/// A plot narrower than this many CSS px has its card docked below.
const NARROW: f64 = 480.0;

/// The widest card, in CSS px.
pub const WIDEST: f64 = 352.0;

/// How far around its middle a finger hides what is under it, in CSS px: half of what a target has to be.
const FINGER: f64 = 22.0;

/// How far around the point at which a card points it keeps clear of it where it cannot keep clear of the datum, in
/// CSS px.
const TIP: f64 = 12.0;

/// What a card is about. All in the same coordinates.
pub struct Spot<'a> {
    /// The datum.
    pub datum: Rect,
    /// The end of the datum that means its value.
    pub anchor: Point,
    /// The finger that is on it.
    pub finger: Option<&'a Point>,
}

impl Spot<'_> {
    /// What must stay visible: the datum, and a finger with it.
    pub fn taken(&self) -> Rect {
        let Some(finger) = self.finger else {
            return self.datum;
        };
        let (datum, finger) = (&self.datum, around(finger, FINGER));
        let (x, y) = (datum.x.min(finger.x), datum.y.min(finger.y));
        Rect {
            x,
            y,
            width: datum.right().max(finger.right()) - x,
            height: datum.bottom().max(finger.bottom()) - y,
        }
    }

    /// What stays visible of a datum that leaves no room: the finger, else the end that means its value.
    pub fn tip(&self) -> Rect {
        match self.finger {
            Some(finger) => around(finger, FINGER),
            None => around(&self.anchor, TIP),
        }
    }
}

fn around(point: &Point, by: f64) -> Rect {
    Rect {
        x: point.x - by,
        y: point.y - by,
        width: 2.0 * by,
        height: 2.0 * by,
    }
}

/// So near to `low` that `size` is within a length, off its ends; at its beginning where it is longer.
fn keep(low: f64, size: f64, from: f64, length: f64) -> f64 {
    low.min(from + length - size - GAP).max(from + GAP)
}

/// The top left corner for a card of `width` × `height`, if there is a place for all of it.
///
/// `plot` is the picture and `screen` what can be seen of the page.
pub fn place(
    width: f64,
    height: f64,
    spot: &Spot<'_>,
    plot: &Rect,
    screen: &Rect,
) -> Option<Point> {
    let taken = spot.taken();
    let middle = spot
        .finger
        .map_or(taken.x + taken.width / 2.0, |finger| finger.x);
    let x = keep(middle - width / 2.0, width, screen.x, screen.width);
    let y = keep(taken.y, height, screen.y, screen.height);
    let above = Point {
        x,
        y: taken.y - height - GAP,
    };
    let below = Point {
        x,
        y: taken.bottom() + GAP,
    };
    let right = Point {
        x: taken.right() + GAP,
        y,
    };
    let left = Point {
        x: taken.x - width - GAP,
        y,
    };
    let x = plot.x + (plot.width - width) / 2.0;
    let dock = Point {
        x: keep(x, width, screen.x, screen.width),
        y: plot.bottom() + GAP,
    };
    let mut places = [right, left, above, below, dock];
    if spot.finger.is_some() {
        // Below is the hand.
        places = [above, left, right, below, dock];
    } else if plot.width < NARROW {
        places.rotate_right(1);
    }
    let clear = |at: &Point| {
        let card = Rect {
            x: at.x,
            y: at.y,
            width,
            height,
        };
        at.x >= screen.x
            && at.y >= screen.y
            && card.right() <= screen.right()
            && card.bottom() <= screen.bottom()
            && !card.overlaps(&taken)
    };
    places.into_iter().find(clear)
}

/// What is left of the screen on the four sides of what must stay visible, that which holds most of a card first.
pub fn rooms(taken: &Rect, screen: &Rect) -> Vec<Rect> {
    let screen = screen.grown(-GAP);
    let room = |x: f64, y: f64, right: f64, bottom: f64| Rect {
        x,
        y,
        width: (right.min(screen.right()) - x).max(0.0),
        // Whole px: less than one more would be scrolled to.
        height: (bottom.min(screen.bottom()) - y).floor().max(0.0),
    };
    let (x, y, right, bottom) = (screen.x, screen.y, screen.right(), screen.bottom());
    let mut rooms = [
        room(x, y, right, taken.y - GAP),
        room(x, y.max(taken.bottom() + GAP), right, bottom),
        room(x, y, taken.x - GAP, bottom),
        room(x.max(taken.right() + GAP), y, right, bottom),
    ]
    .into_iter()
    .gather();
    let holds = |room: &Rect| room.width.min(WIDEST) * room.height;
    order::sort_by(&mut rooms, |a, b| holds(b).total_cmp(&holds(a)));
    rooms
}

/// The top left corner for a card of `width` × `height` in one of these rooms: as near as can be.
pub fn place_in(room: &Rect, width: f64, height: f64, taken: &Rect) -> Point {
    let near =
        |low: f64, size: f64, from: f64, length: f64| low.min(from + length - size).max(from);
    let middle = taken.x + taken.width / 2.0 - width / 2.0;
    Point {
        x: near(middle, width, room.x, room.width),
        y: near(taken.y, height, room.y, room.height),
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

    fn of(datum: Rect, finger: Option<&Point>) -> Spot<'_> {
        Spot {
            datum,
            anchor: Point {
                x: datum.x,
                y: datum.y,
            },
            finger,
        }
    }

    fn check(card: (f64, f64), datum: Rect, plot: Rect, screen: Rect) -> Point {
        let at = place(card.0, card.1, &of(datum, None), &plot, &screen).unwrap();
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
    fn where_not_all_of_it_fits_the_largest_room_is_taken() {
        let screen = rect(0.0, 0.0, 320.0, 256.0);
        for (datum, largest) in [
            (rect(150.0, 60.0, 20.0, 20.0), rect(8.0, 88.0, 304.0, 160.0)),
            (rect(150.0, 200.0, 20.0, 20.0), rect(8.0, 8.0, 304.0, 184.0)),
            (rect(40.0, 10.0, 20.0, 236.0), rect(68.0, 8.0, 244.0, 240.0)),
            (rect(290.0, 10.0, 20.0, 236.0), rect(8.0, 8.0, 274.0, 240.0)),
        ] {
            assert!(place(300.0, 400.0, &of(datum, None), &screen, &screen).is_none());
            let rooms = rooms(&datum, &screen);
            assert_eq!(rooms[0], largest);
            for room in rooms.iter().filter(|room| room.width * room.height > 0.0) {
                assert!(!room.overlaps(&datum.grown(7.0)), "{room:?} at {datum:?}");
                let (width, height) = (room.width.min(100.0), room.height.min(40.0));
                let at = place_in(room, width, height, &datum);
                assert!(at.x >= room.x && at.x + width <= room.right());
                assert!(at.y >= room.y && at.y + height <= room.bottom());
            }
        }
    }

    #[test]
    fn a_datum_that_leaves_no_room_is_seen_at_its_end() {
        let screen = rect(0.0, 0.0, 320.0, 200.0);
        let spot = of(screen, None);
        let none = rooms(&spot.taken(), &screen);
        assert!(none.iter().all(|room| room.width * room.height == 0.0));
        let room = rooms(&spot.tip(), &screen)[0];
        assert!(room.height > 150.0 && room.width > 250.0, "{room:?}");
        assert!(!room.overlaps(&spot.tip()), "{room:?}");
        // The finger goes before the end.
        let finger = Point { x: 160.0, y: 150.0 };
        let room = rooms(&of(screen, Some(&finger)).tip(), &screen)[0];
        assert!(room.bottom() <= 150.0 - FINGER, "{room:?}");
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
                    let spot = of(datum, Some(&finger));
                    let at = place(width, height, &spot, &datum, &screen).unwrap();
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
