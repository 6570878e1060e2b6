//! What is printed: A4 pages with text that can be searched and copied, set in the bundled fonts.
//!
//! The same content gives the same bytes: no time, name or number of the moment goes into a document. Lengths are
//! points, 72 to an inch; places are from the left and the top of a page.

mod code128;
mod lines;
mod outline;
mod picture;
mod rich;
mod shaping;
mod table;

use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Fill;

pub use self::picture::Picture;
pub use self::rich::Piece;
pub use self::shaping::Weight;
pub use self::table::{Column, Fit, Table, TableRow};

use self::outline::Bookmark;
use self::shaping::Fonts;
use crate::domain::files::ExportError;

/// How the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// A4, 210 mm wide.
    Portrait,
    /// A4, 297 mm wide.
    Landscape,
}

impl Paper {
    const fn size(self) -> (f32, f32) {
        match self {
            Self::Portrait => (595.28, 841.89),
            Self::Landscape => (841.89, 595.28),
        }
    }
}

/// Points of a length in millimetres.
pub const fn mm(length: f32) -> f32 {
    length * 72.0 / 25.4
}

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// How high a character of Han is, in points.
    pub size: f32,
    /// How heavy it is.
    pub weight: Weight,
    /// How light: 0 is black.
    pub lightness: u8,
}

impl Style {
    /// Black text of a size.
    pub const fn sized(size: f32) -> Self {
        Self { size, weight: Weight::Regular, lightness: 0 }
    }

    /// The same in bold.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same in grey.
    #[must_use]
    pub const fn quiet(self) -> Self {
        Self { lightness: 90, ..self }
    }

    /// From the top of one line to the top of the next.
    pub const fn line_height(self) -> f32 {
        self.size * 1.4
    }
}

/// Where the text of a line stands within its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At its left end.
    Left,
    /// At its right end.
    Right,
    /// In its middle.
    Centre,
}

/// The space around what is on a page.
const MARGIN: f32 = mm(15.0);
/// The space below the text, for the number of the page.
const FOOT: f32 = mm(8.0);
const FOOT_STYLE: Style = Style::sized(8.0).quiet();

/// A document that is being laid out, from its first page on.
pub struct Document {
    fonts: Fonts,
    title: String,
    /// What stands at the foot of each page instead of the title.
    foot_note: Option<String>,
    /// As in `zh-CN`.
    language: String,
    pages: Vec<Page>,
    bookmarks: Vec<Bookmark>,
    /// How far down the page is filled.
    y: f32,
}

struct Page {
    paper: Paper,
    /// Whether it has a number: sheets of labels have none.
    is_numbered: bool,
    marks: Vec<Mark>,
}

/// Something on a page.
enum Mark {
    Text {
        text: String,
        style: Style,
        x: f32,
        baseline: f32,
    },
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        lightness: u8,
    },
    Picture {
        picture: Picture,
        x: f32,
        y: f32,
        width: f32,
    },
    /// What is pressed to go to another page, counted from 0.
    Link {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        page: usize,
    },
}

impl Document {
    /// An empty document; `language` as in `zh-CN`.
    ///
    /// # Errors
    /// A character that no font has; see [`ExportError`].
    pub fn new(title: &str, language: String) -> Result<Self, ExportError> {
        Ok(Self {
            fonts: Fonts::new()?,
            title: title.to_owned(),
            foot_note: None,
            language,
            pages: Vec::new(),
            bookmarks: Vec::new(),
            y: 0.0,
        })
    }

