//! `audit` and `export audit`: who did what, from where, and what was refused.

use std::fs;

use serde_json::json;

use crate::common::lines::by;
use crate::common::process::Desk;

/// A store in which 陈静, a clerk, tried to add a user.
fn desk() -> Desk {
    let desk = Desk::empty();
    desk.ok(&[
        r#"{"op":"add_issuer","code":"T","name":"示例云计算有限公司","policy":"tencent-cloud"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"T","name":"甲","kind":"individual"}"#,
        r#"{"op":"add_user","name":"陈静","roles":["clerk"]}"#,
    ]);
    desk.refused(&by("陈静", r#"{"op":"add_user","name":"新","roles":["clerk"]}"#));
    desk
}

#[test]
fn the_log_is_read_newest_first_with_where_it_came_from_and_what_it_changed() {
    let desk = desk();
    let ran = desk.run(&["audit", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let entries = ran.answers();
    let ops: Vec<&str> = entries.iter().map(|entry| entry["op"].as_str().unwrap()).collect();
    assert_eq!(ops, ["add_user", "add_user", "add_account", "add_issuer", "begin"]);
    let (refused, added) = (&entries[0], &entries[1]);
    assert_eq!((&refused["by"], &refused["refused"]), (&json!("陈静"), &json!("not-permitted")));
    assert_eq!(
        (&added["by"], &added["origin"], &added["roles"][0]),
        (&json!("desk"), &json!("command_line"), &json!("clerk"))
    );
    assert_eq!(added["objects"], json!([{"kind": "user", "number": "陈静"}]));
    assert_eq!(added["request"]["roles"], json!(["clerk"]));
    assert_eq!((&added["changes"][0]["table"], &added["signed_by"]), (&json!("app_user"), &json!("machine")));
    assert_eq!(added["hash"].as_str().unwrap().len(), 64);
    assert!(added.get("refused").is_none());
}

#[test]
fn the_log_is_narrowed_and_what_makes_no_sense_is_said() {
    let desk = desk();
    let count = |arguments: &[&str]| {
        let ran = desk.run(&[&["audit", "--json"], arguments].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.answers().len()
    };
    assert_eq!(count(&["--user", "陈静"]), 1);
    assert_eq!(count(&["--op", "add_account"]), 1);
    assert_eq!(count(&["--object", "C1"]), 1);
    assert_eq!(count(&["--from", "2200-01-01"]), 0);
    assert_eq!(count(&["--to", "2200-01-01"]), 5);
    let words = desk.run(&["audit", "--user", "陈静"]);
    assert!(words.stdout.contains("添加用户 · 被拒绝：没有权限"), "{words:?}");
    for wrong in [&["--from", "昨天"], &["--op", "add_usr"], &["--user", "谁"]] {
        let ran = desk.run(&[&["audit"], wrong.as_slice()].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{wrong:?} {ran:?}");
        assert!(ran.stderr.contains(wrong[1]), "{ran:?}");
    }
}

#[test]
fn the_log_is_exported() {
    let desk = desk();
    let path = desk.path("审计.csv");
    let ran = desk.run(&["export", "audit", "--to", path.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains("序号,时间,操作人,操作,对象,从哪里,系统用户,电脑,被拒绝,哈希"), "{text}");
    assert!(text.contains(",陈静,添加用户,新,命令行,"), "{text}");
}

#[test]
fn money_that_was_changed_is_a_string_of_yuan_as_everywhere() {
    let desk = desk();
    desk.ok(&[r#"{"op":"add_bill","account":"C1","bill_no":"B1","kind":"other","amount":"123.45","billed_on":"2026-11-01","due_on":"2026-11-30"}"#]);
    let ran = desk.run(&["audit", "--op", "add_bill", "--json"]);
    let columns = ran.answer()["changes"][0]["columns"].as_array().unwrap().clone();
    let amount = columns.iter().find(|column| column["field"] == "amount").unwrap();
    assert_eq!((&amount["before"], &amount["after"]), (&json!(null), &json!("123.45")));
}

#[test]
fn the_log_is_asked_for_by_a_line_as_by_the_command() {
    let desk = desk();
    let by_command = desk.run(&["audit", "--user", "desk", "--json"]).answers();
    let asked = |line: &str| desk.ok(&[line])[0].as_array().unwrap().clone();
    let by_line = asked(r#"{"op":"audit","user":"desk"}"#);
    assert_eq!(by_line, by_command);
    let first = asked(r#"{"op":"audit","user":"desk","limit":1}"#);
    assert_eq!(first, by_command[..1]);
    let after = first[0]["entry"].to_string();
    let second = asked(&format!(r#"{{"op":"audit","user":"desk","limit":1,"after":{after}}}"#));
    assert_eq!(second, by_command[1..2]);
    assert_eq!(asked(r#"{"op":"audit","object":"C1"}"#).len(), 1);
    assert_eq!(asked(r#"{"op":"audit","command":"add_account"}"#).len(), 1);
    assert_eq!(desk.refused(r#"{"op":"audit","command":"add_usr"}"#)["rule"], "bad-field");
}
