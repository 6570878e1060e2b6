//! Finds for each invoice that came back the one that is waited for, and records it as `issue_application` would.

use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::outcome::Outcome;
use crate::desk::commands::application_steps::{item_of, named, taking};
use crate::desk::commands::reverse_application::{RedInvoice, ReverseApplication, reverse_application};
use crate::desk::commands::step_requests::ask_for_returned;
use crate::desk::commands::transaction::Transaction;
use crate::domain::application::Step;
use crate::domain::bureau::serial;
use crate::domain::ids::{ApplicationId, IssuerId};
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType};
use crate::domain::invoice_plan::InvoicePlan;
use crate::domain::money::Fen;
use crate::domain::policy::InvoiceItem;
use crate::domain::refusal::Refusal;
use crate::domain::returned::{
    Awaited, Awaiting, Claim, ComparedField, Difference, Evidence, Expected, Found, Party, Terms, Unmatched,
    is_same_party,
};
use crate::domain::tax::{TaxRate, TaxSplit, split};
use crate::domain::text::{Code, Line};
use crate::domain::timeline::EventKind;
use crate::store::account;
use crate::store::application::{self, StoredApplication};
use crate::store::awaited::{self, PlannedInvoice};
use crate::store::bureau::outgoing::{self, LineEnd};
use crate::store::bureau::planned;
use crate::store::invoice::{self, StoredInvoice};
use crate::store::issuer::{self, StoredIssuer};
use crate::store::red_letter;

/// Places the invoices that come back in one transaction.
pub(in crate::desk) struct Placing<'a> {
    tx: &'a Transaction<'a>,
    issuers: Vec<StoredIssuer>,
    items: HashMap<(IssuerId, String, String), Option<Rc<InvoiceItem>>>,
    uncovered: HashMap<String, Fen>,
    awaiting: Awaiting,
    /// The red ones that came along, by the number of the invoice that each reverses.
    reds: HashMap<String, Claim>,
    /// Whether a second person was asked for.
    has_asked: bool,
}

impl<'a> Placing<'a> {
    /// With all that is waited for.
    pub fn new(tx: &'a Transaction<'a>) -> Result<Self, Refusal> {
        let issuers = issuer::all(tx.db)?;
        let mut placing = Self {
            tx,
            awaiting: Awaiting::default(),
            items: HashMap::new(),
            uncovered: HashMap::new(),
            reds: HashMap::new(),
            has_asked: false,
            issuers,
        };
        let mut planned: HashMap<_, Vec<PlannedInvoice>> = HashMap::new();
        for one in awaited::planned(tx.db)? {
            planned.entry(one.application).or_default().push(one);
        }
        let mut all = Vec::new();
        for (stored, issuer) in awaited::applications(tx.db)? {
            let terms = placing.terms(&stored, issuer)?;
            if stored.uncovered.is_positive() {
                placing.uncovered.insert(stored.number.clone(), stored.uncovered);
            }
            let max = placing.issuer(issuer).and_then(|issuer| issuer.issuer.max_invoice_amount);
            let planned = planned.remove(&stored.id).unwrap_or_else(|| plan(&stored, max));
            all.extend(planned.into_iter().filter(|one| !one.is_back).map(|one| Awaited {
                id: one.application,
                place: one.place,
                serial: one.serial,
                gross: one.gross,
                is_out: one.is_out,
                terms: Rc::clone(&terms),
            }));
        }
        placing.awaiting = Awaiting::new(placing.issuers.iter().map(party).collect(), all);
        Ok(placing)
    }

    /// Says that an invoice will be placed: an application of several is reversed by the red ones of all of them.
    pub fn announce(&mut self, claim: &Claim) {
        if let Some(blue) = claim.red.as_ref().and_then(|red| red.blue_number.clone()) {
            self.reds.entry(blue).or_insert_with(|| claim.clone());
        }
    }

