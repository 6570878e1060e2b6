//! Drafts: what a user has typed into a form and not sent. They are kept beside commands: no log entry says what
//! somebody was about to do, and nothing that is read of the store changes by them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use crate::desk::Desk;
use crate::desk::clock::Moment;
use crate::desk::commands::named_account;
use crate::desk::commands::transaction::Transaction;
use crate::desk::principal::named;
use crate::desk::protocol::fields::fields;
use crate::domain::draft::DraftKey;
use crate::domain::ids::DraftId;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::text::Code;
use crate::store::draft::{self, Place, StoredDraft};
use crate::store::engine::Db;

fields! {
    /// Lists the drafts of whoever asks: all, or those about an account.
    ListDrafts {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account: Option<Code>,
    }
    /// Throws a draft away.
    DiscardDraft {
        draft: Code,
    }
}

/// A draft, with what is typed in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is known by.
    pub key: DraftKey,
    /// The name of the account that it is about.
    pub account_name: Option<String>,
    /// What is typed, in the shape of the form.
    pub content: Value,
    /// When it was typed last.
    pub changed_at: DateTime<Utc>,
}

/// A draft, as answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(
    missing_docs,
    reason = "its fields are those of AUTOMATION.md; what it is in words is said by who answers"
)]
pub struct DraftLine {
    pub draft: String,
    #[serde(flatten)]
    pub key: DraftKey,
    #[serde(skip)]
    pub account_name: Option<String>,
    pub changed_at: DateTime<Utc>,
}

impl Draft {
    /// The draft as this program knows it; none where a newer one wrote it.
    fn of(stored: &StoredDraft) -> Option<Self> {
        let form = stored.form.parse().ok()?;
        Some(Self {
            key: DraftKey { form, account: stored.account.clone(), object: stored.object.clone() },
            account_name: stored.account_name.clone(),
            content: serde_json::from_str(&stored.content).ok()?,
            changed_at: stored.changed_at,
        })
    }
}

/// Every draft that this program knows, with whose it is, the one changed last first.
///
/// # Errors
/// `store`.
pub(in crate::desk) fn all(db: &Db) -> Result<Vec<(String, Draft)>, Refusal> {
    let of = |stored: &StoredDraft| Some((stored.user.clone(), Draft::of(stored)?));
    Ok(draft::all(db)?.iter().filter_map(of).collect())
}

/// The answer of `drafts`: those of whoever asks, the one changed last first.
pub(crate) fn drafts(db: &Db, moment: &Moment, q: &ListDrafts) -> Result<Vec<DraftLine>, Refusal> {
    if let Some(account) = &q.account {
        named_account::account(db, account)?;
    }
    let user = named(db, moment.user.as_deref())?.name;
    let is_asked = |stored: &StoredDraft| {
        stored.user == user && q.account.as_deref().is_none_or(|code| stored.account.as_deref() == Some(code))
    };
    let line = |stored: StoredDraft| {
        let Draft { key, account_name, changed_at, .. } = Draft::of(&stored)?;
        Some(DraftLine { draft: stored.id.0.to_string(), key, account_name, changed_at })
    };
    Ok(draft::all(db)?.into_iter().filter(is_asked).filter_map(line).collect())
}

pub(crate) fn discard_draft(tx: &Transaction<'_>, c: &DiscardDraft) -> Result<(), Refusal> {
    let id = c.draft.parse().ok().map(DraftId);
    let own =
        draft::all(tx.db)?.into_iter().find(|stored| Some(stored.id) == id && stored.user == tx.user.name);
    let own = own.ok_or_else(|| Refusal::not_found(Noun::Draft, c.draft.to_string()))?;
    draft::remove(tx.db, own.id)
}

impl Desk {
    /// Keeps what `by` has typed into a form, or forgets it where that is nothing; no command, and no log entry.
    ///
    /// # Errors
    /// `not-found`: there is no such user or account; `store`.
    pub fn keep_draft(
        &self,
        by: Option<&str>,
        key: &DraftKey,
        content: Option<&Value>,
    ) -> Result<(), Refusal> {
        self.keep_draft_of(by, key, content, self.clock.now())
    }

    /// The same, of what was typed at this time.
    ///
    /// # Errors
    /// As there.
    pub(in crate::desk) fn keep_draft_of(
        &self,
        by: Option<&str>,
        key: &DraftKey,
        content: Option<&Value>,
        typed_at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        self.db.transaction(|db| {
            let account = key.account.as_deref().map(|code| named_account::account(db, code)).transpose()?;
            let place = Place {
                user: named(db, by)?.id,
                account: account.map(|account| account.id),
                form: key.form,
                object: key.object.as_deref(),
            };
            match content {
                Some(content) => draft::put(db, place, &content.to_string(), typed_at),
                None => draft::discard(db, place),
            }
        })
    }
}
