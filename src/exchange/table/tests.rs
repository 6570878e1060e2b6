use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;
use rust_xlsxwriter::{Format as CellFormat, Formula, Workbook as NewBook};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::domain::files::IoFault;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

fn open(bytes: &[u8]) -> Result<Sheet, FileError> {
    open_with(bytes, &ReadOptions::default())
}

fn open_with(bytes: &[u8], options: &ReadOptions) -> Result<Sheet, FileError> {
    let folder = Folder::new();
    open_table(&folder.file("table", bytes), options)
}

fn all(sheet: &mut Sheet) -> Vec<Row> {
    sheet.rows().unwrap().map(Result::unwrap).collect()
}

fn texts(sheet: &mut Sheet) -> Vec<(u32, String)> {
    let text =
        |row: &Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect::<Vec<_>>().join("|");
    all(sheet).iter().map(|row| (row.number, text(row))).collect()
}

fn book(fill: impl FnOnce(&mut NewBook)) -> Vec<u8> {
    let mut book = NewBook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

/// A workbook put together by hand, with `sheet` as the XML of its only sheet.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut zip = ZipWriter::new(&mut bytes);
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap();
    bytes.into_inner()
}

fn simple_parts(sheet: &str) -> Vec<u8> {
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn rows_of_text_are_numbered_as_a_spreadsheet_shows_them() {
    let mut sheet = open("title\r\n\r\na,\"two\nlines\",c\r\n,,\r\nlast".as_bytes()).unwrap();
    let expected = [(1, "title"), (2, ""), (3, "a|two\nlines|c"), (4, ""), (5, "last")];
    assert_eq!(texts(&mut sheet), expected.map(|(number, text)| (number, text.to_owned())));
}

#[test]
fn a_sheet_can_be_walked_again() {
    let mut sheet = open(b"a,b\n1,2\n").unwrap();
    assert_eq!(all(&mut sheet), all(&mut sheet));
}

#[test]
fn encoding_and_delimiter_are_found() {
    let (gb, ..) = encoding_rs::GB18030.encode("账单号;金额\nB1;1,5\n");
    let mut sheet = open(&gb).unwrap();
    assert_eq!(*sheet.format(), Format::Csv { delimiter: ';', encoding: TextEncoding::Gb18030 });
    assert_eq!(texts(&mut sheet)[0].1, "账单号|金额");
    let utf16: Vec<u8> =
        "\u{FEFF}账单号\t金额\r\nB1\t1\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut sheet = open(&utf16).unwrap();
    assert_eq!(*sheet.format(), Format::Csv { delimiter: '\t', encoding: TextEncoding::Utf16Le });
    assert_eq!(texts(&mut sheet)[1], (2, "B1|1".to_owned()));
}

#[test]
fn a_line_that_names_the_delimiter_is_no_row() {
    let mut sheet = open(b"sep=;\r\na;b\r\n").unwrap();
    assert_eq!(texts(&mut sheet), [(1, "a|b".to_owned())]);
}

#[test]
fn a_quotation_mark_left_open_is_named_by_its_row() {
    let mut sheet = open(b"a,b\n1,\"2\n3,4\n").unwrap();
    let error = sheet.rows().unwrap().find_map(Result::err);
    assert!(matches!(error, Some(FileError::UnclosedQuote { row: 2 })), "{error:?}");
}

#[test]
fn text_is_bounded() {
    let limits =
        Limits { rows: 2, columns: 2, cells: 3, cell_bytes: 5, file_bytes: 100, ..Limits::default() };
    let error = |text: &str, limits: Limits| {
        let options = ReadOptions { limits, ..ReadOptions::default() };
        match open_with(text.as_bytes(), &options) {
            Err(error) => error,
            Ok(mut sheet) => sheet.rows().unwrap().find_map(Result::err).unwrap(),
        }
    };
    assert!(matches!(error("1\n2\n3\n", limits), FileError::TooManyRows { limit: 2 }));
    assert!(matches!(error("1,2,3\n", limits), FileError::TooManyColumns { row: 1, limit: 2 }));
    assert!(matches!(error("1,2\n3,4\n", limits), FileError::TooManyCells { limit: 3 }));
    assert!(matches!(error("1,123456\n", limits), FileError::CellTooLong { row: 1, column: 2 }));
    assert!(matches!(error(&"1".repeat(101), limits), FileError::TooLarge { bytes: 101, limit: 100 }));
    // What is empty is no column.
    assert!(
        open_with(b"1,2,,,\n", &ReadOptions { limits, ..ReadOptions::default() })
            .unwrap()
            .rows()
            .unwrap()
            .all(|row| row.is_ok())
    );
}

#[test]
fn cells_of_a_workbook_are_what_they_are() {
    let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let bytes = book(|book| {
        let dated = CellFormat::new().set_num_format("yyyy-mm-dd hh:mm");
        let sheet = book.add_worksheet();
        sheet.write(2, 0, "账单号").unwrap();
        sheet.write(3, 1, 20_261_000_000_002_f64).unwrap();
        sheet.write(3, 2, 0.1 + 0.2).unwrap();
        sheet.write_with_format(3, 3, &day.and_hms_opt(10, 20, 30).unwrap(), &dated).unwrap();
        sheet.write_formula(3, 4, Formula::new("1+1").set_result("2")).unwrap();
        sheet.write_formula(3, 5, Formula::new("NA()").set_result("#N/A")).unwrap();
        sheet.write(3, 6, true).unwrap();
    });
    let mut sheet = open(&bytes).unwrap();
    let rows = all(&mut sheet);
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(rows[1].cells[0], Cell::Empty);
    assert_eq!(rows[1].cells[1].text(), "20261000000002");
    assert_eq!(rows[1].cells[2].text(), "0.3");
    assert_eq!(rows[1].cells[3], Cell::Moment(day.and_hms_opt(10, 20, 30).unwrap()));
    assert_eq!(rows[1].cells[4], Cell::Number(2.0));
    assert_eq!(rows[1].cells[5], Cell::Error("#N/A".into()));
    assert_eq!(rows[1].cells[6], Cell::Text("TRUE".into()));
}

#[test]
fn the_first_sheet_with_data_is_read_unless_one_is_named() {
    let bytes = book(|book| {
        book.add_worksheet().set_name("空").unwrap();
        book.add_worksheet().set_name("藏").unwrap().set_hidden(true).write(0, 0, "hidden").unwrap();
        book.add_worksheet().set_name("账单").unwrap().write(0, 0, "first").unwrap();
        book.add_worksheet().set_name("退款").unwrap().write(0, 0, "second").unwrap();
    });
    let named = |name: &str| ReadOptions { sheet: Some(name.into()), ..ReadOptions::default() };
    assert_eq!(texts(&mut open(&bytes).unwrap()), [(1, "first".to_owned())]);
    assert_eq!(texts(&mut open_with(&bytes, &named("退款 ")).unwrap()), [(1, "second".to_owned())]);
    match open_with(&bytes, &named("发票")) {
        Err(FileError::NoSuchSheet { sheets, .. }) => assert_eq!(sheets, ["空", "藏", "账单", "退款"]),
        other => panic!("{:?}", other.err()),
    }
}

#[test]
fn a_workbook_without_data_is_refused() {
    let bytes = book(|book| {
        book.add_worksheet();
    });
    assert!(matches!(open(&bytes), Err(FileError::NoData)));
}

#[test]
fn a_name_that_lies_changes_nothing() {
    let folder = Folder::new();
    let path = folder.file("bills.xlsx", b"a,b\n1,2\n");
    assert!(matches!(open_table(&path, &ReadOptions::default()).unwrap().format(), Format::Csv { .. }));
    let bytes = book(|book| {
        book.add_worksheet().write(0, 0, "a").unwrap();
    });
    let path = folder.file("bills.csv", &bytes);
    assert!(matches!(open_table(&path, &ReadOptions::default()).unwrap().format(), Format::Xlsx { .. }));
}

#[test]
fn other_archives_are_named_for_what_they_are() {
    let seems = |part: &str| match open(&archive(&[(part, b"x")])) {
        Err(FileError::NotATable(seems)) => seems,
        other => panic!("{:?}", other.err()),
    };
    assert_eq!(seems("word/document.xml"), Seems::Word);
    assert_eq!(seems("xl/workbook.bin"), Seems::BinaryWorkbook);
    assert_eq!(seems("content.xml"), Seems::OpenDocument);
    assert_eq!(seems("OFD.xml"), Seems::Ofd);
    assert_eq!(seems("photo.jpg"), Seems::Archive);
    assert!(matches!(open(b"PK\x03\x04 cut off"), Err(FileError::Damaged { .. })));
}

#[test]
fn a_document_type_is_refused_wherever_it_stands() {
    let padding = " ".repeat(65_530);
    for declaration in ["<!DOCTYPE x>", "<!doctype x [<!ENTITY a 'b'>]>"] {
        let sheet = format!("<!--{padding}-->{declaration}<worksheet><sheetData/></worksheet>");
        assert!(matches!(open(&simple_parts(&sheet)), Err(FileError::Doctype { .. })), "{declaration}");
    }
}

#[test]
fn a_part_that_expands_too_far_is_refused() {
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", " ".repeat(400_000));
    let bytes = simple_parts(&sheet);
    let limited = |limits| open_with(&bytes, &ReadOptions { limits, ..ReadOptions::default() });
    let tight = Limits { small_part_bytes: 1_000, expansion: 100, ..Limits::default() };
    assert!(matches!(limited(tight), Err(FileError::ExpandsTooFar { .. })));
    let small = Limits { unpacked_bytes: 100_000, ..Limits::default() };
    assert!(matches!(limited(small), Err(FileError::ExpandsTooFar { .. })));
    let few = Limits { parts: 4, ..Limits::default() };
    assert!(matches!(limited(few), Err(FileError::TooManyParts { parts: 5, limit: 4 })));
    assert!(matches!(limited(Limits::default()), Err(FileError::NoData)));
}

#[test]
fn texts_that_a_part_claims_and_has_no_room_for_are_refused() {
    let padding = " ".repeat(65_520);
    let claims = |number: u64| {
        let texts = format!("<!--{padding}--><sst uniqueCount = '{number}'></sst>");
        open(&simple_parts(&format!("<worksheet>{texts}<sheetData/></worksheet>")))
    };
    assert!(matches!(claims(4_294_967_295), Err(FileError::Damaged { .. })));
    assert!(matches!(claims(100_000), Err(FileError::NoData)));
}

#[test]
fn a_place_that_no_sheet_has_is_a_damaged_file() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="ZZZZZZZZZZ99999999999"><v>1</v></c></row></sheetData></worksheet>"#;
    let mut sheet = open(&simple_parts(sheet)).unwrap();
    assert!(sheet.rows().unwrap().any(|row| row.is_err()));
}

