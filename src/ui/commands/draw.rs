//! How a command is drawn where it is given with the pointer.

use egui::{Response, Ui};

use super::Offered;
use super::keys::spelled;
use crate::ui::widgets::{Button, ButtonKind, key_hint_ui, link_ui, menu_item_ui};
use crate::ui::words;

/// The button of a command, with its keys, and with the reason where it cannot be done; whether it was pressed.
pub fn command_button_ui(ui: &mut Ui, kind: ButtonKind, offered: &Offered) -> bool {
    button_ui(ui, offered, Button::of_kind(kind, offered.label(words::lang(ui))))
}

/// The same over the whole width, as what a card is about.
pub fn wide_command_button_ui(ui: &mut Ui, offered: &Offered) -> bool {
    button_ui(ui, offered, Button::primary(offered.label(words::lang(ui))).wide())
}

fn button_ui(ui: &mut Ui, offered: &Offered, button: Button<'_>) -> bool {
    let keys = offered.command.about().keys.map(|keys| spelled(ui.ctx(), &keys));
    let mut button = button.disabled_because(offered.why_not.as_deref());
    if let Some(keys) = &keys {
        button = button.shortcut(keys);
    }
    let lang = words::lang(ui);
    with_tooltip(button.show(ui), offered, lang).clicked()
}

/// A command as a link within a row, with its keys behind it; whether it was pressed.
pub fn command_link_ui(ui: &mut Ui, offered: &Offered) -> bool {
    let pressed = link_ui(ui, offered.label(words::lang(ui))).clicked();
    if let Some(keys) = offered.command.about().keys {
        key_hint_ui(ui, &spelled(ui.ctx(), &keys));
    }
    pressed
}

/// The item of a command in a menu; whether it was chosen.
pub fn command_item_ui(ui: &mut Ui, offered: &Offered) -> bool {
    let lang = words::lang(ui);
    let item = |ui: &mut Ui| menu_item_ui(ui, offered.label(lang), false);
    let response = match &offered.why_not {
        None => item(ui),
        Some(why) => ui.add_enabled_ui(false, item).inner.on_disabled_hover_text(why),
    };
    with_tooltip(response, offered, lang).clicked()
}

fn with_tooltip(response: Response, offered: &Offered, lang: crate::i18n::Lang) -> Response {
    match offered.command.about().tooltip {
        Some(tooltip) => response.on_hover_text(tooltip.get(lang)),
        None => response,
    }
}
