//! Which application a parcel is recorded for on the delivery desk.

use eframe::egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT, Queryable};

use super::delivery::{at_desk, state, to_post};
use crate::common::Play;
use crate::common::window::Window;

#[test]
fn a_letter_is_for_what_is_chosen_and_enter_for_the_row_that_is_looked_at() {
    let mut play = Play::new();
    let posted: Vec<String> = (1..=3).map(|n| to_post(&mut play, n)).collect();
    let mut window = at_desk(play);
    window.see_in_order(&[&posted[0], &posted[1], &posted[2]]);
    window.press(Key::Space);
    window.see("已选 1 件");
    window.press(Key::ArrowDown);
    window.see("第 2 / 3 件");
    window.press(Key::D);
    window.enter("快递公司", "顺丰速运");
    assert_eq!(in_form(&window), posted[0], "the one that is chosen");
    window.press(Key::Escape);
    window.see_no("快递公司");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.see("已选 3 件");
    window.press(Key::Enter);
    window.see("快递公司");
    assert_eq!(in_form(&window), posted[1], "the one that is looked at");
    window.enter("快递公司", "顺丰速运");
    window.enter("运单号", "SF300");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已登记寄送");
    let states = posted.iter().map(|number| state(&window, number));
    assert_eq!(states.collect::<Vec<_>>(), ["issued", "delivered", "issued"]);
}

/// Which application the form says that it is for.
fn in_form(window: &Window) -> String {
    let at = window.harness.get_by_label("开票申请").rect();
    let is_beside = |it: Rect| it.left() >= at.right() && at.y_range().contains(it.center().y);
    let numbers = window.harness.query_all_by_label_contains("FP20");
    let mut beside = numbers.filter(|node| is_beside(node.rect()));
    beside.next().expect("its number").accesskit_node().value().expect("a text")
}
