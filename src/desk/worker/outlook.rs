//! What an idle desk looks for.

use chrono::NaiveDate;

use crate::desk::Desk;
use crate::store::audit;

/// What changes without anybody at this desk doing anything: what other programs wrote, and the day. What is due
/// depends on the day, and a machine may have slept through midnight.
#[derive(Debug, PartialEq)]
pub(super) struct Outlook {
    version: Option<i64>,
    /// The newest entry of the audit log, which all that is written has but drafts.
    entry: Option<i64>,
    today: NaiveDate,
}

impl Outlook {
    pub fn of(desk: &Desk) -> Self {
        let entry = audit::newest(desk.db()).ok().flatten().map(|(id, _)| id);
        Self { version: desk.data_version(), entry, today: desk.moment().today }
    }

    /// Whether nothing has changed since but what somebody is typing.
    pub fn is_but_for_drafts(&self, before: &Self) -> bool {
        self.entry.is_some() && self.entry == before.entry && self.today == before.today
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Open;
    use crate::desk::clock::Clock;

    #[test]
    fn an_idle_desk_sees_that_midnight_has_passed_in_china() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::open(&folder.path().join("desk.sqlite"), Open::New { sandbox: true }).unwrap();
        let mut at = |at: &str| {
            desk.clock = Clock::Set(at.parse().unwrap());
            Outlook::of(&desk)
        };
        let evening = at("2026-11-09T15:59:00Z");
        assert_eq!(at("2026-11-09T15:59:59Z"), evening);
        assert_ne!(at("2026-11-09T16:00:00Z"), evening);
    }
}
