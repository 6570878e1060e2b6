//! Backups that the desk makes by itself: why each is made, what it is called, and which of them are kept.

use chrono::{Datelike, IsoWeek, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// Why a backup is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum BackupReason {
    /// 每日: on the first start of a day.
    Daily,
    /// 升级前: a newer program was about to change the tables of the store.
    Upgrade,
    /// 撤销导入前: an import was about to be taken back.
    Undo,
    /// 手动: somebody asked for it.
    Asked,
}

named!(BackupReason);

impl BackupReason {
    /// The reason that is called so.
    fn of(text: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|reason| reason.as_str() == text)
    }
}

/// What is wrong with a backup that is encrypted, or with what is to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupFlaw {
    /// Its head is none that is known here.
    UnknownFormat,
    /// It is encrypted with keys, not with a password.
    NoPassword,
    /// To try a password takes more work than any program that means well asks for.
    TooMuchWork,
    /// Its head was changed.
    HeadChanged,
    /// What is in it was changed.
    ContentChanged,
    /// It was cut off.
    EndMissing,
    /// There is more in it than plain files.
    NotPlainFiles,
    /// It says to hold more than it is long.
    TooLong,
    /// It holds no store, or does not say which.
    NoBackup,
    /// It holds another store than it says.
    OtherStore,
    /// It was read again after it was written, and is something else.
    NotAsWritten,
}

/// What the name of a backup's file says: all that is known of it without opening it, on any computer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BackupName {
    /// The name of the store's file, without its ending.
    pub store: String,
    /// When it was made, in China, to the second.
    pub at: NaiveDateTime,
    /// Why it was made.
    pub reason: BackupReason,
    /// What tells the place of this store from that of another one of the same name: several may share a folder.
    pub place: String,
    /// Whether it was read again, whole, after it was made.
    pub is_verified: bool,
    /// Whether a password is needed to open it.
    pub is_encrypted: bool,
}

const TIME: &str = "%Y-%m-%dT%H-%M-%S";
const UNVERIFIED: &str = ".unverified";
const ENDING: &str = ".sqlite";
const ENCRYPTED: &str = ".age";

impl BackupName {
    /// `desk.2026-11-29T09-12-03.daily.3f2a1b7c.sqlite`, or `.age`; before the ending `unverified` while it is.
    pub fn file_name(&self) -> String {
        let Self { store, at, reason, place, is_verified, is_encrypted } = self;
        let (at, reason) = (at.format(TIME), reason.as_str());
        let mark = if *is_verified { "" } else { UNVERIFIED };
        let ending = if *is_encrypted { ENCRYPTED } else { ENDING };
        format!("{store}.{at}.{reason}.{place}{mark}{ending}")
    }

    /// Whether it was read again after it was made, as of `now` in China: one of a clock that ran ahead is not known to be.
    pub fn is_good(&self, now: NaiveDateTime) -> bool {
        self.is_verified && self.at <= now
    }

    /// Whether a file is called as a backup is, or as a second download or a copy of one: `…3f2a1b7c (1).sqlite`.
    pub fn is_of(file_name: &str) -> bool {
        Self::parse(file_name).is_some()
            || without_count(file_name).is_some_and(|name| Self::parse(&name).is_some())
    }

    /// What a file's name says, where it is that of a backup.
    pub fn parse(file_name: &str) -> Option<Self> {
        let encrypted = file_name.strip_suffix(ENCRYPTED);
        let name = encrypted.or_else(|| file_name.strip_suffix(ENDING))?;
        let verified = name.strip_suffix(UNVERIFIED);
        let mut parts = verified.unwrap_or(name).rsplitn(4, '.');
        let place = parts.next().filter(|place| place.chars().all(|c| c.is_ascii_hexdigit()))?;
        let reason = BackupReason::of(parts.next()?)?;
        let at = NaiveDateTime::parse_from_str(parts.next()?, TIME).ok()?;
        let store = parts.next().filter(|store| !store.is_empty())?;
        let (is_verified, is_encrypted) = (verified.is_none(), encrypted.is_some());
        let (store, place) = (store.to_owned(), place.to_owned());
        Some(Self { store, at, reason, place, is_verified, is_encrypted })
    }
}

