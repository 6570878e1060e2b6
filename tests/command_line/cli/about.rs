//! What the program says of itself, a file to open in its window, and what becomes of stores of other versions.

use rusqlite::Connection;

use crate::common::older_store;
use crate::common::process::{Desk, Ran, bytes, finish, program};

fn run(desk: &Desk, arguments: &[&std::ffi::OsStr]) -> Ran {
    let mut command = program();
    command.current_dir(desk.path("")).args(arguments);
    finish(command, b"")
}

#[test]
fn it_says_what_it_is_without_a_store_and_with_one() {
    let desk = Desk::empty();
    let ran = desk.run(&["about"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for part in [env!("CARGO_PKG_VERSION"), rusqlite::version(), "还没有数据文件"] {
        assert!(ran.stdout.contains(part), "{part} {ran:?}");
    }
    assert!(!desk.store().exists());
    desk.ok(&[r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#]);
    let before = desk.bytes();
    let answer = desk.run(&["about", "--json"]).answer();
    assert_eq!(answer["program"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(answer["program"]["sqlite"], rusqlite::version());
    assert_eq!(answer["store"]["facts"]["schema"], answer["program"]["schema"]);
    assert_eq!(answer["store"]["facts"]["sandbox"], true);
    assert_eq!(answer["store"]["path"], desk.store().display().to_string());
    assert_eq!(desk.bytes(), before);
    let version = run(&desk, &["--version".as_ref()]);
    assert_eq!(version.stdout.trim(), format!("fapiao-desk {}", env!("CARGO_PKG_VERSION")));
}

/// Where there is no display, the window that is wanted says so; elsewhere it would open.
#[test]
#[cfg(target_os = "linux")]
fn a_file_is_opened_in_the_window() {
    let desk = Desk::empty();
    desk.ok(&[r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#]);
    let before = desk.bytes();
    let ran = run(&desk, &[desk.store().as_os_str()]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("没有可用的图形显示"), "{ran:?}");
    assert_eq!(desk.bytes(), before);
    let ran = run(&desk, &["gone.desk.sqlite".as_ref()]);
    assert!(ran.stderr.contains("没有可用的图形显示") && !desk.path("gone.desk.sqlite").exists(), "{ran:?}");
}

#[test]
fn what_is_no_file_is_no_subcommand() {
    let desk = Desk::empty();
    for slip in [&["exprot"][..], &["exprot", "bills"]] {
        let arguments: Vec<&std::ffi::OsStr> = slip.iter().map(AsRef::as_ref).collect();
        let ran = run(&desk, &arguments);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains("没有“exprot”这个命令") && ran.stderr.contains("export"), "{ran:?}");
    }
    let ran = run(&desk, &["--store".as_ref(), "a.sqlite".as_ref(), "b.sqlite".as_ref()]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.starts_with("命令行参数有误"), "{ran:?}");
}

#[test]
fn an_upgrade_is_said_with_its_backup_and_a_downgrade_is_refused_with_it() {
    let desk = Desk::empty();
    older_store(&desk.store(), 9);
    let ran = desk.run(&["imports"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("（格式 9）升级到格式"), "{ran:?}");
    let backups: Vec<_> =
        std::fs::read_dir(desk.path("desk.backups")).unwrap().map(|file| file.unwrap().path()).collect();
    let backup =
        backups.iter().find(|path| path.extension().is_some_and(|ending| ending == "sqlite")).unwrap();
    assert!(ran.stderr.contains(&backup.display().to_string()), "{ran:?}");
    assert!(!desk.run(&["imports"]).stderr.contains("升级"), "it is said once");
    let db = Connection::open(desk.store()).unwrap();
    db.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA user_version = 9000").unwrap();
    drop(db);
    let before = bytes(&desk.store());
    for arguments in [&["imports"][..], &["check"], &["export", "bills", "--to", "bills.csv"]] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains(&format!("升级前的备份是 {}", backup.display())), "{ran:?}");
    }
    assert_eq!(bytes(&desk.store()), before);
}
