//! Unknown commands, and fields that are missing, unknown or malformed.

use serde_json::json;

use crate::common::process::Desk;
use crate::contract::scene::{paid, scene};

/// The field and fault of a line that is refused for one.
fn fault(desk: &Desk, line: &str) -> (String, serde_json::Value) {
    let mut error = desk.refused(line);
    assert_eq!(error["rule"], "bad-field", "{line} {error}");
    assert!(!error["message"].as_str().unwrap().is_empty());
    (error["field"].as_str().unwrap().to_owned(), error["fault"].take())
}

#[test]
fn an_unknown_command_is_refused_and_the_lines_after_it_are_carried_out() {
    let ran =
        Desk::empty().send(&[r#"{"op":"Add_User"}"#, r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#]);
    let answers = ran.answers();
    assert_eq!(
        (ran.code, &answers[0]["error"]["rule"], &answers[1]["ok"]),
        (1, &json!("unknown-op"), &json!(true))
    );
}

#[test]
fn an_unknown_field_is_refused_by_its_name_wherever_it_stands() {
    let desk = scene();
    for (line, field) in [
        (r#"{"op":"balance","account":"C1","colour":"red"}"#, "colour"),
        (r#"{"op":"pay_bill","bill_no":"B1","paid_on":"2026-01-01","paid_by":"x"}"#, "paid_by"),
        (r#"{"op":"applications","page":10}"#, "page"),
        (
            r#"{"op":"issue_application","application":"A","invoices":[{"number":"1","issued_on":"2026-01-01","gross":"1","net":"1"}]}"#,
            "invoices[0].net",
        ),
    ] {
        assert_eq!(fault(&desk, line), (field.to_owned(), json!("unknown")), "{line}");
    }
}

#[test]
fn a_missing_field_is_refused_by_its_name() {
    let desk = scene();
    for (line, field) in [
        (r#"{"op":"balance"}"#, "account"),
        (r#"{"op":"add_user","name":"王敏"}"#, "roles"),
        (r#"{"op":"add_user","name":"  ","roles":["clerk"]}"#, "name"),
        (r#"{"op":"add_user","name":"王敏","roles":[]}"#, "roles"),
        (
            r#"{"op":"add_bill","account":"C1","bill_no":"B1","kind":"other","amount":"1","billed_on":"2026-01-01"}"#,
            "due_on",
        ),
        (r#"{"op":"reject_application","application":"A"}"#, "reason"),
    ] {
        assert_eq!(fault(&desk, line), (field.to_owned(), json!("missing")), "{line}");
    }
}

#[test]
fn money_is_a_text_of_whole_fen_without_a_sign() {
    let desk = scene();
    let with =
        |amount: &str| format!(r#"{{"op":"add_top_up","account":"C1","amount":{amount},"on":"2026-01-01"}}"#);
    for (amount, expected) in [
        (r#""12.345""#, "too_many_decimals"),
        (r#""-1""#, "sign"),
        (r#""1000000000000.00""#, "too_large"),
        (r#""abc""#, "not_a_number"),
        (r#""""#, "empty"),
    ] {
        assert_eq!(
            fault(&desk, &with(amount)),
            ("amount".to_owned(), json!({ "amount": expected })),
            "{amount}"
        );
    }
    let (field, number) = fault(&desk, &with("12.34"));
    assert_eq!((field.as_str(), number), ("amount", json!({"wrong_kind":{"expected":"text"}})));
    for amount in [r#""999,999,999,999.99""#, r#""¥1,234.5""#, r#""１２３４．５０""#] {
        desk.ok(&[&with(amount)]);
    }
}

#[test]
fn dates_are_written_year_month_day_and_exist() {
    let desk = scene();
    for on in ["2026-02-29", "2026/02/01", "20260201", "2026-2-1", " 2026-02-01", "-2026-02-01", ""] {
        let line = format!(r#"{{"op":"add_top_up","account":"C1","amount":"1","on":"{on}"}}"#);
        assert_eq!(fault(&desk, &line), ("on".to_owned(), json!("date")), "{on}");
    }
}

#[test]
fn a_word_that_is_none_of_the_choices_is_answered_with_them() {
    let desk = scene();
    let line = r#"{"op":"add_account","account":"X","issuer":"T","name":"甲","kind":"company"}"#;
    let expected = json!({"choice":{"expected":["individual","enterprise","organisation"]}});
    assert_eq!(fault(&desk, line), ("kind".to_owned(), expected));
}

#[test]
fn a_choice_is_a_word_and_nothing_else() {
    let desk = scene();
    let text = json!({"wrong_kind":{"expected":"text"}});
    for (line, field) in [
        (r#"{"op":"add_account","account":"X","issuer":"T","name":"甲","kind":{"individual":null}}"#, "kind"),
        (r#"{"op":"add_user","name":"王敏","roles":["clerk",{"admin":null}]}"#, "roles[1]"),
        (r#"{"op":"applications","state":{"issued":null}}"#, "state"),
    ] {
        assert_eq!(fault(&desk, line), (field.to_owned(), text.clone()), "{line}");
    }
}

#[test]
fn a_limit_is_a_whole_number_above_0() {
    let desk = scene();
    let kind = json!({"wrong_kind":{"expected":"whole_number"}});
    for (limit, expected) in [
        ("0", json!("malformed")),
        ("-1", kind.clone()),
        ("4294967296", kind.clone()),
        ("1.5", kind.clone()),
        (r#""2""#, kind),
    ] {
        let line = format!(r#"{{"op":"applications","limit":{limit}}}"#);
        assert_eq!(fault(&desk, &line), ("limit".to_owned(), expected), "{line}");
    }
    desk.ok(&[
        r#"{"op":"applications","limit":null,"after":null}"#,
        r#"{"op":"applications","limit":4294967295}"#,
    ]);
}

#[test]
fn a_required_field_that_is_null_is_missing_and_an_optional_one_is_left_out() {
    let desk = scene();
    for (line, field) in [
        (r#"{"op":"balance","account":null}"#, "account"),
        (r#"{"op":"add_user","name":"王敏","roles":null}"#, "roles"),
        (r#"{"op":"pay_bill","bill_no":"B1","paid_on":null}"#, "paid_on"),
        (r#"{"op":"add_account","account":"X","issuer":"T","name":"甲","kind":null}"#, "kind"),
    ] {
        assert_eq!(fault(&desk, line), (field.to_owned(), json!("missing")), "{line}");
    }
    desk.ok(&[
        r#"{"op":"applications","account":null,"state":null,"from":null,"to":null,"by":null,"id":null}"#,
    ]);
}

#[test]
fn what_a_field_should_have_been_is_said_in_the_language_asked_for() {
    let desk = scene();
    let is_latin = |c: &char| c.is_ascii_alphabetic();
    for (line, known) in [
        (r#"{"op":"run_recurring","preview":1}"#, "previewtruefalse"),
        (r#"{"op":"applications","from":"2026-02-30"}"#, "from"),
        (r#"{"op":"add_user","name":["a"],"roles":["clerk"]}"#, "name"),
        (r#"{"op":"add_issuer","code":"X","name":"甲","policy":"qweather","tax_id":"914"}"#, "tax_id"),
    ] {
        let error = desk.refused(line);
        let message = error["message"].as_str().unwrap();
        let latin: String = message.chars().filter(is_latin).collect();
        assert_eq!(latin, known.replace('_', ""), "{message}");
    }
}

#[test]
fn a_tax_id_with_a_wrong_check_character_is_refused() {
    let desk = scene();
    let line =
        r#"{"op":"add_issuer","code":"X","name":"甲","policy":"qweather","tax_id":"91440300MA0DEM01XA"}"#;
    assert_eq!(fault(&desk, line).0, "tax_id");
}

#[test]
fn an_address_that_will_not_do_is_refused_by_its_field() {
    let desk = scene();
    let line = r#"{"op":"save_address","account":"C1","recipient":"孙敏","phone":"12","region":"浙江省","street":"文一西路"}"#;
    assert_eq!(fault(&desk, line).0, "phone");
}

#[test]
fn exactly_one_of_bills_amount_and_all_is_asked_for() {
    let desk = scene();
    let apply = |ask: &str| {
        format!(r#"{{"op":"submit_application","account":"C1","type":"enterprise_general"{ask}}}"#)
    };
    for ask in ["", r#","amount":"1","all":true"#, r#","bills":["B1"],"amount":"1""#, r#","all":false"#] {
        let (_, fault) = fault(&desk, &apply(ask));
        assert_eq!(fault, json!({"one_of":{"fields":["bills","amount","all"]}}), "{ask}");
    }
}

#[test]
fn what_is_named_and_not_there_is_not_found() {
    let desk = scene();
    for (line, what, key) in [
        (r#"{"op":"balance","account":"X9"}"#, "account", "X9"),
        (r#"{"op":"application","application":"FP1"}"#, "application", "FP1"),
        (r#"{"op":"applications","account":"X9"}"#, "account", "X9"),
        (r#"{"op":"applications","limit":2,"after":"FP20261122-0099"}"#, "application", "FP20261122-0099"),
        (r#"{"op":"pay_bill","bill_no":"X-1","paid_on":"2026-01-01"}"#, "bill", "X-1"),
        (
            r#"{"op":"add_account","account":"X","issuer":"X9","name":"甲","kind":"individual"}"#,
            "issuer",
            "X9",
        ),
        (r#"{"op":"add_issuer","code":"X","name":"甲","policy":"x-policy"}"#, "policy", "x-policy"),
        (r#"{"op":"accept_application","application":"FP1"}"#, "application", "FP1"),
    ] {
        let error = desk.refused(line);
        assert_eq!(
            (&error["rule"], &error["what"], &error["key"]),
            (&json!("not-found"), &json!(what), &json!(key))
        );
    }
}

#[test]
fn what_is_there_already_is_a_conflict() {
    let desk = scene();
    desk.ok(&[&crate::contract::scene::paid("C1", "B1")]);
    for (line, what) in [
        (r#"{"op":"add_user","name":"desk","roles":["clerk"]}"#.to_owned(), "user"),
        (r#"{"op":"add_issuer","code":"T","name":"甲","policy":"qweather"}"#.to_owned(), "issuer"),
        (
            r#"{"op":"add_account","account":"C1","issuer":"T","name":"甲","kind":"individual"}"#.to_owned(),
            "account",
        ),
        (crate::contract::scene::paid("D1", "B1"), "bill"),
        (r#"{"op":"pay_bill","bill_no":"B1","paid_on":"2026-10-06"}"#.to_owned(), "bill"),
    ] {
        let error = desk.refused(&line);
        assert_eq!((&error["rule"], &error["what"]), (&json!("conflict"), &json!(what)), "{line}");
    }
    desk.ok(&[r#"{"op":"pay_bill","bill_no":"B1","paid_on":"2026-10-05"}"#]);
}

#[test]
fn blanks_around_what_something_is_known_by_are_dropped_where_it_is_kept_and_where_it_is_named() {
    let desk = scene();
    let results = desk.ok(&[
        r#"{"op":"copy_policy","from":" qweather ","code":" own ","name_zh":"自订"}"#,
        r#"{"op":"add_issuer","code":" X ","name":" 甲 ","policy":" own "}"#,
        r#"{"op":"change_issuer","code":"X ","changes":{"policy":" own"}}"#,
        r#"{"op":"add_account","account":" E1 ","issuer":" X","name":"乙","kind":"individual"}"#,
        r#"{"op":"add_bill","account":" E1","bill_no":" B1 ","kind":"other","amount":"9","billed_on":"2026-10-01","due_on":"2026-10-10"}"#,
        r#"{"op":"pay_bill","bill_no":"B1 ","paid_on":"2026-10-05"}"#,
        r#"{"op":"save_invoice_info","account":" E1 ","type":"personal_general","name":"乙"}"#,
        r#"{"op":"submit_application","account":"E1 ","type":"personal_general","bills":[" B1 "],"email":"a@example.com"}"#,
    ]);
    let number = results.last().unwrap()["application"].as_str().unwrap();
    let seen = desk.ok(&[
        &format!(r#"{{"op":"application","application":" {number} "}}"#),
        r#"{"op":"balance","account":" E1 "}"#,
        r#"{"op":"applications","account":" E1 ","by":" desk "}"#,
    ]);
    assert_eq!((&seen[0]["application"], &seen[1]["account"]), (&json!(number), &json!("E1")));
    assert_eq!(seen[2][0]["application"], number);
}

#[test]
fn a_blank_where_something_has_to_be_named_is_missing_and_names_the_field() {
    let desk = scene();
    for (line, field) in [
        (r#"{"op":"balance","account":""}"#, "account"),
        (r#"{"op":"applications","account":" "}"#, "account"),
        (r#"{"op":"add_issuer","code":"X","name":"甲","policy":""}"#, "policy"),
        (r#"{"op":"add_account","account":"X","issuer":" ","name":"甲","kind":"individual"}"#, "issuer"),
        (r#"{"op":"pay_bill","bill_no":"","paid_on":"2026-01-01"}"#, "bill_no"),
        (r#"{"op":"accept_application","application":""}"#, "application"),
        (
            r#"{"op":"submit_application","account":"D1","type":"enterprise_general","bills":["B1",""]}"#,
            "bills[1]",
        ),
        (r#"{"op":"change_issuer","code":"T","changes":{"policy":""}}"#, "changes.policy"),
        (r#"{"op":"balance","account":"C1","by":""}"#, "by"),
    ] {
        assert_eq!(fault(&desk, line), (field.to_owned(), json!("missing")), "{line}");
    }
}

#[test]
fn an_optional_text_that_is_blank_is_left_out() {
    let desk = scene();
    desk.ok(&[
        r#"{"op":"add_issuer","code":"X","name":"甲","policy":"qweather","tax_id":"","address":"","phone":" "}"#,
        r#"{"op":"add_account","account":"E1","issuer":"X","name":"乙","kind":"enterprise","verified_name":"","verified_tax_id":" "}"#,
        r#"{"op":"change_issuer","code":"X","changes":{"tax_id":""}}"#,
        r#"{"op":"add_top_up","account":"C1","amount":"1","on":"2026-01-01"}"#,
        &paid("C1", "B1"),
        r#"{"op":"submit_application","account":"C1","type":"enterprise_general","all":true,"address":"","email":"","contact":"","remark":""}"#,
    ]);
}

#[test]
fn a_character_that_cannot_be_seen_is_refused_by_its_field() {
    let desk = scene();
    for (line, field, character) in [
        (
            r#"{"op":"add_bill","account":"C1","bill_no":"B\n1","kind":"other","amount":"1","billed_on":"2026-01-01","due_on":"2026-01-01"}"#,
            "bill_no",
            "\n",
        ),
        (
            r#"{"op":"add_account","account":"C\u00001","issuer":"T","name":"甲","kind":"individual"}"#,
            "account",
            "\0",
        ),
        (
            r#"{"op":"add_account","account":"C9","issuer":"T","name":"甲\t乙","kind":"individual"}"#,
            "name",
            "\t",
        ),
        (
            r#"{"op":"add_issuer","code":"X","name":"甲","policy":"qweather","address":"一\u202e二"}"#,
            "address",
            "\u{202E}",
        ),
        (r#"{"op":"balance","account":"C\u200b1"}"#, "account", "\u{200B}"),
    ] {
        let expected = (field.to_owned(), json!({"bad_character":{"character":character}}));
        assert_eq!(fault(&desk, line), expected, "{line}");
    }
    let message = desk.refused(r#"{"op":"balance","account":"C\u200b1"}"#)["message"].take();
    let message = message.as_str().unwrap();
    assert!(message.contains("客户账号（account）") && message.contains("U+200B"), "{message}");
}

#[test]
fn a_field_that_stands_twice_in_a_line_is_refused_by_its_name_and_neither_is_done() {
    let desk = scene();
    for (line, field, text) in [
        (
            r#"{"op":"add_top_up","account":"C1","amount":"1","amount":"2","on":"2026-01-01"}"#,
            "amount",
            "amount",
        ),
        (r#"{"op":"balance","op":"balance","account":"C1"}"#, "op", "op"),
        (
            r#"{"op":"issue_application","application":"A","invoices":[{"number":"1","number":"1","issued_on":"2026-01-01","gross":"1"}]}"#,
            "invoices[0].number",
            "number",
        ),
    ] {
        assert_eq!(fault(&desk, line), (field.to_owned(), json!({"repeated":{"text":text}})), "{line}");
    }
}

#[test]
fn a_refund_of_a_day_that_has_not_come_is_refused_and_one_of_today_counts() {
    let desk = scene();
    desk.ok(&[&paid("C1", "B1")]);
    let refund = |on: &str| format!(r#"{{"op":"add_refund","bill_no":"B1","amount":"1.00","on":"{on}"}}"#);
    let late = crate::contract::scene::noon(&refund("2026-11-23"));
    assert_eq!(fault(&desk, &late), ("on".to_owned(), json!("in_future")));
    desk.ok(&[&crate::contract::scene::noon(&refund("2026-11-22"))]);
    assert_eq!(desk.ok(&[r#"{"op":"balance","account":"C1"}"#])[0]["remaining"], "99.00");
}
