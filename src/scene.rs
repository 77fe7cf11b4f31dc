//! A picture as an ordered list of drawing commands in CSS px: what canvas, SVG and the golden tests share.
//!
//! Colours are roles ([`Ink`]); a [`Palette`] turns them into colours when the scene is painted, so that
//! a change of theme is a repaint and not another layout, and contrast can be computed from the scene.

mod pattern;

pub use pattern::{dash, patterned};

/// What a mark is painted as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ink {
    /// Text, the colour of the page's.
    Text,
    /// Lesser text: axis labels, subtitles, notes.
    Muted,
    /// Grid lines.
    Grid,
    /// The zero line.
    Axis,
    /// The page behind the chart; also the letters on a filled disc.
    Background,
    /// The emphasis: the place or year in question.
    Accent,
    /// A category, from 0, in the fixed order of the palette.
    Series(u8),
    /// What stands back behind the emphasis.
    Faint,
}

/// A colour as red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color(pub u8, pub u8, pub u8);

/// How a line is stroked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub ink: Ink,
    /// Its width in CSS px.
    pub width: f64,
}

/// Where a text's `x` is along it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// At its beginning.
    #[default]
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// A point in CSS px, from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A rectangle in CSS px.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its top edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where it is along the line, as `align` says.
    pub x: f64,
    /// The baseline.
    pub y: f64,
    /// The words.
    pub text: String,
    /// The font size in CSS px.
    pub size: f64,
    /// Whether it is set bold (weight 600) or regular.
    pub bold: bool,
    /// Where `x` is along the text.
    pub align: Align,
    /// Its colour.
    pub ink: Ink,
}

/// One drawing command.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// A filled rectangle.
    Rect {
        /// Where.
        rect: Rect,
        /// The radii of its corners, from the top left clockwise, in CSS px.
        radii: [f64; 4],
        /// Its colour.
        ink: Ink,
        /// 1 is opaque.
        opacity: f64,
    },
    /// Straight lines through the points, open.
    Line {
        /// At least two points.
        points: Vec<Point>,
        /// How it is stroked.
        stroke: Stroke,
        /// Dash and gap in CSS px, where it is dashed.
        dash: Option<[f64; 2]>,
    },
    /// A filled area within the points.
    Area {
        /// At least three points.
        points: Vec<Point>,
        /// Its colour.
        ink: Ink,
        /// 1 is opaque.
        opacity: f64,
    },
    /// A circle.
    Circle {
        /// Its centre.
        center: Point,
        /// Its radius in CSS px.
        radius: f64,
        /// What it is filled with.
        fill: Option<Ink>,
        /// How its edge is stroked.
        stroke: Option<Stroke>,
    },
    /// A line of text.
    Text(Text),
}

/// A picture: its size and its commands, first drawn first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Its width in CSS px.
    pub width: f64,
    /// Its height in CSS px.
    pub height: f64,
    /// What is drawn, in order.
    pub commands: Vec<Command>,
}

/// Measures text before it is drawn: the canvas in the browser, a table of widths elsewhere.
pub trait MeasureText {
    /// The width in CSS px of a line of text set at `size` CSS px.
    fn width(&self, text: &str, size: f64, bold: bool) -> f64;
}

/// The colours of one theme.
///
/// The series are told apart by readers with deuteranopia and protanopia and in grey print, and stand out
/// from the background enough to be text; `tests/palette.rs` says by how much and holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// For [`Ink::Text`].
    pub text: Color,
    /// For [`Ink::Muted`].
    pub muted: Color,
    /// For [`Ink::Grid`].
    pub grid: Color,
    /// For [`Ink::Axis`].
    pub axis: Color,
    /// For [`Ink::Background`].
    pub background: Color,
    /// For [`Ink::Accent`].
    pub accent: Color,
    /// For [`Ink::Faint`].
    pub faint: Color,
    /// For [`Ink::Series`], in their fixed order; more series than colours begin again.
    pub series: [Color; 8],
}

impl Palette {
    /// The colours on a light page.
    pub const LIGHT: Palette = Palette {
        text: Color(0x1f, 0x23, 0x28),
        muted: Color(0x5c, 0x63, 0x6b),
        grid: Color(0xe6, 0xe9, 0xed),
        axis: Color(0x7a, 0x82, 0x8b),
        background: Color(0xff, 0xff, 0xff),
        accent: Color(0x1b, 0x5e, 0x9b),
        faint: Color(0x68, 0x70, 0x79),
        series: [
            Color(0x1b, 0x5e, 0x9b),
            Color(0xc0, 0x56, 0x0f),
            Color(0x00, 0x74, 0x5e),
            Color(0x72, 0x2f, 0x69),
            Color(0x69, 0x52, 0x27),
            Color(0xc1, 0x3a, 0x5d),
            Color(0x3b, 0x4a, 0x63),
            Color(0x2b, 0x76, 0xb4),
        ],
    };

