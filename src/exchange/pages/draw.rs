//! Drawing pages of a PDF, in this process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro::hayro_syntax::page::Page as PdfPage;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use super::Page;
use crate::domain::qualification::PageFault;
use crate::exchange::scans::Picture;

/// The longer side of a page, in pixels: 200 dots an inch on A4, at which small print can be read.
pub(super) const LONG_SIDE: f32 = 2340.0;
/// The most that a page is enlarged by, so that a page of a stamp's size is no poster.
const MOST: f32 = 8.0;

/// So many pages of a document are tried, if that does not take longer than [`LOOKING`].
const TRIED: usize = 20;
/// After so long no further page is tried. Who looks at the document later is kept from harm by the process that draws.
const LOOKING: Duration = Duration::from_secs(5);

/// Draws a page, counted from 0, with no side longer than `max_side` pixels. A PDF may make this take any time and
/// any memory: it is for a process of its own.
///
/// # Errors
/// The document needs a password, is damaged, or has no such page.
pub fn draw(pdf: Vec<u8>, page: u32, max_side: u32) -> Result<Page, PageFault> {
    let pdf = open(pdf)?;
    let pages = pdf.pages();
    let page = usize::try_from(page).ok().and_then(|page| pages.get(page)).ok_or(PageFault::Undrawable)?;
    let picture = drawn(page, max_side, &InterpreterSettings::default())?;
    Ok(Page { pages: u32::try_from(pages.len()).unwrap_or(u32::MAX), picture })
}

/// Tries to draw the first pages of a document, as large as they are ever shown; answers how many there are. Like
/// [`draw`], it is for a process of its own.
///
/// # Errors
/// The document needs a password, is damaged or without pages, or a picture on one of them cannot be unpacked.
pub fn look_through(pdf: Vec<u8>) -> Result<u32, PageFault> {
    let began = Instant::now();
    let pdf = open(pdf)?;
    let pages = pdf.pages();
    let is_lacking = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&is_lacking);
    let settings = InterpreterSettings {
        // A scan is a picture: a page without it is empty.
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::ImageDecodeFailure) {
                told.store(true, Ordering::Relaxed);
            }
        }),
        ..Default::default()
    };
    for page in pages.iter().take(TRIED) {
        drawn(page, LONG_SIDE as u32, &settings)?;
        if is_lacking.load(Ordering::Relaxed) {
            return Err(PageFault::Undrawable);
        }
        if began.elapsed() > LOOKING {
            break;
        }
    }
    match u32::try_from(pages.len()).unwrap_or(u32::MAX) {
        0 => Err(PageFault::Undrawable),
        pages => Ok(pages),
    }
}

/// Opens a document.
///
/// # Errors
/// It needs a password, or is damaged.
pub(in crate::exchange) fn open(pdf: Vec<u8>) -> Result<Pdf, PageFault> {
    Pdf::new(pdf).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PageFault::Locked,
        LoadPdfError::Invalid => PageFault::Undrawable,
    })
}

fn drawn(page: &PdfPage<'_>, max_side: u32, settings: &InterpreterSettings) -> Result<Picture, PageFault> {
    let (width, height) = page.render_dimensions();
    let scale = scale(width, height, max_side).ok_or(PageFault::Undrawable)?;
    let to_pixels = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn = render(page, &RenderCache::new(), settings, &RenderSettings::default(), &to_pixels);
    Ok(Picture {
        width: drawn.width().into(),
        height: drawn.height().into(),
        rgba: drawn.data_as_u8_slice().to_vec(),
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
