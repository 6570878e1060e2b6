//! Looking through applications, and opening one from the list.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

/// Three applications: of 砺行 (100.00, 250.00) and of 青禾 (70.00).
fn three() -> (Play, Vec<String>) {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.ok(r#"{"op":"add_account","account":"C2","issuer":"Q","name":"成都青禾农业科技有限公司","kind":"enterprise","verified_name":"成都青禾农业科技有限公司","verified_tax_id":"913301067L53XQJUQR"}"#);
    play.paid("C1", "B1", "100.00");
    play.paid("C1", "B2", "250.00");
    play.paid("C2", "B3", "70.00");
    let numbers =
        [("C1", "B1"), ("C1", "B2"), ("C2", "B3")].map(|(account, bill)| play.apply(account, &[bill]));
    (play, numbers.to_vec())
}

#[test]
fn the_list_shows_every_application_with_totals() {
    let (play, numbers) = three();
    let mut window = play.window();
    window.click("申请记录");
    for number in &numbers {
        window.see(number);
    }
    window.see("共 3 件，合计 ¥420.00");
}

#[test]
fn a_part_of_the_customers_name_narrows_the_list_and_its_totals() {
    let (play, numbers) = three();
    let mut window = play.window();
    window.click("申请记录");
    window.enter("申请编号、发票号码或客户", "青");
    window.see_no(&numbers[0]);
    window.see(&numbers[2]);
    window.see("共 1 件，合计 ¥70.00");
}

#[test]
fn a_search_that_finds_nothing_says_so_and_offers_to_start_over() {
    let (play, numbers) = three();
    let mut window = play.window();
    window.click("申请记录");
    window.enter("申请编号、发票号码或客户", "没有这家");
    window.see("没有符合条件的申请");
    window.click("清除筛选");
    window.see(&numbers[0]);
}

#[test]
fn a_state_shows_only_applications_in_it() {
    let (mut play, numbers) = three();
    play.ok(&format!(r#"{{"op":"accept_application","application":"{}"}}"#, numbers[1]));
    let mut window = play.window();
    window.click("申请记录");
    window.click_button("开票中");
    window.see_no(&numbers[0]);
    window.see(&numbers[1]);
    window.see("共 1 件，合计 ¥250.00");
}

#[test]
fn the_list_of_a_chosen_customer_has_only_its_applications() {
    let (play, numbers) = three();
    let mut window = play.window();
    window.click("申请记录");
    window.see(&numbers[2]);
    window.click("全部客户");
    window.enter("按名称、编号或拼音查找客户", "砺行");
    window.see_part("C1 · 企业 · 正常");
    window.press(Key::Enter);
    window.see_no(&numbers[2]);
    window.see(&numbers[0]);
}

#[test]
fn what_is_filtered_and_shown_leaves_the_desk_as_a_file() {
    let (play, numbers) = three();
    let mut window = play.window();
    let file = window.store().with_file_name("list.csv");
    window.pick(&file);
    window.click("申请记录");
    window.enter("申请编号、发票号码或客户", "青");
    window.see("共 1 件，合计 ¥70.00");
    window.click("导出");
    window.click("导出为 CSV");
    window.see_part("已导出 1 行：");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains(&numbers[2]) && !text.contains(&numbers[0]), "{text}");
    assert!(!text.contains("发票号码"), "a hidden column stays here: {text}");
}

#[test]
fn a_period_of_ones_own_narrows_the_list() {
    let (play, numbers) = three();
    let mut window = play.window();
    window.click("申请记录");
    window.see(&numbers[0]);
    window.click("提交时间");
    window.click("自定义");
    window.enter("起始日期", "2026-2-30");
    window.see("请按 2026-01-31 的格式填写");
    window.see(&numbers[0]);
    window.enter("起始日期", "2000-01-01");
    window.enter("截止日期", "2000-01-31");
    window.see("没有符合条件的申请");
    window.enter("截止日期", "2999-12-31");
    window.see(&numbers[0]);
}

#[test]
fn bad_news_hides_no_primary_button_and_escape_puts_it_away() {
    let (play, _) = three();
    let mut window = play.window();
    window.pick(&window.store().with_file_name("nowhere").join("list.csv"));
    window.click("申请记录");
    window.click("导出");
    window.click("导出为 CSV");
    let said = "文件夹不存在。请选择另一个位置。";
    window.see(said);
    let toast = window.harness.get_by_label(said).rect();
    let button = window.harness.get_by_role_and_label(Role::Button, "申请开票").rect();
    assert!(!toast.intersects(button), "{toast:?} {button:?}");
    window.press(Key::Escape);
    window.see_no(said);
}

#[test]
fn sorting_by_amount_puts_the_largest_first() {
    let (play, numbers) = three();
    let mut window = play.window();
    window.click("申请记录");
    window.see(&numbers[0]);
    window.click("开票金额");
    window.until("the order by amount", |harness| {
        let top = |number: &str| harness.get_by_label(number).rect().top();
        top(&numbers[1]) < top(&numbers[0]) && top(&numbers[0]) < top(&numbers[2])
    });
}

#[test]
fn down_and_enter_open_an_application_and_escape_leads_back() {
    let (play, numbers) = three();
    let mut window = play.window();
    window.click("申请记录");
    window.click(&numbers[2]);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.see("申请内容");
    window.see(&numbers[1]);
    window.press(Key::Escape);
    window.see("共 3 件，合计 ¥420.00");
}

#[track_caller]
fn see_focused(window: &mut Window, button: &str) {
    window.until(button, |harness| {
        let mut buttons = harness.query_all_by_role_and_label(Role::Button, button);
        buttons.any(|node| node.accesskit_node().is_focused())
    });
}

#[test]
fn the_page_of_one_gives_the_keyboard_to_what_leads_onwards_but_not_to_the_enter_that_led_there() {
    let (play, numbers) = three();
    let mut window = play.window();
    window.noon();
    window.tab("申请记录");
    window.see(&numbers[2]);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.press(Key::Enter);
    window.see("申请内容");
    see_focused(&mut window, "受理");
    window.press(Key::Enter);
    window.see_part("已受理");
    see_focused(&mut window, "登记开票");
    window.press(Key::Tab);
    see_focused(&mut window, "驳回");
    // The message is put away first.
    window.press(Key::Escape);
    window.see_no_part("已受理");
    window.press(Key::Escape);
    window.see("共 3 件，合计 ¥420.00");
}

#[test]
fn the_row_behind_one_that_leaves_the_list_takes_its_place_under_the_keys() {
    let (play, numbers) = three();
    let mut window = play.window();
    window.noon();
    window.click("申请记录");
    window.click_button("待受理");
    window.see_in_order(&[&numbers[2], &numbers[1], &numbers[0]]);
    window.press(Key::ArrowDown);
    window.press(Key::A);
    window.see("1 件，合计 ¥250.00");
    window.press(Key::Enter);
    window.see_part("已受理 1 件");
    window.see("共 2 件，合计 ¥170.00");
    window.see_no(&numbers[1]);
    window.press(Key::Enter);
    window.see("申请内容");
    window.see(&numbers[0]);
    window.see_no(&numbers[2]);
}
