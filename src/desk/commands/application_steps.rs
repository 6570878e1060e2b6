//! The steps of an application after it was submitted.

use std::collections::{HashMap, VecDeque};

use chrono::NaiveDate;
use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::named_account::newest_policy;
use crate::desk::commands::texts::{optional, required};
use crate::desk::commands::transaction::Transaction;
use crate::desk::commands::{coverage, second_person, step_requests};
use crate::desk::protocol::fields::fields;
use crate::domain::application::{ApplicationState, Standing, Step};
use crate::domain::draft::DraftForm;
use crate::domain::email::emails;
use crate::domain::ids::{ApplicationId, PlannedId};
use crate::domain::invoice_number::is_invoice_number;
use crate::domain::issuer::Issuer;
use crate::domain::money::Fen;
use crate::domain::policy::{Delivery, InvoiceItem, Policy};
use crate::domain::reading::Day;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::rules::{duplicate_invoice_number, invoice_above_maximum, policy_contradictory};
use crate::domain::tax::{TaxRate, split};
use crate::domain::text::{Code, Line, Prose};
use crate::domain::timeline::EventKind;
use crate::store::application::{self, StoredApplication};
use crate::store::bureau::outgoing::{self, LineEnd};
use crate::store::bureau::planned;
use crate::store::engine::Db;
use crate::store::invoice::{self, StoredInvoice};
use crate::store::{account, bill, draft, issuer, ledger, policy};

fields! {
    /// Names an application.
    OfApplication {
        application: Code,
    }
    /// Rejects an application with a reason.
    RejectApplication {
        application: Code,
        reason: Prose,
    }
    /// Records the invoices issued for an application. One that is no longer covered is issued all the same with
    /// `confirm_uncovered` and a note.
    IssueApplication {
        application: Code,
        invoices: Vec<IssuedInvoice>,
        confirm_uncovered: Option<bool>,
        note: Option<Prose>,
    }
    /// One issued invoice.
    IssuedInvoice {
        number: Line,
        issued_on: Day,
        gross: Fen,
    }
    /// Records how an application was sent.
    DeliverApplication {
        application: Code,
        carrier: Option<Line>,
        tracking_no: Option<Line>,
        email: Option<String>,
    }
}

/// What a step answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct StepDone {
    pub application: String,
    pub state: ApplicationState,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub invoices: Vec<InvoiceView>,
}

/// An invoice, as answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct InvoiceView {
    pub number: String,
    pub issued_on: NaiveDate,
    pub net: Fen,
    pub tax: Fen,
    pub gross: Fen,
    pub rate: TaxRate,
}

impl From<StoredInvoice> for InvoiceView {
    fn from(stored: StoredInvoice) -> Self {
        let StoredInvoice { number, issued_on, split, rate } = stored;
        Self { number, issued_on, net: split.net, tax: split.tax, gross: split.gross, rate }
    }
}

/// An application about to take a step that its state allows.
pub(crate) struct Taking {
    pub(crate) stored: StoredApplication,
    policy: Policy,
    step: Step,
    next: ApplicationState,
    /// Whether a second person has to take it; none: nobody was asked about.
    second_person: Option<bool>,
}

/// The policy that an application was made under.
pub(crate) fn policy_of(db: &Db, stored: &StoredApplication) -> Result<Policy, Refusal> {
    match policy::version(db, &stored.policy, stored.policy_version)? {
        Some(policy) => Ok(policy),
        None => newest_policy(db, &stored.policy),
    }
}

