//! Every step of a qualification from every state, as every role, and by whoever submitted.

use crate::authority::scene::{Scene, USERS, has_one, play};
use crate::common::Play;
use crate::common::lines::{NAME, special_info};

/// Who submitted what waits in the state `own`, with the role to review others'.
const SUBMITTER: &str = "clerk+reviewer";

/// Where a qualification can stand: nothing was ever saved, only saved, pending, pending and held by 周平, pending and
/// submitted by [`SUBMITTER`], pending with info that [`SUBMITTER`] changed last, and so on. Accounts are called by it.
const STATES: [&str; 10] =
    ["none", "draft", "pending", "held", "own", "changed", "approved", "rejected", "stale", "revoked"];

const CLERKS: &[&str] = &["clerk", "admin"];
const REVIEWERS: &[&str] = &["reviewer"];

const NO: &str = "transition-not-allowed";
const NF: &str = "not-found";
const PEND: &str = "qualification-pending";

/// The commands, who may give them, and what becomes of them in [`STATES`].
const COMMANDS: [(&str, &[&str], [&str; 10]); 8] = [
    ("save_invoice_info", CLERKS, ["ok"; 10]),
    (
        "submit_qualification",
        CLERKS,
        ["invoice-info-required", "ok", PEND, PEND, PEND, PEND, NO, "ok", "ok", "ok"],
    ),
    ("hold_qualification", REVIEWERS, [NF, NF, "ok", "conflict", "ok", "ok", NF, NF, NF, NF]),
    ("release_qualification", REVIEWERS, [NF, NF, "ok", "ok", "ok", "ok", NF, NF, NF, NF]),
    ("approve_qualification", REVIEWERS, [NO, NO, "ok", "conflict", "ok", "ok", NO, NO, NO, NO]),
    ("reject_qualification", REVIEWERS, [NO, NO, "ok", "conflict", "ok", "ok", NO, NO, NO, NO]),
    ("revoke_qualification", REVIEWERS, [NO, NO, NO, NO, NO, NO, "ok", NO, NO, NO]),
    (
        "submit_application",
        CLERKS,
        [
            "invoice-info-required",
            "qualification-required",
            PEND,
            PEND,
            PEND,
            PEND,
            "ok",
            "qualification-rejected",
            "qualification-stale",
            "qualification-rejected",
        ],
    ),
];

/// A command about an account; `submission` is that of `$account`.
fn line(op: &str, account: &str, submission: &str) -> String {
    let more = match op {
        "save_invoice_info" => return special_info(account, NAME, "1202026209900012345"),
        "submit_qualification" => return submission.replace("$account", account),
        "reject_qualification" | "revoke_qualification" => r#","reasons":{"bank":"与证明不符"}"#.to_owned(),
        "submit_application" => r#","type":"enterprise_special","amount":"1.00""#.to_owned(),
        _ => String::new(),
    };
    format!(r#"{{"op":"{op}","account":"{account}"{more}}}"#)
}

/// Brings the qualification of the account called by its state there.
fn bring(play: &mut Play, state: &str, submission: &str) {
    play.customer(state, "T");
    play.paid(state, &format!("B-{state}"), "100.00");
    let mut gives = |op: &str, by: &str| {
        play.ok(&line(op, state, submission).replacen('{', &format!(r#"{{"by":"{by}","#), 1))
    };
    if state == "none" {
        return;
    }
    gives("save_invoice_info", if state == "changed" { SUBMITTER } else { "desk" });
    if state == "draft" {
        return;
    }
    gives("submit_qualification", if state == "own" { SUBMITTER } else { "desk" });
    match state {
        "held" => drop(gives("hold_qualification", "周平")),
        "rejected" => drop(gives("reject_qualification", "周平")),
        "approved" | "stale" | "revoked" => drop(gives("approve_qualification", "周平")),
        _ => {}
    }
    match state {
        "revoked" => drop(gives("revoke_qualification", "周平")),
        "stale" => drop(play.ok(&special_info(state, NAME, "1202026209900099999"))),
        _ => {}
    }
}

#[test]
fn each_step_is_taken_only_by_its_roles_only_from_its_states_and_never_by_who_submitted_or_changed() {
    let mut play = play();
    let submission = play.submission("$account");
    for state in STATES {
        bring(&mut play, state, &submission);
    }
    let mut scene = Scene::of(play);
    for (op, roles, by_state) in COMMANDS {
        for (state, by_state) in STATES.into_iter().zip(by_state) {
            for user in USERS {
                let decides =
                    ["hold_qualification", "approve_qualification", "reject_qualification"].contains(&op);
                let expected = match by_state {
                    _ if !has_one(user, roles) => "not-permitted",
                    _ if user == SUBMITTER && ["own", "changed"].contains(&state) && decides => "four-eyes",
                    by_state => by_state,
                };
                let tried = scene.tries(user, &line(op, state, &submission));
                assert_eq!(tried, expected, "{op}, {state}, by {user}");
            }
        }
    }
}
