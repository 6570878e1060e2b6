//! The rules of the desk, one a file, named by its id ([`RuleId`]), and what is decided by several of them.
//!
//! The table of them is `rule_id.rs`; a new one needs its file here, a line there, a [`Refusal`], and its words in
//! `i18n`.
//!
//! Errors: a rule refuses with its own id, several with that of the first that refuses.

use chrono::{DateTime, NaiveDate, Utc};

use super::account::Account;
use super::address::MailingAddress;
use super::application::{ApplicationState, Standing, Step};
use super::balance::{Ask, Balance, BillLine, Ledger, SourceLine};
use super::bill::Bill;
use super::invoice_info::{InvoiceInfo, InvoiceType};
use super::money::Fen;
use super::policy::Policy;
use super::qualification::QualificationState;
use super::refusal::Refusal;
use super::rule_id::RuleId;
use super::rule_id::each_rule;

macro_rules! modules {
    ($($section:literal { $($id:ident $file:ident;)* })*) => {
        $($(pub mod $file;)*)*
    };
}
each_rule!(modules);

/// Everything an eligibility rule may look at: one wish to invoice, and the world it is made in.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The day, in China.
    pub today: NaiveDate,
    /// The issuer's policy.
    pub policy: &'a Policy,
    /// The customer.
    pub account: &'a Account,
    /// What must be taken off, and of the customer's bills at least those that are asked for and the first that block
    /// the account.
    pub ledger: &'a Ledger,
    /// The balance of the customer.
    pub balance: &'a Balance,
    /// What is asked for.
    pub ask: &'a Ask,
    /// The type of invoice.
    pub invoice_type: InvoiceType,
    /// The invoice info of that type: saved, or derived where the policy lets it be.
    pub info: Option<&'a InvoiceInfo>,
    /// Where the account's qualification stands; none: nothing was ever submitted.
    pub qualification: Option<QualificationState>,
    /// The address to post to.
    pub address: Option<&'a MailingAddress>,
    /// The e-mail addresses to send to, as typed.
    pub email: Option<&'a str>,
    /// The remark to be printed.
    pub remark: Option<&'a str>,
}

/// An eligibility rule: passes, or says why not.
pub type Check = fn(&Case<'_>) -> Result<(), Refusal>;

macro_rules! eligibility {
    (3 $three:tt 4 $four:tt 5 { $($id:ident $file:ident;)* } $($later:tt)*) => {
        /// The eligibility rules, which are those of RULES.md section 5, in the order in which they are asked.
        pub const ELIGIBILITY: &[(RuleId, Check)] = &[$((RuleId::$id, $file::check),)*];
    };
}
each_rule!(eligibility);

/// Asks every eligibility rule in its order.
pub fn refuse(case: &Case<'_>) -> Result<(), Refusal> {
    ELIGIBILITY.iter().try_for_each(|(_, check)| check(case))
}

/// Asks the rules about the account and what is asked for, up to where type, info and delivery begin.
pub fn refuse_ask(case: &Case<'_>) -> Result<(), Refusal> {
    let about_the_ask = ELIGIBILITY.iter().take_while(|(id, _)| *id != RuleId::TypeNotAllowed);
    about_the_ask.into_iter().try_for_each(|(_, check)| check(case))
}

/// Asks the rules about type, info and delivery: those behind the ones of [`refuse_ask`].
pub fn refuse_content(case: &Case<'_>) -> Result<(), Refusal> {
    let about_the_content = ELIGIBILITY.iter().skip_while(|(id, _)| *id != RuleId::TypeNotAllowed);
    about_the_content.into_iter().try_for_each(|(_, check)| check(case))
}

/// Asks the rules that block a whole account, whatever is applied for.
pub fn refuse_account(
    account: &Account,
    ledger: &Ledger,
    policy: &Policy,
    today: NaiveDate,
) -> Result<(), Refusal> {
    account_outside_mainland::check_account(account)?;
    account_frozen::check_account(account, ledger, policy, today)?;
    overdue_bill::check_ledger(ledger, policy, today)
}

/// Asks the rules about one bill.
pub fn refuse_bill(bill: &Bill, policy: &Policy, today: NaiveDate) -> Result<(), Refusal> {
    bill_not_paid::check_bill(bill, today)?;
    bill_age_limit::check_bill(bill, policy, today)?;
    bill_fully_invoiced::check_bill(bill, today)
}

impl Case<'_> {
    /// Asks `check` about every chosen bill, in the order given.
    fn each_chosen(&self, check: impl Fn(&Bill) -> Result<(), Refusal>) -> Result<(), Refusal> {
        match self.ask {
            Ask::Bills(chosen) => {
                let bills = self.ledger.by_number();
                chosen.iter().filter_map(|no| bills.get(no.as_str())).try_for_each(|bill| check(bill))
            }
            Ask::Amount(_) | Ask::All => Ok(()),
        }
    }

    /// Whether the policy wants a reviewed qualification for this application.
    fn needs_qualification(&self) -> bool {
        self.invoice_type.is_special() && self.policy.qualification_review_working_days.is_some()
    }
}