#[test]
fn far_cells_of_a_workbook_are_bounded() {
    let far = |cell: &str| {
        let row = cell.trim_start_matches(char::is_alphabetic);
        let sheet = format!(
            r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>"#
        );
        let limits = Limits { rows: 1_000, ..Limits::default() };
        let mut sheet =
            open_with(&simple_parts(&sheet), &ReadOptions { limits, ..ReadOptions::default() }).unwrap();
        sheet.rows().unwrap().find_map(Result::err).unwrap()
    };
    assert!(matches!(far("A1048576"), FileError::TooManyRows { limit: 1_000 }));
    assert!(matches!(far("XFD2"), FileError::TooManyColumns { row: 2, limit: 500 }));
}

#[test]
fn files_that_are_not_there_or_empty_say_so() {
    let folder = Folder::new();
    let open = |path: PathBuf| open_table(&path, &ReadOptions::default()).err().unwrap();
    assert!(matches!(open(folder.0.path().join("no.csv")), FileError::Io(IoFault::NotFound)));
    assert!(matches!(open(folder.file("empty.csv", b"")), FileError::Empty));
    assert!(matches!(open(folder.file("mark.csv", b"\xEF\xBB\xBF")), FileError::Empty));
    assert!(matches!(
        open(folder.0.path().to_owned()),
        FileError::NotATable(Seems::Folder) | FileError::Io(_)
    ));
}

proptest::proptest! {
    /// Whatever bytes a file has, it is read or refused.
    #[test]
    fn no_bytes_are_too_strange(
        head in proptest::sample::select(vec![&b""[..], b"\xFF\xFE", b"\xEF\xBB\xBF", b"PK\x03\x04", b"sep=;\n", b"a,b\n"]),
        tail in proptest::collection::vec(proptest::arbitrary::any::<u8>(), 0..300),
    ) {
        if let Ok(mut sheet) = open(&[head, &tail].concat()) {
            sheet.rows().unwrap().for_each(drop);
        }
    }
}
