//! Reads one JSON object of the automation interface into what it says, naming the field that is wrong.

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::command::{Command, Query};
use super::strict;
use crate::domain::money::Fen;
use crate::domain::refusal::{FieldError, JsonKind, Refusal};
use crate::domain::tax_id::TaxId;

/// One line of the automation interface.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Makes a command safe to send twice.
    pub id: Option<String>,
    /// Who says it; none: the store's default user.
    pub by: Option<String>,
    /// Sets the clock of a sandbox store for this line and those after it.
    pub at: Option<DateTime<Utc>>,
    /// What is said.
    pub request: Request,
}

/// A command or a query.
#[derive(Clone, Debug)]
pub enum Request {
    /// Changes something.
    Command(Command),
    /// Changes nothing.
    Query(Query),
}

impl From<Command> for Envelope {
    fn from(command: Command) -> Self {
        Self { id: None, by: None, at: None, request: Request::Command(command) }
    }
}

/// Reads one object.
///
/// # Errors
/// `unknown-op`, or `bad-field` with the field's name.
pub fn decode(mut line: Map<String, Value>) -> Result<Envelope, Refusal> {
    let op: String = take(&mut line, "op")?.ok_or(Refusal::bad_field("op", FieldError::Missing))?;
    // A blank one would make one command of all that carry it.
    let id = take(&mut line, "id")?.filter(|id: &String| !id.trim().is_empty());
    let by = take(&mut line, "by")?.map(|by: String| named("by", &by)).transpose()?;
    let at = take::<String>(&mut line, "at")?
        .map(|at| strict::instant(&at).ok_or_else(|| Refusal::bad_field("at", FieldError::Time)))
        .transpose()?;
    let request = if Command::OPS.contains(&op.as_str()) {
        Request::Command(tagged(op, line)?)
    } else if Query::OPS.contains(&op.as_str()) {
        Request::Query(tagged(op, line)?)
    } else {
        return Err(Refusal::UnknownOp);
    };
    Ok(Envelope { id, by, at, request })
}

/// A name without blanks around it; a blank one is nobody's.
fn named(field: &str, name: &str) -> Result<String, Refusal> {
    match name.trim() {
        "" => Err(Refusal::bad_field(field, FieldError::Missing)),
        name => Ok(name.to_owned()),
    }
}

/// The time that a line says it is, whatever else it says.
pub fn time_of(line: &Map<String, Value>) -> Option<DateTime<Utc>> {
    strict::instant(line.get("at")?.as_str()?)
}

/// Takes a field of the envelope out of the object.
fn take<T: DeserializeOwned>(line: &mut Map<String, Value>, field: &str) -> Result<Option<T>, Refusal> {
    match line.remove(field) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => serde_json::from_value(value)
            .map(Some)
            .map_err(|error| Refusal::bad_field(field, fault(&error.to_string(), None))),
    }
}

/// Reads the fields of `op`.
fn tagged<T: DeserializeOwned>(op: String, fields: Map<String, Value>) -> Result<T, Refusal> {
    let given = Value::Object(fields);
    let tagged = Value::Object(Map::from_iter([(op, given.clone())]));
    serde_path_to_error::deserialize(&tagged).map_err(|error| {
        let path = error.path().to_string();
        let path = path.split_once('.').map_or("", |(_, path)| path);
        refuse(path, &error.into_inner().to_string(), &given)
    })
}

/// Reads an object whose fields are those of `T`.
///
/// # Errors
/// `bad-field` with the way to the field.
pub(super) fn read<T: DeserializeOwned>(given: &Value) -> Result<T, Refusal> {
    serde_path_to_error::deserialize(given).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { "" } else { path.as_str() };
        refuse(path, &error.into_inner().to_string(), given)
    })
}

/// What serde says, as a refusal of one field. serde names an unknown or missing field in its message and a
/// malformed one by the path to it.
fn refuse(path: &str, message: &str, given: &Value) -> Refusal {
    let quoted = || message.split('`').skip(1).step_by(2).map(str::to_owned);
    let inner = |name: Option<String>| match (path, name) {
        ("", Some(name)) => name,
        (path, Some(name)) => format!("{path}.{name}"),
        (path, None) => path.to_owned(),
    };
    if message.starts_with("unknown field") {
        return Refusal::bad_field(last_known(path, quoted().next()), FieldError::Unknown);
    }
    if message.starts_with("missing field") {
        return Refusal::bad_field(inner(quoted().next()), FieldError::Missing);
    }
    let fault = if message.starts_with("unknown variant") {
        FieldError::Choice { expected: quoted().skip(1).collect() }
    } else {
        let text = path.split(['.', '[']).try_fold(given, |value, part| match part.strip_suffix(']') {
            Some(index) => value.get(index.parse::<usize>().ok()?),
            None => value.get(part),
        });
        fault(message, text.and_then(Value::as_str))
    };
    Refusal::bad_field(path, fault)
}