impl Ledger {
    /// The balance of `account` under `policy` on `today`, of a ledger with every bill.
    pub fn balance(&self, account: &Account, policy: &Policy, today: NaiveDate) -> Balance {
        let bills = self.lines(policy, today);
        let remaining =
            bills.iter().filter(|line| line.refused_by.is_none()).map(|line| line.remaining).sum();
        Balance { bills, ..self.balance_of(remaining, account, policy, today) }
    }

    /// What the rules say of each bill.
    pub fn lines(&self, policy: &Policy, today: NaiveDate) -> Vec<BillLine> {
        let line = |bill: &Bill| BillLine {
            bill: bill.id,
            remaining: bill.remaining(today),
            refused_by: refuse_bill(bill, policy, today).err().and_then(|r| r.rule()),
        };
        self.bills.iter().map(line).collect()
    }

    /// The balance of `account` without its lines, of whose eligible bills there is `remaining`.
    pub fn balance_of(
        &self,
        remaining: Fen,
        account: &Account,
        policy: &Policy,
        today: NaiveDate,
    ) -> Balance {
        let sources = self.sources();
        let non_invoiceable: Fen = sources.iter().map(SourceLine::left).sum();
        let blocked = refuse_account(account, self, policy, today).err().and_then(|r| r.rule());
        let sum = remaining - non_invoiceable;
        Balance {
            invoiceable: if blocked.is_some() { Fen::ZERO } else { sum.or_zero() },
            remaining,
            non_invoiceable,
            in_arrears: (-sum).or_zero(),
            blocked,
            bills: Vec::new(),
            sources,
        }
    }
}

impl Standing<'_> {
    /// The state that `step` leads to at `now`.
    ///
    /// # Errors
    /// `already-issued` and `cancel-window-closed` guard cancelling, `out-at-bureau` cancelling and rejecting; anything else that the table of states does
    /// not offer is `transition-not-allowed`.
    pub fn take(&self, step: Step, policy: &Policy, now: DateTime<Utc>) -> Result<ApplicationState, Refusal> {
        if step == Step::Cancel || (step == Step::Reject && self.at_bureau.is_partly_issued) {
            already_issued::check(self)?;
        }
        let next = transition_not_allowed::check(self, step)?;
        if !next.is_live() {
            out_at_bureau::check(self)?;
        }
        if step == Step::Cancel {
            cancel_window_closed::check(self, policy, now)?;
        }
        Ok(next)
    }

    /// The last step, to be taken back, and the state that it leads back to; `is_mailed`: an e-mail was sent for it.
    ///
    /// # Errors
    /// `out-at-bureau`; `already-issued`: a part of it is back; `transition-not-allowed`: the last step is none that can
    /// be taken back, or it is the delivery by that e-mail.
    pub fn take_back(&self, is_mailed: bool) -> Result<(Step, ApplicationState), Refusal> {
        let back = transition_not_allowed::check_back(self, is_mailed)?;
        if self.at_bureau.is_partly_issued {
            already_issued::check(self)?;
        }
        out_at_bureau::check(self)?;
        Ok(back)
    }
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
