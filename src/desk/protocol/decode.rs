//! Reads one JSON object of the automation interface into what it says, naming the field that is wrong.

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::desk::protocol::duplicates::Object;
use crate::desk::protocol::reader::Tagged;
use crate::desk::protocol::table::{Command, Query};
use crate::domain::reading;
use crate::domain::refusal::{FieldError, JsonKind, Refusal};
use crate::domain::text::given;

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

impl<C: Into<Command>> From<C> for Envelope {
    fn from(command: C) -> Self {
        Self { id: None, by: None, at: None, request: Request::Command(command.into()) }
    }
}

/// Reads one object as it was sent. A duplicate field says two things, of which neither is done.
///
/// # Errors
/// `unknown-op`, or `bad-field` with the field's name.
pub fn read(object: Object) -> Result<Envelope, Refusal> {
    match object.repeated {
        None => decode(object.fields),
        Some(field) => {
            let text = field.rsplit('.').next().unwrap_or(&field).to_owned();
            Err(Refusal::bad_field(field, FieldError::Repeated { text }))
        }
    }
}

/// Reads one object.
///
/// # Errors
/// `unknown-op`, or `bad-field` with the field's name.
pub fn decode(mut line: Map<String, Value>) -> Result<Envelope, Refusal> {
    let op = take(&mut line, "op")?.ok_or(Refusal::bad_field("op", FieldError::Missing))?;
    // A blank one would make one command of all that carry it.
    let id = take(&mut line, "id")?.filter(|id| !id.trim().is_empty());
    // A blank name is nobody's.
    let by = take(&mut line, "by")?
        .map(|by| given(&by).ok_or_else(|| Refusal::bad_field("by", FieldError::Missing)))
        .transpose()?;
    let at = take(&mut line, "at")?
        .map(|at| reading::instant(&at).ok_or_else(|| Refusal::bad_field("at", FieldError::Time)))
        .transpose()?;
    let line = Value::Object(line);
    let request = if Command::OPS.contains(&op.as_str()) {
        Request::Command(tagged(&op, &line)?)
    } else if Query::OPS.contains(&op.as_str()) {
        Request::Query(tagged(&op, &line)?)
    } else {
        return Err(Refusal::UnknownOp);
    };
    Ok(Envelope { id, by, at, request })
}

/// The time that a line says it is, whatever else it says.
pub fn time_of(line: &Map<String, Value>) -> Option<DateTime<Utc>> {
    reading::instant(line.get("at")?.as_str()?)
}

/// Takes a field of the envelope out of the object: a text, or none.
fn take(line: &mut Map<String, Value>, field: &str) -> Result<Option<String>, Refusal> {
    match line.remove(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Refusal::bad_field(field, FieldError::WrongKind { expected: JsonKind::Text })),
    }
}

/// Reads the fields of `op`.
fn tagged<T: DeserializeOwned>(op: &str, fields: &Value) -> Result<T, Refusal> {
    Ok(T::deserialize(Tagged { op, fields })?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
                let free = [
                    "applications",
                    "audit",
                    "drafts",
                    "mail_settings",
                    "policies",
                    "red_letters",
                    "release_outbox",
                    "run_recurring",
                    "set_backup_folder",
                    "tickets",
                ];
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

    fn unseen(line: &Value) -> Option<(String, char)> {
        match decode(line.as_object().cloned().unwrap()) {
            Ok(_) => None,
            Err(Refusal::BadField { field, fault: FieldError::BadCharacter { character } }) => {
                Some((field, character))
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_character_that_cannot_be_seen_is_named_by_the_way_to_its_field() {
        for (line, field) in [
            (json!({"op":"balance","account":"C\u{200B}1"}), "account"),
            (
                json!({"op":"add_account","account":"C1","issuer":"T","name":"甲\n乙","kind":"individual"}),
                "name",
            ),
            (
                json!({"op":"submit_application","account":"C1","type":"personal_general","bills":["B1","B\u{0}2"]}),
                "bills[1]",
            ),
            (json!({"op":"change_issuer","code":"T","changes":{"address":"一\t二"}}), "changes.address"),
            (
                json!({"op":"change_issuer","code":"T","changes":{"items":[{"name":"一\n二"}]}}),
                "changes.items[0].name",
            ),
            (
                json!({"op":"reject_qualification","account":"C1","reasons":{"bank":"\u{202E}不符"}}),
                "reasons.bank",
            ),
        ] {
            assert_eq!(unseen(&line).map(|(field, _)| field).as_deref(), Some(field), "{line}");
        }
    }

    #[test]
    fn notes_and_reasons_have_lines() {
        let with = |reason| json!({"op":"reject_application","application":"A","reason":reason});
        assert_eq!(unseen(&with("一\n二")), None);
        assert_eq!(unseen(&with("一\u{FEFF}二")), Some(("reason".to_owned(), '\u{FEFF}')));
    }

    #[test]
    fn what_has_a_rule_of_its_own_is_left_to_it() {
        for line in [
            json!({"op":"submit_application","account":"C1","type":"personal_general","all":true,"remark":"\n","email":"a\n@b.cn"}),
            json!({"op":"save_invoice_info","account":"C1","type":"personal_general","name":"甲\n乙"}),
            json!({"op":"save_address","account":"C1","recipient":"甲\n乙","phone":"1","region":"x","street":"y"}),
            json!({"op":"request_correction","application":"A","reason":"x","changes":{"name":"甲\n乙"}}),
        ] {
            assert_eq!(unseen(&line), None, "{line}");
        }
    }

    #[test]
    fn blanks_around_a_text_are_dropped_so_they_are_not_unseen() {
        assert_eq!(unseen(&json!({"op":"add_user","name":" 王敏\n","roles":["clerk"]})), None);
    }
}