/// The item that an application was made with, as it is now: its rates are law, and no term of the application. It is
/// one of the issuer's own, else of the policy that the issuer works under, else of the newest version of the policy
/// that the application was made under which has it; none if nobody has it any more.
pub(crate) fn item_of(
    db: &Db,
    stored: &StoredApplication,
    issuer: &Issuer,
) -> Result<Option<InvoiceItem>, Refusal> {
    let printed = &stored.snapshot.item;
    let among = |items: &[InvoiceItem]| items.iter().find(|item| item.printed() == *printed).cloned();
    let now = newest_policy(db, &issuer.policy)?;
    if let Some(item) = among(&issuer.items).or_else(|| among(&now.items)) {
        return Ok(Some(item));
    }
    let versions = policy::history(db, &stored.policy)?;
    Ok(versions.iter().find_map(|version| among(&version.policy.items)))
}

/// The application of this number.
pub(crate) fn named(db: &Db, number: &str) -> Result<StoredApplication, Refusal> {
    application::by_number(db, number)?.ok_or_else(|| Refusal::not_found(Noun::Application, number))
}

/// What decides which steps an application may take.
pub(crate) fn standing<'a>(db: &Db, stored: &'a StoredApplication) -> Result<Standing<'a>, Refusal> {
    let StoredApplication { id, number, state, submitted_at, .. } = stored;
    let at_bureau = planned::at_bureau(db, *id)?;
    Ok(Standing { application: number, state: *state, submitted_at: *submitted_at, at_bureau })
}

/// Finds the application and asks whether it may take the step.
pub(crate) fn taking(db: &Db, moment: &Moment, number: &str, step: Step) -> Result<Taking, Refusal> {
    let stored = named(db, number)?;
    let policy = policy_of(db, &stored)?;
    let standing = standing(db, &stored)?;
    let next = standing.take(step, &policy, moment.now)?;
    Ok(Taking { stored, policy, step, next, second_person: None })
}

impl Taking {
    /// The same, where whoever acts may take it: before anything is written, so that `four-eyes` is said first.
    pub(crate) fn by(self, tx: &Transaction<'_>) -> Result<Self, Refusal> {
        let second_person = Some(second_person::check(tx, &self.stored, self.step)?);
        Ok(Self { second_person, ..self })
    }

    /// Writes what happened into the timeline, and whether a second person had to do it.
    pub(crate) fn event(
        &self,
        tx: &Transaction<'_>,
        event: EventKind,
        note: Option<&str>,
    ) -> Result<(), Refusal> {
        let second_person = match (self.step, self.second_person) {
            (Step::Issue | Step::Reverse, None) => Some(second_person::check(tx, &self.stored, self.step)?),
            (_, known) => known,
        };
        let event = (event, second_person);
        application::insert_step(tx.db, self.stored.id, tx.moment.now, tx.persons(), event, note)
    }

    /// Moves the application on and writes its timeline.
    pub(crate) fn take(&self, tx: &Transaction<'_>, note: Option<&str>) -> Result<StepDone, Refusal> {
        if self.next.is_live() {
            application::set_state(tx.db, self.stored.id, self.next)?;
        } else {
            self.end(tx.db)?;
        }
        self.event(tx, self.step.into(), note)?;
        if self.step == Step::Issue || !self.next.is_live() {
            step_requests::end_all(tx, &self.stored, Some(self.step))?;
        }
        Ok(StepDone { application: self.stored.number.clone(), state: self.next, invoices: Vec::new() })
    }

    /// Ends the application: its bills get back what it absorbed and invoiced, and with less used of them their own
    /// deficits may be offset too far.
    fn end(&self, db: &Db) -> Result<(), Refusal> {
        let StoredApplication { id, account, .. } = self.stored;
        let offsets = ledger::offsets_of_application(db, id)?;
        ledger::give_back(db, offsets.iter().map(|offset| (offset, Fen::ZERO)))?;
        application::set_state(db, id, self.next)?;
        let invoiced = application::invoiced(db, id)?;
        bill::add_used(db, invoiced.into_iter().map(|(bill, invoiced)| (bill, -invoiced)))?;
        coverage::give_back(db, account)?;
        coverage::settle(db, account)?;
        Ok(())
    }
}

