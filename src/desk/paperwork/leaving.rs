//! What may go out: each application of an issuer that is being issued, planned as invoices and checked as the bureau
//! would check it.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps::item_of;
use crate::domain::application::{ApplicationState, Step};
use crate::domain::bureau::{
    Buyer, FormColumn, FormFault, FormInvoice, FormProblem, FormShape, LeftOut, Lessons, MAX_SERIAL_CHARS,
    Seller, TaxCodes, Waiver, Why, check, serial,
};
use crate::domain::email::emails;
use crate::domain::ids::{PlannedId, RefusalId};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::invoice_plan::InvoicePlan;
use crate::domain::issuer::Taxpayer;
use crate::domain::money::Fen;
use crate::domain::policy::InvoiceItem;
use crate::domain::refusal::{FieldError, Noun, Refusal, Transition};
use crate::domain::rules::policy_contradictory;
use crate::domain::tax::TaxRate;
use crate::store::account;
use crate::store::application::{self, StoredApplication};
use crate::store::bureau::planned::{self, Planned};
use crate::store::bureau::{outgoing, refusals, tax_codes};
use crate::store::engine::Db;
use crate::store::issuer::{self, StoredIssuer};

/// An application that goes out.
pub(in crate::desk) struct Leaving {
    pub application: StoredApplication,
    /// The planned invoices in whose place others are planned.
    pub replaced: Vec<PlannedId>,
    /// Its invoices that go out, in their order.
    pub invoices: Vec<(Place, FormInvoice)>,
}

/// Where an invoice stands in the plan of its application.
#[derive(Clone, Copy)]
pub(in crate::desk) enum Place {
    /// It was planned when it went out before.
    Planned(PlannedId),
    /// It is planned now.
    New(u32),
}

/// What goes out and what does not.
#[derive(Default)]
pub(in crate::desk) struct Sorted {
    pub leaving: Vec<Leaving>,
    pub left_out: Vec<LeftOut>,
    /// How many special invoices lack the reason for their full rate.
    pub without_reason: usize,
}

/// Goes through what an issuer is issuing, or through the applications that are named.
pub(in crate::desk) fn sort(
    db: &Db,
    moment: &Moment,
    issuer: &StoredIssuer,
    shape: Option<&FormShape>,
    named: &[String],
) -> Result<Sorted, Refusal> {
    let mut desk = Checker::new(db, moment, issuer, shape)?;
    let mut sorted = Sorted::default();
    if named.is_empty() {
        for stored in outgoing::issuing(db, issuer.id)? {
            if let Some(plan) = plan(db, &stored, issuer.issuer.max_invoice_amount)? {
                desk.sort(stored, plan, &mut sorted)?;
            }
        }
        return Ok(sorted);
    }
    let mut seen = HashSet::new();
    for number in named.iter().map(|number| number.trim()) {
        if !seen.insert(number) {
            continue;
        }
        let mut leave_out = |why: Refusal| {
            sorted.left_out.push(LeftOut { application: number.to_owned(), why: why.into() });
        };
        let Some(stored) = of_issuer(db, issuer, number)? else {
            leave_out(Refusal::not_found(Noun::Application, number));
            continue;
        };
        if stored.state != ApplicationState::Issuing {
            leave_out(Refusal::TransitionNotAllowed(Transition::Application {
                application: stored.number,
                state: stored.state,
                step: Step::Issue,
            }));
            continue;
        }
        match plan(db, &stored, issuer.issuer.max_invoice_amount)? {
            Some(plan) => desk.sort(stored, plan, &mut sorted)?,
            None => {
                let is_issued = planned::at_bureau(db, stored.id)?.awaits_recording;
                leave_out(Refusal::OutAtBureau { application: stored.number, is_issued });
            }
        }
    }
    Ok(sorted)
}

/// The past refusals that keep an application from going out as it is, each with the last reason about the same.
pub(in crate::desk) fn refused_before(
    db: &Db,
    moment: &Moment,
    stored: &StoredApplication,
) -> Result<BTreeMap<RefusalId, String>, Refusal> {
    let mut before = BTreeMap::new();
    let owner = account::by_id(db, stored.account)?;
    let issuer = issuer::by_id(db, owner.issuer_id)?;
    let plan = match stored.state {
        ApplicationState::Issuing => plan(db, stored, issuer.issuer.max_invoice_amount)?,
        _ => None,
    };
    let mut desk = Checker::new(db, moment, &issuer, None)?;
    let (Some(plan), Ok((item, rate))) = (plan, desk.item(stored)?) else { return Ok(before) };
    for (_, serial, gross) in plan.invoices {
        let written = desk.invoice(stored, &item, rate, serial, gross).written();
        desk.forget_disproved(&written)?;
        for (reason, refusals) in desk.lessons.behind(&written) {
            // Each refusal is behind one of them.
            if refusals.first().is_some_and(|first| !before.contains_key(first)) {
                before.extend(refusals.iter().map(|id| (*id, reason.to_owned())));
            }
        }
    }
    Ok(before)
}

