//! `--as`: who the command line is, where the store has everybody sign in.

use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::common::lines::by;
use crate::common::place::Kept;
use crate::common::process::{Desk, Ran, finish};

const TOP_UP: &str = r#"{"op":"add_top_up","account":"C1","amount":"1.00","on":"2026-01-01"}"#;
const POLICIES: &str = r#"{"op":"policies"}"#;
const ADD: &str = r#"{"op":"add_user","name":"新","roles":["clerk"]}"#;
const PASSWORD: &str = "雨后的山谷-Needle";
const OTHER: &str = "竹林里的另一场雨";

fn set_password(name: &str, password: &str) -> String {
    json!({"op": "set_password", "name": name, "password": password}).to_string()
}

/// A store in which 陈静, a clerk, 计费, a service, and desk, an admin, all have [`PASSWORD`], and have to sign in.
fn required() -> Desk {
    static STORE: LazyLock<Kept> = LazyLock::new(|| {
        let desk = Desk::empty();
        desk.ok(&[
            r#"{"op":"add_issuer","code":"T","name":"示例云计算有限公司","policy":"tencent-cloud"}"#,
            r#"{"op":"add_account","account":"C1","issuer":"T","name":"甲","kind":"individual"}"#,
            r#"{"op":"add_user","name":"陈静","roles":["clerk"]}"#,
            r#"{"op":"add_user","name":"计费","roles":["service"]}"#,
            &set_password("陈静", PASSWORD),
            &set_password("计费", PASSWORD),
            &set_password("desk", PASSWORD),
            r#"{"op":"set_sign_in","required":true}"#,
        ]);
        desk.keep()
    });
    Desk::of(&STORE)
}

/// The program, with the password in its environment where one is given.
fn with(desk: &Desk, arguments: &[&str], password: Option<&str>) -> Command {
    let mut command = desk.with(arguments);
    command.env_remove("FAPIAO_DESK_PASSWORD");
    if let Some(password) = password {
        command.env("FAPIAO_DESK_PASSWORD", password);
    }
    command
}

fn send(desk: &Desk, user: &str, lines: &[&str]) -> Ran {
    finish(with(desk, &["--as", user, "run", "-"], Some(PASSWORD)), lines.join("\n").as_bytes())
}

fn failures(desk: &Desk) -> Option<i64> {
    let db = Connection::open(desk.store()).unwrap();
    db.query_row("SELECT sum(count) FROM sign_in_failure", [], |row| row.get(0)).unwrap()
}

#[test]
fn the_password_is_taken_from_a_file_or_the_environment_and_the_file_counts() {
    let desk = required();
    let file = desk.path("password.txt");
    let file = file.to_str().unwrap();
    let arguments = ["--as", "陈静", "--password-file", file, "run", "-"];
    for (given, mark) in [(None, ""), (Some(OTHER), ""), (None, "\u{FEFF}")] {
        fs::write(file, format!("{mark}{PASSWORD}\r\n")).unwrap();
        let ran = finish(with(&desk, &arguments, given), TOP_UP.as_bytes());
        assert_eq!((ran.code, &ran.answer()["ok"]), (0, &json!(true)), "{ran:?}");
    }
    let ran = send(&desk, "ＣＨＥＮ", &[TOP_UP]);
    assert_eq!(ran.code, 2, "nobody is called so");
    assert_eq!(send(&desk, "陈静", &[TOP_UP, POLICIES]).code, 0);
    let ran = finish(with(&desk, &["run", "-", "--as", "陈静"], Some(PASSWORD)), TOP_UP.as_bytes());
    assert_eq!(ran.code, 0, "it stands before or behind the subcommand");
}

