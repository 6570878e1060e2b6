//! Looking through bills: narrowing, sorting, explaining, taking out.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::{Key, accesskit::Role};

/// Bills of 砺行 in every standing under the policy of `Q`, and one of 青禾 under that of `T`.
fn play() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.ok(r#"{"op":"add_account","account":"C2","issuer":"T","name":"成都青禾农业科技有限公司","kind":"enterprise"}"#);
    play.paid("C1", "B1", "100.00");
    play.paid("C1", "B2", "250.00");
    play.paid("C2", "B3", "70.00");
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"OLD","kind":"other","amount":"30.00","billed_on":"2021-10-01","due_on":"2021-10-10","paid_on":"2021-10-05"}"#);
    play.ok(r#"{"op":"add_bill","account":"C2","bill_no":"LATE","kind":"other","amount":"20.00","billed_on":"2021-10-01","due_on":"2021-10-10","item":"云服务器"}"#);
    play
}

fn open(play: Play) -> Window {
    let mut window = play.window();
    window.noon();
    window.click("账单");
    window.see("B1");
    window
}

#[test]
fn the_list_shows_every_bill_with_totals_and_counts() {
    let mut window = open(play());
    for bill in ["B1", "B2", "B3", "OLD", "LATE"] {
        window.see(bill);
    }
    window.see_part("共 5 张，金额 ¥470.00　可开票 ¥420.00");
    window.see("超过 12 个月");
    window.see("逾期未付");
}

#[test]
fn a_state_narrows_the_list_and_its_totals() {
    let mut window = open(play());
    window.click_button("超过期限");
    window.see_no("B1");
    window.see("OLD");
    window.see_part("共 1 张，金额 ¥30.00　可开票 ¥0.00");
}

#[test]
fn a_number_or_a_part_of_the_customers_name_narrows_the_list() {
    let mut window = open(play());
    window.enter("账单号或客户", "青禾");
    window.see_no("B1");
    window.see("B3");
    window.enter("账单号或客户", "b2");
    window.see("B2");
    window.see_no("B3");
}

#[test]
fn a_search_that_finds_nothing_says_so_and_offers_to_start_over() {
    let mut window = open(play());
    window.enter("账单号或客户", "没有这张");
    window.see("没有符合条件的账单");
    window.click("清除筛选");
    window.see("B1");
}

#[test]
fn without_bills_the_list_leads_to_the_import() {
    let mut window = Play::new().window();
    window.click("账单");
    window.see("还没有账单");
}

#[test]
fn only_the_chosen_customers_bills_are_listed() {
    let mut window = open(play());
    window.click("全部客户");
    window.enter("按名称、编号或拼音查找客户", "青禾");
    window.see_part("C2 · 企业 · 正常");
    window.press(Key::Enter);
    window.see_no("B1");
    window.see("B3");
    window.see("账单号");
}

#[test]
fn a_period_of_ones_own_says_what_is_no_date_and_narrows_the_list() {
    let mut window = open(play());
    window.click("账单期间");
    window.click("自定义");
    window.enter("起始日期", "2026-13-01");
    window.see("请按 2026-01-31 的格式填写");
    window.see("OLD");
    window.enter("起始日期", "2026-10-01");
    window.see_no("OLD");
    window.enter("截止日期", "2026-09-30");
    window.see("截止日期早于起始日期");
    window.see("没有符合条件的账单");
}

#[test]
fn a_head_sorts_and_sorts_the_other_way() {
    let mut window = open(play());
    window.click("B1");
    window.click_last("账单金额", Role::ColumnHeader);
    window.see_in_order(&["B2", "B1", "B3", "OLD", "LATE"]);
    window.click("B3");
    window.press(Key::Home);
    window.see("可以开票 ¥250.00，最晚在 2027-10-01 申请。");
    window.click_last("账单号", Role::ColumnHeader);
    window.see_in_order(&["B1", "B2", "B3", "LATE", "OLD"]);
    window.click("B3");
    window.press(Key::Home);
    window.see("可以开票 ¥100.00，最晚在 2027-10-01 申请。");
}

#[test]
fn a_bill_that_can_be_invoiced_says_until_when_and_leads_to_the_application() {
    let mut window = open(play());
    window.click("B2");
    window.see_all(["可以开票 ¥250.00，最晚在 2027-10-01 申请。", "还没有申请用到这张账单。", "申请开票"]);
    window.click_button("申请开票");
    window.see_no("全部客户");
    window.see_no("可以开票 ¥250.00，最晚在 2027-10-01 申请。");
}

