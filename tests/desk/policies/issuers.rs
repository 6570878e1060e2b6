//! Issuers that are changed: their policy, their maximum, their items with dated rates; users that get other roles.

use serde_json::{Value, json};

use super::{apply, of, own, refused};
use crate::common::Play;

const NUMBERS: [&str; 4] =
    ["26440000000000000001", "26440000000000000002", "26440000000000000003", "26440000000000000004"];

fn change_issuer(changes: Value) -> String {
    json!({"op": "change_issuer", "code": "O", "changes": changes}).to_string()
}

fn item(name: &str, rates: &[(&str, &str)]) -> Value {
    let rates: Vec<Value> = rates.iter().map(|(from, rate)| json!({"from": from, "rate": rate})).collect();
    json!({"name": name, "short_name": "信息技术服务", "tax_code": "3040201990000000000", "rates": rates})
}

/// An application of `C1` for an amount, accepted; its number.
fn accepted(play: &mut Play, yuan: &str) -> String {
    let number = apply(play, yuan);
    play.ok(&of("accept_application", &number));
    number
}

fn issue(application: &str, issued_on: &str, grosses: &[&str]) -> String {
    let invoices: Vec<Value> = NUMBERS
        .iter()
        .zip(grosses)
        .map(|(number, gross)| json!({"number": number, "issued_on": issued_on, "gross": gross}))
        .collect();
    json!({"op": "issue_application", "application": application, "invoices": invoices}).to_string()
}

fn rich(max: Option<&str>) -> Play {
    let mut play = own("tencent-cloud");
    play.paid("C1", "B1", "1000.00");
    play.ok(&change_issuer(json!({"max_invoice_amount": max})));
    play
}

#[test]
fn an_invoice_of_the_maximum_is_taken_and_a_fen_more_is_refused() {
    let mut play = rich(Some("100.00"));
    let application = accepted(&mut play, "100.00");
    play.ok(&issue(&application, "2026-11-22", &["100.00"]));
    let application = accepted(&mut play, "100.01");
    let refusal = refused(&mut play, &issue(&application, "2026-11-22", &["100.01"]));
    assert_eq!(refusal, json!({"rule": "invoice-above-maximum", "gross": "100.01", "max": "100.00"}));
}

#[test]
fn an_application_above_the_maximum_is_planned_as_several_that_add_up() {
    let mut play = rich(Some("100.00"));
    for (amount, planned) in [
        ("100.00", Value::Null),
        ("100.01", json!({"invoices": 2, "each": "100.00", "last": "0.01"})),
        ("199.99", json!({"invoices": 2, "each": "100.00", "last": "99.99"})),
        ("200.00", json!({"invoices": 2, "each": "100.00", "last": "100.00"})),
        ("200.01", json!({"invoices": 3, "each": "100.00", "last": "0.01"})),
    ] {
        let number = apply(&mut play, amount);
        assert_eq!(play.ok(&of("application", &number))["planned"], planned, "{amount}");
    }
}

#[test]
fn what_was_planned_is_issued() {
    let mut play = rich(Some("100.00"));
    let application = accepted(&mut play, "250.01");
    play.ok(&issue(&application, "2026-11-22", &["100.00", "100.00", "50.01"]));
    let view = play.ok(&of("application", &application));
    assert_eq!((&view["state"], &view["planned"]), (&json!("issued"), &Value::Null));
}

#[test]
fn without_a_maximum_an_application_is_one_invoice() {
    let mut play = rich(None);
    let application = accepted(&mut play, "1000.00");
    assert_eq!(play.ok(&of("application", &application))["planned"], Value::Null);
    play.ok(&issue(&application, "2026-11-22", &["1000.00"]));
}

#[test]
fn an_invoice_has_the_rate_that_is_in_force_on_its_date() {
    let mut play = rich(None);
    let rates = [("2016-05-01", "0.06"), ("2026-11-23", "0.09")];
    play.ok(&change_issuer(json!({"items": [item("云服务费", &rates)]})));
    let old = accepted(&mut play, "10.00");
    let answer = play.ok(&issue(&old, "2026-11-22", &["10.00"]));
    assert_eq!(answer["invoices"][0]["rate"], "0.06");
    let new = accepted(&mut play, "10.00");
    let later = issue(&new, "2026-11-23", &["10.00"]).replace(NUMBERS[0], NUMBERS[1]);
    let answer = play.ok(&super::at("2026-11-23T09:00:00", &later));
    assert_eq!(answer["invoices"][0]["rate"], "0.09");
}

