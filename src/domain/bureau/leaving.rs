//! Why an application does not go out to the bureau, and what is to be known of what does.

use super::checks::FormProblem;
use super::shape::FormChange;
use crate::domain::application::ApplicationState;
use crate::domain::files::ExportError;
use crate::domain::ids::IssueBatchId;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;

/// An application that does not go out, and one reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its number, as it was given.
    pub application: String,
    /// Why.
    pub why: Why,
}

/// Why an application does not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A rule of the desk's.
    Refused(Refusal),
    /// It is no longer covered: this much of it was refunded since.
    Uncovered(Fen),
    /// The bureau would refuse it.
    Form(FormProblem),
    /// The file that it was to be in could not be put in its place; it is not marked as out.
    NotWritten(ExportError),
    /// The file could not be put in its place, nor what was to be in it be recalled: it is out without a file.
    OutWithoutFile {
        /// What it went out with.
        batch: IssueBatchId,
        /// Why there is no file.
        error: ExportError,
    },
}

impl From<Refusal> for Why {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Why {
    /// The rule, as the command line names it.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.id(),
            Self::Uncovered(_) => "uncovered",
            Self::Form(problem) => problem.fault.id(),
            Self::NotWritten(_) => "bad-file",
            Self::OutWithoutFile { .. } => "out-without-file",
        }
    }

    /// The field that it is about.
    pub fn field(&self) -> &str {
        match self {
            Self::Refused(Refusal::BadField { field, .. }) => field,
            Self::Refused(Refusal::NotFound { .. }) => "application",
            Self::Refused(Refusal::PolicyContradictory { .. }) => "rate",
            Self::Refused(_) => "state",
            Self::Uncovered(_) => "uncovered",
            Self::Form(problem) => problem.column.as_str(),
            Self::NotWritten(_) | Self::OutWithoutFile { .. } => "file",
        }
    }
}

/// Why a reason on a list of refusals is not taken, though its invoice went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// The invoice was issued.
    Issued,
    /// Its application is not being issued any more.
    NotIssuing(ApplicationState),
    /// An earlier list says so already, and the invoice is out again since.
    Known,
}

/// Something to be known of what goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The form differs from the newest one that was seen.
    Form(FormChange),
    /// The form holds data of somebody's on this sheet, which is not in what is written.
    FormFilled(String),
    /// The form does not say of which version it is.
    FormWithoutVersion,
    /// A file of this name was there, and another is in its place.
    FileReplaced(String),
    /// So many special invoices at 3 % go out without the reason that a small-scale taxpayer gives: nobody has said
    /// what kind of taxpayer the issuer is, or why.
    FullRateReasonUnknown(usize),
}

impl Notice {
    /// The rule, as the command line names it.
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Form(FormChange::Older { .. }) => "form-older",
            Self::Form(_) => "form-changed",
            Self::FormFilled(_) => "form-filled",
            Self::FormWithoutVersion => "form-without-version",
            Self::FileReplaced(_) => "file-replaced",
            Self::FullRateReasonUnknown(_) => "full-rate-reason-unknown",
        }
    }
}
