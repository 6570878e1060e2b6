//! What is typed into forms and not sent: kept for each user, customer and form, beside commands.

use std::sync::Arc;

use fapiao_desk::desk::backup::{back_up, restore};
use fapiao_desk::desk::check::check;
use fapiao_desk::desk::import::ImportFile;
use fapiao_desk::desk::progress::Meter;
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::draft::{DraftForm, DraftKey};
use fapiao_desk::domain::import::ImportKind;
use fapiao_desk::domain::refusal::Refusal;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::common::Play;
use crate::common::lines::{NAME, apply_amount, by, review, special_info, user};

const DRAFTS: &str = r#"{"op":"drafts"}"#;

fn wizard(account: &str) -> DraftKey {
    DraftKey::new(DraftForm::Application).of_account(account)
}

fn keep(play: &Play, user: Option<&str>, key: &DraftKey, text: &str) {
    play.desk.keep_draft(user, key, Some(&json!({"remark": text}))).unwrap();
}

/// Form, account and object of each.
fn listed(drafts: &Value) -> Vec<[Option<String>; 3]> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let drafts = drafts.as_array().unwrap().iter();
    drafts.map(|draft| ["form", "account", "object"].map(|field| text(&draft[field]))).collect()
}

fn contents(play: &Play) -> Vec<String> {
    let db = Connection::open(play.desk.path()).unwrap();
    let mut statement = db.prepare("SELECT content FROM draft ORDER BY id").unwrap();
    let contents = statement.query_map([], |row| row.get(0)).unwrap();
    contents.map(Result::unwrap).collect()
}

