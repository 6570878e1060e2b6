//! The list of bills, and one bill with everything that happened to it.

use chrono::NaiveDate;

use super::{Issuers, issuers};
use crate::desk::clock::Moment;
use crate::desk::commands::named_account;
use crate::desk::pages::summary;
use crate::domain::bill::{Bill, BillStanding};
use crate::domain::ids::BillId;
use crate::domain::money::Fen;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::rules::{self, RuleId};
pub use crate::store::account::StoredAccount;
use crate::store::bill::list::{self, Filter};
pub use crate::store::bill::list::{ListedBill, Order, State, Totals};
pub use crate::store::bill::uses::BillUse;
pub use crate::store::ledger::StoredRefund;

use crate::store::engine::Db;
use crate::store::{bill, ledger};

/// Which bills are looked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// Of the issuer of this code.
    pub issuer: Option<String>,
    /// Of the customer of this number.
    pub account: Option<String>,
    /// In this state.
    pub state: Option<State>,
    /// Billed on this day or later.
    pub from: Option<NaiveDate>,
    /// Billed on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Whose number begins so, or whose customer is found by it.
    pub text: String,
    /// What they are sorted by.
    pub order: Order,
    /// Large ones and late days first.
    pub descending: bool,
}

/// A bill in the list, with what the rules say about it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
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

/// The bills behind `after`, or the first ones, at most `limit`.
///
/// # Errors
/// `not-found`, `store`.
pub fn page(
    db: &Db,
    moment: &Moment,
    wanted: &Wanted,
    after: Option<&ListedBill>,
    limit: u32,
) -> Result<Vec<Listed>, Refusal> {
    let issuers = issuers(db)?;
    let filter = filter(db, moment, &issuers, wanted)?;
    let rows = list::page(db, &filter, wanted.order, wanted.descending, after, limit)?;
    rows.into_iter().map(|row| listed(moment, &issuers, row)).collect()
}

/// What all bills that are looked for come to.
///
/// # Errors
/// `not-found`, `store`.
pub fn totals(db: &Db, moment: &Moment, wanted: &Wanted) -> Result<Totals, Refusal> {
    list::totals(db, &filter(db, moment, &issuers(db)?, wanted)?)
}

/// How many bills there are in all and in each state of [`State::ALL`], whatever state is looked for; none where
/// there are more than `most`, which would take long to count.
///
/// # Errors
/// `not-found`, `store`.
pub fn counts(db: &Db, moment: &Moment, wanted: &Wanted, most: u64) -> Result<Option<Counts>, Refusal> {
    let counts = list::counts(db, &filter(db, moment, &issuers(db)?, wanted)?, most)?;
    Ok(counts.map(|(all, by_state)| Counts { all, by_state }))
}

/// What a list comes to, and how many bills are in which state where that is counted soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What is looked for comes to this.
    pub totals: Totals,
    /// Whatever state is looked for; none where there are too many to be counted for a few numbers.
    pub counts: Option<Counts>,
}

/// Up to how many bills their states are counted.
const COUNTED: u64 = 100_000;

/// Sums up a list.
///
/// # Errors
/// `not-found`, `store`.
pub fn summary(db: &Db, moment: &Moment, wanted: &Wanted) -> Result<Summary, Refusal> {
    Ok(Summary { totals: totals(db, moment, wanted)?, counts: counts(db, moment, wanted, COUNTED)? })
}

/// How many bills are in which state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// In any.
    pub all: u64,
    by_state: [u64; 7],
}

impl Counts {
    /// How many are in a state, or in any.
    pub fn of(&self, state: Option<State>) -> u64 {
        let place = State::ALL.iter().position(|s| Some(*s) == state);
        place.map_or(self.all, |place| self.by_state[place])
    }
}

/// Hands every bill that is looked for to `each`, until it says to stop.
///
/// # Errors
/// `not-found`, `store`, or what `each` refuses.
pub fn each(
    db: &Db,
    moment: &Moment,
    wanted: &Wanted,
    mut each: impl FnMut(Listed) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let issuers = issuers(db)?;
    let filter = filter(db, moment, &issuers, wanted)?;
    list::each(db, &filter, wanted.order, wanted.descending, |row| each(listed(moment, &issuers, row)?))
}

fn filter(db: &Db, moment: &Moment, issuers: &Issuers, wanted: &Wanted) -> Result<Filter, Refusal> {
    let account = wanted.account.as_deref().map(|code| named_account::account(db, code)).transpose()?;
    let issuer = wanted.issuer.as_deref().map(|code| issuers.by_code(code)).transpose()?.map(|i| i.id);
    let only = account.as_ref().map(|stored| stored.issuer_id).or(issuer);
    Ok(Filter {
        today: moment.today,
        oldest: issuers.each_policy(only, |policy| policy.oldest_to_invoice(moment.today)),
        issuer,
        account: account.map(|stored| stored.id),
        state: wanted.state,
        from: wanted.from,
        to: wanted.to,
        text: wanted.text.clone(),
        few: list::FEW,
    })
}

fn listed(moment: &Moment, issuers: &Issuers, row: ListedBill) -> Result<Listed, Refusal> {
    let policy = issuers.policy(row.issuer)?;
    Ok(Listed {
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
///
/// # Errors
/// `not-found`, `store`.
pub fn bill(db: &Db, moment: &Moment, id: BillId) -> Result<BillView, Refusal> {
    let found = bill::by_id(db, id)?;
    let (account, bill) = found.ok_or_else(|| Refusal::not_found(Noun::Bill, id.0.to_string()))?;
    let account = crate::store::account::by_id(db, account)?;
    let issuers = issuers(db)?;
    let policy = issuers.policy(account.issuer_id)?;
    let account_ledger = ledger::load(db, account.id)?;
    Ok(BillView {
        remaining: bill.remaining(moment.today),
        standing: bill.standing(policy, moment.today),
        refused: rules::refuse_bill(&bill, policy, moment.today).err(),
        blocked: rules::refuse_account(&account.account, &account_ledger, policy, moment.today).err(),
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
