//! A data file that the program is given by name, as a double click does: what it is is said, and nothing is written to it
//! before somebody says so.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::common::place::folder;
use crate::common::window::Window;
use crate::common::{Closed, Play, older_store};
use eframe::egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};
use fapiao_desk::desk::backup::{automatic, back_up};
use fapiao_desk::domain::backup::BackupReason;
use fapiao_desk::domain::refusal::{Refusal, StoreFault};
use fapiao_desk::i18n::Lang;
use fapiao_desk::store::engine::SCHEMA_VERSION;
use fapiao_desk::ui::WindowOptions;
use rusqlite::Connection;

const USER: &str = r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#;

/// The window on a file that was double-clicked, with preferences in the folder of `home`.
fn given(store: &Path, home: &Path) -> Window {
    let options = WindowOptions {
        store: store.to_owned(),
        sandbox: false,
        lang: Some(Lang::Zh),
        prefs: Some(home.join("preferences.json")),
        data: Some(home.join("data")),
        home: Some(home.join("data/desk.sqlite")),
        is_given: true,
    };
    Window::with(options, None)
}

/// All files in a folder, with what is in each.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        match entry.is_dir() {
            true => found.extend(files(&entry)),
            false => found.push((entry.clone(), std::fs::read(&entry).unwrap())),
        }
    }
    found.sort();
    found
}

fn store() -> Closed {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.paid("C1", "B1", "100.00");
    play.close()
}

/// Gives a store a version that is still to come, once nobody has it open any more.
fn be_of_a_newer_program(store: &Path) {
    let begun = Instant::now();
    let raised =
        |db: Connection| db.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA user_version = 9000");
    while Connection::open(store).and_then(raised).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(60), "somebody has it open still");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_store_that_is_new_here_is_asked_about_once_and_opened_by_enter() {
    let (store, home) = (store(), folder());
    let before = files(store.parent().unwrap());
    let mut window = given(&store, home.path());
    window.see("这台电脑以前没有打开过这个数据文件。请确认它来自您的同事或您自己。");
    window.rest();
    assert_eq!(files(store.parent().unwrap()), before, "nothing is written before it is answered");
    window.press(Key::Enter);
    window.see_part("2 家开票方");
    drop(window);
    let mut window = given(&store, home.path());
    window.see_part("2 家开票方");
    assert!(window.harness.query_by_label_contains("以前没有打开过").is_none());
}

#[test]
fn a_store_that_is_not_opened_leaves_the_own_one_to_begin_with() {
    let (store, home) = (store(), folder());
    let before = files(store.parent().unwrap());
    let mut window = given(&store, home.path());
    window.click_button("不打开");
    window.see("新建空白账套");
    window.see(&home.path().join("data/desk.sqlite").display().to_string());
    drop(window);
    assert_eq!(files(store.parent().unwrap()), before);
}

#[test]
fn what_is_only_looked_at_is_not_written_and_is_asked_about_again() {
    let (store, home) = (store(), folder());
    let before = std::fs::read(&*store).unwrap();
    let mut window = given(&store, home.path());
    window.click_button("只查看");
    window.see("正在查看，没有改动这个文件；要办理请重新打开。");
    window.click("账单");
    window.see("B1");
    let refused = window.send(USER).unwrap_err();
    let path = store.display().to_string();
    assert_eq!(refused, Refusal::Store { fault: StoreFault::OnlyLookedAt { path } });
    drop(window);
    assert_eq!(std::fs::read(&*store).unwrap(), before);
    let mut window = given(&store, home.path());
    window.see_part("以前没有打开过");
    window.click_button("只查看");
    window.click("打开以便办理");
    window.see_no_part("正在查看");
    window.see_part("2 家开票方");
    window.send(USER).unwrap();
}

#[test]
fn what_is_only_looked_at_is_looked_at_again_behind_the_form_of_a_server() {
    let (store, home) = (store(), folder());
    let before = std::fs::read(&*store).unwrap();
    let mut window = given(&store, home.path());
    window.click_button("只查看");
    window.see_part("正在查看");
    window.tab("设置");
    window.scroll_to("部门服务器…");
    window.click("部门服务器…");
    window.see("主机");
    window.press(Key::Escape);
    window.see_part("正在查看");
    let path = store.display().to_string();
    assert_eq!(window.send(USER), Err(Refusal::Store { fault: StoreFault::OnlyLookedAt { path } }));
    drop(window);
    assert_eq!(std::fs::read(&*store).unwrap(), before);
}

