//! Every step of an application from every state, as every role.

use crate::authority::scene::{Scene, USERS, about, application, has_one, play};

const STATES: [(&str, &[&str]); 8] = [
    ("submitted", &[]),
    ("issuing", &["accept_application"]),
    ("issued", &["accept_application", "issue_application"]),
    ("delivered", &["accept_application", "issue_application", "deliver_application"]),
    ("received", &["accept_application", "issue_application", "deliver_application", "receive_application"]),
    ("cancelled", &["cancel_application"]),
    ("rejected", &["reject_application"]),
    ("reversed", &["accept_application", "issue_application", "reverse_application"]),
];

const CLERKS: &[&str] = &["clerk", "admin"];
const DECIDERS: &[&str] = &["reviewer", "admin"];

/// The commands, who may give them, and the states in which they are carried out.
const COMMANDS: [(&str, &[&str], &[&str]); 10] = [
    ("accept_application", CLERKS, &["submitted"]),
    ("cancel_application", CLERKS, &["submitted", "issuing"]),
    ("reject_application", CLERKS, &["submitted", "issuing"]),
    ("issue_application", CLERKS, &["issuing"]),
    ("deliver_application", CLERKS, &["issued"]),
    ("receive_application", CLERKS, &["delivered"]),
    ("reverse_application", CLERKS, &["issued", "delivered", "received"]),
    ("request_correction", CLERKS, &["issued", "delivered", "received"]),
    // Nothing was asked for.
    ("approve_correction", DECIDERS, &[]),
    ("reject_correction", DECIDERS, &[]),
];

#[test]
fn each_step_is_taken_only_by_its_roles_and_only_from_its_states() {
    let mut play = play();
    play.customer("C1", "Q");
    let applications =
        STATES.iter().zip(1..).map(|((_, steps), n)| application(&mut play, n, steps)).collect::<Vec<_>>();
    let mut scene = Scene::of(play);
    for (op, roles, states) in COMMANDS {
        for ((state, _), application) in STATES.iter().zip(&applications) {
            let is_issued = ["issued", "delivered", "received"].contains(state);
            let by_state = match op {
                _ if states.contains(state) => "ok",
                "cancel_application" if is_issued => "already-issued",
                "approve_correction" | "reject_correction" => "not-found",
                _ => "transition-not-allowed",
            };
            for user in USERS {
                let expected = if has_one(user, roles) { by_state } else { "not-permitted" };
                assert_eq!(scene.tries(user, &about(op, application)), expected, "{op}, {state}, by {user}");
            }
        }
    }
}
