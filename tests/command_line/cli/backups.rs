//! `backup` and `restore`.

use std::path::Path;

use fapiao_desk::desk::backup::automatic;
use fapiao_desk::domain::backup::BackupReason;

use crate::common::process::{Desk, bytes, finish};

pub fn add(desk: &Desk, name: &str) {
    desk.ok(&[&format!(r#"{{"op":"add_user","name":"{name}","roles":["clerk"]}}"#)]);
}

pub fn knows(desk: &Desk, name: &str) -> bool {
    let line =
        format!(r#"{{"op":"add_top_up","account":"C1","amount":"1","on":"2026-01-01","by":"{name}"}}"#);
    desk.refused(&line)["what"] == "account"
}

#[test]
fn a_backup_is_a_store_with_all_that_was_there() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    let ran = desk.run(&["backup", "--to", "copy.sqlite"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "已备份到 copy.sqlite。\n"));
    let copy = Desk::empty();
    std::fs::copy(desk.path("copy.sqlite"), copy.store()).unwrap();
    assert!(knows(&copy, "王敏"));
    assert_eq!(copy.run(&["check"]).code, 0);
}

#[test]
fn a_backup_never_overwrites_a_file() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    for content in ["", "precious"] {
        std::fs::write(desk.path("copy.sqlite"), content).unwrap();
        let ran = desk.run(&["backup", "--to", "copy.sqlite"]);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains("已经存在"), "{}", ran.stderr);
        assert_eq!(bytes(&desk.path("copy.sqlite")), content.as_bytes());
    }
}

#[test]
fn a_backup_to_a_folder_that_is_not_there_is_refused() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    let ran = desk.run(&["backup", "--to", "nowhere/copy.sqlite", "--json"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.answer()["error"]["rule"], "store");
}

#[test]
fn a_backup_is_restored_where_there_is_no_store() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    desk.run(&["backup", "--to", "copy.sqlite"]);
    std::fs::remove_file(desk.store()).unwrap();
    let ran = desk.run(&["restore", "copy.sqlite", "--json"]);
    assert_eq!((ran.code, &ran.answer()["kept"]), (0, &serde_json::Value::Null));
    assert!(knows(&desk, "王敏"));
}