/// What is wrong with a value, a text where it is one, from what its reader says.
fn fault(message: &str, text: Option<&str>) -> FieldError {
    if message == strict::NOT_A_DATE {
        return FieldError::Date;
    }
    if message == strict::BLANK {
        return FieldError::Missing;
    }
    if let Some(Err(error)) = text.map(Fen::parse).filter(|read| is_said(read, message)) {
        return FieldError::Amount(error);
    }
    if let Some(Err(error)) = text.map(TaxId::parse).filter(|read| is_said(read, message)) {
        return FieldError::TaxId(error);
    }
    let Some((found, expected)) = message.split_once(", expected ") else {
        return FieldError::Malformed { detail: message.to_owned() };
    };
    if found == "invalid type: null" {
        // Nothing was given.
        return FieldError::Missing;
    }
    let expected = match expected {
        "a string" => JsonKind::Text,
        "a boolean" => JsonKind::YesOrNo,
        "a sequence" => JsonKind::List,
        "i32" | "i64" | "u32" => JsonKind::WholeNumber,
        _ if expected == "a map" || expected.starts_with("struct ") => JsonKind::Object,
        _ => return FieldError::Malformed { detail: message.to_owned() },
    };
    FieldError::WrongKind { expected }
}

fn is_said<T, E: ToString>(read: &Result<T, E>, message: &str) -> bool {
    read.as_ref().is_err_and(|error| error.to_string() == message)
}

/// The path of an unknown field: serde's path already ends with it.
fn last_known(path: &str, name: Option<String>) -> String {
    match name {
        Some(name) if path.is_empty() => name,
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(line: &str) -> (String, Option<FieldError>) {
        match decode(serde_json::from_str(line).unwrap()).unwrap_err() {
            Refusal::BadField { field, fault } => (field, Some(fault)),
            refusal => (serde_json::to_value(refusal).unwrap()["rule"].as_str().unwrap().into(), None),
        }
    }

    #[test]
    fn every_name_is_read_as_its_own_command() {
        for op in Command::OPS.iter().chain(Query::OPS) {
            let error = decode(Map::from_iter([("op".to_owned(), Value::from(*op))])).err();
            assert_ne!(error, Some(Refusal::UnknownOp), "{op}");
            let Some(Refusal::BadField { fault, .. }) = error else {
                let free = ["applications", "policies", "run_recurring", "tickets"];
                assert!(free.contains(op), "{op} needs a field");
                continue;
            };
            assert_eq!(fault, FieldError::Missing, "{op}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        use crate::domain::money::MoneyError;
        assert_eq!(refused(r#"{"op":"fly"}"#), ("unknown-op".into(), None));
        assert_eq!(refused(r#"{"nop":1}"#), ("op".into(), Some(FieldError::Missing)));
        let pay = r#"{"op":"pay_bill","bill_no":"B1","paid_on":"2026-01-01","how":"cash"}"#;
        assert_eq!(refused(pay), ("how".into(), Some(FieldError::Unknown)));
        assert_eq!(
            refused(r#"{"op":"pay_bill","bill_no":"B1"}"#),
            ("paid_on".into(), Some(FieldError::Missing))
        );
        let top_up = r#"{"op":"add_top_up","account":"C1","amount":"12.345","on":"2026-01-01"}"#;
        assert_eq!(refused(top_up), ("amount".into(), Some(FieldError::Amount(MoneyError::TooManyDecimals))));
        let status = r#"{"op":"set_account_status","account":"C1","status":"asleep"}"#;
        let expected = vec!["active".to_owned(), "frozen".to_owned()];
        assert_eq!(refused(status), ("status".into(), Some(FieldError::Choice { expected })));
        let on = refused(r#"{"op":"pay_bill","bill_no":"B1","paid_on":"2026-02-30"}"#);
        assert_eq!(on, ("paid_on".into(), Some(FieldError::Date)));
        let money = refused(r#"{"op":"add_top_up","account":"C1","amount":12,"on":"2026-01-01"}"#);
        assert_eq!(money, ("amount".into(), Some(FieldError::WrongKind { expected: JsonKind::Text })));
    }

    #[test]
    fn a_field_inside_a_list_is_named_by_its_path() {
        let line = r#"{"op":"issue_application","application":"A","invoices":[{"number":"1","issued_on":"2026-01-01","gross":"x"}]}"#;
        assert_eq!(refused(line).0, "invoices[0].gross");
    }
}
