//! Copies a policy.

use egui::{Context, Ui};

use crate::desk::commands::policies::CopyPolicy;
use crate::desk::protocol::table::Command;
use crate::domain::policy::Policy;
use crate::domain::refusal::{Noun, Refusal};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, faults, policies as words, settings, steps};
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, Modal, modal_buttons_ui};

/// The copy, as it is typed.
#[derive(Debug)]
pub(super) struct CopyForm {
    from: Policy,
    pub(super) code: String,
    name_zh: String,
    name_en: String,
    is_new: bool,
    pub(super) sending: Sending,
}

impl CopyForm {
    pub(super) fn of(from: &Policy) -> Self {
        Self {
            code: String::new(),
            name_zh: words::copy_name(Lang::Zh, &from.name_zh),
            name_en: words::copy_name(Lang::En, &from.name_en),
            is_new: true,
            sending: Sending::default(),
            from: from.clone(),
        }
    }

    /// Whether something is typed.
    pub(super) fn is_changed(&self) -> bool {
        !self.code.trim().is_empty()
            || self.name_zh != words::copy_name(Lang::Zh, &self.from.name_zh)
            || self.name_en != words::copy_name(Lang::En, &self.from.name_en)
    }

    /// Draws the dialog; whether it is to be closed.
    pub(super) fn modal_ui(&mut self, ctx: &Context, cx: &Cx<'_>) -> bool {
        let title = words::copy_of(cx.lang, settings::policy_name(cx.lang, &self.from));
        let shown = Modal::new(&title).show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            let under_way = self.sending.is_under_way();
            if ui.add_enabled_ui(!under_way, |ui| self.fields_ui(ui, cx.lang)).inner {
                self.sending.forget();
            }
            self.is_new = false;
            let missing =
                [&self.code, &self.name_zh, &self.name_en].iter().any(|text| text.trim().is_empty());
            let barred = match (under_way, missing) {
                (true, _) => Some(cx.say(steps::SENDING)),
                (false, true) => Some(cx.say(words::CODE_MISSING)),
                (false, false) => None,
            };
            let (mut send, mut close) = (false, false);
            modal_buttons_ui(ui, |ui| {
                send = Button::primary(cx.say(words::COPY)).disabled_because(barred).show(ui).clicked();
                close = Button::secondary(cx.say(steps::NOT_NOW)).show(ui).clicked();
            });
            if send {
                self.sending.send(cx.office.command(self.command()));
            }
            close
        });
        (shown.closed || shown.inner) && !self.sending.is_under_way()
    }

    /// Draws the fields; whether something was changed.
    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        let refused = self.sending.refused().cloned();
        let beside = refused.as_ref().and_then(|refusal| said_of_code(lang, refusal));
        if let (Some(refusal), None) = (&refused, &beside) {
            refusal_ui(ui, lang, refusal);
        }
        let code = Field::new(words::CODE.get(lang), &mut self.code).required();
        let code = match &beside {
            Some(wrong) => code.error(Some(wrong)),
            None => code.message(Tone::Neutral, words::CODE_HINT.get(lang)),
        };
        let code = code.show(ui);
        if self.is_new {
            code.request_focus();
        }
        let mut changed = code.changed();
        for (label, text) in [(words::NAME_ZH, &mut self.name_zh), (words::NAME_EN, &mut self.name_en)] {
            changed |= Field::new(label.get(lang), text).required().show(ui).changed();
        }
        changed
    }

    fn command(&self) -> Command {
        Command::CopyPolicy(CopyPolicy {
            from: self.from.code.clone(),
            code: self.code.trim().to_owned(),
            name_zh: Some(self.name_zh.trim().to_owned()),
            name_en: Some(self.name_en.trim().to_owned()),
        })
    }
}

/// What a refusal says of the code.
fn said_of_code(lang: Lang, refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::Conflict { what: Noun::Policy, .. } => Some(message(lang, refusal)),
        Refusal::BadField { field, fault } if field == "code" => Some(faults::field_error(lang, fault)),
        _ => None,
    }
}
