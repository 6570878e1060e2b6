//! `by`: who a command is done as, and what each role may do.

use serde_json::json;

use crate::contract::scene::{at, by, paid, scene};

const TOP_UP: &str = r#"{"op":"add_top_up","account":"C1","amount":"1","on":"2026-01-01"}"#;

#[test]
fn a_command_is_done_as_the_default_user_or_as_the_one_it_names() {
    let desk = scene();
    desk.ok(&[r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#, &paid("C1", "B1")]);
    let apply = at("2026-11-22T12:00:00+08:00", &crate::contract::scene::apply_amount("1.00"));
    desk.ok(&[&apply, &by("王敏", &apply)]);
    for (number, name) in [("0001", "desk"), ("0002", "王敏")] {
        let one = desk.ok(&[&format!(r#"{{"op":"application","application":"FP20261122-{number}"}}"#)]);
        assert_eq!(one[0]["timeline"][0]["by"], name);
    }
}

#[test]
fn a_user_who_is_not_known_can_do_nothing() {
    let error = scene().refused(&by("无名", TOP_UP));
    assert_eq!(
        (&error["rule"], &error["what"], &error["key"]),
        (&json!("not-found"), &json!("user"), &json!("无名"))
    );
}

#[test]
fn a_user_who_is_not_known_may_not_even_ask() {
    let desk = scene();
    for query in [
        r#"{"op":"balance","account":"C1"}"#,
        r#"{"op":"applications"}"#,
        r#"{"op":"tickets"}"#,
        r#"{"op":"policies"}"#,
        r#"{"op":"policy","code":"qweather"}"#,
        r#"{"op":"application","application":"FP1"}"#,
    ] {
        let error = desk.refused(&by("无名", query));
        assert_eq!((&error["what"], &error["key"]), (&json!("user"), &json!("无名")), "{query}");
    }
    desk.ok(&[r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#]);
    desk.ok(&[&by("李强", r#"{"op":"balance","account":"C1"}"#)]);
}

#[test]
fn nobody_can_be_the_program_itself() {
    let desk = scene();
    desk.run(&["recurring"]);
    for line in [TOP_UP, r#"{"op":"balance","account":"C1"}"#] {
        assert_eq!(desk.refused(&by("fapiao-desk", line))["rule"], "not-found", "{line}");
    }
    for line in [
        r#"{"op":"add_user","name":"fapiao-desk","roles":["clerk"]}"#,
        r#"{"op":"change_user","name":"fapiao-desk","roles":["admin"]}"#,
    ] {
        assert_eq!(desk.refused(line)["what"], "user", "{line}");
    }
    let before = scene();
    let add = r#"{"op":"add_user","name":" fapiao-desk ","roles":["clerk"]}"#;
    assert_eq!(before.refused(add)["rule"], "conflict", "also before it has ever run");
}

#[test]
fn a_user_without_the_role_is_refused_with_the_roles_that_are_needed() {
    let desk = scene();
    desk.ok(&[
        r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#,
        r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#,
        r#"{"op":"add_user","name":"赵丽华","roles":["admin"]}"#,
    ]);
    let add_user = r#"{"op":"add_user","name":"新","roles":["clerk"]}"#;
    let approve = r#"{"op":"approve_qualification","account":"C1"}"#;
    for (name, line, needs) in [
        ("王敏", add_user, json!(["admin"])),
        ("李强", TOP_UP, json!(["clerk", "admin"])),
        ("王敏", approve, json!(["reviewer"])),
        ("赵丽华", approve, json!(["reviewer"])),
    ] {
        let error = desk.refused(&by(name, line));
        assert_eq!(
            (&error["rule"], &error["by"], &error["needs"]),
            (&json!("not-permitted"), &json!(name), &needs),
            "{line}"
        );
    }
    desk.ok(&[&by("赵丽华", TOP_UP), &by("王敏", TOP_UP), &by("赵丽华", add_user)]);
}
