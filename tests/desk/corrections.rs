//! Corrections after issue through the whole desk.

use crate::common::Play;
use crate::common::lines::{NAME, apply_bills, request_correction, reverse, review, special_info};

/// Two customers' worth of issued applications under the policy that offers corrections, and a reviewer.
fn begin() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.ok(r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#);
    play
}

fn issued(play: &mut Play, n: u32) -> String {
    play.paid("C1", &format!("B{n}"), "100.00");
    let application = play.apply("C1", &[&format!("B{n}")]);
    play.issue(&application, &format!("264400000000000000{n:02}"), "100.00");
    application
}

fn request(application: &str) -> String {
    request_correction(application, r#"{"remark":"合同 R-1","email":"new@example.com"}"#)
}

fn decide(op: &str, application: &str) -> String {
    let red_number = match op {
        "approve_correction" => format!(r#","red_number":"2655000000000000{}""#, &application[11..]),
        _ => String::new(),
    };
    format!(r#"{{"op":"{op}","application":"{application}","by":"李强","reason":"同意"{red_number}}}"#)
}

#[test]
fn an_approved_correction_reverses_the_invoice_and_opens_a_replacement_with_the_changes() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    play.ok(&request(&old));
    let answer = play.ok(&decide("approve_correction", &old));
    let new = answer["replacement"].as_str().unwrap();
    assert_eq!(play.application(&old)["state"], "reversed");
    let replacement = play.application(new);
    assert_eq!(replacement["state"], "submitted");
    assert_eq!(replacement["amount"], "100.00");
    assert_eq!(replacement["remark"], "合同 R-1");
    assert_eq!(replacement["email"], "new@example.com");
    assert_eq!(play.balance("C1")["invoiceable"], "0.00", "the replacement holds the bill");
}

#[test]
fn a_replacement_is_opened_also_when_its_bill_is_too_old_by_now() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    play.at("2027-11-22T12:00:00+08:00");
    play.ok(&request(&old));
    assert!(play.ok(&decide("approve_correction", &old))["replacement"].is_string());
}

#[test]
fn a_refund_in_the_meantime_makes_the_replacement_smaller() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"30.00","on":"2026-11-22"}"#);
    play.ok(&request(&old));
    let new = play.ok(&decide("approve_correction", &old))["replacement"].as_str().unwrap().to_owned();
    assert_eq!(play.application(&new)["amount"], "70.00");
}

#[test]
fn a_replacement_is_for_no_more_than_what_it_replaces() {
    let mut play = begin();
    let first = issued(&mut play, 1);
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-22"}"#);
    play.paid("C1", "B2", "100.00");
    let old = play.apply("C1", &["B2"]);
    play.issue(&old, "26440000000000000002", "60.00");
    // Reversing the first gives the 40.00 back that were absorbed on B2; they are for another application.
    play.ok(&reverse(&first, "26440000000000000009"));
    play.ok(&request(&old));
    let new = play.ok(&decide("approve_correction", &old))["replacement"].as_str().unwrap().to_owned();
    assert_eq!(play.application(&new)["amount"], "60.00");
    assert_eq!(play.balance("C1")["invoiceable"], "100.00");
}

#[test]
fn a_replacement_is_not_opened_for_an_account_that_may_not_apply() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    play.ok(&request(&old));
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#);
    assert_eq!(play.refused(&decide("approve_correction", &old)), "account-frozen");
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"active"}"#);
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"B9","kind":"other","amount":"1.00","billed_on":"2026-10-01","due_on":"2026-11-21"}"#);
    assert_eq!(play.refused(&decide("approve_correction", &old)), "overdue-bill");
    play.ok(r#"{"op":"pay_bill","bill_no":"B9","paid_on":"2026-11-22"}"#);
    assert!(play.ok(&decide("approve_correction", &old))["replacement"].is_string());
}

