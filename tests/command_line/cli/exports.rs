//! `export`: every list, as CSV and XLSX.

use crate::common::process::{Desk, bytes};

/// A demo, and what it exports of a list as text: header, rows and totals.
fn exported(desk: &Desk, list: &str, lang: &str) -> Vec<String> {
    let file = format!("{list}.csv");
    let ran = desk.run(&["export", list, "--to", &file, "--lang", lang]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = String::from_utf8(bytes(&desk.path(&file))).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("a mark by which Excel knows UTF-8");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn each_list_has_a_header_its_rows_and_totals_in_the_language_asked_for() {
    let desk = Desk::empty();
    assert_eq!(desk.run(&["demo"]).code, 0);
    for (list, rows, zh, en) in [
        ("accounts", 60, "客户编号", "Customer"),
        ("bills", 1000, "账单号", "Bill"),
        ("applications", 300, "申请", "Application"),
        ("invoices", 300, "发票号码", "Invoice"),
    ] {
        let lines = exported(&desk, list, "zh");
        assert!(lines[0].contains(zh), "{}", lines[0]);
        assert!(lines.len() >= rows + 2, "{list}: {} lines", lines.len());
        assert!(lines.last().unwrap().contains("合计"), "{:?}", lines.last());
        assert!(exported(&desk, list, "en")[0].contains(en), "{list}");
    }
}

#[test]
fn an_empty_list_is_a_file_too_and_a_workbook_says_how_many_rows_it_has() {
    let desk = Desk::empty();
    desk.ok(&[]);
    let ran = desk.run(&["export", "bills", "--to", "bills.xlsx", "--json"]);
    assert_eq!((ran.code, &ran.answer()["rows"]), (0, &0.into()), "{ran:?}");
    assert!(bytes(&desk.path("bills.xlsx")).starts_with(b"PK"));
}

#[test]
fn a_file_of_another_kind_is_refused_before_anything_is_written() {
    let desk = Desk::empty();
    desk.ok(&[]);
    for file in ["bills.pdf", "bills", "bills.xls"] {
        let ran = desk.run(&["export", "bills", "--to", file]);
        assert_eq!(ran.code, 2, "{file}");
        assert!(ran.stderr.contains(".xlsx"), "{}", ran.stderr);
        assert!(!desk.path(file).exists());
    }
}

#[test]
fn a_place_that_cannot_be_written_is_said_and_a_missing_store_too() {
    let desk = Desk::empty();
    assert_eq!(desk.run(&["export", "bills", "--to", "bills.csv"]).code, 2);
    assert!(!desk.path("bills.csv").exists() && !desk.store().exists());
    desk.ok(&[]);
    let ran = desk.run(&["export", "bills", "--to", "nowhere/bills.csv"]);
    assert_eq!(ran.code, 2);
    assert!(!ran.stderr.is_empty());
}

#[test]
fn a_list_is_never_written_over_the_store_or_among_its_scans() {
    let desk = Desk::empty();
    desk.ok(&[]);
    std::fs::rename(desk.store(), desk.path("desk.csv")).unwrap();
    std::fs::create_dir(desk.path("desk.files")).unwrap();
    let before = crate::common::process::bytes(&desk.path("desk.csv"));
    for own in ["desk.csv", "./desk.csv", "desk.files/bills.csv"] {
        let mut command = crate::common::process::program();
        command.current_dir(desk.path(".")).args(["--store", "desk.csv", "export", "bills", "--to", own]);
        let ran = crate::common::process::finish(command, b"");
        assert_eq!(ran.code, 2, "{own} {ran:?}");
        assert!(ran.stderr.contains("开票台自己"), "{}", ran.stderr);
        assert_eq!(crate::common::process::bytes(&desk.path("desk.csv")), before);
        assert!(!desk.path("desk.files/bills.csv").exists());
    }
}

#[test]
fn what_cannot_be_written_is_answered_as_json_where_that_is_asked_for() {
    let desk = Desk::empty();
    desk.ok(&[]);
    for file in ["nowhere/bills.csv", "bills.pdf"] {
        let ran = desk.run(&["export", "bills", "--to", file, "--json"]);
        assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &"bad-file".into()), "{file} {ran:?}");
    }
}

#[test]
fn what_a_spreadsheet_would_run_is_made_harmless() {
    let desk = Desk::empty();
    desk.ok(&[
        r#"{"op":"add_issuer","code":"T","name":"甲","policy":"tencent-cloud"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"T","name":"=HYPERLINK(\"http://example.com\")","kind":"individual"}"#,
    ]);
    let lines = exported(&desk, "accounts", "zh");
    assert!(
        lines[1].contains("HYPERLINK") && !lines[1].contains(",=") && !lines[1].contains(",\"="),
        "{}",
        lines[1]
    );
}

