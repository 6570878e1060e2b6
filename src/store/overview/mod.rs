//! Sums over the whole store, for the overview.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::application::{ApplicationState, Step};
use crate::domain::ids::{AccountId, ApplicationId, IssuerId, SubmissionId, UserId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::rules::four_eyes::Part;
use crate::domain::step_request::RequestState;
use crate::store::engine::{Db, columns, params};

/// What a store holds already of what it takes to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun {
    /// An issuer.
    pub issuer: bool,
    /// A customer.
    pub customer: bool,
    /// A bill.
    pub bill: bool,
    /// The invoice info of a customer.
    pub info: bool,
    /// An application.
    pub application: bool,
}

columns! { Begun { issuer, customer, bill, info, application } }

/// What the store holds already.
pub fn begun(db: &Db) -> Result<Begun, Refusal> {
    db.one(include_str!("begun.sql"), [])
}

/// How many bands the age of bills is told in.
pub const BANDS: usize = 5;

/// A customer, as far as it is named in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerName {
    /// The row.
    pub id: AccountId,
    /// The account's number.
    pub code: String,
    /// The customer's name.
    pub name: String,
    /// The account's kind.
    pub kind: AccountKind,
    /// The account's standing.
    pub status: AccountStatus,
}

columns! { CustomerName { id, code, name, kind, status } }

/// Which bill dates belong together on a day, under one policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spans {
    /// The day: what is paid on it or before is paid.
    pub today: NaiveDate,
    /// The first bill date of each band, the youngest band first; the last, whose bills are about to be too old, begins
    /// with the oldest date that counts at all.
    pub bands: [NaiveDate; BANDS],
}

/// What remains of an account's paid bills that are not too old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenBills {
    pub customer: CustomerName,
    pub region: Region,
    /// What remains, by age, the youngest band first.
    pub by_age: [Fen; BANDS],
}

columns! { OpenBills { customer, region, by_age } }

/// What remains of the bills of each of an issuer's accounts.
pub fn open_bills(db: &Db, issuer: IssuerId, spans: &Spans) -> Result<Vec<OpenBills>, Refusal> {
    let [b0, b1, b2, b3, b4] = spans.bands;
    db.all(include_str!("open_bills.sql"), params![issuer, spans.today, b0, b1, b2, b3, b4])
}

/// The bills of an account of which something remains and that are about to be too old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aging {
    /// How many there are.
    pub bills: u32,
    /// The first bill date of one.
    pub oldest: NaiveDate,
}

columns! { Aging { bills, oldest } }

/// Those of each account that has some, under whatever policy.
pub fn aging(db: &Db, spans: &Spans) -> Result<Vec<(AccountId, Aging)>, Refusal> {
    let [.., before, oldest] = spans.bands;
    db.all(include_str!("aging.sql"), params![oldest, before, spans.today])
}

/// What must be taken off first, of each account that has something of the kind.
pub fn non_invoiceable(db: &Db) -> Result<Vec<(AccountId, Fen)>, Refusal> {
    db.all(include_str!("non_invoiceable.sql"), [])
}

/// The earliest due date of what is unpaid and overdue, of each account that has such a bill.
pub fn overdue(db: &Db, today: NaiveDate) -> Result<Vec<(AccountId, NaiveDate)>, Refusal> {
    db.all(include_str!("overdue.sql"), [today])
}

/// Applications in a state that still have to be issued or delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub state: ApplicationState,
    pub count: u64,
    pub amount: Fen,
    /// How many were due before the day that is asked about.
    pub late: u64,
    /// How many are due on that day.
    pub due_today: u64,
    /// The first due date of one that is not late.
    pub next_due_on: Option<NaiveDate>,
}

columns! { Waiting { state, count, amount, late, due_today, next_due_on } }

/// How many applications wait, of one account or of all, by state.
pub fn waiting(db: &Db, today: NaiveDate, account: Option<AccountId>) -> Result<Vec<Waiting>, Refusal> {
    match account {
        None => db.all(include_str!("waiting.sql"), [today]),
        Some(id) => db.all(include_str!("waiting_of_account.sql"), params![today, id]),
    }
}

