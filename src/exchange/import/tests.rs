use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use super::synonyms::REASON_HEADERS;
use super::test_table::{TestTable, read_sheet, sheet_at, wrong};
use super::*;
use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::balance::LedgerReason;
use crate::domain::bill::BillKind;
use crate::domain::import::{Field, ImportKind, RowFault, RowProblem};
use crate::domain::money::{Fen, MoneyError};

fn read<R: Record>(text: &str) -> Vec<DataRow<R>> {
    TestTable::csv(text).rows()
}

/// The first problem of a table with one wrong row.
fn problem<R: Record + std::fmt::Debug>(text: &str) -> RowProblem {
    wrong(&read::<R>(text)[0]).clone()
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

const BILLS: &str = "\
客户账单明细（财务导出）

账单号,客户编号,客户名称,计费方式,账期,出账日期,应付日期,账单金额(元),已退款金额(元),支付状态,支付时间
B-1,C1,甲公司,按量计费,2026-10,2026年10月1日,2026-10-10,\"¥1,234.50\",34.5,已支付,2026-10-11 10:20:30
,,,,,,,,,,
B-2,C1,甲公司,包年包月,2026-10,2026/10/1,2026/10/31, 0.24 ,,未支付,
账单号,客户编号,客户名称,计费方式,账期,出账日期,应付日期,账单金额(元),已退款金额(元),支付状态,支付时间
B-3,C1,甲公司,,2026-10,2026-02-30,2026-10-31,1,,未支付,
合计,,,,,,,\"1,234.74\",,,
制表人：李四
";

#[test]
fn bills_are_read_past_titles_blanks_repeated_headers_totals_and_notes() {
    let rows = read::<BillRecord>(BILLS);
    assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [4, 6, 8]);
    let first = BillRecord {
        bill_no: "B-1".into(),
        account: "C1".into(),
        kind: Some(BillKind::PayAsYouGo),
        amount: Fen(123_450),
        is_worked_out: false,
        listed: Some(Fen(123_450)),
        billed_on: date(2026, 10, 1),
        due_on: Some(date(2026, 10, 10)),
        paid_on: Some(date(2026, 10, 11)),
        is_said_unpaid: false,
        item: None,
        refunded: Some(Fen(3_450)),
        opening: None,
    };
    assert_eq!(rows[0].record, Ok(first));
    let second = rows[1].record.as_ref().unwrap();
    assert_eq!((second.amount, second.kind, second.paid_on), (Fen(24), Some(BillKind::Subscription), None));
    let problem = RowProblem {
        row: 8,
        column: "出账日期".into(),
        field: Field::BilledOn,
        value: "2026-02-30".into(),
        fault: RowFault::BadDate,
        also: Vec::new(),
    };
    assert_eq!(wrong(&rows[2]), &problem);
}

#[test]
fn each_fault_of_a_bill_has_its_rule() {
    let line = |line: &str| {
        problem::<BillRecord>(&format!(
            "账单号,客户编号,计费方式,出账日期,应付日期,账单金额(元),已退款金额(元),支付状态,支付时间,币种\n{line}\n"
        ))
    };
    for (row, field, rule) in [
        (",C1,按量计费,2026-01-01,2026-01-10,1,,未支付,,", Field::BillNo, "missing-field"),
        ("B1,,按量计费,2026-01-01,2026-01-10,1,,未支付,,", Field::Account, "missing-field"),
        ("B1,C1,按量计费,2026-01-01,2026-01-10,,,未支付,,", Field::Amount, "missing-field"),
        ("B1,C1,按量计费,,2026-01-10,1,,未支付,,", Field::BilledOn, "missing-field"),
        ("B1,C1,按量计费,2026-01-01,,1,,未支付,,", Field::DueOn, "missing-field"),
        ("B1,C1,按量计费,2026-01-01,2026-01-10,1,,已支付,,", Field::PaidOn, "missing-field"),
        ("B1,C1,免费,2026-01-01,2026-01-10,1,,未支付,,", Field::Kind, "bad-kind"),
        ("B1,C1,,2026-01-01,2026-01-10,12.345,,未支付,,", Field::Amount, "bad-amount"),
        ("B1,C1,,2026-01-01,2026-01-10,-88.00,,未支付,,", Field::Amount, "bad-amount"),
        ("B1,C1,,2026-01-01,2026-01-10,#N/A,,未支付,,", Field::Amount, "bad-amount"),
        ("B1,C1,,2026-01-01,01/02/2026,1,,未支付,,", Field::DueOn, "bad-date"),
        ("B1,C1,,2026-01-01,2026-01-10,1,,待定,,", Field::Status, "bad-status"),
        ("B1,C1,,2026-01-01,2026-01-10,1,1.01,已支付,2026-01-05,", Field::Refunded, "refund-exceeds-bill"),
        ("B1,C1,,2026-01-01,2026-01-10,1,0.50,未支付,,", Field::Refunded, "bill-not-paid"),
        ("B1,C1,,2026-01-01,2026-01-10,1,,未支付,,USD", Field::Currency, "bad-currency"),
        ("#REF!,C1,,2026-01-01,2026-01-10,1,,未支付,,", Field::BillNo, "cell-error"),
        ("B\u{200B}1,C1,,2026-01-01,2026-01-10,1,,未支付,,", Field::BillNo, "bad-character"),
        ("B1,\"C\n1\",,2026-01-01,2026-01-10,1,,未支付,,", Field::Account, "bad-character"),
    ] {
        let problem = line(row);
        assert_eq!((problem.field, problem.fault.rule()), (field, rule), "{row}");
    }
    let long = line(&format!("{},C1,,2026-01-01,2026-01-10,1,,未支付,,", "9".repeat(65)));
    assert_eq!(long.fault, RowFault::TooLong { limit: 64 });
    let negative = line("B1,C1,,2026-01-01,2026-01-10,-88.00,,未支付,,");
    assert_eq!(
        (negative.fault, negative.column.as_str()),
        (RowFault::BadAmount(MoneyError::Sign), "账单金额(元)")
    );
}

