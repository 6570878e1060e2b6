//! `import`: its flags, its answer, and what it leaves behind.

use serde_json::json;

use crate::common::process::{Desk, Ran, bytes};

const BILLS: &str = "账单明细\n\n账单号,客户编号,计费方式,出账日期,应付日期,账单金额(元),支付状态,支付时间\n";
const GOOD: &str = "B1,C1,按量计费,2026-10-01,2026-10-10,\"1,234.50\",已支付,2026-10-05\n";
const BAD: &str = "B2,C1,按量计费,2026-10-01,2026-10-10,12.345,已支付,2026-10-05\n";
const TOTAL: &str = "合计,,,,,1246.85,,\n";

/// A desk with an issuer and a customer, and a file of bills.
fn with_file(rows: &[&str]) -> Desk {
    let desk = Desk::empty();
    desk.ok(&[
        r#"{"op":"add_issuer","code":"T","name":"示例云计算有限公司","policy":"tencent-cloud","at":"2026-11-22T12:00:00+08:00"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"T","name":"甲","kind":"individual"}"#,
    ]);
    write(&desk, rows);
    desk
}

fn write(desk: &Desk, rows: &[&str]) {
    std::fs::write(desk.path("bills.csv"), format!("{BILLS}{}{TOTAL}", rows.concat())).unwrap();
}

fn import(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&["import", "bills", "bills.csv", "--issuer", "T"], more].concat())
}

