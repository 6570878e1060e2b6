//! How a list is sorted, and where its pages begin: behind a row, never at an offset, so the thousandth costs what the
//! first does.

use super::engine::ToSql;
use super::engine::conditions::Conditions;

/// What a list is sorted by, and what binds that of a row.
pub type Keys<R> = (&'static [&'static str], fn(&mut Conditions, &R) -> String);

/// The order of a list of `R`.
pub struct ListOrder<R> {
    /// What is sorted by, as an index begins with just this; the last tells any row from any other.
    pub keys: &'static [&'static str],
    /// Binds the keys of a row.
    pub of: fn(&mut Conditions, &R) -> String,
    /// From large to small.
    pub descending: bool,
}

impl<R> ListOrder<R> {
    /// The end of a statement for the whole list.
    pub fn whole(&self) -> String {
        let way = if self.descending { " DESC" } else { "" };
        let keys: Vec<String> = self.keys.iter().map(|key| format!("{key}{way}")).collect();
        format!("ORDER BY {}", keys.join(", "))
    }

    /// The end of a statement for the rows behind `after`, or the first ones, at most `limit`; what is behind a row is
    /// one more condition.
    pub fn page(&self, conditions: &mut Conditions, after: Option<&R>, limit: u32) -> String {
        let rest = self.rest(conditions, after);
        format!("{rest} LIMIT {}", conditions.bind(limit))
    }

    /// The same for all rows behind `after`, or all there are.
    pub fn rest(&self, conditions: &mut Conditions, after: Option<&R>) -> String {
        if let Some(last) = after {
            let last = (self.of)(conditions, last);
            let behind = if self.descending { "<" } else { ">" };
            conditions.also(format!("({}) {behind} ({last})", self.keys.join(", ")));
        }
        self.whole()
    }
}

/// Binds the key of a row and what tells it from rows with the same.
pub fn keyed(conditions: &mut Conditions, key: impl ToSql + 'static, id: impl ToSql + 'static) -> String {
    format!("{}, {}", conditions.bind(key), conditions.bind(id))
}
