//! The list of bills, and one bill with everything that happened to it. Errors of every call: see [`super`].

use chrono::NaiveDate;

use super::{CellValue, Choosable, Each, Exported, Issuers, ListQuery, ListRow, Page, issuers};
use crate::desk::clock::Moment;
use crate::desk::commands::{account_balance, named_account};
use crate::desk::pages::summary;
use crate::domain::bill::{Bill, BillStanding};
use crate::domain::ids::BillId;
use crate::domain::list_columns::{BillColumn, ListColumn, ListName, Phrase};
use crate::domain::money::Fen;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::rule_id::RuleId;
use crate::domain::rules;
pub use crate::store::account::StoredAccount;
use crate::store::bill::list::{self, BillFilter};
pub use crate::store::bill::list::{BillStateFilter, BillTotals, ListedBill};
pub use crate::store::bill::uses::BillUse;
pub use crate::store::ledger::StoredRefund;

use crate::store::engine::Db;
use crate::store::{bill, ledger};

/// Up to how many bills their states are counted: more take long for a few numbers.
const COUNTED: u64 = 100_000;

/// Which bills are looked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct BillQuery {
    /// Of the issuer of this code.
    pub issuer: Option<String>,
    /// Of the customer of this number.
    pub account: Option<String>,
    /// In this state.
    pub state: Option<BillStateFilter>,
    /// Billed on this day or later.
    pub from: Option<NaiveDate>,
    /// Billed on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Whose number begins so, or whose customer is found by it.
    pub text: String,
    /// What they are sorted by.
    pub order: BillColumn,
    /// Large ones and late days first.
    pub descending: bool,
}

/// A bill in the list, with what the rules say about it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillRow {
    /// The bill and whose it is.
    pub row: ListedBill,
    /// What remains of it.
    pub remaining: Fen,
    /// Where it stands.
    pub standing: BillStanding,
    /// The first rule that refuses it; none: it can be invoiced.
    pub refused_by: Option<RuleId>,
    /// After how many months it is too old, where the policy says.
    pub age_limit_months: Option<u32>,
}

impl ListRow for BillRow {
    type Column = BillColumn;
    type Id = BillId;

    fn id(&self) -> BillId {
        self.row.bill.id
    }

    fn value(&self, column: BillColumn) -> CellValue<'_> {
        let (row, bill) = (&self.row, &self.row.bill);
        match column {
            BillColumn::BillNo => bill.bill_no.as_str().into(),
            BillColumn::Account => row.account.as_str().into(),
            BillColumn::AccountName => row.account_name.as_str().into(),
            BillColumn::Kind => Phrase::BillKind(bill.kind).into(),
            BillColumn::Item => row.item.as_deref().into(),
            BillColumn::BilledOn => bill.billed_on.into(),
            BillColumn::DueOn => bill.due_on.into(),
            BillColumn::PaidOn => bill.paid_on.into(),
            BillColumn::Standing => Phrase::Standing(self.standing).into(),
            BillColumn::Rule => self.refused_by.map(Phrase::Rule).into(),
            BillColumn::Amount => bill.amount.into(),
            BillColumn::Refunded => bill.refunded.into(),
            BillColumn::Opening => bill.opening.into(),
            BillColumn::Used => bill.used.into(),
            BillColumn::Offset => row.absorbed.into(),
            BillColumn::Remaining => self.remaining.into(),
        }
    }

    fn amount(&self) -> Option<Fen> {
        Some(self.row.bill.amount)
    }
}

/// What a list comes to, and how many bills are in which state where that is counted soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BillSummary {
    /// What is looked for comes to this.
    pub totals: BillTotals,
    /// Whatever state is looked for; none where there are too many to be counted for a few numbers.
    pub counts: Option<BillCounts>,
}

/// How many bills are in which state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BillCounts {
    /// In any.
    pub all: u64,
    by_state: [u64; 7],
}

impl BillCounts {
    /// How many are in a state, or in any.
    pub fn of(&self, state: Option<BillStateFilter>) -> u64 {
        let place = BillStateFilter::ALL.iter().position(|s| Some(*s) == state);
        place.map_or(self.all, |place| self.by_state[place])
    }
}

impl ListQuery for BillQuery {
    type Row = BillRow;
    type Summary = BillSummary;

    fn page(&self, db: &Db, moment: &Moment, after: Option<&Self::Row>, limit: u32) -> Page<Self> {
        let issuers = issuers(db)?;
        let filter = self.filter(db, moment, &issuers)?;
        let after = after.map(|last| &last.row);
        let rows = list::page(db, &filter, self.order, self.descending, after, limit)?;
        rows.into_iter().map(|row| listed(moment, &issuers, row)).collect()
    }

