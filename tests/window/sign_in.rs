//! Signing in at the window: its first user, the page, the lock, a change of user, and two people at two windows.

mod lock;
mod shut_out;
mod two_windows;
mod users;

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::password::Password;
use serde_json::json;

use crate::common::lines::by;
use crate::common::window::Window;
use crate::common::{Closed, Play};

/// The password of this user.
pub fn secret(name: &str) -> String {
    format!("雨后的{name}与竹林")
}

pub fn set_password(name: &str, password: &str) -> String {
    json!({"op": "set_password", "name": name, "password": password}).to_string()
}

/// A store in which everybody signs in: `desk` is an admin, 王敏 a clerk and 李强 a reviewer.
pub fn required(mut play: Play) -> Closed {
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    play.ok(r#"{"op":"add_user","name":"李强","roles":["reviewer"]}"#);
    guarded(play, &["王敏", "李强"])
}

/// The same of users who are there: `desk` and these, each with a password of their own.
pub fn guarded(mut play: Play, users: &[&str]) -> Closed {
    for name in users.iter().chain(&["desk"]) {
        play.ok(&by(name, &set_password(name, &secret(name))));
    }
    play.ok(r#"{"op":"set_sign_in","required":true}"#);
    play.close()
}

/// Has somebody send a line at another desk.
pub fn as_user(store: &std::path::Path, name: &str, line: &str) -> Result<serde_json::Value, String> {
    as_user_with(store, name, &secret(name), line)
}

fn as_user_with(
    store: &std::path::Path,
    name: &str,
    password: &str,
    line: &str,
) -> Result<serde_json::Value, String> {
    let mut desk = Desk::open(store, Open::Existing).unwrap();
    desk.sign_in(name, &Password::typed(password)).map_err(|away| format!("{away:?}"))?;
    let envelope = decode(serde_json::from_str(line).unwrap()).unwrap();
    desk.handle(&envelope).and_then(|answer| answer.to_json()).map_err(|refusal| format!("{refusal:?}"))
}

/// Goes to a user of the list on the page, with the arrow keys from the first.
pub fn choose_user(window: &mut Window, name: &str) {
    window.see_enabled("登录");
    for _ in 0..5 {
        window.press(Key::ArrowUp);
    }
    for _ in 0..5 {
        let is_at = window.harness.query_all_by_role(Role::MenuItem).any(|node| {
            let node = node.accesskit_node();
            node.label().is_some_and(|label| label.starts_with(name)) && node.toggled() == Some(Toggled::True)
        });
        if is_at {
            return;
        }
        window.press(Key::ArrowDown);
    }
    panic!("{name} is not listed");
}

#[test]
fn a_new_store_asks_for_its_first_user_who_keeps_the_recovery_code_and_begins() {
    let folder = crate::common::place::folder();
    let store = folder.path().join("desk.sqlite");
    let mut window = Window::open(&store, None);
    window.click("新建空白账套");
    window.see("由谁使用这个账套？");
    // Everything by the keyboard: name, password, the same again.
    window.harness.get_by_role_and_label(Role::TextInput, "姓名").type_text("王敏");
    window.press(Key::Enter);
    window.harness.get_by_role_and_label(Role::PasswordInput, "密码").type_text("1234567");
    window.press(Key::Enter);
    window.harness.get_by_role_and_label(Role::PasswordInput, "再输一次密码").type_text("1234567");
    window.press(Key::Enter);
    window.see("至少 8 个字符");
    assert!(!store.exists(), "nothing is made before it is right");
    window.enter("密码", "三文鱼和牛油果卷");
    window.enter("再输一次密码", "三文鱼和牛油果");
    window.press(Key::Enter);
    window.see("两次输入的密码不一致");
    window.enter("再输一次密码", "三文鱼和牛油果卷");
    window.press(Key::Enter);
    window.see("保管好恢复码");
    window.see_disabled("继续");
    let file = folder.path().join("code.txt");
    window.pick(&file);
    window.click_button("存为文件…");
    window.see_part("已存到");
    let kept = std::fs::read_to_string(&file).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "only its owner can read it");
    }
    assert!(kept.contains("用户：王敏") && kept.contains(&store.display().to_string()), "{kept}");
    window.click("我已把恢复码保管好");
    window.press(Key::Enter);
    window.see("去添加");
    window.see("王敏 · 财务专员、审核员、管理员");
    drop(window);
    // The next window asks for the password.
    let mut window = Window::open(&store, None);
    window.see("登录开票台");
    window.sign_in("三文鱼和牛油果卷");
    window.see("王敏 · 财务专员、审核员、管理员");
    drop(window);
    // Who forgets it has the code.
    let code = kept.lines().find_map(|line| line.strip_prefix("恢复码：")).unwrap();
    let mut window = Window::open(&store, None);
    window.click("忘记密码…");
    window.enter("恢复码", "AAAAA-AAAAA");
    window.enter("新密码", "另一个好密码啊");
    window.enter("再输一次密码", "另一个好密码啊");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("至少 8 个字符");
    window.enter("新密码", "另一个很好的密码");
    window.enter("再输一次密码", "另一个很好的密码");
    window.press(Key::Enter);
    window.see_part("用户名或恢复码不正确");
    window.enter("恢复码", &code.to_lowercase());
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("保管好恢复码");
    window.click("我已把恢复码保管好");
    window.press(Key::Enter);
    window.see("王敏 · 财务专员、审核员、管理员");
}

