//! What people have said of tables and the desk remembers for the next one: the meaning of words, the columns of fields.

use crate::desk::Desk;
use crate::desk::import::{remembered_mapping, remembered_words};
use crate::domain::import::{Field, ImportKind, Meaning};
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::issuer;

/// Something that is remembered for the tables of an issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The code of the issuer.
    pub issuer: String,
    /// What the table holds.
    pub kind: ImportKind,
    /// What was said.
    pub said: Said,
}

/// What a person has said of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A word means this.
    Word(Meaning, String),
    /// The column of this header is the field; without a header, the field is left out.
    Column(Field, String),
}

/// Everything that is remembered, issuer by issuer.
///
/// # Errors
/// `store`.
pub fn remembered(db: &Db) -> Result<Vec<Remembered>, Refusal> {
    let mut found = Vec::new();
    for stored in issuer::all(db)? {
        let issuer = stored.issuer.code;
        for kind in ImportKind::ALL {
            let words = remembered_words(db, &issuer, kind)?;
            let words = words.pairs().map(|(meaning, word)| Said::Word(meaning, word.to_owned()));
            let columns = remembered_mapping(db, &issuer, kind)?;
            let columns = columns.pairs().map(|(field, header)| Said::Column(field, header.to_owned()));
            let said = words.chain(columns);
            found.extend(said.map(|said| Remembered { issuer: issuer.clone(), kind, said }));
        }
    }
    Ok(found)
}

impl Desk {
    /// Forgets something that was said of the tables of an issuer.
    ///
    /// # Errors
    /// `not-permitted`, `store`.
    pub fn forget_remembered(&mut self, by: Option<&str>, what: &Remembered) -> Result<(), Refusal> {
        match &what.said {
            Said::Word(meaning, word) => {
                self.forget_import_word(by, &what.issuer, what.kind, (*meaning, word))
            }
            Said::Column(field, _) => self.forget_import_column(by, &what.issuer, what.kind, *field),
        }
    }
}
