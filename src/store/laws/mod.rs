//! The laws of RULES.md that every store keeps, asked of every row. Commands and triggers keep them; this finds what
//! got past.
//!
//! Errors of every call: `store`.

mod read;

use serde::Serialize;

use crate::domain::ids::AccountId;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, Job};

/// A law and the statement that lists what breaks it, one text a violation.
const LAWS: &[(Law, &str)] = &[
    (Law::RefundsAddUp, include_str!("refunds_add_up.sql")),
    (Law::UsedAddsUp, include_str!("used_adds_up.sql")),
    (Law::EndedHoldNothing, include_str!("ended_hold_nothing.sql")),
    (Law::OffsetsWithinSources, include_str!("offsets_within_sources.sql")),
    (Law::LinesAddUp, include_str!("lines_add_up.sql")),
    (Law::InvoicesAddUp, include_str!("invoices_add_up.sql")),
    (Law::OwnAccountOnly, include_str!("own_account_only.sql")),
    (Law::TakenWhenPaid, include_str!("taken_when_paid.sql")),
    (Law::DatedInOrder, include_str!("dated_in_order.sql")),
    (Law::InvoicedOnceIssued, include_str!("invoiced_once_issued.sql")),
    (Law::ReversedByNumber, include_str!("reversed_by_number.sql")),
    (Law::NumbersUsedOnce, include_str!("numbers_used_once.sql")),
    (Law::SentSomehow, include_str!("sent_somehow.sql")),
    (Law::StandsOnItsReview, include_str!("stands_on_its_review.sql")),
    (Law::ReviewedByAnother, include_str!("reviewed_by_another.sql")),
    (Law::SecondPersonTookStep, include_str!("second_person_took_step.sql")),
    (Law::CorrectedAndReplaced, include_str!("corrected_and_replaced.sql")),
    (Law::RemovedHoldNothing, include_str!("removed_hold_nothing.sql")),
    (Law::BatchesAddUp, include_str!("batches_add_up.sql")),
    (Law::PlannedAddUp, include_str!("planned_add_up.sql")),
    (Law::OutWhileIssuing, include_str!("out_while_issuing.sql")),
    (Law::MailedIsDelivered, include_str!("mailed_is_delivered.sql")),
    (Law::RedLettersInOrder, include_str!("red_letters_in_order.sql")),
];

/// A law that every store keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Law {
    /// What a bill counts as refunded is the sum of its refunds.
    RefundsAddUp,
    /// What a bill counts as used is its opening, what live applications invoiced from it and absorbed on it.
    UsedAddsUp,
    /// A cancelled, rejected or reversed application absorbs nothing.
    EndedHoldNothing,
    /// No more is offset of a source than it holds.
    OffsetsWithinSources,
    /// What an application takes from its bills is its amount.
    LinesAddUp,
    /// The invoices of an issued application add up to its amount, and net and tax to gross.
    InvoicesAddUp,
    /// An application takes, absorbs and offsets what is its own account's.
    OwnAccountOnly,
    /// A bill was paid when an application took it that was not cancelled or rejected: section 5, `bill-not-paid`.
    TakenWhenPaid,
    /// An application is of the day in China at which it was made; it is due, and invoiced, on that day or later.
    DatedInOrder,
    /// Only what was issued has invoices, and only what was reversed a red-letter invoice.
    InvoicedOnceIssued,
    /// A reversed application has a red-letter invoice for each of its invoices: section 8.
    ReversedByNumber,
    /// An invoice number is used once in the store, the red ones among them.
    NumbersUsedOnce,
    /// What was delivered was posted with carrier and tracking number, or e-mailed.
    SentSomehow,
    /// Where a qualification stands is what the review of its newest submission came to.
    StandsOnItsReview,
    /// Neither who submitted a qualification nor who last changed the info under review reviews it: section 7.
    ReviewedByAnother,
    /// Where a second person had to record an issue, it was not who applied; and to reverse, nor who recorded an issue.
    SecondPersonTookStep,
    /// An approved correction reversed its application and opened another in its place.
    CorrectedAndReplaced,
    /// A removed bill or ledger entry is a record of ended applications: nothing is used, refunded or offset of it.
    RemovedHoldNothing,
    /// An import brought no more than it says, what it brought lies between its first and last rows, and an import that
    /// was undone brought nothing; no import, correction or removal is half done.
    BatchesAddUp,
    /// The invoices that an application is planned as add up to it, each with the serial number of its place, and an
    /// invoice that one became is of the same application and amount.
    PlannedAddUp,
    /// What is out at the tax bureau is being issued by the issuer it went out for, and is not issued yet; only what
    /// was refused or recalled has reasons for that.
    OutWhileIssuing,
    /// What was e-mailed is delivered, with files of its own invoices.
    MailedIsDelivered,
    /// A red-letter form stands where its history led, was confirmed or denied within 72 hours and lapsed after them, and
    /// no invoice is reversed while the other side has still to confirm.
    RedLettersInOrder,
    /// Net and tax of an invoice are its gross split at its rate: section 2.
    TaxIsOfItsRate,
    /// The rate of an invoice is one that the law has: section 3.
    RateIsLegal,
    /// What an application was made with can be read, and is of the buyer whom it names.
    SnapshotIsKept,
    /// A credit code that fails its check was seen by somebody on the certificate: section 10.
    FailingCodesSeen,
    /// What is kept of the bills of an account by month is what they come to.
    MonthsAddUp,
    /// The timeline of an application leads, step by step, to the state in which it is: section 8.
    TimelineLeadsToState,
}

/// What breaks a law: the law, and the number of what breaks it.
pub type Broken = Vec<(Law, String)>;

/// What finds everything that breaks a law, a law or two at a time.
pub fn all() -> Vec<Job<'static, Broken>> {
    let by_sql = LAWS.iter().map(|(law, sql)| -> Job<'static, Broken> {
        Box::new(|db| Ok(db.all(sql, [])?.into_iter().map(|subject| (*law, subject)).collect()))
    });
    let read = [read::wrongly_taxed, read::lost_snapshots, read::unseen_codes, read::astray];
    by_sql.chain(read.map(|law| -> Job<'static, Broken> { Box::new(law) })).collect()
}

/// Everything that breaks a law, by one reader in turn.
pub fn broken(db: &Db) -> Result<Broken, Refusal> {
    let mut broken = Broken::new();
    all().iter().try_for_each(|law| law(db).map(|found| broken.extend(found)))?;
    Ok(broken)
}

/// The applications that an older desk reversed without the number of a red-letter invoice, with the invoices whose
/// numbers are still missing.
pub fn reversed_without_numbers(db: &Db) -> Result<Vec<(String, String)>, Refusal> {
    db.all(include_str!("without_numbers.sql"), [])
}

/// What live applications have invoiced and reserved of an account's bills.
pub fn invoiced_and_reserved(db: &Db, account: AccountId) -> Result<Fen, Refusal> {
    db.one(include_str!("invoiced_and_reserved.sql"), [account])
}
