//! `backup` to a file that is encrypted with a password, and `restore` from one.

use fapiao_desk::desk::backup::automatic;
use fapiao_desk::domain::backup::BackupReason;

use super::backups::{count_files, with_scans};
use crate::common::process::{Desk, Ran, bytes, finish};

const PASSWORD: &str = "雨后的山谷与竹林";

/// Runs a subcommand with a password of a backup; none is known to the system.
fn with_password(desk: &Desk, arguments: &[&str], password: Option<&str>) -> Ran {
    let mut command = desk.with(arguments);
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    if let Some(password) = password {
        command.env("FAPIAO_DESK_BACKUP_PASSWORD", password);
    }
    finish(command, b"")
}

/// A desk with two scans, and its encrypted backup `copy.sqlite.age`; the store itself is gone.
fn backed_up() -> Desk {
    let desk = with_scans();
    let ran = with_password(&desk, &["backup", "--to", "copy.sqlite.age"], Some(PASSWORD));
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "已备份到 copy.sqlite.age。\n"), "{ran:?}");
    std::fs::remove_file(desk.store()).unwrap();
    std::fs::remove_dir_all(desk.path("desk.files")).unwrap();
    desk
}

fn names(desk: &Desk) -> Vec<String> {
    let entries = std::fs::read_dir(desk.path("")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn it_holds_the_store_and_its_scans_in_one_file_and_is_restored_with_its_password_alone() {
    let desk = backed_up();
    let copy = bytes(&desk.path("copy.sqlite.age"));
    assert!(copy.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    for plain in ["SQLite format 3", "乙有限公司", "desk.files"] {
        assert!(!copy.windows(plain.len()).any(|window| window == plain.as_bytes()), "{plain}");
    }
    let left = names(&desk);
    assert_eq!(left, ["a.pdf", "b.pdf", "copy.sqlite.age"], "nothing else is left of it");
    for (password, why) in [(None, "需要它的密码"), (Some("雨后的山谷与竹叶"), "密码不对")]
    {
        let ran = with_password(&desk, &["restore", "copy.sqlite.age"], password);
        assert!(ran.code == 2 && ran.stderr.contains(why), "{ran:?}");
        assert_eq!(names(&desk), left);
    }
    std::fs::write(desk.path("password.txt"), format!("{PASSWORD}\n")).unwrap();
    let ran = with_password(&desk, &["restore", "copy.sqlite.age", "--password-file", "password.txt"], None);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(count_files(&desk.path("desk.files")), 2);
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn without_a_good_password_none_is_made_and_no_file_is_overwritten() {
    let desk = with_scans();
    let before = names(&desk);
    for password in [None, Some("1234567"), Some("12345678")] {
        let ran = with_password(&desk, &["backup", "--to", "copy.age", "--json"], password);
        assert_eq!((ran.code, &ran.answer()["error"]["field"]), (2, &"password".into()), "{ran:?}");
    }
    assert_eq!(names(&desk), before);
    std::fs::write(desk.path("copy.age"), "precious").unwrap();
    let ran = with_password(&desk, &["backup", "--to", "copy.age"], Some(PASSWORD));
    assert!(ran.code == 2 && ran.stderr.contains("已经存在"), "{ran:?}");
    assert_eq!(bytes(&desk.path("copy.age")), b"precious");
}

#[test]
fn one_that_is_damaged_is_not_restored() {
    let desk = backed_up();
    let left = names(&desk);
    let whole = bytes(&desk.path("copy.sqlite.age"));
    let mut changed = whole.clone();
    let middle = whole.len() / 2;
    changed[middle] ^= 1;
    let (cut, altered) = ("文件不完整，后面的部分缺失", "内容已损坏或被改动");
    for (damaged, why) in [
        (&whole[..whole.len() - 40], altered),
        (&whole[..middle], cut),
        (&whole[..60], cut),
        (&changed[..], altered),
    ] {
        std::fs::write(desk.path("copy.sqlite.age"), damaged).unwrap();
        let ran = with_password(&desk, &["restore", "copy.sqlite.age"], Some(PASSWORD));
        assert!(ran.code == 2 && ran.stderr.contains("已损坏") && ran.stderr.contains(why), "{ran:?}");
        assert_eq!(names(&desk), left);
    }
}

#[test]
fn backups_by_themselves_are_encrypted_where_that_is_set_and_before_a_change_made_all_the_same() {
    let desk = Desk::empty();
    let lines = concat!(
        r#"{"op":"set_backup_encryption","encrypted":true}"#,
        "\n",
        r#"{"op":"add_issuer","code":"Q","name":"甲","policy":"qweather"}"#,
        "\n",
        r#"{"op":"add_account","account":"C1","issuer":"Q","name":"乙","kind":"individual"}"#,
    );
    assert_eq!(finish(desk.with(&["run", "-"]), lines.as_bytes()).code, 0);
    let bills =
        "账单号,客户编号,账单日期,付款期限,账单金额,付款日期\nB1,C1,2025-10-01,2025-10-10,1.00,2025-10-05\n";
    std::fs::write(desk.path("bills.csv"), bills).unwrap();
    for (batch, password) in [("1", Some(PASSWORD)), ("2", None)] {
        assert_eq!(desk.run(&["import", "bills", "bills.csv", "--issuer", "Q"]).code, 0);
        let ran = with_password(&desk, &["undo-import", batch], password);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let made = automatic::list(&desk.store()).found;
    let beside = automatic::folder_beside(&desk.store());
    let told: Vec<_> = made
        .iter()
        .map(|made| {
            (
                made.name.reason,
                made.name.is_verified,
                made.name.is_encrypted,
                made.path.parent() == Some(&*beside),
            )
        })
        .collect();
    assert_eq!(
        told,
        [(BackupReason::Undo, true, false, true), (BackupReason::Undo, true, true, true)],
        "without its password it is as readable as the store beside it"
    );
    let encrypted = made[1].path.to_str().unwrap();
    let ran = with_password(&desk, &["restore", encrypted, "--replace"], Some(PASSWORD));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(desk.run(&["imports", "--json"]).stdout.contains("bills.csv"));
}