#[test]
fn a_special_invoice_is_corrected_to_reviewed_info_alone() {
    const OWN: &str =
        r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订规则","name_en":"Own"}"#;
    const REVIEWS: &str =
        r#"{"op":"change_policy","code":"own","changes":{"qualification_review_working_days":2}}"#;
    let mut play = begin();
    play.ok(OWN);
    play.ok(r#"{"op":"change_issuer","code":"Q","changes":{"policy":"own"}}"#);
    play.paid("C1", "B1", "100.00");
    let info = |bank_account: &str| special_info("C1", NAME, bank_account);
    play.ok(&info("1202026209900012345"));
    let old = play.applied(&apply_bills("C1", &["B1"]).replace("enterprise_general", "enterprise_special"));
    play.issue(&old, "26440000000000000001", "100.00");
    play.ok(REVIEWS);
    let request = request_correction(&old, r#"{"bank_account":"88888888"}"#);
    assert_eq!(play.refused(&request), "qualification-required");
    play.ok(&info("88888888"));
    let submission = play.submission("C1");
    play.ok(&submission);
    play.ok(&review("approve", "C1", "李强"));
    let other = request.replace("88888888", "77777777");
    assert_eq!(play.refused(&other), "qualification-stale", "what was approved is another account number");
    play.ok(&request);
    assert!(play.ok(&decide("approve_correction", &old))["replacement"].is_string());
}

#[test]
fn another_person_decides_and_only_once() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    play.ok(&request(&old));
    assert_eq!(play.refused(&request(&old)), "conflict");
    assert_eq!(play.refused(&decide("approve_correction", &old).replace("李强", "desk")), "four-eyes");
    play.ok(&decide("reject_correction", &old));
    assert_eq!(play.refused(&decide("approve_correction", &old)), "not-found");
    assert_eq!(play.application(&old)["state"], "issued");
}

#[test]
fn the_fourth_correction_of_a_calendar_year_is_refused_and_a_new_year_begins_anew() {
    let mut play = begin();
    let applications: Vec<String> = (1..=4).map(|n| issued(&mut play, n)).collect();
    for application in &applications[..3] {
        play.ok(&request(application));
        play.ok(&decide("approve_correction", application));
    }
    assert_eq!(play.refused(&request(&applications[3])), "correction-quota-used");
    play.at("2026-12-31T23:59:59+08:00");
    assert_eq!(play.refused(&request(&applications[3])), "correction-quota-used");
    play.at("2027-01-01T00:00:00+08:00");
    play.ok(&request(&applications[3]));
}

#[test]
fn a_correction_is_of_the_year_in_which_it_is_approved() {
    let mut play = begin();
    let applications: Vec<String> = (1..=5).map(|n| issued(&mut play, n)).collect();
    play.at("2026-12-31T23:59:59+08:00");
    play.ok(&request(&applications[0]));
    play.at("2027-01-01T00:00:00+08:00");
    // The one that waits will be one of the three of the new year, whichever is approved first.
    play.ok(&request(&applications[1]));
    play.ok(&request(&applications[2]));
    assert_eq!(play.refused(&request(&applications[3])), "correction-quota-used");
    for application in &applications[..3] {
        play.ok(&decide("approve_correction", application));
    }
    assert_eq!(play.refused(&request(&applications[3])), "correction-quota-used");
}

#[test]
fn a_correction_that_is_decided_has_a_reason() {
    let mut play = begin();
    let application = issued(&mut play, 1);
    play.ok(&request(&application));
    for op in ["approve_correction", "reject_correction"] {
        for reason in ["", r#","reason":" ""#] {
            let line = format!(r#"{{"op":"{op}","application":"{application}","by":"李强"{reason}}}"#);
            assert_eq!(play.refused(&line), "bad-field", "{line}");
        }
    }
    play.ok(&decide("approve_correction", &application));
}

#[test]
fn a_refused_request_does_not_count() {
    let mut play = begin();
    let application = issued(&mut play, 1);
    for _ in 0..4 {
        play.ok(&request(&application));
        play.ok(&decide("reject_correction", &application));
    }
}

#[test]
fn what_is_not_issued_or_offered_is_not_corrected() {
    let mut play = begin();
    play.paid("C1", "B1", "100.00");
    let submitted = play.apply("C1", &["B1"]);
    assert_eq!(play.refused(&request(&submitted)), "transition-not-allowed");
    play.customer("C2", "T");
    play.paid("C2", "B2", "100.00");
    let other =
        play.applied(r#"{"op":"submit_application","account":"C2","type":"enterprise_general","all":true}"#);
    play.issue(&other, "26440000000000000099", "100.00");
    assert_eq!(play.refused(&request(&other)), "correction-not-offered");
}

#[test]
fn changes_are_checked_before_anything_happens() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    for (changes, rule) in [
        (r#"{"colour":"red"}"#, "bad-field"),
        (r#"{"tax_id":"91330106"}"#, "invoice-info-invalid"),
        (r#"{"email":"nobody"}"#, "email-invalid"),
        (r#"{"email":" "}"#, "email-required"),
        (&format!(r#"{{"contact":"{}"}}"#, "李".repeat(501)), "bad-field"),
        (r#"{"remark":"😀"}"#, "remark-invalid"),
    ] {
        let line = format!(
            r#"{{"op":"request_correction","application":"{old}","reason":"x","changes":{changes}}}"#
        );
        assert_eq!(play.refused(&line), rule);
    }
}

#[test]
fn a_request_lapses_when_the_invoice_is_reversed_and_takes_no_place_in_the_year() {
    let mut play = begin();
    let applications: Vec<String> = (1..=4).map(|n| issued(&mut play, n)).collect();
    for (n, application) in applications[..3].iter().enumerate() {
        play.ok(&request(application));
        play.ok(&format!(
            r#"{{"op":"reverse_application","application":"{application}","red_number":"2644000000000000009{n}","reason":"service_ended"}}"#
        ));
        for op in ["approve_correction", "reject_correction"] {
            assert_eq!(play.refused(&decide(op, application)), "not-found", "nothing waits any more");
        }
    }
    play.ok(&request(&applications[3]));
    play.ok(&decide("approve_correction", &applications[3]));
}

/// An application of 100.00 that was issued with two invoices, the first a day after the second.
fn issued_twice(play: &mut Play) -> String {
    play.paid("C1", "B1", "100.00");
    let application = play.apply("C1", &["B1"]);
    play.accept(&application);
    play.ok(&format!(
        r#"{{"op":"issue_application","application":"{application}","at":"2026-11-23T12:00:00+08:00","invoices":[{{"number":"26440000000000000001","issued_on":"2026-11-23","gross":"60.00"}},{{"number":"26440000000000000002","issued_on":"2026-11-22","gross":"40.00"}}]}}"#
    ));
    application
}

#[test]
fn nothing_is_reversed_by_an_approval_without_a_red_number_for_each_invoice() {
    let mut play = begin();
    let old = issued_twice(&mut play);
    play.ok(&request(&old));
    let approve = |numbers: &str| {
        format!(r#"{{"op":"approve_correction","application":"{old}","by":"李强","reason":"同意"{numbers}}}"#)
    };
    let pair = |number: u32, red: u32| {
        format!(r#"{{"number":"2644000000000000000{number}","red_number":"2655000000000000000{red}"}}"#)
    };
    for numbers in [
        String::new(),
        r#","red_number":"26550000000000000001""#.to_owned(),
        format!(r#","reversals":[{}]"#, pair(1, 1)),
        format!(r#","reversals":[{},{}]"#, pair(1, 1), pair(3, 2)),
    ] {
        assert_eq!(play.refused(&approve(&numbers)), "bad-field", "{numbers}");
    }
    let twice = format!(r#","reversals":[{},{}]"#, pair(1, 1), pair(2, 1));
    assert_eq!(play.refused(&approve(&twice)), "duplicate-invoice-number");
    assert_eq!(play.application(&old)["state"], "issued", "nothing is half done");
    play.ok(&approve(&format!(r#","reversals":[{},{}]"#, pair(2, 2), pair(1, 1))));
    let reversals = play.application(&old)["reversals"].take();
    let red = |i: usize| reversals[i]["red_number"].as_str().unwrap();
    assert_eq!((red(0), red(1)), ("26550000000000000001", "26550000000000000002"));
    assert_eq!(reversals[0]["reason"], "wrong_invoice");
}

#[test]
fn an_approval_changes_nothing_that_was_not_asked_for() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    play.ok(&request(&old));
    let changed = decide("approve_correction", &old).replace('}', r#","changes":{"remark":"x"}}"#);
    assert_eq!(play.refusal(&changed)["field"], "changes");
    let numbered = decide("reject_correction", &old).replace('}', r#","red_number":"26550000000000000001"}"#);
    assert_eq!(play.refusal(&numbered)["field"], "red_number");
}

#[test]
fn with_several_invoices_the_window_counts_from_the_earliest() {
    let mut play = begin();
    let old = issued_twice(&mut play);
    play.at("2027-11-23T00:00:00+08:00");
    assert_eq!(play.refused(&request(&old)), "correction-window-closed");
    play.at("2027-11-22T23:59:59+08:00");
    play.ok(&request(&old));
}

#[test]
fn who_asked_neither_approves_nor_rejects() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    play.ok(&request(&old));
    for op in ["approve_correction", "reject_correction"] {
        assert_eq!(play.refused(&decide(op, &old).replace("李强", "desk")), "four-eyes");
    }
    play.ok(&decide("reject_correction", &old));
}

#[test]
fn what_was_refunded_in_full_is_not_corrected_but_reversed() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"100.00","on":"2026-11-22"}"#);
    let said = play.refusal(&request(&old));
    assert_eq!((&said["rule"], &said["correcting"]), (&"selection-below-offset".into(), &old.clone().into()));
    play.ok(&reverse(&old, "26550000000000000001"));
    assert_eq!(play.balance("C1")["non_invoiceable"], "0.00", "the advice can be followed");
}

#[test]
fn a_fen_that_is_left_is_corrected_and_what_the_non_invoiceable_amount_eats_up_is_not() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"60.00","on":"2026-11-22"}"#);
    play.ok(r#"{"op":"add_non_invoiceable","account":"C1","amount":"39.99","reason":"other","note":"x"}"#);
    play.ok(&request(&old));
    play.ok(&decide("reject_correction", &old));
    play.ok(r#"{"op":"add_non_invoiceable","account":"C1","amount":"0.01","reason":"other","note":"x"}"#);
    let said = play.refusal(&request(&old));
    let sums = (&said["rule"], &said["remaining"], &said["non_invoiceable"]);
    assert_eq!(sums, (&"selection-below-offset".into(), &"40.00".into(), &"40.00".into()));
}

#[test]
fn what_bars_the_account_bars_the_request_too() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#);
    assert_eq!(play.refused(&request(&old)), "account-frozen");
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"active"}"#);
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"B9","kind":"other","amount":"1.00","billed_on":"2026-10-01","due_on":"2026-11-21"}"#);
    assert_eq!(play.refused(&request(&old)), "overdue-bill");
}

/// An issued application of `C1`, whose issuer posts by now, and has another item at another rate.
fn issued_before_a_change_of_policy(play: &mut Play) -> String {
    play.ok(r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订","name_en":"Own"}"#);
    play.ok(r#"{"op":"change_issuer","code":"Q","changes":{"policy":"own"}}"#);
    let old = issued(play, 1);
    play.ok(r#"{"op":"change_policy","code":"own","changes":{"delivery":"post","bill_age_limit_months":1,"items":[{"name":"新服务","short_name":"信息技术服务","tax_code":"3040201990000000000","rates":[{"from":"2016-05-01","rate":"0.06"}]}]}}"#);
    old
}

/// Approves the correction of `old`, and issues and posts what takes its place; answers its view.
fn replaced(play: &mut Play, old: &str) -> serde_json::Value {
    let new = play.ok(&decide("approve_correction", old))["replacement"].as_str().unwrap().to_owned();
    play.issue(&new, "26440000000000000077", "100.00");
    play.ok(&format!(
        r#"{{"op":"deliver_application","application":"{new}","carrier":"EMS","tracking_no":"EA1"}}"#
    ));
    play.application(&new)
}

#[test]
fn a_replacement_is_issued_by_the_terms_the_item_and_the_rate_of_one_version() {
    let mut play = begin();
    let old = issued_before_a_change_of_policy(&mut play);
    play.ok(&request(&old));
    let new = replaced(&mut play, &old);
    assert_eq!(new["item"], "*信息技术服务*新服务");
    assert_eq!(new["invoices"][0]["rate"], "0.06");
    assert_eq!(
        new["address"]["recipient"], "孙敏",
        "where nothing was posted before, it goes to the default"
    );
}

#[test]
fn a_replacement_is_posted_to_the_address_that_the_changes_name() {
    let mut play = begin();
    let old = issued_before_a_change_of_policy(&mut play);
    let saved = play.ok(r#"{"op":"save_address","account":"C1","recipient":"周平","phone":"17199338205","region":"浙江省杭州市","street":"莫干山路1号"}"#);
    let to = |id: &str| {
        format!(
            r#"{{"op":"request_correction","application":"{old}","reason":"改邮寄","changes":{{"mailing_address":"{id}"}}}}"#
        )
    };
    assert_eq!(play.refused(&to("999")), "not-found");
    play.ok(&to(saved["address"].as_str().unwrap()));
    assert_eq!(replaced(&mut play, &old)["address"]["recipient"], "周平");
}

#[test]
fn without_an_address_a_replacement_that_is_posted_is_refused_when_it_is_asked_for() {
    let mut play = begin();
    let old = issued_before_a_change_of_policy(&mut play);
    play.ok(r#"{"op":"remove_address","address":"1"}"#);
    assert_eq!(play.refused(&request(&old)), "address-required");
}

#[test]
fn a_replacement_that_is_mailed_goes_to_no_address() {
    let mut play = begin();
    let old = issued(&mut play, 1);
    let line = format!(
        r#"{{"op":"request_correction","application":"{old}","reason":"x","changes":{{"mailing_address":"1"}}}}"#
    );
    let said = play.refusal(&line);
    assert_eq!((&said["field"], &said["fault"]), (&"changes.mailing_address".into(), &"not_offered".into()));
}
