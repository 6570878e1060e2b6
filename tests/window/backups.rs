//! Backups in the window: the one of the day, what the status bar says of the last, where they are made, and restoring
//! one from their list.

use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use fapiao_desk::desk::backup;
use fapiao_desk::desk::backup::automatic::{self, Backup};
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::backup::BackupReason;
use fapiao_desk::domain::check::{Found, Violation};
use fapiao_desk::domain::password::Password;
use fapiao_desk::domain::refusal::{Refusal, StoreFault};

use crate::common::Play;
use crate::common::place::folder;
use crate::common::window::{LOCKED_FOR_BACKUPS, Window};

/// A store that is no sandbox, in a folder of its own.
fn real() -> (PathBuf, tempfile::TempDir) {
    let folder = folder();
    let store = folder.path().join("desk.sqlite");
    drop(Desk::open(&store, Open::New { sandbox: false }).unwrap());
    (store, folder)
}

fn backups(store: &Path) -> Vec<Backup> {
    automatic::list(store).found
}

#[test]
fn the_first_start_of_a_day_makes_a_backup_once_the_window_is_left_alone() {
    let (store, _folder) = real();
    let mut window = Window::open(&store, None);
    window.see("尚未备份");
    assert!(backups(&store).is_empty(), "the window is usable first");
    window.see_part("上次备份 ");
    let made = backups(&store);
    assert_eq!(made.len(), 1);
    assert!(made[0].name.is_verified && made[0].name.reason == BackupReason::Daily);
    drop(window);
    let mut window = Window::open(&store, None);
    window.see_part("上次备份 ");
    for _ in 0..200 {
        window.harness.step();
    }
    assert!(window.harness.query_by_label("正在备份…").is_none());
    assert_eq!(backups(&store), made, "one a day is enough");
}

#[test]
fn a_backup_that_is_days_old_is_said_with_its_date_and_a_new_one_is_made() {
    let (store, _folder) = real();
    let made = automatic::make(&store, BackupReason::Daily).unwrap().backup;
    let mut old = made.name.clone();
    old.at = "2026-01-05T09:12:00".parse().unwrap();
    std::fs::rename(&made.path, made.path.with_file_name(old.file_name())).unwrap();
    let mut window = Window::open(&store, None);
    window.see("上次备份 01-05 09:12");
    window.see_no("上次备份 01-05 09:12");
    window.see_part("上次备份 ");
    assert_eq!(backups(&store).len(), 2);
}

#[test]
fn a_backup_that_cannot_be_made_is_a_warning_that_leads_to_its_reason() {
    let (store, folder) = real();
    let mut window = Window::open(&store, None);
    window.see("尚未备份");
    let missing = folder.path().join("nas");
    let line = serde_json::json!({"op": "set_backup_folder", "folder": missing.display().to_string()});
    window.send(&line.to_string()).unwrap();
    window.click("备份失败");
    window.see_part("备份失败：找不到");
    std::fs::create_dir(&missing).unwrap();
    window.scroll_to("立即备份");
    window.click_button("立即备份");
    window.see("已备份，并检查完好");
    window.see_part("上次备份 ");
    window.see_no("备份失败");
    assert_eq!(backups(&store)[0].path.parent(), Some(missing.as_path()));
    window.scroll_to("改回数据文件旁边");
    window.click("改回数据文件旁边");
    window.see("已更改备份文件夹");
    window.see(&automatic::folder_beside(&store).display().to_string());
}

#[test]
fn backups_are_made_in_a_folder_that_is_chosen() {
    let mut window = Play::new().window();
    let chosen = window.store().with_file_name("cloud");
    std::fs::create_dir(&chosen).unwrap();
    window.pick(&chosen);
    window.click("设置");
    window.see("演练用的数据文件不自动备份。");
    window.scroll_to("更改文件夹…");
    window.click_button("更改文件夹…");
    window.see("已更改备份文件夹");
    window.see(&chosen.display().to_string());
    window.click_button("立即备份");
    window.see("已备份，并检查完好");
    let made = backups(window.store());
    assert_eq!((made.len(), made[0].path.parent()), (1, Some(chosen.as_path())));
    assert_eq!(made[0].name.reason, BackupReason::Asked);
}

