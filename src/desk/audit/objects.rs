//! What an entry of the log is about: what its request and its answer name.

use serde_json::Value;

use crate::domain::log::{LogObject, LogOp, ObjectKind};

/// Of what a request names at once, no more than so many are written down: a bulk command is found by its batch.
const MOST: usize = 1_000;

/// What a request or an answer of this op names.
pub(crate) fn named_in(op: &str, said: &Value) -> Vec<LogObject> {
    let mut found = Vec::new();
    let Value::Object(fields) = said else { return found };
    let op = LogOp::named(op);
    for (key, value) in fields {
        if let Some(kind) = of_op(op, key) {
            name(&mut found, kind, value);
        }
    }
    within(&mut found, op, said);
    found
}

/// What a field of this name is in the requests of this op alone.
fn of_op(op: Option<LogOp>, key: &str) -> Option<ObjectKind> {
    use LogOp as Op;
    match (key, op?) {
        (
            "name",
            Op::AddUser
            | Op::ChangeUser
            | Op::DisableUser
            | Op::EnableUser
            | Op::SetPassword
            | Op::SetDefaultUser
            | Op::SignIn
            | Op::BeginSignIn
            | Op::MakeRecoveryCode
            | Op::Recover
            | Op::RenewPasswordHash,
        ) => Some(ObjectKind::User),
        ("month", Op::SealMonth) => Some(ObjectKind::Month),
        ("code", Op::AddIssuer | Op::ChangeIssuer) => Some(ObjectKind::Issuer),
        ("code", Op::CopyPolicy | Op::ChangePolicy) => Some(ObjectKind::Policy),
        _ => None,
    }
}

/// What fields are everywhere, also within others.
fn within(found: &mut Vec<LogObject>, op: Option<LogOp>, said: &Value) {
    match said {
        Value::Object(fields) => {
            for (key, value) in fields {
                let kind = match key.as_str() {
                    "account" => Some(ObjectKind::Account),
                    "application" | "applications" => Some(ObjectKind::Application),
                    "bill_no" | "bills" => Some(ObjectKind::Bill),
                    "ticket" => Some(ObjectKind::Ticket),
                    "issuer" => Some(ObjectKind::Issuer),
                    "batch" if matches!(op, Some(LogOp::Import | LogOp::UndoImport)) => {
                        Some(ObjectKind::Batch)
                    }
                    "batch" => Some(ObjectKind::BureauBatch),
                    _ => None,
                };
                if let Some(kind) = kind {
                    name(found, kind, value);
                }
                within(found, op, value);
            }
        }
        Value::Array(several) if several.len() <= MOST => {
            several.iter().for_each(|one| within(found, op, one));
        }
        _ => {}
    }
}

/// Takes a number, or each of several.
fn name(found: &mut Vec<LogObject>, kind: ObjectKind, value: &Value) {
    match value {
        Value::String(number) if !number.trim().is_empty() => {
            let object = LogObject { kind, number: number.trim().to_owned() };
            if found.len() < MOST && !found.contains(&object) {
                found.push(object);
            }
        }
        Value::Array(several) if several.len() <= MOST => {
            several.iter().for_each(|one| name(found, kind, one));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn named(op: &str, said: &Value) -> Vec<String> {
        named_in(op, said)
            .into_iter()
            .map(|object| format!("{} {}", <&str>::from(object.kind), object.number))
            .collect()
    }

    #[test]
    fn an_entry_is_about_what_its_request_names() {
        let asked = json!({ "account": "C1", "amount": "5.00", "bills": ["B1", "B2"], "contact": null });
        assert_eq!(named("submit_application", &asked), ["account C1", "bill B1", "bill B2"]);
        let user = json!({ "name": "王敏", "roles": ["clerk"] });
        assert_eq!(named("add_user", &user), ["user 王敏"]);
        // A name is a user's where users are dealt with, and a buyer's elsewhere.
        assert_eq!(named("save_invoice_info", &json!({ "account": "C1", "name": "甲公司" })), ["account C1"]);
        assert_eq!(named("import", &json!({ "batch": "7", "issuer": "Q" })), ["batch 7", "issuer Q"]);
        assert_eq!(named("bulk_issue", &json!({ "batch": "7" })), ["bureau_batch 7"]);
    }

    #[test]
    fn a_bulk_command_does_not_name_all_that_it_is_about() {
        let bills: Vec<String> = (0..=MOST).map(|number| format!("B{number}")).collect();
        assert_eq!(named("submit_application", &json!({ "account": "C1", "bills": bills })), ["account C1"]);
        let runs = json!({ "runs": [{ "account": "C1", "application": "FP1" }] });
        assert_eq!(named("run_recurring", &runs), ["account C1", "application FP1"]);
    }
}
