//! What is asked of a file that somebody has the program open by name, before anything is written to it.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::desk::opening::{Concern, Given, look_at};
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, Text, opening as words};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, ButtonKind, banner_ui, body_ui, small_ui};

/// What is done with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Open,
    /// It is moved to where it is safe, and opened there.
    Move,
    LookAt,
    /// It is not opened: the page goes on to the user's own store.
    Leave,
}

#[derive(Debug)]
pub(super) struct Asked {
    given: Given,
    path: PathBuf,
    /// Whether there is a place to which it can be moved.
    can_move: bool,
    /// Whether there is a store of the user's own besides.
    can_leave: bool,
    /// What it offers first has not had the keyboard yet.
    is_new: bool,
}

impl Asked {
    /// Looks at the file; none: nothing has to be asked.
    ///
    /// # Errors
    /// `store`: it is no store, or one of a newer program.
    pub(super) fn about(
        path: &Path,
        is_known: bool,
        can_move: bool,
        can_leave: bool,
    ) -> Result<Option<Self>, Refusal> {
        let given = look_at(path, is_known)?;
        let is_plain = matches!(&given, Given::Store(concerns) if concerns.is_empty());
        let asked = Self { given, path: path.to_owned(), can_move, can_leave, is_new: true };
        Ok((!is_plain).then_some(asked))
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, lang: Lang) -> Option<Answer> {
        body_ui(ui, &self.path.display().to_string());
        ui.add_space(space::S);
        match &self.given {
            Given::Backup { is_encrypted } => {
                banner_ui(ui, Tone::Info, words::backup(lang, *is_encrypted), None);
            }
            Given::Store(concerns) => {
                for concern in concerns {
                    let tone = if *concern == Concern::New { Tone::Info } else { Tone::Warn };
                    banner_ui(ui, tone, &words::concern(lang, *concern), None);
                    ui.add_space(space::XS);
                }
            }
        }
        ui.add_space(space::M);
        let mut answered = None;
        for (place, answer) in self.answers().into_iter().enumerate() {
            let kind = if place == 0 { ButtonKind::Primary } else { ButtonKind::Secondary };
            let (name, note) = self.named(answer);
            let button = Button::of_kind(kind, name.get(lang)).wide().show(ui);
            if place == 0 && std::mem::take(&mut self.is_new) {
                button.request_focus();
            }
            if button.clicked() {
                answered = Some(answer);
            }
            note.into_iter().for_each(|note| drop(small_ui(ui, note.get(lang))));
            ui.add_space(space::S);
        }
        answered
    }
}

impl Asked {
    /// What can be done, the best first.
    fn answers(&self) -> Vec<Answer> {
        let mut answers = match &self.given {
            Given::Backup { is_encrypted: true } => Vec::new(),
            Given::Backup { is_encrypted: false } => vec![Answer::LookAt],
            Given::Store(concerns) => {
                let has = |is: fn(&Concern) -> bool| concerns.iter().any(is);
                let is_passing = has(|concern| matches!(concern, Concern::Passing(_)));
                let is_aside = has(|concern| *concern == Concern::SetAside);
                let is_older = has(|concern| matches!(concern, Concern::Older { .. }));
                let mut answers =
                    if is_older { vec![Answer::Open] } else { vec![Answer::Open, Answer::LookAt] };
                // Work goes on in another than the one that was set aside.
                if is_aside {
                    answers.reverse();
                }
                if is_passing && self.can_move && !is_aside {
                    answers.insert(0, Answer::Move);
                }
                answers
            }
        };
        answers.extend(self.can_leave.then_some(Answer::Leave));
        answers
    }

    fn named(&self, answer: Answer) -> (Text, Option<Text>) {
        let is_older = matches!(&self.given, Given::Store(concerns)
            if concerns.iter().any(|concern| matches!(concern, Concern::Older { .. })));
        match answer {
            Answer::Open if is_older => (words::UPGRADE, Some(words::UPGRADE_NOTE)),
            Answer::Open => (words::OPEN, None),
            Answer::Move => (words::MOVE, Some(words::MOVE_NOTE)),
            Answer::LookAt => (words::LOOK_AT, Some(words::LOOK_AT_NOTE)),
            Answer::Leave => (words::LEAVE, None),
        }
    }
}
