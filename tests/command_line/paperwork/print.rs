//! What is printed: labels with their list, the month's register, the sheet of an application.

use serde_json::{Value, json};

use super::super::contract::scene::{NOON, at, scene};
use crate::common::lines;
use crate::common::pdf::{pieces, texts};
use crate::common::process::{Desk, Ran, bytes};

const NUMBER: &str = "26442000000000000001";
const RED: &str = "26442000000000000101";

/// An issued application of `C1`, which is posted; answers its number.
fn issued(desk: &Desk, bill: &str, amount: &str, number: &str) -> String {
    let answers = desk.ok(&[&at(NOON, &lines::paid("C1", bill, amount)), &lines::apply_amount("C1", amount)]);
    let application = answers[1]["application"].as_str().unwrap().to_owned();
    desk.ok(&[
        &at(NOON, &lines::step("accept_application", &application)),
        &lines::issue(&application, &[(number, amount)]),
    ]);
    application
}

fn labels(desk: &Desk, more: &[&str]) -> Ran {
    let mut arguments = vec!["labels", "--to", "labels.pdf", "--json"];
    arguments.extend(more);
    desk.run(&arguments)
}

fn of(desk: &Desk, file: &str) -> String {
    texts(&bytes(&desk.path(file))).concat().join("|")
}

