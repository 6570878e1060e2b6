//! One application with everything that its page shows and offers.

use crate::desk::clock::Moment;
use crate::desk::commands::{application_steps, named_account, second_person, undo_step};
use crate::desk::lists::applications::late;
use crate::desk::mail::outbox::{self, OutboxMail};
use crate::desk::pages::application_answer::{self, ApplicationView, RequestView};
use crate::desk::pages::correction::{self, CorrectionSide};
use crate::desk::pages::reversal::{self, ReversalSide};
use crate::desk::pages::summary;
use crate::desk::returned::files::{self, KeptFile};
use crate::domain::application::{ApplicationState, Step};
use crate::domain::calendar::china_date;
use crate::domain::issuer::Issuer;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::step_request::RequestState;
use crate::domain::tax::TaxRate;
use crate::domain::timeline::EventKind;
use crate::store::engine::Db;
use crate::store::user::{self, StoredUser};
use crate::store::{issuer, recurring};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationPage {
    pub view: ApplicationView,
    pub issuer: Issuer,
    /// What is still to be issued, with tax: less than the whole where some of its invoices are back.
    pub rest: Fen,
    /// The rate of today, where the policy's item has one.
    pub rate: Option<TaxRate>,
    /// By how many working days it is late today; none while it is not, or where nothing is owed any more.
    pub working_days_late: Option<i64>,
    /// How many working days are left, the due date among them; none where it is late or nothing is owed any more.
    pub working_days_left: Option<i64>,
    /// By how many working days it was late when it was delivered; none where it was in time, or is not delivered.
    pub delivered_late: Option<i64>,
    /// The month, as `2026-11`, for which a plan of recurring invoicing made it; none if somebody applied.
    pub recurring_month: Option<String>,
    /// Every step that can be taken, and every one that a rule bars.
    pub offers: Vec<OfferedStep>,
    /// The request that a second person take a step, where one is open.
    pub request: Option<OpenRequest>,
    /// The last step, where it can be taken back but for what bars it.
    pub undo: Option<OfferedStep>,
    /// What there is to say about corrections; none where there is nothing.
    pub correction: Option<CorrectionSide>,
    pub reversal: ReversalSide,
    /// What is kept of its invoices.
    pub files: Vec<KeptFile>,
    /// The e-mail about it that counts, if there is one.
    pub mail: Option<OutboxMail>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedStep {
    pub step: Step,
    pub barred: Option<Refusal>,
}

impl OfferedStep {
    /// Whether whoever is at the desk may not take it for that a second person has to, and can ask for one.
    pub fn is_for_second_person(&self) -> bool {
        matches!(self.barred, Some(Refusal::FourEyes { .. }))
    }
}

/// The request that is open, as whoever is at the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRequest {
    pub request: RequestView,
    /// Whether it is his own.
    pub is_own: bool,
    /// Why he cannot refuse it, or take note of it, where he cannot.
    pub barred: Option<Refusal>,
}

impl ApplicationPage {
    /// Whether whoever is at the desk can take a step.
    pub fn can_take(&self, step: Step) -> bool {
        self.offers.iter().any(|offer| offer.step == step && offer.barred.is_none())
    }

    /// Whether whoever is at the desk can ask for a second person to take a step.
    pub fn can_ask(&self, step: Step) -> bool {
        self.offers.iter().any(|offer| offer.step == step && offer.is_for_second_person())
            && !self.is_asked(step)
    }

    /// Whether a request to take a step waits.
    pub fn is_asked(&self, step: Step) -> bool {
        let open = self.request.as_ref().map(|open| &open.request);
        open.is_some_and(|request| request.step == step && request.state == RequestState::Waiting)
    }
}

