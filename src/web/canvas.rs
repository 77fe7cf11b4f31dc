//! Scenes on a canvas. The only file that knows of the device pixel ratio.

use crate::dataset::Words;
use crate::decimal;
use crate::gather::Gather as _;
use crate::scene::{Align, Color, Command, Ink, MeasureText, Palette, Point, Rect, Scene, Stroke};
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::f64::consts::{PI, TAU};
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::dom;

/// What the smallest canvas limit among browsers allows: 16,777,216 pixels (iOS) and 32,767 a side.
const MOST_PIXELS: f64 = 16_777_216.0;
const LONGEST_SIDE: f64 = 32_767.0;

/// So many texts are kept: figures that move are others in each frame.
const MOST_TEXTS: usize = 2_000;

/// Text is measured once at this size; widths grow with the size.
const MEASURED_AT: f64 = 100.0;

#[wasm_bindgen]
extern "C" {
    /// What web-sys calls in a `try` of its own each time, because it may throw. Drawing calls it a hundred times a
    /// picture with numbers that never do.
    type Pen;

    #[wasm_bindgen(method)]
    fn arc(this: &Pen, x: f64, y: f64, radius: f64, from: f64, to: f64);

    #[wasm_bindgen(method, js_name = fillText)]
    fn fill_text(this: &Pen, text: &JsValue, x: f64, y: f64);

    #[wasm_bindgen(method, js_name = setLineDash)]
    fn set_line_dash(this: &Pen, dash: &Array);

    #[wasm_bindgen(method, js_name = setTransform)]
    fn set_transform(this: &Pen, a: f64, b: f64, c: f64, d: f64, e: f64, f: f64);
}

/// How many device pixels a CSS px has now.
pub fn ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio().clamp(0.5, 4.0))
}

/// The media query that is left as soon as the ratio changes.
pub fn ratio_query() -> String {
    // A range, because a third of a pixel cannot be written.
    let mut query = String::from("(min-resolution: ");
    query.push_str(&decimal::rounded(ratio() - 0.001, 4));
    query.push_str("dppx) and (max-resolution: ");
    query.push_str(&decimal::rounded(ratio() + 0.001, 4));
    query.push_str("dppx)");
    query
}

/// The context of a canvas.
pub fn context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    canvas
        .get_context("2d")?
        .map(JsCast::unchecked_into)
        .ok_or(JsValue::NULL)
}

/// Sizes the canvas of a context for a picture of `width` × `height` CSS px at `ratio` and paints `scenes` on it, each with
/// its corner at its point.
pub fn paint(
    context: &CanvasRenderingContext2d,
    (width, height): (f64, f64),
    ratio: f64,
    palette: &Palette,
    measurer: &Measurer,
    scenes: &[(&Scene, Point)],
) -> Result<(), JsValue> {
    let ratio = ratio
        .min((MOST_PIXELS / (width * height).max(1.0)).sqrt())
        .min(LONGEST_SIDE / height.max(width).max(1.0));
    let (columns, rows) = ((width * ratio).round(), (height * ratio).round());
    let size = (columns as u32, rows as u32);
    let canvas = context.canvas().ok_or(JsValue::NULL)?;
    let pen: &Pen = context.unchecked_ref();
    let sized = (canvas.width(), canvas.height()) == size;
    if !sized {
        // Setting the size also clears the canvas.
        canvas.set_width(size.0);
        canvas.set_height(size.1);
    }
    pen.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    if sized {
        context.clear_rect(0.0, 0.0, width + 1.0, height + 1.0);
    }
    context.set_line_join("round");
    for (scene, at) in scenes {
        let brush = Brush {
            context,
            pen,
            ratio,
            palette,
            measurer,
            at: *at,
            filled: Cell::default(),
            stroked: Cell::default(),
            wide: Cell::new(f64::NAN),
            discs: Cell::default(),
            opacity: Cell::new(f64::NAN),
            set: Cell::default(),
            aligned: Cell::default(),
        };
        for command in &scene.commands {
            brush.command(command);
        }
        brush.flush();
    }
    Ok(())
}

/// A canvas context with all that a command needs to become pixels.
struct Brush<'a> {
    context: &'a CanvasRenderingContext2d,
    pen: &'a Pen,
    ratio: f64,
    palette: &'a Palette,
    measurer: &'a Measurer,
    at: Point,
    // What the context has been told already: telling it again takes longer than drawing does.
    filled: Cell<Option<Ink>>,
    stroked: Cell<Option<Ink>>,
    wide: Cell<f64>,
    // The ink of the discs whose path is open.
    discs: Cell<Option<Ink>>,
    opacity: Cell<f64>,
    set: Cell<(f64, bool)>,
    aligned: Cell<Option<Align>>,
}

