//! Looking over a whole store: the file, the money laws, the audit log, each account's balance, and the scans.

use std::collections::HashMap;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::desk::clock::Clock;
use crate::desk::proof::heads::{self, Head};
use crate::desk::proof::log::{self, Tables};
use crate::desk::seal::verify::changed_months;
use crate::desk::server::archive_of;
use crate::desk::stored_scans;
use crate::desk::unfinished::named;
use crate::domain::account::Account;
use crate::domain::balance::{Balance, Ledger};
use crate::domain::calendar::china_date;
pub use crate::domain::check::{Found, Law, LostScan, Notice, Violation};
use crate::domain::ids::IssuerId;
use crate::domain::issuer::Issuer;
use crate::domain::money::Fen;
use crate::domain::month_sums::ByMonth;
use crate::domain::policy::{Policy, PolicyFault};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::domain::role::Role;
use crate::domain::rules::policy_contradictory;
use crate::store::account::StoredAccount;
use crate::store::bill::months;
use crate::store::engine::{Db, Job, Readers, RowSum};
use crate::store::issuer::StoredIssuer;
use crate::store::seal::StoredSeal;
use crate::store::{account, issuer, laws, ledger, policy, user};

/// Stores of this schema and all later ones prove what is in them.
const FIRST_PROVED_SCHEMA: i64 = 11;

/// So many accounts are a part of the work, of which there are many more than readers.
const ACCOUNTS_AT_ONCE: usize = 100;

/// What was looked at and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many accounts were looked at.
    pub accounts: usize,
    /// How many bills they have.
    pub bills: usize,
    /// Everything that is wrong; empty when nothing is.
    pub violations: Vec<Violation>,
    /// What is not wrong and still has to be known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// Since when the log proves what is in the store; none: it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proved: Option<Proved>,
}

/// Since when, and up to where, a store is proved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proved {
    /// When its first proved entry was written.
    pub since: DateTime<Utc>,
    /// The place of that entry.
    pub since_entry: i64,
    /// The newest entry, and its hash, which stands for all of the log.
    pub entry: i64,
    #[expect(missing_docs, reason = "it is said above")]
    pub head: String,
    /// How many keys have signed.
    pub keys: usize,
}

/// Looks over the store at `path`, which is opened for reading only, and the scans beside it.
///
/// # Errors
/// `store`: missing, no store, of a newer program, or it cannot be read.
pub fn check(path: &Path) -> Result<Report, Refusal> {
    let db = match Db::open_reader(path) {
        // Which of the two it is, SQLite does not always tell; a disk that cannot be read is none the second time either.
        Err(Refusal::Store { fault: StoreFault::DiskFull | StoreFault::Disk { .. } }) => {
            Db::open_reader_without_room(path)?
        }
        opened => opened?,
    };
    let mut report = check_db(&db, china_date(Clock::System.now()))?;
    let lost = stored_scans::named(&db).map(|scans| stored_scans::lost(&scans, &archive_of(path)));
    let found = lost.map(|lost| report.violations.extend(lost.into_iter().map(Violation::Scan)));
    or_damaged(found, &mut report)?;
    Ok(report)
}

/// Looks over an open store as it is on `today` in China, whatever others write to it meanwhile.
///
/// # Errors
/// `store`: it cannot be read at all. What cannot be read of it is a violation.
pub fn check_db(db: &Db, today: NaiveDate) -> Result<Report, Refusal> {
    if db.is_of_older_schema()? {
        return check_older(db, today);
    }
    let seen = heads::seen(db.path());
    db.read_together(|readers| {
        let mut report = Report::default();
        let looked = look_over(readers, today, seen.as_ref(), &mut report);
        or_damaged(looked, &mut report)?;
        Ok(report)
    })
}

/// What cannot be read is a violation, said once.
fn or_damaged(looked: Result<(), Refusal>, report: &mut Report) -> Result<(), Refusal> {
    match looked {
        Err(Refusal::Store { fault: StoreFault::Corrupt { detail } | StoreFault::Other { detail } }) => {
            let found = Violation::File { detail };
            if !report.violations.contains(&found) {
                report.violations.push(found);
            }
            Ok(())
        }
        other => other,
    }
}

/// What a part of the work answers.
enum Part {
    Report(Report),
    /// What rows of the table at this place come to.
    Sum(usize, RowSum),
}

