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
    let mut texts = commands.iter().filter_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    texts.next_back().unwrap_or_default()
}

#[test]
fn space_and_shift_choose_rows_and_the_bar_adds_them_up() {
    let (mut window, numbers) = largest_first();
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
    window.harness.event(eframe::egui::Event::Copy);
    window.harness.step();
    let text = copied(&window);
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert_eq!(lines[0][..2], ["申请编号", "客户编号"]);
    assert_eq!(lines[1][0], numbers[0]);
    assert!(lines[2].contains(&"40.00"), "{text}");
}

#[test]
fn what_is_no_more_leaves_what_is_chosen() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    for (bill, amount) in [("B1", "10.00"), ("B2", "20.00"), ("B3", "30.00")] {
        play.paid("C1", bill, amount);
    }
    let mut window = play.window();
    window.tab("账单");
    window.see("B1");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.see_all(["已选 3 项", "合计 ¥60.00"]);
    window.meanwhile(r#"{"op":"remove_bill","bill_no":"B2","reason":"登错了"}"#);
    window.see_all(["已选 2 项", "合计 ¥40.00"]);
}

#[test]
fn the_search_is_reached_by_a_key_and_leads_to_the_rows_and_to_the_first() {
    let (mut window, numbers) = largest_first();
    let search = "申请编号、发票号码或客户";
    window.press(Key::Slash);
    window.until("the search", |h| h.get_by_label(search).accesskit_node().is_focused());
    window.enter(search, &numbers[3]);
    window.see("共 1 件，合计 ¥20.00");
    // Again: what is typed takes the place of the old text.
    window.press(Key::ArrowDown);
    window.until("the rows", |h| {
        h.get_by_role_and_label(Role::Table, "申请记录").accesskit_node().is_focused()
    });
    window.press_with(Modifiers::COMMAND, Key::F);
    window.harness.get_by_label(search).type_text(&numbers[1]);
    window.see("共 1 件，合计 ¥40.00");
    window.press(Key::Enter);
    window.see("申请内容");
    window.see_part(&numbers[1]);
}

#[test]
fn enter_in_the_search_waits_for_what_is_found() {
    let (mut window, numbers) = largest_first();
    let search = "申请编号、发票号码或客户";
    window.press(Key::Slash);
    let held = window.hold_readers();
    window.harness.get_by_label(search).type_text(&numbers[4]);
    window.press(Key::Enter);
    assert!(window.harness.query_by_label("申请内容").is_none());
    drop(held);
    window.see("申请内容");
    window.see_part(&numbers[4]);
    window.see_part("10.00");
}