#[test]
fn a_store_of_an_older_program_is_upgraded_only_once_it_is_said_and_the_backup_is_named_until_esc() {
    let (place, home) = (folder(), folder());
    let store = older_store(&place.path().join("old.sqlite"), 9);
    let before = files(place.path());
    let mut window = given(&store, home.path());
    window.see_part("由旧版本的程序创建（格式 9）");
    window.rest();
    assert_eq!(files(place.path()), before);
    assert!(window.harness.query_by_label("只查看").is_none(), "it is read in columns that it does not have");
    window.press(Key::Enter);
    window.see_part(&format!("（格式 9）升级到格式 {SCHEMA_VERSION}"));
    let made = automatic::list(&store).found;
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].name.reason, BackupReason::Upgrade);
    window.see_part(&made[0].path.display().to_string());
    window.click("显示备份");
    assert_eq!(window.see_outside(), made[0].path.parent().unwrap());
    window.press(Key::Escape);
    window.see_no_part("升级到格式");
    drop(window);
    let mut window = given(&store, home.path());
    window.see_part("2 家开票方");
    assert!(window.harness.query_by_label_contains("升级到格式").is_none(), "it is said once");
}

#[test]
fn a_store_of_a_newer_program_is_left_alone_and_the_backup_from_before_is_named() {
    let (place, home) = (folder(), folder());
    let store = older_store(&place.path().join("old.sqlite"), 9);
    let mut window = given(&store, home.path());
    window.press(Key::Enter);
    window.see_part("升级到格式");
    drop(window);
    let made = automatic::list(&store).found.remove(0).path;
    be_of_a_newer_program(&store);
    let before = files(place.path());
    let mut window = given(&store, home.path());
    window.see_part("数据文件由更新版本的程序创建（结构版本 9000");
    window.see_part(&format!("升级前的备份是 {}", made.display()));
    window.click_button("显示备份");
    assert_eq!(window.see_outside(), made.parent().unwrap());
    drop(window);
    assert_eq!(files(place.path()), before);
}

#[test]
fn a_store_of_a_newer_program_without_a_backup_says_so() {
    let (store, home) = (store(), folder());
    be_of_a_newer_program(&store);
    let mut window = given(&store, home.path());
    window.see("没有找到升级前的备份。请换回新版本的程序打开。");
}

#[test]
fn a_backup_is_no_store_to_work_in_and_is_left_as_it_is() {
    let (store, home) = (store(), folder());
    automatic::make(&store, BackupReason::Asked).unwrap();
    let backup = automatic::list(&store).found.remove(0).path;
    let before = std::fs::read(&backup).unwrap();
    let mut window = given(&backup, home.path());
    window.see_part("这是一份备份，不在里面办理");
    window.see_no("打开");
    window.press(Key::Enter);
    window.see_part("正在查看一份备份，没有改动它");
    assert!(window.harness.query_by_label("打开以便办理").is_none());
    window.send(USER).unwrap_err();
    drop(window);
    assert_eq!(std::fs::read(&backup).unwrap(), before);
    assert!(!automatic::folder_beside(&backup).exists(), "and it has no backups of its own");
}

#[test]
fn an_encrypted_backup_says_what_it_is() {
    let home = folder();
    let backup = home.path().join("copy.sqlite.age");
    std::fs::write(&backup, "age-encryption.org/v1\n-> scrypt\n").unwrap();
    let mut window = given(&backup, home.path());
    window.see_part("这是一份加密的备份");
    window.click_button("不打开");
    window.see("新建空白账套");
}

