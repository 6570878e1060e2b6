//! `id`: a command that is sent twice is done once.

use serde_json::json;

use crate::common::lines::with;
use crate::contract::scene::{apply_amount, at, by, paid, scene};

const BALANCE: &str = r#"{"op":"balance","account":"C1"}"#;

fn named(id: &str, line: &str) -> String {
    with(line, &format!(r#""id":"{id}""#))
}

#[test]
fn the_second_sending_does_nothing_and_answers_as_the_first() {
    let desk = scene();
    desk.ok(&[&paid("C1", "B1")]);
    let apply = at("2026-11-22T12:00:00+08:00", &named("k1", &apply_amount("40.00")));
    let first = desk.send(&[&apply]);
    let again = desk.send(&[&apply, &apply]);
    assert_eq!(again.answers(), [first.answer(), first.answer()]);
    assert_eq!(desk.ok(&[BALANCE])[0]["invoiceable"], "60.00");
}

#[test]
fn a_blank_id_is_none() {
    let desk = scene();
    desk.ok(&[&named("", &paid("C1", "B1")), &named("", &paid("C1", "B2")), &named(" ", &paid("C1", "B3"))]);
    assert_eq!(desk.ok(&[BALANCE])[0]["invoiceable"], "300.00");
}

#[test]
fn another_request_with_the_same_id_is_refused_and_not_done() {
    let desk = scene();
    let top_up = r#"{"op":"add_top_up","account":"C1","amount":"1","on":"2026-01-01"}"#;
    desk.ok(&[&named("k1", top_up)]);
    for other in [
        named("k1", &paid("C1", "B1")),
        named("k1", &top_up.replace(r#""1""#, r#""2""#)),
        named("k1", &top_up.replace('}', r#","by":"desk"}"#)),
    ] {
        let answer = desk.send(&[&other]).answer();
        let error = &answer["error"];
        assert_eq!(
            (&error["rule"], &error["what"], &error["key"]),
            (&json!("conflict"), &json!("command"), &json!("k1")),
            "{other}"
        );
    }
    assert_eq!(desk.ok(&[BALANCE])[0]["bills"], json!([]), "the bill was not added");
    desk.ok(&[&named("k1", top_up)]);
}

#[test]
fn the_same_request_is_the_same_however_it_is_written_and_whatever_time_it_says() {
    let desk = scene();
    desk.ok(&[&named("k1", &paid("C1", "B1"))]);
    for same in [
        r#"{"id":"k1","paid_on":"2026-10-05","due_on":"2026-10-10","billed_on":"2026-10-01","amount":"¥100","kind":"pay_as_you_go","bill_no":" B1 ","account":"C1 ","op":"add_bill","item":null,"by":null}"#,
        &at("2026-11-23T12:00:00+08:00", &named("k1", &paid("C1", "B1"))),
    ] {
        assert_eq!(desk.ok(&[same]), [json!({})], "{same}");
    }
    let balance = &desk.ok(&[BALANCE])[0];
    assert_eq!(balance["bills"].as_array().unwrap().len(), 1);
}

#[test]
fn the_order_of_what_changes_makes_no_difference_and_a_value_taken_away_does() {
    let desk = scene();
    let change =
        |changes: &str| format!(r#"{{"op":"change_issuer","code":"T","changes":{changes},"id":"k1"}}"#);
    desk.ok(&[&change(r#"{"address":"甲","phone":"1"}"#), &change(r#"{"phone":"1","address":"甲"}"#)]);
    assert_eq!(desk.refused(&change(r#"{"address":"甲","phone":"1","bank":null}"#))["rule"], "conflict");
}

#[test]
fn a_refusal_is_not_kept_and_the_same_id_does_what_has_become_possible() {
    let desk = scene();
    let apply = named("k1", &apply_amount("40.00"));
    assert_eq!(desk.refused(&apply)["rule"], "amount-exceeds-invoiceable");
    desk.ok(&[&paid("C1", "B1")]);
    let done = desk.ok(&[&apply, &apply]);
    assert_eq!(done[0], done[1]);
    assert_eq!(desk.ok(&[BALANCE])[0]["invoiceable"], "60.00");
}

#[test]
fn the_id_of_a_refused_command_is_free_for_another() {
    let desk = scene();
    desk.refused(&named("k1", &apply_amount("40.00")));
    desk.refused(&by("nobody", &named("k1", &paid("C1", "B1"))));
    desk.ok(&[&named("k1", &paid("C1", "B1"))]);
}

#[test]
fn what_cannot_be_read_as_a_command_keeps_nothing() {
    let desk = scene();
    for (id, malformed) in [
        ("k1", r#"{"op":"add_top_up","account":"C1","amount":"1.234","on":"2026-01-01"}"#),
        ("k2", r#"{"op":"add_top_up","account":"C1","amount":"1","on":"2026-01-01","how":"cash"}"#),
    ] {
        assert_eq!(desk.refused(&named(id, malformed))["rule"], "bad-field");
        desk.ok(&[&named(id, &paid("C1", id))]);
    }
    assert_eq!(desk.ok(&[BALANCE])[0]["invoiceable"], "200.00");
}

#[test]
fn a_second_sending_that_cannot_be_read_is_refused_for_what_it_says() {
    let desk = scene();
    desk.ok(&[&named("k1", &paid("C1", "B1"))]);
    assert_eq!(desk.refused(r#"{"op":"add_bill","id":"k1","amount":7}"#)["rule"], "bad-field");
}

#[test]
fn what_is_no_command_takes_no_id() {
    let desk = scene();
    desk.send(&[r#"{"op":"fly","id":"k1"}"#, &named("k1", BALANCE)]);
    desk.ok(&[&named("k1", &paid("C1", "B1"))]);
    assert_eq!(desk.ok(&[&named("k1", BALANCE)])[0]["invoiceable"], "100.00", "a question is asked anew");
}

#[test]
fn another_id_is_another_command() {
    let desk = scene();
    desk.ok(&[&paid("C1", "B1"), &named("k1", &apply_amount("40.00")), &named("k2", &apply_amount("40.00"))]);
    assert_eq!(desk.ok(&[BALANCE])[0]["invoiceable"], "20.00");
}

#[test]
fn an_answer_is_kept_in_the_store_and_not_in_the_program() {
    let desk = scene();
    let bill = named("k1", &paid("C1", "B1"));
    desk.ok(&[&bill]);
    desk.ok(&[&bill]);
    assert_eq!(desk.refused(&paid("C1", "B1"))["rule"], "conflict");
}
