//! What the desk is set up with: its users, its issuers and their policies, the years whose holidays it knows.

use std::io::Read;
use std::path::Path;

use chrono::Datelike;

use crate::desk::backup::password::is_encrypted;
use crate::desk::clock::Moment;
use crate::desk::pages::summary;
use crate::desk::principal::{CLERKS, default_user};
use crate::domain::calendar::{CalendarFileError, HolidayYear, parse_holiday_year};
use crate::domain::files::FileError;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Role, suffice};
use crate::exchange::disk;
use crate::store::engine::{Db, search};
pub use crate::store::issuer::StoredIssuer;
pub use crate::store::user::StoredUser;
use crate::store::{holiday, issuer, policy, user};

/// The month from which on next year's holidays can be expected: the State Council declares them in November.
const DECLARED_IN_MONTH: u32 = 11;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsPage {
    pub at_the_desk: String,
    /// Who commands are done as that name no user.
    pub default_user: String,
    /// Everybody who may be, the first added first.
    pub users: Vec<StoredUser>,
    /// The issuers, the first added first.
    pub issuers: Vec<StoredIssuer>,
    pub has_customers: bool,
    /// The newest version of every policy.
    pub policies: Vec<Policy>,
    /// Whether the backups that the desk makes by itself are encrypted.
    pub are_backups_encrypted: bool,
    /// The years whose holidays are known, oldest first.
    pub years: Vec<Year>,
    /// The next year, where its holidays are not known though they can be expected.
    pub missing_year: Option<MissingYear>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    pub year: i32,
    /// How many days differ from Monday to Friday.
    pub days: usize,
    /// Whether it was added to this store; otherwise it came with the program.
    pub added: bool,
}

/// A year whose holidays are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingYear {
    pub year: i32,
    /// Whether what is applied for today may already fall due in it.
    pub is_reached: bool,
}

impl SettingsPage {
    /// Whether the user at the desk has one of these roles.
    pub fn may(&self, roles: &[Role]) -> bool {
        let user = self.users.iter().find(|user| user.name == self.at_the_desk);
        user.is_some_and(|user| suffice(&user.roles, roles))
    }

    /// Everybody who can be the default user, by name.
    pub fn default_users(&self) -> impl Iterator<Item = &str> {
        let can = |user: &&StoredUser| user.is_active() && suffice(&user.roles, CLERKS);
        self.users.iter().filter(can).map(|user| user.name.as_str())
    }

    /// The newest version of a policy.
    pub fn policy(&self, code: &str) -> Option<&Policy> {
        self.policies.iter().find(|policy| policy.code == code)
    }
}

pub fn page(db: &Db, moment: &Moment) -> Result<SettingsPage, Refusal> {
    let (at_the_desk, _) = summary::user(db, moment)?;
    let policies = policy::all_newest(db)?;
    let added: Vec<i32> = holiday::all(db)?.into_iter().map(|(year, _)| year).collect();
    let years = moment.calendar.years();
    Ok(SettingsPage {
        at_the_desk,
        default_user: default_user(db)?,
        users: user::all(db)?,
        has_customers: !search::accounts(db, "", 1)?.is_empty(),
        issuers: issuer::all(db)?,
        years: years.map(|(year, days)| Year { year, days, added: added.contains(&year) }).collect(),
        missing_year: missing_year(moment, &policies),
        are_backups_encrypted: is_encrypted(db)?,
        policies,
    })
}

/// Why a file does not bring a year of holidays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HolidayFileFault {
    /// The system cannot read it, or it is no file.
    Unreadable(FileError),
    /// It does not say what such a file says.
    Wrong(CalendarFileError),
}

/// More than any year's file has; what is beyond is not read.
const MOST_BYTES: u64 = 1024 * 1024;

/// Reads a year's holidays from a file.
///
/// # Errors
/// See [`HolidayFileFault`].
pub fn read_holiday_file(path: &Path) -> Result<HolidayYear, HolidayFileFault> {
    let unreadable = |error: std::io::Error| HolidayFileFault::Unreadable(error.into());
    let mut text = Vec::new();
    disk::open(path).map_err(unreadable)?.take(MOST_BYTES).read_to_end(&mut text).map_err(unreadable)?;
    parse_holiday_year(&String::from_utf8_lossy(&text)).map_err(HolidayFileFault::Wrong)
}

fn missing_year(moment: &Moment, policies: &[Policy]) -> Option<MissingYear> {
    let deadlines = policies.iter().map(|policy| policy.deliver_within_working_days);
    let reached =
        deadlines.filter_map(|days| moment.calendar.deadline(moment.today, days).assumed_year).min();
    if let Some(year) = reached {
        return Some(MissingYear { year, is_reached: true });
    }
    let year = moment.today.year() + 1;
    let is_expected = moment.today.month() >= DECLARED_IN_MONTH && !moment.calendar.knows(year);
    is_expected.then_some(MissingYear { year, is_reached: false })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::calendar::{WorkCalendar, china_day_start};

    fn missing(today: &str) -> Option<(i32, bool)> {
        let now = china_day_start(today.parse().unwrap());
        let moment = Moment::at(now, Arc::new(WorkCalendar::bundled()));
        missing_year(&moment, &Policy::bundled().unwrap()).map(|m| (m.year, m.is_reached))
    }

    #[test]
    fn next_years_holidays_are_missed_from_november_on() {
        assert_eq!(missing("2026-10-31"), None);
        assert_eq!(missing("2026-11-01"), Some((2027, false)));
        assert_eq!(missing("2025-11-01"), None, "2026 came with the program");
    }

    #[test]
    fn a_year_that_a_deadline_falls_into_is_missed_at_once() {
        assert_eq!(missing("2026-12-15"), Some((2027, false)));
        assert_eq!(missing("2026-12-18"), Some((2027, true)));
        assert_eq!(missing("2027-03-01"), Some((2027, true)));
    }
}