/// `desk (2).sqlite` without its ` (2)`.
fn without_count(file_name: &str) -> Option<String> {
    let (name, rest) = file_name.rsplit_once(" (")?;
    let (count, ending) = rest.split_once(')')?;
    let is_count = !count.is_empty() && count.bytes().all(|digit| digit.is_ascii_digit());
    is_count.then(|| format!("{name}{ending}"))
}

/// Of how many of the last days, weeks and months that have one the newest is kept.
const DAYS: usize = 7;
const WEEKS: usize = 5;
const MONTHS: usize = 12;

/// How many of those are kept besides that were made before a change or asked for.
const BEFORE_CHANGES: usize = 5;

/// Which of the backups of one store are to be removed. Kept are, of those that were verified, the newest of each of the
/// last 7 days, 5 weeks and 12 months that have one, and the 5 newest that were not made for the day alone; and of those
/// that were not verified the newest, which takes the place of no other.
pub fn to_remove(backups: &[BackupName]) -> Vec<&BackupName> {
    let mut newest_first: Vec<&BackupName> = backups.iter().collect();
    newest_first.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    let (verified, unverified): (Vec<_>, Vec<_>) =
        newest_first.into_iter().partition(|backup| backup.is_verified);
    let mut kept: Vec<&BackupName> = unverified.iter().take(1).copied().collect();
    kept.extend(newest_of_each(&verified, DAYS, |backup| backup.at.date()));
    kept.extend(newest_of_each(&verified, WEEKS, |backup| week(backup.at.date())));
    kept.extend(newest_of_each(&verified, MONTHS, |backup| (backup.at.year(), backup.at.month())));
    let before_changes = verified.iter().filter(|backup| backup.reason != BackupReason::Daily);
    kept.extend(before_changes.take(BEFORE_CHANGES));
    verified.into_iter().chain(unverified).filter(|backup| !kept.contains(backup)).collect()
}

/// The first of each of the first so many spans.
fn newest_of_each<'a, Span: PartialEq>(
    newest_first: &[&'a BackupName],
    count: usize,
    span: impl Fn(&BackupName) -> Span,
) -> Vec<&'a BackupName> {
    let mut kept: Vec<&BackupName> = Vec::new();
    for backup in newest_first {
        if kept.last().is_none_or(|last| span(last) != span(backup)) {
            kept.push(backup);
        }
    }
    kept.truncate(count);
    kept
}

