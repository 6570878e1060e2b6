//! Mailing addresses in the window: added, changed, made the default, removed.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::Key;
use eframe::egui::accesskit::Role;

/// Opens the panel for a customer of the store.
fn panel(play: Play) -> Window {
    let mut window = play.window();
    window.click("邮寄地址");
    window.choose("C1");
    window
}

/// Two addresses: of 孙敏, the default, and of 周婷.
fn two() -> Play {
    let mut play = Play::new();
    play.customer("C1", "T");
    play.ok(r#"{"op":"save_address","account":"C1","recipient":"周婷","phone":"010-62531188","region":"北京市朝阳区","street":"望京东路 6 号"}"#);
    play
}

/// Selects the address of this recipient.
fn select(window: &mut Window, recipient: &str) {
    window.click_last(recipient, Role::Label);
}

#[test]
fn the_first_address_is_added_with_the_keyboard_and_becomes_the_default() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"C1","issuer":"T","name":"王小明","kind":"individual"}"#);
    let mut window = panel(play);
    window.see("还没有邮寄地址");
    window.click_button("新增地址");
    window.see("第一个地址自动成为默认地址");
    window.enter("收件人", "王小明");
    window.enter("联系电话", "13800138000");
    window.enter("所在地区", "上海市浦东新区");
    window.enter("详细地址", "张江路 88 号");
    window.press(Key::Enter);
    window.see_all(["地址已添加", "默认", "共 1 个地址"]);
}

#[test]
fn what_is_wrong_with_an_address_is_said_while_it_is_typed_and_nothing_is_saved() {
    let mut window = panel(two());
    window.see("孙敏");
    window.click_button("新增地址");
    window.enter("联系电话", "12");
    window.see("位数不对，请检查");
    window.enter("联系电话", "1380013转8");
    window.see("不能包含“转”");
    window.click_button("保存");
    window.see("请填写");
    window.press(Key::Escape);
    window.press(Key::Escape);
    window.see_no("收件人 *");
    window.see("共 2 个地址");
}

#[test]
fn another_address_becomes_the_default() {
    let mut window = panel(two());
    select(&mut window, "周婷");
    window.click_button("设为默认");
    window.see("已设为默认地址");
    window.see_disabled("设为默认");
    let sheet = window.read(|db, moment| fapiao_desk::desk::pages::customer::sheet(db, moment, "C1"));
    let defaults: Vec<&str> =
        sheet.addresses.iter().filter(|a| a.is_default).map(|a| a.address.recipient.as_str()).collect();
    assert_eq!(defaults, ["周婷"]);
}

#[test]
fn the_letters_on_the_buttons_add_change_and_prefer_an_address() {
    let mut window = panel(two());
    select(&mut window, "周婷");
    window.press(Key::D);
    window.see("已设为默认地址");
    window.press(Key::E);
    window.see("编辑地址");
    window.press(Key::Escape);
    window.see_no("编辑地址");
    window.press(Key::N);
    window.see("设为默认地址");
}

#[test]
fn an_address_is_changed_with_enter_on_its_row() {
    let mut window = panel(two());
    select(&mut window, "周婷");
    window.press(Key::Enter);
    window.see("编辑地址");
    window.enter("收件人", "周小婷");
    window.press(Key::Enter);
    window.see("地址已保存");
    window.see("周小婷");
    window.see_no("周婷");
}

#[test]
fn enter_saves_an_address_where_nothing_has_the_keyboard() {
    let mut window = panel(two());
    select(&mut window, "周婷");
    window.click_button("编辑");
    window.enter("联系电话", "13900139000");
    // Out of the field.
    window.click_last("编辑地址", Role::Label);
    window.press(Key::Enter);
    window.see("地址已保存");
    // A list shows by which one knows it, not the whole of it.
    window.see("139****9000");
    window.see_no("13900139000");
}

#[test]
fn removing_asks_first_and_the_default_passes_to_the_oldest_that_is_left() {
    let mut window = panel(two());
    select(&mut window, "孙敏");
    window.press(Key::Delete);
    window.see("删除邮寄地址");
    window.see_part("这是默认地址");
    window.click_button("取消");
    window.see("孙敏");
    window.press(Key::Delete);
    window.see("删除邮寄地址");
    window.click_button("删除");
    window.see("地址已删除");
    window.see_no("孙敏");
    window.see("共 1 个地址");
    window.see("默认");
    window.press(Key::Delete);
    window.see_part("这是唯一的地址");
}
