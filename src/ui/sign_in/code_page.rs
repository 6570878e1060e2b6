//! A recovery code that was just made, shown once: it is copied, kept as a file or printed, and that is confirmed.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, Label, Modifiers, Ui};

use crate::desk::own_files::write_private;
use crate::desk::sign_in::RecoveryCode;
use crate::desk::worker::{Reply, Wake, aside};
use crate::domain::files::FileError;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, exchange, sign_in as words};
use crate::ui::dialogs::{FileKind, Picked, Picker};
use crate::ui::icons;
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{Button, banner_ui, checkbox_ui, strong_ui, weak_ui};

pub struct CodePage {
    code: RecoveryCode,
    /// Whose it is, and where.
    name: String,
    store: String,
    picked: Option<Picked>,
    writing: Option<Reply<Result<PathBuf, FileError>>>,
    saved: Option<PathBuf>,
    said: Option<(Tone, String)>,
    is_kept: bool,
    is_done: bool,
    is_new: bool,
}

impl fmt::Debug for CodePage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CodePage").field("name", &self.name).finish_non_exhaustive()
    }
}

impl CodePage {
    pub fn new(code: RecoveryCode, name: String, store: String) -> Self {
        let (picked, writing, saved, said) = (None, None, None, None);
        Self { code, name, store, picked, writing, saved, said, is_kept: false, is_done: false, is_new: true }
    }

    /// Writes the file for which a place was chosen.
    pub fn logic(&mut self, lang: Lang, wake: &Wake) {
        if let Some(answer) = self.picked.as_ref().and_then(Reply::poll) {
            self.picked = None;
            if let Some(path) = answer {
                let text = words::code_file(lang, &self.store, &self.name, &self.code.shown());
                let write = move || write_private(&path, text.as_bytes()).map(|()| path).map_err(Into::into);
                match aside("recovery-code", Arc::clone(wake), write) {
                    Ok(writing) => self.writing = Some(writing),
                    Err(refusal) => self.refused(lang, &refusal),
                }
            }
        }
        let Some(written) = self.writing.as_ref().and_then(Reply::poll) else { return };
        self.writing = None;
        self.said = Some(match written {
            Ok(path) => {
                let said = words::saved_at(lang, &path.display().to_string());
                self.saved = Some(path);
                (Tone::Ok, said)
            }
            Err(error) => (Tone::Bad, words::not_saved(lang, &exchange::file_error(lang, &error))),
        });
    }

    fn refused(&mut self, lang: Lang, refusal: &Refusal) {
        self.said = Some((Tone::Bad, message(lang, refusal)));
    }

    /// Whether it is confirmed that the code is kept.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    pub fn ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker, wake: &Wake) {
        ui.spacing_mut().item_spacing.y = space::S;
        strong_ui(ui, words::CODE_TITLE.get(lang));
        weak_ui(ui, words::CODE_NOTE.get(lang));
        let shown = self.code.shown();
        let t = tokens(ui);
        t.card().fill(t.raised).inner_margin(space::L).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(Type::Title.rich(shown.as_str()).color(t.text)).selectable(true));
        });
        ui.horizontal_wrapped(|ui| {
            let copy = Button::secondary(words::COPY.get(lang)).icon(icons::COPY).show(ui);
            if std::mem::take(&mut self.is_new) {
                copy.request_focus();
            }
            if copy.clicked() {
                ui.copy_text(shown.to_string());
                self.said = Some((Tone::Ok, words::COPIED.get(lang).to_owned()));
            }
            if Button::secondary(words::SAVE_AS.get(lang)).icon(icons::DOWNLOAD).show(ui).clicked() {
                let kind = FileKind {
                    title: words::SAVE_AS.get(lang).to_owned(),
                    name: words::CODE_FILE.get(lang).to_owned(),
                    endings: &["txt"],
                };
                match picker.save(kind, words::CODE_FILE_NAME.get(lang).to_owned(), Arc::clone(wake)) {
                    Ok(picked) => self.picked = Some(picked),
                    Err(refusal) => self.refused(lang, &refusal),
                }
            }
        });
        if let Some((tone, said)) = self.said.clone() {
            let print = self.saved.is_some().then(|| words::PRINT.get(lang));
            if banner_ui(ui, tone, &said, print)
                && let Some(path) = self.saved.clone()
                && let Err(refusal) = picker.show(path, Arc::clone(wake))
            {
                self.refused(lang, &refusal);
            }
        }
        ui.add_space(space::S);
        let ticked = checkbox_ui(ui, &mut self.is_kept, words::KEPT.get(lang)).changed() && self.is_kept;
        let why_not = (!self.is_kept).then(|| words::KEEP_FIRST.get(lang));
        let go_on = Button::primary(words::GO_ON.get(lang)).shortcut("Ctrl Enter").wide();
        let go_on = go_on.disabled_because(why_not).show(ui);
        if ticked {
            go_on.request_focus();
        }
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        self.is_done = (go_on.clicked() || entered) && self.is_kept;
    }
}
