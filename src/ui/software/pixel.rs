//! Pixels: alpha, red, green and blue from the top byte to the lowest, premultiplied, in the gamma of the screen.

const LOW: u32 = 0x00FF_00FF;

/// Two bytes of `pair` times `by`/255 each, to the nearest; `pair` has them where [`LOW`] has.
const fn scaled(pair: u32, by: u32) -> u32 {
    let product = pair * by + 0x0080_0080;
    ((product + ((product >> 8) & LOW)) >> 8) & LOW
}

const fn scaled_all(pixel: u32, by: u32) -> u32 {
    scaled(pixel & LOW, by) | (scaled((pixel >> 8) & LOW, by) << 8)
}

/// `over` laid over `under`.
pub(super) const fn blend(under: u32, over: u32) -> u32 {
    match over >> 24 {
        0xFF => over,
        alpha => over + scaled_all(under, 255 - alpha),
    }
}

/// A texel in the colour of what it is drawn for.
pub(super) const fn tinted(texel: u32, color: u32) -> u32 {
    const WHITE: u32 = u32::MAX;
    let alpha = texel >> 24;
    if texel == WHITE {
        color
    } else if color == WHITE {
        texel
    } else if texel == alpha * 0x0101_0101 {
        // Glyphs are coverage alone.
        scaled_all(color, alpha)
    } else {
        each(texel, color)
    }
}

const fn each(a: u32, b: u32) -> u32 {
    let mut product = 0;
    let mut shift = 0;
    while shift < 32 {
        product |= scaled((a >> shift) & 0xFF, (b >> shift) & 0xFF) << shift;
        shift += 8;
    }
    product
}

/// A pixel of channels from 0 to 255.
pub(super) fn lerped(channels: [f32; 4]) -> u32 {
    // The rounding of a cast towards zero is that to the nearest after half is added; it also keeps the range.
    u32::from_be_bytes(channels.map(|channel| (channel + 0.5) as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opaque_covers_and_what_is_transparent_leaves() {
        assert_eq!(blend(0xFF12_3456, 0xFF65_4321), 0xFF65_4321);
        assert_eq!(blend(0xFF12_3456, 0), 0xFF12_3456);
    }

    #[test]
    fn every_channel_is_blended_to_the_nearest() {
        for alpha in 0..=255_u32 {
            for under in 0..=255_u32 {
                let over = alpha / 3;
                let exact = over as f32 + under as f32 * (255 - alpha) as f32 / 255.0;
                let blended = blend(0xFF00_0000 | under << 16 | under, alpha << 24 | over << 16 | over);
                for found in [(blended >> 16) & 0xFF, blended & 0xFF] {
                    assert!((found as f32 - exact).abs() <= 0.5, "{over}/{alpha} over {under}: {found}");
                }
                assert_eq!(blended >> 24, 0xFF);
            }
        }
    }

    #[test]
    fn a_glyph_takes_its_color_and_a_picture_keeps_its_own() {
        assert_eq!(tinted(0x8080_8080, 0xFF00_FF00), 0x8000_8000);
        assert_eq!(tinted(0xFF12_3456, u32::MAX), 0xFF12_3456);
        assert_eq!(tinted(0xFF80_4020, 0x8080_8080), 0x8040_2010);
    }
}
