//! Conditions of a list: fixed fragments put together, every value of a filter bound to a numbered parameter.

use chrono::NaiveDate;

use super::{ToSql, search};

/// Conditions that all hold, and the values of their parameters.
#[derive(Default)]
pub struct Conditions {
    all: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Conditions {
    /// The parameter that stands for `value`.
    pub fn bind(&mut self, value: impl ToSql + 'static) -> String {
        self.values.push(Box::new(value));
        format!("?{}", self.values.len())
    }

    /// One more condition.
    pub fn also(&mut self, condition: impl Into<String>) {
        self.all.push(condition.into());
    }

    /// The condition that `column` is the value that is given, if one is.
    pub fn is<T: ToSql + 'static>(&mut self, column: &str, value: Option<T>) {
        self.compares(column, "=", value);
    }

    /// The condition that the days of `column` are those from the one to the other, where they are given.
    pub fn between(&mut self, column: &str, from: Option<NaiveDate>, to: Option<NaiveDate>) {
        self.compares(column, ">=", from);
        self.compares(column, "<=", to);
    }

    fn compares<T: ToSql + 'static>(&mut self, column: &str, sign: &str, value: Option<T>) {
        if let Some(value) = value {
            let value = self.bind(value);
            self.also(format!("{column} {sign} {value}"));
        }
    }

    /// What stands behind WHERE.
    pub fn text(&self) -> String {
        if self.all.is_empty() { "true".to_owned() } else { self.all.join(" AND ") }
    }

    /// The values, in the order of their numbers.
    pub fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }

    /// The condition that `column` begins with `text`, as it is typed or in capital letters.
    pub fn begins(&mut self, column: &str, text: &str) -> String {
        let capital = text.to_uppercase();
        let range = self.range(column, text);
        if capital == text { range } else { format!("({range} OR {})", self.range(column, &capital)) }
    }

    /// The condition that `column` begins with `text`, just as it is written.
    pub fn range(&mut self, column: &str, text: &str) -> String {
        let (from, to) = (self.bind(text.to_owned()), self.bind(format!("{text}\u{10FFFF}")));
        format!("{column} >= {from} AND {column} < {to}")
    }

    /// What selects the ids of the accounts whose name or number has every part of `text`; none where there is
    /// nothing to look for.
    pub fn accounts_with(&mut self, text: &str) -> Option<String> {
        search::query(text).map(|words| {
            let words = self.bind(words);
            search::matching(&words)
        })
    }
}
