//! The card in the middle of a window that shows nothing else: before there is a store, and before somebody has signed in.

use egui::{Align, Layout, ScrollArea, Sense, Ui, UiBuilder, vec2};

use super::state::Action;
use super::theme::{Type, space, tokens};
use super::widgets::{Card, seal_ui, small_link_ui, text_ui};
use crate::i18n::{Lang, shell};

const TITLE: f32 = 40.0;

/// How much of the window's height is free above it.
const ABOVE: f32 = 0.14;

/// Draws it, at most this wide, with its title and the switch of language; what was asked for by that.
pub(super) fn front_ui(
    ui: &mut Ui,
    lang: Lang,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut Ui),
) -> Option<Action> {
    let width = width.min(ui.available_width() - 2.0 * space::XXL);
    let mut action = None;
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let height = ui.available_height();
        ui.vertical_centered(|ui| {
            ui.add_space((height * ABOVE).max(space::XL));
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                Card::new().show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    let place = room_ui(ui, TITLE);
                    ui.add_space(space::M);
                    content(ui);
                    // What is to be done comes before it in the order of Tab.
                    action = title_ui(&mut ui.new_child(place), lang, title);
                    ui.add_space(space::S);
                });
            });
            ui.add_space(space::L);
        });
    });
    action
}

/// Keeps a row of this height free, for what is drawn into it later.
pub(super) fn room_ui(ui: &mut Ui, height: f32) -> UiBuilder {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    UiBuilder::new().max_rect(rect)
}

fn title_ui(ui: &mut Ui, lang: Lang, title: &str) -> Option<Action> {
    ui.add_space(space::S);
    ui.horizontal(|ui| {
        seal_ui(ui, 32.0);
        ui.add_space(space::XS);
        text_ui(ui, title, Type::Title, tokens(ui).text);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let other = small_link_ui(ui, shell::OTHER_LANGUAGE.get(lang));
            other.clicked().then(|| Action::ChooseLanguage(lang.pick(Lang::En, Lang::Zh)))
        })
        .inner
    })
    .inner
}
