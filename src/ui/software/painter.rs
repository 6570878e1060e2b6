//! Draws what egui hands over, without a graphics card.

use std::collections::HashMap;

use egui::epaint::{ClippedPrimitive, Primitive};
use egui::{TextureId, TexturesDelta};

use super::raster::{self, Area, Target};
use super::texture::Texture;

/// Draws the triangles of frames, one after the other, into pictures.
#[derive(Default)]
pub struct Painter {
    textures: HashMap<TextureId, Texture>,
}

impl Painter {
    /// Takes what is new of the textures.
    pub fn take_textures(&mut self, delta: &mut TexturesDelta) {
        for (id, deltas) in delta.set.drain() {
            let texture = self.textures.entry(id).or_default();
            deltas.iter().for_each(|delta| texture.update(delta));
        }
    }

    /// Forgets what no frame after this one shows.
    pub fn free_textures(&mut self, delta: &mut TexturesDelta) {
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    /// Draws a frame over `pixels`, which are rows of `width` from the top: red, green and blue in the lower three
    /// bytes, what is in the highest means nothing. There are `scale` pixels to a point.
    pub fn paint(&self, primitives: &[ClippedPrimitive], scale: f32, pixels: &mut [u32], width: usize) {
        let height = pixels.len().checked_div(width).unwrap_or_default();
        let mut target = Target { pixels, width };
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let area = Area::of_clip(*clip_rect, scale, width, height);
            if let Primitive::Mesh(mesh) = primitive
                && let Some(texture) = self.textures.get(&mesh.texture_id)
            {
                raster::mesh(&mut target, mesh, texture, area, scale);
            }
        }
    }
}
