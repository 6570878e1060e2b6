//! Asks once more before an application is cancelled.

use egui::Ui;

use super::{Drawn, Filled};
use crate::i18n::steps as words;
use crate::ui::widgets::{body_ui, key_value_ui};

pub(super) fn fields_ui(ui: &mut Ui, drawn: &Drawn<'_>) -> Filled {
    let view = &drawn.page.view;
    body_ui(ui, words::CANCEL_NOTE.get(drawn.lang));
    key_value_ui(ui, crate::i18n::applications::NUMBER.get(drawn.lang), &view.application);
    key_value_ui(ui, crate::i18n::application::CUSTOMER.get(drawn.lang), &view.account_name);
    key_value_ui(
        ui,
        crate::i18n::application::AMOUNT.get(drawn.lang),
        &format!("¥ {}", view.amount.grouped()),
    );
    Filled::default()
}
