//! The handbook in the window: by keyboard from any page, opened at what it says of that page, and searched.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::common::Play;
use crate::common::window::Window;

const SEARCH: &str = "搜索手册、规则和按键";

/// Whether the list of chapters has the keyboard.
fn see_list(window: &mut Window) {
    window.until("the list of chapters", |harness| {
        let mut lists = harness.query_all_by_role_and_label(Role::Table, "手册");
        lists.any(|list| list.accesskit_node().is_focused())
    });
}

#[test]
fn f1_and_enter_open_the_handbook_at_the_page_one_comes_from() {
    let mut window = Play::new().window();
    window.press_with(Modifiers::COMMAND, Key::Num6);
    window.press(Key::F1);
    window.see("打开手册");
    window.press(Key::Enter);
    window.see_no("打开手册");
    window.see("发邮件");
    window.see_part("打印邮寄标签和寄送清单");
    see_list(&mut window);
}

#[test]
fn at_the_end_of_a_month_f1_tells_its_keys_and_enter_opens_its_chapter() {
    let mut window = Play::with_one_issuer().window();
    window.tab("开票处理");
    window.see("待导出");
    window.press(Key::F1);
    window.see("一键修改税率");
    window.press(Key::Escape);
    window.see_no("打开手册");
    window.press(Key::B);
    window.see("还没有选择税务局的清单");
    window.press(Key::F1);
    window.see_all(["打开手册", "切换四类", "按粘贴的路径选择清单"]);
    window.see_no("一键修改税率");
    window.press(Key::Enter);
    window.see("与税务局核对");
}

#[test]
fn enter_opens_the_handbook_where_nothing_in_the_sheet_of_keys_has_the_keyboard() {
    let mut window = Play::new().window();
    window.press_with(Modifiers::COMMAND, Key::Num6);
    window.press(Key::F1);
    window.see("打开手册");
    // A click beside the search takes the keyboard from it.
    let place = window.harness.get_by_label("Home　End").rect().center();
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        window.harness.event(Event::PointerMoved(place));
        window.harness.event(Event::PointerButton { pos: place, button, pressed, modifiers });
        window.harness.step();
    }
    assert!(!window.harness.get_by_label("按键或用途").accesskit_node().is_focused());
    window.press(Key::Enter);
    window.see_no("打开手册");
    window.see("发邮件");
}

#[test]
fn over_a_dialog_the_keys_do_not_lead_away_from_it() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click_button("添加开票方");
    window.see("编号");
    window.press(Key::F1);
    window.see("按键或用途");
    window.see_no("打开手册");
}

#[test]
fn chapters_are_gone_through_with_the_arrows() {
    let mut window = Play::new().window();
    window.see("总览");
    window.click("规则与帮助");
    window.see("第一次打开");
    see_list(&mut window);
    window.press(Key::ArrowDown);
    window.see("导入一个文件");
    window.see_no("第一次打开");
    window.press(Key::End);
    window.see("用键盘办理");
    window.see_all(["任何一页", "复制所选的行", "Ctrl K"]);
}

#[test]
fn the_text_is_turned_while_the_list_has_the_keyboard() {
    let mut window = Play::new().window();
    window.click("规则与帮助");
    window.see("第一次打开");
    see_list(&mut window);
    // The rules behind this chapter fill more than a window.
    window.press(Key::End);
    window.press(Key::ArrowUp);
    window.see("先看提示");
    let top = |window: &Window| window.harness.get_by_label("先看提示").rect().top();
    let before = top(&window);
    window.press(Key::PageDown);
    window.until("the text turned", move |harness| {
        harness.get_by_label("先看提示").rect().top() < before - 100.0
    });
    window.press(Key::PageUp);
    window.until("the text turned back", move |harness| {
        (harness.get_by_label("先看提示").rect().top() - before).abs() < 1.0
    });
}

#[test]
fn what_is_searched_for_is_found_in_chapters_rules_and_keys_and_opened_whole() {
    let mut window = Play::new().window();
    window.click("规则与帮助");
    window.see("第一次打开");
    window.press(Key::Slash);
    window.enter(SEARCH, "e-mail");
    window.see_all(["email-required", "发邮件"]);
    window.see_no("bill-age-limit");
    window.enter(SEARCH, "账单超过");
    window.see("bill-age-limit");
    window.enter(SEARCH, "复制所选的行");
    window.see("复制所选的行");
    window.enter(SEARCH, "没有这样的词");
    window.see("没有找到");
    window.enter(SEARCH, "封账文件夹");
    window.see("封账");
    window.see_no("与税务局核对");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.see("与税务局核对");
}

#[test]
fn a_rule_that_is_asked_for_stands_alone_with_a_way_back() {
    let mut play = Play::with_bill("Q");
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#);
    let mut window = play.window();
    window.tab("客户");
    window.click("C1");
    window.click("查看规则");
    window.see("account-frozen");
    window.see_no("bill-age-limit");
    window.click("‹ 返回");
    window.see("C1");
    window.see_no("account-frozen");
}
