//! Every field of every command and query, given every kind of value and texts that look like sentences of a parser:
//! the answer names the field and what it should have been, and says nothing of its own making else.

use std::collections::BTreeSet;

use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::protocol::table::{Command, Query};
use fapiao_desk::domain::refusal::{FieldError, JsonKind, Refusal};
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::refusal::message_of;
use serde_json::{Map, Value, json};

/// A line of each command and query, with each of its fields.
const LINES: &str = r#"
{"op":"add_user","name":"王敏","roles":["clerk"]}
{"op":"change_user","name":"王敏","roles":["admin"],"version":1}
{"op":"disable_user","name":"王敏"}
{"op":"enable_user","name":"王敏"}
{"op":"set_password","name":"王敏","password":"correct horse"}
{"op":"set_sign_in","required":true}
{"op":"add_issuer","code":"T","name":"甲","policy":"qweather","tax_id":"91440300MA0DEM01X2","address":"x","phone":"x","bank":"x","bank_account":"x","max_invoice_amount":"1.00","taxpayer":"general","full_rate_reason":"business_need"}
{"op":"change_issuer","code":"T","changes":{"name":"甲"},"version":1}
{"op":"copy_policy","from":"qweather","code":"own","name_zh":"x","name_en":"x"}
{"op":"change_policy","code":"own","changes":{"name_zh":"x"},"version":1}
{"op":"add_account","account":"C1","issuer":"T","name":"甲","kind":"enterprise","region":"mainland","verified_name":"甲","verified_tax_id":"91440300MA0DEM01X2"}
{"op":"set_account_status","account":"C1","status":"frozen","reason":"x"}
{"op":"add_bill","account":"C1","bill_no":"B1","kind":"other","amount":"1.00","billed_on":"2026-01-01","due_on":"2026-01-01","paid_on":"2026-01-01","item":"x","opening":"1.00"}
{"op":"pay_bill","bill_no":"B1","paid_on":"2026-01-01"}
{"op":"add_top_up","account":"C1","amount":"1.00","on":"2026-01-01"}
{"op":"add_refund","bill_no":"B1","amount":"1.00","on":"2026-01-01","reason":"x"}
{"op":"add_non_invoiceable","account":"C1","amount":"1.00","reason":"other","note":"x"}
{"op":"correct_bill","bill_no":"B1","reason":"x","changes":{"amount":"1.00"}}
{"op":"remove_bill","bill_no":"B1","reason":"x"}
{"op":"remove_refund","bill_no":"B1","amount":"1.00","on":"2026-01-01","reason":"x"}
{"op":"remove_non_invoiceable","account":"C1","amount":"1.00","reason":"other","why":"x"}
{"op":"save_invoice_info","account":"C1","type":"enterprise_general","name":"x","tax_id":"x","address":"x","phone":"x","bank":"x","bank_account":"x","tax_id_seen":true,"version":1}
{"op":"save_address","account":"C1","address":"1","recipient":"x","phone":"x","region":"x","street":"x","postcode":"x","default":true,"version":1}
{"op":"remove_address","address":"1"}
{"op":"submit_qualification","account":"C1","evidence":[{"kind":"tax_certificate","path":"x"}]}
{"op":"hold_qualification","account":"C1"}
{"op":"release_qualification","account":"C1"}
{"op":"approve_qualification","account":"C1","reasons":{"bank":"x"},"qualification":"1"}
{"op":"reject_qualification","account":"C1","reasons":{"bank":"x"},"qualification":"1"}
{"op":"revoke_qualification","account":"C1","reasons":{"bank":"x"},"qualification":"1"}
{"op":"submit_application","account":"C1","type":"enterprise_general","bills":["B1"],"amount":"1.00","all":true,"address":"1","email":"x","contact":"x","remark":"x"}
{"op":"accept_application","application":"A"}
{"op":"cancel_application","application":"A"}
{"op":"reject_application","application":"A","reason":"x"}
{"op":"issue_application","application":"A","invoices":[{"number":"1","issued_on":"2026-01-01","gross":"1.00"}],"confirm_uncovered":true,"note":"x"}
{"op":"deliver_application","application":"A","carrier":"x","tracking_no":"x","email":"x"}
{"op":"receive_application","application":"A"}
{"op":"undo_step","application":"A","step":"deliver","note":"x"}
{"op":"reverse_application","application":"A","reason":"allowance","red_number":"1","reversals":[{"number":"1","red_number":"2"}]}
{"op":"request_correction","application":"A","reason":"x","changes":{"name":"x"}}
{"op":"approve_correction","application":"A","reason":"x","red_number":"1","reversals":[{"number":"1","red_number":"2"}]}
{"op":"reject_correction","application":"A","reason":"x"}
{"op":"request_step","application":"A","step":"issue","note":"x"}
{"op":"withdraw_request","application":"A","step":"reverse"}
{"op":"refuse_request","application":"A","step":"issue","reason":"x"}
{"op":"recall_invoices","reason":"x","application":"A","serial":"A-1","batch":"1"}
{"op":"correct_rate","application":"A","rate":"0.03"}
{"op":"correct_refused","application":"A","reason":"x","changes":{"name":"x"}}
{"op":"overrule_refusals","application":"A","reason":"x"}
{"op":"decide_returned","application":"A","files":["x"],"numbers":["1"],"reason":"x","reversal":"allowance"}
{"op":"decide_issued","application":"A","file":"x","row":2,"number":"1","reason":"x","reversal":"allowance"}
{"op":"set_recurring","account":"C1","enabled":true,"type":"enterprise_general","address":"1","email":"x"}
{"op":"run_recurring","preview":true}
{"op":"set_mail","host":"x","port":25,"security":"none","user":"x","from":"x"}
{"op":"set_mail_template","issuer":"T","language":"zh","subject":"x","body":"x"}
{"op":"set_mail_preference","account":"C1","language":"zh","cc":"x"}
{"op":"decide_mail","application":"A","decision":"arrived","email":"x","message":"failed","message_id":"x"}
{"op":"release_outbox"}
{"op":"set_backup_folder","folder":"x"}
{"op":"set_backup_encryption","encrypted":true}
{"op":"mail_settings"}
{"op":"mail_template","issuer":"T","language":"zh"}
{"op":"mail_preference","account":"C1"}
{"op":"preview_mail","application":"A"}
{"op":"add_holidays","year":2026,"days":[{"date":"2026-01-01","off":true}]}
{"op":"open_ticket","account":"C1","rule":"account-frozen","application":"A","note":"x"}
{"op":"note_ticket","ticket":"1","note":"x"}
{"op":"close_ticket","ticket":"1","note":"x"}
{"op":"reopen_ticket","ticket":"1","note":"x"}
{"op":"discard_draft","draft":"1"}
{"op":"audit","from":"2026-01-01","to":"2026-01-01","user":"王敏","command":"add_user","object":"C1","limit":10,"after":100}
{"op":"drafts","account":"C1"}
{"op":"balance","account":"C1","on":"2026-01-01"}
{"op":"application","application":"A"}
{"op":"applications","account":"C1","state":"issued","from":"2026-01-01","to":"2026-01-01"}
{"op":"begin_red_letter","application":"FP","invoice":"26442000000000000001","begun_by":"seller","buyer_has_used":true,"reason":"service_ended","form_no":"44030126111234567890","entered_at":"2026-11-22T12:00:00+08:00","note":"n"}
{"op":"red_letter_state","red_letter":"1","state":"confirmed","happened_at":"2026-11-22T12:00:00+08:00","form_no":"44030126111234567890","note":"n"}
{"op":"red_letters","application":"FP"}
{"op":"simulate_reversal","application":"FP"}
{"op":"tickets","account":"C1","state":"open"}
{"op":"policies"}
{"op":"policy","code":"own","version":1}
{"op":"read_title_block","text":"x"}
{"op":"read_address_block","text":"x"}
"#;

