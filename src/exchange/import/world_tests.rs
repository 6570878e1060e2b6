//! Files as other programs write them (`tests/data/import-world`), as far as cells and headers go.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::test_table::{read_sheet, sheet_at, wrong};
use super::*;
use crate::domain::import::{AmountUnit, Field, HeaderError, NoticeKind};
use crate::exchange::table::{ReadOptions, open_table};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import-world").join(name)
}

fn sheet(name: &str) -> Sheet {
    sheet_at(&file(name))
}

fn read<R: Record>(name: &str) -> Vec<DataRow<R>> {
    read_sheet(&mut sheet(name))
}

/// Each row by its number, or the rule that refuses it and the field.
fn told<R: Record + std::fmt::Debug, T>(
    name: &str,
    tell: impl Fn(&R) -> T,
) -> Vec<Result<T, (Field, &'static str)>> {
    read::<R>(name)
        .iter()
        .map(|row| match &row.record {
            Ok(record) => Ok(tell(record)),
            Err(_) => Err((wrong(row).field, wrong(row).fault.rule())),
        })
        .collect()
}

fn bills<T>(name: &str, tell: impl Fn(&BillRecord) -> T) -> Vec<Result<T, (Field, &'static str)>> {
    told(name, tell)
}

fn amount(bill: &BillRecord) -> i64 {
    bill.amount.0
}

fn october(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, day).unwrap()
}

fn header(name: &str) -> Result<Header, TableError> {
    find_header(ImportKind::Bills, &mut sheet(name), &Mapping::default())
}

#[test]
fn amounts() {
    assert_eq!(
        bills("amounts-refused.csv", amount),
        [1_250, 123_456, 1_250, 123_456, 123_456, 123_456, 123_456, 123_456].map(Ok)
    );
    assert_eq!(bills("dec3.csv", amount), [1_250, 1_250, 12_800_000].map(Ok));
    assert_eq!(bills("xlsx-noise.xlsx", amount), [30, 7, 25, 25, 5_770, 54_481, 330, 43_500, 20].map(Ok));
    assert_eq!(told("refneg.csv", |refund: &RefundRecord| refund.amount.0), [Ok(4_000)]);
}

#[test]
fn units_and_currencies() {
    assert_eq!(bills("csv-unit-wan.csv", amount), [Ok(1_250_000)]);
    let header_of_wan = header("csv-unit-wan.csv").unwrap();
    let unit = NoticeKind::UnitApplied(AmountUnit::TenThousandYuan);
    assert_eq!(header_of_wan.notices(), [crate::domain::import::Notice::of_column(unit, "金额")]);
    let foreign = header("csv-unit-usd.csv").unwrap_err();
    assert!(
        matches!(foreign, TableError::Header(HeaderError::ForeignCurrency { row: 2, .. })),
        "{foreign:?}"
    );
    let refused = Err((Field::Amount, "bad-currency"));
    assert_eq!(bills("xlsx-usd-format.xlsx", amount), [refused, refused, Ok(10_000)]);
}

#[test]
fn merged_cells() {
    assert_eq!(bills("xlsx-two-level-header.xlsx", amount), [10_000, 20_000].map(Ok));
    let header = header("xlsx-two-level-header.xlsx").unwrap();
    assert_eq!(header.text(Field::Amount), "金额/价税合计");
    assert_eq!((header.row, header.text(Field::BillNo)), (2, "账单号"));
    for name in ["价税合计", "金额/价税合计", "E"] {
        let mapping = Mapping::parse(ImportKind::Bills, [format!("amount={name}").as_str()]).unwrap();
        let mut sheet = sheet("xlsx-two-level-header.xlsx");
        assert_eq!(
            find_header(ImportKind::Bills, &mut sheet, &mapping).unwrap().column(Field::Amount),
            Some(4)
        );
    }
    let of = |name: &str| bills(name, |bill| (bill.account.clone(), bill.paid_on, bill.amount.0));
    let paid = Some(october(5));
    let rows = [1_000, 2_000, 3_000].map(|amount| Ok(("C1".to_owned(), paid, amount)));
    assert_eq!(of("vmerge-paid.xlsx"), rows);
    let accounts: Vec<_> = of("vmerge.xlsx").into_iter().map(|row| row.unwrap().0).collect();
    assert_eq!(accounts, ["C1", "C1", "C1"]);
}

#[test]
fn identifiers() {
    fn lost<T>(field: Field) -> Result<T, (Field, &'static str)> {
        Err((field, "digits-lost"))
    }
    assert_eq!(
        bills("csv-sci-ids.csv", amount),
        [lost(Field::BillNo), lost(Field::BillNo), lost(Field::BillNo)]
    );
    let account = |record: &AccountRecord| record.account.clone();
    assert_eq!(told("acc-sci.csv", account), [lost(Field::BankAccount), lost(Field::Account)]);
    let number = |bill: &BillRecord| bill.bill_no.clone();
    let rows = bills("xlsx-16digit.xlsx", number);
    assert_eq!(rows.iter().filter(|row| row.is_ok()).count(), 1, "{rows:?}");
    assert!(rows.iter().all(|row| row.is_ok() || *row == lost(Field::BillNo)), "{rows:?}");
    assert_eq!(bills("xlsx-leading-zero-format.xlsx", |bill| bill.account.clone()), [Ok("00123".into())]);
}

