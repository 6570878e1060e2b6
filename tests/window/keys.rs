//! How many keys a task takes, and that it needs no mouse.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::common::Play;
use crate::common::window::Window;

/// Presses keys, and counts them: with Ctrl they are one.
struct Keys<'w> {
    window: &'w mut Window,
    count: usize,
}

impl Keys<'_> {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.window.press_with(modifiers, key);
        self.count += 1;
    }

    fn enter(&mut self) {
        self.press(Modifiers::NONE, Key::Enter);
    }
}

/// Types into whatever has the keyboard.
fn write(window: &mut Window, text: &str) {
    window.harness.event(Event::Text(text.to_owned()));
    window.harness.step();
    window.harness.step();
}

#[track_caller]
fn see_focus(window: &mut Window, role: Role, label: &str) {
    window.until(label, |harness| {
        harness.query_all_by_role_and_label(role, label).any(|node| node.accesskit_node().is_focused())
    });
}

/// A customer with three bills, and an application of before, which says where the invoice goes.
fn known() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    for bill in ["B1", "B2", "B3", "B4"] {
        play.paid("C1", bill, "100.00");
    }
    play.apply("C1", &["B1"]);
    play
}

#[test]
fn an_application_of_bills_takes_at_most_ten_keys_after_the_name() {
    let mut window = known().window();
    window.noon();
    window.see("总览");
    window.press_with(Modifiers::COMMAND, Key::N);
    window.see_all(["请先选择客户", "按名称、编号或拼音查找客户"]);
    write(&mut window, "C1");
    // Assistive technology is told of the line at hand, but it is the field that is typed into.
    let holds = |node: egui_kittest::Node<'_>| node.value().is_some_and(|value| value == "C1");
    window.until("what was typed", |h| h.query_all_by_label("按名称、编号或拼音查找客户").any(holds));
    window.see_part("C1 · ");
    let mut keys = Keys { window: &mut window, count: 0 };
    keys.enter();
    see_focus(keys.window, Role::Table, "账单");
    keys.press(Modifiers::COMMAND, Key::A);
    keys.window.see("已选 3 张");
    keys.enter();
    see_focus(keys.window, Role::Button, "下一步");
    keys.enter();
    keys.window.see("已通过全部开票规则");
    keys.press(Modifiers::COMMAND, Key::Enter);
    keys.window.see_part("已提交，金额 ¥300.00");
    let count = keys.count;
    assert!(count <= 10, "{count} keys");
    assert_eq!(count, 5);
}

#[test]
fn bills_are_chosen_one_by_one_and_in_a_range() {
    let mut window = known().window();
    window.noon();
    window.choose("C1");
    window.press_with(Modifiers::COMMAND, Key::N);
    see_focus(&mut window, Role::Table, "账单");
    window.press(Key::Space);
    window.see("已选 1 张");
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.see("已选 2 张");
    window.press(Key::Escape);
    window.see("已选 0 张");
}

#[test]
fn what_is_missing_has_the_keyboard_first() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.paid("C1", "B1", "100.00");
    let mut window = play.window();
    window.noon();
    window.choose("C1");
    window.press_with(Modifiers::COMMAND, Key::N);
    see_focus(&mut window, Role::Table, "账单");
    window.press(Key::Space);
    window.see("已选 1 张");
    window.press(Key::Enter);
    see_focus(&mut window, Role::TextInput, "接收邮箱");
    write(&mut window, "fin@example.com");
    window.press(Key::Enter);
    window.see("已通过全部开票规则");
    window.press(Key::Enter);
    window.see("提交申请");
    window.press(Key::Escape);
    window.see("接收邮箱");
}

#[test]
fn an_application_that_was_begun_is_a_draft_when_the_window_is_opened_again() {
    let store = known().close();
    let mut window = Window::open(&store, None);
    window.noon();
    window.choose("C1");
    window.press_with(Modifiers::COMMAND, Key::N);
    see_focus(&mut window, Role::Table, "账单");
    window.press(Key::Space);
    window.see("已选 1 张");
    window.leave();
    let mut window = Window::open(&store, None);
    window.noon();
    window.choose("C1");
    window.press_with(Modifiers::COMMAND, Key::N);
    window.see("已选 1 张");
    window.see_part("草稿 · ");
    window.click("重新开始");
    window.see("已选 0 张");
    window.see_no_part("草稿 · ");
}

#[test]
fn invoice_info_that_was_begun_is_a_draft_when_the_window_is_opened_again() {
    let store = known().close();
    let mut window = Window::open(&store, None);
    window.noon();
    window.click("开票信息");
    window.choose("C1");
    window.enter("名称", "别的名称");
    window.see("未保存");
    window.leave();
    let mut window = Window::open(&store, None);
    window.noon();
    window.click("开票信息");
    window.choose("C1");
    window.see_part("草稿 · ");
    let holds = |node: egui_kittest::Node<'_>| node.value().is_some_and(|value| value == "别的名称");
    window.until("what was typed", |h| h.query_all_by_label("名称").any(holds));
    window.click("重新开始");
    window.see("已保存");
}

#[test]
fn a_draft_that_was_saved_is_called_a_draft_no_more() {
    let store = known().close();
    let typed = || {
        let mut window = Window::open(&store, None);
        window.noon();
        window.click("开票信息");
        window.choose("C1");
        window
    };
    let mut window = typed();
    window.enter("名称", "别的名称");
    window.see("未保存");
    window.leave();
    let mut window = typed();
    window.see_part("草稿 · ");
    window.press_with(Modifiers::COMMAND, Key::S);
    window.see("已保存");
    window.see_no_part("草稿 · ");
}

#[test]
fn a_day_is_taken_as_people_say_it_and_shown_as_it_is_understood() {
    let mut window = known().window();
    window.noon();
    window.click("客户");
    window.choose("C1");
    window.see("查看账单");
    window.click("更多操作");
    window.click("登记充值");
    window.enter("金额（元）", "1,000");
    window.enter("到账日期", "昨天");
    window.see("2026-11-21");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已登记充值");
}
