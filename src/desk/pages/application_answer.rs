//! Applications as they are answered: one with its timeline, or a list.

use std::num::NonZeroU32;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps::{self, InvoiceView, OfApplication};
use crate::desk::commands::reverse_application;
use crate::desk::lists::named_account;
use crate::desk::protocol::fields::fields;
use crate::domain::address::MailingAddress;
use crate::domain::amount_in_words::amount_in_words;
use crate::domain::application::{ApplicationState, Step};
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType};
use crate::domain::invoice_plan::InvoicePlan;
use crate::domain::money::Fen;
use crate::domain::policy::Policy;
use crate::domain::reading::Day;
use crate::domain::refusal::Refusal;
use crate::domain::step_request::RequestState;
use crate::domain::text::Code;
use crate::domain::timeline::Event;
pub use crate::store::application::StoredLine;
use crate::store::application::page::{self, ApplicationFilter};
use crate::store::application::{self, ApplicationLine, StoredApplication};
use crate::store::bureau::planned::{self, Planned};
use crate::store::bureau::refusals;
pub use crate::store::bureau::refusals::ShownRefusal;
use crate::store::engine::Db;
pub use crate::store::invoice::StoredReversal;
use crate::store::step_request::{self, StoredRequest};
use crate::store::{account, invoice, issuer};

fields! {
    /// Lists applications: of an account, in a state, submitted from a day to a day; at most so many, behind one.
    ListApplications {
        account: Option<Code>,
        state: Option<ApplicationState>,
        from: Option<Day>,
        to: Option<Day>,
        limit: Option<NonZeroU32>,
        after: Option<Code>,
    }
}

/// The answer of `application`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct ApplicationView {
    pub application: String,
    pub account: String,
    pub account_name: String,
    pub state: ApplicationState,
    pub r#type: InvoiceType,
    pub amount: Fen,
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
    pub address: Option<MailingAddress>,
    pub email: Option<String>,
    pub contact: Option<String>,
    pub remark: Option<String>,
    /// The printed invoice item.
    pub item: String,
    pub bills: Vec<StoredLine>,
    pub invoices: Vec<InvoiceView>,
    /// The red-letter reversals of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reversals: Vec<StoredReversal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// The carrier's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tracking_no: Option<String>,
    /// Where it was e-mailed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_to: Option<String>,
    /// Every step, oldest first.
    pub timeline: Vec<Event>,
    /// How it is planned as several invoices, while it is to be issued and above what its issuer may put on one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<InvoicePlan>,
    /// The invoices that it is planned as, since it first went out to the tax bureau.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub planned_invoices: Vec<PlannedView>,
    /// What the tax bureau refused of it, until that is out again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<ShownRefusal>,
    /// The requests that a second person take a step of it, newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<RequestView>,
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

/// A request that a second person take a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the README")]
pub struct RequestView {
    pub step: Step,
    pub state: RequestState,
    pub at: DateTime<Utc>,
    pub by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who took the step, refused it, or ended it otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The numbers of the invoices that came back from the bureau for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub returned: Vec<String>,
    /// It waits, or was refused and whoever asked has not taken note of that.
    #[serde(skip)]
    pub is_open: bool,
}

impl From<StoredRequest> for RequestView {
    fn from(request: StoredRequest) -> Self {
        let returned = request.came_back().into_iter().map(str::to_owned).collect();
        let StoredRequest {
            step,
            state,
            requested_at,
            requested_by,
            note,
            ended_by,
            ended_at,
            reason,
            is_open,
            ..
        } = request;
        let (at, by) = (requested_at, requested_by);
        Self { step, state, at, by, note, ended_by, ended_at, reason, returned, is_open }
    }
}

/// An invoice that an application is planned as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the README")]
pub struct PlannedView {
    pub serial: String,
    pub gross: Fen,
    /// Whether it is in a form handed to the tax bureau.
    pub out: bool,
    /// The number of the invoice that it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

impl From<Planned> for PlannedView {
    fn from(planned: Planned) -> Self {
        let Planned { serial, gross, is_out, number, .. } = planned;
        Self { serial, gross, out: is_out, number }
    }
}

impl ApplicationView {
    /// The numbers of the invoices that no red-letter invoice reverses.
    pub fn unreversed(&self) -> impl Iterator<Item = &String> {
        let is_reversed =
            |number: &String| self.reversals.iter().any(|reversal| reversal.number.as_ref() == Some(number));
        self.invoices.iter().map(|invoice| &invoice.number).filter(move |number| !is_reversed(number))
    }
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
    let standing = application_steps::standing(db, &stored)?;
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
    let bills = application::lines(db, stored.id)?;
    let invoices = invoice::of_application(db, stored.id)?.into_iter().map(InvoiceView::from).collect();
    let reversals = invoice::reversals(db, stored.id)?;
    if stored.state == ApplicationState::Reversed
        && !reverse_application::unreversed(db, stored.id)?.is_empty()
    {
        // An older desk did not take the numbers: they are entered by the same step.
        steps.push(Step::Reverse);
    }
    let timeline = application::events(db, stored.id)?;
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
        planned_invoices: planned::of_application(db, stored.id)?
            .into_iter()
            .map(PlannedView::from)
            .collect(),
        refusals: match stored.state {
            ApplicationState::Issuing => refusals::shown(db, stored.id)?,
            _ => Vec::new(),
        },
        requests: step_request::of_application(db, stored.id)?.into_iter().map(RequestView::from).collect(),
        planned: (is_to_be_issued && plan.is_split()).then_some(plan),
        policy,
        steps,
        barred,
        last_day_to_cancel,
    })
}

/// The answer of `applications`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ApplicationList {
    /// All of them.
    Whole(Vec<ApplicationLine>),
    /// At most as many as were asked for.
    Page {
        /// They.
        applications: Vec<ApplicationLine>,
        /// The number of the last one, where there are more behind it: the `after` of the next page.
        #[serde(skip_serializing_if = "Option::is_none")]
        next: Option<String>,
    },
}

/// Applications of an account, in a state, submitted from a day to a day; newest first.
pub(in crate::desk) fn applications(
    db: &Db,
    _: &Moment,
    q: &ListApplications,
) -> Result<ApplicationList, Refusal> {
    let filter = ApplicationFilter {
        account: named_account(db, q.account.as_deref())?,
        state: q.state,
        from: q.from.as_deref().copied(),
        to: q.to.as_deref().copied(),
        ..ApplicationFilter::default()
    };
    let after = q.after.as_deref().map(|number| application_steps::named(db, number)).transpose()?;
    let Some(limit) = q.limit.map(NonZeroU32::get) else {
        return page::newest(db, &filter, after.as_ref(), None).map(ApplicationList::Whole);
    };
    // One more tells whether there are more.
    let mut applications = page::newest(db, &filter, after.as_ref(), Some(limit.saturating_add(1)))?;
    let has_more = applications.len() > limit as usize;
    applications.truncate(limit as usize);
    let next = applications.last().filter(|_| has_more).map(|last| last.application.clone());
    Ok(ApplicationList::Page { applications, next })
}
