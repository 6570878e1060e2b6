//! Buttons, pills, forms, choices, messages.

use egui::{Id, Ui};

use super::phrases;
use super::{Gallery, columns_ui};
use fapiao_desk::ui::icons;
use fapiao_desk::ui::theme::Tone;
use fapiao_desk::ui::widgets::{
    Button, Card, Field, Modal, banner_ui, bare_select_ui, cell_edit_ui, checkbox_ui, chip_ui,
    empty_state_ui, icon_button_ui, link_ui, modal_buttons_ui, money_field_ui, more_link_ui, pill_ui,
    progress_ui, radio_card_ui, search_ui, segmented_ui, select_ui, spinner_ui, weak_ui,
};
use fapiao_desk::ui::words::say;

pub(super) fn page_ui(ui: &mut Ui, state: &mut Gallery) {
    let left = |ui: &mut Ui, state: &mut Gallery| {
        buttons_ui(ui);
        status_ui(ui);
        forms_ui(ui, state);
    };
    let right = |ui: &mut Ui, state: &mut Gallery| {
        choices_ui(ui, state);
        messages_ui(ui, state);
    };
    columns_ui(ui, 0.5, state, left, right);
    modal_ui(ui, state);
}

fn buttons_ui(ui: &mut Ui) {
    let more = say(ui, phrases::ALL_61);
    Card::titled(say(ui, phrases::BUTTONS)).actions(|ui| drop(more_link_ui(ui, more))).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            Button::primary(say(ui, phrases::SUBMIT)).icon(icons::CHECK).show(ui);
            Button::secondary(say(ui, phrases::PROCESS)).show(ui);
            Button::danger(say(ui, phrases::REJECT)).show(ui);
            let reason = say(ui, phrases::NOT_YET);
            Button::primary(say(ui, phrases::NEXT)).disabled_because(Some(reason)).show(ui);
            icon_button_ui(ui, icons::REFRESH, say(ui, phrases::REFRESH));
            link_ui(ui, say(ui, phrases::SHOW));
        });
        Button::primary(say(ui, phrases::NEXT)).shortcut("Enter").wide().show(ui);
    });
}

fn status_ui(ui: &mut Ui) {
    Card::titled(say(ui, phrases::STATUS)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (tone, icon, word) in [
                (Tone::Ok, icons::OPEN, phrases::INVOICEABLE),
                (Tone::Warn, icons::HALF, phrases::PARTLY_REFUNDED),
                (Tone::Warn, icons::CLOCK, phrases::DUE_TOMORROW),
                (Tone::Bad, icons::ALERT, phrases::LATE),
                (Tone::Info, icons::CLOCK, phrases::TODAY),
                (Tone::Neutral, icons::CHECK, phrases::INVOICED),
            ] {
                pill_ui(ui, tone, icon, say(ui, word));
            }
        });
        weak_ui(ui, say(ui, phrases::SNAPSHOT));
    });
}

fn forms_ui(ui: &mut Ui, state: &mut Gallery) {
    Card::titled(say(ui, phrases::FORMS)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let (hint, is_named) = (say(ui, phrases::COMPANY), !state.name.is_empty());
        let mut name = Field::new(say(ui, phrases::NAME), &mut state.name).required().hint(hint).limit(100);
        if is_named {
            name = name.message(Tone::Ok, say(ui, phrases::CHECKED));
        }
        name.show(ui);
        let wrong = say(ui, phrases::TAX_ID_WRONG);
        Field::new(say(ui, phrases::TAX_ID), &mut state.tax_id).required().error(Some(wrong)).show(ui);
        let hint = say(ui, phrases::ADDRESS_HINT);
        Field::new(say(ui, phrases::ADDRESS), &mut state.address).hint(hint).enabled(false).show(ui);
        Field::new(say(ui, phrases::REMARK), &mut state.remark).rows(3).limit(230).show(ui);
        money_field_ui(ui, say(ui, phrases::AMOUNT), &mut state.money, Some(220.0), None);
        cell_edit_ui(ui, Id::unique("cell"), &mut state.tax_id, say(ui, phrases::TAX_ID), true);
    });
}

