//! The list of customers, each with what can be invoiced for it. Errors of every call: see [`super`].

use super::{CellValue, Choosable, Each, Exported, Issuers, ListQuery, ListRow, Page, each_by_page, issuers};
use crate::desk::clock::Moment;
use crate::desk::commands::account_balance::{self, AccountBalance};
use crate::desk::commands::named_account::{Customer, customer};
use crate::desk::pages::balance::{self, BalanceView};
use crate::desk::pages::summary;
use crate::domain::account::AccountKind;
use crate::domain::ids::AccountId;
use crate::domain::list_columns::{AccountColumn, ListColumn, ListName, Phrase};
use crate::domain::money::Fen;
use crate::domain::month_sums::{BillSums, Counted};
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;
pub use crate::store::account::StoredAccount;
use crate::store::account::list::{self, AccountFilter};

use crate::store::engine::Db;
use crate::store::mail::{self, StoredPreference};

/// How many customers are read at once while a whole list is gone through: each has its bills added up.
const STRETCH: u32 = 200;

/// Which customers are looked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CustomerQuery {
    /// Of the issuer of this code.
    pub issuer: Option<String>,
    /// Of this kind.
    pub kind: Option<AccountKind>,
    /// Blocked by a rule, or not.
    pub blocked: Option<bool>,
    /// Whose name or number has every part of this, or whose phone or bank account ends with it.
    pub text: String,
    /// What they are sorted by.
    pub order: AccountColumn,
    /// The last ones first.
    pub descending: bool,
}

/// A customer in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRow {
    /// The account.
    pub row: StoredAccount,
    /// The name of the issuer.
    pub issuer: String,
    /// How many bills it has.
    pub bills: u64,
    /// What the rules allow to be applied for by amount.
    pub invoiceable: Fen,
    /// What must be taken off before anything more is invoiced.
    pub non_invoiceable: Fen,
    /// How far below zero the sum is (欠票).
    pub in_arrears: Fen,
    /// The rule that blocks the account.
    pub blocked: Option<RuleId>,
    /// How many of its applications are still to be issued or delivered.
    pub open_applications: u64,
}

/// How many customers there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CustomerCounts {
    /// All that are looked for, blocked or not.
    pub all: u64,
    /// Those of them that are blocked.
    pub blocked: u64,
}

impl CustomerCounts {
    /// How many are blocked, or are not, or there are at all.
    pub fn of(&self, blocked: Option<bool>) -> u64 {
        match blocked {
            None => self.all,
            Some(true) => self.blocked,
            Some(false) => self.all - self.blocked,
        }
    }
}

impl ListRow for CustomerRow {
    type Column = AccountColumn;
    type Id = AccountId;

    fn id(&self) -> AccountId {
        self.row.id
    }

    fn value(&self, column: AccountColumn) -> CellValue<'_> {
        let (account, profile) = (&self.row.account, &self.row.profile);
        match column {
            AccountColumn::Account => account.code.as_str().into(),
            AccountColumn::Name => account.name.as_str().into(),
            AccountColumn::Issuer => self.issuer.as_str().into(),
            AccountColumn::Kind => Phrase::AccountKind(account.kind).into(),
            AccountColumn::Region => Phrase::Region(account.region).into(),
            AccountColumn::Status => Phrase::Status(account.status).into(),
            AccountColumn::Blocked => self.blocked.map(Phrase::Rule).into(),
            AccountColumn::VerifiedName => account.verified_name.as_deref().into(),
            AccountColumn::VerifiedTaxId => account.verified_tax_id.as_ref().map(|id| id.as_str()).into(),
            AccountColumn::Contact => profile.contact.as_deref().into(),
            AccountColumn::Mobile => profile.mobile.as_deref().into(),
            AccountColumn::Email => profile.email.as_deref().into(),
            AccountColumn::Bills => self.bills.into(),
            AccountColumn::OpenApplications => self.open_applications.into(),
            AccountColumn::Invoiceable => self.invoiceable.into(),
            AccountColumn::NonInvoiceable => self.non_invoiceable.into(),
            AccountColumn::InArrears => self.in_arrears.into(),
        }
    }

    fn amount(&self) -> Option<Fen> {
        Some(self.invoiceable)
    }
}

impl ListQuery for CustomerQuery {
    type Row = CustomerRow;
    type Summary = CustomerCounts;

    fn page(&self, db: &Db, moment: &Moment, after: Option<&Self::Row>, limit: u32) -> Page<Self> {
        let issuers = issuers(db)?;
        let filter = self.filter(moment, &issuers)?;
        let after = after.map(|last| &last.row);
        let rows = list::page(db, &filter, self.order, self.descending, after, limit)?;
        rows.into_iter().map(|row| listed(db, moment, &issuers, row)).collect()
    }

