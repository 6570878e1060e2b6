//! Values: what stands in a column and is bound to a parameter, and how domain values do.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::error::Error;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;

use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::application::{ApplicationState, ReversalReason, Step};
use crate::domain::balance::LedgerReason;
use crate::domain::bill::BillKind;
use crate::domain::bureau::{FormColumn, FormShape, ReasonClass, Waiver};
use crate::domain::ids::{
    AccountId, AddressId, ApplicationId, BatchId, BillId, CorrectionId, DraftId, EntryId, FormId, InfoId,
    IssueBatchId, IssuerId, KeyId, LineId, MessageId, OffsetId, PlannedId, RedLetterId, RefusalId,
    RefusalListId, RunId, StepRequestId, SubmissionId, TicketId, UserId,
};
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType};
use crate::domain::issuer::Taxpayer;
use crate::domain::log::{LogArea, ObjectKind};
use crate::domain::mail::Language;
use crate::domain::mail::outbox::MessageState;
use crate::domain::money::Fen;
use crate::domain::origin::Origin;
use crate::domain::policy::Policy;
use crate::domain::qualification::{EvidenceKind, Media, QualificationState};
use crate::domain::red_letter::{FormState, Side};
use crate::domain::returned::ReturnedFormat;
use crate::domain::role::Role;
use crate::domain::rule_id::RuleId;
use crate::domain::step_request::RequestState;
use crate::domain::tax::TaxRate;
use crate::domain::tax_id::TaxId;
use crate::domain::ticket::TicketState;

/// A value as a column holds it, or a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A number of 64 bits; a truth is 0 or 1.
    Integer(i64),
    /// A text.
    Text(Cow<'a, str>),
    /// Bytes.
    Blob(Cow<'a, [u8]>),
}

/// Why a column cannot be read as what is asked for.
pub type Mismatch = Box<dyn Error + Send + Sync>;

/// What can be bound to a parameter.
pub trait ToSql {
    /// It, as a column holds it.
    fn to_sql(&self) -> Value<'_>;
}

/// What a column can be read as.
pub trait FromSql: Sized {
    /// It, from what the column holds.
    ///
    /// # Errors
    /// The column holds something else.
    fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch>;
}

impl Value<'_> {
    /// The same, which is not to be kept.
    pub(super) fn borrowed(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Integer(number) => Value::Integer(*number),
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::Blob(bytes) => Value::Blob(Cow::Borrowed(bytes)),
        }
    }

    /// The same, to be kept.
    pub fn owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Integer(number) => Value::Integer(number),
            Self::Text(text) => Value::Text(text.into_owned().into()),
            Self::Blob(bytes) => Value::Blob(bytes.into_owned().into()),
        }
    }

    fn integer(&self) -> Result<i64, Mismatch> {
        match self {
            Self::Integer(number) => Ok(*number),
            other => Err(other.is_not("a number")),
        }
    }

    pub(crate) fn text(&self) -> Result<&str, Mismatch> {
        match self {
            Self::Text(text) => Ok(text),
            other => Err(other.is_not("a text")),
        }
    }

    fn is_not(&self, wanted: &str) -> Mismatch {
        let found = match self {
            Self::Null => "nothing",
            Self::Integer(_) => "a number",
            Self::Text(_) => "a text",
            Self::Blob(_) => "bytes",
        };
        format!("{found} where {wanted} was expected").into()
    }
}

impl<T: ToSql + ?Sized> ToSql for &T {
    fn to_sql(&self) -> Value<'_> {
        (**self).to_sql()
    }
}

impl<T: ToSql + ?Sized> ToSql for Box<T> {
    fn to_sql(&self) -> Value<'_> {
        (**self).to_sql()
    }
}

impl<T: ToSql> ToSql for Option<T> {
    fn to_sql(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, T::to_sql)
    }
}

impl<T: FromSql> FromSql for Option<T> {
    fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
        match value {
            Value::Null => Ok(None),
            value => T::from_sql(value).map(Some),
        }
    }
}

impl ToSql for str {
    fn to_sql(&self) -> Value<'_> {
        Value::Text(self.into())
    }
}

impl ToSql for String {
    fn to_sql(&self) -> Value<'_> {
        self.as_str().to_sql()
    }
}

impl ToSql for Cow<'_, str> {
    fn to_sql(&self) -> Value<'_> {
        (**self).to_sql()
    }
}

impl FromSql for String {
    fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
        value.text().map(str::to_owned)
    }
}

impl ToSql for [u8] {
    fn to_sql(&self) -> Value<'_> {
        Value::Blob(self.into())
    }
}

impl ToSql for Vec<u8> {
    fn to_sql(&self) -> Value<'_> {
        self.as_slice().to_sql()
    }
}

impl FromSql for Vec<u8> {
    fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
        match value {
            Value::Blob(bytes) => Ok(bytes.to_vec()),
            other => Err(other.is_not("bytes")),
        }
    }
}

impl<const N: usize> ToSql for [u8; N] {
    fn to_sql(&self) -> Value<'_> {
        self.as_slice().to_sql()
    }
}

impl ToSql for bool {
    fn to_sql(&self) -> Value<'_> {
        Value::Integer(i64::from(*self))
    }
}

