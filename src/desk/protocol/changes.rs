//! Changed fields laid over what is there: what a command does not name stays, `null` takes a value away.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::desk::protocol::reader;
use crate::domain::refusal::{FieldError, Refusal};

/// The fields to change, and what to, as they stand in a file.
pub type Changes = BTreeMap<String, Value>;

/// What `current` becomes with the changes; the fields named in `fixed` are not among those that can be changed.
///
/// # Errors
/// `bad-field`: `changes.…` is unknown or cannot hold that value.
pub(crate) fn changed<T: Serialize + DeserializeOwned>(
    current: &T,
    changes: &Changes,
    fixed: &[&str],
) -> Result<T, Refusal> {
    let mut fields = object(current);
    for (name, value) in changes {
        if fixed.contains(&name.as_str()) || !fields.contains_key(name) {
            return Err(Refusal::bad_field(format!("changes.{name}"), FieldError::Unknown));
        }
        fields.insert(name.clone(), value.clone());
    }
    reader::read(&Value::Object(fields)).map_err(|refusal| match refusal {
        Refusal::BadField { field, fault } => Refusal::bad_field(format!("changes.{field}"), fault),
        other => other,
    })
}

/// The names of the fields in which two values differ.
pub(crate) fn differing<T: Serialize>(one: &T, other: &T, fixed: &[&str]) -> Vec<String> {
    let (one, other) = (object(one), object(other));
    let is_other = |name: &&String| !fixed.contains(&name.as_str()) && one.get(*name) != other.get(*name);
    one.keys().filter(is_other).cloned().collect()
}

/// The fields in which `new` differs from `old`, with their new values: what a form sends.
pub fn between<T: Serialize>(old: &T, new: &T) -> Changes {
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
