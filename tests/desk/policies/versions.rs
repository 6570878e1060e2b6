//! Copies, versions, contradictions; an application keeps the version that it was made under.

use serde_json::json;

use super::{apply, at, change, is_whole, of, own, refused};
use crate::common::Play;

#[test]
fn an_issuer_works_under_a_copy_as_under_what_it_was_copied_from() {
    let mut play = own("qweather");
    play.paid("C1", "B1", "100.00");
    assert_eq!(play.balance("C1")["invoiceable"], "100.00");
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26440000000000000001", "100.00");
    assert!(is_whole(&play));
}

#[test]
fn a_changed_parameter_decides_from_the_new_version_on() {
    let mut play = own("qweather");
    play.paid("C1", "B1", "100.00");
    play.ok(&change(json!({"bill_age_limit_months": 1})));
    let balance = play.balance("C1");
    assert_eq!(
        (&balance["invoiceable"], &balance["bills"][0]["rule"]),
        (&json!("0.00"), &json!("bill-age-limit"))
    );
    play.ok(&change(json!({"bill_age_limit_months": null})));
    assert_eq!(play.balance("C1")["invoiceable"], "100.00");
}

#[test]
fn a_deadline_is_that_of_the_version_an_application_was_made_under() {
    let mut play = own("tencent-cloud");
    play.paid("C1", "B1", "100.00");
    let old = apply(&mut play, "10.00");
    play.ok(&change(json!({"deliver_within_working_days": 1})));
    let new = apply(&mut play, "10.00");
    let due = |play: &mut Play, number: &str| play.ok(&of("application", number))["due_on"].clone();
    assert_eq!(due(&mut play, &old), "2026-11-27");
    assert_eq!(due(&mut play, &new), "2026-11-23");
}

#[test]
fn until_when_an_application_is_cancelled_is_what_its_version_says() {
    let mut play = own("tencent-cloud");
    play.paid("C1", "B1", "100.00");
    let old = apply(&mut play, "10.00");
    play.ok(&change(json!({"cancel_until": "issue"})));
    let new = apply(&mut play, "10.00");
    let late = at("2026-11-23T00:00:00", &of("cancel_application", &old));
    assert_eq!(refused(&mut play, &late)["rule"], "cancel-window-closed");
    play.ok(&of("cancel_application", &new));
}

#[test]
fn corrections_are_those_of_the_version_an_application_was_made_under() {
    let mut play = own("qweather");
    for bill in ["B1", "B2"] {
        play.paid("C1", bill, "100.00");
    }
    let old = play.apply("C1", &["B1"]);
    play.issue(&old, "26440000000000000001", "100.00");
    play.ok(&change(json!({"corrections": null})));
    let new = play.apply("C1", &["B2"]);
    play.issue(&new, "26440000000000000002", "100.00");
    let ask = |number: &str| {
        json!({"op": "request_correction", "application": number, "reason": "抬头", "changes": {"remark": "R"}})
            .to_string()
    };
    assert_eq!(refused(&mut play, &ask(&new))["rule"], "correction-not-offered");
    play.ok(&ask(&old));
}

#[test]
fn the_window_of_a_correction_is_that_of_its_version() {
    let mut play = own("qweather");
    play.paid("C1", "B1", "100.00");
    let old = play.apply("C1", &["B1"]);
    play.issue(&old, "26440000000000000001", "100.00");
    play.ok(&change(json!({"corrections": {"per_calendar_year": 1, "within_months": 1}})));
    let ask =
        json!({"op": "request_correction", "application": old, "reason": "抬头", "changes": {"remark": "R"}});
    play.ok(&at("2027-11-22T23:59:59", &ask.to_string()));
}

