//! Import as the window and the command line do it: refused rows are saved in the clerk's words, mended, and taken.

use std::fs;
use std::ops::Range;

use crate::common::{Play, place};
use fapiao_desk::desk::check::check_db;
use fapiao_desk::desk::import::{ImportError, ImportFile, preview, save_refused};
use fapiao_desk::desk::progress::Progress;
use fapiao_desk::desk::protocol::decode;
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::import::{ImportKind, RowProblem};
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::exchange::{REFUSED_MESSAGE, REFUSED_ROW, REFUSED_RULE, row_problems};
use fapiao_desk::store::engine::Db;
use serde_json::json;
use tempfile::TempDir;

#[test]
fn refused_rows_in_words_of_either_language_are_mended_and_taken() {
    for lang in [Lang::Zh, Lang::En] {
        let folder = place::folder();
        let mut desk = place::sandbox_in(folder.path());
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

/// A table of bills of two customers, with refunds and openings; of these rows of a longer one.
fn many(rows: Range<u32>) -> String {
    let mut text =
        "账单号,客户编号,计费方式,出账日期,应付日期,账单金额,已退款金额,期初已开票,支付时间\n".to_owned();
    for i in rows {
        let (number, customer, day) = ((i * 7_919) % 65_537, 1 + i % 2, 1 + i % 28);
        let refunded = if i.is_multiple_of(50) { "1.00" } else { "" };
        let opening = if i.is_multiple_of(70) { "1.50" } else { "" };
        text += &format!(
            "N{number:05},C{customer},按量计费,2026-10-{day:02},2026-11-{day:02},2.{:02},{refunded},{opening},2026-10-{day:02}\n",
            i % 100
        );
    }
    text
}

fn file_in(folder: &TempDir, text: &str) -> ImportFile {
    let path = folder.path().join("bills.csv");
    fs::write(&path, text).unwrap();
    ImportFile::new(ImportKind::Bills, path, "Q")
}

fn with_two_customers() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.customer("C2", "Q");
    play
}

/// How often the schema was changed, and the bills with all that counts.
fn seen(play: &Play) -> (i64, Vec<String>) {
    let db = Db::open_reader(play.desk.path()).unwrap();
    let bills = "SELECT concat_ws(' ', id, bill_no, account_id, kind, amount, refunded, opening, used, billed_on, due_on,
        paid_on, version) FROM bill ORDER BY id";
    (db.schema_cookie().unwrap(), db.all(bills, []).unwrap())
}

#[test]
fn very_many_bills_at_once_come_to_the_same_as_fewer_at_a_time() {
    const ROWS: u32 = 24_000;
    let folder = place::folder();
    let imported = |ends: &[u32]| {
        let mut play = with_two_customers();
        let (version, _) = seen(&play);
        for part in ends.windows(2).map(|part| part[0]..part[1]) {
            let file = file_in(&folder, &many(part.clone()));
            let report = play.desk.import(None, &file, &mut |_| true).unwrap();
            assert_eq!((report.added, report.refused.len()), (part.len() as u32, 0));
        }
        let (after, bills) = seen(&play);
        (play, after > version, bills)
    };
    let (mut at_once, was_made_anew, bills) = imported(&[0, ROWS]);
    let (_, was_made_anew_for_fewer, same) = imported(&[0, ROWS / 2, ROWS]);
    let expected = (!place::is_server(), false);
    assert_eq!(
        (was_made_anew, was_made_anew_for_fewer),
        expected,
        "indexes of files, and for very many alone"
    );
    assert!(bills == same);
    // Known ones, at the end of very many new ones, are told apart from them.
    let known = many(0..2).split_once('\n').unwrap().1.to_owned();
    let other = "N15838,C1,按量计费,2026-10-03,2026-11-03,9.00,,,2026-10-03\n";
    let file = file_in(&folder, &(many(ROWS..2 * ROWS) + &known + other));
    let report = at_once.desk.import(None, &file, &mut |_| true).unwrap();
    let refused: Vec<_> = report.refused.iter().map(|problem| problem.fault.rule()).collect();
    assert_eq!((report.added, report.unchanged, refused), (ROWS, 2, vec!["conflict"]));
    let reader = Db::open_reader(at_once.desk.path()).unwrap();
    let report = check_db(&reader, "2026-11-22".parse().unwrap()).unwrap();
    assert_eq!(report.violations, []);
    assert_eq!((reader.integrity(), reader.altered_schema()), (Ok(vec![]), Ok(vec![])));
}

#[test]
fn very_many_bills_that_are_stopped_leave_the_store_as_it_was() {
    let mut play = with_two_customers();
    let before = seen(&play);
    let (folder, text) = (place::folder(), many(0..24_000));
    let file = file_in(&folder, &text);
    let mut stop = |progress: Progress| progress.rows < 20_000;
    assert_eq!(play.desk.import(None, &file, &mut stop), Err(ImportError::Cancelled));
    fs::write(&file.path, text + "N,C9,按量计费,2026-10-01,2026-11-01,1.00,,,\n").unwrap();
    let report = play.desk.import(None, &ImportFile { strict: true, ..file }, &mut |_| true).unwrap();
    assert_eq!((report.applied, report.refused.len()), (false, 1));
    assert_eq!(seen(&play), before);
    let reader = Db::open_reader(play.desk.path()).unwrap();
    assert_eq!((reader.integrity(), reader.altered_schema()), (Ok(vec![]), Ok(vec![])));
}

#[test]
fn a_preview_sees_the_store_at_one_moment() {
    let play = with_two_customers();
    let (folder, text) = (place::folder(), many(0..600));
    let last = text.lines().last().and_then(|line| line.split(',').next()).unwrap();
    let file = file_in(&folder, &text);
    let reader = Db::open_reader(play.desk.path()).unwrap();
    let mut is_written = false;
    let mut meanwhile = |_| {
        if !std::mem::replace(&mut is_written, true) {
            let line = json!({"op": "add_bill", "account": "C1", "bill_no": last, "kind": "other", "amount": "1.00",
                "billed_on": "2026-01-01", "due_on": "2026-01-01"});
            let mut other = Desk::open(play.desk.path(), Open::Existing).unwrap();
            other.handle(&decode::decode(line.as_object().cloned().unwrap()).unwrap()).unwrap();
        }
        true
    };
    let at_one_moment = preview(&reader, &play.desk.moment(), &file, &mut meanwhile).unwrap();
    assert_eq!((at_one_moment.added, is_written), (600, true));
    let after = preview(&reader, &play.desk.moment(), &file, &mut |_| true).unwrap();
    assert_eq!((after.added, after.refused.len()), (599, 1));
}
