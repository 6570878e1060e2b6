//! What is offered where a store is damaged, or a backup was refused: another backup, or the same all the same.

use egui::Ui;

use super::{Welcome, WelcomeAction};
use crate::desk::backup::BackupFile;
use crate::domain::refusal::Refusal;
use crate::i18n::backups::{self, made_at};
use crate::i18n::{Lang, welcome as words};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, checkbox_ui, small_ui};

impl Welcome {
    /// A backup that was refused for what it is is offered no more: the one before it takes its place.
    pub(super) fn offer_no_more(&mut self, refusal: &Refusal) {
        if let WelcomeAction::Restore(backup) = &self.wish
            && refusal.is_of_a_bad_backup()
        {
            let known = self.backups.found.len();
            self.backups.found.retain(|found| found.path != backup.path);
            self.is_earlier |= self.backups.found.len() < known;
            self.backup = self.backups.offered(&self.path).cloned();
        }
    }

    /// Offers the newest good backup of those that were not refused.
    pub(super) fn offered_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let Some(backup) = self.backup.clone() else { return };
        let at = made_at(backup.name.at);
        let is_earlier = self.is_earlier;
        let offer =
            if is_earlier { words::restore_earlier(lang, &at) } else { words::restore_newest(lang, &at) };
        ui.add_space(space::M);
        if Button::primary(&offer).wide().show(ui).clicked() {
            self.begin(WelcomeAction::Restore(backup.path.into()));
        }
        small_ui(ui, words::SET_ASIDE.get(lang));
    }

    /// Restores the backup that is not what its log proves all the same, once that is ticked: it may be all that is left.
    pub(super) fn as_it_is_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let WelcomeAction::Restore(backup) = &self.wish else { return };
        if !self.failed.as_ref().is_some_and(Refusal::is_of_an_unproved_backup) {
            return;
        }
        let backup = BackupFile { as_it_is: true, ..backup.clone() };
        ui.add_space(space::S);
        checkbox_ui(ui, &mut self.as_it_is, backups::AS_IT_IS.get(lang));
        small_ui(ui, backups::AS_IT_IS_NOTE.get(lang));
        ui.add_space(space::S);
        let why_not = (!self.as_it_is).then(|| backups::AS_IT_IS_FIRST.get(lang));
        let button = Button::secondary(backups::RESTORE_AS_IT_IS.get(lang)).wide();
        if button.disabled_because(why_not).show(ui).clicked() {
            self.begin(WelcomeAction::Restore(backup));
        }
    }
}
