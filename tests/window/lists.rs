//! What every list does alike: choosing rows, the bar under them, the keyboard, columns, filters.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT, Queryable};

/// Five applications of 砺行 over 10.00, 20.00 … 50.00.
fn five() -> (Play, Vec<String>) {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let bills = (1..=5).map(|n| (format!("B{n}"), format!("{n}0.00")));
    let numbers = bills
        .map(|(bill, amount)| {
            play.paid("C1", &bill, &amount);
            play.apply("C1", &[&bill])
        })
        .collect();
    (play, numbers)
}

/// The list of applications, the largest first; of them, the numbers in this order.
fn largest_first() -> (Window, Vec<String>) {
    let (play, mut numbers) = five();
    let mut window = play.window();
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.click("开票金额");
    numbers.reverse();
    let order: Vec<&str> = numbers.iter().map(String::as_str).collect();
    window.see_in_order(&order);
    (window, numbers)
}

/// Which of these rows are chosen.
fn chosen<'n>(window: &Window, numbers: &'n [String]) -> Vec<&'n str> {
    let is_on = |number: &&str| {
        let label = format!("选择 {number}");
        let mut boxes = window.harness.query_all_by_role_and_label(Role::CheckBox, &label);
        boxes.any(|check| check.accesskit_node().toggled() == Some(Toggled::True))
    };
    numbers.iter().map(String::as_str).filter(is_on).collect()
}

/// What was copied last.
fn copied(window: &Window) -> String {
    let commands = &window.harness.output().platform_output.commands;
    let texts = commands.iter().filter_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    texts.last().unwrap_or_default()
}

#[test]
fn space_and_shift_choose_rows_and_the_bar_adds_them_up() {
    let (mut window, numbers) = largest_first();
    window.press(Key::ArrowDown);
    window.press(Key::Space);
    window.see_all(["已选 1 项", "合计 ¥50.00"]);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.see_all(["已选 3 项", "合计 ¥120.00"]);
    assert_eq!(chosen(&window, &numbers), [&numbers[0], &numbers[1], &numbers[2]]);
    // A range shrinks as it grew.
    window.press_with(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(chosen(&window, &numbers), [&numbers[0], &numbers[1]]);
    window.press(Key::Escape);
    window.see("共 5 件，合计 ¥150.00");
    assert!(chosen(&window, &numbers).is_empty());
}

#[test]
fn what_is_chosen_stays_chosen_in_another_order_and_what_is_gone_leaves() {
    let (mut window, numbers) = largest_first();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.see_all(["已选 5 项", "合计 ¥150.00"]);
    window.click("开票金额");
    let smallest_first: Vec<&str> = numbers.iter().rev().map(String::as_str).collect();
    window.see_in_order(&smallest_first);
    window.see("已选 5 项");
    window.press_with(Modifiers::SHIFT, Key::End);
    window.see("已选 5 项");
    assert_eq!(chosen(&window, &numbers).len(), 5);
}

#[test]
fn the_mouse_chooses_with_ctrl_and_shift_and_boxes() {
    let (mut window, numbers) = largest_first();
    window.click(&numbers[1]);
    assert!(chosen(&window, &numbers).is_empty());
    window.click_last(&format!("选择 {}", numbers[3]), Role::CheckBox);
    window.see("已选 1 项");
    assert_eq!(chosen(&window, &numbers), [&numbers[3]]);
    window.click_last("全选", Role::CheckBox);
    window.see("已选 5 项");
    window.click("取消选择");
    window.see("共 5 件，合计 ¥150.00");
}

#[test]
fn what_is_chosen_is_copied_as_a_table_with_its_heading() {
    let (mut window, numbers) = largest_first();
    window.press(Key::Space);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.harness.event(eframe::egui::Event::Copy);
    window.harness.step();
    let text = copied(&window);
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert_eq!(lines[0][..2], ["申请编号", "客户编号"]);
    assert_eq!(lines[1][0], numbers[0]);
    assert!(lines[2].contains(&"40.00"), "{text}");
}
