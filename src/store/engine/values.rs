//! How domain values stand in columns.

use chrono::{DateTime, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Row, ToSql};
use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;
use serde::{Deserialize, Serialize};

use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::application::{ApplicationState, ReversalReason};
use crate::domain::balance::LedgerReason;
use crate::domain::bill::BillKind;
use crate::domain::ids::{
    AccountId, AddressId, ApplicationId, BatchId, BillId, CorrectionId, EntryId, InfoId, IssuerId, OffsetId,
    RunId, SubmissionId, TicketId, UserId,
};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::qualification::{EvidenceKind, Media, QualificationState};
use crate::domain::rules::RuleId;
use crate::domain::tax::TaxRate;
use crate::domain::tax_id::TaxId;
use crate::domain::ticket::TicketState;

/// An instant, kept as UTC milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At(pub DateTime<Utc>);

impl ToSql for At {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.timestamp_millis().into())
    }
}

impl FromSql for At {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let millis = value.as_i64()?;
        DateTime::from_timestamp_millis(millis).map(Self).ok_or(FromSqlError::OutOfRange(millis))
    }
}

macro_rules! integers {
    ($($name:ident)*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }
        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(Self)
            }
        }
    )*};
}

integers! { Fen AccountId AddressId ApplicationId BatchId BillId CorrectionId EntryId InfoId IssuerId OffsetId RunId SubmissionId TicketId UserId }

/// Values that stand in a column as they are written in JSON.
macro_rules! texts {
    ($($name:ident)*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                match serde_json::to_value(self) {
                    Ok(serde_json::Value::String(text)) => Ok(text.into()),
                    _ => Err(rusqlite::Error::InvalidQuery),
                }
            }
        }
        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let text: serde::de::value::StrDeserializer<'_, ValueError> = value.as_str()?.into_deserializer();
                Self::deserialize(text).map_err(FromSqlError::other)
            }
        }
    )*};
}

texts! {
    AccountKind AccountStatus ApplicationState BillKind EvidenceKind InvoiceType LedgerReason Media
    QualificationState Region
    ReversalReason RuleId TaxRate TicketState
}

impl ToSql for TaxId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

impl FromSql for TaxId {
    /// Codes that fail their check are read too: somebody has seen them, and `check` finds those that nobody has.
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse_seen(value.as_str()?, |_| true).map_err(FromSqlError::other)
    }
}

/// A column that holds JSON.
///
/// # Errors
/// The column holds something else.
pub fn parse_column<T: for<'de> Deserialize<'de> + Serialize>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    serde_json::from_str(row.get_ref(column)?.as_str()?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}
