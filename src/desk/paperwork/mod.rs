//! The paperwork with the tax bureau: what goes out in its form, and what it refuses of that.

mod bulk_issue;
pub(in crate::desk) mod leaving;
mod refusals;
mod tax_codes;
mod tracking;

pub use self::bulk_issue::{BulkIssue, BulkIssued, IssuedFile, is_workbook};
pub use self::refusals::{MatchedRefusal, RefusalsImported, UnmatchedRefusal};
pub use self::tax_codes::{TaxCodesImported, WrongCode};
pub use self::tracking::{Parcel, TrackingAsked, TrackingImported, UnclearParcel, UnmatchedParcel};

use crate::domain::bureau::{FormError, ListError};
use crate::domain::files::ExportError;
use crate::domain::refusal::Refusal;

/// Why nothing went out. Nothing was changed by it, and no file was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BulkStop {
    /// The desk refuses: no such issuer, no right, no form, or the store.
    Refused(Refusal),
    /// The form cannot be filled in.
    Form(FormError),
    /// The files cannot be written.
    File(ExportError),
}

impl From<Refusal> for BulkStop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<FormError> for BulkStop {
    fn from(error: FormError) -> Self {
        match error {
            FormError::Write(error) => Self::File(error),
            error => Self::Form(error),
        }
    }
}

impl From<ExportError> for BulkStop {
    fn from(error: ExportError) -> Self {
        Self::File(error)
    }
}

/// Why a list was not taken; then nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListStop {
    /// The desk refuses: no right, or the store.
    Refused(Refusal),
    /// It is no such list.
    List(ListError),
}

impl From<Refusal> for ListStop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ListError> for ListStop {
    fn from(error: ListError) -> Self {
        Self::List(error)
    }
}
