//! Holds a store against its log: every entry follows from the one before it and is signed, the newest one says what the
//! rows come to, and what this machine saw is still there.

use chrono::{DateTime, TimeDelta, Utc};

use super::heads::{self, Head, hex};
use super::signer::is_signed;
use super::signers::Signers;
use super::{BEGIN, BEGIN_PROOF, Begun, RESTORE, RestoredHeads, store_id};
use crate::desk::audit::hash;
use crate::desk::check::{Found, Notice, Proved, Report, Violation};
use crate::domain::refusal::Refusal;
use crate::store::audit::{self, StoredEntry};
use crate::store::engine::{Db, Job, Readers, RowSum, Shape, newest_schema};
use crate::store::{proof, setting};

/// Clocks of several machines differ by less than this.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(2);

/// So many rows are a part of the work.
const ROWS_AT_ONCE: i64 = 50_000;

/// Looks over the log. `seen` is what this machine saw of the store before the moment as of which it is read: others may
/// go on with it meanwhile.
///
/// # Errors
/// `store`: it cannot be read.
pub(crate) fn look_over(db: &Db, seen: Option<&Head>) -> Result<Report, Refusal> {
    let store = store_id(db)?.unwrap_or_default();
    let mut walk = Walk { store, signers: Signers::of(db)?, ..Walk::default() };
    audit::each(db, |entry| {
        walk.step(entry);
        Ok(true)
    })?;
    walk.end(db, seen)
}

/// What is found on the way through the log.
#[derive(Default)]
struct Walk {
    store: String,
    signers: Signers,
    begun: Option<Begun>,
    since: Option<(i64, DateTime<Utc>)>,
    last: Option<StoredEntry>,
    restores: Vec<Restore>,
    report: Report,
}

impl Walk {
    fn step(&mut self, entry: StoredEntry) {
        let (id, before) = (entry.id, self.last.as_ref().map_or(&[] as &[u8], |last| &last.hash));
        if entry.hash != hash(&entry, before) {
            self.once(Violation::Audit { entry: id });
        }
        if let Some(last) = &self.last
            && last.at - entry.at > CLOCKS_DIFFER
            && !self.begun.as_ref().is_some_and(|begun| begun.sandbox)
        {
            self.report.notices.push(Notice::ClockWentBack { entry: id, from: last.at, to: entry.at });
        }
        match (&entry.proof, &self.begun) {
            (Some(_), _) => self.proved(&entry),
            (None, Some(_)) => self.once(Violation::Unproved { entry: id }),
            (None, None) => {}
        }
        if entry.op == RESTORE
            && let Some(heads) = restored(&entry, self.last.as_ref().map(|last| (last.id, &*last.hash)))
        {
            let place = |head: &Option<(i64, String)>| head.as_ref().map(|head| head.0);
            let (backup, replaced) = (place(&heads.backup), place(&heads.replaced));
            self.report.notices.push(Notice::Restored { entry: id, at: entry.at, backup, replaced });
            self.restores.push(Restore { at: entry.at, heads });
        }
        self.last = Some(entry);
    }

    /// An entry that says what the rows come to.
    fn proved(&mut self, entry: &StoredEntry) {
        let id = entry.id;
        match (self.signers.public(entry), &entry.signature) {
            (None, _) => self.once(Violation::UnknownKey { entry: id }),
            (Some(public), Some(signature)) if is_signed(&self.store, &entry.hash, public, signature) => {
                if !self.signers.accept(entry) {
                    self.once(Violation::SignedByAnother { entry: id });
                }
            }
            _ => self.once(Violation::Signature { entry: id }),
        }
        if self.signers.is_new_machine(entry) && self.begun.is_some() {
            let (at, machine) = (entry.at, entry.machine.clone());
            self.report.notices.push(Notice::MachineSigned { entry: id, at, machine });
        }
        let begins = entry.op == BEGIN || entry.op == BEGIN_PROOF;
        let says = begins.then(|| serde_json::from_str::<Begun>(&entry.request).ok()).flatten();
        match (&self.begun, says) {
            (None, Some(says)) => {
                self.begun = Some(says);
                self.since = Some((id, entry.at));
            }
            // A proved store that was brought up to date begins anew, with what was found before.
            (Some(begun), Some(says)) if entry.op == BEGIN_PROOF && follows(&says, begun) => {
                self.begun = Some(says);
            }
            (None, None) => self.once(Violation::BegunAnew { entry: id }),
            (Some(_), _) if begins => self.once(Violation::BegunAnew { entry: id }),
            (Some(_), _) => {}
        }
        if let Some(found) = &entry.found {
            let found: Vec<Found> = serde_json::from_str(found).unwrap_or_else(|_| vec![Found::Log]);
            self.report
                .violations
                .extend(found.into_iter().map(|found| Violation::NotAsProved { entry: id, found }));
        }
    }

