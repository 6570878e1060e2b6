//! Where everything is kept, opening it elsewhere, and putting a backup in its place.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, Label, Ui};

use crate::i18n::refusal::message;
use crate::i18n::{Text, common, settings as words, welcome};
use crate::ui::command_dialog::Head;
use crate::ui::dialogs::{FileKind, Picked};
use crate::ui::icons;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{Button, Card, banner_ui, body_ui, icon_button_ui, link_ui, small_ui, weak_ui};

#[derive(Debug, Default)]
pub(super) struct Place {
    picked: Option<(Picked, Wanted)>,
    /// The backup of which it is asked whether it is to be restored.
    backup: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Open,
    New,
    Restore,
}

const OFFERED: usize = 5;

impl Place {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        let picked = self.picked.as_ref().and_then(|(picked, wanted)| Some((picked.poll()?, *wanted)));
        let Some((answer, wanted)) = picked else { return };
        self.picked = None;
        match (answer, wanted) {
            (Some(path), Wanted::Restore) => self.backup = Some(path),
            (Some(path), Wanted::Open | Wanted::New) => cx.act(Action::OpenStore(path)),
            (None, _) => {}
        }
    }

    pub(super) fn card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, barred: Option<&str>) {
        let path = cx.office.path().display().to_string();
        let (copy, mut copied) = (cx.say(words::COPY_PATH), false);
        let card = Card::titled(cx.say(words::STORE)).actions(|ui| {
            copied = icon_button_ui(ui, icons::COPY, copy).clicked();
        });
        card.show(ui, |ui| {
            let color = tokens(ui).text;
            ui.add(Label::new(Type::Body.rich(&path).color(color)).wrap().selectable(true));
            if cx.office.is_sandbox() {
                banner_ui(ui, Tone::Info, cx.say(words::SANDBOX_NOTE), None);
            }
            ui.horizontal_wrapped(|ui| {
                for (name, icon, wanted, barred) in [
                    (words::OPEN_STORE, icons::FOLDER, Wanted::Open, None),
                    (words::NEW_STORE, icons::ADD, Wanted::New, None),
                    (welcome::RESTORE, icons::UNDO, Wanted::Restore, barred),
                ] {
                    let button = Button::secondary(cx.say(name)).icon(icon).disabled_because(barred);
                    if button.show(ui).clicked() {
                        self.pick(cx, name, wanted);
                    }
                }
            });
            recent_ui(ui, cx);
        });
        if copied {
            ui.copy_text(path);
            cx.act(Action::Toast(Tone::Ok, cx.say(words::PATH_COPIED).to_owned()));
        }
    }

    /// Asks whether the backup that was chosen is to be restored.
    pub(super) fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        let Some(backup) = &self.backup else { return };
        let head = Head::new(cx.say(words::RESTORE_TITLE)).width(560.0).danger_if(true);
        let mut confirmed = false;
        let closes = head.show(ctx, |ui| {
            body_ui(ui, &backup.display().to_string());
            weak_ui(ui, cx.say(words::RESTORE_NOTE));
            let leaves;
            (confirmed, leaves) = head.buttons_ui(ui, cx.lang, None);
            leaves
        });
        if confirmed || closes {
            let backup = self.backup.take();
            backup.filter(|_| confirmed).into_iter().for_each(|backup| cx.act(Action::Restore(backup)));
        }
    }

    fn pick(&mut self, cx: &mut Cx<'_>, title: Text, wanted: Wanted) {
        let kind = FileKind {
            title: cx.say(title).to_owned(),
            name: cx.say(welcome::STORE_FILE).to_owned(),
            endings: &["sqlite"],
        };
        let wake = Arc::clone(cx.wake);
        let picked = match wanted {
            Wanted::New => cx.picker.save(kind, FILE_NAME.to_owned(), wake),
            Wanted::Open | Wanted::Restore => cx.picker.open(kind, wake),
        };
        match picked {
            Ok(picked) => self.picked = Some((picked, wanted)),
            Err(refusal) => cx.act(Action::Toast(Tone::Bad, message(cx.lang, &refusal))),
        }
    }
}

const FILE_NAME: &str = "desk.sqlite";

fn recent_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let here = cx.office.path().to_owned();
    let recent: Vec<&Path> =
        cx.recent.iter().map(AsRef::as_ref).filter(|path| *path != here).take(OFFERED).collect();
    if recent.is_empty() {
        return;
    }
    ui.add_space(space::XS);
    small_ui(ui, cx.say(common::RECENT));
    let mut open = None;
    for path in recent {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if link_ui(ui, &name).clicked() {
                open = Some(path.to_owned());
            }
            small_ui(ui, &path.parent().unwrap_or(path).display().to_string());
        });
    }
    if let Some(path) = open {
        cx.act(Action::OpenStore(path));
    }
}
