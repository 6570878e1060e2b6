use std::fs;

use serde_json::json;

use super::remembered::{Remembered, Said, remembered};
use super::*;
use crate::desk::test_desk::TestDesk;
use crate::domain::files::ExportError;
use crate::domain::import::{Field, HeaderError, Notice, NoticeKind, RefusedError, RowFault};
use crate::domain::money::Fen;
use crate::store::{account, bill, ledger};

mod states;

/// A desk with two issuers and two customers of the first.
fn desk() -> TestDesk {
    let issuers = [("I1", "甲云", "tencent-cloud"), ("I2", "乙云", "qweather")].map(
        |(code, name, policy)| json!({"op": "add_issuer", "code": code, "name": name, "policy": policy}),
    );
    let accounts = [("C1", "I1"), ("C2", "I1"), ("D1", "I2")].map(|(code, issuer)| {
        json!({"op": "add_account", "account": code, "issuer": issuer, "name": code, "kind": "enterprise"})
    });
    TestDesk::after(issuers.into_iter().chain(accounts))
}

impl TestDesk {
    fn import_table(&mut self, kind: ImportKind, text: &str) -> ImportReport {
        let file = self.file(kind, text);
        self.import(&file)
    }

    fn import_bills(&mut self, lines: &[&str]) -> ImportReport {
        self.import_table(ImportKind::Bills, &format!("{BILLS}\n{}\n", lines.join("\n")))
    }

    fn bill(&self, bill_no: &str) -> Option<crate::domain::bill::Bill> {
        bill::by_no(self.desk.db(), bill_no).unwrap().map(|(_, bill)| bill)
    }
}

const BILLS: &str = "账单号,客户编号,计费方式,出账日期,应付日期,账单金额,已退款金额,支付状态,支付时间";

fn counts(report: &ImportReport) -> [u32; 4] {
    [report.added, report.changed, report.unchanged, u32::try_from(report.refused.len()).unwrap()]
}

fn refused(report: &ImportReport) -> Vec<(u32, Field, &'static str)> {
    report.refused.iter().map(|problem| (problem.row, problem.field, problem.fault.rule())).collect()
}

#[test]
fn a_second_import_of_the_same_bills_changes_nothing() {
    let mut case = desk();
    let lines = [
        "B1,C1,按量计费,2026-01-01,2026-01-10,100.00,40,已支付,2026-01-05",
        "B2,C2,包年包月,2026-01-01,2026-01-10,50.00,,未支付,",
    ];
    let first = case.import_bills(&lines);
    assert_eq!((first.read, counts(&first), first.applied), (2, [2, 0, 0, 0], true));
    let second = case.import_bills(&lines);
    assert_eq!((second.read, counts(&second)), (2, [0, 0, 2, 0]));
    let bill = case.bill("B1").unwrap();
    assert_eq!((bill.amount, bill.refunded), (Fen(10_000), Fen(4_000)));
}

#[test]
fn a_bill_that_is_now_paid_or_refunded_further_is_changed() {
    let mut case = desk();
    case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100.00,,未支付,"]);
    let paid = case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100.00,,已支付,2026-01-05"]);
    assert_eq!(counts(&paid), [0, 1, 0, 0]);
    let refunded = case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100.00,30,已支付,2026-01-05"]);
    assert_eq!(counts(&refunded), [0, 1, 0, 0]);
    let further = case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100.00,100,已支付,2026-01-05"]);
    assert_eq!(counts(&further), [0, 1, 0, 0]);
    let bill = case.bill("B1").unwrap();
    assert_eq!(
        (bill.paid_on.map(|on| on.to_string()).as_deref(), bill.refunded),
        (Some("2026-01-05"), Fen(10_000))
    );
    let refunds = ledger::refunds(case.desk.db(), bill.id).unwrap();
    assert_eq!(
        refunds.iter().map(|r| (r.amount, r.on.to_string())).collect::<Vec<_>>(),
        [(Fen(3_000), "2026-11-22".into()), (Fen(7_000), "2026-11-22".into())]
    );
}

