//! The audit log: one entry a command, each hash over its content and the hash before it.

pub(crate) mod objects;

use sha2::{Digest, Sha256};

use crate::desk::clock::Moment;
use crate::desk::proof::source::Source;
use crate::desk::proof::{self, Hand};
use crate::desk::unwritable;
use crate::domain::check::Found;
use crate::domain::ids::UserId;
use crate::domain::log::{Attempt, LogArea, LogObject, LogOp, ObjectKind};
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::store::audit::{self, StoredEntry, list};
use crate::store::engine::{Db, Reach};
use crate::store::seal;

/// What an entry of the log says.
pub(crate) struct NewEntry<'a> {
    /// Whose command it was.
    pub by: UserId,
    /// The command's name.
    pub op: &'a str,
    /// The command as it was given, as JSON.
    pub request: String,
    /// Why it was refused, where it was an attempt.
    pub refused: Option<Attempt>,
    /// What it is about.
    pub objects: Vec<LogObject>,
}

/// Writes an entry, the last thing that is done of a command: it says which rows were changed since the one before it, and
/// what all of them come to. Answers the sealed months of which they change figures.
pub(super) fn write(db: &Db, hand: &Hand, moment: &Moment, new: NewEntry<'_>) -> Result<Vec<Month>, Refusal> {
    write_with(db, hand, moment, new, false, Vec::new())
}

/// The same of a store of which it is `found` that something in it is not as its log proves, and which is taken as it is:
/// the entry says so.
pub(super) fn write_found(
    db: &Db,
    hand: &Hand,
    moment: &Moment,
    new: NewEntry<'_>,
    found: Vec<Found>,
) -> Result<Vec<Month>, Refusal> {
    write_with(db, hand, moment, new, false, found)
}

/// Writes the entry from which on a store is proved; `found`: what was not as an earlier proof says.
pub(super) fn begin(
    db: &Db,
    hand: &Hand,
    moment: &Moment,
    (by, op): (UserId, &str),
    is_sandbox: bool,
    found: Option<Vec<Found>>,
) -> Result<(), Refusal> {
    let found = match found {
        Some(found) => found,
        None if proof::is_emptied(db)? => vec![Found::Emptied],
        None => Vec::new(),
    };
    let request = serde_json::to_string(&proof::begin(db, is_sandbox)?).map_err(unwritable)?;
    write_with(
        db,
        hand,
        moment,
        NewEntry { by, op, request, refused: None, objects: Vec::new() },
        true,
        found,
    )
    .map(drop)
}

fn write_with(
    db: &Db,
    hand: &Hand,
    moment: &Moment,
    new: NewEntry<'_>,
    begins: bool,
    found: Vec<Found>,
) -> Result<Vec<Month>, Refusal> {
    // What was set aside is a part of the schema again, by which the entry is to be known.
    db.put_back()?;
    let before = audit::before(db)?.unwrap_or_default();
    let Source { origin, system_user, machine } = hand.source.clone();
    let mut entry = StoredEntry {
        id: before.id + 1,
        at: moment.now,
        by: new.by,
        op: new.op.to_owned(),
        request: new.request,
        hash: Vec::new(),
        origin,
        system_user,
        machine,
        refused: new.refused.map(|attempt| attempt.as_str().to_owned()),
        changes: None,
        found: None,
        proof: None,
        schema_cookie: None,
        key: None,
        signature: None,
    };
    let area = LogOp::named(new.op).map_or(LogArea::Manage, LogOp::area);
    let sealed = sealed(db, moment)?;
    let mut objects = new.objects;
    let month = |month: &Month| LogObject { kind: ObjectKind::Month, number: month.to_string() };
    objects.extend(sealed.iter().map(month));
    list::insert_objects(db, entry.id, area, &objects)?;
    let hash_before = before.hash.clone();
    proof::fill_in(db, hand, &mut entry, before, begins, found, &sealed)?;
    entry.hash = hash(&entry, &hash_before);
    entry.signature = Some(proof::sign(db, hand, &entry.hash)?);
    audit::insert(db, &entry)?;
    Ok(sealed)
}

/// The sealed months of which figures were changed since the entry before: all that end on the earliest day of a changed
/// row or later.
fn sealed(db: &Db, moment: &Moment) -> Result<Vec<Month>, Refusal> {
    let Reach { earliest, is_today } = db.reach()?;
    let earliest = earliest.into_iter().chain(is_today.then_some(moment.today)).min();
    earliest.map_or(Ok(Vec::new()), |earliest| seal::reached(db, earliest))
}

/// The place of the first entry whose hash does not follow from what is before it, if there is one.
pub fn first_broken(db: &Db) -> Result<Option<i64>, Refusal> {
    let mut before = Vec::new();
    let mut broken = None;
    audit::each(db, |entry| {
        if entry.hash != hash(&entry, &before) {
            broken = Some(entry.id);
            return Ok(false);
        }
        before = entry.hash;
        Ok(true)
    })?;
    Ok(broken)
}

/// What stands before what newer entries hash, so that none is hashed like an older one.
const NEWER: &[u8] = b"fapiao-desk audit entry 2\0";

/// The hash of an entry behind one with the hash `before`. Lengths stand before texts, so that no two entries are hashed alike.
pub fn hash(entry: &StoredEntry, before: &[u8]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    let is_newer = is_newer(entry);
    if is_newer {
        hasher.update(NEWER);
    }
    hasher.update(before);
    for number in [entry.id, entry.at.timestamp_millis(), entry.by.0] {
        hasher.update(number.to_be_bytes());
    }
    let mut part = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    part(entry.op.as_bytes());
    part(entry.request.as_bytes());
    if is_newer {
        let origin = entry.origin.map(<&str>::from);
        let texts = [&entry.system_user, &entry.machine, &entry.refused, &entry.changes, &entry.found];
        let bytes =
            [origin].into_iter().chain(texts.map(Option::as_deref)).map(|text| text.map(str::as_bytes));
        let numbers =
            [entry.schema_cookie, entry.key.map(|key| key.0)].map(|number| number.map(i64::to_be_bytes));
        let numbers = numbers.iter().map(|number| number.as_ref().map(<[u8; 8]>::as_slice));
        for optional in bytes.chain([entry.proof.as_deref()]).chain(numbers) {
            // What is not there is told from what is empty.
            part(&[u8::from(optional.is_some())]);
            part(optional.unwrap_or_default());
        }
    }
    hasher.finalize().to_vec()
}

/// Whether an entry has anything that older programs knew nothing of.
fn is_newer(entry: &StoredEntry) -> bool {
    let e = entry;
    let texts = [&e.system_user, &e.machine, &e.refused, &e.changes, &e.found];
    e.origin.is_some()
        || e.proof.is_some()
        || e.schema_cookie.is_some()
        || e.key.is_some()
        || texts.iter().any(|text| text.is_some())
}
