//! What is printed, read back: the texts of a document with their places, by the characters that its fonts name.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::{Affine, BezPath, Rect};

/// A piece of text in one font, and where it begins on its page, from the left and the top.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub x: f64,
    pub y: f64,
    pub text: String,
}

/// The texts of each page, in the order in which they were set.
pub fn pieces(pdf: &[u8]) -> Vec<Vec<Piece>> {
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    let of_page = |page: &hayro::hayro_syntax::page::Page<'_>| {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings::default();
        let upright = Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, height.into()]);
        let mut context = Context::new(upright, bounds, &cache, page.xref(), settings);
        let mut reader = Reader(Vec::new());
        interpret_page(page, &mut context, &mut reader);
        reader.0
    };
    pdf.pages().iter().map(of_page).collect()
}

/// The texts of each page alone.
pub fn texts(pdf: &[u8]) -> Vec<Vec<String>> {
    pieces(pdf).into_iter().map(|page| page.into_iter().map(|piece| piece.text).collect()).collect()
}

struct Reader(Vec<Piece>);

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let said = run.glyphs().iter().map(|glyph| match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => "\u{FFFD}".to_owned(),
        });
        let text: String = said.collect();
        let Some(first) = run.glyphs().first() else { return };
        let at = (props.transform * first.transform()).translation();
        self.0.push(Piece { x: at.x, y: at.y, text });
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