    /// Places an invoice: one that is in the store changes nothing, and one that is waited for is recorded.
    pub fn place(&mut self, claim: &Claim) -> Result<Outcome, Refusal> {
        if let Some((application, number, differences)) = self.there(claim)? {
            return Ok(if differences.is_empty() {
                Outcome::Already { application, number }
            } else {
                Outcome::Differing { application, differences }
            });
        }
        if claim.red.is_some() {
            return self.red(claim);
        }
        if claim.evidence == Evidence::FileName {
            return Ok(Outcome::Unmatched(Unmatched::NameAlone));
        }
        if let Some(outcome) = self.back_before(claim)? {
            return Ok(outcome);
        }
        let application = |at: usize| self.awaiting.at(at).terms.application.clone();
        match self.awaiting.find(claim, self.tx.moment.today) {
            Found::One(at) => {
                let number = application(at);
                let recorded = self.record(at, claim, None);
                self.or_barred(recorded, &number, Step::Issue, claim)
            }
            Found::Several(applications) => Ok(Outcome::Ambiguous { applications }),
            Found::Near(at, differences) => {
                Ok(Outcome::Differing { application: application(at), differences })
            }
            Found::None(why) => Ok(Outcome::Unmatched(why)),
        }
    }

    /// Whether anything was written but what was recorded.
    pub const fn has_asked(&self) -> bool {
        self.has_asked
    }

    /// What comes back as a fact is not lost where whoever read it may not record it: it waits for a second person.
    fn or_barred(
        &mut self,
        recorded: Result<Outcome, Refusal>,
        application: &str,
        step: Step,
        claim: &Claim,
    ) -> Result<Outcome, Refusal> {
        let why = match recorded {
            Err(why @ (Refusal::FourEyes { .. } | Refusal::NotPermitted { .. })) => why,
            recorded => return recorded,
        };
        let day = claim.issued_on.map(|day| day.to_string());
        let gross = claim.gross.map(|gross| gross.to_string());
        let said =
            [Some(claim.number.clone()), day, gross].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        self.has_asked |=
            ask_for_returned(self.tx, &named(self.tx.db, application)?, step, &claim.number, &said)?;
        Ok(Outcome::Barred { application: application.to_owned(), why })
    }

    /// What an invoice is that names the serial number of one that is waited for no more: it is never another one.
    pub fn back_before(&self, claim: &Claim) -> Result<Option<Outcome>, Refusal> {
        let db = self.tx.db;
        if !self.awaiting.knows_seller(&claim.seller) || self.awaiting.by_serial(claim).is_some() {
            return Ok(None);
        }
        for said in claim.words() {
            let parts = said.rsplit_once('-').map(|(number, place)| (number, place.parse::<u32>()));
            let Some((number, Ok(_))) = parts else { continue };
            let Some(stored) = application::by_number(db, number)? else { continue };
            let planned = planned::of_application(db, stored.id)?;
            let back = planned.into_iter().find(|planned| planned.serial == said);
            let known = match back.and_then(|planned| planned.number) {
                Some(number) => number,
                None => {
                    let invoices = invoice::of_application(db, stored.id)?;
                    invoices.into_iter().map(|invoice| invoice.number).collect::<Vec<_>>().join(", ")
                }
            };
            // What was recalled, or planned otherwise, is waited for by nobody.
            return Ok(Some(if known.is_empty() {
                Outcome::Unmatched(Unmatched::NothingFits)
            } else {
                let differences = vec![Difference::new(ComparedField::Number, known, &claim.number)];
                Outcome::Differing { application: stored.number, differences }
            }));
        }
        Ok(None)
    }

    /// The seller, if one is named, where it is not the issuer of an application.
    pub fn other_seller(
        &self,
        stored: &StoredApplication,
        claim: &Claim,
    ) -> Result<Option<Difference>, Refusal> {
        let issuer = self.terms_of(stored)?.seller;
        let said = [
            (ComparedField::SellerName, issuer.name.as_deref(), claim.seller.name.as_deref()),
            (ComparedField::SellerTaxId, issuer.tax_id.as_deref(), claim.seller.tax_id.as_deref()),
        ];
        if is_same_party(&issuer, &claim.seller) {
            return Ok(None);
        }
        let difference = |(field, desk, said): (_, Option<&str>, Option<&str>)| {
            Some(Difference::new(field, desk.unwrap_or_default(), said?))
        };
        Ok(said.into_iter().find_map(difference))
    }