pub(crate) fn accept_application(tx: &Transaction<'_>, c: &OfApplication) -> Result<StepDone, Refusal> {
    taking(tx.db, tx.moment, &c.application, Step::Accept)?.take(tx, None)
}

pub(crate) fn cancel_application(tx: &Transaction<'_>, c: &OfApplication) -> Result<StepDone, Refusal> {
    taking(tx.db, tx.moment, &c.application, Step::Cancel)?.take(tx, None)
}

pub(crate) fn reject_application(tx: &Transaction<'_>, c: &RejectApplication) -> Result<StepDone, Refusal> {
    let taking = taking(tx.db, tx.moment, &c.application, Step::Reject)?;
    let reason = required("reason", &c.reason)?;
    taking.take(tx, Some(reason))
}

pub(crate) fn issue_application(tx: &Transaction<'_>, c: &IssueApplication) -> Result<StepDone, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let taking = taking(db, moment, &c.application, Step::Issue)?.by(tx)?;
    if c.invoices.is_empty() {
        return Err(Refusal::bad_field("invoices", FieldError::Missing));
    }
    let owner = account::by_id(db, taking.stored.account)?;
    let issuer = issuer::by_id(db, owner.issuer_id)?.issuer;
    let printed = &taking.stored.snapshot.item;
    let item = item_of(db, &taking.stored, &issuer)?
        .ok_or_else(|| Refusal::bad_field("invoices", FieldError::ItemGone { item: printed.clone() }))?;
    let note = optional("note", c.note.as_deref())?;
    uncovered(taking.stored.uncovered, c.confirm_uncovered.unwrap_or(false), note.as_deref())?;
    let invoices = c
        .invoices
        .iter()
        .enumerate()
        .map(|(i, invoice)| {
            let checked = checked(i, invoice, &taking, &item, moment)?;
            invoice_above_maximum::check(checked.split.gross, issuer.max_invoice_amount)?;
            Ok(checked)
        })
        .collect::<Result<Vec<StoredInvoice>, Refusal>>()?;
    let sum: Fen = invoices.iter().map(|invoice| invoice.split.gross).sum();
    let back = invoice::of_application(db, taking.stored.id)?;
    let expected = taking.stored.amount - back.iter().map(|invoice| invoice.split.gross).sum();
    if sum != expected {
        let fault = FieldError::WrongSum { sum, expected };
        return Err(Refusal::bad_field("invoices", fault));
    }
    duplicate_invoice_number::check(invoices.iter().map(|i| i.number.as_str()), |number| {
        invoice::is_taken(db, number)
    })?;
    for invoice in &invoices {
        invoice::insert(db, taking.stored.id, invoice)?;
    }
    issued_as_planned(tx, taking.stored.id, &invoices)?;
    let numbers: Vec<&str> = invoices.iter().map(|invoice| invoice.number.as_str()).collect();
    let said: Vec<String> = [Some(numbers.join(", ")), note].into_iter().flatten().collect();
    let stepped = taking.take(tx, Some(&said.join("\n")))?;
    Ok(StepDone { invoices: invoices.into_iter().map(InvoiceView::from).collect(), ..stepped })
}

/// Says which planned invoices these became, and that nothing of the application is out any more.
fn issued_as_planned(
    tx: &Transaction<'_>,
    id: ApplicationId,
    invoices: &[StoredInvoice],
) -> Result<(), Refusal> {
    let mut open: HashMap<Fen, VecDeque<PlannedId>> = HashMap::new();
    for planned in planned::of_application(tx.db, id)?.into_iter().filter(|planned| planned.number.is_none())
    {
        open.entry(planned.gross).or_default().push_back(planned.id);
    }
    for invoice in invoices {
        if let Some(planned) = open.get_mut(&invoice.split.gross).and_then(VecDeque::pop_front) {
            planned::set_invoice(tx.db, planned, &invoice.number)?;
        }
    }
    for (line, _) in outgoing::out_of_application(tx.db, id)? {
        outgoing::end_line(tx.db, line, LineEnd::Returned, tx.moment.now)?;
    }
    Ok(())
}