    /// Of each kind the first is told: what comes behind it follows from it.
    fn once(&mut self, violation: Violation) {
        let kind = std::mem::discriminant(&violation);
        if !self.report.violations.iter().any(|known| std::mem::discriminant(known) == kind) {
            self.report.violations.push(violation);
        }
    }

    /// What the newest entry says is so, and what this machine saw is there.
    fn end(mut self, db: &Db, seen: Option<&Head>) -> Result<Report, Refusal> {
        let last = self.last.take();
        let Some((begun, last)) = self.begun.clone().zip(last) else {
            self.report.violations.push(Violation::NoProof);
            return Ok(self.report);
        };
        if last.proof.as_deref().is_some_and(|proof| Ok(proof.to_vec()) != proof::digest(db).map(Vec::from)) {
            self.report.violations.push(Violation::Digests { entry: last.id });
        }
        if last.schema_cookie.is_some_and(|cookie| Ok(cookie) != db.schema_cookie()) {
            self.report.violations.push(Violation::SchemaTouched { entry: last.id });
        }
        let is_sandbox = setting::get(db, crate::desk::SANDBOX)?.is_some();
        if is_sandbox != begun.sandbox {
            self.report.violations.push(Violation::Sandbox { is_one: begun.sandbox });
        }
        if self.store != begun.store {
            self.report.violations.push(Violation::Identity);
        }
        if let Some(seen) = seen
            && is_lost(db, &self.store, seen, &self.restores)?
        {
            self.report.violations.push(Violation::HeadLost { entry: seen.entry, seen_at: seen.seen_at });
        }
        self.report.proved = self.since.map(|(since_entry, since)| Proved {
            since,
            since_entry,
            entry: last.id,
            head: hex(&last.hash),
            keys: self.signers.keys(),
        });
        Ok(self.report)
    }
}

/// Whether a store that is proved anew is the same one, brought up to date by a newer program.
fn follows(says: &Begun, begun: &Begun) -> bool {
    says.store == begun.store
        && says.sandbox == begun.sandbox
        && (begun.schema + 1..=newest_schema()).contains(&says.schema)
}

/// That a backup took the place of a store.
struct Restore {
    at: DateTime<Utc>,
    heads: RestoredHeads,
}

/// What an entry says of a restore; none where it is none, or not of the backup that ends with the entry before it.
fn restored(entry: &StoredEntry, before: Option<(i64, &[u8])>) -> Option<RestoredHeads> {
    let heads: RestoredHeads = Some(entry)
        .filter(|entry| entry.op == RESTORE)
        .and_then(|entry| serde_json::from_str(&entry.request).ok())?;
    let ended = before.map(|(id, hash)| (id, hex(hash)));
    (heads.backup == ended).then_some(heads)
}

/// The newest entry that this machine saw of the store at this place, where it does not have it any more and no restore
/// says why.
///
/// # Errors
/// `store`.
pub(crate) fn lost_head(db: &Db) -> Result<Option<Head>, Refusal> {
    let Some(seen) = heads::seen(db.path()) else { return Ok(None) };
    let store = store_id(db)?.unwrap_or_default();
    if !is_lost(db, &store, &seen, &[])? {
        return Ok(None);
    }
    let mut restores = Vec::new();
    let mut before: Option<(i64, Vec<u8>)> = None;
    audit::each(db, |entry| {
        if let Some(heads) = restored(&entry, before.as_ref().map(|(id, hash)| (*id, &**hash))) {
            restores.push(Restore { at: entry.at, heads });
        }
        before = Some((entry.id, entry.hash));
        Ok(true)
    })?;
    Ok(is_lost(db, &store, &seen, &restores)?.then_some(seen))
}

/// Whether the store has the entry that was seen of it.
///
/// # Errors
/// `store`.
pub(crate) fn has(db: &Db, store: &str, seen: &Head) -> Result<bool, Refusal> {
    Ok(seen.store == store && audit::hash_of(db, seen.entry)?.is_some_and(|hash| hex(&hash) == seen.hash))
}