    /// How many customers there are, whether blocked or not is looked for.
    fn summary(&self, db: &Db, moment: &Moment) -> Result<CustomerCounts, Refusal> {
        let (all, blocked) = list::counts(db, &self.filter(moment, &issuers(db)?)?)?;
        Ok(CustomerCounts { all, blocked })
    }
}

impl Choosable for CustomerQuery {
    fn row(db: &Db, moment: &Moment, id: AccountId) -> Result<Option<CustomerRow>, Refusal> {
        let Some(row) = list::by_id(db, id)? else { return Ok(None) };
        listed(db, moment, &issuers(db)?, row).map(Some)
    }
}

impl Exported for CustomerQuery {
    type Row = CustomerRow;
    const NAME: ListName = ListName::Accounts;

    fn all() -> Self {
        Self { descending: AccountColumn::DESCENDING, ..Self::default() }
    }

    fn count(&self, db: &Db, moment: &Moment) -> Result<u64, Refusal> {
        Ok(self.summary(db, moment)?.of(self.blocked))
    }

    fn each(&self, db: &Db, moment: &Moment, each: Each<'_, Self::Row>) -> Result<(), Refusal> {
        each_by_page(self, db, moment, STRETCH, each)
    }
}

impl CustomerQuery {
    fn filter(&self, moment: &Moment, issuers: &Issuers) -> Result<AccountFilter, Refusal> {
        let issuer = self.issuer.as_deref().map(|code| issuers.by_code(code)).transpose()?.map(|i| i.id);
        Ok(AccountFilter {
            today: moment.today,
            blocks_when_due_before: issuers
                .each_policy(issuer, |policy| policy.blocks_when_due_before(moment.today)),
            issuer,
            kind: self.kind,
            blocked: self.blocked,
            text: self.text.clone(),
        })
    }
}

fn listed(db: &Db, moment: &Moment, issuers: &Issuers, row: StoredAccount) -> Result<CustomerRow, Refusal> {
    let policy = issuers.policy(row.issuer_id)?;
    let of = account_balance::Of { id: row.id, account: &row.account, policy, today: moment.today };
    let AccountBalance { sums, balance, .. } = of.balance(db)?;
    Ok(CustomerRow {
        issuer: issuers.name(row.issuer_id).to_owned(),
        bills: count(sums.bills),
        invoiceable: balance.invoiceable,
        non_invoiceable: balance.non_invoiceable,
        in_arrears: balance.in_arrears,
        blocked: balance.blocked,
        open_applications: list::open_applications(db, row.id)?,
        row,
    })
}

/// A customer with everything that explains what can be invoiced.
#[derive(Clone, Debug)]
pub struct CustomerView {
    /// The customer, its issuer and policy.
    pub customer: Customer,
    /// The balance, opened into its reasons, without the bills.
    pub balance: BalanceView,
    /// How many of its bills can be invoiced.
    pub eligible: u64,
    /// What was invoiced of its bills before they came to the desk.
    pub opening: Fen,
    /// Why the account is blocked, if it is.
    pub blocked: Option<Refusal>,
    /// Bills that do not count although something remains of them or is still to be paid.
    pub barred: Vec<Barred>,
    /// How it wants its mail.
    pub mail: StoredPreference,
    /// Whether the user at the desk may remove ledger entries, as far as nothing of them is offset.
    pub may_amend: bool,
}

/// Bills that one rule refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Barred {
    /// The rule.
    pub rule: RuleId,
    /// How many bills.
    pub bills: u64,
    /// What is still to be paid, or what remains.
    pub amount: Fen,
}

/// The customer of this number, with everything that explains what can be invoiced.
pub fn view(db: &Db, moment: &Moment, account: &str) -> Result<CustomerView, Refusal> {
    let customer = customer(db, account)?;
    let blocked = customer.balance_on(moment.today).blocked(db)?;
    let (balance, sums) = balance::without_bills(db, moment, &customer)?;
    let may_amend = summary::may_amend(db, moment)?;
    let (eligible, opening) = (count(sums.eligible.bills), sums.opening);
    let mail = mail::preference(db, customer.stored.id)?;
    Ok(CustomerView { barred: barred(&sums), balance, eligible, opening, customer, blocked, mail, may_amend })
}

fn barred(sums: &BillSums) -> Vec<Barred> {
    let by_rule = [(RuleId::BillAgeLimit, sums.too_old), (RuleId::BillNotPaid, sums.owing)];
    let barred =
        by_rule.map(|(rule, Counted { bills, amount })| Barred { rule, bills: count(bills), amount });
    barred.into_iter().filter(|barred| barred.bills > 0).collect()
}

/// How many there are of what is counted. A store that was tampered with may keep numbers below zero.
fn count(kept: i64) -> u64 {
    u64::try_from(kept).unwrap_or_default()
}
