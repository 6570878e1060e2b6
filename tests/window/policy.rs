//! Policies in the window: read, copied, changed, with their versions; issuers and users that are changed.

use std::cell::Cell;

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

const COPY: &str =
    r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订规则","name_en":"Our rules"}"#;

/// Waits for this label, brings it to where it can be seen, and clicks it.
fn reach(window: &mut Window, label: &str) {
    window.see(label);
    window.harness.query_all_by_label(label).last().expect("it was there").scroll_to_me();
    let before = Cell::new(None);
    window.until(label, |harness| {
        let node = harness.query_all_by_label(label).last();
        let rect = node.map(|node| node.rect()).filter(|r| r.min.y > 150.0 && r.max.y < 760.0);
        // Where it was in the frame before too: it moves no more.
        rect.is_some() && before.replace(rect) == rect
    });
    window.click(label);
}

/// The window at a desk with a policy of its own, under which issuer `Q` works, looking at it.
fn at_own() -> Window {
    let mut play = Play::new();
    play.ok(COPY);
    play.ok(r#"{"op":"change_issuer","code":"Q","changes":{"policy":"own"}}"#);
    let mut window = play.window();
    window.click("开票规则");
    window.click("自订规则");
    window.see("开票方 Q 使用");
    window
}

/// The same, with its parameters open to be changed.
fn changing() -> Window {
    let mut window = at_own();
    window.click_button("修改参数");
    window.see("放弃修改");
    window
}

#[test]
fn each_rule_of_a_policy_is_put_in_words_with_what_it_means() {
    let mut window = Play::new().window();
    window.click("开票规则");
    window.see_all(["按金额开票", "满 ¥10.00 由开票方承担", "开票后不能修改重开，提交前会提醒客户核对。"]);
    window.click("和风天气规则");
    window.see_all([
        "按账单开票",
        "每年 3 次，开票后 12 个月内",
        "同一账号每个自然年最多 3 次，超过即拒绝；开票日起满 12 个月的当天仍可提出。",
    ]);
}

#[test]
fn what_came_with_the_program_is_copied_and_the_copy_is_looked_at() {
    let mut window = Play::new().window();
    window.click("开票规则");
    window.see_disabled("修改参数");
    window.click_button("复制为新规则");
    window.see("复制腾讯云规则");
    window.see_disabled("复制为新规则");
    window.enter("编号", "own");
    window.click_button("复制为新规则");
    window.see("已复制。现在可以修改副本的参数。");
    window.see("没有开票方使用");
    window.click_button("修改参数");
    window.see("放弃修改");
}

#[test]
fn a_code_that_is_there_already_is_said_beside_it() {
    let mut window = at_own();
    window.click_button("复制为新规则");
    window.enter("编号", "own");
    window.click_button("复制为新规则");
    window.see_part("开票规则 own 已经存在");
    window.enter("编号", "own-2");
    window.see_no_part("已经存在");
    window.click_button("复制为新规则");
    window.see("已复制。现在可以修改副本的参数。");
}

#[test]
fn a_change_says_what_it_means_and_becomes_a_version_with_who_made_it() {
    let mut window = changing();
    window.see_disabled("保存为第 2 版");
    window.enter("有效月数", "6");
    window.see_part("最晚");
    window.enter("每年次数", "2");
    window.see("同一账号每个自然年最多 2 次，超过即拒绝；开票日起满 12 个月的当天仍可提出。");
    window.click_button("保存为第 2 版");
    window.see("已保存为新版本");
    window.see_no("放弃修改");
    window.click("版本记录 2");
    window.see_all([
        "现行",
        "账单有效期：12 个月 → 6 个月",
        "开票后更正：每年 3 次，开票后 12 个月内 → 每年 2 次，开票后 12 个月内",
        "复制自和风天气规则第 1 版",
    ]);
    window.see_part("desk 于 ");
}

#[test]
fn a_contradiction_is_said_beside_its_parameter_and_is_not_saved() {
    let mut window = changing();
    reach(&mut window, "提供定期开票");
    window.enter("每月几日（1–28）", "29");
    window.see("应在 1 到 28 之间");
    window.see_disabled("保存为第 2 版");
    window.enter("每月几日（1–28）", "28");
    window.see_no("应在 1 到 28 之间");
    window.see("每月 28 日（或之后首次打开程序时）为启用的客户申请全部可开票金额，每月一次。");
    reach(&mut window, "显示抵扣期");
    window.enter("抵扣天数", "很久");
    window.see("请填写整数");
    window.see_disabled("保存为第 2 版");
    window.enter("抵扣天数", "360");
    window.see_no("请填写整数");
    window.click_button("保存为第 2 版");
    window.see("已保存为新版本");
}

#[test]
fn what_is_wrong_out_of_sight_is_named_on_top_and_led_to() {
    let mut window = changing();
    window.see_no("需改正");
    window.enter("有效月数", "很久");
    window.see("需改正");
    reach(&mut window, "提供定期开票");
    window.enter("每月几日（1–28）", "29");
    // Both stand on top, whatever is in sight; the one that is pressed comes into sight with the keyboard in it.
    window.click_last("账单有效期", Role::Link);
    window.until("the months", |harness| {
        let field = harness.query_all_by_label("有效月数").last();
        field.is_some_and(|field| {
            field.accesskit_node().is_focused() && (200.0..800.0).contains(&field.rect().top())
        })
    });
    window.enter("有效月数", "6");
    window.click_last("定期开票", Role::Link);
    window.enter("每月几日（1–28）", "28");
    window.see_no("需改正");
    window.see("已修改");
}

#[test]
fn a_lost_race_names_the_version_that_won_and_goes_on_from_it() {
    let mut window = changing();
    window.enter("有效月数", "6");
    window.meanwhile(r#"{"op":"change_policy","code":"own","changes":{"deliver_within_working_days":7}}"#);
    window.see_part("desk 已于 2026-11-22 12:00 保存第 2 版，这里的修改基于第 1 版");
    window.see("基于第 1 版");
    window.see_disabled("保存为第 2 版");
    window.click("改为基于第 2 版");
    window.click_button("保存为第 3 版");
    window.see("已保存为新版本");
    window.see_all(["6 个月", "7 个工作日"]);
}

#[test]
fn changes_that_are_discarded_leave_the_policy_as_it_was() {
    let mut window = changing();
    window.enter("有效月数", "6");
    window.click_button("放弃修改");
    window.see("12 个月");
    window.see("版本记录 1");
}

#[test]
fn an_item_of_a_policy_gets_another_rate_from_a_date_on() {
    let mut play = Play::new();
    play.ok(r#"{"op":"copy_policy","from":"tencent-cloud","code":"own","name_zh":"自订规则"}"#);
    let mut window = play.window();
    window.click("开票规则");
    window.click("自订规则");
    window.see("没有开票方使用");
    window.click_button("修改参数");
    reach(&mut window, "添加税率");
    window.see_part("请写成 6% 或 0.06");
    window.see_disabled("保存为第 2 版");
    window.enter("生效日期", "2016-01-01");
    window.enter("税率", "60%");
    window.see("法定税率和征收率只有 0、1、1.5、2、3、5、6、9、13 %");
    window.see_disabled("保存为第 2 版");
    window.enter("税率", "9%");
    window.see_no_part("法定税率和征收率只有");
    window.see("生效日期须由早到晚、不重复");
    window.enter("生效日期", "2027-01-01");
    window.see_no("生效日期须由早到晚、不重复");
    window.click_button("保存为第 2 版");
    window.see("已保存为新版本");
    window.see("*信息系统服务*云服务费 2016-05-01 起 6%、2027-01-01 起 9%");
}

#[test]
fn whoever_is_no_admin_reads_and_is_told_why_nothing_can_be_changed() {
    let mut play = Play::new();
    play.ok(COPY);
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    let mut window = play.window();
    window.seat("王敏");
    window.click("开票规则");
    window.see("用户 王敏 没有权限。此操作须由管理员办理。");
    window.click("自订规则");
    window.see("没有开票方使用");
    window.see("10 个工作日");
    window.see_disabled("修改参数");
    window.see_disabled("复制为新规则");
}

#[test]
fn an_application_names_the_version_that_it_was_made_under() {
    let mut play = Play::new();
    play.ok(COPY);
    play.ok(r#"{"op":"change_issuer","code":"Q","changes":{"policy":"own"}}"#);
    play.customer("C1", "Q");
    play.paid("C1", "B1", "100.00");
    let number = play.apply("C1", &["B1"]);
    play.ok(r#"{"op":"change_policy","code":"own","changes":{"deliver_within_working_days":7}}"#);
    let mut window = play.window();
    window.click("申请记录");
    window.click(&number);
    window.press(Key::Enter);
    window.see("自订规则 · 第 1 版");
}

#[test]
fn an_issuer_is_changed_with_items_of_its_own() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click_button("修改开票方");
    window.see_disabled("保存");
    window.enter("单张发票限额", "50000");
    reach(&mut window, "使用自己的发票项目");
    window.see("删除项目");
    window.enter("项目名称", "短信费");
    window.enter("税收分类编码（19 位）", "304");
    window.see("应为 19 位数字");
    window.see_disabled("保存");
    window.enter("税收分类编码（19 位）", "3040201990000000000");
    window.see_no("应为 19 位数字");
    window.click_button("保存");
    window.see("已保存开票方");
    window.see("¥50,000.00");
    window.see_part("*信息系统服务*短信费 6%");
}

#[test]
fn an_issuer_goes_over_to_another_policy() {
    let mut play = Play::new();
    play.ok(COPY);
    let mut window = play.window();
    window.click("设置");
    window.click_button("修改开票方");
    window.click_last("自订规则", Role::RadioButton);
    window.see("更换规则只影响之后的申请，已提交的按提交时的规则办理。");
    window.click_button("保存");
    window.see("已保存开票方");
    window.see("10 个工作日内开具并送达");
}

#[test]
fn a_user_gets_another_role_and_the_last_admin_stays_one() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_user","name":"赵静","roles":["clerk"]}"#);
    let mut window = play.window();
    // High enough for the users below the issuers.
    window.harness.set_size(vec2(1440.0, 1200.0));
    window.click("设置");
    window.see_disabled("修改角色");
    window.click("赵静");
    window.click_button("修改角色");
    window.click_last("审核员", Role::CheckBox);
    window.click_button("修改角色");
    window.see("已修改角色");
    window.see("财务专员、审核员");
    window.click("财务专员、审核员、管理员");
    window.click_button("修改角色");
    window.click_last("管理员", Role::CheckBox);
    window.click_button("修改角色");
    window.see_part("至少要有一位管理员");
}
