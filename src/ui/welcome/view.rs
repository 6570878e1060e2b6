//! What the first-start page offers, and what it says of what went wrong.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use super::server::ServerForm;
use super::{AtPlace, TICK, Welcome, WelcomeAction};
use crate::desk::backup::BackupFile;
use crate::desk::progress::Meter;
use crate::desk::server::is_server;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::backups;
use crate::i18n::phrase::listed;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, common, files, server, upgrade, welcome as words};
use crate::ui::dialogs::{FileKind, Picker};
use crate::ui::front::room_ui;
use crate::ui::prefs::Prefs;
use crate::ui::sign_in::Begin;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{
    Button, banner_ui, body_ui, link_ui, progress_ui, small_link_ui, small_ui, spinner_ui, text_row_ui,
    weak_ui,
};

impl Welcome {
    /// Says how the throwing away of a sandbox went.
    fn discarded_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let Some(discarded) = &self.discarded else { return };
        let (tone, text) = match discarded {
            Ok(Some(stays)) if stays.is_empty() => (Tone::Ok, words::DISCARDED.get(lang).to_owned()),
            Ok(Some(stays)) => {
                let stays = listed(lang, stays.iter().map(|path| path.display()));
                (Tone::Warn, words::discarded_but(lang, &stays))
            }
            Ok(None) => (Tone::Warn, words::NOT_DISPOSABLE.get(lang).to_owned()),
            Err(why) => (Tone::Bad, words::not_discarded(lang, &message(lang, why))),
        };
        let again = (!self.is_discarded()).then(|| words::OPEN_AS_IT_WAS.get(lang));
        if banner_ui(ui, tone, &text, again) {
            self.discarded = None;
            self.look();
        }
        ui.add_space(space::M);
    }

    fn is_discarded(&self) -> bool {
        matches!(self.discarded, Some(Ok(Some(_))))
    }

    /// Names what is left to this program of a store that a newer one has brought up to date.
    fn before_upgrade_ui(&self, ui: &mut Ui, lang: Lang, picker: &dyn Picker) {
        match &self.before_upgrade {
            None => {}
            Some(None) => drop(body_ui(ui, upgrade::NONE_BEFORE.get(lang))),
            Some(Some(backup)) => {
                body_ui(ui, &upgrade::before_upgrade(lang, &backup.path.display().to_string()));
                let folder = backup.path.parent().unwrap_or(&backup.path);
                if Button::secondary(upgrade::SHOW_BACKUP.get(lang)).wide().show(ui).clicked() {
                    // Where no program shows it, its path is there to be read.
                    drop(picker.show(folder.to_owned(), Arc::clone(&self.wake)));
                }
            }
        }
    }

    pub(super) fn choices_ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker, prefs: &Prefs) {
        self.discarded_ui(ui, lang);
        if self.discarded.is_some() && !self.is_discarded() {
            return;
        }
        if self.has_no_dialog {
            banner_ui(ui, Tone::Warn, words::NO_DIALOG.get(lang), None);
            ui.add_space(space::M);
        }
        let failed = self.failed.clone();
        let is_server = is_server(&self.path);
        if failed.is_none() && !is_server && prefs.remembers(&self.path) {
            return self.missing_ui(ui, lang, picker, prefs);
        }
        let is_locked = matches!(&failed, Some(Refusal::Store { fault: StoreFault::Encrypted { .. } }));
        match &failed {
            Some(refusal) if is_locked => self.locked_ui(ui, lang, refusal),
            Some(refusal) => {
                let why = message(lang, refusal);
                let text = match &self.wish {
                    WelcomeAction::Restore(backup) => {
                        words::cannot_restore(lang, &backup.path.display().to_string(), &why)
                    }
                    _ if is_server => server::cannot_connect(lang, &why),
                    _ => words::cannot_open(lang, &why),
                };
                if banner_ui(ui, Tone::Bad, &text, Some(words::AGAIN.get(lang))) {
                    self.try_again();
                }
            }
            None if is_server => {
                if let Some(why) = &self.not_kept {
                    banner_ui(ui, Tone::Warn, &server::not_kept(lang, &message(lang, why)), None);
                    ui.add_space(space::M);
                }
                weak_ui(ui, server::EMPTY.get(lang));
            }
            None => drop(weak_ui(ui, words::INTRO.get(lang))),
        }
        if failed.is_some() {
            self.before_upgrade_ui(ui, lang, picker);
        }
        self.as_it_is_ui(ui, lang);
        if failed.is_some() && !is_locked {
            self.offered_ui(ui, lang);
        }
        ui.add_space(space::M);
        let place = room_ui(ui, size::PILL);
        body_ui(ui, &self.path.display().to_string());
        ui.add_space(space::L);
        if failed.is_none() {
            if Button::primary(words::START.get(lang)).wide().show(ui).clicked() {
                self.beginning = Some(Begin::default());
            }
            small_ui(ui, words::START_NOTE.get(lang));
            ui.add_space(space::M);
            if Button::secondary(words::DEMO.get(lang)).wide().show(ui).clicked() {
                self.begin(WelcomeAction::Demo);
            }
            small_ui(ui, words::DEMO_NOTE.get(lang));
            ui.add_space(space::M);
        }
        if failed.is_some()
            && matches!(self.wish, WelcomeAction::Restore(_) | WelcomeAction::Move(_))
            && self.path.exists()
        {
            if Button::secondary(words::OPEN_AS_IT_WAS.get(lang)).wide().show(ui).clicked() {
                self.look();
            }
            ui.add_space(space::M);
        }
        text_row_ui(&mut ui.new_child(place), |ui| {
            small_ui(ui, if is_server { server::PLACE } else { words::PLACE }.get(lang));
            if small_link_ui(ui, words::ELSEWHERE.get(lang)).clicked() {
                let wake = Arc::clone(&self.wake);
                let picked = picker.save(store_file(lang, words::ELSEWHERE), FILE_NAME.to_owned(), wake);
                self.pick(picked, AtPlace::Look);
            }
        });
        let server_button = if is_server { server::CHANGE } else { server::CONNECT_TO };
        if Button::secondary(server_button.get(lang)).wide().show(ui).clicked() {
            self.server = Some(ServerForm::of(&self.path));
        }
        small_ui(ui, server::CONNECT_NOTE.get(lang));
        ui.add_space(space::M);
        // What is on a server is restored there.
        let choices = [(words::OPEN, AtPlace::Look), (words::RESTORE, AtPlace::Restore)];
        for (name, then) in choices.into_iter().take(if is_server { 1 } else { 2 }) {
            if Button::secondary(name.get(lang)).wide().show(ui).clicked() {
                self.pick(picker.open(store_file(lang, name), Arc::clone(&self.wake)), then);
            }
            ui.add_space(space::M);
        }
        self.recent_ui(ui, lang, prefs);
    }

    /// Asks for the password of the backup that was to be restored.
    fn locked_ui(&mut self, ui: &mut Ui, lang: Lang, refusal: &Refusal) {
        banner_ui(ui, Tone::Warn, &message(lang, refusal), None);
        ui.add_space(space::S);
        let button = Button::primary(backups::UNLOCK_AND_RESTORE.get(lang)).wide();
        let password = self.unlock.ui(ui, lang, button);
        if let (Some(_), WelcomeAction::Restore(backup)) = (&password, &self.wish) {
            let path = backup.path.clone();
            self.begin(WelcomeAction::Restore(BackupFile { path, password, as_it_is: backup.as_it_is }));
        }
    }

    /// What to do where a store that was open before is not found: it is looked for, and nothing new takes its place
    /// by a slip.
    fn missing_ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker, prefs: &Prefs) {
        let path = self.path.display().to_string();
        banner_ui(ui, Tone::Warn, &words::missing(lang, &path), None);
        ui.add_space(space::L);
        if Button::primary(words::LOOK_FOR.get(lang)).wide().show(ui).clicked() {
            let picked = picker.open(store_file(lang, words::LOOK_FOR), Arc::clone(&self.wake));
            self.pick(picked, AtPlace::Look);
        }
        ui.add_space(space::M);
        if Button::secondary(words::LOOK_AGAIN.get(lang)).wide().show(ui).clicked() {
            self.look();
        }
        self.recent_ui(ui, lang, prefs);
        ui.add_space(space::M);
        if text_row_ui(ui, |ui| small_link_ui(ui, words::START_HERE.get(lang))).clicked() {
            self.beginning = Some(Begin::default());
        }
    }

    fn recent_ui(&mut self, ui: &mut Ui, lang: Lang, prefs: &Prefs) {
        let recent = &prefs.recent;
        let recent: Vec<&PathBuf> = recent.iter().filter(|path| **path != self.path).take(OFFERED).collect();
        if !recent.is_empty() {
            ui.add_space(space::M);
            small_ui(ui, common::RECENT.get(lang));
        }
        for path in recent {
            if link_ui(ui, &path.display().to_string()).clicked() {
                self.path.clone_from(path);
                self.look();
            }
        }
    }
}

