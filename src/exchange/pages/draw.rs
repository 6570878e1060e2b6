//! Drawing a page of a PDF, in this process.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use super::Page;
use crate::domain::qualification::PageFault;
use crate::exchange::scans::Picture;

/// The longer side of a page, in pixels: 200 dots an inch on A4, at which small print can be read.
const LONG_SIDE: f32 = 2340.0;
/// The most that a page is enlarged by, so that a page of a stamp's size is no poster.
const MOST: f32 = 8.0;

/// Draws a page, counted from 0, with no side longer than `max_side` pixels. A PDF may make this take any time and
/// any memory: it is for a process of its own.
///
/// # Errors
/// The document needs a password, is damaged, or has no such page.
pub fn draw(pdf: Vec<u8>, page: u32, max_side: u32) -> Result<Page, PageFault> {
    let pdf = Pdf::new(pdf).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PageFault::Locked,
        LoadPdfError::Invalid => PageFault::Undrawable,
    })?;
    let pages = pdf.pages();
    let page = usize::try_from(page).ok().and_then(|page| pages.get(page)).ok_or(PageFault::Undrawable)?;
    let (width, height) = page.render_dimensions();
    let scale = scale(width, height, max_side).ok_or(PageFault::Undrawable)?;
    let drawn = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    Ok(Page {
        pages: u32::try_from(pages.len()).unwrap_or(u32::MAX),
        picture: Picture {
            width: drawn.width().into(),
            height: drawn.height().into(),
            rgba: drawn.data_as_u8_slice().to_vec(),
        },
    })
}

/// How many pixels a point of the page takes; none where the page has no size that could be drawn.
fn scale(width: f32, height: f32, max_side: u32) -> Option<f32> {
    if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) {
        return None;
    }
    let (short, long) = (width.min(height), width.max(height));
    // Half a pixel less, so that rounding never makes a side longer than it may be.
    let scale = ((LONG_SIDE.min(max_side as f32) - 0.5) / long).min(MOST);
    (short * scale >= 1.0).then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_fits_the_side_that_it_may_have_and_a_small_one_is_no_poster() {
        assert_eq!(scale(595.0, 842.0, 1000).map(|scale| (842.0 * scale) as u32), Some(999));
        assert_eq!(scale(10.0, 10.0, 4000), Some(MOST));
        assert_eq!(scale(1.0, 1e9, 4000), None, "nothing of it would be left");
        assert_eq!(scale(0.0, 10.0, 4000), None);
        assert_eq!(scale(f32::NAN, 10.0, 4000), None);
    }
}
