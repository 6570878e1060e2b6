//! Requests: asked by whoever may not, done or refused by a second person, withdrawn, over by themselves.

use serde_json::json;

use super::{BLUE, ON, RED, asks, assert_well, desk, issued, issuing, requests, timeline, turn};
use crate::common::Play;
use crate::common::lines::{by, issue, reverse, step, with};

fn about(op: &str, number: &str, more: &str) -> String {
    with(&step(op, number), &format!(r#""step":"issue"{more}"#))
}

/// An application that 王敏 has asked to be issued.
fn asked() -> (Play, String) {
    let mut play = desk("T", ON);
    let number = issuing(&mut play);
    play.ok(&by("王敏", &about("request_step", &number, r#","note":"出差，请代办""#)));
    (play, number)
}

#[test]
fn a_request_waits_until_a_second_person_takes_the_step() {
    let (mut play, number) = asked();
    let waiting = requests(&mut play, &number);
    let (state, note) = (&waiting[0]["state"], &waiting[0]["note"]);
    assert_eq!((state, note, &waiting[0]["by"]), (&json!("waiting"), &json!("出差，请代办"), &json!("王敏")));
    play.ok(&by("李强", &issue(&number, &[(BLUE, "100.00")])));
    let done = requests(&mut play, &number);
    assert_eq!((&done[0]["state"], &done[0]["ended_by"]), (&json!("done"), &json!("李强")));
    let told = timeline(&mut play, &number);
    assert_eq!(told[2], ("step_requested".into(), "issue\n出差，请代办".into()));
    assert_eq!(told[3].0, "issued");
    assert_well(&play);
}

#[test]
fn one_request_is_open_and_only_whoever_may_not_asks() {
    let (mut play, number) = asked();
    assert_eq!(play.refused(&by("王敏", &asks(&number, "issue"))), "conflict");
    let may = play.refusal(&by("李强", &asks(&number, "issue")));
    assert_eq!((&may["rule"], &may["field"]), (&json!("bad-field"), &json!("step")), "he may do it himself");
    assert_eq!(play.refused(&by("王敏", &asks(&number, "accept"))), "transition-not-allowed");
    assert_eq!(play.refused(&by("王敏", &asks(&number, "reverse"))), "transition-not-allowed");
    assert_eq!(
        play.refused(&by("王敏", &asks(&number, "cancel"))),
        "bad-field",
        "no second person is needed"
    );
}

#[test]
fn who_asked_or_an_admin_withdraws_and_it_can_be_asked_anew() {
    let (mut play, number) = asked();
    let withdraw = about("withdraw_request", &number, "");
    let refused = play.refusal(&by("李强", &withdraw));
    assert_eq!((&refused["rule"], &refused["needs"]), (&json!("not-permitted"), &json!(["admin"])));
    play.ok(&by("王敏", &withdraw));
    assert_eq!(play.refused(&by("王敏", &withdraw)), "not-found");
    play.ok(&by("王敏", &asks(&number, "issue")));
    play.ok(&withdraw);
    let states: Vec<_> =
        requests(&mut play, &number).as_array().unwrap().iter().map(|of| of["state"].clone()).collect();
    assert_eq!(states, ["withdrawn", "withdrawn"]);
    assert_well(&play);
}

#[test]
fn a_second_person_refuses_with_a_reason_and_who_asked_does_not() {
    let (mut play, number) = asked();
    let refuse = about("refuse_request", &number, r#","reason":"金额不对""#);
    assert_eq!(play.refused(&by("王敏", &refuse)), "four-eyes");
    assert_eq!(play.refused(&by("周平", &refuse)), "not-permitted");
    play.ok(&by("李强", &refuse));
    let refused = requests(&mut play, &number);
    assert_eq!((&refused[0]["state"], &refused[0]["reason"]), (&json!("refused"), &json!("金额不对")));
    assert_eq!(timeline(&mut play, &number)[3], ("request_refused".into(), "issue\n金额不对".into()));
    assert_eq!(play.refused(&by("李强", &refuse)), "not-found", "nothing waits any more");
    // Who asked takes note, or asks anew.
    play.ok(&by("王敏", &asks(&number, "issue")));
    play.ok(&by("李强", &refuse));
    play.ok(&by("王敏", &about("withdraw_request", &number, "")));
    assert_eq!(play.refused(&by("王敏", &about("withdraw_request", &number, ""))), "not-found");
    assert_well(&play);
}

#[test]
fn a_request_is_over_once_the_application_ends_or_is_not_being_issued_any_more() {
    for end in ["undo_step", "reject_application"] {
        let (mut play, number) = asked();
        let reason =
            if end == "reject_application" { r#""reason":"重复""# } else { r#""note":"误受理""# };
        play.ok(&with(&step(end, &number), reason));
        let lapsed = requests(&mut play, &number);
        assert_eq!(
            (&lapsed[0]["state"], &lapsed[0]["ended_by"]),
            (&json!("lapsed"), &json!("desk")),
            "{end}"
        );
        assert_well(&play);
    }
}

#[test]
fn a_reversal_is_asked_for_likewise_and_a_correction_answers_it_too() {
    let mut play = desk("T", ON);
    let number = issued(&mut play);
    play.ok(&by("李强", &asks(&number, "reverse")));
    // What else happens to it meanwhile does not end the request.
    let sent = r#""carrier":"顺丰速运","tracking_no":"SF1000000000001""#;
    play.ok(&with(&step("deliver_application", &number), sent));
    assert_eq!(requests(&mut play, &number)[0]["state"], "waiting");
    play.ok(&reverse(&number, RED));
    assert_eq!(requests(&mut play, &number)[0]["state"], "done");
    assert_well(&play);
}

#[test]
fn whoever_asked_may_do_it_once_the_duty_is_turned_off() {
    let (mut play, number) = asked();
    turn(&mut play, super::OFF);
    play.ok(&by("王敏", &issue(&number, &[(BLUE, "100.00")])));
    assert_eq!(requests(&mut play, &number)[0]["state"], "done");
    assert_well(&play);
}