/// An application that still has to be issued or delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenApplication {
    pub id: ApplicationId,
    pub number: String,
    pub state: ApplicationState,
    pub amount: Fen,
    /// The last day to issue and deliver.
    pub due_on: NaiveDate,
    pub customer: CustomerName,
}

columns! { OpenApplication { id, number, state, amount, due_on, customer } }

/// The applications of one account or of all that still have to be issued or delivered, the first due first and of
/// these the largest: at most so many behind a due date, an amount and a row.
pub fn to_do(
    db: &Db,
    account: Option<AccountId>,
    (due_on, amount, id): (NaiveDate, Fen, ApplicationId),
    limit: u32,
) -> Result<Vec<OpenApplication>, Refusal> {
    match account {
        None => db.all(include_str!("to_do.sql"), params![due_on, -amount, id, limit]),
        Some(account) => {
            db.all(include_str!("to_do_of_account.sql"), params![due_on, -amount, id, limit, account])
        }
    }
}

/// An application that was submitted on a day and is not issued yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenOfDay {
    pub id: ApplicationId,
    pub number: String,
    pub state: ApplicationState,
    pub amount: Fen,
    pub submitted_at: DateTime<Utc>,
    pub policy: String,
    pub policy_version: u32,
    pub customer: CustomerName,
}

columns! { OpenOfDay { id, number, state, amount, submitted_at, policy, policy_version, customer } }

/// Hands each application of one account or of all that was submitted on a day and is not issued yet to `each`.
pub fn open_of_day(
    db: &Db,
    day: NaiveDate,
    account: Option<AccountId>,
    each: impl FnMut(OpenOfDay) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    db.each(include_str!("open_of_day.sql"), params![day, account], each)
}

/// An application of whose bills something was refunded since, and nothing has made up for it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncovered {
    pub id: ApplicationId,
    pub number: String,
    /// What was refunded of what it holds.
    pub uncovered: Fen,
    pub customer: CustomerName,
}

columns! { Uncovered { id, number, uncovered, customer } }

/// The applications that are no longer covered, of one account or of all: those that are not issued yet, and those
/// whose deficit no later application has absorbed.
pub fn uncovered(db: &Db, account: Option<AccountId>) -> Result<Vec<Uncovered>, Refusal> {
    db.all(include_str!("uncovered.sql"), [account])
}

/// A submission that waits to be reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingReview {
    pub id: SubmissionId,
    /// The last day to decide.
    pub due_on: NaiveDate,
    /// Who submitted it, and who changed the info under review last.
    pub submitter: UserId,
    pub changer: Option<UserId>,
    pub customer: CustomerName,
}

columns! { PendingReview { id, due_on, submitter, changer, customer } }

/// Every submission that waits, of one account or of all; the first due first.
pub fn pending_reviews(db: &Db, account: Option<AccountId>) -> Result<Vec<PendingReview>, Refusal> {
    db.all(include_str!("pending_reviews.sql"), [account])
}

/// An application for which a correction was asked for that nobody has decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingCorrection {
    pub id: ApplicationId,
    pub number: String,
    pub amount: Fen,
    /// Who asked for it.
    pub requester: UserId,
    pub customer: CustomerName,
}

columns! { WaitingCorrection { id, number, amount, requester, customer } }

/// Every correction that waits, of one account or of all, by application.
pub fn waiting_corrections(db: &Db, account: Option<AccountId>) -> Result<Vec<WaitingCorrection>, Refusal> {
    db.all(include_str!("waiting_corrections.sql"), [account])
}

/// An application with confirmation forms that are neither void nor carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRedLetters {
    pub id: ApplicationId,
    pub number: String,
    pub amount: Fen,
    /// When the first of those was entered that have still to be confirmed; none: all may be carried out.
    pub awaits_since: Option<DateTime<Utc>>,
    pub customer: CustomerName,
}

columns! { OpenRedLetters { id, number, amount, awaits_since, customer } }

/// The applications of one account or of all that are about to be reversed by such forms.
pub fn red_letters(db: &Db, account: Option<AccountId>) -> Result<Vec<OpenRedLetters>, Refusal> {
    db.all(include_str!("red_letters.sql"), [account])
}