    fn summary(&self, db: &Db, moment: &Moment) -> Result<BillSummary, Refusal> {
        let filter = self.filter(db, moment, &issuers(db)?)?;
        let counts = list::counts(db, &filter, COUNTED)?;
        Ok(BillSummary {
            totals: list::totals(db, &filter)?,
            counts: counts.map(|(all, by_state)| BillCounts { all, by_state }),
        })
    }
}

impl Choosable for BillQuery {
    fn row(db: &Db, moment: &Moment, id: BillId) -> Result<Option<BillRow>, Refusal> {
        let Some(row) = list::by_id(db, id)? else { return Ok(None) };
        listed(moment, &issuers(db)?, row).map(Some)
    }
}

impl Exported for BillQuery {
    type Row = BillRow;
    const NAME: ListName = ListName::Bills;

    fn all() -> Self {
        Self { descending: BillColumn::DESCENDING, ..Self::default() }
    }

    fn count(&self, db: &Db, moment: &Moment) -> Result<u64, Refusal> {
        Ok(self.totals(db, moment)?.count)
    }

    fn each(&self, db: &Db, moment: &Moment, each: Each<'_, Self::Row>) -> Result<(), Refusal> {
        let issuers = issuers(db)?;
        let filter = self.filter(db, moment, &issuers)?;
        list::each(db, &filter, self.order, self.descending, |row| each(listed(moment, &issuers, row)?))
    }
}

impl BillQuery {
    /// What all bills that are looked for come to.
    pub fn totals(&self, db: &Db, moment: &Moment) -> Result<BillTotals, Refusal> {
        list::totals(db, &self.filter(db, moment, &issuers(db)?)?)
    }

    fn filter(&self, db: &Db, moment: &Moment, issuers: &Issuers) -> Result<BillFilter, Refusal> {
        let account = self.account.as_deref().map(|code| named_account::account(db, code)).transpose()?;
        let issuer = self.issuer.as_deref().map(|code| issuers.by_code(code)).transpose()?.map(|i| i.id);
        let only = account.as_ref().map(|stored| stored.issuer_id).or(issuer);
        Ok(BillFilter {
            today: moment.today,
            oldest: issuers.each_policy(only, |policy| policy.oldest_to_invoice(moment.today)),
            issuer,
            account: account.map(|stored| stored.id),
            state: self.state,
            from: self.from,
            to: self.to,
            text: self.text.clone(),
            few: list::FEW,
        })
    }
}

fn listed(moment: &Moment, issuers: &Issuers, row: ListedBill) -> Result<BillRow, Refusal> {
    let policy = issuers.policy(row.issuer)?;
    Ok(BillRow {
        remaining: row.bill.remaining(moment.today),
        standing: row.bill.standing(policy, moment.today),
        refused_by: rules::refuse_bill(&row.bill, policy, moment.today).err().and_then(|r| r.rule()),
        age_limit_months: policy.bill_age_limit_months,
        row,
    })
}

/// One bill with everything that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillView {
    /// The bill.
    pub bill: Bill,
    /// What was billed, in words.
    pub item: Option<String>,
    /// Whose it is.
    pub customer: StoredAccount,
    /// What remains of it.
    pub remaining: Fen,
    /// Where it stands.
    pub standing: BillStanding,
    /// The first rule that refuses the bill itself.
    pub refused: Option<Refusal>,
    /// The rule that blocks the whole account.
    pub blocked: Option<Refusal>,
    /// After how many months it is too old, where the policy says.
    pub age_limit_months: Option<u32>,
    /// The last day on which it can be invoiced, where the policy sets one.
    pub last_day: Option<NaiveDate>,
    /// What was given back, oldest first.
    pub refunds: Vec<StoredRefund>,
    /// Which applications took from it, oldest first.
    pub uses: Vec<BillUse>,
    /// Whether the user at the desk may correct and remove it, as far as nothing uses it.
    pub may_amend: bool,
}

/// The bill in this row, with everything that explains it.
pub fn bill(db: &Db, moment: &Moment, id: BillId) -> Result<BillView, Refusal> {
    let found = bill::by_id(db, id)?;
    let (account, bill) = found.ok_or_else(|| Refusal::not_found(Noun::Bill, id.0.to_string()))?;
    let account = crate::store::account::by_id(db, account)?;
    let issuers = issuers(db)?;
    let policy = issuers.policy(account.issuer_id)?;
    let of = account_balance::Of { id: account.id, account: &account.account, policy, today: moment.today };
    Ok(BillView {
        remaining: bill.remaining(moment.today),
        standing: bill.standing(policy, moment.today),
        refused: rules::refuse_bill(&bill, policy, moment.today).err(),
        blocked: of.blocked(db)?,
        age_limit_months: policy.bill_age_limit_months,
        last_day: policy.last_day_to_invoice(bill.billed_on),
        refunds: ledger::refunds(db, id)?,
        uses: bill::uses::of_bill(db, id)?,
        item: bill::item(db, id)?,
        may_amend: summary::may_amend(db, moment)?,
        customer: account,
        bill,
    })
}