pub fn page(db: &Db, moment: &Moment, number: &str) -> Result<ApplicationPage, Refusal> {
    let view = application_answer::view(db, moment, number)?;
    let at_desk = user::by_name(db, &summary::user(db, moment)?.0)?;
    let account = named_account::account(db, &view.account)?;
    let issuer = issuer::by_id(db, account.issuer_id)?.issuer;
    let is_delivered = matches!(view.state, ApplicationState::Delivered | ApplicationState::Received);
    let delivered = view.timeline.iter().rfind(|event| is_delivered && event.event == EventKind::Delivered);
    let delivered_on = delivered.map(|event| china_date(event.at));
    let delivered_late = delivered_on
        .filter(|on| *on > view.due_on)
        .map(|on| moment.calendar.working_days_between(view.due_on, on));
    Ok(ApplicationPage {
        rest: view.amount - view.invoices.iter().map(|invoice| invoice.gross).sum(),
        rate: view.policy.items.first().and_then(|item| item.rate_on(moment.today)),
        working_days_late: late(moment, view.state, view.due_on),
        working_days_left: (view.state.is_open() && view.due_on >= moment.today)
            .then(|| moment.calendar.working_days_between(moment.today, view.due_on)),
        delivered_late,
        recurring_month: recurring::month_of_application(db, number)?,
        offers: offers(db, moment, &view, at_desk.as_ref())?,
        request: request(db, moment, &view, at_desk.as_ref())?,
        undo: undo(db, moment, &view)?,
        correction: correction::side(db, moment, &view)?,
        reversal: reversal::side(db, moment, &view)?,
        files: files::kept(db, number)?,
        mail: outbox::counting(db, application_steps::named(db, number)?.id)?,
        issuer,
        view,
    })
}

fn undo(db: &Db, moment: &Moment, view: &ApplicationView) -> Result<Option<OfferedStep>, Refusal> {
    let Some((step, _)) = view.state.undone() else { return Ok(None) };
    let ruled_out = undo_step::back(db, &application_steps::named(db, &view.application)?)?.err();
    Ok(Some(OfferedStep { step, barred: clerks_only(db, moment)?.or(ruled_out) }))
}

/// Why whoever is at the desk may take no step, if that is so.
fn clerks_only(db: &Db, moment: &Moment) -> Result<Option<Refusal>, Refusal> {
    Ok(summary::not_permitted(summary::user(db, moment)?, &[Role::Clerk, Role::Admin]))
}

fn offers(
    db: &Db,
    moment: &Moment,
    view: &ApplicationView,
    at_desk: Option<&StoredUser>,
) -> Result<Vec<OfferedStep>, Refusal> {
    let bars = clerks_only(db, moment)?;
    let stored = application_steps::named(db, &view.application)?;
    let mut offers = Vec::new();
    for &step in &view.steps {
        // What an older desk reversed takes the numbers of its red invoices from whomever.
        let by_second = at_desk.filter(|_| bars.is_none() && view.state.is_live());
        let by_second = by_second.map(|user| second_person::barred(db, &stored, step, user)).transpose()?;
        offers.push(OfferedStep { step, barred: bars.clone().or(by_second.flatten()) });
    }
    let barred = view.barred.iter().map(|(step, why)| OfferedStep { step: *step, barred: Some(why.clone()) });
    offers.extend(barred);
    Ok(offers)
}

fn request(
    db: &Db,
    moment: &Moment,
    view: &ApplicationView,
    at_desk: Option<&StoredUser>,
) -> Result<Option<OpenRequest>, Refusal> {
    let (Some(request), Some(user)) = (view.requests.iter().find(|request| request.is_open), at_desk) else {
        return Ok(None);
    };
    let is_own = request.by == user.name;
    let barred = match (clerks_only(db, moment)?, is_own) {
        (None, false) if request.state == RequestState::Waiting => {
            second_person::barred(db, &application_steps::named(db, &view.application)?, request.step, user)?
        }
        (barred, _) => barred,
    };
    Ok(Some(OpenRequest { request: request.clone(), is_own, barred }))
}
