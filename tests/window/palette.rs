//! The search over everything (Ctrl K): what it finds, where that leads, and what the keyboard does in it.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Event, Key, Modifiers, PointerButton, pos2};
use egui_kittest::kittest::{NodeT, Queryable};

const FIELD: &str = "搜索客户、账单、申请、金额和命令";
const LIXING: &str = "杭州砺行新能源有限责任公司";
const QINGHE: &str = "成都青禾农业科技有限公司";
const INVOICE: &str = "26442000000012345678";

/// Two customers of `Q`, `C1` 砺行 with the bills `ZD1` and `ZD2`, and `C2` 青禾.
fn play() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.ok(&format!(
        r#"{{"op":"add_account","account":"C2","issuer":"Q","name":"{QINGHE}","kind":"enterprise"}}"#
    ));
    play.paid("C1", "ZD1", "100.00");
    play.paid("C1", "ZD2", "250.00");
    play
}

fn open(window: &mut Window) {
    window.see("全部客户");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.see(FIELD);
}

/// Waits until this customer is chosen for the whole window.
#[track_caller]
fn see_chosen(window: &mut Window, name: &str) {
    window.until(name, |harness| harness.query_all_by_role_and_label(Role::Button, name).next().is_some());
}

/// Waits until this place of the navigation is on screen.
#[track_caller]
fn see_at(window: &mut Window, place: &str) {
    window.until(place, |harness| {
        let mut tabs = harness.query_all_by_role_and_label(Role::Tab, place);
        tabs.any(|tab| tab.accesskit_node().toggled() == Some(Toggled::True))
    });
}

/// Waits until this bill is listed, and explained beside the list.
#[track_caller]
fn see_bill(window: &mut Window, bill_no: &str) {
    window.see("复制账单号");
    window.until(bill_no, |harness| harness.query_all_by_label(bill_no).count() == 2);
}

#[test]
fn a_customer_is_found_by_a_part_of_the_name_and_the_panel_stays() {
    let mut window = play().window();
    window.click_last("账单", Role::Tab);
    open(&mut window);
    window.enter(FIELD, "砺行");
    window.see_part("C1 · 企业 · 正常");
    window.press(Key::Enter);
    see_chosen(&mut window, LIXING);
    window.see_no(FIELD);
    see_at(&mut window, "账单");
}

#[test]
fn a_customer_leads_to_its_balance_where_the_panel_is_about_none() {
    let mut window = play().window();
    window.click("设置");
    window.see("节假日与调休");
    open(&mut window);
    window.enter(FIELD, "C1");
    window.see_part("C1 · 企业 · 正常");
    window.press(Key::Enter);
    see_chosen(&mut window, LIXING);
    see_at(&mut window, "客户");
    window.see_part("350.00");
}

#[test]
fn a_bill_leads_to_the_bills_where_it_is_explained() {
    let mut window = play().window();
    open(&mut window);
    window.enter(FIELD, "zd2");
    window.see_part("ZD2　");
    window.press(Key::Enter);
    see_at(&mut window, "账单");
    see_bill(&mut window, "ZD2");
    window.see("全部客户");
}

#[test]
fn a_bill_of_another_customer_chooses_that_customer() {
    let mut window = play().window();
    open(&mut window);
    window.enter(FIELD, "青禾");
    window.see_part("C2 · 企业 · 正常");
    window.press(Key::Enter);
    see_chosen(&mut window, QINGHE);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.enter(FIELD, "ZD1");
    window.see_part("ZD1　");
    window.press(Key::Enter);
    see_chosen(&mut window, LIXING);
    see_bill(&mut window, "ZD1");
}

#[test]
fn an_application_is_found_by_its_number_and_by_its_invoice() {
    let mut play = play();
    let number = play.apply("C1", &["ZD1"]);
    play.issue(&number, INVOICE, "100.00");
    let mut window = play.window();
    open(&mut window);
    window.enter(FIELD, number.trim_start_matches("FP"));
    window.see_part(&format!("{number}　{LIXING}"));
    window.press(Key::Enter);
    window.see("申请内容");
    window.press_with(Modifiers::COMMAND, Key::Num1);
    see_at(&mut window, "总览");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.enter(FIELD, "26442");
    window.see_part(&format!("{number}　发票 {INVOICE}"));
    window.press(Key::Enter);
    window.see("申请内容");
}

#[test]
fn before_anything_is_typed_it_lists_what_there_is_to_do_with_its_keys() {
    let mut window = play().window();
    open(&mut window);
    window.see_all(["新建开票申请　Ctrl N", "前往 总览　Ctrl 1", "前往 设置　Ctrl ,", "导出清单"]);
    window.see_no("显示全部客户");
}

#[test]
fn a_command_is_done() {
    let mut window = play().window();
    open(&mut window);
    window.enter(FIELD, "settings");
    window.see_no("导出清单");
    window.see("前往 设置　Ctrl ,");
    window.press(Key::Enter);
    window.see("节假日与调休");
    window.see_no(FIELD);
    open(&mut window);
    window.enter(FIELD, "english");
    window.see_no("导出清单");
    window.see("切换语言：English");
    window.press(Key::Enter);
    window.see("All customers");
}

#[test]
fn import_and_export_lead_to_their_pages() {
    let mut window = play().window();
    for (name, line, there) in
        [("导出清单", "导出清单", "导出"), ("导入客户", "导入客户、账单、退款　Ctrl I", "导入")]
    {
        open(&mut window);
        window.enter(FIELD, name);
        window.see_no("新建开票申请　Ctrl N");
        window.click(line);
        see_at(&mut window, "导入导出");
        window.until(there, |harness| {
            let mut pages = harness.query_all_by_label(there);
            pages.any(|page| page.accesskit_node().toggled() == Some(Toggled::True))
        });
    }
}

