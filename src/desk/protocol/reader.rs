//! Reads values of JSON: what is wrong is found before the value's own reader sees it, and is
//! kept as the path to the field and a [`FieldError`]. Sentences of readers are neither kept nor looked at.

use std::fmt;
use std::slice;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Value, map};

use crate::desk::protocol::changes::Changes;
use crate::domain::money::Fen;
use crate::domain::password::Password;
use crate::domain::reading::Day;
use crate::domain::refusal::{FieldError, JsonKind, Refusal};
use crate::domain::tax::TaxRate;
use crate::domain::tax_id::{self, TaxId};
use crate::domain::text::{Code, Line, Prose};

/// Reads an object whose fields are those of `T`.
pub(super) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, DecodeError> {
    T::deserialize(Given { value })
}

/// What is wrong with which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DecodeError {
    /// The path of the field, as `invoices[0].gross`; empty: the value as a whole.
    path: String,
    fault: FieldError,
}

impl DecodeError {
    fn of(fault: FieldError) -> Self {
        Self { path: String::new(), fault }
    }

    pub(super) fn in_field(self, name: &str) -> Self {
        let path = match self.path.as_str() {
            "" => name.to_owned(),
            inner if inner.starts_with('[') => format!("{name}{inner}"),
            inner => format!("{name}.{inner}"),
        };
        Self { path, ..self }
    }

    fn in_item(self, place: usize) -> Self {
        self.in_field(&format!("[{place}]"))
    }
}

impl From<DecodeError> for Refusal {
    fn from(error: DecodeError) -> Self {
        Self::bad_field(error.path, error.fault)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.path, self.fault)
    }
}

impl std::error::Error for DecodeError {}

impl Error for DecodeError {
    /// A value that its own reader refuses though it is of the right kind.
    fn custom<T: fmt::Display>(_said: T) -> Self {
        Self::of(FieldError::Malformed)
    }

    fn unknown_variant(_word: &str, expected: &'static [&'static str]) -> Self {
        Self::of(choice(expected))
    }

    fn unknown_field(name: &str, _expected: &'static [&'static str]) -> Self {
        Self::of(FieldError::Unknown).in_field(name)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::of(FieldError::Missing).in_field(name)
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::of(FieldError::Repeated { text: name.to_owned() }).in_field(name)
    }
}

fn choice(expected: &[&str]) -> FieldError {
    FieldError::Choice { expected: expected.iter().map(|&word| word.to_owned()).collect() }
}

/// A value that was given.
#[derive(Clone, Copy)]
pub(super) struct Given<'de> {
    value: &'de Value,
}

impl<'de> Given<'de> {
    /// It is not of this kind. Nothing at all is no value of another kind, but a missing one.
    fn is_not(self, expected: JsonKind) -> DecodeError {
        DecodeError::of(match self.value {
            Value::Null => FieldError::Missing,
            _ => FieldError::WrongKind { expected },
        })
    }

    fn text(self) -> Result<&'de str, DecodeError> {
        self.value.as_str().ok_or_else(|| self.is_not(JsonKind::Text))
    }

    fn whole_number(self) -> Option<i128> {
        self.value.as_i64().map(i128::from).or_else(|| self.value.as_u64().map(i128::from))
    }

    /// Looks at a value of one of the kinds that have a [`FieldError`] of their own.
    fn check(self, kind: &str) -> Result<(), DecodeError> {
        let fault: fn(&str) -> Option<FieldError> = match kind {
            Fen::KIND => |text| Fen::parse_signed(text).err().map(FieldError::Amount),
            TaxId::KIND => |text| TaxId::parse(text).err().map(FieldError::TaxId),
            tax_id::KIND_IF_ANY => |text| tax_id::parse_if_any(text).err().map(FieldError::TaxId),
            TaxRate::KIND => |text| TaxRate::parse(text).err().map(|_| FieldError::TaxRate),
            Day::KIND => |text| Day::parse(text).is_none().then_some(FieldError::Date),
            Code::KIND => |text| Code::try_from(text).err().map(FieldError::from),
            Line::KIND => |text| Line::try_from(text).err().map(FieldError::from),
            Password::KIND => |text| Password::try_from(text).err().map(FieldError::Password),
            Prose::KIND => |text| Prose::try_from(text).err().map(FieldError::from),
            Changes::KIND if self.value.is_object() => return each_line(self.value),
            _ => return Ok(()),
        };
        fault(self.text()?).map_or(Ok(()), |fault| Err(DecodeError::of(fault)))
    }
}

