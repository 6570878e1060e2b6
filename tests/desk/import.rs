//! Import as the window and the command line do it: refused rows are saved in the clerk's words, mended, and taken.

use std::fs;

use crate::common::place;
use fapiao_desk::desk::import::{ImportFile, save_refused};
use fapiao_desk::desk::protocol::decode;
use fapiao_desk::domain::import::{ImportKind, RowProblem};
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::exchange::{REFUSED_MESSAGE, REFUSED_ROW, REFUSED_RULE, row_problems};
use serde_json::json;

#[test]
fn refused_rows_in_words_of_either_language_are_mended_and_taken() {
    for lang in [Lang::Zh, Lang::En] {
        let folder = place::folder();
        let mut desk = place::sandbox(&folder.path().join("desk.sqlite"));
        for line in [
            json!({"op": "add_issuer", "code": "I1", "name": "甲云", "policy": "tencent-cloud"}),
            json!({"op": "add_account", "account": "C1", "issuer": "I1", "name": "甲公司", "kind": "enterprise"}),
        ] {
            desk.handle(&decode::decode(line.as_object().cloned().unwrap()).unwrap()).unwrap();
        }
        let path = folder.path().join("bills.csv");
        let rows = "B1,C1,2026-01-01,2026-01-10,12.345\nB2,C9,2026-01-01,2026-01-10,1\nB3,C1,2026-01-01,2026-01-10,1\n";
        fs::write(&path, format!("账单号,客户编号,账单日期,应付日期,金额(元)\n{rows}")).unwrap();
        let file = ImportFile::new(ImportKind::Bills, path, "I1");
        let report = desk.import(None, &file, &mut |_| true).unwrap();
        assert_eq!((report.added, report.refused.len()), (1, 2));

        let refused = folder.path().join("refused.csv");
        let headings = [REFUSED_RULE, REFUSED_MESSAGE, REFUSED_ROW].map(|heading| heading.get(lang));
        let words = |problem: &RowProblem| row_problems(lang, ImportKind::Bills, problem);
        save_refused(desk.path(), &file, &report, &refused, headings, &words).unwrap();
        let text = fs::read_to_string(&refused).unwrap();
        fs::write(&refused, text.replacen("12.345", "12.34", 1).replacen("C9", "C1", 1)).unwrap();

        let mended = ImportFile { path: refused, ..file };
        let report = desk.import(None, &mended, &mut |_| true).unwrap();
        assert_eq!((report.read, report.added, report.refused.len()), (2, 2, 0));
        assert!(report.header.unknown.is_empty(), "{:?}", report.header.unknown);
    }
}
