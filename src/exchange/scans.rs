//! The archive of scans beside a store: each file under the SHA-256 of its content, recognised by content, written
//! safely, verified when opened.

use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use image::{ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};

use crate::domain::qualification::{MAX_SCAN_BYTES, Media, ScanFault};

/// The most pixels of a side of a picture.
const MAX_SIDE: u32 = 20_000;
/// The most memory that a picture may take once it is unpacked: 512 MiB.
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;

/// The folder of the scans of one store.
#[derive(Clone, Debug)]
pub struct Archive {
    folder: PathBuf,
}

/// A scan that was taken into the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
    /// What it is.
    pub media: Media,
    /// The name of the file it came from.
    pub name: String,
    /// Its size.
    pub bytes: u64,
}

/// A scan that was looked at and not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What it is.
    pub media: Media,
    /// The name of the file.
    pub name: String,
    /// Its size.
    pub bytes: u64,
}

/// Looks whether a file would be taken into an archive, and takes nothing.
///
/// # Errors
/// It cannot be read, is no scan, is broken or too large.
pub fn look(path: &Path) -> Result<Seen, ScanFault> {
    let bytes = read_limited(path)?;
    Ok(Seen { media: recognise(&bytes)?, name: name_of(path), bytes: bytes.len() as u64 })
}

impl Archive {
    /// The archive beside the store at `store`: `desk.sqlite` has `desk.files`.
    pub fn beside(store: &Path) -> Self {
        Self { folder: store.with_extension("files") }
    }

    /// Where the scans are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes a file into the archive. Taking it twice keeps it once.
    ///
    /// # Errors
    /// It cannot be read, is no scan, is broken or too large.
    pub fn keep(&self, path: &Path) -> Result<Kept, ScanFault> {
        let bytes = read_limited(path)?;
        let media = recognise(&bytes)?;
        let sha256 = hash(&bytes);
        let place = self.place(&sha256);
        if fs::read(&place).ok().is_none_or(|there| hash(&there) != sha256) {
            write_safely(&place, &bytes).map_err(|error| ScanFault::Io { detail: error.to_string() })?;
        }
        Ok(Kept { sha256, media, name: name_of(path), bytes: bytes.len() as u64 })
    }

    /// The content of a scan.
    ///
    /// # Errors
    /// It is gone, or not what was kept any more.
    pub fn open(&self, sha256: &str) -> Result<Vec<u8>, ScanFault> {
        let bytes = fs::read(self.place(sha256)).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ScanFault::Vanished,
            _ => ScanFault::Io { detail: error.to_string() },
        })?;
        if hash(&bytes) == sha256 { Ok(bytes) } else { Err(ScanFault::Altered) }
    }

    /// Takes a scan from another archive, unless it is here and whole. One that was changed on the disk is taken
    /// where there is none, since there may be no better one. Answers what is wrong with it then.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn take(&self, from: &Self, sha256: &str) -> std::io::Result<Option<ScanFault>> {
        if self.open(sha256).is_ok() {
            return Ok(None);
        }
        let fault = from.open(sha256).err();
        let (old, new) = (from.place(sha256), self.place(sha256));
        if fault.is_none() || (fault == Some(ScanFault::Altered) && !new.exists()) {
            write_safely(&new, &fs::read(old)?)?;
        }
        Ok(fault)
    }

    /// Where a scan is kept: in a folder of its first two digits, so that no folder grows too large.
    pub fn place(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256.get(..2).unwrap_or_default()).join(sha256)
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read_limited(path: &Path) -> Result<Vec<u8>, ScanFault> {
    let unreadable = |error: std::io::Error| ScanFault::Io { detail: error.to_string() };
    let mut bytes = Vec::new();
    // One byte more than is allowed tells a file that is too large, also one that grows while it is read.
    File::open(path)
        .map_err(unreadable)?
        .take(MAX_SCAN_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_SCAN_BYTES { Err(ScanFault::TooLarge) } else { Ok(bytes) }
}

/// What the content is, and that it is whole.
fn recognise(bytes: &[u8]) -> Result<Media, ScanFault> {
    let (media, format) = match bytes {
        [0xFF, 0xD8, 0xFF, ..] => (Media::Jpeg, ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => (Media::Png, ImageFormat::Png),
        [b'%', b'P', b'D', b'F', b'-', ..] => return whole_pdf(bytes),
        _ => return Err(ScanFault::NotAScan),
    };
    decode(bytes, format).map(|_| media)
}

/// Unpacks a picture within limits.
fn decode(bytes: &[u8], format: ImageFormat) -> Result<image::DynamicImage, ScanFault> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_UNPACKED);
    reader.limits(limits);
    reader.decode().map_err(|error| match error {
        image::ImageError::Limits(_) => ScanFault::TooManyPixels,
        _ => ScanFault::Broken,
    })
}

