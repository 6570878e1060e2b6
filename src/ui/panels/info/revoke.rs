//! The dialog that takes an approved qualification back, with the reason why.

use std::collections::BTreeMap;

use egui::{Context, Key, Modifiers, Ui};

use crate::desk::commands::review_qualification::ReviewQualification;
use crate::desk::protocol::table::Command;
use crate::domain::invoice_info::InfoField;
use crate::domain::qualification::EvidenceKind;
use crate::domain::text::MAX_TEXT_CHARS;
use crate::i18n::{Lang, domain, faults, qualification as words, steps};
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, Modal, banner_ui, body_ui, modal_buttons_ui, select_ui};

/// The dialog's width.
const WIDTH: f32 = 480.0;

/// The reason, as it is typed.
#[derive(Debug)]
pub(super) struct Revoke {
    account: String,
    name: String,
    /// The field or scan that the reason is about, as commands name it.
    about: &'static str,
    reason: String,
    is_new: bool,
    sending: Sending,
}

/// What a reason can be about: the scan that most often ceases to hold first.
fn subjects(lang: Lang) -> Vec<(&'static str, &'static str)> {
    let scans = EvidenceKind::ALL.map(|kind| (kind.as_str(), domain::evidence_kind(kind).get(lang)));
    let fields = InfoField::ALL.map(|field| (field.as_str(), domain::info_field(field).get(lang)));
    scans.into_iter().rev().chain(fields).collect()
}

impl Revoke {
    /// The dialog for this customer.
    pub(super) fn of(account: &str, name: &str) -> Self {
        Self {
            account: account.to_owned(),
            name: name.to_owned(),
            about: EvidenceKind::GeneralTaxpayerProof.as_str(),
            reason: String::new(),
            is_new: true,
            sending: Sending::default(),
        }
    }

    /// Whether a reason is typed.
    pub(super) fn is_changed(&self) -> bool {
        !self.reason.trim().is_empty()
    }

    /// Takes the answer, if it has come; whether it is revoked.
    pub(super) fn logic(&mut self) -> bool {
        self.sending.is_done()
    }

    /// Draws the dialog; whether it is to be closed.
    pub(super) fn show(&mut self, ctx: &Context, cx: &Cx<'_>) -> bool {
        let title = words::REVOKE_TITLE.get(cx.lang);
        let shown = Modal::new(title).width(WIDTH).show(ctx, |ui| self.body_ui(ui, cx));
        (shown.closed || shown.inner) && !self.sending.is_under_way()
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let lang = cx.lang;
        ui.spacing_mut().item_spacing.y = space::M;
        body_ui(ui, &format!("{} · {}", self.name, self.account));
        banner_ui(ui, Tone::Warn, words::REVOKE_NOTE.get(lang), None);
        let error = ui.add_enabled_ui(!self.sending.is_under_way(), |ui| self.fields_ui(ui, lang)).inner;
        if let Some(refusal) = self.sending.refused() {
            refusal_ui(ui, lang, refusal);
        }
        let missing = self.reason.trim().is_empty().then(|| words::REVOKE_HINT.get(lang).to_owned());
        let under_way = self.sending.is_under_way().then(|| steps::SENDING.get(lang).to_owned());
        let barred = under_way.or(error).or(missing);
        let (mut send, mut close) = (false, false);
        modal_buttons_ui(ui, |ui| {
            let button = Button::danger(words::REVOKE.get(lang)).shortcut("Ctrl Enter");
            send = button.disabled_because(barred.as_deref()).show(ui).clicked();
            close = Button::secondary(steps::NOT_NOW.get(lang)).show(ui).clicked();
        });
        let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if (send || chord) && barred.is_none() {
            self.sending.send(cx.office.command(self.command()));
        }
        close
    }

    /// Draws what can be filled in; what is wrong with it.
    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang) -> Option<String> {
        let subjects = subjects(lang);
        let mut changed =
            select_ui(ui, words::REVOKE_ABOUT.get(lang), &mut self.about, &subjects, None).changed();
        let too_long = self.reason.chars().count() > MAX_TEXT_CHARS;
        let error = too_long.then(|| faults::too_long(lang, MAX_TEXT_CHARS));
        let field = Field::new(words::REVOKE_REASON.get(lang), &mut self.reason)
            .required()
            .rows(3)
            .limit(MAX_TEXT_CHARS)
            .hint(words::REVOKE_HINT.get(lang))
            .error(error.as_deref())
            .show(ui);
        if std::mem::take(&mut self.is_new) {
            field.request_focus();
        }
        changed |= field.changed();
        if changed {
            self.sending.forget();
        }
        error
    }

    fn command(&self) -> Command {
        let reasons = BTreeMap::from([(self.about.to_owned(), self.reason.trim().to_owned())]);
        let account = self.account.clone();
        Command::RevokeQualification(ReviewQualification { account, reasons: Some(reasons) })
    }
}