#[test]
fn marks_before_values() {
    let rows = read::<BillRecord>("apos.csv");
    let first = rows[0].record.as_ref().unwrap();
    assert_eq!((first.bill_no.as_str(), first.item.as_deref()), ("INV-2026-01", Some("云")));
    let mut sheet = sheet("wxpay-merchant2.csv");
    let pairs =
        ["bill_no=商户订单号", "account=用户标识", "amount=订单金额", "paid_on=交易时间", "status=交易状态"];
    let mapping = Mapping::parse(ImportKind::Bills, pairs).unwrap();
    let header = find_header(ImportKind::Bills, &mut sheet, &mapping).unwrap();
    let said = Said::default();
    let mut rows = records::<BillRecord>(&mut sheet, &header, &said).unwrap();
    let told: Vec<_> = rows
        .by_ref()
        .map(|row| row.unwrap())
        .map(|row| row.record.map(|bill| (bill.bill_no, bill.account, bill.amount.0, bill.billed_on)))
        .collect();
    let bill = |number: &str, amount| Ok((number.to_owned(), "1001".to_owned(), amount, october(1)));
    assert_eq!(told, [bill("S202610010001", 1_000), bill("202610010002", 1_100)]);
    assert_eq!(rows.differing_total(), None);
}

#[test]
fn days() {
    let billed = |bill: &BillRecord| bill.billed_on;
    assert_eq!(bills("dates-refused.csv", billed), [1, 1, 1, 1, 1, 1, 2, 1].map(|day| Ok(october(day))));
    assert_eq!(bills("csv-utc-header.csv", billed), [1, 1].map(|day| Ok(october(day))));
    let due = |bill: &BillRecord| (bill.due_on, bill.paid_on);
    let november = NaiveDate::from_ymd_opt(2026, 11, 1);
    assert_eq!(
        bills("csv-utc-header.csv", due),
        [Ok((november, Some(october(6)))), Ok((november, Some(october(6))))]
    );
    assert_eq!(bills("xlsx-isodate.xlsx", billed), [1, 1].map(|day| Ok(october(day))));
}

#[test]
fn words_for_nothing() {
    assert_eq!(bills("paid-placeholders.csv", |bill| bill.paid_on), [Ok(None); 9]);
    let ids = told("acc-placeholders.csv", |record: &AccountRecord| record.verified_tax_id.clone());
    assert_eq!(ids, [Ok(None), Ok(None)]);
}

#[test]
fn lines_of_totals() {
    let numbers = |name: &str| bills(name, |bill| bill.bill_no.clone());
    assert_eq!(numbers("totals-words.csv"), [Ok("S1".into())]);
    assert_eq!(numbers("csv-subtotal-huizong.csv"), ["S1", "S2", "S3"].map(|number| Ok(number.to_owned())));
    let mut sheet = sheet("csv-subtotal-huizong.csv");
    let header = find_header(ImportKind::Bills, &mut sheet, &Mapping::default()).unwrap();
    let said = Said::default();
    let mut rows = records::<BillRecord>(&mut sheet, &header, &said).unwrap();
    assert_eq!(rows.by_ref().count(), 3);
    assert_eq!(rows.differing_total(), None);
}

#[test]
fn formulas_without_results() {
    let rows = read::<BillRecord>("xlsx-formula-uncached-refund.xlsx");
    assert!(!rows.is_empty());
    for row in &rows {
        assert_eq!(wrong(row).fault.rule(), "formula-not-calculated", "{row:?}");
    }
}

#[test]
fn what_is_hidden_or_struck_out() {
    let hidden: Vec<_> =
        read::<BillRecord>("xlsx-hidden-rows.xlsx").iter().map(|row| (row.row, row.is_hidden)).collect();
    assert!(
        hidden.iter().any(|(_, is_hidden)| *is_hidden) && hidden.iter().any(|(_, is_hidden)| !is_hidden),
        "{hidden:?}"
    );
    assert!(read::<BillRecord>("strike.xlsx")[0].is_struck);
    let headers = vec!["账单金额".to_owned(), "金额".to_owned()];
    let asked = header("hidden-col.xlsx").unwrap_err();
    assert_eq!(asked, TableError::Header(HeaderError::Ambiguous { field: Field::Amount, row: 1, headers }));
    let options = ReadOptions { visible_only: true, ..ReadOptions::default() };
    let mut sheet = open_table(&file("hidden-col.xlsx"), &options).unwrap();
    let header = find_header(ImportKind::Bills, &mut sheet, &Mapping::default()).unwrap();
    assert_eq!(header.text(Field::Amount), "金额");
}

#[test]
fn old_workbooks_and_what_is_named_so() {
    let columns: Vec<_> = header("biff8.xls").unwrap().columns.iter().map(|(field, _)| *field).collect();
    assert_eq!(columns, [Field::BillNo, Field::Account, Field::Amount, Field::BilledOn, Field::DueOn]);
    assert!(read::<BillRecord>("biff8.xls").is_empty());
    let notices = header("biff8.xls").unwrap().notices();
    assert!(notices.iter().any(|notice| notice.kind == NoticeKind::XlsLimited));
    let web = open_table(&file("div.xls"), &ReadOptions::default()).err();
    assert_eq!(web, Some(crate::domain::files::FileError::NotATable(crate::domain::files::Seems::WebPage)));
}
