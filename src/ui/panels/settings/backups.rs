//! Where backups are made, when the last one was, and putting one in the place of the store.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, Label, Ui};

use super::backup_password::{BackupPassword, set_encryption};
use super::buttons_ui;
use crate::desk::backup::BackupFile;
use crate::desk::backup::automatic::{self, Backup, Backups, Since};
use crate::desk::commands::backups::SetBackupFolder;
use crate::desk::pages::settings::SettingsPage;
use crate::desk::server::is_server;
use crate::desk::worker::Reply;
use crate::domain::password::Password;
use crate::domain::refusal::{Refusal, StoreFault, checked};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, backups as words, server, shell, welcome};
use crate::ui::command_dialog::Head;
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::dialogs::{FileKind, Picked};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::unlock::Unlock;
use crate::ui::widgets::{
    Button, Card, Column, SliceRows, Table, TableView, banner_ui, body_ui, checkbox_ui, key_value_ui,
    link_ui, small_link_ui, small_ui, spinner_ui, text_row_ui, weak_ui,
};

/// The card of the settings, with the dialog in which a backup is chosen to be restored.
#[derive(Debug, Default)]
pub(super) struct BackupCard {
    picked: Option<(Picked, Wanted)>,
    restoring: Option<Restoring>,
    password: BackupPassword,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Folder,
    File,
}

/// The backup that is to be restored, once it is chosen.
#[derive(Debug, Default)]
struct Restoring {
    chosen: Option<PathBuf>,
    unlock: Unlock,
    /// The password that was typed for one that is encrypted.
    password: Option<Password>,
    view: TableView,
    since: Option<Lost>,
}

/// What restoring the backup at this place would lose.
#[derive(Debug)]
struct Lost {
    of: BackupFile,
    reply: Option<Reply<Result<Since, Refusal>>>,
    found: Option<Result<Since, Refusal>>,
    /// Where that cannot be told, it is to be restored all the same.
    is_accepted: bool,
}

const WIDTH: f32 = 680.0;
const ROWS: usize = 8;

