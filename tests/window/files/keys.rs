//! What an import of a known export costs in keys.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use super::{CUSTOMER, Case, GOOD};
use crate::common::Play;
use crate::common::window::Window;

/// Whether what has this label has the keyboard.
fn see_focused(window: &mut Window, label: &str) {
    window.until(label, |h| h.query_all_by_label(label).any(|node| node.accesskit_node().is_focused()));
}

fn paste(window: &mut Window, text: String) {
    window.harness.event(Event::Paste(text));
    window.harness.step();
}

#[test]
fn a_known_export_takes_three_keys_from_any_page() {
    let case = Case::new();
    let path = case.file("bills.csv", GOOD);
    let mut window = Window::open(&case.store, None);
    window.see("总览");
    let mut keys = 0;
    window.press_with(Modifiers::COMMAND, Key::I);
    keys += 1;
    see_focused(&mut window, "选择文件…");
    paste(&mut window, path.display().to_string());
    keys += 1;
    see_focused(&mut window, "导入 2 行");
    window.press(Key::Enter);
    keys += 1;
    window.see("已导入 bills.csv：新增 2，更新 0");
    window.see("撤销这次导入");
    assert_eq!(keys, 3);
}

#[test]
fn a_file_that_is_chosen_is_imported_with_the_enter_key_alone() {
    let case = Case::new();
    let path = case.file("bills.csv", GOOD);
    let mut window = Window::open(&case.store, Some(path));
    window.see("总览");
    window.press_with(Modifiers::COMMAND, Key::I);
    for label in ["选择文件…", "导入 2 行", "再导入一个文件", "选择文件…"] {
        see_focused(&mut window, label);
        window.press(Key::Enter);
    }
    window.see("导入 0 行");
    drop(window);
    assert_eq!(case.bills(), 2);
}

#[test]
fn of_several_issuers_the_one_that_was_imported_for_last_is_taken() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let case = Case::of(play);
    let path = case.file("bills.csv", GOOD);
    let mut window = case.chosen_at(&path);
    window.see("换一个文件…");
    window.select("开票方", "示例气象服务有限公司");
    window.click("导入 2 行");
    window.see("已导入 bills.csv：新增 2，更新 0");
    drop(window);
    let more = case.file("more.csv", GOOD.replace("B1", "B3"));
    let mut window = case.window(None);
    paste(&mut window, more.display().to_string());
    see_focused(&mut window, "导入 1 行");
    window.press(Key::Enter);
    window.see("已导入 more.csv：新增 1，更新 0");
}

#[test]
fn of_several_issuers_one_is_asked_for_and_chosen_by_keyboard_alone() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let case = Case::of(play);
    let path = case.file("bills.csv", GOOD);
    let mut window = case.window(None);
    paste(&mut window, path.display().to_string());
    see_focused(&mut window, "开票方");
    window.press(Key::Enter);
    see_focused(&mut window, "请选择开票方");
    window.press(Key::Escape);
    see_focused(&mut window, "开票方");
    for key in [Key::Enter, Key::ArrowDown] {
        window.press(key);
    }
    see_focused(&mut window, "示例云计算有限公司");
    window.press(Key::ArrowDown);
    see_focused(&mut window, "示例气象服务有限公司");
    window.press(Key::Enter);
    see_focused(&mut window, "导入 2 行");
    assert!(window.harness.query_by_label("示例云计算有限公司").is_none(), "the choices are closed");
}

#[test]
fn a_file_of_which_nothing_can_be_taken_has_its_rows_gone_through() {
    let case = Case::new();
    let path = case.file("bills.csv", GOOD.replace(",C1,", ",C9,"));
    let mut window = case.window(None);
    paste(&mut window, path.display().to_string());
    see_focused(&mut window, "全部");
    window.see_part("第 2 行：");
    window.press(Key::ArrowDown);
    window.see_part("第 3 行：");
}

#[test]
fn the_columns_that_are_missing_have_the_keyboard_one_after_the_other() {
    let case = Case::new();
    let path = case.file("bills.csv", GOOD.replace("账单号", "甲").replace("账单金额", "乙"));
    let mut window = case.window(None);
    paste(&mut window, path.display().to_string());
    for (field, column) in [("账单号", "甲"), ("账单金额", "乙")] {
        see_focused(&mut window, field);
        window.select(field, column);
    }
    see_focused(&mut window, "导入 2 行");
}

#[test]
fn a_list_of_customers_needs_no_more_keys_than_bills_do() {
    let case = Case::new();
    let path = case.file("customers.csv", CUSTOMER);
    let mut window = case.window(None);
    paste(&mut window, path.display().to_string());
    see_focused(&mut window, "导入 1 行");
    window.press(Key::Enter);
    window.see("查看客户");
}

#[test]
fn what_is_asked_first_has_the_keyboard_and_then_the_button() {
    let case = Case::new();
    let path = case.file("bills.csv", GOOD.replace("未支付", "在途"));
    let mut window = case.window(None);
    paste(&mut window, path.display().to_string());
    see_focused(&mut window, "“在途”的含义");
    window.select("“在途”的含义", "未支付");
    see_focused(&mut window, "导入 2 行");
    window.press(Key::Enter);
    window.see("已导入 bills.csv：新增 2，更新 0");
}
