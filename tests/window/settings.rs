//! Setting up the desk in its window: issuers, users, holidays, looks, places.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open, backup};
use fapiao_desk::store::engine::Db;

#[test]
fn an_empty_store_begins_with_its_first_issuer_and_goes_on_to_the_import() {
    let folder = crate::common::place::folder();
    let store = folder.path().join("desk.sqlite");
    let mut window = Window::open(&store, None);
    window.begin();
    window.see("还没有开票方");
    window.click_button("添加开票方");
    window.enter("编号", "T");
    window.enter("名称", "示例云计算有限公司");
    // Only an id of 18 characters has one that checks the others.
    for (id, said) in [
        ("913301067L53XQJUQ", "17 位税号没有校验位；若为 18 位统一社会信用代码，最后一位应为 R"),
        ("330106123456789", "15 位税号没有校验位，请逐位核对"),
        ("33010612345678901234", "20 位税号没有校验位，请逐位核对"),
    ] {
        window.enter("纳税人识别号", id);
        window.see(said);
        window.see_no("校验通过");
    }
    window.enter("纳税人识别号", "913301067L53XQJUQR");
    window.see("校验通过");
    window.enter("单张发票限额", "100000");
    window.click_button("添加开票方");
    window.see("已添加开票方");
    window.see("913301067L53XQJUQR");
    window.click("去导入");
    window.see_no("节假日与调休");
}

#[test]
fn the_form_of_an_issuer_says_what_is_wrong_while_it_is_typed() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click_button("添加开票方");
    window.see_disabled("添加开票方");
    window.enter("编号", "N");
    window.enter("名称", "新公司");
    window.enter("纳税人识别号", "913301067L53XQJUQX");
    window.see_part("校验码不符");
    window.see_disabled("添加开票方");
    window.enter("纳税人识别号", " ");
    window.enter("单张发票限额", "1.234");
    window.see("最多两位小数，不会四舍五入");
    window.enter("单张发票限额", " ");
    window.see_enabled("添加开票方");
}

#[test]
fn a_code_that_is_there_already_is_said_beside_it_and_nothing_typed_is_lost() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click_button("添加开票方");
    window.enter("编号", "T");
    window.enter("名称", "另一家公司");
    window.click_button("添加开票方");
    window.see_part("开票方 T 已经存在");
    window.enter("编号", "T2");
    window.click_button("添加开票方");
    window.see("已添加开票方");
    window.see("另一家公司");
}

#[test]
fn the_policy_of_an_issuer_is_put_in_words() {
    let mut window = Play::new().window();
    window.click("设置");
    window.see_all(["腾讯云规则", "5 个工作日内开具并送达", "邮寄，满 ¥10.00 由开票方付运费"]);
    window.click("示例气象服务有限公司");
    window.see("10 个工作日内开具并送达");
    window.see("有逾期账单不能申请，逾期超过 30 天冻结账号");
}

#[test]
fn a_user_is_added_and_takes_the_desk() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click_button("添加用户");
    window.enter("姓名", "王敏");
    window.click_button("添加用户");
    window.see("已添加用户");
    window.click_last("当前操作人", Role::ComboBox);
    window.click("王敏");
    window.see("已切换操作人");
    window.see("王敏 · 财务专员");
    // A clerk adds no users.
    window.see_disabled("添加用户");
}

