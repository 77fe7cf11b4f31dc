//! One bar, upright or lying, with an end that shows whether its value is exact.

use crate::dataset::{Observation, Qualifier};
use crate::scene::{Command, Ink, Point, Rect, Scene, Stroke};

/// Which way a bar grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grows {
    /// Up (down for a negative value).
    Up,
    /// To the right (left for a negative value).
    Right,
}

/// A bar before it is drawn.
pub(super) struct Bar {
    /// Which way it grows.
    pub grows: Grows,
    /// Its middle across, in CSS px.
    pub middle: f64,
    /// How thick it is.
    pub thick: f64,
    /// Where zero is, along.
    pub zero: f64,
    /// Where the value is, along.
    pub end: f64,
    /// Where the upper end of a range is, along.
    pub high: Option<f64>,
    /// Its colour.
    pub ink: Ink,
}

/// The stripes of an open end: three of 3 px with 2 px between, each fainter.
const STRIPE: f64 = 3.0;
const STRIPE_GAP: f64 = 2.0;
const STRIPES: [f64; 3] = [0.75, 0.5, 0.28];
/// How far the stripes of an open end reach beyond what is solid.
pub(super) const OPEN: f64 = 3.0 * (STRIPE + STRIPE_GAP);

impl Bar {
    /// From `from` to `to` along the bar, as a rectangle.
    fn slab(&self, from: f64, to: f64) -> Rect {
        let (low, high) = (from.min(to), from.max(to));
        let side = self.middle - self.thick / 2.0;
        match self.grows {
            Grows::Up => Rect {
                x: side,
                y: low,
                width: self.thick,
                height: high - low,
            },
            Grows::Right => Rect {
                x: low,
                y: side,
                width: high - low,
                height: self.thick,
            },
        }
    }

    /// 1 or −1: the direction along in which the bar grows from zero.
    fn direction(&self) -> f64 {
        match (self.end - self.zero, self.grows) {
            (along, _) if along > 0.0 => 1.0,
            (along, _) if along < 0.0 => -1.0,
            (_, Grows::Up) => -1.0,
            (_, Grows::Right) => 1.0,
        }
    }

    /// The rectangle that the bar takes, its open end included; never thinner than 1 px.
    pub fn bounds(&self, qualifier: Qualifier) -> Rect {
        let direction = self.direction();
        let reach = match qualifier {
            Qualifier::Over => self.end + direction * OPEN,
            Qualifier::Near => self.end + direction * OPEN / 2.0,
            Qualifier::Range => self.high.unwrap_or(self.end),
            _ => self.end,
        };
        let reach = if (reach - self.zero).abs() < 1.0 {
            self.zero + direction
        } else {
            reach
        };
        self.slab(self.zero, reach)
    }

    /// Draws it as the observation's qualifier asks.
    pub fn draw(&self, scene: &mut Scene, observation: &Observation<'_>) {
        let direction = self.direction();
        let length = (self.end - self.zero).abs();
        // How far short of the value the solid part ends.
        let short = match observation.qualifier {
            Qualifier::Near => (OPEN / 2.0).min(length),
            Qualifier::Under => OPEN.min(length),
            _ => 0.0,
        };
        let open = matches!(
            observation.qualifier,
            Qualifier::Over | Qualifier::Near | Qualifier::Under
        );
        let solid = self.end - direction * short;
        if (solid - self.zero).abs() > 0.0 {
            let radii = if open || self.high.is_some() {
                [0.0; 4]
            } else {
                self.round(direction)
            };
            scene.commands.push(Command::Rect {
                rect: self.slab(self.zero, solid),
                radii,
                ink: self.ink,
                opacity: 1.0,
            });
        }
        if open {
            for (at, opacity) in STRIPES.into_iter().enumerate() {
                let from = solid + direction * (STRIPE_GAP + at as f64 * (STRIPE + STRIPE_GAP));
                scene.commands.push(Command::Rect {
                    rect: self.slab(from, from + direction * STRIPE),
                    radii: [0.0; 4],
                    ink: self.ink,
                    opacity,
                });
            }
        }
        if let Some(high) = self.high {
            scene.commands.push(Command::Rect {
                rect: self.slab(self.end, high),
                radii: [0.0; 4],
                ink: self.ink,
                opacity: 0.3,
            });
            self.bracket(scene, high);
        }
    }

    /// Rounds the two corners at the value end by 2 px.
    fn round(&self, direction: f64) -> [f64; 4] {
        let radius = 2f64.min(self.thick / 2.0).min((self.end - self.zero).abs());
        match (self.grows, direction > 0.0) {
            (Grows::Up, false) => [radius, radius, 0.0, 0.0],
            (Grows::Up, true) => [0.0, 0.0, radius, radius],
            (Grows::Right, true) => [0.0, radius, radius, 0.0],
            (Grows::Right, false) => [radius, 0.0, 0.0, radius],
        }
    }

    /// A bracket between both ends of a range.
    fn bracket(&self, scene: &mut Scene, high: f64) {
        let stroke = Stroke {
            ink: Ink::Text,
            width: 1.5,
        };
        let arm = self.thick * 0.25;
        let point = |along: f64, across: f64| match self.grows {
            Grows::Up => Point {
                x: across,
                y: along,
            },
            Grows::Right => Point {
                x: along,
                y: across,
            },
        };
        scene.line(
            point(self.end, self.middle),
            point(high, self.middle),
            stroke,
        );
        for end in [self.end, high] {
            scene.line(
                point(end, self.middle - arm),
                point(end, self.middle + arm),
                stroke,
            );
        }
    }
}
