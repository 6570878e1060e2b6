//! `drafts` and `discard_draft`: what was begun in the window and not sent.

use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::draft::{DraftForm, DraftKey};
use serde_json::json;

use super::scene::scene;
use crate::common::process::finish;

#[test]
fn a_draft_is_listed_in_words_of_either_language_and_discarded() {
    let desk = scene();
    let key = DraftKey::new(DraftForm::Application).of_account("C1");
    let window = Desk::open(&desk.store(), Open::Existing).unwrap();
    window.keep_draft(None, &key, Some(&json!({"remark": "合同"}))).unwrap();
    drop(window);
    let name = desk.ok(&[r#"{"op":"drafts"}"#])[0][0]["what"].as_str().unwrap().to_owned();
    assert!(name.starts_with("开票申请 · "), "{name}");
    let english = finish(desk.with(&["--lang", "en", "run", "-"]), br#"{"op":"drafts","account":"C1"}"#);
    let draft = english.answer()["result"][0].take();
    assert!(draft["what"].as_str().unwrap().starts_with("Application · "), "{draft}");
    assert_eq!(
        (&draft["draft"], &draft["form"], &draft["account"]),
        (&json!("1"), &json!("application"), &json!("C1"))
    );
    assert!(draft["changed_at"].is_string() && draft.get("account_name").is_none(), "{draft}");
    let done = desk.ok(&[r#"{"op":"discard_draft","draft":"1"}"#, r#"{"op":"drafts"}"#]);
    assert_eq!(done, [json!({}), json!([])]);
    assert_eq!(desk.refused(r#"{"op":"discard_draft","draft":"1"}"#)["rule"], "not-found");
}
