//! The window and a department's server, as far as that goes without any.

use std::path::Path;

use crate::common::Play;
use crate::common::place::folder;
use crate::common::window::Window;
use eframe::egui::Key;

/// Nobody listens there.
const NOBODY: &str = "postgres://ann@127.0.0.1:1/desk";

#[test]
fn a_pasted_address_is_taken_apart_and_a_server_that_does_not_answer_is_told() {
    let folder = folder();
    let store = folder.path().join("desk.sqlite");
    let mut window = Window::open(&store, None);
    window.click("部门服务器…");
    window.enter("主机", NOBODY);
    window.enter("密码", "secret");
    window.click("连接");
    window.see_part("连不上 postgres://ann@127.0.0.1:1/desk");
    window.see_no("从备份恢复…");
    window.click("更改地址或密码…");
    window.enter("数据库", "other");
    window.press(Key::Enter);
    window.see_part("连不上 postgres://ann@127.0.0.1:1/other");
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!((left, store.exists()), (0, false), "an address is no path");
}

#[test]
fn what_is_missing_and_a_password_in_an_address_are_said_before_anything_is_connected_to() {
    let folder = folder();
    let mut window = Window::open(&folder.path().join("desk.sqlite"), None);
    window.click("部门服务器…");
    window.click("连接");
    window.see_part("请填写");
    window.enter("主机", "postgres://ann:secret@127.0.0.1:1/desk");
    window.see_part("服务器地址里不能写密码");
    window.enter("主机", "127.0.0.1");
    window.enter("端口", "x");
    window.see_part("端口是 1 到 65535 的数字");
    window.press(Key::Escape);
    window.see("新建空白账套");
}

#[test]
fn a_window_that_is_given_a_server_looks_there() {
    let mut window = Window::open(Path::new("postgresql://ann@127.0.0.1:1/desk"), None);
    window.see_part("连不上 postgres://ann@127.0.0.1:1/desk");
}

#[test]
fn settings_lead_to_a_server_and_back_to_the_store_that_was_open() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let mut window = play.window();
    window.tab("设置");
    window.scroll_to("部门服务器…");
    window.click("部门服务器…");
    window.see("主机");
    window.press(Key::Escape);
    window.see("全部客户");
}
