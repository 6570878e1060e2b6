//! Policies: what issuers work under, in words; copied, changed version by version, with who changed what.

mod copy;
mod draft;
mod form;
mod view;

use chrono::NaiveDate;
use egui::Ui;

use self::copy::CopyForm;
use self::draft::Draft;
use super::Panel;
use super::parts::not_there_ui;
use crate::desk::commands::policies::ChangePolicy;
use crate::desk::pages::policies::{self, Book};
use crate::desk::protocol::changes::Changes;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::policy::Policy;
use crate::domain::refusal::checked;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, policies as words, shell};
use crate::ui::command_dialog::CommandDialog;
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::drafts::Keeping;
use crate::ui::loadable::{Loadable, View};
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{banner_ui, panel_head_ui};

#[derive(Debug, Default)]
pub struct Policies {
    book: Loadable<(u64, NaiveDate), Book>,
    look: Look,
    copy: CommandDialog<CopyForm>,
}

#[derive(Debug, Default)]
struct Look {
    /// The code of the policy that is looked at; the first until one is chosen.
    chosen: Option<String>,
    tab: Tab,
    draft: Option<Draft>,
    keeping: Option<Keeping>,
    saving: Sending,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    /// What it says.
    #[default]
    Rules,
    /// How it came to say so.
    Versions,
}

impl Panel for Policies {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let key = (cx.office.revision(), cx.office.moment().today);
        self.book.keep(cx.office, key, |db, moment, _| policies::book(db, moment));
        if self.look.saving.is_done() {
            self.look.discard(cx);
            cx.act(Action::Toast(Tone::Ok, cx.say(words::SAVED).to_owned()));
        }
        if let Some((copy, _)) = self.copy.logic(cx) {
            self.look.chosen = Some(copy.code.trim().to_owned());
            self.look.tab = Tab::Rules;
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        panel_head_ui(ui, cx.say(shell::POLICIES), cx.say(words::NOTE), |_| ());
        ui.add_space(space::M);
        let book = match self.book.view() {
            View::Ready(book) | View::Loading(Some(book)) => book,
            other => return not_there_ui(ui, cx, &other),
        };
        if let Some(refusal) = &book.barred {
            banner_ui(ui, Tone::Info, &message(cx.lang, refusal), None);
            ui.add_space(space::M);
        }
        self.look.mark_ui(ui, cx);
        let offered = self.look.offered(cx.lang, Some(book));
        match self.look.ui(ui, cx, book, &offered) {
            Some(view::PolicyAction::Copy(policy)) => self.copy.open(CopyForm::of(policy)),
            Some(view::PolicyAction::Change(policy)) => self.look.change(cx, policy),
            Some(view::PolicyAction::Discard) => self.look.discard(cx),
            Some(view::PolicyAction::Save) => self.look.save(cx),
            Some(view::PolicyAction::Rebase(newest)) => self.look.rebase(cx, newest),
            None => {}
        }
        self.look.keep(cx);
        self.copy.show(ui.ctx(), cx, &());
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        self.look.offered(cx.lang, self.book.value())
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        let shown = self.book.value().and_then(|book| book.policies.get(self.look.at(book)));
        let Some(policy) = shown.map(|view| &view.policy) else { return };
        match command {
            UserCommand::ChangePolicy => self.look.change(cx, policy),
            UserCommand::CopyPolicy => self.copy.open(CopyForm::of(policy)),
            _ => {}
        }
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        self.copy.unsaved().into_iter().collect()
    }
}

impl Look {
    /// The place of the policy that is looked at.
    fn at(&self, book: &Book) -> usize {
        let chosen = self.chosen.as_deref().or(self.draft.as_ref().map(|draft| draft.base.code.as_str()));
        let at = book.policies.iter().position(|view| Some(view.policy.code.as_str()) == chosen);
        at.unwrap_or(0)
    }

    /// What can be done with it; while it is being changed, nothing else. What came with the program can only be copied.
    fn offered(&self, lang: Lang, book: Option<&Book>) -> Vec<Offered> {
        let Some((book, view)) = book.and_then(|book| Some((book, book.policies.get(self.at(book))?))) else {
            return Vec::new();
        };
        if self.draft.is_some() {
            return Vec::new();
        }
        let barred = book.barred.as_ref().map(|refusal| message(lang, refusal));
        let stays = (!view.own).then(|| words::BUNDLED_STAYS.get(lang).to_owned());
        let change = UserCommand::ChangePolicy.unless(barred.clone().or(stays));
        vec![change, UserCommand::CopyPolicy.unless(barred)]
    }

    fn change(&mut self, cx: &Cx<'_>, policy: &Policy) {
        self.tab = Tab::Rules;
        self.saving.forget();
        let (mut draft, key) = (Draft::of(policy), DraftKey::new(DraftForm::Policy).about(&policy.code));
        self.keeping = Some(Keeping::begin(cx.office, key, &mut draft, Draft::inputs));
        self.draft = Some(draft);
    }

    /// Gives up what was changed: it was saved, or is not wanted any more.
    fn discard(&mut self, cx: &Cx<'_>) {
        self.draft = None;
        self.keeping.take().into_iter().for_each(|mut keeping| keeping.forget(cx.office));
    }

    /// Says that it is gone on with what was changed before.
    fn mark_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let (Some(draft), Some(keeping)) = (&mut self.draft, &mut self.keeping) else { return };
        if keeping.mark_ui(ui, cx.lang, cx.office) {
            keeping.forget(cx.office);
            *draft = Draft::of(&draft.base);
        }
    }

    /// Keeps what is changed, until it is sent.
    fn keep(&self, cx: &Cx<'_>) {
        let (Some(draft), Some(keeping)) = (&self.draft, &self.keeping) else { return };
        if draft.is_changed() && !self.saving.is_under_way() {
            keeping.keep(cx.office, draft, Draft::inputs);
        } else {
            keeping.keep_nothing(cx.office);
        }
    }

    /// Goes on from the version that was saved meanwhile, with what was changed here.
    fn rebase(&mut self, cx: &mut Cx<'_>, newest: &Policy) {
        self.saving.forget();
        if let Some(over) = self.draft.as_ref().and_then(|draft| cx.done_or_told(draft.over(newest))) {
            self.draft = Some(over);
        }
    }

    fn save(&mut self, cx: &Cx<'_>) {
        let Some(draft) = &self.draft else { return };
        let (old, new) = (&draft.base, &draft.made);
        let changes = Changes::between(old, new);
        let code = checked("code", &old.code);
        let command =
            code.and_then(|code| Ok(ChangePolicy { code, changes: changes?, version: Some(old.version) }));
        self.saving.send(cx.office.command(command));
    }
}
