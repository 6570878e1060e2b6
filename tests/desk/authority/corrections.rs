//! Corrections from every state, as every role, and by whoever asked.

use crate::authority::scene::{Scene, USERS, about, application, has_one, play};

/// Who asked for every correction, with the role to decide on others'.
const ASKER: &str = "clerk+reviewer";

#[test]
fn a_correction_is_decided_once_by_another_who_has_the_role() {
    let mut play = play();
    play.customer("C1", "Q");
    let issued = ["accept_application", "issue_application"];
    let [requested, rejected, approved] = [1, 2, 3].map(|n| application(&mut play, n, &issued));
    for number in [&requested, &rejected, &approved] {
        let line = about("request_correction", number);
        play.ok(&line.replacen('{', &format!(r#"{{"by":"{ASKER}","#), 1));
    }
    for (op, number) in [("reject_correction", &rejected), ("approve_correction", &approved)] {
        play.ok(&about(op, number).replacen('{', r#"{"by":"周平","#, 1));
    }
    let mut scene = Scene::of(play);
    // The command, its roles, and what becomes of it where a correction was requested, rejected, approved.
    for (op, roles, by_state) in [
        ("request_correction", &["clerk", "admin"], ["conflict", "ok", "transition-not-allowed"]),
        ("approve_correction", &["reviewer", "admin"], ["ok", "not-found", "not-found"]),
        ("reject_correction", &["reviewer", "admin"], ["ok", "not-found", "not-found"]),
    ] {
        for (number, by_state) in [&requested, &rejected, &approved].into_iter().zip(by_state) {
            for user in USERS {
                let expected = match by_state {
                    _ if !has_one(user, roles) => "not-permitted",
                    "ok" if user == ASKER && op != "request_correction" => "four-eyes",
                    by_state => by_state,
                };
                assert_eq!(scene.tries(user, &about(op, number)), expected, "{op} {number} by {user}");
            }
        }
    }
}
