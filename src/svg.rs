//! A scene as SVG.

use crate::decimal;
use crate::gather::Gather as _;
use crate::locale::join;
use crate::scene::{Align, Color, Command, Palette, Point, Rect, Scene};
use std::fmt::{self, Write};

/// A picture on its own: Latin faces with the widths of [`crate::text::WidthTable`], then the usual Chinese faces.
const FONTS: &str = "Arial, 'Liberation Sans', Helvetica, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/// The scene as an SVG document with `title` and `description` for those who cannot see it.
///
/// Coordinates are rounded to hundredths of a CSS px, so that the same picture is the same text everywhere.
pub fn svg(scene: &Scene, palette: &Palette, title: &str, description: &str) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut out, scene, palette, title, description);
    out
}

fn write(
    out: &mut String,
    scene: &Scene,
    palette: &Palette,
    title: &str,
    description: &str,
) -> fmt::Result {
    let (width, height) = (short(scene.width), short(scene.height));
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"t d\" font-family=\"{FONTS}\">"
    )?;
    writeln!(out, "<title id=\"t\">{}</title>", escape(title))?;
    writeln!(out, "<desc id=\"d\">{}</desc>", escape(description))?;
    for command in &scene.commands {
        write_command(out, command, palette)?;
    }
    out.push_str("</svg>\n");
    Ok(())
}

fn write_command(out: &mut String, command: &Command, palette: &Palette) -> fmt::Result {
    match command {
        Command::Rect {
            rect,
            radii,
            ink,
            opacity,
        } => {
            let fill = hex(palette.color(*ink));
            let opacity = attribute("fill-opacity", *opacity, 1.0);
            if radii.iter().all(|radius| *radius == 0.0) {
                writeln!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"{opacity}/>",
                    short(rect.x),
                    short(rect.y),
                    short(rect.width),
                    short(rect.height)
                )
            } else {
                writeln!(
                    out,
                    "<path d=\"{}\" fill=\"{fill}\"{opacity}/>",
                    rounded(rect, radii)
                )
            }
        }
        Command::Line {
            points,
            stroke,
            dash,
        } => {
            let dash = dash.map_or_else(String::new, |[dash, gap]| {
                format!(" stroke-dasharray=\"{} {}\"", short(dash), short(gap))
            });
            writeln!(
                out,
                "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\" stroke-linecap=\"butt\"{dash}/>",
                list(points),
                hex(palette.color(stroke.ink)),
                short(stroke.width)
            )
        }
        Command::Area {
            points,
            ink,
            opacity,
        } => writeln!(
            out,
            "<polygon points=\"{}\" fill=\"{}\"{}/>",
            list(points),
            hex(palette.color(*ink)),
            attribute("fill-opacity", *opacity, 1.0)
        ),
        Command::Circle {
            center,
            radius,
            fill,
            stroke,
        } => {
            let fill = fill.map_or_else(|| "none".to_owned(), |ink| hex(palette.color(ink)));
            let stroke = stroke.map_or_else(String::new, |stroke| {
                format!(
                    " stroke=\"{}\" stroke-width=\"{}\"",
                    hex(palette.color(stroke.ink)),
                    short(stroke.width)
                )
            });
            writeln!(
                out,
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\"{stroke}/>",
                short(center.x),
                short(center.y),
                short(*radius)
            )
        }
        Command::Text(text) => {
            let anchor = match text.align {
                Align::Start => "",
                Align::Middle => " text-anchor=\"middle\"",
                Align::End => " text-anchor=\"end\"",
            };
            let weight = if text.bold {
                " font-weight=\"600\""
            } else {
                ""
            };
            writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor} fill=\"{}\">{}</text>",
                short(text.x),
                short(text.y),
                short(text.size),
                hex(palette.color(text.ink)),
                escape(&text.text)
            )
        }
    }
}

/// A number with at most two decimals.
fn short(value: f64) -> String {
    decimal::rounded(value, 2)
}

fn attribute(name: &str, value: f64, usual: f64) -> String {
    if value == usual {
        String::new()
    } else {
        format!(" {name}=\"{}\"", short(value))
    }
}

fn hex(Color(red, green, blue): Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn list(points: &[Point]) -> String {
    let points: Vec<String> = points
        .iter()
        .map(|point| format!("{},{}", short(point.x), short(point.y)))
        .gather();
    join(&points, " ")
}

/// A rectangle whose corners have their own radii, from the top left clockwise.
fn rounded(rect: &Rect, [a, b, c, d]: &[f64; 4]) -> String {
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let mut path = String::new();
    let mut corner = |command: char, x: f64, y: f64, radius: f64, to: (f64, f64)| {
        let _ = write!(path, "{command}{} {}", short(x), short(y));
        if radius > 0.0 {
            let _ = write!(
                path,
                "A{0} {0} 0 0 1 {1} {2}",
                short(radius),
                short(to.0),
                short(to.1)
            );
        }
    };
    corner('M', left, top + a, *a, (left + a, top));
    corner('L', right - b, top, *b, (right, top + b));
    corner('L', right, bottom - c, *c, (right - c, bottom));
    corner('L', left + d, bottom, *d, (left, bottom - d));
    path.push('Z');
    path
}

/// Text that can be neither markup nor an illegal character of XML.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Ink, Text};

    #[test]
    fn text_of_a_file_is_never_markup() {
        let mut scene = Scene::new(10.0, 10.0);
        scene.text(Text {
            x: 1.0,
            y: 2.0,
            text: "<script>&\"'\u{0}".into(),
            size: 12.0,
            bold: false,
            align: Align::Start,
            ink: Ink::Text,
        });
        let svg = svg(&scene, &Palette::LIGHT, "</title><script>", "");
        assert!(!svg.contains("<script"), "{svg}");
        assert!(
            svg.contains("&lt;script&gt;&amp;&quot;'\u{fffd}</text>"),
            "{svg}"
        );
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(short(0.1 + 0.2), "0.3");
        assert_eq!(short(-0.001), "0");
        assert_eq!(short(1234.567), "1234.57");
    }
}