#[test]
fn what_contradicts_a_bill_is_a_conflict() {
    let mut case = desk();
    case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100.00,40,已支付,2026-01-05"]);
    for (line, field) in [
        ("B1,C2,按量计费,2026-01-01,2026-01-10,100.00,40,已支付,2026-01-05", Field::Account),
        ("B1,C1,按量计费,2026-01-01,2026-01-10,100.01,40,已支付,2026-01-05", Field::Amount),
        ("B1,C1,包年包月,2026-01-01,2026-01-10,100.00,40,已支付,2026-01-05", Field::Kind),
        ("B1,C1,按量计费,2026-01-02,2026-01-10,100.00,40,已支付,2026-01-05", Field::BilledOn),
        ("B1,C1,按量计费,2026-01-01,2026-01-11,100.00,40,已支付,2026-01-05", Field::DueOn),
        ("B1,C1,按量计费,2026-01-01,2026-01-10,100.00,40,已支付,2026-01-06", Field::PaidOn),
        ("B1,C1,按量计费,2026-01-01,2026-01-10,100.00,,未支付,", Field::PaidOn),
        ("B1,C1,按量计费,2026-01-01,2026-01-10,100.00,39.99,已支付,2026-01-05", Field::Refunded),
        ("B1,C1,按量计费,2026-01-01,2026-01-10,100.00,40,已作废,2026-01-05", Field::Status),
    ] {
        assert_eq!(refused(&case.import_bills(&[line])), [(2, field, "conflict")], "{line}");
    }
    let report = case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100.01,40,已支付,2026-01-05"]);
    assert_eq!(report.refused[0].fault, RowFault::Conflict { existing: "100.00".into() });
    assert_eq!((report.refused[0].column.as_str(), report.refused[0].value.as_str()), ("账单金额", "100.01"));
}

#[test]
fn equal_rows_that_contradict_a_bill_are_each_a_conflict() {
    let mut case = desk();
    case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100.00,,未支付,"]);
    let other = "B1,C1,按量计费,2026-01-01,2026-01-10,200.00,,未支付,";
    let of_another = "B1,C2,按量计费,2026-01-01,2026-01-10,100.00,,未支付,";
    for (line, field) in [(other, Field::Amount), (of_another, Field::Account)] {
        let report = case.import_bills(&[line, line]);
        assert_eq!(counts(&report), [0, 0, 0, 2]);
        assert_eq!(refused(&report), [(2, field, "conflict"), (3, field, "conflict")]);
    }
}

#[test]
fn a_row_that_repeats_another_is_unchanged_and_else_neither_is_taken() {
    let mut case = desk();
    let report = case.import_bills(&[
        "B0,C1,按量计费,2026-01-01,2026-01-10,1.00,,未支付,",
        "B1,C1,按量计费,2026-01-01,2026-01-10,100.00,,未支付,",
        "B1,C1,按量计费,2026/1/1,2026年1月10日,\"¥100.00\",,未支付,",
        "B2,C1,按量计费,2026-01-01,2026-01-10,99.00,,未支付,",
        "B2,C1,按量计费,2026-01-01,2026-01-10,99.00,,已支付,2026-01-05",
        "B2,C1,按量计费,2026-01-01,2026-01-10,99.00,,未支付,",
    ]);
    assert_eq!(counts(&report), [2, 0, 1, 3]);
    let others: Vec<_> = report.refused.iter().map(|problem| (problem.row, problem.fault.clone())).collect();
    let fault = |other_row| RowFault::DuplicateRow { other_row };
    assert_eq!(others, [(5, fault(6)), (6, fault(5)), (7, fault(5))]);
    assert_eq!(report.totals.amount, Fen(10_100), "what was refused counts once, and not at all");
    assert!(case.bill("B2").is_none());
}