const ODD_TEXTS: [&str; 8] = [
    "x`y`z",
    "x`, expected one of `a`, `b`",
    "invalid type: null, expected a string",
    "\"\\\u{7f}\n",
    "missing field `account`",
    "甲、乙",
    "",
    "-0x1F",
];

/// What parsers say and the desk does not.
const FOREIGN: [&str; 6] = ["expected", "invalid", "variant", "missing field", "struct", "`a`"];

fn lines() -> Vec<Map<String, Value>> {
    LINES.trim().lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

/// The ways to everything in a value that can be given another value, with what is there.
fn places(path: &str, pointer: &str, value: &Value, found: &mut Vec<(String, String, Value)>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| *name != "op") {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                let pointer = format!("{pointer}/{name}");
                found.push((path.clone(), pointer.clone(), value.clone()));
                places(&path, &pointer, value, found);
            }
        }
        Value::Array(values) => {
            for (i, value) in values.iter().enumerate() {
                let (path, pointer) = (format!("{path}[{i}]"), format!("{pointer}/{i}"));
                found.push((path.clone(), pointer.clone(), value.clone()));
                places(&path, &pointer, value, found);
            }
        }
        _ => {}
    }
}

fn kind(value: &Value) -> Option<JsonKind> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some(JsonKind::YesOrNo),
        Value::Number(number) => number.is_i64().then_some(JsonKind::WholeNumber),
        Value::String(_) => Some(JsonKind::Text),
        Value::Array(_) => Some(JsonKind::List),
        Value::Object(_) => Some(JsonKind::Object),
    }
}

