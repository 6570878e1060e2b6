//! The page about the program: what it is, what is sent with a report, and whether a package is the released one.

use crate::common::window::Window;
use crate::common::{Play, place};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use fapiao_desk::ui::App;
use sha2::{Digest, Sha256};

const COPY: &str = "复制供报告问题用";

fn about(window: &mut Window) {
    window.see_part("要做的事");
    window.press_with(Modifiers::SHIFT, Key::F1);
    window.see("关于开票台");
}

/// What was copied by the last frame.
fn copied(harness: &Harness<'static, App>) -> Option<String> {
    harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn it_says_what_the_program_and_the_store_are() {
    let mut window = Play::with_bill("Q").window();
    about(&mut window);
    window.see(env!("CARGO_PKG_VERSION"));
    window.see_part(&format!("SQLite {}", rusqlite::version()));
    let path = window.store().display().to_string();
    window.see(&path);
    window.see("自行编译");
    window.see_part("Linux：sudo apt install");
}

#[test]
fn a_report_has_no_name_and_no_path() {
    let mut play = Play::with_bill("Q");
    play.ok(r#"{"op":"add_user","name":"欧阳修竹","roles":["clerk"]}"#);
    let mut window = play.window();
    about(&mut window);
    window.see_part("KB，演练");
    window.see_enabled(COPY);
    window.harness.get_by_role_and_label(Role::Button, COPY).click();
    window.until("a report", |harness| copied(harness).is_some());
    let report = copied(&window.harness).expect("it was there");
    assert!(report.contains(env!("CARGO_PKG_VERSION")) && report.contains("SQLite"), "{report}");
    assert!(report.contains("KB，演练") && report.contains("窗口："), "{report}");
    let path = window.store().to_owned();
    let parts = path.iter().map(|part| part.to_string_lossy().into_owned()).filter(|part| part.len() > 1);
    let user = std::env::var("USER").unwrap_or_else(|_| "root".to_owned());
    let names = ["desk ", "欧阳修竹", "示例", "C1", "B1", "100.00", "sqlite\n", &user].map(str::to_owned);
    for part in parts.chain(names) {
        assert!(!report.contains(&part), "{part} is in {report}");
    }
}

#[test]
fn it_is_reached_from_help_the_palette_and_the_menu_of_the_user() {
    let mut window = Play::with_bill("Q").window();
    window.see_part("要做的事");
    window.press_with(Modifiers::COMMAND, Key::U);
    window.click("关于开票台");
    window.see("核对下载的安装包");
    window.click("规则与帮助");
    window.see_no("核对下载的安装包");
    window.click("关于和升级");
    window.see("核对下载的安装包");
    window.click("总览");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.enter("搜索客户、账单、申请、金额和命令", "关于");
    window.see_part("关于开票台");
    window.press(Key::Enter);
    window.see("核对下载的安装包");
}

#[test]
fn a_package_is_held_against_the_list_beside_it_or_one_that_is_dropped() {
    let folder = place::folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("fapiao-desk.deb"), "a package").unwrap();
    let mut window = Play::with_bill("Q").window();
    about(&mut window);
    window.pick(&at("fapiao-desk.deb"));
    window.press(Key::O);
    window.see_part("旁边没有 SHA256SUMS。请选择它，或自己核对：");
    let hash: String = Sha256::digest("a package").iter().map(|byte| format!("{byte:02x}")).collect();
    std::fs::write(at("SHA256SUMS"), format!("{hash}  fapiao-desk.deb\n")).unwrap();
    window.pick(&at("SHA256SUMS"));
    window.click_button("选择 SHA256SUMS…");
    window.see("一致：fapiao-desk.deb 与清单中的 fapiao-desk.deb 相符。");
    std::fs::write(at("fapiao-desk.deb"), "another").unwrap();
    window.drop_files(&[&at("fapiao-desk.deb"), &at("SHA256SUMS")]);
    window.see_part("不一致：fapiao-desk.deb 与清单不符");
    window.see("选择 SHA256SUMS…");
}

#[test]
fn a_list_of_another_version_beside_a_package_does_not_stand_in_the_way_of_the_right_one() {
    let folder = place::folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("fapiao-desk-2.deb"), "a package").unwrap();
    std::fs::write(at("SHA256SUMS"), format!("{}  fapiao-desk-1.deb\n", "0".repeat(64))).unwrap();
    let hash: String = Sha256::digest("a package").iter().map(|byte| format!("{byte:02x}")).collect();
    std::fs::write(at("SHA256SUMS (1)"), format!("{hash}  fapiao-desk-2.deb\n")).unwrap();
    let mut window = Play::with_bill("Q").window();
    about(&mut window);
    window.pick(&at("fapiao-desk-2.deb"));
    window.press(Key::O);
    window.see_part("清单里没有 fapiao-desk-2.deb，可能是另一个版本的清单");
    window.pick(&at("SHA256SUMS (1)"));
    window.click_button("选择 SHA256SUMS…");
    window.see("一致：fapiao-desk-2.deb 与清单中的 fapiao-desk-2.deb 相符。");
}
