//! A window in which nothing changes costs nothing: no frame is asked for, whatever has the keyboard.

use std::cell::Cell;
use std::time::Duration;

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::{Key, Modifiers, ViewportId};
use fapiao_desk::ui::theme;

/// So many frames one after the other in which nothing is wanted are rest.
const FRAMES: usize = 60;

fn bills() -> Window {
    let mut window = Play::with_bill("Q").window();
    window.noon();
    window.click("账单");
    window.see("B1");
    // The harness stills carets and animations of its own accord; this has the desk's as people have them.
    theme::apply(&window.harness.ctx, theme::Preference::Light);
    window
}

/// Waits until no frame is asked for, and nothing comes that asks for one.
#[track_caller]
fn see_rest(window: &mut Window) {
    let rested = Cell::new(0);
    window.until("rest", |harness| {
        let delay = harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
        rested.set(if delay == Duration::MAX { rested.get() + 1 } else { 0 });
        rested.get() == FRAMES
    });
}

/// Waits until this field is there and something has the keyboard.
#[track_caller]
fn see_focused(window: &mut Window, field: &str) {
    window.see(field);
    window.until("the keyboard", |harness| harness.ctx.memory(|memory| memory.focused().is_some()));
}

#[test]
fn a_list_in_which_nothing_has_the_keyboard_rests() {
    see_rest(&mut bills());
}

#[test]
fn a_field_with_the_keyboard_rests() {
    let mut window = bills();
    window.press_with(Modifiers::COMMAND, Key::F);
    see_focused(&mut window, "账单号或客户");
    see_rest(&mut window);
    window.enter("账单号或客户", "B1");
    see_focused(&mut window, "账单号或客户");
    see_rest(&mut window);
}

#[test]
fn the_search_over_everything_rests() {
    let mut window = bills();
    window.press_with(Modifiers::COMMAND, Key::K);
    see_focused(&mut window, "搜索客户、账单、申请、金额和命令");
    see_rest(&mut window);
}
