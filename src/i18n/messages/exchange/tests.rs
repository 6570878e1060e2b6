use chrono::NaiveDate;

use super::*;
use crate::domain::email::EmailError;
use crate::domain::import::{
    AmountUnit, Field, HeaderError, ImportKind, Notice, NoticeKind, RowFault, RowProblem,
};
use crate::domain::money::{Fen, MoneyError};
use crate::domain::returned::{NotAnInvoice, ReturnedFault, ReturnedField};
use crate::domain::tax_id::TaxIdError;

const BOTH: [Lang; 2] = [Lang::Zh, Lang::En];

fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

/// A sentence in its own language that tells the values.
fn assert_sentence(lang: Lang, text: &str, values: &[&str]) {
    assert_eq!(has_chinese(text), lang == Lang::Zh, "{text}");
    assert!(text.ends_with(lang.pick('。', '.')), "{text}");
    for value in values {
        assert!(text.contains(value), "{text} does not say {value}");
    }
}

/// Each is said in a sentence of both languages that tells its values.
fn assert_sentences<T>(cases: &[(T, &[&str])], say: impl Fn(Lang, &T) -> String) {
    for lang in BOTH {
        for (case, values) in cases {
            assert_sentence(lang, &say(lang, case), values);
        }
    }
}

#[test]
fn every_file_error_says_what_and_what_to_do() {
    let part = || "p".to_owned();
    let errors: Vec<(FileError, &[&str])> = vec![
        (FileError::Io(IoFault::NotFound), &[]),
        (FileError::Io(IoFault::Denied), &[]),
        (FileError::Io(IoFault::InUse), &["Excel"]),
        (FileError::Io(IoFault::Folder), &[]),
        (FileError::Io(IoFault::NotAFile), &[]),
        (FileError::Io(IoFault::Other("E 5".into())), &["E 5"]),
        (FileError::Empty, &[]),
        (FileError::TooLarge { bytes: 300 << 20, limit: 200 << 20 }, &["300", "200"]),
        (FileError::Encoding { offset: 9, line: 3 }, &["10", "3"]),
        (FileError::UnclosedQuote { row: 7 }, &["7"]),
        (FileError::TooManyRows { limit: 7 }, &["7"]),
        (FileError::TooManyColumns { row: 8, limit: 7 }, &["7", "8"]),
        (FileError::TooManyCells { limit: 7 }, &["7"]),
        (FileError::CellTooLong { row: 8, column: 7 }, &["7", "8"]),
        (FileError::TooManyParts { parts: 8, limit: 7 }, &[]),
        (FileError::ExpandsTooFar { part: part() }, &[]),
        (FileError::Doctype { part: part() }, &["DOCTYPE"]),
        (FileError::Damaged { detail: part() }, &[]),
        (
            FileError::NoSuchSheet { name: "n".into(), sheets: vec!["s1".into(), "s2".into()] },
            &["“n”", "s1", "s2"],
        ),
        (FileError::NoData, &[]),
    ];
    assert_sentences(&errors, |lang, error| {
        table_error(lang, ImportKind::Bills, &TableError::File(error.clone()))
    });
}

#[test]
fn every_other_kind_of_file_has_its_advice() {
    for seems in [
        Seems::Folder,
        Seems::OldOffice,
        Seems::Encrypted,
        Seems::BinaryWorkbook,
        Seems::OpenDocument,
        Seems::Word,
        Seems::Slides,
        Seems::Ofd,
        Seems::Archive,
        Seems::Pdf,
        Seems::Picture,
        Seems::WebPage,
        Seems::Xml,
        Seems::Database,
        Seems::Binary,
    ] {
        for lang in BOTH {
            assert_sentence(lang, &file_error(lang, &FileError::NotATable(seems)), &[]);
        }
    }
}

#[test]
fn every_header_error_names_fields_and_headers() {
    let seen = || vec!["h1".to_owned(), "h2".to_owned()];
    for lang in BOTH {
        let amount = field(ImportKind::Bills, Field::Amount).get(lang);
        let missing = vec![Field::Amount];
        let errors: [(HeaderError, &[&str]); 8] = [
            (
                HeaderError::UnitUnclear { row: 3, named: "h1".into(), unnamed: "h2".into() },
                &["3", "h1", "h2"],
            ),
            (HeaderError::ForeignCurrency { row: 3, text: "h1".into() }, &["3", "h1"]),
            (HeaderError::NotFound { missing: missing.clone(), row: None, seen: vec![] }, &[amount]),
            (HeaderError::NotFound { missing, row: Some(3), seen: seen() }, &[amount, "3", "h1", "h2"]),
            (HeaderError::Ambiguous { field: Field::Amount, row: 3, headers: seen() }, &[amount, "h1", "h2"]),
            (
                HeaderError::NoSuchColumn { field: Field::Amount, header: "h9".into(), seen: seen() },
                &[amount, "h9", "h1"],
            ),
            (HeaderError::NoSuchField { kind: ImportKind::Bills, pair: "x=y".into() }, &["x=y", "bill_no"]),
            (
                HeaderError::NoSuchMeaning { kind: ImportKind::Bills, pair: "x=y".into() },
                &["x=y", "partly_refunded"],
            ),
        ];
        for (error, values) in errors {
            assert_sentence(lang, &table_error(lang, ImportKind::Bills, &TableError::Header(error)), values);
        }
    }
}

