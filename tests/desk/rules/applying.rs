//! Section 5, rule by rule in its order: who may apply for what, and with what.

use super::{amount, at, bill, chosen, customer_of, refuses};
use crate::common::Play;
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::refusal::message;

#[test]
fn only_accounts_of_the_mainland_apply() {
    for region in ["hong_kong_macao_taiwan", "overseas"] {
        let mut play = Play::new();
        play.ok(&format!(
            r#"{{"op":"add_account","account":"C1","issuer":"Q","name":"Harbour","kind":"enterprise","region":"{region}"}}"#
        ));
        refuses(&mut play, "account-outside-mainland", &chosen(&["B1"], ""));
    }
}

#[test]
fn a_frozen_account_does_not_apply_until_it_is_active_again() {
    let mut play = customer_of("T");
    let set = |status| format!(r#"{{"op":"set_account_status","account":"C1","status":"{status}"}}"#);
    play.ok(&set("frozen"));
    refuses(&mut play, "account-frozen", &amount("1.00", ""));
    play.ok(&set("active"));
    play.ok(&amount("1.00", ""));
}

#[test]
fn an_address_that_is_not_there_is_wrong_only_where_and_when_one_is_required() {
    let mut play = customer_of("T");
    let unknown = r#","address":"99""#;
    refuses(&mut play, "not-found", &amount("1.00", unknown));
    refuses(&mut play, "not-found", &amount("1.00", r#","address":"99","remark":"🙂""#));
    refuses(&mut play, "amount-exceeds-invoiceable", &amount("100.01", unknown));
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#);
    refuses(&mut play, "account-frozen", &amount("1.00", unknown));
    // Delivery is by e-mail: no address is looked at, whichever is named.
    let mut play = customer_of("Q");
    play.ok(&chosen(&["B1"], unknown));
}

#[test]
fn a_bill_unpaid_for_more_than_thirty_days_after_it_was_due_freezes_the_account() {
    let mut play = customer_of("Q");
    play.ok(&bill("U", "2026-10-01", "2026-10-23", None));
    refuses(&mut play, "overdue-bill", &at("2026-11-22T23:59:59", &chosen(&["B1"], "")));
    refuses(&mut play, "account-frozen", &at("2026-11-23T00:00:00", &chosen(&["B1"], "")));
    play.ok(r#"{"op":"pay_bill","bill_no":"U","paid_on":"2026-11-23"}"#);
    play.ok(&chosen(&["B1"], ""));
}

#[test]
fn a_bill_unpaid_for_long_does_not_freeze_where_the_policy_does_not_say_so() {
    let mut play = customer_of("T");
    play.ok(&bill("U", "2025-01-01", "2025-01-02", None));
    play.ok(&amount("1.00", ""));
}

#[test]
fn a_bill_due_today_is_not_overdue_and_tomorrow_it_is() {
    let mut play = customer_of("Q");
    play.ok(&bill("U", "2026-11-01", "2026-11-22", None));
    play.ok(&bill("B2", "2026-11-01", "2026-11-22", Some("2026-11-05")));
    play.ok(&at("2026-11-22T23:59:59", &chosen(&["B1"], "")));
    refuses(&mut play, "overdue-bill", &at("2026-11-23T00:00:00", &chosen(&["B2"], "")));
}

#[test]
fn a_payment_that_is_dated_tomorrow_leaves_the_bill_overdue_today() {
    let mut play = customer_of("Q");
    play.ok(&bill("U", "2026-11-01", "2026-11-21", Some("2026-11-23")));
    refuses(&mut play, "overdue-bill", &chosen(&["B1"], ""));
    play.ok(&at("2026-11-23T00:00:00", &chosen(&["B1"], "")));
}

#[test]
fn each_policy_takes_its_own_basis() {
    refuses(&mut customer_of("T"), "basis-not-offered", &chosen(&["B1"], ""));
    refuses(&mut customer_of("Q"), "basis-not-offered", &amount("1.00", r#","email":"fin@example.com""#));
}

#[test]
fn all_is_offered_by_both_policies() {
    let all = r#"{"op":"submit_application","account":"C1","type":"enterprise_general","all":true,"email":"fin@example.com"}"#;
    for issuer in ["T", "Q"] {
        assert_eq!(customer_of(issuer).ok(all)["amount"], "100.00", "{issuer}");
    }
}

#[test]
fn a_bill_that_is_unknown_or_of_another_account_is_not_found() {
    let mut play = customer_of("Q");
    play.customer("C2", "Q");
    play.paid("C2", "F1", "10.00");
    refuses(&mut play, "bill-not-found", &chosen(&["X"], ""));
    refuses(&mut play, "bill-not-found", &chosen(&["B1", "F1"], ""));
}

#[test]
fn a_bill_is_paid_from_the_day_of_its_payment_on() {
    let mut play = customer_of("Q");
    play.ok(&bill("U", "2026-11-01", "2026-12-31", None));
    play.ok(&bill("P", "2026-11-01", "2026-12-31", Some("2026-11-23")));
    refuses(&mut play, "bill-not-paid", &chosen(&["U"], ""));
    refuses(&mut play, "bill-not-paid", &at("2026-11-22T23:59:59", &chosen(&["P"], "")));
    play.ok(&at("2026-11-23T00:00:00", &chosen(&["P"], "")));
}

#[test]
fn a_bill_can_be_invoiced_until_the_day_twelve_months_after_its_date() {
    let mut play = customer_of("Q");
    play.ok(&bill("OLD", "2025-11-22", "2025-12-01", Some("2025-11-30")));
    play.ok(&bill("OLDER", "2025-11-21", "2025-12-01", Some("2025-11-30")));
    refuses(&mut play, "bill-age-limit", &chosen(&["OLDER"], ""));
    refuses(&mut play, "bill-age-limit", &at("2026-11-23T00:00:00", &chosen(&["OLD"], "")));
    play.ok(&at("2026-11-22T23:59:59", &chosen(&["OLD"], "")));
}

#[test]
fn twelve_months_after_a_leap_day_end_on_28_february() {
    let mut play = customer_of("Q");
    play.ok(&bill("LEAP", "2028-02-29", "2028-03-31", Some("2028-02-29")));
    refuses(&mut play, "bill-age-limit", &at("2029-03-01T00:00:00", &chosen(&["LEAP"], "")));
    play.ok(&at("2029-02-28T23:59:59", &chosen(&["LEAP"], "")));
}

#[test]
fn a_bill_of_which_nothing_remains_is_not_applied_for() {
    let mut play = customer_of("Q");
    play.paid("C1", "B2", "10.00");
    play.ok(&chosen(&["B1"], ""));
    refuses(&mut play, "bill-fully-invoiced", &chosen(&["B1"], ""));
    refuses(&mut play, "bill-fully-invoiced", &chosen(&["B2", "B1"], ""));
    play.ok(r#"{"op":"add_refund","bill_no":"B2","amount":"10.00","on":"2026-11-22"}"#);
    refuses(&mut play, "bill-fully-invoiced", &chosen(&["B2"], ""));
}

#[test]
fn within_a_rule_the_first_bill_in_the_order_given_is_named() {
    let mut play = customer_of("Q");
    play.ok(&bill("U1", "2026-11-01", "2026-12-31", None));
    play.ok(&bill("U2", "2026-10-01", "2026-12-31", None));
    let refusal = play.send(&chosen(&["U1", "U2"], "")).unwrap_err();
    assert_eq!(serde_json::to_value(refusal).unwrap()["bill_no"], "U1");
}

#[test]
fn rules_are_asked_before_bills() {
    // The second bill is not found, which is asked before whether the first is paid.
    let mut play = customer_of("Q");
    play.ok(&bill("U", "2026-11-01", "2026-12-31", None));
    refuses(&mut play, "bill-not-found", &chosen(&["U", "X"], ""));
}

#[test]
fn an_amount_is_more_than_nothing() {
    let mut play = customer_of("T");
    refuses(&mut play, "amount-not-positive", &amount("0.00", ""));
    refuses(&mut play, "amount-not-positive", &amount("-1.00", ""));
    play.ok(&amount("0.01", ""));
}

#[test]
fn all_of_nothing_is_no_amount() {
    let all = r#"{"op":"submit_application","account":"C1","type":"enterprise_general","all":true,"email":"fin@example.com"}"#;
    for issuer in ["T", "Q"] {
        let mut play = customer_of(issuer);
        play.ok(all);
        refuses(&mut play, "amount-not-positive", all);
    }
}

#[test]
fn all_of_what_the_non_invoiceable_amount_eats_up_says_why_with_both_sums() {
    let all = r#"{"op":"submit_application","account":"C1","type":"enterprise_general","all":true,"email":"fin@example.com"}"#;
    for issuer in ["T", "Q"] {
        let mut play = customer_of(issuer);
        play.ok(
            r#"{"op":"add_non_invoiceable","account":"C1","amount":"120.00","reason":"other","note":"x"}"#,
        );
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
fn the_whole_invoiceable_amount_is_allowed_and_a_fen_more_is_not() {
    let mut play = customer_of("T");
    play.ok(r#"{"op":"add_non_invoiceable","account":"C1","amount":"30.00","reason":"other"}"#);
    refuses(&mut play, "amount-exceeds-invoiceable", &amount("70.01", ""));
    assert_eq!(play.ok(&amount("70.00", ""))["bills"][0]["absorbed"], "30.00");
    refuses(&mut play, "amount-exceeds-invoiceable", &amount("0.01", ""));
}

#[test]
fn chosen_bills_are_worth_more_than_what_is_not_invoiceable() {
    let mut play = customer_of("Q");
    play.ok(r#"{"op":"add_non_invoiceable","account":"C1","amount":"100.00","reason":"other"}"#);
    refuses(&mut play, "selection-below-offset", &chosen(&["B1"], ""));
    play.paid("C1", "B2", "0.01");
    refuses(&mut play, "selection-below-offset", &chosen(&["B2"], ""));
    assert_eq!(play.ok(&chosen(&["B1", "B2"], ""))["amount"], "0.01");
}

#[test]
fn each_kind_of_account_has_its_types() {
    let mut play = customer_of("T");
    let personal = amount("1.00", "").replace("enterprise_general", "personal_general");
    refuses(&mut play, "type-not-allowed", &personal);
    play.ok(r#"{"op":"add_account","account":"P1","issuer":"T","name":"孙敏","kind":"individual"}"#);
    let bill = bill("P", "2026-10-01", "2026-10-10", Some("2026-10-05")).replace("C1", "P1");
    play.ok(&bill);
    refuses(&mut play, "type-not-allowed", &amount("1.00", "").replace("C1", "P1"));
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
    let info = &play.ok(&format!(r#"{{"op":"application","application":"{number}"}}"#))["info"];
    assert_eq!(info["name"], "杭州砺行新能源有限责任公司");
    assert_eq!(info["tax_id"], "913301067L53XQJUQR");
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
fn a_special_invoice_needs_an_approved_qualification_where_it_is_reviewed() {
    let mut play = customer_of("T");
    play.ok(r#"{"op":"add_user","name":"赵敏","roles":["reviewer"]}"#);
    let info = |bank_account: &str| {
        format!(
            r#"{{"op":"save_invoice_info","account":"C1","type":"enterprise_special","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR","address":"杭州市余杭区文一西路969号","phone":"0571-81234567","bank":"中国工商银行杭州分行营业部","bank_account":"{bank_account}"}}"#
        )
    };
    let special = amount("1.00", "").replace("enterprise_general", "enterprise_special");
    let submit = play.submission("C1");
    let decide = |op: &str| {
        format!(
            r#"{{"op":"{op}_qualification","account":"C1","by":"赵敏","reasons":{{"bank_account":"不清楚"}}}}"#
        )
    };
    play.ok(&info("1202026209900012345"));
    refuses(&mut play, "qualification-required", &special);
    play.ok(&submit);
    refuses(&mut play, "qualification-pending", &special);
    play.ok(&decide("reject"));
    refuses(&mut play, "qualification-rejected", &special);
    play.ok(&submit);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"赵敏"}"#);
    play.ok(&special);
    play.ok(&info("1202026209900012346"));
    refuses(&mut play, "qualification-stale", &special);
    play.ok(&submit);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"赵敏"}"#);
    play.ok(&special);
    play.ok(&decide("revoke"));
    refuses(&mut play, "qualification-rejected", &special);
}

#[test]
fn an_invoice_that_is_posted_needs_an_address() {
    let mut play = customer_of("T");
    let address = play.ok(r#"{"op":"save_address","account":"C1","recipient":"李强","phone":"17199338205","region":"浙江省","street":"一路1号","default":true}"#);
    let named = format!(r#","address":{}"#, address["address"]);
    for id in ["1", "2"] {
        play.ok(&format!(r#"{{"op":"remove_address","address":"{id}"}}"#));
    }
    refuses(&mut play, "address-required", &amount("1.00", ""));
    refuses(&mut play, "not-found", &amount("1.00", &named));
}

#[test]
fn without_the_default_address_an_application_goes_to_the_oldest_that_is_left() {
    let mut play = customer_of("T");
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
    let mut play = customer_of("T");
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
    let mut play = customer_of("T");
    play.customer("C2", "T");
    refuses(&mut play, "not-found", &amount("1.00", r#","address":"2""#));
}

#[test]
fn an_invoice_that_is_e_mailed_needs_an_address_to_go_to() {
    let mut play = customer_of("Q");
    let without = chosen(&["B1"], "").replace(r#","email":"fin@example.com""#, "");
    refuses(&mut play, "email-required", &without);
    refuses(&mut play, "email-required", &chosen(&["B1"], "").replace("fin@example.com", " "));
    refuses(&mut play, "email-invalid", &chosen(&["B1"], "").replace("fin@example.com", "fin@"));
    let two = chosen(&["B1"], "").replace("fin@example.com", "fin@example.com, b@");
    refuses(&mut play, "email-invalid", &two);
    let long = format!("{}@{}.com", "a".repeat(60), "b".repeat(136));
    assert_eq!(long.len(), 201);
    refuses(&mut play, "email-invalid", &chosen(&["B1"], "").replace("fin@example.com", &long));
    play.ok(&chosen(&["B1"], "").replace("fin@example.com", &long[1..]));
}

#[test]
fn a_remark_has_at_most_230_characters_that_tax_software_holds() {
    let mut play = customer_of("Q");
    let remark = |text: &str| chosen(&["B1"], &format!(r#","remark":"{text}""#));
    refuses(&mut play, "remark-invalid", &remark(&"备".repeat(231)));
    refuses(&mut play, "remark-invalid", &remark("谢谢😀"));
    play.ok(&remark(&"备".repeat(230)));
}

#[test]
fn what_is_asked_for_is_one_thing() {
    let mut play = customer_of("T");
    refuses(&mut play, "bad-field", &amount("1.00", r#","all":true"#));
    refuses(&mut play, "bad-field", &amount("1.00", r#","bills":["B1"]"#));
    refuses(&mut play, "bad-field", &amount("1.00", "").replace(r#","amount":"1.00""#, ""));
    let mut play = customer_of("Q");
    refuses(&mut play, "bad-field", &chosen(&["B1", "B1"], ""));
}

#[test]
fn who_may_not_is_refused_and_nothing_is_done() {
    let mut play = customer_of("T");
    play.ok(r#"{"op":"add_user","name":"赵磊","roles":["reviewer"]}"#);
    refuses(&mut play, "not-permitted", &amount("1.00", r#","by":"赵磊""#));
    refuses(&mut play, "not-found", &amount("1.00", r#","by":"谁""#));
}
