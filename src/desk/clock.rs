//! The clock: the only place that asks what time it is.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

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

impl Moment {
    /// The moment of an instant.
    pub fn at(now: DateTime<Utc>, calendar: Arc<WorkCalendar>) -> Self {
        Self { now, today: china_date(now), calendar, user: None }
    }
}
