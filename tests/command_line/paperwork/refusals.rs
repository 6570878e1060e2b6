//! `import refusals`, and what goes out again.

use super::*;
use crate::common::lines::{change_issuer, step, with};

const RATE: &str = "第4行税率不合法，请使用如下税率：0.01、0。";
const TAX_ID: &str = "购买方纳税人识别号格式不正确";

/// Three applications that are out, and their serial numbers.
fn out() -> (Desk, Vec<String>, Vec<String>) {
    let (desk, applications) = issuing(3);
    assert_eq!(bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM]).code, 0);
    let serials = serials(&desk, "out.xlsx");
    (desk, applications, serials)
}

#[test]
fn what_was_refused_is_out_no_longer_and_shows_why_until_it_is_out_again() {
    let (desk, applications, serials) = out();
    let busy = "系统繁忙，请稍后再试";
    let ran = import_refusals(&desk, &[(&serials[1], busy), ("FP20200101-0001-1", TAX_ID)]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let answer = ran.answer();
    assert_eq!(answer["read"], 2);
    let matched = serde_json::json!([{
        "serial": serials[1], "application": applications[1], "row": 5, "reason": busy, "class": "person",
    }]);
    assert_eq!(answer["matched"], matched);
    let unmatched = serde_json::json!([{"row": 3, "serial": "FP20200101-0001-1", "reason": TAX_ID}]);
    assert_eq!(answer["unmatched"], unmatched);
    assert_eq!(application(&desk, &applications[1])["refusals"][0]["reason"], busy);
    assert!(application(&desk, &applications[0]).get("refusals").is_none());
    let again = bulk_issue(&desk, &["--to", "again.xlsx"]);
    assert_eq!((again.code, super::serials(&desk, "again.xlsx")), (0, vec![serials[1].clone()]));
    assert!(application(&desk, &applications[1]).get("refusals").is_none());
}

#[test]
fn an_option_that_this_import_does_not_have_is_refused_and_changes_nothing() {
    let (desk, applications, serials) = out();
    let list = refusal_list(&desk, "refused.xlsx", &[(&serials[0], TAX_ID)]);
    let ran = desk.run(&["import", "refusals", list.to_str().unwrap(), "--preview", "--json"]);
    assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &"bad-field".into()));
    assert_eq!(application(&desk, &applications[0])["planned_invoices"][0]["out"], true);
}

