//! Qualification review: the queue, the evidence beside the fields that it proves, and the decision; and what was
//! decided, with its evidence.

mod data;
mod decide;
mod decided;
mod decided_list;
mod evidence;
mod fields;
mod keys;
mod queue;
mod reasons;
mod rows;
mod scan;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use egui::Ui;

use self::data::{Sheet, Subject, Waiting, is_contradicted};
use self::decide::Deciding;
use self::decided::Decided;
use self::evidence::Evidence;
use self::reasons::{Reasons, Writing, name_reasons};
use super::Panel;
use crate::desk::commands::named_account::OfAccount;
use crate::desk::pages::review::{self, SubmissionView};
use crate::desk::protocol::decode::Envelope;
use crate::desk::protocol::table::Command;
use crate::desk::worker::{Office, Reply};
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::ids::SubmissionId;
use crate::domain::invoice_info::InfoField;
use crate::domain::qualification::EvidenceKind;
use crate::domain::refusal::Refusal;
use crate::i18n::phrase::listed;
use crate::i18n::{Lang, review as words};
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::drafts::Keeping;
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;

#[derive(Default)]
pub struct Review {
    page: Page,
    sheet: Loadable<(u64, NaiveDate), Sheet>,
    history: Loadable<(u64, String), Vec<SubmissionView>>,
    /// The submission that is open, and where it stood in the queue: the one behind it takes its place.
    open: Option<SubmissionId>,
    place: usize,
    /// Since when it has been on screen, by the window's time; none: it was not drawn yet.
    open_since: Option<f64>,
    /// The list is to be moved to where the open one can be seen.
    reveal: bool,
    /// The submission that was asked to be held last, so that it is asked once.
    held: Option<SubmissionId>,
    /// What was seen, found and written, also of submissions that were left for a moment.
    begun: BTreeMap<SubmissionId, Begun>,
    /// Who has done that: whoever is chosen at the desk.
    reviewer: Option<Arc<str>>,
    /// What the keyboard is at; the scan that proves it is on screen, unless another is asked for.
    at: Subject,
    evidence: Evidence,
    writing: Option<Writing>,
    deciding: Option<Deciding>,
    /// What is said of a reason that was being written when its submission went.
    interrupted: Option<String>,
    /// Why the open one could not be decided on: what is missing of it, or what the desk refused.
    barred: Option<Barred>,
    /// The submission that was decided last: it stays in the list until that is read again.
    decided: Option<SubmissionId>,
    /// What has become of it, until one goes on.
    said: Option<String>,
    /// The window's time when the panel was drawn last.
    now: f64,
    /// Whether the panel was on screen last.
    is_here: bool,
    /// The rows that were drawn last, by what takes the keyboard: their keys are the panel's.
    rows: Vec<(egui::Id, Option<Subject>)>,
    /// What had the keyboard when the panel was drawn last: a key that moves it is heard together with others.
    had_focus: Option<egui::Id>,
    past: Decided,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Waiting,
    Decided,
}

/// What a reviewer has done about a submission before deciding.
struct Begun {
    /// The customer's name.
    name: String,
    confirmed: BTreeSet<InfoField>,
    reasons: Reasons,
    /// The draft of the reasons.
    draft: Keeping,
    /// The pages that were on screen, of each scan.
    seen: BTreeMap<&'static str, BTreeSet<u32>>,
}

impl Begun {
    /// What is kept of it: the reasons, where any were written.
    fn of(office: &Office, view: &SubmissionView) -> Self {
        let key = DraftKey::new(DraftForm::QualificationRejection).of_account(&view.account);
        let mut reasons = Reasons::new();
        let key = key.about(view.submission.id.0.to_string());
        Self {
            name: view.account_name.clone(),
            draft: Keeping::begin(office, key, &mut reasons, name_reasons),
            reasons,
            confirmed: BTreeSet::new(),
            seen: BTreeMap::new(),
        }
    }

    /// Keeps the reasons as a draft while there are any.
    fn keep(&self, office: &Office) {
        if self.has_reasons() {
            self.draft.keep(office, &self.reasons, name_reasons);
        } else {
            self.draft.keep_nothing(office);
        }
    }

    fn has_reasons(&self) -> bool {
        self.reasons.values().any(|reason| !reason.trim().is_empty())
    }

    fn has_seen(&self, kind: EvidenceKind, page: u32) -> bool {
        self.seen.get(kind.as_str()).is_some_and(|pages| pages.contains(&page))
    }

    fn is_rejected(&self, subject: Subject) -> bool {
        self.reasons.get(subject.key()).is_some_and(|reason| !reason.trim().is_empty())
    }

