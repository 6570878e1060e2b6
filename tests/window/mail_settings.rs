//! How mail is sent, set in the window: the server, its password, what is written, how a customer wants it.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};

use crate::common::Play;
use crate::common::lines::user;
use crate::common::window::Window;

fn at_settings(play: Play) -> Window {
    let mut window = play.window();
    window.noon();
    window.tab("设置");
    window
}

fn save(window: &mut Window) {
    window.press_with(Modifiers::COMMAND, Key::Enter);
}

fn settings(window: &Window) -> serde_json::Value {
    window.meanwhile(r#"{"op":"mail_settings"}"#)["mail"].clone()
}

const SET: &str = r#"{"op":"set_mail","host":"smtp.example.com","port":587,"security":"starttls","user":"fapiao@example.com","from":"fapiao@example.com"}"#;

#[test]
fn the_server_is_set_and_its_password_goes_into_the_key_store_by_keys() {
    let mut window = at_settings(Play::new());
    window.click("设置邮件服务器…");
    window.enter("服务器地址", "smtp.example.com");
    window.select("加密方式", "TLS（端口 465）");
    window.enter("登录用户名", "fapiao@example.com");
    window.enter("发件人", "云岭科技 <fapiao@example.com>");
    save(&mut window);
    window.see_all(["已保存邮件服务器", "smtp.example.com:465 · TLS", "云岭科技 <fapiao@example.com>"]);
    // The password is asked for at once.
    window.see("邮箱密码");
    window.enter("密码", "geheim");
    window.press(Key::Enter);
    window.see("密码已存入系统的密钥库。");
    assert_eq!(window.shown().unwrap().to_str(), Some("fapiao@example.com"));
    assert_eq!(settings(&window)["port"], 465);
    assert!(!std::fs::read(window.store()).unwrap().windows(6).any(|bytes| bytes == b"geheim"));
}

#[test]
fn what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let mut window = at_settings(Play::new());
    window.click("设置邮件服务器…");
    save(&mut window);
    window.see("请填写");
    window.enter("服务器地址", "smtp example");
    window.enter("发件人", "云岭");
    save(&mut window);
    window.see("格式不正确");
    window.enter("服务器地址", "smtp.example.com");
    window.enter("端口", "99999");
    save(&mut window);
    window.see("格式不正确");
    window.enter("端口", "25");
    window.enter("发件人", "fapiao@example.com");
    save(&mut window);
    window.see("smtp.example.com:25 · STARTTLS");
    // Nobody signs in, so there is no password.
    window.see("不登录");
    window.see_no("邮箱密码…");
}

#[test]
fn a_key_store_that_does_not_work_says_so_and_another_password_can_be_typed() {
    let mut play = Play::new();
    play.ok(SET);
    let mut window = at_settings(play);
    window.click("邮箱密码…");
    window.press(Key::Enter);
    window.see("请填写");
    window.enter("密码", "locked");
    window.press(Key::Enter);
    window.see_part("系统的密钥库不可用（locked）");
    window.enter("密码", "open");
    window.see_no_part("系统的密钥库不可用");
    window.press(Key::Enter);
    window.see("密码已存入系统的密钥库。");
}

#[test]
fn a_clerk_sees_how_mail_is_sent_and_changes_nothing() {
    let mut play = Play::new();
    play.ok(SET);
    play.ok(&user("专员", "clerk"));
    let mut window = at_settings(play);
    window.seat("专员");
    window.see("smtp.example.com:587 · STARTTLS");
    window.see_disabled("邮箱密码…");
    window.click_last("英文", Role::Link);
    window.see_part("没有权限");
    window.see_no("主题");
}

#[test]
fn what_an_issuer_writes_is_shown_filled_in_and_a_wrong_placeholder_is_named() {
    let mut window = at_settings(Play::with_one_issuer());
    window.click_last("英文", Role::Link);
    window.see_part("Dear Ms Sun");
    window.enter("主题", "Invoice of {byer}");
    window.see("占位符有误，保存时会指出。");
    save(&mut window);
    window.see_part("“{byer}”不是占位符");
    window.enter("主题", "Invoice for {buyer}");
    window.see("Invoice for Example Technology Ltd.");
    save(&mut window);
    window.see_all(["已保存邮件内容", "自定义"]);
    let asked = r#"{"op":"mail_template","issuer":"T","language":"en"}"#;
    assert_eq!(window.meanwhile(asked)["subject"], "Invoice for {buyer}");
    window.click_last("英文", Role::Link);
    window.click("恢复自带的内容");
    save(&mut window);
    window.see_no("自定义");
    assert_eq!(window.meanwhile(asked)["own"], false);
}

#[test]
fn how_a_customer_wants_its_mail_is_kept_with_it() {
    let mut window = Play::with_bill("Q").window();
    window.noon();
    window.tab("客户");
    window.click("C1");
    window.click("更多操作");
    window.click("邮件设置");
    window.select("邮件语言", "英文");
    window.enter("抄送", "boss@");
    save(&mut window);
    window.see_part("“boss@”不是有效的邮箱地址");
    window.enter("抄送", "boss@example.com, fin@example.com");
    save(&mut window);
    window.see_all(["已保存邮件设置", "英文，抄送 boss@example.com, fin@example.com"]);
    let kept = window.meanwhile(r#"{"op":"mail_preference","account":"C1"}"#);
    assert_eq!(
        (kept["language"].as_str(), kept["cc"].as_str()),
        (Some("en"), Some("boss@example.com, fin@example.com"))
    );
}
