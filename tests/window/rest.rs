//! A window in which nothing changes costs nothing: no frame is asked for, whatever has the keyboard.

use std::time::Duration;

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::{Key, Modifiers, ViewportId};
use egui_kittest::kittest::{NodeT, Queryable};

/// As long as a caret stands still or a tooltip waits, so that what comes late comes.
const FRAMES: usize = 60;

fn bills() -> Window {
    let mut window = Play::with_bill("Q").window();
    window.noon();
    window.click("账单");
    window.see("B1");
    window
}

/// Waits until no frame is asked for, and looks whether that lasts.
#[track_caller]
fn see_rest(window: &mut Window) {
    let is_at_rest = |window: &Window| {
        window.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay == Duration::MAX
    };
    window.until("rest", |harness| {
        harness.output().viewport_output[&ViewportId::ROOT].repaint_delay == Duration::MAX
    });
    for _ in 0..FRAMES {
        window.harness.step();
        assert!(is_at_rest(window), "a frame is asked for");
    }
}

#[track_caller]
fn see_focused(window: &mut Window, field: &str) {
    window.until(field, |harness| {
        harness.query_all_by_label(field).any(|node| node.accesskit_node().is_focused())
    });
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
    see_focused(&mut window, "搜索客户、账单、申请、命令");
    see_rest(&mut window);
}
