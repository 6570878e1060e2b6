//! From nothing to the first application with files of one's own, by the guide and the keyboard alone; and the way back from
//! the demo.

use std::path::Path;

use crate::common::Play;
use crate::common::place::folder;
use crate::common::window::Window;
use chrono::{FixedOffset, TimeDelta, Utc};
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use fapiao_desk::desk::backup::automatic;
use fapiao_desk::domain::backup::BackupReason;
use fapiao_desk::i18n::Lang;
use fapiao_desk::ui::WindowOptions;

const CUSTOMERS: &str = "客户编号,客户名称,客户类型,统一社会信用代码\n\
C1,杭州砺行新能源有限责任公司,企业,913301067L53XQJUQR\n";

/// A title block as a customer sends it.
const TITLE_BLOCK: &str = "名称：杭州砺行新能源有限责任公司\n税号：913301067L53XQJUQR";

fn bills() -> String {
    let today = Utc::now().with_timezone(&FixedOffset::east_opt(8 * 3600).unwrap()).date_naive();
    let (billed, due) = (today - TimeDelta::days(20), today + TimeDelta::days(10));
    format!(
        "账单号,客户编号,出账日期,应付日期,账单金额(元),支付状态,支付时间\nB1,C1,{billed},{due},100.00,已支付,{billed}\n"
    )
}

/// A person at the window who has no mouse, and counts.
struct Clerk {
    window: Window,
    keys: usize,
    pastes: usize,
}

impl Clerk {
    fn press(&mut self, key: Key) {
        self.keys += 1;
        self.window.press(key);
    }

    fn ctrl(&mut self, key: Key) {
        self.keys += 1;
        self.window.press_with(Modifiers::COMMAND, key);
    }

    fn paste(&mut self, text: &str) {
        self.pastes += 1;
        self.window.harness.event(Event::Paste(text.to_owned()));
        self.window.harness.step();
    }

    /// Types into what has the keyboard.
    fn types(&mut self, text: &str) {
        self.window.harness.event(Event::Text(text.to_owned()));
        self.window.harness.step();
        self.window.harness.step();
    }

    /// Goes back to the guide, which has ticked so many steps and leads on by this one.
    fn guided(&mut self, done: usize, next: &str) {
        if done > 0 {
            self.ctrl(Key::Num1);
        }
        let window = &mut self.window;
        window.see("五步完成第一次开票申请，用您自己的文件。");
        window.until("the steps that are done", |h| h.query_all_by_label("已完成").count() == done);
        see_focused(window, next);
        self.press(Key::Enter);
    }

    /// Presses Tab until what is called so has the keyboard.
    fn tab_to(&mut self, label: &str) {
        let is_focused = |window: &Window| {
            let mut all = window.harness.query_all_by_label(label);
            all.any(|node| node.accesskit_node().is_focused())
        };
        while !is_focused(&self.window) {
            assert!(self.keys < 100, "Tab does not come to {label}");
            self.press(Key::Tab);
        }
    }

    fn imports(&mut self, file: &Path, button: &str) {
        self.window.see_part("导入");
        self.paste(&file.display().to_string());
        self.window.see_enabled(button);
        see_focused(&mut self.window, button);
        self.press(Key::Enter);
        self.window.see_part("已导入");
    }
}

fn see_focused(window: &mut Window, label: &str) {
    window.until(label, |h| h.query_all_by_label(label).any(|node| node.accesskit_node().is_focused()));
}

