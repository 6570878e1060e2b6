//! Where text is broken into lines: egui breaks Chinese behind any character. Here words stay whole, a number stays with
//! what it counts and a sign with its amount, marks stay with what they belong to, and no character is alone at the end.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use egui::{FontId, TextWrapMode, Ui};

use crate::i18n::unbroken::{BEGINNING_MARKS, ENDING_MARKS, SIGNS, WORDS};

/// No line of a text is longer, however wide the window: some sixty characters, which can be read in one go.
const LINE: f32 = 880.0;

/// So many letters or characters are at the end of a text together.
const LEAST_AT_THE_END: usize = 2;

/// The words by the character that they begin with, the longest first.
static BY_FIRST: LazyLock<HashMap<char, Vec<Vec<char>>>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<Vec<char>>> = HashMap::new();
    for word in WORDS {
        let word: Vec<char> = word.chars().collect();
        by_first.entry(word[0]).or_default().push(word);
    }
    by_first.values_mut().for_each(|words| words.sort_by_key(|word| std::cmp::Reverse(word.len())));
    by_first
});

/// The text with line breaks, as it is drawn next in this place; none where it has room in a line.
pub(super) fn broken(ui: &Ui, text: &str, font: &FontId) -> Option<String> {
    // A line that is as wide as its place would be broken once more.
    let room = ui.available_width().min(LINE) - 1.0;
    let is_wrapped = ui.wrap_mode() == TextWrapMode::Wrap && ui.layout().is_vertical();
    // No character is wider than it is high.
    let may_fit = text.chars().count() as f32 * font.size <= room;
    if !is_wrapped || may_fit {
        return None;
    }
    ui.fonts_mut(|fonts| {
        let mut width = |character| fonts.glyph_width(font, character);
        if text.lines().all(|line| line.chars().map(&mut width).sum::<f32>() <= room) {
            return None;
        }
        let lines: Vec<String> = text.lines().flat_map(|line| lines(line, room, &mut width)).collect();
        Some(lines.join("\n"))
    })
}

const fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// The lines of a text without line breaks, none wider than there is room where that can be.
fn lines(text: &str, room: f32, width: &mut dyn FnMut(char) -> f32) -> Vec<String> {
    let text: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    for part in parts(&text) {
        let part = &text[part];
        let seen = part.len() - part.iter().rev().take_while(|c| c.is_whitespace()).count();
        let needs: f32 = part[..seen].iter().map(|character| width(*character)).sum();
        if used + needs > room && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            (line, used) = (String::new(), 0.0);
        }
        line.extend(part);
        used += needs + part[seen..].iter().map(|blank| width(*blank)).sum::<f32>();
    }
    lines.push(line);
    lines
}

/// What stays together, with the blanks behind it.
fn parts(text: &[char]) -> Vec<Range<usize>> {
    let mut breaks = vec![false; text.len()];
    let mut at = 0;
    while at < text.len() {
        breaks[at] = at > 0 && may_break(&text[..at], text[at]);
        at += word(&text[at..]);
    }
    // What comes last is not one character alone.
    let is_too_little = |at: &usize| text[*at..].iter().filter(|c| is_word(**c)).count() < LEAST_AT_THE_END;
    if let Some(last) = breaks.iter().rposition(|breaks| *breaks).filter(is_too_little) {
        breaks[last] = false;
    }
    let mut begin = 0;
    let ends = (1..text.len()).filter(|at| breaks[*at]).chain([text.len()]);
    ends.map(|end| std::mem::replace(&mut begin, end)..end).filter(|part| !part.is_empty()).collect()
}

/// How many characters from here on are a word.
fn word(text: &[char]) -> usize {
    let words = BY_FIRST.get(&text[0]).into_iter().flatten();
    words.clone().find(|word| text.starts_with(word)).map_or(1, Vec::len)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric()
}

/// Whether a line may end behind `before` and the next begin with this character.
fn may_break(before: &[char], next: char) -> bool {
    let Some(last) = before.last().copied() else { return false };
    if next.is_whitespace() || ENDING_MARKS.contains(next) || BEGINNING_MARKS.contains(last) {
        return false;
    }
    if last.is_whitespace() {
        let shown = before.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
        let is_sign = before[..shown].last().is_some_and(|c| SIGNS.contains(*c)) && next.is_ascii_digit();
        return !(is_sign || is_number(&before[..shown]) && is_chinese(next));
    }
    if is_number(before) {
        return false;
    }
    is_chinese(last) || is_chinese(next) || ENDING_MARKS.contains(last) && !last.is_ascii()
}

/// Whether what stands at the end is a number or a date, and no part of a longer name.
fn is_number(text: &[char]) -> bool {
    let mut name = text.iter().rev().take_while(|c| !c.is_whitespace() && !is_chinese(**c));
    text.last().is_some_and(char::is_ascii_digit) && !name.any(|c| c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Broken where there is room for so many Chinese characters; others are half as wide.
    fn broken(text: &str, room: usize) -> Vec<String> {
        let mut width = |c: char| if c.is_ascii() { 0.5 } else { 1.0 };
        lines(text, room as f32, &mut width)
    }

    #[test]
    fn words_stay_whole() {
        assert_eq!(broken("提交前会完整预览申请", 9), ["提交前会完整预览", "申请"]);
        assert_eq!(broken("由管理员批准", 3), ["由", "管理员", "批准"]);
    }

    #[test]
    fn a_number_stays_with_what_it_counts_and_a_sign_with_its_amount() {
        assert_eq!(broken("请在 12 月前申请", 4), ["请在", "12 月前", "申请"]);
        assert_eq!(broken("剩余5张账单", 3), ["剩余", "5张", "账单"]);
        assert_eq!(broken("还有 3 个工作日", 6), ["还有", "3 个工作日"]);
        assert_eq!(broken("合计金额 ¥ 1,234.50", 6), ["合计金额", "¥ 1,234.50"]);
        assert_eq!(broken("截至 2026-11-22 的账单", 7), ["截至", "2026-11-22 的", "账单"]);
    }

    #[test]
    fn marks_stay_with_what_they_belong_to() {
        assert_eq!(broken("开票方、税号。", 3), ["开票方、", "税号。"]);
        assert_eq!(broken("选择“导出”即可", 5), ["选择", "“导出”", "即可"]);
    }

    #[test]
    fn no_character_is_alone_at_the_end() {
        assert_eq!(broken("这里列出了它们的。", 7), ["这里列出了它", "们的。"]);
        assert_eq!(broken("the invoices of part A", 10), ["the invoices of", "part A"]);
    }

    #[test]
    fn latin_words_numbers_and_dates_are_not_broken() {
        assert_eq!(broken("编号 FP20261122-0001 已受理", 9), ["编号", "FP20261122-0001", "已受理"]);
    }
}
