//! Invoices as they come back from the tax bureau: what a file says, and why one is not taken.

mod fault;
mod file_name;
mod matching;
mod mirror;
mod remark;
mod terms;

use chrono::NaiveDate;
use strum::{IntoStaticStr, VariantArray};

pub use self::fault::{NotAnInvoice, ReturnedFault, ReturnedField, WhyNot};
pub use self::file_name::FileName;
pub use self::matching::{Awaited, Awaiting, Found, Unmatched};
pub use self::mirror::{BureauStatus, Colour, Mirrored, Sum, Sums};
pub use self::remark::read_remark;
pub use self::terms::{Claim, ComparedField, Difference, Expected, Terms, is_same_party};
use super::invoice_number::InvoiceNumber;
use super::money::Fen;
use super::tax::TaxRate;

/// What a returned file says of its invoice. What it does not say is nothing, never a guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedInvoice {
    /// What kind of file it is.
    pub format: ReturnedFormat,
    /// How it came to be known.
    pub evidence: Evidence,
    /// The invoice.
    pub number: InvoiceNumber,
    /// The day of issue.
    pub issued_on: Option<NaiveDate>,
    /// Whether it is a special VAT invoice.
    pub is_special: Option<bool>,
    /// Who issued it.
    pub seller: Party,
    /// For whom it was issued.
    pub buyer: Party,
    /// Without tax (合计金额); below zero on red ones, like the other amounts.
    pub net: Option<Fen>,
    /// The tax (合计税额).
    pub tax: Option<Fen>,
    /// With tax (价税合计). Where all three are known, net + tax = gross.
    pub gross: Option<Fen>,
    /// Its lines, where the file has them as data.
    pub lines: Vec<ReturnedLine>,
    /// The remark (备注), as far as a file has it as data.
    pub remark: Option<String>,
    /// What a red one reverses.
    pub red: Option<RedLetter>,
}

/// A kind of file in which invoices come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum ReturnedFormat {
    /// The e-invoice as data.
    Xml,
    /// An OFD document.
    Ofd,
    /// A PDF document.
    Pdf,
    /// A picture of the QR code, JPEG or PNG.
    #[strum(serialize = "image")]
    Picture,
}

listed!(ReturnedFormat);
named!(ReturnedFormat);

/// By what an invoice is known. Each proves less than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// The data of an XML or OFD file.
    Data,
    /// A row of a list of the bureau's that lacks columns.
    List,
    /// The QR code, and the buyer as the file's name says it.
    Code,
    /// Nothing but the file's name: a document whose code cannot be read. There is no amount to compare, so that by
    /// itself it is no proof of an invoice.
    FileName,
}

/// A seller or buyer, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// The name; compared by [`super::party_name::folded`].
    pub name: Option<String>,
    /// The tax id, unchecked; a person has none.
    pub tax_id: Option<String>,
}

/// A line of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedLine {
    /// The item, as printed.
    pub item: String,
    /// Without tax; below zero on a discount.
    pub net: Option<Fen>,
    /// The rate; none where no tax is charged (`*`).
    pub rate: Option<TaxRate>,
    /// The tax; nothing where none is charged.
    pub tax: Option<Fen>,
}

/// What a red invoice says of its reversal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedLetter {
    /// The number of the blue invoice.
    pub blue_number: Option<String>,
    /// The number of the confirmation form (红字发票信息确认单编号).
    pub confirmation: Option<String>,
}
