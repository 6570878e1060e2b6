//! How far back in time what is changed reaches: the earliest day of a row that came, went or became another.

use chrono::{DateTime, NaiveDate};
use rusqlite::types::ValueRef;

use super::{Db, Value};
use crate::domain::calendar::china_date;
use crate::domain::refusal::Refusal;

/// Rows of a table whose days are looked at when they are changed.
#[derive(Clone, Copy, Debug)]
pub struct DatedRows<'a> {
    /// The table.
    pub table: &'a str,
    /// The column with the day, or with an instant of it; none: a change is of the day on which it is made.
    pub day: Option<&'a str>,
    /// The columns of which one has to be another, where a row stays; empty: a row that stays is not looked at.
    pub figures: &'a [&'a str],
}

/// How far back what was changed reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The earliest day, in China; none: of rows that have one, none was changed.
    pub earliest: Option<NaiveDate>,
    /// Whether something was changed that counts on the day on which it is changed.
    pub is_today: bool,
}

impl Reach {
    pub(super) fn add(&mut self, other: Self) {
        self.earliest = self.earliest.into_iter().chain(other.earliest).min();
        self.is_today |= other.is_today;
    }

    fn text(&mut self, day: &str) {
        self.add(Self { earliest: day.parse().ok(), is_today: false });
    }

    fn instant(&mut self, milliseconds: i64) {
        let earliest = DateTime::from_timestamp_millis(milliseconds).map(china_date);
        self.add(Self { earliest, is_today: false });
    }
}

/// [`DatedRows`], by the places of the columns.
#[derive(Clone, Debug)]
pub(super) struct WatchedDay {
    day: Option<usize>,
    figures: Vec<usize>,
}

impl WatchedDay {
    /// Looks at a row that was changed. `sides` says behind which place its values stand, as they were and as they are.
    pub(super) fn look<'v>(
        &self,
        sides: [Option<usize>; 2],
        value: impl Fn(usize) -> ValueRef<'v>,
        reach: &mut Reach,
    ) {
        if let [Some(before), Some(after)] = sides {
            let is_same = |column: &usize| value(before + column) == value(after + column);
            if self.figures.iter().all(is_same) {
                return;
            }
        }
        let Some(day) = self.day else {
            reach.is_today = true;
            return;
        };
        for side in sides.into_iter().flatten() {
            match value(side + day) {
                ValueRef::Text(day) => reach.text(&String::from_utf8_lossy(day)),
                ValueRef::Integer(at) => reach.instant(at),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => {}
            }
        }
    }

    /// Looks at a row that was added.
    pub(super) fn look_at_added(&self, row: &[Value<'_>], reach: &mut Reach) {
        match self.day.map(|day| row.get(day)) {
            None => reach.is_today = true,
            Some(Some(Value::Text(day))) => reach.text(day),
            Some(Some(Value::Integer(at))) => reach.instant(*at),
            Some(_) => {}
        }
    }
}

impl Db {
    /// Looks from now on at the days of these rows when they are changed, and of no others.
    pub fn watch_days(&self, rows: &[DatedRows<'_>]) {
        let Some(capture) = self.capture.get() else { return };
        let mut captured = capture.lock();
        captured.days.clear();
        for DatedRows { table, day, figures } in rows {
            let Some(place) = captured.shapes.iter().position(|shape| shape.table == *table) else {
                continue;
            };
            let columns = &captured.shapes[place].columns;
            let at = |name: &str| columns.iter().position(|column| column == name);
            let watched = WatchedDay {
                day: day.and_then(at),
                figures: figures.iter().filter_map(|name| at(name)).collect(),
            };
            captured.days.entry(place).or_default().push(watched);
        }
    }

    /// How far back reaches what was changed since the log was last written, of the rows whose days are looked at.
    ///
    /// # Errors
    /// `store`.
    pub fn reach(&self) -> Result<Reach, Refusal> {
        self.take_over()?;
        Ok(self.capture.get().map(|capture| capture.lock().done.reach).unwrap_or_default())
    }
}