#[test]
fn an_application_is_made_with_the_issuers_own_item_and_else_with_the_policys() {
    let mut play = rich(None);
    let made = |play: &mut Play| {
        let number = apply(play, "10.00");
        play.ok(&of("application", &number))["item"].clone()
    };
    assert_eq!(made(&mut play), "*信息系统服务*云服务费");
    play.ok(&change_issuer(json!({"items": [item("短信费", &[("2016-05-01", "0.06")])]})));
    assert_eq!(made(&mut play), "*信息技术服务*短信费");
    play.ok(&change_issuer(json!({"items": []})));
    assert_eq!(made(&mut play), "*信息系统服务*云服务费");
}

#[test]
fn an_application_keeps_its_item_when_another_comes_first() {
    let mut play = rich(None);
    let (sms, data) = (item("短信费", &[("2016-05-01", "0.06")]), item("数据费", &[("2016-05-01", "0.13")]));
    play.ok(&change_issuer(json!({"items": [sms]})));
    let application = accepted(&mut play, "10.00");
    play.ok(&change_issuer(json!({"items": [data, sms]})));
    assert_eq!(play.ok(&issue(&application, "2026-11-22", &["10.00"]))["invoices"][0]["rate"], "0.06");
}

#[test]
fn an_application_keeps_its_policys_item_when_the_issuer_gets_its_own() {
    let mut play = rich(None);
    let application = accepted(&mut play, "10.00");
    play.ok(&change_issuer(json!({"items": [item("短信费", &[("2016-05-01", "0.01")])]})));
    let issued = play.ok(&issue(&application, "2026-11-22", &["10.00"]));
    assert_eq!(
        (&issued["invoices"][0]["rate"], &issued["invoices"][0]["tax"]),
        (&json!("0.06"), &json!("0.57"))
    );
}

#[test]
fn nothing_is_issued_of_an_item_that_is_gone() {
    let mut play = rich(None);
    let sms = item("短信费", &[("2016-05-01", "0.06")]);
    play.ok(&change_issuer(json!({"items": [sms]})));
    let application = accepted(&mut play, "10.00");
    play.ok(&change_issuer(json!({"items": [item("数据费", &[("2016-05-01", "0.13")])]})));
    let line = issue(&application, "2026-11-22", &["10.00"]);
    let refusal = refused(&mut play, &line);
    assert_eq!((&refusal["rule"], &refusal["field"]), (&json!("bad-field"), &json!("invoices")));
    play.ok(&change_issuer(json!({"items": [item("数据费", &[("2016-05-01", "0.13")]), sms]})));
    assert_eq!(play.ok(&line)["invoices"][0]["rate"], "0.06");
}

#[test]
fn an_invoice_is_not_dated_before_the_first_rate() {
    let mut play = rich(None);
    play.ok(&change_issuer(json!({"items": [item("短信费", &[("2026-11-23", "0.06")])]})));
    let application = accepted(&mut play, "10.00");
    let refusal = refused(&mut play, &issue(&application, "2026-11-22", &["10.00"]));
    assert_eq!(refusal["fault"], json!({"too_early": {"earliest": "2026-11-23"}}));
}

#[test]
fn an_item_that_will_not_do_is_named() {
    let mut play = rich(None);
    let unordered = item("短信费", &[("2026-11-23", "0.06"), ("2026-11-22", "0.06")]);
    let mut short = item("短信费", &[("2026-11-23", "0.06")]);
    short["tax_code"] = json!("304");
    for (item, field) in [(unordered, "changes.items[0].rates[1].from"), (short, "changes.items[0].tax_code")]
    {
        let refusal = refused(&mut play, &change_issuer(json!({"items": [item]})));
        assert_eq!((&refusal["rule"], &refusal["field"]), (&json!("bad-field"), &json!(field)));
    }
}

#[test]
fn an_issuer_goes_over_to_another_policy_and_what_was_applied_for_keeps_its_own() {
    let mut play = rich(None);
    let old = apply(&mut play, "10.00");
    play.ok(&change_issuer(json!({"policy": "qweather"})));
    assert_eq!(
        refused(
            &mut play,
            &json!({"op": "submit_application", "account": "C1",
        "type": "enterprise_general", "amount": "10.00"})
            .to_string()
        )["rule"],
        "basis-not-offered"
    );
    let late = super::at("2026-11-23T00:00:00", &of("cancel_application", &old));
    assert_eq!(refused(&mut play, &late)["rule"], "cancel-window-closed");
}