#[test]
fn without_a_status_the_date_of_payment_decides() {
    let rows = read::<BillRecord>(
        "Bill No;Customer ID;Total Amount;Bill Date;Due Date;Paid At\nB1;C1;1.00;2026-01-01;2026-01-10;2026-01-05T23:30:00Z\nB2;C1;2.00;2026-01-01;2026-01-10;\n",
    );
    let paid: Vec<_> = rows.iter().map(|row| row.record.as_ref().unwrap().paid_on).collect();
    assert_eq!(paid, [Some(date(2026, 1, 6)), None]);
}

#[test]
fn a_paid_bill_needs_no_due_date() {
    let rows = read::<BillRecord>(
        "账单号,客户编号,金额,账单日期,支付日期\nB1,C1,1,2026-01-01,2026-01-05\nB2,C1,1,2026-01-01,\n",
    );
    assert_eq!(rows[0].record.as_ref().unwrap().due_on, None);
    let problem = wrong(&rows[1]);
    assert_eq!((problem.field, problem.column.as_str()), (Field::DueOn, ""));
}

#[test]
fn a_row_without_a_number_is_no_total_because_of_its_name() {
    let rows =
        read::<BillRecord>("账单号,客户编号,金额,账单日期,支付日期\n合计,C1,1,2026-01-01,2026-01-05\n");
    assert_eq!(rows[0].record.as_ref().unwrap().bill_no, "合计");
}

#[test]
fn accounts_are_read_with_what_is_missing_left_open() {
    let rows = read::<AccountRecord>(
        "客户编号,客户名称,客户类型,国家/地区,状态,统一社会信用代码,注册电话,银行账号,电子邮箱\n\
         C1,武汉万象数据服务有限公司,企业,中国大陆,正常,９１3301067L53XQJUQR,,7265931062678575656,a@example.com；b@example.com\n\
         C2,刘伟,个人,中国香港,冻结,,-,,\n",
    );
    let first = rows[0].record.as_ref().unwrap();
    assert_eq!(first.kind, AccountKind::Enterprise);
    assert_eq!(first.region, Some(Region::Mainland));
    assert_eq!(first.verified_tax_id.as_ref().unwrap().as_str(), "913301067L53XQJUQR");
    assert_eq!(first.bank_account.as_deref(), Some("7265931062678575656"));
    assert_eq!(first.email.as_deref(), Some("a@example.com,b@example.com"));
    let second = rows[1].record.as_ref().unwrap();
    assert_eq!(
        (second.region, second.status),
        (Some(Region::HongKongMacaoTaiwan), Some(AccountStatus::Frozen))
    );
    assert_eq!((&second.verified_tax_id, &second.phone, &second.address), (&None, &None, &None));
}

#[test]
fn each_fault_of_an_account_has_its_rule() {
    let header = "客户编号,客户名称,客户类型,国家,状态,税号,邮箱";
    for (row, rule) in [
        ("C1,甲,,CN,正常,,", "missing-field"),
        ("C1,甲,其他,CN,正常,,", "bad-kind"),
        ("C1,甲,企业,未知,正常,,", "bad-region"),
        ("C1,甲,企业,CN,待定,,", "bad-status"),
        ("C1,甲,企业,CN,正常,913301067L53XQJUQA,", "bad-tax-id"),
        ("C1,甲,企业,CN,正常,,a@", "email-invalid"),
    ] {
        assert_eq!(problem::<AccountRecord>(&format!("{header}\n{row}\n")).fault.rule(), rule, "{row}");
    }
}

#[test]
fn long_ids_that_lost_digits_are_refused() {
    let mut table = TestTable::xlsx(|sheet| {
        sheet.write_row(0, 0, ["客户编号", "客户名称", "客户类型", "银行账号"]).unwrap();
        sheet.write_row(1, 0, ["C1", "甲", "企业"]).unwrap();
        sheet.write(1, 3, 6_222_020_200_112_345_678_f64).unwrap();
    });
    let rows = table.rows::<AccountRecord>();
    assert_eq!(wrong(&rows[0]).fault, RowFault::DigitsLost);
}