fn remaining(desk: &Desk) -> String {
    let balance = desk.ok(&[r#"{"op":"balance","account":"C1"}"#]);
    balance[0]["remaining"].as_str().unwrap().to_owned()
}

#[test]
fn the_answer_counts_rows_and_names_the_refused_ones() {
    let desk = with_file(&[GOOD, BAD]);
    let ran = import(&desk, &["--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let mut answer = ran.answer();
    let message = answer["refused"][0]["message"].take();
    assert!(message.as_str().unwrap().contains("两位小数"), "{message}");
    assert_eq!(
        answer,
        json!({"file":"bills.csv","read":2,"added":1,"changed":0,"unchanged":0,"refused":[
            {"row":5,"column":"账单金额(元)","value":"12.345","rule":"bad-amount","message":null}],
            "totals":{"amount":"1234.50","refunded":"0.00","opening":"0.00"},"batch":"1"})
    );
    assert_eq!(remaining(&desk), "1234.50");
}

#[test]
fn the_same_file_again_changes_nothing() {
    let desk = with_file(&[GOOD]);
    let first = import(&desk, &[]);
    assert_eq!(first.code, 0, "{first:?}");
    for line in [
        "注意：文件的合计行是 ¥1,246.85，而各行相加是 ¥1,234.50（含被拒绝和不变的行）。请核对文件是否完整。",
        "读取 1 行：新增 1，变更 0，不变 0，拒绝 0。",
        "金额合计 ¥1,234.50，已退款 ¥0.00，期初已开票 ¥0.00。",
    ] {
        assert!(first.stdout.lines().any(|said| said == line), "{line}\n{}", first.stdout);
    }
    let again = import(&desk, &[]);
    assert_eq!(again.code, 0, "{again:?}");
    assert!(again.stdout.contains("读取 1 行：新增 0，变更 0，不变 1，拒绝 0。\n"), "{}", again.stdout);
    assert!(!again.stdout.contains("金额合计"), "{}", again.stdout);
}

#[test]
fn a_preview_counts_and_imports_nothing() {
    let desk = with_file(&[GOOD]);
    let before = desk.bytes();
    let ran = import(&desk, &["--preview"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("新增 1") && ran.stdout.contains("没有导入"), "{}", ran.stdout);
    assert_eq!(desk.bytes(), before);
}

#[test]
fn strict_refuses_the_file_for_one_wrong_row() {
    let desk = with_file(&[GOOD, BAD]);
    let ran = import(&desk, &["--strict", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!((&ran.answer()["read"], &ran.answer()["added"]), (&json!(2), &json!(0)));
    assert_eq!(remaining(&desk), "0.00");
    let words = import(&desk, &["--strict"]);
    assert!(words.stdout.contains("整个文件没有导入"), "{}", words.stdout);
}

#[test]
fn refused_rows_are_written_in_the_files_shape_and_go_in_once_mended() {
    let desk = with_file(&[GOOD, BAD]);
    let ran = import(&desk, &["--refused-to", "refused.csv"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let refused = String::from_utf8(bytes(&desk.path("refused.csv"))).unwrap();
    assert!(
        refused.contains("账单号") && refused.contains("B2") && refused.contains("bad-amount"),
        "{refused}"
    );
    assert!(!refused.contains("B1"), "{refused}");
    std::fs::write(desk.path("bills.csv"), refused.replace("12.345", "12.34")).unwrap();
    assert_eq!(import(&desk, &["--json"]).answer()["added"], 1);
    assert_eq!(remaining(&desk), "1246.84");
}

#[test]
fn refused_rows_are_not_written_over_the_file_itself() {
    let desk = with_file(&[GOOD, BAD]);
    let before = bytes(&desk.path("bills.csv"));
    let ran = import(&desk, &["--refused-to", "./bills.csv"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(bytes(&desk.path("bills.csv")), before);
    assert_eq!(remaining(&desk), "0.00");
}

#[test]
fn refused_rows_are_never_written_where_the_desk_keeps_its_own() {
    let desk = with_file(&[GOOD, BAD]);
    std::fs::create_dir(desk.path("desk.files")).unwrap();
    for own in ["desk.sqlite", "./desk.sqlite-wal", "desk.sqlite-shm", "desk.files", "desk.files/a.csv"] {
        let before = desk.bytes();
        for more in [&["--refused-to", own][..], &["--refused-to", own, "--preview"]] {
            let ran = import(&desk, more);
            assert_eq!(ran.code, 2, "{own} {ran:?}");
            assert!(ran.stderr.contains("开票台自己"), "{}", ran.stderr);
        }
        assert_eq!(desk.bytes(), before);
        assert!(own == "desk.sqlite" || !desk.path(own).is_file());
    }
    assert_eq!(remaining(&desk), "0.00", "nothing was imported of which rows would be lost");
}

#[test]
fn a_preview_overwrites_nothing() {
    let desk = with_file(&[GOOD, BAD]);
    std::fs::write(desk.path("keep.csv"), "precious").unwrap();
    let ran = import(&desk, &["--preview", "--refused-to", "keep.csv"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("keep.csv"), "{}", ran.stderr);
    assert_eq!(bytes(&desk.path("keep.csv")), b"precious");
}

#[test]
fn refused_rows_that_cannot_be_written_are_said() {
    let desk = with_file(&[GOOD, BAD]);
    let ran = import(&desk, &["--refused-to", "nowhere/refused.csv"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("nowhere"), "{}", ran.stderr);
    assert_eq!(remaining(&desk), "0.00", "nothing was imported of which rows would be lost");
}

#[test]
fn a_file_that_is_no_such_table_is_named() {
    let desk = with_file(&[]);
    std::fs::write(desk.path("空 表.csv"), "").unwrap();
    let ran = desk.run(&["import", "bills", "空 表.csv", "--issuer", "T", "--json"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.starts_with("空 表.csv：文件是空的"), "{}", ran.stderr);
}

#[test]
fn an_issuer_is_known_with_blanks_around_its_code_and_a_blank_one_is_missing() {
    let desk = with_file(&[GOOD]);
    let import = |issuer: &str| desk.run(&["import", "bills", "bills.csv", "--issuer", issuer, "--json"]);
    assert_eq!(import(" T ").answer()["added"], 1);
    let error = import(" ").answer()["error"].take();
    assert_eq!((&error["rule"], &error["field"]), (&json!("bad-field"), &json!("issuer")), "{error}");
}

#[test]
fn a_column_is_named_by_hand_and_remembered() {
    let desk = with_file(&[]);
    let table = "单据,客户编号,出账日期,甲,乙,支付时间\nB1,C1,2026-10-01,5.00,7.00,2026-10-05\n";
    std::fs::write(desk.path("bills.csv"), table).unwrap();
    let ran = import(&desk, &[]);
    assert_eq!(ran.code, 2, "{ran:?}");
    let named = import(&desk, &["--map", "bill_no=单据", "--map", "amount=E"]);
    assert_eq!(named.code, 0, "{named:?}");
    assert_eq!(remaining(&desk), "7.00");
    assert_eq!(import(&desk, &["--json"]).answer()["unchanged"], 1, "the columns are remembered");
}

#[test]
fn a_mapping_that_names_no_field_ends_with_2() {
    let desk = with_file(&[GOOD]);
    for pair in ["colour=账单号", "账单号"] {
        let ran = import(&desk, &["--map", pair, "--json"]);
        assert_eq!(ran.code, 2, "{pair}");
        assert_eq!(ran.answer()["error"]["rule"], "bad-header");
    }
}

#[test]
fn what_is_no_table_ends_with_2_and_leaves_the_store_as_it_was() {
    let desk = with_file(&[]);
    let before = desk.bytes();
    for content in [&b""[..], b"\x00\x01\x02\x03\xFF\xFE\xFD", b"just a line of words\n", b"%PDF-1.7 ..."] {
        std::fs::write(desk.path("bills.csv"), content).unwrap();
        let ran = import(&desk, &["--json"]);
        assert_eq!(ran.code, 2, "{content:?}");
        assert!(!ran.stderr.is_empty());
        assert_eq!(ran.answer()["ok"], false);
    }
    assert_eq!(desk.run(&["import", "bills", "nowhere.csv", "--issuer", "T"]).code, 2);
    assert_eq!(desk.bytes(), before);
}

#[test]
fn an_unknown_issuer_ends_with_2() {
    let desk = with_file(&[GOOD]);
    let ran = desk.run(&["import", "bills", "bills.csv", "--issuer", "X", "--json"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(
        (&ran.answer()["error"]["rule"], &ran.answer()["error"]["key"]),
        (&json!("not-found"), &json!("X"))
    );
}

#[test]
fn a_table_needs_an_issuer_and_a_store() {
    let desk = Desk::empty();
    std::fs::write(desk.path("bills.csv"), BILLS).unwrap();
    assert_eq!(desk.run(&["import", "bills", "bills.csv"]).code, 2);
    assert_eq!(import(&desk, &[]).code, 2);
    assert!(!desk.store().exists());
}

#[test]
fn a_year_of_holidays_is_counted_by_from_then_on() {
    let desk = with_file(&[GOOD]);
    import(&desk, &[]);
    desk.ok(&[
        r#"{"op":"save_invoice_info","account":"C1","type":"personal_general","name":"甲"}"#,
        r#"{"op":"save_address","account":"C1","recipient":"甲","phone":"19900000000","region":"浙江省杭州市","street":"文一西路 1 号"}"#,
    ]);
    let apply = r#"{"op":"submit_application","account":"C1","type":"personal_general","all":true,"at":"2027-02-01T09:00:00+08:00"}"#;
    let first = desk.ok(&[apply])[0].clone();
    assert_eq!((&first["due_on"], &first["due_assumes_year"]), (&json!("2027-02-08"), &json!(2027)));
    desk.ok(&[
        r#"{"op":"cancel_application","application":"FP20270201-0001","at":"2027-02-01T10:00:00+08:00"}"#,
    ]);
    let file = r#"{"year":2027,"days":[{"name":"春节","date":"2027-02-05","isOffDay":true},{"name":"春节","date":"2027-02-06","isOffDay":false}]}"#;
    std::fs::write(desk.path("2027.json"), file).unwrap();
    let ran = desk.run(&["import", "holidays", "2027.json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "已导入 2027 年的节假日安排，共 2 天。\n"));
    let second = desk.ok(&[apply])[0].clone();
    assert_eq!((&second["due_on"], &second["due_assumes_year"]), (&json!("2027-02-08"), &json!(null)));
}

#[test]
fn a_file_that_is_no_year_of_holidays_ends_with_2() {
    let desk = with_file(&[]);
    for content in [
        "",
        "{}",
        r#"{"year":2027,"days":[]}"#,
        r#"{"year":2027,"days":[{"date":"2025-01-01","isOffDay":true}]}"#,
    ] {
        std::fs::write(desk.path("2027.json"), content).unwrap();
        let ran = desk.run(&["import", "holidays", "2027.json", "--json"]);
        assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &json!("bad-file")), "{content}");
    }
}

/// A workbook of sheets, each with its name and its rows of texts.
fn workbook(desk: &Desk, sheets: &[(&str, &[&[&str]])]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            sheet.write_row(row as u32, 0, cells.iter().copied()).unwrap();
        }
    }
    book.save(desk.path("bills.xlsx")).unwrap();
}

const COVER: &[&[&str]] = &[&["账单明细"], &["导出人", "张三"]];
const HEADER: &[&str] = &["账单号", "客户编号", "账单金额", "出账日期", "支付日期"];
const OCTOBER: &[&[&str]] = &[HEADER, &["B1", "C1", "1.00", "2026-10-01", "2026-10-02"]];
const SEPTEMBER: &[&[&str]] = &[HEADER, &["B2", "C1", "2.00", "2026-09-01", "2026-09-02"]];

fn import_workbook(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&["import", "bills", "bills.xlsx", "--issuer", "T", "--json"], more].concat())
}

#[test]
fn the_only_sheet_whose_header_fits_is_found_behind_a_cover_and_beside_an_empty_template() {
    let desk = with_file(&[]);
    workbook(&desk, &[("封面", COVER), ("模板", &[HEADER]), ("十月", OCTOBER), ("说明", COVER)]);
    let ran = import_workbook(&desk, &[]);
    assert_eq!((ran.code, &ran.answer()["added"]), (0, &json!(1)), "{ran:?}");
}

#[test]
fn of_several_sheets_that_fit_a_person_says_which() {
    let desk = with_file(&[]);
    workbook(&desk, &[("封面", COVER), ("十月", OCTOBER), ("九月", SEPTEMBER)]);
    let ran = import_workbook(&desk, &[]);
    assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &json!("bad-header")), "{ran:?}");
    for word in ["十月、九月", "--sheet"] {
        assert!(ran.stderr.contains(word), "{}", ran.stderr);
    }
    assert_eq!(remaining(&desk), "0.00", "nothing of either was imported");
    assert_eq!(import_workbook(&desk, &["--sheet", "九月"]).answer()["added"], 1);
    assert_eq!(remaining(&desk), "2.00");
}

#[test]
fn where_no_sheet_fits_the_likeliest_is_named_with_what_it_lacks_and_the_others() {
    let desk = with_file(&[]);
    let without_amount: &[&[&str]] = &[&["账单号", "客户编号", "出账日期"], &["B1", "C1", "2026-10-01"]];
    workbook(&desk, &[("封面", COVER), ("十月", without_amount)]);
    let ran = import_workbook(&desk, &[]);
    assert_eq!(ran.code, 2, "{ran:?}");
    for word in ["“十月”", "账单金额", "封面"] {
        assert!(ran.stderr.contains(word), "{word}: {}", ran.stderr);
    }
}

#[test]
fn rows_that_are_refused_come_from_the_sheet_that_was_read() {
    let desk = with_file(&[]);
    let wrong: &[&[&str]] = &[HEADER, &["B1", "C9", "1.00", "2026-10-01", "2026-10-02"]];
    workbook(&desk, &[("封面", COVER), ("十月", wrong)]);
    let ran = import_workbook(&desk, &["--refused-to", "refused.xlsx"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let mut refused = calamine::open_workbook_auto(desk.path("refused.xlsx")).unwrap();
    let range = calamine::Reader::worksheet_range(&mut refused, "十月").unwrap();
    assert_eq!(range.get_value((1, 0)), Some(&calamine::Data::String("B1".into())));
}

#[test]
fn a_sheet_of_a_file_that_has_none_is_refused_by_its_name() {
    let desk = with_file(&[GOOD]);
    let ran = import(&desk, &["--sheet", "十月", "--json"]);
    assert_eq!((ran.code, &ran.answer()["error"]["rule"]), (2, &json!("bad-file")), "{ran:?}");
    assert!(ran.stderr.contains("“十月”"), "{}", ran.stderr);
    assert_eq!(remaining(&desk), "0.00");
}

#[test]
fn a_refund_of_a_day_that_has_not_come_is_refused_by_its_row() {
    let desk = with_file(&[GOOD]);
    import(&desk, &[]);
    let text = "账单号,退款金额,退款日期\nB1,1.00,2099-01-01\nB1,2.00,2026-10-06\n";
    std::fs::write(desk.path("refunds.csv"), text).unwrap();
    let ran = desk.run(&["import", "refunds", "refunds.csv", "--issuer", "T", "--json"]);
    let answer = ran.answer();
    let refused = &answer["refused"][0];
    assert_eq!(
        (&answer["added"], &refused["row"], &refused["rule"]),
        (&json!(1), &json!(2), &json!("bad-date"))
    );
    assert!(refused["message"].as_str().unwrap().contains("晚于今天"), "{refused}");
    assert_eq!(remaining(&desk), "1232.50");
}

#[test]
fn a_character_that_cannot_be_seen_is_refused_by_its_row_and_column() {
    let desk = with_file(&[&GOOD.replace("B1", "B\u{200B}1"), &GOOD.replace("C1", "\u{FEFF}C1\u{200B}")]);
    let answer = import(&desk, &["--json"]).answer();
    let refused = &answer["refused"][0];
    assert_eq!(
        (&answer["added"], &refused["row"], &refused["column"], &refused["rule"]),
        (&json!(1), &json!(4), &json!("账单号"), &json!("bad-character")),
        "what stands around a text is dropped: {answer}"
    );
    assert!(refused["message"].as_str().unwrap().contains("U+200B"), "{refused}");
}
