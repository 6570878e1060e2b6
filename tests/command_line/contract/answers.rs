//! Every command's answer, to the letter.

use serde_json::{Value, json};

use crate::common::process::Desk;
use crate::contract::scene::{apply_amount, apply_bills, last, paid, refused, scene};

fn line(text: &str) -> String {
    text.to_owned()
}

/// Applies for B1 of D1 and issues it; the application is FP20261122-0001.
fn issued() -> Vec<String> {
    vec![
        paid("D1", "B1"),
        apply_bills(&["B1"]),
        line(r#"{"op":"accept_application","application":"FP20261122-0001"}"#),
        line(
            r#"{"op":"issue_application","application":"FP20261122-0001","invoices":[{"number":"26440000000000000001","issued_on":"2026-11-22","gross":"100.00"}]}"#,
        ),
    ]
}

#[test]
fn what_has_nothing_to_say_answers_an_empty_result() {
    let desk = scene();
    let lines = [
        r#"{"op":"add_user","name":"王敏","roles":["clerk","reviewer","admin"]}"#,
        r#"{"op":"add_issuer","code":"X","name":"甲","policy":"qweather","tax_id":"91440300MA0DEM01X2","address":"深圳","phone":"0755-12345678","bank":"工行","bank_account":"123456","max_invoice_amount":"99,999.99"}"#,
        r#"{"op":"add_account","account":"X1","issuer":"X","name":"乙","kind":"organisation","region":"mainland"}"#,
        r#"{"op":"set_account_status","account":"X1","status":"frozen","reason":"来函"}"#,
        r#"{"op":"add_bill","account":"X1","bill_no":"X-1","kind":"savings_plan","amount":"¥1,234.50","billed_on":"2026-10-01","due_on":"2026-10-10","item":"节省计划"}"#,
        r#"{"op":"pay_bill","bill_no":"X-1","paid_on":"2026-10-02"}"#,
        r#"{"op":"add_top_up","account":"X1","amount":"1000","on":"2026-10-01"}"#,
        r#"{"op":"add_refund","bill_no":"X-1","amount":"0.01","on":"2026-10-03","reason":"更正"}"#,
        r#"{"op":"add_non_invoiceable","account":"X1","amount":"30.00","reason":"legacy_prepaid_invoice","note":"旧充值"}"#,
    ];
    for answer in desk.ok(&lines) {
        assert_eq!(answer, json!({}));
    }
}

#[test]
fn saved_invoice_info_answers_its_id_and_whether_it_can_be_used() {
    let desk = scene();
    let save = |account: &str, r#type: &str| {
        last(
            &desk,
            &[format!(
                r#"{{"op":"save_invoice_info","account":"{account}","type":"{type}","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR","address":"杭州市文一西路969号","phone":"0571-88888888","bank":"招商银行杭州分行","bank_account":"571900000010000"}}"#
            )],
        )
    };
    for (account, r#type, status) in [
        ("C1", "enterprise_general", "active"),
        ("C1", "enterprise_special", "needs_review"),
        ("D1", "enterprise_special", "active"),
    ] {
        let answer = save(account, r#type);
        assert!(answer["info"].is_string(), "{answer}");
        assert_eq!(answer["status"], status, "{account} {type}");
        assert_eq!(answer.as_object().unwrap().len(), 2, "{answer}");
    }
}

#[test]
fn a_saved_address_answers_its_id_by_which_an_application_names_it() {
    let desk = scene();
    let second = last(
        &desk,
        &[line(
            r#"{"op":"save_address","account":"C1","recipient":"李强","phone":"17199338206","region":"浙江省杭州市","street":"文一西路970号","postcode":"311121"}"#,
        )],
    );
    let id = second["address"].as_str().unwrap();
    let apply = apply_amount("10.00").replace('}', &format!(r#","address":"{id}"}}"#));
    last(&desk, &[paid("C1", "B1"), apply]);
    let one = last(&desk, &[line(r#"{"op":"application","application":"FP20261122-0001"}"#)]);
    assert_eq!(
        one["address"],
        json!({"recipient":"李强","phone":"17199338206","region":"浙江省杭州市","street":"文一西路970号","postcode":"311121"})
    );
}

#[test]
fn a_balance_opens_into_bills_and_sources() {
    let desk = scene();
    let mut lines = issued();
    lines.extend([
        line(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-22"}"#),
        line(r#"{"op":"add_non_invoiceable","account":"D1","amount":"5.00","reason":"other","note":"补差"}"#),
        paid("D1", "B2"),
        crate::contract::scene::bill("D1", "B3", "7.00", "2026-11-20", "2026-12-05", None),
        line(r#"{"op":"balance","account":"D1"}"#),
    ]);
    assert_eq!(
        last(&desk, &lines),
        json!({"account":"D1","on":"2026-11-22","invoiceable":"55.00","remaining":"100.00","non_invoiceable":"45.00",
            "in_arrears":"0.00","blocked":null,
            "bills":[
                {"bill_no":"B1","amount":"100.00","refunded":"40.00","opening":"0.00","used":"100.00","remaining":"0.00","eligible":false,"rule":"bill-fully-invoiced"},
                {"bill_no":"B2","amount":"100.00","refunded":"0.00","opening":"0.00","used":"0.00","remaining":"100.00","eligible":true},
                {"bill_no":"B3","amount":"7.00","refunded":"0.00","opening":"0.00","used":"0.00","remaining":"0.00","eligible":false,"rule":"bill-not-paid"}],
            "sources":[
                {"source":"N1","reason":"other","amount":"5.00","offset":"0.00"},
                {"source":"B1","reason":"refunded_after_invoice","amount":"40.00","offset":"0.00"}]})
    );
}

#[test]
fn a_balance_is_read_page_by_page_and_its_sums_are_whole() {
    let desk = scene();
    let mut lines: Vec<String> = ["B3", "B1", "B2"].map(|bill_no| paid("C1", bill_no)).into();
    let page = |more: &str| line(&format!(r#"{{"op":"balance","account":"C1"{more}}}"#));
    lines.push(page(""));
    let whole = last(&desk, &lines);
    let (mut bills, mut after) = (Vec::new(), String::new());
    loop {
        let mut answer = last(&desk, &[page(&format!(r#","limit":2{after}"#))]);
        bills.extend(answer["bills"].as_array().unwrap().clone());
        let next = answer.as_object_mut().unwrap().remove("next");
        answer["bills"] = whole["bills"].clone();
        assert_eq!(answer, whole, "the sums are of every bill");
        let Some(next) = next else { break };
        assert_eq!(next, bills.last().unwrap()["bill_no"]);
        after = format!(r#","after":{next}"#);
    }
    assert_eq!((bills.len(), &json!(bills)), (3, &whole["bills"]));
    assert_eq!(last(&desk, &[page(r#","limit":3"#)]), whole, "nothing is next behind the last");
    assert_eq!(last(&desk, &[page(r#","after":"B1""#)])["bills"], json!(bills[1..]));
}

#[test]
fn a_page_of_a_balance_begins_behind_a_bill_of_the_account_and_has_one_at_least() {
    let desk = scene();
    last(&desk, &[paid("C1", "B1"), paid("D1", "B2")]);
    for limit in ["0", "-1", r#""2""#] {
        let error = refused(&desk, &[format!(r#"{{"op":"balance","account":"C1","limit":{limit}}}"#)]);
        assert_eq!([&error["rule"], &error["field"]], ["bad-field", "limit"]);
    }
    let error = refused(&desk, &[line(r#"{"op":"balance","account":"C1","limit":2,"after":"B2"}"#)]);
    assert_eq!([&error["rule"], &error["key"]], ["not-found", "B2"]);
}

#[test]
fn a_balance_below_zero_is_shown_as_nothing_and_in_arrears() {
    let desk = scene();
    let owes = r#"{"op":"add_non_invoiceable","account":"C1","amount":"130.00","reason":"other"}"#;
    let balance = last(&desk, &[paid("C1", "B1"), line(owes), line(r#"{"op":"balance","account":"C1"}"#)]);
    assert_eq!((&balance["invoiceable"], &balance["in_arrears"]), (&json!("0.00"), &json!("30.00")));
}

#[test]
fn a_submitted_application_answers_number_amount_deadline_and_what_it_took() {
    let desk = scene();
    let answer = last(
        &desk,
        &[
            paid("C1", "B1"),
            line(r#"{"op":"add_non_invoiceable","account":"C1","amount":"30.00","reason":"other"}"#),
            apply_amount("69.99"),
        ],
    );
    assert_eq!(
        answer,
        json!({"application":"FP20261122-0001","amount":"69.99","due_on":"2026-11-27",
            "amount_in_words":"陆拾玖元玖角玖分","bills":[{"bill_no":"B1","invoiced":"69.99","absorbed":"30.00"}]})
    );
}

#[test]
fn all_of_it_can_be_applied_for_under_both_policies() {
    let desk = scene();
    let all = |account: &str| {
        format!(
            r#"{{"op":"submit_application","account":"{account}","type":"enterprise_general","all":true,"email":"fin@example.com"}}"#
        )
    };
    let posted = last(&desk, &[paid("C1", "B1"), paid("C1", "B2"), all("C1")]);
    let mailed = last(&desk, &[paid("D1", "B3"), paid("D1", "B4"), all("D1")]);
    assert_eq!((&posted["amount"], &mailed["amount"]), (&json!("200.00"), &json!("200.00")));
    assert_eq!((&posted["due_on"], &mailed["due_on"]), (&json!("2026-11-27"), &json!("2026-12-04")));
}

#[test]
fn each_step_answers_the_application_and_its_state() {
    let desk = scene();
    let mut lines = issued();
    lines.extend([
        line(r#"{"op":"deliver_application","application":"FP20261122-0001","email":"ap@example.com"}"#),
        line(r#"{"op":"receive_application","application":"FP20261122-0001"}"#),
        line(r#"{"op":"reverse_application","application":"FP20261122-0001","red_number":"26440000000000000002","reason":"service_ended"}"#),
    ]);
    lines[0] = crate::contract::scene::noon(&lines[0]);
    let answers = desk.ok(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let states: Vec<&Value> = answers[2..].iter().map(|answer| &answer["state"]).collect();
    assert_eq!(states, ["issuing", "issued", "delivered", "received", "reversed"]);
    assert!(answers[1..].iter().all(|answer| answer["application"] == "FP20261122-0001"));
}

#[test]
fn cancelling_and_rejecting_answer_the_state_too() {
    let desk = scene();
    let number = r#""application":"FP20261122-0001""#;
    let cancelled = last(
        &desk,
        &[paid("D1", "B1"), apply_bills(&["B1"]), format!(r#"{{"op":"cancel_application",{number}}}"#)],
    );
    assert_eq!(cancelled, json!({"application":"FP20261122-0001","state":"cancelled"}));
    let rejected = last(
        &desk,
        &[
            apply_bills(&["B1"]),
            line(r#"{"op":"reject_application","application":"FP20261122-0002","reason":"抬头有误"}"#),
        ],
    );
    assert_eq!(rejected, json!({"application":"FP20261122-0002","state":"rejected"}));
}

#[test]
fn issuing_answers_net_tax_and_gross_of_each_invoice() {
    let desk = scene();
    let issue = r#"{"op":"issue_application","application":"FP20261122-0001","invoices":[
        {"number":"26440000000000000001","issued_on":"2026-11-22","gross":"60.00"},
        {"number":"044001900111","issued_on":"2026-11-22","gross":"40.00"}]}"#
        .replace('\n', " ")
        .replace("044001900111", "04400190011112345678");
    let answer = last(
        &desk,
        &[
            paid("C1", "B1"),
            apply_amount("100.00"),
            line(r#"{"op":"accept_application","application":"FP20261122-0001"}"#),
            issue,
        ],
    );
    assert_eq!(answer["state"], "issued");
    let invoices: Vec<Value> = answer["invoices"].as_array().unwrap().clone();
    let split: Vec<_> = invoices.iter().map(|i| (&i["number"], &i["net"], &i["tax"], &i["gross"])).collect();
    assert_eq!(
        split,
        [
            (&json!("26440000000000000001"), &json!("56.60"), &json!("3.40"), &json!("60.00")),
            (&json!("04400190011112345678"), &json!("37.74"), &json!("2.26"), &json!("40.00")),
        ]
    );
}

#[test]
fn an_application_answers_its_snapshot_and_timeline() {
    let desk = scene();
    let mut lines = issued();
    lines.push(line(r#"{"op":"application","application":"FP20261122-0001"}"#));
    let one = last(&desk, &lines);
    assert_eq!(
        (&one["account"], &one["state"], &one["type"], &one["amount"]),
        (&json!("D1"), &json!("issued"), &json!("enterprise_general"), &json!("100.00"))
    );
    assert_eq!(
        (&one["info"]["name"], &one["email"]),
        (&json!("杭州砺行新能源有限责任公司"), &json!("fin@example.com"))
    );
    assert_eq!((&one["submitted_on"], &one["due_on"]), (&json!("2026-11-22"), &json!("2026-12-04")));
    assert_eq!(
        one["timeline"],
        json!([
            {"at":"2026-11-22T04:00:00Z","by":"desk","event":"submitted"},
            {"at":"2026-11-22T04:00:00Z","by":"desk","event":"accepted"},
            {"at":"2026-11-22T04:00:00Z","by":"desk","event":"issued","note":"26440000000000000001"}])
    );
}

#[test]
fn what_is_saved_later_does_not_change_an_application_that_was_made() {
    let desk = scene();
    let mut lines = issued();
    lines.extend([
        line(r#"{"op":"save_invoice_info","account":"D1","type":"enterprise_general","name":"改名有限公司","tax_id":"91440300MA0DEM01X2"}"#),
        line(r#"{"op":"application","application":"FP20261122-0001"}"#),
    ]);
    assert_eq!(last(&desk, &lines)["info"]["name"], "杭州砺行新能源有限责任公司");
}

#[test]
fn applications_are_listed_newest_first_by_account_state_and_day() {
    let desk = scene();
    last(
        &desk,
        &[
            paid("C1", "B1"),
            paid("D1", "B2"),
            apply_amount("10.00"),
            apply_amount("20.00"),
            apply_bills(&["B2"]),
            line(r#"{"op":"accept_application","application":"FP20261122-0002"}"#),
        ],
    );
    let list = |filter: &str| -> Vec<String> {
        let list = last(&desk, &[format!(r#"{{"op":"applications"{filter}}}"#)]);
        list.as_array().unwrap().iter().map(|a| a["application"].as_str().unwrap()[9..].to_owned()).collect()
    };
    assert_eq!(list(""), ["0003", "0002", "0001"].map(|n| format!("2-{n}")));
    assert_eq!(list(r#","account":"C1""#), ["2-0002", "2-0001"]);
    assert_eq!(list(r#","state":"issuing""#), ["2-0002"]);
    assert_eq!(list(r#","from":"2026-11-23""#), Vec::<String>::new());
    assert_eq!(list(r#","account":"D1","from":"2026-11-22","to":"2026-11-22""#), ["2-0003"]);
}

#[test]
fn pages_of_applications_are_the_list_cut_in_pieces() {
    let desk = scene();
    let mut lines = vec![paid("C1", "B1"), paid("D1", "B2")];
    lines.extend(["10.00", "20.00", "30.00"].map(apply_amount));
    lines.push(apply_bills(&["B2"]));
    lines.push(apply_amount("1.00"));
    last(&desk, &lines);
    let ask = |filter: &str| last(&desk, &[format!(r#"{{"op":"applications"{filter}}}"#)]);
    for filter in ["", r#","account":"C1""#, r#","state":"submitted""#, r#","from":"2026-11-22""#] {
        let whole = ask(filter);
        for limit in 1..6 {
            let (mut rows, mut after) = (Vec::new(), String::new());
            loop {
                let page = ask(&format!(r#"{filter},"limit":{limit}{after}"#));
                let part = page["applications"].as_array().unwrap();
                assert!(part.len() <= limit);
                rows.extend(part.iter().cloned());
                let Some(next) = page.get("next") else { break };
                assert_eq!((part.len(), next), (limit, &rows.last().unwrap()["application"]), "{page}");
                after = format!(r#","after":{next}"#);
            }
            assert_eq!(json!(rows), whole, "{filter} {limit}");
        }
        let rest = ask(&format!(r#"{filter},"after":{}"#, whole[0]["application"]));
        assert_eq!(json!(whole.as_array().unwrap()[1..]), rest, "without a limit, all that are behind");
    }
    assert_eq!(ask(r#","account":"D1","state":"issued","limit":3"#), json!({"applications": []}));
}

#[test]
fn a_qualification_goes_from_submission_to_approval_and_a_special_invoice() {
    let desk = scene();
    let scan = |name: &str| {
        std::fs::write(desk.path(name), crate::common::scans::picture(name)).unwrap();
        desk.path(name).display().to_string().replace('\\', "/")
    };
    let submit = format!(
        r#"{{"op":"submit_qualification","account":"C1","evidence":[{{"kind":"tax_certificate","path":"{}"}},{{"kind":"general_taxpayer_proof","path":"{}"}}]}}"#,
        scan("certificate.pdf"),
        scan("proof.pdf")
    );
    let submitted = last(
        &desk,
        &[
            line(r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#),
            paid("C1", "B1"),
            line(
                r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_special","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR","address":"杭州市文一西路969号","phone":"0571-88888888","bank":"招商银行杭州分行","bank_account":"571900000010000"}"#,
            ),
            submit,
        ],
    );
    assert_eq!(submitted, json!({"qualification":"1","due_on":"2026-11-24"}));
    let apply = apply_amount("10.00").replace("enterprise_general", "enterprise_special");
    last(&desk, &[line(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#), apply.clone()]);
    let revoke = r#"{"op":"revoke_qualification","account":"C1","by":"李强"}"#;
    assert_eq!(
        crate::contract::scene::refused(&desk, &[line(revoke), apply])["rule"],
        "qualification-rejected"
    );
}

#[test]
fn a_correction_reverses_and_opens_a_replacement() {
    let desk = scene();
    let mut lines = vec![line(r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#)];
    lines.extend(issued());
    lines.push(line(r#"{"op":"request_correction","application":"FP20261122-0001","reason":"备注漏填","changes":{"remark":"合同 1"}}"#));
    last(&desk, &lines);
    let approved = last(
        &desk,
        &[line(
            r#"{"op":"approve_correction","application":"FP20261122-0001","reason":"同意","red_number":"26440000000000000099","by":"李强"}"#,
        )],
    );
    assert_eq!(approved["replacement"], "FP20261122-0002");
    let states = last(&desk, &[line(r#"{"op":"applications"}"#)]);
    let states: Vec<&Value> = states.as_array().unwrap().iter().map(|a| &a["state"]).collect();
    assert_eq!(states, ["submitted", "reversed"]);
}

#[test]
fn a_recurring_plan_applies_on_its_day_after_a_preview_that_does_nothing() {
    let desk = scene();
    let plan = r#"{"op":"set_recurring","account":"C1","enabled":true,"type":"enterprise_general"}"#;
    last(&desk, &[paid("C1", "B1"), line(plan)]);
    let run = |more: &str| {
        let answer =
            desk.ok(&[&format!(r#"{{"op":"run_recurring"{more},"at":"2026-12-10T09:00:00+08:00"}}"#)]);
        answer[0]["runs"][0].clone()
    };
    let expected = (json!("C1"), json!("2026-12"), json!("applied"));
    let seen = |run: &Value| (run["account"].clone(), run["month"].clone(), run["outcome"].clone());
    assert_eq!(seen(&run(r#","preview":true"#)), expected);
    let applied = run("");
    assert_eq!((seen(&applied), &applied["application"]), (expected, &json!("FP20261210-0001")));
    let again = run("");
    assert_eq!((&again["outcome"], &again["rule"]), (&json!("skipped"), &json!("recurring-already-run")));
}

#[test]
fn nothing_is_wrong_with_the_store_after_all_of_it() {
    let desk: Desk = scene();
    let mut lines = issued();
    lines.extend([
        line(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-22"}"#),
        paid("D1", "B2"),
        apply_bills(&["B2"]),
        line(r#"{"op":"reverse_application","application":"FP20261122-0001","red_number":"26440000000000000002","reason":"allowance"}"#),
    ]);
    last(&desk, &lines);
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn a_ticket_answers_its_number_and_state_and_is_listed_with_its_notes() {
    let desk = scene();
    let account = r#"{"op":"add_account","account":"H1","issuer":"Q","name":"香港甲有限公司","kind":"enterprise","region":"hong_kong_macao_taiwan"}"#;
    let open = r#"{"op":"open_ticket","account":"H1","rule":"account-outside-mainland","note":"要形式发票"}"#;
    let opened = last(&desk, &[line(account), line(open)]);
    assert_eq!(opened, json!({"ticket":"1","state":"open"}));
    let closed = last(&desk, &[line(r#"{"op":"close_ticket","ticket":"1","note":"已寄出"}"#)]);
    assert_eq!(closed, json!({"ticket":"1","state":"closed"}));
    let note = |note: &str| json!({"at":"2026-11-22T04:00:00Z","by":"desk","note":note});
    assert_eq!(
        last(&desk, &[line(r#"{"op":"tickets","account":"H1","state":"closed"}"#)]),
        json!([{
            "ticket":"1","account":"H1","account_name":"香港甲有限公司","rule":"account-outside-mainland",
            "state":"closed","opened_at":"2026-11-22T04:00:00Z","opened_by":"desk",
            "notes":[note("要形式发票"), note("已寄出")],
        }])
    );
}