#[test]
fn of_two_rows_of_one_number_the_total_of_the_file_tells_which_is_meant() {
    let rows = |total: &str| {
        let mut case = desk();
        let report = case.import_bills(&[
            "B1,C1,按量计费,2026-01-01,2026-01-10,1.08,,未支付,",
            "B2,C1,按量计费,2026-01-01,2026-01-10,10.00,,未支付,",
            "B1,C1,按量计费,2026-01-01,2026-01-10,0.08,,未支付,",
            &format!("合计,,,,,{total},,,"),
        ]);
        let refused: Vec<_> =
            report.refused.iter().map(|problem| (problem.row, problem.fault.clone())).collect();
        let meant: Vec<_> =
            report.notices.into_iter().filter(|n| n.kind == NoticeKind::MeantByTotal).collect();
        (
            refused,
            meant.into_iter().flat_map(|notice| notice.rows).collect::<Vec<_>>(),
            case.bill("B1").map(|b| b.amount),
        )
    };
    let not = |row, other_row| (row, RowFault::OtherRowMeant { other_row });
    assert_eq!(rows("10.08"), (vec![not(2, 4)], vec![4], Some(Fen(8))));
    assert_eq!(rows("11.08"), (vec![not(4, 2)], vec![2], Some(Fen(108))));
    let neither = [(2, 4), (4, 2)].map(|(row, other_row)| (row, RowFault::DuplicateRow { other_row }));
    for total in ["11.16", "10.00", "11.07"] {
        assert_eq!(rows(total), (neither.to_vec(), vec![], None), "{total}");
    }
}

#[test]
fn a_wrong_row_takes_the_right_one_of_its_number_with_it_and_names_every_wrong_cell() {
    let mut case = desk();
    let report = case.import_bills(&[
        "B1,C1,按量计费,2026-01-01,2026-01-10,100.00,,未支付,",
        "B1,C1,按量计费,2026-02-30,2026-01-10,1.234,,未支付,",
    ]);
    assert_eq!(counts(&report), [0, 0, 0, 2]);
    assert_eq!(report.refused[0].fault, RowFault::DuplicateRow { other_row: 3 });
    let cells: Vec<_> = report.refused[1].cells().map(|cell| (cell.field, cell.fault.rule())).collect();
    assert_eq!(
        cells,
        [(Field::Amount, "bad-amount"), (Field::BilledOn, "bad-date"), (Field::BillNo, "conflict")]
    );
}

#[test]
fn two_equal_rows_that_are_wrong_are_both_wrong() {
    let mut case = desk();
    let line = "B1,C9,按量计费,2026-01-01,2026-01-10,100.00,,未支付,";
    let report = case.import_bills(&[line, line]);
    assert_eq!(
        refused(&report),
        [(2, Field::Account, "unknown-account"), (3, Field::Account, "unknown-account")]
    );
}

#[test]
fn a_running_number_makes_no_difference() {
    let mut case = desk();
    let header = "序号,账单号,客户编号,出账日期,应付日期,账单金额,渠道";
    let row = |no, channel| format!("{no},B1,C1,2026-01-01,2026-01-10,1,{channel}");
    assert_eq!(
        counts(
            &case.import_table(ImportKind::Bills, &format!("{header}\n{}\n{}\n", row(1, "甲"), row(2, "甲")))
        ),
        [1, 0, 1, 0]
    );
    let file = case.file(ImportKind::Bills, &format!("{header}\n{}\n{}\n", row(1, "甲"), row(2, "乙")));
    assert_eq!(counts(&case.import(&file)), [0, 0, 0, 2], "a column that is not read tells them apart");
}

#[test]
fn bills_of_strangers_are_refused() {
    let mut case = desk();
    let report = case.import_bills(&[
        "B1,C9,按量计费,2026-01-01,2026-01-10,1,,未支付,",
        "B2,D1,按量计费,2026-01-01,2026-01-10,1,,未支付,",
    ]);
    assert_eq!(
        refused(&report),
        [(2, Field::Account, "unknown-account"), (3, Field::Account, "unknown-account")]
    );
}

#[test]
fn a_bill_that_will_be_paid_has_no_refund_yet() {
    let mut case = desk();
    let report = case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,1,0.5,已支付,2026-11-23"]);
    assert_eq!(refused(&report), [(2, Field::Refunded, "bill-not-paid")]);
    assert!(case.bill("B1").is_none());
}

