//! What came of an invoice that came back.

use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::returned::{Difference, Unmatched};

/// What came of an invoice that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is the one that was waited for, and is recorded.
    Matched {
        /// The application, by number.
        application: String,
        /// The invoice.
        number: String,
        /// What of the application is not covered any more.
        uncovered: Fen,
    },
    /// It is in the store.
    Already {
        /// The application, by number.
        application: String,
        /// The invoice: of a red one, that which it reverses.
        number: String,
    },
    /// It is nearly that of an application; nothing was recorded.
    Differing {
        /// The application, by number.
        application: String,
        /// In what, at least one.
        differences: Vec<Difference>,
    },
    /// It is the one that was waited for, and a second person has to record it: it waits for one.
    Barred {
        /// The application, by number.
        application: String,
        /// Why whoever read it may not.
        why: Refusal,
    },
    /// It may be of any of these applications; nothing was recorded.
    Ambiguous {
        /// Their numbers.
        applications: Vec<String>,
    },
    /// It belongs to nothing here.
    Unmatched(Unmatched),
}

impl Outcome {
    /// The invoice that a file is of, where that is certain.
    pub(super) fn invoice(&self) -> Option<&str> {
        match self {
            Self::Matched { number, .. } | Self::Already { number, .. } => Some(number),
            _ => None,
        }
    }
}
