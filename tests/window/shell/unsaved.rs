//! Closing the window while something is typed and not saved.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::Queryable;
use rusqlite::Connection;

use crate::common::Play;
use crate::common::window::Window;

/// The system asks the window to close; whether it does.
fn closes(window: &mut Window) -> bool {
    let input = window.harness.input_mut();
    input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    window.harness.step();
    let output = &window.harness.output().viewport_output[&ViewportId::ROOT];
    !output.commands.contains(&ViewportCommand::CancelClose)
}

/// A customer of `T` with something to invoice, and one with an open ticket.
fn customer() -> Play {
    let mut play = Play::with_bill("T");
    play.ok(r#"{"op":"add_account","account":"H9","issuer":"T","name":"香港青禾有限公司","kind":"enterprise","region":"overseas"}"#);
    play.ok(r#"{"op":"open_ticket","account":"H9","rule":"account-outside-mainland","note":"问"}"#);
    play
}

/// The first of them, chosen in the window.
fn begin() -> Window {
    let mut window = customer().window();
    window.choose("C1");
    window.see("杭州砺行新能源有限责任公司");
    window
}

/// Is asked about `what`, keeps it, finds it still there in the field, gives it up.
#[track_caller]
fn asks(window: &mut Window, what: &str, field: &str, typed: &str) {
    assert!(!closes(window), "{what} is lost without a word");
    window.see("有未保存的内容");
    window.see_part(what);
    // Esc goes on, whatever is open behind the question.
    window.press(Key::Escape);
    window.see_no("有未保存的内容");
    let holds = |node: egui_kittest::Node<'_>| node.value().is_some_and(|value| value == typed);
    window.until("what was typed", |harness| harness.query_all_by_label(field).any(holds));
    assert!(!closes(window));
    window.see("有未保存的内容");
    // The first button has the keyboard, and it goes on.
    window.press(Key::Enter);
    window.see_no("有未保存的内容");
    assert!(!closes(window));
    window.click_button("放弃并关闭");
    let output = &window.harness.output().viewport_output[&ViewportId::ROOT];
    let was_told = output.commands.contains(&ViewportCommand::Close);
    assert!(was_told || closes(window));
    assert!(closes(window), "it is asked once");
}

#[test]
fn nothing_is_asked_where_nothing_was_typed() {
    let mut window = begin();
    for page in ["总览", "申请开票", "开票信息", "邮寄地址", "工单", "开票规则", "设置", "客户"]
    {
        window.click_last(page, Role::Tab);
        assert!(closes(&mut window), "{page}");
    }
}

#[test]
fn a_form_that_is_as_it_was_holds_nothing() {
    let mut window = begin();
    window.click("开票信息");
    window.enter("名称", "别的名称");
    window.see("未保存");
    window.click_button("还原");
    window.see("已保存");
    assert!(closes(&mut window));
}

#[test]
fn another_store_is_opened_only_once_what_is_unsaved_is_given_up() {
    let other = Play::new().close();
    let mut window = changing_a_policy();
    window.enter("有效月数", "6");
    see_unkept(&mut window);
    window.pick(&other);
    window.click("设置");
    window.scroll_to("打开其他数据文件…");
    window.click_button("打开其他数据文件…");
    window.see_part("开票规则 · own");
    window.click_button("继续编辑");
    window.click_button("打开其他数据文件…");
    window.click_button("放弃并打开其他文件");
    let there = other.to_path_buf();
    window.until("the other store", |h| h.state().office().is_some_and(|office| office.path() == there));
}

#[test]
fn an_application_that_was_begun_is_there_again_once_its_customer_is() {
    let mut play = Play::with_bill("T");
    play.ok(r#"{"op":"add_account","account":"D2","issuer":"T","name":"成都青禾农业科技有限公司","kind":"enterprise"}"#);
    let mut window = play.window();
    window.choose("C1");
    window.press_with(Modifiers::COMMAND, Key::N);
    window.see("本次开票");
    window.enter("开票金额（含税）", "12.50");
    window.choose_after("杭州砺行新能源有限责任公司", "D2");
    window.see("成都青禾农业科技有限公司");
    assert!(closes(&mut window), "it is kept");
    window.choose_after("成都青禾农业科技有限公司", "C1");
    let holds = |node: egui_kittest::Node<'_>| node.value().is_some_and(|value| value == "12.50");
    window.until("the amount", |h| h.query_all_by_label("开票金额（含税）").any(holds));
}

/// A policy of one's own that is being changed, where nothing is typed yet. The store takes no drafts.
fn changing_a_policy() -> Window {
    let mut play = Play::new();
    play.ok(
        r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订规则","name_en":"Our rules"}"#,
    );
    let full = "CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'full'); END";
    Connection::open(play.desk.path()).unwrap().execute_batch(full).unwrap();
    let mut window = play.window();
    window.tab("开票规则");
    window.click("自订规则");
    window.click_button("修改参数");
    window.see("放弃修改");
    window
}

/// Waits until it is known that what was typed cannot be kept.
fn see_unkept(window: &mut Window) {
    window.until("that it cannot be kept", |harness| {
        harness.state().office().is_some_and(|office| !office.unkept_drafts().is_empty())
    });
}

#[test]
fn what_cannot_be_kept_is_asked_about() {
    let mut window = changing_a_policy();
    assert!(closes(&mut window), "nothing is typed yet");
    window.enter("有效月数", "6");
    see_unkept(&mut window);
    asks(&mut window, "开票规则 · own", "有效月数", "6");
}