fn choices_ui(ui: &mut Ui, state: &mut Gallery) {
    let types =
        [(0, say(ui, phrases::GENERAL)), (1, say(ui, phrases::SPECIAL)), (2, say(ui, phrases::PERSONAL))];
    let filters = [(phrases::INVOICEABLE, Some(14)), (phrases::ALL, Some(23)), (phrases::THIS_YEAR, None)];
    let card = Card::new().head(|ui| {
        for (i, (label, count)) in (0..).zip(filters) {
            if chip_ui(ui, state.filter == i, say(ui, label), count).clicked() {
                state.filter = i;
            }
        }
    });
    card.show(ui, |ui| {
        search_ui(ui, &mut state.query, say(ui, phrases::SEARCH), Some("Ctrl K"), 300.0);
        select_ui(ui, say(ui, phrases::TYPE), &mut state.kind, &types, Some(300.0));
        ui.horizontal(|ui| {
            bare_select_ui(ui, say(ui, phrases::CHOICES), &mut state.kind, &types, 180.0);
            let ways = [(true, say(ui, phrases::POST)), (false, say(ui, phrases::EMAIL))];
            segmented_ui(ui, say(ui, phrases::DELIVERY), &mut state.by_post, &ways);
            checkbox_ui(ui, &mut state.is_default, say(ui, phrases::DEFAULT));
        });
        for (i, name, note, barred) in [
            (0, phrases::GENERAL, phrases::GENERAL_NOTE, None),
            (1, phrases::SPECIAL, phrases::SPECIAL_NOTE, Some(say(ui, phrases::SPECIAL_BARRED))),
        ] {
            if radio_card_ui(ui, state.kind == i, say(ui, name), say(ui, note), barred, 0.0).clicked() {
                state.kind = i;
            }
        }
    });
}

fn messages_ui(ui: &mut Ui, state: &mut Gallery) {
    Card::titled(say(ui, phrases::MESSAGES)).show(ui, |ui| {
        banner_ui(ui, Tone::Info, say(ui, phrases::SAVED_AT), None);
        banner_ui(ui, Tone::Warn, say(ui, phrases::NO_REISSUE), None);
        if banner_ui(ui, Tone::Bad, say(ui, phrases::OVERDUE_BILL), Some(say(ui, phrases::SHOW))) {
            state.toasts.push(Tone::Bad, say(ui, phrases::REFUSED_ROWS));
        }
        if banner_ui(ui, Tone::Ok, say(ui, phrases::CHECKED), Some(say(ui, phrases::SUBMIT))) {
            state.toasts.push(Tone::Ok, say(ui, phrases::SUBMITTED));
        }
        progress_ui(ui, say(ui, phrases::IMPORTING), Some(0.52), true);
        spinner_ui(ui, say(ui, phrases::READING));
        let (title, note) = (say(ui, phrases::NOTHING), say(ui, phrases::NOTHING_NOTE));
        if empty_state_ui(ui, icons::BILLS, title, note, Some(say(ui, phrases::ASK))) {
            state.asks = true;
        }
    });
}

fn modal_ui(ui: &mut Ui, state: &mut Gallery) {
    if !state.asks {
        return;
    }
    let closes = Modal::new(say(ui, phrases::ASK)).show(ui.ctx(), |ui| {
        weak_ui(ui, say(ui, phrases::ASK_NOTE));
        Field::new(say(ui, phrases::REASON), &mut state.reason).required().rows(3).show(ui);
        modal_buttons_ui(ui, |ui| {
            let reject = Button::danger(say(ui, phrases::REJECT)).show(ui).clicked();
            Button::secondary(say(ui, phrases::KEEP)).show(ui).clicked() || reject
        })
    });
    state.asks = !closes;
}
