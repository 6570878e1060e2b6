//! The dialog that takes an approved qualification back, with the reason why.

use std::collections::BTreeMap;

use egui::Ui;

use crate::desk::commands::review_qualification::ReviewQualification;
use crate::desk::protocol::table::Command;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::invoice_info::InfoField;
use crate::domain::qualification::EvidenceKind;
use crate::domain::refusal::checked;
use crate::i18n::{Lang, common, domain, qualification as words, unsaved};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{self, Fields};
use crate::ui::sending::Answer;
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{banner_ui, body_ui, select_ui};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Revoke {
    account: String,
    name: String,
    /// The field or scan that the reason is about, as commands name it.
    about: &'static str,
    reason: String,
}

/// What a reason can be about: the scan that most often ceases to hold first.
fn subjects(lang: Lang) -> Vec<(&'static str, &'static str)> {
    let scans = EvidenceKind::ALL.map(|kind| (kind.as_str(), domain::evidence_kind(kind).get(lang)));
    let fields = InfoField::ALL.map(|field| (field.as_str(), domain::info_field(field).get(lang)));
    scans.into_iter().rev().chain(fields).collect()
}

impl Revoke {
    pub(super) fn of(account: &str, name: &str) -> Self {
        Self {
            account: account.to_owned(),
            name: name.to_owned(),
            about: EvidenceKind::GeneralTaxpayerProof.as_str(),
            reason: String::new(),
        }
    }
}

impl CommandForm for Revoke {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        let revoke = words::REVOKE.get(lang);
        Head::new(words::REVOKE_TITLE.get(lang)).buttons(revoke, common::NOT_NOW).danger_if(true)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        ui.spacing_mut().item_spacing.y = space::M;
        body_ui(ui, &format!("{} · {}", self.name, self.account));
        banner_ui(ui, Tone::Warn, words::REVOKE_NOTE.get(lang), None);
        let (label, subjects) = (words::REVOKE_ABOUT.get(lang), subjects(lang));
        fields.heed(&select_ui(ui, label, &mut self.about, &subjects, None));
        let name = format!("reasons.{}", self.about);
        fields.reason_ui(ui, &name, words::REVOKE_REASON, words::REVOKE_HINT, 3, &mut self.reason);
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        let name = format!("reasons.{}", self.about);
        let reason = fields::reason(lang, &name, &self.reason, words::REVOKE_HINT)?;
        let reasons = Some(BTreeMap::from([(self.about.to_owned(), reason)]));
        let account = checked("account", &self.account)?;
        Ok(Command::RevokeQualification(ReviewQualification { account, reasons, qualification: None }))
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::REVOKED.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(unsaved::REVOCATION, self.account.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        Some(DraftKey::new(DraftForm::QualificationRevocation).of_account(&self.account))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        let mut about = self.about.to_owned();
        inputs.field("about", &mut about);
        let known = subjects(Lang::default()).into_iter().map(|(key, _)| key);
        self.about = known.into_iter().find(|key| *key == about).unwrap_or(self.about);
        inputs.field("reason", &mut self.reason);
    }
}
