//! The dialogs of the customers panel: freezing an account, and adding to its non-invoiceable ledger.

use egui::Ui;

use super::Customers;
use crate::desk::command::{AddNonInvoiceable, Command, SetAccountStatus};
use crate::domain::account::AccountStatus;
use crate::domain::balance::LedgerReason;
use crate::i18n::{Lang, Text, customers as words, domain};
use crate::ui::state::{Action, Cx};
use crate::ui::widgets::{
    Button, Field, Modal, MoneyInput, modal_buttons_ui, money_field_ui, select_ui, weak_ui,
};

/// A dialog, with what is typed into it.
#[derive(Debug)]
pub(super) struct Dialog {
    account: String,
    form: Form,
}

#[derive(Debug)]
enum Form {
    Standing { status: AccountStatus, reason: String },
    Entry { amount: MoneyInput, reason: LedgerReason, note: String },
}

impl Dialog {
    pub(super) fn standing(account: String, status: AccountStatus) -> Self {
        Self { account, form: Form::Standing { status, reason: String::new() } }
    }

    pub(super) fn entry(account: String) -> Self {
        let reason = LedgerReason::LegacyPrepaidInvoice;
        Self { account, form: Form::Entry { amount: MoneyInput::default(), reason, note: String::new() } }
    }

    const fn title(&self) -> Text {
        match self.form {
            Form::Standing { status: AccountStatus::Frozen, .. } => words::FREEZE,
            Form::Standing { status: AccountStatus::Active, .. } => words::UNFREEZE,
            Form::Entry { .. } => words::ADD_ENTRY,
        }
    }

    /// Draws the fields; answers why it cannot be confirmed yet.
    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang) -> Option<Text> {
        match &mut self.form {
            Form::Standing { status, reason } => {
                if *status == AccountStatus::Frozen {
                    weak_ui(ui, words::FREEZE_NOTE.get(lang));
                }
                Field::new(words::REASON.get(lang), reason).required().rows(2).limit(200).show(ui);
                reason.trim().is_empty().then_some(words::REASON_HINT)
            }
            Form::Entry { amount, reason, note } => {
                weak_ui(ui, words::ENTRY_NOTE.get(lang));
                money_field_ui(ui, words::AMOUNT.get(lang), amount, None, None);
                let reasons = LedgerReason::ALL.map(|one| (one, domain::ledger_reason(one).get(lang)));
                select_ui(ui, words::REASON.get(lang), reason, &reasons, None);
                Field::new(words::NOTE.get(lang), note).rows(2).limit(200).show(ui);
                let given = amount.amount().is_some_and(|amount| amount.is_positive());
                (!given).then_some(words::AMOUNT_HINT)
            }
        }
    }

    /// The command that it comes to, and what is said when it is done.
    fn command(&self) -> (Command, Text) {
        let account = self.account.clone();
        match &self.form {
            Form::Standing { status, reason } => {
                let done = match status {
                    AccountStatus::Frozen => words::FROZEN_DONE,
                    AccountStatus::Active => words::UNFROZEN_DONE,
                };
                let (status, reason) = (*status, Some(reason.trim().to_owned()));
                (Command::SetAccountStatus(SetAccountStatus { account, status, reason }), done)
            }
            Form::Entry { amount, reason, note } => {
                let note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
                let (amount, reason) = (amount.amount().unwrap_or_default(), *reason);
                let entry = AddNonInvoiceable { account, amount, reason, note };
                (Command::AddNonInvoiceable(entry), words::ENTRY_DONE)
            }
        }
    }
}

impl Customers {
    pub(super) fn dialog_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some(dialog) = &mut self.dialog else { return };
        let lang = cx.lang;
        let shown = Modal::new(dialog.title().get(lang)).show(ui.ctx(), |ui| {
            let barred = dialog.fields_ui(ui, lang).map(|text| text.get(lang));
            modal_buttons_ui(ui, |ui| {
                let confirm = Button::primary(words::CONFIRM.get(lang)).disabled_because(barred).show(ui);
                let cancel = Button::secondary(words::CANCEL.get(lang)).show(ui);
                (confirm.clicked(), cancel.clicked())
            })
        });
        let (confirmed, cancelled) = shown.inner;
        if confirmed {
            let (command, done) = dialog.command();
            cx.act(Action::Do(command, done));
        }
        if confirmed || cancelled || shown.closed {
            self.dialog = None;
        }
    }
}