    /// Has this stand at the foot of each page, instead of the title.
    pub fn foot_note(&mut self, text: String) {
        self.foot_note = Some(text);
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Begins a page with a number at its foot.
    pub fn page(&mut self, paper: Paper) {
        self.begin(paper, true);
    }

    /// Begins a page of which every place is given.
    pub fn bare_page(&mut self, paper: Paper) {
        self.begin(paper, false);
    }

    fn begin(&mut self, paper: Paper, is_numbered: bool) {
        self.pages.push(Page { paper, is_numbered, marks: Vec::new() });
        self.y = MARGIN;
    }

    fn paper(&self) -> Paper {
        self.pages.last().map_or(Paper::Portrait, |page| page.paper)
    }

    /// How wide text may be on this page.
    fn width(&self) -> f32 {
        self.paper().size().0 - 2.0 * MARGIN
    }

    fn bottom(&self) -> f32 {
        self.paper().size().1 - MARGIN - FOOT
    }

    /// Goes on on a new page where less than so much of this one is left.
    pub fn keep_together(&mut self, height: f32) {
        if self.y + height > self.bottom() {
            self.page(self.paper());
        }
    }

    /// How far down this page is filled, in points from its top.
    pub fn filled(&self) -> f32 {
        self.y
    }

    /// Leaves room.
    pub fn gap(&mut self, height: f32) {
        self.y += height;
    }

    /// Sets a text below what is there, on further pages where it needs them.
    ///
    /// # Errors
    /// A character that no font has; see [`ExportError`].
    pub fn paragraph(&mut self, text: &str, style: Style, align: Align) -> Result<(), ExportError> {
        let width = self.width();
        for line in self.broken(text, style, width)? {
            self.keep_together(style.line_height());
            self.line(&line, style, MARGIN, self.y, width, align)?;
            self.y += style.line_height();
        }
        Ok(())
    }

    /// Sets a text at a place of this page, in lines no wider than `width`; answers how high they are.
    ///
    /// # Errors
    /// A character that no font has; see [`ExportError`].
    pub fn text(
        &mut self,
        text: &str,
        style: Style,
        [x, y]: [f32; 2],
        width: f32,
    ) -> Result<f32, ExportError> {
        let lines = self.broken(text, style, width)?;
        for (i, line) in lines.iter().enumerate() {
            self.line(line, style, x, y + i as f32 * style.line_height(), width, Align::Left)?;
        }
        Ok(lines.len() as f32 * style.line_height())
    }

    /// How high a text is in lines no wider than `width`; none where a part that is not cut is wider.
    ///
    /// # Errors
    /// A character that no font has; see [`ExportError`].
    pub fn height(&mut self, text: &str, style: Style, width: f32) -> Result<Option<f32>, ExportError> {
        let lines = self.broken(text, style, width)?;
        for line in &lines {
            if self.measured(line.trim_end(), style)? > width {
                return Ok(None);
            }
        }
        Ok(Some(lines.len() as f32 * style.line_height()))
    }

    /// Fills a box of this page.
    pub fn fill(&mut self, [x, y]: [f32; 2], [width, height]: [f32; 2], lightness: u8) {
        self.mark(Mark::Box { x, y, width, height, lightness });
    }

    /// Draws a text of ASCII as a Code 128 barcode, no wider than `width`; nothing where that cannot hold it.
    pub fn barcode(&mut self, text: &str, [x, y]: [f32; 2], [width, height]: [f32; 2]) {
        let Some(bars) = code128::bars(text) else { return };
        let units: u32 = bars.iter().map(|bar| u32::from(*bar)).sum();
        let unit = (width / units as f32).min(mm(0.4));
        let mut at = x;
        for (i, bar) in bars.iter().enumerate() {
            let bar = f32::from(*bar) * unit;
            if i % 2 == 0 {
                self.fill([at, y], [bar, height], 0);
            }
            at += bar;
        }
    }

    /// Has a place of this page lead to another page, counted from 0.
    pub fn link(&mut self, [x, y]: [f32; 2], [width, height]: [f32; 2], page: usize) {
        self.mark(Mark::Link { x, y, width, height, page });
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push(mark);
        }
    }

    fn line(
        &mut self,
        line: &str,
        style: Style,
        x: f32,
        y: f32,
        width: f32,
        align: Align,
    ) -> Result<(), ExportError> {
        let text = line.trim_end().to_owned();
        let free = width - self.measured(&text, style)?;
        let x = match align {
            Align::Left => x,
            Align::Right => x + free,
            Align::Centre => x + free / 2.0,
        };
        if !text.is_empty() {
            // Half of the space between lines, and the height of Han above the baseline.
            let baseline = y + style.size * (0.2 + 0.88);
            self.mark(Mark::Text { text, style, x, baseline });
        }
        Ok(())
    }

    fn measured(&mut self, line: &str, style: Style) -> Result<f32, ExportError> {
        Ok(self.fonts.width(style.weight, line)? * style.size)
    }

