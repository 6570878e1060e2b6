//! What was done is taken back: by the button of its message, by Ctrl+Z, on the page of the application; and what
//! cannot be says so before.

use eframe::egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable;

use crate::common::Play;
use crate::common::lines::step;
use crate::common::window::Window;

const NUMBER: &str = "FP20261122-0001";

/// An application of `C1` of `Q`, taken so many steps onwards, at its page.
fn at_application(steps: usize) -> Window {
    let mut play = Play::with_bill("Q");
    let application = play.apply("C1", &["B1"]);
    assert_eq!(application, NUMBER);
    if steps > 0 {
        play.accept(NUMBER);
    }
    if steps > 1 {
        play.ok(&crate::common::lines::issue(NUMBER, &[("26512000000000000001", "100.00")]));
    }
    let mut window = play.window();
    window.noon();
    window.open_application(NUMBER);
    window
}

#[track_caller]
fn see_state(window: &Window, state: &str) {
    assert_eq!(window.application(NUMBER)["state"], state);
}

#[test]
fn an_acceptance_is_taken_back_by_the_button_of_its_message() {
    let mut window = at_application(0);
    window.click_button("受理");
    window.see("已受理");
    window.click("撤销");
    window.see("已撤回受理");
    see_state(&window, "submitted");
    window.see_enabled("受理");
}

#[test]
fn a_message_takes_back_its_own_step_and_none_that_somebody_else_took_since() {
    let mut window = at_application(2);
    window.press(Key::D);
    window.enter("收票邮箱", "fin@example.com");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已登记寄送");
    window.meanwhile(&step("receive_application", NUMBER));
    window.click("撤销");
    window.see_part("刚被他人改动");
    see_state(&window, "received");
}