#[test]
fn a_card_shows_nobody_whom_the_filter_has_put_away() {
    let mut play = Play::with_bill("Q");
    play.ok(r#"{"op":"add_account","account":"C2","issuer":"Q","name":"成都青禾农业科技有限公司","kind":"organisation"}"#);
    let mut window = play.window();
    window.noon();
    window.tab("客户");
    window.click("C1");
    window.see("关闭详情");
    window.enter("客户名称或编号", "青禾");
    window.until("the card of the one who is listed", |h| {
        h.query_all_by_label("C2").count() == 2 && h.query_all_by_label("C1").next().is_none()
    });
    window.enter("客户名称或编号", "没有这家");
    window.see_no("关闭详情");
}

#[test]
fn a_right_click_copies_a_cell_and_narrows_the_list_to_a_state() {
    let (mut play, numbers) = five();
    play.ok(&format!(r#"{{"op":"accept_application","application":"{}"}}"#, numbers[1]));
    let mut window = play.window();
    window.tab("申请记录");
    window.place_of(&numbers[1]);
    window.harness.get_by_label(&numbers[1]).click_secondary();
    window.see(&format!("复制“{}”", numbers[1]));
    window.click(&format!("复制“{}”", numbers[1]));
    window.see("已复制");
    let states = window.harness.query_all_by_label("开票中");
    states.last().unwrap().click_secondary();
    window.click("只看“开票中”");
    window.see("共 1 件，合计 ¥20.00");
    window.click_button("开票中");
    window.see("共 5 件，合计 ¥150.00");
}

#[test]
fn the_menu_of_a_row_is_opened_by_key_cell_by_cell() {
    let (mut play, numbers) = five();
    play.ok(&format!(r#"{{"op":"accept_application","application":"{}"}}"#, numbers[1]));
    let mut window = play.window();
    window.tab("申请记录");
    window.see(&numbers[1]);
    window.click(&numbers[1]);
    window.press_with(Modifiers::SHIFT, Key::F10);
    window.see(&format!("复制“{}”", numbers[1]));
    for _ in 0..3 {
        window.press(Key::ArrowDown);
    }
    window.press(Key::Enter);
    window.see("已复制");
    window.see_no(&format!("复制“{}”", numbers[1]));
    // The keyboard is the list's again, at the same row.
    window.press(Key::Menu);
    window.see(&format!("复制“{}”", numbers[1]));
    for _ in 0..12 {
        if window.harness.query_by_label("只看“开票中”").is_some() {
            break;
        }
        window.press(Key::ArrowRight);
        window.harness.run_steps(3);
    }
    window.see("只看“开票中”");
    window.press(Key::ArrowLeft);
    window.see_no("只看“开票中”");
    window.press(Key::ArrowRight);
    window.see("只看“开票中”");
    window.press(Key::Escape);
    window.see_no("只看“开票中”");
    window.see("共 5 件，合计 ¥150.00");
}

#[test]
fn what_a_user_arranges_is_there_again_in_the_next_window() {
    let (play, numbers) = five();
    let closed = play.close();
    let prefs = closed.with_file_name("prefs.json");
    let mut window = Window::open_with(&closed, None, Some(prefs.clone()));
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.click("选择列");
    window.click("开票金额 前移");
    window.click_last("发票类型", Role::CheckBox);
    window.press(Key::Escape);
    window.click_button("待受理");
    window.see("☆ 保存筛选");
    window.click("☆ 保存筛选");
    window.see("筛选名称");
    window.enter("筛选名称", "今天要受理的");
    window.press(Key::Enter);
    window.see("今天要受理的");
    window.choose("C1");
    drop(window);
    let mut window = Window::open_with(&closed, None, Some(prefs.clone()));
    window.see("今天要受理的");
    window.see("★ 删除筛选");
    window.until("the customer", |h| {
        h.query_all_by_role_and_label(Role::Button, "杭州砺行新能源有限责任公司").next().is_some()
    });
    let left =
        |h: &Window, title: &str| h.harness.get_by_role_and_label(Role::ColumnHeader, title).rect().left();
    assert!(window.harness.query_by_role_and_label(Role::ColumnHeader, "发票类型").is_none());
    assert!(left(&window, "开票金额") < left(&window, "提交日期"));
    window.click("★ 删除筛选");
    window.see_no("今天要受理的");
    window.click("选择列");
    window.click("恢复默认列");
    window.until("the default columns", |h| {
        h.query_by_role_and_label(Role::ColumnHeader, "发票类型").is_some()
    });
}

#[test]
fn everything_is_chosen_whether_it_was_read_or_not() {
    let mut play = Play::new();
    for n in 1..=230 {
        play.ok(&format!(
            r#"{{"op":"add_account","account":"D{n:03}","issuer":"Q","name":"客户{n:03}","kind":"enterprise"}}"#
        ));
    }
    let mut window = play.window();
    window.tab("客户");
    window.see("D001");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.see("已选 230 项");
    window.press(Key::Escape);
    window.see_part("共 230 家客户");
    // Esc left nothing to be given up, so that it closes a card next.
    window.press(Key::ArrowDown);
    window.see("关闭详情");
    window.press(Key::Escape);
    window.see_no("关闭详情");
}

#[test]
fn a_column_is_dragged_to_another_width_and_place_and_fitted_by_a_double_click() {
    let (mut window, _) = largest_first();
    let title = |h: &egui_kittest::Harness<'_, fapiao_desk::ui::App>, name: &str| {
        h.get_by_role_and_label(Role::ColumnHeader, name).rect()
    };
    let drag = |window: &mut Window, from: eframe::egui::Pos2, to: eframe::egui::Pos2| {
        window.harness.drag_at(from);
        window.harness.step();
        for part in [0.3, 0.7, 1.0] {
            window.harness.hover_at(from.lerp(to, part));
            window.harness.step();
        }
        window.harness.drop_at(to);
        window.harness.step();
        window.harness.step();
    };
    window.place_of("申请编号");
    let number = title(&window.harness, "申请编号");
    let before = title(&window.harness, "客户").left();
    let edge = number.right_center() + eframe::egui::vec2(2.0, 0.0);
    drag(&mut window, edge, edge + eframe::egui::vec2(60.0, 0.0));
    let after = title(&window.harness, "客户").left();
    assert!((after - before - 60.0).abs() < 8.0, "{before} {after}");
    let (date, amount) = (title(&window.harness, "提交日期"), title(&window.harness, "开票金额"));
    drag(&mut window, date.center(), amount.left_center() + eframe::egui::vec2(4.0, 0.0));
    assert!(title(&window.harness, "提交日期").left() < title(&window.harness, "开票金额").left());
}

#[test]
fn tab_leads_out_of_a_list_by_its_headings_and_stops_nowhere_else() {
    let (mut window, _) = largest_first();
    window.tab_to("申请记录");
    let mut stops = Vec::new();
    for _ in 0..20 {
        window.press(Key::Tab);
        let root = window.harness.root();
        let focused = root.children_recursive().find(|node| node.accesskit_node().is_focused());
        let focused = focused.map(|node| {
            let node = node.accesskit_node();
            (node.role(), node.label().unwrap_or_default())
        });
        let Some((Role::ColumnHeader, heading)) = focused else { break };
        stops.push(heading);
    }
    assert_eq!(stops, ["开票金额", "提交日期", "开票期限"]);
}

#[test]
fn a_list_comes_with_the_selected_row_in_sight() {
    let mut play = Play::new();
    for at in 0..60 {
        play.customer(&format!("D{at:03}"), "Q");
    }
    let mut window = play.window();
    window.tab("账单");
    window.choose("D059");
    window.tab("客户");
    window.until("the row of the customer in sight", |h| h.query_by_label("选择 D059").is_some());
    window.see_no("选择 D000");
}

#[test]
fn the_menu_of_a_row_has_the_arrows_and_no_letter_goes_past_it() {
    let (mut window, numbers) = largest_first();
    window.place_of(&numbers[1]);
    window.harness.get_by_label(&numbers[1]).click_secondary();
    window.see("复制 1 行");
    window.press(Key::A);
    window.see("复制 1 行");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.see("申请内容");
    window.see(&numbers[1]);
    assert_eq!(window.application(&numbers[1])["state"], "submitted");
}

#[test]
fn a_mobile_is_masked_in_the_list_and_in_what_is_copied_and_found_by_its_last_digits() {
    let play = Play::with_bill("Q");
    let known = "UPDATE account SET contact = '周平', mobile = '13812345678', phone = '0571-8888 6666-8001' WHERE code = 'C1'";
    rusqlite::Connection::open(play.desk.path()).unwrap().execute_batch(known).unwrap();
    let mut window = play.window();
    window.click("客户");
    window.see("杭州砺行新能源有限责任公司");
    for typed in ["5678", "13812345678", "138 1234 5678", "6666", "8001", "057188886666", "88886666"] {
        window.enter("客户名称或编号", "0571");
        window.see("没有符合条件的客户");
        window.enter("客户名称或编号", typed);
        window.see_part("杭州砺行新能源有限责任公司");
    }
    window.enter("客户名称或编号", "1381");
    window.see("没有符合条件的客户");
    window.enter("客户名称或编号", "5678");
    window.see("杭州砺行新能源有限责任公司");
    window.click("选择列");
    window.click_last("手机", Role::CheckBox);
    window.press(Key::Escape);
    window.see("138****5678");
    window.press(Key::ArrowDown);
    window.harness.event(eframe::egui::Event::Copy);
    window.harness.step();
    assert!(copied(&window).contains("138****5678"), "{}", copied(&window));
    window.see_no_part("13812345678");
}
