//! Where what can be invoiced comes from: the column by keyboard, its items, a day before, and what changed since.

use eframe::egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable;

use crate::common::Play;
use crate::common::lines::{bill, non_invoiceable, paid};
use crate::common::window::Window;

/// C1 of `Q`: 100.00 applied for, 100.00 refunded in part, 45.00 too old, and a bill of the 20th; it is the 24th.
fn play() -> Play {
    let mut play = Play::with_bill("Q");
    play.apply("C1", &["B1"]);
    play.paid("C1", "B2", "100.00");
    play.ok(&bill("C1", "OLD", "45.00", "2021-10-01", "2021-10-10", Some("2021-10-05")));
    play.at("2026-11-24T12:00:00+08:00");
    play.ok(&paid("C1", "B3", "7.50"));
    play.ok(r#"{"op":"add_refund","bill_no":"B2","amount":"40.00","on":"2026-11-24"}"#);
    play
}

/// The column of C1, reached from the list of customers.
fn open(play: Play) -> Window {
    let mut window = play.window();
    window.at("2026-11-24T13:00:00+08:00");
    window.tab("客户");
    window.click("C1");
    window.see("选择此客户");
    window.see("可开票金额的构成");
    window.press(Key::B);
    window.see("每一分的来历");
    window
}

#[test]
fn the_column_opens_by_its_letter_and_each_line_shows_what_it_is_made_of() {
    let mut window = open(play());
    window.see_all(["+ 252.50", "− 40.00", "− 100.00", "− 45.00", "¥ 67.50"]);
    // What can be invoiced is looked at first; the line above is what is taken off.
    window.see_all(["B2", "B3"]);
    window.press(Key::Home);
    window.see("已经付款的账单，按账单金额计。");
    for _ in 0..3 {
        window.press(Key::ArrowDown);
    }
    window.see("FP20261122-0001");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.see_all(["OLD", "2022-10-02"]);
}

#[test]
fn a_day_before_is_told_again_and_compared_with_today() {
    let mut window = open(play());
    window.select("截至", "截至昨天");
    window.see_all(["+ 245.00", "¥ 100.00"]);
    window.select("截至", "截至今天");
    window.see("¥ 67.50");
    window.select("相比", "与昨天相比");
    window.see("比 2026-11-23");
    window.see_all(["− 32.50", "+ 7.50"]);
    // Of the bills that can be invoiced, B2 has less and B3 is new.
    window.see_all(["60.00", "B3"]);
    window.select("相比", "与指定日期相比");
    window.enter("相比", "2026-11-25");
    window.see("日期不能晚于今天");
    window.enter("相比", "2026-11-22");
    window.see("比 2026-11-22");
}

#[test]
fn of_a_blocked_customer_the_block_is_a_line_with_what_is_to_be_paid() {
    let mut play = play();
    play.ok(&bill("C1", "LATE", "20.00", "2026-11-01", "2026-11-20", None));
    let mut window = open(play);
    window.see_all(["账号受限：有逾期未付账单", "− 67.50", "¥ 0.00"]);
    window.see_part("解除限制后，当天即可申请 ¥67.50。");
    window.press(Key::ArrowUp);
    window.see("LATE");
    window.see_disabled("申请开票");
    // It is called the same wherever the customer is named.
    window.click_button("杭州砺行新能源有限责任公司");
    window.see_part("C1 · 企业 · 有逾期未付账单");
}

#[test]
fn without_a_customer_the_page_leads_to_them_and_the_palette_leads_to_the_page() {
    let mut window = play().window();
    window.at("2026-11-24T13:00:00+08:00");
    window.choose("C1");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.enter("搜索客户、账单、申请、金额和命令", "查看可开票");
    window.see("查看可开票金额");
    window.press(Key::Enter);
    window.see("每一分的来历");
}

#[test]
fn an_amount_that_is_pointed_at_with_alt_or_pressed_says_where_it_comes_from() {
    let mut window = play().window();
    window.at("2026-11-24T13:00:00+08:00");
    window.tab("账单");
    let place = window.place_of("60.00").center();
    window.harness.event(Event::PointerMoved(place));
    window.harness.event(Event::ModifiersChanged(Modifiers::ALT));
    window.see_all(["账单金额", "+ 100.00", "退款", "− 40.00", "¥ 60.00"]);
    window.harness.event(Event::ModifiersChanged(Modifiers::NONE));
    window.see_no("¥ 60.00");
    window.tab("客户");
    let place = window.place_of("67.50").center();
    window.harness.event(Event::PointerMoved(place));
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    window.harness.event(Event::PointerButton { pos: place, button, pressed: true, modifiers });
    window.see_all(["+ 252.50", "− 45.00", "¥ 67.50"]);
}

#[test]
fn an_amount_beside_the_one_that_is_told_does_not_say_where_that_one_comes_from() {
    let mut play = play();
    play.ok(&non_invoiceable("C1", "30.00"));
    let mut window = play.window();
    window.at("2026-11-24T13:00:00+08:00");
    window.tab("客户");
    window.see("37.50");
    window.harness.event(Event::ModifiersChanged(Modifiers::ALT));
    point_at(&mut window, "37.50");
    window.see("+ 252.50");
    point_at(&mut window, "30.00");
    window.see_no("+ 252.50");
    window.tab("账单");
    window.see("60.00");
    point_at(&mut window, "60.00");
    window.see("+ 100.00");
    point_at(&mut window, "45.00");
    window.see_no("+ 100.00");
}

#[test]
fn an_amount_of_a_day_before_does_not_say_where_that_of_today_comes_from() {
    let mut window = open(play());
    window.see("B3");
    window.harness.event(Event::ModifiersChanged(Modifiers::ALT));
    point_at(&mut window, "60.00");
    window.see("+ 100.00");
    window.harness.event(Event::ModifiersChanged(Modifiers::NONE));
    window.see_no("+ 100.00");
    window.select("截至", "截至昨天");
    window.see("¥ 100.00");
    window.see_no("B3");
    window.harness.event(Event::ModifiersChanged(Modifiers::ALT));
    point_at(&mut window, "100.00");
    for _ in 0..20 {
        window.harness.step();
        window.read(|_, _| Ok(()));
    }
    window.see_no("+ 100.00");
    assert_eq!(window.harness.query_all_by_label("+ 100.00").count(), 0);
}

fn point_at(window: &mut Window, label: &str) {
    window.place_of(label);
    let places = window.harness.query_all_by_label(label).map(|node| node.rect().center());
    let leftmost = places.min_by(|a, b| a.x.total_cmp(&b.x)).expect("it was there");
    window.harness.event(Event::PointerMoved(leftmost));
}

#[test]
fn a_key_says_where_the_amount_of_the_row_at_hand_comes_from_and_then_the_next() {
    let mut window = play().window();
    window.at("2026-11-24T13:00:00+08:00");
    window.tab("客户");
    window.click("C1");
    window.see("选择此客户");
    window.see("可开票金额的构成");
    // The row of the list, and the figure beside it: both are of this customer.
    window.press_with(Modifiers::COMMAND, Key::E);
    window.see_all(["+ 252.50", "− 45.00", "¥ 67.50"]);
    window.press(Key::Escape);
    window.see_no("+ 252.50");
    window.tab("账单");
    window.click("OLD");
    window.press_with(Modifiers::COMMAND, Key::E);
    window.see_all(["+ 45.00", "¥ 45.00"]);
    // It goes along with the row; what stands beside the list has no signs.
    window.press(Key::ArrowUp);
    window.see("+ 100.00");
    window.see_no("+ 45.00");
    window.press(Key::ArrowDown);
    window.see("+ 45.00");
    // Behind the last amount of the page is none.
    window.press_with(Modifiers::COMMAND, Key::E);
    window.see_no("+ 45.00");
}

#[test]
fn the_figures_of_the_overview_say_where_they_come_from() {
    let mut play = play();
    play.customer("C2", "Q");
    play.paid("C2", "B9", "10.00");
    play.ok(&non_invoiceable("C2", "30.00"));
    let mut window = play.window();
    window.at("2026-11-24T13:00:00+08:00");
    window.tab("总览");
    window.see("FP20261122-0001");
    let says = |window: &mut Window, parts: [&str; 3]| {
        window.press_with(Modifiers::COMMAND, Key::E);
        window.see_all(parts);
    };
    // Of all: what remains of both, less what is not invoiceable, but for what of that is more than remains.
    says(&mut window, ["账单剩余", "+ 77.50", "− 30.00"]);
    window.see("+ 20.00");
    says(&mut window, ["全部客户", "¥ 0.00", "这一行没有内容"]);
    // The row of what there is to do.
    says(&mut window, ["B1", "+ 100.00", "¥ 100.00"]);
}

#[test]
fn without_an_amount_the_key_says_so() {
    let mut window = Play::new().window();
    window.tab("规则与帮助");
    window.see("搜索手册、规则和按键");
    window.press_with(Modifiers::COMMAND, Key::E);
    window.see("这里没有可以说明来历的金额");
}

#[test]
fn the_column_is_exported_and_adds_up_to_what_can_be_invoiced() {
    let mut window = open(play());
    let file = window.store().with_file_name("column.csv");
    window.pick(&file);
    window.press(Key::X);
    window.see_part("已导出");
    let text = std::fs::read_to_string(&file).unwrap();
    for line in ["已付账单,4 张,252.50", "退款,1 张,-40.00", "可开票金额,,67.50"] {
        assert!(text.contains(line), "{line} in {text}");
    }
    window.select("相比", "与昨天相比");
    window.see("比 2026-11-23");
    std::fs::remove_file(&file).unwrap();
    window.press(Key::X);
    window.until("the file", |_| file.exists());
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("可开票金额,,67.50,-32.50"), "{text}");
}