#[allow(
    deprecated,
    reason = "the newer setters take texts of ours alone, made anew each time"
)]
impl Brush<'_> {
    /// Fills the discs whose path is still open: filling takes longer than drawing the path, so that those of one
    /// ink are filled in one go.
    fn flush(&self) {
        if self.discs.take().is_some() {
            self.context.fill();
        }
    }

    fn command(&self, command: &Command) {
        let context = self.context;
        let going_on = match command {
            Command::Circle {
                fill, stroke: None, ..
            } => fill.is_some() && self.discs.get() == *fill,
            _ => false,
        };
        if !going_on {
            self.flush();
        }
        match command {
            Command::Rect {
                rect,
                radii,
                ink,
                opacity,
            } => {
                self.fill(*ink, *opacity);
                self.outline(&self.snapped(rect), radii);
                context.fill();
            }
            Command::Line {
                points,
                stroke,
                dash,
            } => {
                self.stroke(stroke);
                if let Some([dash, gap]) = dash {
                    self.pen
                        .set_line_dash(&Array::of2(&(*dash).into(), &(*gap).into()));
                }
                self.path(&self.crisp(points, stroke.width));
                context.stroke();
                if dash.is_some() {
                    self.pen.set_line_dash(&Array::new());
                }
            }
            Command::Area {
                points,
                ink,
                opacity,
            } => {
                self.fill(*ink, *opacity);
                let moved: Vec<Point> = points.iter().map(|&point| self.moved(point)).gather();
                self.path(&moved);
                context.fill();
            }
            Command::Circle {
                center,
                radius,
                fill,
                stroke,
            } => {
                let center = self.moved(*center);
                if going_on {
                    context.move_to(center.x + radius, center.y);
                } else {
                    context.begin_path();
                }
                self.pen.arc(center.x, center.y, *radius, 0.0, TAU);
                if let Some(ink) = fill {
                    self.fill(*ink, 1.0);
                    self.discs.set(Some(*ink));
                }
                if let Some(stroke) = stroke {
                    self.flush();
                    self.stroke(stroke);
                    context.stroke();
                }
            }
            Command::Text(text) => {
                self.fill(text.ink, 1.0);
                let set = (text.size, text.bold);
                if self.set.replace(set) != set {
                    context.set_font(&font(&self.measurer.family, text.size, text.bold));
                }
                if self.aligned.replace(Some(text.align)) != Some(text.align) {
                    context.set_text_align(match text.align {
                        Align::Start => "left",
                        Align::Middle => "center",
                        Align::End => "right",
                    });
                }
                let at = self.moved(Point {
                    x: text.x,
                    y: text.y,
                });
                self.measurer.write(self.pen, &text.text, at);
            }
        }
    }

    fn moved(&self, point: Point) -> Point {
        Point {
            x: point.x + self.at.x,
            y: point.y + self.at.y,
        }
    }

    fn fill(&self, ink: Ink, opacity: f64) {
        if self.filled.replace(Some(ink)) != Some(ink) {
            let color = self.measurer.known(self.palette.color(ink));
            self.context.set_fill_style(&color);
        }
        self.opacity(opacity);
    }

    fn opacity(&self, opacity: f64) {
        if self.opacity.replace(opacity) != opacity {
            self.context.set_global_alpha(opacity);
        }
    }

    fn stroke(&self, stroke: &Stroke) {
        let context = self.context;
        if self.stroked.replace(Some(stroke.ink)) != Some(stroke.ink) {
            let color = self.measurer.known(self.palette.color(stroke.ink));
            context.set_stroke_style(&color);
        }
        if self.wide.replace(stroke.width) != stroke.width {
            context.set_line_width(stroke.width);
        }
        self.opacity(1.0);
    }

    /// The nearest edge between two device pixels.
    fn edge(&self, at: f64) -> f64 {
        (at * self.ratio).round() / self.ratio
    }

    /// A rectangle whose edges lie between device pixels; one that was visible stays so.
    fn snapped(&self, rect: &Rect) -> Rect {
        let corner = self.moved(Point {
            x: rect.x,
            y: rect.y,
        });
        let side = |from: f64, length: f64| {
            let start = self.edge(from);
            let end = self.edge(from + length);
            let least = if length > 0.0 { 1.0 / self.ratio } else { 0.0 };
            (start, (end - start).max(least))
        };
        let (x, width) = side(corner.x, rect.width);
        let (y, height) = side(corner.y, rect.height);
        Rect {
            x,
            y,
            width,
            height,
        }
    }

    /// The points of a line; a straight hairline lies on whole device pixels.
    fn crisp(&self, points: &[Point], width: f64) -> Vec<Point> {
        let mut points: Vec<Point> = points.iter().map(|&point| self.moved(point)).gather();
        let pixels = (width * self.ratio).round().max(1.0);
        let shift = if pixels % 2.0 == 1.0 {
            0.5 / self.ratio
        } else {
            0.0
        };
        if let [from, to] = points.as_mut_slice() {
            if (from.y - to.y).abs() < 0.01 {
                from.y = self.edge(from.y - shift) + shift;
                to.y = from.y;
            } else if (from.x - to.x).abs() < 0.01 {
                from.x = self.edge(from.x - shift) + shift;
                to.x = from.x;
            }
        }
        points
    }

    fn path(&self, points: &[Point]) {
        self.context.begin_path();
        for (at, point) in points.iter().enumerate() {
            if at == 0 {
                self.context.move_to(point.x, point.y);
            } else {
                self.context.line_to(point.x, point.y);
            }
        }
    }

    /// The path of a rectangle with rounded corners, from the top left clockwise.
    fn outline(&self, rect: &Rect, radii: &[f64; 4]) {
        let context = self.context;
        context.begin_path();
        if radii.iter().all(|&radius| radius <= 0.0) {
            context.rect(rect.x, rect.y, rect.width, rect.height);
            return;
        }
        let most = rect.width.min(rect.height) / 2.0;
        let [top_left, top_right, bottom_right, bottom_left] =
            radii.map(|radius| radius.clamp(0.0, most));
        let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
        // An arc draws the straight line to its beginning by itself.
        let corners = [
            (rect.x + top_left, rect.y + top_left, top_left, PI),
            (right - top_right, rect.y + top_right, top_right, -PI / 2.0),
            (
                right - bottom_right,
                bottom - bottom_right,
                bottom_right,
                0.0,
            ),
            (
                rect.x + bottom_left,
                bottom - bottom_left,
                bottom_left,
                PI / 2.0,
            ),
        ];
        for (x, y, radius, from) in corners {
            self.pen.arc(x, y, radius, from, from + PI / 2.0);
        }
        context.close_path();
    }
}