/// Looks over it in parts, which the readers share; what each finds is told in the order of the parts.
fn look_over(
    readers: &mut Readers<'_>,
    today: NaiveDate,
    seen: Option<&Head>,
    report: &mut Report,
) -> Result<(), Refusal> {
    let db = readers.first();
    report.notices = notices(db)?;
    // Where they cannot be read, what is wrong with the file is told before that.
    let looked_up = policies(db).and_then(|policies| Ok((policies, account::all(db)?)));
    let file = |detail| Violation::File { detail };
    let row = |(broken, subject)| Violation::Row { broken, subject };
    let tables = Tables::of(db)?;
    let mut parts: Vec<Job<'_, Part>> = Vec::new();
    parts.extend(db.integrity_parts()?.into_iter().map(|part| violations(move |db| part(db), file)));
    parts.push(violations(Db::altered_schema, |(kind, name)| Violation::Schema { kind, name }));
    parts.extend(laws::all().into_iter().map(|law| violations(move |db| law(db), row)));
    parts.push(Box::new(move |db| log::look_over(db, seen).map(Part::Report)));
    parts.extend(tables.jobs(Part::Sum));
    parts.push(violations(broken_policies, |found| found));
    parts.push(violations(illegal_items, |found| found));
    parts.push(violations(lacks_admin, |found| found));
    if let Ok(((policies, missing), accounts)) = &looked_up {
        parts.push(violations(|_| Ok(missing.clone()), |found| found));
        parts.extend(accounts.chunks(ACCOUNTS_AT_ONCE).map(|accounts| -> Job<'_, Part> {
            Box::new(move |db| check_balances(db, accounts, policies, today).map(Part::Report))
        }));
    }
    let answers = readers.all(&parts);
    drop(parts);
    let sums = report.add(answers)?;
    report.violations.extend(tables.broken(readers.first(), sums)?);
    looked_up.map(drop)
}

/// A part that finds nothing but violations.
fn violations<'a, T, Found: IntoIterator<Item = T>>(
    find: impl Fn(&Db) -> Result<Found, Refusal> + Send + Sync + 'a,
    violation: impl Fn(T) -> Violation + Send + Sync + 'a,
) -> Job<'a, Part> {
    Box::new(move |db| {
        let violations = find(db)?.into_iter().map(&violation).collect();
        Ok(Part::Report(Report { violations, ..Report::default() }))
    })
}

impl Report {
    /// Adds what the parts found, up to the first that could not be read; answers what the rows of the tables come to.
    fn add(&mut self, parts: Vec<Result<Part, Refusal>>) -> Result<Vec<(usize, RowSum)>, Refusal> {
        let mut sums = Vec::new();
        for part in parts {
            let part = match part? {
                Part::Report(report) => report,
                Part::Sum(table, sum) => {
                    sums.push((table, sum));
                    continue;
                }
            };
            self.notices.extend(part.notices);
            self.proved = self.proved.take().or(part.proved);
            self.accounts += part.accounts;
            self.bills += part.bills;
            for violation in part.violations {
                // What is wrong with a page may be found by two.
                if !self.violations.contains(&violation) {
                    self.violations.push(violation);
                }
            }
        }
        Ok(sums)
    }
}

fn lacks_admin(db: &Db) -> Result<Option<Violation>, Refusal> {
    let has_admin = user::all(db)?.iter().any(|user| user.roles.contains(&Role::Admin));
    Ok((!has_admin).then_some(Violation::NoAdmin))
}

fn check_balances(
    db: &Db,
    accounts: &[StoredAccount],
    policies: &HashMap<IssuerId, Policy>,
    today: NaiveDate,
) -> Result<Report, Refusal> {
    let mut report = Report::default();
    for stored in accounts {
        let ledger = ledger::load(db, stored.id)?;
        report.accounts += 1;
        report.bills += ledger.bills.len();
        report.violations.extend(broken_months(db, stored, &ledger)?);
        let Some((balance, invoiced)) = balance_of(db, stored, &ledger, policies, today)? else { continue };
        report.violations.extend(broken_balance(&stored.account, &ledger, &balance, invoiced, today));
        report.violations.extend(broken_invoiceable(&stored.account, &balance));
    }
    Ok(report)
}

