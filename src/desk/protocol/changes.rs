//! Changed fields laid over what is there: what a command does not name stays, `null` takes a value away.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::desk::protocol::reader::{self, DecodeError};
use crate::domain::refusal::{FieldError, Refusal};

/// The fields to change, and what to, as they stand in a file. Every text in them is one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Changes(BTreeMap<String, Value>);

impl Changes {
    /// The kind of it, see [`text`](crate::domain::reading::text).
    pub(super) const KIND: &str = "Changes";

    /// The fields in which `new` differs from `old`, with their new values: what a form sends.
    ///
    /// # Errors
    /// `bad-field`: `changes.…` cannot be sent.
    pub fn between(old: &impl Serialize, new: &impl Serialize) -> Result<Self, Refusal> {
        Self::of(between(old, new)).map_err(|error| error.in_field("changes").into())
    }

    /// Whether nothing is to be changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn of(fields: BTreeMap<String, Value>) -> Result<Self, DecodeError> {
        fields.iter().try_for_each(|(name, value)| reader::each_line(value).map_err(|e| e.in_field(name)))?;
        Ok(Self(fields))
    }
}

impl<'de> Deserialize<'de> for Changes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename = "Changes")]
        struct Sent(BTreeMap<String, Value>);
        let Sent(fields) = Sent::deserialize(deserializer)?;
        Self::of(fields).map_err(D::Error::custom)
    }
}

/// What `current` becomes with the changes; the fields named in `fixed` are not among those that can be changed.
///
/// # Errors
/// `bad-field`: `changes.…` is unknown or cannot hold that value.
pub(crate) fn changed<T: DeserializeOwned>(
    current: &impl Serialize,
    changes: &Changes,
    fixed: &[&str],
) -> Result<T, Refusal> {
    let mut fields = object(current);
    for (name, value) in &changes.0 {
        if fixed.contains(&name.as_str()) || !fields.contains_key(name) {
            return Err(Refusal::bad_field(format!("changes.{name}"), FieldError::Unknown));
        }
        fields.insert(name.clone(), value.clone());
    }
    reader::read(&Value::Object(fields)).map_err(|error| error.in_field("changes").into())
}

/// The names of the fields in which two values differ.
pub(crate) fn differing<T: Serialize>(one: &T, other: &T, fixed: &[&str]) -> Vec<String> {
    let (one, other) = (object(one), object(other));
    let is_other = |name: &&String| !fixed.contains(&name.as_str()) && one.get(*name) != other.get(*name);
    one.keys().filter(is_other).cloned().collect()
}

/// The fields in which `new` differs from `old`, with their new values.
pub(crate) fn between(old: &impl Serialize, new: &impl Serialize) -> BTreeMap<String, Value> {
    let (old, new) = (object(old), object(new));
    new.into_iter().filter(|(name, value)| old.get(name) != Some(value)).collect()
}

/// The fields of a value; of what has none, none.
fn object<T: Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}
