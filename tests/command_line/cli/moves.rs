//! `move`: a store at another place, as the command line says it.

use crate::cli::backups::add;
use crate::common::process::{Desk, finish, program};

#[test]
fn a_store_that_is_moved_is_at_both_places_and_it_is_said_to_use_one() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    let head = desk.run(&["check", "--json"]).answer()["proved"].clone();
    let from = desk.store().display().to_string();
    let mut command = program();
    command.current_dir(desk.path("")).args(["--json", "move", "--from", &from, "--to", "new.sqlite"]);
    let ran = finish(command, b"");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("只在其中一处记账"), "{ran:?}");
    let answer = ran.answer();
    assert_eq!((&answer["entry"], &answer["head"]), (&head["entry"], &head["head"]));
    assert_eq!((&answer["files"], &answer["lost"]), (&0.into(), &serde_json::json!([])));
    assert!(answer["tables"].as_u64() > Some(50) && answer["rows"].as_u64() > Some(10), "{answer}");
    let at = |store: &str| {
        let mut command = program();
        command.current_dir(desk.path("")).args(["--store", store, "check", "--json"]);
        finish(command, b"").answer()["proved"].clone()
    };
    assert_eq!((at("new.sqlite"), at(&from)), (head.clone(), head));
}

#[test]
fn a_store_is_not_moved_over_another() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    std::fs::write(desk.path("new.sqlite"), "").unwrap();
    let ran = desk.run(&["move", "--to", "new.sqlite"]);
    assert_eq!((ran.code, ran.stderr.contains("new.sqlite 已经存在")), (2, true), "{ran:?}");
    assert!(!ran.stderr.contains("只在其中一处"), "{ran:?}");
}
