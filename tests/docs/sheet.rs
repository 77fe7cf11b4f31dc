//! A picture of a sheet as Excel shows it: column letters, row numbers, cells.

use county_charts::intake::column_letters;
use std::fmt::Write;

const TEXT: f64 = 15.0;
const ROW: f64 = 29.0;
const NUMBERS: f64 = 40.0;
const PADDING: f64 = 10.0;
/// Empty rows and columns at the far sides, by which one sees that it is a sheet.
const EMPTY_ROWS: usize = 2;
const EMPTY_COLUMN: f64 = 72.0;
const TAB: f64 = 34.0;

/// Rows of cells as a picture; `name` is the sheet's name on its tab.
pub fn draw(rows: &[Vec<String>], name: &str) -> String {
    let mut widths: Vec<f64> = Vec::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if widths.len() == at {
                widths.push(0.0);
            }
            widths[at] = widths[at].max(width(cell) + 2.0 * PADDING);
        }
    }
    widths.push(EMPTY_COLUMN);
    let right = NUMBERS + widths.iter().sum::<f64>();
    let lines = rows.len() + EMPTY_ROWS;
    let bottom = ROW * (lines + 1) as f64;
    let height = bottom + TAB;

    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {right} {height}\" width=\"{right}\" height=\"{height}\" \
         role=\"img\" font-family=\"'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif\" font-size=\"{TEXT}\">"
    );
    let _ = writeln!(svg, "<title>{}</title>", escaped(name));
    let _ = writeln!(
        svg,
        "<rect width=\"{right}\" height=\"{height}\" fill=\"#fff\"/>"
    );
    let _ = writeln!(
        svg,
        "<path fill=\"#f0f1f2\" d=\"M0 0H{right}V{ROW}H{NUMBERS}V{bottom}H0zM0 {bottom}H{right}V{height}H0z\"/>"
    );

    let mut grid = String::new();
    for line in 1..=lines + 1 {
        let _ = write!(grid, "M0 {}H{right}", ROW * line as f64);
    }
    let mut left = NUMBERS;
    let _ = write!(grid, "M{left} 0V{bottom}");
    for (column, width) in (1..).zip(&widths) {
        text(
            &mut svg,
            left + width / 2.0,
            0,
            "middle",
            "#5f6368",
            &column_letters(column),
        );
        left += width;
        let _ = write!(grid, "M{left} 0V{bottom}");
    }
    let _ = writeln!(svg, "<path fill=\"none\" stroke=\"#d0d3d6\" d=\"{grid}\"/>");
    for line in 1..=lines {
        text(
            &mut svg,
            NUMBERS / 2.0,
            line,
            "middle",
            "#5f6368",
            &line.to_string(),
        );
    }
    for (above, row) in rows.iter().enumerate() {
        let mut left = NUMBERS;
        for (cell, width) in row.iter().zip(&widths) {
            // As Excel aligns what it takes for a number, and what it does not.
            if is_number(cell) {
                text(
                    &mut svg,
                    left + width - PADDING,
                    above + 1,
                    "end",
                    "#1f2328",
                    cell,
                );
            } else if !cell.is_empty() {
                text(
                    &mut svg,
                    left + PADDING,
                    above + 1,
                    "start",
                    "#1f2328",
                    cell,
                );
            }
            left += width;
        }
    }
    let first = widths.first().copied().unwrap_or_default();
    let _ = writeln!(
        svg,
        "<rect x=\"{NUMBERS}\" y=\"{ROW}\" width=\"{first}\" height=\"{ROW}\" fill=\"none\" stroke=\"#1a7f45\" stroke-width=\"2\"/>"
    );
    let tab = width(name) + 2.0 * PADDING;
    let _ = writeln!(
        svg,
        "<path fill=\"#fff\" d=\"M{NUMBERS} {bottom}h{tab}v{ROW}h-{tab}z\"/>\
         <path stroke=\"#1a7f45\" stroke-width=\"2\" d=\"M{NUMBERS} {}h{tab}\"/>",
        bottom + ROW
    );
    text(
        &mut svg,
        NUMBERS + PADDING,
        lines + 1,
        "start",
        "#1a7f45",
        name,
    );
    svg.push_str("</svg>\n");
    svg
}

/// A text on the line with this number from above, the letters' line being 0.
fn text(svg: &mut String, x: f64, line: usize, anchor: &str, fill: &str, words: &str) {
    let y = ROW * line as f64 + 20.0;
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"{fill}\">{}</text>",
        escaped(words)
    );
}

/// About how wide a text is: a Chinese character is square, a Latin one not much over half of that.
fn width(text: &str) -> f64 {
    let of = |char: char| if char.is_ascii() { 0.6 } else { 1.0 };
    (text.chars().map(of).sum::<f64>() * TEXT).ceil()
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_suffix('%').unwrap_or(cell);
    digits.parse::<f64>().is_ok()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