#[test]
fn what_a_list_said_before_changes_nothing_even_if_it_is_out_again_unless_it_is_said_to_be_new() {
    let (desk, applications, serials) = out();
    let list = refusal_list(&desk, "refused.xlsx", &[(&serials[0], "系统繁忙")]);
    let import = || desk.run(&["import", "refusals", list.to_str().unwrap(), "--json"]);
    let first = import();
    assert_eq!(first.code, 0, "{first:?}");
    let shown = application(&desk, &applications[0]);
    assert_eq!(import().answer(), first.answer());
    assert_eq!(application(&desk, &applications[0]), shown);
    assert_eq!(bulk_issue(&desk, &["--to", "again.xlsx"]).code, 0);
    let is_out = || application(&desk, &applications[0])["planned_invoices"][0]["out"] == true;
    let resaved = refusal_list(&desk, "other.xlsx", &[("", ""), (&serials[0], "系统繁忙")]);
    for list in [&list, &resaved] {
        let ran = desk.run(&["import", "refusals", list.to_str().unwrap(), "--json"]);
        let answer = ran.answer();
        assert_eq!((ran.code, &answer["matched"]), (1, &serde_json::json!([])), "{answer}");
        assert!(answer["unmatched"][0]["why"].as_str().unwrap().contains("--again"), "{answer}");
        assert!(is_out());
    }
    let anew = desk.run(&["import", "refusals", list.to_str().unwrap(), "--again", "--json"]);
    assert_eq!((anew.code, anew.answer()["matched"].as_array().unwrap().len()), (0, 1), "{anew:?}");
    assert!(!is_out());
    assert_eq!(application(&desk, &applications[0])["refusals"][0]["reason"], "系统繁忙");
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn a_list_that_says_something_new_of_an_invoice_is_new_with_all_that_it_says_of_it() {
    let (desk, applications, serials) = out();
    assert_eq!(import_refusals(&desk, &[(&serials[0], "系统繁忙")]).code, 0);
    assert_eq!(bulk_issue(&desk, &["--to", "again.xlsx"]).code, 0);
    let ran = import_refusals(&desk, &[(&serials[0], "系统繁忙"), (&serials[0], "系统维护")]);
    assert_eq!((ran.code, ran.answer()["matched"].as_array().unwrap().len()), (0, 2), "{ran:?}");
    assert_eq!(application(&desk, &applications[0])["refusals"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_not_being_issued_any_more_is_not_refused_and_teaches_nothing() {
    let (desk, applications, serials) = out();
    let recall = with(&step("recall_invoices", &applications[0]), r#""reason":"未导入""#);
    desk.ok(&[&recall, &step("cancel_application", &applications[0])]);
    let ran = import_refusals(&desk, &[(&serials[0], TAX_ID)]);
    let answer = ran.answer();
    assert_eq!((ran.code, &answer["matched"]), (1, &serde_json::json!([])), "{answer}");
    assert!(answer["unmatched"][0]["why"].as_str().unwrap().contains("已取消"), "{answer}");
    apply(&desk, "D1", "N1", "5.00");
    assert_eq!(bulk_issue(&desk, &["--to", "new.xlsx"]).code, 0);
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn a_rate_that_was_refused_goes_out_once_an_admin_has_corrected_it() {
    let (desk, applications, serials) = out();
    let ran = import_refusals(&desk, &[(&serials[0], RATE)]);
    let refused = &ran.answer()["matched"][0];
    assert_eq!((&refused["class"], &refused["field"]), (&"one_key".into(), &"rate".into()));
    assert_eq!((&refused["sheet"], &refused["row"]), (&"2-发票明细信息".into(), &4.into()));
    let still = bulk_issue(&desk, &["--to", "again.xlsx"]);
    assert_eq!(still.code, 1);
    assert_eq!(left_out(&still), (applications[0].clone(), "rate".into(), "refused-before".into()));
    assert!(still.answer()["left_out"][0]["message"].as_str().unwrap().contains(RATE));
    // The policy's own rate is none of those that are offered: one has to be chosen.
    let correct = step("correct_rate", &applications[0]);
    assert_eq!(desk.refused(&correct)["field"], "rate");
    assert_eq!(desk.refused(&with(&correct, r#""rate":"0.03""#))["field"], "rate");
    assert_eq!(desk.ok(&[&with(&correct, r#""rate":"0.01""#)])[0]["rate"], "0.01");
    assert_eq!(bulk_issue(&desk, &["--to", "again.xlsx"]).code, 0);
    assert_eq!(rows(&desk, "again.xlsx")[1][0][8], "0.01");
}

#[test]
fn the_policy_s_own_rate_is_taken_where_it_is_offered() {
    let (desk, applications) = issuing(1);
    let items = r#"{"items":[{"name":"信息技术服务","short_name":"信息技术服务","tax_code":"3040201990000000000","rates":[{"from":"2020-01-01","rate":"0.06"}]}]}"#;
    desk.ok(&[&change_issuer("Q", items)]);
    assert_eq!(bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM]).code, 0);
    let serial = format!("{}-1", applications[0]);
    import_refusals(&desk, &[(&serial, "第4行税率不合法，请使用如下税率：0.03、0.01、0。")]);
    assert_eq!(desk.ok(&[&step("correct_rate", &applications[0])])[0]["rate"], "0.03");
    assert_eq!(bulk_issue(&desk, &["--to", "again.xlsx"]).code, 0);
    assert_eq!(rows(&desk, "again.xlsx")[1][0][8], "0.03");
}

#[test]
fn a_reason_about_the_buyer_holds_for_whoever_is_the_same_until_it_is_overruled() {
    let (desk, applications, serials) = out();
    assert_eq!(import_refusals(&desk, &[(&serials[0], TAX_ID)]).code, 0);
    let new = apply(&desk, "D1", "N1", "5.00");
    let ran = bulk_issue(&desk, &["--to", "again.xlsx"]);
    let answer = ran.answer();
    let left_out: Vec<&str> = answer["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|left| left["application"].as_str().unwrap())
        .collect();
    assert_eq!(left_out, [&applications[0], &new]);
    assert!(!desk.path("again.xlsx").exists());
    let overrule = with(&step("overrule_refusals", &applications[0]), r#""reason":"税务局系统已恢复""#);
    assert_eq!(desk.ok(&[&overrule])[0]["reasons"], serde_json::json!([TAX_ID]));
    assert_eq!(bulk_issue(&desk, &["--to", "again.xlsx"]).code, 0);
    assert_eq!(super::serials(&desk, "again.xlsx"), [serials[0].clone(), format!("{new}-1")]);
}

#[test]
fn a_reason_that_was_given_of_another_application_is_overruled_where_it_keeps_one_from_going_out() {
    let (desk, applications, serials) = out();
    let refused: Vec<(&str, &str)> = serials[..2].iter().map(|serial| (serial.as_str(), TAX_ID)).collect();
    assert_eq!(import_refusals(&desk, &refused).code, 0);
    for application in &applications[..2] {
        desk.ok(&[&with(&step("reject_application", application), r#""reason":"改由他人开具""#)]);
    }
    let new = apply(&desk, "D1", "N1", "5.00");
    let blocked = bulk_issue(&desk, &["--to", "new.xlsx"]);
    assert_eq!(left_out(&blocked), (new.clone(), "buyer_tax_id".into(), "refused-before".into()));
    let overrule = with(&step("overrule_refusals", &new), r#""reason":"税务局已更正""#);
    assert_eq!(desk.ok(&[&overrule])[0]["reasons"], serde_json::json!([TAX_ID]));
    assert_eq!(bulk_issue(&desk, &["--to", "new.xlsx"]).code, 0);
    let refusal = desk.refused(&overrule);
    assert!(refusal["message"].as_str().unwrap().contains("税务局没有因此退回"), "{refusal}");
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn a_reason_is_disproved_by_what_was_issued_since_with_the_same() {
    let (desk, applications, serials) = out();
    assert_eq!(import_refusals(&desk, &[(&serials[0], TAX_ID)]).code, 0);
    assert_eq!(bulk_issue(&desk, &["--to", "again.xlsx"]).code, 1);
    let issue = lines::issue(&applications[1], &[("26512000000000000001", "100.00")]);
    desk.ok(&[&lines::at(lines::NOON, &issue)]);
    let again = bulk_issue(&desk, &["--to", "again.xlsx"]);
    assert_eq!((again.code, super::serials(&desk, "again.xlsx")), (0, vec![serials[0].clone()]));
}

#[test]
fn a_field_that_was_refused_is_corrected_by_a_person_and_goes_out_again() {
    let (desk, applications, serials) = out();
    let correct = with(
        &step("correct_refused", &applications[0]),
        r#""reason":"税局退回","changes":{"tax_id":"91440300MA0DEM01X2"}"#,
    );
    assert_eq!(desk.refused(&correct)["rule"], "out-at-bureau");
    assert_eq!(import_refusals(&desk, &[(&serials[0], TAX_ID)]).code, 0);
    let invalid = correct.replace("91440300MA0DEM01X2", "1");
    assert_eq!(desk.refused(&invalid)["rule"], "invoice-info-invalid");
    assert_eq!(desk.ok(&[&correct])[0]["changed"], serde_json::json!(["tax_id"]));
    assert_eq!(bulk_issue(&desk, &["--to", "again.xlsx"]).code, 0);
    assert_eq!(rows(&desk, "again.xlsx")[0][0][..1], [serials[0].clone()]);
    assert_eq!(rows(&desk, "again.xlsx")[0][0][6], "91440300MA0DEM01X2");
    let shown = application(&desk, &applications[0]);
    assert_eq!(shown["info"]["tax_id"], "91440300MA0DEM01X2");
    let timeline = shown["timeline"].as_array().unwrap();
    assert!(timeline.iter().any(|event| event["event"] == "amended"), "{timeline:?}");
    assert_eq!(desk.refused(&correct)["rule"], "out-at-bureau");
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn what_was_issued_meanwhile_is_not_refused_any_more() {
    let (desk, applications, serials) = out();
    let issue = lines::issue(&applications[0], &[("26512000000000000001", "100.00")]);
    desk.ok(&[&lines::at(lines::NOON, &issue)]);
    let ran = import_refusals(&desk, &[(&serials[0], TAX_ID)]);
    assert_eq!((ran.code, &ran.answer()["unmatched"][0]["row"]), (1, &2.into()));
    assert_eq!(application(&desk, &applications[0])["state"], "issued");
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn what_is_no_list_or_far_too_long_is_refused_whole() {
    let (desk, _, serials) = out();
    let no_list = desk.run(&["import", "refusals", FORM, "--json"]);
    assert_eq!(no_list.code, 2, "{no_list:?}");
    let mut text = String::from("发票流水号,导入失败原因\n");
    (0..100_000).for_each(|_| text.push_str(&format!("{},{TAX_ID}\n", serials[0])));
    std::fs::write(desk.path("long.csv"), text).unwrap();
    assert_eq!(desk.run(&["import", "refusals", "long.csv"]).code, 2);
    assert_eq!(bulk_issue(&desk, &["--to", "again.xlsx"]).answer()["files"], serde_json::json!([]));
}
