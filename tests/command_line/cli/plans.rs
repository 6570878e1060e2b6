//! `recurring`: for a scheduler, as often as it likes.

use serde_json::{Value, json};

use crate::common::process::{Desk, finish};

/// An account with a plan that has run for every month long ago, and with 100.00 to invoice since.
fn with_a_plan() -> Desk {
    let desk = Desk::empty();
    desk.ok(&[
        r#"{"op":"add_issuer","code":"T","name":"示例云计算有限公司","policy":"tencent-cloud","at":"2024-01-02T12:00:00+08:00"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"T","name":"甲","kind":"individual"}"#,
        r#"{"op":"save_invoice_info","account":"C1","type":"personal_general","name":"甲"}"#,
        r#"{"op":"save_address","account":"C1","recipient":"甲","phone":"17199338205","region":"浙江省杭州市","street":"文一西路969号"}"#,
        r#"{"op":"add_bill","account":"C1","bill_no":"A","kind":"other","amount":"100","billed_on":"2023-12-01","due_on":"2023-12-10","paid_on":"2023-12-05"}"#,
        r#"{"op":"set_recurring","account":"C1","enabled":true,"type":"personal_general"}"#,
    ]);
    desk
}

#[test]
fn a_preview_changes_nothing_and_a_run_applies_once() {
    let desk = with_a_plan();
    let preview = desk.run(&["recurring", "--preview", "--json"]);
    assert_eq!((preview.code, &preview.answer()["runs"][0]["amount"]), (0, &json!("100.00")), "{preview:?}");
    let ran = desk.run(&["recurring", "--json"]);
    assert_eq!((ran.code, &ran.answer()["runs"][0]["outcome"]), (0, &json!("applied")), "{ran:?}");
    let again = desk.run(&["recurring", "--json"]);
    assert_eq!(again.answer()["runs"][0]["rule"], "recurring-already-run");
    let words = desk.run(&["recurring"]);
    assert!(words.stdout.contains("跳过（本月定期开票已执行）"), "{words:?}");
}

#[test]
fn plans_are_run_by_the_program_itself_whatever_the_default_user_may_do() {
    let desk = with_a_plan();
    desk.ok(&[
        r#"{"op":"add_user","name":"赵静","roles":["admin"]}"#,
        r#"{"op":"change_user","name":"desk","roles":["reviewer"]}"#,
    ]);
    let ran = desk.run(&["recurring", "--json"]);
    assert_eq!((ran.code, &ran.answer()["runs"][0]["outcome"]), (0, &json!("applied")), "{ran:?}");
    let number = &ran.answer()["runs"][0]["application"];
    let one = desk.ok(&[&format!(r#"{{"op":"application","application":{number}}}"#)]);
    assert_eq!(one[0]["timeline"][0]["by"], "fapiao-desk");
    // As a line it is a user's command like any other.
    assert_eq!(desk.refused(r#"{"op":"run_recurring"}"#)["rule"], "not-permitted");
}

#[test]
fn the_day_comes_at_midnight_in_china_whatever_the_zone_of_the_machine() {
    for zone in ["America/Los_Angeles", "Pacific/Kiritimati", "UTC", "Asia/Kolkata"] {
        let desk = with_a_plan();
        let send = |at: &str| {
            let mut command = desk.with(&["run", "-"]);
            command.env("TZ", zone);
            let line = format!(r#"{{"op":"run_recurring","at":"{at}"}}"#);
            let ran = finish(command, line.as_bytes());
            assert_eq!(ran.code, 0, "{zone} {ran:?}");
            ran.answer()["result"]["runs"][0].clone()
        };
        // The plan was enabled on 2 January 2024.
        assert_eq!(send("2024-01-09T23:59:59+08:00"), Value::Null, "{zone}");
        assert_eq!(send("2024-01-09T07:59:59-08:00"), Value::Null, "{zone}");
        assert_eq!(send("2024-01-09T16:00:00Z")["month"], "2024-01", "{zone}");
        assert_eq!(send("2024-02-09T23:59:59+08:00")["rule"], "recurring-already-run", "{zone}");
        assert_eq!(send("2024-02-29T23:59:59+08:00")["month"], "2024-02", "{zone}");
    }
}