#[test]
fn enter_opens_the_card_of_a_bill_and_then_applies_for_it() {
    let mut window = open(play());
    window.click_last("账单金额", Role::ColumnHeader);
    window.see_in_order(&["B2", "B1", "B3", "OLD", "LATE"]);
    window.tab_to("账单");
    window.press(Key::Enter);
    window.see("可以开票 ¥250.00，最晚在 2027-10-01 申请。");
    window.see("全部客户");
    window.press(Key::Enter);
    window.see_no("全部客户");
    window.see_no("可以开票 ¥250.00，最晚在 2027-10-01 申请。");
}

#[test]
fn a_bill_that_is_too_old_says_since_when_and_cannot_be_applied_for() {
    let mut window = open(play());
    window.click("OLD");
    window
        .see("账单超过开票期限：账单日期是 2021-10-01，最晚要在 2022-10-01 申请，现在已经过期，不能再开票。");
    window.see_disabled("申请开票");
    window.click("查看规则");
    window.see("规则与帮助");
}

#[test]
fn an_unpaid_bill_says_what_to_do() {
    let mut window = open(play());
    window.click("LATE");
    window.see("账单未付款：客户还没有付款，付款期限是 2021-10-10。收到款后登记付款日期，就可以开票。");
    window.see("云服务器");
}

#[test]
fn a_bill_of_a_blocked_account_names_the_rule_that_blocks_it() {
    let mut play = play();
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#);
    let mut window = open(play);
    window.click("B1");
    window.see_part("账号已冻结：");
    window.see_disabled("申请开票");
}

#[test]
fn a_bill_that_was_used_leads_to_the_application_that_used_it() {
    let mut play = play();
    let application = play.apply("C1", &["B1"]);
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-20","reason":"停机补偿"}"#);
    let mut window = open(play);
    window.click("B1");
    window.see("2026-11-20 停机补偿");
    window.see("这张账单开票后又退款 ¥40.00，会先从该客户的下一次开票中抵扣。");
    window.click(&application);
    window.see("申请内容");
}

#[test]
fn escape_closes_the_card_of_a_bill() {
    let mut window = open(play());
    window.click("B2");
    window.see("用于开票申请");
    window.press(Key::Escape);
    window.see_no("用于开票申请");
}

#[test]
fn what_is_filtered_and_shown_comes_out_as_a_file() {
    let mut window = open(play());
    let path = window.store().with_file_name("账单.csv");
    window.pick(&path);
    window.click_button("超过期限");
    window.see_no("B1");
    window.click("导出");
    window.click("导出为 CSV");
    window.see_part("已导出 1 行：");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next().unwrap(), "\u{FEFF}账单号,客户名称,计费类型,账单日期,状态,账单金额,剩余金额");
    assert!(lines.next().unwrap().starts_with("OLD,杭州砺行"), "{text}");
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let mut window = open(play());
    window.pick(&window.store().with_file_name("nowhere").join("list.xlsx"));
    window.click("导出");
    window.click("导出为 Excel（XLSX）");
    window.see("文件夹不存在。请选择另一个位置。");
}

#[test]
fn an_admin_corrects_a_bill_with_a_reason_and_what_is_in_use_is_refused() {
    let mut play = play();
    play.customer("C3", "Q");
    play.paid("C3", "USED", "40.00");
    play.apply("C3", &["USED"]);
    let mut window = open(play);
    window.click("B1");
    window.click_button("更正账单");
    window.see("只能更正没有被申请使用的账单。原来的内容连同原因记入审计日志。");
    window.enter("账单金额", "90.00");
    window.enter("期初已开票", "30.00");
    window.enter("原因", "录入错");
    window.press_with(eframe::egui::Modifiers::COMMAND, Key::Enter);
    window.see("已更正账单");
    window.see_part("期初已开票");
    window.see("− 30.00");
    window.click("USED");
    window.click_button("删除账单");
    window.enter("原因", "重复");
    window.press_with(eframe::egui::Modifiers::COMMAND, Key::Enter);
    window.see_part("账单 USED 不能更正或删除，开票申请");
}

#[test]
fn an_admin_removes_a_refund_and_then_the_bill() {
    let mut play = play();
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-01"}"#);
    let mut window = open(play);
    window.click("B1");
    window.click("删除退款");
    window.see("账单 B1，2026-11-01 退款 ¥40.00");
    window.enter("原因", "登记错");
    window.press_with(eframe::egui::Modifiers::COMMAND, Key::Enter);
    window.see("已删除");
    window.see_no("删除退款");
    window.click_button("删除账单");
    window.enter("原因", "重复");
    window.press_with(eframe::egui::Modifiers::COMMAND, Key::Enter);
    window.see_no("B1");
}

#[test]
fn whoever_is_no_admin_is_not_offered_to_correct_or_remove() {
    let mut play = play();
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    let mut window = open(play);
    window.seat("王敏");
    window.click("B1");
    window.see("用于开票申请");
    window.see_no("更正账单");
    window.see_no("删除账单");
}
