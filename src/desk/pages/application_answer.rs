//! Applications as they are answered: one with its timeline, or a list.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps::{self, InvoiceView, OfApplication};
use crate::desk::commands::named_account;
use crate::desk::commands::reverse_application;
use crate::desk::protocol::fields::fields;
use crate::domain::address::MailingAddress;
use crate::domain::amount_in_words::amount_in_words;
use crate::domain::application::{ApplicationState, ReversalReason, Standing, Step};
use crate::domain::bill::BillKind;
use crate::domain::ids::AccountId;
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType};
use crate::domain::invoice_plan::InvoicePlan;
use crate::domain::money::Fen;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::store::application::{self, ListRow, StoredApplication, StoredLine};
use crate::store::engine::Db;
use crate::store::invoice::StoredReversal;
use crate::store::{account, invoice, issuer};

fields! {
    /// Lists applications: of an account, in a state, submitted from a day to a day.
    ListApplications {
        account: Sought<Code>,
        state: Option<Choice<ApplicationState>>,
        from: Option<Day>,
        to: Option<Day>,
    }
}

/// The answer of `application`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApplicationView {
    /// Its number.
    pub application: String,
    /// Whose it is.
    pub account: String,
    /// The customer's name.
    pub account_name: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// The type of invoice.
    pub r#type: InvoiceType,
    /// The amount to be invoiced.
    pub amount: Fen,
    /// The amount in capital words.
    pub amount_in_words: String,
    /// That day in China.
    pub submitted_on: NaiveDate,
    /// The last day to issue and deliver.
    pub due_on: NaiveDate,
    /// A year on the way to `due_on` whose holidays were not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_assumes_year: Option<i32>,
    /// What of it is no longer covered, since its bills were refunded.
    pub uncovered: Fen,
    /// The buyer's title block when it was made.
    pub info: InvoiceInfo,
    /// Where it is posted to.
    pub address: Option<MailingAddress>,
    /// Where it is e-mailed to.
    pub email: Option<String>,
    /// Who to speak to.
    pub contact: Option<String>,
    /// The remark to be printed.
    pub remark: Option<String>,
    /// The printed invoice item.
    pub item: String,
    /// What it took from which bill.
    pub bills: Vec<LineView>,
    /// The invoices issued for it.
    pub invoices: Vec<InvoiceView>,
    /// The red-letter reversals of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reversals: Vec<ReversalView>,
    /// Who carries it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// The carrier's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_no: Option<String>,
    /// Where it was e-mailed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_to: Option<String>,
    /// Every step, oldest first.
    pub timeline: Vec<EventView>,
    /// How it is planned as several invoices, while it is to be issued and above what its issuer may put on one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<InvoicePlan>,
    /// The policy it was made under; of its items, which may be the issuer's own, the one it was made with is first.
    #[serde(skip)]
    pub policy: Policy,
    /// What can be done with it now.
    #[serde(skip)]
    pub steps: Vec<Step>,
    /// What could be done but for a rule, with the refusal that says why.
    #[serde(skip)]
    pub barred: Vec<(Step, Refusal)>,
    /// The last day to cancel it, where the policy sets one.
    #[serde(skip)]
    pub last_day_to_cancel: Option<NaiveDate>,
    /// The customer's e-mail address in the billing system.
    #[serde(skip)]
    pub account_email: Option<String>,
}

impl ApplicationView {
    /// The numbers of the invoices that no red-letter invoice reverses.
    pub fn unreversed(&self) -> impl Iterator<Item = &String> {
        let is_reversed =
            |number: &String| self.reversals.iter().any(|reversal| reversal.number.as_ref() == Some(number));
        self.invoices.iter().map(|invoice| &invoice.number).filter(move |number| !is_reversed(number))
    }
}

/// What an application took from a bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// The bill.
    pub bill_no: String,
    /// How it was charged.
    #[serde(skip)]
    pub kind: BillKind,
    /// Bill date.
    pub billed_on: NaiveDate,
    /// What was charged.
    pub amount: Fen,
    /// What is invoiced from it.
    pub invoiced: Fen,
    /// What was absorbed on it.
    pub absorbed: Fen,
    /// What of that was given back since.
    pub given_back: Fen,
}

/// A reversal, as answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReversalView {
    /// The number of the invoice; none: an older desk took one red-letter invoice for several, and did not ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The number of the red-letter invoice.
    pub red_number: String,
    /// Why.
    pub reason: ReversalReason,
    /// The day in China.
    pub reversed_on: NaiveDate,
}

/// A step of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventView {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// What happened.
    pub event: String,
    /// Any note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

pub(in crate::desk) fn application(
    db: &Db,
    moment: &Moment,
    q: &OfApplication,
) -> Result<ApplicationView, Refusal> {
    view(db, moment, &q.application)
}

