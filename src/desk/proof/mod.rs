//! What makes a store unable to lie. Each entry of the log says what all rows come to behind it and is signed; `check`
//! holds the rows against it, and the log against what this machine saw of it.
//!
//! What stays possible, and to whom, is in the README.

pub(crate) mod heads;
pub(crate) mod log;
pub mod machine;
pub(crate) mod signer;
pub(in crate::desk) mod signers;
pub(crate) mod source;

use std::cell::Cell;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::desk::unfinished::ARRIVING;
use crate::desk::unwritable;
use crate::domain::check::{Found, Violation};
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::store::audit::{self, Before, StoredEntry};
use crate::store::engine::{Db, newest_schema};
use crate::store::{proof, setting, signing_key, user};

use self::heads::{Head, hex};
pub use self::signer::Signer;
use self::source::Source;

/// The setting that tells a store from all others, for as long as it lives.
const STORE_ID: &str = "store_id";

/// What the log calls the making of a store.
pub(crate) const BEGIN: &str = "begin";

/// What the log calls that an older store is proved from there on.
pub(crate) const BEGIN_PROOF: &str = "begin_proof";

/// What the log calls that a backup took the place of a store.
pub(crate) const RESTORE: &str = "restore";

/// By whose hand entries are written.
#[derive(Clone, Debug)]
pub(crate) struct Hand {
    pub source: Source,
    pub signer: Arc<Signer>,
}

impl Hand {
    /// This machine, as long as nobody is signed in.
    pub(crate) fn of_machine() -> Self {
        Self { source: Source::here(None), signer: Signer::of_machine() }
    }
}

/// What the first entry with a proof says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Begun {
    /// The identity of the store.
    pub store: String,
    /// Whether it takes a clock from outside.
    pub sandbox: bool,
    /// The version of its schema.
    pub schema: i64,
    /// The hash of the entry before, where there is one, in hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

/// What the entry of a restore says: the newest entries of the backup and of what it replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RestoredHeads {
    /// The newest entry of the backup, and its hash.
    pub backup: Option<(i64, String)>,
    /// The same of the store that it replaced; none: there was none, or none that could be read.
    pub replaced: Option<(i64, String)>,
}

/// Gives a store an identity, if it has none, and keeps what its rows come to from here on: what its first proved entry
/// says.
///
/// # Errors
/// `store`.
pub(crate) fn begin(db: &Db, is_sandbox: bool) -> Result<Begun, Refusal> {
    let store = match setting::get(db, STORE_ID)? {
        Some(store) => store,
        None => {
            let mut bytes = [0; 16];
            getrandom::fill(&mut bytes).map_err(unwritable)?;
            let store = hex(&bytes);
            setting::put(db, STORE_ID, &store)?;
            store
        }
    };
    let before = audit::newest(db)?.map(|(_, hash)| hex(&hash));
    Ok(Begun { store, sandbox: is_sandbox, schema: newest_schema(), before })
}

/// What is left of an earlier proof in a store whose log has none.
pub(crate) fn is_emptied(db: &Db) -> Result<bool, Refusal> {
    Ok(!proof::tables(db)?.is_empty()
        || !signing_key::all(db)?.is_empty()
        || setting::get(db, STORE_ID)?.is_some())
}

/// Fills in what an entry proves, the last thing that is done of a transaction: what was changed since the entry before
/// it, figures of which sealed months among it, what all rows come to, and by whose key it is signed; all but the hash and
/// the signature. Where something was `found` not to be as proved, what all rows come to is taken as it is from here on.
///
/// # Errors
/// `store`.
pub(crate) fn fill_in(
    db: &Db,
    hand: &Hand,
    entry: &mut StoredEntry,
    before: Before,
    begins: bool,
    mut found: Vec<Found>,
    sealed: &[Month],
) -> Result<(), Refusal> {
    let (cookie_before, cookie) = db.schema_cookies()?;
    entry.key = Some(hand.signer.known(db, entry.at)?);
    let changes = db.changes()?;
    entry.changes = changes.as_ref().and_then(|changes| proof::told(changes, sealed));
    if begins {
        proof::begin(db)?;
    } else {
        let was_so = before.proof.is_some_and(|proof| Ok(proof) == proof::digest(db).map(Vec::from));
        let was_whole = changes.map_or(Ok(true), |changes| proof::add(db, &changes))?;
        if !found.is_empty() {
            proof::begin(db)?;
        }
        let is_broken = !was_so || !was_whole;
        if is_broken && !found.contains(&Found::Digests) {
            found.push(Found::Digests);
        }
        if before.schema_cookie != Some(cookie_before) {
            found.push(Found::Schema);
        }
    }
    entry.found =
        if found.is_empty() { None } else { Some(serde_json::to_string(&found).map_err(unwritable)?) };
    entry.proof = Some(proof::digest(db)?.to_vec());
    entry.schema_cookie = Some(cookie);
    Ok(())
}

