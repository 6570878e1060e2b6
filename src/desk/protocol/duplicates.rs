//! One JSON object as it was sent. JSON allows duplicate fields and does not say what they mean; most readers keep the
//! last and drop the first in silence, so the first duplicate is kept in mind here.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// A JSON object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// Its fields; of duplicates, the last.
    pub fields: Map<String, Value>,
    /// The path of the first duplicate.
    pub repeated: Option<String>,
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let repeated = RefCell::new(None);
        let fields = deserializer.deserialize_map(Fields { path: "", repeated: &repeated })?;
        Ok(Self { fields, repeated: repeated.into_inner() })
    }
}

/// Reads the fields of the object at `path`.
struct Fields<'a> {
    path: &'a str,
    repeated: &'a RefCell<Option<String>>,
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = access.next_key::<String>()? {
            let path = if self.path.is_empty() { name.clone() } else { format!("{}.{name}", self.path) };
            if fields.contains_key(&name) {
                self.repeated.borrow_mut().get_or_insert_with(|| path.clone());
            }
            let value = access.next_value_seed(Inside { path: &path, repeated: self.repeated })?;
            fields.insert(name, value);
        }
        Ok(fields)
    }
}

/// Reads any value, at `path`.
struct Inside<'a> {
    path: &'a str,
    repeated: &'a RefCell<Option<String>>,
}

impl<'de> DeserializeSeed<'de> for Inside<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($visit:ident $type:ty)*) => {$(
        fn $visit<E: Error>(self, value: $type) -> Result<Value, E> {
            Ok(value.into())
        }
    )*};
}

impl<'de> Visitor<'de> for Inside<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    scalars! {
        visit_bool bool
        visit_i64 i64
        visit_u64 u64
        visit_f64 f64
        visit_str &str
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        loop {
            let path = format!("{}[{}]", self.path, values.len());
            match access.next_element_seed(Inside { path: &path, repeated: self.repeated })? {
                Some(value) => values.push(value),
                None => return Ok(values.into()),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        Fields { path: self.path, repeated: self.repeated }.visit_map(access).map(Value::Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Object {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn an_object_is_read_as_it_stands() {
        let text = r#"{"a":null,"b":[true,-1,18446744073709551615,1.5,"甲"],"c":{"d":{}},"e":"\n"}"#;
        let object = read(text);
        assert_eq!(Value::Object(object.fields), serde_json::from_str::<Value>(text).unwrap());
        assert_eq!(object.repeated, None);
    }

    #[test]
    fn the_first_duplicate_is_named_by_its_path() {
        for (text, path) in [
            (r#"{"a":1,"a":1}"#, "a"),
            (r#"{"a":[{"b":1},{"b":1,"c":2,"b":3}],"a":2}"#, "a[1].b"),
            (r#"{"a":{"b":{"c":1,"c":2}}}"#, "a.b.c"),
        ] {
            assert_eq!(read(text).repeated.as_deref(), Some(path), "{text}");
        }
    }

    #[test]
    fn one_name_in_several_objects_is_no_duplicate() {
        assert_eq!(read(r#"{"a":[{"b":1},{"b":1}],"b":{"a":1}}"#).repeated, None);
    }

    #[test]
    fn what_is_no_object_is_none() {
        for text in ["[]", "7", "null", "\"a\"", "{} {}", ""] {
            assert!(serde_json::from_str::<Object>(text).is_err(), "{text}");
        }
    }
}