#[test]
fn a_late_answer_is_what_enter_takes_and_not_what_stood_there_before() {
    let mut window = play().window();
    open(&mut window);
    let held = window.hold_readers();
    window.enter(FIELD, "青禾");
    window.press(Key::Enter);
    window.see("正在查找…");
    window.see("新建开票申请　Ctrl N");
    drop(held);
    see_chosen(&mut window, QINGHE);
    window.see_no(FIELD);
    see_at(&mut window, "总览");
}

#[test]
fn who_types_on_after_enter_takes_nothing() {
    let mut window = play().window();
    open(&mut window);
    let held = window.hold_readers();
    window.enter(FIELD, "青");
    window.press(Key::Enter);
    window.see("正在查找…");
    window.enter(FIELD, "ZD1");
    drop(held);
    window.see_part("ZD1　");
    window.see(FIELD);
    window.see("全部客户");
    window.press(Key::Enter);
    see_bill(&mut window, "ZD1");
}

#[test]
fn a_late_answer_is_said_to_be_on_its_way() {
    let mut window = play().window();
    open(&mut window);
    let held = window.hold_readers();
    window.enter(FIELD, "青");
    window.see("正在查找…");
    drop(held);
    window.see_part("C2 · 企业 · 正常");
    window.see_no("正在查找…");
}

#[test]
fn the_arrow_keys_go_through_every_group() {
    let mut window = play().window();
    open(&mut window);
    window.enter(FIELD, "c");
    window.see_part("C2 · 企业 · 正常");
    window.see("新建开票申请　Ctrl N");
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::Enter] {
        window.press(key);
    }
    see_at(&mut window, "申请开票");
}

#[test]
fn the_line_that_enter_takes_is_what_assistive_technology_hears_of() {
    let mut window = play().window();
    open(&mut window);
    window.enter(FIELD, "zd");
    window.until("the first bill", |harness| {
        harness.query_all_by_label_contains("ZD1　").any(|line| line.accesskit_node().is_focused())
    });
    window.press(Key::ArrowDown);
    window.until("the second bill", |harness| {
        harness.query_all_by_label_contains("ZD2　").any(|line| line.accesskit_node().is_focused())
    });
}

#[test]
fn nothing_found_says_what_can_be_looked_for() {
    let mut window = play().window();
    open(&mut window);
    window.enter(FIELD, "没有这样的东西");
    window.see("没有找到");
    window.press(Key::Enter);
    window.see(FIELD);
    window.see_part("客户按名称、拼音或编号查找");
}

#[test]
fn escape_closes_it_and_gives_the_keyboard_back() {
    let mut window = play().window();
    window.click_last("账单", Role::Tab);
    window.enter("账单号或客户", "ZD");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.see(FIELD);
    window.press(Key::Escape);
    window.see_no(FIELD);
    window.until("the field that had the keyboard", |harness| {
        let mut fields = harness.query_all_by_label("账单号或客户");
        fields.any(|field| field.accesskit_node().is_focused())
    });
}

#[test]
fn it_is_opened_with_the_mouse_and_closed_by_its_keys_and_by_a_click_beside_it() {
    let mut window = play().window();
    open(&mut window);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.see_no(FIELD);
    window.click("搜索");
    window.see(FIELD);
    for pressed in [true, false] {
        let (pos, button, modifiers) = (pos2(20.0, 700.0), PointerButton::Primary, Modifiers::NONE);
        window.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
    }
    window.see_no(FIELD);
    see_at(&mut window, "总览");
}

#[test]
fn enter_means_nothing_to_the_panel_below() {
    let mut play = play();
    let number = play.apply("C1", &["ZD1"]);
    let mut window = play.window();
    window.click_last("申请记录", Role::Tab);
    window.click(&number);
    open(&mut window);
    window.enter(FIELD, "青禾");
    window.see_part("C2 · 企业 · 正常");
    window.press(Key::Enter);
    see_chosen(&mut window, QINGHE);
    see_at(&mut window, "申请记录");
    window.see_no("申请内容");
}

/// Types this into the search, sees `line` and takes it.
#[track_caller]
fn take(window: &mut Window, text: &str, line: &str) {
    open_again(window);
    window.enter(FIELD, text);
    window.see_part(line);
    window.press(Key::Enter);
    window.see_no(FIELD);
}

fn open_again(window: &mut Window) {
    window.press_with(Modifiers::COMMAND, Key::K);
    window.see(FIELD);
}

#[test]
fn a_customer_is_found_by_first_letters_of_pinyin() {
    let mut window = play().window();
    window.see("全部客户");
    take(&mut window, "hzlx", "C1 · 企业 · 正常");
    see_chosen(&mut window, LIXING);
}

#[test]
fn a_bill_is_found_by_its_amount_and_by_the_middle_of_its_number() {
    let mut play = play();
    play.paid("C1", "ZD2026-00471", "1234.50");
    let mut window = play.window();
    window.see("全部客户");
    for text in ["1,234.50", "00471"] {
        take(&mut window, text, "ZD2026-00471　");
        see_bill(&mut window, "ZD2026-00471");
    }
}

#[test]
fn an_application_brings_its_customer_only_where_one_was_chosen() {
    let mut play = play();
    let number = play.apply("C1", &["ZD1"]);
    let mut window = play.window();
    window.see("全部客户");
    take(&mut window, &number, &format!("{number}　"));
    window.see("申请内容");
    window.see("全部客户");
    take(&mut window, "青禾", "C2 · 企业 · 正常");
    see_chosen(&mut window, QINGHE);
    take(&mut window, &number, &format!("{number}　"));
    window.see("申请内容");
    see_chosen(&mut window, LIXING);
}
