//! What people decide about the paperwork with the tax bureau: to take back what is out, to correct the rate that it
//! refused, to say that a reason holds no more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps::{item_of, named, standing};
use crate::desk::commands::corrections::corrected;
use crate::desk::commands::named_account::{customer, newest_policy};
use crate::desk::commands::texts::required;
use crate::desk::commands::transaction::Transaction;
use crate::desk::paperwork::leaving;
use crate::desk::protocol::changes::differing;
use crate::desk::protocol::fields::fields;
use crate::domain::application::ApplicationState;
use crate::domain::bureau::RefusalReason;
use crate::domain::ids::{ApplicationId, IssueBatchId, LineId};
use crate::domain::issuer::Issuer;
use crate::domain::policy::{EffectiveRate, InvoiceItem};
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::rules::policy_contradictory::item_problems;
use crate::domain::rules::{already_issued, out_at_bureau};
use crate::domain::tax::TaxRate;
use crate::domain::text::{Code, Prose};
use crate::domain::timeline::EventKind;
use crate::store::application::{self, Snapshot, StoredApplication};
use crate::store::bureau::outgoing::{self, LineEnd};
use crate::store::bureau::{planned, refusals};
use crate::store::engine::Db;
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
    /// Corrects what an application is made with, by the fields that `request_correction` takes, where the bureau
    /// refused it and it is not out again.
    CorrectRefused {
        application: Code,
        reason: Prose,
        changes: BTreeMap<String, String>,
    }
    /// Says why the reasons for which an application was refused, or is kept from going out, hold no more, so that it
    /// may go out as it is.
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

/// What the correction of a refused application answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the README")]
pub struct RefusedCorrected {
    pub application: String,
    /// The fields that are others now.
    pub changed: Vec<String>,
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
    let mut applications: Vec<ApplicationId> = lines.iter().map(|(_, application)| *application).collect();
    applications.sort_unstable();
    applications.dedup();
    for id in &applications {
        if planned::at_bureau(db, *id)?.awaits_recording {
            let application = application::number(db, *id)?;
            return Err(Refusal::OutAtBureau { application, is_issued: true });
        }
    }
    for (line, _) in &lines {
        outgoing::end_line(db, *line, LineEnd::Recalled, moment.now)?;
    }
    for application in applications {
        tx.event(application, EventKind::Recalled, Some(reason))?;
    }
    Ok(Recalled { invoices: lines.len() })
}

/// The item of an application and its rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateChoice {
    /// The item.
    pub item: InvoiceItem,
    /// Its rate of today.
    pub in_force: Option<TaxRate>,
    /// The rates that the bureau offers for it, where it refused the one that was written.
    pub offered: Vec<TaxRate>,
    /// The rate that the issuer's policy has for it today.
    pub own: Option<TaxRate>,
}

impl RateChoice {
    /// The rate that is right as far as is known: the policy's own, where the bureau offers it.
    pub fn suggested(&self) -> Option<TaxRate> {
        self.own.filter(|own| self.offered.contains(own))
    }
}

/// The rates between which can be chosen for an application; none: nobody has its item any more.
pub fn rate_choice(
    db: &Db,
    moment: &Moment,
    stored: &StoredApplication,
) -> Result<Option<RateChoice>, Refusal> {
    let owner = account::by_id(db, stored.account)?;
    let of = issuer::by_id(db, owner.issuer_id)?.issuer;
    let Some(item) = item_of(db, stored, &of)? else { return Ok(None) };
    let reasons = refusals::shown(db, stored.id)?;
    let mut offered = reasons.iter().map(|shown| RefusalReason::read(&shown.reason).rates);
    let policy = newest_policy(db, &of.policy)?;
    let own = policy.items.iter().find(|own| own.printed() == item.printed());
    Ok(Some(RateChoice {
        in_force: item.rate_on(moment.today),
        offered: offered.rfind(|rates| !rates.is_empty()).unwrap_or_default(),
        own: own.and_then(|own| own.rate_on(moment.today)),
        item,
    }))
}