/// Asks whether every text in a value, however deep, is one line.
pub(super) fn each_line(value: &Value) -> Result<(), DecodeError> {
    match value {
        Value::String(text) => {
            Line::try_from(text.as_str()).map(drop).map_err(|fault| DecodeError::of(fault.into()))
        }
        Value::Array(values) => values
            .iter()
            .enumerate()
            .try_for_each(|(place, value)| each_line(value).map_err(|error| error.in_item(place))),
        Value::Object(fields) => {
            fields.iter().try_for_each(|(name, value)| each_line(value).map_err(|error| error.in_field(name)))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

macro_rules! whole_numbers {
    ($($method:ident $type:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            match self.whole_number().and_then(|number| $type::try_from(number).ok()) {
                Some(number) => visitor.$visit(number),
                None => Err(self.is_not(JsonKind::WholeNumber)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Given<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => visitor.visit_i64(number),
                (None, Some(number)) => visitor.visit_u64(number),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(_) => self.deserialize_str(visitor),
            Value::Array(values) => visitor.visit_seq(Items { values: values.iter(), place: 0 }),
            Value::Object(fields) => visitor.visit_map(Fields { fields: fields.iter(), at: None }),
        }
    }

    whole_numbers! {
        deserialize_i8 i8 visit_i8
        deserialize_i16 i16 visit_i16
        deserialize_i32 i32 visit_i32
        deserialize_i64 i64 visit_i64
        deserialize_u8 u8 visit_u8
        deserialize_u16 u16 visit_u16
        deserialize_u32 u32 visit_u32
        deserialize_u64 u64 visit_u64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            _ => Err(self.is_not(JsonKind::YesOrNo)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_borrowed_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// A value whose kind goes along as the name, see [`text`](crate::domain::reading::text).
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        kind: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.check(kind)?;
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.value {
            Value::Array(_) => self.deserialize_any(visitor),
            _ => Err(self.is_not(JsonKind::List)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.value {
            Value::Object(_) => self.deserialize_any(visitor),
            _ => Err(self.is_not(JsonKind::Object)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_map(visitor)
    }

    /// One of some words.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let word = self.text()?;
        if !words.contains(&word) {
            let unseen = Line::try_from(word).err().map(FieldError::from);
            return Err(DecodeError::of(unseen.unwrap_or_else(|| choice(words))));
        }
        visitor.visit_enum(StrDeserializer::new(word))
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct Items<'de> {
    values: slice::Iter<'de, Value>,
    place: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DecodeError> {
        let Some(value) = self.values.next() else { return Ok(None) };
        let read = seed.deserialize(Given { value }).map_err(|error| error.in_item(self.place));
        self.place += 1;
        read.map(Some)
    }
}

struct Fields<'de> {
    fields: map::Iter<'de>,
    /// The one whose name was read last.
    at: Option<(&'de str, &'de Value)>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        self.at = self.fields.next().map(|(name, value)| (name.as_str(), value));
        let Some((name, _)) = self.at else { return Ok(None) };
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DecodeError> {
        let Some((name, value)) = self.at.take() else { return Err(DecodeError::of(FieldError::Missing)) };
        seed.deserialize(Given { value }).map_err(|error| error.in_field(name))
    }
}

/// The fields of a command, and its name, which says what they are.
pub(super) struct Tagged<'de> {
    pub op: &'de str,
    pub fields: &'de Value,
}

impl<'de> Deserializer<'de> for Tagged<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Tagged<'de> {
    type Error = DecodeError;
    type Variant = Given<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), DecodeError> {
        let op: StrDeserializer<'_, DecodeError> = StrDeserializer::new(self.op);
        Ok((seed.deserialize(op)?, Given { value: self.fields }))
    }
}

impl<'de> VariantAccess<'de> for Given<'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, DecodeError> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_map(visitor)
    }
}
