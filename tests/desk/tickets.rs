//! Support tickets through the whole desk.

use crate::common::Play;
use serde_json::{Value, json};

/// `H1` of `Q`, registered in Hong Kong.
fn begin() -> Play {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"H1","issuer":"Q","name":"香港青禾有限公司","kind":"enterprise","region":"hong_kong_macao_taiwan"}"#);
    play.ok(r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#);
    play
}

fn open(play: &mut Play, note: &str) -> Value {
    play.ok(&format!(
        r#"{{"op":"open_ticket","account":"H1","rule":"account-outside-mainland","note":"{note}"}}"#
    ))
}

fn step(op: &str, ticket: &str) -> String {
    format!(r#"{{"op":"{op}","ticket":"{ticket}","note":"{op} 的说明"}}"#)
}

/// An issued application of a customer of `Q` or `T`, and what asks for a ticket about it.
fn issued(play: &mut Play, issuer: &str) -> String {
    play.customer("C1", issuer);
    play.paid("C1", "B1", "100.00");
    let email = if issuer == "Q" { r#","email":"a@example.com""# } else { "" };
    let answer = play.ok(&format!(
        r#"{{"op":"submit_application","account":"C1","type":"enterprise_general","all":true{email}}}"#
    ));
    let number = answer["application"].as_str().unwrap().to_owned();
    play.issue(&number, "26440000000000000001", "100.00");
    number
}

fn about(number: &str, rule: &str) -> String {
    format!(r#"{{"op":"open_ticket","account":"C1","application":"{number}","rule":"{rule}"}}"#)
}

#[test]
fn a_ticket_is_opened_noted_closed_and_opened_again_and_keeps_who_said_what() {
    let mut play = begin();
    assert_eq!(open(&mut play, "客户要开形式发票"), json!({"ticket": "1", "state": "open"}));
    play.ok(&step("note_ticket", "1").replace('}', r#","by":"李强"}"#));
    assert_eq!(play.ok(&step("close_ticket", "1"))["state"], "closed");
    assert_eq!(play.ok(&step("reopen_ticket", "1"))["state"], "open");
    let tickets = play.ok(r#"{"op":"tickets"}"#);
    let [ticket] = tickets.as_array().unwrap().as_slice() else { panic!("{tickets}") };
    assert_eq!(
        (&ticket["account"], &ticket["rule"], &ticket["opened_by"], &ticket["application"]),
        (&json!("H1"), &json!("account-outside-mainland"), &json!("desk"), &Value::Null)
    );
    let notes: Vec<(&str, &str)> = ticket["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| (note["by"].as_str().unwrap(), note["note"].as_str().unwrap()))
        .collect();
    assert_eq!(
        notes,
        [
            ("desk", "客户要开形式发票"),
            ("李强", "note_ticket 的说明"),
            ("desk", "close_ticket 的说明"),
            ("desk", "reopen_ticket 的说明")
        ]
    );
}

#[test]
fn tickets_are_listed_by_customer_and_state() {
    let mut play = begin();
    open(&mut play, "");
    play.ok(&step("close_ticket", "1"));
    open(&mut play, "");
    let numbers = |play: &mut Play, filter: &str| {
        let tickets = play.ok(&format!(r#"{{"op":"tickets"{filter}}}"#));
        let tickets = tickets.as_array().unwrap().iter();
        tickets.map(|ticket| ticket["ticket"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&mut play, ""), ["2", "1"]);
    assert_eq!(numbers(&mut play, r#","state":"closed""#), ["1"]);
    assert_eq!(numbers(&mut play, r#","account":"H1","state":"open""#), ["2"]);
    play.customer("C1", "Q");
    assert_eq!(numbers(&mut play, r#","account":"C1""#), [""; 0]);
    assert_eq!(play.refused(r#"{"op":"tickets","account":"X9"}"#), "not-found");
}

#[test]
fn there_is_one_open_ticket_about_one_thing() {
    let mut play = begin();
    open(&mut play, "");
    let again = r#"{"op":"open_ticket","account":"H1","rule":"account-outside-mainland"}"#;
    assert_eq!(play.refused(again), "conflict");
    play.ok(&step("close_ticket", "1"));
    play.ok(again);
}

#[test]
fn what_is_closed_is_opened_again_before_anything_is_noted() {
    let mut play = begin();
    open(&mut play, "");
    assert_eq!(play.refused(&step("reopen_ticket", "1")), "transition-not-allowed");
    play.ok(&step("close_ticket", "1"));
    for op in ["note_ticket", "close_ticket"] {
        assert_eq!(play.refused(&step(op, "1")), "transition-not-allowed", "{op}");
    }
}

#[test]
fn every_step_says_why() {
    let mut play = begin();
    open(&mut play, "");
    for op in ["note_ticket", "close_ticket"] {
        assert_eq!(play.refused(&format!(r#"{{"op":"{op}","ticket":"1","note":" "}}"#)), "bad-field", "{op}");
    }
    for ticket in ["2", "x"] {
        assert_eq!(play.refused(&step("note_ticket", ticket)), "not-found", "{ticket}");
    }
    assert_eq!(play.refused(&step("note_ticket", "")), "bad-field", "a blank one is none");
}

#[test]
fn a_ticket_needs_a_refusal_to_be_opened_from() {
    let mut play = begin();
    let number = issued(&mut play, "Q");
    let line = |account: &str, rule: &str| {
        format!(r#"{{"op":"open_ticket","account":"{account}","rule":"{rule}"}}"#)
    };
    assert_eq!(play.refused(&line("C1", "account-outside-mainland")), "bad-field", "it is in the mainland");
    assert_eq!(play.refused(&line("H1", "bill-not-paid")), "bad-field", "no rule that a ticket helps with");
    assert_eq!(play.refused(&line("C1", "correction-quota-used")), "bad-field", "of which application?");
    assert_eq!(play.refused(&about(&number, "correction-not-offered")), "bad-field", "it is offered");
    assert_eq!(play.refused(&line("X9", "account-outside-mainland")), "not-found");
    let of_another = about(&number, "correction-not-offered").replace("C1", "H1");
    assert_eq!(play.refused(&of_another), "not-found");
    assert_eq!(play.ok(r#"{"op":"tickets"}"#), json!([]));
}

#[test]
fn where_no_correction_is_offered_a_ticket_takes_its_place() {
    let mut play = begin();
    let number = issued(&mut play, "T");
    play.ok(&about(&number, "correction-not-offered"));
    assert_eq!(play.ok(r#"{"op":"tickets"}"#)[0]["application"], number.as_str());
    assert_eq!(play.refused(&about(&number, "correction-not-offered")), "conflict");
}

#[test]
fn a_correction_that_comes_too_late_leads_to_a_ticket_from_the_day_after() {
    let mut play = begin();
    let number = issued(&mut play, "Q");
    let line = about(&number, "correction-window-closed");
    play.at("2027-11-22T23:59:59+08:00");
    assert_eq!(play.refused(&line), "bad-field");
    play.at("2027-11-23T00:00:00+08:00");
    play.ok(&line);
}

#[test]
fn a_used_up_quota_leads_to_a_ticket() {
    let mut play = begin();
    let mut number = issued(&mut play, "Q");
    for n in 0..3 {
        let request =
            r#"{"op":"request_correction","application":"N","reason":"x","changes":{"remark":"y"}}"#;
        play.ok(&request.replace('N', &number));
        let approve =
            r#"{"op":"approve_correction","application":"N","reason":"同意","by":"李强","red_number":"R"}"#;
        let answer = play
            .ok(&approve.replace('N', &number).replace(r#""R""#, &format!(r#""2644000000000000002{n}""#)));
        number = answer["replacement"].as_str().unwrap().to_owned();
        play.issue(&number, &format!("2644000000000000001{n}"), "100.00");
    }
    play.ok(&about(&number, "correction-quota-used"));
}

#[test]
fn what_is_refused_opens_nothing_by_itself() {
    let mut play = begin();
    let apply = r#"{"op":"submit_application","account":"H1","type":"enterprise_general","all":true,"email":"a@b.cn"}"#;
    assert_eq!(play.refused(apply), "account-outside-mainland");
    assert_eq!(play.ok(r#"{"op":"tickets"}"#), json!([]));
}

#[test]
fn a_ticket_that_is_sent_twice_is_opened_once() {
    let mut play = begin();
    let line = r#"{"op":"open_ticket","id":"t-1","account":"H1","rule":"account-outside-mainland"}"#;
    let first = play.ok(line);
    assert_eq!(play.ok(line), first);
    assert_eq!(play.ok(r#"{"op":"tickets"}"#).as_array().unwrap().len(), 1);
}
