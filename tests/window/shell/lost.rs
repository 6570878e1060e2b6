//! A store that was open before and is not where it was.

use std::path::PathBuf;

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::common::Play;
use crate::common::window::Window;

#[test]
fn what_is_not_found_is_named_and_looked_for_and_nothing_new_takes_its_place() {
    let store = Play::new().close();
    let folder = crate::common::place::folder();
    let (prefs, moved) = (folder.path().join("preferences.json"), store.with_file_name("moved.sqlite"));
    let mut window = Window::open_with(&store, None, Some(prefs.clone()));
    window.see("总览");
    window.leave();
    std::fs::rename(&*store, &moved).unwrap();
    let mut window = Window::open_with(&store, Some(moved), Some(prefs));
    window.see_part(&format!("找不到数据文件 {}", store.display()));
    assert!(window.harness.query_by_label("新建空白账套").is_none());
    let first = window
        .harness
        .get_all_by_role(Role::Button)
        .map(|node| node.rect())
        .reduce(|a, b| if a.top() <= b.top() { a } else { b });
    let look = window.harness.get_by_role_and_label(Role::Button, "查找数据文件…").rect();
    assert_eq!(first, Some(look), "it is the first thing that is offered");
    window.click("在原位置再找一次");
    window.see_part("找不到数据文件");
    assert!(!store.exists());
    window.click("查找数据文件…");
    window.see("总览");
    assert!(!store.exists());
}

#[test]
fn a_store_given_by_a_relative_path_is_remembered_by_its_whole_path() {
    let folder = tempfile::Builder::new().tempdir_in(".").unwrap();
    let relative = PathBuf::from(folder.path().file_name().unwrap()).join("desk.sqlite");
    let prefs = folder.path().join("preferences.json");
    let mut window = Window::open_with(&relative, None, Some(prefs.clone()));
    window.begin();
    window.see("还没有开票方");
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&prefs).unwrap()).unwrap();
    let whole = std::env::current_dir().unwrap().join(&relative);
    assert_eq!(kept["store"], whole.display().to_string());
    assert_eq!(kept["recent"], serde_json::json!([whole.display().to_string()]));
}

#[test]
fn a_data_file_is_opened_by_its_pasted_path_where_no_dialog_opens() {
    let store = Play::new().close();
    let folder = crate::common::place::folder();
    let mut window = Window::open(&folder.path().join("desk.sqlite"), None);
    window.see("新建空白账套");
    window.break_dialog();
    window.see_part("文件对话框没有打开");
    window.harness.event(Event::Paste(store.display().to_string()));
    window.see("总览");
}

#[test]
fn the_first_thing_that_tab_reaches_begins_and_does_not_change_the_language() {
    let folder = crate::common::place::folder();
    let mut window = Window::open(&folder.path().join("desk.sqlite"), None);
    window.see("新建空白账套");
    window.press(Key::Tab);
    let mut begin = window.harness.query_all_by_label("新建空白账套");
    assert!(begin.any(|node| node.accesskit_node().is_focused()));
}