/// What is left of an account, and what its live applications have invoiced and reserved; none where its issuer has no
/// policy. Every account has an issuer: that is a foreign key, looked at elsewhere.
fn balance_of(
    db: &Db,
    stored: &StoredAccount,
    ledger: &Ledger,
    policies: &HashMap<IssuerId, Policy>,
    today: NaiveDate,
) -> Result<Option<(Balance, Fen)>, Refusal> {
    let Some(policy) = policies.get(&stored.issuer_id) else { return Ok(None) };
    let balance = ledger.balance(&stored.account, policy, today);
    Ok(Some((balance, laws::invoiced_and_reserved(db, stored.id)?)))
}

/// The account of which two stores with the same rows do not say the same, be it what decides its balance or what that comes
/// to on `today` in China; none: they agree to the fen.
///
/// # Errors
/// `store`: one of them cannot be read.
pub(in crate::desk) fn differing_account(
    one: &Db,
    other: &Db,
    today: NaiveDate,
) -> Result<Option<String>, Refusal> {
    let (policies_of_one, policies_of_other) = (policies(one)?.0, policies(other)?.0);
    let of = |db: &Db, stored: &StoredAccount, policies| {
        let ledger = ledger::load(db, stored.id)?;
        let balance = balance_of(db, stored, &ledger, policies, today)?;
        Ok::<_, Refusal>((ledger, balance))
    };
    for stored in account::all(one)? {
        if of(one, &stored, &policies_of_one)? != of(other, &stored, &policies_of_other)? {
            return Ok(Some(stored.account.code));
        }
    }
    Ok(None)
}

/// A store of an older schema: what it proves is asked of itself, and the laws of a copy that is brought up to date.
fn check_older(db: &Db, today: NaiveDate) -> Result<Report, Refusal> {
    let version = db.schema_version()?;
    if version < FIRST_PROVED_SCHEMA {
        // One that proves something is none of before.
        if db.has_table("table_digest")? {
            let violations = vec![Violation::SchemaVersion { version }];
            return Ok(Report { violations, ..Report::default() });
        }
        let mut report = check_brought_up_to_date(db, today)?;
        // One that was proved before stood here.
        let seen = heads::seen(db.path());
        report
            .violations
            .extend(seen.map(|seen| Violation::HeadLost { entry: seen.entry, seen_at: seen.seen_at }));
        return Ok(report);
    }
    let seen = heads::seen(db.path());
    let proved = db.read_together(|readers| log::proof_alone(readers, seen.as_ref()))?;
    let mut report = check_brought_up_to_date(db, today)?;
    report.violations.retain(|violation| !matches!(violation, Violation::Audit { .. }));
    report.violations.extend(proved.violations);
    Ok(Report { notices: [report.notices, proved.notices].concat(), proved: proved.proved, ..report })
}

/// The laws are those of this program: they are asked of a copy that is brought up to date, and the store stays.
fn check_brought_up_to_date(db: &Db, today: NaiveDate) -> Result<Report, Refusal> {
    let folder = tempfile::tempdir().map_err(|error| {
        let detail = format!("{}: {}", std::env::temp_dir().display(), error.kind());
        Refusal::Store { fault: StoreFault::Other { detail } }
    })?;
    let copy = folder.path().join("desk.sqlite");
    let report = db.copy_to(&copy).and_then(|()| check_db(&Db::open_writer(&copy)?, today));
    // Whoever asked knows nothing of a copy.
    let mut report = report.map_err(|refusal| named(refusal, &copy, db.path()))?;
    // What was brought up to date is not what was proved.
    report.violations.retain(|violation| !violation.is_of_proof());
    report.proved = None;
    Ok(report)
}

fn notices(db: &Db) -> Result<Vec<Notice>, Refusal> {
    let mut notices: Vec<Notice> = Vec::new();
    for (number, invoice) in laws::reversed_without_numbers(db)? {
        match notices.last_mut() {
            Some(Notice::ReversedWithoutNumbers { application, invoices }) if *application == number => {
                invoices.push(invoice);
            }
            _ => {
                notices.push(Notice::ReversedWithoutNumbers { application: number, invoices: vec![invoice] })
            }
        }
    }
    let changed = |(sealed, changed_in): (StoredSeal, Vec<i64>)| Notice::SealedChanged {
        month: sealed.month,
        sealed_in: sealed.entry,
        changed_in,
    };
    notices.extend(changed_months(db)?.into_iter().map(changed));
    Ok(notices)
}