/// Whatever a message says beside the names of fields, and the words of choices.
fn own_words(lang: Lang, field: &str, fault: &FieldError) -> String {
    let refusal = Refusal::bad_field(field, fault.clone());
    let mut text = message_of(lang, None, &refusal).replace(field, "");
    if let FieldError::Choice { expected } = fault {
        expected.iter().for_each(|word| text = text.replace(word.as_str(), ""));
    }
    text
}

#[test]
fn every_command_and_query_has_its_line() {
    let lines = lines();
    let ops: BTreeSet<&str> = lines.iter().map(|line| line["op"].as_str().unwrap()).collect();
    assert_eq!(ops, Command::OPS.iter().chain(Query::OPS).copied().collect());
    lines.into_iter().for_each(|line| drop(decode(line).unwrap()));
}

#[test]
fn whatever_a_field_is_given_the_answer_names_it_and_what_it_should_have_been() {
    let kinds =
        [json!(null), json!(true), json!(7), json!(1.5), json!(1e300), json!([]), json!([null]), json!({})];
    let odd: Vec<Value> = kinds.into_iter().chain(ODD_TEXTS.map(Value::from)).collect();
    for line in lines() {
        let mut all = Vec::new();
        places("", "", &Value::Object(line.clone()), &mut all);
        for (path, pointer, sample) in all {
            for given in &odd {
                let mut line = Value::Object(line.clone());
                *line.pointer_mut(&pointer).unwrap() = given.clone();
                let Value::Object(line) = line else { panic!("an object") };
                let Err(refused) = decode(line) else { continue };
                let Refusal::BadField { field, fault } = refused else {
                    panic!("{path} {given} {refused:?}")
                };
                let rest = field.strip_prefix(path.as_str()).unwrap_or_else(|| panic!("{field} for {path}"));
                let is_of_kind = kind(given) == kind(&sample);
                match &fault {
                    FieldError::Missing if given.is_null() || !rest.is_empty() => {}
                    // A blank text where something has to be named.
                    FieldError::Missing => assert_eq!(given, "", "{path}"),
                    FieldError::WrongKind { expected } if rest.is_empty() => {
                        assert!(!is_of_kind, "{path} {given}");
                        assert_eq!(Some(*expected), kind(&sample), "{path} {given}");
                    }
                    FieldError::Choice { expected } => {
                        assert!(expected.iter().any(|word| *word == sample), "{path} {expected:?}");
                    }
                    FieldError::Date => assert_eq!(sample, "2026-01-01", "{path}"),
                    FieldError::Amount(_) => assert_eq!(sample, "1.00", "{path}"),
                    FieldError::TaxRate => assert_eq!(sample, "0.03", "{path}"),
                    FieldError::TaxId(_) => assert_eq!(sample, "91440300MA0DEM01X2", "{path}"),
                    FieldError::BadCharacter { character } => {
                        let is_in = given.as_str().is_some_and(|text| text.contains(*character));
                        assert!(is_in, "{path} {given} {character:?}");
                    }
                    FieldError::Password(_) => assert_eq!(path, "password"),
                    other => panic!("{path} {given}: {field} {other:?}"),
                }
                for lang in [Lang::Zh, Lang::En] {
                    let said = own_words(lang, &field, &fault);
                    let foreign = FOREIGN.into_iter().find(|word| said.contains(word));
                    assert_eq!(foreign, None, "{path} {given}: {said}");
                }
            }
        }
    }
}

