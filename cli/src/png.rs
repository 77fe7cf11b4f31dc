//! An SVG of ours as a PNG, with the fonts of this computer.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, ID};
use resvg::usvg::{FallbackSelectionFn, FontResolver, FontSelectionFn, Options, Tree};
use skrifa::{FontRef, MetadataProvider as _};
use std::sync::Arc;

/// Device px a CSS px, as the widget's own download has it.
const SCALE: f32 = 2.0;

/// Stands for Chinese text: a font that has it is one for Chinese.
const CHINESE: char = '提';

/// Faces for Chinese, the best first; those of one region would draw the other's characters, but readably.
const CHINESE_FACES: [&str; 8] = [
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "Noto Sans CJK TC",
    "SimHei",
];

/// Why there is no PNG.
#[derive(Debug)]
pub enum Trouble {
    /// No font at all.
    NoFont,
    /// No font for the Chinese text of the picture.
    NoChinese,
    /// The renderer's own words.
    Failed(String),
}

/// Draws the SVG at twice its size.
pub fn png(svg: &str) -> Result<Vec<u8>, Trouble> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    with_fonts(svg, fonts)
}

fn with_fonts(svg: &str, fonts: Database) -> Result<Vec<u8>, Trouble> {
    if fonts.is_empty() {
        return Err(Trouble::NoFont);
    }
    if svg.chars().any(is_chinese) && chinese(&fonts, 400).is_none() {
        return Err(Trouble::NoChinese);
    }
    let options = Options {
        fontdb: Arc::new(fonts),
        font_resolver: FontResolver {
            select_font: select(),
            select_fallback: fallback(),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|why| Trouble::Failed(why.to_string()))?;
    let size = tree.size().to_int_size();
    let size = size
        .scale_by(SCALE)
        .ok_or_else(|| Trouble::Failed("size".into()))?;
    let mut pixels =
        Pixmap::new(size.width(), size.height()).ok_or_else(|| Trouble::Failed("size".into()))?;
    resvg::render(
        &tree,
        Transform::from_scale(SCALE, SCALE),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|why| Trouble::Failed(why.to_string()))
}

fn is_chinese(char: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&char)
}

/// The first of the picture's families that is here; else a face for Chinese, whose Latin is good too; else any.
fn select() -> FontSelectionFn<'static> {
    let named = FontResolver::default_font_selector();
    Box::new(move |font, fonts| {
        named(font, fonts)
            .or_else(|| chinese(fonts, font.weight()))
            .or_else(|| fonts.faces().next().map(|face| face.id))
    })
}

/// For a character that the Latin face lacks: a good face for Chinese of the same weight, else whatever has it.
fn fallback() -> FallbackSelectionFn<'static> {
    let any = FontResolver::default_fallback_selector();
    Box::new(move |char, tried, fonts| {
        let weight = tried
            .first()
            .and_then(|id| fonts.face(*id))
            .map_or(400, |face| face.weight.0);
        chinese(fonts, weight)
            .filter(|id| !tried.contains(id) && has(fonts, *id, char))
            .or_else(|| any(char, tried, fonts))
    })
}

/// The best face for Chinese on this computer, in about this weight.
fn chinese(fonts: &Database, weight: u16) -> Option<ID> {
    let rank = |name: &str| CHINESE_FACES.iter().position(|known| *known == name);
    let known = fonts.faces().filter_map(|face| {
        let names = face.families.iter();
        let rank = names.filter_map(|(name, _)| rank(name)).min()?;
        let heavier = face.weight.0.abs_diff(weight);
        Some(((rank, heavier), face.id))
    });
    let known = known.min_by_key(|(order, _)| *order).map(|(_, id)| id);
    known.filter(|id| has(fonts, *id, CHINESE)).or_else(|| {
        let mut all = fonts.faces();
        all.find(|face| has(fonts, face.id, CHINESE))
            .map(|face| face.id)
    })
}

/// Whether a face has a character.
fn has(fonts: &Database, id: ID, char: char) -> bool {
    fonts
        .with_face_data(id, |data, index| {
            FontRef::from_index(data, index).is_ok_and(|font| font.charmap().map(char).is_some())
        })
        .unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><rect width="90" height="40" fill="white"/><text x="2" y="30" font-size="24" font-family="Arial, sans-serif">提案</text></svg>"#;

    #[test]
    fn a_computer_without_fonts_draws_no_boxes() {
        assert!(matches!(
            with_fonts(SVG, Database::new()),
            Err(Trouble::NoFont)
        ));
    }

    #[test]
    fn a_font_without_chinese_is_not_enough() {
        let mut all = Database::new();
        all.load_system_fonts();
        let mut latin = Database::new();
        for face in all.faces() {
            if !has(&all, face.id, CHINESE) && has(&all, face.id, 'a') {
                latin.push_face_info(face.clone());
            }
        }
        if !latin.is_empty() {
            assert!(matches!(with_fonts(SVG, latin), Err(Trouble::NoChinese)));
        }
        // Two characters of 24 px are drawn, at twice the size.
        let png = with_fonts(SVG, all);
        if let Err(Trouble::NoFont | Trouble::NoChinese) = png {
            return;
        }
        let pixels = Pixmap::decode_png(&png.unwrap_or_default()).map_err(|why| why.to_string());
        let pixels = pixels.as_ref();
        let dark = |pixels: &Pixmap| {
            let dark = pixels.pixels().iter().filter(|pixel| pixel.red() < 128);
            (pixels.width(), pixels.height(), dark.count() > 300)
        };
        assert_eq!(pixels.map(dark), Ok((180, 80, true)));
    }
}
