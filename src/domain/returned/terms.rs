//! What an invoice should say, and where one that came back says something else.

use std::rc::Rc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::{Party, RedLetter, ReturnedInvoice};
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

impl From<&ReturnedInvoice> for Claim {
    fn from(invoice: &ReturnedInvoice) -> Self {
        Self {
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
    /// The number of the red-letter invoice that reverses an invoice.
    RedNumber,
    /// Where the application stands: a red-letter invoice for all of an invoice that nobody has reversed here.
    State,
}

listed!(ComparedField);

impl ComparedField {
    /// Whether it is money: then no person can say that it belongs all the same.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Gross | Self::Net | Self::Tax)
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

/// Whether all that differs is who the buyer is.
pub(super) fn is_of_buyer_alone(differences: &[Difference]) -> bool {
    differences.iter().all(|difference| difference.field.is_of_buyer())
}

/// Whether two parties have a name or a tax id in common.
pub fn is_same_party(one: &Party, other: &Party) -> bool {
    let same = |one: &Option<String>, other: &Option<String>, fold: fn(&str) -> String| {
        one.as_deref().zip(other.as_deref()).is_some_and(|(one, other)| fold(one) == fold(other))
    };
    same(&one.tax_id, &other.tax_id, tax_id::folded) || same(&one.name, &other.name, folded)
}

impl Terms {
    /// Where an invoice differs from what it should be, in what it says. Wording of items and contact lines are no
    /// difference.
    pub fn differences(&self, expected: Expected, claim: &Claim) -> Vec<Difference> {
        use ComparedField as F;
        let mut found = Vec::new();
        let mut party = |desk: &Party, invoice: &Party, fields: [F; 2], is_known: bool| {
            let pairs = [(&desk.name, &invoice.name), (&desk.tax_id, &invoice.tax_id)];
            let folds: [fn(&str) -> String; 2] = [folded, tax_id::folded];
            for (((desk, invoice), field), fold) in pairs.into_iter().zip(fields).zip(folds) {
                let Some(invoice) = invoice else { continue };
                let desk = desk.as_deref();
                if desk.map(fold) != Some(fold(invoice)) && (desk.is_some() || is_known) {
                    found.push(Difference::new(field, desk.unwrap_or_default(), invoice));
                }
            }
        };
        party(&self.seller, &claim.seller, [F::SellerName, F::SellerTaxId], false);
        party(&self.buyer, &claim.buyer, [F::BuyerName, F::BuyerTaxId], true);
        if let Some(is_special) = claim.is_special.filter(|said| *said != self.invoice_type.is_special()) {
            let kind = |is_special| if is_special { "special" } else { "general" };
            found.push(Difference::new(F::Type, kind(!is_special), kind(is_special)));
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
                found.push(Difference::new(field, desk, invoice));
            }
        }
        if let Some((desk, invoice)) = issued_on.zip(claim.issued_on).filter(|(desk, said)| desk != said) {
            found.push(Difference::new(F::IssuedOn, desk, invoice));
        }
        found
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
