use std::fs;
use std::path::PathBuf;

use super::*;
use crate::exchange::table::{Cell, ReadOptions, Row, open_table};

fn shape() -> ListShape {
    let column = |header: &str, kind| ExportColumn { header: header.into(), kind };
    ListShape {
        title: "账单: 2026/10".into(),
        columns: vec![
            column("账单号", ColumnKind::Text),
            column("金额", ColumnKind::Money),
            column("出账日期", ColumnKind::Date),
            column("张数", ColumnKind::Count),
        ],
        total_label: "合计".into(),
        foot: None,
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 1).unwrap()
}

fn row(bill_no: &str, amount: Fen) -> Vec<Value> {
    vec![Value::Text(bill_no.into()), Value::Money(amount), Value::Date(day()), Value::Count(2)]
}

struct Written {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn write(format: ExportFormat, rows: &[Vec<Value>]) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list");
    let mut list = ListWriter::create(&path, format, shape()).unwrap();
    for row in rows {
        list.write_row(row).unwrap();
    }
    assert_eq!(list.finish().unwrap() as usize, rows.len());
    Written { _folder: folder, path }
}

fn rows_of(written: &Written) -> Vec<Row> {
    let mut sheet = open_table(&written.path, &ReadOptions::default()).unwrap();
    sheet.rows().unwrap().map(Result::unwrap).collect()
}

#[test]
fn csv_is_utf8_with_a_mark_and_lines_that_excel_likes() {
    let rows = [row("20261000000002", Fen(123_450)), row("甲,\"乙\"", Fen(5))];
    let written = write(ExportFormat::Csv, &rows);
    assert_eq!(
        fs::read_to_string(&written.path).unwrap(),
        "\u{FEFF}账单号,金额,出账日期,张数\r\n\
         20261000000002,1234.50,2026-10-01,2\r\n\
         \"甲,\"\"乙\"\"\",0.05,2026-10-01,2\r\n\
         合计,1234.55,,\r\n"
    );
}

#[test]
fn text_that_begins_like_a_formula_is_made_harmless() {
    for text in ["=1+1", "+86 138", "-1+1", "@SUM(A1)", "\tx", "\rx"] {
        let list = [row(text, Fen(1))];
        let csv = write(ExportFormat::Csv, &list);
        assert_eq!(rows_of(&csv)[1].cells[0], Cell::Text(format!("'{text}")));
        let xlsx = write(ExportFormat::Xlsx, &list);
        assert_eq!(rows_of(&xlsx)[1].cells[0].text().replace("_x000D_", "\r"), text);
    }
}

#[test]
fn a_workbook_has_real_numbers_and_dates_and_text_ids() {
    let written = write(ExportFormat::Xlsx, &[row("20261000000002", Fen(49_757_370)), row("B2", Fen(1))]);
    let rows = rows_of(&written);
    assert_eq!(rows.len(), 4);
    let cells = &rows[1].cells;
    assert_eq!(cells[0], Cell::Text("20261000000002".into()));
    assert_eq!(cells[1], Cell::Number(497_573.7));
    assert_eq!(cells[2], Cell::Date(day()));
    assert_eq!(cells[3], Cell::Number(2.0));
    assert_eq!(rows[3].cells[0], Cell::Text("合计".into()));
    assert_eq!(rows[3].cells[1].text(), "497573.71");
}

/// A part of a written workbook, as text.
fn part(written: &Written, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(&written.path).unwrap()).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_workbook_has_a_frozen_header_a_filter_formats_and_sums() {
    let written = write(ExportFormat::Xlsx, &[row("B1", Fen(1)), row("B2", Fen(1))]);
    let sheet = part(&written, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<pane ySplit="1" topLeftCell="A2""#), "{sheet}");
    assert!(sheet.contains(r#"<autoFilter ref="A1:D3"/>"#), "{sheet}");
    assert!(sheet.contains("<f>SUBTOTAL(109,B2:B3)</f><v>0.02</v>"), "{sheet}");
    assert!(part(&written, "xl/styles.xml").contains("#,##0.00") || sheet.contains("numFmtId=\"4\""));
    assert!(part(&written, "xl/workbook.xml").contains("账单- 2026-10"));
}

#[test]
fn a_list_of_nothing_has_only_its_header() {
    for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
        assert_eq!(rows_of(&write(format, &[])).len(), 1);
    }
}

#[test]
fn a_list_that_is_not_finished_leaves_what_was_there() {
    for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        fs::write(&path, "old").unwrap();
        let mut list = ListWriter::create(&path, format, shape()).unwrap();
        list.write_row(&row("B1", Fen(1))).unwrap();
        drop(list);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let path = std::path::Path::new("/no/such/folder/list.xlsx");
    assert!(matches!(ListWriter::create(path, ExportFormat::Xlsx, shape()), Err(ExportError::Io(_))));
}

#[test]
fn the_format_is_that_of_the_name() {
    assert_eq!(ExportFormat::of("a/b.XLSX".as_ref()), Some(ExportFormat::Xlsx));
    assert_eq!(ExportFormat::of("b.csv".as_ref()), Some(ExportFormat::Csv));
    assert_eq!(ExportFormat::of("b.txt".as_ref()), None);
}
