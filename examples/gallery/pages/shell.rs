//! What the shell is made of, and the icons.

use egui::{Align, Layout, Sense, Ui, vec2};

use super::phrases;
use super::{Gallery, columns_ui};
use fapiao_desk::ui::icons;
use fapiao_desk::ui::theme::{Tone, Type, size, space, tokens};
use fapiao_desk::ui::widgets::{
    Button, Card, chooser_button_ui, key_hint_ui, kpi_ui, nav_heading_ui, nav_item_ui, panel_head_with,
    pill_ui, seal_ui, search_ui, small_ui, steps_ui, text_row_ui, text_ui, title_ui,
};
use fapiao_desk::ui::words::say;

pub(super) fn page_ui(ui: &mut Ui, state: &mut Gallery) {
    bar_ui(ui, state);
    panel_head_with(
        ui,
        |ui| {
            title_ui(ui, say(ui, phrases::APPLY));
            ui.add_space(space::XXL);
            let names =
                [phrases::STEP_BILLS, phrases::STEP_INFO, phrases::STEP_CONFIRM].map(|name| say(ui, name));
            if let Some(step) = steps_ui(ui, &names, state.step) {
                state.step = step;
            }
        },
        |ui| {
            key_hint_ui(ui, "J");
            Button::secondary(say(ui, phrases::REFRESH)).show(ui);
        },
    );
    ui.columns(3, |columns| {
        for (i, ui) in columns.iter_mut().enumerate() {
            figure_ui(ui, i);
        }
    });
    columns_ui(ui, 0.24, state, |ui, _| navigation_ui(ui), |ui, _| icons_ui(ui));
}

fn bar_ui(ui: &mut Ui, state: &mut Gallery) {
    Card::new().flush().show(ui, |ui| {
        let row = vec2(ui.available_width(), size::BAR);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_height(size::BAR);
            ui.add_space(space::L);
            seal_ui(ui, 20.0);
            text_ui(ui, say(ui, phrases::BRAND), Type::Brand, tokens(ui).text);
            ui.add_space(space::XXL);
            chooser_button_ui(ui, say(ui, phrases::ALL_CUSTOMERS), say(ui, phrases::CUSTOMER_COUNT));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::L);
                small_ui(ui, say(ui, phrases::USER));
                search_ui(ui, &mut state.query, say(ui, phrases::SEARCH), Some("Ctrl K"), 300.0);
            });
        });
    });
}

fn figure_ui(ui: &mut Ui, i: usize) {
    match i {
        0 => kpi_ui(ui, say(ui, phrases::INVOICEABLE_AMOUNT), "¥ 9,154,389.10", |ui| {
            small_ui(ui, say(ui, phrases::AMONG));
        }),
        1 => kpi_ui(ui, say(ui, phrases::PENDING), "46", |ui| {
            text_row_ui(ui, |ui| {
                pill_ui(ui, Tone::Bad, icons::ALERT, say(ui, phrases::LATE_2));
                small_ui(ui, say(ui, phrases::DUE_TODAY_5));
            });
        }),
        _ => kpi_ui(ui, say(ui, phrases::REVIEW), "3", |ui| drop(small_ui(ui, say(ui, phrases::EVENT_DUE)))),
    };
}

fn navigation_ui(ui: &mut Ui) {
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        nav_heading_ui(ui, say(ui, phrases::WORK));
        nav_item_ui(ui, icons::OVERVIEW, say(ui, phrases::OVERVIEW), None, true, Sense::click());
        nav_item_ui(ui, icons::APPLY, say(ui, phrases::APPLY), None, false, Sense::click());
        let waiting = Some((Tone::Neutral, 12));
        nav_item_ui(ui, icons::APPLICATIONS, say(ui, phrases::APPLICATIONS), waiting, false, Sense::click());
        nav_item_ui(ui, icons::REVIEW, say(ui, phrases::REVIEW), Some((Tone::Bad, 3)), false, Sense::click());
        nav_heading_ui(ui, say(ui, phrases::MANAGEMENT));
        nav_item_ui(ui, icons::SETTINGS, say(ui, phrases::SETTINGS), None, false, Sense::click());
    });
}

fn icons_ui(ui: &mut Ui) {
    Card::titled(say(ui, phrases::ICONS)).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (name, icon) in icons::ALL {
                ui.allocate_ui_with_layout(vec2(120.0, 24.0), Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_size(vec2(120.0, 24.0));
                    ui.add(egui::Label::new(icon.rich().color(tokens(ui).text)));
                    small_ui(ui, name);
                });
            }
        });
    });
}
