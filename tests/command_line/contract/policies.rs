//! Policies of the desk's own, issuers and users that are changed: every answer to the letter, every refusal by name.

use serde_json::json;

use crate::common::process::Desk;
use crate::contract::scene::{at, noon, scene};

const COPY: &str =
    r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订规则","name_en":"Our rules"}"#;

fn copied() -> Desk {
    let desk = scene();
    desk.ok(&[&noon(COPY)]);
    desk
}

#[test]
fn a_copy_and_a_change_answer_the_code_and_the_version() {
    let desk = scene();
    let answers = desk.ok(&[
        COPY,
        r#"{"op":"change_policy","code":"own","changes":{"deliver_within_working_days":7,"recurring_day":28}}"#,
        r#"{"op":"change_policy","code":"own","version":2,"changes":{"recurring_day":null}}"#,
    ]);
    let versioned = |version: u32| json!({"code": "own", "version": version});
    assert_eq!(answers, [versioned(1), versioned(2), versioned(3)]);
}

#[test]
fn policies_are_listed_with_who_works_under_them() {
    let desk = copied();
    desk.ok(&[r#"{"op":"change_issuer","code":"Q","changes":{"policy":"own"}}"#]);
    assert_eq!(
        desk.ok(&[r#"{"op":"policies"}"#])[0],
        json!([
            {"code":"tencent-cloud","version":1,"name_zh":"腾讯云规则","name_en":"Tencent Cloud rules","own":false,"issuers":["T"]},
            {"code":"qweather","version":1,"name_zh":"和风天气规则","name_en":"QWeather rules","own":false,"issuers":[]},
            {"code":"own","version":1,"name_zh":"自订规则","name_en":"Our rules","own":true,"issuers":["Q"]}
        ])
    );
}

#[test]
fn a_policy_opens_into_its_parameters_and_its_versions() {
    let desk = copied();
    desk.ok(&[&at(
        "2026-11-23T09:00:00+08:00",
        r#"{"op":"change_policy","code":"own","changes":{"deliver_within_working_days":7,"name_en":"Our own"}}"#,
    )]);
    let view = desk.ok(&[r#"{"op":"policy","code":"own"}"#]).remove(0);
    assert_eq!(
        view["versions"],
        json!([
            {"version":2,"at":"2026-11-23T01:00:00Z","by":"desk","changed":["deliver_within_working_days","name_en"]},
            {"version":1,"at":"2026-11-22T04:00:00Z","by":"desk","copied_from":{"code":"qweather","version":1},"changed":["name_en","name_zh"]}
        ])
    );
    assert_eq!(
        (&view["version"], &view["deliver_within_working_days"], &view["own"], &view["issuers"]),
        (&json!(2), &json!(7), &json!(true), &json!([]))
    );
    let old = desk.ok(&[r#"{"op":"policy","code":"own","version":1}"#]).remove(0);
    assert_eq!((&old["version"], &old["deliver_within_working_days"]), (&json!(1), &json!(10)));
    let bundled = desk.ok(&[r#"{"op":"policy","code":"tencent-cloud"}"#]).remove(0);
    assert_eq!(bundled["versions"], json!([{"version":1,"changed":[]}]));
    assert_eq!(bundled["freight_paid_from"], "10.00");
}

#[test]
fn a_policy_that_contradicts_itself_is_refused_with_every_parameter() {
    let desk = copied();
    let error = desk.refused(
        r#"{"op":"change_policy","code":"own","changes":{"freight_paid_from":"10.00","recurring_day":0,"qualification_review_working_days":0}}"#,
    );
    assert_eq!(error["rule"], "policy-contradictory");
    assert_eq!(
        error["problems"],
        json!([
            {"field":"qualification_review_working_days","fault":{"out_of_range":{"min":1,"max":250}}},
            {"field":"freight_paid_from","fault":"nothing_is_posted"},
            {"field":"recurring_day","fault":{"out_of_range":{"min":1,"max":28}}}
        ])
    );
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("定期开票日") && message.contains("运费"), "{message}");
    assert_eq!(desk.ok(&[r#"{"op":"policy","code":"own"}"#])[0]["version"], 1);
}

#[test]
fn what_came_with_the_program_is_refused_by_its_code() {
    let error = scene().refused(r#"{"op":"change_policy","code":"qweather","changes":{"recurring_day":5}}"#);
    assert_eq!(
        (&error["rule"], &error["field"], &error["fault"]),
        (&json!("bad-field"), &json!("code"), &json!("came_with_the_program"))
    );
}

#[test]
fn an_invoice_above_its_issuers_maximum_is_refused() {
    let desk = scene();
    let apply = crate::contract::scene::apply_amount("100.00");
    desk.ok(&[
        &noon(&crate::contract::scene::paid("C1", "B1")),
        r#"{"op":"change_issuer","code":"T","version":1,"changes":{"max_invoice_amount":"99.99"}}"#,
    ]);
    let answers = desk.ok(&[&noon(&apply), r#"{"op":"accept_application","application":"FP20261122-0001"}"#]);
    assert_eq!(answers[0]["planned"], json!({"invoices": 2, "each": "99.99", "last": "0.01"}));
    let issue = r#"{"op":"issue_application","application":"FP20261122-0001","invoices":[{"number":"26440000000000000001","issued_on":"2026-11-22","gross":"100.00"}]}"#;
    let error = desk.refused(&noon(issue));
    assert_eq!(
        (&error["rule"], &error["gross"], &error["max"]),
        (&json!("invoice-above-maximum"), &json!("100.00"), &json!("99.99"))
    );
}

#[test]
fn changing_an_issuer_or_a_user_has_nothing_to_say() {
    let desk = scene();
    for line in [
        r#"{"op":"change_issuer","code":"T","changes":{"bank":"工行","bank_account":"123456","tax_id":"91440300MA0DEM01X2"}}"#,
        r#"{"op":"change_issuer","code":"T","version":2,"changes":{"items":[{"name":"短信费","short_name":"信息技术服务","tax_code":"3040201990000000000","rates":[{"from":"2016-05-01","rate":"6%"}]}]}}"#,
        r#"{"op":"change_user","name":"desk","roles":["admin","clerk"],"version":1}"#,
    ] {
        assert_eq!(desk.ok(&[line])[0], json!({}), "{line}");
    }
}

#[test]
fn only_an_admin_changes_policies_issuers_and_users() {
    let desk = scene();
    desk.ok(&[r#"{"op":"add_user","name":"王敏","roles":["clerk","reviewer"]}"#]);
    for line in [
        COPY,
        r#"{"op":"change_policy","code":"own","changes":{}}"#,
        r#"{"op":"change_issuer","code":"T","changes":{}}"#,
        r#"{"op":"change_user","name":"王敏","roles":["admin"]}"#,
    ] {
        let error = desk.refused(&format!(r#"{},"by":"王敏"}}"#, line.strip_suffix('}').unwrap()));
        assert_eq!((&error["rule"], &error["needs"]), (&json!("not-permitted"), &json!(["admin"])), "{line}");
    }
    // Anybody may look.
    desk.ok(&[r#"{"op":"policies","by":"王敏"}"#]);
}

#[test]
fn somebody_has_to_be_an_admin() {
    let error = scene().refused(r#"{"op":"change_user","name":"desk","roles":["clerk"]}"#);
    assert_eq!((&error["field"], &error["fault"]), (&json!("roles"), &json!("last_admin")));
}

#[test]
fn a_copy_without_a_name_is_called_as_what_it_was_copied_from_with_its_code() {
    let desk = scene();
    desk.ok(&[r#"{"op":"copy_policy","from":"qweather","code":"own"}"#]);
    let view = desk.ok(&[r#"{"op":"policy","code":"own"}"#]).remove(0);
    assert_eq!(
        (&view["name_zh"], &view["name_en"]),
        (&json!("和风天气规则 own"), &json!("QWeather rules own"))
    );
}
