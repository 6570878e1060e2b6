//! Columns named by hand.

use serde_json::{Map, Value};

use super::{keep, kept};
use crate::desk::import::{ImportError, ImportFile};
use crate::domain::import::{Field, HeaderError, ImportKind, TableError};
use crate::domain::refusal::Refusal;
use crate::exchange::import::{Header, Mapping, find_header as find};
use crate::exchange::table::Sheet;
use crate::store::engine::Db;

const MAPPING: &str = "mapping";

/// Finds the header by what was named by hand for this file; else by what was named the last time, as far as the
/// file has those columns; else by what the headers mean.
pub(in crate::desk::import) fn find_header(
    db: &Db,
    file: &ImportFile,
    sheet: &mut Sheet,
) -> Result<Header, ImportError> {
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
pub(in crate::desk::import) fn remembered(
    db: &Db,
    issuer: &str,
    kind: ImportKind,
) -> Result<Mapping, Refusal> {
    let mut mapping = Mapping::default();
    for (field, header) in &kept(db, MAPPING, issuer, kind)? {
        if let (Some(field), Some(header)) = (kind.field(field), header.as_str()) {
            mapping.set(field, header);
        }
    }
    Ok(mapping)
}

/// Keeps what was named by hand, by header: the letter of a column means nothing in the next file.
pub(in crate::desk::import) fn remember(db: &Db, file: &ImportFile, header: &Header) -> Result<(), Refusal> {
    if file.mapping.is_empty() {
        return Ok(());
    }
    let named = file
        .mapping
        .pairs()
        // What was left out is kept as nothing; a column without a header cannot be found again.
        .filter(|(field, named)| named.is_empty() || !header.text(*field).is_empty())
        .map(|(field, _)| (field, header.text(field)));
    keep(db, MAPPING, &file.issuer, file.kind, by_id(named))
}

pub(super) fn forget(db: &Db, issuer: &str, kind: ImportKind, field: Field) -> Result<(), Refusal> {
    let known = remembered(db, issuer, kind)?;
    keep(db, MAPPING, issuer, kind, by_id(known.pairs().filter(|(named, _)| *named != field)))
}

fn by_id<'a>(named: impl Iterator<Item = (Field, &'a str)>) -> Map<String, Value> {
    named.map(|(field, header)| (field.id().to_owned(), header.into())).collect()
}
