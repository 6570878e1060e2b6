//! Many applications at once: a whole batch goes from accepted to received by keyboard, numbers come as a pasted column,
//! who is left out is said before, and what was refused after.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::common::Play;
use crate::common::lines::{NOON, apply_amount, at, refund, step, user};
use crate::common::window::Window;

/// Applications of customers of their own over 100.00 each, which go by post.
fn posted(count: u32) -> (Play, Vec<String>) {
    let mut play = Play::new();
    let numbers = (1..=count)
        .map(|n| {
            let account = format!("P{n:02}");
            play.customer(&account, "T");
            play.paid(&account, &format!("PB{n}"), "100.00");
            play.applied(&apply_amount(&account, "100.00"))
        })
        .collect();
    (play, numbers)
}

/// The same, accepted.
fn accepted(count: u32) -> (Play, Vec<String>) {
    let (mut play, numbers) = posted(count);
    numbers.iter().for_each(|number| play.accept(number));
    (play, numbers)
}

fn at_list(play: Play) -> Window {
    let mut window = play.window();
    window.noon();
    window
}

fn invoice_number(n: u32) -> String {
    format!("261120000008123{n:05}")
}

fn column(of: impl Iterator<Item = String>) -> String {
    of.collect::<Vec<_>>().join("\r\n") + "\r\n"
}

fn paste(window: &mut Window, text: &str) {
    window.harness.event(Event::Paste(text.to_owned()));
    window.harness.step();
    window.harness.step();
}

fn states(window: &Window, numbers: &[String]) -> Vec<String> {
    numbers.iter().map(|number| window.application(number)["state"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn twenty_applications_go_from_accepted_to_received_by_few_keys() {
    let (play, numbers) = accepted(20);
    let mut window = at_list(play);
    let mut keys = 0;
    let mut press = |window: &mut Window, modifiers, key| {
        keys += 1;
        window.press_with(modifiers, key);
    };
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window.see(&numbers[0]);
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.see("已选 20 项");
    press(&mut window, Modifiers::NONE, Key::I);
    window.see("从表格粘贴一列号码，也可带开票日期一列");
    paste(&mut window, &column((1..=20).map(invoice_number)));
    window.see("20 件可登记，0 件有误，0 件未填");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记开票 20 件，合计 ¥2,000.00");
    press(&mut window, Modifiers::NONE, Key::D);
    // The carrier is chosen once, and remembered.
    window.see("快递公司");
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::Space);
    paste(&mut window, &column((1..=20).map(|n| format!("SF10000000000{n:02}"))));
    window.see("20 件可登记，0 件有误，0 件未填");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记寄送 20 件");
    press(&mut window, Modifiers::NONE, Key::V);
    window.see("20 件，合计 ¥2,000.00");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.see_part("已登记签收 20 件");
    assert_eq!(states(&window, &numbers), vec!["received"; 20]);
    assert!(keys <= 15, "{keys} keys");
    let first = window.application(numbers.last().unwrap());
    assert_eq!(first["carrier"], "顺丰速运");
}
