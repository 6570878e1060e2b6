//! What is typed and not saved, and the question that is asked before it is lost.

use std::path::PathBuf;

use egui::{Context, Event, Id, ViewportCommand};

use super::theme::space;
use super::widgets::{Button, Modal, body_ui, modal_buttons_ui, weak_ui};
use crate::desk::backup::BackupFile;
use crate::domain::draft::DraftKey;
use crate::i18n::{Lang, Text, drafts, unsaved as words};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    pub what: Text,
    /// Whose it is, or what its number is; blank where that says nothing.
    pub of: String,
}

impl Unsaved {
    pub fn new(what: Text, of: impl Into<String>) -> Self {
        Self { what, of: of.into() }
    }

    /// What was typed into a form and could not be kept.
    pub fn draft(key: &DraftKey) -> Self {
        let of = key.account.as_ref().or(key.object.as_ref());
        Self::new(drafts::form(key.form), of.cloned().unwrap_or_default())
    }
}

/// Where one goes once everything unsaved is given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    Close,
    Open(PathBuf),
    /// It is asked for the server of another store.
    Connect,
    Move(PathBuf),
    Restore(BackupFile),
    /// The sandbox that is open is thrown away.
    Discard,
}

pub struct Question {
    pub leaving: Leaving,
    lost: Vec<Unsaved>,
    /// What had the keyboard, which gets it back.
    had_focus: Option<Id>,
    is_new: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Keep,
    Discard,
}

impl Question {
    /// Asks whether this is given up. A window that is out of sight comes into it.
    pub fn ask(ctx: &Context, leaving: Leaving, lost: Vec<Unsaved>) -> Self {
        ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        Self { leaving, lost, had_focus: ctx.memory(|memory| memory.focused()), is_new: true }
    }

    /// Draws the dialog; what was answered. It is drawn before everything else, so that its keys are its own.
    pub fn show(&mut self, ctx: &Context, lang: Lang) -> Option<Answer> {
        let mut discards = false;
        let closes = Modal::new(words::TITLE.get(lang)).show(ctx, |ui| {
            weak_ui(ui, words::NOTE.get(lang));
            for Unsaved { what, of } in &self.lost {
                body_ui(ui, &words::named(lang, *what, of));
            }
            ui.add_space(space::S);
            modal_buttons_ui(ui, |ui| {
                let keep = Button::primary(words::KEEP.get(lang)).shortcut("Esc").show(ui);
                if std::mem::take(&mut self.is_new) {
                    keep.request_focus();
                }
                let discard = match self.leaving {
                    Leaving::Close => words::CLOSE,
                    Leaving::Open(_) | Leaving::Connect => words::OPEN,
                    Leaving::Restore(_) => words::RESTORE,
                    Leaving::Move(_) => words::MOVE,
                    Leaving::Discard => words::THROW_AWAY,
                };
                discards = Button::danger(discard.get(lang)).show(ui).clicked();
                keep.clicked()
            })
        });
        ctx.input_mut(|input| {
            input
                .events
                .retain(|event| !matches!(event, Event::Key { .. } | Event::Text(_) | Event::Paste(_)));
        });
        if discards {
            return Some(Answer::Discard);
        }
        if closes {
            if let Some(id) = self.had_focus {
                ctx.memory_mut(|memory| memory.request_focus(id));
            }
            return Some(Answer::Keep);
        }
        None
    }
}
