//! Text in more than one style, such as a word of the program or a key within a sentence.

use super::{Document, Mark, Style, lines};
use crate::domain::files::ExportError;

/// A piece of a text in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// How it looks.
    pub style: Style,
    /// Whether it stands in a grey box and is never parted, as a key does.
    pub is_boxed: bool,
}

/// The grey of a box, and the room in it at the left and the right of its text.
const BOX: u8 = 228;
const BOX_ROOM: f32 = 2.5;

/// What is not parted of a piece.
struct Atom<'a> {
    text: &'a str,
    piece: &'a Piece,
    /// Whether a line may end before it.
    breaks: bool,
    width: f32,
}

impl Document {
    /// Sets a text below what is there, on further pages where it needs them, in lines from `x` on that are no wider than
    /// `width`; `leading` is from the top of one line to the top of the next.
    ///
    /// # Errors
    /// A character that no font has; see [`ExportError`].
    pub fn rich(&mut self, pieces: &[Piece], x: f32, width: f32, leading: f32) -> Result<(), ExportError> {
        for line in self.rich_lines(pieces, width)? {
            self.keep_together(leading);
            self.rich_line(&line, x, leading)?;
            self.y += leading;
        }
        Ok(())
    }

    /// How high such a text is.
    ///
    /// # Errors
    /// A character that no font has; see [`ExportError`].
    pub fn rich_height(&mut self, pieces: &[Piece], width: f32, leading: f32) -> Result<f32, ExportError> {
        Ok(self.rich_lines(pieces, width)?.len() as f32 * leading)
    }

    fn rich_lines<'a>(&mut self, pieces: &'a [Piece], width: f32) -> Result<Vec<Vec<Atom<'a>>>, ExportError> {
        let mut lines: Vec<Vec<Atom<'a>>> = vec![Vec::new()];
        let mut filled = 0.0;
        let mut rest = self.atoms(pieces)?.into_iter().peekable();
        while let Some(first) = rest.next() {
            let mut together = vec![first];
            while let Some(next) = rest.next_if(|next| !next.breaks) {
                together.push(next);
            }
            let wide: f32 = together.iter().map(|atom| atom.width).sum();
            let last = together.last().map_or(0.0, |atom| atom.width);
            let bare = match together.last() {
                Some(atom) if !atom.piece.is_boxed => {
                    wide - last + self.measured(atom.text.trim_end(), atom.piece.style)?
                }
                _ => wide,
            };
            if filled > 0.0 && filled + bare > width {
                lines.push(Vec::new());
                filled = 0.0;
            }
            let is_blank = together.iter().all(|atom| atom.text.trim().is_empty());
            if filled == 0.0 && is_blank {
                continue;
            }
            filled += wide;
            if let Some(line) = lines.last_mut() {
                line.extend(together);
            }
        }
        Ok(lines)
    }

    fn atoms<'a>(&mut self, pieces: &'a [Piece]) -> Result<Vec<Atom<'a>>, ExportError> {
        let mut atoms: Vec<Atom<'a>> = Vec::new();
        for piece in pieces {
            let parts = if piece.is_boxed { vec![piece.text.as_str()] } else { lines::parts(&piece.text) };
            for (i, text) in parts.into_iter().enumerate() {
                let room = if piece.is_boxed { 2.0 * BOX_ROOM } else { 0.0 };
                let width = self.measured(text, piece.style)? + room;
                let before = atoms.last().and_then(|before| before.text.chars().next_back());
                let next = text.chars().next();
                let breaks =
                    i > 0 || before.zip(next).is_some_and(|(before, next)| lines::breaks(before, next));
                atoms.push(Atom { text, piece, breaks, width });
            }
        }
        Ok(atoms)
    }

    /// One line, each piece of it as one text.
    fn rich_line(&mut self, line: &[Atom<'_>], x: f32, leading: f32) -> Result<(), ExportError> {
        let mut at = x;
        for of_piece in line.chunk_by(|one, next| std::ptr::eq(one.piece, next.piece)) {
            let [first, ..] = of_piece else { continue };
            let style = first.piece.style;
            let text: String = of_piece.iter().map(|atom| atom.text).collect();
            let width: f32 = of_piece.iter().map(|atom| atom.width).sum();
            let top = self.y + (leading - style.line_height()) / 2.0;
            let mut begin = at;
            if first.piece.is_boxed {
                begin += BOX_ROOM;
                let height = style.size * 1.3;
                self.fill([at, top + style.size * 0.08], [width, height], BOX);
            }
            let baseline = top + style.size * (0.2 + 0.88);
            let text = text.trim_end().to_owned();
            if !text.is_empty() {
                self.mark(Mark::Text { text, style, x: begin, baseline });
            }
            at += width;
        }
        Ok(())
    }
}