#[test]
fn ctrl_z_takes_back_what_was_done_last_while_nothing_else_was_done() {
    let mut window = at_application(2);
    window.press(Key::D);
    window.enter("收票邮箱", "fin@example.com");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已登记寄送");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.see("已撤回寄送");
    see_state(&window, "issued");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.see("没有可以撤销的操作");
    window.see_enabled("登记寄送");
    window.press(Key::D);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已登记寄送");
    window.see_enabled("登记签收");
    window.press(Key::S);
    window.see("已登记签收");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.see("已撤回签收");
    see_state(&window, "delivered");
    // Something else was done since.
    window.see_enabled("登记签收");
    window.press(Key::S);
    window.see("已登记签收");
    window.send(r#"{"op":"add_top_up","account":"C1","amount":"1.00","on":"2026-11-22"}"#).unwrap();
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.see("没有可以撤销的操作");
    settle(&window);
    see_state(&window, "received");
}

/// Waits until the desk has done everything that it was asked.
fn settle(window: &Window) {
    window.office().write(|_| ()).wait().unwrap();
}

#[test]
fn what_was_done_is_taken_back_once_whichever_way_comes_first() {
    let mut window = at_application(0);
    window.click_button("受理");
    window.see("已受理");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.see("已撤回受理");
    assert!(window.harness.query_by_label("撤销").is_none(), "the message still offers it");
    window.see_enabled("受理");
    window.click_button("受理");
    window.see("撤销");
    window.click("撤销");
    window.see_enabled("受理");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.see("没有可以撤销的操作");
    settle(&window);
    see_state(&window, "submitted");
    assert!(window.harness.query_by_label_contains("刚被他人改动").is_none());
}

#[test]
fn the_page_takes_the_last_step_back_and_says_which() {
    let mut window = at_application(1);
    window.click_button("撤回受理");
    window.see("已撤回受理");
    window.see_all(["撤回受理", "受理"]);
    see_state(&window, "submitted");
    window.see_enabled("受理");
    window.press(Key::A);
    window.see_enabled("撤回受理");
    window.press(Key::B);
    window.see("已撤回受理");
    see_state(&window, "submitted");
    assert!(window.harness.query_by_label("撤回寄送").is_none());
}

#[test]
fn a_key_that_is_held_down_takes_one_step_back() {
    let mut window = at_application(2);
    window.press(Key::D);
    window.enter("收票邮箱", "fin@example.com");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_enabled("登记签收");
    window.press(Key::S);
    window.see_enabled("撤回签收");
    let down = || Event::Key {
        key: Key::B,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    window.until("the step before", |harness| {
        harness.event(down());
        harness.query_by_label("撤回寄送").is_some()
    });
    window.see_enabled("撤回寄送");
    for _ in 0..4 {
        window.harness.event(down());
        window.harness.step();
    }
    settle(&window);
    see_state(&window, "delivered");
}

#[test]
fn nothing_is_done_by_a_page_that_is_being_read_again() {
    let mut window = at_application(1);
    window.see_enabled("撤回受理");
    let held = window.hold_readers();
    window.send(r#"{"op":"add_top_up","account":"C1","amount":"1.00","on":"2026-11-22"}"#).unwrap();
    window.harness.step();
    window.press(Key::B);
    settle(&window);
    see_state(&window, "issuing");
    window.see("正在读取…");
    drop(held);
    window.see_enabled("撤回受理");
    window.press(Key::B);
    window.see("已撤回受理");
    see_state(&window, "submitted");
}

#[test]
fn a_form_opens_while_the_page_is_read_again_and_is_looked_at_by_the_desk() {
    let mut window = at_application(1);
    window.see_enabled("撤回受理");
    let held = window.hold_readers();
    window.send(r#"{"op":"add_top_up","account":"C1","amount":"1.00","on":"2026-11-22"}"#).unwrap();
    window.harness.step();
    window.press(Key::X);
    window.see_no("正在读取…");
    window.enter("原因", "重复申请");
    drop(held);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已驳回");
    see_state(&window, "rejected");
}

#[test]
fn what_is_out_at_the_bureau_says_why_its_acceptance_stays() {
    let mut play = Play::with_bill("Q");
    let application = play.apply("C1", &["B1"]);
    play.accept(&application);
    play.send_out(&[&application]);
    let mut window = play.window();
    window.noon();
    window.open_application(&application);
    window.see_disabled("撤回受理");
    window.press(Key::B);
    window.see_part("的发票已写入交给税务局的批量开票表");
    see_state(&window, "issuing");
}

#[test]
fn an_address_that_was_removed_or_changed_is_as_it_was_again() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let mut window = play.window();
    window.noon();
    window.choose("C1");
    window.tab("邮寄地址");
    window.click("孙敏");
    window.press(Key::Delete);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_no("孙敏");
    window.click("撤销");
    window.see("孙敏");
    window.click("孙敏");
    window.press(Key::Enter);
    window.enter("收件人", "周婷");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("周婷");
    window.see_no("孙敏");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.see("孙敏");
}

#[test]
fn a_customer_who_was_frozen_is_active_again() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let mut window = play.window();
    window.noon();
    window.tab("客户");
    window.click("杭州砺行新能源有限责任公司");
    window.click("更多操作");
    window.click("冻结账号");
    window.enter("原因", "对账不符");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已冻结");
    window.click("撤销");
    window.see("已撤销");
    assert_eq!(window.meanwhile(r#"{"op":"balance","account":"C1"}"#)["blocked"], serde_json::Value::Null);
}

#[test]
fn what_cannot_be_taken_back_says_so_in_its_dialog() {
    for (steps, keys) in [(0, [Key::X, Key::C]), (1, [Key::I, Key::X])] {
        let mut window = at_application(steps);
        for key in keys {
            window.press(key);
            window.see("确认后不能撤回");
            window.press(Key::Escape);
            window.see_no("确认后不能撤回");
        }
    }
    let mut window = at_application(2);
    window.press(Key::R);
    window.see("确认后不能撤回");
    window.press(Key::Escape);
    window.press(Key::D);
    window.see("收票邮箱");
    assert!(window.harness.query_by_label("确认后不能撤回").is_none(), "a delivery can be taken back");
}

#[test]
fn a_second_press_is_not_taken_for_one_of_the_button_that_came_in_the_place_of_the_first() {
    let mut window = at_application(0);
    window.click_button("受理");
    window.until("the next step", |harness| harness.query_by_label("登记开票").is_some());
    // At once, in one frame: the pointer is where it pressed the first.
    let pos = window.harness.get_by_label("登记开票").rect().center();
    let press = |pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.harness.input_mut().events.extend([true, false].map(press));
    window.harness.step();
    window.harness.step();
    let is_open = |window: &Window| window.harness.ctx.memory(|memory| memory.top_modal_layer().is_some());
    assert!(!is_open(&window));
    window.see_enabled("登记开票");
    window.click_button("登记开票");
    window.see("确认后不能撤回");
    assert!(is_open(&window));
}

#[test]
fn what_refuses_stays_where_it_was_while_the_application_goes_on() {
    let place = |window: &Window, label: &str| window.harness.get_by_label(label).rect();
    let mut window = at_application(0);
    window.see_enabled("受理");
    let before = place(&window, "驳回");
    window.press(Key::A);
    window.see_enabled("登记开票");
    assert_eq!(place(&window, "驳回"), before);
    let onwards = place(&window, "登记开票");
    assert!(!onwards.intersects(before));
}

#[test]
fn j_and_k_go_through_the_list_from_which_an_application_was_opened() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let bills = ["B1", "B2", "B3"];
    bills.iter().for_each(|bill| play.paid("C1", bill, "100.00"));
    let numbers = bills.map(|bill| play.apply("C1", &[bill]));
    let mut window = play.window();
    window.noon();
    // The newest is the first of the list.
    window.open_application(&numbers[2]);
    window.press(Key::J);
    window.see(&numbers[1]);
    window.press(Key::J);
    window.see(&numbers[0]);
    window.press(Key::J);
    window.see("申请记录的列表到此为止");
    window.press(Key::K);
    window.see(&numbers[1]);
    window.see_enabled("受理");
    window.press(Key::A);
    window.see("已受理");
    assert_eq!(window.application(&numbers[1])["state"], "issuing");
}
