//! A list as CSV: UTF-8 with a byte order mark, lines ended by CR LF.

use std::borrow::Cow;
use std::io::Write;
use std::path::Path;

use super::{ListShape, NewFile, Value};
use crate::domain::files::ExportError;

pub(super) struct CsvList {
    writer: csv::Writer<NewFile>,
}

impl CsvList {
    pub(super) fn create(path: &Path, shape: &ListShape) -> Result<Self, ExportError> {
        let mut file = NewFile::create(path)?;
        file.write_all("\u{FEFF}".as_bytes())?;
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(file);
        let headers = shape.columns.iter().map(|column| harmless(&column.header).into_owned());
        writer.write_record(headers).map_err(io_error)?;
        Ok(Self { writer })
    }

    pub(super) fn write_row(&mut self, values: &[Value]) -> Result<(), ExportError> {
        for value in values {
            self.writer.write_field(plain_text(value).as_bytes()).map_err(io_error)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(io_error)
    }

    pub(super) fn finish(mut self, totals: Option<&[Value]>) -> Result<(), ExportError> {
        if let Some(totals) = totals {
            self.write_row(totals)?;
        }
        let file = self.writer.into_inner().map_err(|error| ExportError::from(error.into_error()))?;
        Ok(file.keep()?)
    }
}

fn io_error(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => ExportError::Unwritable { detail: format!("{other:?}") },
    }
}

fn plain_text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => harmless(text),
        Value::Money(amount) => Cow::Owned(amount.to_string()),
        Value::Count(count) => Cow::Owned(count.to_string()),
        Value::Date(date) => Cow::Owned(date.to_string()),
    }
}

/// A text that no spreadsheet runs as a formula: one that begins like a formula gets an apostrophe before it, which
/// the reader takes off again.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    if is_like_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

pub(crate) fn is_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// Whether a text is only a number with a sign, which is no formula.
pub(crate) fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}
