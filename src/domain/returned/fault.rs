//! Why a returned file is not taken, as data. Words for it are in `i18n::exchange`.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use crate::domain::files::IoFault;
use crate::domain::qualification::ScanFault;

/// Why a file gives no invoice.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "a fault says what its fields are")]
pub enum ReturnedFault {
    /// The system refuses to open or read it.
    #[error("cannot be read: {0}")]
    Unreadable(IoFault),
    /// There is nothing in it.
    #[error("empty file")]
    EmptyFile,
    /// It is larger than any invoice, in bytes.
    #[error("more than {limit} bytes")]
    TooLarge { limit: u64 },
    /// A folder or an archive has more files than are taken.
    #[error("more than {limit} files")]
    TooManyFiles { limit: usize },
    /// Folders or archives within each other, or elements of a document, more deeply than any honest ones are.
    #[error("nested too deeply")]
    NestedTooDeep,
    /// It unpacks to far more than it should.
    #[error("expands too far")]
    ExpandsTooFar,
    /// An archive names a file outside of itself.
    #[error("names a file outside of the archive")]
    UnsafeName,
    /// A document type declaration, which no invoice has and attacks use.
    #[error("declares a document type")]
    Doctype,
    /// It is cut off, damaged, or not of the form that it begins with.
    #[error("damaged")]
    Damaged,
    /// It needs a password.
    #[error("needs a password")]
    Locked,
    /// A picture with more pixels than are looked at.
    #[error("too many pixels")]
    TooManyPixels,
    /// Its pages cannot be drawn.
    #[error("cannot be drawn")]
    Undrawable,
    /// Drawing its pages takes longer than that of any invoice.
    #[error("takes too long")]
    TakesTooLong,
    /// No process can be started to draw its pages.
    #[error("no process to draw it")]
    NoProcess,
    /// It is something else.
    #[error("not an invoice: {0:?}")]
    NotAnInvoice(NotAnInvoice),
    /// An invoice without what every invoice has.
    #[error("no {field:?}")]
    Missing { field: ReturnedField },
    /// What stands in a field is none of its values.
    #[error("{text:?} is no {field:?}")]
    BadValue { field: ReturnedField, text: String },
    /// The file says two things of one field.
    #[error("{field:?} is {one} and {other}")]
    ContradictsItself { field: ReturnedField, one: String, other: String },
    /// A red one whose amounts are not below zero, or a blue one whose are.
    #[error("says to be red: {is_red}, and its amounts do not")]
    WrongSign { is_red: bool },
    /// Several invoices in one document.
    #[error("several invoices: {numbers:?}")]
    SeveralInvoices { numbers: Vec<String> },
}

impl ReturnedFault {
    /// The stable id of what is wrong.
    pub fn rule(&self) -> &'static str {
        self.into()
    }
}

/// What a file is that is no invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAnInvoice {
    /// The booking record (XBRL) that a receiver keeps of an invoice.
    BookingRecord,
    /// Some other XML document.
    OtherXml,
    /// An OFD document without the data of an invoice.
    OtherOfd,
    /// A PDF or picture without the QR code of an invoice.
    NoCode,
    /// A table or another Office document, such as the list beside the invoices.
    Office,
    /// Neither XML, OFD, PDF, picture nor ZIP.
    Other,
}

listed!(NotAnInvoice);

/// A field of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnedField {
    /// The number.
    Number,
    /// The day of issue.
    IssuedOn,
    /// The amount without tax.
    Net,
    /// The tax.
    Tax,
    /// The amount with tax.
    Gross,
}

listed!(ReturnedField);

/// Why a file of an invoice that was asked for is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// There is no such application.
    NotFound,
    /// Nothing of the application has been issued.
    NotIssued,
    /// No file of the invoice has come back.
    NoFile,
    /// The file of this name was lost, or changed on the disk.
    Lost(String, ScanFault),
}