    /// What a red one is of. It reverses an application that is to be reversed by the bureau's forms; whether it reverses
    /// another is for a person to say, with the reason.
    fn red(&mut self, claim: &Claim) -> Result<Outcome, Refusal> {
        let db = self.tx.db;
        if !self.awaiting.knows_seller(&claim.seller) {
            return Ok(Outcome::Unmatched(Unmatched::SellerUnknown));
        }
        let Some(blue) = claim.red.as_ref().and_then(|red| red.blue_number.as_deref()) else {
            return Ok(Outcome::Unmatched(Unmatched::BlueNotNamed));
        };
        let Some((number, blue)) = invoice::by_number(db, blue)? else {
            return Ok(Outcome::Unmatched(Unmatched::BlueUnknown));
        };
        let stored = named(db, &number)?;
        let differences = self.differs_from(&stored, &blue, claim)?;
        if !differences.is_empty() {
            return Ok(Outcome::Differing { application: number, differences });
        }
        if let Some(red_number) = invoice::red_number_of(db, &blue.number)? {
            let differences = vec![Difference::new(ComparedField::RedNumber, red_number, &claim.number)];
            return Ok(Outcome::Differing { application: number, differences });
        }
        if let Some(reversal) = self.asked_for(&stored, claim)? {
            let (application, uncovered) = (stored.number, Fen::ZERO);
            let matched =
                Outcome::Matched { application: application.clone(), number: blue.number, uncovered };
            let recorded = reverse_application(self.tx, &reversal).map(|_| matched);
            return self.or_barred(recorded, &application, Step::Reverse, claim);
        }
        let differences = vec![Difference::new(ComparedField::State, stored.state.as_str(), "reversed")];
        Ok(Outcome::Differing { application: number, differences })
    }

    /// Where a red one is not the whole of an invoice taken back.
    fn differs_from(
        &self,
        stored: &StoredApplication,
        blue: &StoredInvoice,
        red: &Claim,
    ) -> Result<Vec<Difference>, Refusal> {
        let expected = Expected::Kept { issued_on: None, split: reversed(blue.split) };
        Ok(self.terms_of(stored)?.differences(expected, red))
    }

    /// The reversal of an application, where the bureau's form of each of its invoices lets it be issued and the red
    /// ones of all of them are there.
    fn asked_for(
        &self,
        stored: &StoredApplication,
        claim: &Claim,
    ) -> Result<Option<ReverseApplication>, Refusal> {
        if !stored.state.is_issued() {
            return Ok(None);
        }
        let letters = red_letter::of_application(self.tx.db, stored.id)?;
        let (mut reversals, mut reason) = (Vec::new(), None);
        for blue in invoice::of_application(self.tx.db, stored.id)? {
            let ready =
                letters.iter().find(|letter| letter.invoice == blue.number && letter.state.is_ready());
            let said = claim.red.as_ref().and_then(|red| red.blue_number.as_deref());
            let red = if said == Some(&blue.number) { Some(claim) } else { self.reds.get(&blue.number) };
            let (Some(letter), Some(red)) = (ready, red) else { return Ok(None) };
            let confirmation = red.red.as_ref().and_then(|red| red.confirmation.as_ref());
            let is_its = letter.form_no.as_ref().zip(confirmation).is_none_or(|(form, said)| form == said);
            if !is_its || !self.differs_from(stored, &blue, red)?.is_empty() {
                return Ok(None);
            }
            let lines = [&blue.number, &red.number].map(|number| Line::try_from(number.as_str()));
            let [Ok(number), Ok(red_number)] = lines else { return Ok(None) };
            reversals.push(RedInvoice { number, red_number });
            reason = reason.or(Some(letter.reason));
        }
        let Some(reason) = reason else { return Ok(None) };
        let Ok(application) = Code::try_from(stored.number.as_str()) else { return Ok(None) };
        Ok(Some(ReverseApplication { application, reason, red_number: None, reversals: Some(reversals) }))
    }

