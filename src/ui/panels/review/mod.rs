//! Qualification review: the queue, the evidence beside the fields that it proves, and the decision.

mod data;
mod decide;
mod evidence;
mod fields;
mod keys;
mod queue;
mod reject;
mod scan;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use egui::Ui;

use self::data::{Sheet, Waiting};
use self::decide::Approval;
use self::evidence::Evidence;
use self::reject::Reject;
use super::Panel;
use crate::desk::commands::named_account::OfAccount;
use crate::desk::pages::review::{self, SubmissionView};
use crate::desk::protocol::decode::Envelope;
use crate::desk::protocol::table::Command;
use crate::desk::worker::{Office, Reply};
use crate::domain::ids::SubmissionId;
use crate::domain::invoice_info::InfoField;
use crate::ui::command_dialog::CommandDialog;
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;
use crate::ui::unsaved::Unsaved;

#[derive(Default)]
pub struct Review {
    sheet: Loadable<(u64, NaiveDate), Sheet>,
    history: Loadable<(u64, String), Vec<SubmissionView>>,
    /// The submission that is open, and where it stood in the queue: the one behind it takes its place.
    open: Option<SubmissionId>,
    place: usize,
    /// The list is to be moved to where the open one can be seen.
    reveal: bool,
    /// The submission that was asked to be held last, so that it is asked once.
    held: Option<SubmissionId>,
    /// What was ticked, also of submissions that were left for a moment.
    ticked: BTreeMap<SubmissionId, BTreeSet<InfoField>>,
    shows_account_no: bool,
    evidence: Evidence,
    reject: CommandDialog<Reject>,
    approving: Option<Approval>,
    /// The submission that was decided last: it stays in the list until that is read again.
    decided: Option<SubmissionId>,
    /// What has become of it, until one goes on.
    said: Option<String>,
    /// Whether the panel was on screen last.
    is_here: bool,
}

impl Panel for Review {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.is_here = true;
        let key = (cx.office.revision(), cx.office.moment().today);
        self.sheet.keep(cx.office, key, |db, moment, _| data::load(db, moment));
        self.take_answer(cx);
        self.stay_open();
        let Some(sheet) = self.sheet.value() else { return };
        let Some(Waiting { view, .. }) = self.open.and_then(|id| sheet.get(id)) else { return };
        let (id, account) = (view.submission.id, view.account.clone());
        let is_free = sheet.bar(&view.submission).is_none() && view.submission.held_by.is_none();
        self.evidence.logic(cx.office, cx.wake, &view.evidence);
        let key = (cx.office.revision(), account.clone());
        self.history.keep(cx.office, key, |db, _, (_, account)| review::history(db, account));
        if is_free && self.held != Some(id) && self.decided != Some(id) {
            self.held = Some(id);
            // Whoever came first is shown with the next reading of the queue.
            drop(cx.office.command(OfAccount::named(&account).map(Command::HoldQualification)));
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.evidence.measure(ui);
        self.panel_ui(ui, cx);
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        self.reject.unsaved().into_iter().collect()
    }
}

impl Review {
    /// The queue, and what of it is open.
    fn opened(&self) -> Option<(&Sheet, &Waiting)> {
        let sheet = self.sheet.value()?;
        Some((sheet, sheet.get(self.open?)?))
    }

    /// Opens the submission that takes the place of one that is gone.
    fn stay_open(&mut self) {
        let Some(sheet) = self.sheet.value() else { return };
        let here = self.open.and_then(|id| sheet.place(id));
        let next = sheet.waiting.get(self.place.min(sheet.waiting.len().saturating_sub(1)));
        match (here, next) {
            (Some(at), _) => self.place = at,
            (None, Some(next)) => {
                let id = next.view.submission.id;
                self.look_at(id);
            }
            (None, None) => self.open = None,
        }
    }

    /// Shows a submission; nothing of the one before stays on screen.
    pub(super) fn look_at(&mut self, id: SubmissionId) {
        if self.open == Some(id) {
            return;
        }
        self.open = Some(id);
        self.held = None;
        self.reveal = true;
        self.shows_account_no = false;
        // Its answer is still to be told.
        if !self.reject.is_under_way() {
            self.reject.close();
        }
        self.evidence.clear();
        self.history.clear();
    }

    /// Goes on in the queue, and leaves the one that was open to others.
    fn go(&mut self, cx: &Cx<'_>, to: usize) {
        let Some(sheet) = self.sheet.value().filter(|_| self.opened().is_some()) else { return };
        let Some(id) = sheet.waiting.get(to).map(|next| next.view.submission.id) else { return };
        if self.open == Some(id) {
            return;
        }
        drop(self.leave(cx.office));
        self.said = None;
        self.place = to;
        self.look_at(id);
    }

    /// While another panel is on screen: takes what has come, and leaves the open submission to others.
    pub fn while_away(&mut self, cx: &mut Cx<'_>) {
        self.take_answer(cx);
        if let Some(said) = self.said.take() {
            cx.act(Action::Toast(Tone::Ok, said));
        }
        if std::mem::take(&mut self.is_here) {
            drop(self.leave(cx.office));
        }
    }

    /// Leaves the open submission to others, if it is held or was asked to be. The answer comes once that is done.
    pub fn leave(&mut self, office: &Office) -> Option<Reply<()>> {
        let asked = self.held.take();
        let (sheet, Waiting { view, .. }) = self.opened()?;
        if asked != Some(view.submission.id) && view.submission.held_by.as_deref() != Some(&sheet.user) {
            return None;
        }
        let (account, user) = (view.account.clone(), sheet.user.clone());
        Some(office.write(move |desk| {
            // Whoever decided it, or was first to hold it, is left alone; so a refusal says nothing new.
            if review::is_held_by(desk.db(), &account, &user) == Ok(true) {
                let release = OfAccount::named(&account).map(Command::ReleaseQualification);
                drop(release.map(|c| desk.handle(&Envelope { by: Some(user), ..Envelope::from(c) })));
            }
        }))
    }

    fn toggle(&mut self, id: SubmissionId, field: InfoField) {
        let ticked = self.ticked.entry(id).or_default();
        if !ticked.remove(&field) {
            ticked.insert(field);
        }
    }

    fn is_ticked(&self, id: SubmissionId, field: InfoField) -> bool {
        self.ticked.get(&id).is_some_and(|ticked| ticked.contains(&field))
    }

    fn first_unticked(&self, id: SubmissionId) -> Option<InfoField> {
        InfoField::ALL.into_iter().find(|field| !self.is_ticked(id, *field))
    }
}