/// A picture unpacked: rows of red, green, blue and opacity.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Pixels of a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
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

/// A PDF is whole when its end mark stands near its end.
fn whole_pdf(bytes: &[u8]) -> Result<Media, ScanFault> {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    if tail.windows(5).any(|part| part == b"%%EOF") { Ok(Media::Pdf) } else { Err(ScanFault::Broken) }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes beside the place and moves it there, so that a file in the archive is always whole.
fn write_safely(place: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(place).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(side: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        image::RgbImage::new(side, side).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        bytes
    }

    fn archive() -> (Archive, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        (Archive::beside(&folder.path().join("desk.sqlite")), folder)
    }

    fn keep(bytes: &[u8], name: &str) -> Result<Kept, ScanFault> {
        let (archive, folder) = archive();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        archive.keep(&path)
    }

    #[test]
    fn a_scan_is_recognised_by_its_content_and_not_by_its_name() {
        assert_eq!(keep(&png(4), "scan.pdf").unwrap().media, Media::Png);
        assert_eq!(keep(b"%PDF-1.4\n%%EOF\n", "scan.png").unwrap().media, Media::Pdf);
        assert_eq!(keep(b"MZ\x90\0", "scan.png"), Err(ScanFault::NotAScan));
        assert_eq!(keep(b"", "scan.png"), Err(ScanFault::NotAScan));
    }

    #[test]
    fn a_broken_scan_is_refused() {
        let whole = png(64);
        assert_eq!(keep(&whole[..whole.len() / 2], "a.png"), Err(ScanFault::Broken));
        assert_eq!(keep(b"\xFF\xD8\xFF\xE0nothing", "a.jpg"), Err(ScanFault::Broken));
        assert_eq!(keep(b"%PDF-1.4 cut off", "a.pdf"), Err(ScanFault::Broken));
    }

    #[test]
    fn twenty_mebibytes_are_taken_and_one_byte_more_is_not() {
        let mut bytes = b"%PDF-1.4".to_vec();
        bytes.resize(MAX_SCAN_BYTES as usize - 5, b' ');
        bytes.extend(b"%%EOF");
        assert!(keep(&bytes, "a.pdf").is_ok());
        bytes.insert(8, b' ');
        assert_eq!(keep(&bytes, "a.pdf"), Err(ScanFault::TooLarge));
    }

    #[test]
    fn a_picture_larger_than_can_be_drawn_is_made_smaller() {
        let bytes = png(64);
        let side = |max_side| picture(&bytes, Media::Png, max_side).unwrap().width;
        assert_eq!((side(64), side(32)), (64, 32));
    }

    #[test]
    fn what_is_gone_or_changed_on_the_disk_is_not_opened() {
        let (archive, folder) = archive();
        let path = folder.path().join("a.png");
        fs::write(&path, png(4)).unwrap();
        let kept = archive.keep(&path).unwrap();
        assert_eq!(archive.open(&kept.sha256), Ok(png(4)));
        fs::write(archive.place(&kept.sha256), png(5)).unwrap();
        assert_eq!(archive.open(&kept.sha256), Err(ScanFault::Altered));
        assert_eq!(archive.keep(&path).unwrap(), kept, "keeping it again mends it");
        fs::remove_file(archive.place(&kept.sha256)).unwrap();
        assert_eq!(archive.open(&kept.sha256), Err(ScanFault::Vanished));
    }
}