/// The signature over an entry with this hash.
///
/// # Errors
/// `store`.
pub(crate) fn sign(db: &Db, hand: &Hand, hash: &[u8]) -> Result<Vec<u8>, Refusal> {
    Ok(hand.signer.sign(&setting::get(db, STORE_ID)?.unwrap_or_default(), hash))
}

/// Whether the log of a store of the present schema proves what is in it, and did so since it has that schema. A new one
/// is proved from its making.
///
/// # Errors
/// `store`.
pub(crate) fn is_up_to_date(db: &Db) -> Result<bool, Refusal> {
    let begun = audit::begun(db)?.and_then(|says| serde_json::from_str::<Begun>(&says).ok());
    match begun {
        Some(begun) => Ok(begun.schema >= newest_schema()),
        None => Ok(user::all(db)?.is_empty()),
    }
}

/// Looks over a proved store in the transaction that brings it up to date, before it does: what is not as proved. None
/// where there is nothing to look over.
///
/// # Errors
/// `store`.
pub(crate) fn before_migration(db: &Db) -> Result<Option<Vec<Found>>, Refusal> {
    if !db.has_table("table_digest")? {
        return Ok(None);
    }
    if !db.is_of_older_schema()? {
        // The program brings none up to date without saying so.
        let is_proved = audit::begun(db)?.is_some();
        return Ok(is_proved.then(|| vec![Found::Schema]));
    }
    let seen = heads::seen(db.path());
    let report = db.read_together(|readers| log::proof_alone(readers, seen.as_ref()))?;
    let found = |violation| match violation {
        Violation::Table { table, .. } => Found::Table { table },
        _ => Found::Log,
    };
    Ok(Some(report.violations.into_iter().map(found).collect()))
}

/// How often what was seen of a store is remembered while it is open, in seconds; and once more when it is left.
const REMEMBERED_EVERY: i64 = 60;

/// What this machine knows of a store that it has open.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    /// The newest entry that it saw, where the store does not have it any more.
    pub lost: Option<Head>,
    /// What stood there when the store was opened, and a restore has replaced.
    replaced: Option<Head>,
    renewed_at: Cell<Option<DateTime<Utc>>>,
}

impl Remembered {
    /// Holds a store against what this machine saw of it.
    ///
    /// # Errors
    /// `store`.
    pub(crate) fn of(db: &Db) -> Result<Self, Refusal> {
        let lost = log::lost_head(db)?;
        let (store, seen) = (store_id(db)?.unwrap_or_default(), heads::seen(db.path()));
        let replaced = match seen.filter(|_| lost.is_none()) {
            Some(seen) if !log::has(db, &store, &seen)? => Some(seen),
            _ => None,
        };
        Ok(Self { lost, replaced, renewed_at: Cell::default() })
    }

    /// Remembers the newest entry, if it was not done a moment ago. What cannot be read now is remembered later.
    pub(crate) fn renew_in_time(&self, db: &Db, now: DateTime<Utc>) {
        let is_time = |last: DateTime<Utc>| (now - last).num_seconds().abs() >= REMEMBERED_EVERY;
        if self.renewed_at.get().is_none_or(is_time) {
            let _ = self.renew(db, now);
        }
    }

    /// Remembers the newest entry; not while one is lost, which would be forgotten by that, be it under this desk.
    pub(crate) fn renew(&self, db: &Db, now: DateTime<Utc>) -> Result<(), Refusal> {
        self.renewed_at.set(Some(now));
        let (Some(store), None) = (setting::get(db, STORE_ID)?, &self.lost) else { return Ok(()) };
        // What is not whole yet has another place soon.
        let is_arriving = db.path().to_string_lossy().contains(ARRIVING);
        if let Some(seen) = heads::seen(db.path())
            && self.replaced.as_ref() != Some(&seen)
            && !log::has(db, &store, &seen)?
        {
            return Ok(());
        }
        if let Some((entry, hash)) = audit::newest(db)?.filter(|_| !is_arriving) {
            let path = db.path().display().to_string();
            heads::remember(&Head { store, path, entry, hash: hex(&hash), seen_at: now });
        }
        Ok(())
    }
}

/// The identity of a store; none where it was never proved.
///
/// # Errors
/// `store`.
pub(crate) fn store_id(db: &Db) -> Result<Option<String>, Refusal> {
    setting::get(db, STORE_ID)
}

#[cfg(test)]
mod tests;