impl BackupCard {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        let picked = self.picked.as_ref().and_then(|(picked, wanted)| Some((picked.poll()?, *wanted)));
        if let Some((answer, wanted)) = picked {
            self.picked = None;
            match (answer, wanted) {
                (Some(folder), Wanted::Folder) => set_folder(cx, Some(&folder)),
                (Some(file), Wanted::File) => {
                    self.restoring.get_or_insert_default().chosen = Some(file);
                }
                (None, _) => {}
            }
        }
        if let Some(restoring) = &mut self.restoring {
            restoring.count(cx);
        }
        self.password.logic(cx);
    }

    pub(super) fn card_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        page: &SettingsPage,
        barred: Option<&str>,
        offered: &[Offered],
    ) {
        Card::titled(cx.say(words::BACKUPS)).show(ui, |ui| {
            if is_server(cx.office.path()) {
                small_ui(ui, cx.say(server::ADMINISTERED));
                return;
            }
            let note = if cx.office.is_sandbox() { words::SANDBOX } else { words::BACKUPS_NOTE };
            small_ui(ui, cx.say(note));
            if let Some(why) = cx.backups.failed() {
                banner_ui(ui, Tone::Warn, &words::failed(cx.lang, why), None);
            }
            match cx.backups.listed() {
                None => spinner_ui(ui, cx.say(shell::LOADING)),
                Some(backups) => listed_ui(ui, cx, backups, barred),
            }
            ui.horizontal_wrapped(|ui| {
                match buttons_ui(ui, offered, &[UserCommand::BackUpNow, UserCommand::RestoreBackup]) {
                    Some(UserCommand::BackUpNow) => cx.act(Action::BackUp),
                    Some(_) => self.ask(cx),
                    None => {}
                }
                let folder = Button::secondary(cx.say(words::CHOOSE_FOLDER));
                if folder.disabled_because(barred).show(ui).clicked() {
                    self.pick(cx, Wanted::Folder);
                }
            });
            self.encryption_ui(ui, cx, page.are_backups_encrypted, barred);
        });
    }

    /// Whether backups are encrypted, and what can be done about it.
    fn encryption_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, is_encrypted: bool, barred: Option<&str>) {
        ui.add_space(space::XS);
        let state = if is_encrypted { words::ENCRYPTION_ON } else { words::ENCRYPTION_OFF };
        key_value_ui(ui, cx.say(words::ENCRYPTION), cx.say(state));
        ui.horizontal_wrapped(|ui| {
            let ask = if is_encrypted { words::ANOTHER_PASSWORD } else { words::ENCRYPT_BACKUPS };
            if Button::secondary(cx.say(ask)).disabled_because(barred).show(ui).clicked() {
                self.password.open(is_encrypted);
            }
            let stop = Button::secondary(cx.say(words::STOP_ENCRYPTING)).disabled_because(barred);
            if is_encrypted && stop.show(ui).clicked() {
                set_encryption(cx, false, words::ENCRYPTED_NO_MORE);
            }
        });
    }

    /// Asks which backup is to be restored, beginning with the newest good one.
    pub(super) fn ask(&mut self, cx: &Cx<'_>) {
        let newest = cx.backups.listed().and_then(Backups::newest_good);
        let chosen = newest.map(|backup| backup.path.clone());
        self.restoring = Some(Restoring { chosen, ..Restoring::default() });
    }

    /// Shows the backups to choose from, and what restoring the chosen one means.
    pub(super) fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        self.password.show(ctx, cx);
        let Some(restoring) = &mut self.restoring else { return };
        let head = Head::new(cx.say(words::RESTORE_TITLE)).width(WIDTH).danger_if(true);
        let (mut confirmed, mut picks) = (false, false);
        let closes = head.show(ctx, |ui| {
            weak_ui(ui, cx.say(words::RESTORE_NOTE));
            restoring.list_ui(ui, cx);
            picks = text_row_ui(ui, |ui| link_ui(ui, cx.say(words::OTHER_FILE))).clicked();
            restoring.meaning_ui(ui, cx.lang);
            let why_not = restoring.why_not().map(|why| cx.say(why));
            let leaves;
            (confirmed, leaves) = head.buttons_ui(ui, cx.lang, why_not);
            leaves
        });
        if picks {
            self.pick(cx, Wanted::File);
        }
        if confirmed || closes {
            let chosen = self.restoring.take().and_then(|restoring| restoring.wanted());
            chosen.filter(|_| confirmed).into_iter().for_each(|backup| cx.act(Action::Restore(backup)));
        }
    }

    fn pick(&mut self, cx: &mut Cx<'_>, wanted: Wanted) {
        let wake = Arc::clone(cx.wake);
        let picked = match wanted {
            Wanted::Folder => cx.picker.folder(cx.say(words::FOLDER), wake),
            Wanted::File => {
                let (title, name) = (words::OTHER_FILE, welcome::STORE_FILE);
                let (title, name) = (cx.say(title).to_owned(), cx.say(name).to_owned());
                cx.picker.open(FileKind { title, name, endings: &["sqlite", "age"] }, wake)
            }
        };
        match picked {
            Ok(picked) => self.picked = Some((picked, wanted)),
            Err(refusal) => cx.act(Action::Refused(refusal)),
        }
    }
}

/// When the last one was, and where they are.
fn listed_ui(ui: &mut Ui, cx: &mut Cx<'_>, backups: &Backups, barred: Option<&str>) {
    let last = match backups.newest_good() {
        None => cx.say(words::NONE).to_owned(),
        Some(backup) => words::last_in_full(cx.lang, backup.name.at, backup.name.reason),
    };
    key_value_ui(ui, cx.say(words::LAST), &last);
    small_ui(ui, cx.say(words::FOLDER));
    let color = tokens(ui).text;
    let folder = Type::Body.rich(backups.folder.display().to_string()).color(color);
    ui.add(Label::new(folder).wrap().selectable(true));
    let is_chosen = backups.folder != automatic::folder_beside(cx.office.path());
    if is_chosen && barred.is_none() && small_link_ui(ui, cx.say(words::FOLDER_BESIDE)).clicked() {
        set_folder(cx, None);
    }
    ui.add_space(space::XS);
}

fn set_folder(cx: &mut Cx<'_>, folder: Option<&Path>) {
    let folder = folder.map(|folder| checked("folder", &folder.display().to_string())).transpose();
    let command = folder.map(|folder| SetBackupFolder { folder }.into());
    cx.act(Action::Do(command, words::FOLDER_CHOSEN));
}

impl Restoring {
    /// The chosen backup.
    fn wanted(&self) -> Option<BackupFile> {
        let (path, password) = (self.chosen.clone()?, self.password.clone());
        Some(BackupFile { path, password, as_it_is: false })
    }

    /// What is known of what restoring the chosen one would lose.
    fn found(&mut self) -> Option<(&Result<Since, Refusal>, &mut bool)> {
        let since = self.since.as_mut().filter(|since| Some(&since.of.path) == self.chosen.as_ref())?;
        Some((since.found.as_ref()?, &mut since.is_accepted))
    }

