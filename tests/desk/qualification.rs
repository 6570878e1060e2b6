//! Qualification review through the whole desk: submission, four eyes, decisions, staleness.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails it by panicking")]

use crate::common::Play;
use crate::common::scans::picture;
use fapiao_desk::desk::check::check;
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::refusal::message;

/// A customer of the reviewing policy with special info saved, and two reviewers beside the first user.
fn begin() -> Play {
    let mut play = Play::with_bill("T");
    play.ok(r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#);
    play.ok(r#"{"op":"add_user","name":"周平","roles":["reviewer"]}"#);
    play.ok(r#"{"op":"add_user","name":"孙敏","roles":["clerk"]}"#);
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "needs_review");
    play
}

fn save_info(play: &mut Play, bank_account: &str) -> serde_json::Value {
    play.ok(&save_line(bank_account))
}

fn save_line(bank_account: &str) -> String {
    format!(
        r#"{{"op":"save_invoice_info","account":"C1","type":"enterprise_special","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR","address":"杭州市余杭区文一西路969号","phone":"0571-81234567","bank":"中国工商银行杭州分行营业部","bank_account":"{bank_account}"}}"#
    )
}

/// A file in the play's folder.
fn scan(play: &Play, name: &str, content: &[u8]) -> String {
    let path = play.desk.path().with_file_name(name);
    std::fs::write(&path, content).unwrap();
    path.display().to_string()
}

fn submit_line(play: &Play) -> String {
    let proof = scan(play, "proof.pdf", &picture("proof"));
    let certificate = scan(play, "certificate.pdf", &picture("certificate"));
    format!(
        r#"{{"op":"submit_qualification","account":"C1","evidence":[{{"kind":"tax_certificate","path":"{certificate}"}},{{"kind":"general_taxpayer_proof","path":"{proof}"}}]}}"#
    )
}

fn submit(play: &mut Play) -> serde_json::Value {
    let line = submit_line(play);
    play.ok(&line)
}

const APPLY: &str =
    r#"{"op":"submit_application","account":"C1","type":"enterprise_special","amount":"1.00"}"#;

#[test]
fn a_special_invoice_needs_an_approved_qualification_at_every_stage() {
    let mut play = begin();
    assert_eq!(play.refused(APPLY), "qualification-required");
    let submitted = submit(&mut play);
    assert_eq!(submitted["due_on"], "2026-11-24", "the second working day after Sunday");
    assert_eq!(play.refused(APPLY), "qualification-pending");
    play.ok(r#"{"op":"reject_qualification","account":"C1","by":"李强","reasons":{"bank":"与证明不符"}}"#);
    assert_eq!(play.refused(APPLY), "qualification-rejected");
    submit(&mut play);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
    play.ok(APPLY);
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "active", "nothing was changed");
    assert_eq!(save_info(&mut play, "1202026209900099999")["status"], "needs_review");
    assert_eq!(play.refused(APPLY), "qualification-stale");
    submit(&mut play);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"周平"}"#);
    play.ok(APPLY);
    play.ok(r#"{"op":"revoke_qualification","account":"C1","by":"李强","reasons":{"tax_id":"已注销"}}"#);
    assert_eq!(play.refused(APPLY), "qualification-rejected");
}

#[test]
fn the_submitter_can_never_be_the_reviewer() {
    let mut play = begin();
    submit(&mut play);
    for op in ["approve_qualification", "reject_qualification", "hold_qualification"] {
        let reasons = if op == "reject_qualification" { r#","reasons":{"bank":"x"}"# } else { "" };
        assert_eq!(play.refused(&format!(r#"{{"op":"{op}","account":"C1"{reasons}}}"#)), "four-eyes");
    }
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
}

#[test]
fn a_second_decision_is_refused() {
    let mut play = begin();
    submit(&mut play);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
    for op in ["approve_qualification", "reject_qualification"] {
        let line = format!(r#"{{"op":"{op}","account":"C1","by":"周平","reasons":{{"bank":"x"}}}}"#);
        assert_eq!(play.refused(&line), "transition-not-allowed");
    }
}

#[test]
fn one_reviewer_works_on_a_submission_at_a_time() {
    let mut play = begin();
    submit(&mut play);
    play.ok(r#"{"op":"hold_qualification","account":"C1","by":"李强"}"#);
    assert_eq!(play.refused(r#"{"op":"approve_qualification","account":"C1","by":"周平"}"#), "conflict");
    play.ok(r#"{"op":"release_qualification","account":"C1","by":"周平"}"#);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"周平"}"#);
}

#[test]
fn the_reasons_of_an_approval_are_for_fields_too() {
    let mut play = begin();
    submit(&mut play);
    let approve = |reasons| {
        format!(r#"{{"op":"approve_qualification","account":"C1","by":"李强","reasons":{{{reasons}}}}}"#)
    };
    assert_eq!(play.refused(&approve(r#""nonsense":"x""#)), "bad-field");
    assert_eq!(play.refused(APPLY), "qualification-pending");
    play.ok(&approve(r#""bank":"与证明相符""#));
}

#[test]
fn what_was_revoked_is_submitted_anew_and_whoever_is_refused_is_told_so() {
    let mut play = begin();
    submit(&mut play);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
    play.ok(r#"{"op":"revoke_qualification","account":"C1","by":"李强","reasons":{"tax_id":"已注销"}}"#);
    let refusal = play.send(APPLY).unwrap_err();
    assert!(message(Lang::En, &refusal).contains("submit it again, or ask for a general invoice"));
    assert!(message(Lang::Zh, &refusal).contains("请补正后重新提交审核，或改开普通发票"));
    submit(&mut play);
    assert_eq!(play.refused(APPLY), "qualification-pending");
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"周平"}"#);
    play.ok(APPLY);
}

/// The line with which `by` saves special info with this bank account.
fn save_by(play: &mut Play, by: &str, bank_account: &str) -> serde_json::Value {
    play.ok(&save_line(bank_account).replacen('{', &format!(r#"{{"by":"{by}","#), 1))
}

#[test]
fn whoever_last_changed_the_info_under_review_can_never_be_the_reviewer() {
    let mut play = begin();
    play.ok(r#"{"op":"change_user","name":"李强","roles":["clerk","reviewer"]}"#);
    save_by(&mut play, "李强", "1202026209900099999");
    // Saving what is there already changes nothing, so it is still 李强 who changed it last.
    save_info(&mut play, "1202026209900099999");
    submit(&mut play);
    for op in ["hold_qualification", "approve_qualification", "reject_qualification"] {
        let reasons = if op == "reject_qualification" { r#","reasons":{"bank":"x"}"# } else { "" };
        let line = |by: &str| format!(r#"{{"op":"{op}","account":"C1","by":"{by}"{reasons}}}"#);
        assert_eq!(play.refused(&line("李强")), "four-eyes", "{op}");
    }
    // What is reviewed is what was submitted, whoever changes the info after that.
    save_by(&mut play, "孙敏", "1202026209900088888");
    assert_eq!(play.refused(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#), "four-eyes");
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"周平"}"#);
    // Now the info is of another.
    submit(&mut play);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
}

#[test]
fn exactly_what_was_approved_is_approved_again_when_it_is_put_back() {
    let mut play = begin();
    submit(&mut play);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
    assert_eq!(save_info(&mut play, "1202026209900099999")["status"], "needs_review");
    assert_eq!(save_info(&mut play, "1202026209900088888")["status"], "needs_review");
    assert_eq!(play.refused(APPLY), "qualification-stale");
    assert_eq!(save_by(&mut play, "孙敏", " 1202026209900012345 ")["status"], "active");
    play.ok(APPLY);
    assert_eq!(check(play.desk.path()).unwrap().violations, []);
}

#[test]
fn what_was_changed_while_it_was_reviewed_is_approved_once_it_is_put_back() {
    let mut play = begin();
    submit(&mut play);
    save_info(&mut play, "1202026209900099999");
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
    assert_eq!(play.refused(APPLY), "qualification-stale");
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "active");
    play.ok(APPLY);
}

#[test]
fn putting_back_what_was_approved_helps_only_where_nothing_was_decided_since() {
    let mut play = begin();
    submit(&mut play);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
    // Revoked: the approval is gone.
    play.ok(r#"{"op":"revoke_qualification","account":"C1","by":"李强","reasons":{"bank":"x"}}"#);
    save_info(&mut play, "1202026209900099999");
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "needs_review");
    assert_eq!(play.refused(APPLY), "qualification-rejected");
    // Something else was submitted, and refused.
    submit(&mut play);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
    save_info(&mut play, "1202026209900099999");
    submit(&mut play);
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "needs_review");
    play.ok(r#"{"op":"reject_qualification","account":"C1","by":"李强","reasons":{"bank":"x"}}"#);
    save_info(&mut play, "1202026209900099999");
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "needs_review");
    assert_eq!(play.refused(APPLY), "qualification-rejected");
}

#[test]
fn nothing_is_approved_again_whose_scans_are_gone() {
    let mut play = begin();
    submit(&mut play);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
    save_info(&mut play, "1202026209900099999");
    std::fs::remove_dir_all(play.desk.path().with_extension("files")).unwrap();
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "needs_review");
    assert_eq!(play.refused(APPLY), "qualification-stale");
}

#[test]
fn only_reviewers_decide() {
    let mut play = begin();
    submit(&mut play);
    for op in ["approve_qualification", "reject_qualification", "revoke_qualification", "hold_qualification"]
    {
        let line = format!(r#"{{"op":"{op}","account":"C1","by":"孙敏"}}"#);
        assert_eq!(play.refused(&line), "not-permitted");
    }
}

#[test]
fn a_submission_needs_a_whole_scan_of_each_kind_and_changes_nothing_without() {
    let mut play = begin();
    let good = submit_line(&play);
    assert_eq!(play.refused(r#"{"op":"submit_qualification","account":"C1","evidence":[]}"#), "bad-field");
    scan(&play, "proof.pdf", b"MZ not a scan");
    assert_eq!(play.refused(&good), "bad-field");
    assert_eq!(play.refused(APPLY), "qualification-required");
    std::fs::remove_file(play.desk.path().with_file_name("proof.pdf")).unwrap();
    assert_eq!(play.refused(&good), "bad-field");
}

#[test]
fn info_changed_while_it_is_reviewed_has_to_be_reviewed_again() {
    let mut play = begin();
    submit(&mut play);
    save_info(&mut play, "1202026209900099999");
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
    assert_eq!(play.refused(APPLY), "qualification-stale");
}

#[test]
fn info_changed_while_the_policy_asks_for_no_review_has_to_be_reviewed_again_when_it_does() {
    let mut play = begin();
    submit(&mut play);
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#);
    let policy =
        |code: &str| format!(r#"{{"op":"change_issuer","code":"T","changes":{{"policy":"{code}"}}}}"#);
    play.ok(&policy("qweather"));
    assert_eq!(save_info(&mut play, "9999999999")["status"], "active");
    play.ok(&policy("tencent-cloud"));
    assert_eq!(play.refused(APPLY), "qualification-stale");
}

#[test]
fn a_rejection_says_why_by_field() {
    let mut play = begin();
    submit(&mut play);
    for reasons in ["", r#","reasons":{}"#, r#","reasons":{"bank":" "}"#, r#","reasons":{"colour":"x"}"#] {
        let line = format!(r#"{{"op":"reject_qualification","account":"C1","by":"李强"{reasons}}}"#);
        assert_eq!(play.refused(&line), "bad-field");
    }
}

#[test]
fn nothing_is_approved_whose_scans_are_gone_or_changed_on_the_disk() {
    let mut play = begin();
    submit(&mut play);
    let approve = r#"{"op":"approve_qualification","account":"C1","by":"李强"}"#;
    let folder = play.desk.path().with_extension("files");
    let aside = folder.with_extension("aside");
    std::fs::rename(&folder, &aside).unwrap();
    assert_eq!(play.refused(approve), "bad-field");
    assert_eq!(play.refused(APPLY), "qualification-pending");
    std::fs::rename(&aside, &folder).unwrap();
    play.ok(approve);
    play.ok(APPLY);
}
