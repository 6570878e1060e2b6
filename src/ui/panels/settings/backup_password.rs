//! The dialog in which the password is chosen that backups are encrypted with. Once the desk has it that they are, it
//! goes to the system's key store; where there is none, it is held as long as the program runs, if that is wanted.

use std::sync::Arc;

use egui::{Context, Ui};

use crate::desk::backup::password::hold;
use crate::desk::commands::backups::SetBackupEncryption;
use crate::desk::protocol::table::Command;
use crate::domain::password::Password;
use crate::domain::refusal::Refusal;
use crate::i18n::{Text, backups as words, common};
use crate::ui::command_dialog::Head;
use crate::ui::fields::Fields;
use crate::ui::refusing::refusal_ui;
use crate::ui::sending::Sending;
use crate::ui::sign_in::NewPassword;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;
use crate::ui::widgets::{banner_ui, weak_ui};

#[derive(Debug, Default)]
pub(super) struct BackupPassword(Option<Open>);

#[derive(Debug, Default)]
struct Open {
    new: NewPassword,
    has_begun: bool,
    tried: bool,
    /// Whether they were encrypted before, and are by now.
    was_encrypted: bool,
    is_encrypted: bool,
    /// The one that was chosen.
    password: Option<Password>,
    encrypting: Sending,
    keeping: Sending<()>,
}

impl BackupPassword {
    pub(super) fn open(&mut self, was_encrypted: bool) {
        self.0 = Some(Open { was_encrypted, ..Open::default() });
    }

    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        let Some(open) = &mut self.0 else { return };
        if open.encrypting.is_done() {
            open.is_encrypted = true;
            open.keep(cx);
        }
        if open.keeping.is_done() {
            self.tell_done(cx);
        }
    }

    fn tell_done(&mut self, cx: &mut Cx<'_>) {
        self.0 = None;
        cx.act(Action::Toast(Tone::Ok, cx.say(words::ENCRYPTED_NOW).to_owned()));
    }

    pub(super) fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        let Some(open) = &mut self.0 else { return };
        let head = Head::new(cx.say(words::ENCRYPT_TITLE));
        let is_held = open.is_held_alone();
        let button = if is_held { words::ENCRYPT_ALL_THE_SAME } else { words::ENCRYPT };
        let head = head.buttons(cx.say(button), common::NOT_NOW);
        let mut goes_on = false;
        let closes = head.show(ctx, |ui| open.body_ui(ui, cx, &head, &mut goes_on));
        if goes_on && is_held {
            open.password.iter().for_each(|password| hold(cx.office.path(), password));
            self.tell_done(cx);
        } else if goes_on {
            open.encrypt(cx);
        } else if closes && !open.is_under_way() {
            // Nobody would know the password.
            if open.is_encrypted && !open.was_encrypted {
                set_encryption(cx, false, words::ENCRYPTED_NO_MORE);
            }
            self.0 = None;
        }
    }
}

/// Has backups encrypted, or not.
pub(super) fn set_encryption(cx: &mut Cx<'_>, encrypted: bool, done: Text) {
    cx.act(Action::Do(Ok(SetBackupEncryption { encrypted }.into()), done));
}

impl Open {
    /// The fields and the buttons; whether it is to be closed.
    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, head: &Head, goes_on: &mut bool) -> bool {
        let lang = cx.lang;
        let under_way = self.is_under_way();
        weak_ui(ui, words::ENCRYPT_NOTE.get(lang));
        banner_ui(ui, Tone::Warn, words::IF_LOST.get(lang), None);
        let mut fields = Fields::new(lang, cx.office.moment().today, None);
        fields.tried = self.tried;
        fields.wants_focus = !std::mem::replace(&mut self.has_begun, true);
        self.new.fields_ui(ui, &mut fields, words::PASSWORD, "");
        if fields.changed {
            self.encrypting.forget();
            self.keeping.forget();
        }
        if let Some(refusal) = self.encrypting.refused().or(self.keeping.refused()) {
            refusal_ui(ui, lang, refusal);
        }
        if self.is_held_alone() {
            weak_ui(ui, words::HELD_ALONE.get(lang));
        }
        let (send, leave) = head.buttons_ui(ui, lang, under_way.then(|| common::SAVING.get(lang)));
        *goes_on = (send || fields.entered) && !under_way;
        leave
    }

    /// There is no key store that takes it.
    fn is_held_alone(&self) -> bool {
        matches!(self.keeping.refused(), Some(Refusal::KeyStore { .. }))
    }

    fn is_under_way(&self) -> bool {
        self.encrypting.is_under_way() || self.keeping.is_under_way()
    }

    /// Has backups encrypted from now on, with the password that is typed.
    fn encrypt(&mut self, cx: &Cx<'_>) {
        (self.tried, self.has_begun) = (true, false);
        self.password = self.new.chosen("");
        match self.password {
            None => {}
            Some(_) if self.is_encrypted => self.keep(cx),
            Some(_) => {
                let command = Command::from(SetBackupEncryption { encrypted: true });
                self.encrypting.send(cx.office.command(Ok(command)));
            }
        }
    }

    fn keep(&mut self, cx: &Cx<'_>) {
        let Some(password) = self.password.clone() else { return };
        match cx.picker.keep_backup_password(cx.office.path().to_owned(), password, Arc::clone(cx.wake)) {
            Ok(reply) => self.keeping.send(reply),
            Err(refusal) => self.keeping.refuse(refusal),
        }
    }
}
