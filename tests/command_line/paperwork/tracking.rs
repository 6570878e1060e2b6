//! `import tracking`: a carrier's list of parcels.

use serde_json::{Value, json};

use super::super::contract::scene::{NOON, at, scene};
use super::application;
use crate::common::lines;
use crate::common::process::{Desk, Ran};

/// So many issued applications of `C1`, all for 孙敏; answers their numbers.
fn issued(desk: &Desk, count: usize) -> Vec<String> {
    (1..=count).map(|i| issue(desk, i)).collect()
}

/// The `i`th of them.
fn issue(desk: &Desk, i: usize) -> String {
    let answers = desk
        .ok(&[&at(NOON, &lines::paid("C1", &format!("B{i}"), "20.00")), &lines::apply_amount("C1", "20.00")]);
    let number = answers[1]["application"].as_str().unwrap().to_owned();
    let invoice = format!("2644200000000000000{i}");
    desk.ok(&[
        &at(NOON, &lines::step("accept_application", &number)),
        &lines::issue(&number, &[(&invoice, "20.00")]),
    ]);
    number
}

fn import(desk: &Desk, list: &str, more: &[&str]) -> Ran {
    std::fs::write(desk.path("list.csv"), list).unwrap();
    let mut arguments = vec!["import", "tracking", "list.csv", "--json"];
    arguments.extend(more);
    desk.run(&arguments)
}