/// A request that a second person take a step: one that waits, or was refused and whoever asked does not know yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRequest {
    pub id: ApplicationId,
    pub number: String,
    pub amount: Fen,
    /// The last day to issue and deliver.
    pub due_on: NaiveDate,
    pub step: Step,
    pub state: RequestState,
    /// Who asked.
    pub requester: UserId,
    /// Why it was refused.
    pub reason: Option<String>,
    /// The code of the policy that its issuer works under.
    pub policy: String,
    /// What part the user who is asked about had in it.
    pub part: Part,
    pub customer: CustomerName,
}

columns! { OpenRequest { id, number, amount, due_on, step, state, requester, reason, policy, part, customer } }
columns! { Part { has_applied, has_issued } }

/// Every such request, of one account or of all, by application, as it concerns a user.
pub fn step_requests(db: &Db, account: Option<AccountId>, user: UserId) -> Result<Vec<OpenRequest>, Refusal> {
    db.all(include_str!("step_requests.sql"), params![account, user])
}

/// An issued application whose invoices were issued long ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldIssue {
    pub id: ApplicationId,
    pub number: String,
    pub amount: Fen,
    pub policy: String,
    pub policy_version: u32,
    /// The day of its first invoice.
    pub issued_on: NaiveDate,
    pub customer: CustomerName,
}

columns! { OldIssue { id, number, amount, policy, policy_version, issued_on, customer } }

/// The applications, of one account or of all, that had an invoice issued from a day to a day, still stand, and wait
/// for no correction.
pub fn issued_between(
    db: &Db,
    from: NaiveDate,
    to: NaiveDate,
    account: Option<AccountId>,
) -> Result<Vec<OldIssue>, Refusal> {
    db.all(include_str!("closing_corrections.sql"), params![from, to, account])
}

/// What was issued in a month, without what was reversed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedMonth {
    /// The month: `2026-11`.
    pub month: String,
    /// The gross amount of general invoices.
    pub general: Fen,
    /// The gross amount of special invoices.
    pub special: Fen,
    pub invoices: u64,
}

columns! { IssuedMonth { month, general, special, invoices } }

/// What was issued from a day to a day by month, for one account or for all; months without invoices are left out.
pub fn issued_by_month(
    db: &Db,
    from: NaiveDate,
    to: NaiveDate,
    account: Option<AccountId>,
) -> Result<Vec<IssuedMonth>, Refusal> {
    match account {
        None => db.all(include_str!("issued_by_month.sql"), [from, to]),
        Some(id) => db.all(include_str!("issued_by_month_of_account.sql"), params![from, to, id]),
    }
}

/// Applications whose first invoice was issued in the same month, that were due and delivered on the same days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promptness {
    /// The month: `2026-11`.
    pub month: String,
    pub due_on: NaiveDate,
    /// The day in China of the last delivery, in days since 1970-01-01.
    pub delivered_day: Option<i64>,
    pub count: u64,
}

columns! { Promptness { month, due_on, delivered_day, count } }

/// How prompt the applications were that were issued from a day to a day, of one account or of all, but for reversed
/// ones.
pub fn promptness(
    db: &Db,
    from: NaiveDate,
    to: NaiveDate,
    account: Option<AccountId>,
) -> Result<Vec<Promptness>, Refusal> {
    match account {
        None => db.all(include_str!("promptness.sql"), [from, to]),
        Some(id) => db.all(include_str!("promptness_of_account.sql"), params![from, to, id]),
    }
}