#[test]
fn five_steps_lead_from_an_empty_store_to_the_first_application_by_keyboard() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("customers.csv"), CUSTOMERS).unwrap();
    std::fs::write(at("bills.csv"), bills()).unwrap();
    let mut window = Window::open(&at("desk.sqlite"), None);
    window.click("新建空白账套");
    window.click("不设密码，不用登录");
    window.click_button("新建账套");
    let mut clerk = Clerk { window, keys: 0, pastes: 0 };

    clerk.guided(0, "去添加");
    clerk.window.see("还没有开票方");
    clerk.press(Key::I);
    see_focused(&mut clerk.window, "编号");
    clerk.types("Q");
    clerk.press(Key::Tab);
    clerk.types("示例气象服务有限公司");
    clerk.tab_to("和风天气规则");
    clerk.press(Key::Space);
    clerk.ctrl(Key::Enter);
    clerk.window.see("已添加开票方");

    clerk.guided(1, "导入客户清单");
    clerk.imports(&at("customers.csv"), "导入 1 行");
    clerk.guided(2, "导入账单文件");
    clerk.imports(&at("bills.csv"), "导入 1 行");

    clerk.guided(3, "去填写");
    clerk.window.see("请先选择客户");
    clerk.ctrl(Key::J);
    clerk.window.see_part("C1 · 企业 · 正常");
    clerk.press(Key::Enter);
    clerk.window.see_no("请先选择客户");
    clerk.window.rest();
    clerk.paste(TITLE_BLOCK);
    clerk.window.see_part("杭州砺行新能源有限责任公司");
    clerk.ctrl(Key::S);
    clerk.window.see_part("已保存");

    clerk.guided(4, "去申请");
    clerk.window.see("B1");
    clerk.ctrl(Key::A);
    clerk.window.see("已选 1 张");
    clerk.press(Key::Enter);
    clerk.window.see("接收邮箱");
    clerk.window.enter("接收邮箱", "fin@example.com");
    clerk.press(Key::Enter);
    clerk.window.see("已通过全部开票规则");
    clerk.press(Key::Enter);
    clerk.window.see("提交申请");
    clerk.ctrl(Key::Enter);
    clerk.window.see_part("已提交，金额 ¥100.00");

    clerk.ctrl(Key::Num1);
    clerk.window.see_part("要做的事");
    clerk.window.see_no("五步完成第一次开票申请，用您自己的文件。");
    assert!(clerk.window.harness.query_by_label("新手引导").is_none(), "it has nothing more to say");
    assert_eq!((clerk.keys, clerk.pastes), (26, 3));
}

#[test]
fn the_guide_is_put_away_and_comes_back() {
    let folder = folder();
    let store = folder.path().join("desk.sqlite");
    let prefs = folder.path().join("preferences.json");
    let mut window = Window::open_with(&store, None, Some(prefs.clone()));
    window.begin();
    window.click_last("总览", Role::Tab);
    window.click("收起引导，看总览");
    window.see_part("要做的事");
    window.see_no("去添加");
    drop(window);
    let mut window = Window::open_with(&store, None, Some(prefs));
    window.see_part("要做的事");
    window.click_button("新手引导");
    window.see("去添加");
}

#[test]
fn in_a_sandbox_with_bills_nobody_is_guided() {
    let mut window = Play::with_bill("Q").window();
    window.see_part("要做的事");
    assert!(window.harness.query_by_label("新手引导").is_none());
}

/// The window on a store that stands in the program's own folder, or in another.
fn window(store: &Path, home: &Path, prefs: &Path) -> Window {
    let options = WindowOptions {
        store: store.to_owned(),
        sandbox: false,
        lang: Some(Lang::Zh),
        prefs: Some(prefs.to_owned()),
        data: None,
        home: Some(home.to_owned()),
        is_given: false,
    };
    Window::with(options, None)
}

#[test]
fn the_demo_is_thrown_away_with_all_its_files_and_the_first_page_comes_back() {
    let folder = folder();
    let (own, prefs) = (folder.path().join("own"), folder.path().join("preferences.json"));
    std::fs::create_dir(&own).unwrap();
    let store = own.join("desk.sqlite");
    std::fs::copy(&*Play::with_bill("Q").close(), &store).unwrap();
    std::fs::create_dir(own.join("desk.files")).unwrap();
    std::fs::write(own.join("desk.files/scan.png"), "a scan").unwrap();
    let mut window = window(&store, &store, &prefs);
    window.see_part("要做的事");
    automatic::make(&store, BackupReason::Asked).unwrap();
    std::fs::write(own.join("notes.txt"), "not the demo's").unwrap();
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.scroll_to("丢弃演示数据…");
    window.click_button("丢弃演示数据…");
    window.see_part("删除这个演练账套的数据文件");
    window.press(Key::Enter);
    assert!(store.exists(), "Enter by itself throws nothing away");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("演示数据已丢弃");
    window.see("新建空白账套");
    let left: Vec<_> = std::fs::read_dir(&own).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["notes.txt"]);
    window.begin();
    window.see("还没有开票方");
}