#[test]
fn what_waits_for_post_has_a_label_and_stands_on_the_list() {
    let desk = scene();
    let small = issued(&desk, "B1", "9.99", NUMBER);
    let large = issued(&desk, "B2", "10.00", "26442000000000000002");
    let ran = labels(&desk, &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let expected = json!({"file": "labels.pdf", "labels": 2, "pages": 2, "applications": [small, large], "left_out": []});
    assert_eq!(ran.answer(), expected);
    let pages = texts(&bytes(&desk.path("labels.pdf")));
    let [sheet, list] = &pages[..] else { panic!("{pages:?}") };
    for said in ["浙江省杭州市", "文一西路969号", "孙敏　17199338205", "寄件人　示例云计算有限公司"]
    {
        assert_eq!(sheet.iter().filter(|text| *text == said).count(), 2, "{said} {sheet:?}");
    }
    // The issuer pays from 10.00 on.
    let freight = |page: &[String], said: &str| page.iter().filter(|text| *text == said).count();
    assert_eq!((freight(sheet, "运费　收件方到付"), freight(sheet, "运费　开票方承担")), (1, 1));
    assert_eq!((freight(list, "收件方到付"), freight(list, "开票方承担")), (1, 1));
    for said in
        ["发票寄送清单", &small, &large, NUMBER, "9.99", "共 2 件，发票 2 张，金额 ¥19.99", "第 1 / 1 页"]
    {
        assert!(list.iter().any(|text| text == said), "{said} {list:?}");
    }
}

#[test]
fn labels_stand_where_the_sheet_has_them_from_the_first_that_is_free() {
    let desk = scene();
    issued(&desk, "B1", "20.00", NUMBER);
    issued(&desk, "B2", "10.00", "26442000000000000002");
    let places = |skip: &str| -> Vec<(usize, i64, i64)> {
        assert_eq!(labels(&desk, &["--skip", skip]).code, 0);
        let pages = pieces(&bytes(&desk.path("labels.pdf")));
        let mut places = Vec::new();
        for (page, pieces) in pages.iter().enumerate() {
            let found = pieces.iter().filter(|piece| piece.text == "浙江省杭州市");
            places.extend(found.map(|piece| (page, piece.x as i64, piece.y as i64)));
        }
        places
    };
    let [(0, left, top), (0, right, same)] = places("0")[..] else { panic!("{:?}", places("0")) };
    assert_eq!((top, right - left), (same, 288), "101.6 mm apart");
    let [(0, x, y), (1, again, first)] = places("7")[..] else { panic!("{:?}", places("7")) };
    assert_eq!((x, again, first), (right, left, top));
    assert!((y - top - 575).abs() <= 1, "three labels of 67.7 mm below: {y} {top}");
    assert_eq!(labels(&desk, &["--skip", "8"]).code, 2);
}

#[test]
fn an_application_that_can_have_no_label_is_left_out_with_the_reason() {
    let desk = scene();
    let posted = issued(&desk, "B1", "20.00", NUMBER);
    desk.ok(&[&at(NOON, &lines::paid("D1", "B9", "5.00"))]);
    let mailed = desk.ok(&[&at(NOON, &lines::apply_bills("D1", &["B9"]))])[0]["application"].clone();
    let mailed = mailed.as_str().unwrap();
    let ran = labels(&desk, &["--application", &posted, "--application", "FP1", "--application", mailed]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let answer = ran.answer();
    assert_eq!(answer["applications"], json!([posted]));
    let left_out = answer["left_out"].as_array().unwrap();
    let rules: Vec<(&Value, &Value)> =
        left_out.iter().map(|one| (&one["application"], &one["rule"])).collect();
    assert_eq!(rules, [(&json!("FP1"), &json!("not-found")), (&json!(mailed), &json!("not-issued"))]);
    desk.ok(&[
        &at(NOON, &lines::step("accept_application", mailed)),
        &lines::issue(mailed, &[("26442000000000000003", "5.00")]),
    ]);
    assert_eq!(labels(&desk, &["--application", mailed]).answer()["left_out"][0]["rule"], "not-posted");
    assert_eq!(labels(&desk, &[]).code, 0, "what is e-mailed does not wait for post");
}

#[test]
fn a_recipient_whose_name_no_font_has_is_named_by_the_character() {
    let desk = scene();
    let posted = issued(&desk, "B1", "20.00", NUMBER);
    desk.ok(&[
        &at(NOON, r#"{"op":"add_account","account":"C2","issuer":"T","name":"乙","kind":"individual","verified_name":"乙"}"#),
        r#"{"op":"save_invoice_info","account":"C2","type":"personal_general","name":"乙"}"#,
        &lines::address("C2", "孙\u{10FFF0}"),
        &lines::paid("C2", "B3", "30.00"),
    ]);
    let apply = r#"{"op":"submit_application","account":"C2","type":"personal_general","all":true}"#;
    let rare = desk.ok(&[&at(NOON, apply)])[0]["application"].as_str().unwrap().to_owned();
    desk.ok(&[
        &at(NOON, &lines::step("accept_application", &rare)),
        &lines::issue(&rare, &[("26442000000000000003", "30.00")]),
    ]);
    let ran = labels(&desk, &["--lang", "en"]);
    let answer = ran.answer();
    assert_eq!((ran.code, &answer["applications"]), (1, &json!([posted])));
    assert_eq!(answer["left_out"][0]["rule"], "no-glyph");
    assert!(answer["left_out"][0]["message"].as_str().unwrap().contains("U+10FFF0"), "{answer}");
}

#[test]
fn where_nothing_waits_no_file_is_written() {
    let desk = scene();
    let ran = labels(&desk, &[]);
    assert_eq!((ran.code, &ran.answer()["file"]), (0, &Value::Null), "{ran:?}");
    assert!(!desk.path("labels.pdf").exists());
}

/// Two invoices in November, of which one is reversed.
fn with_red() -> (Desk, String, String) {
    let desk = scene();
    let reversed = issued(&desk, "B1", "106.00", NUMBER);
    let kept = issued(&desk, "B2", "53.00", "26442000000000000002");
    desk.ok(&[&at(NOON, &lines::reverse(&reversed, RED))]);
    (desk, reversed, kept)
}

fn register(desk: &Desk, more: &[&str]) -> Ran {
    let mut arguments = vec!["register", "--to", "register.pdf", "--json"];
    arguments.extend(more);
    desk.run(&arguments)
}

#[test]
fn the_register_of_a_month_has_blue_and_red_invoices_and_its_sums_add_up() {
    let (desk, reversed, kept) = with_red();
    let ran = register(&desk, &["--month", "2026-11", "--issuer", "T"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let sums = |count: u32, net: &str, tax: &str, gross: &str| json!({"count": count, "net": net, "tax": tax, "gross": gross});
    let answer = ran.answer();
    assert_eq!(answer["blue"], sums(2, "150.00", "9.00", "159.00"));
    assert_eq!(answer["red"], sums(1, "-100.00", "-6.00", "-106.00"));
    assert_eq!(answer["total"], sums(3, "50.00", "3.00", "53.00"));
    let by = json!([{"type": "enterprise_general", "rate": "0.06", "blue": 2, "red": 1, "count": 3,
        "net": "50.00", "tax": "3.00", "gross": "53.00"}]);
    assert_eq!((&answer["by"], &answer["pages"]), (&by, &json!(1)));
    let said = of(&desk, "register.pdf");
    for part in [
        "发票登记簿　2026 年 11 月",
        NUMBER,
        RED,
        "-106.00",
        "红字，冲",
        "合计",
        &reversed,
        &kept,
        "第 1 / 1 页",
    ] {
        assert!(said.contains(part), "{part} {said}");
    }
}

#[test]
fn another_month_another_issuer_and_a_month_that_is_none() {
    let (desk, ..) = with_red();
    for more in [["--month", "2026-10", "--issuer", "T"], ["--month", "2026-11", "--issuer", "Q"]] {
        let ran = register(&desk, &more);
        assert_eq!((ran.code, &ran.answer()["total"]["count"]), (0, &json!(0)), "{ran:?}");
        assert!(of(&desk, "register.pdf").contains("本月没有"));
    }
    let missing = register(&desk, &["--month", "2026-11", "--issuer", "X"]);
    assert_eq!((missing.code, &missing.answer()["error"]["rule"]), (2, &json!("not-found")));
    let none = register(&desk, &["--month", "2026-13", "--issuer", "T"]);
    assert_eq!((none.code, &none.answer()["error"]["rule"]), (2, &json!("bad-field")));
}

#[test]
fn the_same_store_prints_the_same_bytes_and_an_older_file_is_replaced_whole() {
    let (desk, reversed, _) = with_red();
    std::fs::write(desk.path("register.pdf"), "an older file").unwrap();
    let asked = ["--month", "2026-11", "--issuer", "T"];
    register(&desk, &asked);
    let first = bytes(&desk.path("register.pdf"));
    register(&desk, &asked);
    assert!(first.starts_with(b"%PDF-") && first == bytes(&desk.path("register.pdf")));
    for (file, rule) in [("register.xlsx", "bad-file"), ("desk.sqlite.pdf/x.pdf", "bad-file")] {
        let ran = desk.run(&["sheet", "--application", &reversed, "--to", file, "--json"]);
        assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &json!(rule)), "{file}");
    }
}

#[test]
fn the_sheet_of_an_application_tells_what_it_is_and_what_happened_to_it() {
    let (desk, reversed, _) = with_red();
    let ran = desk.run(&["sheet", "--application", &reversed, "--to", "sheet.pdf", "--json"]);
    assert_eq!(
        (ran.code, ran.answer()),
        (0, json!({"file": "sheet.pdf", "application": reversed, "pages": 1}))
    );
    let said = of(&desk, "sheet.pdf");
    let timeline = ["提交申请", "受理", "开具发票", "红冲"];
    let facts = [reversed.as_str(), "已红冲", lines::NAME, lines::TAX_ID, "壹佰零陆元整", "B1", NUMBER, RED];
    for part in facts.into_iter().chain(timeline) {
        assert!(said.contains(part), "{part} {said}");
    }
    let english = desk.run(&["sheet", "--application", &reversed, "--to", "sheet.pdf", "--lang", "en"]);
    assert_eq!(english.code, 0);
    assert!(of(&desk, "sheet.pdf").contains("Page 1 / 1"));
    let missing = desk.run(&["sheet", "--application", "FP1", "--to", "none.pdf", "--json"]);
    assert_eq!((missing.code, &missing.answer()["error"]["rule"]), (2, &json!("not-found")));
    assert!(!desk.path("none.pdf").exists());
}
