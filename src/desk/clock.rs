//! The clock: the only place that asks what time it is.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::domain::calendar::{WorkCalendar, china_date};

/// Where "now" comes from.
#[derive(Clone, Copy, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// An instant given from outside; only a sandbox store takes it.
    Set(DateTime<Utc>),
}

impl Clock {
    /// Now.
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Set(at) => at,
        }
    }
}

/// The time in which a command or query is carried out, the calendar it counts by, and who asks.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Now.
    pub now: DateTime<Utc>,
    /// Today, in China.
    pub today: NaiveDate,
    /// The working days that are known.
    pub calendar: Arc<WorkCalendar>,
    /// Who asks; none: the store's default user.
    pub user: Option<Arc<str>>,
}

/// A clock that is behind by no more than this was only set right by the system.
const SET_RIGHT: TimeDelta = TimeDelta::minutes(1);

impl Moment {
    /// Whether the clock went back since `newest` was written: what is numbered now would be of a day that is over.
    pub fn went_back(&self, newest: DateTime<Utc>) -> bool {
        newest - self.now > SET_RIGHT
    }

    /// The moment of an instant.
    pub fn at(now: DateTime<Utc>, calendar: Arc<WorkCalendar>) -> Self {
        Self { now, today: china_date(now), calendar, user: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_went_back_when_it_is_behind_by_more_than_a_minute() {
        let newest: DateTime<Utc> = "2026-11-29T01:00:00Z".parse().unwrap();
        let went_back = |behind| {
            let now = newest - TimeDelta::seconds(behind);
            Moment::at(now, Arc::default()).went_back(newest)
        };
        assert_eq!([-5, 0, 60, 61, 86_400].map(went_back), [false, false, false, true, true]);
    }
}
