//! What a person has said that words of a table mean.

use super::words::plain;
use crate::domain::import::{Field, HeaderError, ImportKind, Meaning};

/// Words and what they mean, over what the desk takes them for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary(Vec<(Meaning, String)>);

impl Vocabulary {
    /// Reads pairs such as `paid=款清`.
    ///
    /// # Errors
    /// The first pair that has no `=` or no word, or names no meaning that a word in a table of `kind` can have.
    pub fn parse(kind: ImportKind, pairs: impl IntoIterator<Item: AsRef<str>>) -> Result<Self, HeaderError> {
        let mut vocabulary = Self::default();
        for pair in pairs {
            let pair = pair.as_ref();
            let wrong = || HeaderError::NoSuchMeaning { kind, pair: pair.to_owned() };
            let (meaning, word) = pair.split_once('=').ok_or_else(wrong)?;
            let meaning = Meaning::named(kind, meaning).ok_or_else(wrong)?;
            if word.trim().is_empty() {
                return Err(wrong());
            }
            vocabulary.set(meaning, word.trim());
        }
        Ok(vocabulary)
    }

    /// Says what a word means, in place of what was said of it before.
    pub fn set(&mut self, meaning: Meaning, word: &str) {
        self.forget(meaning, word);
        self.0.push((meaning, word.to_owned()));
    }

    /// Takes back what was said of a word in columns such as this meaning stands in.
    pub fn forget(&mut self, meaning: Meaning, word: &str) {
        let (sort, word) = (std::mem::discriminant(&meaning), plain(word));
        self.0.retain(|(known, named)| std::mem::discriminant(known) != sort || plain(named) != word);
    }

    /// Takes in everything that `other` says.
    pub fn extend(&mut self, other: &Self) {
        for (meaning, word) in other.pairs() {
            self.set(meaning, word);
        }
    }

    /// What was said, in the order in which it was.
    pub fn pairs(&self) -> impl Iterator<Item = (Meaning, &str)> {
        self.0.iter().map(|(meaning, word)| (*meaning, word.as_str()))
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a word in the column of `field` means, if a person has said so.
    pub(super) fn meaning(&self, field: Field, word: &str) -> Option<Meaning> {
        if self.0.is_empty() {
            return None;
        }
        let word = plain(word);
        self.pairs()
            .find(|(meaning, named)| meaning.fits(field) && plain(named) == word)
            .map(|(meaning, _)| meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::BillState;

    #[test]
    fn the_last_word_about_a_word_counts() {
        let pairs = ["paid=款清", "void=款 清", "other=款清"];
        let vocabulary = Vocabulary::parse(ImportKind::Bills, pairs).unwrap();
        assert_eq!(vocabulary.meaning(Field::Status, "款清"), Some(Meaning::State(BillState::Void)));
        assert_eq!(vocabulary.pairs().count(), 2, "a kind is another sort of word");
        assert_eq!(vocabulary.meaning(Field::Item, "款清"), None);
    }

    #[test]
    fn what_is_no_meaning_of_a_word_in_such_a_table_is_refused() {
        for pair in ["paid", "paid=", "colour=红", "overseas=外"] {
            let error = Vocabulary::parse(ImportKind::Bills, [pair]).unwrap_err();
            assert_eq!(error, HeaderError::NoSuchMeaning { kind: ImportKind::Bills, pair: pair.into() });
        }
    }
}