#[test]
fn without_a_sign_in_no_subcommand_does_or_says_anything_and_says_what_to_do() {
    let desk = required();
    let subcommands: [&[&str]; 17] = [
        &["run", "-"],
        &["import", "bills", "x.csv", "--issuer", "T"],
        &["imports"],
        &["undo-import", "1"],
        &["export", "bills", "--to", "out.csv"],
        &["bulk-issue", "--issuer", "T", "--to", "out.xlsx"],
        &["files", "--to", "out.zip"],
        &["mirror", "--month", "2026-01", "x.csv"],
        &["labels", "--to", "out.pdf"],
        &["register", "--month", "2026-01", "--issuer", "T", "--to", "out.pdf"],
        &["sheet", "--application", "FP1", "--to", "out.pdf"],
        &["send"],
        &["outbox"],
        &["receipt", "--application", "FP1", "--to", "out.txt"],
        &["mail-password", "--set"],
        &["check"],
        &["backup", "--to", "out.sqlite"],
    ];
    for arguments in subcommands {
        let ran = finish(with(&desk, arguments, None), TOP_UP.as_bytes());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?} {ran:?}");
        assert!(ran.stderr.contains("--as") && ran.stderr.contains("FAPIAO_DESK_PASSWORD"), "{ran:?}");
        let named = finish(with(&desk, &[&["--as", "陈静"], arguments].concat(), None), b"");
        assert_eq!((named.code, named.stdout.as_str()), (2, ""), "without a password: {named:?}");
    }
    assert_eq!(failures(&desk), None, "that is no wrong password");
    assert!(
        fs::read_dir(desk.path("."))
            .unwrap()
            .all(|file| { !file.unwrap().file_name().to_string_lossy().starts_with("out") })
    );
}

#[test]
fn with_one_they_do() {
    let desk = required();
    for arguments in [
        &["imports"][..],
        &["export", "bills", "--to", "out.csv"],
        &["outbox"],
        &["check"],
        &["backup", "--to", "out.sqlite"],
    ] {
        let ran = finish(with(&desk, &[&["--as", "陈静"], arguments].concat(), Some(PASSWORD)), b"");
        assert_eq!(ran.code, 0, "{arguments:?} {ran:?}");
    }
}

#[test]
fn the_program_itself_and_a_restore_need_nobody() {
    let desk = required();
    fs::copy(desk.store(), desk.path("copy.sqlite")).unwrap();
    for arguments in [&["rules"][..], &["recurring"], &["restore", "copy.sqlite", "--replace"]] {
        let ran = finish(with(&desk, arguments, None), b"");
        assert_eq!(ran.code, 0, "{arguments:?} {ran:?}");
    }
}

#[test]
fn a_wrong_password_is_sign_in_failed_and_counted_until_a_right_one_comes() {
    let desk = required();
    for (user, password) in [("陈静", OTHER), ("陈静", ""), ("无名", PASSWORD)] {
        let ran =
            finish(with(&desk, &["--json", "--as", user, "run", "-"], Some(password)), TOP_UP.as_bytes());
        let error = &ran.answer()["error"];
        assert_eq!((ran.code, &error["rule"]), (2, &json!("sign-in-failed")), "{ran:?}");
    }
    assert_eq!(failures(&desk), Some(1));
    let ran = finish(with(&desk, &["--as", "陈静", "run", "-"], Some(OTHER)), TOP_UP.as_bytes());
    assert!(ran.stderr.contains("用户名或密码不正确") && !ran.stderr.contains(OTHER), "{ran:?}");
    assert_eq!(failures(&desk), Some(2));
    assert_eq!(send(&desk, "陈静", &[TOP_UP]).code, 0);
    assert_eq!(failures(&desk), None);
}

#[test]
fn lines_are_done_as_whoever_signed_in_and_another_is_named_by_a_service_alone() {
    let desk = required();
    let ran = send(&desk, "陈静", &[TOP_UP, &by("陈静", TOP_UP), &by("desk", TOP_UP), &by("计费", POLICIES)]);
    let rules: Vec<Value> = ran.answers().iter().map(|answer| answer["error"]["rule"].clone()).collect();
    let no = json!("not-permitted");
    assert_eq!((ran.code, rules), (1, vec![json!(null), json!(null), no.clone(), no.clone()]));
    let ran = send(&desk, "计费", &[&by("陈静", TOP_UP), &by("desk", TOP_UP), &by("desk", ADD)]);
    let rules: Vec<Value> = ran.answers().iter().map(|answer| answer["error"]["rule"].clone()).collect();
    assert_eq!((ran.code, rules), (1, vec![json!(null), json!(null), no]));
    let db = Connection::open(desk.store()).unwrap();
    let sql = "SELECT group_concat(u.name, ' ') FROM (SELECT user_id FROM audit WHERE refused IS NULL ORDER BY id DESC LIMIT 4) a JOIN app_user u ON u.id = a.user_id";
    let by: String = db.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(by.split(' ').filter(|name| *name == "陈静").count(), 3, "{by}");
}