/// A store with a clerk and a reviewer besides the first user.
fn with_clerk_and_reviewer() -> Play {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    play.ok(r#"{"op":"add_user","name":"赵静","roles":["reviewer"]}"#);
    play
}

/// Sends an admin's command that names nobody to the store, beside the window: whether it is done.
fn does_default_user_add_an_issuer(store: &std::path::Path) -> bool {
    let line = r#"{"op":"add_issuer","code":"N","name":"新","policy":"qweather"}"#;
    let mut desk = Desk::open(store, Open::Existing).unwrap();
    desk.handle(&decode(serde_json::from_str(line).unwrap()).unwrap()).is_ok()
}

#[test]
fn who_is_at_a_window_is_the_windows_and_changes_nothing_for_commands_that_name_nobody() {
    let store = with_clerk_and_reviewer().close();
    let mut window = Window::open(&store, None);
    window.click("设置");
    window.click_last("当前操作人", Role::ComboBox);
    window.click_last("赵静", Role::MenuItem);
    window.see("已切换操作人");
    window.see("赵静 · 审核员");
    window.see_disabled("添加用户");
    assert!(does_default_user_add_an_issuer(&store));
    drop(window);
    let mut window = Window::open(&store, None);
    window.see_part("desk · ");
}

#[test]
fn who_is_at_a_window_is_remembered_by_its_preferences_for_that_store_alone() {
    let (store, other) = (with_clerk_and_reviewer().close(), Play::new().close());
    let folder = crate::common::place::folder();
    let prefs = folder.path().join("preferences.json");
    let mut window = Window::open_with(&store, None, Some(prefs.clone()));
    window.click("设置");
    window.click_last("当前操作人", Role::ComboBox);
    window.click_last("王敏", Role::MenuItem);
    window.see("王敏 · 财务专员");
    drop(window);
    let mut window = Window::open_with(&store, None, Some(prefs.clone()));
    window.see("王敏 · 财务专员");
    window.leave();
    let mut window = Window::open_with(&other, None, Some(prefs.clone()));
    window.see_part("desk · ");
    window.leave();
    // Another store stands where the first did, in which nobody is called so.
    std::fs::copy(&*other, &*store).unwrap();
    let mut window = Window::open_with(&store, None, Some(prefs));
    window.see_part("desk · ");
    window.click("设置");
    window.click_button("添加用户");
    window.enter("姓名", "李强");
    window.click_button("添加用户");
    window.see("已添加用户");
}

#[test]
fn an_admin_names_the_default_user_among_those_who_may_do_what_a_clerk_does() {
    let mut window = with_clerk_and_reviewer().window();
    window.click("设置");
    window.click_last("默认操作人", Role::ComboBox);
    window.see("王敏");
    assert_eq!(window.harness.query_all_by_role_and_label(Role::MenuItem, "赵静").count(), 0);
    window.click_last("王敏", Role::MenuItem);
    window.see("已更改默认操作人");
    assert!(!does_default_user_add_an_issuer(window.store()), "a clerk adds no issuers");
    // The window follows the default user as long as nobody was chosen.
    window.see("王敏 · 财务专员");
    window.until("the choice", |harness| {
        let choice = harness.query_all_by_role_and_label(Role::ComboBox, "默认操作人").last();
        choice.is_some_and(|node| node.accesskit_node().is_disabled())
    });
}

#[test]
fn a_user_who_is_there_already_is_refused_beside_the_name() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click_button("添加用户");
    window.enter("姓名", "desk");
    window.click_button("添加用户");
    window.see_part("用户 desk 已经存在");
    window.enter("姓名", "李强");
    window.see_no_part("用户 desk 已经存在");
}

