//! The way back from an import, and the list of all of them.

use std::fs;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};

use super::{CUSTOMER, Case, GOOD};
use crate::common::window::Window;

#[test]
fn a_clerk_who_imported_the_wrong_file_is_back_where_she_was_with_two_clicks() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", GOOD);
    window.click("导入 2 行");
    window.see("已导入 bills.csv：新增 2，更新 0");
    window.click("撤销这次导入");
    window.see("bills.csv（账单）：删除新增的 2 条，恢复更新的 0 条。");
    window.click_button("撤销导入");
    window.see_part("已撤销导入 bills.csv：删除账单 2 条");
    // The file can be imported again, as before.
    window.see("导入 2 行");
    window.see_enabled("导入 2 行");
    drop(window);
    assert_eq!(case.bills(), 0);
}

#[test]
fn the_way_back_can_be_left() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", GOOD);
    window.click("导入 2 行");
    window.click("撤销这次导入");
    window.click_button("保留");
    window.see_no("撤销导入");
    window.click("撤销这次导入");
    window.see_enabled("撤销导入");
    window.press(Key::Escape);
    window.see_no("撤销导入");
    drop(window);
    assert_eq!(case.bills(), 2);
}

#[test]
fn every_import_is_listed_with_its_file_and_sums_and_can_be_undone_there() {
    let case = Case::new();
    let path = case.file("bills.csv", GOOD);
    let mut window = case.chosen_at(&path);
    window.click("导入 2 行");
    window.see("查看账单");
    window.click("导入记录");
    window.see("共 1 次导入");
    window.click("bills.csv");
    window.see("批次 1");
    let sha256 = sha256(&fs::read(&path).unwrap());
    window.see(&sha256);
    window.see("¥150.00");
    window.click_button("撤销导入");
    window.see_part("删除新增的 2 条");
    window.click_button("撤销导入");
    window.see_part("已撤销导入 bills.csv：删除账单 2 条");
    window.see_part(" · desk");
    window.see_no("撤销导入");
    window.click("导入");
    // What was imported is not there any more, and the page of imports knows.
    window.see("再导入一个文件");
    drop(window);
    assert_eq!(case.bills(), 0);
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A desk into which the bill B1 was imported, and its window on that file.
fn imported(case: &Case) -> Window {
    let mut window = case.chosen("bills.csv", GOOD);
    window.click("导入 2 行");
    window.see("查看账单");
    window
}

#[test]
fn an_application_that_stands_in_the_way_is_listed_and_leads_to_itself() {
    let case = Case::new();
    drop(imported(&case));
    let apply = r#"{"op":"submit_application","account":"C1","type":"enterprise_general","amount":"10.00",
        "email":"fin@example.com"}"#;
    let number = case.ok(apply)["application"].as_str().unwrap().to_owned();
    let mut window = case.window(None);
    window.click("导入记录");
    window.click("bills.csv");
    window.click_button("撤销导入");
    window.see_part("导入之后又有了下面的变化");
    window.see(&format!("账单 B1：开票申请 {number} 使用了它"));
    window.see_disabled("撤销导入");
    window.click_last(&format!("查看 {number}"), Role::Link);
    window.see("申请内容");
    drop(window);
    assert_eq!(case.bills(), 2);
}

#[test]
fn a_later_import_stands_in_the_way_of_an_earlier_one_and_is_shown() {
    let case = Case::new();
    let mut window = imported(&case);
    let paid = GOOD.replace("未支付,", "已支付,2026-02-05");
    let path = case.file("paid.csv", paid);
    window.pick(&path);
    window.click("再导入一个文件");
    window.click("选择文件…");
    window.click("导入 1 行");
    window.see("已导入 paid.csv：新增 0，更新 1");
    window.click("导入记录");
    window.click("bills.csv");
    window.click_button("撤销导入");
    window.see_part("批次 2，请先撤销它");
    window.click_last("查看 批次 2", Role::Link);
    window.see_no_part("批次 2，请先撤销它");
    window.click_button("撤销导入");
    window.see("paid.csv（账单）：删除新增的 0 条，恢复更新的 1 条。");
    window.click_button("撤销导入");
    window.see_part("已撤销导入 paid.csv：恢复 1 条");
}

#[test]
fn a_bill_that_stands_in_the_way_leads_to_the_list_of_bills() {
    let case = Case::new();
    drop(imported(&case));
    case.ok(r#"{"op":"pay_bill","bill_no":"B2","paid_on":"2026-02-05"}"#);
    let mut window = case.window(None);
    window.click("导入记录");
    window.click("bills.csv");
    window.click_button("撤销导入");
    window.click_last("查看 B2", Role::Link);
    window.see_no("撤销导入");
    window.see("导出");
    window.see("B2");
}

#[test]
fn what_a_customer_has_since_stands_in_the_way_and_leads_to_the_customer() {
    let case = Case::new();
    let mut window = case.chosen("customers.csv", CUSTOMER);
    window.click("导入 1 行");
    window.see("查看客户");
    drop(window);
    let bill = r#"{"op":"add_bill","account":"C7","bill_no":"X1","kind":"other","amount":"5.00",
        "billed_on":"2026-01-01","due_on":"2026-01-10"}"#;
    case.ok(bill);
    let mut window = case.window(None);
    window.click("导入记录");
    window.click("customers.csv");
    window.click_button("撤销导入");
    window.see("客户 C7：有其他账单");
    window.click_last("查看 C7", Role::Link);
    window.see_no("撤销导入");
    window.see_part("成都青禾农业科技有限公司");
}

#[test]
fn the_list_of_imports_is_searched_and_narrowed_to_those_that_were_undone() {
    let case = Case::new();
    let mut window = imported(&case);
    window.click("导入记录");
    window.see("共 1 次导入");
    window.click("已撤销");
    window.see("没有符合条件的导入记录");
    window.click("清除筛选");
    window.see("共 1 次导入");
    window.enter("文件名、操作人或开票方", "nothing");
    window.see("共 0 次导入");
    window.enter("文件名、操作人或开票方", "BILLS");
    window.see("共 1 次导入");
}

#[test]
fn the_way_back_is_taken_by_keyboard_alone() {
    let case = Case::new();
    let mut window = imported(&case);
    window.tab_to("撤销这次导入");
    window.press(Key::Enter);
    window.see_enabled("撤销导入");
    window.tab_to("撤销导入");
    window.press(Key::Enter);
    window.see_part("已撤销导入 bills.csv：删除账单 2 条");
}

#[test]
fn undoing_goes_on_and_is_reported_while_one_looks_elsewhere() {
    let case = Case::new();
    let mut window = imported(&case);
    let release = window.hold_writer();
    window.click("撤销这次导入");
    window.click_button("撤销导入");
    window.see("正在撤销…");
    release.send(()).unwrap();
    window.see_part("已撤销导入 bills.csv");
}

#[test]
fn the_list_of_imports_is_found_by_the_search_over_everything() {
    let case = Case::new();
    let mut window = case.window(None);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.enter("搜索客户、账单、申请、金额和命令", "撤销导入");
    window.see("查看或撤销导入");
    window.press(Key::Enter);
    window.see("还没有导入过文件");
}
