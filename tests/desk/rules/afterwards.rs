//! Sections 4 and 8: refunds, and where an application may go.

use super::{amount, at, chosen, refuses};
use crate::common::Play;

/// What a field is that nothing was said of.
const NULL: serde_json::Value = serde_json::Value::Null;

fn of(op: &str, application: &str) -> String {
    let more = match op {
        "reject_application" => r#","reason":"抬头有误""#,
        "issue_application" => {
            r#","invoices":[{"number":"26440000000000000001","issued_on":"2026-11-22","gross":"100.00"}]"#
        }
        "deliver_application" => r#","carrier":"EMS","tracking_no":"1234567890""#,
        "reverse_application" => r#","red_number":"26440000000000000009","reason":"service_ended""#,
        _ => "",
    };
    format!(r#"{{"op":"{op}","application":"{application}"{more}}}"#)
}

/// On to received, and what ends it.
const STEPS: [&str; 7] = [
    "accept_application",
    "issue_application",
    "deliver_application",
    "receive_application",
    "cancel_application",
    "reject_application",
    "reverse_application",
];

/// An application that has gone a way.
fn gone(way: &[&str]) -> (Play, String) {
    let mut play = Play::with_bill("Q");
    let application = play.apply("C1", &["B1"]);
    for step in way {
        play.ok(&of(step, &application));
    }
    (play, application)
}

#[test]
fn only_the_steps_of_the_table_are_taken_from_each_state() {
    let issued = &STEPS[..2];
    let states: [(&[&str], &[&str]); 8] = [
        (&[], &["accept_application", "cancel_application", "reject_application"]),
        (&STEPS[..1], &["issue_application", "cancel_application", "reject_application"]),
        (issued, &["deliver_application", "reverse_application"]),
        (&STEPS[..3], &["receive_application", "reverse_application"]),
        (&STEPS[..4], &["reverse_application"]),
        (&["cancel_application"], &[]),
        (&["reject_application"], &[]),
        (&["accept_application", "issue_application", "reverse_application"], &[]),
    ];
    for (way, open) in states {
        let (mut play, application) = gone(way);
        let state = play.ok(&of("application", &application))["state"].clone();
        for step in STEPS {
            if open.contains(&step) {
                continue;
            }
            let stands = ["issued", "delivered", "received"].contains(&state.as_str().unwrap());
            let rule = match step {
                "cancel_application" if stands => "already-issued",
                _ => "transition-not-allowed",
            };
            refuses(&mut play, rule, &of(step, &application));
        }
        for step in open {
            let (mut play, application) = gone(way);
            play.ok(&of(step, &application));
        }
    }
}

#[test]
fn an_application_is_cancelled_until_the_end_of_its_day_in_china() {
    for (moment, is_open) in [("2026-11-22T23:59:59", true), ("2026-11-23T00:00:00", false)] {
        let mut play = Play::with_bill("T");
        let made = play.ok(&amount("10.00", ""));
        let cancel = of("cancel_application", made["application"].as_str().unwrap());
        if is_open {
            play.ok(&at(moment, &cancel));
        } else {
            refuses(&mut play, "cancel-window-closed", &at(moment, &cancel));
        }
    }
}

#[test]
fn an_application_is_rejected_also_when_it_can_no_longer_be_cancelled() {
    let mut play = Play::with_bill("T");
    let made = play.ok(&amount("10.00", ""));
    play.ok(&at("2026-12-01T10:00:00", &of("reject_application", made["application"].as_str().unwrap())));
}

#[test]
fn an_application_is_cancelled_until_it_is_issued_where_the_policy_says_so() {
    let (mut play, application) = gone(&STEPS[..1]);
    play.ok(&at("2027-11-22T10:00:00", &of("cancel_application", &application)));
}

#[test]
fn a_rejection_has_a_reason() {
    let (mut play, application) = gone(&[]);
    refuses(&mut play, "bad-field", &of("reject_application", &application).replace("抬头有误", " "));
}

#[test]
fn an_application_that_is_not_there_is_not_found() {
    let mut play = Play::with_bill("Q");
    for step in STEPS {
        refuses(&mut play, "not-found", &of(step, "FP20261122-0001"));
    }
}

#[test]
fn each_step_is_written_on_the_timeline() {
    let (mut play, application) = gone(&STEPS[..4]);
    let view = play.ok(&of("application", &application));
    let events: Vec<(&str, &str)> = view["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| (event["event"].as_str().unwrap(), event["by"].as_str().unwrap()))
        .collect();
    let steps = ["submitted", "accepted", "issued", "delivered", "received"];
    assert_eq!(events, steps.map(|step| (step, "desk")));
}

/// The application's way to received and back again, with its state after each step that is taken back.
#[test]
fn the_last_step_is_taken_back_and_nothing_but_the_state_is_another() {
    let (mut play, application) = gone(&STEPS[..4]);
    let kept = |play: &mut Play| {
        let view = play.ok(&of("application", &application));
        ["amount", "bills", "invoices", "due_on", "uncovered", "info"].map(|field| view[field].clone())
    };
    let (before, balance) = (kept(&mut play), play.balance("C1"));
    let undo = of("undo_step", &application);
    for state in ["delivered", "issued"] {
        assert_eq!(play.ok(&undo)["state"], state);
        assert_eq!(play.ok(&of("application", &application))["state"], state);
    }
    assert_eq!(kept(&mut play), before);
    assert_eq!(play.balance("C1"), balance);
    refuses(&mut play, "transition-not-allowed", &undo);
    // Sent again, otherwise than before.
    let sent = play.ok(&of("application", &application));
    assert_eq!((&sent["carrier"], &sent["tracking_no"], &sent["sent_to"]), (&NULL, &NULL, &NULL));
    play.ok(&of("deliver_application", &application).replace("1234567890", "777"));
    assert_eq!(play.ok(&of("application", &application))["tracking_no"], "777");
    let broken = fapiao_desk::desk::check::check(play.desk.path()).unwrap();
    assert_eq!(broken.violations, []);
}

#[test]
fn an_acceptance_is_taken_back_with_a_note_and_an_event_of_its_own() {
    let (mut play, application) = gone(&STEPS[..1]);
    let note = r#","note":"点错了"}"#;
    let undo = of("undo_step", &application);
    assert_eq!(play.ok(&undo.replace('}', note))["state"], "submitted");
    let timeline = play.ok(&of("application", &application))["timeline"].clone();
    let last = timeline.as_array().unwrap().last().unwrap();
    assert_eq!((&last["event"], &last["note"]), (&"acceptance_undone".into(), &"点错了".into()));
    // What the policy lets be done with it is what it was.
    play.ok(&of("accept_application", &application));
    play.ok(&undo);
    play.ok(&of("cancel_application", &application));
    refuses(&mut play, "transition-not-allowed", &undo);
}

#[test]
fn what_is_not_the_last_step_or_cannot_be_taken_back_is_refused() {
    for way in [&STEPS[..0], &STEPS[..2], &["cancel_application"], &["reject_application"]] {
        let (mut play, application) = gone(way);
        refuses(&mut play, "transition-not-allowed", &of("undo_step", &application));
    }
    let (mut play, application) = gone(&STEPS[..4]);
    play.ok(&of("reverse_application", &application));
    refuses(&mut play, "transition-not-allowed", &of("undo_step", &application));
}

#[test]
fn a_step_that_is_named_is_taken_back_only_where_it_is_the_last() {
    let (mut play, application) = gone(&STEPS[..4]);
    let undo = |step: &str| of("undo_step", &application).replace('}', &format!(r#","step":"{step}"}}"#));
    refuses(&mut play, "conflict", &undo("deliver"));
    assert_eq!(play.ok(&undo("receive"))["state"], "delivered");
    // Somebody else was faster.
    refuses(&mut play, "conflict", &undo("receive"));
    assert_eq!(play.ok(&undo("deliver"))["state"], "issued");
    refuses(&mut play, "conflict", &undo("deliver"));
    refuses(&mut play, "transition-not-allowed", &undo("issue"));
}

#[test]
fn what_is_out_at_the_bureau_or_back_in_part_stays_accepted() {
    let (mut play, application) = gone(&STEPS[..1]);
    play.send_out(&[&application]);
    let undo = of("undo_step", &application);
    refuses(&mut play, "out-at-bureau", &undo);
    play.refuse(&format!("{application}-1"), "系统繁忙");
    assert_eq!(play.ok(&undo)["state"], "submitted");
    assert_eq!(fapiao_desk::desk::check::check(play.desk.path()).unwrap().violations, []);
    play.ok(&of("accept_application", &application));
    play.send_out(&[&application]);
    refuses(&mut play, "out-at-bureau", &undo);
}

fn refund(bill_no: &str, yuan: &str) -> String {
    format!(r#"{{"op":"add_refund","bill_no":"{bill_no}","amount":"{yuan}","on":"2026-11-22"}}"#)
}

#[test]
fn refunds_of_a_bill_never_exceed_it() {
    let mut play = Play::with_bill("Q");
    play.ok(&refund("B1", "40.00"));
    refuses(&mut play, "refund-exceeds-bill", &refund("B1", "60.01"));
    play.ok(&refund("B1", "60.00"));
    refuses(&mut play, "refund-exceeds-bill", &refund("B1", "0.01"));
}

#[test]
fn what_was_invoiced_before_the_desk_never_exceeds_the_bill_and_counts_as_used() {
    let mut play = Play::with_bill("Q");
    let with = |bill_no: &str, opening: &str| {
        let bill = super::bill(bill_no, "2026-11-01", "2026-12-31", Some("2026-11-05"));
        bill.replace('}', &format!(r#","opening":"{opening}"}}"#))
    };
    refuses(&mut play, "opening-exceeds-bill", &with("O1", "10.01"));
    play.ok(&with("O2", "10.00"));
    play.ok(&with("O3", "4.00"));
    assert_eq!(play.balance("C1")["invoiceable"], "106.00");
}

#[test]
fn only_a_paid_bill_is_refunded() {
    let mut play = Play::with_bill("Q");
    play.ok(&super::bill("U", "2026-11-01", "2026-12-31", None));
    refuses(&mut play, "bill-not-paid", &refund("U", "1.00"));
    play.ok(r#"{"op":"pay_bill","bill_no":"U","paid_on":"2026-11-23"}"#);
    refuses(&mut play, "bill-not-paid", &refund("U", "1.00"));
    play.ok(&at("2026-11-23T00:00:00", &refund("U", "1.00")));
}

#[test]
fn a_refund_is_more_than_nothing() {
    let mut play = Play::with_bill("Q");
    refuses(&mut play, "amount-not-positive", &refund("B1", "0.00"));
    refuses(&mut play, "bad-field", &refund("B1", "-1.00"));
    refuses(&mut play, "not-found", &refund("X", "1.00"));
}

#[test]
fn an_application_is_flagged_with_what_is_refunded_of_the_part_that_it_holds() {
    let mut play = Play::with_bill("T");
    let application = play.applied(&amount("80.00", ""));
    let mut uncovered = |line: &str| {
        play.ok(line);
        play.ok(&of("application", &application))["uncovered"].as_str().unwrap().to_owned()
    };
    // 20.00 of the bill is held by nobody.
    assert_eq!(uncovered(&refund("B1", "15.00")), "0.00");
    assert_eq!(uncovered(&refund("B1", "15.00")), "10.00");
    assert_eq!(uncovered(&refund("B1", "5.00")), "15.00");
}

#[test]
fn a_refund_of_what_two_applications_hold_is_missing_to_the_newer_one_first() {
    let mut play = Play::with_bill("T");
    let of_amount = |play: &mut Play, fen: &str| play.applied(&amount(fen, ""));
    let (older, newer) = (of_amount(&mut play, "60.00"), of_amount(&mut play, "40.00"));
    let missing = |play: &mut Play| {
        [&older, &newer].map(|number| {
            let answer = play.ok(&of("application", number));
            let flagged = answer["timeline"].as_array().unwrap().iter().filter(|e| e["event"] == "uncovered");
            (answer["uncovered"].as_str().unwrap().to_owned(), flagged.count())
        })
    };
    let both = |older: (&str, usize), newer: (&str, usize)| {
        [older, newer].map(|(fen, flagged)| (fen.to_owned(), flagged))
    };
    play.ok(&refund("B1", "30.00"));
    assert_eq!(missing(&mut play), both(("0.00", 0), ("30.00", 1)));
    play.ok(&refund("B1", "20.00"));
    assert_eq!(missing(&mut play), both(("10.00", 1), ("40.00", 2)));
    play.ok(&of("cancel_application", &older));
    assert_eq!(
        missing(&mut play),
        both(("0.00", 1), ("0.00", 2)),
        "what is left of the bill covers the newer one"
    );
}

#[test]
fn an_application_that_has_ended_is_not_flagged() {
    let (mut play, application) = gone(&["cancel_application"]);
    play.ok(&refund("B1", "100.00"));
    assert_eq!(play.ok(&of("application", &application))["uncovered"], "0.00");
}

#[test]
fn a_bill_is_paid_once() {
    let mut play = Play::with_bill("Q");
    refuses(&mut play, "conflict", r#"{"op":"pay_bill","bill_no":"B1","paid_on":"2026-11-22"}"#);
    play.ok(r#"{"op":"pay_bill","bill_no":"B1","paid_on":"2026-10-05"}"#);
    refuses(&mut play, "not-found", r#"{"op":"pay_bill","bill_no":"X","paid_on":"2026-11-22"}"#);
}

#[test]
fn only_a_sandbox_takes_a_clock() {
    let folder = crate::common::place::folder();
    let path = folder.path().join("real.sqlite");
    let mut desk =
        fapiao_desk::desk::Desk::open(&path, fapiao_desk::desk::Open::New { sandbox: false }).unwrap();
    let line = at("2026-11-22T12:00:00", &chosen(&["B1"], ""));
    let envelope = fapiao_desk::desk::protocol::decode::decode(serde_json::from_str(&line).unwrap()).unwrap();
    let refusal = serde_json::to_value(desk.handle(&envelope).unwrap_err()).unwrap();
    assert_eq!(refusal["rule"], "clock-override");
}
