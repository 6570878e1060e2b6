//! Text that comes from outside: lines that people sent, typed or have in files.
//!
//! One rule for all of it. What is kept is what can be seen: a number with a zero-width character in it looks like
//! another one that it is not, and a name with a line break spoils every list that it stands in.

/// The longest name, number or note of a command, in characters.
pub const MAX_TEXT_CHARS: usize = 500;

/// A text without the blanks around it; none where nothing is left.
pub fn given(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The first character of a text of one line that it may not hold: a line break, another control character, or one
/// that shows nothing and changes what the others show.
pub fn first_unseen(line: &str) -> Option<char> {
    line.chars().find(|c| is_unseen(*c))
}

/// The first character of a text of several lines, such as a note, that it may not hold: as of one line, but that it
/// may have line breaks and tabs.
pub fn first_unseen_in_lines(text: &str) -> Option<char> {
    text.chars().find(|c| is_unseen(*c) && !matches!(c, '\n' | '\r' | '\t'))
}

/// Whether a character shows nothing: control characters, zero-width ones, marks of direction, and what is no
/// character at all. Blanks of every width show something, and variants of a character (U+FE00 and the like) belong
/// to names.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}'
            | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_seen_is_a_line() {
        for line in [
            "",
            "B-2026 10",
            "云岭（北京）科技　有限公司",
            "𠮷田 Zoë",
            "O\u{2019}Neil",
            "葛\u{E0100}城市",
            "😀",
        ] {
            assert_eq!(first_unseen(line), None, "{line}");
        }
    }

    #[test]
    fn the_first_character_that_cannot_be_seen_is_named() {
        for c in ['\0', '\t', '\n', '\r', '\u{7F}', '\u{85}', '\u{200B}', '\u{202E}', '\u{2066}', '\u{FEFF}']
        {
            assert_eq!(first_unseen(&format!("甲{c}乙\u{200B}")), Some(c), "{c:?}");
        }
    }

    #[test]
    fn a_text_of_several_lines_has_line_breaks_and_tabs_and_nothing_else_unseen() {
        assert_eq!(first_unseen_in_lines("一\r\n\t二\n三"), None);
        assert_eq!(first_unseen_in_lines("一\n\u{200B}二"), Some('\u{200B}'));
        assert_eq!(first_unseen_in_lines("一\0二"), Some('\0'));
    }
}