pub(super) const WIDTH: f32 = 560.0;
const OFFERED: usize = 4;

pub(super) fn opening_ui(ui: &mut Ui, lang: Lang, wish: &WelcomeAction, meter: &Meter) {
    let (text, can_cancel) = match wish {
        WelcomeAction::Move(_) => return spinner_ui(ui, words::MOVING.get(lang)),
        WelcomeAction::Open | WelcomeAction::LookAt | WelcomeAction::Start(_) => {
            return spinner_ui(ui, words::OPENING.get(lang));
        }
        WelcomeAction::Demo => (words::MAKING_DEMO, false),
        WelcomeAction::Restore(_) if meter.is_cancelled() => (files::CANCELLING, false),
        WelcomeAction::Restore(_) => (words::RESTORING, true),
    };
    if progress_ui(ui, text.get(lang), meter.progress().fraction(), can_cancel) {
        meter.cancel();
    }
    ui.ctx().request_repaint_after(TICK);
}

/// A data file, as the dialog that is titled so asks for it.
fn store_file(lang: Lang, title: Text) -> FileKind {
    FileKind {
        title: title.get(lang).to_owned(),
        name: words::STORE_FILE.get(lang).to_owned(),
        endings: &["sqlite", "age"],
    }
}

const FILE_NAME: &str = "desk.sqlite";