#[test]
fn each_user_has_one_of_each_form_customer_and_object_and_sees_no_others() {
    let mut play = Play::with_bill("Q");
    play.customer("C2", "Q");
    play.ok(&user("陈静", "clerk"));
    keep(&play, None, &wizard("C1"), "一");
    keep(&play, None, &wizard("C2"), "二");
    keep(&play, None, &DraftKey::new(DraftForm::Issue).about("FP20261122-0001"), "三");
    keep(&play, Some("陈静"), &wizard("C1"), "四");
    keep(&play, None, &wizard("C1"), "五");
    assert_eq!(contents(&play), ["五", "二", "三", "四"].map(|text| json!({"remark": text}).to_string()));
    let form = |form: &str, account: Option<&str>, object: Option<&str>| {
        [Some(form), account, object].map(|text| text.map(str::to_owned))
    };
    let all = listed(&play.ok(DRAFTS));
    assert_eq!(all.len(), 3);
    assert!(all.contains(&form("application", Some("C1"), None)), "{all:?}");
    assert!(all.contains(&form("issue", None, Some("FP20261122-0001"))), "{all:?}");
    let of_one = play.ok(r#"{"op":"drafts","account":"C2"}"#);
    assert_eq!(listed(&of_one), [form("application", Some("C2"), None)]);
    assert_eq!(of_one[0]["changed_at"], "2026-11-22T04:00:00Z");
    assert_eq!(listed(&play.ok(&by("陈静", DRAFTS))), [form("application", Some("C1"), None)]);
    assert_eq!(play.refused(r#"{"op":"drafts","account":"C9"}"#), "not-found");
}

#[test]
fn a_draft_is_discarded_by_whose_it_is() {
    let mut play = Play::with_bill("Q");
    play.ok(&user("陈静", "clerk"));
    keep(&play, None, &wizard("C1"), "一");
    let draft = play.ok(DRAFTS)[0]["draft"].as_str().unwrap().to_owned();
    let discard = format!(r#"{{"op":"discard_draft","draft":"{draft}"}}"#);
    assert_eq!(play.refused(&by("陈静", &discard)), "not-found");
    play.ok(&discard);
    assert_eq!(play.ok(DRAFTS), json!([]));
    assert_eq!(play.refused(&discard), "not-found");
    assert_eq!(play.refused(r#"{"op":"discard_draft","draft":"x"}"#), "not-found");
}

#[test]
fn keeping_and_forgetting_writes_no_log_entry_and_check_finds_nothing() {
    let play = Play::with_bill("Q");
    let entries = |play: &Play| -> i64 {
        let db = Connection::open(play.desk.path()).unwrap();
        db.query_row("SELECT count(*) FROM audit", [], |row| row.get(0)).unwrap()
    };
    let before = entries(&play);
    keep(&play, None, &wizard("C1"), "一");
    assert_eq!(check(play.desk.path()).unwrap().violations, []);
    play.desk.keep_draft(None, &wizard("C1"), None).unwrap();
    play.desk.keep_draft(None, &wizard("C1"), None).unwrap();
    assert_eq!((contents(&play), entries(&play)), (Vec::new(), before));
    let unknown = [(None, wizard("C9")), (Some("无名"), wizard("C1"))];
    for (user, key) in unknown {
        let refused = play.desk.keep_draft(user, &key, Some(&json!({})));
        assert!(matches!(refused, Err(Refusal::NotFound { .. })), "{refused:?}");
    }
}

#[test]
fn a_parcel_that_waits_for_an_application_is_gone_once_that_is_delivered() {
    let mut play = Play::new();
    play.customer("C1", "T");
    play.paid("C1", "B1", "100.00");
    let number = play.applied(&apply_amount("C1", "100.00"));
    play.issue(&number, "26512000000000000001", "100.00");
    let key = DraftKey::new(DraftForm::BulkDelivery);
    let row = json!([["SF1", "顺丰速运"]]);
    let both =
        json!({"rows": {&number: row, "FP20261122-0099": row}, "beside": {&number: ["1"]}, "same": ""});
    play.ok(&user("陈静", "clerk"));
    play.desk.keep_draft(None, &key, Some(&both)).unwrap();
    let one = json!({"rows": {&number: row}, "beside": {}, "same": ""});
    play.desk.keep_draft(Some("陈静"), &key, Some(&one)).unwrap();
    let deliver = json!({"op": "deliver_application", "application": number, "carrier": "顺丰速运", "tracking_no": "SF2"});
    play.ok(&deliver.to_string());
    let left = json!({"rows": {"FP20261122-0099": row}, "beside": {}, "same": ""});
    let contents: Vec<Value> =
        contents(&play).iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    assert_eq!(contents, [left], "one of nothing else is gone, whosever it was");
}

#[test]
fn a_backup_has_the_drafts_and_so_has_what_is_restored_from_it() {
    let mut play = Play::with_bill("Q");
    keep(&play, None, &wizard("C1"), "一");
    let copy = play.desk.path().with_file_name("copy.sqlite");
    assert_eq!(back_up(play.desk.path(), &copy).unwrap().lost, []);
    play.desk.keep_draft(None, &wizard("C1"), None).unwrap();
    assert_eq!(play.ok(DRAFTS), json!([]));
    let closed = play.close();
    restore(&closed, &copy.clone().into(), true, &Arc::new(Meter::default())).unwrap();
    let mut desk = Desk::open(&closed, Open::Existing).unwrap();
    let ask = decode(serde_json::from_str(DRAFTS).unwrap()).unwrap();
    let drafts = desk.handle(&ask).unwrap().to_json().unwrap();
    assert_eq!(drafts[0]["account"], "C1");
}

#[test]
fn a_customer_that_an_undone_import_takes_along_takes_its_drafts_along() {
    let mut play = Play::new();
    let list = play.desk.path().with_file_name("customers.csv");
    std::fs::write(&list, "客户编号,客户名称,客户类型\nN1,新客户有限公司,企业\n").unwrap();
    let file = ImportFile::new(ImportKind::Accounts, list, "Q");
    let batch = play.desk.import(None, &file, &mut |_| true).unwrap().batch.unwrap().0.to_string();
    keep(&play, None, &wizard("N1"), "一");
    play.desk.undo_import(None, &batch).unwrap();
    assert_eq!(contents(&play), Vec::<String>::new());
}

#[test]
fn what_a_newer_program_keeps_is_passed_over_and_left_alone() {
    let mut play = Play::with_bill("Q");
    let db = Connection::open(play.desk.path()).unwrap();
    let kept = "INSERT INTO draft (user_id, form, content, changed_at) VALUES (1, 'hologram', '{}', 1), (1, 'mail', '?', 1)";
    db.execute_batch(kept).unwrap();
    assert_eq!(play.ok(DRAFTS), json!([]));
    keep(&play, None, &wizard("C1"), "一");
    assert_eq!(contents(&play).len(), 3);
}

#[test]
fn what_reviewers_have_written_against_a_submission_is_gone_when_one_of_them_decides() {
    let mut play = Play::with_bill("T");
    for name in ["李强", "周平"] {
        play.ok(&user(name, "reviewer"));
    }
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    let submission = play.submission("C1");
    play.ok(&submission);
    let rejection = DraftKey::new(DraftForm::QualificationRejection).of_account("C1").about("1");
    for name in ["李强", "周平"] {
        keep(&play, Some(name), &rejection, "章不清");
    }
    keep(&play, None, &wizard("C1"), "一");
    play.ok(&review("approve", "C1", "周平"));
    assert_eq!(contents(&play), [json!({"remark": "一"}).to_string()]);
}