#[test]
fn a_file_that_says_nothing_of_payment_leaves_it_as_it_is() {
    let mut case = desk();
    case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100.00,40,已支付,2026-01-05"]);
    assert_eq!(
        counts(&case.import_table(
            ImportKind::Bills,
            "账单号,客户编号,出账日期,应付日期,账单金额\nB1,C1,2026-01-01,2026-01-10,100\n"
        )),
        [0, 0, 1, 0]
    );
}

#[test]
fn with_strict_one_wrong_row_refuses_the_file() {
    let mut case = desk();
    let lines =
        "B1,C1,按量计费,2026-01-01,2026-01-10,1,,未支付,\nB2,C1,按量计费,2026-01-01,2026-01-10,-1,,未支付,\n";
    let file = ImportFile { strict: true, ..case.file(ImportKind::Bills, &format!("{BILLS}\n{lines}")) };
    let report = case.desk.import(None, &file, &mut |_| true).unwrap();
    assert_eq!((counts(&report), report.applied), ([1, 0, 0, 1], false));
    assert!(case.bill("B1").is_none());
}

#[test]
fn cancelling_leaves_nothing() {
    let mut case = desk();
    let lines: String =
        (0..1_000).map(|i| format!("B{i},C1,按量计费,2026-01-01,2026-01-10,1,,未支付,\n")).collect();
    let file = case.file(ImportKind::Bills, &format!("{BILLS}\n{lines}"));
    let mut told = Vec::new();
    let stopped = case.desk.import(None, &file, &mut |progress| {
        told.push(progress.rows);
        told.len() < 2
    });
    assert_eq!(stopped, Err(ImportError::Cancelled));
    assert_eq!(told, [256, 512]);
    assert!(case.bill("B0").is_none());
    assert_eq!(counts(&case.import(&file)), [1_000, 0, 0, 0]);
}

#[test]
fn accounts_are_added_changed_and_left_alone() {
    let mut case = desk();
    let header = "客户编号,客户名称,客户类型,国家/地区,状态,统一社会信用代码,银行账号";
    let text = format!(
        "{header}\nC3,丙公司,企业,新加坡,冻结,913301067L53XQJUQR,123\nC1,甲公司,企业,,,,\nD1,丁公司,企业,,,,\n"
    );
    let file = case.file(ImportKind::Accounts, &text);
    let report = case.import(&file);
    assert_eq!(counts(&report), [1, 1, 0, 1]);
    assert_eq!(report.refused[0].fault, RowFault::Conflict { existing: "I2".into() });
    let stored = account::by_code(case.desk.db(), "C3").unwrap().unwrap();
    assert_eq!(stored.account.verified_name.as_deref(), Some("丙公司"));
    assert_eq!(stored.profile.bank_account.as_deref(), Some("123"));
    assert_eq!(counts(&case.import(&file)), [0, 0, 2, 1]);

    let text = "客户编号,客户名称,客户类型\nC3,丙公司,企业\nC3,丙集团,企业\n";
    let report = case.import_table(ImportKind::Accounts, text);
    let both = vec![(2, Field::Account, "conflict"), (3, Field::Account, "conflict")];
    assert_eq!((counts(&report), refused(&report)), ([0, 0, 0, 2], both));
    assert_eq!(account::by_code(case.desk.db(), "C3").unwrap().unwrap(), stored);
}

#[test]
fn as_many_equal_refunds_as_there_are_are_the_same_ones() {
    let mut case = desk();
    case.import_bills(&[
        "B1,C1,按量计费,2026-01-01,2026-01-10,100,,已支付,2026-01-05",
        "B2,C1,按量计费,2026-01-01,2026-01-10,100,,未支付,",
    ]);
    let header = "账单号,退款金额,退款日期,退款原因";
    let one = "B1,30,2026-02-01,停服";
    let report = case.import_table(
        ImportKind::Refunds,
        &format!("{header}\n{one}\n{one}\nB1,41,2026-02-01,\nB2,1,2026-02-01,\nB9,1,2026-02-01,\n"),
    );
    assert_eq!(counts(&report), [2, 0, 0, 3]);
    assert_eq!(
        refused(&report),
        [
            (4, Field::Amount, "refund-exceeds-bill"),
            (5, Field::BillNo, "bill-not-paid"),
            (6, Field::BillNo, "bill-not-found")
        ]
    );
    let file = case.file(ImportKind::Refunds, &format!("{header}\n{one}\n{one}\n{one}\n"));
    assert_eq!(counts(&case.import(&file)), [1, 0, 2, 0]);
    assert_eq!(case.bill("B1").unwrap().refunded, Fen(9_000));
}

