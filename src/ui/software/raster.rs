//! Triangles into pixels: what egui's tessellator makes of fills, text and images.
//!
//! A pixel belongs to what covers its centre, as on a graphics card, so that shapes that share an edge share no pixel.
//! Most of a desk is rectangles of one colour and glyphs whose texels lie exactly on pixels; these have ways of their
//! own, which is where the speed is.

use egui::epaint::{Mesh, Vertex};
use egui::{Pos2, Rect};

use super::pixel::{blend, lerped, tinted};
use super::texture::Texture;

/// A picture that is being drawn.
pub(super) struct Target<'a> {
    /// Row by row from the top.
    pub pixels: &'a mut [u32],
    pub width: usize,
}

/// Pixels from the first to before the last, in both directions.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub x: (usize, usize),
    pub y: (usize, usize),
}

impl Area {
    /// The pixels of a clip rectangle, as the graphics card's painter rounds them.
    pub fn of_clip(clip: Rect, scale: f32, width: usize, height: usize) -> Self {
        let within = |from: f32, to: f32, most: usize| {
            let end = (to * scale).round().clamp(0.0, most as f32) as usize;
            ((from * scale).round().clamp(0.0, end as f32) as usize, end)
        };
        Self { x: within(clip.min.x, clip.max.x, width), y: within(clip.min.y, clip.max.y, height) }
    }
}

/// The pixels of `area` whose centres lie between `from` and `to`.
fn centres(from: f32, to: f32, area: (usize, usize)) -> (usize, usize) {
    let first = |at: f32| (at - 0.5).ceil().clamp(area.0 as f32, area.1 as f32) as usize;
    (first(from), first(to))
}

/// A corner in pixels.
#[derive(Clone, Copy)]
struct Corner {
    at: Pos2,
    uv: Pos2,
    color: u32,
}

impl Corner {
    fn of(vertex: &Vertex, scale: f32) -> Self {
        let [r, g, b, a] = vertex.color.to_array();
        // A colour brighter than its own coverage would carry into its neighbour.
        let color = u32::from_be_bytes([a, r.min(a), g.min(a), b.min(a)]);
        Self { at: vertex.pos * scale, uv: vertex.uv, color }
    }
}

/// Draws a mesh with its texture within `area`.
pub(super) fn mesh(target: &mut Target<'_>, mesh: &Mesh, texture: &Texture, area: Area, scale: f32) {
    let corner = |index: &u32| mesh.vertices.get(*index as usize).map(|vertex| Corner::of(vertex, scale));
    let mut rest = mesh.indices.as_slice();
    while let [a, b, c, after @ ..] = rest {
        rest = after;
        let (Some(a_corner), Some(b_corner), Some(c_corner)) = (corner(a), corner(b), corner(c)) else {
            continue;
        };
        if let [d, e, f, after @ ..] = rest
            && (d, e) == (c, b)
            && let Some(f_corner) = corner(f)
            && is_upright(&a_corner, &b_corner, &c_corner, &f_corner)
        {
            rest = after;
            rectangle(target, &a_corner, &f_corner, texture, area);
        } else {
            triangle(target, [a_corner, b_corner, c_corner], texture, area);
        }
    }
}

/// Whether these are left top, right top, left bottom and right bottom of a rectangle of one colour.
fn is_upright(a: &Corner, b: &Corner, c: &Corner, d: &Corner) -> bool {
    let square = |a: Pos2, b: Pos2, c: Pos2, d: Pos2| a.y == b.y && c.y == d.y && a.x == c.x && b.x == d.x;
    square(a.at, b.at, c.at, d.at)
        && square(a.uv, b.uv, c.uv, d.uv)
        && (a.at.x <= d.at.x && a.at.y <= d.at.y)
        && [b.color, c.color, d.color] == [a.color; 3]
}

