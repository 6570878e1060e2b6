//! What the keyboard reaches, and the sheet that says so.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use fapiao_desk::ui::App;

use crate::common::Play;
use crate::common::window::Window;

const SHEET: &str = "按键或用途";

/// The role and the name of what has the keyboard.
fn focused(harness: &Harness<'static, App>) -> Option<(Role, String)> {
    let node = harness.root().children_recursive().find(|node| node.accesskit_node().is_focused())?;
    Some((node.accesskit_node().role(), node.accesskit_node().label().unwrap_or_default()))
}

#[track_caller]
fn see_focus(window: &mut Window, role: Role, name: &str) {
    window.until(name, |harness| focused(harness) == Some((role, name.to_owned())));
}

#[test]
fn f6_goes_from_region_to_region_and_back_to_where_one_was() {
    let mut window = Play::with_bill("Q").window();
    window.click_last("账单", Role::Tab);
    window.enter("账单号或客户", "Z");
    window.press(Key::F6);
    see_focus(&mut window, Role::Button, "全部客户");
    window.press(Key::F6);
    see_focus(&mut window, Role::Tab, "账单");
    window.press(Key::ArrowDown);
    see_focus(&mut window, Role::Tab, "开票信息");
    window.press_with(Modifiers::SHIFT, Key::F6);
    see_focus(&mut window, Role::Button, "全部客户");
    window.press_with(Modifiers::SHIFT, Key::F6);
    see_focus(&mut window, Role::TextInput, "账单号或客户");
}

#[test]
fn tab_begins_in_the_page_and_does_not_go_through_the_navigation() {
    let mut window = Play::new().window();
    window.click("设置");
    window.see("节假日与调休");
    for _ in 0..60 {
        window.press(Key::Tab);
        let (role, _) = focused(&window.harness).unwrap_or((Role::Unknown, String::new()));
        assert_ne!(role, Role::Tab);
    }
}

#[test]
fn the_sheet_of_keys_lists_those_of_the_page_and_is_searched() {
    let mut window = Play::new().window();
    window.click("资质审核");
    window.press(Key::F1);
    window.see(SHEET);
    window.see_all(["核对本页各项", "搜索", "打开所选的行", "确认弹窗"]);
    window.enter(SHEET, "通过");
    window.see("通过");
    window.see_no("确认弹窗");
    window.press(Key::Escape);
    window.see_no(SHEET);
    window.press(Key::Questionmark);
    window.see(SHEET);
    window.press(Key::F1);
    window.see_no(SHEET);
}

#[test]
fn over_a_dialog_the_sheet_gives_the_keyboard_back_to_its_field() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click_button("添加开票方");
    window.enter("编号", "N");
    window.press(Key::F1);
    window.see(SHEET);
    window.press(Key::Escape);
    window.see_no(SHEET);
    window.see("编号");
    see_focus(&mut window, Role::TextInput, "编号");
}

#[test]
fn all_customers_are_shown_again_by_arrow_and_enter_and_by_the_cross() {
    let mut window = Play::with_bill("Q").window();
    window.choose("C1");
    window.see("杭州砺行新能源有限责任公司");
    window.press_with(Modifiers::COMMAND, Key::J);
    window.see_part("C1 · 企业 · 正常");
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    window.see("全部客户");
    window.choose("C1");
    window.click("显示全部客户");
    window.see("全部客户");
}

#[test]
fn a_page_that_comes_has_the_keyboard_in_its_first_field() {
    let mut window = Play::with_bill("Q").window();
    window.choose("C1");
    window.tab("开票信息");
    see_focus(&mut window, Role::TextInput, "名称");
    window.press_with(Modifiers::COMMAND, Key::Num4);
    window.see("资质审核");
    window.press(Key::F1);
    window.see(SHEET);
}

#[test]
fn a_menu_is_gone_through_and_left_by_keyboard() {
    let mut window = Play::with_bill("Q").window();
    window.click_last("账单", Role::Tab);
    window.see("B1");
    window.tab_to("导出");
    window.press(Key::Enter);
    window.see("导出为 Excel（XLSX）");
    window.press(Key::ArrowDown);
    see_focus(&mut window, Role::MenuItem, "导出为 Excel（XLSX）");
    window.press(Key::Escape);
    see_focus(&mut window, Role::Button, "导出");
    window.see_no("导出为 Excel（XLSX）");
}

#[test]
fn what_hangs_over_a_page_goes_with_it() {
    let mut window = Play::with_bill("Q").window();
    window.see("总览");
    window.press_with(Modifiers::COMMAND, Key::J);
    window.see("按名称、编号或拼音查找客户");
    window.press_with(Modifiers::COMMAND, Key::Num3);
    window.see("申请编号、发票号码或客户");
    window.see_no("按名称、编号或拼音查找客户");
    see_focus(&mut window, Role::Table, "申请记录");
}

#[test]
fn another_customer_is_not_chosen_over_an_application_that_is_not_theirs() {
    let mut play = Play::with_bill("Q");
    play.customer("C2", "Q");
    let number = play.apply("C1", &["B1"]);
    let mut window = play.window();
    window.open_application(&number);
    window.choose("C2");
    window.see_no("申请内容");
    window.see_part("申请编号");
    window.see_no(&number);
}

#[test]
fn a_window_that_was_left_in_the_wizard_comes_back_without_asking_for_the_customer() {
    let closed = Play::with_bill("Q").close();
    let prefs = closed.with_file_name("prefs.json");
    let mut window = Window::open_with(&closed, None, Some(prefs.clone()));
    window.choose("C1");
    window.tab("申请开票");
    window.see_part("已选 0 张");
    drop(window);
    let mut window = Window::open_with(&closed, None, Some(prefs));
    window.see_part("已选 0 张");
    window.see_no("按名称、编号或拼音查找客户");
}