#[test]
fn a_missing_field_is_called_as_its_kind_of_table_calls_it() {
    for (kind, word) in [(ImportKind::Accounts, "客户类型"), (ImportKind::Bills, "计费方式")] {
        let error = HeaderError::NotFound { missing: vec![Field::Kind], row: None, seen: vec![] };
        let text = table_error(Lang::Zh, kind, &TableError::Header(error));
        assert!(text.contains(word), "{text}");
    }
}

fn problem(column: &str, field: Field, value: &str, fault: RowFault) -> RowProblem {
    RowProblem { row: 1, column: column.into(), field, value: value.into(), fault, also: Vec::new() }
}

#[test]
fn every_row_fault_names_the_column_or_the_values() {
    let faults: Vec<(RowFault, &[&str])> = vec![
        (RowFault::MissingField, &["h7"]),
        (RowFault::BadAmount(MoneyError::TooManyDecimals), &["h7", "v7"]),
        (RowFault::AmountNotPositive, &["h7"]),
        (RowFault::BadDate, &["h7", "v7", "2026-10-01"]),
        (RowFault::BadKind, &["h7", "v7"]),
        (RowFault::BadStatus, &["h7", "v7"]),
        (
            RowFault::PaidOnOfUnpaid { paid_on: NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() },
            &["h7", "v7", "2026-01-05"],
        ),
        (RowFault::BadRegion, &["h7", "v7"]),
        (RowFault::BadTaxId(TaxIdError::Length), &["h7", "v7"]),
        (RowFault::BadEmail(EmailError::TooLong), &["h7", "200"]),
        (RowFault::BadCurrency, &["h7", "v7"]),
        (RowFault::TooLong { limit: 64 }, &["h7", "64"]),
        (RowFault::CellError, &["h7", "v7"]),
        (RowFault::DigitsLost, &["h7", "15"]),
        (RowFault::FormulaNotCalculated, &["h7"]),
        (RowFault::MergedAmount, &["h7"]),
        (RowFault::RefundExceedsBill { amount: Fen(27_353) }, &["v7", "273.53"]),
        (RowFault::BillNotPaid, &[]),
        (RowFault::UnknownAccount, &["v7"]),
        (RowFault::UnknownBill, &["v7"]),
        (RowFault::Conflict { existing: "e7".into() }, &["h7", "v7", "e7"]),
        (RowFault::RefundBeyondTotal { left: Fen(4_000) }, &["v7", "40.00"]),
        (RowFault::DuplicateRow { other_row: 12 }, &["h7", "v7", "12"]),
        (RowFault::OtherRowMeant { other_row: 12 }, &["h7", "v7", "12"]),
        (RowFault::RefundAmountMissing, &[]),
        (RowFault::InvoicedAmountMissing, &[]),
        (RowFault::OpeningExceedsBill { amount: Fen(27_353) }, &["v7", "273.53"]),
        (RowFault::AmountsDisagree { expected: Fen(27_353) }, &["h7", "v7", "273.53"]),
        (RowFault::TaxUnclear { amount: Fen(9_434), tax: Some(Fen(566)) }, &["h7", "94.34", "5.66"]),
        (RowFault::TaxUnclear { amount: Fen(9_434), tax: None }, &["h7"]),
        (RowFault::BadTaxRate, &["h7", "v7", "6%"]),
        (RowFault::VoidButKnown, &[]),
    ];
    for kind in ImportKind::ALL {
        assert_sentences(&faults, |lang, fault| {
            row_problem(lang, kind, &problem("h7", Field::Amount, "v7", fault.clone()))
        });
    }
}

