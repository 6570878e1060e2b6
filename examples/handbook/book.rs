//! How the handbook lies on its pages: a title, the contents, a chapter after the other.

use std::error::Error;

use eframe::egui::Context;
use eframe::egui::os::OperatingSystem;
use fapiao_desk::domain::rule_id::RuleId;
use fapiao_desk::exchange::pdf::{Document, Paper, Picture, Piece, Style, mm};
use fapiao_desk::i18n::handbook::{self as text, CHAPTERS, Chapter, ChapterName, Part, Section};
use fapiao_desk::i18n::refusal::rule_text;
use fapiao_desk::i18n::{Lang, help, print, shell};
use fapiao_desk::ui::handbook::{Span, keys, spans};

/// What is to be seen in a picture, as pixels.
pub type Take<'a> = &'a mut dyn FnMut(text::Picture) -> Result<Picture, Box<dyn Error>>;

/// Where titles begin, and the text below them; how wide each may be, in points.
const LEFT: f32 = mm(20.0);
const WIDTH: f32 = mm(170.0);
const TEXT: f32 = mm(34.0);
const TEXT_WIDTH: f32 = mm(156.0);
/// How far the text of steps and notes stands in.
const INDENT: f32 = mm(6.5);
const PICTURE_WIDTH: f32 = mm(124.0);

const BODY: Style = Style::sized(9.5);
const LEADING: f32 = 15.5;
const SMALL: Style = Style::sized(8.5).quiet();
const CHAPTER: Style = Style::sized(18.0).bold();
const SECTION: Style = Style::sized(11.5).bold();
const RULE: u8 = 200;
/// What stands free between keys.
const KEY_GAP: f32 = 1.0;
/// What stands free above a chapter, and the least room that it begins with.
const CHAPTER_GAP: f32 = 20.0;
const CHAPTER_ROOM: f32 = 230.0;

/// The handbook as a document, and how many pages it has.
///
/// # Errors
/// A picture cannot be taken, or a character has no glyph.
pub fn made(lang: Lang, take: Take<'_>) -> Result<(Vec<u8>, usize), Box<dyn Error>> {
    let mut pictures = Vec::new();
    for part in CHAPTERS.iter().flat_map(|chapter| chapter.sections).flat_map(|section| section.parts) {
        if let Part::Picture(picture, _) = part {
            pictures.push((*picture, take(*picture)?));
        }
    }
    // What is on which page is known once all is laid out; the contents are as long whatever they say.
    let (_, begins) = Book::of(lang, &pictures)?.laid_out(&[0; CHAPTERS.len()])?;
    let (document, _) = Book::of(lang, &pictures)?.laid_out(&begins)?;
    let pages = document.pages();
    let bytes = document.finish(&|page, _| page.to_string()).map_err(|error| format!("{error:?}"))?;
    Ok((bytes, pages))
}

struct Book<'a> {
    lang: Lang,
    ctx: Context,
    document: Document,
    pictures: &'a [(text::Picture, Picture)],
}

impl<'a> Book<'a> {
    fn of(lang: Lang, pictures: &'a [(text::Picture, Picture)]) -> Result<Self, Box<dyn Error>> {
        let ctx = Context::default();
        // Keys are called as most computers call them, wherever the handbook is made.
        ctx.set_os(OperatingSystem::Windows);
        let title = print::HANDBOOK.get(lang);
        let language = lang.pick("zh-CN", "en").to_owned();
        let mut document = Document::new(title, language).map_err(|error| format!("{error:?}"))?;
        document.foot_note(format!("{} · {}", shell::APP.get(lang), title));
        Ok(Self { lang, ctx, document, pictures })
    }

    /// Lays out all of it; answers on which page each chapter begins, counted from 0.
    fn laid_out(mut self, begins: &[usize]) -> Result<(Document, Vec<usize>), Box<dyn Error>> {
        self.title()?;
        self.contents(begins)?;
        self.document.page(Paper::Portrait);
        let mut found = Vec::new();
        for chapter in CHAPTERS {
            found.push(self.chapter(chapter)?);
        }
        Ok((self.document, found))
    }

