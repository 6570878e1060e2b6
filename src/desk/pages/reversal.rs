//! What a reversal would come to, and the confirmation forms that it goes by.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps::{self, OfApplication, taking};
use crate::desk::commands::named_account;
use crate::desk::commands::red_letters::{RedLetterDone, held_up};
use crate::desk::pages::application_answer::ApplicationView;
use crate::desk::protocol::fields::fields;
use crate::domain::application::{ApplicationState, ReversalReason, Step};
use crate::domain::balance::{Balance, Ledger};
use crate::domain::calendar::plus_months;
use crate::domain::ids::{BillId, OffsetId};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::policy::Policy;
use crate::domain::red_letter::{FormCode, FormState, Side, confirm_by, remark};
use crate::domain::refusal::{Refusal, checked};
use crate::domain::rule_id::RuleId;
use crate::domain::text::Code;
use crate::store::engine::Db;
use crate::store::red_letter::{self, StoredRedLetter};
use crate::store::{account, application, invoice, ledger};

fields! {
    /// Lists confirmation forms: those of an application, or all that are neither void nor carried out.
    ListRedLetters {
        application: Option<Code>,
    }
}

/// A confirmation form with its history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the others are called as the fields of `begin_red_letter`")]
pub struct RedLetterView {
    #[serde(flatten)]
    pub standing: RedLetterDone,
    pub begun_by: Side,
    pub reason: ReversalReason,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form_no: Option<String>,
    pub entered_at: DateTime<Utc>,
    /// Whether it still waits though its 72 hours are over: it is void unless it was confirmed in time.
    pub is_overdue: bool,
    /// The red invoice that was issued by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub red_number: Option<String>,
    /// Each state that it had, oldest first.
    pub history: Vec<RedLetterStep>,
}

/// A state that a form had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RedLetterStep {
    /// The state.
    pub state: FormState,
    /// The bureau's code of it.
    pub code: FormCode,
    /// When it came to be so at the bureau.
    pub happened_at: DateTime<Utc>,
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// What was said of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

pub(in crate::desk) fn red_letters(
    db: &Db,
    moment: &Moment,
    q: &ListRedLetters,
) -> Result<Vec<RedLetterView>, Refusal> {
    let letters = match &q.application {
        Some(number) => red_letter::of_application(db, application_steps::named(db, number)?.id)?,
        None => red_letter::live(db)?,
    };
    letters.into_iter().map(|letter| view(db, moment, letter)).collect()
}

/// What an application's page says about its reversal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReversalSide {
    /// What it would come to; none where the application cannot be reversed.
    pub simulation: Option<Simulation>,
    /// Why its forms do not let it be reversed yet.
    pub held_up: Option<Refusal>,
    /// The confirmation forms of its invoices, in the order in which they were begun.
    pub letters: Vec<RedLetterView>,
}

impl ReversalSide {
    /// The forms that are neither void nor carried out.
    pub fn open(&self) -> impl Iterator<Item = &RedLetterView> {
        self.letters.iter().filter(|letter| letter.is_open())
    }

    /// Whether every invoice has a form, and each lets it be reversed.
    pub fn is_ready(&self) -> bool {
        self.held_up.is_none() && self.without_form().next().is_none() && self.open().next().is_some()
    }

    /// The invoices for which a form can be begun.
    pub fn without_form(&self) -> impl Iterator<Item = &ToReverse> {
        let invoices = self.simulation.iter().flat_map(|simulation| &simulation.invoices);
        invoices.filter(|invoice| invoice.red_letter.is_none())
    }
}

/// The reversal of an application, as its page shows it.
pub(in crate::desk) fn side(
    db: &Db,
    moment: &Moment,
    view: &ApplicationView,
) -> Result<ReversalSide, Refusal> {
    let application: Code = checked("application", &view.application)?;
    let stands = view.state.is_issued() && view.steps.contains(&Step::Reverse);
    let id = application_steps::named(db, &application)?.id;
    let simulate = || simulate_reversal(db, moment, &OfApplication { application: application.clone() });
    Ok(ReversalSide {
        simulation: stands.then(simulate).transpose()?,
        held_up: held_up(db, id)?,
        letters: red_letters(db, moment, &ListRedLetters { application: Some(application) })?,
    })
}

impl RedLetterView {
    /// Whether it is neither void nor carried out.
    pub fn is_open(&self) -> bool {
        self.standing.state.is_live() && self.red_number.is_none()
    }
}

fn view(db: &Db, moment: &Moment, letter: StoredRedLetter) -> Result<RedLetterView, Refusal> {
    let standing = RedLetterDone::of(&letter);
    let steps = red_letter::steps(db, letter.id)?;
    let history = steps.into_iter().map(|step| RedLetterStep {
        state: step.state,
        code: step.state.code(),
        happened_at: step.happened_at,
        at: step.at,
        by: step.by,
        note: step.note,
    });
    Ok(RedLetterView {
        is_overdue: standing.confirm_by.is_some_and(|last| moment.now > last),
        standing,
        begun_by: letter.begun_by,
        reason: letter.reason,
        form_no: letter.form_no,
        entered_at: letter.entered_at,
        red_number: letter.red_number,
        history: history.collect(),
    })
}

