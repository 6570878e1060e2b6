//! The issuing desk: what waits goes out, what was refused is corrected, what comes back is matched or decided on.

use std::path::{Path, PathBuf};

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};

use crate::common::Play;
use crate::common::lines::{self, NAME, NOON, TAX_ID, at, change_issuer, paid, user};
use crate::common::returned::{Made, invoice};
use crate::common::window::Window;

const FORM: &str = "tests/fixtures/bureau/bulk-issue-V260401.xlsx";
const RATES: &str = "第4行税率不合法，请使用如下税率：0.03、0.01、0。";

/// `Q` alone, with applications of `C1` of these amounts that are being issued, at 6 %.
fn issuing(amounts: &[&str]) -> (Play, Vec<String>) {
    let mut play = Play::empty();
    play.ok(&at(NOON, &lines::issuers()[1]));
    let items = r#"{"items":[{"name":"软件服务","short_name":"信息技术服务","tax_code":"3040201990000000000","rates":[{"from":"2020-01-01","rate":"0.06"}]}]}"#;
    play.ok(&change_issuer("Q", items));
    play.customer("C1", "Q");
    let apply = |(i, amount): (usize, &&str)| {
        let bill = format!("B{i}");
        play.ok(&paid("C1", &bill, amount));
        let number = play.apply("C1", &[&bill]);
        play.accept(&number);
        number
    };
    let numbers = amounts.iter().enumerate().map(apply).collect();
    (play, numbers)
}

fn at_desk(play: Play) -> Window {
    let mut window = play.window();
    window.noon();
    window.tab("开票处理");
    window
}

fn beside(play: &Play, name: &str) -> PathBuf {
    play.desk.path().with_file_name(name)
}

/// The n-th invoice of 100.00 at 6 %, as it comes back.
fn made(n: u32, remark: &'static str) -> Made {
    Made {
        is_special: false,
        seller: "示例气象服务有限公司",
        buyer: NAME,
        day: "2026-11-22",
        tax_ids: ["", TAX_ID],
        remark,
        ..invoice(n)
    }
}

fn put(play: &Play, name: &str, made: &Made) -> PathBuf {
    let path = beside(play, name);
    std::fs::write(&path, made.xml()).unwrap();
    path
}

fn state(window: &Window, application: &str) -> String {
    window.application(application)["state"].as_str().unwrap().to_owned()
}

#[test]
fn what_waits_goes_out_once_the_form_is_known_and_two_keys_are_enough() {
    let (play, numbers) = issuing(&["100.00", "200.00"]);
    let to = beside(&play, "out.xlsx");
    let mut window = at_desk(play);
    window.see_all(["2 件", "¥ 300.00", &numbers[0]]);
    window.press(Key::E);
    window.see_part("还没有批量开票导入模板");
    window.see_disabled("导出");
    window.pick(&Path::new(FORM).canonicalize().unwrap());
    window.click("选择模板…");
    window.see_part("2 张发票，合计 ¥300.00");
    window.pick(&to);
    window.click("更改…");
    window.see(&to.display().to_string());
    window.see_enabled("导出");
    window.press(Key::Enter);
    window.see("已导出第 1 批");
    assert!(to.is_file());
    window.click("打开文件夹");
    assert_eq!(Some(&*window.see_outside()), to.parent());
    window.press(Key::Enter);
    window.see_no("已导出第 1 批");
    window.see_all([&format!("{}-1", numbers[0]), "第 1 批"]);
    assert_eq!(window.application(&numbers[0])["planned_invoices"][0]["out"], true);
}

#[test]
fn what_waits_is_found_by_its_number_and_sorted_by_its_amount() {
    let (play, numbers) = issuing(&["100.00", "300.00", "200.00"]);
    let mut window = at_desk(play);
    let [first, second, third] = &numbers[..] else { panic!("{numbers:?}") };
    window.click_last("价税合计", Role::ColumnHeader);
    window.see_in_order(&[second, third, first]);
    window.click_last("价税合计", Role::ColumnHeader);
    window.see_in_order(&[first, third, second]);
    window.enter("编号、购买方", third);
    window.see(third);
    window.see_no(first);
}

#[test]
fn what_cannot_go_out_says_why_and_leads_to_its_application() {
    let (mut play, numbers) = issuing(&["100.00", "200.00"]);
    play.send_out(&[&numbers[0]]);
    play.ok(&lines::refund("B1", "1.00"));
    let mut window = at_desk(play);
    window.see("1 件不能导出");
    window.press(Key::E);
    window.see("不导出 1 件");
    window.see_disabled("导出");
    window.click_last(&numbers[1], Role::Label);
    window.see("申请内容");
}