    /// The lines of a text that are no wider than `width`, as far as it may be cut.
    fn broken(&mut self, text: &str, style: Style, width: f32) -> Result<Vec<String>, ExportError> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let plain = paragraph.trim_end().replace('\t', " ");
            let (mut line, mut filled) = (String::new(), 0.0);
            for part in lines::parts(&plain) {
                let wide = self.measured(part.trim_end(), style)?;
                let pieces: Vec<&str> = if wide > width && lines::may_cut(part) {
                    part.split_inclusive(|_| true).collect()
                } else {
                    vec![part]
                };
                for piece in pieces {
                    let bare = if piece == part { wide } else { self.measured(piece.trim_end(), style)? };
                    if !line.is_empty() && filled + bare > width {
                        lines.push(std::mem::take(&mut line));
                        filled = 0.0;
                    }
                    line.push_str(piece);
                    filled += if piece.ends_with(' ') { self.measured(piece, style)? } else { bare };
                }
            }
            lines.push(line);
        }
        Ok(lines)
    }

    /// The document as bytes; `number` says which page of how many one is.
    ///
    /// # Errors
    /// A character that no font has; see [`ExportError`].
    pub fn finish(mut self, number: &dyn Fn(usize, usize) -> String) -> Result<Vec<u8>, ExportError> {
        let metadata = Metadata::new()
            .title(self.title.clone())
            .language(self.language.clone())
            .creator("fapiao-desk".to_owned());
        let mut document = krilla::Document::new();
        document.set_metadata(metadata);
        if !self.bookmarks.is_empty() {
            document.set_outline(outline::of(&self.bookmarks));
        }
        let of = self.pages.iter().filter(|page| page.is_numbered).count();
        let mut numbered = 0;
        for mut page in std::mem::take(&mut self.pages) {
            if page.is_numbered {
                numbered += 1;
                self.foot(&mut page, &number(numbered, of))?;
            }
            self.draw(&mut document, &page)?;
        }
        document.finish().map_err(|error| ExportError::Unwritable { detail: format!("{error:?}") })
    }

    fn foot(&mut self, page: &mut Page, number: &str) -> Result<(), ExportError> {
        let (width, height) = page.paper.size();
        let right = width - MARGIN - self.measured(number, FOOT_STYLE)?;
        let foot = self.foot_note.as_deref().unwrap_or(&self.title);
        for (text, x) in [(foot, MARGIN), (number, right)] {
            let baseline = height - MARGIN;
            page.marks.push(Mark::Text { text: text.to_owned(), style: FOOT_STYLE, x, baseline });
        }
        Ok(())
    }

    fn draw(&mut self, document: &mut krilla::Document, page: &Page) -> Result<(), ExportError> {
        let (width, height) = page.paper.size();
        let no_page = || ExportError::Unwritable { detail: "a page has no size".to_owned() };
        let settings = PageSettings::from_wh(width, height).ok_or_else(no_page)?;
        let mut drawn = document.start_page_with(settings);
        let mut surface = drawn.surface();
        let fill =
            |lightness: u8| Some(Fill { paint: luma::Color::new(lightness).into(), ..Fill::default() });
        for mark in &page.marks {
            match mark {
                Mark::Text { text, style, x, baseline } => {
                    surface.set_fill(fill(style.lightness));
                    let mut at = *x;
                    for run in self.fonts.shape(style.weight, text)?.runs {
                        let start = Point::from_xy(at, *baseline);
                        surface.draw_glyphs(start, &run.glyphs, run.font, &run.text, style.size, false);
                        at += run.width * style.size;
                    }
                }
                Mark::Box { x, y, width, height, lightness } => {
                    let Some(path) = Rect::from_xywh(*x, *y, *width, *height).and_then(|rect| {
                        let mut path = PathBuilder::new();
                        path.push_rect(rect);
                        path.finish()
                    }) else {
                        continue;
                    };
                    surface.set_fill(fill(*lightness));
                    surface.draw_path(&path);
                }
                Mark::Picture { picture, x, y, width } => {
                    let Some(size) = Size::from_wh(*width, picture.height(*width)) else { continue };
                    surface.push_transform(&Transform::from_translate(*x, *y));
                    surface.draw_image(picture.image(), size);
                    surface.pop();
                }
                Mark::Link { .. } => {}
            }
        }
        surface.finish();
        for mark in &page.marks {
            if let Mark::Link { x, y, width, height, page } = mark
                && let Some(rect) = Rect::from_xywh(*x, *y, *width, *height)
            {
                drawn.add_annotation(outline::link(rect, *page));
            }
        }
        drawn.finish();
        Ok(())
    }
}

#[cfg(test)]
mod tests;