/// What reversing an application would come to now; nothing is changed by asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Simulation {
    /// The application.
    pub application: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// What it is of.
    pub amount: Fen,
    /// What its bills would get back: what it invoices of them and absorbed on them.
    pub restored: Fen,
    /// What of that was refunded to the customer since: it is given back and cannot be invoiced again.
    pub refunded: Fen,
    /// The balance of the account today.
    pub before: Sums,
    /// The same once it is reversed.
    pub after: Sums,
    /// What each bill would get back, oldest first.
    pub bills: Vec<RestoredBill>,
    /// The invoices, each of which needs a red one.
    pub invoices: Vec<ToReverse>,
    /// What has to be done by when.
    pub deadlines: Deadlines,
}

/// The sums of a balance, as `balance` answers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct Sums {
    pub invoiceable: Fen,
    pub remaining: Fen,
    pub non_invoiceable: Fen,
    pub in_arrears: Fen,
}

impl From<&Balance> for Sums {
    fn from(balance: &Balance) -> Self {
        let Balance { invoiceable, remaining, non_invoiceable, in_arrears, .. } = *balance;
        Self { invoiceable, remaining, non_invoiceable, in_arrears }
    }
}

/// What a bill would get back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RestoredBill {
    /// Its number.
    pub bill_no: String,
    /// How much.
    pub restored: Fen,
    /// What would remain of it.
    pub remaining: Fen,
    /// The last day on which that can be invoiced, where the policy has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// The rule by which that cannot be invoiced, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleId>,
}

/// An invoice that would be reversed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToReverse {
    /// Its number.
    pub number: String,
    /// What it is of.
    pub gross: Fen,
    /// The remark of its red invoice, as far as the form's number is known.
    pub remark: String,
    /// The form that was entered for it and is not void.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub red_letter: Option<RedLetterDone>,
}

/// What has to be done by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Deadlines {
    /// Until when the other side has to confirm a form that is entered now.
    pub confirm_by: DateTime<Utc>,
    /// The last day to correct the application in the place of only reversing it, where the policy offers that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correct_by: Option<NaiveDate>,
    /// The last day on which the buyer can deduct the invoice, by the policy, where it is a special one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deduct_by: Option<NaiveDate>,
}

pub(in crate::desk) fn simulate_reversal(
    db: &Db,
    moment: &Moment,
    q: &OfApplication,
) -> Result<Simulation, Refusal> {
    let stored = taking(db, moment, &q.application, Step::Reverse)?.stored;
    let customer = named_account::customer(db, &account::by_id(db, stored.account)?.account.code)?;
    let (policy, today) = (&customer.policy, moment.today);
    let now = customer.balance_on(today).balance(db)?;
    let at_stake = ledger::at_stake(db, stored.account, Some(stored.id))?;
    let offsets = ledger::offsets_of_application(db, stored.id)?;
    let mut held: HashMap<BillId, Fen> = application::invoiced(db, stored.id)?.into_iter().collect();
    for offset in &offsets {
        *held.entry(offset.bill).or_default() += offset.amount;
    }
    let offsets: HashSet<OffsetId> = offsets.iter().map(|offset| offset.id).collect();
    let reversed = at_stake.clone().without(&held, &offsets);
    // Of the other bills as much remains as before.
    let remaining =
        now.balance.remaining + eligible(&reversed, policy, today) - eligible(&at_stake, policy, today);
    let reversed = reversed.with(now.ledger.bills);
    let after = reversed.balance_of(remaining, &customer.stored.account, policy, today);
    let rules: HashMap<BillId, Option<RuleId>> =
        reversed.lines(policy, today).into_iter().map(|line| (line.bill, line.refused_by)).collect();
    let bills = reversed.bills.iter().filter_map(|bill| {
        Some(RestoredBill {
            bill_no: bill.bill_no.clone(),
            restored: *held.get(&bill.id)?,
            remaining: bill.remaining(today),
            last_day: policy.last_day_to_invoice(bill.billed_on),
            rule: rules.get(&bill.id).copied().flatten(),
        })
    });
    let letters = red_letter::of_application(db, stored.id)?;
    let invoices = invoice::of_application(db, stored.id)?;
    let first = invoices.iter().map(|invoice| invoice.issued_on).min();
    let special = (stored.invoice_type == InvoiceType::EnterpriseSpecial).then_some(first).flatten();
    let terms = application_steps::policy_of(db, &stored)?;
    let deadlines = Deadlines {
        confirm_by: confirm_by(moment.now),
        correct_by: terms.corrections.zip(first).map(|(offered, on)| plus_months(on, offered.within_months)),
        deduct_by: terms
            .deduction_days
            .zip(special)
            .and_then(|(days, on)| on.checked_add_days(Days::new(days.into()))),
    };
    Ok(Simulation {
        amount: stored.amount,
        restored: held.values().copied().sum(),
        refunded: stored.uncovered,
        before: Sums::from(&now.balance),
        after: Sums::from(&after),
        bills: bills.collect(),
        invoices: invoices.iter().map(|invoice| to_reverse(invoice, &letters)).collect(),
        deadlines,
        state: stored.state,
        application: stored.number,
    })
}

fn eligible(ledger: &Ledger, policy: &Policy, today: NaiveDate) -> Fen {
    let lines = ledger.lines(policy, today);
    lines.iter().filter(|line| line.refused_by.is_none()).map(|line| line.remaining).sum()
}

fn to_reverse(invoice: &invoice::StoredInvoice, letters: &[StoredRedLetter]) -> ToReverse {
    let letter = letters.iter().find(|letter| letter.invoice == invoice.number && letter.state.is_live());
    ToReverse {
        number: invoice.number.clone(),
        gross: invoice.split.gross,
        remark: remark(&invoice.number, letter.and_then(|letter| letter.form_no.as_deref())),
        red_letter: letter.map(RedLetterDone::of),
    }
}
