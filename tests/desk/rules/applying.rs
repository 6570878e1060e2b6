//! Section 5, rule by rule in its order: who may apply for what, and with what.

use super::{amount, at, bill, chosen, refuses};
use crate::common::Play;
use crate::common::lines::{general_info, non_invoiceable};
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::refusal::message;

#[test]
fn a_frozen_account_does_not_apply_until_it_is_active_again() {
    let mut play = Play::with_bill("T");
    let set = |status| format!(r#"{{"op":"set_account_status","account":"C1","status":"{status}"}}"#);
    play.ok(&set("frozen"));
    refuses(&mut play, "account-frozen", &amount("1.00", ""));
    play.ok(&set("active"));
    play.ok(&amount("1.00", ""));
}

#[test]
fn an_address_that_is_not_there_is_wrong_only_where_and_when_one_is_required() {
    let mut play = Play::with_bill("T");
    let unknown = r#","address":"99""#;
    refuses(&mut play, "not-found", &amount("1.00", unknown));
    refuses(&mut play, "not-found", &amount("1.00", r#","address":"99","remark":"🙂""#));
    refuses(&mut play, "amount-exceeds-invoiceable", &amount("100.01", unknown));
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#);
    refuses(&mut play, "account-frozen", &amount("1.00", unknown));
    // Delivery is by e-mail: no address is looked at, whichever is named.
    let mut play = Play::with_bill("Q");
    play.ok(&chosen(&["B1"], unknown));
}

#[test]
fn a_payment_that_is_dated_tomorrow_leaves_the_bill_overdue_today() {
    let mut play = Play::with_bill("Q");
    play.ok(&bill("U", "2026-11-01", "2026-11-21", Some("2026-11-23")));
    refuses(&mut play, "overdue-bill", &chosen(&["B1"], ""));
    play.ok(&at("2026-11-23T00:00:00", &chosen(&["B1"], "")));
}

#[test]
fn within_a_rule_the_first_bill_in_the_order_given_is_named() {
    let mut play = Play::with_bill("Q");
    play.ok(&bill("U1", "2026-11-01", "2026-12-31", None));
    play.ok(&bill("U2", "2026-10-01", "2026-12-31", None));
    let refusal = play.send(&chosen(&["U1", "U2"], "")).unwrap_err();
    assert_eq!(serde_json::to_value(refusal).unwrap()["bill_no"], "U1");
}

#[test]
fn rules_are_asked_before_bills() {
    // The second bill is not found, which is asked before whether the first is paid.
    let mut play = Play::with_bill("Q");
    play.ok(&bill("U", "2026-11-01", "2026-12-31", None));
    refuses(&mut play, "bill-not-found", &chosen(&["U", "X"], ""));
}

#[test]
fn an_amount_is_more_than_nothing() {
    let mut play = Play::with_bill("T");
    refuses(&mut play, "amount-not-positive", &amount("0.00", ""));
    refuses(&mut play, "amount-not-positive", &amount("-1.00", ""));
    play.ok(&amount("0.01", ""));
}

#[test]
fn all_of_what_the_non_invoiceable_amount_eats_up_says_why_with_both_sums() {
    let all = r#"{"op":"submit_application","account":"C1","type":"enterprise_general","all":true,"email":"fin@example.com"}"#;
    for issuer in ["T", "Q"] {
        let mut play = Play::with_bill(issuer);
        play.ok(&non_invoiceable("C1", "120.00"));
        refuses(&mut play, "amount-not-positive", all);
        let refusal = play.send(all).unwrap_err();
        for (lang, told) in [(Lang::Zh, "先抵扣不可开票金额"), (Lang::En, "must be taken off first")]
        {
            let said = message(lang, &refusal);
            assert!([told, "¥100.00", "¥120.00"].iter().all(|part| said.contains(part)), "{said}");
        }
        let said = serde_json::to_value(refusal).unwrap();
        assert_eq!((&said["remaining"], &said["non_invoiceable"]), (&"100.00".into(), &"120.00".into()));
    }
}

#[test]
fn each_kind_of_account_has_its_types() {
    let mut play = Play::with_bill("T");
    let personal = amount("1.00", "").replace("enterprise_general", "personal_general");
    refuses(&mut play, "type-not-allowed", &personal);
    play.ok(r#"{"op":"add_account","account":"P1","issuer":"T","name":"孙敏","kind":"individual"}"#);
    let bill = bill("P", "2026-10-01", "2026-10-10", Some("2026-10-05")).replace("C1", "P1");
    play.ok(&bill);
    refuses(&mut play, "type-not-allowed", &amount("1.00", "").replace("C1", "P1"));
    let save = general_info("C1").replace("enterprise_general", "organisation_general");
    refuses(&mut play, "type-not-allowed", &save);
}

#[test]
fn invoice_info_is_needed_where_none_may_be_derived() {
    let mut play = Play::new();
    for (account, issuer) in [("C1", "T"), ("C2", "Q")] {
        play.ok(&format!(
            r#"{{"op":"add_account","account":"{account}","issuer":"{issuer}","name":"X","kind":"enterprise","verified_name":"杭州砺行新能源有限责任公司","verified_tax_id":"913301067L53XQJUQR"}}"#
        ));
    }
    play.paid("C1", "B1", "10.00");
    play.paid("C2", "B2", "10.00");
    refuses(&mut play, "invoice-info-required", &amount("1.00", ""));
    // The other policy takes the verified name and tax id.
    let made = play.ok(&chosen(&["B2"], "").replace("C1", "C2"));
    let number = made["application"].as_str().unwrap();
    let info = &play.application(number)["info"];
    assert_eq!(info["name"], "杭州砺行新能源有限责任公司");
    assert_eq!(info["tax_id"], "913301067L53XQJUQR");
    play.paid("C2", "B3", "10.00");
    let special = chosen(&["B3"], "").replace("C1", "C2").replace("enterprise_general", "enterprise_special");
    refuses(&mut play, "invoice-info-required", &special);
}

#[test]
fn invoice_info_that_will_not_do_names_every_field() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"C1","issuer":"Q","name":"X","kind":"enterprise","verified_name":"<云>"}"#);
    play.paid("C1", "B1", "10.00");
    // Derived, so that it was never checked when it was saved.
    refuses(&mut play, "invoice-info-invalid", &chosen(&["B1"], ""));
    let refusal = serde_json::to_value(play.send(&chosen(&["B1"], "")).unwrap_err()).unwrap();
    let fields: Vec<&str> =
        refusal["problems"].as_array().unwrap().iter().map(|p| p["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["name", "tax_id"]);
}

#[test]
fn without_the_default_address_an_application_goes_to_the_oldest_that_is_left() {
    let mut play = Play::with_bill("T");
    for (recipient, default) in [("李强", false), ("周婷", true)] {
        play.ok(&format!(
            r#"{{"op":"save_address","account":"C1","recipient":"{recipient}","phone":"17199338205","region":"浙江省","street":"一路1号","default":{default}}}"#
        ));
    }
    play.ok(r#"{"op":"remove_address","address":"1"}"#);
    play.ok(r#"{"op":"remove_address","address":"3"}"#);
    let applied = play.ok(&amount("1.00", ""));
    let one = play.ok(&format!(r#"{{"op":"application","application":{}}}"#, applied["application"]));
    assert_eq!(one["address"]["recipient"], "李强");
}

#[test]
fn one_address_is_always_the_default() {
    let mut play = Play::with_bill("T");
    play.ok(r#"{"op":"remove_address","address":"1"}"#);
    let save = |recipient: &str, more: &str| {
        format!(
            r#"{{"op":"save_address","account":"C1","recipient":"{recipient}","phone":"17199338205","region":"浙江省","street":"一路1号","default":false{more}}}"#
        )
    };
    let goes_to = |play: &mut Play| {
        let applied = play.ok(&amount("1.00", ""));
        let one = play.ok(&format!(r#"{{"op":"application","application":{}}}"#, applied["application"]));
        one["address"]["recipient"].clone()
    };
    let first = play.ok(&save("李强", ""))["address"].as_str().unwrap().to_owned();
    assert_eq!(goes_to(&mut play), "李强", "the only one");
    play.ok(&save("周婷", ""));
    assert_eq!(goes_to(&mut play), "李强");
    play.ok(&save("李强", &format!(r#","address":"{first}""#)));
    assert_eq!(goes_to(&mut play), "周婷", "the first is to be the default no longer");
}

#[test]
fn an_address_of_another_account_is_not_found() {
    let mut play = Play::with_bill("T");
    play.customer("C2", "T");
    refuses(&mut play, "not-found", &amount("1.00", r#","address":"2""#));
}

#[test]
fn a_blank_is_no_address_to_send_e_mail_to() {
    refuses(
        &mut Play::with_bill("Q"),
        "email-required",
        &chosen(&["B1"], "").replace("fin@example.com", " "),
    );
}

#[test]
fn what_is_asked_for_is_one_thing() {
    let mut play = Play::with_bill("T");
    refuses(&mut play, "bad-field", &amount("1.00", r#","all":true"#));
    refuses(&mut play, "bad-field", &amount("1.00", r#","bills":["B1"]"#));
    refuses(&mut play, "bad-field", &amount("1.00", "").replace(r#","amount":"1.00""#, ""));
    let mut play = Play::with_bill("Q");
    refuses(&mut play, "bad-field", &chosen(&["B1", "B1"], ""));
}

#[test]
fn who_may_not_is_refused_and_nothing_is_done() {
    let mut play = Play::with_bill("T");
    play.ok(r#"{"op":"add_user","name":"赵磊","roles":["reviewer"]}"#);
    refuses(&mut play, "not-permitted", &amount("1.00", r#","by":"赵磊""#));
    refuses(&mut play, "not-found", &amount("1.00", r#","by":"谁""#));
}
