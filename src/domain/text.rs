//! Text that comes from outside: lines that people sent, typed or have in files.
//!
//! One rule for all of it. What is kept is what can be seen: a number with a zero-width character in it looks like
//! another one that it is not, and a name with a line break spoils every list that it stands in.
//!
//! Errors of every reading: the first thing that is wrong with the text.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

use super::reading;

/// The longest name, number or note of a command, in characters.
pub const MAX_TEXT_CHARS: usize = 500;

/// Why a text is not one of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but blanks where something has to be named.
    #[error("blank")]
    Blank,
    /// A character that cannot be seen.
    #[error("{0:?} cannot be seen")]
    Unseen(char),
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $read:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The kind of it, see [`reading::text`].
            pub const KIND: &str = stringify!($name);
        }

        impl TryFrom<&str> for $name {
            type Error = TextError;

            fn try_from(text: &str) -> Result<Self, TextError> {
                let read: fn(&str) -> Result<String, TextError> = $read;
                read(text).map(Self)
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl From<&$name> for String {
            fn from(text: &$name) -> Self {
                text.0.clone()
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                reading::text(deserializer, Self::KIND, |text| Self::try_from(text))
            }
        }
    )*};
}

texts! {
    /// What something is known by: a number, a code, a name. Blanks around it are dropped, as they are where it is
    /// kept; a blank one names nothing.
    Code = |text| given(text).ok_or(TextError::Blank).and_then(|code| all_seen(&code, first_unseen));
    /// A text of one line, with the blanks around it that it was given with.
    Line = |text| all_seen(text, first_unseen);
    /// A text of several lines, such as a note, with the blanks around it that it was given with.
    Prose = |text| all_seen(text, first_unseen_in_lines);
}

impl Code {
    /// What the desk itself numbers: all digits can be seen.
    pub fn of_id(id: i64) -> Self {
        Self(id.to_string())
    }
}

impl Line {
    /// The line without the blanks around it; none where nothing is left.
    pub fn given(&self) -> Option<Self> {
        given(self).map(Self)
    }
}

/// Reads a code that may be left out; a blank one counts as left out.
pub fn code_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Code>, D::Error> {
    Ok(Option::<Line>::deserialize(deserializer)?.and_then(|line| Code::try_from(&*line).ok()))
}

/// The text, if all of it can be seen but for the blanks around it, which are dropped before it is kept.
fn all_seen(text: &str, unseen: fn(&str) -> Option<char>) -> Result<String, TextError> {
    unseen(text.trim()).map_or_else(|| Ok(text.to_owned()), |c| Err(TextError::Unseen(c)))
}

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

/// A text of which nobody knows who wrote it, with every character that cannot be seen written out, as `\u{1b}`.
pub fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unseen(c) {
            seen.extend(c.escape_unicode());
        } else {
            seen.push(c);
        }
    }
    seen
}

/// Whether a character shows nothing: control characters, zero-width ones, marks of direction, and what is no
/// character at all. Blanks of every width show something, and variants of a character (U+FE00 and the like) belong
/// to names.
pub(super) fn is_unseen(c: char) -> bool {
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
    fn what_cannot_be_seen_is_written_out() {
        assert_eq!(visible("甲\u{1b}[2J\n\u{202E}乙 é"), "甲\\u{1b}[2J\\u{a}\\u{202e}乙 é");
    }

    #[test]
    fn a_code_is_what_stands_between_blanks() {
        assert_eq!(&*Code::try_from(" B-1\n").unwrap(), "B-1");
        assert_eq!(Code::try_from(" \t"), Err(TextError::Blank));
        assert_eq!(Code::try_from(" B\u{200B}1 "), Err(TextError::Unseen('\u{200B}')));
    }

    #[test]
    fn lines_and_prose_are_kept_as_they_are_given() {
        assert_eq!(&*Line::try_from(" 王敏\n").unwrap(), " 王敏\n");
        assert_eq!(Line::try_from("王\n敏"), Err(TextError::Unseen('\n')));
        assert_eq!(&*Prose::try_from(" 一\n二 ").unwrap(), " 一\n二 ");
        assert_eq!(Prose::try_from("一\u{FEFF}二"), Err(TextError::Unseen('\u{FEFF}')));
    }

    #[test]
    fn a_text_is_checked_again_when_it_is_read_from_a_file() {
        assert_eq!(serde_json::to_string(&Line::try_from(" a ").unwrap()).unwrap(), "\" a \"");
        assert_eq!(serde_json::from_str::<Code>("\" a \"").unwrap(), Code::try_from("a").unwrap());
        assert!(serde_json::from_str::<Code>("\" \"").is_err());
        assert!(serde_json::from_str::<Line>("\"a\\u200bb\"").is_err());
    }

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
