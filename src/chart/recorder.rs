//! The plotters backend that records a [`Scene`] instead of painting pixels.
//!
//! plotters counts in whole pixels; a picture that must be crisp at any pixel ratio needs fractions. So the
//! recorder says that it is [`UNITS`] times as large as it is, and divides when it records. Colours travel
//! through plotters as numbers: an [`Ink`] is packed into the red and green channels, and unpacked here.

use crate::gather::Gather as _;
use crate::scene::{Align, Command, Ink, MeasureText, Point, Rect, Scene, Stroke, Text};
use plotters::style::RGBColor;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};
use std::convert::Infallible;

/// plotters' pixels in a CSS px.
pub(super) const UNITS: f64 = 64.0;

/// A length in CSS px as plotters counts it.
pub(super) fn units(px: f64) -> u32 {
    (px * UNITS).round().max(0.0) as u32
}

/// An ink as a colour that plotters carries along.
pub(super) fn rgb(ink: Ink) -> RGBColor {
    let (role, index) = match ink {
        Ink::Text => (0, 0),
        Ink::Muted => (1, 0),
        Ink::Grid => (2, 0),
        Ink::Axis => (3, 0),
        Ink::Background => (4, 0),
        Ink::Accent => (5, 0),
        Ink::Faint => (6, 0),
        Ink::Series(index) => (7, index),
    };
    RGBColor(role, index, 0)
}

/// The ink of a colour made by [`rgb`].
fn ink(color: BackendColor) -> Ink {
    match color.rgb {
        (1, ..) => Ink::Muted,
        (2, ..) => Ink::Grid,
        (3, ..) => Ink::Axis,
        (4, ..) => Ink::Background,
        (5, ..) => Ink::Accent,
        (6, ..) => Ink::Faint,
        (7, index, _) => Ink::Series(index),
        _ => Ink::Text,
    }
}

/// Records what plotters draws.
pub(super) struct Recorder<'a> {
    /// Where it is recorded.
    pub scene: &'a mut Scene,
    /// Who measures text.
    pub measure: &'a dyn MeasureText,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

fn point((x, y): BackendCoord) -> Point {
    Point {
        x: f64::from(x) / UNITS,
        y: f64::from(y) / UNITS,
    }
}

fn stroke(style: &impl BackendStyle) -> Stroke {
    Stroke {
        ink: ink(style.color()),
        width: f64::from(style.stroke_width()) / UNITS,
    }
}

impl Recorder<'_> {
    fn push_line(&mut self, points: Vec<Point>, style: &impl BackendStyle) {
        if style.color().alpha > 0.0 && points.len() > 1 {
            self.scene.commands.push(Command::Line {
                points,
                stroke: stroke(style),
                dash: None,
            });
        }
    }
}

impl Recorder<'_> {
    /// The words of a tick: ending at `at` and centred on it in height, or centred and hung below it.
    pub fn label(&mut self, text: String, at: BackendCoord, size: f64, align: Align) {
        let at = point(at);
        let drop = if align == Align::End { 0.36 } else { 0.72 };
        self.scene.text(Text {
            x: at.x,
            y: at.y + drop * size,
            text,
            size,
            bold: false,
            align,
            ink: Ink::Muted,
        });
    }
}

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (units(self.scene.width), units(self.scene.height))
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        let Point { x, y } = point(at);
        let rect = Rect {
            x,
            y,
            width: 1.0 / UNITS,
            height: 1.0 / UNITS,
        };
        self.scene.rect(rect, 0.0, ink(color));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.push_line(vec![point(from), point(to)], style);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (from, to) = (point(upper_left), point(bottom_right));
        if fill {
            let rect = Rect {
                x: from.x,
                y: from.y,
                width: to.x - from.x,
                height: to.y - from.y,
            };
            self.scene.commands.push(Command::Rect {
                rect,
                radii: [0.0; 4],
                ink: ink(style.color()),
                opacity: style.color().alpha,
            });
        } else {
            let corners = vec![
                from,
                Point { x: to.x, y: from.y },
                to,
                Point { x: from.x, y: to.y },
                from,
            ];
            self.push_line(corners, style);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.push_line(path.into_iter().map(point).gather(), style);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.scene.commands.push(Command::Circle {
            center: point(center),
            radius: f64::from(radius) / UNITS,
            fill: fill.then(|| ink(style.color())),
            stroke: (!fill).then(|| stroke(style)),
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        self.scene.commands.push(Command::Area {
            points: vert.into_iter().map(point).gather(),
            ink: ink(style.color()),
            opacity: style.color().alpha,
        });
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let at = point(at);
        let size = style.size() / UNITS;
        let anchor = style.anchor();
        self.scene.text(Text {
            x: at.x,
            // Capitals and digits are about 0.72 em high: what is centred is their middle.
            y: match anchor.v_pos {
                VPos::Top => at.y + 0.72 * size,
                VPos::Center => at.y + 0.36 * size,
                VPos::Bottom => at.y,
            },
            text: text.into(),
            size,
            bold: matches!(style.style(), FontStyle::Bold),
            align: match anchor.h_pos {
                HPos::Left => Align::Start,
                HPos::Center => Align::Middle,
                HPos::Right => Align::End,
            },
            ink: ink(style.color()),
        });
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = style.size() / UNITS;
        let bold = matches!(style.style(), FontStyle::Bold);
        Ok((units(self.measure.width(text, size, bold)), units(size)))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        // No chart of ours holds a bitmap, and a scene has no command for one.
        Ok(())
    }
}