fn week(date: NaiveDate) -> IsoWeek {
    date.iso_week()
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveTime};

    use super::*;

    fn made(at: &str, reason: BackupReason, is_verified: bool) -> BackupName {
        let at = NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M").unwrap();
        let (store, place, is_encrypted) = ("desk".into(), "3f2a1b7c".into(), false);
        BackupName { store, at, reason, place, is_verified, is_encrypted }
    }

    fn daily(at: &str) -> BackupName {
        made(at, BackupReason::Daily, true)
    }

    fn removed(backups: &[BackupName]) -> Vec<String> {
        let mut removed: Vec<String> =
            to_remove(backups).iter().map(|backup| backup.at.format("%m-%d %H:%M").to_string()).collect();
        removed.sort();
        removed
    }

    #[test]
    fn a_name_says_all_and_is_read_back() {
        for reason in BackupReason::VARIANTS {
            for is_verified in [true, false] {
                let mut backup = made("2026-11-29 09:12", *reason, is_verified);
                assert_eq!(BackupName::parse(&backup.file_name()).as_ref(), Some(&backup));
                backup.is_encrypted = true;
                backup.store = "2026.账套.v2".to_owned();
                assert_eq!(BackupName::parse(&backup.file_name()), Some(backup));
            }
        }
        assert_eq!(daily("2026-11-29 09:12").file_name(), "desk.2026-11-29T09-12-00.daily.3f2a1b7c.sqlite");
        for other in [
            "desk.sqlite",
            "desk.replaced-20261129T011203Z.sqlite",
            "desk.2026-11-29T09-12-00.daily.3f2a1b7c.files",
            "desk.2026-11-29T09-12-00.daily.3f2a1b7c.unverified.arriving-backup-1-2.sqlite",
            "desk.2026-11-29T09-12-00.weekly.3f2a1b7c.sqlite",
            ".2026-11-29T09-12-00.daily.3f2a1b7c.sqlite",
        ] {
            assert_eq!(BackupName::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_second_download_of_a_backup_is_known_as_one() {
        for (name, is_backup) in [
            ("desk.2026-11-29T09-12-00.daily.3f2a1b7c.sqlite", true),
            ("desk.2026-11-29T09-12-00.daily.3f2a1b7c (1).sqlite", true),
            ("desk.2026-11-29T09-12-00.daily.3f2a1b7c.unverified (12).sqlite", true),
            ("desk.2026-11-29T09-12-00.daily.3f2a1b7c ().sqlite", false),
            ("desk (1).sqlite", false),
        ] {
            assert_eq!(BackupName::is_of(name), is_backup, "{name}");
        }
    }

    #[test]
    fn the_newest_of_a_day_stays() {
        let backups = ["2026-11-29 09:00", "2026-11-29 18:00", "2026-11-28 09:00"].map(daily);
        assert_eq!(removed(&backups), ["11-29 09:00"]);
    }

    #[test]
    fn two_years_of_days_leave_seven_days_five_weeks_and_twelve_months() {
        let last = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
        let days = (0..730).map(|day| last.checked_sub_days(Days::new(day)).unwrap());
        let mut backups: Vec<BackupName> = days
            .map(|day| {
                let at = day.and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap());
                BackupName { at, ..daily("2026-11-29 09:00") }
            })
            .collect();
        let gone: Vec<BackupName> = to_remove(&backups).into_iter().cloned().collect();
        backups.retain(|backup| !gone.contains(backup));
        let kept: Vec<String> = backups.iter().map(|backup| backup.at.date().to_string()).collect();
        // Seven days; the Sundays of five weeks, of which this one's is a day; the ends of twelve months, of which this
        // one's is one, too.
        assert_eq!(
            kept,
            [
                "2026-11-29",
                "2026-11-28",
                "2026-11-27",
                "2026-11-26",
                "2026-11-25",
                "2026-11-24",
                "2026-11-23",
                "2026-11-22",
                "2026-11-15",
                "2026-11-08",
                "2026-11-01",
                "2026-10-31",
                "2026-09-30",
                "2026-08-31",
                "2026-07-31",
                "2026-06-30",
                "2026-05-31",
                "2026-04-30",
                "2026-03-31",
                "2026-02-28",
                "2026-01-31",
                "2025-12-31",
            ]
        );
        assert_eq!(to_remove(&backups), Vec::<&BackupName>::new(), "what is kept stays kept");
    }

    #[test]
    fn days_without_a_backup_do_not_count() {
        let backups: Vec<BackupName> = (1..=7).map(|n| daily(&format!("2026-{n:02}-05 09:00"))).collect();
        assert_eq!(removed(&backups), [""; 0]);
    }

    #[test]
    fn five_made_before_changes_stay_beside_those_of_the_day() {
        let undo = |minute: u32| made(&format!("2026-11-29 10:{minute:02}"), BackupReason::Undo, true);
        let mut backups: Vec<BackupName> = (0..7).map(undo).collect();
        backups.push(daily("2026-11-29 18:00"));
        assert_eq!(removed(&backups), ["11-29 10:00", "11-29 10:01"]);
    }

    #[test]
    fn what_was_not_verified_thins_out_nothing_and_only_the_newest_of_it_stays() {
        let mut backups: Vec<BackupName> = (20..=26).map(|n| daily(&format!("2026-11-{n} 09:00"))).collect();
        let unverified = (20..=29).map(|n| made(&format!("2026-11-{n} 12:00"), BackupReason::Undo, false));
        backups.extend(unverified);
        let gone = to_remove(&backups);
        assert!(gone.iter().all(|backup| !backup.is_verified), "{gone:?}");
        assert_eq!(gone.len(), 9);
    }
}