    fn unconfirmed(&self) -> impl Iterator<Item = InfoField> {
        InfoField::ALL.into_iter().filter(|field| !self.confirmed.contains(field))
    }
}

enum Barred {
    Missing(String),
    Refused(Refusal),
}

impl Panel for Review {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.is_here = true;
        self.take_answer(cx);
        self.be_of_whoever_is_here(cx.office);
        let key = (cx.office.revision(), cx.office.moment().today);
        let has_come = self.sheet.keep(cx.office, key, |db, moment, _| data::load(db, moment));
        self.stay_open(cx);
        if has_come {
            self.forget_gone(cx.office);
        }
        if self.page == Page::Decided {
            return self.past.logic(cx);
        }
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
        self.past.evidence.measure(ui);
        self.now = ui.input(|input| input.time);
        self.panel_ui(ui, cx);
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        if self.page == Page::Decided || self.opened().is_none() {
            return Vec::new();
        }
        let barred = self.barred_words(cx.lang);
        vec![
            UserCommand::NextReview.now(),
            UserCommand::ReviewBefore.now(),
            UserCommand::TickField.unless(barred.clone()),
            UserCommand::Approve.unless(self.approval_barred(cx.lang)),
            UserCommand::RejectReview.unless(barred),
        ]
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        match command {
            UserCommand::NextReview => self.go(cx, self.place + 1),
            UserCommand::ReviewBefore => self.go(cx, self.place.saturating_sub(1)),
            UserCommand::TickField => self.confirm_in_view(cx, self.now),
            UserCommand::Approve => self.approve(cx),
            UserCommand::RejectReview => self.reject_or_ask(cx),
            _ => {}
        }
    }

    fn hears_its_keys(&self) -> bool {
        true
    }
}

impl Review {
    /// The queue, and what of it is open.
    fn opened(&self) -> Option<(&Sheet, &Waiting)> {
        let sheet = self.sheet.value()?;
        Some((sheet, sheet.get(self.open?)?))
    }

    /// Nobody goes on with what another has begun at this desk: that one's reasons are a draft.
    fn be_of_whoever_is_here(&mut self, office: &Office) {
        let reviewer = office.chosen_user();
        if self.reviewer != reviewer {
            self.reviewer = reviewer;
            self.begun.clear();
            self.writing = None;
        }
    }

    /// Begins with the submission that is open, with the reasons that were written of it before.
    fn begin(&mut self, office: &Office) {
        let Some(id) = self.open else { return };
        let Some(waiting) = self.sheet.value().and_then(|sheet| sheet.get(id)) else { return };
        self.begun.entry(id).or_insert_with(|| Begun::of(office, &waiting.view));
    }

    /// What was begun of the submission that is open.
    fn begun(&mut self) -> Option<&mut Begun> {
        let id = self.opened()?.1.view.submission.id;
        self.begun.get_mut(&id)
    }

    /// Lets go of what was begun of submissions that others have decided on.
    fn forget_gone(&mut self, office: &Office) {
        let Some(sheet) = self.sheet.value() else { return };
        let gone = self.begun.extract_if(.., |id, _| sheet.place(*id).is_none());
        gone.for_each(|(_, begun)| begun.draft.keep_nothing(office));
    }

    /// Opens the submission that takes the place of one that is gone.
    fn stay_open(&mut self, cx: &mut Cx<'_>) {
        let Some(sheet) = self.sheet.value() else { return };
        let here = self.open.and_then(|id| sheet.place(id));
        let next = sheet.waiting.get(self.place.min(sheet.waiting.len().saturating_sub(1)));
        let next = next.map(|next| next.view.submission.id);
        if let Some(at) = here {
            self.place = at;
            return;
        }
        self.interrupt(cx.lang);
        // It is about what is gone from the screen.
        if let Some(Barred::Refused(refusal)) = self.barred.take() {
            cx.act(Action::Refused(refusal));
        }
        match next {
            Some(next) => self.turn_to(next),
            None => self.open = None,
        }
    }

    /// A reason was being written about what is gone: nothing is heard until that was read, for whoever is typing would
    /// decide about what has taken its place.
    fn interrupt(&mut self, lang: Lang) {
        let (Some(id), Some(_)) = (self.open, self.writing.take()) else { return };
        let Some(begun) = self.begun.get(&id) else { return };
        let reasons = listed(lang, begun.reasons.values().filter(|reason| !reason.trim().is_empty()));
        self.interrupted = Some(words::interrupted(lang, &begun.name, &reasons));
    }

    /// Shows a submission that waits.
    pub(super) fn look_at(&mut self, id: SubmissionId) {
        self.page = Page::Waiting;
        self.turn_to(id);
    }