    fn title(&mut self) -> Result<(), Box<dyn Error>> {
        self.document.bare_page(Paper::Portrait);
        let version = print::handbook_of(self.lang, env!("CARGO_PKG_VERSION"));
        let lines = [
            (shell::APP.get(self.lang), Style::sized(40.0).bold(), 250.0),
            (print::HANDBOOK.get(self.lang), Style::sized(22.0), 310.0),
            (print::HANDBOOK_FOR.get(self.lang), Style::sized(12.0).quiet(), 355.0),
            (version.as_str(), Style::sized(10.0).quiet(), 730.0),
        ];
        for (line, style, y) in lines {
            self.document.text(line, style, [LEFT, y], WIDTH).map_err(said)?;
        }
        self.document.fill([LEFT, 235.0], [mm(30.0), 3.0], 40);
        if let Some((_, picture)) = self.pictures.iter().find(|of| of.0 == text::Picture::Overview) {
            self.document.picture(picture, [LEFT, 410.0], mm(160.0));
        }
        Ok(())
    }

    fn contents(&mut self, begins: &[usize]) -> Result<(), Box<dyn Error>> {
        self.document.page(Paper::Portrait);
        self.document.gap(mm(8.0));
        self.heading(print::CONTENTS.get(self.lang), CHAPTER)?;
        self.document.gap(14.0);
        for (chapter, begin) in CHAPTERS.iter().zip(begins) {
            let (title, style) = (chapter.title.get(self.lang), Style::sized(11.0).bold());
            let y = self.document.filled();
            self.document.text(title, style, [LEFT, y], WIDTH).map_err(said)?;
            let number = begin.to_string();
            self.document.text(&number, style, [LEFT + WIDTH - mm(6.0), y], mm(10.0)).map_err(said)?;
            let sections: Vec<&str> =
                chapter.sections.iter().map(|section| section.title.get(self.lang)).collect();
            let high = self
                .document
                .text(&sections.join(self.lang.pick("　", " · ")), SMALL, [LEFT, y + 17.0], WIDTH - mm(14.0))
                .map_err(said)?;
            self.document.link([LEFT, y], [WIDTH, 17.0 + high], *begin);
            self.document.gap(17.0 + high + 10.0);
        }
        Ok(())
    }

    /// Sets a chapter, on a new page where too little of this one is left; answers on which it begins.
    fn chapter(&mut self, chapter: &Chapter) -> Result<usize, Box<dyn Error>> {
        self.document.gap(CHAPTER_GAP);
        self.document.keep_together(CHAPTER_ROOM);
        let begin = self.document.pages() - 1;
        self.document.bookmark(chapter.title.get(self.lang), false);
        self.heading(chapter.title.get(self.lang), CHAPTER)?;
        let y = self.document.filled() + 3.0;
        self.document.fill([LEFT, y], [WIDTH, 0.7], RULE);
        self.document.gap(6.0);
        for section in chapter.sections {
            self.section(section)?;
        }
        match chapter.name {
            ChapterName::Refused => self.rules()?,
            ChapterName::Keys => self.keys()?,
            _ => {}
        }
        Ok(begin)
    }

    fn section(&mut self, section: &Section) -> Result<(), Box<dyn Error>> {
        self.document.gap(11.0);
        self.document.keep_together(50.0);
        self.document.bookmark(section.title.get(self.lang), true);
        self.heading(section.title.get(self.lang), SECTION)?;
        self.document.gap(3.0);
        let mut step = 0;
        for part in section.parts {
            let told = part.text().get(self.lang);
            match part {
                Part::Plain(_) => self.paragraph(told, None, BODY)?,
                Part::Step(_) => {
                    step += 1;
                    self.paragraph(told, Some(&format!("{step}.")), BODY)?;
                }
                Part::Note(_) => self.paragraph(told, Some("▸"), BODY.quiet())?,
                Part::Picture(picture, _) => self.picture(*picture, told)?,
            }
        }
        Ok(())
    }

    fn heading(&mut self, title: &str, style: Style) -> Result<(), Box<dyn Error>> {
        let piece = Piece { text: title.to_owned(), style, is_boxed: false };
        self.document.rich(&[piece], LEFT, WIDTH, style.size * 1.4).map_err(said)
    }

