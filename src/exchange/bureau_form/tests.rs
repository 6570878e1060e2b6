use std::fs;
use std::io::{Cursor, Read};

use super::*;
use crate::domain::bureau::{Buyer, FormColumn, Seller, serial};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::tax::TaxRate;

/// The blank official form, V260401.
const OFFICIAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bureau/bulk-issue-V260401.xlsx");

fn official() -> BureauForm {
    BureauForm::open(Path::new(OFFICIAL)).unwrap()
}

fn invoice(place: u32) -> FormInvoice {
    FormInvoice {
        serial: serial("FP20261127-0031", place),
        invoice_type: InvoiceType::EnterpriseSpecial,
        buyer: Buyer {
            name: "杭州<晴川>&研究院".into(),
            tax_id: Some("91330100MA27XF6C4B".into()),
            address: Some("杭州市 西湖区".into()),
            phone: Some("0571-1".into()),
            ..Buyer::default()
        },
        seller: Seller {
            has_contact: false,
            bank: Some("招商银行".into()),
            bank_account: Some("0010".into()),
        },
        remark: Some(" 账单 1 ".into()),
        waiver: None,
        item: "软件服务".into(),
        tax_code: "3040201990000000000".into(),
        gross: Fen(1_540_000),
        rate: TaxRate::parse("0.03").unwrap(),
    }
}

fn filled(form: &BureauForm, invoices: &[FormInvoice]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    form.fill(&invoices.iter().collect::<Vec<_>>(), &mut bytes).unwrap();
    bytes.into_inner()
}

fn kept(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form.xlsx");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// The texts of a sheet from a row on, blank cells at the end left out.
fn texts(path: &Path, sheet: &str, from: u32) -> Vec<Vec<String>> {
    let options = ReadOptions { sheet: Some(sheet.into()), ..ReadOptions::default() };
    let mut sheet = open_table(path, &options).unwrap();
    let rows = sheet.rows().unwrap().map(Result::unwrap).filter(|row| row.number >= from);
    rows.map(|row| row.cells.iter().map(|cell| cell.text().into_owned()).collect()).collect()
}

#[test]
fn the_official_form_says_what_it_asks() {
    let form = official();
    let shape = form.shape();
    assert_eq!(shape.version.as_ref().unwrap().day(), "20260401");
    assert_eq!((shape.info.title.as_str(), shape.lines.title.as_str()), ("1-发票基本信息", "2-发票明细信息"));
    assert_eq!((shape.info.columns.len(), shape.lines.columns.len()), (39, 14));
    assert_eq!(form.filled(), [""; 0]);
    let column = |column| shape.column(column).unwrap();
    assert_eq!(column(FormColumn::Serial).most_chars(), Some(20));
    assert_eq!(column(FormColumn::Remark).most_chars(), Some(230));
    assert_eq!(column(FormColumn::Type).choices, ["增值税专用发票", "普通发票"]);
    assert_eq!(column(FormColumn::Waiver).choices.len(), 2);
    assert_eq!(shape.place(FormColumn::Waiver), Some(36));
    for column in FormColumn::ALL {
        assert!(shape.place(column).is_some(), "{column:?}");
    }
}

#[test]
fn every_text_of_a_list_that_the_desk_writes_is_one_of_the_forms_own() {
    use crate::domain::bureau::{Shown, Waiver};
    let form = official();
    let choices = |column| &form.shape().column(column).unwrap().choices;
    for waiver in Waiver::ALL {
        assert!(choices(FormColumn::Waiver).iter().any(|choice| choice == waiver.text()), "{waiver:?}");
    }
    for shown in [Shown::Contact, Shown::Bank, Shown::Both] {
        for column in [FormColumn::BuyerShown, FormColumn::SellerShown] {
            assert!(choices(column).iter().any(|choice| choice == shown.text()), "{shown:?}");
        }
    }
}

#[test]
fn what_is_filled_in_stands_below_the_headers_as_text() {
    let (_folder, path) = kept(&filled(&official(), &[invoice(1), invoice(2)]));
    let info = texts(&path, "1-发票基本信息", 4);
    assert_eq!(info.len(), 2);
    let row = &info[0];
    assert_eq!(
        row[..7],
        ["FP20261127-0031-1", "增值税专用发票", "", "是", "否", "杭州<晴川>&研究院", "91330100MA27XF6C4B"]
    );
    assert_eq!(
        (row[10].as_str(), row[16].as_str(), row[19].as_str()),
        ("杭州市 西湖区", "0571-1", "展示地址、电话")
    );
    assert_eq!(
        (row[22].as_str(), row[28].as_str(), row[29].as_str()),
        (" 账单 1 ", "0010", "展示开户银行、银行账号")
    );
    let lines = texts(&path, "2-发票明细信息", 4);
    assert_eq!(
        lines[1],
        ["FP20261127-0031-2", "软件服务", "3040201990000000000", "", "", "", "", "15400.00", "0.03"]
    );
}

#[test]
fn every_other_part_stays_byte_for_byte_packed_and_unpacked() {
    let parts = |bytes: &[u8]| -> Vec<(String, Vec<u8>, Vec<u8>)> {
        let mut archive = ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
        let archive_len = archive.len();
        let mut read = |index, raw: bool| {
            let mut content = Vec::new();
            let mut part = match raw {
                true => archive.by_index_raw(index).unwrap(),
                false => archive.by_index(index).unwrap(),
            };
            let name = part.name().unwrap().into_owned();
            part.read_to_end(&mut content).unwrap();
            (name, content)
        };
        (0..archive_len)
            .map(|index| (read(index, true).0, read(index, true).1, read(index, false).1))
            .collect()
    };
    let before = parts(&fs::read(OFFICIAL).unwrap());
    let after = parts(&filled(&official(), &[invoice(1)]));
    assert_eq!(before.len(), after.len());
    let differing: Vec<&str> =
        before.iter().zip(&after).filter(|(b, a)| b != a).map(|(b, _)| b.0.as_str()).collect();
    assert_eq!(differing, ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet6.xml"]);
    // And of those two, everything but the rows and the dimension.
    for ((_, _, before), (_, _, after)) in before.iter().zip(&after).filter(|(b, a)| b != a) {
        let end = before.windows(12).position(|bytes| bytes == b"</sheetData>").unwrap();
        assert!(after.ends_with(&before[end..]));
        let start = before.windows(11).position(|bytes| bytes == b"<sheetViews").unwrap();
        let moved = after.len() - before.len();
        assert!(moved > 0 && after.windows(end - start).any(|bytes| bytes == &before[start..end]));
    }
}

#[test]
fn a_form_that_was_filled_before_is_filled_anew() {
    let (_folder, path) = kept(&filled(&official(), &[invoice(1), invoice(2)]));
    let form = BureauForm::open(&path).unwrap();
    assert_eq!(form.filled(), ["1-发票基本信息", "2-发票明细信息"]);
    assert_eq!(form.shape(), official().shape());
    assert_eq!(filled(&form, &[invoice(3)]), filled(&official(), &[invoice(3)]));
}

#[test]
fn another_workbook_is_not_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "发票流水号").unwrap();
    book.save(&path).unwrap();
    assert_eq!(BureauForm::open(&path).unwrap_err(), FormError::NoSheet(FormSheet::Info));
}