#[test]
fn nothing_is_asked_of_a_new_store_and_a_sign_in_that_is_not_required_counts_all_the_same() {
    let desk = Desk::empty();
    desk.ok(&[
        r#"{"op":"add_user","name":"陈静","roles":["clerk"]}"#,
        r#"{"op":"add_user","name":"刘洋","roles":["clerk"]}"#,
        &set_password("陈静", PASSWORD),
        POLICIES,
    ]);
    desk.ok(&[r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#, &set_password("李强", PASSWORD)]);
    let ran = send(&desk, "李强", &[POLICIES, ADD, &by("刘洋", POLICIES), &by("desk", ADD)]);
    let rules: Vec<Value> = ran.answers().iter().map(|answer| answer["error"]["by"].clone()).collect();
    assert_eq!((ran.code, rules), (1, vec![json!(null), json!("李强"), json!(null), json!(null)]));
    let ran =
        finish(with(&desk, &["--json", "--as", "刘洋", "run", "-"], Some(PASSWORD)), POLICIES.as_bytes());
    assert_eq!((ran.code, &ran.answer()["error"]["why"]), (2, &json!("no_password")));
}

#[test]
fn sign_in_that_is_turned_on_by_a_line_holds_for_those_after_it() {
    let desk = Desk::empty();
    let ran =
        desk.send(&[&set_password("desk", PASSWORD), r#"{"op":"set_sign_in","required":true}"#, POLICIES]);
    assert_eq!((ran.code, &ran.answers()[2]["error"]["rule"]), (1, &json!("sign-in-failed")), "{ran:?}");
}

#[test]
fn the_recovery_code_sets_another_password_once() {
    let desk = required();
    let made = {
        use fapiao_desk::desk::{Desk, Open};
        use fapiao_desk::domain::password::Password;
        let mut admin = Desk::open(&desk.store(), Open::Existing).unwrap();
        admin.sign_in("desk", &Password::typed(PASSWORD)).unwrap();
        admin.make_recovery_code(None).unwrap().shown().to_string()
    };
    let reset = |code: &str, password: &str| {
        fs::write(desk.path("code.txt"), code).unwrap();
        let arguments = ["reset-password", "desk", "--recovery-code-file", "code.txt", "--json"];
        finish(with(&desk, &arguments, Some(password)), b"")
    };
    let wrong = reset("00000-00000-00000-00000-000000", OTHER);
    assert_eq!((wrong.code, &wrong.answer()["error"]["why"]), (2, &json!("wrong_code")), "{wrong:?}");
    let short = reset(&made, "短密码");
    assert_eq!((short.code, &short.answer()["error"]["field"]), (2, &json!("password")), "{short:?}");
    let done = reset(&format!("{}\n", made.to_lowercase()), OTHER);
    assert_eq!((done.code, done.answer()), (0, json!({"name": "desk", "set": true})), "{done:?}");
    assert!(!done.stderr.contains(OTHER));
    let again = reset(&made, PASSWORD);
    assert_eq!(again.code, 2, "it is used up");
    let ran = finish(with(&desk, &["--as", "desk", "run", "-"], Some(OTHER)), POLICIES.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn no_password_is_left_in_any_file_or_said() {
    let desk = required();
    let ran = send(&desk, "desk", &[&set_password("陈静", PASSWORD), &set_password("无名", PASSWORD)]);
    assert_eq!(ran.code, 1);
    assert!(!ran.stdout.contains("Needle") && !ran.stderr.contains("Needle"), "{ran:?}");
    for file in fs::read_dir(desk.path(".")).unwrap() {
        let file = file.unwrap().path();
        let bytes = fs::read(&file).unwrap_or_default();
        assert!(!bytes.windows(6).any(|window| window == b"Needle"), "{}", file.display());
    }
}
