//! What was issued, by month, and how promptly.

use chrono::{Datelike, NaiveDate};

use crate::desk::clock::Moment;
use crate::desk::lists::named_account;
use crate::domain::calendar::{china_date, minus_months};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::overview;

/// How many months are told apart, this one included.
pub const MONTHS: u32 = 12;

/// What was issued. What was reversed since is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The months, this one last.
    pub months: Vec<Month>,
    /// Of the applications issued this month, how many were delivered in time, or are not due yet.
    pub in_time: u64,
    /// How many applications were issued this month.
    pub applications: u64,
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

impl Issued {
    /// How many of a thousand applications issued this month are in time, rounded down so that only all are all.
    pub fn in_time_per_mille(&self) -> Option<u64> {
        (self.in_time * 1000).checked_div(self.applications)
    }

    /// This month.
    pub fn this_month(&self) -> Option<&Month> {
        self.months.last()
    }
}

/// What was issued for one customer, by number, or for all.
pub fn issued(db: &Db, moment: &Moment, of: Option<&str>) -> Result<Issued, Refusal> {
    let account = named_account(db, of)?;
    let today = moment.today;
    let this_month = today.with_day(1).unwrap_or(today);
    let mut months: Vec<Month> = (0..MONTHS)
        .rev()
        .map(|ago| Month { first: minus_months(this_month, ago), ..Month::default() })
        .collect();
    let from = months.first().map_or(this_month, |month| month.first);
    for row in overview::issued_by_month(db, from, today, account)? {
        if let Some(month) =
            months.iter_mut().find(|month| row.month == month.first.format("%Y-%m").to_string())
        {
            (month.general, month.special, month.invoices) = (row.general, row.special, row.invoices);
        }
    }
    let prompt = overview::promptness(db, this_month, today, account)?;
    let in_time = prompt.iter().filter(|(due_on, at)| at.map_or(today, china_date) <= *due_on).count();
    Ok(Issued { months, in_time: in_time as u64, applications: prompt.len() as u64 })
}