/// The texts that a rule of their own looks through, which says more, and paths.
const LEFT_TO_A_RULE: [&str; 25] = [
    "decide_issued file",
    "decide_returned files[0]",
    "correct_refused changes.name",
    "save_invoice_info name",
    "save_invoice_info tax_id",
    "save_invoice_info address",
    "save_invoice_info phone",
    "save_invoice_info bank",
    "save_invoice_info bank_account",
    "save_address recipient",
    "save_address phone",
    "save_address region",
    "save_address street",
    "save_address postcode",
    "submit_qualification evidence[0].path",
    "submit_application email",
    "submit_application remark",
    "deliver_application email",
    "request_correction changes.name",
    "set_password password",
    "set_recurring email",
    "set_mail_preference cc",
    "decide_mail email",
    "read_title_block text",
    "read_address_block text",
];

#[test]
fn no_text_has_a_character_that_cannot_be_seen_unless_a_rule_looks_at_it() {
    let mut taken = BTreeSet::new();
    for line in lines() {
        let mut all = Vec::new();
        places("", "", &Value::Object(line.clone()), &mut all);
        for (path, pointer, sample) in all {
            let Value::String(sample) = sample else { continue };
            let mut line = Value::Object(line.clone());
            *line.pointer_mut(&pointer).unwrap() = format!("\u{200B}{sample}").into();
            let (op, line) = (line["op"].clone(), line.as_object().unwrap().clone());
            if decode(line).is_ok() {
                taken.insert(format!("{} {path}", op.as_str().unwrap()));
            }
        }
    }
    assert_eq!(taken, LEFT_TO_A_RULE.map(str::to_owned).into());
}

#[test]
fn a_word_that_is_no_choice_is_answered_with_the_choices_alone() {
    let line = json!({"op": "add_account", "account": "C1", "issuer": "T", "name": "甲", "kind": "x`y`z"});
    let refused = decode(line.as_object().unwrap().clone()).unwrap_err();
    let said = message_of(Lang::Zh, None, &refused);
    assert_eq!(said, "类别（kind）有误：只能是 individual、enterprise、organisation 之一。");
}

#[test]
fn a_field_that_is_not_known_is_named_as_it_was_sent() {
    for (name, path) in [("x`y`z", "x`y`z"), ("a.b[0]", "a.b[0]"), ("甲", "甲")] {
        let mut line = json!({"op": "balance", "account": "C1"}).as_object().unwrap().clone();
        line.insert(name.to_owned(), json!(1));
        assert_eq!(decode(line).unwrap_err(), Refusal::bad_field(path, FieldError::Unknown));
    }
}
