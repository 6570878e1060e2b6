//! Pages of PDF scans as pictures. A PDF is drawn by a process of its own: whatever a broken or hostile one does
//! there, the desk only learns that it cannot be drawn, and one that takes too long is stopped.

mod apart;
mod draw;

use crate::domain::qualification::PageFault;
use crate::exchange::scans::Picture;

pub use self::apart::{DRAW_PAGE, PROGRAM, draw_apart};
pub use self::draw::draw;

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

/// What the process that draws has to say.
pub fn written(page: Result<Page, PageFault>) -> Vec<u8> {
    match page {
        Ok(Page { pages, picture }) => {
            let mut bytes = vec![DRAWN];
            for number in [pages, picture.width, picture.height] {
                bytes.extend(number.to_le_bytes());
            }
            bytes.extend(picture.rgba);
            bytes
        }
        Err(PageFault::Locked) => vec![LOCKED],
        Err(_) => vec![BROKEN],
    }
}

/// What the process that draws has said. Whatever is not of its shape is a page that cannot be drawn.
fn read(bytes: &[u8]) -> Result<Page, PageFault> {
    match bytes.first() {
        Some(&DRAWN) => {}
        Some(&LOCKED) => return Err(PageFault::Locked),
        _ => return Err(PageFault::Undrawable),
    }
    let number = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map(u32::from_le_bytes).ok_or(PageFault::Undrawable)
    };
    let (pages, width, height) = (number(1)?, number(5)?, number(9)?);
    let rgba = bytes.get(HEAD..).unwrap_or_default().to_vec();
    let expected = u64::from(width) * u64::from(height) * 4;
    if pages == 0 || width == 0 || height == 0 || rgba.len() as u64 != expected {
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
    fn what_is_cut_off_or_no_page_at_all_cannot_be_drawn() {
        let whole = written(Ok(page()));
        for bytes in [&whole[..whole.len() - 1], &whole[..7], b"running 0 tests", b""] {
            assert_eq!(read(bytes).err(), Some(PageFault::Undrawable));
        }
    }
}