fn rules(answer: &Value) -> Vec<&str> {
    answer["unmatched"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect()
}

#[test]
fn a_parcel_of_a_named_application_delivers_it_once() {
    let desk = scene();
    let numbers = issued(&desk, 1);
    let list = format!("申请编号,快递公司,运单号\n{},顺丰速运,SF0001\n", numbers[0]);
    let parcel = json!({"row": 2, "application": numbers[0], "carrier": "顺丰速运", "tracking_no": "SF0001"});
    let preview = import(&desk, &list, &["--preview"]);
    assert_eq!((preview.code, &preview.answer()["matched"]), (0, &json!([parcel])), "{preview:?}");
    assert_eq!(application(&desk, &numbers[0])["state"], "issued", "a preview does nothing");
    let ran = import(&desk, &list, &[]);
    let expected = json!({"file": "list.csv", "read": 1, "matched": [parcel], "already": [], "unmatched": [], "ambiguous": []});
    assert_eq!((ran.code, ran.answer()), (0, expected));
    let delivered = application(&desk, &numbers[0]);
    assert_eq!((&delivered["state"], &delivered["tracking_no"]), (&json!("delivered"), &json!("SF0001")));
    assert_eq!(delivered["timeline"].as_array().unwrap().last().unwrap()["note"], "顺丰速运 SF0001");
    let again = import(&desk, &list, &[]);
    assert_eq!((again.code, &again.answer()["already"]), (0, &json!([parcel])));
    assert_eq!(application(&desk, &numbers[0]), delivered, "a second import changes nothing");
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn a_carriers_own_list_is_matched_by_recipient_and_phone_where_only_one_waits() {
    let desk = scene();
    let numbers = issued(&desk, 1);
    let list = "运单号码,收方姓名,收方手机\nSF0001,孙敏,+86 171 9933 8205\nSF0002,钱多,13800000000\n";
    let without = import(&desk, list, &[]);
    assert_eq!(
        (without.code, rules(&without.answer())),
        (1, vec!["bad-field"; 2]),
        "nobody says which carrier"
    );
    let ran = import(&desk, list, &["--carrier", "顺丰速运"]);
    let answer = ran.answer();
    assert_eq!((ran.code, &answer["matched"][0]["application"]), (1, &json!(numbers[0])), "{ran:?}");
    assert_eq!(rules(&answer), ["nobody-waits"]);
    let again = import(&desk, list, &["--carrier", "顺丰速运"]).answer();
    assert_eq!(again["already"][0]["application"], json!(numbers[0]));
}

#[test]
fn a_number_that_is_taken_delivers_no_other_letter_of_the_same_person() {
    let desk = scene();
    let first = issue(&desk, 1);
    let list = |number: &str| format!("运单号,收件人,手机\n{number},孙敏,17199338205\n");
    assert_eq!(import(&desk, &list("SF1"), &["--carrier", "顺丰"]).code, 0);
    let waits = issue(&desk, 2);
    let again = import(&desk, &list("sf1"), &["--carrier", "顺丰"]);
    assert_eq!((again.code, &again.answer()["already"][0]["application"]), (0, &json!(first)), "{again:?}");
    let other = import(&desk, &list("SF1"), &["--carrier", "顺丰速运"]);
    let unmatched = &other.answer()["unmatched"][0];
    assert_eq!((other.code, &unmatched["application"]), (1, &json!(first)), "{other:?}");
    assert!(unmatched["why"].as_str().unwrap().contains("顺丰 SF1"), "{unmatched}");
    desk.ok(&[&at(NOON, &lines::reverse(&first, "26442000000000009999"))]);
    let reversed = import(&desk, &list("SF1"), &["--carrier", "顺丰"]);
    assert_eq!(reversed.answer()["already"][0]["application"], json!(first), "{reversed:?}");
    assert_eq!(application(&desk, &waits)["state"], "issued");
    assert_eq!(
        import(&desk, &list("SF2"), &["--carrier", "顺丰"]).answer()["matched"][0]["application"],
        waits
    );
}

#[test]
fn a_carriers_own_order_number_is_passed_over_and_the_desk_s_is_not() {
    let desk = scene();
    let numbers = issued(&desk, 1);
    let list = |header: &str, number: &str| {
        format!("运单号,{header},收件人,手机\nSF1,{number},孙敏,17199338205\n合计,1,,\n")
    };
    let (own, ours) = (list("订单号", "E2026112212345"), list("订单号", &numbers[0]));
    for list in [own, ours] {
        let answer = import(&desk, &list, &["--carrier", "顺丰", "--preview"]).answer();
        assert_eq!((&answer["matched"][0]["application"], &answer["read"]), (&json!(numbers[0]), &json!(1)));
    }
    let named = import(&desk, &list("申请编号", "FP1"), &["--carrier", "顺丰", "--preview"]);
    assert_eq!(rules(&named.answer()), ["not-found"], "{named:?}");
}

#[test]
fn where_several_wait_for_one_recipient_nothing_is_guessed() {
    let desk = scene();
    let numbers = issued(&desk, 2);
    let ran = import(&desk, "运单号,收件人,联系电话,快递公司\nSF1,孙敏,17199338205,顺丰\n", &[]);
    let unclear = json!([{"row": 2, "tracking_no": "SF1", "applications": numbers}]);
    assert_eq!((ran.code, &ran.answer()["ambiguous"]), (1, &unclear), "{ran:?}");
    assert!(numbers.iter().all(|number| application(&desk, number)["state"] == "issued"));
}

#[test]
fn rows_that_contradict_each_other_or_the_desk_change_nothing() {
    let desk = scene();
    let numbers = issued(&desk, 2);
    desk.ok(&[&at(
        NOON,
        &lines::with(
            &lines::step("deliver_application", &numbers[0]),
            r#""carrier":"顺丰","tracking_no":"SF1""#,
        ),
    )]);
    let list = format!(
        "申请编号,快递公司,运单号\n{0},顺丰,SF9\n{1},顺丰,SF2\n{1},顺丰,SF3\nFP1,顺丰,SF4\n{1},顺丰,\n",
        numbers[0], numbers[1]
    );
    let ran = import(&desk, &list, &[]);
    let answer = ran.answer();
    assert_eq!((ran.code, &answer["matched"]), (1, &json!([])), "{ran:?}");
    assert_eq!(rules(&answer), ["sent-otherwise", "conflict", "conflict", "not-found", "bad-field"]);
    assert_eq!(application(&desk, &numbers[0])["tracking_no"], "SF1");
    assert_eq!(application(&desk, &numbers[1])["state"], "issued");
}

#[test]
fn a_number_that_a_spreadsheet_has_rounded_is_refused() {
    let desk = scene();
    let numbers = issued(&desk, 1);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0..).zip(["申请编号", "快递公司", "运单号"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    sheet.write_string(1, 0, &numbers[0]).unwrap();
    sheet.write_string(1, 1, "中通").unwrap();
    sheet.write_number(1, 2, 1_234_567_890_123_456_789.0).unwrap();
    book.save(desk.path("list.xlsx")).unwrap();
    let ran = desk.run(&["import", "tracking", "list.xlsx", "--json"]);
    assert_eq!((ran.code, rules(&ran.answer())), (1, vec!["digits-lost"]));
}

#[test]
fn a_file_that_is_no_such_list_is_said_to_be_none() {
    let desk = scene();
    let ran = import(&desk, "甲,乙\n1,2\n", &[]);
    assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &json!("bad-file")));
}
