//! A panel that fills the window, as most panels do.

use egui::Ui;

use super::phrases;
use super::{Gallery, columns_ui, lists};
use fapiao_desk::ui::theme::{Tone, space};
use fapiao_desk::ui::widgets::{
    Button, Card, banner_ui, chip_ui, panel_head_with, small_ui, steps_ui, sum_row_ui, title_ui,
};
use fapiao_desk::ui::words::say;

pub(super) fn page_ui(ui: &mut Ui, state: &mut Gallery) {
    panel_head_with(
        ui,
        |ui| {
            title_ui(ui, say(ui, phrases::APPLY));
            ui.add_space(space::XXL);
            let names =
                [phrases::STEP_BILLS, phrases::STEP_INFO, phrases::STEP_CONFIRM].map(|name| say(ui, name));
            steps_ui(ui, &names, 0);
        },
        |ui| Button::secondary(say(ui, phrases::SAVE_DRAFT)).show(ui),
    );
    columns_ui(ui, 0.7, state, bills_ui, |ui, _| sums_ui(ui));
}

fn bills_ui(ui: &mut Ui, state: &mut Gallery) {
    let chosen = say(ui, phrases::CHOSEN_3);
    let card = Card::new()
        .head(|ui| {
            chip_ui(ui, true, say(ui, phrases::INVOICEABLE), Some(14));
            chip_ui(ui, false, say(ui, phrases::ALL), Some(23));
        })
        .actions(|ui| drop(small_ui(ui, chosen)));
    card.flush().fill_height().show(ui, |ui| lists::bills_ui(ui, state, None));
}

fn sums_ui(ui: &mut Ui) {
    let card = Card::titled(say(ui, phrases::AMOUNT)).fill_height().foot(|ui| {
        Button::primary(say(ui, phrases::NEXT)).shortcut("Enter").wide().show(ui);
    });
    card.show(ui, |ui| {
        lists::sum_ui(ui);
        small_ui(ui, say(ui, phrases::IN_WORDS));
        sum_row_ui(ui, say(ui, phrases::REFUNDED), "0.00");
        banner_ui(ui, Tone::Warn, say(ui, phrases::NO_REISSUE), None);
    });
}
