//! Keys that come faster than frames: several of them at once mean what they mean one after the other.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

const LIXING: &str = "杭州砺行新能源有限责任公司";
const FIELD: &str = "搜索客户、账单、申请、金额和命令";

/// A frame takes so long, and a key comes after the one before it, in milliseconds.
const FRAME: usize = 48;
const APART: usize = 20;

fn key(key: Key, modifiers: Modifiers) -> Vec<Event> {
    [true, false]
        .map(|pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers })
        .to_vec()
}

fn press(of: Key) -> Vec<Event> {
    key(of, Modifiers::NONE)
}

/// A text as it is typed, a key a letter.
fn typed(text: &str) -> Vec<Vec<Event>> {
    let letter = |letter: char| {
        let mut events = Key::from_name(&letter.to_uppercase().to_string()).map_or(Vec::new(), press);
        events.insert(events.len().min(1), Event::Text(letter.to_string()));
        events
    };
    text.chars().map(letter).collect()
}

/// Presses these keys one after the other, and draws as often as a slow computer does meanwhile.
fn type_fast(window: &mut Window, keys: &[Vec<Event>]) {
    let mut waits: Vec<Event> = Vec::new();
    let mut drawn = 0;
    for (place, events) in keys.iter().enumerate() {
        waits.extend(events.iter().cloned());
        if (place + 1) * APART >= (drawn + 1) * FRAME {
            drawn += 1;
            window.harness.input_mut().events.append(&mut waits);
            window.harness.step();
        }
    }
    window.harness.input_mut().events.append(&mut waits);
    window.harness.step();
}

/// Presses all of them before the next frame.
fn type_at_once(window: &mut Window, keys: &[Vec<Event>]) {
    window.harness.input_mut().events.extend(keys.concat());
    window.harness.step();
}

#[track_caller]
fn see_value(window: &mut Window, field: &str, value: &str) {
    window.until(&format!("{field}: {value}"), |harness| {
        harness.query_all_by_label(field).any(|node| node.value().is_some_and(|now| now == value))
    });
}

#[test]
fn a_customer_is_found_and_chosen_within_one_frame() {
    let mut window = Play::with_bill("Q").window();
    window.see("全部客户");
    let mut keys = vec![key(Key::K, Modifiers::COMMAND)];
    keys.extend(typed("c1"));
    keys.push(press(Key::Enter));
    type_at_once(&mut window, &keys);
    window
        .until(LIXING, |harness| harness.query_all_by_role_and_label(Role::Button, LIXING).next().is_some());
    window.see_no(FIELD);
}

#[test]
fn what_is_typed_into_a_form_of_several_fields_comes_into_the_right_ones() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click_button("添加开票方");
    window.see("编号");
    let mut keys = typed("n7");
    keys.push(press(Key::Tab));
    keys.extend(typed("abc ltd"));
    type_fast(&mut window, &keys);
    see_value(&mut window, "编号", "n7");
    see_value(&mut window, "名称", "abc ltd");
}

#[test]
fn a_page_a_search_and_its_text_are_reached_in_one_go() {
    let mut window = Play::with_bill("Q").window();
    window.see("全部客户");
    let mut keys = vec![key(Key::Num9, Modifiers::COMMAND), key(Key::F, Modifiers::COMMAND)];
    keys.extend(typed("zd9"));
    type_fast(&mut window, &keys);
    see_value(&mut window, "账单号或客户", "zd9");
}

#[test]
fn each_press_of_an_arrow_moves_by_one() {
    let mut window = Play::with_bill("Q").window();
    window.see("全部客户");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.see(FIELD);
    type_at_once(&mut window, &[press(Key::ArrowDown), press(Key::ArrowDown), press(Key::ArrowDown)]);
    window.until("the fourth line", |harness| {
        let chosen = |node: &egui_kittest::Node<'_>| node.accesskit_node().is_focused();
        harness.query_all_by_label_contains("导出清单").any(|node| chosen(&node))
    });
}

fn composed(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

#[test]
fn a_word_that_is_being_composed_finds_nothing_and_its_enter_takes_nothing() {
    let mut window = Play::with_bill("Q").window();
    window.see("全部客户");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.see(FIELD);
    type_at_once(&mut window, &[vec![composed("li'xing")]]);
    window.see("新建开票申请　Ctrl N");
    for _ in 0..5 {
        window.harness.step();
    }
    window.see("新建开票申请　Ctrl N");
    // ↓ and Enter are the input method's: they choose among its words.
    type_at_once(&mut window, &[press(Key::ArrowDown), press(Key::Enter)[..1].to_vec()]);
    type_at_once(
        &mut window,
        &[vec![Event::Ime(ImeEvent::Commit("砺行".to_owned()))], press(Key::Enter)[1..].to_vec()],
    );
    window.see_part("C1 · 企业 · 正常");
    see_value(&mut window, FIELD, "砺行");
    window.see("全部客户");
    window.press(Key::Enter);
    window.see_no(FIELD);
    window.see(LIXING);
}

#[test]
fn a_field_of_a_form_is_not_checked_before_its_word_is_there() {
    let mut window = Play::new().window();
    window.click("设置");
    window.click_button("添加开票方");
    window.enter("编号", "N");
    window.enter("名称", " ");
    window.see_disabled("添加开票方");
    type_at_once(&mut window, &[vec![composed("xin")], press(Key::Enter)[..1].to_vec()]);
    window.harness.step();
    window.see_disabled("添加开票方");
    type_at_once(&mut window, &[vec![Event::Ime(ImeEvent::Commit("新公司".to_owned()))]]);
    window.see_enabled("添加开票方");
    window.see("单张发票限额");
}
