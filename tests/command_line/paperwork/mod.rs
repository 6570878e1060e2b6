//! The paperwork with the tax bureau, by the command line: out in its form, and back.

mod back;
mod mirror;
mod out;
mod print;
mod red_letters;
mod refusals;
mod tracking;

use std::io::{Read, Write};
use std::path::PathBuf;

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::Value;

use crate::common::lines;
use crate::common::process::{Desk, Ran};

/// The blank official form.
pub const FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bureau/bulk-issue-V260401.xlsx");

/// So many applications of customer `D1` of issuer `Q`, of 100.00 each, that are being issued.
pub fn issuing(count: usize) -> (Desk, Vec<String>) {
    let desk = Desk::empty();
    let mut said: Vec<String> = lines::issuers().to_vec();
    said.extend(lines::customer("D1", "Q"));
    desk.ok(&said.iter().map(String::as_str).collect::<Vec<_>>());
    let applications =
        (1..=count).map(|number| apply(&desk, "D1", &format!("B{number}"), "100.00")).collect();
    (desk, applications)
}

/// Has an application for a bill of its own accepted; answers its number.
pub fn apply(desk: &Desk, account: &str, bill: &str, amount: &str) -> String {
    let paid = lines::at(lines::NOON, &lines::paid(account, bill, amount));
    let answers = desk.ok(&[&paid, &lines::apply_bills(account, &[bill])]);
    let number = answers[1]["application"].as_str().unwrap().to_owned();
    desk.ok(&[&lines::at(lines::NOON, &lines::step("accept_application", &number))]);
    number
}

/// Runs `bulk-issue --issuer Q --json` with further arguments.
pub fn bulk_issue(desk: &Desk, more: &[&str]) -> Ran {
    let mut arguments = vec!["bulk-issue", "--issuer", "Q", "--json"];
    arguments.extend(more);
    desk.run(&arguments)
}

/// The official form with a text of its parts replaced.
pub fn form_with(desk: &Desk, name: &str, was: &str, now: &str) -> PathBuf {
    let mut official = zip::ZipArchive::new(std::fs::File::open(FORM).unwrap()).unwrap();
    let path = desk.path(name);
    let mut other = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for index in 0..official.len() {
        let mut part = official.by_index(index).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        let text = String::from_utf8(text).unwrap().replace(was, now);
        let part = part.name().unwrap().into_owned();
        other.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
        other.write_all(text.as_bytes()).unwrap();
    }
    other.finish().unwrap();
    path
}

/// What stands below the headers of the sheets of invoices and of lines.
pub fn rows(desk: &Desk, file: &str) -> [Vec<Vec<String>>; 2] {
    let mut book: Xlsx<_> = open_workbook(desk.path(file)).unwrap();
    ["1-发票基本信息", "2-发票明细信息"].map(|sheet| {
        let range = book.worksheet_range(sheet).unwrap();
        let texts = |row: &[calamine::Data]| row.iter().map(ToString::to_string).collect();
        range.rows().skip(3).map(texts).collect()
    })
}

/// The serial numbers in a file, in their order.
pub fn serials(desk: &Desk, file: &str) -> Vec<String> {
    rows(desk, file)[0].iter().map(|row| row[0].clone()).collect()
}

/// A list of refusals as the bureau gives it.
pub fn refusal_list(desk: &Desk, name: &str, refused: &[(&str, &str)]) -> PathBuf {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let headers = ["发票流水号", "发票类型", "购买方名称", "购买方纳税人识别号", "导入失败原因"];
    for (column, header) in (0..).zip(headers) {
        sheet.write_string(0, column, header).unwrap();
    }
    for (row, (serial, reason)) in (1..).zip(refused) {
        sheet.write_string(row, 0, *serial).unwrap();
        sheet.write_string(row, 4, *reason).unwrap();
    }
    let path = desk.path(name);
    book.save(&path).unwrap();
    path
}

pub fn import_refusals(desk: &Desk, refused: &[(&str, &str)]) -> Ran {
    let path = refusal_list(desk, "refused.xlsx", refused);
    desk.run(&["import", "refusals", path.to_str().unwrap(), "--json"])
}

/// What `application` says of one.
pub fn application(desk: &Desk, number: &str) -> Value {
    desk.ok(&[&lines::step("application", number)]).remove(0)
}

/// The only one that was left out: its application, field and rule.
pub fn left_out(ran: &Ran) -> (String, String, String) {
    let answer = ran.answer();
    let left_out = answer["left_out"].as_array().unwrap();
    assert_eq!(left_out.len(), 1, "{ran:?}");
    let text = |field: &str| left_out[0][field].as_str().unwrap().to_owned();
    assert!(!text("message").is_empty());
    (text("application"), text("field"), text("rule"))
}
