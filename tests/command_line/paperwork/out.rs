//! `bulk-issue`.

use super::*;
use crate::common::lines::{change_issuer, step};
use crate::common::process::{bytes, finish, program};

#[test]
fn what_is_being_issued_goes_out_once() {
    let (desk, applications) = issuing(2);
    let ran = bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let answer = ran.answer();
    assert_eq!(
        answer["files"],
        serde_json::json!([{"file": "out.xlsx", "invoices": 2, "lines": 2, "gross": "200.00"}])
    );
    assert!(answer["batch"].is_string());
    assert_eq!((&answer["left_out"], &answer["notices"]), (&serde_json::json!([]), &serde_json::json!([])));
    let [invoices, lines] = rows(&desk, "out.xlsx");
    let first = format!("{}-1", applications[0]);
    assert_eq!(invoices[0][..7], [&first, "普通发票", "", "是", "否", lines::NAME, lines::TAX_ID]);
    assert_eq!(invoices[0][30], "fin@example.com");
    assert_eq!(lines[0][..3], [&first, "软件服务", "3040201990000000000"]);
    assert_eq!(lines[0][7..9], ["100.00", "0.03"]);
    assert_eq!(application(&desk, &applications[0])["planned_invoices"][0]["out"], true);
    // Nothing is left to go out.
    let again = bulk_issue(&desk, &["--to", "again.xlsx"]);
    assert_eq!((again.code, &again.answer()["files"]), (0, &serde_json::json!([])));
    assert!(!desk.path("again.xlsx").exists());
}

#[test]
fn a_preview_writes_and_marks_nothing() {
    let (desk, _) = issuing(1);
    let before = desk.bytes();
    let ran = bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM, "--preview"]);
    assert_eq!((ran.code, &ran.answer()["files"][0]["invoices"]), (0, &1.into()));
    assert!(ran.answer().get("batch").is_none());
    assert!(!desk.path("out.xlsx").exists() && !desk.path("desk.files").exists());
    assert_eq!(desk.bytes(), before);
    assert_eq!(bulk_issue(&desk, &["--to", "out.xlsx"]).answer()["error"]["rule"], "form-missing");
}

#[test]
fn without_a_form_the_newest_that_was_seen_is_filled_in_and_none_is_asked_for() {
    let (desk, applications) = issuing(2);
    let none = bulk_issue(&desk, &["--to", "out.xlsx"]);
    assert_eq!((none.code, &none.answer()["error"]["rule"]), (2, &"form-missing".into()));
    assert!(none.stderr.contains("数电发票批量开票导入模板"), "{}", none.stderr);
    let first = ["--to", "1.xlsx", "--form", FORM, "--application", &applications[1]];
    assert_eq!(bulk_issue(&desk, &first).code, 0);
    assert_eq!(bulk_issue(&desk, &["--to", "2.xlsx"]).code, 0);
    assert_eq!(serials(&desk, "2.xlsx"), [format!("{}-1", applications[0])]);
}

#[test]
fn what_is_named_and_may_not_go_out_is_left_out_with_the_reason() {
    let (desk, applications) = issuing(1);
    let name =
        |number: &str| bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM, "--application", number]);
    let unknown = name("FP20261122-0099");
    assert_eq!(unknown.code, 1);
    assert_eq!(left_out(&unknown), ("FP20261122-0099".into(), "application".into(), "not-found".into()));
    assert_eq!(name(&applications[0]).code, 0);
    let out = left_out(&name(&applications[0]));
    assert_eq!(out, (applications[0].clone(), "state".into(), "out-at-bureau".into()));
    let waiting = desk
        .ok(&[&lines::at(lines::NOON, &lines::paid("D1", "X", "1.00")), &lines::apply_bills("D1", &["X"])]);
    let waiting = waiting[1]["application"].as_str().unwrap();
    assert_eq!(left_out(&name(waiting)).2, "transition-not-allowed");
}