#[test]
fn a_backup_is_restored_from_the_list_which_says_what_is_lost_by_it() {
    let mut window = Play::new().window();
    automatic::make(window.store(), BackupReason::Undo).unwrap();
    window.meanwhile(r#"{"op":"add_issuer","code":"X","name":"另一套账","policy":"qweather"}"#);
    window.click("设置");
    window.see("另一套账");
    window.scroll_to("从备份恢复…");
    window.click_button("从备份恢复…");
    window.see_all(["撤销导入前", "完好"]);
    window.see_part("备份之后办理过 1 次操作");
    window.click_button("从备份恢复");
    window.see_part("已从备份恢复，原来的数据保存为");
    window.click("设置");
    window.see("示例云计算有限公司");
    window.see_no("另一套账");
}

#[test]
fn nothing_is_restored_before_it_is_known_what_is_lost_by_it() {
    let mut window = Play::new().window();
    automatic::make(window.store(), BackupReason::Asked).unwrap();
    window.click("设置");
    window.scroll_to("从备份恢复…");
    let (go, held) = channel::<()>();
    let busy = window.office().beside(move |_| held.recv());
    window.click_button("从备份恢复…");
    window.see_part("正在比较备份与现在的数据");
    window.see_disabled("从备份恢复");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("正在比较备份与现在的数据");
    drop(go);
    busy.wait();
    window.see("备份之后没有办理过任何操作。");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已从备份恢复，原来的数据保存为");
}

#[test]
fn what_cannot_be_compared_is_restored_only_by_whoever_accepts_it() {
    let mut window = Play::new().window();
    let backup = automatic::make(window.store(), BackupReason::Asked).unwrap().backup.path;
    std::fs::write(&backup, "no store any more").unwrap();
    window.click("设置");
    window.scroll_to("从备份恢复…");
    window.click_button("从备份恢复…");
    window.see_part("没能与现在的数据比较");
    window.see_disabled("从备份恢复");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("没能与现在的数据比较");
    window.click("不知道会少掉什么，仍然恢复");
    window.see_enabled("从备份恢复");
}

#[test]
fn without_a_backup_the_list_says_so_and_nothing_can_be_restored() {
    let mut window = Play::new().window();
    window.click("设置");
    window.scroll_to("从备份恢复…");
    window.click_button("从备份恢复…");
    window.see("备份文件夹里还没有备份。");
    window.see_disabled("从备份恢复");
}

#[test]
fn a_damaged_store_is_set_aside_and_its_newest_good_backup_put_in_its_place() {
    let (store, _folder) = real();
    automatic::make(&store, BackupReason::Daily).unwrap();
    std::fs::write(&store, "no store any more").unwrap();
    let mut window = Window::open(&store, None);
    window.see_part("无法打开数据文件");
    window.see("损坏的数据文件会另存在同一文件夹，不会丢失。");
    let newest = window.harness.get_by_label_contains("用最近一份完好的备份");
    newest.click();
    window.see_part("已从备份恢复，原来的数据保存为");
    let folder = store.parent().unwrap();
    let aside = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let aside = aside.filter(|path| path.display().to_string().contains("replaced-"));
    let aside: Vec<Vec<u8>> = aside.map(|path| std::fs::read(path).unwrap()).collect();
    assert_eq!(aside, [b"no store any more"]);
}

#[test]
fn a_clock_that_went_back_is_a_warning() {
    let mut play = Play::new();
    play.at("2999-01-01T09:00:00+08:00");
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.see_part("desk · ");
    assert!(window.harness.query_by_label("请校准电脑时间").is_none(), "a sandbox has a clock of its own");
    drop(window);
    let db = rusqlite::Connection::open(&*store).unwrap();
    db.execute("DELETE FROM setting WHERE key = 'sandbox'", []).unwrap();
    drop(db);
    let mut window = Window::open(&store, None);
    window.see("请校准电脑时间");
    window.see_part("早于上一次操作（2999-01-01 09:00）");
}

#[test]
fn a_store_that_is_replaced_under_the_window_is_noticed_at_the_next_command() {
    let mut window = Play::new().window();
    window.see_part("2 家开票方");
    let copy = window.store().with_file_name("copy.sqlite");
    std::fs::copy(window.store(), &copy).unwrap();
    std::fs::rename(&copy, window.store()).unwrap();
    let refused = window.send(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#).unwrap_err();
    let path = window.store().display().to_string();
    assert_eq!(refused, Refusal::Store { fault: StoreFault::Replaced { path } });
    std::fs::remove_file(window.store()).unwrap();
    assert_eq!(window.send(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#), Err(refused));
}

#[test]
fn a_store_in_a_synchronised_folder_is_only_read_and_moved_to_a_safe_place_by_one_click() {
    let folder = folder();
    let cloud = folder.path().join("OneDrive");
    std::fs::create_dir(&cloud).unwrap();
    let play = Play::with_bill("Q");
    let safe = play.close();
    let store = cloud.join("desk.sqlite");
    std::fs::copy(&*safe, &store).unwrap();
    let mut window = Window::open(&store, None);
    window.see_part("OneDrive 的同步文件夹里，只能查看");
    let line = r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#;
    let refused = window.send(line).unwrap_err();
    assert!(matches!(refused, Refusal::Store { fault: StoreFault::UnsafePlace { .. } }), "{refused:?}");
    window.click("账单");
    window.see("B1");
    window.click("移到安全的位置");
    window.see_part("数据文件已移到");
    window.see_no_part("只能查看");
    assert_eq!(window.office().path(), folder.path().join("local/desk.sqlite"));
    window.send(line).unwrap();
    assert!(!store.exists());
    let left =
        std::fs::read_dir(&cloud).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = left.filter(|name| name.ends_with(".sqlite")).collect();
    assert!(matches!(&*left, [name] if name.starts_with("desk.moved-")), "{left:?}");
}

const PASSWORD: &str = "雨后的山谷与竹林";

/// Opens the dialog in which backups are encrypted, and types the password twice.
fn encrypt(window: &mut Window, password: &str) {
    window.click("设置");
    window.scroll_to("加密备份…");
    window.click_button("加密备份…");
    type_twice(window, password);
}

fn type_twice(window: &mut Window, password: &str) {
    window.see_part("忘记密码就打不开这些备份");
    for label in ["备份密码", "再输一次密码"] {
        window.harness.get_by_role_and_label(Role::PasswordInput, label).type_text(password);
        window.press(Key::Enter);
    }
}

/// The backups that are there, with a window whose backups are encrypted and of which one was made.
fn encrypted() -> (Vec<Backup>, Window) {
    let mut window = Play::new().window();
    encrypt(&mut window, PASSWORD);
    window.see("以后的备份会加密");
    window.see("以后的备份用密码加密");
    window.scroll_to("立即备份");
    window.click_button("立即备份");
    window.see("已备份，并检查完好");
    (backups(window.store()), window)
}

#[test]
fn backups_are_encrypted_once_a_password_is_typed_twice_and_restored_with_it() {
    let (made, mut window) = encrypted();
    assert_eq!(made.len(), 1);
    assert!(made[0].name.is_encrypted && backup::is_encrypted(&made[0].path));
    window.meanwhile(r#"{"op":"add_issuer","code":"X","name":"另一套账","policy":"qweather"}"#);
    // This computer has forgotten it since.
    backup::password::hold(window.store(), &Password::typed("雨后的山谷与竹叶"));
    window.scroll_to("从备份恢复…");
    window.click_button("从备份恢复…");
    window.see("完好，已加密");
    window.see_part("的密码不对");
    window.see_disabled("从备份恢复");
    window.harness.get_by_role_and_label(Role::PasswordInput, "备份密码").type_text("雨后的山谷");
    window.press(Key::Enter);
    window.see_part("的密码不对");
    window.enter("备份密码", PASSWORD);
    window.press(Key::Enter);
    window.see_part("备份之后办理过 1 次操作");
    window.see_part("备份到操作日志第");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已从备份恢复，原来的数据保存为");
    window.click("设置");
    window.scroll_to("添加开票方");
    window.see("示例云计算有限公司");
    window.see_no("另一套账");
}

#[test]
fn without_a_key_store_the_password_is_held_and_encryption_can_be_given_up_again() {
    let mut window = Play::new().window();
    encrypt(&mut window, LOCKED_FOR_BACKUPS);
    window.see_part("密码保留到程序关闭");
    window.click_button("暂不");
    window.see("备份没有加密");
    encrypt(&mut window, LOCKED_FOR_BACKUPS);
    window.see_part("密码保留到程序关闭");
    window.click_button("仍然加密");
    window.see("以后的备份会加密");
    window.scroll_to("立即备份");
    window.click_button("立即备份");
    window.see("已备份，并检查完好");
    assert!(backups(window.store())[0].name.is_encrypted);
    window.scroll_to("不再加密");
    window.click_button("不再加密");
    window.see("以后的备份不再加密");
    window.see("备份没有加密");
}

#[test]
fn a_password_that_is_not_kept_after_all_changes_nothing() {
    let (made, mut window) = encrypted();
    window.scroll_to("更换或重新输入密码…");
    window.click_button("更换或重新输入密码…");
    type_twice(&mut window, LOCKED_FOR_BACKUPS);
    window.see_part("密码保留到程序关闭");
    window.click_button("暂不");
    window.see("以后的备份用密码加密");
    // It is still opened with the password that it was encrypted with.
    let since = automatic::since(window.store(), &made[0].path.clone().into());
    assert!(since.is_ok(), "{since:?}");
}

#[test]
fn the_backup_of_a_damaged_store_asks_for_its_password() {
    let (_, window) = encrypted();
    let store = window.close();
    backup::password::hold(&store, &Password::typed("雨后的山谷与竹叶"));
    std::fs::write(&*store, "no store any more").unwrap();
    let mut window = Window::open(&store, None);
    window.see_part("用最近一份完好的备份");
    window.harness.get_by_label_contains("用最近一份完好的备份").click();
    window.see_part("的密码不对");
    window.enter("备份密码", PASSWORD);
    window.press(Key::Enter);
    window.see_part("已从备份恢复，原来的数据保存为");
}

#[test]
fn a_store_that_was_put_back_by_hand_is_said_above_every_page_and_leads_to_the_log() {
    let mut play = Play::new();
    let store = play.desk.path().to_owned();
    let copy = store.with_file_name("copy.sqlite");
    backup::back_up(&store, &copy).unwrap();
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    let closed = play.close();
    std::fs::copy(&copy, &store).unwrap();
    let mut window = Window::open(&closed, None);
    window.see_part("不在这个数据文件里了");
    window.click("账单");
    window.see_part("不在这个数据文件里了");
    window.click("核对日志");
    window.see("审计日志");
    window.press(Key::C);
    window.see_part("1 处");
}

#[test]
fn a_new_store_warns_when_it_is_opened_while_one_person_has_every_role() {
    let (store, _folder) = real();
    let mut window = Window::open(&store, None);
    window.click("没有第二个人核对");
    window.scroll_to("须用密码登录");
    window.see_part("desk一个人有全部角色");
    window.send(r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#).unwrap();
    window.see_no_part("一个人有全部角色");
    window.see_no("没有第二个人核对");
}

/// Two backups of a store, of which the newer one was changed past the program; and the times that they say.
fn with_a_changed_backup() -> (PathBuf, tempfile::TempDir, [String; 2]) {
    let (store, folder) = real();
    let mut times = Vec::new();
    for hour in ["09", "10"] {
        let made = automatic::make(&store, BackupReason::Daily).unwrap().backup;
        let mut name = made.name.clone();
        name.at = format!("2026-01-05T{hour}:12:00").parse().unwrap();
        std::fs::rename(&made.path, made.path.with_file_name(name.file_name())).unwrap();
        times.push(format!("2026-01-05 {hour}:12"));
    }
    let newest = &backups(&store)[0].path;
    change_a_row(newest);
    (store, folder, times.try_into().unwrap())
}

/// Writes a row past the program, which breaks the sum of its table.
fn change_a_row(store: &Path) {
    let db = rusqlite::Connection::open(store).unwrap();
    db.execute("INSERT INTO setting (key, value) VALUES ('a', 'b')", []).unwrap();
}

#[test]
fn where_the_newest_backup_is_refused_the_one_before_it_is_offered() {
    let (store, _folder, [older, newer]) = with_a_changed_backup();
    std::fs::write(&store, "no store any more").unwrap();
    let mut window = Window::open(&store, None);
    let newest = format!("用最近一份完好的备份（{newer}）恢复");
    window.see(&newest);
    window.tab_to(&newest);
    window.press(Key::Enter);
    window.see_part("的内容与它的日志不符（表“");
    window.see_no(&newest);
    let earlier = format!("用更早的一份备份（{older}）恢复");
    window.tab_to(&earlier);
    window.press(Key::Enter);
    window.see_part("已从备份恢复，原来的数据保存为");
    window.see_no_part("内容与日志不符");
}

#[test]
fn a_backup_that_was_refused_for_its_log_is_restored_all_the_same_by_whoever_ticks_that() {
    let (store, _folder, _) = with_a_changed_backup();
    std::fs::write(&store, "no store any more").unwrap();
    let mut window = Window::open(&store, None);
    window.see_part("用最近一份完好的备份");
    window.harness.get_by_label_contains("用最近一份完好的备份").click();
    restore_as_it_is(&mut window);
}

/// Ticks by the keyboard that the backup that was refused is to be restored all the same.
fn restore_as_it_is(window: &mut Window) {
    window.see_part("这一份可以单独打开核对");
    window.see_disabled("恢复这份备份");
    window.tab_to("仍按这份备份恢复（内容与日志不符）");
    window.press(Key::Space);
    window.see_enabled("恢复这份备份");
    window.tab_to("恢复这份备份");
    window.press(Key::Enter);
    window.see_part("；内容与日志不符（表“");
    let told = fapiao_desk::desk::check::check(window.store()).unwrap().violations;
    assert!(matches!(&*told, [Violation::NotAsProved { found: Found::Table { .. }, .. }]), "{told:?}");
}

#[test]
fn what_is_refused_behind_the_dialog_can_be_restored_all_the_same_too() {
    let mut window = Play::new().window();
    let made = automatic::make(window.store(), BackupReason::Asked).unwrap().backup;
    change_a_row(&made.path);
    window.click("设置");
    window.scroll_to("从备份恢复…");
    window.click_button("从备份恢复…");
    window.see("备份之后没有办理过任何操作。");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    restore_as_it_is(&mut window);
}

#[test]
fn a_backup_of_a_store_that_was_changed_past_the_program_is_a_warning_and_none_to_rely_on() {
    let (store, _folder) = real();
    change_a_row(&store);
    let mut window = Window::open(&store, None);
    window.see("备份未通过检查");
    window.click("备份未通过检查");
    window.see_part("数据文件的内容与它的日志不符（表“");
    let made = backups(&store);
    assert!(!made.is_empty() && made.iter().all(|made| !made.name.is_verified));
}