    /// Whether an invoice of this number is in the store, whatever else is said of it.
    pub fn is_there(&self, claim: &Claim) -> Result<Option<Outcome>, Refusal> {
        let there = self.there(claim)?;
        Ok(there.map(|(application, number, _)| Outcome::Already { application, number }))
    }

    /// The application of the invoice of this number, be it a red one, the blue invoice, and what differs.
    pub fn there(&self, claim: &Claim) -> Result<Option<(String, String, Vec<Difference>)>, Refusal> {
        let db = self.tx.db;
        let (application, number, expected) = match invoice::by_number(db, &claim.number)? {
            Some((application, kept)) => {
                let expected = Expected::Kept { issued_on: Some(kept.issued_on), split: kept.split };
                (application, kept.number, expected)
            }
            None => match invoice::by_red_number(db, &claim.number)? {
                Some((application, blue)) => {
                    let said = || claim.red.as_ref().and_then(|red| red.blue_number.clone());
                    let blue =
                        blue.or_else(said).map(|number| invoice::by_number(db, &number)).transpose()?;
                    match blue.flatten().filter(|(of, _)| *of == application) {
                        Some((_, blue)) => {
                            let expected = Expected::Kept { issued_on: None, split: reversed(blue.split) };
                            (application, blue.number, expected)
                        }
                        // An older desk did not ask which invoice it reverses.
                        None => return Ok(Some((application, claim.number.clone(), Vec::new()))),
                    }
                }
                None => return Ok(None),
            },
        };
        let differences = self.terms_of(&named(db, &application)?)?.differences(expected, claim);
        Ok(Some((application, number, differences)))
    }

    /// Those of an application that are still waited for, with what differs from an invoice that a person says is one:
    /// where it names the serial number of one that is waited for, of whatever application, that one or none.
    pub fn offered(&self, application: ApplicationId, claim: &Claim) -> Vec<(usize, Vec<Difference>)> {
        let today = self.tx.moment.today;
        let named = self.awaiting.by_serial(claim);
        self.awaiting
            .left_of(application)
            .filter(|at| named.is_none_or(|named| named == *at))
            .map(|at| (at, self.awaiting.differences(at, claim, today)))
            .collect()
    }

    /// Records the invoice that is waited for at a place, and what is to be said of it.
    pub fn record(&mut self, at: usize, claim: &Claim, said: Option<&str>) -> Result<Outcome, Refusal> {
        let &Transaction { db, moment, .. } = self.tx;
        let one = self.awaiting.at(at).clone();
        let Some((issued_on, rate)) = rate_of(&one.terms, claim) else {
            return Ok(Outcome::Unmatched(Unmatched::RateUnknown));
        };
        let number = claim.number.clone();
        let application = one.terms.application.clone();
        let step = taking(db, moment, &application, Step::Issue)?.by(self.tx)?;
        let new = StoredInvoice { number: number.clone(), issued_on, split: split(one.gross, rate), rate };
        invoice::insert(db, one.id, &new)?;
        let is_last = self.is_back(&one, &number)?;
        let note = |numbers: &[&str]| {
            [Some(numbers.join(", ").as_str()), said].into_iter().flatten().collect::<Vec<_>>().join("\n")
        };
        if !is_last {
            step.event(self.tx, EventKind::PartIssued, Some(&note(&[&number])))?;
        } else {
            let invoices = invoice::of_application(db, one.id)?;
            let numbers: Vec<&str> = invoices.iter().map(|invoice| invoice.number.as_str()).collect();
            step.take(self.tx, Some(&note(&numbers)))?;
        }
        self.awaiting.take(at);
        let uncovered = self.uncovered.get(&application).copied().unwrap_or(Fen::ZERO);
        Ok(Outcome::Matched { application, number, uncovered })
    }

