//! The window as assistive technology meets it: everything that can be used has a name, and the main job is done by
//! nothing but what such a technology asks for.

use std::collections::BTreeSet;

use eframe::egui::accesskit::{Action, ActionData, ActionRequest, Role, TreeId};
use eframe::egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use fapiao_desk::ui::App;

use crate::common::Play;
use crate::common::window::Window;

/// What is used, and has to be called something.
const CONTROLS: [Role; 13] = [
    Role::Button,
    Role::Link,
    Role::CheckBox,
    Role::RadioButton,
    Role::ComboBox,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::PasswordInput,
    Role::SpinButton,
    Role::Slider,
    Role::Tab,
    Role::MenuItem,
    Role::Table,
];

/// The pages, as the navigation names them.
fn pages(harness: &Harness<'static, App>) -> Vec<String> {
    let tabs = harness.query_all_by_role(Role::Tab);
    tabs.filter_map(|tab| tab.accesskit_node().label()).collect()
}

/// The roles of what has no name.
fn unnamed(harness: &Harness<'static, App>) -> Vec<Role> {
    let nameless = harness.root().children_recursive().filter(|node| {
        let node = node.accesskit_node();
        let name =
            node.label().or_else(|| node.labelled_by().find_map(|label| label.value().or(label.label())));
        CONTROLS.contains(&node.role()) && name.is_none_or(|name| name.trim().is_empty())
    });
    nameless.map(|node| node.accesskit_node().role()).collect()
}

/// A store in which every page has something on it.
fn play() -> Play {
    let mut play = Play::with_bill("Q");
    play.paid("C1", "B2", "50.00");
    let issued = play.apply("C1", &["B2"]);
    play.issue(&issued, "26512000000000000009", "50.00");
    play.ok(
        r#"{"op":"add_account","account":"H9","issuer":"T","name":"香港青禾有限公司","kind":"enterprise","region":"overseas"}"#,
    );
    play.ok(r#"{"op":"open_ticket","account":"H9","rule":"account-outside-mainland","note":"问"}"#);
    play
}

#[test]
fn every_control_of_every_page_has_a_name_in_both_languages() {
    let mut window = play().window();
    window.noon();
    window.choose("C1");
    let mut nameless = BTreeSet::new();
    for other in ["English", "中文"] {
        for page in pages(&window.harness) {
            window.tab(&page);
            for _ in 0..20 {
                window.harness.step();
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            nameless.extend(unnamed(&window.harness).iter().map(|role| format!("{page}: {role:?}")));
        }
        window.click(other);
    }
    assert_eq!(nameless, BTreeSet::new());
}

/// Does what an assistive technology asks for of the last thing of this role and name.
#[track_caller]
fn ask(window: &mut Window, action: Action, role: Role, name: &str, data: Option<ActionData>) {
    let of = |harness: &Harness<'static, App>| {
        let mut named = harness.query_all_by_role_and_label(role, name);
        named.rfind(|node| !node.accesskit_node().is_disabled()).map(|node| node.accesskit_node().locate().0)
    };
    window.until(name, |harness| of(harness).is_some());
    let target_node = of(&window.harness).expect("it was there");
    let request = ActionRequest { action, target_tree: TreeId::ROOT, target_node, data };
    window.harness.event(Event::AccessKitActionRequest(request));
    window.harness.step();
    window.harness.step();
}

#[track_caller]
fn press(window: &mut Window, role: Role, name: &str) {
    ask(window, Action::Click, role, name, None);
}

#[track_caller]
fn fill(window: &mut Window, name: &str, value: &str) {
    ask(window, Action::Focus, Role::TextInput, name, None);
    ask(window, Action::SetValue, Role::TextInput, name, Some(ActionData::Value(value.into())));
}

#[test]
fn the_main_job_is_done_through_the_accessibility_tree_alone() {
    let mut window = Play::with_bill("Q").window();
    press(&mut window, Role::Tab, "客户");
    press(&mut window, Role::Button, "搜索");
    fill(&mut window, "搜索客户、账单、申请、金额和命令", "C1");
    press(&mut window, Role::MenuItem, "杭州砺行新能源有限责任公司　C1 · 企业 · 正常");
    press(&mut window, Role::Tab, "申请开票");
    press(&mut window, Role::CheckBox, "全选");
    window.see("已选 1 张");
    press(&mut window, Role::Button, "下一步");
    fill(&mut window, "接收邮箱", "fin@example.com");
    press(&mut window, Role::Button, "下一步");
    window.see("已通过全部开票规则");
    press(&mut window, Role::Button, "提交申请");
    press(&mut window, Role::Button, "受理");
    press(&mut window, Role::Button, "登记开票");
    fill(&mut window, "发票号码", "26512000000000000001");
    press(&mut window, Role::Button, "登记开票");
    press(&mut window, Role::Button, "登记寄送");
    window.see("收票邮箱");
    press(&mut window, Role::Button, "登记寄送");
    press(&mut window, Role::Button, "登记签收");
    window.see("已登记签收");
}

#[test]
fn what_just_happened_is_read_out() {
    let mut window = Play::new().window();
    window.see("总览");
    window.break_dialog();
    window.see_part("文件对话框没有打开");
    let node = window.harness.query_all_by_label_contains("文件对话框没有打开").last().expect("it was there");
    assert_ne!(node.accesskit_node().live(), eframe::egui::accesskit::Live::Off);
    window.press(Key::Escape);
    window.see_no_part("文件对话框没有打开");
}
