//! What an invoice should say, and where one that came back says something else.

use std::fmt::Display;
use std::rc::Rc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::{Evidence, Party, RedLetter, ReturnedInvoice};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::party_name::folded;
use crate::domain::policy::InvoiceItem;
use crate::domain::tax::{TaxSplit, split};
use crate::domain::tax_id;

/// What an invoice says of itself that is compared; nothing where the file or list does not say it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "its fields are those of a returned invoice")]
pub struct Claim {
    /// By what it is known.
    pub evidence: Evidence,
    pub number: String,
    pub issued_on: Option<NaiveDate>,
    pub is_special: Option<bool>,
    pub seller: Party,
    pub buyer: Party,
    pub net: Option<Fen>,
    pub tax: Option<Fen>,
    pub gross: Option<Fen>,
    /// In which a serial number may stand.
    pub remark: Option<String>,
    /// What a red one reverses.
    pub red: Option<RedLetter>,
}

impl Claim {
    /// The words of its remark, of which one may be a serial number.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let remark = self.remark.as_deref().unwrap_or_default();
        remark.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
    }
}

impl From<&ReturnedInvoice> for Claim {
    fn from(invoice: &ReturnedInvoice) -> Self {
        Self {
            evidence: invoice.evidence,
            number: invoice.number.to_string(),
            issued_on: invoice.issued_on,
            is_special: invoice.is_special,
            seller: invoice.seller.clone(),
            buyer: invoice.buyer.clone(),
            net: invoice.net,
            tax: invoice.tax,
            gross: invoice.gross,
            remark: invoice.remark.clone(),
            red: invoice.red.clone(),
        }
    }
}

/// What the invoices of one application have in common.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The application, by number.
    pub application: String,
    /// The issuer. A tax id that the desk does not know is not compared.
    pub seller: Party,
    /// As in the application's invoice info.
    pub buyer: Party,
    /// The type applied for.
    pub invoice_type: InvoiceType,
    /// The day of the application: no invoice of it is older.
    pub submitted_on: NaiveDate,
    /// The item, whose rate of the day of issue counts; none if nobody has it any more.
    pub item: Option<Rc<InvoiceItem>>,
}

/// Day and amounts that an invoice should have.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// It is to be issued: from the application's day to today, at the rate of its day.
    Planned {
        /// With tax.
        gross: Fen,
        /// Today.
        today: NaiveDate,
    },
    /// It is in the store.
    Kept {
        /// The day of issue, where the store knows it: not of red ones.
        issued_on: Option<NaiveDate>,
        /// Its amounts, below zero on a red one.
        split: TaxSplit,
    },
}

/// A field that is compared, in the order in which differences are told.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    VariantArray,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ComparedField {
    /// The seller's name.
    SellerName,
    /// The seller's tax id.
    SellerTaxId,
    /// The buyer's name.
    BuyerName,
    /// The buyer's tax id.
    BuyerTaxId,
    /// Special or general.
    Type,
    /// With tax.
    Gross,
    /// Without tax.
    Net,
    /// The tax.
    Tax,
    /// The day of issue.
    IssuedOn,
    /// The number: what the invoice is by its serial number came back under another one.
    Number,
    /// The number of the red-letter invoice that reverses an invoice.
    RedNumber,
    /// Where the application stands: a red-letter invoice for all of an invoice that nobody has reversed here.
    State,
    /// What the bureau says of an invoice (发票状态).
    Status,
}

listed!(ComparedField);

impl ComparedField {
    /// Whether it is money.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Gross | Self::Net | Self::Tax)
    }

    /// Whether no person can say that the invoice belongs all the same: it is money, a day on which it cannot have been
    /// issued, or there is another number for what it is.
    pub fn is_undecidable(self) -> bool {
        self.is_money() || matches!(self, Self::IssuedOn | Self::Number)
    }

    fn is_of_buyer(self) -> bool {
        matches!(self, Self::BuyerName | Self::BuyerTaxId)
    }
}

/// A field in which an invoice is not what the desk expects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The field.
    pub field: ComparedField,
    /// What the desk has.
    pub desk: String,
    /// What the invoice says.
    pub invoice: String,
}

impl Difference {
    /// A field of which both say something else.
    pub fn new(field: ComparedField, desk: impl ToString, invoice: impl ToString) -> Self {
        Self { field, desk: desk.to_string(), invoice: invoice.to_string() }
    }
}

/// Seller and buyer as they are compared.
#[derive(Clone, Debug)]
pub(super) struct Sides {
    pub seller: Party,
    pub buyer: Party,
}

impl Sides {
    pub fn of(seller: &Party, buyer: &Party) -> Self {
        Self { seller: comparable(seller), buyer: comparable(buyer) }
    }

    fn texts(&self) -> [Option<&str>; 4] {
        texts(&self.seller, &self.buyer)
    }
}

/// A party as it is compared.
pub(super) fn comparable(party: &Party) -> Party {
    Party { name: party.name.as_deref().map(folded), tax_id: party.tax_id.as_deref().map(tax_id::folded) }
}

