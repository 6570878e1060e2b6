//! Which of the invoices that are waited for one is that came back. Money is never guessed: what could be several is
//! ambiguous, and what is nearly one of them differs.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::Party;
use super::terms::{Claim, Difference, Expected, Sides, Tally, Terms, comparable, is_same};
use crate::domain::ids::ApplicationId;
use crate::domain::money::Fen;

/// So many are named that one may be.
const MOST_ALIKE: usize = 20;
/// So many are looked at that are nearly the one.
const MOST_NEAR: usize = 1_000;

/// An invoice that is waited for.
#[derive(Clone, Debug)]
pub struct Awaited {
    /// The application.
    pub id: ApplicationId,
    /// Its place among the invoices of the application, from 1.
    pub place: u32,
    /// The number that it goes to the bureau with (发票流水号).
    pub serial: String,
    /// With tax.
    pub gross: Fen,
    /// Whether the bureau has it.
    pub is_out: bool,
    /// What it should say.
    pub terms: Rc<Terms>,
}

/// What an invoice was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This one, counted as they were given.
    One(usize),
    /// One of several applications.
    Several(Vec<String>),
    /// Nearly this one.
    Near(usize, Vec<Difference>),
    /// None.
    None(Unmatched),
}

/// Why an invoice belongs to nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, IntoStaticStr, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Unmatched {
    /// Its seller is no issuer of the store.
    SellerUnknown,
    /// No application that is being issued has this buyer, amount and type.
    NothingFits,
    /// Nothing but its name says which invoice a document is.
    NameAlone,
    /// It does not say when it was issued.
    NoDay,
    /// The desk knows no legal rate of the day on which it was issued.
    RateUnknown,
    /// A red one that does not say which invoice it reverses.
    BlueNotNamed,
    /// A red one for an invoice that is not in the store.
    BlueUnknown,
    /// The bureau says that it is void (已作废).
    Void,
    /// The bureau says that it was reversed (已红冲), and it is not in the store.
    ReversedThere,
    /// The list has its number in several rows, with other amounts.
    SeveralAmounts,
}

listed!(Unmatched);

/// The invoices that are waited for.
#[derive(Debug, Default)]
pub struct Awaiting {
    awaited: Vec<Awaited>,
    /// Seller and buyer of each, as they are compared.
    sides: Vec<Rc<Sides>>,
    taken: Vec<bool>,
    /// As they are compared.
    issuers: Vec<Party>,
    by_serial: HashMap<String, usize>,
    /// Those that are out apart from the others, as in the next.
    by_gross: HashMap<(bool, Fen), Vec<usize>>,
    by_gross_and_buyer: HashMap<(bool, Fen, String), Vec<usize>>,
    by_buyer: HashMap<String, Vec<usize>>,
}

impl Awaiting {
    /// Those of these issuers, by application and place.
    pub fn new(issuers: Vec<Party>, awaited: Vec<Awaited>) -> Self {
        let issuers = issuers.iter().map(comparable).collect();
        let mut all = Self { issuers, taken: vec![false; awaited.len()], ..Self::default() };
        for (at, one) in awaited.iter().enumerate() {
            let before = at.checked_sub(1).filter(|before| Rc::ptr_eq(&awaited[*before].terms, &one.terms));
            let sides = match before {
                Some(before) => Rc::clone(&all.sides[before]),
                None => Rc::new(Sides::of(&one.terms.seller, &one.terms.buyer)),
            };
            all.by_serial.insert(one.serial.clone(), at);
            all.by_gross.entry((one.is_out, one.gross)).or_default().push(at);
            for key in keys(&sides.buyer) {
                all.by_gross_and_buyer.entry((one.is_out, one.gross, key.clone())).or_default().push(at);
                all.by_buyer.entry(key).or_default().push(at);
            }
            all.sides.push(sides);
        }
        Self { awaited, ..all }
    }

    /// The one at a place, as they were given.
    pub fn at(&self, at: usize) -> &Awaited {
        &self.awaited[at]
    }

    /// All of an application.
    pub fn of_application(&self, id: ApplicationId) -> impl Iterator<Item = &Awaited> {
        self.awaited[self.awaited.partition_point(|one| one.id < id)..]
            .iter()
            .take_while(move |one| one.id == id)
    }

    /// Those of an application that are still waited for, as they were given.
    pub fn left_of(&self, id: ApplicationId) -> impl Iterator<Item = usize> {
        let first = self.awaited.partition_point(|one| one.id < id);
        (first..).zip(self.of_application(id)).map(|(at, _)| at).filter(|at| !self.taken[*at])
    }

    /// One of them is there now.
    pub fn take(&mut self, at: usize) {
        self.taken[at] = true;
    }

    /// Whether the seller, if one is named, is an issuer of the store.
    pub fn knows_seller(&self, seller: &Party) -> bool {
        let is_named = seller.name.is_some() || seller.tax_id.is_some();
        let seller = comparable(seller);
        !is_named || self.issuers.iter().any(|issuer| is_same(issuer, &seller))
    }