#[test]
fn marks_that_keep_digits_text_are_taken_off() {
    let rows = read::<RefundRecord>(
        "账单号\t退款金额\t退款日期\n'00123\t1\t2026-01-01\n=\"00123\"\t1\t2026-01-01\n`00123\t1\t2026-01-01\n",
    );
    assert!(rows.iter().all(|row| row.record.as_ref().unwrap().bill_no == "00123"), "{rows:?}");
}

#[test]
fn refunds_are_more_than_nothing() {
    let rows = read::<RefundRecord>(
        "原账单号,退款金额,退款时间,退款原因\nB1,40.00,2026-01-05 10:00:00,服务中断\nB1,0,2026-01-05,\n",
    );
    let refund = RefundRecord {
        bill_no: "B1".into(),
        amount: Fen(4_000),
        on: date(2026, 1, 5),
        reason: Some("服务中断".into()),
    };
    assert_eq!(rows[0].record, Ok(refund));
    assert_eq!(wrong(&rows[1]).fault, RowFault::AmountNotPositive);
}

#[test]
fn a_reason_that_is_not_known_is_kept_in_the_note() {
    let rows = read::<LedgerRecord>(
        "客户编号,金额,原因,备注\nC1,30,充值已开票未消费,2022 年\nC1,5,合同纠纷,见附件\nC1,5,其他,\n",
    );
    let said: Vec<_> =
        rows.iter().map(|row| row.record.as_ref().unwrap()).map(|r| (r.reason, r.note.as_deref())).collect();
    assert_eq!(
        said,
        [
            (LedgerReason::LegacyPrepaidInvoice, Some("2022 年")),
            (LedgerReason::Other, Some("合同纠纷; 见附件")),
            (LedgerReason::Other, None)
        ]
    );
}

fn refuse(sheet: &mut Sheet, path: &Path) {
    let header = find_header(ImportKind::Bills, sheet, &Mapping::default()).unwrap();
    let said = Said::default();
    let layout = Layout::of(sheet, &header, &said);
    let refused: Vec<_> = records::<BillRecord>(sheet, &layout)
        .unwrap()
        .map(Result::unwrap)
        .filter(|row| row.record.is_err())
        .map(|row| wrong(&row).clone())
        .map(|problem| RefusedRow {
            row: problem.row,
            rule: problem.fault.rule().into(),
            message: "=日期“2026-02-30”不存在".into(),
        })
        .collect();
    write_refused(sheet, &header, &refused, path, REASON_HEADERS[0]).unwrap();
}

#[test]
fn refused_rows_of_text_come_back_in_the_same_shape() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bills.csv");
    let (gb, ..) = encoding_rs::GB18030.encode(BILLS);
    fs::write(&path, &gb).unwrap();
    let refused = folder.path().join("refused.csv");
    refuse(&mut sheet_at(&path), &refused);
    let bytes = fs::read(&refused).unwrap();
    let (text, ..) = encoding_rs::GB18030.decode(&bytes);
    let lines: Vec<_> = text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines[0].starts_with("客户账单明细"));
    assert!(lines[2].ends_with("支付时间,错误代码,错误说明,原行号"));
    assert!(lines[3].starts_with("B-3,C1,甲公司,,2026-10,2026-02-30,"));
    assert!(lines[3].ends_with("bad-date,'=日期“2026-02-30”不存在,8"));

    // Read again, the reasons are passed over and the row is wrong for the same reason.
    let mut again = sheet_at(&refused);
    let header = find_header(ImportKind::Bills, &mut again, &Mapping::default()).unwrap();
    assert!(header.unknown.is_empty());
    let rows = read_sheet::<BillRecord>(&mut again);
    assert_eq!(wrong(&rows[0]).fault, RowFault::BadDate);

    // Refused again, the reasons stand there once, and the row is still that of the first file.
    let twice = folder.path().join("refused-twice.csv");
    refuse(&mut again, &twice);
    assert_eq!(fs::read(&twice).unwrap(), bytes);
}

#[test]
fn refused_rows_of_a_workbook_come_back_as_a_workbook() {
    let mut table = TestTable::xlsx(|sheet| {
        sheet.set_name("账单").unwrap();
        sheet.write_row(1, 0, ["账单号", "客户编号", "账单金额", "出账日期", "支付日期"]).unwrap();
        sheet.write_row(2, 0, ["B1", "C1", "1.00", "2026-01-01", "2026-01-02"]).unwrap();
        sheet.write_row(3, 0, ["B2", "C1"]).unwrap();
        sheet.write(3, 2, 12.345).unwrap();
        let dated = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
        sheet.write_with_format(3, 3, &date(2026, 1, 1), &dated).unwrap();
    });
    let refused = table.folder.path().join("refused.xlsx");
    refuse(&mut table.sheet, &refused);
    let rows = read_sheet::<BillRecord>(&mut sheet_at(&refused));
    assert_eq!(rows.len(), 1);
    let problem = wrong(&rows[0]);
    assert_eq!(
        (problem.value.as_str(), &problem.fault),
        ("12.345", &RowFault::BadAmount(MoneyError::TooManyDecimals))
    );
}
