//! The window's frame: beginning, choosing a customer, language.

mod keys;
mod lost;
mod unsaved;

use crate::common::Play;
use crate::common::lines::enterprise;
use crate::common::window::Window;
use eframe::egui::{Key, Modifiers};

#[test]
fn without_a_store_the_window_asks_what_to_begin_with_and_begins() {
    let folder = crate::common::place::folder();
    let store = folder.path().join("desk.sqlite");
    let mut window = Window::open(&store, None);
    window.see("新建空白账套");
    assert!(!store.exists(), "looking makes no file");
    window.begin();
    window.see("总览");
    window.see("全部客户");
    assert!(store.exists());
}

#[test]
fn a_customer_is_chosen_on_top_by_a_part_of_the_name() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let mut window = play.window();
    window.click("全部客户");
    window.enter("按名称、编号或拼音查找客户", "砺行");
    window.see_part("C1 · 企业 · 正常");
    window.press(eframe::egui::Key::Enter);
    window.see("杭州砺行新能源有限责任公司");
}

#[test]
fn a_customer_is_chosen_on_top_by_first_letters_of_pinyin() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.ok(&enterprise("C2", "Q", "成都青禾农业科技有限公司"));
    let mut window = play.window();
    window.click("全部客户");
    window.enter("按名称、编号或拼音查找客户", "hzlx");
    window.see_part("C1 · 企业 · 正常");
    window.see_no_part("C2 · 企业 · 正常");
    window.press(Key::Enter);
    window.see("杭州砺行新能源有限责任公司");
}

#[test]
fn one_click_changes_the_language() {
    let play = Play::new();
    let mut window = play.window();
    window.click("English");
    window.see("Mailing addresses");
    window.click("中文");
    window.see("邮寄地址");
}

#[test]
fn a_file_that_is_no_store_is_named_and_left_alone() {
    let folder = crate::common::place::folder();
    let store = folder.path().join("desk.sqlite");
    std::fs::write(&store, "账单号,金额\n1,2\n").unwrap();
    let mut window = Window::open(&store, None);
    window.see_part("无法打开数据文件");
    assert_eq!(std::fs::read_to_string(&store).unwrap(), "账单号,金额\n1,2\n");
}

#[test]
fn control_and_a_key_lead_to_the_panels() {
    let mut window = Play::new().window();
    window.see("总览");
    window.press_with(Modifiers::COMMAND, Key::Num3);
    window.see("还没有开票申请");
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.see("节假日与调休");
}

#[test]
fn the_choice_of_a_customer_is_gone_through_with_the_arrow_keys() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.ok(r#"{"op":"add_account","account":"C2","issuer":"Q","name":"成都青禾农业科技有限公司","kind":"enterprise"}"#);
    let mut window = play.window();
    window.click("全部客户");
    window.see_part("C2 · 企业 · 正常");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.see("成都青禾农业科技有限公司");
    window.see_no_part("C1 · 企业 · 正常");
}

#[test]
fn escape_closes_the_choice_of_a_customer() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let mut window = play.window();
    window.click("全部客户");
    window.see_part("C1 · 企业 · 正常");
    window.press(Key::Escape);
    window.see_no_part("C1 · 企业 · 正常");
    window.see("全部客户");
}

#[test]
fn no_key_leads_away_from_a_dialog() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click_button("添加用户");
    window.see("姓名");
    window.press_with(Modifiers::COMMAND, Key::Num1);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.see("姓名");
    window.press(Key::Escape);
    window.see("节假日与调休");
}

#[test]
fn another_place_can_be_chosen_before_a_store_is_made() {
    let folder = crate::common::place::folder();
    let (here, there) = (folder.path().join("desk.sqlite"), folder.path().join("other.sqlite"));
    let mut window = Window::open(&here, Some(there.clone()));
    window.click("换个位置…");
    window.see(&there.display().to_string());
    window.begin();
    window.see("还没有开票方");
    assert!(there.exists() && !here.exists());
}

#[test]
fn the_language_can_be_changed_before_there_is_a_store() {
    let folder = crate::common::place::folder();
    let mut window = Window::open(&folder.path().join("desk.sqlite"), None);
    window.click("English");
    window.see("Welcome to fapiao-desk");
}

#[test]
fn what_is_sent_while_another_program_writes_is_not_lost_and_the_window_says_what_it_waits_for() {
    const WAITING: &str = "另一个程序正在写入数据文件，它写完后自动继续";
    let mut play = Play::with_bill("Q");
    let number = play.apply("C1", &["B1"]);
    let mut window = play.window();
    window.noon();
    window.open_application(&number);
    window.see_no(WAITING);
    let other = rusqlite::Connection::open(window.store()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    window.click_button("受理");
    window.see(WAITING);
    other.execute_batch("COMMIT").unwrap();
    window.see("已受理");
    window.see_no(WAITING);
}
