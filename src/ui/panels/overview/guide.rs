//! The guide from an empty store to the first application: five steps, each told from what is in the store, that can be left
//! and come back to. It can be put away.

use egui::{Align, Layout, Sense, Ui, vec2};

use crate::desk::pages::overview::Begun;
use crate::i18n::{Text, common, overview as words};
use crate::ui::icons;
use crate::ui::state::{Action, Cx, Route, Target};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Button, Card, pill_ui, rule_ui, small_link_ui, small_ui, strong_ui, text_row_ui, text_ui, weak_ui,
};

struct Step {
    title: Text,
    how: Text,
    button: Text,
    leads_to: Action,
    is_done: bool,
}

/// Whether the guide has something to say of such a store. In a sandbox with bills somebody plays already.
pub(super) fn is_wanted(begun: Begun, is_sandbox: bool) -> bool {
    !begun.bill || (!begun.application && !is_sandbox)
}

fn steps(begun: Begun) -> [Step; 5] {
    let step = |title, how, button, leads_to, is_done| Step { title, how, button, leads_to, is_done };
    [
        step(
            common::ADD_ISSUER,
            words::ADD_ISSUER_HOW,
            words::GO_ADD_ISSUER,
            Action::Go(Route::Settings),
            begun.issuer,
        ),
        step(
            common::IMPORT_CUSTOMERS,
            words::IMPORT_CUSTOMERS_HOW,
            words::GO_IMPORT_CUSTOMERS,
            Action::Open(Target::Import),
            begun.customer,
        ),
        step(
            common::IMPORT_BILLS,
            words::IMPORT_BILLS_HOW,
            words::GO_IMPORT_BILLS,
            Action::Open(Target::Import),
            begun.bill,
        ),
        step(
            words::ENTER_INFO,
            words::ENTER_INFO_HOW,
            words::GO_ENTER_INFO,
            Action::Go(Route::InvoiceInfo),
            begun.info,
        ),
        step(
            words::FIRST_APPLICATION,
            words::FIRST_APPLICATION_HOW,
            words::GO_APPLY,
            Action::Go(Route::Apply),
            begun.application,
        ),
    ]
}

/// Draws it; whether it is to be put away.
pub(super) fn page_ui(ui: &mut Ui, cx: &mut Cx<'_>, begun: Begun) -> bool {
    let steps = steps(begun);
    let next = steps.iter().position(|step| !step.is_done);
    let width = 720.0_f32.min(ui.available_width());
    let mut is_put_away = false;
    ui.vertical_centered(|ui| {
        ui.add_space(space::L);
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            Card::new().show(ui, |ui| {
                ui.add_space(space::S);
                text_ui(ui, cx.say(words::START), Type::Title, tokens(ui).text);
                weak_ui(ui, cx.say(words::START_HOW));
                ui.add_space(space::S);
                for (i, step) in steps.iter().enumerate() {
                    rule_ui(ui);
                    step_ui(ui, cx, step, i + 1, next == Some(i));
                }
                rule_ui(ui);
                text_row_ui(ui, |ui| {
                    small_ui(ui, cx.say(words::COME_BACK));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        is_put_away = small_link_ui(ui, cx.say(words::PUT_GUIDE_AWAY)).clicked();
                    });
                });
            });
        });
    });
    is_put_away
}

const DOT: f32 = 28.0;

fn step_ui(ui: &mut Ui, cx: &mut Cx<'_>, step: &Step, number: usize, is_next: bool) {
    let &Step { title, how, button, ref leads_to, is_done } = step;
    let row = vec2(ui.available_width(), 56.0);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(row.y);
        ui.spacing_mut().item_spacing.x = space::L;
        dot_ui(ui, is_done, number, is_next);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !is_done {
                let label = cx.say(button);
                let button = if is_next { Button::primary(label) } else { Button::secondary(label) };
                let button = button.show(ui);
                // Enter leads on, as long as nothing else has the keyboard.
                let is_free =
                    ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
                if is_next && is_free {
                    button.request_focus();
                }
                if button.clicked() {
                    cx.act(leads_to.clone());
                }
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
                ui.add_space(space::S);
                text_row_ui(ui, |ui| {
                    strong_ui(ui, cx.say(title));
                    if is_done {
                        pill_ui(ui, Tone::Ok, icons::CHECK, cx.say(words::DONE));
                    }
                });
                small_ui(ui, cx.say(how));
            });
        });
    });
}

fn dot_ui(ui: &mut Ui, is_done: bool, number: usize, is_next: bool) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(DOT, DOT), Sense::hover());
    let (fill, ink) = match (is_done, is_next) {
        (true, _) => (t.ok_tint, t.ok),
        (false, true) => (t.primary, t.on_primary),
        (false, false) => (t.line_weak, t.weak),
    };
    ui.painter().circle_filled(rect.center(), DOT / 2.0, fill);
    if is_done {
        icons::CHECK.paint(ui, rect.center(), 16.0, ink);
    } else {
        let font = Type::Strong.font();
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, number, font, ink);
    }
}
