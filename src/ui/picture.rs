//! A part of the window as a picture, for the clipboard: drawn by the processor from what was painted, so that it is the
//! same whoever draws the window, and nothing that lies over it is in it.

use egui::emath::TSTransform;
use egui::epaint::{ClippedShape, ImageDelta};
use egui::{Align2, ColorImage, Pos2, Rect, Shape, TextureId, TextureOptions, TexturesDelta, Ui, vec2};

use super::software::Painter;
use super::theme::{Type, size, space, tokens};

/// What was painted in the layer of `ui` within `rect` in this frame, with a title above it.
pub fn picture_of(ui: &Ui, rect: Rect, title: &str) -> ColorImage {
    let (ctx, t) = (ui.ctx(), tokens(ui));
    let scale = ctx.pixels_per_point();
    let whole = Rect::from_min_size(Pos2::ZERO, rect.size() + vec2(2.0 * space::L, size::BAR + space::L));
    let place = TSTransform::from_translation(vec2(space::L, size::BAR) - rect.min.to_vec2());
    let plain =
        |shape| ClippedShape { clip_rect: whole, shape, transform_after_tessellation: TSTransform::IDENTITY };
    let heading = ctx.fonts_mut(|fonts| {
        let at = Pos2::new(space::L, size::BAR / 2.0);
        Shape::text(fonts, at, Align2::LEFT_CENTER, title, Type::Strong.font(), t.text)
    });
    let mut shapes = vec![plain(Shape::rect_filled(whole, 0.0, t.surface)), plain(heading)];
    ctx.graphics(|layers| {
        let painted = layers.get(ui.layer_id()).into_iter().flat_map(|list| list.all_entries());
        for painted in painted.filter(|painted| painted.clip_rect.intersects(rect)) {
            let mut moved = painted.clone();
            moved.clip_rect = moved.clip_rect.intersect(rect);
            moved.transform(place);
            shapes.push(moved);
        }
    });
    let primitives = ctx.tessellate(shapes, scale);
    let mut textures = TexturesDelta::default();
    let glyphs = ctx.fonts(|fonts| fonts.image());
    textures.set.insert(TextureId::default(), [ImageDelta::full(glyphs, TextureOptions::LINEAR)].into());
    let mut painter = Painter::default();
    painter.take_textures(&mut textures);
    let (width, height) = ((whole.width() * scale) as usize, (whole.height() * scale) as usize);
    let mut pixels = vec![0; width * height];
    painter.paint(&primitives, scale, &mut pixels, width);
    let colors: Vec<u8> =
        pixels.into_iter().flat_map(|pixel| pixel.to_be_bytes().into_iter().skip(1)).collect();
    ColorImage::from_rgb([width, height], &colors)
}

#[cfg(test)]
mod tests {
    use egui::vec2;
    use egui_kittest::Harness;

    use super::*;
    use crate::ui::{fonts, theme};

    #[test]
    fn a_picture_shows_what_was_painted_there_and_its_title() {
        let mut shown = None;
        let mut harness = Harness::builder().with_size(vec2(200.0, 200.0)).build_ui(|ui| {
            // Fonts are there from the frame after the one that installs them.
            if shown.is_none() && ui.ctx().cumulative_pass_nr() == 0 {
                fonts::install(ui.ctx());
                theme::apply(ui.ctx(), theme::Preference::Light);
                return;
            }
            let painted = Rect::from_min_size(Pos2::new(50.0, 50.0), vec2(40.0, 40.0));
            ui.painter().rect_filled(painted, 0.0, tokens(ui).primary);
            shown = Some((picture_of(ui, painted.expand(10.0), "账龄"), tokens(ui)));
        });
        harness.run();
        drop(harness);
        let (picture, t) = shown.unwrap();
        let [width, height] = picture.size;
        assert_eq!((width, height), (92, 120));
        let at = |x: usize, y: usize| picture.pixels[y * width + x];
        assert_eq!(at(16 + 30, 44 + 30), t.primary);
        assert_eq!(at(16 + 5, 44 + 5), t.surface);
        let has_title =
            (0..44).flat_map(|y| (0..width).map(move |x| (x, y))).any(|(x, y)| at(x, y) != t.surface);
        assert!(has_title);
    }
}
