//! `demo`.

use std::process::Command;

use crate::common::process::{Desk, finish, program};

#[test]
fn a_demo_is_a_sandbox_in_which_nothing_is_wrong() {
    let desk = Desk::empty();
    let ran = desk.run(&["demo", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.answer()["seed"], 1);
    assert_eq!(desk.run(&["check"]).code, 0);
    let users = r#"{"op":"add_user","name":"新来的","roles":["clerk"],"by":"赵丽华","at":"2026-11-22T12:00:00+08:00"}"#;
    desk.ok(&[users]);
    let more = desk.refused(r#"{"op":"add_user","name":"再来的","roles":["clerk"]}"#);
    assert_eq!((&more["rule"], &more["by"]), (&"not-permitted".into(), &"王敏".into()));
}

#[test]
fn a_demo_is_not_made_over_a_store() {
    let desk = Desk::empty();
    desk.ok(&[r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#]);
    let before = desk.bytes();
    let ran = desk.run(&["demo"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("已经存在"), "{}", ran.stderr);
    assert_eq!(desk.bytes(), before);
}

#[test]
fn a_demo_in_a_folder_that_is_not_there_leaves_nothing() {
    let desk = Desk::empty();
    let mut command = crate::common::process::program();
    command.arg("--store").arg(desk.path("nowhere").join("demo.sqlite")).args(["demo", "--seed", "7"]);
    assert_eq!(crate::common::process::finish(command, b"").code, 2);
    assert!(!desk.path("nowhere").exists());
}

#[test]
fn a_demo_that_is_stopped_leaves_nothing_at_its_place() {
    let desk = Desk::empty();
    let mut child = desk.with(&["demo"]).spawn().unwrap();
    let begun = || {
        let names = std::fs::read_dir(desk.path(".")).unwrap().map(|entry| entry.unwrap().file_name());
        names.into_iter().any(|name| name.to_string_lossy().contains("arriving-demo-"))
    };
    while !begun() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(begun() && !desk.store().exists());
    assert_eq!(desk.run(&["demo"]).code, 0);
    assert!(!begun(), "what was left is removed");
}

/// What the start menu of Windows opens; it runs everywhere.
fn without_console() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fapiao-desk-window"));
    for (name, value) in program().get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

#[test]
fn the_program_without_a_console_is_the_same_program() {
    let desk = Desk::empty();
    let mut command = without_console();
    command.arg("--store").arg(desk.store()).arg("demo");
    let ran = finish(command, b"");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert_eq!(desk.run(&["check"]).code, 0);
}

/// Where it can be shown, it is, in a box that waits for somebody to close it.
#[test]
#[cfg(target_os = "linux")]
fn the_program_without_a_console_says_why_it_did_not_open_and_ends_as_the_other_one() {
    let mut command = without_console();
    command.args(["--lang", "en"]);
    let ran = finish(command, b"");
    let other = Desk::empty().run(&["--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("no display") && ran.stderr.starts_with(&other.stderr), "{ran:?}");
}