/// The application of this number, if the issuer's.
fn of_issuer(db: &Db, issuer: &StoredIssuer, number: &str) -> Result<Option<StoredApplication>, Refusal> {
    let Some(stored) = application::by_number(db, number)? else { return Ok(None) };
    let owner = account::by_id(db, stored.account)?;
    Ok((owner.issuer_id == issuer.id).then_some(stored))
}

/// What of an application is still to go out.
struct Plan {
    replaced: Vec<PlannedId>,
    invoices: Vec<(Place, String, Fen)>,
    /// The serial number that would be too long, where so many invoices are needed.
    too_long: Option<String>,
}

/// Plans what is neither out nor issued: as it was planned before, unless that is above the maximum by now; none where
/// there is no such thing, or an invoice came back that a second person has to record first.
fn plan(db: &Db, stored: &StoredApplication, max: Option<Fen>) -> Result<Option<Plan>, Refusal> {
    if planned::at_bureau(db, stored.id)?.awaits_recording {
        return Ok(None);
    }
    let planned = planned::of_application(db, stored.id)?;
    let (gone, open): (Vec<Planned>, Vec<Planned>) =
        planned.into_iter().partition(|planned| planned.is_out || planned.number.is_some());
    let rest = stored.amount - gone.iter().map(|planned| planned.gross).sum();
    if !rest.is_positive() {
        return Ok(None);
    }
    let is_within = |planned: &Planned| max.is_none_or(|max| planned.gross <= max);
    if !open.is_empty() && open.iter().all(is_within) {
        let invoices = open.into_iter().map(|p| (Place::Planned(p.id), p.serial, p.gross)).collect();
        return Ok(Some(Plan { replaced: Vec::new(), invoices, too_long: None }));
    }
    let last = planned::last_place(db, stored.id)?;
    let plan = InvoicePlan::of(rest, max);
    let longest = u32::try_from(plan.invoices).ok().and_then(|count| last.checked_add(count));
    let longest = serial(&stored.number, longest.unwrap_or(u32::MAX));
    if longest.len() > MAX_SERIAL_CHARS {
        let too_long = Some(longest);
        return Ok(Some(Plan { replaced: Vec::new(), invoices: Vec::new(), too_long }));
    }
    let new = |(place, gross)| (Place::New(place), serial(&stored.number, place), gross);
    let invoices = (last + 1..).zip(plan.amounts()).map(new).collect();
    Ok(Some(Plan { replaced: open.iter().map(|planned| planned.id).collect(), invoices, too_long: None }))
}

/// What every application is held against, looked up once.
struct Checker<'a> {
    db: &'a Db,
    moment: &'a Moment,
    issuer: &'a StoredIssuer,
    shape: Option<&'a FormShape>,
    lessons: Lessons,
    /// The items by the policy that an application was made under, and what is printed of them.
    items: HashMap<(String, String), Option<InvoiceItem>>,
    codes: HashMap<String, TaxCodes>,
}

impl<'a> Checker<'a> {
    fn new(
        db: &'a Db,
        moment: &'a Moment,
        issuer: &'a StoredIssuer,
        shape: Option<&'a FormShape>,
    ) -> Result<Self, Refusal> {
        let mut lessons = Lessons::default();
        refusals::past(db, issuer.id)?.iter().for_each(|past| lessons.learn(past));
        Ok(Self { db, moment, issuer, shape, lessons, items: HashMap::new(), codes: HashMap::new() })
    }

    /// An application goes out with all of its invoices that are planned, or not at all.
    fn sort(&mut self, stored: StoredApplication, plan: Plan, sorted: &mut Sorted) -> Result<(), Refusal> {
        let reasons = match self.invoices(&stored, plan)? {
            Ok((leaving, without_reason)) => {
                sorted.without_reason += without_reason;
                sorted.leaving.push(Leaving { application: stored, ..leaving });
                return Ok(());
            }
            Err(reasons) => reasons,
        };
        let number = &stored.number;
        sorted.left_out.extend(reasons.into_iter().map(|why| LeftOut { application: number.clone(), why }));
        Ok(())
    }

