//! Pages of PDF scans as pictures. A PDF is drawn by a process of its own: whatever a broken or hostile one does
//! there, the desk only learns that it cannot be drawn, and one that takes too long or too much memory is stopped.

mod apart;
mod draw;

use crate::domain::qualification::PageFault;
use crate::exchange::scans::Picture;

pub use self::apart::{
    DRAW_PAGE, LOOK_THROUGH, PROGRAM, READ_CODES, draw_apart, look_through_apart, read_codes_apart,
};
pub(super) use self::draw::open;
pub use self::draw::{draw, look_through};

/// A page that was drawn.
#[derive(Clone, Debug)]
pub struct Page {
    /// How many pages the document has.
    pub pages: u32,
    /// The page.
    pub picture: Picture,
}

/// What the process that draws writes before the picture: one byte that says how it went, then the document's pages
/// and the picture's width and height, each of four bytes, the low ones first.
const HEAD: usize = 13;
const DRAWN: u8 = 0;
const LOCKED: u8 = 1;
const BROKEN: u8 = 2;

/// What the process that draws has to say of a page.
pub fn written(page: Result<Page, PageFault>) -> Vec<u8> {
    match page {
        Ok(Page { pages, picture }) => {
            let mut bytes = written_count(Ok(pages));
            bytes.extend(picture.width.to_le_bytes());
            bytes.extend(picture.height.to_le_bytes());
            bytes.extend(picture.rgba);
            bytes
        }
        Err(fault) => written_count(Err(fault)),
    }
}

/// What the process that draws has to say of a whole document: how many pages it has.
pub fn written_count(pages: Result<u32, PageFault>) -> Vec<u8> {
    match pages {
        Ok(pages) => [&[DRAWN][..], &pages.to_le_bytes()].concat(),
        Err(PageFault::Locked) => vec![LOCKED],
        Err(_) => vec![BROKEN],
    }
}

/// What the process that draws has to say of the codes on pages or in a picture: their texts, a line each.
pub fn written_codes(codes: Result<Vec<String>, PageFault>) -> Vec<u8> {
    match codes {
        Ok(codes) => [&[DRAWN][..], codes.join("\n").as_bytes()].concat(),
        Err(fault) => written_count(Err(fault)),
    }
}

/// The codes that the process that draws has said.
fn read_codes(bytes: &[u8]) -> Result<Vec<String>, PageFault> {
    is_drawn(bytes)?;
    let text = std::str::from_utf8(&bytes[1..]).map_err(|_| PageFault::Undrawable)?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// How many pages the process that draws has said a document to have. Whatever is not of that shape is a document that
/// cannot be drawn.
fn read_count(bytes: &[u8]) -> Result<u32, PageFault> {
    is_drawn(bytes)?;
    number(bytes, 1).filter(|pages| *pages > 0).ok_or(PageFault::Undrawable)
}

fn is_drawn(bytes: &[u8]) -> Result<(), PageFault> {
    match bytes.first() {
        Some(&DRAWN) => Ok(()),
        Some(&LOCKED) => Err(PageFault::Locked),
        _ => Err(PageFault::Undrawable),
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The page that the process that draws has said. Whatever is not of its shape is a page that cannot be drawn.
fn read(bytes: &[u8]) -> Result<Page, PageFault> {
    let pages = read_count(bytes)?;
    let side = |at| number(bytes, at).ok_or(PageFault::Undrawable);
    let (width, height) = (side(5)?, side(9)?);
    let rgba = bytes.get(HEAD..).unwrap_or_default().to_vec();
    let expected = u64::from(width) * u64::from(height) * 4;
    if width == 0 || height == 0 || rgba.len() as u64 != expected {
        return Err(PageFault::Undrawable);
    }
    Ok(Page { pages, picture: Picture { width, height, rgba } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        Page { pages: 3, picture: Picture { width: 2, height: 1, rgba: vec![1, 2, 3, 255, 4, 5, 6, 255] } }
    }

    #[test]
    fn a_page_is_read_as_it_was_written() {
        let read = read(&written(Ok(page()))).unwrap();
        assert_eq!((read.pages, read.picture.width, read.picture.height), (3, 2, 1));
        assert_eq!(read.picture.rgba, page().picture.rgba);
        assert_eq!(super::read(&written(Err(PageFault::Locked))).err(), Some(PageFault::Locked));
    }

    #[test]
    fn codes_are_read_as_they_were_written() {
        let two = || vec!["01,32,甲".to_owned(), "b".to_owned()];
        assert_eq!(read_codes(&written_codes(Ok(two()))), Ok(two()));
        assert_eq!(read_codes(&written_codes(Ok(Vec::new()))), Ok(Vec::new()), "there may be none");
        assert_eq!(read_codes(&written_codes(Err(PageFault::Locked))), Err(PageFault::Locked));
        for bytes in [&b"running 0 tests"[..], b"", b"\0\xFF"] {
            assert_eq!(read_codes(bytes), Err(PageFault::Undrawable));
        }
    }

    #[test]
    fn what_is_cut_off_or_no_page_at_all_cannot_be_drawn() {
        let whole = written(Ok(page()));
        assert_eq!(read_count(&whole), Ok(3));
        assert_eq!(read_count(&written_count(Ok(0))), Err(PageFault::Undrawable), "there is nothing to see");
        for bytes in [&whole[..whole.len() - 1], &whole[..7], b"running 0 tests", b""] {
            assert_eq!(read(bytes).err(), Some(PageFault::Undrawable));
        }
    }
}
