//! What a scan is, by its content, and whether it is whole: pictures are unpacked, and pages of documents drawn.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use image::{DynamicImage, ImageError, ImageFormat, ImageReader, Limits};

use super::Picture;
use crate::domain::qualification::{Media, PageFault, ScanFault};
use crate::exchange::pages;

/// The most pixels of a side of a picture.
const MAX_SIDE: u32 = 20_000;
/// The most memory that a picture may take once it is unpacked: 512 MiB.
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;
/// So many contents are remembered before they are forgotten together.
const MOST_KNOWN: usize = 1_000;

/// What was found of contents that were looked at, by their SHA-256: whoever takes one does not wait again.
static KNOWN: LazyLock<Mutex<HashMap<String, Result<Media, ScanFault>>>> = LazyLock::new(Mutex::default);

fn known() -> MutexGuard<'static, HashMap<String, Result<Media, ScanFault>>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the content is, looked at anew unless it was found whole before.
pub(super) fn look(bytes: &[u8], sha256: &str) -> Result<Media, ScanFault> {
    let before = known().get(sha256).cloned();
    match before {
        Some(Ok(media)) => Ok(media),
        _ => examine(bytes, sha256),
    }
}

/// What the content is, as it was found when it was looked at last.
pub(super) fn recognise(bytes: &[u8], sha256: &str) -> Result<Media, ScanFault> {
    let before = known().get(sha256).cloned();
    before.unwrap_or_else(|| examine(bytes, sha256))
}

fn examine(bytes: &[u8], sha256: &str) -> Result<Media, ScanFault> {
    let found = match bytes {
        [0xFF, 0xD8, 0xFF, ..] => whole_jpeg(bytes).map(|()| Media::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => decode(bytes, ImageFormat::Png).map(|_| Media::Png),
        [b'%', b'P', b'D', b'F', b'-', ..] => whole_pdf(bytes).map(|()| Media::Pdf),
        _ => Err(ScanFault::NotAScan),
    };
    let mut known = known();
    if known.len() >= MOST_KNOWN {
        known.clear();
    }
    if found == Err(ScanFault::NoProcess) {
        // That says nothing about the scan.
        known.remove(sha256);
    } else {
        known.insert(sha256.to_owned(), found.clone());
    }
    found
}

/// Unpacks a picture within limits.
pub fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, ScanFault> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_UNPACKED);
    reader.limits(limits);
    reader.decode().map_err(|error| match error {
        ImageError::Limits(_) => ScanFault::TooManyPixels,
        _ => ScanFault::Broken,
    })
}

/// Unpacks a JPEG or PNG picture; one with a side longer than `max_side` pixels is made smaller.
///
/// # Errors
/// It is broken, too large, or no picture.
pub fn picture(bytes: &[u8], media: Media, max_side: u32) -> Result<Picture, ScanFault> {
    let format = match media {
        Media::Jpeg => ImageFormat::Jpeg,
        Media::Png => ImageFormat::Png,
        Media::Pdf => return Err(ScanFault::NotAScan),
    };
    let picture = decode(bytes, format)?;
    let fits = picture.width().max(picture.height()) <= max_side;
    let rgba = if fits { picture } else { picture.thumbnail(max_side, max_side) }.into_rgba8();
    Ok(Picture { width: rgba.width(), height: rgba.height(), rgba: rgba.into_raw() })
}

/// A JPEG is whole when it can be unpacked and has its end mark: one that is cut off is unpacked too, with grey for
/// what is missing.
fn whole_jpeg(bytes: &[u8]) -> Result<(), ScanFault> {
    decode(bytes, ImageFormat::Jpeg)?;
    if has_end_mark(bytes) { Ok(()) } else { Err(ScanFault::Broken) }
}

/// Whether a JPEG goes on to its end mark. Pictures within it, such as a preview, are parts with a length, which are
/// passed over whole; in the pixels themselves a mark never stands.
fn has_end_mark(jpeg: &[u8]) -> bool {
    let mut rest = jpeg.get(2..).unwrap_or_default();
    while let Some(at) = rest.iter().position(|&byte| byte == 0xFF) {
        rest = &rest[at..];
        match rest {
            [_, 0xD9, ..] => return true,
            // A byte of the pixels, a mark for restarting among them, or one that has nothing behind it.
            [_, 0x00 | 0x01 | 0xD0..=0xD8, ..] => rest = &rest[2..],
            [_, 0xFF, ..] => rest = &rest[1..],
            [_, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(2 + length..).unwrap_or_default();
            }
            _ => return false,
        }
    }
    false
}