#[test]
fn what_is_out_is_not_cancelled_or_rejected_until_it_is_recalled_and_keeps_its_serial_number() {
    let (desk, applications) = issuing(1);
    let number = &applications[0];
    assert_eq!(bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM]).code, 0);
    let cancel = lines::at(lines::NOON, &step("cancel_application", number));
    let reject = lines::with(&step("reject_application", number), r#""reason":"信息有误""#);
    for line in [&cancel, &reject] {
        assert_eq!(desk.refused(line)["rule"], "out-at-bureau");
    }
    let recall = lines::with(&step("recall_invoices", number), r#""reason":"表格没有导入""#);
    assert_eq!(desk.ok(&[&recall])[0]["invoices"], 1);
    assert_eq!(desk.refused(&recall)["rule"], "not-found");
    assert_eq!(bulk_issue(&desk, &["--to", "again.xlsx"]).code, 0);
    assert_eq!(serials(&desk, "again.xlsx"), serials(&desk, "out.xlsx"));
    let batch = lines::with(r#"{"op":"recall_invoices"}"#, r#""batch":"2","reason":"整表未导入""#);
    desk.ok(&[&batch, &cancel]);
    assert_eq!(application(&desk, number)["state"], "cancelled");
}

#[test]
fn above_the_maximum_it_goes_out_as_several_which_add_up() {
    let (desk, applications) = issuing(1);
    desk.ok(&[&change_issuer("Q", r#"{"max_invoice_amount":"40.00"}"#)]);
    let ran = bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM]);
    assert_eq!(ran.answer()["files"][0]["gross"], "100.00");
    let [invoices, lines] = rows(&desk, "out.xlsx");
    let of = |number: usize| format!("{}-{number}", applications[0]);
    assert_eq!(invoices.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), [of(1), of(2), of(3)]);
    assert_eq!(lines.iter().map(|row| row[7].as_str()).collect::<Vec<_>>(), ["40.00", "40.00", "20.00"]);
    // One of them is recalled, and the maximum falls: it alone is planned anew.
    let recall = format!(r#"{{"op":"recall_invoices","serial":"{}","reason":"超过限额"}}"#, of(2));
    desk.ok(&[&recall, &change_issuer("Q", r#"{"max_invoice_amount":"30.00"}"#)]);
    assert_eq!(bulk_issue(&desk, &["--to", "again.xlsx"]).code, 0);
    assert_eq!(serials(&desk, "again.xlsx"), [of(4), of(5)]);
    assert_eq!(
        rows(&desk, "again.xlsx")[1].iter().map(|row| row[7].as_str()).collect::<Vec<_>>(),
        ["30.00", "10.00"]
    );
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn what_is_no_longer_covered_does_not_leave() {
    let (desk, applications) = issuing(2);
    desk.ok(&[&lines::at(lines::NOON, &lines::refund("B1", "40.00"))]);
    let ran = bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM]);
    assert_eq!(ran.code, 1);
    assert_eq!(left_out(&ran), (applications[0].clone(), "uncovered".into(), "uncovered".into()));
    assert_eq!(serials(&desk, "out.xlsx"), [format!("{}-1", applications[1])]);
}

#[test]
fn a_code_that_has_finer_ones_below_it_is_left_out_where_a_list_was_imported() {
    let (desk, applications) = issuing(1);
    std::fs::write(
        desk.path("codes.csv"),
        "编码,名称\n3040201990000000000,其他软件服务\n3040201990100000000,软件维护\n",
    )
    .unwrap();
    let ran = desk.run(&["import", "tax-codes", "codes.csv", "--json"]);
    assert_eq!((ran.code, &ran.answer()["added"]), (0, &2.into()), "{ran:?}");
    let ran = bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM]);
    assert_eq!(left_out(&ran), (applications[0].clone(), "tax_code".into(), "tax-code-not-leaf".into()));
}

#[test]
fn a_small_scale_taxpayer_says_once_why_it_issues_at_3_per_cent() {
    let (desk, _) = issuing(0);
    let special = lines::special_info("D1", lines::NAME, "1202026209900088888");
    desk.ok(&[&special, &lines::at(lines::NOON, &lines::paid("D1", "S1", "100.00"))]);
    let apply = r#"{"op":"submit_application","account":"D1","type":"enterprise_special","bills":["S1"],"email":"fin@example.com"}"#;
    let number = desk.ok(&[&lines::at(lines::NOON, apply)]).remove(0);
    desk.ok(&[&step("accept_application", number["application"].as_str().unwrap())]);
    let asked = bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM, "--preview"]);
    assert_eq!((asked.code, &asked.answer()["notices"][0]["rule"]), (0, &"full-rate-reason-unknown".into()));
    desk.ok(&[&change_issuer("Q", r#"{"taxpayer":"small_scale","full_rate_reason":"business_need"}"#)]);
    let said = bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM]);
    assert_eq!(said.answer()["notices"], serde_json::json!([]));
    let [invoices, _] = rows(&desk, "out.xlsx");
    assert_eq!(invoices[0][1], "增值税专用发票");
    assert_eq!(invoices[0][19], "展示地址、电话、开户银行及银行账号");
    assert_eq!(invoices[0][36], "因为实际经营业务需要，放弃享受减按1%征收率征收增值税政策。");
}

#[test]
fn a_file_is_never_written_over_the_form_or_the_store_and_one_that_was_there_is_named() {
    let (desk, _) = issuing(1);
    std::fs::copy(FORM, desk.path("form.xlsx")).unwrap();
    let over = bulk_issue(&desk, &["--to", "form.xlsx", "--form", "form.xlsx"]);
    assert_eq!((over.code, bytes(&desk.path("form.xlsx")).len()), (2, 658_445));
    let among = bulk_issue(&desk, &["--to", "desk.files/out.xlsx", "--form", "form.xlsx"]);
    assert_eq!(among.code, 2, "{among:?}");
    let nowhere = bulk_issue(&desk, &["--to", "nowhere/out.xlsx", "--form", "form.xlsx"]);
    assert_eq!(nowhere.code, 2);
    std::fs::write(desk.path("out.xlsx"), "old").unwrap();
    let ran = bulk_issue(&desk, &["--to", "out.xlsx", "--form", "form.xlsx"]);
    assert_eq!((ran.code, &ran.answer()["notices"][0]["rule"]), (0, &"file-replaced".into()));
    assert_eq!(serials(&desk, "out.xlsx").len(), 1);
}

#[test]
fn what_is_no_such_form_is_refused_with_what_it_lacks() {
    let (desk, _) = issuing(1);
    let list = refusal_list(&desk, "list.xlsx", &[]);
    let ran = bulk_issue(&desk, &["--to", "out.xlsx", "--form", list.to_str().unwrap()]);
    assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &"bad-form".into()));
    assert!(ran.stderr.contains("发票基本信息"), "{}", ran.stderr);
    assert_eq!(bulk_issue(&desk, &["--to", "out.pdf", "--form", FORM]).code, 2);
}