    /// A paragraph that is not parted, with a sign before it where it has one.
    fn paragraph(&mut self, told: &str, sign: Option<&str>, style: Style) -> Result<(), Box<dyn Error>> {
        let indent = if sign.is_some() { INDENT } else { 0.0 };
        let pieces = self.pieces(told, style);
        let (x, width) = (TEXT + indent, TEXT_WIDTH - indent);
        let height = self.document.rich_height(&pieces, width, LEADING).map_err(said)?;
        self.document.keep_together(height);
        if let Some(sign) = sign {
            let y = self.document.filled() + (LEADING - style.line_height()) / 2.0;
            self.document.text(sign, style, [TEXT, y], INDENT).map_err(said)?;
        }
        self.document.rich(&pieces, x, width, LEADING).map_err(said)?;
        self.document.gap(3.5);
        Ok(())
    }

    fn pieces(&self, told: &str, style: Style) -> Vec<Piece> {
        let piece = |span: Span| match span {
            Span::Plain(text) => Piece { text, style, is_boxed: false },
            Span::Word(text) => Piece { text, style: style.bold(), is_boxed: false },
            Span::Key(text) => {
                Piece { text, style: Style { size: style.size - 1.0, ..style }, is_boxed: true }
            }
        };
        spans(&self.ctx, told).into_iter().map(piece).collect()
    }

    fn picture(&mut self, picture: text::Picture, told: &str) -> Result<(), Box<dyn Error>> {
        let Some((_, pixels)) = self.pictures.iter().find(|of| of.0 == picture) else {
            return Err(format!("no picture of {picture:?}").into());
        };
        let height = pixels.height(PICTURE_WIDTH);
        self.document.gap(4.0);
        self.document.keep_together(height + 24.0);
        let y = self.document.filled();
        self.document.picture(pixels, [TEXT, y], PICTURE_WIDTH);
        self.document.text(told, SMALL, [TEXT, y + height + 4.0], PICTURE_WIDTH).map_err(said)?;
        self.document.gap(height + 24.0);
        Ok(())
    }

    /// Every rule: what it refuses, and what to do.
    fn rules(&mut self) -> Result<(), Box<dyn Error>> {
        self.document.gap(11.0);
        self.document.keep_together(80.0);
        self.document.bookmark(help::RULES.get(self.lang), true);
        self.heading(help::RULES.get(self.lang), SECTION)?;
        self.document.gap(4.0);
        let (style, leading) = (Style::sized(8.5), 12.5);
        for rule in RuleId::ALL {
            let about = rule_text(*rule);
            let piece = |text: String, style: Style| Piece { text, style, is_boxed: false };
            let pieces = [
                piece(format!("{}　", about.title.get(self.lang)), style.bold()),
                piece(format!("{} ", about.refuses.get(self.lang)), style.quiet()),
                piece(about.what_to_do.get(self.lang).to_owned(), style),
            ];
            let height = self.document.rich_height(&pieces, TEXT_WIDTH, leading).map_err(said)?;
            self.document.keep_together(height);
            self.document.rich(&pieces, TEXT, TEXT_WIDTH, leading).map_err(said)?;
            self.document.gap(3.5);
        }
        Ok(())
    }

    /// Every key, in two columns.
    fn keys(&mut self) -> Result<(), Box<dyn Error>> {
        let (style, leading) = (Style::sized(8.0), 12.0);
        let (column, of_keys) = (mm(82.0), mm(30.0));
        self.document.gap(10.0);
        let (mut x, top) = (LEFT, self.document.filled());
        let (mut y, mut begin, bottom) = (top, top, mm(297.0 - 26.0));
        for group in keys(&self.ctx, self.lang) {
            let mut high = leading * 1.6;
            for (_, does) in &group.lines {
                let line = self.document.height(does, style, column - of_keys).map_err(said)?;
                high += line.unwrap_or(leading) + KEY_GAP;
            }
            if y + high > bottom {
                // The right column has room for it where it begins as high as the group needs.
                if x == LEFT && begin + high <= bottom {
                    x = LEFT + column + mm(6.0);
                } else {
                    self.document.page(Paper::Portrait);
                    (x, begin) = (LEFT, self.document.filled());
                }
                y = begin;
            }
            self.document.text(group.title, style.bold(), [x, y], column).map_err(said)?;
            y += leading * 1.2;
            for (keys, does) in &group.lines {
                self.document.text(keys, style, [x, y], of_keys).map_err(said)?;
                let high = self.document.text(does, style.quiet(), [x + of_keys, y], column - of_keys);
                y += high.map_err(said)? + KEY_GAP;
            }
            y += leading * 0.4;
        }
        Ok(())
    }
}

fn said(error: impl std::fmt::Debug) -> Box<dyn Error> {
    format!("{error:?}").into()
}
