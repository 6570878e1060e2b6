//! `run`: lines in, answers out.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::json;

use crate::common::process::{Desk, finish};

const USER: &str = r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#;
const BALANCE: &str = r#"{"op":"balance","account":"C1"}"#;

#[test]
fn each_line_is_answered_by_a_line_in_order() {
    let ran = Desk::empty().send(&[USER, "", "   ", BALANCE, r#"{"op":"fly"}"#]);
    let answers = ran.answers();
    assert_eq!(ran.code, 1);
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0], json!({"ok":true,"op":"add_user","result":{}}));
    assert_eq!(
        answers[1],
        json!({"ok":false,"op":"balance","error":{
            "rule":"not-found","what":"account","key":"C1","message":"找不到客户账号 C1。请核对后再试。"}})
    );
    assert_eq!(answers[2]["error"]["rule"], "unknown-op");
}

#[test]
fn an_answer_is_ok_then_op_then_what_came_of_it() {
    let ran = Desk::empty().send(&[USER, r#"{"op":"fly"}"#]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines[0], r#"{"ok":true,"op":"add_user","result":{}}"#);
    assert!(lines[1].starts_with(r#"{"ok":false,"op":"fly","error":{"rule":"unknown-op","#), "{}", lines[1]);
}

#[test]
fn messages_are_in_the_language_that_is_asked_for() {
    let desk = Desk::empty();
    let ran = finish(desk.with(&["run", "-", "--lang", "en"]), BALANCE.as_bytes());
    assert_eq!(ran.answer()["error"]["message"], "There is no account C1. Check it and try again.");
}

#[test]
fn a_line_without_an_op_is_answered_with_null() {
    for line in [r#"{}"#, r#"{"op":null}"#, r#"{"op":7}"#] {
        let answer = Desk::empty().send(&[line]).answer();
        assert_eq!(answer["op"], json!(null), "{line}");
        assert_eq!(
            (&answer["error"]["rule"], &answer["error"]["field"]),
            (&json!("bad-field"), &json!("op"))
        );
    }
}

#[test]
fn every_line_ok_ends_with_0_and_no_line_at_all_does_too() {
    let desk = Desk::empty();
    assert_eq!(desk.send(&[USER]).code, 0);
    assert_eq!(desk.send(&[]).code, 0);
}

#[test]
fn a_file_is_read_as_standard_input_is() {
    let desk = Desk::empty();
    std::fs::write(desk.path("commands.jsonl"), format!("\u{FEFF}{USER}\r\n{BALANCE}\r\n")).unwrap();
    let ran = desk.run(&["run", "commands.jsonl"]);
    assert_eq!((ran.code, ran.answers().len()), (1, 2));
}

#[test]
fn input_that_is_not_json_lines_ends_with_2_names_the_line_and_stops_there() {
    for garbage in ["add_user", "[]", "\"fly\"", "{\"op\":\"fly\"", "{} {}", "{\"op\":1,}"] {
        let desk = Desk::empty();
        let ran = desk.send(&[USER, "", garbage, r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#]);
        assert_eq!((ran.code, ran.answers().len()), (2, 1), "{garbage}");
        assert!(ran.stderr.contains("第 3 行"), "{}", ran.stderr);
        let by = r#"{"op":"add_top_up","account":"C1","amount":"1","on":"2026-01-01","by":"李强"}"#;
        assert_eq!(desk.refused(by)["what"], "user", "what stood behind the garbage was not done");
    }
}

#[test]
fn garbage_from_the_first_line_on_makes_no_store() {
    let desk = Desk::empty();
    let ran = finish(desk.with(&["run", "-"]), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(!desk.store().exists());
}

#[test]
fn a_line_too_long_for_any_command_ends_with_2() {
    let desk = Desk::empty();
    let mut input = br#"{"op":"add_user","name":""#.to_vec();
    input.resize(17 * 1024 * 1024, b'x');
    let ran = finish(desk.with(&["run", "-"]), &input);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("第 1 行") && ran.stderr.contains("16777216"), "{}", ran.stderr);
}

#[test]
fn commands_that_cannot_be_read_end_with_2_and_make_no_store() {
    let desk = Desk::empty();
    for file in ["nowhere.jsonl", "."] {
        let ran = desk.run(&["run", file]);
        assert_eq!(ran.code, 2, "{file}");
        assert!(ran.stderr.contains(file), "{}", ran.stderr);
    }
    assert!(!desk.store().exists());
}

#[test]
fn an_answer_comes_before_the_next_line_is_sent() {
    let desk = Desk::empty();
    let mut command = desk.with(&["run", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..3 {
        writeln!(input, "{BALANCE}").unwrap();
        assert!(answers.next().unwrap().unwrap().contains("not-found"));
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn nobody_reading_the_answers_is_no_crash() {
    let desk = Desk::empty();
    let mut command = desk.with(&["run", "-"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let _ = writeln!(input, "{BALANCE}\n{BALANCE}");
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(2));
}

/// Runs lines where no file may grow beyond so many KiB: a write that would is one that the disk fails.
#[cfg(target_os = "linux")]
fn with_files_up_to(desk: &Desk, kibibytes: usize, lines: &str) -> crate::common::process::Ran {
    let program = desk.with(&["run", "-"]);
    let mut limited = std::process::Command::new("sh");
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", kibibytes * 2);
    limited.args(["-c", script.as_str(), "sh"]).arg(program.get_program()).args(program.get_args());
    limited.current_dir(desk.path(""));
    finish(limited, lines.as_bytes())
}

#[cfg(target_os = "linux")]
#[test]
fn after_a_fault_of_the_store_nothing_more_is_carried_out_and_everything_can_be_sent_again() {
    let desk = Desk::empty();
    desk.ok(&[USER]);
    let lines: Vec<String> = (0..200)
        .map(|i| format!(r#"{{"op":"add_user","name":"员工{i}","roles":["clerk"],"id":"k{i}"}}"#))
        .collect();
    let ran = with_files_up_to(&desk, 256, &lines.join("\n"));
    assert_eq!(ran.code, 2, "{ran:?}");
    let answers = ran.answers();
    assert_eq!(answers.len(), lines.len(), "each line is answered");
    let failed = answers.iter().position(|answer| answer["ok"] == false).unwrap();
    assert!(failed > 0, "{:?}", answers[0]);
    let error = &answers[failed]["error"];
    assert_eq!((&error["rule"], &error["outcome"]), (&json!("store"), &json!("unknown")), "{error}");
    assert!(error["message"].as_str().unwrap().contains("重发是安全的"), "{error}");
    for answer in &answers[failed + 1..] {
        assert_eq!((&answer["op"], &answer["error"]["rule"]), (&json!("add_user"), &json!("not-run")));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    desk.ok(&lines);
    desk.ok(&lines);
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_pipe_with_a_name_is_read_as_a_file_is() {
    let desk = Desk::empty();
    let pipe = desk.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let write = move || std::fs::write(pipe, format!("{USER}\n{BALANCE}\n"));
    let writer = std::thread::Builder::new().name("writer".to_owned()).spawn(write).unwrap();
    let ran = desk.run(&["run", "pipe"]);
    assert_eq!((ran.code, ran.answers().len()), (1, 2));
    writer.join().unwrap().unwrap();
}
