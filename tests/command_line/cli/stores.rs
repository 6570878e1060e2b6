//! A store that is missing, of a newer program, no store, locked, or not to be written.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

use rusqlite::Connection;
use serde_json::Value;

use crate::common::process::{Desk, Ran, bytes, finish};

const USER: &str = r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#;
const READING: [&[&str]; 2] = [&["check"], &["backup", "--to", "copy.sqlite"]];
const TRYING: [&[&str]; 3] = [&["run", "-"], &["check"], &["backup", "--to", "copy.sqlite"]];

fn furnished() -> Desk {
    let desk = Desk::empty();
    desk.ok(&[USER]);
    desk
}

fn try_all(desk: &Desk, with: &[&[&str]], each: impl Fn(&[&str], Ran)) {
    for arguments in with {
        each(arguments, finish(desk.with(arguments), USER.as_bytes()));
    }
}

/// Whoever can write everywhere (root) cannot be kept out by a file's permissions.
#[cfg(unix)]
fn ordinary(mut command: std::process::Command) -> std::process::Command {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    let me = std::fs::metadata("/proc/self").map(|meta| meta.uid()).unwrap_or(1);
    if me == 0 {
        command.uid(65534).gid(65534);
    }
    command
}

#[test]
fn what_only_reads_makes_no_store() {
    let desk = Desk::empty();
    try_all(&desk, &READING, |arguments, ran| {
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(
            ran.stderr.contains("找不到数据文件") && ran.stderr.contains("desk.sqlite"),
            "{}",
            ran.stderr
        );
    });
    assert!(!desk.store().exists() && !desk.path("copy.sqlite").exists());
}

#[test]
fn a_store_of_a_newer_program_is_refused_untouched() {
    let desk = furnished();
    Connection::open(desk.store()).unwrap().execute_batch("PRAGMA user_version = 9000").unwrap();
    let before = desk.bytes();
    try_all(&desk, &TRYING, |arguments, ran| {
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains("更新版本") && ran.stderr.contains("9000"), "{}", ran.stderr);
        assert_eq!(ran.stdout, "");
    });
    assert_eq!(desk.bytes(), before);
}

#[test]
fn a_backup_of_a_newer_program_says_nothing_of_the_store_that_it_was_to_replace() {
    let desk = furnished();
    assert_eq!(desk.run(&["backup", "--to", "copy.sqlite"]).code, 0);
    Connection::open(desk.path("copy.sqlite")).unwrap().execute_batch("PRAGMA user_version = 9000").unwrap();
    let before = desk.bytes();
    let ran = desk.run(&["restore", "copy.sqlite", "--replace"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("更新版本") && ran.stderr.contains("9000"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("升级前的备份"), "{}", ran.stderr);
    assert_eq!(desk.bytes(), before);
}

#[test]
fn a_file_that_is_no_store_is_refused_untouched() {
    let elsewhere = Desk::empty();
    Connection::open(elsewhere.store()).unwrap().execute_batch("CREATE TABLE t (x); ").unwrap();
    let other_database = elsewhere.bytes();
    let files: [&[u8]; 3] = [
        b"PK\x03\x04 not a store at all, but long enough to be looked at ........................",
        b"x",
        &other_database,
    ];
    for content in files {
        let desk = Desk::empty();
        std::fs::write(desk.store(), content).unwrap();
        try_all(&desk, &TRYING, |arguments, ran| {
            assert_eq!(ran.code, 2, "{arguments:?}");
            assert!(ran.stderr.contains("不是开票台的数据文件"), "{}", ran.stderr);
        });
        assert_eq!(desk.bytes(), content);
    }
}

#[test]
fn a_folder_is_no_store() {
    let desk = Desk::empty();
    std::fs::create_dir(desk.store()).unwrap();
    try_all(&desk, &TRYING, |arguments, ran| {
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains("不是开票台的数据文件"), "{}", ran.stderr);
    });
}

#[test]
fn a_store_in_a_folder_that_is_not_there_is_refused_and_the_folder_is_not_made() {
    let desk = Desk::empty();
    let place = desk.path("nowhere").join("desk.sqlite");
    let mut command = crate::common::process::program();
    command.arg("--store").arg(&place).args(["run", "-"]);
    let ran = finish(command, USER.as_bytes());
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("nowhere"), "{}", ran.stderr);
    assert!(!desk.path("nowhere").exists());
}

