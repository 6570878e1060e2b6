//! What of the files of other programs (`tests/data/import-world`) is not seen through the command line: which columns
//! are read, and what of a record no list shows.

use std::path::Path;

use super::test_table::read_sheet;
use super::*;
use crate::domain::import::{AmountUnit, Field, HeaderError, Notice, NoticeKind};
use crate::exchange::table::{ReadOptions, open_table};

fn sheet_with(name: &str, options: &ReadOptions) -> Sheet {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import-world");
    open_table(&folder.join(name), options).unwrap()
}

fn sheet(name: &str) -> Sheet {
    sheet_with(name, &ReadOptions::default())
}

fn header(name: &str) -> Result<Header, TableError> {
    find_header(ImportKind::Bills, &mut sheet(name), &Mapping::default())
}

fn bills(name: &str) -> Vec<BillRecord> {
    read_sheet(&mut sheet(name)).into_iter().map(|row| row.record.unwrap()).collect()
}

#[test]
fn units_and_currencies() {
    let unit = NoticeKind::UnitApplied(AmountUnit::TenThousandYuan);
    assert_eq!(header("csv-unit-wan.csv").unwrap().notices(), [Notice::of_column(unit, "金额")]);
    let foreign = header("csv-unit-usd.csv").unwrap_err();
    assert!(
        matches!(foreign, TableError::Header(HeaderError::ForeignCurrency { row: 2, .. })),
        "{foreign:?}"
    );
}

#[test]
fn headings_over_headings() {
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
}

#[test]
fn what_no_list_of_bills_shows() {
    assert_eq!(bills("apos.csv")[0].item.as_deref(), Some("云"));
    let due: Vec<_> = bills("csv-utc-header.csv").iter().map(|bill| bill.due_on).collect();
    assert_eq!(due, [chrono::NaiveDate::from_ymd_opt(2026, 11, 1); 2]);
}

#[test]
fn a_hidden_column() {
    let headers = vec!["账单金额".to_owned(), "金额".to_owned()];
    let asked = header("hidden-col.xlsx").unwrap_err();
    assert_eq!(asked, TableError::Header(HeaderError::Ambiguous { field: Field::Amount, row: 1, headers }));
    let mut sheet =
        sheet_with("hidden-col.xlsx", &ReadOptions { visible_only: true, ..ReadOptions::default() });
    let header = find_header(ImportKind::Bills, &mut sheet, &Mapping::default()).unwrap();
    assert_eq!(header.text(Field::Amount), "金额");
}

#[test]
fn an_old_workbook() {
    let columns: Vec<_> = header("biff8.xls").unwrap().columns.iter().map(|column| column.field).collect();
    assert_eq!(columns, [Field::BillNo, Field::Account, Field::Amount, Field::BilledOn, Field::DueOn]);
}