#[test]
fn what_was_exported_is_imported_again_and_changes_nothing() {
    let desk = Desk::empty();
    let bill = |no: &str, amount: &str, dates: &str| {
        format!(
            r#"{{"op":"add_bill","account":"C1","bill_no":"{no}","kind":"savings_plan","amount":"{amount}","item":"云服务费",{dates}}}"#
        )
    };
    let paid = r#""billed_on":"2026-10-01","due_on":"2026-10-10","paid_on":"2026-10-05""#;
    desk.ok(&[
        r#"{"op":"add_issuer","code":"T","name":"示例云计算有限公司","policy":"tencent-cloud","at":"2026-11-22T12:00:00+08:00"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"T","name":"甲公司","kind":"enterprise","verified_name":"甲公司","verified_tax_id":"913301067L53XQJUQR"}"#,
        r#"{"op":"add_account","account":"C2","issuer":"T","name":"乙","kind":"individual","region":"overseas"}"#,
        r#"{"op":"add_account","account":"C3","issuer":"T","name":"丙大学","kind":"organisation","region":"hong_kong_macao_taiwan"}"#,
        r#"{"op":"set_account_status","account":"C3","status":"frozen"}"#,
        r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_general","name":"甲公司","tax_id":"913301067L53XQJUQR"}"#,
        r#"{"op":"save_address","account":"C1","recipient":"孙敏","phone":"17199338205","region":"浙江省杭州市","street":"文一西路969号"}"#,
        &bill("B0", "100.00", paid),
        r#"{"op":"submit_application","account":"C1","type":"enterprise_general","amount":"100.00"}"#,
        &bill("B1", "1234.50", paid),
        &bill("B2", "50.00", paid),
        r#"{"op":"add_refund","bill_no":"B2","amount":"20.00","on":"2026-11-01"}"#,
        &bill("B3", "60.00", paid),
        r#"{"op":"add_refund","bill_no":"B3","amount":"60.00","on":"2026-11-01"}"#,
        &bill("B4", "7.00", r#""billed_on":"2026-11-01","due_on":"2099-01-01""#),
        &bill("B5", "8.00", r#""billed_on":"2026-09-01","due_on":"2026-09-10""#),
    ]);
    for (list, rows) in [("accounts", 3), ("bills", 6)] {
        for lang in ["zh", "en"] {
            for file in [format!("{list}.csv"), format!("{list}.xlsx")] {
                assert_eq!(desk.run(&["export", list, "--to", &file, "--lang", lang]).code, 0);
                let ran = desk.run(&["import", list, &file, "--issuer", "T", "--json"]);
                let answer = ran.answer();
                let unchanged = (&answer["read"], &answer["unchanged"]);
                assert_eq!(unchanged, (&rows.into(), &rows.into()), "{file} {lang}: {answer:#}");
            }
        }
    }
}

/// A shell whose files may have no more than 64 KiB, as on a full disk: the write fails, and nobody is ended by it.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_in_words_and_leaves_nothing() {
    let desk = Desk::empty();
    let rows: String = (0..4_000).map(|i| format!("C{i},客户{i},个人\n")).collect();
    std::fs::write(desk.path("accounts.csv"), format!("客户编号,客户名称,客户类型\n{rows}")).unwrap();
    desk.ok(&[r#"{"op":"add_issuer","code":"T","name":"甲","policy":"tencent-cloud"}"#]);
    assert_eq!(desk.run(&["import", "accounts", "accounts.csv", "--issuer", "T"]).code, 0);
    for list in ["accounts.xlsx", "list.csv"] {
        let mut shell = std::process::Command::new("bash");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "bash"]);
        shell.arg(env!("CARGO_BIN_EXE_fapiao-desk")).arg("--store").arg(desk.store());
        shell.args(["export", "accounts", "--to"]).arg(desk.path(list));
        let ran = crate::common::process::finish(shell, b"");
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran:?}");
        assert!(ran.stderr.contains("磁盘") && !ran.stderr.contains("panicked"), "{}", ran.stderr);
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
        let left = std::fs::read_dir(desk.path(".")).unwrap().map(|entry| entry.unwrap().file_name());
        let left: Vec<_> = left.filter(|name| name.to_string_lossy().contains("list")).collect();
        assert!(left.is_empty() && !desk.path("accounts.xlsx").exists(), "{left:?}");
    }
}
