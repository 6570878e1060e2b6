//! The dialog of a rejection: a reason for each field or scan that is wrong.

use std::collections::BTreeMap;

use egui::Ui;

use super::Review;
use crate::desk::commands::review_qualification::ReviewQualification;
use crate::desk::protocol::table::Command;
use crate::domain::ids::SubmissionId;
use crate::domain::invoice_info::InfoField;
use crate::domain::qualification::EvidenceKind;
use crate::i18n::{Lang, Text, common, domain, review as words, unsaved};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::fields::{Fields, given, too_long};
use crate::ui::sending::Answer;
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, weak_ui};

const REASONS: usize = InfoField::ALL.len() + EvidenceKind::ALL.len();
const WIDTH: f32 = 680.0;

/// The reasons, as they are typed: of the fields, then of the scans.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reject {
    pub id: SubmissionId,
    account: String,
    name: String,
    reasons: [String; REASONS],
    /// Where the keyboard goes first.
    first: usize,
}

/// The name of what a reason is about, in commands and in words.
fn of(i: usize) -> (&'static str, Text) {
    match InfoField::ALL.get(i) {
        Some(field) => (field.as_str(), domain::info_field(*field)),
        None => {
            let kind = EvidenceKind::ALL[(i - InfoField::ALL.len()).min(EvidenceKind::ALL.len() - 1)];
            (kind.as_str(), domain::evidence_kind(kind))
        }
    }
}

/// What a reason that was given is about, in words.
pub(super) fn named(lang: Lang, key: &str) -> String {
    let known = (0..REASONS).map(of).find(|(word, _)| *word == key);
    known.map_or_else(|| key.to_owned(), |(_, name)| name.get(lang).to_owned())
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
        for (row, pair) in self.reasons.chunks_mut(2).enumerate() {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                for (column, reason) in pair.iter_mut().enumerate() {
                    let i = row * 2 + column;
                    let (key, name) = of(i);
                    let fault = too_long(lang, reason);
                    fields.wants_focus = is_new && i == self.first;
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
        let all = self.reasons.iter().enumerate();
        let reasons: BTreeMap<String, String> =
            all.filter_map(|(i, reason)| Some((of(i).0.to_owned(), given(reason)?))).collect();
        if reasons.is_empty() || reasons.values().any(|reason| too_long(lang, reason).is_some()) {
            return Err(Unready::because(lang, words::REASON_MISSING));
        }
        let (account, reasons) = (self.account.clone(), Some(reasons));
        Ok(Command::RejectQualification(ReviewQualification { account, reasons }))
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::rejected(lang, &self.name)
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(unsaved::REJECTION, self.name.clone())
    }
}

impl Review {
    /// Opens the dialog, at the first thing that is not ticked.
    pub(super) fn ask_reasons(&mut self, cx: &Cx<'_>) {
        if self.barred(cx.lang).is_some() {
            return;
        }
        let Some((sheet, at)) = self.opened() else { return };
        let view = &sheet.waiting[at].view;
        let ticked = self.ticked.get(&view.submission.id);
        let first = InfoField::ALL.iter().position(|field| !ticked.is_some_and(|t| t.contains(field)));
        let form = Reject {
            id: view.submission.id,
            account: view.account.clone(),
            name: view.account_name.clone(),
            reasons: Default::default(),
            first: first.unwrap_or(InfoField::ALL.len()),
        };
        self.reject.open(form);
    }

    pub(super) fn reject_ui(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let busy = self.barred(cx.lang);
        self.reject.show(ui.ctx(), cx, &busy);
    }
}