/// Whether two parties, as they are compared, have a name or a tax id in common.
pub(super) fn is_same(one: &Party, other: &Party) -> bool {
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    same(&one.tax_id, &other.tax_id) || same(&one.name, &other.name)
}

/// Whether two parties have a name or a tax id in common.
pub fn is_same_party(one: &Party, other: &Party) -> bool {
    is_same(&comparable(one), &comparable(other))
}

fn texts<'a>(seller: &'a Party, buyer: &'a Party) -> [Option<&'a str>; 4] {
    [&seller.name, &seller.tax_id, &buyer.name, &buyer.tax_id].map(Option::as_deref)
}

/// How many differences there are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub count: usize,
    pub of_buyer: usize,
}

impl Terms {
    /// Where an invoice differs from what it should be, in what it says; where it is to be recorded by data, also in
    /// what that does not say of buyer and type; a tax id tells the buyer without a name. Wording of items and contact lines are
    /// no difference.
    pub fn differences(&self, expected: Expected, claim: &Claim) -> Vec<Difference> {
        let mut found = Vec::new();
        let (own, said) = (Sides::of(&self.seller, &self.buyer), Sides::of(&claim.seller, &claim.buyer));
        self.compare(&own, expected, claim, &said, &mut |field, desk, invoice| {
            found.push(Difference::new(field, desk, invoice));
        });
        found
    }

    /// In how many fields it differs.
    pub(super) fn tally(&self, own: &Sides, expected: Expected, claim: &Claim, said: &Sides) -> Tally {
        let mut tally = Tally::default();
        self.compare(own, expected, claim, said, &mut |field, _, _| {
            tally.count += 1;
            tally.of_buyer += usize::from(field.is_of_buyer());
        });
        tally
    }

    fn compare(
        &self,
        own: &Sides,
        expected: Expected,
        claim: &Claim,
        said: &Sides,
        differs: &mut dyn FnMut(ComparedField, &dyn Display, &dyn Display),
    ) {
        use ComparedField as F;
        // Who bought must be said where that decides, and by a file of data also by which tax id, and what kind of
        // invoice it is: a list has the columns that it was exported with.
        let is_planned = matches!(expected, Expected::Planned { .. });
        let must_say = is_planned && claim.evidence == Evidence::Data;
        let must_name =
            (must_say || (is_planned && claim.evidence == Evidence::List)) && said.buyer.tax_id.is_none();
        let fields = [F::SellerName, F::SellerTaxId, F::BuyerName, F::BuyerTaxId];
        // Whether it is a difference that only the invoice says it, or only the desk.
        let alone = [[false; 2], [false; 2], [true, must_name], [true, must_say]];
        let (desk, invoice) = (texts(&self.seller, &self.buyer), texts(&claim.seller, &claim.buyer));
        let (own, said) = (own.texts(), said.texts());
        for (at, field) in fields.into_iter().enumerate() {
            let is_other = match (own[at], said[at]) {
                (Some(own), Some(said)) => own != said,
                (None, Some(_)) => alone[at][0],
                (Some(_), None) => alone[at][1],
                (None, None) => false,
            };
            if is_other {
                differs(field, &desk[at].unwrap_or_default(), &invoice[at].unwrap_or_default());
            }
        }
        let is_special = self.invoice_type.is_special();
        if claim.is_special.map_or(must_say, |said| said != is_special) {
            let kind = |is_special| if is_special { "special" } else { "general" };
            differs(F::Type, &kind(is_special), &claim.is_special.map_or("", kind));
        }
        let (issued_on, split) = match expected {
            Expected::Planned { gross, today } => self.planned(gross, today, claim),
            Expected::Kept { issued_on, split } => (issued_on, Some(split)),
        };
        let gross = match expected {
            Expected::Planned { gross, .. } => gross,
            Expected::Kept { split, .. } => split.gross,
        };
        let amounts = [
            (F::Gross, Some(gross), claim.gross),
            (F::Net, split.map(|split| split.net), claim.net),
            (F::Tax, split.map(|split| split.tax), claim.tax),
        ];
        for (field, desk, invoice) in amounts {
            if let Some((desk, invoice)) = desk.zip(invoice).filter(|(desk, invoice)| desk != invoice) {
                differs(field, &desk, &invoice);
            }
        }
        if let Some((desk, invoice)) = issued_on.zip(claim.issued_on).filter(|(desk, said)| desk != said) {
            differs(F::IssuedOn, &desk, &invoice);
        }
    }

    /// The nearest day on which it may have been issued, and its amounts at the rate of the day that it says.
    fn planned(&self, gross: Fen, today: NaiveDate, claim: &Claim) -> (Option<NaiveDate>, Option<TaxSplit>) {
        let rates = self.item.as_deref().map_or(&[][..], |item| &item.rates);
        let first = rates.first().map_or(self.submitted_on, |rate| rate.from);
        let first = self.submitted_on.max(first);
        let day = claim.issued_on.map(|said| if said < first { first } else { said.min(today) });
        let rate = self.item.as_deref().zip(day).and_then(|(item, day)| item.rate_on(day));
        (day, rate.map(|rate| split(gross, rate)))
    }
}
