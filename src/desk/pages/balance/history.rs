//! What happened to an account's money, in its order: from what is kept of it, and from the audit log, which is read
//! from behind, so that what a bill is called and says is known at each of its entries.

mod reader;

use std::collections::HashMap;
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, Utc};

use self::reader::{Reader, said};
use super::past::PastNotice;
use crate::desk::commands::named_account::Customer;
use crate::domain::account::{Account, AccountStatus};
use crate::domain::calendar::china_day_start;
use crate::domain::ids::{ApplicationId, BatchId};
use crate::domain::refusal::Refusal;
use crate::domain::replay::Happening;
use crate::store::engine::Db;
use crate::store::{batch, past};

/// The place of a happening: that of its entry in the log, and its place within what that entry did.
type Place = (i64, u32);

/// Before every entry of the log.
const FIRST: Place = (0, 0);

/// An account's history, of which a day sees what was done before its end.
#[derive(Debug)]
pub(super) struct History {
    /// The newest entry of the log that it is told from.
    pub read_to: i64,
    happenings: Vec<(Place, DateTime<Utc>, Happening)>,
    /// When the account was added, where that is known.
    added_at: Option<DateTime<Utc>>,
    /// What set its standing, or may have.
    standings: Vec<Standing>,
    /// What it was before imports changed it.
    before_imports: Vec<(BatchId, DateTime<Utc>, Account)>,
    /// Under which policy its issuer worked from when on.
    policies: Vec<(DateTime<Utc>, String)>,
    /// The numbers of its applications.
    pub numbers: HashMap<ApplicationId, String>,
    /// Imports of its issuer that were undone: when they were made, and undone.
    undone: Vec<(BatchId, DateTime<Utc>, DateTime<Utc>)>,
    /// Imports of which no list was kept, by older desks.
    unlisted: Vec<DateTime<Utc>>,
    /// How many bills nobody knows the day of entry of, by their bill dates.
    undated: Vec<NaiveDate>,
}

/// An account's standing before and after something that set it, or may have, as far as that is kept: of an import what
/// was before, of what was done by hand what came of it.
#[derive(Debug)]
struct Standing {
    at: DateTime<Utc>,
    before: Option<AccountStatus>,
    after: Option<AccountStatus>,
}

impl History {
    /// Of each of these customers, with the log read once for all of them.
    pub fn of_all(db: &Db, customers: &[Customer]) -> Result<Vec<Self>, Refusal> {
        let batches = batch::all(db)?.into_iter().map(|batch| (batch.id, batch)).collect();
        let reader = |customer| Reader::new(db, customer, &batches);
        let mut readers: Vec<Reader<'_>> = customers.iter().map(reader).collect::<Result<_, _>>()?;
        let mut written = Vec::new();
        past::log(db, |id, at, op, request| {
            written.push((at, id));
            let said = said(op, request);
            readers.iter_mut().try_for_each(|reader| reader.hear(id, at, op, request, said.as_ref()))
        })?;
        let written: Rc<[_]> = written.into();
        Ok(readers.into_iter().map(|reader| reader.end(Rc::clone(&written))).collect())
    }

    /// What happened before an instant.
    pub fn until(&self, end: DateTime<Utc>) -> impl Iterator<Item = Happening> {
        self.happenings.iter().filter(move |(_, at, _)| *at < end).map(|(.., what)| what.clone())
    }

    /// Whether the account was there.
    pub fn is_there(&self, end: DateTime<Utc>) -> bool {
        self.added_at.is_none_or(|at| at < end)
    }

    /// The account as it was.
    pub fn account(&self, now: &Account, end: DateTime<Utc>) -> Account {
        let import = self.before_imports.iter().find(|(_, at, _)| *at >= end);
        let mut account = import.map_or_else(|| now.clone(), |(.., was)| was.clone());
        if let Some((status, _)) = self.standing(end) {
            account.status = status;
        }
        account
    }

    /// The account's standing, and whether that is kept: else it is the other one than was set next. None: nothing has
    /// set it since.
    fn standing(&self, end: DateTime<Utc>) -> Option<(AccountStatus, bool)> {
        if !self.is_there(end) {
            return Some((AccountStatus::default(), true));
        }
        let says = |standing: &&Standing| standing.before.or(standing.after).is_some();
        let next = self.standings.iter().filter(says).find(|standing| standing.at >= end)?;
        let last = self.standings.iter().rev().find(|standing| standing.at < end);
        let kept = next.before.or_else(|| last?.after);
        let other = match next.after {
            Some(AccountStatus::Active) => AccountStatus::Frozen,
            _ => AccountStatus::Active,
        };
        Some((kept.unwrap_or(other), kept.is_some()))
    }

    /// The code of the policy that the issuer worked under, where it has changed since.
    pub fn policy(&self, end: DateTime<Utc>) -> Option<&str> {
        let changed_since = self.policies.iter().any(|(at, _)| *at >= end);
        let last = self.policies.iter().rev().find(|(at, _)| *at < end);
        last.filter(|_| changed_since).map(|(_, code)| code.as_str())
    }

    /// The codes of the policies that its issuer ever worked under.
    pub fn policies(&self) -> impl Iterator<Item = &str> {
        self.policies.iter().map(|(_, code)| code.as_str())
    }

    /// What of the day cannot be told.
    pub fn notices(&self, end: DateTime<Utc>) -> Vec<PastNotice> {
        let undone = self.undone.iter().filter(|(_, made, undone)| *made < end && *undone >= end);
        let mut notices: Vec<PastNotice> =
            undone.map(|(batch, ..)| PastNotice::ImportUndone { batch: batch.0.to_string() }).collect();
        if self.unlisted.iter().any(|at| *at >= end)
            || self.undated.iter().any(|on| china_day_start(*on) < end)
        {
            notices.push(PastNotice::UnknownEntry);
        }
        if self.standing(end).is_some_and(|(_, is_kept)| !is_kept) {
            notices.push(PastNotice::UnknownStanding);
        }
        notices
    }
}