#[test]
fn a_store_without_a_password_is_begun_only_by_saying_so() {
    let folder = crate::common::place::folder();
    let store = folder.path().join("desk.sqlite");
    let mut window = Window::open(&store, None);
    window.click("新建空白账套");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("请填写");
    window.press(Key::Escape);
    window.see("先看看演示数据");
    assert!(!store.exists());
    window.click("新建空白账套");
    window.click("不设密码，不用登录");
    window.see_part("能打开这个文件的人都可以用任何人的名义办理");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("去添加");
    window.see_part("desk · ");
}

#[test]
fn a_password_and_enter_sign_in_and_a_wrong_one_is_said_beside_it() {
    let store = required(Play::with_bill("Q"));
    let mut window = Window::open(&store, None);
    window.see("登录开票台");
    assert_eq!(window.harness.query_all_by_label("总览").count(), 0, "nothing of the desk is there");
    choose_user(&mut window, "王敏");
    window.sign_in("这不是王敏的密码");
    window.see_part("用户名或密码不正确");
    let field = window.harness.get_by_role_and_label(Role::PasswordInput, "密码");
    assert!(field.accesskit_node().is_focused(), "the next try can be typed at once");
    window.sign_in("这也不是王敏的密码");
    window.see_part("连续输错");
    window.sign_in(&secret("王敏"));
    window.see("王敏 · 财务专员");
    window.see_part("有 2 次密码输错");
    window.see("总览");
}

#[test]
fn only_those_who_can_sign_in_are_listed_and_found_by_their_pinyin() {
    let mut play = Play::new();
    for name in ["赵静", "孙涛", "周平", "吴霞"] {
        play.ok(&json!({"op": "add_user", "name": name, "roles": ["clerk"]}).to_string());
        play.ok(&set_password(name, &secret(name)));
    }
    let store = required(play);
    as_user(&store, "desk", r#"{"op":"disable_user","name":"赵静"}"#).unwrap();
    let mut window = Window::open(&store, None);
    window.see("孙涛　财务专员");
    assert_eq!(window.harness.query_all_by_label_contains("赵静").count(), 0);
    window.enter("姓名或拼音", "wx");
    window.see_no("孙涛　财务专员");
    window.press(Key::Enter);
    window.sign_in(&secret("吴霞"));
    // An admin has set the password.
    window.see("设置自己的密码");
    assert_eq!(window.harness.query_all_by_label("总览").count(), 0);
    window.press(Key::Escape);
    window.see("登录开票台");
    window.sign_in(&secret("吴霞"));
    window.see("设置自己的密码");
    window.enter("新密码", "雨后的新密码与竹林");
    window.press(Key::Enter);
    window.harness.get_by_role_and_label(Role::PasswordInput, "再输一次密码").type_text("雨后的新密码与竹林");
    window.press(Key::Enter);
    window.see("吴霞 · 财务专员");
    drop(window);
    assert!(as_user_with(&store, "吴霞", "雨后的新密码与竹林", r#"{"op":"drafts"}"#).is_ok());
}