#[test]
fn a_form_that_is_older_than_one_seen_before_or_asks_something_else_is_described() {
    let (desk, applications) = issuing(3);
    let old = form_with(&desk, "old.xlsx", "pt:20260401", "pt:20251101");
    let newer = form_with(&desk, "newer.xlsx", "pt:20260401", "pt:20260701");
    let out = |form: &std::path::Path, number: &str| {
        let ran = bulk_issue(
            &desk,
            &["--to", "out.xlsx", "--form", form.to_str().unwrap(), "--application", number],
        );
        assert_eq!(ran.code, 0, "{ran:?}");
        let notices = ran.answer()["notices"].take();
        let rules =
            notices.as_array().unwrap().iter().map(|notice| notice["rule"].as_str().unwrap().to_owned());
        rules.filter(|rule| rule != "file-replaced").collect::<Vec<_>>()
    };
    assert_eq!(out(&newer, &applications[0]), [""; 0]);
    assert_eq!(out(&old, &applications[1]), ["form-older"]);
    // The newest is the one of the latest version, and not the one that was given last.
    let ran = bulk_issue(&desk, &["--to", "last.xlsx"]);
    assert_eq!((ran.code, ran.answer()["notices"].as_array().unwrap().len()), (0, 0), "{ran:?}");
}

#[test]
fn limits_are_those_of_the_form_and_another_limit_is_described() {
    let (desk, _) = issuing(1);
    assert_eq!(bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM]).code, 0);
    let paid = lines::at(lines::NOON, &lines::paid("D1", "R1", "1.00"));
    let remarked =
        lines::apply("D1", r#""bills":["R1"],"email":"fin@example.com","remark":"合同编号 2026-11-22""#);
    let number = desk.ok(&[&paid, &remarked])[1]["application"].as_str().unwrap().to_owned();
    desk.ok(&[&step("accept_application", &number)]);
    let short = form_with(&desk, "short.xlsx", "230", "10");
    let ran = bulk_issue(&desk, &["--to", "out.xlsx", "--form", short.to_str().unwrap()]);
    assert_eq!(left_out(&ran), (number, "remark".into(), "too-long".into()));
    assert!(ran.answer()["notices"].to_string().contains("备注"), "{ran:?}");
}