#[test]
fn a_reviewer_at_the_desk_sees_the_steps_of_an_application_barred_and_can_hand_it_back() {
    let mut play = Play::with_bill("Q");
    let number = play.apply("C1", &["B1"]);
    play.ok(r#"{"op":"add_user","name":"赵静","roles":["reviewer"]}"#);
    let mut window = play.window();
    window.seat("赵静");
    window.click("申请记录");
    window.click(&number);
    window.press(eframe::egui::Key::Enter);
    window.see("申请内容");
    window.see_disabled("受理");
    window.click("设置");
    window.click_last("当前操作人", Role::ComboBox);
    window.click_last("desk", Role::MenuItem);
    window.see("已切换操作人");
}

#[test]
fn a_year_of_holidays_is_brought_in_from_a_file() {
    let mut window = Play::new().window();
    let file = window.store().with_file_name("2027.json");
    std::fs::write(&file, r#"{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}"#)
        .unwrap();
    window.pick(&file);
    window.at("2026-12-25T09:00:00+08:00");
    window.click("设置");
    window.see_part("有期限已落在 2027 年，但还没有该年的放假安排");
    window.click_button("导入放假安排文件…");
    window.see("已导入 2027 年放假安排（1 天）");
    window.see("2027");
    window.see_no_part("但还没有该年的放假安排");
}

#[test]
fn a_file_that_says_nothing_of_holidays_is_explained_and_changes_nothing() {
    let mut window = Play::new().window();
    let file = window.store().with_file_name("2027.json");
    std::fs::write(&file, r#"{"year":2027,"days":[{"date":"2028-01-01","isOffDay":true}]}"#).unwrap();
    window.pick(&file);
    window.click("设置");
    window.click_button("导入放假安排文件…");
    window.see("2027.json：2028-01-01 既不在 2027 年，也不在前一年 12 月。");
    window.see_no_part("已导入");
}

#[test]
fn another_store_is_opened_from_here() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_issuer","code":"X","name":"另一套账","policy":"qweather"}"#);
    let other = play.close();
    let mut window = Play::new().window();
    window.pick(&other);
    window.click("设置");
    window.see("示例云计算有限公司");
    window.scroll_to("打开其他数据文件…");
    window.click_button("打开其他数据文件…");
    window.see_part("3 家开票方");
}

/// A window at a store to which an issuer and a clerk came after the backup that file dialogs answer was made.
fn with_backup() -> Window {
    let mut play = Play::new();
    let backup = play.desk.path().with_file_name("copy.sqlite");
    backup::back_up(play.desk.path(), &backup).unwrap();
    play.ok(r#"{"op":"add_issuer","code":"X","name":"另一套账","policy":"qweather"}"#);
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    let mut window = play.window();
    window.pick(&backup);
    window.click("设置");
    window.see("另一套账");
    window
}

/// Asks to restore the backup that file dialogs answer.
fn choose_backup(window: &mut Window) {
    window.scroll_to("从备份恢复…");
    window.click_button("从备份恢复…");
    window.click("选择其他备份文件…");
    window.see_part("copy.sqlite");
}

/// What is kept of replaced stores beside the store of the window.
fn kept(window: &Window) -> usize {
    let names = std::fs::read_dir(window.store().parent().unwrap()).unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    names.map(name).filter(|name| name.contains("replaced-") && name.ends_with(".sqlite")).count()
}

#[test]
fn a_backup_takes_the_place_of_the_store_which_is_kept() {
    let mut window = with_backup();
    choose_backup(&mut window);
    window.see_part("先检查备份是否完好");
    assert_eq!(kept(&window), 0, "it is asked first");
    window.click_button("从备份恢复");
    window.see_part("已从备份恢复，原来的数据保存为");
    window.click("设置");
    window.see("示例云计算有限公司");
    window.see_no("另一套账");
    assert_eq!(kept(&window), 1);
}

#[test]
fn a_damaged_backup_is_not_restored_and_the_data_is_opened_as_it_was() {
    let mut window = with_backup();
    let backup = window.store().with_file_name("copy.sqlite");
    let mut bytes = std::fs::read(&backup).unwrap();
    bytes[3 * 4096..].fill(0xA5);
    std::fs::write(&backup, bytes).unwrap();
    choose_backup(&mut window);
    window.click("不知道会少掉什么，仍然恢复");
    window.click_button("从备份恢复");
    window.see_part("原来的数据没有变化");
    window.click_button("打开原来的数据文件");
    window.click("设置");
    window.scroll_to("添加开票方");
    window.see("另一套账");
    assert_eq!(kept(&window), 0);
}

#[test]
fn a_store_that_another_program_has_open_is_not_restored_over() {
    let mut window = with_backup();
    let other = Db::open_writer(window.store()).unwrap();
    choose_backup(&mut window);
    window.click_button("从备份恢复");
    window.see_part("原来的数据没有变化");
    drop(other);
    window.click("重试");
    window.see_part("已从备份恢复");
}

#[test]
fn only_an_admin_restores_a_backup() {
    let mut window = with_backup();
    window.see_enabled("从备份恢复…");
    window.seat("王敏");
    window.see_disabled("从备份恢复…");
}

#[test]
fn a_new_desk_begins_with_a_backup() {
    let play = Play::new();
    let backup = play.desk.path().with_file_name("copy.sqlite");
    backup::back_up(play.desk.path(), &backup).unwrap();
    let folder = crate::common::place::folder();
    let mut window = Window::open(&folder.path().join("desk.sqlite"), Some(backup));
    window.scroll_to("从备份恢复…");
    window.click_button("从备份恢复…");
    window.see("已从备份恢复");
    window.see_part("2 家开票方");
}

#[test]
fn language_and_look_are_chosen_here() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click("深色");
    window.until("the dark look", |harness| harness.ctx.theme() == eframe::egui::Theme::Dark);
    window.click_last("English", Role::RadioButton);
    window.see("Appearance");
}
