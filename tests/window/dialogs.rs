//! Every dialog is alike: the first field has the keyboard, Esc closes it, Ctrl+Enter confirms it, and so does Enter in
//! a field of one line.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::common::window::Window;
use crate::common::{Closed, Play};

const NOON: &str = "2026-11-22T12:00:00+08:00";

/// A dialog: how one comes to it, and what confirms it.
struct Dialog {
    store: fn() -> Closed,
    /// Leads to where it is opened.
    goes: fn(&mut Window),
    opens: fn(&mut Window),
    /// The label of the first field that is typed into.
    first: Option<&'static str>,
    /// What is typed into which field; the last field is where Enter is pressed.
    typed: &'static [(&'static str, &'static str)],
    /// What is said once it is done.
    done: &'static str,
}

fn is_open(window: &Window) -> bool {
    window.harness.ctx.memory(|memory| memory.top_modal_layer().is_some())
}

/// Waits until the field of this label has the keyboard.
fn has_keyboard(window: &mut Window, label: &str) {
    window.until(&format!("the keyboard in {label}"), |harness| {
        harness.query_all_by_label(label).any(|node| node.accesskit_node().is_focused())
    });
}

#[track_caller]
fn check(dialog: &Dialog, with_enter: bool) {
    let store = (dialog.store)();
    let mut window = Window::open(&store, None);
    (dialog.goes)(&mut window);
    for _ in 0..2 {
        (dialog.opens)(&mut window);
        if let Some(first) = dialog.first {
            has_keyboard(&mut window, first);
        }
        assert!(is_open(&window));
        window.press(Key::Escape);
        assert!(!is_open(&window), "Esc closes it");
    }
    (dialog.opens)(&mut window);
    for (field, text) in dialog.typed {
        window.enter(field, text);
    }
    if with_enter {
        window.press(Key::Enter);
    } else {
        window.press_with(Modifiers::COMMAND, Key::Enter);
    }
    window.see_part(dialog.done);
    assert!(!is_open(&window));
}

#[track_caller]
fn with_ctrl_enter(dialog: &Dialog) {
    check(dialog, false);
}

#[track_caller]
fn with_both(dialog: &Dialog) {
    check(dialog, false);
    check(dialog, true);
}

/// `C1` of `Q` with a paid bill, and `H1` in Hong Kong; `王敏` may do everything but what an admin does.
fn play() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.paid("C1", "B1", "100.00");
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk","reviewer"]}"#);
    play
}

fn store() -> Closed {
    play().close()
}

fn applied() -> Closed {
    let mut play = play();
    play.apply("C1", &["B1"]);
    play.close()
}

