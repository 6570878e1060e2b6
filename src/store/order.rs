//! How a list is sorted, and where its pages begin: behind a row, never at an offset, so the thousandth costs what the
//! first does.

use super::engine::conditions::Conditions;

/// The order of a list of `R`; rows with the same key are sorted by their id.
pub struct ListOrder<R> {
    /// What is sorted by; an index begins with just this.
    pub key: &'static str,
    /// Binds the key of a row.
    pub key_of: fn(&mut Conditions, &R) -> String,
    /// The column of the id.
    pub id: &'static str,
    /// Binds the id of a row.
    pub id_of: fn(&mut Conditions, &R) -> String,
    /// From large to small.
    pub descending: bool,
}

impl<R> ListOrder<R> {
    /// The end of a statement for the whole list.
    pub fn whole(&self) -> String {
        let way = if self.descending { "DESC" } else { "ASC" };
        format!("ORDER BY {} {way}, {} {way}", self.key, self.id)
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
            let (key, id) = ((self.key_of)(conditions, last), (self.id_of)(conditions, last));
            let behind = if self.descending { "<" } else { ">" };
            conditions.also(format!("({}, {}) {behind} ({key}, {id})", self.key, self.id));
        }
        self.whole()
    }
}
