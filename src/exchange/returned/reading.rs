//! What one part of a file says, put together with what the others say, and checked.

use std::fmt::Display;

use chrono::NaiveDate;

use crate::domain::invoice_code::InvoiceCode;
use crate::domain::invoice_number::InvoiceNumber;
use crate::domain::money::Fen;
use crate::domain::returned::{
    Evidence, FileName, Party, RedLetter, ReturnedFault, ReturnedField, ReturnedFormat, ReturnedInvoice,
    ReturnedLine,
};
use crate::domain::text::{MAX_TEXT_CHARS, first_unseen, given};
use crate::exchange::import::day;

/// What is known of an invoice so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub number: Option<InvoiceNumber>,
    pub issued_on: Option<NaiveDate>,
    pub is_special: Option<bool>,
    pub seller: Party,
    pub buyer: Party,
    pub net: Option<Fen>,
    pub tax: Option<Fen>,
    pub gross: Option<Fen>,
    /// With tax, by the words for it.
    pub in_words: Option<Fen>,
    pub lines: Vec<ReturnedLine>,
    pub remark: Option<String>,
    /// Whether it says to be red.
    pub is_red: Option<bool>,
    pub red: Option<RedLetter>,
}

impl Reading {
    pub fn of_code(code: &InvoiceCode, buyer: Option<String>) -> Self {
        let (net, gross) =
            if code.is_gross() { (None, Some(code.amount)) } else { (Some(code.amount), None) };
        Self {
            number: Some(code.number.clone()),
            issued_on: Some(code.issued_on),
            is_special: Some(code.is_special),
            net,
            gross,
            buyer: Party { name: buyer.as_deref().and_then(seen), tax_id: None },
            ..Self::default()
        }
    }

    pub fn of_name(name: FileName) -> Self {
        let buyer = Party { name: name.buyer.as_deref().and_then(seen), tax_id: None };
        Self { number: Some(name.number), buyer, ..Self::default() }
    }

    /// This, and what another part of the same file says besides.
    ///
    /// # Errors
    /// They say two things of the number, the day or an amount.
    pub fn with(self, other: Self) -> Result<Self, ReturnedFault> {
        Ok(Self {
            number: agreed(ReturnedField::Number, self.number, other.number)?,
            issued_on: agreed(ReturnedField::IssuedOn, self.issued_on, other.issued_on)?,
            is_special: self.is_special.or(other.is_special),
            seller: either(self.seller, other.seller),
            buyer: either(self.buyer, other.buyer),
            net: agreed(ReturnedField::Net, self.net, other.net)?,
            tax: agreed(ReturnedField::Tax, self.tax, other.tax)?,
            gross: agreed(ReturnedField::Gross, self.gross, other.gross)?,
            in_words: agreed(ReturnedField::Gross, self.in_words, other.in_words)?,
            lines: if self.lines.is_empty() { other.lines } else { self.lines },
            remark: self.remark.or(other.remark),
            is_red: self.is_red.or(other.is_red),
            red: self.red.or(other.red),
        })
    }

    /// The invoice that the data of a file is.
    pub fn finish(self, format: ReturnedFormat) -> Result<ReturnedInvoice, ReturnedFault> {
        let invoice = self.known_by(format, Evidence::Data)?;
        if invoice.net.or(invoice.gross).is_none() {
            return Err(ReturnedFault::Missing { field: ReturnedField::Gross });
        }
        Ok(invoice)
    }

    /// The invoice, where its amounts agree with each other, with the words, and with its colour.
    pub fn known_by(
        self,
        format: ReturnedFormat,
        evidence: Evidence,
    ) -> Result<ReturnedInvoice, ReturnedFault> {
        let number = self.number.ok_or(ReturnedFault::Missing { field: ReturnedField::Number })?;
        let sum = self.net.zip(self.tax).map(|(net, tax)| net + tax);
        // A sum by itself is no proof of what is printed: the words for it are.
        let gross = self.gross.or(sum.and(self.in_words));
        let in_figures = agreed(ReturnedField::Gross, sum, gross)?;
        agreed(ReturnedField::Gross, in_figures, self.in_words)?;
        let is_negative = gross.or(self.net).map(|amount| amount < Fen::ZERO);
        if let Some(is_red) = self.is_red
            && is_negative.is_some_and(|is_negative| is_negative != is_red)
        {
            return Err(ReturnedFault::WrongSign { is_red });
        }
        let is_red = self.is_red.or(is_negative).unwrap_or(false);
        Ok(ReturnedInvoice {
            format,
            evidence,
            number,
            issued_on: self.issued_on,
            is_special: self.is_special,
            seller: self.seller,
            buyer: self.buyer,
            net: self.net,
            tax: self.tax,
            gross,
            lines: self.lines,
            remark: self.remark,
            red: is_red.then(|| self.red.unwrap_or_default()),
        })
    }
}

fn either(one: Party, other: Party) -> Party {
    Party { name: one.name.or(other.name), tax_id: one.tax_id.or(other.tax_id) }
}

/// What one or both of two say.
fn agreed<T: PartialEq + Display>(
    field: ReturnedField,
    one: Option<T>,
    other: Option<T>,
) -> Result<Option<T>, ReturnedFault> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => {
            Err(ReturnedFault::ContradictsItself { field, one: one.to_string(), other: other.to_string() })
        }
        (one, other) => Ok(one.or(other)),
    }
}

/// A text of a file as it may be shown and kept: of one line, without what cannot be seen, and not endless.
pub(super) fn seen(text: &str) -> Option<String> {
    let mut text: String = text.chars().take(MAX_TEXT_CHARS).collect();
    while let Some(unseen) = first_unseen(&text) {
        text = text.replace(unseen, "");
    }
    given(&text)
}

/// An amount that is there must be one.
pub(super) fn amount(field: ReturnedField, text: Option<&str>) -> Result<Option<Fen>, ReturnedFault> {
    let parsed = text.map(|text| Fen::parse_printed(text).map_err(|_| bad_value(field, text)));
    parsed.transpose()
}

/// The tax; `*` stands where none is charged (不征税).
pub(super) fn tax(text: Option<&str>) -> Result<Option<Fen>, ReturnedFault> {
    if text.is_some_and(|text| text.bytes().all(|byte| byte == b'*')) {
        return Ok(Some(Fen::ZERO));
    }
    amount(ReturnedField::Tax, text)
}

/// A day that is there must be one; its time is left out.
pub(super) fn issued_on(text: Option<&str>) -> Result<Option<NaiveDate>, ReturnedFault> {
    text.map(|text| day(text).ok_or_else(|| bad_value(ReturnedField::IssuedOn, text))).transpose()
}

pub(super) fn bad_value(field: ReturnedField, text: &str) -> ReturnedFault {
    ReturnedFault::BadValue { field, text: seen(text).unwrap_or_default() }
}

pub(super) fn party(name: Option<&str>, tax_id: Option<&str>) -> Party {
    Party { name: name.and_then(seen), tax_id: tax_id.and_then(seen) }
}