fn issuing() -> Closed {
    let mut play = play();
    let number = play.apply("C1", &["B1"]);
    play.ok(&format!(r#"{{"op":"accept_application","application":"{number}"}}"#));
    play.close()
}

fn issued() -> Closed {
    let mut play = play();
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26512000000000000001", "100.00");
    play.close()
}

/// The same, with a correction that another has asked for.
fn requested() -> Closed {
    let mut play = play();
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26512000000000000001", "100.00");
    play.ok(&format!(
        r#"{{"op":"request_correction","application":"{number}","reason":"备注漏填","changes":{{"remark":"合同 1"}},"by":"王敏"}}"#
    ));
    play.close()
}

fn at_customer(window: &mut Window) {
    window.click_last("客户", Role::Tab);
    window.click("C1");
    window.see("查看账单");
}

fn at_application(window: &mut Window) {
    window.at(NOON);
    window.click_last("申请记录", Role::Tab);
    window.click("FP20261122-0001");
    window.press(Key::Enter);
    window.see("申请内容");
}

fn choose_customer(window: &mut Window) {
    window.click_button("全部客户");
    window.enter("按名称、编号或拼音查找客户", "C1");
    window.see_part("C1 · ");
    window.press(Key::Enter);
    window.see("杭州砺行新能源有限责任公司");
}

#[test]
fn a_top_up() {
    with_both(&Dialog {
        store,
        goes: at_customer,
        opens: |window| {
            window.click("更多操作");
            window.click("登记充值");
        },
        first: Some("金额（元）"),
        typed: &[("金额（元）", "10")],
        done: "已登记充值",
    });
}

#[test]
fn freezing_an_account() {
    with_ctrl_enter(&Dialog {
        store,
        goes: at_customer,
        opens: |window| {
            window.click("更多操作");
            window.click("冻结账号");
        },
        first: Some("原因"),
        typed: &[("原因", "客户申请销户")],
        done: "账号已冻结",
    });
}

#[test]
fn correcting_a_bill() {
    with_both(&Dialog {
        store,
        goes: |window| {
            window.at(NOON);
            window.click("账单");
            window.click("B1");
        },
        opens: |window| window.click_button("更正账单"),
        first: Some("账单金额"),
        typed: &[("原因", "录入错"), ("账单金额", "90.00")],
        done: "已更正账单",
    });
}

#[test]
fn cancelling_an_application() {
    with_ctrl_enter(&Dialog {
        store: applied,
        goes: at_application,
        opens: |window| window.click_button("取消申请"),
        first: None,
        typed: &[],
        done: "已取消申请",
    });
}

#[test]
fn rejecting_an_application() {
    with_ctrl_enter(&Dialog {
        store: applied,
        goes: at_application,
        opens: |window| window.click_button("驳回"),
        first: Some("原因"),
        typed: &[("原因", "抬头不符")],
        done: "已驳回",
    });
}

#[test]
fn issuing_an_application() {
    with_both(&Dialog {
        store: issuing,
        goes: at_application,
        opens: |window| window.click_button("登记开票"),
        first: Some("发票号码"),
        typed: &[("发票号码", "26512000000000000001")],
        done: "已登记开票",
    });
}

#[test]
fn delivering_an_application() {
    with_both(&Dialog {
        store: issued,
        goes: at_application,
        opens: |window| window.click_button("登记寄送"),
        first: Some("收票邮箱"),
        typed: &[("收票邮箱", "fin@example.com")],
        done: "已登记寄送",
    });
}

#[test]
fn reversing_an_application() {
    with_both(&Dialog {
        store: issued,
        goes: at_application,
        opens: |window| window.click_button("红冲"),
        first: Some("红字发票号码"),
        typed: &[("红字发票号码", "26512000000000000002")],
        done: "已登记红冲",
    });
}

#[test]
fn asking_for_a_correction() {
    with_both(&Dialog {
        store: issued,
        goes: at_application,
        opens: |window| window.click_button("申请更正"),
        first: Some("更正原因"),
        typed: &[("更正原因", "备注漏填"), ("备注", "合同 1")],
        done: "已提交更正申请",
    });
}

#[test]
fn approving_a_correction() {
    with_both(&Dialog {
        store: requested,
        goes: at_application,
        opens: |window| window.click_button("批准更正"),
        first: Some("红字发票号码"),
        typed: &[("红字发票号码", "26512000000000000002")],
        done: "FP20261122-0002",
    });
}

#[test]
fn rejecting_a_correction() {
    with_ctrl_enter(&Dialog {
        store: requested,
        goes: at_application,
        opens: |window| window.click_button("驳回"),
        first: Some("原因"),
        typed: &[("原因", "没有必要")],
        done: "已驳回更正",
    });
}

#[test]
fn a_new_address() {
    with_both(&Dialog {
        store,
        goes: |window| {
            window.click("邮寄地址");
            choose_customer(window);
            window.see("孙敏");
        },
        opens: |window| window.click_button("新增地址"),
        first: Some("收件人"),
        typed: &[
            ("收件人", "周婷"),
            ("联系电话", "13800138000"),
            ("所在地区", "上海市浦东新区"),
            ("详细地址", "张江路 88 号"),
        ],
        done: "地址已添加",
    });
}

#[test]
fn removing_an_address() {
    with_ctrl_enter(&Dialog {
        store,
        goes: |window| {
            window.click("邮寄地址");
            choose_customer(window);
            window.see("孙敏");
        },
        opens: |window| window.press(Key::Delete),
        first: None,
        typed: &[],
        done: "地址已删除",
    });
}

#[test]
fn a_new_user() {
    with_both(&Dialog {
        store,
        goes: |window| window.click("设置"),
        opens: |window| window.click_button("添加用户"),
        first: Some("姓名"),
        typed: &[("姓名", "赵静")],
        done: "已添加用户",
    });
}

#[test]
fn a_new_issuer() {
    with_both(&Dialog {
        store,
        goes: |window| window.click("设置"),
        opens: |window| window.click_button("添加开票方"),
        first: Some("编号"),
        typed: &[("编号", "N"), ("名称", "新公司")],
        done: "已添加开票方",
    });
}

#[test]
fn copying_a_policy() {
    with_both(&Dialog {
        store,
        goes: |window| window.click_last("开票规则", Role::Tab),
        opens: |window| window.click_button("复制为新规则"),
        first: Some("编号"),
        typed: &[("编号", "own")],
        done: "已复制。",
    });
}

#[test]
fn what_no_command_can_hold_is_said_beside_its_field_and_sent_once_it_is_right() {
    let said = "含有看不见的字符（U+200B），请删去";
    let store = store();
    let mut window = Window::open(&store, None);
    window.click("设置");
    for (opens, field, right, done) in
        [("添加用户", "姓名", "赵静", "已添加用户"), ("修改开票方", "名称", "新公司", "已保存开票方")]
    {
        window.click_button(opens);
        window.enter(field, "甲\u{200B}乙");
        window.press_with(Modifiers::COMMAND, Key::Enter);
        window.see_part(said);
        assert!(is_open(&window), "{field}");
        window.enter(field, right);
        window.see_no_part(said);
        window.press_with(Modifiers::COMMAND, Key::Enter);
        window.see_part(done);
    }
}

/// A card, no dialog, and confirmed like one.
#[test]
fn changing_a_policy() {
    let mut play = play();
    play.ok(
        r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订规则","name_en":"Our rules"}"#,
    );
    let mut window = play.window();
    window.click_last("开票规则", Role::Tab);
    window.click("自订规则");
    window.click_button("修改参数");
    has_keyboard(&mut window, "中文名称");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("放弃修改");
    window.enter("有效月数", "6");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已保存为新版本");
    window.see_no("放弃修改");
}

#[test]
fn a_plan_of_recurring_invoicing() {
    with_ctrl_enter(&Dialog {
        store: || {
            let mut play = Play::new();
            play.customer("C1", "T");
            play.close()
        },
        goes: |window| {
            window.at(NOON);
            window.click("定期开票");
            choose_customer(window);
        },
        opens: |window| window.click_button("新建计划"),
        first: None,
        typed: &[],
        done: "定期开票计划已建立",
    });
}

/// `C1` of `T`, whose special info was submitted for review.
fn submitted() -> Play {
    let mut play = Play::new();
    play.customer("C1", "T");
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk","reviewer"]}"#);
    play.ok(r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_special","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR","address":"杭州市余杭区文一西路969号","phone":"0571-81234567","bank":"中国工商银行杭州分行营业部","bank_account":"1202026209900012345"}"#);
    let line = play.submission("C1");
    play.ok(&line);
    play
}

#[test]
fn revoking_a_qualification() {
    with_ctrl_enter(&Dialog {
        store: || {
            let mut play = submitted();
            play.ok(r#"{"op":"approve_qualification","account":"C1","by":"王敏"}"#);
            play.close()
        },
        goes: |window| {
            window.seat("王敏");
            window.click("开票信息");
            choose_customer(window);
            window.click("企业增值税专用发票");
        },
        opens: |window| window.click_button("撤销资质…"),
        first: Some("撤销原因"),
        typed: &[("撤销原因", "客户已转为小规模纳税人")],
        done: "专票资质已撤销",
    });
}

#[test]
fn a_ticket() {
    with_ctrl_enter(&Dialog {
        store: || {
            let mut play = Play::new();
            play.ok(r#"{"op":"add_account","account":"C1","issuer":"Q","name":"杭州砺行新能源有限责任公司","kind":"enterprise","region":"hong_kong_macao_taiwan"}"#);
            play.paid("C1", "B1", "100.00");
            play.close()
        },
        goes: |window| {
            choose_customer(window);
            window.press_with(Modifiers::COMMAND, Key::N);
            window.see_part("不能申请增值税发票。");
        },
        opens: |window| {
            window.click("提交工单");
            window.see("客户的诉求");
        },
        first: Some("客户的诉求"),
        typed: &[("客户的诉求", "要形式发票")],
        done: "已提交工单 1",
    });
}