#[test]
fn above_two_thousand_lines_there_are_several_files() {
    let (desk, applications) = issuing(1);
    desk.ok(&[&change_issuer("Q", r#"{"max_invoice_amount":"0.04"}"#)]);
    let ran = bulk_issue(&desk, &["--to", "out.xlsx", "--form", FORM]);
    let files = serde_json::json!([
        {"file": "out.xlsx", "invoices": 2000, "lines": 2000, "gross": "80.00"},
        {"file": "out-2.xlsx", "invoices": 500, "lines": 500, "gross": "20.00"},
    ]);
    assert_eq!((ran.code, &ran.answer()["files"]), (0, &files), "{ran:?}");
    assert_eq!(serials(&desk, "out-2.xlsx")[0], format!("{}-2001", applications[0]));
    // More serial numbers than an application has room for are no plan.
    let recall = lines::with(&step("recall_invoices", &applications[0]), r#""reason":"表格有误""#);
    desk.ok(&[&recall, &change_issuer("Q", r#"{"max_invoice_amount":"0.01"}"#)]);
    let left = left_out(&bulk_issue(&desk, &["--to", "more.xlsx"]));
    assert_eq!(left, (applications[0].clone(), "serial".into(), "too-long".into()));
}

#[test]
fn a_form_goes_along_with_a_backup_and_one_that_is_lost_is_asked_for_again() {
    let (desk, applications) = issuing(2);
    let first = ["--to", "1.xlsx", "--form", FORM, "--application", &applications[0]];
    assert_eq!(bulk_issue(&desk, &first).code, 0);
    assert_eq!(desk.run(&["backup", "--to", "copy.sqlite"]).code, 0);
    let at_copy = || {
        let mut command = program();
        command.current_dir(desk.path(".")).args(["--store", "copy.sqlite", "bulk-issue", "--issuer", "Q"]);
        command.args(["--to", "2.xlsx", "--json", "--preview"]);
        finish(command, b"")
    };
    assert_eq!(at_copy().code, 0);
    std::fs::remove_dir_all(desk.path("copy.files")).unwrap();
    assert_eq!(at_copy().answer()["error"]["rule"], "form-missing");
    let mut command = program();
    command.current_dir(desk.path(".")).args(["--store", "copy.sqlite", "check"]);
    assert_eq!(finish(command, b"").code, 0);
}

#[test]
fn a_form_that_was_given_filled_is_kept_blank_and_only_said_to_be_filled_then() {
    let (desk, applications) = issuing(3);
    let out = |to: &str, form: &[&str], number: &str| {
        let ran = bulk_issue(&desk, &[&["--to", to, "--application", number], form].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        let notices = ran.answer()["notices"].as_array().unwrap().clone();
        notices.iter().map(|notice| notice["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(out("1.xlsx", &["--form", FORM], &applications[0]), [""; 0]);
    std::fs::rename(desk.path("1.xlsx"), desk.path("filled.xlsx")).unwrap();
    assert_eq!(out("2.xlsx", &["--form", "filled.xlsx"], &applications[1]), ["form-filled"; 2]);
    assert_eq!(out("3.xlsx", &[], &applications[2]), [""; 0]);
    let folders = std::fs::read_dir(desk.path("desk.files")).unwrap();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap());
    let kept: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    assert_eq!(kept.len(), 2);
    for file in kept {
        std::fs::copy(file, desk.path("kept.xlsx")).unwrap();
        assert_eq!(serials(&desk, "kept.xlsx"), [""; 0]);
    }
}

#[test]
fn the_form_that_was_used_last_is_the_newest_of_its_version() {
    let (desk, applications) = issuing(4);
    let short = form_with(&desk, "short.xlsx", "230", "10");
    let out = |form: &[&str], number: &str| {
        let ran = bulk_issue(&desk, &[&["--to", "out.xlsx", "--application", number], form].concat());
        let notices = ran.answer()["notices"].as_array().unwrap().clone();
        let rules = notices.iter().map(|notice| notice["rule"].as_str().unwrap().to_owned());
        rules.filter(|rule| rule != "file-replaced").collect::<Vec<_>>()
    };
    assert_eq!(out(&["--form", FORM], &applications[0]), [""; 0]);
    assert_eq!(out(&["--form", short.to_str().unwrap()], &applications[1]), ["form-changed"]);
    assert_eq!(out(&["--form", FORM], &applications[2]), ["form-changed"]);
    assert_eq!(out(&["--form", FORM], &applications[3]), [""; 0]);
}

#[test]
fn a_header_is_known_whatever_marks_and_blanks_stand_around_it() {
    let (desk, _) = issuing(1);
    const BUYER: &str = "&#36141;&#20080;&#26041;&#21517;&#31216;</t>";
    let marked = form_with(
        &desk,
        "marked.xlsx",
        &format!("<t>{BUYER}"),
        &format!("<t>* {}", BUYER.replace("</t>", "（必填）</t>")),
    );
    let ran = bulk_issue(&desk, &["--to", "out.xlsx", "--form", marked.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
}
