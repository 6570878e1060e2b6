//! The textures that egui hands to what draws: the atlas of glyphs, and images.

use egui::epaint::ImageDelta;
use egui::{ImageData, Pos2, TextureFilter, pos2};

use super::pixel::lerped;

#[derive(Default)]
pub(super) struct Texture {
    texels: Vec<u32>,
    width: usize,
    height: usize,
    is_smooth: bool,
}

/// Where a rectangle of a texture lies on the picture.
pub(super) struct Place<'a> {
    texture: &'a Texture,
    /// The texel that the centre of the pixel 0, 0 would show, and how many go to a pixel.
    origin: Pos2,
    step: Pos2,
}

impl Texture {
    /// Takes a whole texture, or a part of one.
    pub fn update(&mut self, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        if delta.pos.is_none() {
            self.texels.clear();
            self.texels.resize(width * height, 0);
            (self.width, self.height) = (width, height);
        }
        self.is_smooth = delta.options.magnification == TextureFilter::Linear;
        let [left, top] = delta.pos.unwrap_or_default();
        let rows = self.texels.chunks_exact_mut(self.width.max(1)).skip(top);
        for (row, source) in rows.zip(image.pixels.chunks_exact(width.max(1))) {
            for (texel, color) in row.iter_mut().skip(left).zip(source) {
                let [r, g, b, a] = color.to_array();
                *texel = u32::from_be_bytes([a, r.min(a), g.min(a), b.min(a)]);
            }
        }
    }

    /// The texel at a place, which is from 0 to 1 in both directions.
    pub fn nearest(&self, uv: Pos2) -> u32 {
        self.texel(uv.x * self.width as f32, uv.y * self.height as f32)
    }

    /// What the texture shows there, between texels if it is a smooth one.
    pub fn sample(&self, uv: Pos2) -> u32 {
        if !self.is_smooth {
            return self.nearest(uv);
        }
        let (x, y) = (uv.x * self.width as f32 - 0.5, uv.y * self.height as f32 - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (right, bottom) = (x - left, y - top);
        let shares = [
            (left, top, (1.0 - right) * (1.0 - bottom)),
            (left + 1.0, top, right * (1.0 - bottom)),
            (left, top + 1.0, (1.0 - right) * bottom),
            (left + 1.0, top + 1.0, right * bottom),
        ];
        lerped(shares.into_iter().fold([0.0; 4], |sum, (x, y, share)| {
            let texel = self.texel(x, y).to_be_bytes();
            std::array::from_fn(|i| sum[i] + f32::from(texel[i]) * share)
        }))
    }

    /// The texel there; the edge goes on for ever.
    fn texel(&self, x: f32, y: f32) -> u32 {
        let within = |at: f32, size: usize| (at.max(0.0) as usize).min(size.saturating_sub(1));
        let index = within(y, self.height) * self.width + within(x, self.width);
        self.texels.get(index).copied().unwrap_or_default()
    }

    /// The texture from `uv` to `uv_end` laid on the pixels from `at` to `end`.
    pub fn place(&self, at: Pos2, uv: Pos2, end: Pos2, uv_end: Pos2) -> Place<'_> {
        let along = |at: f32, end: f32, uv: f32, uv_end: f32, size: usize| {
            let step = (uv_end - uv) * size as f32 / (end - at);
            (uv * size as f32 + (0.5 - at) * step, step)
        };
        let (x, step_x) = along(at.x, end.x, uv.x, uv_end.x, self.width);
        let (y, step_y) = along(at.y, end.y, uv.y, uv_end.y, self.height);
        Place { texture: self, origin: pos2(x, y), step: pos2(step_x, step_y) }
    }
}

impl<'a> Place<'a> {
    /// From 0 to 1 in both directions, at the centre of a pixel.
    pub fn uv(&self, x: usize, y: usize) -> Pos2 {
        let texel = self.texel(x, y);
        pos2(texel.x / self.texture.width as f32, texel.y / self.texture.height as f32)
    }

    fn texel(&self, x: usize, y: usize) -> Pos2 {
        pos2(self.origin.x + x as f32 * self.step.x, self.origin.y + y as f32 * self.step.y)
    }

    /// The texels of a row of pixels, where each lies exactly on one.
    pub fn row(&self, x: (usize, usize), y: usize) -> Option<&'a [u32]> {
        const NEAR: f32 = 1.0 / 64.0;
        let first = self.texel(x.0, y);
        let last = self.texel(x.1 - 1, y);
        let is_centre = |at: f32| (at - at.floor() - 0.5).abs() < NEAR;
        let count = x.1 - x.0;
        let is_exact = (self.step.y - 1.0).abs() < NEAR
            && (last.x - first.x - (count - 1) as f32).abs() < NEAR
            && is_centre(first.x)
            && is_centre(first.y)
            && (first.x >= 0.0 && first.y >= 0.0);
        let width = self.texture.width;
        let (left, top) = (first.x as usize, first.y as usize);
        if !is_exact || left + count > width || top >= self.texture.height {
            return None;
        }
        self.texture.texels.get(top * width + left..top * width + left + count)
    }
}
