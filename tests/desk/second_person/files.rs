//! What comes back from the tax bureau is a fact: where whoever reads it may not record it, it is left out and said, and
//! waits for a second person with its number.

use std::path::PathBuf;

use fapiao_desk::desk::paperwork::BulkIssue;
use fapiao_desk::desk::returned::Outcome;
use fapiao_desk::domain::bureau::Why;
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::refusal::Refusal;
use serde_json::{Value, json};

use super::{ON, asks, assert_well, desk, issuing, requests};
use crate::common::lines::{apply_amount, by, change_issuer, step, with};
use crate::common::returned::{MAILING_SELLER, Made, of_amount, of_customer};
use crate::common::{Play, text};

fn put(play: &Play, name: &str, bytes: &[u8]) -> PathBuf {
    let path = play.desk.path().with_file_name(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// What comes of files that `user` reads, in their order.
fn import(play: &mut Play, user: &str, paths: &[&PathBuf]) -> Vec<Outcome> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| (*path).clone()).collect();
    let report = play.desk.import_returned(Some(user), &paths, false, &mut |_| true).unwrap();
    report.files.into_iter().map(|entry| entry.read.unwrap().1).collect()
}

fn why(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Barred { why, .. } => why.id(),
        Outcome::Matched { .. } => "matched",
        Outcome::Already { .. } => "already",
        other => panic!("{other:?}"),
    }
}

/// How many entries the log has.
fn entries(play: &Play) -> i64 {
    let db = rusqlite::Connection::open(play.desk.path()).unwrap();
    db.query_row("SELECT count(*) FROM audit", [], |row| row.get(0)).unwrap()
}

fn red_of(n: u32, blue: &'static str) -> Made {
    let red = Some((blue, "1100062601123456789"));
    Made {
        net: "-94.34", tax: "-5.66", gross: "-100.00", words: "（负数）壹佰圆整", red, ..of_customer(n)
    }
}

#[test]
fn a_file_that_who_applied_reads_waits_for_a_second_person_who_reads_it_again() {
    let mut play = desk("T", ON);
    let number = issuing(&mut play);
    let xml = put(&play, "a.xml", of_customer(1).xml().as_bytes());
    let ofd = put(&play, "a.ofd", &of_customer(1).ofd());
    assert_eq!(
        import(&mut play, "王敏", &[&xml, &ofd]).iter().map(why).collect::<Vec<_>>(),
        ["four-eyes"; 2]
    );
    assert_eq!(play.application(&number)["state"], "issuing");
    let asked = requests(&mut play, &number);
    assert_eq!((&asked[0]["state"], &asked[0]["by"]), (&json!("waiting"), &json!("王敏")));
    assert_eq!(asked[0]["note"], "26112000000000000001 · 2026-11-22 · 100.00");
    let before = entries(&play);
    assert_eq!(import(&mut play, "王敏", &[&xml]).iter().map(why).collect::<Vec<_>>(), ["four-eyes"]);
    assert_eq!(entries(&play), before, "it is said again, and nothing is written");
    assert_eq!(why(&import(&mut play, "李强", &[&xml])[0]), "matched");
    assert_eq!(requests(&mut play, &number)[0]["state"], "done");
    assert_eq!(why(&import(&mut play, "王敏", &[&xml])[0]), "already");
    assert_well(&play);
}

