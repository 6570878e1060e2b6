//! A stretch of text in pieces: numbers by their shape, and the text between them.

use std::ops::Range;

use super::numbers::{Number, begins, digits_at, phone_at, postcode_at, tax_code_at};
use super::words::{is_cjk, is_word};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Phone(Number),
    TaxCode(Number),
    /// Six digits, where a postcode is looked for.
    Postcode(Number),
    Digits(Number),
}

/// What stands between a piece and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Nothing,
    Blank,
    Mark,
    Line,
}

#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub range: Range<usize>,
    pub shape: Shape,
    pub gap: Gap,
}

/// Which numbers are looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    /// Phone numbers and credit codes, beside long numbers.
    pub of_all_kinds: bool,
    /// Phone numbers of 7 or 8 digits.
    pub local: bool,
    /// The fewest digits of a long number.
    pub least: usize,
    pub postcode: bool,
}

/// Everything that stands in a range, in its order.
pub(super) fn pieces(chars: &[char], range: Range<usize>, numbers: Numbers) -> Vec<Piece> {
    // Numbers are looked for within the range alone.
    let chars = &chars[..range.end];
    let mut found = Vec::new();
    let (mut start, mut at, mut gap) = (range.start, range.start, Gap::Nothing);
    let flush = |found: &mut Vec<Piece>, range: Range<usize>, gap: &mut Gap| {
        if chars[range.clone()].iter().any(|c| is_word(*c)) {
            found.push(Piece { range, shape: Shape::Text, gap: std::mem::replace(gap, Gap::Nothing) });
        }
    };
    while at < range.end {
        if let Some((shape, end)) = number_at(chars, at, numbers) {
            flush(&mut found, start..at, &mut gap);
            found.push(Piece { range: at..end, shape, gap: std::mem::replace(&mut gap, Gap::Nothing) });
            (start, at) = (end, end);
        } else if let Some(here) = gap_at(chars, at) {
            flush(&mut found, start..at, &mut gap);
            gap = gap.max_with(here);
            at += 1;
            start = at;
        } else {
            at += 1;
        }
    }
    flush(&mut found, start..range.end, &mut gap);
    found
}

impl Gap {
    fn max_with(self, other: Self) -> Self {
        if (other as u8) > (self as u8) { other } else { self }
    }
}

fn number_at(chars: &[char], at: usize, numbers: Numbers) -> Option<(Shape, usize)> {
    if !begins(chars, at) {
        return None;
    }
    let digits = |least| digits_at(chars, at, least).map(|number| (number.end, Shape::Digits(number)));
    let phone = || phone_at(chars, at, numbers.local).map(|number| (number.end, Shape::Phone(number)));
    let code = || tax_code_at(chars, at).map(|number| (number.end, Shape::TaxCode(number)));
    let postcode = || postcode_at(chars, at).map(|number| (number.end, Shape::Postcode(number)));
    let found = if numbers.of_all_kinds {
        code()
            .or_else(phone)
            .or_else(|| postcode().filter(|_| numbers.postcode))
            .or_else(|| digits(numbers.least))
    } else {
        digits(numbers.least)
    };
    found.map(|(end, shape)| (shape, end))
}

/// Whether the text is parted here.
fn gap_at(chars: &[char], at: usize) -> Option<Gap> {
    let (before, after) = (at.checked_sub(1).map(|at| chars[at]), chars.get(at + 1).copied());
    let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
    let is_latin =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '(' | ')' | '&' | '#' | '-');
    match chars[at] {
        '\n' => Some(Gap::Line),
        '、' if both(|c| c.is_ascii_alphanumeric()) => None,
        '\t' | ':' | '：' | ';' | '；' | '，' | '。' | '|' | '、' | '｜' | '【' | '】' | '[' | ']' => {
            Some(Gap::Mark)
        }
        ',' if after == Some(' ')
            && before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ')')) =>
        {
            None
        }
        ',' => Some(Gap::Mark),
        '/' | '／' | '\\' if both(|c| c.is_ascii_alphanumeric()) => None,
        '/' | '／' | '\\' => Some(Gap::Mark),
        ' ' if after == Some(' ') || before == Some(' ') => Some(Gap::Mark),
        ' ' if both(is_latin) && !both(|c| c.is_ascii_digit()) => None,
        ' ' => Some(Gap::Blank),
        _ => None,
    }
}

/// Joins pieces of text from the first to the last, with what stands between them but for line breaks.
pub(super) fn joined(chars: &[char], pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        let whole: String = chars[piece.range.clone()].iter().collect();
        let whole = whole.trim();
        if let (Some(last), Some(first)) = (text.chars().last(), whole.chars().next()) {
            let between = chars[..piece.range.start].iter().rev().find(|c| !c.is_whitespace());
            match piece.gap {
                Gap::Nothing => {}
                Gap::Blank => text.push(' '),
                Gap::Line if is_cjk(last) || is_cjk(first) => {}
                Gap::Line => text.push(' '),
                Gap::Mark => text.push(between.copied().filter(|c| !is_word(*c) && *c != '|').unwrap_or(' ')),
            }
        }
        text.push_str(whole);
    }
    text
}