#[test]
fn every_notice_names_its_rows_column_and_sums() {
    let rows: Vec<u32> = (2..40).collect();
    let kinds: [(NoticeKind, &[&str]); 12] = [
        (NoticeKind::HiddenRows, &["2", "38", "--visible-only"]),
        (NoticeKind::StruckRows, &["2", "38", "--visible-only"]),
        (NoticeKind::UnitApplied(AmountUnit::TenThousandYuan), &[]),
        (NoticeKind::GrossFromNet, &["h7", "38"]),
        (NoticeKind::TotalDiffers { said: Fen(100), sum: Fen(250) }, &["1.00", "2.50"]),
        (NoticeKind::MoneyNotRead, &["h7"]),
        (NoticeKind::DueBeforeBilled, &["2", "38"]),
        (NoticeKind::BilledInFuture, &["2", "38"]),
        (NoticeKind::PaidInFuture, &["2", "38"]),
        (NoticeKind::PaidBeforeBilled, &["2", "38"]),
        (NoticeKind::MeantByTotal, &["2", "38"]),
        (NoticeKind::XlsLimited, &["xlsx"]),
    ];
    assert_sentences(&kinds, |lang, kind| {
        notice(lang, &Notice { kind: kind.clone(), rows: rows.clone(), column: Some("h7".into()) })
    });
}

#[test]
fn every_wrong_cell_of_a_row_is_named() {
    let cell = |column| problem(column, Field::Amount, "", RowFault::MissingField);
    let problem = RowProblem { also: vec![cell("h2")], ..cell("h1") };
    for lang in BOTH {
        let text = row_problems(lang, ImportKind::Bills, &problem);
        assert!(text.contains("h1") && text.contains("h2"), "{text}");
    }
}

#[test]
fn a_column_that_the_file_does_not_have_is_called_by_its_field() {
    let problem = problem("", Field::DueOn, "", RowFault::MissingField);
    assert!(row_problem(Lang::Zh, ImportKind::Bills, &problem).contains("应付日期"));
    assert!(row_problem(Lang::En, ImportKind::Bills, &problem).contains("due date"));
}

#[test]
fn every_export_error_says_what_to_do() {
    let errors: Vec<(ExportError, &[&str])> = vec![
        (ExportError::Io(IoFault::NotFound), &[]),
        (ExportError::Io(IoFault::Denied), &["Excel"]),
        (ExportError::Io(IoFault::InUse), &["Excel"]),
        (ExportError::Io(IoFault::DiskFull), &[]),
        (ExportError::Io(IoFault::ReadOnly), &[]),
        (ExportError::Io(IoFault::Folder), &[]),
        (ExportError::Io(IoFault::NotAFile), &[]),
        (ExportError::Io(IoFault::Other("E 5".into())), &["E 5"]),
        (ExportError::OwnPlace, &[]),
        (ExportError::Source, &[]),
        (ExportError::TooManyRows { limit: 1_048_575 }, &["1048575", "CSV"]),
        (ExportError::TemporaryFile, &[]),
        (ExportError::Unwritable { detail: "d".into() }, &["CSV"]),
    ];
    assert_sentences(&errors, |lang, error| refused_error(lang, &RefusedError::Write(error.clone())));
}

#[test]
fn every_returned_file_that_is_not_taken_says_why_and_what_to_do() {
    let field = ReturnedField::Gross;
    let mut faults: Vec<(ReturnedFault, &[&str])> = vec![
        (ReturnedFault::Unreadable(IoFault::NotFound), &[]),
        (ReturnedFault::EmptyFile, &[]),
        (ReturnedFault::TooLarge { limit: 20 << 20 }, &["20 MB"]),
        (ReturnedFault::TooManyFiles { limit: 7 }, &["7"]),
        (ReturnedFault::NestedTooDeep, &[]),
        (ReturnedFault::ExpandsTooFar, &[]),
        (ReturnedFault::UnsafeName, &[]),
        (ReturnedFault::Doctype, &["DOCTYPE"]),
        (ReturnedFault::Damaged, &[]),
        (ReturnedFault::Locked, &[]),
        (ReturnedFault::TooManyPixels, &[]),
        (ReturnedFault::Undrawable, &["XML"]),
        (ReturnedFault::TakesTooLong, &["XML"]),
        (ReturnedFault::NoProcess, &["XML"]),
        (ReturnedFault::Missing { field }, &[]),
        (ReturnedFault::BadValue { field, text: "1.x".into() }, &["“1.x”"]),
        (
            ReturnedFault::ContradictsItself { field, one: "1.00".into(), other: "2.00".into() },
            &["1.00", "2.00"],
        ),
        (ReturnedFault::WrongSign { is_red: true }, &[]),
        (ReturnedFault::WrongSign { is_red: false }, &[]),
        (ReturnedFault::SeveralInvoices { numbers: vec!["n1".into(), "n2".into()] }, &["n1", "n2"]),
    ];
    faults.extend(NotAnInvoice::ALL.map(|what| (ReturnedFault::NotAnInvoice(what), &[][..])));
    assert_sentences(&faults, returned_fault);
    for field in ReturnedField::ALL {
        let text = returned_fault(Lang::En, &ReturnedFault::Missing { field });
        assert!(text.contains(returned_field(field).get(Lang::En)), "{text}");
    }
}
