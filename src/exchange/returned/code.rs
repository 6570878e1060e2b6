//! QR codes on pages of PDFs and in pictures.

use std::io::Cursor;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use image::imageops::{FilterType, resize};
use image::{GrayImage, ImageFormat, ImageReader};
use rqrr::PreparedImage;

use super::starts_with_pdf;
use crate::domain::invoice_code::InvoiceCode;
use crate::domain::qualification::PageFault;
use crate::domain::returned::ReturnedFault;
use crate::exchange::{pages, scans};

/// Dots an inch: at half of it codes cannot be read any more. A page has 72 points an inch.
const SCALE: f32 = 300.0 / 72.0;
/// The longest side of a page in pixels, a little more than that of A4.
const MAX_SIDE: f32 = 4200.0;
/// An invoice with a long list has several pages, and a clerk may print several invoices into one document.
const MAX_PAGES: usize = 20;
/// The most pixels of a picture: three times what most telephones take.
const MAX_PIXELS: u64 = 50_000_000;
/// The longer side above which a picture is made smaller before it is looked at, in pixels.
const PICTURE_SIDE: u32 = 4000;
/// Below it a picture is enlarged, since each dot of its code may be a pixel or two.
const SMALL_SIDE: u32 = 500;

/// JPEG or PNG, by content.
pub(super) fn picture_format(bytes: &[u8]) -> Option<ImageFormat> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => Some(ImageFormat::Png),
        _ => None,
    }
}

/// Looks at what a picture says of its size, before anything of it is unpacked.
pub(super) fn check_size(bytes: &[u8], format: ImageFormat) -> Result<(), ReturnedFault> {
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = reader.into_dimensions().map_err(|_| ReturnedFault::Damaged)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ReturnedFault::TooManyPixels);
    }
    Ok(())
}

/// The texts of the QR codes of invoices, each once, on the pages of a PDF or in a picture. A PDF may make this take
/// any time and any memory: it is for a process of its own.
///
/// # Errors
/// The PDF needs a password, or it or the picture is damaged.
pub fn codes_in(bytes: Vec<u8>) -> Result<Vec<String>, PageFault> {
    let mut codes = match picture_format(&bytes) {
        Some(format) if !starts_with_pdf(&bytes) => in_picture(&bytes, format)?,
        _ => in_pdf(bytes)?,
    };
    let mut known = Vec::new();
    codes.retain(|code| {
        let is_new = !known.contains(code);
        known.push(code.clone());
        is_new
    });
    Ok(codes)
}

fn in_picture(bytes: &[u8], format: ImageFormat) -> Result<Vec<String>, PageFault> {
    check_size(bytes, format).map_err(|_| PageFault::Undrawable)?;
    let picture = scans::decode(bytes, format).map_err(|_| PageFault::Undrawable)?;
    let long = picture.width().max(picture.height());
    let picture = if long > PICTURE_SIDE { picture.thumbnail(PICTURE_SIDE, PICTURE_SIDE) } else { picture };
    let grey = picture.into_luma8();
    let found = in_grey(&grey);
    // The noise of a photograph is gone in a smaller one.
    let (width, height) = grey.dimensions();
    let is_small = width.max(height) < SMALL_SIDE;
    let (width, height) = if is_small { (width * 3, height * 3) } else { (width / 2, height / 2) };
    if !found.is_empty() || width == 0 || height == 0 {
        return Ok(found);
    }
    Ok(in_grey(&resize(&grey, width, height, FilterType::Triangle)))
}

fn in_grey(grey: &GrayImage) -> Vec<String> {
    let (width, pixels) = (grey.width() as usize, grey.as_raw());
    read(width, grey.height() as usize, |x, y| pixels[y * width + x])
}

fn in_pdf(pdf: Vec<u8>) -> Result<Vec<String>, PageFault> {
    let pdf = pages::open(pdf)?;
    let mut codes = Vec::new();
    for page in pdf.pages().iter().take(MAX_PAGES) {
        let (width, height) = page.render_dimensions();
        if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) {
            return Err(PageFault::Undrawable);
        }
        // Codes stand at the left: in the upper half of a page that is wider than high, in any half of one on which
        // there may be two invoices.
        let is_wide = width > height;
        let found = drawn(page, 0.5, if is_wide { 0.5 } else { 1.0 });
        let is_lacking = found.is_empty() && codes.is_empty();
        codes.extend(if is_lacking { drawn(page, 1.0, 1.0) } else { found });
    }
    if pdf.pages().is_empty() { Err(PageFault::Undrawable) } else { Ok(codes) }
}

/// The codes in the upper left part of a page, so much of its width and height. What is outside is not drawn at all.
fn drawn(page: &Page<'_>, of_width: f32, of_height: f32) -> Vec<String> {
    let (width, height) = page.render_dimensions();
    let scale = SCALE.min(MAX_SIDE / width.max(height));
    let pixels = |side: f32| (side * scale).clamp(1.0, MAX_SIDE) as u16;
    let mut context = RenderContext::new(pixels(width * of_width), pixels(height * of_height));
    let to_pixels = Affine::scale(scale.into()) * page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings::default();
    render_into(page, &RenderCache::new(), &settings, &RenderSettings::default(), &mut context, to_pixels);
    context.flush();
    let mut pixmap = Pixmap::new(context.width(), context.height());
    let on_white = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), on_white);
    let width = usize::from(pixmap.width());
    let rows = pixmap.data_as_u8_slice();
    read(width, usize::from(pixmap.height()), |x, y| {
        let at = 4 * (y * width + x);
        luma(rows[at], rows[at + 1], rows[at + 2])
    })
}

/// How bright a colour looks (ITU-R BT.601).
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    ((u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114) / 1000) as u8
}

/// The texts of the codes of invoices among pixels, of which `grey` says how bright one is.
fn read(width: usize, height: usize, grey: impl Fn(usize, usize) -> u8) -> Vec<String> {
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, grey);
    let codes = prepared.detect_grids();
    let texts = codes.iter().filter_map(|code| code.decode().ok()).map(|(_, text)| text);
    texts.filter(|text| InvoiceCode::parse(text).is_some()).collect()
}
