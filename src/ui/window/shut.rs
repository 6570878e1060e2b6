//! The window while nobody is to see what is in it: before somebody has signed in, and once it was locked. What is under
//! way goes on meanwhile.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{CentralPanel, Context, Frame, Ui};

use super::DeskWindow;
use crate::desk::sign_in::SignedIn;
use crate::i18n::{Lang, dates, sign_in as words};
use crate::ui::dialogs::Picker;
use crate::ui::sign_in::{Door, Passed};
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, tokens};

impl DeskWindow {
    /// Whether nothing is to be seen: nobody has signed in who has to, or the window is locked.
    pub(super) fn is_shut(&mut self, ctx: &Context) -> bool {
        let is_there = self.presence.signed_in.is_some();
        if self.door.is_none() && self.presence.is_barred() {
            let likely = self.office.chosen_user().map(|user| user.to_string());
            self.door = Some(match self.frame.value() {
                // Sign-in was turned on while the window was open.
                Some(data) => Door::locked(data.user.clone(), !self.unsaved().is_empty(), false),
                None => Door::new(likely),
            });
            Door::take_keyboard(ctx);
        } else if self.door.is_none()
            && is_there
            && (self.presence.is_turned_away() || self.idle.is_over(ctx, self.presence.lock_after))
        {
            self.lock(false);
        }
        // Nobody has to sign in after all, or it was not known yet whether anybody has.
        let is_idle = |door: &Door| door.before().is_none() && door.waits_for_somebody();
        if self.door.as_ref().is_some_and(is_idle) && !self.presence.is_barred() {
            self.door = None;
        }
        self.door.is_some()
    }

    /// Whether it is not known yet if somebody has to sign in first.
    pub fn awaits_people(&self) -> bool {
        let presence = &self.presence;
        presence.signed_in.is_none() && presence.people().is_none() && presence.failed().is_none()
    }

    /// Whether nothing of the desk is to be seen.
    pub fn is_barred(&self) -> bool {
        self.door.is_some()
    }

    /// Shows nothing until somebody has signed in.
    pub(super) fn lock(&mut self, wants_other: bool) {
        if self.door.is_none()
            && let Some(user) = self.presence.signed_in.clone()
        {
            self.door = Some(Door::locked(user, !self.unsaved().is_empty(), wants_other));
            drop(self.office.keep_drafts());
        }
    }

    /// Takes what has come while nothing is to be seen.
    pub(super) fn logic_while_shut(
        &mut self,
        ctx: &Context,
        lang: Lang,
        picker: &dyn Picker,
        recent: &[PathBuf],
    ) -> Vec<Action> {
        let Some(door) = &mut self.door else { return Vec::new() };
        let mut actions = Vec::new();
        let mut cx = Cx {
            office: &self.office,
            wake: &self.wake,
            lang,
            chosen: None,
            picker,
            recent,
            presence: &self.presence,
            backups: &self.backups,
            is_disposable: self.is_disposable,
            runs_many: self.bulk.is_running(),
            actions: &mut actions,
        };
        let passed = door.logic(&mut cx);
        if door.before().is_some() {
            self.bulk.logic(&mut cx);
            cx.runs_many = self.bulk.is_running();
            // No page is on screen, so that what is held for one is left to others.
            self.panels.while_away(&Route::Help, &mut cx);
            self.exporting.logic(&mut cx, &self.route);
        }
        let others = match passed {
            None => None,
            Some(Passed::Seated(name)) => {
                let is_another = door.before().is_some_and(|before| before != name);
                is_another.then_some(Action::HandOver)
            }
            Some(Passed::In(signed_in)) => Some(self.open_door(ctx, lang, &signed_in)),
        };
        let actions: Vec<Action> = actions.into_iter().filter_map(|action| self.act(action, lang)).collect();
        actions.into_iter().chain(others).collect()
    }

    fn open_door(&mut self, ctx: &Context, lang: Lang, signed_in: &SignedIn) -> Action {
        self.door = None;
        self.presence.signed_in = Some(signed_in.name.clone());
        self.idle.begin(ctx);
        if let Some(id) = self.had_focus {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        if let Some(at) = signed_in.last_failed_at.filter(|_| signed_in.failures > 0) {
            let when = dates::moment(at);
            self.toasts.push(Tone::Warn, words::wrong_before(lang, signed_in.failures, &when));
        }
        Action::SignedIn(signed_in.name.clone())
    }

    /// The window of another user who has signed in at this one.
    pub fn successor(&mut self) -> Self {
        let (office, wake) = (Arc::clone(&self.office), Arc::clone(&self.wake));
        let mut next = Self::new(office, wake, Route::default(), self.presence.lock_after);
        next.is_disposable = self.is_disposable;
        next.door = self.door.take();
        next.upgrade_note = std::mem::take(&mut self.upgrade_note);
        if let Some(door) = &mut next.door {
            door.forget_before();
        }
        next
    }

    pub(super) fn door_ui(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        picker: &dyn Picker,
        recent: &[PathBuf],
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let mut cx = Cx {
            office: &self.office,
            wake: &self.wake,
            lang,
            chosen: None,
            picker,
            recent,
            presence: &self.presence,
            backups: &self.backups,
            is_disposable: self.is_disposable,
            runs_many: self.bulk.is_running(),
            actions: &mut actions,
        };
        let fill = tokens(ui).bg;
        if let Some(door) =
            self.door.as_mut().filter(|_| cx.presence.people().is_some() || cx.presence.failed().is_some())
        {
            CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, |ui| door.ui(ui, &mut cx));
        }
        actions
    }
}
