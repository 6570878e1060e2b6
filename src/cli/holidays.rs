//! `import holidays`: a year's days off, which the State Council declares each November.

use std::path::Path;

use serde_json::json;

use super::import::unreadable;
use super::session::Session;
use super::{ALL_WELL, UNREADABLE};
use crate::desk::Open;
use crate::desk::command::{AddHolidays, Command, HolidayDay};
use crate::desk::decode::Envelope;
use crate::domain::calendar::{HolidayYear, parse_holiday_year};
use crate::i18n::{cli as words, faults};

/// Adds the year to the store, in the place of what was known of it.
pub(super) fn import(session: &Session, file: &Path) -> u8 {
    let shown = file.display().to_string();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            session.say(&words::cannot_read(session.lang, &shown, &error));
            return UNREADABLE;
        }
    };
    let HolidayYear { year, days } = match parse_holiday_year(&text) {
        Ok(declared) => declared,
        Err(error) => {
            return unreadable(session, "bad-file", &faults::calendar_file_error(session.lang, &error));
        }
    };
    let mut desk = match session.open(Open::Existing) {
        Ok(desk) => desk,
        Err(code) => return code,
    };
    let count = days.len();
    let days = days.into_iter().map(|(date, off)| HolidayDay { date, off }).collect();
    if let Err(refusal) = desk.handle(&Envelope::from(Command::AddHolidays(AddHolidays { year, days }))) {
        return session.fail(&refusal);
    }
    if session.json {
        session.answer_json(&json!({ "file": shown, "year": year, "days": count }));
    } else {
        session.answer(&words::holidays_added(session.lang, year, count));
    }
    ALL_WELL
}
