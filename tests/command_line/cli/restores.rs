//! `restore` beside programs that are at work or were killed, and a `restore` that is killed itself.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::cli::backups::{add, count_files, knows, with_scans};
use crate::common::process::{Desk, bytes};

/// A program that has the store open and is sent a line at a time.
struct Running {
    child: Child,
    lines: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Running {
    fn at(desk: &Desk) -> Self {
        let mut command = desk.with(&["--sandbox", "run", "-"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (lines, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, lines, answers: BufReader::new(answers) }
    }

    /// Adds a user, and waits for the answer.
    fn add(&mut self, name: &str) {
        writeln!(self.lines, r#"{{"op":"add_user","name":"{name}","roles":["clerk"]}}"#).unwrap();
        self.lines.flush().unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["ok"], true, "{answer}");
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn end(self) {
        let Self { mut child, lines, answers } = self;
        drop((lines, answers));
        assert!(child.wait().unwrap().success());
    }
}

/// A store with 王敏, its backup, and 李强, who was added by a program that was killed.
fn killed() -> Desk {
    let desk = Desk::empty();
    add(&desk, "王敏");
    assert_eq!(desk.run(&["backup", "--to", "copy.sqlite"]).code, 0);
    let mut running = Running::at(&desk);
    running.add("李强");
    running.kill();
    assert!(!bytes(&desk.path("desk.sqlite-wal")).is_empty());
    desk
}

fn restore(desk: &Desk) -> Value {
    let ran = desk.run(&["restore", "copy.sqlite", "--replace", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.answer()
}

fn is_well(desk: &Desk) {
    let ran = desk.run(&["check"]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

/// What was kept of a store that was replaced, as a desk of its own.
fn kept(answer: &Value) -> Desk {
    let path = PathBuf::from(answer["kept"].as_str().unwrap());
    let desk = Desk::empty();
    std::fs::copy(&path, desk.store()).unwrap();
    desk
}

#[test]
fn what_a_killed_program_left_beside_a_store_that_is_gone_is_not_applied_to_the_restored_one() {
    let desk = killed();
    let left = bytes(&desk.path("desk.sqlite-wal"));
    std::fs::remove_file(desk.store()).unwrap();
    let answer = restore(&desk);
    is_well(&desk);
    assert!(knows(&desk, "王敏") && !knows(&desk, "李强"));
    let aside = answer["kept"].as_str().unwrap();
    assert!(aside.ends_with("-wal"), "{aside}");
    assert_eq!(bytes(aside.as_ref()), left, "it belongs to a store that may only have been moved");
}

#[test]
fn what_a_killed_program_wrote_last_is_kept_with_the_store_that_is_replaced() {
    let desk = killed();
    let kept = kept(&restore(&desk));
    is_well(&desk);
    is_well(&kept);
    assert!(!knows(&desk, "李强"));
    assert!(knows(&kept, "李强"));
}

#[test]
fn a_store_that_is_open_is_not_restored_over() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    desk.run(&["backup", "--to", "copy.sqlite"]);
    let mut running = Running::at(&desk);
    running.add("李强");
    for (lang, words) in [("zh", "正在使用"), ("en", "is in use")] {
        let ran = desk.run(&["--lang", lang, "restore", "copy.sqlite", "--replace", "--json"]);
        assert_eq!((ran.code, &ran.answer()["error"]["fault"]), (2, &"in_use".into()), "{ran:?}");
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
    }
    running.add("赵敏");
    running.end();
    assert!(knows(&desk, "李强") && knows(&desk, "赵敏"));
    let kept = kept(&restore(&desk));
    assert!(knows(&kept, "赵敏") && !knows(&desk, "赵敏"));
}

#[test]
#[cfg(unix)]
fn whoever_was_about_to_open_the_store_that_is_replaced_cannot_harm_the_restored_one() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    desk.run(&["backup", "--to", "copy.sqlite"]);
    add(&desk, "李强");
    // The file is open, and nothing was read of it yet: no lock tells.
    let late = rusqlite::Connection::open(desk.store()).unwrap();
    restore(&desk);
    let written = late.execute_batch("PRAGMA journal_mode = WAL; UPDATE app_user SET name = name || '1'");
    assert!(written.is_err());
    drop(late);
    is_well(&desk);
    assert!(knows(&desk, "王敏") && !knows(&desk, "李强"));
}

#[test]
fn a_restore_that_is_killed_leaves_the_old_store_or_the_new_one_and_can_be_asked_for_again() {
    // The same holds whenever it is killed; the times only see to it that it is at different moments.
    for millis in [0, 2, 4, 6, 8, 10, 12, 14, 17, 20, 25, 30] {
        let desk = killed();
        let mut command = desk.with(&["restore", "copy.sqlite", "--replace"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(millis));
        let _ = child.kill();
        child.wait().unwrap();
        is_well(&desk);
        assert!(knows(&desk, "王敏"));
        if !knows(&desk, "李强") {
            let old = replaced(&desk).expect("the old store is kept once it is replaced");
            let kept = Desk::empty();
            std::fs::copy(old, kept.store()).unwrap();
            assert!(knows(&kept, "李强"));
        }
        restore(&desk);
        is_well(&desk);
        assert_eq!(named(&desk, "arriving"), Vec::<PathBuf>::new(), "after {millis} ms");
    }
}

fn named(desk: &Desk, part: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(desk.path(".")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| name(path).contains(part)).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn replaced(desk: &Desk) -> Option<PathBuf> {
    named(desk, "replaced").into_iter().find(|path| name(path).ends_with(".sqlite"))
}

#[test]
fn a_damaged_store_is_replaced_and_kept_as_it_is_with_all_that_lies_beside_it() {
    let desk = killed();
    let left = bytes(&desk.path("desk.sqlite-wal"));
    std::fs::write(desk.store(), "no store any more").unwrap();
    let answer = restore(&desk);
    is_well(&desk);
    let aside = answer["kept"].as_str().unwrap();
    assert_eq!(bytes(aside.as_ref()), b"no store any more");
    assert_eq!(bytes(format!("{aside}-wal").as_ref()), left);
}

#[test]
fn two_restores_in_one_second_both_keep_what_they_replace() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    desk.run(&["backup", "--to", "copy.sqlite"]);
    let first = restore(&desk)["kept"].take();
    let second = restore(&desk)["kept"].take();
    assert_ne!(first, second);
    for kept in [first, second] {
        assert!(Path::new(kept.as_str().unwrap()).exists());
    }
}

#[test]
#[cfg(unix)]
fn a_link_to_a_store_still_leads_to_it_once_it_is_restored() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    desk.run(&["backup", "--to", "copy.sqlite"]);
    add(&desk, "李强");
    std::fs::create_dir(desk.path("elsewhere")).unwrap();
    std::fs::rename(desk.store(), desk.path("elsewhere/real.sqlite")).unwrap();
    std::os::unix::fs::symlink("elsewhere/real.sqlite", desk.store()).unwrap();
    restore(&desk);
    assert!(desk.store().is_symlink());
    assert!(knows(&desk, "王敏") && !knows(&desk, "李强"));
}

#[test]
fn scans_that_lie_where_the_store_was_do_not_hinder_a_restore() {
    let desk = with_scans();
    desk.run(&["backup", "--to", "copy.sqlite"]);
    std::fs::remove_file(desk.store()).unwrap();
    restore(&desk);
    is_well(&desk);
    assert_eq!(count_files(&desk.path("desk.files")), 2);
}

#[test]
fn a_backup_that_lacks_a_scan_is_restored_and_the_scan_is_named() {
    let desk = with_scans();
    desk.run(&["backup", "--to", "copy.sqlite"]);
    for folder in ["copy.files", "desk.files"] {
        std::fs::remove_dir_all(desk.path(folder)).unwrap();
    }
    let ran = desk.run(&["restore", "copy.sqlite", "--replace", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(ran.answer()["lost"][0]["account"], "C1");
    assert_eq!(ran.stderr, "");
    add(&desk, "王敏");
    let words = desk.run(&["restore", "copy.sqlite", "--replace"]);
    assert!(words.stdout.contains("a.pdf") && words.stdout.contains("b.pdf"), "{}", words.stdout);
}

#[test]
fn a_backup_of_what_the_log_does_not_prove_is_made_and_said_and_restored_only_as_it_is() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    let db = rusqlite::Connection::open(desk.store()).unwrap();
    db.execute("INSERT INTO setting (key, value) VALUES ('a', 'b')", []).unwrap();
    drop(db);
    add(&desk, "李强");
    std::fs::write(desk.path("password.txt"), "雨后的山谷与竹林").unwrap();
    for copy in ["copy.sqlite", "copy.age"] {
        let password = ["--password-file", "password.txt"];
        let password: &[&str] = if copy.ends_with(".age") { &password } else { &[] };
        let run = |arguments: &[&str]| desk.run(&[arguments, password].concat());
        let made = run(&["backup", "--to", copy, "--json"]);
        let flaw = &made.answer()["flaw"];
        assert_eq!((made.code, &flaw["fault"]), (1, &"made_not_as_proved".into()), "{made:?}");
        assert_eq!((&flaw["found"]["table"], &flaw["path"]), (&"setting".into(), &copy.into()), "{made:?}");

        let before = desk.bytes();
        let refused = run(&["restore", copy, "--replace"]);
        assert!(refused.code == 2 && refused.stderr.contains("--as-it-is"), "{refused:?}");
        assert_eq!(refused.stderr.contains("单独打开"), copy == "copy.sqlite", "{refused:?}");
        assert_eq!(desk.bytes(), before);

        let restored = run(&["restore", copy, "--replace", "--as-it-is", "--json"]);
        assert_eq!(restored.code, 0, "{restored:?}");
        assert_eq!(restored.answer()["found"][0]["table"], "setting", "{restored:?}");
        let checked = desk.run(&["check"]);
        assert!(checked.code == 1 && checked.stdout.contains("条日志时已发现：表“"), "{checked:?}");
        assert!(knows(&desk, "李强"));
        // From there on its rows are proved again; the next copy is one of a store that was changed again.
        assert_eq!(desk.run(&["backup", "--to", &format!("{copy}.whole.sqlite")]).code, 0);
        let db = rusqlite::Connection::open(desk.store()).unwrap();
        db.execute("UPDATE setting SET value = value || 'c' WHERE key = 'a'", []).unwrap();
    }
    for (lang, said) in [("zh", "不算完好"), ("en", "not a verified one")] {
        let made = desk.run(&["--lang", lang, "backup", "--to", &format!("{lang}.sqlite")]);
        assert!(made.code == 1 && made.stdout.contains(said), "{made:?}");
    }
    let said = desk.run(&["restore", "zh.sqlite", "--replace", "--as-it-is"]);
    assert!(said.code == 0 && said.stdout.contains("已记入日志"), "{said:?}");
}
