//! `at`, sandboxes, and the calendar of China whatever the machine's zone.

use serde_json::json;

use crate::common::process::{Desk, finish};
use crate::contract::scene::{apply_amount, at, paid, scene};

const BALANCE: &str = r#"{"op":"balance","account":"C1"}"#;

#[test]
fn a_store_that_is_no_sandbox_refuses_a_clock_and_is_left_as_it_was() {
    let desk = Desk::empty();
    let plain = |line: &str| finish(desk.with(&["run", "-"]), line.as_bytes());
    assert_eq!(plain(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#).code, 0);
    let before = desk.bytes();
    let ran = plain(r#"{"op":"add_user","name":"李强","roles":["clerk"],"at":"2026-11-22T12:00:00+08:00"}"#);
    assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (1, &json!("clock-override")));
    assert_eq!(desk.bytes(), before);
}

#[test]
fn asking_for_a_sandbox_makes_none_of_a_store_that_is_there() {
    let desk = Desk::empty();
    assert_eq!(finish(desk.with(&["run", "-"]), b"").code, 0);
    let error = desk.refused(&at("2026-11-22T12:00:00+08:00", r#"{"op":"applications"}"#));
    assert_eq!(error["rule"], "clock-override");
}

#[test]
fn a_sandbox_stays_one_without_being_asked_again() {
    let desk = scene();
    let ran = finish(desk.with(&["run", "-"]), at("2026-11-23T12:00:00+08:00", BALANCE).as_bytes());
    assert_eq!(ran.answer()["result"]["on"], "2026-11-23");
}

#[test]
fn the_clock_holds_for_the_line_and_those_after_it() {
    let desk = scene();
    let lines = [
        at("2026-03-01T12:00:00+08:00", BALANCE),
        BALANCE.to_owned(),
        at("2026-04-01T12:00:00+08:00", BALANCE),
        BALANCE.to_owned(),
    ];
    let days: Vec<_> =
        desk.ok(&lines.each_ref().map(String::as_str)).into_iter().map(|b| b["on"].clone()).collect();
    assert_eq!(days, ["2026-03-01", "2026-03-01", "2026-04-01", "2026-04-01"]);
}

#[test]
fn a_line_that_is_no_command_sets_the_clock_for_those_after_it() {
    let desk = scene();
    for wrong in [r#"{"op":"fly"}"#, r#"{"op":"balance"}"#, r#"{"op":"balance","account":"C1","colour":1}"#] {
        let ran = desk.send(&[&at("2026-03-01T12:00:00+08:00", wrong), BALANCE]);
        assert_eq!(ran.answers()[0]["ok"], json!(false), "{wrong}");
        assert_eq!(ran.answers()[1]["result"]["on"], "2026-03-01", "{wrong}");
    }
}

#[test]
fn what_is_wrong_with_a_line_is_said_before_the_clock_is_refused() {
    let desk = Desk::empty();
    let ran = finish(desk.with(&["run", "-"]), at("2026-03-01T12:00:00+08:00", r#"{"op":"fly"}"#).as_bytes());
    assert_eq!(ran.answer()["error"]["rule"], "unknown-op");
}

#[test]
fn a_time_is_rfc_3339_with_its_zone() {
    let desk = scene();
    for wrong in ["2026-11-22", "2026-11-22T12:00:00", "noon", ""] {
        let error = desk.refused(&at(wrong, BALANCE));
        assert_eq!((&error["rule"], &error["field"]), (&json!("bad-field"), &json!("at")), "{wrong}");
    }
    assert_eq!(desk.ok(&[&at("2026-11-21T16:00:00Z", BALANCE)])[0]["on"], "2026-11-22");
}

#[test]
fn the_day_is_that_of_china_in_every_zone_of_the_machine() {
    for zone in ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati", "UTC", "Pacific/Pago_Pago"] {
        let desk = scene();
        desk.ok(&[&paid("C1", "B1")]);
        let run = |line: &str| {
            let mut command = desk.with(&["run", "-"]);
            command.env("TZ", zone);
            finish(command, line.as_bytes()).answer()
        };
        assert_eq!(
            run(&at("2026-11-22T23:59:59.999+08:00", BALANCE))["result"]["on"],
            "2026-11-22",
            "{zone}"
        );
        assert_eq!(run(&at("2026-11-22T16:00:00Z", BALANCE))["result"]["on"], "2026-11-23", "{zone}");
        let apply = run(&at("2026-11-22T23:59:59+08:00", &apply_amount("1.00")));
        assert_eq!(apply["result"]["application"], "FP20261122-0001", "{zone}");
        let cancel = r#"{"op":"cancel_application","application":"FP20261122-0001"}"#;
        let late = run(&at("2026-11-23T00:00:00+08:00", cancel));
        assert_eq!(late["error"]["rule"], "cancel-window-closed", "{zone}");
        let in_time = run(&at("2026-11-22T23:59:59.999+08:00", cancel));
        assert_eq!(in_time["ok"], true, "{zone}");
    }
}