/// One application with its timeline.
pub fn view(db: &Db, moment: &Moment, number: &str) -> Result<ApplicationView, Refusal> {
    let stored = application_steps::named(db, number)?;
    let owner = account::by_id(db, stored.account)?;
    let issuer = issuer::by_id(db, owner.issuer_id)?.issuer;
    let mut policy = application_steps::policy_of(db, &stored)?;
    policy.items = application_steps::item_of(db, &stored, &issuer)?.into_iter().collect();
    let plan = InvoicePlan::of(stored.amount, issuer.max_invoice_amount);
    let is_to_be_issued = matches!(stored.state, ApplicationState::Submitted | ApplicationState::Issuing);
    let standing = Standing { application: number, state: stored.state, submitted_at: stored.submitted_at };
    let (mut steps, mut barred) = (Vec::new(), Vec::new());
    for step in Step::ALL {
        match standing.take(step, &policy, moment.now) {
            Ok(_) => steps.push(step),
            // What the state does not lead to is not worth a word.
            Err(Refusal::TransitionNotAllowed { .. }) => {}
            Err(refusal) => barred.push((step, refusal)),
        }
    }
    let last_day_to_cancel = standing.last_day_to_cancel(&policy);
    let bills = application::lines(db, stored.id)?.into_iter().map(LineView::from).collect();
    let invoices = invoice::of_application(db, stored.id)?.into_iter().map(InvoiceView::from).collect();
    let reversals = invoice::reversals(db, stored.id)?.into_iter().map(ReversalView::from).collect();
    if stored.state == ApplicationState::Reversed
        && !reverse_application::unreversed(db, stored.id)?.is_empty()
    {
        // An older desk did not take the numbers: they are entered by the same step.
        steps.push(Step::Reverse);
    }
    let timeline = application::events(db, stored.id)?
        .into_iter()
        .map(|e| EventView { at: e.at, by: e.by, event: e.event, note: e.note })
        .collect();
    let StoredApplication { snapshot, .. } = stored;
    Ok(ApplicationView {
        application: stored.number,
        account: owner.account.code,
        account_name: owner.account.name,
        account_email: owner.profile.email,
        state: stored.state,
        r#type: stored.invoice_type,
        amount: stored.amount,
        amount_in_words: amount_in_words(stored.amount),
        submitted_on: stored.submitted_on,
        due_on: stored.due_on,
        due_assumes_year: stored.due_assumes_year,
        uncovered: stored.uncovered,
        info: snapshot.info,
        address: snapshot.address,
        email: snapshot.email,
        contact: snapshot.contact,
        remark: snapshot.remark,
        item: snapshot.item,
        bills,
        invoices,
        reversals,
        carrier: stored.carrier,
        tracking_no: stored.tracking_no,
        sent_to: stored.sent_to,
        timeline,
        planned: (is_to_be_issued && plan.is_split()).then_some(plan),
        policy,
        steps,
        barred,
        last_day_to_cancel,
    })
}

impl From<StoredReversal> for ReversalView {
    fn from(stored: StoredReversal) -> Self {
        let StoredReversal { number, red_number, reason, reversed_on } = stored;
        Self { number, red_number, reason, reversed_on }
    }
}

impl From<StoredLine> for LineView {
    fn from(line: StoredLine) -> Self {
        let StoredLine { bill_no, kind, billed_on, amount, invoiced, absorbed, given_back } = line;
        Self { bill_no, kind, billed_on, amount, invoiced, absorbed, given_back }
    }
}

/// One application in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApplicationLine {
    /// Its number.
    pub application: String,
    /// Whose it is.
    pub account: String,
    /// The customer's name.
    pub account_name: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// The type of invoice.
    pub r#type: InvoiceType,
    /// The amount to be invoiced.
    pub amount: Fen,
    /// The day it was submitted, in China.
    pub submitted_on: NaiveDate,
    /// The last day to issue and deliver.
    pub due_on: NaiveDate,
    /// The buyer's name on it.
    pub buyer_name: String,
}

/// Applications of an account, in a state, submitted from a day to a day; newest first.
pub(in crate::desk) fn applications(
    db: &Db,
    _: &Moment,
    q: &ListApplications,
) -> Result<Vec<ApplicationLine>, Refusal> {
    let account: Option<AccountId> =
        q.account.as_deref().map(|code| named_account::account(db, code)).transpose()?.map(|a| a.id);
    let rows = application::list(db, account, q.state, q.from, q.to)?;
    Ok(rows.into_iter().map(ApplicationLine::from).collect())
}

impl From<ListRow> for ApplicationLine {
    fn from(row: ListRow) -> Self {
        Self {
            application: row.number,
            account: row.account,
            account_name: row.account_name,
            state: row.state,
            r#type: row.invoice_type,
            amount: row.amount,
            submitted_on: row.submitted_on,
            due_on: row.due_on,
            buyer_name: row.buyer_name,
        }
    }
}
