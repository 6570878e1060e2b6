//! A store that cannot lie, as the program is used: what this machine saw is remembered outside the store.

use std::path::PathBuf;

use rusqlite::Connection;

use crate::common::process::{Desk, HOME, Ran, finish, program};

/// A store with machine files of its own.
struct Machine {
    desk: Desk,
}

impl Machine {
    fn new() -> Self {
        let machine = Self { desk: Desk::empty() };
        machine.run(
            &["run", "-"],
            r#"{"op":"add_issuer","code":"Q","name":"示例气象服务有限公司","policy":"qweather"}"#,
        );
        machine
    }

    fn run(&self, arguments: &[&str], input: &str) -> Ran {
        self.run_on("here", arguments, input)
    }

    /// Runs the program on the machine of this name.
    fn run_on(&self, machine: &str, arguments: &[&str], input: &str) -> Ran {
        let mut command = program();
        command.arg("--store").arg(self.desk.store()).args(arguments);
        command.env(HOME, self.desk.path(machine)).env("USER", "wangmin");
        finish(command, input.as_bytes())
    }

    fn issuer(&self, code: &str) {
        let line = format!(r#"{{"op":"add_issuer","code":"{code}","name":"示例","policy":"qweather"}}"#);
        assert_eq!(self.run(&["run", "-"], &line).code, 0);
    }

    fn check(&self) -> (i32, Vec<String>, serde_json::Value) {
        self.check_on("here")
    }

    fn check_on(&self, machine: &str) -> (i32, Vec<String>, serde_json::Value) {
        let ran = self.run_on(machine, &["check", "--json"], "");
        let report = ran.answer();
        let laws =
            report["violations"].as_array().unwrap().iter().map(|v| v["law"].as_str().unwrap().to_owned());
        (ran.code, laws.collect(), report.clone())
    }

    fn files(&self) -> PathBuf {
        self.desk.path("here/machine")
    }
}

#[test]
fn a_store_that_was_put_back_is_found_on_the_machine_that_saw_it_newer() {
    let machine = Machine::new();
    let younger = std::fs::read(machine.desk.store()).unwrap();
    machine.issuer("R");
    assert_eq!(machine.check().0, 0);
    std::fs::write(machine.desk.store(), younger).unwrap();
    let (code, laws, _) = machine.check();
    assert_eq!((code, laws), (1, vec!["head_lost".to_owned()]));
    for (lang, said) in [("zh", "这台电脑"), ("en", "this machine saw")] {
        let ran = machine.run(&["--lang", lang, "check"], "");
        assert!(ran.stdout.contains(said), "{}", ran.stdout);
    }
    // Whoever goes on with it is told so beside the answer, once, and does not cover it up.
    let line = r#"{"op":"add_issuer","code":"S","name":"示例","policy":"qweather"}"#;
    let ran = machine.run(&["run", "-"], line);
    assert_eq!((ran.code, &ran.answer()["ok"], ran.stderr.lines().count()), (0, &true.into(), 1), "{ran:?}");
    assert!(ran.stderr.contains("不在了或被改写") && ran.stderr.contains("fapiao-desk check"), "{ran:?}");
    machine.issuer("U");
    assert_eq!(machine.check().1, ["head_lost"]);
    assert_eq!(machine.check_on("elsewhere").0, 0, "another machine has seen nothing of it");
}

#[test]
fn a_backup_that_was_restored_is_a_notice_with_both_heads() {
    let machine = Machine::new();
    let copy = machine.desk.path("copy.sqlite");
    let copy = copy.to_str().unwrap();
    assert_eq!(machine.run(&["backup", "--to", copy], "").code, 0);
    machine.issuer("R");
    machine.issuer("S");
    assert_eq!(machine.run(&["restore", copy, "--replace"], "").code, 0);
    let (code, laws, report) = machine.check();
    assert_eq!((code, laws.is_empty()), (0, true), "{report}");
    let notice = &report["notices"][0];
    assert_eq!(
        (&notice["notice"], &notice["backup"], &notice["replaced"]),
        (&"restored".into(), &2.into(), &4.into())
    );
    machine.issuer("U");
    assert_eq!(machine.check().0, 0);
    let ran = machine.run(&["check"], "");
    assert!(ran.stdout.contains("从备份恢复"), "{}", ran.stdout);
}

#[test]
fn a_copy_of_a_store_is_proved_like_the_store() {
    let machine = Machine::new();
    let copy = machine.desk.path("copy.sqlite");
    assert_eq!(machine.run(&["backup", "--to", copy.to_str().unwrap()], "").code, 0);
    let mut command = program();
    command.arg("--store").arg(&copy).args(["check", "--json"]);
    let ran = finish(command, b"");
    let (_, _, report) = machine.check();
    assert_eq!((ran.code, &ran.answer()["proved"]), (0, &report["proved"]), "{ran:?}");
}

#[test]
fn each_entry_says_where_from_and_what_it_changed_and_is_signed_with_the_machines_key() {
    let machine = Machine::new();
    machine.issuer("R");
    let db = Connection::open(machine.desk.store()).unwrap();
    let sql =
        "SELECT origin || ' ' || system_user, changes, key_id, length(signature) FROM audit WHERE id = 3";
    let (from, changes, key, length): (String, String, i64, i64) =
        db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
    assert_eq!((from.as_str(), key, length), ("command_line wangmin", 1, 64));
    let changes: serde_json::Value = serde_json::from_str(&changes).unwrap();
    let row = &changes["rows"][0];
    assert_eq!((&row["table"], &row["after"]["code"]), (&"issuer".into(), &"R".into()), "{changes}");
    assert_eq!(std::fs::read(machine.files().join("signing.key")).unwrap().len(), 32);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(machine.files().join("signing.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // Another machine has a key of its own, and the store knows both.
    machine.run_on("elsewhere", &["run", "-"], r#"{"op":"add_user","name":"李强","roles":["clerk"]}"#);
    let (code, _, report) = machine.check();
    assert_eq!((code, &report["proved"]["keys"]), (0, &2.into()));
    // It is said, with its name and since when; the one that made the store is not.
    let notices = report["notices"].as_array().unwrap();
    let told = (notices.len(), &notices[0]["notice"], &notices[0]["entry"]);
    assert_eq!(told, (1, &"machine_signed".into(), &4.into()), "{report}");
    let name = db.query_row("SELECT machine FROM audit WHERE id = 4", [], |row| row.get::<_, String>(0));
    assert_eq!(notices[0]["machine"], name.unwrap());
    let changes = db.query_row("SELECT changes FROM audit WHERE id = 4", [], |row| row.get::<_, String>(0));
    assert!(changes.unwrap().contains("signing_key"), "the entry says it, too");
    assert!(machine.run(&["check"], "").stdout.contains("也在这个账套签名"));
}

#[test]
fn a_clock_that_went_back_is_a_notice() {
    let machine = Machine::new();
    machine.issuer("R");
    let db = Connection::open(machine.desk.store()).unwrap();
    // As if the entry before had been written when the clock was ahead; what else is wrong then is not asked.
    db.execute_batch("DROP TRIGGER audit_stays; UPDATE audit SET at = at + 7200000 WHERE id = 2").unwrap();
    drop(db);
    let (_, _, report) = machine.check();
    assert_eq!(
        (&report["notices"][0]["notice"], &report["notices"][0]["entry"]),
        (&"clock_went_back".into(), &3.into())
    );
}

#[test]
fn what_cannot_be_kept_of_the_machine_keeps_nobody_from_work() {
    let machine = Machine::new();
    let blocked = machine.desk.path("blocked");
    std::fs::write(&blocked, "no folder").unwrap();
    let ran =
        machine.run_on("blocked", &["run", "-"], r#"{"op":"add_user","name":"李强","roles":["clerk"]}"#);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(machine.check().0, 0);
}
