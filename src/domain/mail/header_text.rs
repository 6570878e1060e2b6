//! Texts that stand in the head of a message, where a line break would begin another field and a mark of direction
//! would show other words than there are.

use std::ops::Deref;

use crate::domain::text::first_unseen;

/// A text of one line in which everything can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderText(String);

impl HeaderText {
    /// The text, with a blank for what cannot be seen.
    pub fn of(text: &str) -> Self {
        let seen = |c: char| if first_unseen(c.encode_utf8(&mut [0; 4])).is_some() { ' ' } else { c };
        Self(text.chars().map(seen).collect::<String>().trim().to_owned())
    }
}

impl Deref for HeaderText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_a_blank() {
        assert_eq!(&*HeaderText::of("云岭\r\nBcc: a@b.cn"), "云岭  Bcc: a@b.cn");
        assert_eq!(&*HeaderText::of("\u{202E}fdp.云岭\u{200B}"), "fdp.云岭");
        assert_eq!(&*HeaderText::of("“云岭” \"A\" <a>"), "“云岭” \"A\" <a>");
    }
}
