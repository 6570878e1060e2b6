//! The dialog of a rejection: a reason for each field or scan that is wrong.

use std::collections::BTreeMap;

use egui::Ui;

use super::Review;
use super::data::Waiting;
use crate::desk::commands::review_qualification::ReviewQualification;
use crate::desk::protocol::table::Command;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::ids::SubmissionId;
use crate::domain::invoice_info::InfoField;
use crate::domain::qualification::EvidenceKind;
use crate::domain::refusal::checked;
use crate::domain::text::Prose;
use crate::i18n::{Lang, common, review as words, unsaved};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, too_long, typed};
use crate::ui::panels::looks::review_subjects;
use crate::ui::sending::Answer;
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, weak_ui};

const WIDTH: f32 = 680.0;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reject {
    pub id: SubmissionId,
    account: String,
    name: String,
    /// As they are typed, in the order of [`review_subjects`].
    reasons: Vec<String>,
    /// What the keyboard goes to first.
    first: &'static str,
}

impl CommandForm for Reject {
    /// Why nothing can be decided just now.
    type Page = Option<String>;

    fn head(&self, lang: Lang) -> Head {
        let reject = common::REJECT.get(lang);
        let head = Head::new(words::REJECT_TITLE.get(lang)).buttons(reject, common::NOT_NOW);
        head.danger_if(true).width(WIDTH)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, _busy: &Option<String>) {
        let lang = fields.lang;
        weak_ui(ui, words::REJECT_NOTE.get(lang));
        ui.add_space(space::S);
        let half = ((ui.available_width() - space::L) / 2.0).floor();
        let is_new = std::mem::take(&mut fields.wants_focus);
        let mut subjects = review_subjects();
        for pair in self.reasons.chunks_mut(2) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                for (reason, (key, name)) in pair.iter_mut().zip(&mut subjects) {
                    let fault = too_long(lang, reason);
                    fields.wants_focus = is_new && key == self.first;
                    let field = Field::new(name.get(lang), reason).width(half);
                    fields.text_ui(ui, &format!("reasons.{key}"), field, fault);
                }
            });
            ui.add_space(space::XS);
        }
    }

    fn command(&self, lang: Lang, busy: &Option<String>) -> Result<Command, Unready> {
        if let Some(busy) = busy {
            return Err(Unready::Because(busy.clone()));
        }
        let all = review_subjects().zip(&self.reasons);
        let reasons = all.filter_map(|((key, _), reason)| {
            let reason = typed(&format!("reasons.{key}"), reason).transpose()?;
            Some(reason.map(|reason| (key.to_owned(), reason)))
        });
        let reasons: BTreeMap<String, Prose> = reasons.collect::<Result<_, _>>()?;
        if reasons.is_empty() || reasons.values().any(|reason| too_long(lang, reason).is_some()) {
            return Err(Unready::because(lang, words::REASON_MISSING));
        }
        let (account, reasons) = (checked("account", &self.account)?, Some(reasons));
        Ok(Command::RejectQualification(ReviewQualification { account, reasons }))
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::rejected(lang, &self.name)
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(unsaved::REJECTION, self.name.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        Some(DraftKey::new(DraftForm::QualificationRejection).of_account(&self.account))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.same("submission", &self.id);
        for (reason, (key, _)) in self.reasons.iter_mut().zip(review_subjects()) {
            inputs.field(key, reason);
        }
    }
}

impl Review {
    /// Opens the dialog, at the first thing that is not ticked.
    pub(super) fn ask_reasons(&mut self, cx: &Cx<'_>) {
        if self.barred(cx.lang).is_some() {
            return;
        }
        let Some((_, Waiting { view, .. })) = self.opened() else { return };
        let first = self.first_unticked(view.submission.id);
        let form = Reject {
            id: view.submission.id,
            account: view.account.clone(),
            name: view.account_name.clone(),
            reasons: review_subjects().map(|_| String::new()).collect(),
            first: first.map_or(EvidenceKind::ALL[0].as_str(), InfoField::as_str),
        };
        self.reject.open(form);
    }
}
