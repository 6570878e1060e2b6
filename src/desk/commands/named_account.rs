//! Finding the customer that a command names.

use chrono::NaiveDate;

use crate::desk::clock::Moment;
use crate::desk::commands::account_balance;
use crate::desk::commands::tax_ids;
use crate::desk::protocol::fields::fields;
use crate::domain::account::Account;
use crate::domain::money::Fen;
use crate::domain::policy::Policy;
use crate::domain::refusal::{Noun, Refusal, checked};
use crate::domain::rule_id::RuleId;
use crate::domain::text::Code;
pub use crate::store::account::StoredAccount;

use crate::store::account;
use crate::store::engine::{Db, search};
use crate::store::issuer::{self, StoredIssuer};
use crate::store::policy;

fields! {
    /// Names an account.
    OfAccount {
        account: Code,
    }
}

impl OfAccount {
    /// The account of this number.
    ///
    /// # Errors
    /// `bad-field`: no command can name it.
    pub fn named(account: &str) -> Result<Self, Refusal> {
        checked("account", account).map(|account| Self { account })
    }
}

/// A customer, its issuer, and the policy that the issuer works under.
#[derive(Clone, Debug)]
pub struct Customer {
    /// The account.
    pub stored: StoredAccount,
    /// The issuer.
    pub issuer: StoredIssuer,
    /// The newest version of the issuer's policy, with the issuer's own items where it has some.
    pub policy: Policy,
    /// Who has seen the verified tax id on the certificate, by name, where it is a code that fails its check.
    pub tax_id_seen_by: Option<String>,
}

impl Customer {
    /// Whose balance it is on `today`.
    pub(crate) fn balance_on(&self, today: NaiveDate) -> account_balance::Of<'_> {
        let Self { stored, policy, .. } = self;
        account_balance::Of { id: stored.id, account: &stored.account, policy, today }
    }
}

/// The account of this number.
pub fn account(db: &Db, code: &str) -> Result<StoredAccount, Refusal> {
    account::by_code(db, code)?.ok_or_else(|| Refusal::not_found(Noun::Account, code))
}

/// The customer of this number.
pub fn customer(db: &Db, code: &str) -> Result<Customer, Refusal> {
    let stored = account(db, code)?;
    let issuer = issuer::by_id(db, stored.issuer_id)?;
    let policy = issuer.issuer.working_under(newest_policy(db, &issuer.issuer.policy)?);
    let tax_id = stored.account.verified_tax_id.as_ref();
    let tax_id_seen_by = tax_id.map_or(Ok(None), |tax_id| tax_ids::seen_by(db, tax_id))?;
    Ok(Customer { stored, issuer, policy, tax_id_seen_by })
}

/// The rule that blocks an account today, if one does: what its standing is called by everywhere.
pub fn blocked_by(db: &Db, moment: &Moment, stored: &StoredAccount) -> Result<Option<RuleId>, Refusal> {
    let policy = newest_policy(db, &issuer::by_id(db, stored.issuer_id)?.issuer.policy)?;
    let (account, today) = (&stored.account, moment.today);
    let of = account_balance::Of { id: stored.id, account, policy: &policy, today };
    Ok(of.blocked(db)?.and_then(|refusal| refusal.rule()))
}

/// What can be invoiced for an account today, and the rule that blocks it, if one does.
pub fn invoiceable(db: &Db, moment: &Moment, code: &str) -> Result<(Account, Fen, Option<RuleId>), Refusal> {
    let customer = customer(db, code)?;
    let balance = customer.balance_on(moment.today).balance(db)?.balance;
    Ok((customer.stored.account, balance.invoiceable, balance.blocked))
}

/// The newest version of a policy.
pub fn newest_policy(db: &Db, code: &str) -> Result<Policy, Refusal> {
    policy::newest(db, code)?.ok_or_else(|| Refusal::not_found(Noun::Policy, code))
}

/// Customers whose name or number has every part of `text`, by number, at most `limit`.
pub fn find(db: &Db, text: &str, limit: u32) -> Result<Vec<StoredAccount>, Refusal> {
    search::accounts(db, text, limit)?.into_iter().map(|id| account::by_id(db, id)).collect()
}