#[test]
fn a_store_that_another_program_is_writing_to_is_refused_and_the_line_leaves_nothing_behind() {
    let desk = furnished();
    let other = Connection::open(desk.store()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let line = r#"{"op":"add_user","name":"李强","roles":["clerk"]}"#;
    let ran = finish(desk.with(&["--wait", "0", "run", "-"]), line.as_bytes());
    assert_eq!((ran.code, ran.stderr.as_str()), (2, ""), "{ran:?}");
    let error: Value = ran.answer()["error"].take();
    assert_eq!((&error["rule"], &error["fault"]), (&"store".into(), &"locked".into()));
    assert!(error["message"].as_str().unwrap().contains("另一个程序正在写入"));
    other.execute_batch("ROLLBACK").unwrap();
    let users: i64 = other.query_row("SELECT count(*) FROM app_user", [], |row| row.get(0)).unwrap();
    assert_eq!(users, 2, "the first user and 王敏");
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::empty();
    std::fs::set_permissions(desk.path("."), PermissionsExt::from_mode(0o555)).unwrap();
    let ran = finish(ordinary(desk.with(&["run", "-"])), USER.as_bytes());
    std::fs::set_permissions(desk.path("."), PermissionsExt::from_mode(0o755)).unwrap();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("desk.sqlite"), "{}", ran.stderr);
    assert!(!desk.store().exists());
}

#[test]
#[cfg(unix)]
fn a_store_that_cannot_be_written_is_said_and_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let desk = furnished();
    let before = desk.bytes();
    std::fs::set_permissions(desk.store(), PermissionsExt::from_mode(0o444)).unwrap();
    std::fs::set_permissions(desk.path("."), PermissionsExt::from_mode(0o555)).unwrap();
    let ran = finish(ordinary(desk.with(&["run", "-"])), USER.as_bytes());
    std::fs::set_permissions(desk.path("."), PermissionsExt::from_mode(0o755)).unwrap();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("无法写入") && ran.stderr.contains("desk.sqlite"), "{}", ran.stderr);
    assert_eq!(desk.bytes(), before);
}

#[test]
fn a_store_that_was_left_open_by_a_crash_is_opened_with_all_it_had() {
    let desk = furnished();
    let crashed = Connection::open(desk.store()).unwrap();
    crashed.execute_batch("UPDATE app_user SET name = '王敏敏' WHERE name = '王敏'").unwrap();
    let copy = Desk::empty();
    for tail in ["", "-wal"] {
        let name = format!("desk.sqlite{tail}");
        std::fs::copy(desk.path(&name), copy.path(&name)).unwrap();
    }
    assert!(!bytes(Path::new(&copy.path("desk.sqlite-wal"))).is_empty());
    let line = r#"{"op":"add_top_up","account":"C1","amount":"1","on":"2026-01-01","by":"王敏敏"}"#;
    assert_eq!(copy.refused(line)["what"], "account", "the user is known");
}

#[test]
fn what_is_sent_while_another_program_writes_waits_says_so_and_is_carried_out() {
    let desk = furnished();
    let other = Connection::open(desk.store()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut waits = desk.with(&["--wait", "600", "run", "-"]);
    waits.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = waits.spawn().unwrap();
    let line = r#"{"op":"add_user","name":"李雷","roles":["clerk"]}"#;
    child.stdin.take().unwrap().write_all(line.as_bytes()).unwrap();
    let mut said = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    assert!(said.contains("另一个程序正在写入") && said.contains("600 秒"), "{said}");
    other.execute_batch("COMMIT").unwrap();
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!((ran.code, &ran.answer()["ok"]), (0, &Value::Bool(true)), "{ran:?}");
}

#[test]
fn a_store_in_a_synchronised_folder_is_read_and_not_written() {
    let desk = Desk::empty();
    desk.ok(&[r#"{"op":"add_issuer","code":"Q","name":"示例","policy":"qweather"}"#]);
    let cloud = desk.path("坚果云");
    std::fs::create_dir(&cloud).unwrap();
    let store = cloud.join("desk.sqlite");
    std::fs::copy(desk.store(), &store).unwrap();
    let at = |store: &std::path::Path, arguments: &[&str], input: &str| {
        let mut command = crate::common::process::program();
        command.arg("--store").arg(store).args(arguments);
        crate::common::process::finish(command, input.as_bytes())
    };
    let before = std::fs::read(&store).unwrap();
    let query = at(&store, &["run", "-"], r#"{"op":"policies"}"#);
    assert_eq!(query.code, 0, "{query:?}");
    let written = at(&store, &["run", "-"], r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    let error = written.answer()["error"].take();
    assert!(error["fault"] == "unsafe_place" && error["place"] == "nutstore", "{written:?}");
    assert_eq!(at(&store, &["check"], "").code, 0);
    assert_eq!(std::fs::read(&store).unwrap(), before);
    let new = at(&cloud.join("new.sqlite"), &["demo"], "");
    assert_eq!(new.code, 2, "{new:?}");
    assert!(new.stderr.contains("坚果云的同步文件夹"), "{new:?}");
    assert!(!cloud.join("new.sqlite").exists());
}
