//! A customer's balance as a page shows it: the column of a day, and what has changed since another.

use std::sync::Arc;

use chrono::NaiveDate;

use super::column::{self, BalanceColumn, BalanceItem, ItemChange};
use super::past::{self, BalanceDay, PastDays, PastNotice};
use crate::desk::clock::Moment;
use crate::domain::account::Account;
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;
use crate::domain::rules;
use crate::domain::waterfall::{BalanceLine, BalancePart, Waterfall};
use crate::store::engine::Db;

/// Which balance is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedBalance {
    /// The account's number.
    pub account: String,
    /// A day that is over; none: today.
    pub on: Option<NaiveDate>,
    /// The day that it is compared with, if it is.
    pub against: Option<NaiveDate>,
}

/// The balance of a day.
#[derive(Clone, Debug)]
pub struct BalancePage {
    /// What was asked about.
    pub asked: AskedBalance,
    /// The account as it was on that day.
    pub account: Account,
    /// The age limit of bills, in months, where the policy has one.
    pub age_limit_months: Option<u32>,
    /// The column.
    pub waterfall: Waterfall,
    /// Why the account was blocked, if it was.
    pub blocked: Option<Refusal>,
    /// Everything of a day that is over; none: it is today, whose items are read from the store.
    pub day: Option<Arc<BalanceDay>>,
    /// What days that are over are told from, where one was asked about.
    pub days: Option<Arc<PastDays>>,
    /// What of the days cannot be told.
    pub notices: Vec<PastNotice>,
    /// What it is compared with.
    pub compared: Option<Compared>,
}

/// What has changed since a day.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The day.
    pub on: NaiveDate,
    /// Its column.
    pub waterfall: Waterfall,
    /// What changed of each part, by number.
    pub changes: Vec<(BalancePart, Vec<ItemChange>)>,
}

impl Compared {
    /// What changed of a part.
    pub fn of(&self, part: BalancePart) -> &[ItemChange] {
        self.changes.iter().find(|(of, _)| *of == part).map_or(&[], |(_, changes)| changes)
    }
}

impl BalancePage {
    /// The rule by which the account was blocked.
    pub fn rule(&self) -> Option<RuleId> {
        self.blocked.as_ref().and_then(Refusal::rule)
    }
}

/// The parts of which items are listed.
pub fn parts() -> impl Iterator<Item = BalancePart> {
    BalanceLine::ALL.into_iter().map(BalancePart::Line).chain([BalancePart::Eligible, BalancePart::Unpaid])
}

/// Reads a balance. What days that are over were told from `before` is gone on with where it holds.
pub fn balance_page(
    db: &Db,
    moment: &Moment,
    asked: &AskedBalance,
    before: Option<&Arc<PastDays>>,
) -> Result<BalancePage, Refusal> {
    let AskedBalance { account, on, against } = asked;
    let is_over = |day: &NaiveDate| *day < moment.today;
    let (on, against) = (on.filter(is_over), against.filter(is_over));
    let before = before.filter(|days| days.account() == account);
    let days = match (on.max(against), before) {
        (Some(until), Some(days)) => Some(days.again(db, until)?),
        (Some(_), None) => Some(Arc::new(PastDays::of(db, account)?)),
        (None, _) => None,
    };
    let told = |day: Option<NaiveDate>| days.as_ref().zip(day).map(|(days, day)| days.day(day));
    let day = told(on);
    let compared = match told(against) {
        None => None,
        Some(from) => {
            let to = match &day {
                Some(day) => day.clone(),
                None => past::today(db, moment, account)?,
            };
            let changes = parts().map(|part| (part, column::changes(&from, &to, part))).collect();
            let compared = Compared { on: from.on, waterfall: from.waterfall(), changes };
            Some((compared, from.notices))
        }
    };
    let mut notices = compared.as_ref().map_or_else(Vec::new, |(_, notices)| notices.clone());
    let compared = compared.map(|(compared, _)| compared);
    let asked = asked.clone();
    Ok(match day {
        None => {
            let BalanceColumn { customer, waterfall, blocked } = column::column(db, moment, account)?;
            BalancePage {
                asked,
                account: customer.stored.account,
                age_limit_months: customer.policy.bill_age_limit_months,
                waterfall,
                blocked,
                day: None,
                days,
                notices,
                compared,
            }
        }
        Some(day) => {
            notices.extend(
                day.notices.iter().filter(|notice| !notices.contains(notice)).cloned().collect::<Vec<_>>(),
            );
            BalancePage {
                asked,
                account: day.account.clone(),
                age_limit_months: day.policy.bill_age_limit_months,
                waterfall: day.waterfall(),
                blocked: rules::refuse_account(&day.account, &day.ledger, &day.policy, day.on).err(),
                notices,
                compared,
                day: Some(Arc::new(day)),
                days,
            }
        }
    })
}

/// Of what items are read: a part of a balance, today's or that of a day.
#[derive(Clone, Debug)]
pub struct AskedItems {
    /// The account's number.
    pub account: String,
    /// The day, where it is over.
    pub day: Option<Arc<BalanceDay>>,
    /// The part.
    pub part: BalancePart,
}

/// A day of an account is told once, so the day is known by its date.
impl PartialEq for AskedItems {
    fn eq(&self, other: &Self) -> bool {
        let on = |asked: &Self| asked.day.as_ref().map(|day| day.on);
        self.account == other.account && self.part == other.part && on(self) == on(other)
    }
}

/// At most `limit` items behind this one.
pub fn balance_items(
    db: &Db,
    moment: &Moment,
    asked: &AskedItems,
    after: Option<&BalanceItem>,
    limit: u32,
) -> Result<Vec<BalanceItem>, Refusal> {
    let Some(day) = &asked.day else {
        return column::items(db, moment, &asked.account, asked.part, after, limit);
    };
    Ok(column::behind(day.items(asked.part), after, limit))
}