/// A PDF is whole when its end mark stands near its end and its pages can be drawn.
fn whole_pdf(bytes: &[u8]) -> Result<(), ScanFault> {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    if !tail.windows(5).any(|part| part == b"%%EOF") {
        return Err(ScanFault::Broken);
    }
    match pages::look_through_apart(bytes.to_vec()) {
        Ok(_) => Ok(()),
        Err(PageFault::Locked) => Err(ScanFault::Locked),
        Err(PageFault::Undrawable | PageFault::TooLong) => Err(ScanFault::Undrawable),
        Err(PageFault::NoProcess) => Err(ScanFault::NoProcess),
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    /// A picture that does not compress to nothing.
    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture =
            RgbImage::from_fn(96, 96, |x, y| Rgb([(x * 7 % 251) as u8, (y * 13 % 241) as u8, (x * y) as u8]));
        picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    fn found(bytes: &[u8]) -> Result<Media, ScanFault> {
        examine(bytes, "of no interest")
    }

    #[test]
    fn a_picture_that_is_cut_off_anywhere_is_broken() {
        for (format, media) in [(ImageFormat::Jpeg, Media::Jpeg), (ImageFormat::Png, Media::Png)] {
            let whole = encoded(format);
            assert_eq!(found(&whole), Ok(media));
            for eighth in 1..8 {
                let cut = &whole[..whole.len() * eighth / 8];
                assert_eq!(found(cut), Err(ScanFault::Broken), "{format:?} {eighth}/8");
            }
        }
        let whole = encoded(ImageFormat::Jpeg);
        assert_eq!(found(&whole[..whole.len() - 2]), Err(ScanFault::Broken), "only its end mark is missing");
        assert_eq!(found(&[&whole[..], b"more"].concat()), Ok(Media::Jpeg), "what follows is no part of it");
    }

    #[test]
    fn a_preview_within_a_jpeg_is_not_taken_for_its_end() {
        let whole = encoded(ImageFormat::Jpeg);
        let length = u16::try_from(whole.len() + 2).unwrap().to_be_bytes();
        let with_preview = [&whole[..2], &[0xFF, 0xE1], &length, &whole, &whole[2..]].concat();
        assert_eq!(found(&with_preview), Ok(Media::Jpeg));
        let cut = &with_preview[..with_preview.len() - whole.len() / 2];
        assert_eq!(found(cut), Err(ScanFault::Broken));
    }

    #[test]
    fn a_picture_of_more_pixels_than_can_be_shown_is_refused_before_it_is_unpacked() {
        let mut png = encoded(ImageFormat::Png);
        // The width, and the check sum of the part that it stands in.
        for (width, check) in [(MAX_SIDE + 1, [0xA0, 0x76, 0xF8, 0x0A]), (u32::MAX >> 1, [0; 4])] {
            png[16..20].copy_from_slice(&width.to_be_bytes());
            png[29..33].copy_from_slice(&check);
            assert!(found(&png).is_err(), "{width}");
        }
        let mut jpeg = encoded(ImageFormat::Jpeg);
        let frame = jpeg.windows(2).position(|mark| mark == [0xFF, 0xC0]).unwrap();
        jpeg[frame + 5..frame + 9].fill(0xFF);
        assert_eq!(found(&jpeg), Err(ScanFault::TooManyPixels));
    }

    #[test]
    fn what_was_found_broken_is_looked_at_again_when_it_is_asked_for_and_not_when_it_is_taken() {
        let (bytes, sha256) = (encoded(ImageFormat::Png), "the sum of nothing else");
        assert_eq!(recognise(b"nothing", sha256), Err(ScanFault::NotAScan));
        assert_eq!(recognise(&bytes, sha256), Err(ScanFault::NotAScan), "as it was found");
        assert_eq!(look(&bytes, sha256), Ok(Media::Png));
        assert_eq!(recognise(b"nothing", sha256), Ok(Media::Png));
    }
}
