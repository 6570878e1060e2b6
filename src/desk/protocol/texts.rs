//! The texts of a command or query: none holds a character that cannot be seen, whichever way it came in.

use serde_json::Value;

use crate::desk::protocol::decode::Request;
use crate::desk::unwritable;
use crate::domain::invoice_info::InfoField;
use crate::domain::refusal::{FieldError, Refusal};
use crate::domain::text::{first_unseen, first_unseen_in_lines};

/// Looks through every text of a request.
///
/// # Errors
/// `bad-field` with the way to the first that holds such a character. What has a rule of its own for its characters,
/// such as the remark, is left to that.
pub(in crate::desk) fn check(request: &Request) -> Result<(), Refusal> {
    let tagged = match request {
        Request::Command(command) => serde_json::to_value(command),
        Request::Query(query) => serde_json::to_value(query),
    };
    match tagged.map_err(unwritable)? {
        Value::Object(tagged) => tagged.iter().try_for_each(|(op, fields)| look(op, "", fields)),
        _ => Ok(()),
    }
}

fn look(op: &str, path: &str, value: &Value) -> Result<(), Refusal> {
    match value {
        Value::String(text) => match unseen(op, path, text) {
            Some(character) => Err(Refusal::bad_field(path, FieldError::BadCharacter { character })),
            None => Ok(()),
        },
        Value::Array(values) => {
            values.iter().enumerate().try_for_each(|(i, value)| look(op, &format!("{path}[{i}]"), value))
        }
        Value::Object(fields) => fields.iter().try_for_each(|(name, value)| {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            look(op, &path, value)
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// The first character of a field's text that cannot be seen.
fn unseen(op: &str, path: &str, text: &str) -> Option<char> {
    if has_rule_of_its_own(op, path) {
        return None;
    }
    // Blanks around a text are dropped before it is kept.
    let text = text.trim();
    if is_prose(path) { first_unseen_in_lines(text) } else { first_unseen(text) }
}

/// Whether a field's characters are refused by a rule that says more: `remark-invalid`, `email-invalid`, and
/// `invoice-info-invalid`, which lists every field. A path is a file's, whatever it is called.
fn has_rule_of_its_own(op: &str, path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    let is_of_info = || InfoField::ALL.iter().any(|field| field.as_str() == last);
    match op {
        "save_invoice_info" => is_of_info(),
        // All its fields are looked at together.
        "save_address" => !matches!(last, "account" | "address"),
        "request_correction" | "approve_correction" if is_of_info() => path.starts_with("changes."),
        _ => matches!(last, "remark" | "email" | "path"),
    }
}

/// Whether a field is a text that people write in several lines.
fn is_prose(path: &str) -> bool {
    matches!(path, "note" | "reason") || path.starts_with("reasons.")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::desk::protocol::decode::decode;

    fn refused(line: &Value) -> Option<(String, char)> {
        let envelope = decode(line.as_object().cloned().unwrap()).unwrap();
        match check(&envelope.request) {
            Ok(()) => None,
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
                json!({"op":"reject_qualification","account":"C1","reasons":{"bank":"\u{202E}不符"}}),
                "reasons.bank",
            ),
        ] {
            assert_eq!(refused(&line).map(|(field, _)| field).as_deref(), Some(field), "{line}");
        }
    }

    #[test]
    fn notes_and_reasons_have_lines() {
        let with = |reason| json!({"op":"reject_application","application":"A","reason":reason});
        assert_eq!(refused(&with("一\n二")), None);
        assert_eq!(refused(&with("一\u{FEFF}二")), Some(("reason".to_owned(), '\u{FEFF}')));
    }

    #[test]
    fn what_has_a_rule_of_its_own_is_left_to_it() {
        for line in [
            json!({"op":"submit_application","account":"C1","type":"personal_general","all":true,"remark":"\n","email":"a\n@b.cn"}),
            json!({"op":"save_invoice_info","account":"C1","type":"personal_general","name":"甲\n乙"}),
            json!({"op":"save_address","account":"C1","recipient":"甲\n乙","phone":"1","region":"x","street":"y"}),
            json!({"op":"request_correction","application":"A","reason":"x","changes":{"name":"甲\n乙"}}),
        ] {
            assert_eq!(refused(&line), None, "{line}");
        }
    }

    #[test]
    fn blanks_around_a_text_are_dropped_so_they_are_not_refused() {
        assert_eq!(refused(&json!({"op":"add_user","name":" 王敏\n","roles":["clerk"]})), None);
    }
}
