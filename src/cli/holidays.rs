//! `import holidays`: a year's days off, which the State Council declares each November.

use std::path::Path;

use serde_json::json;

use super::import::unreadable;
use super::session::Session;
use crate::desk::Open;
use crate::desk::commands::holidays::AddHolidays;
use crate::desk::pages::settings::{HolidayFileFault, read_holiday_file};
use crate::domain::calendar::HolidayYear;
use crate::i18n::{cli as words, exchange, faults};

/// Adds the year to the store, in the place of what was known of it.
pub(super) fn import(session: &Session, file: &Path) -> Result<(), u8> {
    let shown = file.display().to_string();
    let why = match read_holiday_file(file) {
        Ok(declared) => return add(session, &shown, declared),
        Err(HolidayFileFault::Unreadable(error)) => exchange::file_error(session.lang, &error),
        Err(HolidayFileFault::Wrong(error)) => faults::calendar_file_error(session.lang, &error),
    };
    Err(unreadable(session, "bad-file", &words::about_file(session.lang, &shown, &why)))
}

fn add(session: &Session, shown: &str, holidays: HolidayYear) -> Result<(), u8> {
    let mut desk = session.open(Open::Existing)?;
    let (year, count) = (holidays.year, holidays.days.len());
    let command = session.or_fail(AddHolidays::of(holidays))?;
    session.or_fail(desk.handle(&command.into()))?;
    if session.json {
        session.answer_json(&json!({ "file": shown, "year": year, "days": count }));
    } else {
        session.answer(&words::holidays_added(session.lang, year, count));
    }
    Ok(())
}