/// Every version of a policy that an issuer could not work under. A rate that the law does not have, which older desks
/// took, is one only in the newest version: the one before stays as it was, and nothing is issued at it.
fn broken_policies(db: &Db) -> Result<Vec<Violation>, Refusal> {
    let texts = policy::texts(db)?;
    let newest: HashMap<&str, u32> =
        texts.iter().map(|(code, version, _)| (code.as_str(), *version)).collect();
    let is_whole = |(code, version, text): &&(String, u32, String)| {
        let is_newest = newest.get(code.as_str()) == Some(version);
        serde_json::from_str(text).is_ok_and(|policy: Policy| {
            let mut problems = policy_contradictory::problems(&policy).into_iter();
            policy.code == *code
                && policy.version == *version
                && problems.all(|problem| !is_newest && problem.fault == PolicyFault::RateNotLegal)
        })
    };
    let broken = texts.iter().filter(|text| !is_whole(text));
    Ok(broken
        .map(|(policy, version, _)| Violation::Policy { policy: policy.clone(), version: *version })
        .collect())
}

fn illegal_items(db: &Db) -> Result<Vec<Violation>, Refusal> {
    let of_issuer = |stored: StoredIssuer| {
        let Issuer { code, items, .. } = stored.issuer;
        let illegal = items.into_iter().filter(|item| item.rates.iter().any(|rate| !rate.rate.is_legal()));
        illegal.map(move |item| Violation::Item { issuer: code.clone(), item: item.printed() })
    };
    Ok(issuer::all(db)?.into_iter().flat_map(of_issuer).collect())
}

/// The newest policy of each issuer, and the issuers whose policy is not there.
fn policies(db: &Db) -> Result<(HashMap<IssuerId, Policy>, Vec<Violation>), Refusal> {
    // Sorted by version, so that the newest of each stays.
    let texts = policy::texts(db)?.into_iter();
    let newest: HashMap<String, Policy> =
        texts.filter_map(|(code, _, text)| Some((code, serde_json::from_str(&text).ok()?))).collect();
    let (mut policies, mut missing) = (HashMap::new(), Vec::new());
    for stored in issuer::all(db)? {
        let code = &stored.issuer.policy;
        match newest.get(code) {
            Some(policy) => drop(policies.insert(stored.id, policy.clone())),
            None => missing.push(Violation::Issuer { issuer: stored.issuer.code }),
        }
    }
    Ok((policies, missing))
}

/// What an account keeps of its bills by month is what they come to.
fn broken_months(db: &Db, stored: &StoredAccount, ledger: &Ledger) -> Result<Option<Violation>, Refusal> {
    let mut expected = ByMonth::default();
    for bill in &ledger.bills {
        expected.change(None, Some(bill));
    }
    let holds = months::of_account(db, stored.id)?.holds(&expected);
    let subject = stored.account.code.clone();
    Ok((!holds).then_some(Violation::Row { broken: Law::MonthsAddUp, subject }))
}

/// The law of RULES.md section 4, over every bill whatever the policy thinks of it.
fn broken_balance(
    account: &Account,
    ledger: &Ledger,
    balance: &Balance,
    invoiced: Fen,
    today: NaiveDate,
) -> Option<Violation> {
    let remaining: Fen = ledger.bills.iter().map(|bill| bill.remaining(today)).sum();
    let net: Fen = ledger.bills.iter().map(|bill| bill.net(today)).sum();
    let opening: Fen = ledger.bills.iter().filter(|bill| bill.counts(today)).map(|bill| bill.opening).sum();
    let entries: Fen = ledger.entries.iter().map(|entry| entry.amount).sum();
    let (says, should_say) = (remaining - balance.non_invoiceable, net - opening - invoiced - entries);
    let account = account.code.clone();
    (says != should_say).then_some(Violation::Balance { account, says, should_say })
}

fn broken_invoiceable(account: &Account, balance: &Balance) -> Option<Violation> {
    let sum = balance.remaining - balance.non_invoiceable;
    let expected = if balance.blocked.is_some() { Fen::ZERO } else { sum.or_zero() };
    let holds = balance.invoiceable == expected && balance.in_arrears == (-sum).or_zero();
    (!holds).then(|| Violation::Invoiceable {
        account: account.code.clone(),
        invoiceable: balance.invoiceable,
        in_arrears: balance.in_arrears,
        sum,
    })
}