fn rectangle(target: &mut Target<'_>, a: &Corner, d: &Corner, texture: &Texture, area: Area) {
    let (x, y) = (centres(a.at.x, d.at.x, area.x), centres(a.at.y, d.at.y, area.y));
    if x.0 >= x.1 || y.0 >= y.1 || a.color == 0 {
        return;
    }
    if a.uv == d.uv {
        let color = tinted(texture.nearest(a.uv), a.color);
        for y in y.0..y.1 {
            fill(span(target, y, x), color);
        }
        return;
    }
    let place = texture.place(a.at, a.uv, d.at, d.uv);
    for y in y.0..y.1 {
        let row = span(target, y, x);
        if let Some(texels) = place.row(x, y) {
            for (pixel, texel) in row.iter_mut().zip(texels) {
                if *texel != 0 {
                    *pixel = blend(*pixel, tinted(*texel, a.color));
                }
            }
        } else {
            for (pixel, x) in row.iter_mut().zip(x.0..) {
                *pixel = blend(*pixel, tinted(texture.sample(place.uv(x, y)), a.color));
            }
        }
    }
}

/// What changes evenly over a triangle.
struct Slope<const N: usize> {
    start: [f32; N],
    per_x: [f32; N],
    per_y: [f32; N],
}

impl<const N: usize> Slope<N> {
    fn of(at: [Pos2; 3], values: [[f32; N]; 3]) -> Self {
        let (ab, ac) = (at[1] - at[0], at[2] - at[0]);
        let det = ab.x * ac.y - ac.x * ab.y;
        let [a, b, c] = values;
        let along = |i: usize, from: f32, to: f32| ((b[i] - a[i]) * from - (c[i] - a[i]) * to) / det;
        let per_x = std::array::from_fn(|i| along(i, ac.y, ab.y));
        let per_y = std::array::from_fn(|i| -along(i, ac.x, ab.x));
        Self { start: std::array::from_fn(|i| a[i] - at[0].x * per_x[i] - at[0].y * per_y[i]), per_x, per_y }
    }

    fn at(&self, x: usize, y: usize) -> [f32; N] {
        let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
        std::array::from_fn(|i| self.start[i] + x * self.per_x[i] + y * self.per_y[i])
    }
}

fn triangle(target: &mut Target<'_>, corners: [Corner; 3], texture: &Texture, area: Area) {
    let [a, b, c] = corners;
    if a.color | b.color | c.color == 0 {
        return;
    }
    let of_one_color = a.color == b.color && a.color == c.color;
    let of_one_texel = a.uv == b.uv && a.uv == c.uv;
    let texel = texture.nearest(a.uv);
    let at = corners.map(|corner| corner.at);
    if of_one_texel && of_one_color {
        let color = tinted(texel, a.color);
        rows(at, area, |y, x| fill(span(target, y, x), color));
        return;
    }
    let colors = Slope::of(at, corners.map(|corner| corner.color.to_be_bytes().map(f32::from)));
    let uvs = Slope::of(at, corners.map(|corner| [corner.uv.x, corner.uv.y]));
    rows(at, area, |y, x| {
        for (pixel, x) in span(target, y, x).iter_mut().zip(x.0..) {
            let color = if of_one_color { a.color } else { lerped(colors.at(x, y)) };
            let texel = if of_one_texel { texel } else { texture.sample(uvs.at(x, y).into()) };
            *pixel = blend(*pixel, tinted(texel, color));
        }
    });
}

/// Finds the pixels of a triangle, row by row.
fn rows(mut at: [Pos2; 3], area: Area, mut draw: impl FnMut(usize, (usize, usize))) {
    // An edge is always followed from its upper end: neighbours then find the same place on it.
    at.sort_by(|a, b| a.y.total_cmp(&b.y));
    let [top, middle, bottom] = at;
    let on = |from: Pos2, to: Pos2, y: f32| from.x + (y - from.y) * ((to.x - from.x) / (to.y - from.y));
    let (first, last) = centres(top.y, bottom.y, area.y);
    for y in first..last {
        let centre = y as f32 + 0.5;
        let long = on(top, bottom, centre);
        let short = if centre < middle.y { on(top, middle, centre) } else { on(middle, bottom, centre) };
        let x = centres(long.min(short), long.max(short), area.x);
        if x.0 < x.1 {
            draw(y, x);
        }
    }
}