    /// Keeps that a planned invoice is back, and not out any more; answers whether it is the last of its application.
    fn is_back(&self, one: &Awaited, number: &str) -> Result<bool, Refusal> {
        let &Transaction { db, moment, .. } = self.tx;
        let mut planned = planned::of_application(db, one.id)?;
        if planned.is_empty() {
            for Awaited { id, place, serial, gross, .. } in self.awaiting.of_application(one.id) {
                planned::insert(db, *id, *place, serial, *gross)?;
            }
            planned = planned::of_application(db, one.id)?;
        }
        for planned in planned.iter().filter(|planned| planned.place == one.place) {
            planned::set_invoice(db, planned.id, number)?;
            for (line, serial) in outgoing::out_of_application(db, one.id)? {
                if serial == planned.serial {
                    outgoing::end_line(db, line, LineEnd::Returned, moment.now)?;
                }
            }
        }
        Ok(planned.iter().all(|planned| planned.place == one.place || planned.number.is_some()))
    }

    fn issuer(&self, id: IssuerId) -> Option<&StoredIssuer> {
        self.issuers.iter().find(|issuer| issuer.id == id)
    }

    fn terms(&mut self, stored: &StoredApplication, issuer: IssuerId) -> Result<Rc<Terms>, Refusal> {
        let key = (issuer, stored.policy.clone(), stored.snapshot.item.clone());
        let item = match self.items.get(&key) {
            Some(item) => item.clone(),
            None => {
                let of = self.issuer(issuer).map(|of| item_of(self.tx.db, stored, &of.issuer));
                let item = of.transpose()?.flatten().map(Rc::new);
                self.items.insert(key, item.clone());
                item
            }
        };
        let seller = self.issuer(issuer).map(party).unwrap_or_default();
        let StoredApplication { number, invoice_type, submitted_on, snapshot, .. } = stored;
        Ok(Rc::new(Terms { item, ..terms(number, &snapshot.info, *invoice_type, *submitted_on, seller) }))
    }

    /// The terms of an application whose invoices are there: the rate is that of the invoice.
    pub fn terms_of(&self, stored: &StoredApplication) -> Result<Terms, Refusal> {
        let owner = account::by_id(self.tx.db, stored.account)?;
        let seller = self.issuer(owner.issuer_id).map(party).unwrap_or_default();
        let StoredApplication { number, invoice_type, submitted_on, snapshot, .. } = stored;
        Ok(terms(number, &snapshot.info, *invoice_type, *submitted_on, seller))
    }
}

/// What the invoices of an application say, but for the item.
pub(super) fn terms(
    application: &str,
    info: &InvoiceInfo,
    invoice_type: InvoiceType,
    submitted_on: NaiveDate,
    seller: Party,
) -> Terms {
    Terms {
        application: application.to_owned(),
        seller,
        buyer: Party { name: Some(info.name.clone()), tax_id: info.tax_id.clone() },
        invoice_type,
        submitted_on,
        item: None,
    }
}

pub(super) fn party(issuer: &StoredIssuer) -> Party {
    let tax_id = issuer.issuer.tax_id.as_ref().map(|tax_id| tax_id.as_str().to_owned());
    Party { name: Some(issuer.issuer.name.clone()), tax_id }
}

/// What an application that has not gone out is planned as.
fn plan(stored: &StoredApplication, max: Option<Fen>) -> Vec<PlannedInvoice> {
    let planned = |(place, gross): (u32, Fen)| PlannedInvoice {
        application: stored.id,
        place,
        serial: serial(&stored.number, place),
        gross,
        is_back: false,
        is_out: false,
    };
    (1..).zip(InvoicePlan::of(stored.amount, max).amounts()).map(planned).collect()
}

/// The day of issue and the rate of that day, where the law has it.
fn rate_of(terms: &Terms, claim: &Claim) -> Option<(NaiveDate, TaxRate)> {
    let day = claim.issued_on?;
    let rate = terms.item.as_ref()?.rate_on(day).filter(|rate| rate.is_legal())?;
    Some((day, rate))
}

pub(in crate::desk) fn reversed(split: TaxSplit) -> TaxSplit {
    TaxSplit { net: -split.net, tax: -split.tax, gross: -split.gross }
}
