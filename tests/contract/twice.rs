//! `id`: a command that is sent twice is done once.

use serde_json::json;

use crate::scene::{apply_amount, at, paid, scene};

const BALANCE: &str = r#"{"op":"balance","account":"C1"}"#;

fn named(id: &str, line: &str) -> String {
    format!(r#"{},"id":"{id}"}}"#, line.strip_suffix('}').unwrap())
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
fn a_second_sending_that_says_something_else_answers_as_the_first_did() {
    let desk = scene();
    let top_up = r#"{"op":"add_top_up","account":"C1","amount":"1","on":"2026-01-01"}"#;
    let answers = desk.send(&[&named("k1", top_up), &named("k1", &paid("C1", "B1"))]).answers();
    assert_eq!(answers[0]["op"], "add_top_up");
    assert_eq!(answers[1], answers[0], "the name of the first, too");
    assert_eq!(desk.ok(&[BALANCE])[0]["bills"], json!([]), "the bill was not added");
}

#[test]
fn a_refusal_is_answered_again_even_when_it_would_be_allowed_by_then() {
    let desk = scene();
    let apply = named("k1", &apply_amount("40.00"));
    let first = desk.refused(&apply);
    assert_eq!(first["rule"], "amount-exceeds-invoiceable");
    desk.ok(&[&paid("C1", "B1")]);
    assert_eq!(desk.refused(&apply), first);
    assert_eq!(desk.ok(&[BALANCE])[0]["invoiceable"], "100.00");
}

#[test]
fn what_cannot_be_read_as_a_command_is_answered_again_by_its_id() {
    let desk = scene();
    for (id, malformed) in [
        ("k1", r#"{"op":"add_top_up","account":"C1","amount":"1.234","on":"2026-01-01"}"#),
        ("k2", r#"{"op":"add_top_up","account":"C1","amount":"1","on":"2026-01-01","how":"cash"}"#),
    ] {
        let first = desk.send(&[&named(id, malformed)]).answer();
        assert_eq!(first["error"]["rule"], "bad-field");
        assert_eq!(desk.send(&[&named(id, &paid("C1", "B1"))]).answer(), first, "{id}");
    }
    assert_eq!(desk.ok(&[BALANCE])[0]["bills"], json!([]), "the bill was not added");
}

#[test]
fn a_second_sending_that_cannot_be_read_answers_as_the_first_did() {
    let desk = scene();
    let first = desk.send(&[&named("k1", &paid("C1", "B1"))]).answer();
    assert_eq!(desk.send(&[r#"{"op":"add_bill","id":"k1","amount":7}"#]).answer(), first);
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
