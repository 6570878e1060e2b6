//! Columns named by hand, remembered for each issuer and kind of table.

use serde_json::{Map, Value};

use super::{ImportError, ImportFile};
use crate::desk::Desk;
use crate::domain::import::{Field, HeaderError, ImportKind, TableError};
use crate::domain::refusal::Refusal;
use crate::exchange::import::{Header, Mapping, find_header as find};
use crate::exchange::table::Sheet;
use crate::store::engine::Db;
use crate::store::setting;

/// Finds the header by what was named by hand for this file; else by what was named the last time, as far as the
/// file has those columns; else by what the headers mean.
pub(super) fn find_header(db: &Db, file: &ImportFile, sheet: &mut Sheet) -> Result<Header, ImportError> {
    let remembered = remembered(db, &file.issuer, file.kind)?;
    if !file.mapping.is_empty() || remembered.is_empty() {
        return Ok(find(file.kind, sheet, &file.mapping)?);
    }
    match find(file.kind, sheet, &remembered) {
        Err(TableError::Header(HeaderError::NoSuchColumn { .. } | HeaderError::NotFound { .. })) => {
            Ok(find(file.kind, sheet, &Mapping::default())?)
        }
        found => Ok(found?),
    }
}

/// What was named by hand the last time.
///
/// # Errors
/// `store`.
pub fn remembered(db: &Db, issuer: &str, kind: ImportKind) -> Result<Mapping, Refusal> {
    let mut mapping = Mapping::default();
    let kept = setting::get(db, &key(issuer, kind))?.unwrap_or_default();
    // What an older program kept and this one does not know is passed over.
    let kept: Map<String, Value> = serde_json::from_str(&kept).unwrap_or_default();
    for (field, header) in &kept {
        if let (Some(field), Some(header)) = (kind.field(field), header.as_str()) {
            mapping.set(field, header);
        }
    }
    Ok(mapping)
}

/// Keeps what was named by hand, by header: the letter of a column means nothing in the next file.
pub(super) fn remember(db: &Db, file: &ImportFile, header: &Header) -> Result<(), Refusal> {
    if file.mapping.is_empty() {
        return Ok(());
    }
    let kept: Map<String, Value> = file
        .mapping
        .pairs()
        // What was left out is kept as nothing; a column without a header cannot be found again.
        .filter(|(field, named)| named.is_empty() || !header.text(*field).is_empty())
        .map(|(field, _)| (field.id().to_owned(), header.text(field).into()))
        .collect();
    setting::put(db, &key(&file.issuer, file.kind), &Value::Object(kept).to_string())
}

impl Desk {
    /// Forgets which column was named by hand for `field` in tables of an issuer.
    ///
    /// # Errors
    /// `not-permitted`, `store`.
    pub fn forget_import_column(
        &mut self,
        by: Option<&str>,
        issuer: &str,
        kind: ImportKind,
        field: Field,
    ) -> Result<(), Refusal> {
        let issuer = issuer.trim();
        self.transact(
            by,
            "forget_import_column",
            |db, _, _| {
                let known = remembered(db, issuer, kind)?;
                let kept: Map<String, Value> = known
                    .pairs()
                    .filter(|(named, _)| *named != field)
                    .map(|(named, header)| (named.id().to_owned(), header.into()))
                    .collect();
                setting::put(db, &key(issuer, kind), &Value::Object(kept).to_string())
            },
            |()| serde_json::json!({ "issuer": issuer, "kind": kind.id(), "field": field.id() }),
        )
    }
}

fn key(issuer: &str, kind: ImportKind) -> String {
    format!("import_mapping/{}/{}", kind.id(), issuer.trim())
}
