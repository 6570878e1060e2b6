//! Corrections of an application: what can be asked for and until when, and what was.

mod card;
mod field;

use egui::Ui;

pub(super) use self::card::card_ui;
pub(super) use self::field::What;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::pages::correction::StoredCorrection;
use crate::i18n::{Lang, corrections as words};
use crate::ui::widgets::{body_ui, small_ui, weak_ui};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Request,
    Approve,
    Reject,
}

/// What a request changes: each field with what it holds and what it is to hold.
pub(super) fn changes_ui(ui: &mut Ui, lang: Lang, page: &ApplicationPage, request: &StoredCorrection) {
    if request.changes.is_empty() {
        weak_ui(ui, words::NO_CHANGES.get(lang));
    }
    let or_blank =
        |text: &str| if text.is_empty() { words::BLANK.get(lang).to_owned() } else { text.to_owned() };
    for (key, text) in &request.changes {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            small_ui(ui, &field::named(lang, key));
            weak_ui(ui, &or_blank(&field::held(&page.view, key)));
            body_ui(ui, &format!("→ {}", or_blank(&field::named_by(page, key, text))));
        });
    }
}
