//! The balance of an account from the sums that are kept with it, with as many of its bills as a question needs.

use crate::domain::account::Account;
use crate::domain::balance::{Ask, Balance, Ledger};
use crate::domain::bill::Bill;
use crate::domain::ids::AccountId;
use crate::domain::money::Fen;
use crate::domain::month_sums::BillSums;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::domain::rules;
use crate::store::bill::{self, months};
use crate::store::engine::Db;
use crate::store::ledger;
use chrono::NaiveDate;

/// Whose balance it is, and on which day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of<'a> {
    pub id: AccountId,
    pub account: &'a Account,
    pub policy: &'a Policy,
    pub today: NaiveDate,
}

/// What the bills of an account come to, and what can be invoiced.
pub(crate) struct AccountBalance {
    pub sums: BillSums,
    /// What must be taken off, and the bills that were asked for and those that block the account.
    pub ledger: Ledger,
    /// With a line for each bill of the ledger.
    pub balance: Balance,
}

impl Of<'_> {
    /// The balance, with the bills that the account is blocked by and no others.
    pub(crate) fn balance(self, db: &Db) -> Result<AccountBalance, Refusal> {
        self.read(db, |_| Ok(Vec::new()))
    }

    /// The balance, with the bills that the rules look at and that are taken from where `ask` is applied for.
    pub(crate) fn asked(self, db: &Db, ask: &Ask) -> Result<AccountBalance, Refusal> {
        self.read(db, |balance| match ask {
            Ask::Bills(numbers) => self.numbered(db, numbers),
            // The rules say what is wrong with an amount, and look at no bill.
            Ask::Amount(amount) if *amount > balance.invoiceable => Ok(Vec::new()),
            Ask::Amount(amount) => self.oldest(db, *amount + balance.non_invoiceable),
            Ask::All if !balance.invoiceable.is_positive() => Ok(Vec::new()),
            Ask::All => self.oldest(db, balance.remaining),
        })
    }

    /// Why the account is blocked, whatever is applied for, if it is.
    pub(crate) fn blocked(self, db: &Db) -> Result<Option<Refusal>, Refusal> {
        let months = months::of_account(db, self.id)?;
        let bills = months::blocking(db, self.id, &months, self.policy, self.today)?;
        let ledger = Ledger::default().with(bills);
        Ok(rules::refuse_account(self.account, &ledger, self.policy, self.today).err())
    }

    fn read(
        self,
        db: &Db,
        asked: impl FnOnce(&Balance) -> Result<Vec<Bill>, Refusal>,
    ) -> Result<AccountBalance, Refusal> {
        let Self { id, account, policy, today } = self;
        let months = months::of_account(db, id)?;
        let sums = months::on_day(db, id, &months, policy, today)?;
        let blocking = months::blocking(db, id, &months, policy, today)?;
        let ledger = ledger::sources(db, id)?.with(blocking);
        let mut balance = ledger.balance_of(sums.eligible.remaining(), account, policy, today);
        let ledger = ledger.with(asked(&balance)?);
        balance.bills = ledger.lines(policy, today);
        Ok(AccountBalance { sums, ledger, balance })
    }

    /// The account's bills of these numbers.
    fn numbered(self, db: &Db, numbers: &[String]) -> Result<Vec<Bill>, Refusal> {
        let mut bills = Vec::new();
        for number in numbers {
            let found = bill::by_no(db, number)?;
            bills.extend(found.filter(|(owner, _)| *owner == self.id).map(|(_, bill)| bill));
        }
        Ok(bills)
    }

    /// The oldest eligible bills of which together so much remains.
    fn oldest(self, db: &Db, enough: Fen) -> Result<Vec<Bill>, Refusal> {
        let (mut bills, mut left) = (Vec::new(), enough);
        bill::open(db, self.id, self.policy.oldest_to_invoice(self.today), self.today, |bill| {
            left -= bill.remaining(self.today);
            bills.push(bill);
            Ok(left.is_positive())
        })?;
        Ok(bills)
    }
}