#[test]
fn only_a_sandbox_in_the_own_folder_can_be_thrown_away() {
    let folder = folder();
    let prefs = folder.path().join("preferences.json");
    let home = folder.path().join("own/desk.sqlite");
    let elsewhere = Play::with_bill("Q").close();
    let mut at_another_place = window(&elsewhere, &home, &prefs);
    at_another_place.click("设置");
    at_another_place.see("数据文件");
    at_another_place.rest();
    assert!(at_another_place.harness.query_by_label("丢弃演示数据…").is_none());
    drop(at_another_place);
    let real = folder.path().join("desk.sqlite");
    let mut of_a_real_store = window(&real, &real, &prefs);
    of_a_real_store.begin();
    of_a_real_store.see("数据文件");
    of_a_real_store.rest();
    assert!(of_a_real_store.harness.query_by_label("丢弃演示数据…").is_none());
}

#[test]
fn a_demo_that_another_program_has_open_stays_with_all_that_is_remembered_of_it() {
    let folder = folder();
    let (own, prefs) = (folder.path().join("own"), folder.path().join("preferences.json"));
    std::fs::create_dir(&own).unwrap();
    let store = own.join("desk.sqlite");
    std::fs::copy(&*Play::with_bill("Q").close(), &store).unwrap();
    let mut window = window(&store, &store, &prefs);
    window.see_part("要做的事");
    let other = rusqlite::Connection::open(&store).unwrap();
    let _: i64 = other.query_row("SELECT count(*) FROM bill", [], |row| row.get(0)).unwrap();
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.scroll_to("丢弃演示数据…");
    window.click_button("丢弃演示数据…");
    window.see_part("删除这个演练账套的数据文件");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("演示数据没有丢弃");
    assert!(store.exists());
    for begins in ["新建空白账套", "先看看演示数据"] {
        assert!(window.harness.query_by_label(begins).is_none(), "{begins}");
    }
    let remembered = std::fs::read_to_string(&prefs).unwrap();
    let named = serde_json::to_string(&store).unwrap();
    assert!(remembered.contains(&named), "{remembered}");
    drop(other);
    window.click("打开原来的数据文件");
    window.see("丢弃演示数据…");
}

#[test]
fn what_stays_of_the_demo_is_named() {
    let folder = folder();
    let (own, prefs) = (folder.path().join("own"), folder.path().join("preferences.json"));
    std::fs::create_dir_all(own.join("desk.files")).unwrap();
    let store = own.join("desk.sqlite");
    std::fs::copy(&*Play::with_bill("Q").close(), &store).unwrap();
    std::fs::write(own.join("desk.db"), "another's").unwrap();
    let mut window = window(&store, &store, &prefs);
    window.see_part("要做的事");
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.scroll_to("丢弃演示数据…");
    window.click_button("丢弃演示数据…");
    window.see_part("删除这个演练账套的数据文件");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see(&format!("演示数据已丢弃，这些没有删除：{}", own.join("desk.files").display()));
    window.see("新建空白账套");
    assert!(own.join("desk.files").exists() && !store.exists());
}

#[test]
fn a_clerk_cannot_throw_the_demo_away() {
    let folder = folder();
    let (own, prefs) = (folder.path().join("own"), folder.path().join("preferences.json"));
    std::fs::create_dir(&own).unwrap();
    let store = own.join("desk.sqlite");
    let mut play = Play::with_bill("Q");
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    std::fs::copy(&*play.close(), &store).unwrap();
    let mut window = window(&store, &store, &prefs);
    window.seat("王敏");
    window.click("设置");
    window.see_disabled("丢弃演示数据…");
}