/// A colour as CSS writes it.
pub fn hex(color: Color) -> String {
    let mut text = String::from("#");
    for part in [color.0, color.1, color.2] {
        for digit in [part >> 4, part & 15] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    text
}

fn font(family: &str, size: f64, bold: bool) -> String {
    let mut font = String::from(if bold { "600 " } else { "400 " });
    font.push_str(&decimal::rounded(size, 4));
    font.push_str("px ");
    font.push_str(family);
    font
}

/// Measures text as the canvas will draw it.
pub struct Measurer {
    context: CanvasRenderingContext2d,
    family: String,
    /// Texts, each after a letter that says whether it is bold, and their widths at [`MEASURED_AT`].
    widths: RefCell<(Words, Vec<f64>)>,
    /// Whether the font that the canvas is set to is bold.
    bold: Cell<Option<bool>>,
    /// Colours as the browser's own texts.
    colors: RefCell<Vec<(Color, JsValue)>>,
    /// Words as the browser's own texts, each at its place less one.
    texts: RefCell<(Words, Vec<JsValue>)>,
}

impl Measurer {
    /// Measures text in a font family, on a canvas of its own.
    pub fn new(family: &str) -> Result<Measurer, JsValue> {
        let canvas: HtmlCanvasElement = dom::document()?.create_element("canvas")?.unchecked_into();
        Ok(Measurer {
            context: context(&canvas)?,
            family: family.to_string(),
            widths: RefCell::default(),
            bold: Cell::default(),
            colors: RefCell::default(),
            texts: RefCell::default(),
        })
    }

    /// The font family.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// Writes a text: the years and the names of a chart are the same in the next, and the browser has them already.
    fn write(&self, pen: &Pen, text: &str, at: Point) {
        let (words, texts) = &mut *self.texts.borrow_mut();
        if texts.len() > MOST_TEXTS {
            *words = Words::default();
            texts.clear();
        }
        let place = words.intern(text).index() - 1;
        if place >= texts.len() {
            texts.push(text.into());
        }
        if let Some(text) = texts.get(place) {
            pen.fill_text(text, at.x, at.y);
        }
    }

    /// A colour as the browser's own text: making one takes longer than drawing a disc with it.
    fn known(&self, color: Color) -> JsValue {
        let mut colors = self.colors.borrow_mut();
        if let Some((_, text)) = colors.iter().find(|(known, _)| *known == color) {
            return text.clone();
        }
        let text = JsValue::from(hex(color));
        colors.push((color, text.clone()));
        text
    }

    /// A colour in any of CSS's notations; `None` for what is no colour or lets the page shine through.
    pub fn color(&self, css: &str) -> Option<Color> {
        if css.is_empty() {
            return None;
        }
        // What the canvas does not know it ignores: two different colours before tell that apart.
        let read = |before: &str| {
            self.context.set_fill_style_str(before);
            self.context.set_fill_style_str(css);
            self.context.fill_style().as_string()
        };
        let (first, second) = (read("#000001")?, read("#000002")?);
        (first == second).then(|| super::theme::parse(&first))?
    }
}

impl MeasureText for Measurer {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        if text.is_empty() {
            return 0.0;
        }
        let mut key = String::from(if bold { "b" } else { "n" });
        key.push_str(text);
        let (words, widths) = &mut *self.widths.borrow_mut();
        let at = words.intern(&key).index();
        if let Some(width) = widths.get(at - 1) {
            return width * size / MEASURED_AT;
        }
        if self.bold.replace(Some(bold)) != Some(bold) {
            let font = font(&self.family, MEASURED_AT, bold);
            self.context.set_font(&font);
        }
        let width = self
            .context
            .measure_text(text)
            .map_or(0.0, |metrics| metrics.width());
        widths.push(width);
        width * size / MEASURED_AT
    }
}
