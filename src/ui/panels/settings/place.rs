//! Where everything is kept, and opening another store.

use std::path::Path;
use std::sync::Arc;

use egui::{Label, Ui};

use crate::desk::server::{is_server, name_of};
use crate::desk::worker::Reply;
use crate::i18n::refusal::message;
use crate::i18n::{Text, common, server, settings as words, welcome};
use crate::ui::commands::{Offered, UserCommand, command_button_ui, offered};
use crate::ui::dialogs::{FileKind, Picked};
use crate::ui::icons;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{Button, ButtonKind, Card, banner_ui, icon_button_ui, link_ui, small_ui};

#[derive(Debug, Default)]
pub(super) struct Place {
    picked: Option<Picked>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Open,
    New,
}

const OFFERED: usize = 5;

impl Place {
    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.picked.as_ref().and_then(Reply::poll) else { return };
        self.picked = None;
        if let Some(path) = answer {
            cx.act(Action::OpenStore(path));
        }
    }

    /// Draws it; whether the sandbox is to be thrown away.
    pub(super) fn card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, all: &[Offered]) -> bool {
        let mut is_discarded = false;
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
            if let Some(discard) = offered(all, UserCommand::DiscardDemo) {
                is_discarded = command_button_ui(ui, ButtonKind::Secondary, discard);
            }
            ui.horizontal_wrapped(|ui| {
                for (name, icon, wanted) in [
                    (words::OPEN_STORE, icons::FOLDER, Wanted::Open),
                    (words::NEW_STORE, icons::ADD, Wanted::New),
                ] {
                    if Button::secondary(cx.say(name)).icon(icon).show(ui).clicked() {
                        self.pick(cx, name, wanted);
                    }
                }
                if Button::secondary(cx.say(server::CONNECT_TO)).show(ui).clicked() {
                    cx.act(Action::ConnectToServer);
                }
            });
            recent_ui(ui, cx);
        });
        if copied {
            ui.copy_text(path);
            cx.act(Action::Toast(Tone::Ok, cx.say(words::PATH_COPIED).to_owned()));
        }
        is_discarded
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
            Wanted::Open => cx.picker.open(kind, wake),
        };
        match picked {
            Ok(picked) => self.picked = Some(picked),
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
            if link_ui(ui, &name_of(path)).clicked() {
                open = Some(path.to_owned());
            }
            // An address is told whole: there may be more than one user of a database.
            let folder = path.parent().filter(|_| !is_server(path)).unwrap_or(path);
            small_ui(ui, &folder.display().to_string());
        });
    }
    if let Some(path) = open {
        cx.act(Action::OpenStore(path));
    }
}
