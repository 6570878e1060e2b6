//! Looking through applications, opening one and taking it onwards.

mod common;

use common::Play;
use common::window::Window;
use eframe::egui::Key;

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
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.click("申请记录");
    for number in &numbers {
        window.see(number);
    }
    window.see("共 3 件，合计 ¥420.00");
}

#[test]
fn a_part_of_the_customers_name_narrows_the_list_and_its_totals() {
    let (play, numbers) = three();
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.click("申请记录");
    window.enter("申请编号、发票号码或客户", "青");
    window.see_no(&numbers[0]);
    window.see(&numbers[2]);
    window.see("共 1 件，合计 ¥70.00");
}

#[test]
fn a_search_that_finds_nothing_says_so_and_offers_to_start_over() {
    let (play, numbers) = three();
    let store = play.close();
    let mut window = Window::open(&store, None);
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
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.click("申请记录");
    window.click_button("开票中");
    window.see_no(&numbers[0]);
    window.see(&numbers[1]);
    window.see("共 1 件，合计 ¥250.00");
}

#[test]
fn the_list_of_a_chosen_customer_has_only_its_applications() {
    let (play, numbers) = three();
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.click("申请记录");
    window.see(&numbers[2]);
    window.click("全部客户");
    window.enter("按名称或编号查找客户", "砺行");
    window.see_part("C1 · 企业 · 正常");
    window.press(Key::Enter);
    window.see_no(&numbers[2]);
    window.see(&numbers[0]);
}

#[test]
fn sorting_by_amount_puts_the_largest_first() {
    let (play, numbers) = three();
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.click("申请记录");
    window.see(&numbers[0]);
    window.click("开票金额");
    window.until("the order by amount", |harness| {
        use egui_kittest::kittest::Queryable;
        let top = |number: &str| harness.get_by_label(number).rect().top();
        top(&numbers[1]) < top(&numbers[0]) && top(&numbers[0]) < top(&numbers[2])
    });
}