#[test]
fn a_store_that_is_there_is_not_restored_over_unless_that_is_asked_for_and_then_kept() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    desk.run(&["backup", "--to", "copy.sqlite"]);
    add(&desk, "李强");
    let before = desk.bytes();
    let ran = desk.run(&["restore", "copy.sqlite"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("已经存在"), "{}", ran.stderr);
    assert_eq!(desk.bytes(), before);

    let ran = desk.run(&["restore", "copy.sqlite", "--replace", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(!knows(&desk, "李强"));
    let kept = Desk::empty();
    std::fs::copy(ran.answer()["kept"].as_str().unwrap(), kept.store()).unwrap();
    assert!(knows(&kept, "王敏") && knows(&kept, "李强"));
    assert_eq!(kept.run(&["check"]).code, 0);
}

#[test]
fn what_is_no_backup_is_not_restored() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    let before = desk.bytes();
    std::fs::write(desk.path("copy.sqlite"), "not a store").unwrap();
    for file in ["copy.sqlite", "nowhere.sqlite"] {
        let ran = desk.run(&["restore", file, "--replace"]);
        assert_eq!(ran.code, 2, "{file}");
        assert!(ran.stderr.contains(file), "{}", ran.stderr);
    }
    assert_eq!(desk.bytes(), before);
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    let mut damaged = desk.bytes();
    let end = damaged.len();
    damaged[4096 * 3..end].fill(0xA5);
    std::fs::write(desk.path("copy.sqlite"), damaged).unwrap();
    let before = desk.bytes();
    let ran = desk.run(&["restore", "copy.sqlite", "--replace"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("已损坏"), "{}", ran.stderr);
    assert_eq!(desk.bytes(), before);
}

/// A desk whose customer has submitted two scans.
pub fn with_scans() -> Desk {
    let desk = Desk::empty();
    for name in ["a.pdf", "b.pdf"] {
        std::fs::write(desk.path(name), crate::common::scans::picture(name)).unwrap();
    }
    desk.ok(&[
        r#"{"op":"add_issuer","code":"T","name":"甲","policy":"tencent-cloud"}"#,
        r#"{"op":"add_account","account":"C1","issuer":"T","name":"乙有限公司","kind":"enterprise","verified_name":"乙有限公司"}"#,
        r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_special","name":"乙有限公司","tax_id":"91440300MA0DEM01X2","address":"深圳","phone":"0755-12345678","bank":"工行","bank_account":"755900000010000"}"#,
        r#"{"op":"submit_qualification","account":"C1","evidence":[{"kind":"tax_certificate","path":"a.pdf"},{"kind":"general_taxpayer_proof","path":"b.pdf"}]}"#,
    ]);
    desk
}

pub fn count_files(folder: &std::path::Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries.map(|entry| entry.unwrap().path()).map(|p| if p.is_dir() { count_files(&p) } else { 1 }).sum()
}

#[test]
fn scans_are_backed_up_and_restored_with_the_store() {
    let desk = with_scans();
    assert_eq!(count_files(&desk.path("desk.files")), 2);
    assert_eq!(desk.run(&["backup", "--to", "copy.sqlite"]).code, 0);
    assert_eq!(count_files(&desk.path("copy.files")), 2);
    std::fs::remove_dir_all(desk.path("desk.files")).unwrap();
    let ran = desk.run(&["restore", "copy.sqlite", "--replace", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(count_files(&desk.path("desk.files")), 2);
    assert_eq!(count_files(&desk.path("copy.files")), 2, "the backup is still whole");
}

#[test]
fn a_store_that_is_replaced_keeps_its_scans() {
    let desk = with_scans();
    let other = Desk::empty();
    add(&other, "王敏");
    other.run(&["backup", "--to", desk.path("copy.sqlite").to_str().unwrap()]);
    let ran = desk.run(&["restore", "copy.sqlite", "--replace", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let kept = std::path::PathBuf::from(ran.answer()["kept"].as_str().unwrap());
    assert_eq!(count_files(&kept.with_extension("files")), 2);
    assert!(knows(&desk, "王敏"));
}

/// The folder in which a scan of the desk lies, and the scan.
fn a_scan(desk: &Desk) -> std::path::PathBuf {
    let folder = std::fs::read_dir(desk.path("desk.files")).unwrap().next().unwrap().unwrap().path();
    std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path()
}

#[test]
fn a_backup_is_made_without_scans_that_are_lost_and_they_are_named() {
    let desk = with_scans();
    std::fs::remove_dir_all(desk.path("desk.files")).unwrap();
    let ran = desk.run(&["backup", "--to", "copy.sqlite", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let answer = ran.answer();
    let names: Vec<_> = answer["lost"].as_array().unwrap().iter().map(|scan| scan["name"].clone()).collect();
    assert_eq!(names, ["a.pdf", "b.pdf"]);
    assert_eq!(
        (&answer["lost"][0]["account"], &answer["lost"][0]["fault"]),
        (&"C1".into(), &"vanished".into())
    );
    let copy = Desk::empty();
    std::fs::copy(desk.path("copy.sqlite"), copy.store()).unwrap();
    add(&copy, "王敏");
    for (lang, lost) in [("zh", "丢失"), ("en", "lost")] {
        let words = desk.run(&["--lang", lang, "backup", "--to", &format!("{lang}.sqlite")]);
        assert_eq!(words.code, 1);
        let said = |part: &str| words.stdout.contains(part);
        assert!(said("C1") && said("a.pdf") && said("b.pdf") && said(lost), "{}", words.stdout);
    }
}

#[test]
fn a_scan_that_was_changed_on_the_disk_is_backed_up_as_it_is_and_named() {
    let desk = with_scans();
    std::fs::write(a_scan(&desk), "%PDF-1.4 changed").unwrap();
    let ran = desk.run(&["backup", "--to", "copy.sqlite", "--json"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let answer = ran.answer();
    assert_eq!(answer["lost"].as_array().unwrap().len(), 1);
    assert_eq!(answer["lost"][0]["fault"], "altered");
    assert_eq!(count_files(&desk.path("copy.files")), 2);
}

#[test]
fn a_changed_scan_of_a_backup_never_takes_the_place_of_a_whole_one() {
    let desk = with_scans();
    let (scan, whole) = (a_scan(&desk), bytes(&a_scan(&desk)));
    std::fs::write(&scan, "%PDF-1.4 changed").unwrap();
    desk.run(&["backup", "--to", "copy.sqlite"]);
    std::fs::write(&scan, &whole).unwrap();
    let ran = desk.run(&["restore", "copy.sqlite", "--replace"]);
    assert_eq!(ran.code, 0, "nothing is missing after all: {ran:?}");
    assert_eq!(bytes(&scan), whole);
}

#[test]
fn a_backup_is_never_written_where_the_desk_keeps_its_own() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    for own in ["desk.sqlite", "desk.sqlite-wal", "desk.sqlite-shm", "desk.sqlite-journal", "desk.files"] {
        let before = desk.bytes();
        let ran = desk.run(&["backup", "--to", own]);
        assert_eq!(ran.code, 2, "{own}");
        assert!(ran.stderr.contains(own), "{}", ran.stderr);
        assert_eq!(desk.bytes(), before);
        assert!(own == "desk.sqlite" || !desk.path(own).exists());
    }
}

#[test]
fn an_import_is_undone_after_a_backup_of_what_was_there_unless_it_is_a_sandbox() {
    for is_sandbox in [false, true] {
        let desk = Desk::empty();
        let with = |rest: &[&str]| {
            let sandbox: &[&str] = if is_sandbox { &["--sandbox"] } else { &[] };
            desk.with(&[sandbox, rest].concat())
        };
        let lines = concat!(
            r#"{"op":"add_issuer","code":"Q","name":"示例天气有限公司","policy":"qweather"}"#,
            "\n",
            r#"{"op":"add_account","account":"C1","issuer":"Q","name":"甲","kind":"individual"}"#,
        );
        assert_eq!(finish(with(&["run", "-"]), lines.as_bytes()).code, 0);
        std::fs::write(
            desk.path("bills.csv"),
            "账单号,客户编号,账单日期,付款期限,账单金额,付款日期\nB1,C1,2025-10-01,2025-10-10,1.00,2025-10-05\n",
        )
        .unwrap();
        assert_eq!(finish(with(&["import", "bills", "bills.csv", "--issuer", "Q"]), b"").code, 0);
        let entries = |backup: &Path| -> i64 {
            let db = rusqlite::Connection::open(backup).unwrap();
            db.query_row("SELECT count(*) FROM bill", [], |row| row.get(0)).unwrap()
        };
        // What is refused anyway is not backed up for.
        assert_ne!(finish(with(&["undo-import", "7"]), b"").code, 0);
        assert_eq!(automatic::list(&desk.store()).found, []);
        assert_eq!(finish(with(&["undo-import", "1"]), b"").code, 0);
        let made = automatic::list(&desk.store()).found;
        let made: Vec<_> = made.iter().map(|made| (made.name.reason, entries(&made.path))).collect();
        assert_eq!(made, if is_sandbox { vec![] } else { vec![(BackupReason::Undo, 1)] });
    }
}

#[test]
fn of_a_damaged_store_the_newest_good_backup_is_named_and_restoring_it_keeps_what_is_left() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    let made = automatic::make(&desk.store(), BackupReason::Daily).unwrap().backup.path;
    std::fs::write(desk.store(), "no store any more").unwrap();
    for subcommand in [&["check"] as &[&str], &["recurring"], &["export", "bills", "--to", "bills.csv"]] {
        let ran = desk.run(subcommand);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains(&format!("最近一份完好的备份是 {}", made.display())), "{ran:?}");
    }
    let ran = desk.run(&["restore", made.to_str().unwrap(), "--replace", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(bytes(Path::new(ran.answer()["kept"].as_str().unwrap())), b"no store any more");
    assert!(knows(&desk, "王敏"));
}