#[test]
fn what_was_issued_is_not_unrecorded_while_it_waits_and_is_declined_only_by_saying_what_it_is() {
    let mut play = desk("Q", ON);
    let number = issuing(&mut play);
    let xml = put(&play, "a.xml", of_amount(1, MAILING_SELLER, Fen(10_000), "0.03").xml().as_bytes());
    play.send_out(&[&number]);
    import(&mut play, "王敏", &[&xml]);
    let request = |op: &str, more: &str| with(&step(op, &number), &format!(r#""step":"issue"{more}"#));
    let taken_back = [
        step("cancel_application", &number),
        with(&step("reject_application", &number), r#""reason":"重复""#),
        with(&step("undo_step", &number), r#""note":"误受理""#),
        with(&step("recall_invoices", &number), r#""reason":"没有交""#),
        request("withdraw_request", ""),
    ];
    for line in &taken_back {
        for user in ["王敏", "李强", "desk"] {
            let expected = match (line.contains("withdraw"), user) {
                (true, "李强") => "not-permitted",
                _ => "out-at-bureau",
            };
            assert_eq!(play.refused(&by(user, line)), expected, "{line} by {user}");
        }
    }
    let refuse = |reason: &str| by("李强", &request("refuse_request", &format!(r#","reason":"{reason}""#)));
    let refused = play.refusal(&refuse("金额不对"));
    assert_eq!(refused["field"], "reason");
    assert_eq!(refused["fault"]["says_nothing_of"]["numbers"], json!(["26112000000000000001"]));
    let said = "26112000000000000001 已在税务局红冲";
    play.ok(&refuse(said));
    let ended = requests(&mut play, &number);
    assert_eq!((&ended[0]["state"], &ended[0]["reason"]), (&json!("refused"), &json!(said)));
    assert_eq!(ended[0]["returned"], json!(["26112000000000000001"]));
    // It is as it was before the file came.
    play.ok(&by("李强", &taken_back[3]));
    play.ok(&by("李强", &taken_back[1]));
    assert_well(&play);
}

#[test]
fn what_came_back_is_kept_with_a_request_that_was_made_before_and_does_not_go_out() {
    let mut play = desk("Q", ON);
    let number = issuing(&mut play);
    play.ok(&by("王敏", &asks(&number, "issue")));
    let xml = put(&play, "a.xml", of_amount(1, MAILING_SELLER, Fen(10_000), "0.03").xml().as_bytes());
    import(&mut play, "王敏", &[&xml]);
    assert_eq!(requests(&mut play, &number)[0]["returned"], json!(["26112000000000000001"]));
    assert_eq!(play.refused(&by("王敏", &step("cancel_application", &number))), "out-at-bureau");
    let form = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bureau/bulk-issue-V260401.xlsx");
    let to = play.desk.path().with_file_name("out.xlsx");
    let (issuer, form) = ("Q".to_owned(), Some(PathBuf::from(form)));
    let asked = BulkIssue { issuer, to, form, applications: vec![number.clone()] };
    let report = play.desk.bulk_issue(None, &asked).unwrap();
    let why_not = Why::Refused(Refusal::OutAtBureau { application: number.clone(), is_issued: true });
    assert_eq!((report.batch, &report.left_out[0].why), (None, &why_not));
    assert_eq!(why(&import(&mut play, "李强", &[&xml])[0]), "matched");
    assert_well(&play);
}

#[test]
fn what_others_applied_for_is_recorded_from_the_same_files() {
    let mut play = desk("T", ON);
    let own = issuing(&mut play);
    play.customer("C2", "T");
    play.paid("C2", "B2", "200.00");
    let others = play.applied(&by("李强", &apply_amount("C2", "200.00")));
    play.accept(&others);
    let first = put(&play, "a.xml", of_customer(1).xml().as_bytes());
    let second = put(&play, "b.xml", crate::common::returned::of_200(2).xml().as_bytes());
    let outcomes = import(&mut play, "王敏", &[&first, &second]);
    assert_eq!(outcomes.iter().map(why).collect::<Vec<_>>(), ["four-eyes", "matched"]);
    let states = [own, others].map(|number| text(&play.application(&number)["state"]));
    assert_eq!(states, ["issuing", "issued"]);
    assert_well(&play);
}

#[test]
fn a_preview_asks_nobody() {
    let mut play = desk("T", ON);
    let number = issuing(&mut play);
    let xml = put(&play, "a.xml", of_customer(1).xml().as_bytes());
    let report = play.desk.import_returned(Some("王敏"), &[xml], true, &mut |_| true).unwrap();
    assert_eq!(why(&report.files[0].read.as_ref().unwrap().1), "four-eyes");
    assert_eq!(requests(&mut play, &number), Value::Null);
}

#[test]
fn each_of_several_invoices_is_a_second_persons_and_named_with_the_request() {
    let mut play = desk("T", ON);
    play.paid("C1", "B2", "100.00");
    play.ok(&change_issuer("T", r#"{"max_invoice_amount":"100.00"}"#));
    let number = play.applied(&by("王敏", &apply_amount("C1", "200.00")));
    play.accept(&number);
    let files = [1, 2].map(|n| put(&play, &format!("{n}.xml"), of_customer(n).xml().as_bytes()));
    assert_eq!(why(&import(&mut play, "李强", &[&files[0]])[0]), "matched", "a part of it");
    assert_eq!(why(&import(&mut play, "王敏", &[&files[1]])[0]), "four-eyes");
    assert_eq!(why(&import(&mut play, "李强", &[&files[1]])[0]), "matched");
    let view = play.application(&number);
    assert_eq!((&view["state"], &view["requests"][0]["state"]), (&json!("issued"), &json!("done")));
    assert_well(&play);
}

#[test]
fn a_red_one_waits_likewise_and_is_no_less_a_reversal() {
    let mut play = desk("T", ON);
    let number = issuing(&mut play);
    let blue = put(&play, "a.xml", of_customer(1).xml().as_bytes());
    import(&mut play, "李强", &[&blue]);
    let form = r#""begun_by":"seller","buyer_has_used":false,"reason":"service_ended""#;
    play.ok(&with(&step("begin_red_letter", &number), form));
    let red = put(&play, "red.xml", red_of(2, "26112000000000000001").xml().as_bytes());
    for first in ["王敏", "李强"] {
        assert_eq!(why(&import(&mut play, first, &[&red])[0]), "four-eyes", "{first}");
    }
    assert_eq!(play.application(&number)["state"], "issued");
    assert_eq!(requests(&mut play, &number)[0]["step"], "reverse");
    assert_eq!(why(&import(&mut play, "desk", &[&red])[0]), "matched");
    assert_eq!(play.application(&number)["state"], "reversed");
    assert_well(&play);
}

#[test]
fn a_person_who_may_not_does_not_decide_what_a_file_is_of_either() {
    let mut play = desk("T", ON);
    let number = issuing(&mut play);
    let other = Made { buyer: "杭州砺行新能源公司", ..of_customer(1) };
    let path = put(&play, "a.xml", other.xml().as_bytes());
    let decide = |user: &str| {
        let more = json!({"files": [path.display().to_string()], "reason": "抬头简写"}).to_string();
        by(user, &with(&step("decide_returned", &number), more.trim_start_matches('{').trim_end_matches('}')))
    };
    assert_eq!(play.refused(&decide("王敏")), "four-eyes");
    play.ok(&decide("李强"));
    assert_well(&play);
}

/// The bureau's list with one row for each, as text.
fn list(rows: &[&Made]) -> String {
    let row = |made: &&Made| {
        let Made { number, buyer, day, net, tax, gross, .. } = made;
        format!("{number},{buyer},{day},{net},{tax},{gross},正常\n")
    };
    "数电发票号码,购买方名称,开票日期,金额,税额,价税合计,发票状态\n".to_owned()
        + &rows.iter().map(row).collect::<String>()
}

#[test]
fn a_row_of_the_bureaus_list_waits_and_is_decided_by_a_second_person() {
    let mut play = desk("T", ON);
    let number = issuing(&mut play);
    let made = of_customer(1);
    let path = put(&play, "list.csv", list(&[&made]).as_bytes());
    let import = |play: &mut Play, user: &str| {
        let report = play.desk.import_issued(Some(user), &path, false).unwrap();
        why(&report.rows[0].read.as_ref().unwrap().1)
    };
    assert_eq!(import(&mut play, "王敏"), "four-eyes");
    assert!(text(&requests(&mut play, &number)[0]["note"]).contains("26112000000000000001"));
    let decide = json!({"op": "decide_issued", "application": number, "file": path.display().to_string(), "row": 2,
        "number": "26112000000000000001", "reason": "核对过", "by": "王敏"});
    assert_eq!(play.refused(&decide.to_string()), "four-eyes");
    assert_eq!(import(&mut play, "李强"), "matched");
    assert_well(&play);
}
