//! Qualification review through the whole desk: submission, four eyes, decisions, staleness.

use crate::common::Play;
use crate::common::lines::{self, NAME, review, special_info, user};
use fapiao_desk::desk::check::check;
use fapiao_desk::i18n::Lang;
use fapiao_desk::i18n::refusal::message;

/// A customer of the reviewing policy with special info saved, and two reviewers beside the first user.
fn begin() -> Play {
    let mut play = Play::with_bill("T");
    play.ok(&user("李强", "reviewer"));
    play.ok(&user("周平", "reviewer"));
    play.ok(&user("孙敏", "clerk"));
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "needs_review");
    play
}

fn save_info(play: &mut Play, bank_account: &str) -> serde_json::Value {
    play.ok(&special_info("C1", NAME, bank_account))
}

/// A file in the play's folder.
fn scan(play: &Play, name: &str, content: &[u8]) -> String {
    let path = play.desk.path().with_file_name(name);
    std::fs::write(&path, content).unwrap();
    path.display().to_string()
}

fn submit(play: &mut Play) -> serde_json::Value {
    let line = play.submission("C1");
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
    play.ok(&review("reject", "C1", "李强"));
    assert_eq!(play.refused(APPLY), "qualification-rejected");
    submit(&mut play);
    play.ok(&review("approve", "C1", "李强"));
    play.ok(APPLY);
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "active", "nothing was changed");
    assert_eq!(save_info(&mut play, "1202026209900099999")["status"], "needs_review");
    assert_eq!(play.refused(APPLY), "qualification-stale");
    submit(&mut play);
    play.ok(&review("approve", "C1", "周平"));
    play.ok(APPLY);
    play.ok(&review("revoke", "C1", "李强"));
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
    play.ok(&review("approve", "C1", "李强"));
}

#[test]
fn a_second_decision_is_refused() {
    let mut play = begin();
    submit(&mut play);
    play.ok(&review("approve", "C1", "李强"));
    for op in ["approve_qualification", "reject_qualification"] {
        let line = format!(r#"{{"op":"{op}","account":"C1","by":"周平","reasons":{{"bank":"x"}}}}"#);
        assert_eq!(play.refused(&line), "transition-not-allowed");
    }
}

#[test]
fn one_reviewer_works_on_a_submission_at_a_time() {
    let mut play = begin();
    submit(&mut play);
    play.ok(&review("hold", "C1", "李强"));
    assert_eq!(play.refused(&review("approve", "C1", "周平")), "conflict");
    play.ok(&review("release", "C1", "周平"));
    play.ok(&review("approve", "C1", "周平"));
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
    play.ok(&review("approve", "C1", "李强"));
    play.ok(&review("revoke", "C1", "李强"));
    let refusal = play.send(APPLY).unwrap_err();
    assert!(message(Lang::En, &refusal).contains("submit it again, or ask for a general invoice"));
    assert!(message(Lang::Zh, &refusal).contains("请补正后重新提交审核，或改开普通发票"));
    submit(&mut play);
    assert_eq!(play.refused(APPLY), "qualification-pending");
    play.ok(&review("approve", "C1", "周平"));
    play.ok(APPLY);
}

/// The line with which `by` saves special info with this bank account.
fn save_by(play: &mut Play, by: &str, bank_account: &str) -> serde_json::Value {
    play.ok(&lines::by(by, &special_info("C1", NAME, bank_account)))
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
    assert_eq!(play.refused(&review("approve", "C1", "李强")), "four-eyes");
    play.ok(&review("approve", "C1", "周平"));
    // Now the info is of another.
    submit(&mut play);
    play.ok(&review("approve", "C1", "李强"));
}

#[test]
fn whoever_changes_the_info_while_it_is_reviewed_does_not_decide_on_it() {
    let mut play = begin();
    for name in ["李强", "周平"] {
        play.ok(&format!(r#"{{"op":"change_user","name":"{name}","roles":["clerk","reviewer"]}}"#));
    }
    submit(&mut play);
    // Also where what was submitted is put back: it stands there by that hand.
    for bank_account in ["1202026209900099999", "1202026209900012345"] {
        save_by(&mut play, "李强", bank_account);
        for decision in ["hold", "reject", "approve"] {
            assert_eq!(play.refused(&review(decision, "C1", "李强")), "four-eyes", "{decision}");
        }
    }
    // What is saved again unchanged was changed by nobody.
    save_by(&mut play, "周平", "1202026209900012345");
    play.ok(&review("approve", "C1", "周平"));
}

#[test]
fn exactly_what_was_approved_is_approved_again_when_it_is_put_back() {
    let mut play = begin();
    submit(&mut play);
    play.ok(&review("approve", "C1", "李强"));
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
    play.ok(&review("approve", "C1", "李强"));
    assert_eq!(play.refused(APPLY), "qualification-stale");
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "active");
    play.ok(APPLY);
}

#[test]
fn putting_back_what_was_approved_helps_only_where_nothing_was_decided_since() {
    let mut play = begin();
    submit(&mut play);
    play.ok(&review("approve", "C1", "李强"));
    // Revoked: the approval is gone.
    play.ok(&review("revoke", "C1", "李强"));
    save_info(&mut play, "1202026209900099999");
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "needs_review");
    assert_eq!(play.refused(APPLY), "qualification-rejected");
    // Something else was submitted, and refused.
    submit(&mut play);
    play.ok(&review("approve", "C1", "李强"));
    save_info(&mut play, "1202026209900099999");
    submit(&mut play);
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "needs_review");
    play.ok(&review("reject", "C1", "李强"));
    save_info(&mut play, "1202026209900099999");
    assert_eq!(save_info(&mut play, "1202026209900012345")["status"], "needs_review");
    assert_eq!(play.refused(APPLY), "qualification-rejected");
}

#[test]
fn nothing_is_approved_again_whose_scans_are_gone() {
    let mut play = begin();
    submit(&mut play);
    play.ok(&review("approve", "C1", "李强"));
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
    let good = play.submission("C1");
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
    play.ok(&review("approve", "C1", "李强"));
    assert_eq!(play.refused(APPLY), "qualification-stale");
}

#[test]
fn info_changed_while_the_policy_asks_for_no_review_has_to_be_reviewed_again_when_it_does() {
    let mut play = begin();
    submit(&mut play);
    play.ok(&review("approve", "C1", "李强"));
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
    let approve = &review("approve", "C1", "李强");
    let folder = play.desk.path().with_extension("files");
    let aside = folder.with_extension("aside");
    std::fs::rename(&folder, &aside).unwrap();
    assert_eq!(play.refused(approve), "bad-field");
    assert_eq!(play.refused(APPLY), "qualification-pending");
    std::fs::rename(&aside, &folder).unwrap();
    play.ok(approve);
    play.ok(APPLY);
}

#[test]
fn a_decision_on_the_submission_that_was_seen_is_on_no_other() {
    let mut play = begin();
    let first = submit(&mut play)["qualification"].as_str().unwrap().to_owned();
    let seen = |op: &str, seen: &str| {
        format!(
            r#"{{"op":"{op}","account":"C1","by":"李强","reasons":{{"bank":"x"}},"qualification":"{seen}"}}"#
        )
    };
    play.ok(&seen("reject_qualification", &first));
    let second = submit(&mut play)["qualification"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    for op in ["approve_qualification", "reject_qualification"] {
        assert_eq!(play.refused(&seen(op, &first)), "conflict");
    }
    play.ok(&seen("approve_qualification", &second));
    assert_eq!(play.refused(&seen("revoke_qualification", &first)), "conflict");
    play.ok(&seen("revoke_qualification", &second));
}