fn span<'a>(target: &'a mut Target<'_>, y: usize, x: (usize, usize)) -> &'a mut [u32] {
    let row = y * target.width;
    target.pixels.get_mut(row + x.0..row + x.1).unwrap_or_default()
}

fn fill(pixels: &mut [u32], color: u32) {
    match color >> 24 {
        0 => {}
        0xFF => pixels.fill(color),
        _ => pixels.iter_mut().for_each(|pixel| *pixel = blend(*pixel, color)),
    }
}

#[cfg(test)]
mod tests {
    use egui::epaint::{ColorImage, ImageDelta, WHITE_UV};
    use egui::{Color32, ImageData, TextureOptions, pos2, vec2};

    use super::*;

    const SIDE: usize = 8;
    const BLACK: u32 = 0xFF00_0000;
    const RED: u32 = 0xFFFF_0000;
    const HALF_RED: u32 = 0x8080_0000;

    fn image(size: [usize; 2], texels: &[u32]) -> ColorImage {
        let bytes = texels.iter().flat_map(|texel| {
            let [a, r, g, b] = texel.to_be_bytes();
            [r, g, b, a]
        });
        ColorImage::from_rgba_premultiplied(size, &bytes.collect::<Vec<u8>>())
    }

    fn color(pixel: u32) -> Color32 {
        image([1, 1], &[pixel]).pixels[0]
    }

    /// A texture of these rows of texels.
    fn texture(rows: &[&[u32]], options: TextureOptions) -> Texture {
        let image = image([rows[0].len(), rows.len()], &rows.concat());
        let mut texture = Texture::default();
        texture.update(&ImageDelta::full(ImageData::from(image), options));
        texture
    }

    fn white() -> Texture {
        texture(&[&[u32::MAX]], TextureOptions::LINEAR)
    }

    /// Draws a mesh on an opaque black picture.
    fn drawn(shape: &Mesh, texture: &Texture, clip: Rect) -> Vec<u32> {
        let mut pixels = vec![BLACK; SIDE * SIDE];
        let area = Area::of_clip(clip, 1.0, SIDE, SIDE);
        mesh(&mut Target { pixels: &mut pixels, width: SIDE }, shape, texture, area, 1.0);
        pixels
    }

    fn whole() -> Rect {
        Rect::from_min_size(Pos2::ZERO, vec2(SIDE as f32, SIDE as f32))
    }

    /// The places of the pixels that are not black.
    fn marked(pixels: &[u32]) -> Vec<(usize, usize)> {
        let marked = (0..).zip(pixels).filter(|(_, pixel)| **pixel != BLACK);
        marked.map(|(i, _): (usize, _)| (i % SIDE, i / SIDE)).collect()
    }

    fn polygon(corners: &[Pos2], color: Color32) -> Mesh {
        let mut mesh = Mesh::default();
        for corner in corners {
            mesh.colored_vertex(*corner, color);
        }
        for i in 2..corners.len() as u32 {
            mesh.add_triangle(0, i - 1, i);
        }
        mesh
    }

