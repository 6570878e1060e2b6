//! Small parts of sentences: amounts, lists, characters.

use std::fmt::Display;

use crate::domain::money::Fen;
use crate::i18n::Lang;

/// An amount inside a sentence: `¥1,234.50`, `-¥0.05`.
pub fn yuan(amount: Fen) -> String {
    let grouped = amount.grouped();
    match grouped.strip_prefix('-') {
        Some(digits) => format!("-¥{digits}"),
        None => format!("¥{grouped}"),
    }
}

/// An amount as the number that a card is about: `¥ 1,234.50`.
pub fn key_yuan(amount: Fen) -> String {
    format!("¥ {}", amount.grouped())
}

/// A count with thousands separators: `24,318`.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What is the matter, and why or where: `读取失败：…`, `Could not be read: …`.
pub fn because(lang: Lang, what: &str, why: &str) -> String {
    format!("{what}{}{why}", lang.pick("：", ": "))
}

/// A text of which no more than so many characters are shown.
pub fn shortened(text: &str, most: usize) -> String {
    let mut characters = text.chars();
    let shown: String = characters.by_ref().take(most).collect();
    if characters.next().is_some() { format!("{shown}…") } else { shown }
}

/// Things of one kind in a row: `甲、乙`, `a, b`.
pub fn listed<T: Display>(lang: Lang, things: impl IntoIterator<Item = T>) -> String {
    joined(things, lang.pick("、", ", "))
}

/// Clauses of one sentence: `甲；乙`, `a; b`.
pub fn clauses(lang: Lang, clauses: impl IntoIterator<Item = String>) -> String {
    joined(clauses, lang.pick("；", "; "))
}

fn joined<T: Display>(things: impl IntoIterator<Item = T>, between: &str) -> String {
    things.into_iter().map(|thing| thing.to_string()).collect::<Vec<_>>().join(between)
}

/// A character that is spoken about: `“<”`; one that has no shape of its own is named by what it is.
pub fn quoted(lang: Lang, character: char) -> String {
    match character {
        '\n' | '\r' => lang.pick("换行", "a line break").to_owned(),
        '\t' => lang.pick("制表符", "a tab").to_owned(),
        c if c.is_whitespace() => lang.pick("空格", "a space").to_owned(),
        c if c.is_control() || is_private_or_invisible(c) => format!("U+{:04X}", u32::from(c)),
        c => format!("“{c}”"),
    }
}

const fn is_private_or_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_its_sign_before_the_currency() {
        assert_eq!(yuan(Fen(123_450)), "¥1,234.50");
        assert_eq!(yuan(Fen(-5)), "-¥0.05");
    }

    #[test]
    fn a_character_without_a_shape_is_named() {
        assert_eq!(quoted(Lang::En, '<'), "“<”");
        assert_eq!(quoted(Lang::Zh, '\n'), "换行");
        assert_eq!(quoted(Lang::En, '\u{200B}'), "U+200B");
        assert_eq!(quoted(Lang::En, '\u{3000}'), "a space");
    }
}
