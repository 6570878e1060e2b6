//! What people decide about the paperwork with the tax bureau: to take back what is out, to correct the rate that it
//! refused, to say that a reason holds no more.

use chrono::NaiveDate;
use serde::Serialize;

use crate::desk::commands::application_steps::{item_of, named};
use crate::desk::commands::named_account::newest_policy;
use crate::desk::commands::texts::required;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::bureau::RefusalReason;
use crate::domain::ids::{ApplicationId, IssueBatchId, LineId};
use crate::domain::issuer::Issuer;
use crate::domain::policy::{EffectiveRate, InvoiceItem};
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::rules::policy_contradictory::item_problems;
use crate::domain::tax::TaxRate;
use crate::domain::text::{Code, Prose};
use crate::domain::timeline::EventKind;
use crate::store::bureau::outgoing::{self, LineEnd};
use crate::store::bureau::refusals;
use crate::store::{account, issuer};

fields! {
    /// Takes back what is out, since the bureau has not taken it: of an application, of one invoice by its serial
    /// number, or of everything that went out together; exactly one of them.
    RecallInvoices {
        reason: Prose,
        application: Option<Code>,
        serial: Option<Code>,
        batch: Option<Code>,
    }
    /// Corrects the rate of the item of an application that the bureau refused for its rate, from today on: to the one
    /// that is given, else to the policy's own.
    CorrectRate {
        application: Code,
        rate: Option<TaxRate>,
    }
    /// Says why the reasons for which an application was refused hold no more, so that it may go out as it was.
    OverruleRefusals {
        application: Code,
        reason: Prose,
    }
}

/// What a recall answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recalled {
    /// How many invoices are no longer out.
    pub invoices: usize,
}

/// What the correction of a rate answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the README")]
pub struct RateCorrected {
    pub item: String,
    pub rate: TaxRate,
    pub from: NaiveDate,
}

/// What overruling answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overruled {
    /// The reasons that hold no more.
    pub reasons: Vec<String>,
}

pub(crate) fn recall_invoices(tx: &Transaction<'_>, c: &RecallInvoices) -> Result<Recalled, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let reason = required("reason", &c.reason)?;
    let (key, lines): (&str, Vec<(LineId, ApplicationId)>) = match (&c.application, &c.serial, &c.batch) {
        (Some(number), None, None) => {
            let id = named(db, number)?.id;
            let out = outgoing::out_of_application(db, id)?;
            (number, out.into_iter().map(|(line, _)| (line, id)).collect())
        }
        (None, Some(serial), None) => {
            let line = outgoing::last_of_serial(db, serial)?.filter(|line| line.ended.is_none());
            (serial, line.into_iter().map(|line| (line.id, line.application)).collect())
        }
        (None, None, Some(batch)) => {
            let id = batch.parse().map(IssueBatchId).ok();
            (batch, id.map(|id| outgoing::out_of_batch(db, id)).transpose()?.unwrap_or_default())
        }
        _ => {
            let fields = ["application", "serial", "batch"].map(str::to_owned).to_vec();
            return Err(Refusal::bad_field("application", FieldError::OneOf { fields }));
        }
    };
    if lines.is_empty() {
        return Err(Refusal::not_found(Noun::AtBureau, key));
    }
    for (line, _) in &lines {
        outgoing::end_line(db, *line, LineEnd::Recalled, moment.now)?;
    }
    let mut applications: Vec<ApplicationId> = lines.iter().map(|(_, application)| *application).collect();
    applications.sort_unstable();
    applications.dedup();
    for application in applications {
        tx.event(application, EventKind::Recalled, Some(reason))?;
    }
    Ok(Recalled { invoices: lines.len() })
}

pub(crate) fn correct_rate(tx: &Transaction<'_>, c: &CorrectRate) -> Result<RateCorrected, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let stored = named(db, &c.application)?;
    let reasons = refusals::shown(db, stored.id)?;
    let offered = reasons.iter().map(|shown| RefusalReason::read(&shown.reason).rates);
    let offered = offered.filter(|rates| !rates.is_empty()).next_back();
    let offered = offered.ok_or_else(|| Refusal::bad_field("application", FieldError::NotRefused))?;
    let owner = account::by_id(db, stored.account)?;
    let of = issuer::by_id(db, owner.issuer_id)?;
    let item = item_of(db, &stored, &of.issuer)?.ok_or_else(|| {
        Refusal::bad_field("application", FieldError::ItemGone { item: stored.snapshot.item.clone() })
    })?;
    let policy = newest_policy(db, &of.issuer.policy)?;
    let own = policy.items.iter().find(|own| own.printed() == item.printed());
    let own = own.and_then(|own| own.rate_on(moment.today));
    let expected = || offered.iter().map(TaxRate::to_string).collect();
    let rate = c
        .rate
        .or(own)
        .filter(|rate| offered.contains(rate))
        .ok_or_else(|| Refusal::bad_field("rate", FieldError::Choice { expected: expected() }))?;
    let from = moment.today;
    let corrected = with_rate(&item, EffectiveRate { from, rate });
    let problems = item_problems(std::slice::from_ref(&corrected));
    if !problems.is_empty() {
        return Err(Refusal::PolicyContradictory { problems });
    }
    // It is the issuer whom the bureau offers these rates: others under the same policy may have others.
    let mut items = if of.issuer.items.is_empty() { policy.items } else { of.issuer.items.clone() };
    match items.iter_mut().find(|own| own.printed() == item.printed()) {
        Some(own) => *own = corrected,
        None => items.push(corrected),
    }
    issuer::update(db, of.id, &Issuer { items, ..of.issuer })?;
    Ok(RateCorrected { item: item.printed(), rate, from })
}

/// An item with a rate from a day on; a later one that is known stays.
fn with_rate(item: &InvoiceItem, new: EffectiveRate) -> InvoiceItem {
    let (mut rates, later): (Vec<EffectiveRate>, Vec<EffectiveRate>) =
        item.rates.iter().filter(|rate| rate.from != new.from).partition(|rate| rate.from < new.from);
    rates.push(new);
    rates.extend(later);
    InvoiceItem { rates, ..item.clone() }
}

pub(crate) fn overrule_refusals(tx: &Transaction<'_>, c: &OverruleRefusals) -> Result<Overruled, Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let why = required("reason", &c.reason)?;
    let stored = named(db, &c.application)?;
    let shown = refusals::shown(db, stored.id)?;
    let standing: Vec<_> = shown.into_iter().filter(|shown| !shown.overruled).collect();
    if standing.is_empty() {
        return Err(Refusal::bad_field("application", FieldError::NotRefused));
    }
    for refusal in &standing {
        refusals::overrule(db, refusal.id, moment.now, user.id, why)?;
    }
    Ok(Overruled { reasons: standing.into_iter().map(|shown| shown.reason).collect() })
}
