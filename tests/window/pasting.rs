//! A block of text pasted into a form: what goes where, what is marked, what is left over, and the way back.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::common::Play;
use crate::common::lines::{NAME, TAX_ID};
use crate::common::window::Window;

/// Pastes a text, as Ctrl+V does.
fn paste(window: &mut Window, text: &str) {
    window.harness.event(Event::Paste(text.to_owned()));
    window.harness.step();
    window.harness.step();
}

#[track_caller]
fn see_in(window: &mut Window, field: &str, value: &str) {
    let holds = |node: egui_kittest::Node<'_>| node.value().is_some_and(|held| held == value);
    window.until(value, |harness| harness.query_all_by_label(field).any(holds));
}

/// The page of invoice info of a verified enterprise that has none yet.
fn info() -> Window {
    let mut play = Play::new();
    play.ok(&format!(r#"{{"op":"add_account","account":"C1","issuer":"Q","name":"砺行","kind":"enterprise","verified_name":"{NAME}","verified_tax_id":"{TAX_ID}"}}"#));
    let mut window = play.window();
    window.noon();
    window.click("开票信息");
    window.choose("C1");
    window.see("实名认证");
    window
}

#[test]
fn a_title_block_fills_in_the_fields_and_is_saved() {
    let mut window = info();
    window.click("企业增值税专用发票");
    let block = format!(
        "名称：{NAME}\n税号：{TAX_ID}\n地址、电话：杭州市余杭区文一西路969号 +86-571-81234567\n开户行及账号：中国工商银行杭州分行 1202 0262 0990 0012 345\n邮箱：fin@example.com"
    );
    paste(&mut window, &block);
    see_in(&mut window, "注册地址", "杭州市余杭区文一西路969号");
    see_in(&mut window, "注册电话", "0571-81234567");
    see_in(&mut window, "开户银行", "中国工商银行杭州分行");
    see_in(&mut window, "银行账号", "1202026209900012345");
    window.see_part("已填入：名称、");
    window.see_part("请核对：注册电话。");
    window.see_part("没有用上：邮箱：fin@example.com");
    window.see("由粘贴的内容推断，请核对");
    let is_focused = |node: egui_kittest::Node<'_>| node.accesskit_node().is_focused();
    window.until("the keyboard in the first field", |h| h.query_all_by_label("名称").any(is_focused));
    window.enter("注册电话", "0571-81234567");
    window.enter("注册电话", "0571-81234568");
    window.see_no("由粘贴的内容推断，请核对");
    window.press_with(Modifiers::COMMAND, Key::S);
    window.see("开票信息已保存，即时生效");
}

#[test]
fn what_was_pasted_is_taken_back() {
    let mut window = info();
    see_in(&mut window, "名称", NAME);
    paste(&mut window, "深圳市云岭贸易有限公司\n91440300MA0DEM01X2");
    see_in(&mut window, "名称", "深圳市云岭贸易有限公司");
    window.click("撤销粘贴");
    see_in(&mut window, "名称", NAME);
    see_in(&mut window, "纳税人识别号", TAX_ID);
}

#[test]
fn a_single_value_is_pasted_where_one_types() {
    let mut window = info();
    window.enter("名称", "砺行");
    paste(&mut window, "（杭州）有限公司");
    see_in(&mut window, "名称", "砺行（杭州）有限公司");
    window.see_no_part("已填入");
}

#[test]
fn an_address_from_a_chat_is_pasted_and_saved() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"C1","issuer":"T","name":"王小明","kind":"individual"}"#);
    let mut window = play.window();
    window.click("邮寄地址");
    window.choose("C1");
    window.see("还没有邮寄地址");
    // The page takes an address as its form does.
    paste(&mut window, "王小明（前台） 138 0013 8000 上海市浦东新区张江路 88 号 201203");
    see_in(&mut window, "收件人", "王小明");
    see_in(&mut window, "联系电话", "13800138000");
    see_in(&mut window, "所在地区", "上海市浦东新区");
    see_in(&mut window, "详细地址", "张江路 88 号");
    see_in(&mut window, "邮政编码", "201203");
    window.see_part("没有用上：（前台）");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_all(["地址已添加", "共 1 个地址"]);
}

#[test]
fn a_text_without_any_field_says_so_where_it_was_asked_for() {
    let mut window = info();
    window.click_button("粘贴一整段");
    paste(&mut window, "谢谢！");
    window.see_part("没有认出");
    see_in(&mut window, "名称", NAME);
}

#[test]
fn a_tax_id_without_a_check_character_is_not_called_right() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"C1","issuer":"Q","name":"砺行","kind":"enterprise"}"#);
    let mut window = play.window();
    window.noon();
    window.click("开票信息");
    window.choose("C1");
    window.see("未实名认证");
    window.enter("纳税人识别号", "91440300MA0DEM01X");
    window.see_part("17 位税号没有校验位");
    window.see_no("校验码正确");
    window.enter("纳税人识别号", "91440300MA0DEM01X2");
    window.see("校验码正确");
}