    /// Asks what restoring the chosen backup would lose, and takes the answer.
    fn count(&mut self, cx: &Cx<'_>) {
        let wanted = self.wanted();
        if wanted.as_ref() != self.since.as_ref().map(|since| &since.of) {
            self.since = wanted.map(|of| {
                let backup = of.clone();
                let reply = cx.office.beside(move |store| automatic::since(store, &backup));
                Lost { of, reply: Some(reply), found: None, is_accepted: false }
            });
        }
        if let Some(since) = &mut self.since
            && let Some(found) = since.reply.as_ref().and_then(Reply::poll)
        {
            (since.reply, since.found) = (None, Some(found));
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(backups) = cx.backups.listed() else { return spinner_ui(ui, cx.say(shell::LOADING)) };
        let columns = [
            Column::new("made", cx.say(words::MADE), 150.0),
            Column::new("why", cx.say(words::WHY), 130.0),
            Column::money("size", cx.say(words::SIZE), 90.0),
            Column::new("state", cx.say(words::STATE), 150.0).grows(),
        ];
        let lang = cx.lang;
        let cell = |backup: &Backup, column: &str, ui: &mut Ui| {
            drop(match column {
                "made" => body_ui(ui, &words::made_at(backup.name.at)),
                "why" => body_ui(ui, words::reason(backup.name.reason).get(lang)),
                "size" => body_ui(ui, &words::size(backup.bytes)),
                _ => body_ui(ui, state(lang, backup)),
            });
        };
        let rows = SliceRows::new(&backups.found, cell).faint(|backup| !backup.name.is_verified);
        let place = |path: &PathBuf| backups.found.iter().position(|backup| backup.path == *path);
        let chosen = self.chosen.as_ref().and_then(place);
        let table =
            Table::new(cx.say(words::RESTORE_TITLE), &columns).at_most_rows(ROWS).takes_keyboard(true);
        let table = table.empty(|ui| drop(weak_ui(ui, words::NOTHING_LISTED.get(lang))));
        let output = table.show(ui, &mut self.view, &rows, chosen);
        if let Some(backup) = output.selected.and_then(|place| backups.found.get(place)) {
            self.chosen = Some(backup.path.clone());
        }
    }

    /// Why nothing can be restored yet: what it loses is known before, or that it is not is accepted.
    fn why_not(&mut self) -> Option<Text> {
        if self.chosen.is_none() {
            return Some(words::CHOOSE);
        }
        match self.found() {
            None => Some(words::COUNTING),
            Some((Err(refusal), _)) if is_locked(refusal) => Some(words::UNLOCK_FIRST),
            Some((Err(_), false)) => Some(words::ACCEPT_FIRST),
            Some((Ok(_), _) | (Err(_), true)) => None,
        }
    }

    /// What would be lost.
    fn meaning_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let Some(chosen) = &self.chosen else { return };
        body_ui(ui, &chosen.display().to_string());
        match self.found() {
            None => spinner_ui(ui, words::COUNTING.get(lang)),
            Some((Ok(Since { entries, newest_at, head, is_of_another_history }), _)) => {
                if let Some((entry, hash)) = head {
                    small_ui(ui, &words::up_to(lang, *entry, hash));
                }
                let is_loss = *is_of_another_history || *entries > 0;
                let tone = if is_loss { Tone::Warn } else { Tone::Info };
                let text = words::lost_by_restoring(lang, *entries, *newest_at, *is_of_another_history);
                banner_ui(ui, tone, &text, None);
            }
            Some((Err(refusal), _)) if is_locked(refusal) => {
                banner_ui(ui, Tone::Warn, &message(lang, refusal), None);
                if let Some(password) = self.unlock.ui(ui, lang, Button::secondary(words::UNLOCK.get(lang))) {
                    self.password = Some(password);
                }
            }
            Some((Err(refusal), is_accepted)) => {
                banner_ui(ui, Tone::Bad, &words::not_compared(lang, &message(lang, refusal)), None);
                checkbox_ui(ui, is_accepted, words::ACCEPT.get(lang));
            }
        }
    }
}

/// Whether the password of a backup is wanted.
fn is_locked(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Store { fault: StoreFault::Encrypted { .. } })
}

fn state(lang: Lang, backup: &Backup) -> &'static str {
    let state = match (backup.name.is_verified, backup.is_own) {
        (false, _) => words::UNVERIFIED,
        (true, false) => words::OF_ANOTHER_PLACE,
        (true, true) if backup.name.is_encrypted => words::VERIFIED_ENCRYPTED,
        (true, true) => words::VERIFIED,
    };
    state.get(lang)
}