    #[test]
    fn a_rectangle_has_the_pixels_whose_centres_it_covers() {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_max(pos2(1.5, 2.4), pos2(3.5, 3.6)), color(RED));
        assert_eq!(marked(&drawn(&mesh, &white(), whole())), [(1, 2), (2, 2), (1, 3), (2, 3)]);
    }

    #[test]
    fn nothing_is_drawn_outside_the_clip_rectangle_or_the_picture() {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_max(pos2(-9.0, -9.0), pos2(99.0, 99.0)), color(RED));
        let clip = Rect::from_min_max(pos2(6.0, -3.0), pos2(12.0, 1.0));
        assert_eq!(marked(&drawn(&mesh, &white(), clip)), [(6, 0), (7, 0)]);
    }

    #[test]
    fn triangles_that_share_an_edge_leave_no_gap_and_cover_nothing_twice() {
        let corners = [pos2(0.3, 0.2), pos2(7.9, 1.3), pos2(6.6, 7.7), pos2(3.1, 7.9), pos2(0.1, 5.2)];
        let pixels = drawn(&polygon(&corners, color(HALF_RED)), &white(), whole());
        assert!(pixels.iter().all(|pixel| [BLACK, 0xFF80_0000].contains(pixel)), "{pixels:x?}");
        assert!((1..5).all(|y| (1..6).all(|x| pixels[y * SIDE + x] == 0xFF80_0000)), "{pixels:x?}");
    }

    #[test]
    fn a_rectangle_of_two_triangles_is_that_of_one_piece() {
        let area = Rect::from_min_max(pos2(1.2, 0.7), pos2(6.4, 5.5));
        let mut whole_piece = Mesh::default();
        whole_piece.add_colored_rect(area, color(HALF_RED));
        let corners = [area.left_top(), area.right_top(), area.right_bottom(), area.left_bottom()];
        let two = polygon(&corners, color(HALF_RED));
        assert_eq!(drawn(&whole_piece, &white(), whole()), drawn(&two, &white(), whole()));
    }

    #[test]
    fn colors_between_corners_change_evenly() {
        let mut mesh =
            polygon(&[pos2(0.0, 0.0), pos2(8.0, 0.0), pos2(8.0, 8.0), pos2(0.0, 8.0)], color(BLACK));
        for corner in [1, 2] {
            mesh.vertices[corner].color = color(0xFFA0_0000);
        }
        let pixels = drawn(&mesh, &white(), whole());
        for row in pixels.chunks(SIDE) {
            let reds: Vec<u32> = row.iter().map(|pixel| (pixel >> 16) & 0xFF).collect();
            assert_eq!(reds, [10, 30, 50, 70, 90, 110, 130, 150]);
        }
    }

    #[test]
    fn a_glyph_on_whole_pixels_is_its_texels_in_the_color_of_the_text() {
        let glyph = texture(&[&[0, 0x8080_8080], &[u32::MAX, 0]], TextureOptions::LINEAR);
        let mut mesh = Mesh::default();
        let at = Rect::from_min_size(pos2(3.0, 4.0), vec2(2.0, 2.0));
        let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        mesh.add_rect_with_uv(at, all, color(RED));
        let pixels = drawn(&mesh, &glyph, whole());
        assert_eq!(marked(&pixels), [(4, 4), (3, 5)]);
        assert_eq!((pixels[4 * SIDE + 4], pixels[5 * SIDE + 3]), (0xFF80_0000, RED));
    }

    #[test]
    fn a_picture_that_is_enlarged_is_smooth_or_of_squares_as_it_asks() {
        let rows: &[&[u32]] = &[&[BLACK, u32::MAX]];
        let across = |options| {
            let mut mesh = Mesh::default();
            let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            mesh.add_rect_with_uv(whole(), all, color(u32::MAX));
            drawn(&mesh, &texture(rows, options), whole())[..SIDE]
                .iter()
                .map(|pixel| pixel & 0xFF)
                .collect::<Vec<_>>()
        };
        assert_eq!(across(TextureOptions::NEAREST), [0, 0, 0, 0, 255, 255, 255, 255]);
        assert_eq!(across(TextureOptions::LINEAR), [0, 0, 32, 96, 159, 223, 255, 255]);
    }

    #[test]
    fn a_part_of_a_texture_is_replaced_where_it_lies() {
        let mut all = texture(&[&[RED, RED, RED], &[RED, RED, RED]], TextureOptions::NEAREST);
        let part = image([1, 1], &[u32::MAX]);
        all.update(&ImageDelta::partial([2, 1], ImageData::from(part), TextureOptions::NEAREST));
        assert_eq!(all.nearest(pos2(0.9, 0.9)), u32::MAX);
        assert_eq!(all.nearest(pos2(0.9, 0.1)), RED);
        assert_eq!(all.nearest(WHITE_UV), RED);
    }
}
