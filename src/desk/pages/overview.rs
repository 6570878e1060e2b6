//! What there is to do and what there is to invoice, of the whole store or of one customer.
//!
//! Questions that are asked apart, so that the quick ones are answered first: the [`Work`] that waits, what is
//! [`Invoiceable`], what was [`Issued`], how [`prompt`] that was and what was [`rejected`]. The things to do themselves
//! are a list that is read by the page: [`ToDo`]. Nobody is offered what his roles may not do, and what he can only know
//! of is told apart from what he can do.

mod issued;
mod money;
mod rejected;
mod second_person;
mod to_do;
mod work;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

pub use self::issued::{Issued, MONTHS, Month, PromptMonth, issued, prompt};
pub use self::money::{BAND_DAYS, Invoiceable, invoiceable};
pub use self::rejected::{Rejected, rejected};
pub use self::to_do::{ToDo, to_do};
pub use self::work::{TaskCounts, Waiting, Work, work};
pub use crate::store::overview::{BANDS, Begun, CustomerName, begun};

use crate::desk::principal::{CLERKS, DECIDERS, REVIEWER};
use crate::domain::account::Account;
use crate::domain::application::Step;
use crate::domain::ids::{ApplicationId, SubmissionId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Role, suffice};
use crate::domain::rule_id::RuleId;
use crate::store::account;
use crate::store::engine::Db;

/// Bills that get too old within this many days are named as something to do.
pub const AGES_OUT_WITHIN_DAYS: u64 = 30;

/// Applications whose time for corrections ends within this many days are named as something to look at.
pub const CORRECTION_CLOSES_WITHIN_DAYS: u64 = 7;

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub what: What,
    /// Whose it is.
    pub customer: CustomerName,
    /// How much it is about.
    pub amount: Fen,
    /// The last day to do it, where there is one.
    pub due_on: Option<NaiveDate>,
    /// By how many working days it is late; 0 where it is not.
    pub working_days_late: i64,
    /// The user at the desk may not do it for that he asked for it, applied or issued himself (`four-eyes`): another one
    /// has to.
    pub is_for_another: bool,
}

/// What there is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "which application or submission it is, by row and by number")]
pub enum What {
    /// An application waits for its next step.
    Step {
        application: ApplicationId,
        number: String,
        /// The step: accept, issue or deliver.
        step: Step,
    },
    /// An application can be cancelled until 24:00 today.
    LastDayToCancel { application: ApplicationId, number: String },
    /// Something was refunded of what an application holds.
    Uncovered { application: ApplicationId, number: String },
    /// Bills are about to be too old to be invoiced.
    AgesOut {
        /// How many.
        bills: u32,
        /// The last day on which one of them was billed.
        billed_by: NaiveDate,
    },
    /// A special-invoice qualification waits to be reviewed.
    Review { submission: SubmissionId },
    /// A correction was asked for that nobody has decided on.
    DecideCorrection { application: ApplicationId, number: String },
    /// A second person was asked to take a step of an application.
    TakeAsked {
        application: ApplicationId,
        number: String,
        step: Step,
        /// Whether whoever is at the desk asked.
        is_own: bool,
    },
    /// What whoever is at the desk asked for was refused.
    RequestRefused {
        application: ApplicationId,
        number: String,
        step: Step,
        /// Why.
        reason: String,
    },
    /// The time to ask for a correction of an issued application is about to end.
    CorrectionCloses { application: ApplicationId, number: String },
    /// The confirmation forms by which an application is reversed are open.
    RedLetter {
        application: ApplicationId,
        number: String,
        /// Whether the red invoices may be issued; else a form has still to be confirmed.
        is_ready: bool,
    },
    /// Overdue bills keep the account from being invoiced.
    Blocked {
        /// The rule that blocks it.
        rule: RuleId,
        /// The earliest due date of what is overdue.
        since: NaiveDate,
    },
}

