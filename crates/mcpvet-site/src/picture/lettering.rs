//! Text as outlines of the font that comes with this program.

use std::fmt::Write as _;
use std::io;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// The two weights of the font.
#[derive(Clone, Copy)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

impl Weight {
    fn face(self) -> io::Result<Face<'static>> {
        let bytes: &[u8] = match self {
            Self::Regular => include_bytes!("../../fonts/Roboto-Regular.ttf"),
            Self::Bold => include_bytes!("../../fonts/Roboto-Bold.ttf"),
        };
        Face::parse(bytes, 0).map_err(io::Error::other)
    }
}

/// The data of a path that draws a line of text with its baseline at `y`; a letter that the font
/// does not have is drawn as a space.
///
/// # Errors
///
/// A font that cannot be read.
pub(crate) fn line(text: &str, weight: Weight, size: f32, x: f32, y: f32) -> io::Result<String> {
    let face = weight.face()?;
    let mut pen = Pen { path: String::new(), x, y, scale: size / f32::from(face.units_per_em()) };
    for c in text.chars() {
        let glyph = face.glyph_index(c).or_else(|| face.glyph_index(' ')).unwrap_or(GlyphId(0));
        face.outline_glyph(glyph, &mut pen);
        pen.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or_default()) * pen.scale;
    }
    Ok(pen.path)
}

/// Writes outlines, whose y goes up, as a path, whose y goes down.
struct Pen {
    path: String,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen {
    fn write(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (x, y) in points {
            let (x, y) = (self.x + x * self.scale, self.y - y * self.scale);
            let _ = write!(self.path, "{x:.2} {y:.2} ");
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.write('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.write('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::{Weight, line};

    #[test]
    fn a_text_has_outlines_and_an_unknown_letter_has_none() {
        assert!(line("Hi", Weight::Bold, 10.0, 0.0, 0.0).unwrap().starts_with('M'));
        assert_eq!(line("漢 ", Weight::Regular, 10.0, 0.0, 0.0).unwrap(), "");
    }
}
