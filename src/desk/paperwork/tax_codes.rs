//! The user's table of tax classifications, taken in: what is issued has to be a leaf of it.

use std::path::Path;

use serde_json::json;

use super::ListStop;
use crate::desk::Desk;
pub use crate::exchange::bureau_lists::WrongCode;
use crate::exchange::bureau_lists::tax_codes as read;
use crate::store::bureau::tax_codes;

/// What the import of a table of classifications came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxCodesImported {
    /// How many rows name one.
    pub read: usize,
    /// How many are new.
    pub added: u32,
    /// How many are called something else now.
    pub changed: u32,
    /// The rows whose code is not of 19 digits.
    pub refused: Vec<WrongCode>,
}

impl Desk {
    /// Adds the classifications of a table to those that are known, as one transaction of `by`.
    ///
    /// # Errors
    /// See [`ListStop`].
    pub fn import_tax_codes(&self, by: Option<&str>, path: &Path) -> Result<TaxCodesImported, ListStop> {
        let rows = read(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.transact(
            by,
            "import_tax_codes",
            |db, _, _| {
                let before = tax_codes::count(db)?;
                let mut touched = 0;
                for row in rows.iter().flatten() {
                    touched += u32::from(tax_codes::put(db, &row.code, &row.name)?);
                }
                let added = tax_codes::count(db)? - before;
                let refused = rows.iter().filter_map(|row| row.as_ref().err().cloned()).collect();
                // A code may stand there twice, under two names.
                let changed = touched.saturating_sub(added);
                Ok::<_, ListStop>(TaxCodesImported { read: rows.len(), added, changed, refused })
            },
            |done| json!({ "file": name, "read": done.read, "added": done.added, "changed": done.changed }),
        )
    }
}