impl What {
    /// The roles of which one may do it, or has to know it.
    const fn needs(&self) -> &'static [Role] {
        match self {
            Self::Step { .. }
            | Self::LastDayToCancel { .. }
            | Self::Uncovered { .. }
            | Self::AgesOut { .. }
            | Self::CorrectionCloses { .. }
            | Self::RedLetter { .. }
            | Self::TakeAsked { .. }
            | Self::RequestRefused { .. }
            | Self::Blocked { .. } => CLERKS,
            Self::Review { .. } => REVIEWER,
            Self::DecideCorrection { .. } => DECIDERS,
        }
    }
}

/// A kind of things to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// About applications.
    Applications,
    /// About bills that are about to be too old.
    Bills,
    /// About qualifications to be reviewed.
    Reviews,
    /// About corrections after issue.
    Corrections,
}

/// The first part of the [`TaskId`] of a step.
const STEP: u8 = 1;

/// What tells a thing to do from any other: what is to be done, and the row that it is to be done about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId(u8, i64);

/// Where a thing to do stands among all of them: what is due first is in front, what has no due date behind, of several
/// the greatest amount is first.
type Place = (bool, Option<NaiveDate>, Reverse<Fen>, TaskId);

impl Task {
    fn new(what: What, customer: CustomerName, amount: Fen, due_on: Option<NaiveDate>) -> Self {
        Self { what, customer, amount, due_on, working_days_late: 0, is_for_another: false }
    }

    /// What tells it from any other.
    pub fn id(&self) -> TaskId {
        let customer = self.customer.id.0;
        match self.what {
            What::LastDayToCancel { application, .. } => TaskId(0, application.0),
            What::Step { application, .. } => TaskId(STEP, application.0),
            What::Uncovered { application, .. } => TaskId(2, application.0),
            What::Review { submission } => TaskId(3, submission.0),
            What::DecideCorrection { application, .. } => TaskId(4, application.0),
            What::CorrectionCloses { application, .. } => TaskId(5, application.0),
            What::Blocked { .. } => TaskId(6, customer),
            What::AgesOut { .. } => TaskId(7, customer),
            What::RedLetter { application, .. } => TaskId(8, application.0),
            What::TakeAsked { application, .. } => TaskId(9, application.0),
            What::RequestRefused { application, .. } => TaskId(10, application.0),
        }
    }

    fn place(&self) -> Place {
        (self.due_on.is_none(), self.due_on, Reverse(self.amount), self.id())
    }

    /// Whether there is nothing to do about it here but to know it: it is for another person, or for the customer.
    pub fn is_only_known(&self) -> bool {
        self.is_for_another || matches!(self.what, What::Blocked { .. })
    }

    /// Whether it is the business of a user with these roles.
    fn is_for(&self, roles: &[Role]) -> bool {
        suffice(roles, self.what.needs())
    }

    /// What kind of thing it is.
    pub fn kind(&self) -> Kind {
        match self.what {
            What::Step { .. }
            | What::LastDayToCancel { .. }
            | What::Uncovered { .. }
            | What::TakeAsked { .. }
            | What::RequestRefused { .. }
            | What::RedLetter { .. } => Kind::Applications,
            What::AgesOut { .. } | What::Blocked { .. } => Kind::Bills,
            What::Review { .. } => Kind::Reviews,
            What::DecideCorrection { .. } | What::CorrectionCloses { .. } => Kind::Corrections,
        }
    }
}

/// The accounts of these numbers; what is not there is left out.
///
/// # Errors
/// `store`.
pub fn accounts(db: &Db, codes: &BTreeSet<String>) -> Result<Vec<Account>, Refusal> {
    let found = codes.iter().map(|code| account::by_code(db, code)).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().map(|stored| stored.account).collect())
}

/// The day from which on bills that are about to be too old are not looked at yet.
fn horizon(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(AGES_OUT_WITHIN_DAYS)).unwrap_or(NaiveDate::MAX)
}