#[test]
fn refunds_that_a_bills_total_told_of_are_not_counted_again() {
    let mut case = desk();
    case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100,40,已支付,2026-01-05"]);
    let header = "账单号,退款金额,退款日期,退款原因";
    let parts = "B1,15,2026-02-01,停服\nB1,25,2026-03-01,";
    for _ in 0..2 {
        assert_eq!(
            counts(&case.import_table(ImportKind::Refunds, &format!("{header}\n{parts}\n"))),
            [0, 0, 2, 0]
        );
        assert_eq!(case.bill("B1").unwrap().refunded, Fen(4_000));
    }
    let file = case.file(ImportKind::Refunds, &format!("{header}\n{parts}\nB1,30,2026-04-01,\n"));
    assert_eq!(counts(&case.import(&file)), [1, 0, 2, 0]);
    assert_eq!(case.bill("B1").unwrap().refunded, Fen(7_000));
    case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100,70,已支付,2026-01-05"]);
    assert_eq!(case.bill("B1").unwrap().refunded, Fen(7_000));
}

#[test]
fn a_refund_that_is_only_in_part_in_a_bills_total_is_asked_about() {
    let mut case = desk();
    case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100,40,已支付,2026-01-05"]);
    let row = "账单号,退款金额,退款日期\nB1,50,2026-02-01\n";
    assert_eq!(refused(&case.import_table(ImportKind::Refunds, row)), [(2, Field::Amount, "conflict")]);
    assert_eq!(case.bill("B1").unwrap().refunded, Fen(4_000));
    case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,100,90,已支付,2026-01-05"]);
    let file = case.file(ImportKind::Refunds, row);
    assert_eq!(counts(&case.import(&file)), [0, 0, 1, 0], "what the message advises");
    assert_eq!(case.bill("B1").unwrap().refunded, Fen(9_000));
}

#[test]
fn as_many_equal_ledger_entries_as_there_are_are_the_same_ones() {
    let mut case = desk();
    let text = "客户编号,金额,原因,备注\nC1,30,充值已开票未消费,\nC1,30,充值已开票未消费,\nD1,30,其他,\n";
    let file = case.file(ImportKind::NonInvoiceable, text);
    let report = case.import(&file);
    assert_eq!(
        (counts(&report), refused(&report)),
        ([2, 0, 0, 1], vec![(4, Field::Account, "unknown-account")])
    );
    assert_eq!(counts(&case.import(&file)), [0, 0, 2, 1]);
}

#[test]
fn columns_named_by_hand_are_remembered_by_their_headers() {
    let mut case = desk();
    let text = "账单号,客户编号,出账日期,应付日期,原价,折后价\nB1,C1,2026-01-01,2026-01-10,9,7\n";
    let mut file = case.file(ImportKind::Bills, text);
    let missing = case.desk.import(None, &file, &mut |_| true).unwrap_err();
    assert!(matches!(missing, ImportError::Table(TableError::Header(HeaderError::NotFound { .. }))));
    file.mapping = Mapping::parse(ImportKind::Bills, ["amount=F"]).unwrap();
    assert_eq!(counts(&case.import(&file)), [1, 0, 0, 0]);

    // The next file has the column elsewhere, and nobody names it.
    let moved = "折后价,账单号,客户编号,出账日期,应付日期\n7,B1,C1,2026-01-01,2026-01-10\n";
    let file = case.file(ImportKind::Bills, moved);
    assert_eq!(counts(&case.import(&file)), [0, 0, 1, 0]);
    let kept = columns::remembered(case.desk.db(), "I1", ImportKind::Bills).unwrap();
    assert_eq!(kept.pairs().collect::<Vec<_>>(), [(Field::Amount, "折后价")]);

    // A file without that column is read by what its headers mean.
    assert_eq!(
        counts(&case.import_bills(&["B2,C1,按量计费,2026-01-01,2026-01-10,1,,未支付,"])),
        [1, 0, 0, 0]
    );
}