    /// Which one a blue invoice is: by the serial number in its remark, else by all that it says, among what is out and
    /// then among the others.
    pub fn find(&self, claim: &Claim, today: NaiveDate) -> Found {
        if !self.knows_seller(&claim.seller) {
            return Found::None(Unmatched::SellerUnknown);
        }
        if claim.issued_on.is_none() {
            return Found::None(Unmatched::NoDay);
        }
        if let Some(at) = self.by_serial(claim) {
            let differences = self.differences(at, claim, today);
            return if differences.is_empty() { Found::One(at) } else { Found::Near(at, differences) };
        }
        let asked = Asked { claim, said: Sides::of(&claim.seller, &claim.buyer), today };
        let exact = |is_out| self.exact(&asked, is_out);
        let exact = Some(exact(true)).filter(|out| !out.is_empty()).unwrap_or_else(|| exact(false));
        match self.applications(&exact).as_slice() {
            [] => self.near(&asked),
            [_] => Found::One(exact[0]),
            several => Found::Several(several.to_vec()),
        }
    }

    /// Where the invoice at a place differs from what an invoice says.
    pub fn differences(&self, at: usize, claim: &Claim, today: NaiveDate) -> Vec<Difference> {
        let one = &self.awaited[at];
        one.terms.differences(Expected::Planned { gross: one.gross, today }, claim)
    }

    fn tally(&self, at: usize, asked: &Asked<'_>) -> Tally {
        let one = &self.awaited[at];
        let expected = Expected::Planned { gross: one.gross, today: asked.today };
        one.terms.tally(&self.sides[at], expected, asked.claim, &asked.said)
    }

    /// The one whose serial number an invoice names in its remark.
    pub fn by_serial(&self, claim: &Claim) -> Option<usize> {
        let of = |word: &str| self.by_serial.get(word).copied().filter(|at| !self.taken[*at]);
        claim.words().find_map(of)
    }

    /// Those that are all that an invoice says, at most [`MOST_ALIKE`], in their order.
    fn exact(&self, asked: &Asked<'_>, is_out: bool) -> Vec<usize> {
        let is_exact = |at: &usize| self.tally(*at, asked).count == 0;
        // One that is found by its name is found by its tax id again.
        let exact =
            self.alike(asked, is_out).filter(is_exact).take(2 * MOST_ALIKE).collect::<BTreeSet<usize>>();
        exact.into_iter().take(MOST_ALIKE).collect()
    }

    /// Those of the same buyer and amount, as far as these are known.
    fn alike(&self, asked: &Asked<'_>, is_out: bool) -> Box<dyn Iterator<Item = usize> + '_> {
        let keys = keys(&asked.said.buyer);
        match asked.claim.gross {
            Some(gross) if keys.is_empty() => Box::new(self.left(self.by_gross.get(&(is_out, gross)))),
            Some(gross) => {
                let of = move |key| self.left(self.by_gross_and_buyer.get(&(is_out, gross, key)));
                Box::new(keys.into_iter().flat_map(of))
            }
            None => Box::new(self.of_buyer(keys).filter(move |at| self.awaited[*at].is_out == is_out)),
        }
    }

    fn of_buyer(&self, keys: Vec<String>) -> impl Iterator<Item = usize> {
        keys.into_iter().flat_map(|key| self.left(self.by_buyer.get(&key)))
    }

    fn left<'a>(&'a self, places: Option<&'a Vec<usize>>) -> impl Iterator<Item = usize> + use<'a> {
        places.into_iter().flatten().copied().filter(|at| !self.taken[*at])
    }

    fn applications(&self, places: &[usize]) -> Vec<String> {
        let numbers: BTreeSet<&String> =
            places.iter().map(|at| &self.awaited[*at].terms.application).collect();
        numbers.into_iter().cloned().collect()
    }

    /// The one application of the same buyer that differs least, or one of which all but the buyer is the same.
    fn near(&self, asked: &Asked<'_>) -> Found {
        let keys = keys(&asked.said.buyer);
        let is_named = !keys.is_empty();
        let of_gross = |is_out| asked.claim.gross.and_then(|gross| self.by_gross.get(&(is_out, gross)));
        let near = [true, false]
            .into_iter()
            .flat_map(|is_out| self.alike(asked, is_out).chain(self.left(of_gross(is_out))).take(MOST_NEAR));
        let near = near.chain(self.of_buyer(keys).take(MOST_NEAR));
        let mut near: Vec<(usize, usize)> = near
            .collect::<BTreeSet<usize>>()
            .into_iter()
            .map(|at| (at, self.tally(at, asked)))
            .filter(|(at, tally)| {
                let is_of_buyer_alone = tally.of_buyer == tally.count;
                is_same(&self.sides[*at].buyer, &asked.said.buyer) || (is_named && is_of_buyer_alone)
            })
            .map(|(at, tally)| (at, tally.count))
            .collect();
        let is_out = |at: &usize| self.awaited[*at].is_out;
        let are_out = near.iter().any(|(at, _)| is_out(at));
        near.retain(|(at, _)| is_out(at) || !are_out);
        let least = near.iter().map(|(_, differences)| *differences).min();
        near.retain(|(_, differences)| Some(*differences) == least);
        let is_of_one = |(one, _): &(usize, usize), (other, _): &(usize, usize)| {
            self.awaited[*one].id == self.awaited[*other].id
        };
        match near.first() {
            Some(first) if near.iter().all(|other| is_of_one(first, other)) => {
                Found::Near(first.0, self.differences(first.0, asked.claim, asked.today))
            }
            _ => Found::None(Unmatched::NothingFits),
        }
    }
}

/// An invoice of which it is asked which one it is.
struct Asked<'a> {
    claim: &'a Claim,
    /// Its parties, as they are compared.
    said: Sides,
    today: NaiveDate,
}

/// What a buyer, as it is compared, is looked up by.
fn keys(buyer: &Party) -> Vec<String> {
    [&buyer.name, &buyer.tax_id].into_iter().flatten().cloned().collect()
}

#[cfg(test)]
mod tests;