/// Asks whether an application that is short of this much is to be issued all the same.
fn uncovered(amount: Fen, is_confirmed: bool, note: Option<&str>) -> Result<(), Refusal> {
    if !amount.is_positive() {
        return Ok(());
    }
    if !is_confirmed {
        return Err(Refusal::bad_field("confirm_uncovered", FieldError::Uncovered { amount }));
    }
    note.map(drop).ok_or_else(|| Refusal::bad_field("note", FieldError::Missing))
}

/// One invoice of an issue command, with its tax; `i` is its place in the command.
fn checked(
    i: usize,
    given: &IssuedInvoice,
    taking: &Taking,
    item: &InvoiceItem,
    moment: &Moment,
) -> Result<StoredInvoice, Refusal> {
    let refuse = |field: &str, fault| Err(Refusal::bad_field(format!("invoices[{i}].{field}"), fault));
    let number = given.number.trim();
    if !is_invoice_number(number) {
        return refuse("number", FieldError::InvoiceNumber);
    }
    if *given.issued_on > moment.today {
        return refuse("issued_on", FieldError::InFuture);
    }
    if *given.issued_on < taking.stored.submitted_on {
        return refuse("issued_on", FieldError::TooEarly { earliest: taking.stored.submitted_on });
    }
    if !given.gross.is_positive() {
        return Err(Refusal::not_positive(given.gross));
    }
    let Some(rate) = item.rate_on(*given.issued_on) else {
        let earliest = item.rates.first().map_or(moment.today, |rate| rate.from);
        return refuse("issued_on", FieldError::TooEarly { earliest });
    };
    if !rate.is_legal() {
        // Older desks took any rate; nothing is issued at it until the item has a legal one.
        let problems = policy_contradictory::item_problems(std::slice::from_ref(item));
        return Err(Refusal::PolicyContradictory { problems });
    }
    Ok(StoredInvoice {
        number: number.to_owned(),
        issued_on: *given.issued_on,
        split: split(given.gross, rate),
        rate,
    })
}

pub(crate) fn deliver_application(tx: &Transaction<'_>, c: &DeliverApplication) -> Result<StepDone, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let taking = taking(db, moment, &c.application, Step::Deliver)?;
    let carrier = optional("carrier", c.carrier.as_deref())?;
    let tracking_no = optional("tracking_no", c.tracking_no.as_deref())?;
    let given = optional("email", c.email.as_deref())?;
    let sent_to = match taking.policy.delivery {
        Delivery::Email if carrier.is_none() => given.or_else(|| taking.stored.snapshot.email.clone()),
        _ => given,
    };
    if let Some(email) = &sent_to {
        emails(email).map_err(|fault| Refusal::EmailInvalid { fault })?;
    }
    if sent_to.is_none() {
        for (field, text) in [("carrier", &carrier), ("tracking_no", &tracking_no)] {
            if text.is_none() {
                return Err(Refusal::bad_field(field, FieldError::Missing));
            }
        }
    }
    application::set_delivery(
        db,
        taking.stored.id,
        carrier.as_deref(),
        tracking_no.as_deref(),
        sent_to.as_deref(),
    )?;
    // Whatever parcel was waiting for it is not that of a delivery to come.
    draft::discard_row(db, DraftForm::BulkDelivery, &c.application)?;
    let note: Vec<&str> =
        [&carrier, &tracking_no, &sent_to].into_iter().flatten().map(String::as_str).collect();
    taking.take(tx, Some(&note.join(" ")))
}

pub(crate) fn receive_application(tx: &Transaction<'_>, c: &OfApplication) -> Result<StepDone, Refusal> {
    taking(tx.db, tx.moment, &c.application, Step::Receive)?.take(tx, None)
}