#[test]
fn what_is_no_store_or_not_there_is_named_and_nothing_takes_its_place() {
    let home = folder();
    let at = |name: &str| home.path().join(name);
    std::fs::write(at("notes.desk.sqlite"), "notes").unwrap();
    std::fs::write(at("empty.desk.sqlite"), "").unwrap();
    for (name, said) in [
        ("notes.desk.sqlite", "不是开票台的数据文件，没有改动它"),
        ("empty.desk.sqlite", "不是开票台的数据文件，没有改动它"),
        ("gone.desk.sqlite", "找不到数据文件"),
    ] {
        let mut window = given(&at(name), home.path());
        window.see_part(said);
        assert!(window.harness.query_by_label("新建空白账套").is_none(), "{name}");
    }
    assert_eq!(std::fs::read(at("notes.desk.sqlite")).unwrap(), b"notes");
    assert_eq!(std::fs::read(at("empty.desk.sqlite")).unwrap(), b"");
    assert!(!at("gone.desk.sqlite").exists());
}

#[test]
fn a_store_that_came_by_chat_is_moved_to_where_it_stays_by_enter() {
    let (store, home) = (store(), folder());
    let received = home.path().join("WeChat Files/w/File");
    std::fs::create_dir_all(&received).unwrap();
    let came = received.join("账套.desk.sqlite");
    back_up(&store, &came).unwrap();
    let mut window = given(&came, home.path());
    window.see("它在下载或聊天软件接收文件的文件夹里，容易被清理或误删。");
    window.until("the move has the keyboard", |harness| {
        harness
            .query_by_label("移到本机的数据文件夹，再打开")
            .is_some_and(|node| node.accesskit_node().is_focused())
    });
    window.press(Key::Enter);
    window.see_part("数据文件已移到");
    assert_eq!(window.office().path(), home.path().join("data/账套.desk.sqlite"));
    assert!(!came.exists());
}

#[test]
fn what_is_only_looked_at_can_be_neither_replaced_nor_thrown_away_nor_backed_up() {
    let home = folder();
    std::fs::create_dir(home.path().join("data")).unwrap();
    let store = home.path().join("data/other.sqlite");
    std::fs::copy(&*self::store(), &store).unwrap();
    let mut window = given(&store, home.path());
    window.click_button("只查看");
    window.see_part("正在查看");
    window.click("设置");
    window.see_disabled("从备份恢复…");
    window.see_disabled("立即备份");
    assert!(window.harness.query_by_label("丢弃演示数据…").is_none());
    window.click("打开以便办理");
    window.see_no_part("正在查看");
    window.click("设置");
    window.see_enabled("从备份恢复…");
    window.see_enabled("立即备份");
    window.see_enabled("丢弃演示数据…");
}

#[test]
fn a_file_that_is_looked_for_again_is_asked_about_as_it_was_at_first() {
    let (store, home) = (store(), folder());
    let came = home.path().join("came.desk.sqlite");
    let mut window = given(&came, home.path());
    window.see_part("找不到数据文件");
    back_up(&store, &came).unwrap();
    let before = files(home.path());
    window.click("重试");
    window.see_part("以前没有打开过");
    window.rest();
    assert_eq!(files(home.path()), before, "nothing is written before it is answered");
    window.click_button("只查看");
    window.see_part("正在查看");
}

#[test]
fn a_store_that_was_set_aside_is_not_moved_among_those_that_are_worked_in() {
    let (store, home) = (store(), folder());
    let received = home.path().join("WeChat Files/w/File");
    std::fs::create_dir_all(&received).unwrap();
    let came = received.join("desk.moved-20260101T000000Z.sqlite");
    back_up(&store, &came).unwrap();
    let before = std::fs::read(&came).unwrap();
    let mut window = given(&came, home.path());
    window.see_part("它是以前移走或被替换时另存的旧数据文件");
    window.see_part("它在下载或聊天软件接收文件的文件夹里");
    assert!(window.harness.query_by_label("移到本机的数据文件夹，再打开").is_none());
    window.press(Key::Enter);
    window.see_part("正在查看");
    assert_eq!(std::fs::read(&came).unwrap(), before);
}

#[test]
fn a_backup_of_a_newer_program_says_nothing_of_the_store_that_it_was_to_replace() {
    let (backup, home) = (store(), folder());
    be_of_a_newer_program(&backup);
    let mut window = Window::open(&home.path().join("desk.sqlite"), None);
    window.pick(&backup);
    window.click_button("从备份恢复…");
    window.see_part("结构版本 9000");
    window.rest();
    assert!(window.harness.query_by_label_contains("升级前的备份").is_none());
}
