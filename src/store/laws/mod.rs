//! The laws of RULES.md that every store keeps, asked of every row. Commands and triggers keep them; this finds what
//! got past.
//!
//! Errors of every call: `store`.

mod read;

pub use crate::domain::check::Law;
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

/// What breaks a law: the law, and the number of what breaks it.
pub type Broken = Vec<(Law, String)>;

/// What finds everything that breaks a law, a law or two at a time, by number.
pub fn all() -> Vec<Job<'static, Broken>> {
    let by_sql = LAWS.iter().map(|(law, sql)| -> Job<'static, Broken> {
        Box::new(|db| Ok(by_number(db.all(sql, [])?.into_iter().map(|subject| (*law, subject)).collect())))
    });
    let read = [read::wrongly_taxed, read::lost_snapshots, read::unseen_codes, read::astray];
    by_sql
        .chain(read.map(|law| -> Job<'static, Broken> { Box::new(move |db| law(db).map(by_number)) }))
        .collect()
}

/// Sorted here, since a statement that is to sort would read the rows along the numbers, one by one.
fn by_number(mut broken: Broken) -> Broken {
    broken.sort_by(|one, other| one.1.cmp(&other.1));
    broken
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
