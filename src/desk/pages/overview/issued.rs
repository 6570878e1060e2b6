//! What was issued, by month, and how promptly.

use chrono::{Datelike, NaiveDate};

use crate::desk::clock::Moment;
use crate::desk::lists::named_account;
use crate::domain::calendar::minus_months;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::overview::{self, Promptness};

/// How many months are told apart, this one included.
pub const MONTHS: u32 = 12;

/// What was issued. What was reversed since is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The months, this one last.
    pub months: Vec<Month>,
    /// How prompt this month is.
    pub prompt: PromptMonth,
}

/// A month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// The gross amount of general invoices.
    pub general: Fen,
    /// The gross amount of special invoices.
    pub special: Fen,
    /// How many invoices.
    pub invoices: u64,
}

impl Month {
    /// The gross amount of all of them.
    pub fn total(&self) -> Fen {
        self.general + self.special
    }
}

/// How prompt the applications were whose first invoice was issued in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PromptMonth {
    /// The first day of the month.
    pub first: NaiveDate,
    /// How many were delivered in time, or are not due yet.
    pub in_time: u64,
    /// How many there are.
    pub applications: u64,
}

impl PromptMonth {
    /// How many of a thousand are in time, rounded down so that only all are all; none where there are none.
    pub fn per_mille(&self) -> Option<u64> {
        (self.in_time * 1000).checked_div(self.applications)
    }
}

impl Issued {
    /// This month.
    pub fn this_month(&self) -> Option<&Month> {
        self.months.last()
    }
}

/// What was issued for one customer, by number, or for all.
pub fn issued(db: &Db, moment: &Moment, of: Option<&str>) -> Result<Issued, Refusal> {
    let account = named_account(db, of)?;
    let today = moment.today;
    let mut months: Vec<Month> = firsts(today).map(|first| Month { first, ..Month::default() }).collect();
    for row in overview::issued_by_month(db, first_month(today), today, account)? {
        if let Some(month) = months.iter_mut().find(|month| is_of(&row.month, month.first)) {
            (month.general, month.special, month.invoices) = (row.general, row.special, row.invoices);
        }
    }
    let first = month_of(today);
    let rows = overview::promptness(db, first, today, account)?;
    Ok(Issued { months, prompt: prompt_month(&rows, first, today) })
}

/// How prompt each of the months was, this one last, for one customer, by number, or for all.
pub fn prompt(db: &Db, moment: &Moment, of: Option<&str>) -> Result<Vec<PromptMonth>, Refusal> {
    let account = named_account(db, of)?;
    let today = moment.today;
    let rows = overview::promptness(db, first_month(today), today, account)?;
    Ok(firsts(today).map(|first| prompt_month(&rows, first, today)).collect())
}

fn prompt_month(rows: &[Promptness], first: NaiveDate, today: NaiveDate) -> PromptMonth {
    let rows = || rows.iter().filter(|row| is_of(&row.month, first));
    let is_in_time = |row: &&Promptness| match row.delivered_day {
        Some(day) => day <= i64::from(row.due_on.to_epoch_days()),
        None => today <= row.due_on,
    };
    PromptMonth {
        first,
        in_time: rows().filter(is_in_time).map(|row| row.count).sum(),
        applications: rows().map(|row| row.count).sum(),
    }
}

/// The first days of the months, the oldest first.
fn firsts(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (0..MONTHS).rev().map(move |ago| minus_months(month_of(today), ago))
}

/// The first day of the oldest month.
pub(super) fn first_month(today: NaiveDate) -> NaiveDate {
    minus_months(month_of(today), MONTHS - 1)
}

fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn is_of(month: &str, first: NaiveDate) -> bool {
    month == first.format("%Y-%m").to_string()
}