#[test]
fn recurring_invoicing_runs_on_the_day_of_a_policy_of_the_desks_own() {
    let mut play = own("tencent-cloud");
    play.ok(&change(json!({"recurring_day": 28})));
    play.paid("C1", "B1", "100.00");
    play.ok(r#"{"op":"set_recurring","account":"C1","enabled":true,"type":"enterprise_general"}"#);
    let run = r#"{"op":"run_recurring"}"#;
    assert_eq!(play.ok(&at("2026-11-27T23:59:59", run))["runs"], json!([]));
    assert_eq!(play.ok(&at("2026-11-28T00:00:00", run))["runs"][0]["outcome"], "applied");
}

#[test]
fn what_came_with_the_program_is_never_changed() {
    let mut play = Play::new();
    for code in ["tencent-cloud", "qweather"] {
        let line = json!({"op": "change_policy", "code": code, "changes": {"recurring_day": 5}}).to_string();
        let refusal = refused(&mut play, &line);
        assert_eq!((&refusal["field"], &refusal["fault"]), (&json!("code"), &json!("came_with_the_program")));
    }
}

#[test]
fn every_contradiction_is_named_and_nothing_is_changed() {
    let mut play = own("tencent-cloud");
    let changes = json!({"delivery": "email", "recurring_day": 29, "invoice_types":
        {"individual": ["enterprise_special"], "enterprise": ["enterprise_general"], "organisation": []}});
    let refusal = refused(&mut play, &change(changes));
    assert_eq!(refusal["rule"], "policy-contradictory");
    let problems = refusal["problems"].as_array().unwrap().iter();
    let fields: Vec<&str> = problems.map(|problem| problem["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["invoice_types.individual", "freight_paid_from", "recurring_day"]);
}

#[test]
fn a_parameter_that_is_no_parameter_or_no_such_value_is_named() {
    let mut play = own("qweather");
    for (changes, field) in [
        (json!({"colour": "red"}), "changes.colour"),
        (json!({"code": "other"}), "changes.code"),
        (json!({"version": 9}), "changes.version"),
        (json!({"deliver_within_working_days": -1}), "changes.deliver_within_working_days"),
        (json!({"delivery": "pigeon"}), "changes.delivery"),
        (json!({"corrections": {"per_calendar_year": 3}}), "changes.corrections.within_months"),
        (
            json!({"items": [{"name": "a", "short_name": "b", "tax_code": "3040203000000000000",
                "rates": [{"from": "2026-01-01", "rate": "1.01"}]}]}),
            "changes.items[0].rates[0].rate",
        ),
    ] {
        let refusal = refused(&mut play, &change(changes));
        assert_eq!((&refusal["rule"], &refusal["field"]), (&json!("bad-field"), &json!(field)));
    }
}

#[test]
fn a_change_of_an_older_version_is_refused() {
    let mut play = own("qweather");
    let line = |version: u32, days: u32| {
        json!({"op": "change_policy", "code": "own", "version": version,
            "changes": {"deliver_within_working_days": days}})
        .to_string()
    };
    assert_eq!(play.ok(&line(1, 7)), json!({"code": "own", "version": 2}));
    assert_eq!(refused(&mut play, &line(1, 8))["rule"], "conflict");
    assert_eq!(play.ok(&line(2, 8)), json!({"code": "own", "version": 3}));
}

#[test]
fn a_change_that_changes_nothing_makes_no_version() {
    let mut play = own("qweather");
    assert_eq!(play.ok(&change(json!({"delivery": "email"}))), json!({"code": "own", "version": 1}));
}

#[test]
fn a_policy_that_is_not_there_is_not_found_and_one_that_is_there_is_not_made_again() {
    let mut play = own("qweather");
    let copy = |from: &str, code: &str| {
        json!({"op": "copy_policy", "from": from, "code": code, "name_en": "Mine"}).to_string()
    };
    for line in [
        copy("nowhere", "x"),
        json!({"op": "change_policy", "code": "nowhere", "changes": {}}).to_string(),
        json!({"op": "policy", "code": "nowhere"}).to_string(),
        json!({"op": "policy", "code": "own", "version": 2}).to_string(),
        json!({"op": "add_issuer", "code": "N", "name": "N", "policy": "nowhere"}).to_string(),
    ] {
        assert_eq!(refused(&mut play, &line)["what"], "policy", "{line}");
    }
    assert_eq!(refused(&mut play, &copy("own", "qweather"))["rule"], "conflict");
    assert_eq!(refused(&mut play, &copy("qweather", "own"))["rule"], "conflict");
    play.ok(&copy("own", "of-own"));
}

/// The items of `own` at another rate, in force from a date on.
fn items_from(play: &mut Play, from: &str, rate: &str) -> serde_json::Value {
    let mut items = play.ok(r#"{"op":"policy","code":"own"}"#)["items"].take();
    for item in items.as_array_mut().unwrap() {
        item["rates"].as_array_mut().unwrap().push(json!({"from": from, "rate": rate}));
    }
    items
}

fn issue(application: &str, issued_on: &str) -> String {
    json!({"op": "issue_application", "application": application, "invoices": [
        {"number": "26440000000000000001", "issued_on": issued_on, "gross": "100.00"}]})
    .to_string()
}

#[test]
fn a_rate_is_law_and_that_of_the_issue_date_by_the_newest_version() {
    for (issued_on, rate) in [("2026-11-24", "0.03"), ("2026-11-25", "0.01")] {
        let mut play = own("qweather");
        play.paid("C1", "B1", "100.00");
        let application = play.apply("C1", &["B1"]);
        play.ok(&of("accept_application", &application));
        let items = items_from(&mut play, "2026-11-25", "0.01");
        play.ok(&change(json!({"items": items})));
        let issued = play.ok(&at("2026-11-25T12:00:00", &issue(&application, issued_on)));
        assert_eq!(issued["invoices"][0]["rate"], rate, "{issued_on}");
    }
}

#[test]
fn an_item_that_the_newest_version_dropped_has_the_rate_of_the_newest_that_has_it() {
    let mut play = own("qweather");
    play.paid("C1", "B1", "100.00");
    let application = play.apply("C1", &["B1"]);
    play.ok(&of("accept_application", &application));
    let items = items_from(&mut play, "2026-11-22", "0.01");
    play.ok(&change(json!({"items": items})));
    play.ok(&change(json!({"items": [{"name": "别的", "short_name": "信息技术服务",
        "tax_code": "3040201990000000000", "rates": [{"from": "2016-05-01", "rate": "0.06"}]}]})));
    let issued = play.ok(&issue(&application, "2026-11-22"));
    assert_eq!(issued["invoices"][0]["rate"], "0.01");
    assert!(is_whole(&play));
}

#[test]
fn a_copy_takes_the_rates_that_the_law_has_and_no_others() {
    let mut play = own("qweather");
    for (rate, is_legal) in
        [("0", true), ("0.015", true), ("0.13", true), ("0.6", false), ("0.17", false), ("0.005", false)]
    {
        let items = items_from(&mut play, "2030-01-01", rate);
        let line = change(json!({"items": items}));
        if is_legal {
            play.ok(&line);
            let newest = play.ok(r#"{"op":"policy","code":"own"}"#)["items"].clone();
            assert_eq!(newest, items);
            let one = |items: serde_json::Value| {
                let mut items = items;
                for item in items.as_array_mut().unwrap() {
                    item["rates"].as_array_mut().unwrap().pop();
                }
                items
            };
            play.ok(&change(json!({"items": one(items)})));
        } else {
            let refusal = refused(&mut play, &line);
            assert_eq!(refusal["rule"], "policy-contradictory", "{rate}");
            assert_eq!(
                refusal["problems"][0],
                json!({"field": "items[0].rates[1].rate", "fault": "rate_not_legal"})
            );
        }
    }
}