#[test]
fn refused_rows_are_fixed_and_imported_again() {
    let mut case = desk();
    let text = format!(
        "{BILLS}\nB1,C1,按量计费,2026-01-01,2026-01-10,1,,未支付,\nB2,C9,按量计费,2026-01-01,2026-01-10,1,,未支付,\n"
    );
    let file = case.file(ImportKind::Bills, &text);
    let report = case.import(&file);
    let path = case.folder.path().join("refused.csv");
    save_refused(
        case.desk.path(),
        &file,
        &report,
        &path,
        ["Error code", "Error message", "Original row"],
        &|problem| problem.value.clone(),
    )
    .unwrap();
    let refused = fs::read_to_string(&path).unwrap();
    assert_eq!(
        refused.lines().nth(1),
        Some("B2,C9,按量计费,2026-01-01,2026-01-10,1,,未支付,,unknown-account,C9,3")
    );
    fs::write(&path, refused.replace("C9", "C2")).unwrap();
    let fixed = ImportFile { path, ..file };
    assert_eq!(counts(&case.import(&fixed)), [1, 0, 0, 0]);
}

#[test]
fn what_cannot_be_imported_at_all_says_why() {
    let mut case = desk();
    let file = ImportFile { issuer: "I9".into(), ..case.file(ImportKind::Bills, &format!("{BILLS}\n")) };
    let error = case.desk.import(None, &file, &mut |_| true).unwrap_err();
    assert!(matches!(error, ImportError::Refused(Refusal::NotFound { what: Noun::Issuer, .. })));
    case.run(json!({"op": "add_user", "name": "王审", "roles": ["reviewer"]}));
    let file = case.file(ImportKind::Bills, &format!("{BILLS}\n"));
    let error = case.desk.import(Some("王审"), &file, &mut |_| true).unwrap_err();
    assert!(matches!(error, ImportError::Refused(Refusal::NotPermitted { .. })));
}

#[test]
fn the_first_rows_are_shown_with_what_comes_of_them() {
    let mut case = desk();
    let report = case.import_bills(&[
        "B1,C1,按量计费,2026-01-01,2026-01-10,1,,未支付,",
        "B2,C1,按量计费,2026-02-30,2026-01-10,1,,未支付,",
    ]);
    let outcomes: Vec<_> = report.shown.iter().map(|shown| (shown.row, shown.outcome)).collect();
    assert_eq!(outcomes, [(2, Outcome::Added), (3, Outcome::Refused)]);
    assert_eq!(report.shown[1].texts[..2], ["B2", "C1"]);
    assert_eq!(report.header.columns[0].field, Field::BillNo);
}

#[test]
fn an_import_is_one_entry_of_the_audit_log() {
    let mut case = desk();
    case.import_bills(&["B1,C1,按量计费,2026-01-01,2026-01-10,1,,未支付,"]);
    let mut last = None;
    crate::store::audit::each(case.desk.db(), |entry| {
        last = Some(entry);
        Ok(true)
    })
    .unwrap();
    let last = last.unwrap();
    assert_eq!(last.op, "import");
    let request: serde_json::Value = serde_json::from_str(&last.request).unwrap();
    assert_eq!((&request["kind"], &request["added"]), (&json!("bills"), &json!(1)));
}

#[test]
fn refused_rows_are_never_saved_over_what_is_the_desks() {
    let mut case = desk();
    let text = format!("{BILLS}\nB2,C9,按量计费,2026-01-01,2026-01-10,1,,未支付,\n");
    let file = case.file(ImportKind::Bills, &text);
    let report = case.import(&file);
    let store = case.desk.path().to_owned();
    let mut wal = store.clone().into_os_string();
    wal.push("-wal");
    for path in [store.clone(), wal.into(), store.with_extension("files")] {
        let saved = save_refused(&store, &file, &report, &path, ["", "", ""], &|_| String::new());
        assert_eq!(saved, Err(RefusedError::Write(ExportError::OwnPlace)), "{}", path.display());
    }
}
