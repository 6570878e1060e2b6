//! One step of many applications: which of them can take it, what is known of each, and why the others are left out. The
//! rules are those of the commands; what only trying can tell is told when it is tried.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps::{item_of, named, policy_of, standing};
use crate::desk::commands::second_person;
use crate::desk::pages::summary;
use crate::desk::principal::CLERKS;
use crate::domain::address::MailingAddress;
use crate::domain::application::Step;
use crate::domain::invoice_plan::InvoicePlan;
use crate::domain::money::Fen;
use crate::domain::policy::Delivery;
use crate::domain::refusal::{FieldError, Refusal};
pub use crate::exchange::carrier_list::{ParcelColumn, parcel_column};
use crate::store::application::{self, StoredApplication};
use crate::store::bureau::planned;
use crate::store::engine::Db;
use crate::store::user::{self, StoredUser};
use crate::store::{account, invoice, issuer, step_request};

/// The most invoices of one application whose numbers are entered among those of others.
pub const MOST_INVOICES: usize = 20;

/// What a step comes to with many applications.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepOfMany {
    /// Those that can take it, in the order in which they were named.
    pub ready: Vec<Candidate>,
    /// Those that cannot, likewise.
    pub left_out: Vec<LeftOut>,
    /// Who carried the issuer's newest parcel, where these are to be posted.
    pub carrier: Option<String>,
}

/// An application that can take the step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its number.
    pub application: String,
    /// The buyer's name on it.
    pub buyer: String,
    /// Its amount, with tax.
    pub amount: Fen,
    /// The day it was submitted, in China: no invoice is of an earlier one.
    pub submitted_on: NaiveDate,
    /// The gross amounts of the invoices that are still to be issued.
    pub invoices: Vec<Fen>,
    /// The numbers of the invoices that it is delivered with.
    pub issued: Vec<String>,
    /// Where a letter goes.
    pub address: Option<MailingAddress>,
}

/// An application that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its number.
    pub application: String,
    /// The buyer's name on it; blank where there is no such application.
    pub buyer: String,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why an application is left out of a step of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// The desk would refuse it.
    Refused(Refusal),
    /// So much of it is no longer covered: it is issued by itself, with a reason.
    Uncovered(Fen),
    /// It is planned as so many invoices: more than are entered among those of others.
    ManyInvoices(i64),
    /// It goes by e-mail, which is sent and not recorded.
    ByEmail,
    /// A second person has to, who can be asked.
    ForSecondPerson {
        /// Why.
        why: Refusal,
        /// The application's amount, with tax.
        amount: Fen,
    },
    /// A second person has to, and was asked.
    Asked,
}

impl From<Refusal> for WhyLeftOut {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What a step comes to with the applications of these numbers.
///
/// # Errors
/// `not-permitted`: nobody at the desk may take it; `store`.
pub fn step_of_many(db: &Db, moment: &Moment, step: Step, numbers: &[String]) -> Result<StepOfMany, Refusal> {
    if let Some(barred) = summary::barred(db, moment, CLERKS)? {
        return Err(barred);
    }
    let mut many = StepOfMany::default();
    let at_desk = user::by_name(db, &summary::user(db, moment)?.0)?;
    for number in numbers {
        let (buyer, looked_at) = match named(db, number) {
            Ok(stored) => {
                (stored.snapshot.info.name.clone(), candidate(db, moment, step, stored, at_desk.as_ref()))
            }
            Err(refusal) => (String::new(), Err(refusal.into())),
        };
        match looked_at {
            Ok(candidate) => many.ready.push(candidate),
            Err(WhyLeftOut::Refused(fault @ Refusal::Store { .. })) => return Err(fault),
            Err(why) => many.left_out.push(LeftOut { application: number.clone(), buyer, why }),
        }
    }
    if let Some(first) = many.ready.first().filter(|_| step == Step::Deliver) {
        let account = account::by_id(db, named(db, &first.application)?.account)?;
        many.carrier = application::last_carrier(db, account.issuer_id)?;
    }
    Ok(many)
}

/// Those of these numbers that an invoice of the store has, a red one among them.
pub fn taken(db: &Db, numbers: &[String]) -> Result<HashSet<String>, Refusal> {
    let mut taken = HashSet::new();
    for number in numbers {
        if invoice::is_taken(db, number)? {
            taken.insert(number.clone());
        }
    }
    Ok(taken)
}

fn candidate(
    db: &Db,
    moment: &Moment,
    step: Step,
    stored: StoredApplication,
    at_desk: Option<&StoredUser>,
) -> Result<Candidate, WhyLeftOut> {
    let policy = policy_of(db, &stored)?;
    standing(db, &stored)?.take(step, &policy, moment.now)?;
    let barred = at_desk.map(|user| second_person::barred(db, &stored, step, user)).transpose()?.flatten();
    if let Some(barred) = barred {
        let requests = step_request::of_application(db, stored.id)?;
        let is_asked = requests.iter().any(|request| request.step == step && request.is_waiting());
        return Err(match barred {
            _ if is_asked => WhyLeftOut::Asked,
            why @ Refusal::FourEyes { .. } => WhyLeftOut::ForSecondPerson { why, amount: stored.amount },
            why => why.into(),
        });
    }
    let (mut invoices, mut issued) = (Vec::new(), Vec::new());
    match step {
        Step::Issue => {
            if stored.uncovered.is_positive() {
                return Err(WhyLeftOut::Uncovered(stored.uncovered));
            }
            invoices = to_be_issued(db, &stored)?;
        }
        Step::Deliver if policy.delivery == Delivery::Email => return Err(WhyLeftOut::ByEmail),
        Step::Deliver => {
            let of = invoice::of_application(db, stored.id)?;
            issued = of.into_iter().map(|invoice| invoice.number).collect();
        }
        _ => {}
    }
    Ok(Candidate {
        application: stored.number,
        buyer: stored.snapshot.info.name,
        amount: stored.amount,
        submitted_on: stored.submitted_on,
        invoices,
        issued,
        address: stored.snapshot.address,
    })
}

/// The invoices that are planned and not back; else as few as the issuer's greatest amount of one makes of the rest.
fn to_be_issued(db: &Db, stored: &StoredApplication) -> Result<Vec<Fen>, WhyLeftOut> {
    let issuer = issuer::by_id(db, account::by_id(db, stored.account)?.issuer_id)?.issuer;
    if item_of(db, stored, &issuer)?.is_none() {
        let fault = FieldError::ItemGone { item: stored.snapshot.item.clone() };
        return Err(Refusal::bad_field("invoices", fault).into());
    }
    let back = invoice::of_application(db, stored.id)?;
    let rest = stored.amount - back.iter().map(|invoice| invoice.split.gross).sum();
    let planned = planned::of_application(db, stored.id)?.into_iter();
    let open: Vec<Fen> =
        planned.filter(|planned| planned.number.is_none()).map(|planned| planned.gross).collect();
    let is_whole = open.iter().copied().sum::<Fen>() == rest;
    let plan = InvoicePlan::of(rest, issuer.max_invoice_amount);
    let count = if is_whole { open.len() as i64 } else { plan.invoices };
    if count > MOST_INVOICES as i64 {
        return Err(WhyLeftOut::ManyInvoices(count));
    }
    Ok(if is_whole { open } else { plan.amounts().collect() })
}

#[cfg(test)]
mod tests;