#[test]
fn a_refused_rate_is_corrected_by_enter_for_all_of_its_item_and_only_those_go_out_again() {
    let (play, numbers) = issuing(&["100.00", "200.00", "300.00"]);
    play.send_out(&[]);
    for number in &numbers[..2] {
        play.refuse(&format!("{number}-1"), RATES);
    }
    let mut window = at_desk(play);
    window.click_button("被退回");
    window.see_all(["2 件可一键修改", "第 1 / 2 件", "6%", "税局给出", "97.09", "2.91"]);
    window.see("改为 3%，下一件");
    window.press(Key::Enter);
    window.see_part("已改为 3%");
    window.see_no("2 件可一键修改");
    window.see_enabled("只重新导出这 2 件");
    window.press(Key::E);
    window.see_part("2 张发票，合计 ¥300.00");
}

#[test]
fn one_key_corrects_all_and_a_row_is_gone_to_by_j_and_k() {
    let (play, numbers) = issuing(&["100.00", "200.00"]);
    play.send_out(&[]);
    for number in &numbers {
        play.refuse(&format!("{number}-1"), RATES);
    }
    let mut window = at_desk(play);
    window.press(Key::Num3);
    window.see("第 1 / 2 件");
    window.press(Key::J);
    window.see("第 2 / 2 件");
    window.press(Key::K);
    window.see("第 1 / 2 件");
    window.press(Key::M);
    window.see_no("2 件可一键修改");
    window.see("只重新导出这 2 件");
}

#[test]
fn a_clerk_sees_that_an_admin_corrects_rates() {
    let (mut play, numbers) = issuing(&["100.00"]);
    play.ok(&user("专员", "clerk"));
    play.send_out(&[]);
    play.refuse(&format!("{}-1", numbers[0]), RATES);
    let mut window = play.window();
    window.noon();
    window.seat("专员");
    window.tab("开票处理");
    window.click_button("被退回");
    window.see("税率由管理员更正。");
    window.see_disabled("改为 3%，下一件");
}

#[test]
fn what_a_person_corrects_in_its_field_may_go_out_again() {
    let (play, numbers) = issuing(&["100.00"]);
    play.send_out(&[]);
    play.refuse(&format!("{}-1", numbers[0]), "备注含有不允许的内容");
    let mut window = at_desk(play);
    window.click_button("被退回");
    window.see("基本信息 第 4 行 · 备注");
    window.press(Key::Enter);
    window.enter("备注", "合同 7 号");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("可再次导出");
    assert_eq!(window.application(&numbers[0])["remark"], "合同 7 号");
}

#[test]
fn a_reason_that_holds_no_more_is_overruled() {
    let (play, numbers) = issuing(&["100.00"]);
    play.send_out(&[]);
    play.refuse(&format!("{}-1", numbers[0]), "第4行您不属于涉税专业服务机构，不允许填写3040201990000000000");
    let mut window = at_desk(play);
    window.click_button("被退回");
    window.click("原因已不成立…");
    window.enter("原因", "已核定");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已说明理由");
}

#[test]
fn what_the_reason_of_another_application_keeps_is_freed_where_it_waits() {
    let (play, numbers) = issuing(&["100.00", "200.00"]);
    play.send_out(&[&numbers[0]]);
    play.refuse(&format!("{}-1", numbers[0]), "购买方纳税人识别号格式不正确");
    let mut window = at_desk(play);
    window.see("1 件不能导出");
    window.click("原因已不成立…");
    window.enter("原因", "税务局已更正");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_no("1 件不能导出");
    window.see("都可以导出");
}

#[test]
fn a_list_of_refusals_is_dropped_on_the_desk_and_shown_at_its_fields() {
    let (play, numbers) = issuing(&["100.00"]);
    play.send_out(&[]);
    let list = beside(&play, "退回.csv");
    let rows = format!("发票流水号,导入失败原因\n{}-1,\"{RATES}\"\nX-1,系统繁忙\n", numbers[0]);
    std::fs::write(&list, rows).unwrap();
    let mut window = at_desk(play);
    window.drop_files(&[&list]);
    window.see("退回清单已导入：1 条原因，1 条对不上");
    window.see_all(["明细 第 4 行 · 税率", "第 1 / 1 件"]);
    window.see_part("退回.csv · ");
    window.click_button("返回结果");
    window.see_part("不在已导出的发票中：系统繁忙");
}