    /// Shows a submission; nothing of the one before stays on screen.
    fn turn_to(&mut self, id: SubmissionId) {
        if self.open == Some(id) {
            return;
        }
        self.open = Some(id);
        self.open_since = None;
        self.held = None;
        self.reveal = true;
        self.at = Subject::default();
        self.writing = None;
        self.barred = None;
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
        self.turn_to(id);
    }

    /// Turns to what waits, or to what is decided: then the open one is left to others.
    fn turn_page(&mut self, cx: &Cx<'_>, page: Page) {
        if self.page != page {
            drop(self.leave(cx.office));
            self.page = page;
        }
    }

    /// While another panel is on screen: takes what has come, and leaves the open submission to others.
    pub fn while_away(&mut self, cx: &mut Cx<'_>) {
        if self.is_here {
            // It was read here.
            self.said = None;
        }
        self.take_answer(cx);
        if let Some(said) = self.said.take() {
            cx.act(Action::Toast(Tone::Ok, said));
        }
        self.open_since = None;
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

    /// Has the keyboard at a field or scan, with the scan that proves it beside it.
    fn go_to(&mut self, subject: Subject) {
        self.at = subject;
        self.evidence.show(subject.scan());
    }

    /// Takes note of what has been on screen for long enough to be seen.
    fn note_seen(&mut self, now: f64) {
        if let Some((kind, page)) = self.evidence.seen(now)
            && let Some(begun) = self.begun()
        {
            begun.seen.entry(kind.as_str()).or_default().insert(page);
        }
    }

    /// Whether what is on screen of the scans was seen.
    fn look(&self, lang: Lang, now: f64) -> Look {
        if self.evidence.seen(now) == Some(self.evidence.looked_at()) {
            Look::Seen
        } else if self.evidence.is_drawn() {
            Look::TooSoon
        } else if self.evidence.is_to_be_opened() {
            Look::NotThere(words::OPEN_FIRST.get(lang).to_owned())
        } else {
            Look::NotThere(words::SCANS_LOADING.get(lang).to_owned())
        }
    }

    /// Confirms what the scan in view proves, and turns to what is still to be seen.
    fn confirm_in_view(&mut self, cx: &Cx<'_>, now: f64) {
        if self.barred_words(cx.lang).is_some() || !self.is_seen(cx.lang, now) {
            return;
        }
        let kind = self.evidence.kind();
        let pages = self.evidence.pages(kind);
        let Some((_, Waiting { view, .. })) = self.opened() else { return };
        let proven = kind.proves().iter().copied().filter(|field| !is_contradicted(view, *field));
        let proven: Vec<InfoField> = proven.collect();
        let Some(begun) = self.begun() else { return };
        if let Some(unseen) = (0..pages).find(|page| !begun.has_seen(kind, *page)) {
            return self.evidence.turn_to(unseen);
        }
        // What is being rejected is not confirmed.
        let right: Vec<InfoField> =
            proven.into_iter().filter(|field| !begun.is_rejected(Subject::Field(*field))).collect();
        begun.confirmed.extend(right);
        let open: Vec<InfoField> = begun.unconfirmed().collect();
        let is_elsewhere = |field: &&InfoField| EvidenceKind::of(**field) != kind;
        if let Some(next) = open.iter().find(is_elsewhere).or(open.first()) {
            self.go_to(Subject::Field(*next));
        }
    }

    /// Confirms one field, or takes that back. Where its scan was not in view, it is turned to first.
    fn toggle(&mut self, cx: &Cx<'_>, field: InfoField, now: f64) {
        if self.barred_words(cx.lang).is_some() {
            return;
        }
        let is_elsewhere = self.evidence.kind() != EvidenceKind::of(field);
        self.go_to(Subject::Field(field));
        if self.begun().is_none_or(|begun| begun.confirmed.remove(&field)) || is_elsewhere {
            return;
        }
        if self.is_seen(cx.lang, now)
            && let Some(begun) = self.begun()
        {
            if begun.is_rejected(Subject::Field(field)) {
                self.barred = Some(Barred::Missing(words::HAS_REASON.get(cx.lang).to_owned()));
            } else {
                begun.confirmed.insert(field);
            }
        }
    }

    /// Whether what is on screen of the scans was seen; where it cannot be, says why.
    fn is_seen(&mut self, lang: Lang, now: f64) -> bool {
        let look = self.look(lang, now);
        let is_seen = look == Look::Seen;
        self.barred = if let Look::NotThere(why) = look { Some(Barred::Missing(why)) } else { None };
        is_seen
    }
}

/// What has come of a scan until a key is pressed that is about it.
#[derive(Debug, PartialEq, Eq)]
enum Look {
    Seen,
    /// It has just come: whoever pressed the key cannot have looked at it.
    TooSoon,
    /// It cannot be seen, for this reason.
    NotThere(String),
}