/// Why applications were rejected that were submitted from a day on, of one account or of all: each reason as it was
/// written, how many, and what they come to; the most frequent first.
pub fn rejected(
    db: &Db,
    from: NaiveDate,
    account: Option<AccountId>,
    limit: u32,
) -> Result<Vec<(String, u64, Fen)>, Refusal> {
    match account {
        None => db.all(include_str!("rejected.sql"), params![from, limit]),
        Some(id) => db.all(include_str!("rejected_of_account.sql"), params![from, limit, id]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::Params;

    const NONE: Option<i64> = None;

    /// What SQLite means to do for a statement, one step a line.
    fn plan(sql: &str, given: impl Params) -> String {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_writer(&folder.path().join("desk.sqlite")).unwrap();
        let steps: Vec<(i64, i64, i64, String)> =
            db.all(&format!("EXPLAIN QUERY PLAN {sql}"), given).unwrap();
        steps.into_iter().map(|step| step.3).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn sums_of_open_bills_read_nothing_but_their_index() {
        let open = plan(include_str!("open_bills.sql"), [NONE; 7]);
        assert_eq!(open.matches("SEARCH bill USING COVERING INDEX bill_open").count(), 5, "{open}");
        assert!(!open.contains("SCAN"), "{open}");
        let aging = plan(include_str!("aging.sql"), [NONE; 3]);
        assert!(aging.contains("SEARCH bill USING COVERING INDEX bill_open_by_date"), "{aging}");
    }

    #[test]
    fn deficits_and_overdue_bills_are_found_in_their_indexes() {
        let deficits = plan(include_str!("non_invoiceable.sql"), []);
        assert!(deficits.contains("USING COVERING INDEX bill_deficit"), "{deficits}");
        let overdue = plan(include_str!("overdue.sql"), [NONE]);
        assert!(overdue.contains("USING COVERING INDEX bill_unpaid"), "{overdue}");
        assert!(!overdue.contains("TEMP B-TREE"), "{overdue}");
    }

    #[test]
    fn applications_are_found_by_what_is_to_do() {
        let open = plan(include_str!("waiting.sql"), [NONE]);
        assert!(open.contains("USING COVERING INDEX application_to_do"), "{open}");
        let uncovered = plan(include_str!("uncovered.sql"), [NONE]);
        assert!(uncovered.contains("INDEX application_uncovered"), "{uncovered}");
    }

    #[test]
    fn what_waits_for_a_second_person_is_found_in_its_index() {
        let reviews = plan(include_str!("pending_reviews.sql"), [NONE]);
        assert!(reviews.contains("SEARCH s USING INDEX submission_"), "{reviews}");
        let corrections = plan(include_str!("waiting_corrections.sql"), [NONE]);
        assert!(corrections.contains("INDEX correction_one_open"), "{corrections}");
        let letters = plan(include_str!("red_letters.sql"), [NONE]);
        assert!(letters.contains("INDEX red_letter_one_live"), "{letters}");
        let requests = plan(include_str!("step_requests.sql"), [NONE; 2]);
        assert_eq!(requests.matches("SEARCH e USING INDEX event_by_application").count(), 2, "{requests}");
        assert!(requests.contains("INDEX step_request_one_open"), "{requests}");
        let steps = plan(include_str!("to_do.sql"), [NONE; 4]);
        assert!(steps.contains("INDEX step_request_one_open"), "{steps}");
    }

    #[test]
    fn invoices_are_found_by_their_day() {
        let closing = plan(include_str!("closing_corrections.sql"), [NONE; 3]);
        assert!(closing.contains("INDEX invoice_by_day"), "{closing}");
        let months = plan(include_str!("issued_by_month.sql"), [NONE; 2]);
        assert!(months.contains("COVERING INDEX invoice_by_day"), "{months}");
        let promptness = plan(include_str!("promptness.sql"), [NONE; 2]);
        for index in ["invoice_by_day", "invoice_by_application", "event_delivered"] {
            assert!(promptness.contains(&format!("COVERING INDEX {index}")), "{promptness}");
        }
    }

    #[test]
    fn what_was_rejected_is_found_by_its_state_or_by_its_customer() {
        let all = plan(include_str!("rejected.sql"), [NONE; 2]);
        assert!(all.contains("INDEX application_by_state_and_day"), "{all}");
        let of_account = plan(include_str!("rejected_of_account.sql"), [NONE; 3]);
        assert!(of_account.contains("INDEX application_by_account"), "{of_account}");
        for plan in [all, of_account] {
            assert!(plan.contains("INDEX event_by_application") && !plan.contains("SCAN a"), "{plan}");
        }
    }
}