fn is_lost(db: &Db, store: &str, seen: &Head, restores: &[Restore]) -> Result<bool, Refusal> {
    // What was restored replaced a store that had it, at its end or before; what was seen since then is no part of that.
    let is_replaced = |Restore { at, heads }: &Restore| {
        let replaced = heads.replaced.as_ref();
        seen.seen_at.timestamp_millis() <= at.timestamp_millis()
            && replaced.is_some_and(|(entry, hash)| {
                *entry > seen.entry || (*entry == seen.entry && *hash == seen.hash)
            })
    };
    Ok(!has(db, store, seen)? && !restores.iter().any(is_replaced))
}

/// The rows of each table that is proved, in parts: what to look at, and the parts of the work.
pub(crate) struct Tables {
    shapes: Vec<Shape>,
    parts: Vec<(usize, Option<std::ops::RangeInclusive<i64>>)>,
}

impl Tables {
    pub(crate) fn of(db: &Db) -> Result<Self, Refusal> {
        let shapes = proof::shapes(db)?;
        let mut parts = Vec::new();
        for (place, shape) in shapes.iter().enumerate() {
            parts.extend(db.parts(shape, ROWS_AT_ONCE)?.into_iter().map(|part| (place, part)));
        }
        Ok(Self { shapes, parts })
    }

    /// The work: what the rows of each part come to, with the place of their table.
    pub(crate) fn jobs<'a, T: 'a>(
        &'a self,
        answer: impl Fn(usize, RowSum) -> T + Copy + Send + Sync + 'a,
    ) -> impl Iterator<Item = Job<'a, T>> {
        self.parts.iter().map(move |(place, part)| -> Job<'a, T> {
            Box::new(move |db| Ok(answer(*place, db.sum(&self.shapes[*place], part.clone())?)))
        })
    }

    /// The tables that are not as proved, from what their rows come to.
    pub(crate) fn broken(&self, db: &Db, sums: Vec<(usize, RowSum)>) -> Result<Vec<Violation>, Refusal> {
        let mut found: Vec<RowSum> = vec![RowSum::default(); self.shapes.len()];
        sums.iter().for_each(|(place, sum)| found[*place].add(sum));
        let mut broken = Vec::new();
        for (shape, found) in self.shapes.iter().zip(found) {
            let kept = proof::kept(db, &shape.table)?;
            if kept.as_ref() != Some(&found) {
                let proved = kept.map(|kept| kept.rows);
                broken.push(Violation::Table { table: shape.table.clone(), proved, found: found.rows });
            }
        }
        let is_there = |table: &String| self.shapes.iter().any(|shape| shape.table == *table);
        for table in proof::tables(db)?.into_iter().filter(|table| !is_there(table)) {
            broken.push(Violation::Table { table, proved: None, found: 0 });
        }
        Ok(broken)
    }
}

/// What rows or entries of a proved store are not as its log proves them, each kind once; none where all are, or nothing
/// is proved of it.
///
/// # Errors
/// `store`: it cannot be read.
pub(crate) fn changed_since(readers: &mut Readers<'_>) -> Result<Vec<Found>, Refusal> {
    let mut changed = Vec::new();
    if !readers.first().has_table("table_digest")? {
        return Ok(changed);
    }
    for violation in proof_alone(readers, None)?.violations {
        let found = match violation {
            Violation::Table { table, .. } => Found::Table { table },
            Violation::Digests { .. } => Found::Digests,
            Violation::NoProof => Found::Emptied,
            // Rows and entries are as proved: the next entry says of the schema that it was touched, and one that is there
            // already what was found when it was written.
            Violation::SchemaTouched { .. } | Violation::HeadLost { .. } | Violation::NotAsProved { .. } => {
                continue;
            }
            _ => Found::Log,
        };
        if !changed.contains(&found) {
            changed.push(found);
        }
    }
    Ok(changed)
}

/// Looks over the log and the rows, and at nothing else.
///
/// # Errors
/// `store`: it cannot be read.
pub(crate) fn proof_alone(readers: &mut Readers<'_>, seen: Option<&Head>) -> Result<Report, Refusal> {
    let db = readers.first();
    let mut report = look_over(db, seen)?;
    let tables = Tables::of(db)?;
    let jobs: Vec<_> = tables.jobs(|place, sum| (place, sum)).collect();
    let sums = readers.all(&jobs).into_iter().collect::<Result<_, _>>()?;
    report.violations.extend(tables.broken(readers.first(), sums)?);
    Ok(report)
}