    fn invoices(
        &mut self,
        stored: &StoredApplication,
        plan: Plan,
    ) -> Result<Result<(Leaving, usize), Vec<Why>>, Refusal> {
        if stored.uncovered.is_positive() {
            return Ok(Err(vec![Why::Uncovered(stored.uncovered)]));
        }
        if let Some(serial) = plan.too_long {
            let fault = FormFault::TooLong { length: serial.len(), limit: MAX_SERIAL_CHARS };
            return Ok(Err(vec![Why::Form(FormProblem { column: FormColumn::Serial, fault })]));
        }
        let (item, rate) = match self.item(stored)? {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(vec![refusal.into()])),
        };
        let codes = self.codes(&item.tax_code)?;
        let (mut invoices, mut reasons, mut without_reason) = (Vec::new(), Vec::new(), 0);
        for (place, serial, gross) in plan.invoices {
            let invoice = self.invoice(stored, &item, rate, serial, gross);
            without_reason += usize::from(self.lacks_reason(&invoice));
            self.forget_disproved(&invoice.written())?;
            for problem in check(&invoice, self.shape, codes, &self.lessons) {
                let why = Why::Form(problem);
                if !reasons.contains(&why) {
                    reasons.push(why);
                }
            }
            invoices.push((place, invoice));
        }
        if !reasons.is_empty() {
            return Ok(Err(reasons));
        }
        let leaving = Leaving { application: stored.clone(), replaced: plan.replaced, invoices };
        Ok(Ok((leaving, without_reason)))
    }

    /// The item that an application was made with and its rate of today, or why there is none.
    fn item(
        &mut self,
        stored: &StoredApplication,
    ) -> Result<Result<(InvoiceItem, TaxRate), Refusal>, Refusal> {
        let printed = &stored.snapshot.item;
        let key = (stored.policy.clone(), printed.clone());
        let found = match self.items.get(&key) {
            Some(found) => found.clone(),
            None => {
                let found = item_of(self.db, stored, &self.issuer.issuer)?;
                self.items.insert(key, found.clone());
                found
            }
        };
        let Some(item) = found else {
            let gone = FieldError::ItemGone { item: printed.clone() };
            return Ok(Err(Refusal::bad_field("item", gone)));
        };
        let today = self.moment.today;
        Ok(match item.rate_on(today) {
            None => {
                let earliest = item.rates.first().map_or(today, |rate| rate.from);
                Err(Refusal::bad_field("issued_on", FieldError::TooEarly { earliest }))
            }
            Some(rate) if !rate.is_legal() => {
                let problems = policy_contradictory::item_problems(std::slice::from_ref(&item));
                Err(Refusal::PolicyContradictory { problems })
            }
            Some(rate) => Ok((item, rate)),
        })
    }

    /// Forgets what would keep this from going out though the bureau has issued the like since it refused it.
    fn forget_disproved(&mut self, written: &BTreeMap<FormColumn, String>) -> Result<(), Refusal> {
        let (db, issuer) = (self.db, self.issuer.id);
        self.lessons
            .forget_disproved(written, |since, cells| refusals::is_disproved(db, issuer, since, cells))
    }

    fn codes(&mut self, code: &str) -> Result<TaxCodes, Refusal> {
        if let Some(found) = self.codes.get(code) {
            return Ok(*found);
        }
        let found = tax_codes::find(self.db, code)?;
        self.codes.insert(code.to_owned(), found);
        Ok(found)
    }

    fn invoice(
        &self,
        stored: &StoredApplication,
        item: &InvoiceItem,
        rate: TaxRate,
        serial: String,
        gross: Fen,
    ) -> FormInvoice {
        let (issuer, snapshot) = (&self.issuer.issuer, &stored.snapshot);
        let info = snapshot.info.clone();
        // The form takes one address.
        let email = snapshot
            .email
            .as_deref()
            .and_then(|text| emails(text).ok()?.into_iter().next())
            .map(|email| email.to_string());
        FormInvoice {
            serial,
            invoice_type: stored.invoice_type,
            waiver: self.waiver(stored.invoice_type, rate),
            buyer: Buyer {
                is_natural_person: stored.invoice_type == InvoiceType::PersonalGeneral
                    && info.tax_id.is_none(),
                name: info.name,
                tax_id: info.tax_id,
                address: info.address,
                phone: info.phone,
                bank: info.bank,
                bank_account: info.bank_account,
                email,
            },
            seller: Seller {
                has_contact: issuer.address.is_some() && issuer.phone.is_some(),
                bank: issuer.bank.clone(),
                bank_account: issuer.bank_account.clone(),
            },
            remark: snapshot.remark.clone(),
            item: item.name.clone(),
            tax_code: item.tax_code.clone(),
            gross,
            rate,
        }
    }

    fn waiver(&self, invoice_type: InvoiceType, rate: TaxRate) -> Option<Waiver> {
        let is_asked = invoice_type.is_special()
            && rate == TaxRate::FULL_LEVY
            && self.issuer.issuer.taxpayer == Some(Taxpayer::SmallScale);
        self.issuer.issuer.full_rate_reason.filter(|_| is_asked)
    }

    fn lacks_reason(&self, invoice: &FormInvoice) -> bool {
        invoice.invoice_type.is_special()
            && invoice.rate == TaxRate::FULL_LEVY
            && invoice.waiver.is_none()
            && self.issuer.issuer.taxpayer != Some(Taxpayer::General)
    }
}
