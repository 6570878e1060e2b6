//! Words and codes of a file that a person is asked about.

use eframe::egui::{Key, vec2};

use super::Case;
use crate::common::Play;

const WORDS: &str = "账单号,客户编号,出账日期,应付日期,账单金额,支付状态,支付时间\n\
B1,C1,2026-01-01,2026-01-10,100.00,款清,2026-01-05\n\
B2,C1,2026-02-01,2026-02-10,50.00,款清,2026-02-05\n\
B3,C1,2026-02-01,2026-02-10,7.00,在途,\n";

#[test]
fn a_word_is_asked_about_once_for_all_of_its_rows() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", WORDS);
    window.see_all(["待确认 2", "有 2 项内容需要您确认，涉及 3 行。", "导入 0 行"]);
    window.select("“款清”的含义", "已支付");
    window.see("导入 2 行");
    window.see("待确认 1");
    window.select("“在途”的含义", "未支付");
    window.see("导入 3 行");
    window.see("有问题 0");
    window.click("导入 3 行");
    window.see("已导入 bills.csv：新增 3，更新 0");
    drop(window);
    assert_eq!(case.bills(), 3);
}

#[test]
fn an_answer_can_be_changed_and_taken_back() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", WORDS);
    window.select("“款清”的含义", "已支付");
    window.see("导入 2 行");
    window.select("“款清”的含义", "已作废");
    window.see("未导入 2");
    window.see("导入 0 行");
    window.select("“款清”的含义", "请选择含义");
    window.see("待确认 2");
    window.see_no("未导入 2");
}

#[test]
fn a_meaning_is_remembered_with_the_import_and_forgotten_in_the_settings() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", WORDS);
    window.select("“款清”的含义", "已支付");
    window.click("导入 2 行");
    window.see("已导入 bills.csv：新增 2，更新 0");
    // The next file is not asked about it.
    window.click("再导入一个文件");
    window.click("选择文件…");
    window.see("待确认 1");
    window.see("导入 0 行");
    window.click("设置");
    window.see("款清");
    window.see("账单状态：已支付");
    // The card is below the others, where a window of the usual height has to be scrolled.
    window.harness.set_size(vec2(1440.0, 1600.0));
    window.click("删除");
    window.see("已删除，下次导入时会重新询问");
    window.see("还没有记住任何用语。");
    window.click("导入导出");
    window.see("待确认 2");
    window.see("导入 0 行");
}

#[test]
fn the_column_that_was_named_by_hand_is_forgotten_in_the_settings() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", super::GOOD.replace("账单金额", "折后价"));
    window.select("账单金额", "折后价");
    window.click("导入 2 行");
    window.see("查看账单");
    window.click("设置");
    window.see("折后价");
    window.see("列：账单金额");
    // The card is below the others, where a window of the usual height has to be scrolled.
    window.harness.set_size(vec2(1440.0, 1600.0));
    window.click("删除");
    window.see("还没有记住任何用语。");
}

/// One customer has a code whose check character is wrong.
const CUSTOMERS: &str = "客户编号,客户名称,客户类型,实名认证名称,税号\n\
C7,成都青禾农业科技有限公司,企业,成都青禾农业科技有限公司,91510100MA6C0000XA\n";

#[test]
fn a_code_that_fails_its_check_is_confirmed_by_who_has_seen_the_certificate() {
    let case = Case::of(Play::with_one_issuer());
    let mut window = case.chosen("customers.csv", CUSTOMERS);
    window.see("待确认 1");
    window.see("91510100MA6C0000XA");
    window.see_part("校验码不符的统一社会信用代码多半是录入错误");
    window.see("导入 0 行");
    window.click("证书已核对");
    window.see("导入 1 行");
    window.click("导入 1 行");
    window.see("已导入 customers.csv：新增 1，更新 0");
}

#[test]
fn a_word_is_answered_by_keyboard_alone() {
    let case = Case::new();
    let mut window = case.chosen("bills.csv", WORDS);
    window.see("待确认 2");
    window.tab_to("“款清”的含义");
    window.press(Key::Enter);
    window.see("已支付");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.see("导入 2 行");
    window.see("待确认 1");
}
