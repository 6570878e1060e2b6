//! Commands that are sent with an id, which makes it safe to send them twice: each is carried out once, and answered
//! again as it was the first time. AUTOMATION.md, `"id"`.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::desk::unwritable;
use crate::domain::refusal::{Noun, Refusal};
use crate::store::audit::{self, StoredAnswer};
use crate::store::engine::Db;

/// A command with an id.
pub(crate) struct Sent<'a> {
    id: &'a str,
    op: &'a str,
    request: Vec<u8>,
}

impl<'a> Sent<'a> {
    /// The command `op` with these fields, as they were decoded, of the user whom it names.
    pub(crate) fn new(id: &'a str, op: &'a str, by: Option<&str>, fields: &Value) -> Self {
        Self { id, op, request: fingerprint(op, by, fields) }
    }

    /// What was answered when it was sent before.
    ///
    /// # Errors
    /// `conflict`: something else was sent with this id; `store`.
    pub(crate) fn first_answer(&self, db: &Db) -> Result<Option<Value>, Refusal> {
        let Some(first) = audit::answer(db, self.id)? else { return Ok(None) };
        let is_same = first.op == self.op && first.request.is_none_or(|request| request == self.request);
        if !is_same {
            let key = self.id.to_owned();
            return Err(Refusal::conflict(Noun::Command, key));
        }
        let Kept { answer } = serde_json::from_str(&first.answer).map_err(unwritable)?;
        Ok(Some(answer))
    }

    /// Keeps what is answered for when it is sent again.
    pub(crate) fn keep(self, db: &Db, answer: &Value) -> Result<(), Refusal> {
        let answer = serde_json::to_string(&Kept { answer: answer.clone() }).map_err(unwritable)?;
        let kept = StoredAnswer { op: self.op.to_owned(), request: Some(self.request), answer };
        audit::keep_answer(db, self.id, &kept)
    }
}

/// An answer, as it stands in the store.
#[derive(Serialize, Deserialize)]
struct Kept {
    answer: Value,
}

/// SHA-256 over what a command asks for. A field that was left out is no part of it, so that a later version of the
/// program, which knows more fields, comes to the same.
fn fingerprint(op: &str, by: Option<&str>, fields: &Value) -> Vec<u8> {
    let mut fields = fields.clone();
    if let Value::Object(fields) = &mut fields {
        fields.retain(|_, value| !value.is_null());
    }
    Sha256::digest(json!([op, by, fields]).to_string()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_told_apart_by_name_user_and_fields() {
        let fields = json!({"account": "C1", "changes": {"a": {"b": 1, "c": 2}}});
        let one = fingerprint("pay_bill", None, &fields);
        assert_ne!(one, fingerprint("add_bill", None, &fields));
        assert_ne!(one, fingerprint("pay_bill", Some("desk"), &fields));
        assert_ne!(one, fingerprint("pay_bill", None, &json!({"account": "C2"})));
        let null_inside = json!({"account": "C1", "changes": {"a": {"b": 1, "c": 2}, "d": null}});
        assert_ne!(one, fingerprint("pay_bill", None, &null_inside), "it takes a value away");
    }

    #[test]
    fn the_order_of_fields_and_those_that_were_left_out_make_no_difference() {
        let one: Value = serde_json::from_str(r#"{"a":{"b":1,"c":2},"d":"x"}"#).unwrap();
        let other: Value = serde_json::from_str(r#"{"d":"x","e":null,"a":{"c":2,"b":1}}"#).unwrap();
        assert_eq!(fingerprint("op", None, &one), fingerprint("op", None, &other));
    }
}