#[test]
fn an_issuer_is_changed_in_the_fields_that_are_named_and_no_others() {
    let mut play = own("tencent-cloud");
    play.ok(&change_issuer(json!({"tax_id": "913301067L53XQJUQR", "bank": "工行"})));
    play.ok(&change_issuer(json!({"name": " 新名称 ", "bank": null})));
    let dump = crate::common::dump::dump(play.desk.path());
    let row = dump.lines().find(|line| line.starts_with(r#"INSERT INTO "issuer" VALUES (3,"#)).unwrap();
    assert!(
        row.contains("'O', '新名称', 'own', '913301067L53XQJUQR', NULL, NULL, NULL, NULL, NULL, 3"),
        "{row}"
    );
}

#[test]
fn a_lost_race_for_an_issuer_is_a_conflict() {
    let mut play = own("tencent-cloud");
    let line = |version: i64| {
        json!({"op": "change_issuer", "code": "O", "version": version, "changes": {"bank": format!("{version}")}})
            .to_string()
    };
    play.ok(&line(1));
    assert_eq!(refused(&mut play, &line(1))["rule"], "conflict");
    play.ok(&line(2));
}

#[test]
fn an_issuer_is_not_given_what_no_issuer_can_have() {
    let mut play = own("tencent-cloud");
    for (changes, rule, field) in [
        (json!({"code": "P"}), "bad-field", json!("changes.code")),
        (json!({"name": "  "}), "bad-field", json!("changes.name")),
        (json!({"tax_id": "913301067L53XQJUQX"}), "bad-field", json!("changes.tax_id")),
        (json!({"policy": "nowhere"}), "not-found", Value::Null),
        (json!({"max_invoice_amount": "0.00"}), "amount-not-positive", Value::Null),
    ] {
        let refusal = refused(&mut play, &change_issuer(changes));
        assert_eq!((&refusal["rule"], &refusal["field"]), (&json!(rule), &field));
    }
    let unknown = json!({"op": "change_issuer", "code": "X", "changes": {}}).to_string();
    assert_eq!(refused(&mut play, &unknown)["what"], "issuer");
}

#[test]
fn the_last_admin_stays_one() {
    let mut play = Play::new();
    let roles =
        |name: &str, roles: &[&str]| json!({"op": "change_user", "name": name, "roles": roles}).to_string();
    let refusal = refused(&mut play, &roles("desk", &["clerk", "reviewer"]));
    assert_eq!((&refusal["field"], &refusal["fault"]), (&json!("roles"), &json!("last_admin")));
    play.ok(r#"{"op":"add_user","name":"赵静","roles":["clerk"]}"#);
    assert_eq!(refused(&mut play, &roles("desk", &["clerk"]))["fault"], "last_admin");
    play.ok(&roles("赵静", &["admin"]));
    play.ok(&roles("desk", &["clerk"]));
    assert_eq!(refused(&mut play, &roles("赵静", &["admin", "clerk"]))["rule"], "not-permitted");
}

#[test]
fn roles_that_were_changed_meanwhile_are_a_conflict() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_user","name":"赵静","roles":["clerk"]}"#);
    let line = r#"{"op":"change_user","name":"赵静","roles":["reviewer"],"version":1}"#;
    play.ok(line);
    assert_eq!(refused(&mut play, line)["rule"], "conflict");
    assert_eq!(refused(&mut play, &line.replace("赵静", "无名"))["what"], "user");
}

#[test]
fn an_issuers_own_item_has_a_rate_that_the_law_has() {
    let mut play = rich(None);
    for rates in [&[("2016-05-01", "0.6")] as &[_], &[("2016-05-01", "0.06"), ("2030-01-01", "0.17")]] {
        let refusal = refused(&mut play, &change_issuer(json!({"items": [item("短信费", rates)]})));
        let field = format!("items[0].rates[{}].rate", rates.len() - 1);
        assert_eq!(refusal["rule"], "policy-contradictory");
        assert_eq!(refusal["problems"], json!([{"field": field, "fault": "rate_not_legal"}]));
    }
    play.ok(&change_issuer(json!({"items": [item("短信费", &[("2016-05-01", "0.015")])]})));
}

#[test]
fn what_waits_is_issued_at_the_rate_of_the_policy_that_its_issuer_went_over_to() {
    let mut play = rich(None);
    let application = accepted(&mut play, "10.00");
    play.ok(&json!({"op": "copy_policy", "from": "own", "code": "next", "name_zh": "下一版"}).to_string());
    let mut items = play.ok(r#"{"op":"policy","code":"own"}"#)["items"].take();
    items[0]["rates"] = json!([{"from": "2016-05-01", "rate": "0.09"}]);
    play.ok(&json!({"op": "change_policy", "code": "next", "changes": {"items": items}}).to_string());
    play.ok(&change_issuer(json!({"policy": "next"})));
    let issued = play.ok(&issue(&application, "2026-11-22", &["10.00"]));
    assert_eq!(issued["invoices"][0]["rate"], "0.09");
}
