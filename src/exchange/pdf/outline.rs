//! The bookmarks of a document, and links from one page to another.

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Rect};
use krilla::outline::{Outline, OutlineNode};

use super::Document;

/// A heading that readers list beside the pages.
pub(super) struct Bookmark {
    title: String,
    is_part: bool,
    page: usize,
    y: f32,
}

impl Document {
    /// Has readers list this place among the bookmarks; `is_part`: below the last one that is no part.
    pub fn bookmark(&mut self, title: &str, is_part: bool) {
        let page = self.pages.len().saturating_sub(1);
        self.bookmarks.push(Bookmark { title: title.to_owned(), is_part, page, y: self.y });
    }
}

pub(super) fn of(bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    let node = |bookmark: &Bookmark| {
        OutlineNode::new(bookmark.title.clone(), destination(bookmark.page, bookmark.y))
    };
    for chapter in bookmarks.chunk_by(|_, next| next.is_part) {
        let [first, parts @ ..] = chapter else { continue };
        let mut chapter = node(first).with_open(false);
        for part in parts {
            chapter.push_child(node(part));
        }
        outline.push_child(chapter);
    }
    outline
}

/// What leads to the top of a page when it is pressed.
pub(super) fn link(rect: Rect, page: usize) -> Annotation {
    let target = Target::Destination(destination(page, 0.0).into());
    Annotation::new_link(LinkAnnotation::new(rect, target), None)
}

fn destination(page: usize, y: f32) -> XyzDestination {
    XyzDestination::new(page, Point::from_xy(0.0, y))
}