#[test]
fn a_list_that_was_taken_before_is_taken_as_new_only_if_a_person_says_so() {
    let (play, numbers) = issuing(&["100.00"]);
    let serial = format!("{}-1", numbers[0]);
    play.send_out(&[]);
    play.refuse(&serial, "系统繁忙");
    play.send_out(&[]);
    let list = beside(&play, "refused.csv");
    let mut window = at_desk(play);
    window.drop_files(&[&list]);
    window.see_part("以前的清单已有这条原因");
    assert_eq!(window.application(&numbers[0])["planned_invoices"][0]["out"], true);
    window.click("整份清单作为新的退回导入");
    window.see("退回清单已导入：1 条原因");
    assert_eq!(window.application(&numbers[0])["planned_invoices"][0]["out"], false);
    window.click_button("返回结果");
    window.see_no_part("以前的清单已有这条原因");
}

#[test]
fn what_is_out_is_recalled_with_a_reason_and_waits_again() {
    let (play, numbers) = issuing(&["100.00", "200.00"]);
    play.send_out(&[]);
    let mut window = at_desk(play);
    window.click_button("已导出");
    window.see(&format!("{}-1", numbers[0]));
    window.click("撤回…");
    window.click("整个批次");
    window.enter("原因", "没有上传");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已撤回 2 张发票");
    window.see("没有已导出、待返回的发票");
}

#[test]
fn invoices_dropped_on_any_page_are_matched_and_what_differs_is_decided_side_by_side() {
    let (play, numbers) = issuing(&["100.00", "100.00"]);
    play.send_out(&[]);
    let remarks = [format!("{}-1", numbers[0]), format!("{}-1", numbers[1])].map(|r| &*r.leak());
    let equal = put(&play, "1.xml", &made(1, remarks[0]));
    let renamed = put(&play, "2.xml", &Made { buyer: "杭州新名有限公司", ..made(2, remarks[1]) });
    let mut window = play.window();
    window.noon();
    window.see("总览");
    window.drop_files(&[&equal, &renamed]);
    window.see_all(["有差异", "已对上", "本账套", "杭州新名有限公司", NAME]);
    assert_eq!(state(&window, &numbers[0]), "issued");
    assert_eq!(state(&window, &numbers[1]), "issuing");
    window.press(Key::Enter);
    window.enter("原因", "客户已更名");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part(&format!("已记入申请 {}", numbers[1]));
    assert_eq!(state(&window, &numbers[1]), "issued");
    window.see_no("1 件待决定");
}

#[test]
fn what_is_left_of_an_application_is_recorded_as_it_went_out() {
    let (mut play, numbers) = issuing(&["100.00"]);
    play.ok(&change_issuer("Q", r#"{"max_invoice_amount":"40.00"}"#));
    play.send_out(&[]);
    let list = beside(&play, "已开.csv");
    let rows = format!(
        "数电发票号码,购买方名称,开票日期,价税合计,备注\n26512000000000000001,{NAME},2026-11-22,40.00,{}-2\n",
        numbers[0]
    );
    std::fs::write(&list, rows).unwrap();
    play.desk.import_issued(None, &list, false).unwrap();
    let mut window = play.window();
    window.noon();
    window.open_application(&numbers[0]);
    window.click_button("登记开票");
    window.see_all(["已返回 ¥40.00 的发票，这里登记未开的 ¥60.00。", "与未开的金额一致"]);
    window.see_part("已拆成 2 张");
    window.enter("价税合计", "10");
    window.see("比未开的金额少 ¥10.00");
    window.see_disabled("登记开票");
    window.click_last("删除这张", Role::Button);
    window.enter("发票号码", "26512000000000000002 26512000000000000003");
    window.enter("价税合计", "20");
    window.see("与未开的金额一致");
    window.click_button("登记开票");
    window.see("已登记开票");
    assert_eq!(state(&window, &numbers[0]), "issued");
}

#[test]
fn money_that_differs_is_decided_by_nobody() {
    let (play, numbers) = issuing(&["200.00"]);
    play.send_out(&[]);
    let remark = &*format!("{}-1", numbers[0]).leak();
    let file = put(&play, "1.xml", &made(1, remark));
    let mut window = at_desk(play);
    window.harness.event(Event::Paste(file.display().to_string()));
    window.see_all(["有差异", "价税合计"]);
    window.see_disabled("认定…");
    assert_eq!(state(&window, &numbers[0]), "issuing");
}

#[test]
fn what_was_issued_twice_under_a_serial_number_is_decided_by_nobody() {
    let (play, numbers) = issuing(&["100.00"]);
    play.send_out(&[]);
    let remark = &*format!("{}-1", numbers[0]).leak();
    let first = put(&play, "1.xml", &made(1, remark));
    let second = put(&play, "2.xml", &made(2, remark));
    let mut window = at_desk(play);
    window.harness.event(Event::Paste(first.display().to_string()));
    window.see("已对上");
    window.harness.event(Event::Paste(second.display().to_string()));
    window.see_part("这个流水号已有另一张发票");
    window.see_disabled("认定…");
}
