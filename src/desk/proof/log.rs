//! Holds a store against its log: every entry follows from the one before it and is signed, the newest one says what the
//! rows come to, and what this machine saw is still there.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::heads::{self, Head, hex};
use super::signer::is_signed;
use super::{BEGIN, BEGIN_PROOF, Begun, Found, RESTORE, RestoredHeads, store_id};
use crate::desk::audit::hash;
use crate::desk::check::{Notice, Proved, Report, Violation};
use crate::domain::ids::KeyId;
use crate::domain::refusal::Refusal;
use crate::store::audit::{self, StoredEntry};
use crate::store::engine::{Db, Job, Readers, RowSum, Shape};
use crate::store::{proof, setting, signing_key};

/// Clocks of several machines differ by less than this.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(2);

/// So many rows are a part of the work.
const ROWS_AT_ONCE: i64 = 50_000;

/// Looks over the log.
///
/// # Errors
/// `store`: it cannot be read.
pub(crate) fn look_over(db: &Db) -> Result<Report, Refusal> {
    let store = store_id(db)?.unwrap_or_default();
    let keys = signing_key::all(db)?.into_iter().collect();
    let mut walk = Walk { store, keys, ..Walk::default() };
    audit::each(db, |entry| {
        walk.step(entry);
        Ok(true)
    })?;
    walk.end(db)
}

/// What is found on the way through the log.
#[derive(Default)]
struct Walk {
    store: String,
    keys: HashMap<KeyId, Vec<u8>>,
    begun: Option<Begun>,
    /// Whether it was proved from its making.
    is_made_so: bool,
    since: Option<(i64, DateTime<Utc>)>,
    last: Option<StoredEntry>,
    restores: Vec<RestoredHeads>,
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
            && let Ok(heads) = serde_json::from_str::<RestoredHeads>(&entry.request)
        {
            let place = |head: &Option<(i64, String)>| head.as_ref().map(|head| head.0);
            let (backup, replaced) = (place(&heads.backup), place(&heads.replaced));
            self.report.notices.push(Notice::Restored { entry: id, at: entry.at, backup, replaced });
            self.restores.push(heads);
        }
        self.last = Some(entry);
    }

    /// An entry that says what the rows come to.
    fn proved(&mut self, entry: &StoredEntry) {
        let id = entry.id;
        match (entry.key.and_then(|key| self.keys.get(&key)), &entry.signature) {
            (None, _) => self.once(Violation::UnknownKey { entry: id }),
            (Some(public), Some(signature)) if is_signed(&self.store, &entry.hash, public, signature) => {}
            _ => self.once(Violation::Signature { entry: id }),
        }
        let begins = entry.op == BEGIN || entry.op == BEGIN_PROOF;
        let says = begins.then(|| serde_json::from_str::<Begun>(&entry.request).ok()).flatten();
        match (&self.begun, says) {
            (None, Some(says)) => {
                self.begun = Some(says);
                self.is_made_so = entry.op == BEGIN;
                self.since = Some((id, entry.at));
            }
            // A proved store that was brought up to date begins anew, with what was found before.
            (Some(begun), Some(says)) if entry.op == BEGIN_PROOF && says.schema > begun.schema => {
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
    fn end(mut self, db: &Db) -> Result<Report, Refusal> {
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
        if let Some(seen) = lost(db, &self.store, self.is_made_so, &self.restores)? {
            self.report.violations.push(Violation::HeadLost { entry: seen.entry, seen_at: seen.seen_at });
        }
        self.report.proved = self.since.map(|(since_entry, since)| Proved {
            since,
            since_entry,
            entry: last.id,
            head: hex(&last.hash),
            keys: self.keys.len(),
        });
        Ok(self.report)
    }
}

/// The newest entry that this machine saw of the store at this place, where it does not have it any more and no restore
/// says why.
///
/// # Errors
/// `store`.
pub(crate) fn lost_head(db: &Db) -> Result<Option<Head>, Refusal> {
    let store = store_id(db)?.unwrap_or_default();
    if lost(db, &store, false, &[])?.is_none() {
        return Ok(None);
    }
    let (mut is_made_so, mut restores) = (false, Vec::new());
    audit::each(db, |entry| {
        is_made_so |= entry.op == BEGIN;
        if entry.op == RESTORE {
            restores.extend(serde_json::from_str(&entry.request).ok());
        }
        Ok(true)
    })?;
    lost(db, &store, is_made_so, &restores)
}

fn lost(db: &Db, store: &str, is_made_so: bool, restores: &[RestoredHeads]) -> Result<Option<Head>, Refusal> {
    let Some(seen) = heads::seen(db.path()) else { return Ok(None) };
    let is_there = if seen.store == store {
        audit::hash_of(db, seen.entry)?.is_some_and(|hash| hex(&hash) == seen.hash)
    } else {
        // Another store was made there. One that was there before proofs, and begins to be proved, came from elsewhere.
        is_made_so
    };
    // What was restored replaced a store that had it: at its end, or before.
    let is_replaced = |heads: &RestoredHeads| match &heads.replaced {
        Some((entry, hash)) => *entry > seen.entry || (*entry == seen.entry && *hash == seen.hash),
        None => false,
    };
    Ok(if is_there || restores.iter().any(is_replaced) { None } else { Some(seen) })
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

/// Looks over the log and the rows, and at nothing else.
///
/// # Errors
/// `store`: it cannot be read.
pub(crate) fn proof_alone(readers: &mut Readers<'_>) -> Result<Report, Refusal> {
    let db = readers.first();
    let mut report = look_over(db)?;
    let tables = Tables::of(db)?;
    let jobs: Vec<_> = tables.jobs(|place, sum| (place, sum)).collect();
    let sums = readers.all(&jobs).into_iter().collect::<Result<_, _>>()?;
    report.violations.extend(tables.broken(readers.first(), sums)?);
    Ok(report)
}
