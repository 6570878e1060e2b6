//! The bulk-issue forms that were seen. Their bytes are in the archive beside the store.

use chrono::{DateTime, Utc};

use crate::domain::bureau::FormShape;
use crate::domain::ids::FormId;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params};
use crate::store::submission::NamedScan;

/// A form as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredForm {
    /// The row.
    pub id: FormId,
    /// The SHA-256 of its bytes, under which they are kept.
    pub sha256: String,
    /// The name of the file it came from.
    pub name: String,
    /// What it asks.
    pub shape: FormShape,
}

columns! { StoredForm { id, sha256, name, shape } }

/// Keeps what a form asks; `sha256` names its bytes.
pub fn insert(
    db: &Db,
    sha256: &str,
    name: &str,
    shape: &FormShape,
    at: DateTime<Utc>,
) -> Result<FormId, Refusal> {
    let version = shape.version.as_ref().map(|version| version.day().to_owned());
    db.insert(include_str!("insert_form.sql"), params![version, sha256, name, shape, at])
}

/// The form of these bytes, if it was seen before.
pub fn by_sha256(db: &Db, sha256: &str) -> Result<Option<StoredForm>, Refusal> {
    db.maybe(include_str!("form_by_sha256.sql"), [sha256])
}

/// Every form that was seen; none of a store that is older than forms are.
pub fn kept(db: &Db) -> Result<Vec<NamedScan>, Refusal> {
    if !db.has_table("bureau_form")? {
        return Ok(Vec::new());
    }
    db.all(include_str!("kept_forms.sql"), [])
}

/// The newest form that was seen: of the latest version, and of those the one that was seen or used last.
pub fn newest(db: &Db) -> Result<Option<StoredForm>, Refusal> {
    db.maybe(include_str!("newest_form.sql"), [])
}