pub(crate) fn correct_rate(tx: &Transaction<'_>, c: &CorrectRate) -> Result<RateCorrected, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let stored = named(db, &c.application)?;
    let not_refused = || Refusal::bad_field("application", FieldError::NotRefusedAtBureau);
    let choice = rate_choice(db, moment, &stored)?.ok_or_else(not_refused)?;
    if choice.offered.is_empty() {
        return Err(not_refused());
    }
    let rate = match c.rate {
        Some(given) => Some(given).filter(|given| choice.offered.contains(given)),
        None => choice.suggested(),
    };
    let expected = || choice.offered.iter().map(TaxRate::to_string).collect();
    let rate = rate.ok_or_else(|| Refusal::bad_field("rate", FieldError::Choice { expected: expected() }))?;
    let from = moment.today;
    let corrected = with_rate(&choice.item, EffectiveRate { from, rate });
    let problems = item_problems(std::slice::from_ref(&corrected));
    if !problems.is_empty() {
        return Err(Refusal::PolicyContradictory { problems });
    }
    // It is the issuer whom the bureau offers these rates: others under the same policy may have others.
    let owner = account::by_id(db, stored.account)?;
    let of = issuer::by_id(db, owner.issuer_id)?;
    let mut items = of.issuer.items.clone();
    if items.is_empty() {
        items = newest_policy(db, &of.issuer.policy)?.items;
    }
    let item = choice.item.printed();
    match items.iter_mut().find(|own| own.printed() == item) {
        Some(own) => *own = corrected,
        None => items.push(corrected),
    }
    issuer::update(db, of.id, &Issuer { items, ..of.issuer })?;
    Ok(RateCorrected { item, rate, from })
}

/// An item with a rate from a day on; a later one that is known stays.
fn with_rate(item: &InvoiceItem, new: EffectiveRate) -> InvoiceItem {
    let (mut rates, later): (Vec<EffectiveRate>, Vec<EffectiveRate>) =
        item.rates.iter().filter(|rate| rate.from != new.from).partition(|rate| rate.from < new.from);
    rates.push(new);
    rates.extend(later);
    InvoiceItem { rates, ..item.clone() }
}

pub(crate) fn correct_refused(tx: &Transaction<'_>, c: &CorrectRefused) -> Result<RefusedCorrected, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let stored = named(db, &c.application)?;
    let reason = required("reason", &c.reason)?;
    out_at_bureau::check(&standing(db, &stored)?)?;
    already_issued::check(&standing(db, &stored)?)?;
    if stored.state != ApplicationState::Issuing || refusals::shown(db, stored.id)?.is_empty() {
        return Err(Refusal::bad_field("application", FieldError::NotRefusedAtBureau));
    }
    let owner = account::by_id(db, stored.account)?;
    let customer = customer(db, &owner.account.code)?;
    let snapshot = corrected(db, moment, &customer, &stored, &c.changes)?;
    let changed = differing(&flat(&stored.snapshot), &flat(&snapshot), &[]);
    if !changed.is_empty() {
        let _ = tx.was.set(json!(stored.snapshot));
        application::set_snapshot(db, stored.id, &snapshot)?;
        tx.event(stored.id, EventKind::Amended, Some(reason))?;
    }
    Ok(RefusedCorrected { application: stored.number, changed })
}

/// What an application is made with, each field by its own name.
fn flat(snapshot: &Snapshot) -> Value {
    let Snapshot { info, address, email, contact, remark, item } = snapshot;
    json!({
        "name": info.name, "tax_id": info.tax_id, "address": info.address, "phone": info.phone, "bank": info.bank,
        "bank_account": info.bank_account, "mailing_address": address, "email": email, "contact": contact,
        "remark": remark, "item": item,
    })
}

pub(crate) fn overrule_refusals(tx: &Transaction<'_>, c: &OverruleRefusals) -> Result<Overruled, Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let why = required("reason", &c.reason)?;
    let stored = named(db, &c.application)?;
    let shown = refusals::shown(db, stored.id)?;
    let own: Vec<_> =
        shown.into_iter().filter(|shown| !shown.overruled).map(|own| (own.id, own.reason)).collect();
    // What was said of others keeps it from going out as well.
    let before = leaving::refused_before(db, moment, &stored)?;
    let (mut reasons, mut overruled) = (Vec::new(), BTreeSet::new());
    for (refusal, reason) in own.into_iter().chain(before) {
        if overruled.insert(refusal) && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    if overruled.is_empty() {
        return Err(Refusal::bad_field("application", FieldError::NotRefusedAtBureau));
    }
    for refusal in overruled {
        refusals::overrule(db, refusal, moment.now, user.id, why)?;
    }
    Ok(Overruled { reasons })
}
