//! Columns named by hand.

use crate::domain::import::{Field, HeaderError, ImportKind};

/// Columns named by hand, over what their headers seem to mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(Field, String)>);

impl Mapping {
    /// Reads pairs such as `amount=应付金额` or `amount=H`: a header, or the letter of a column.
    ///
    /// # Errors
    /// The first pair that has no `=`, or names no field of `kind`.
    pub fn parse(kind: ImportKind, pairs: impl IntoIterator<Item: AsRef<str>>) -> Result<Self, HeaderError> {
        let mut mapping = Self::default();
        for pair in pairs {
            let pair = pair.as_ref();
            let wrong = || HeaderError::NoSuchField { kind, pair: pair.to_owned() };
            let (field, header) = pair.split_once('=').ok_or_else(wrong)?;
            let field = kind.field(field).ok_or_else(wrong)?;
            mapping.set(field, header.trim());
        }
        Ok(mapping)
    }

    /// Names the column of `field`, by its header or letter; by nothing, the field is left out.
    pub fn set(&mut self, field: Field, header: &str) {
        self.0.retain(|(named, _)| *named != field);
        self.0.push((field, header.to_owned()));
    }

    /// The columns that are named.
    pub fn pairs(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, header)| (*field, header.as_str()))
    }

    /// Whether no column is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
