//! Pictures on a page.

use std::sync::Arc;

use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};

use super::{Document, Mark};

/// A picture of opaque pixels.
#[derive(Clone, Debug)]
pub struct Picture {
    image: Image,
    /// How high it is, where it is 1 wide.
    ratio: f32,
}

impl Picture {
    /// Of pixels as red, green and blue, row after row; nothing where they are not `width` by `height`.
    pub fn of(rgb: Vec<u8>, width: u32, height: u32) -> Option<Self> {
        let expected = u64::from(width) * u64::from(height) * 3;
        if expected == 0 || rgb.len() as u64 != expected {
            return None;
        }
        let pixels = Pixels { rgb: rgb.into(), size: (width, height) };
        Some(Self { image: Image::from_custom(pixels, true).ok()?, ratio: height as f32 / width as f32 })
    }

    /// How high it is where it is so wide, in points.
    pub fn height(&self, width: f32) -> f32 {
        width * self.ratio
    }

    pub(super) fn image(&self) -> Image {
        self.image.clone()
    }
}

impl Document {
    /// Sets a picture at a place of this page, this wide, in a thin frame.
    pub fn picture(&mut self, picture: &Picture, [x, y]: [f32; 2], width: f32) {
        let around = [width + 2.0 * FRAME, picture.height(width) + 2.0 * FRAME];
        self.fill([x - FRAME, y - FRAME], around, FRAME_LIGHTNESS);
        self.mark(Mark::Picture { picture: picture.clone(), x, y, width });
    }
}

const FRAME: f32 = 0.5;
const FRAME_LIGHTNESS: u8 = 190;

#[derive(Clone, Hash)]
struct Pixels {
    rgb: Arc<[u8]>,
    size: (u32, u32),
}

impl CustomImage for Pixels {
    fn color_channel(&self) -> &[u8] {
        &self.rgb
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        None
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        ImageColorspace::Rgb
    }
}
