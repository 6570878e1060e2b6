//! Lists of words as tables have them, written as people read them.

/// Words that are separated by `, `.
#[derive(Clone, Copy)]
pub(crate) struct WordList(pub &'static str);

impl WordList {
    pub(crate) fn words(self) -> impl Iterator<Item = &'static str> {
        self.0.split(", ")
    }

    /// Whether `word` is one of them.
    pub(crate) fn has(self, word: &str) -> bool {
        self.words().any(|own| own == word)
    }

    /// Whether one of them stands somewhere in `text`.
    pub(crate) fn is_in(self, text: &str) -> bool {
        self.words().any(|word| text.contains(word))
    }

    /// Whether `text` begins with one of them.
    pub(crate) fn begins(self, text: &str) -> bool {
        self.words().any(|word| text.starts_with(word))
    }

    /// Whether `text` ends with one of them.
    pub(crate) fn ends(self, text: &str) -> bool {
        self.words().any(|word| text.ends_with(word))
    }

    /// `text` without the first of them that it begins with.
    pub(crate) fn strip_prefix(self, text: &str) -> Option<&str> {
        self.words().find_map(|word| text.strip_prefix(word))
    }

    /// `text` without the first of them that it ends with.
    pub(crate) fn strip_suffix(self, text: &str) -> Option<&str> {
        self.words().find_map(|word| text.strip_suffix(word))
    }
}