    /// The colours on a dark page.
    pub const DARK: Palette = Palette {
        text: Color(0xe8, 0xea, 0xed),
        muted: Color(0xa3, 0xab, 0xb5),
        grid: Color(0x2c, 0x31, 0x38),
        axis: Color(0x7d, 0x86, 0x91),
        background: Color(0x16, 0x19, 0x1d),
        accent: Color(0x6c, 0xb2, 0xee),
        faint: Color(0x8b, 0x95, 0xa0),
        series: [
            Color(0x6c, 0xb2, 0xee),
            Color(0xc8, 0x8d, 0x5e),
            Color(0x4b, 0xc3, 0xa3),
            Color(0xc5, 0x7b, 0xaf),
            Color(0xdc, 0xbb, 0x3b),
            Color(0xee, 0x71, 0x94),
            Color(0xa9, 0xb4, 0xc4),
            Color(0x3f, 0x8f, 0xd0),
        ],
    };

    /// Black on white, as a system in high contrast has it: no grid, nothing that is pale.
    pub const CONTRAST: Palette = Palette {
        text: Color(0, 0, 0),
        muted: Color(0, 0, 0),
        grid: Color(0xff, 0xff, 0xff),
        axis: Color(0, 0, 0),
        background: Color(0xff, 0xff, 0xff),
        accent: Color(0, 0, 0xee),
        faint: Color(0, 0, 0),
        series: {
            let mut series = Palette::LIGHT.series;
            let [first, ..] = &mut series;
            *first = Color(0, 0, 0);
            series
        },
    };

    /// The palette in which all series but that of `ink` stand back.
    #[inline(never)]
    pub fn singling(&self, ink: Ink) -> Palette {
        let mut palette = *self;
        let Ink::Series(kept) = ink else {
            return palette;
        };
        // In strong contrast nothing is pale: recoloured, the others would stand out and lose what they are known by.
        if self.faint == self.text {
            return palette;
        }
        let kept = usize::from(kept) % palette.series.len();
        for (at, color) in palette.series.iter_mut().enumerate() {
            if at != kept {
                *color = self.faint;
            }
        }
        palette
    }

    /// The colour of an ink.
    pub fn color(&self, ink: Ink) -> Color {
        match ink {
            Ink::Text => self.text,
            Ink::Muted => self.muted,
            Ink::Grid => self.grid,
            Ink::Axis => self.axis,
            Ink::Background => self.background,
            Ink::Accent => self.accent,
            Ink::Faint => self.faint,
            Ink::Series(index) => {
                let index = usize::from(index) % self.series.len();
                self.series.get(index).copied().unwrap_or(self.accent)
            }
        }
    }
}

impl Rect {
    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The bottom edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether two rectangles share any area.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// The rectangle, so much larger on every side.
    pub fn grown(&self, by: f64) -> Rect {
        Rect {
            x: self.x - by,
            y: self.y - by,
            width: self.width + 2.0 * by,
            height: self.height + 2.0 * by,
        }
    }
}

impl Command {
    /// The command moved by so much.
    fn shift(&mut self, by: Point) {
        let move_all = |points: &mut Vec<Point>| {
            for point in points {
                point.x += by.x;
                point.y += by.y;
            }
        };
        match self {
            Command::Rect { rect, .. } => {
                rect.x += by.x;
                rect.y += by.y;
            }
            Command::Line { points, .. } | Command::Area { points, .. } => move_all(points),
            Command::Circle { center, .. } => {
                center.x += by.x;
                center.y += by.y;
            }
            Command::Text(text) => {
                text.x += by.x;
                text.y += by.y;
            }
        }
    }
}

impl Scene {
    /// An empty picture.
    pub fn new(width: f64, height: f64) -> Scene {
        Scene {
            width,
            height,
            // What a chart of some lines needs: growing copies all that is there.
            commands: Vec::with_capacity(128),
        }
    }

    /// Appends a filled, opaque rectangle with corners of `radius`.
    pub fn rect(&mut self, rect: Rect, radius: f64, ink: Ink) {
        self.commands.push(Command::Rect {
            rect,
            radii: [radius; 4],
            ink,
            opacity: 1.0,
        });
    }

    /// Appends a straight line.
    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.commands.push(Command::Line {
            points: vec![from, to],
            stroke,
            dash: None,
        });
    }

    /// Appends a filled circle.
    pub fn disc(&mut self, center: Point, radius: f64, ink: Ink) {
        self.commands.push(Command::Circle {
            center,
            radius,
            fill: Some(ink),
            stroke: None,
        });
    }

    /// Appends a line of text.
    pub fn text(&mut self, text: Text) {
        self.commands.push(Command::Text(text));
    }

    /// Appends another picture with its corner at `at`.
    pub fn place(&mut self, other: &Scene, at: Point) {
        for command in &other.commands {
            let mut command = command.clone();
            command.shift(at);
            self.commands.push(command);
        }
    }
}
