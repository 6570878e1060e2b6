//! What is so on Windows alone: files that a program keeps open for itself, and paths of any length.

#![cfg(windows)]

use std::fs::{File, OpenOptions, create_dir_all, write};
use std::os::windows::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::backups::{add, knows};
use crate::common::process::{Desk, Ran, bytes, finish, program};

/// A file as Excel has it open: others may read it, and neither write nor remove it.
fn as_excel_has_it(path: &Path) -> File {
    const FILE_SHARE_READ: u32 = 1;
    OpenOptions::new().read(true).share_mode(FILE_SHARE_READ).open(path).unwrap()
}

/// The same of a program that lets nobody else at it.
fn for_itself(path: &Path) -> File {
    OpenOptions::new().read(true).write(true).share_mode(0).open(path).unwrap()
}

fn says(ran: &Ran, words: &[&str]) {
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(words.iter().all(|word| ran.stderr.contains(word)), "{}", ran.stderr);
}

#[test]
fn a_list_that_excel_has_open_is_left_as_it_is_and_to_be_closed() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    for file in ["bills.xlsx", "bills.csv"] {
        write(desk.path(file), "old").unwrap();
        let held = as_excel_has_it(&desk.path(file));
        says(&desk.run(&["export", "bills", "--to", file]), &["Excel", "关闭"]);
        says(&desk.run(&["--lang", "en", "export", "bills", "--to", file]), &["Excel", "Close it"]);
        assert_eq!(bytes(&desk.path(file)), b"old");
        drop(held);
        assert_eq!(desk.run(&["export", "bills", "--to", file]).code, 0);
    }
    let left = std::fs::read_dir(desk.path(".")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(!left.into_iter().any(|name| name.to_string_lossy().ends_with(".part")));
}

#[test]
fn a_list_that_excel_has_open_is_imported_and_one_that_is_locked_is_to_be_closed() {
    let desk = Desk::empty();
    desk.ok(&[r#"{"op":"add_issuer","code":"T","name":"甲","policy":"tencent-cloud"}"#]);
    write(desk.path("accounts.csv"), "客户编号,客户名称,客户类型\nC1,客户,个人\n").unwrap();
    let import = ["import", "accounts", "accounts.csv", "--issuer", "T"];
    let held = for_itself(&desk.path("accounts.csv"));
    says(&desk.run(&import), &["打开", "关闭"]);
    drop(held);
    let _held = as_excel_has_it(&desk.path("accounts.csv"));
    assert_eq!(desk.run(&import).code, 0);
}

#[test]
fn a_store_or_a_backup_that_another_program_has_open_is_not_replaced() {
    let desk = Desk::empty();
    add(&desk, "王敏");
    assert_eq!(desk.run(&["backup", "--to", "copy.sqlite"]).code, 0);
    add(&desk, "李强");
    let before = bytes(&desk.store());
    let held = as_excel_has_it(&desk.store());
    says(&desk.run(&["restore", "copy.sqlite", "--replace"]), &["desk.sqlite"]);
    assert_eq!(bytes(&desk.store()), before);
    drop(held);
    let held = for_itself(&desk.path("copy.sqlite"));
    says(&desk.run(&["restore", "copy.sqlite", "--replace"]), &["copy.sqlite", "正在使用"]);
    drop(held);
    assert!(knows(&desk, "李强"));
    assert_eq!(desk.run(&["restore", "copy.sqlite", "--replace"]).code, 0);
    assert!(!knows(&desk, "李强"));
}

#[test]
fn a_store_works_by_a_path_of_any_length() {
    let desk = Desk::empty();
    let folder = (0..5).fold(desk.path("账 套"), |path, _| path.join("很长的文件夹名".repeat(12)));
    create_dir_all(&folder).unwrap();
    let verbatim = PathBuf::from(format!(r"\\?\{}", std::path::absolute(&folder).unwrap().display()));
    assert!(folder.as_os_str().len() > 1040, "longer than SQLite takes by itself");
    for folder in [folder, verbatim] {
        let at = |name: &str| folder.join(name).into_os_string();
        let run = |arguments: &[&str]| {
            let mut command = program();
            command.arg("--store").arg(at("long.sqlite")).args(arguments);
            let ran = finish(command, b"");
            assert_eq!(ran.code, 0, "{arguments:?} {ran:?}");
        };
        let made = |name: &str| PathBuf::from(at(name)).exists();
        run(&["demo"]);
        let to = |name: &str| at(name).into_string().unwrap();
        run(&["export", "bills", "--to", &to("bills.xlsx")]);
        run(&["backup", "--to", &to("copy.sqlite")]);
        run(&["restore", &to("copy.sqlite"), "--replace"]);
        run(&["check"]);
        assert!(["bills.xlsx", "copy.sqlite"].iter().all(|name| made(name)));
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
        }
    }
}
