//! The years of holidays that a store knows beside the bundled ones.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::calendar::HolidayYear;
use crate::domain::reading::Day;
use crate::domain::refusal::{FieldError, Refusal, checked_day};
use crate::store::holiday;

fields! {
    /// Adds a year of holidays, in the shape of the bundled ones.
    AddHolidays {
        year: i32,
        days: Vec<HolidayDay>,
    }
    /// One exception to Monday–Friday.
    HolidayDay {
        date: Day,
        off: bool,
    }
}

impl AddHolidays {
    /// The year as its file says it.
    ///
    /// # Errors
    /// `bad-field`: a day that cannot be written.
    pub fn of(HolidayYear { year, days }: HolidayYear) -> Result<Self, Refusal> {
        let day = |(date, off)| Ok(HolidayDay { date: checked_day("days", date)?, off });
        Ok(Self { year, days: days.into_iter().map(day).collect::<Result<_, Refusal>>()? })
    }
}

pub(crate) fn add_holidays(tx: &Transaction<'_>, c: &AddHolidays) -> Result<(), Refusal> {
    if c.days.is_empty() {
        return Err(Refusal::bad_field("days", FieldError::Missing));
    }
    // A year's declaration may name days of the December before.
    let belongs = |year: i32, month: u32| year == c.year || (year == c.year - 1 && month == 12);
    if let Some(i) = c.days.iter().position(|d| !belongs(d.date.year(), d.date.month())) {
        return Err(Refusal::bad_field(format!("days[{i}].date"), FieldError::OtherYear { year: c.year }));
    }
    let days: BTreeMap<_, _> = c.days.iter().map(|day| (*day.date, day.off)).collect();
    holiday::save(tx.db, &(c.year, days))
}