impl FromSql for bool {
    fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
        value.integer().map(|number| number != 0)
    }
}

/// A date, kept as ISO text. One before or behind all that can be kept, as a bound is where there is none, is the first or
/// the last of these: texts are in the order of their days as long as years have four digits.
impl ToSql for NaiveDate {
    fn to_sql(&self) -> Value<'_> {
        match self.year() {
            0..=9999 => Value::Text(self.to_string().into()),
            ..0 => "0000-01-01".to_sql(),
            _ => "9999-12-31".to_sql(),
        }
    }
}

impl FromSql for NaiveDate {
    fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
        let text = value.text()?;
        // What is read by the million is not read by a pattern.
        iso_date(text).map_or_else(|| Ok(Self::parse_from_str(text, "%F")?), Ok)
    }
}

/// A date as it is kept.
fn iso_date(text: &str) -> Option<NaiveDate> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
    let digit = |of: u8| of.is_ascii_digit().then(|| u32::from(of - b'0'));
    let number = |digits: &[u8]| digits.iter().try_fold(0, |sum, of| Some(sum * 10 + digit(*of)?));
    let year = number(&[a, b, c, d])?.try_into().ok()?;
    NaiveDate::from_ymd_opt(year, number(&[e, f])?, number(&[g, h])?)
}

macro_rules! numbers {
    ($($name:ident)*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> Value<'_> {
                Value::Integer((*self).into())
            }
        }
        impl FromSql for $name {
            fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
                Ok(value.integer()?.try_into()?)
            }
        }
    )*};
}

numbers! { i64 i32 u32 u8 }

/// An instant, kept as UTC milliseconds.
impl ToSql for DateTime<Utc> {
    fn to_sql(&self) -> Value<'_> {
        Value::Integer(self.timestamp_millis())
    }
}

impl FromSql for DateTime<Utc> {
    fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
        let millis = value.integer()?;
        Self::from_timestamp_millis(millis).ok_or_else(|| format!("{millis} is no instant").into())
    }
}

/// A count, as it is read.
impl FromSql for u64 {
    fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
        Ok(value.integer()?.try_into()?)
    }
}

macro_rules! integers {
    ($($name:ident)*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> Value<'_> {
                Value::Integer(self.0)
            }
        }
        impl FromSql for $name {
            fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
                value.integer().map(Self)
            }
        }
    )*};
}

integers! {
    Fen AccountId AddressId ApplicationId BatchId BillId CorrectionId DraftId EntryId FormId InfoId IssueBatchId IssuerId KeyId LineId
    MessageId OffsetId PlannedId RedLetterId RefusalId RefusalListId RunId StepRequestId SubmissionId TicketId UserId
}

/// Values that stand in a column as they are written in JSON.
macro_rules! texts {
    ($($name:ident)*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> Value<'_> {
                match serde_json::to_value(self) {
                    Ok(serde_json::Value::String(text)) => Value::Text(text.into()),
                    // No column that holds one of these may be empty: the store refuses it.
                    _ => Value::Null,
                }
            }
        }
        impl FromSql for $name {
            fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
                let text: serde::de::value::StrDeserializer<'_, ValueError> = value.text()?.into_deserializer();
                Ok(Self::deserialize(text)?)
            }
        }
    )*};
}

texts! {
    AccountKind AccountStatus ApplicationState BillKind EvidenceKind FormState InvoiceType Language
    LedgerReason LogArea Media MessageState ObjectKind Origin QualificationState ReasonClass Region RequestState
    ReversalReason RuleId Side Step TaxRate Taxpayer TicketState Waiver
}

impl ToSql for TaxId {
    fn to_sql(&self) -> Value<'_> {
        self.as_str().to_sql()
    }
}

impl FromSql for TaxId {
    /// Codes that fail their check are read too: somebody has seen them, and `check` finds those that nobody has.
    fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
        Ok(Self::parse_seen(value.text()?, |_| true)?)
    }
}

/// Types of which a column holds the JSON.
macro_rules! json {
    ($($name:ty)*) => {$(
        impl $crate::store::engine::ToSql for $name {
            fn to_sql(&self) -> $crate::store::engine::Value<'_> {
                $crate::store::engine::Value::Text(serde_json::to_string(self).unwrap_or_default().into())
            }
        }
        impl $crate::store::engine::FromSql for $name {
            fn from_sql(
                value: &$crate::store::engine::Value<'_>,
            ) -> Result<Self, $crate::store::engine::Mismatch> {
                Ok(serde_json::from_str(value.text()?)?)
            }
        }
    )*};
}
pub(crate) use json;

impl ToSql for ReturnedFormat {
    fn to_sql(&self) -> Value<'_> {
        self.as_str().to_sql()
    }
}

impl FromSql for ReturnedFormat {
    fn from_sql(value: &Value<'_>) -> Result<Self, Mismatch> {
        let text = value.text()?;
        let format = Self::ALL.into_iter().find(|format| format.as_str() == text);
        format.ok_or_else(|| format!("{text:?} is no format of an invoice").into())
    }
}

json! { Policy InvoiceInfo FormShape Vec<Role> BTreeMap<FormColumn, String> BTreeMap<String, String> BTreeMap<NaiveDate, bool> }
