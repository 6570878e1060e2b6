//! What was typed into forms and not sent.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};

use crate::domain::draft::DraftForm;
use crate::domain::ids::{AccountId, DraftId, UserId};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params};

/// A draft as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDraft {
    pub id: DraftId,
    /// The name of the user whose it is.
    pub user: String,
    /// The form as it was called by whoever wrote it: a newer program may know forms that this one does not.
    pub form: String,
    /// The number of the account that it is about.
    pub account: Option<String>,
    /// The name of that account.
    pub account_name: Option<String>,
    pub object: Option<String>,
    /// JSON, in the shape of the form.
    pub content: String,
    pub changed_at: DateTime<Utc>,
}

columns! { StoredDraft { id, user, form, account, account_name, object, content, changed_at } }

/// What a draft is known by, as kept.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub user: UserId,
    pub account: Option<AccountId>,
    pub form: DraftForm,
    pub object: Option<&'a str>,
}

/// Every draft of every user, the one changed last first.
pub fn all(db: &Db) -> Result<Vec<StoredDraft>, Refusal> {
    db.all(include_str!("all.sql"), [])
}

/// Keeps a draft, in the place of the one that was there.
pub fn put(db: &Db, place: Place<'_>, content: &str, at: DateTime<Utc>) -> Result<(), Refusal> {
    let Place { user, account, form, object } = place;
    db.run(include_str!("put.sql"), params![user, account, form.as_str(), object, content, at])
}

/// Removes the draft of this place, if there is one.
pub fn discard(db: &Db, place: Place<'_>) -> Result<(), Refusal> {
    let Place { user, account, form, object } = place;
    db.run(include_str!("discard.sql"), params![user, account, form.as_str(), object])
}

/// Removes the drafts of a form that any user has begun about an account.
pub fn discard_of_account(db: &Db, form: DraftForm, account: AccountId) -> Result<(), Refusal> {
    db.run(include_str!("discard_of_account.sql"), params![form.as_str(), account])
}

/// Removes what any user has typed of an object into the rows of a form of many: an input named `rows` of its content,
/// and what stands `beside` them.
pub fn discard_row(db: &Db, form: DraftForm, object: &str) -> Result<(), Refusal> {
    db.run(include_str!("discard_row.sql"), params![form.as_str(), object])?;
    db.run(include_str!("discard_without_rows.sql"), params![form.as_str()])
}

/// Removes a draft.
pub fn remove(db: &Db, id: DraftId) -> Result<(), Refusal> {
    db.run(include_str!("remove.sql"), [id])
}
