//! What is typed into a form, kept while it is filled in, so that closing the window, leaving the page or a crash loses
//! nothing: the form begins with it when it is opened again, and says so.
//!
//! A [`CommandDialog`](super::command_dialog::CommandDialog) does all of this by itself for a form that has a
//! [`draft`](super::command_dialog::CommandForm::draft). A form of a page has a function that names its inputs to
//! [`Inputs`], holds a [`Keeping`] from [`Keeping::begin`] on, calls [`Keeping::keep`] whenever something may have changed
//! (what is as it was is not written again), draws [`Keeping::mark_ui`], and calls [`Keeping::forget`] when it is sent or
//! begun anew. What is typed is at hand at once and in the store within a second. Passwords and files are never named.

use chrono::{DateTime, Utc};
use egui::Ui;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::icons;
use super::theme::Tone;
use super::widgets::{pill_ui, small_link_ui, text_row_ui};
use crate::desk::worker::Office;
use crate::domain::draft::DraftKey;
use crate::i18n::{Lang, drafts as words};

/// The inputs of a form on their way into a draft, or out of one.
#[derive(Debug)]
pub struct Inputs {
    fields: Map<String, Value>,
    fills_in: bool,
    fits: bool,
}

impl Inputs {
    /// An input. One that a draft of an older program does not have, or has in another shape, makes it one that is
    /// passed over.
    pub fn field<T: Serialize + DeserializeOwned>(&mut self, name: &str, value: &mut T) {
        if !self.fills_in {
            // Texts, choices and lists of them can always be written.
            self.fields.insert(name.to_owned(), serde_json::to_value(value).unwrap_or_default());
            return;
        }
        match self.fields.remove(name).and_then(|kept| serde_json::from_value(kept).ok()) {
            Some(kept) => *value = kept,
            None => self.fits = false,
        }
    }

    /// What the form was filled in over: where that is another now, what was typed is passed over.
    pub fn same<T: Serialize>(&mut self, name: &str, value: &T) {
        let now = serde_json::to_value(value).unwrap_or_default();
        if self.fills_in {
            self.fits &= self.fields.remove(name) == Some(now);
        } else {
            self.fields.insert(name.to_owned(), now);
        }
    }
}

/// What is typed in a form.
fn content<F: Clone>(form: &F, name: impl FnOnce(&mut F, &mut Inputs)) -> Value {
    let mut inputs = Inputs { fields: Map::new(), fills_in: false, fits: true };
    name(&mut form.clone(), &mut inputs);
    Value::Object(inputs.fields)
}

/// The form with this typed in it, where it fits.
fn filled_in<F: Clone>(form: &F, content: Value, name: impl FnOnce(&mut F, &mut Inputs)) -> Option<F> {
    let Value::Object(fields) = content else { return None };
    let mut inputs = Inputs { fields, fills_in: true, fits: true };
    let mut filled = form.clone();
    name(&mut filled, &mut inputs);
    inputs.fits.then_some(filled)
}

/// The draft of a form that is being filled in.
#[derive(Clone, Debug)]
pub struct Keeping {
    key: DraftKey,
    /// When it was typed, where the form began with a draft.
    since: Option<DateTime<Utc>>,
}

impl Keeping {
    /// Begins the form with what is kept of it, if that is anything. `name` names its inputs.
    pub fn begin<F: Clone>(
        office: &Office,
        key: DraftKey,
        form: &mut F,
        name: impl FnOnce(&mut F, &mut Inputs),
    ) -> Self {
        let draft = office.draft(&key);
        let found = draft.and_then(|draft| Some((draft.changed_at, filled_in(form, draft.content, name)?)));
        let since = found.map(|(changed_at, filled)| {
            *form = filled;
            changed_at
        });
        Self { key, since }
    }

    /// Whether the form began with what was kept of it.
    pub fn is_draft(&self) -> bool {
        self.since.is_some()
    }

    /// Keeps what is typed in the form.
    pub fn keep<F: Clone>(&self, office: &Office, form: &F, name: impl FnOnce(&mut F, &mut Inputs)) {
        office.keep_draft(&self.key, Some(content(form, name)));
    }

    /// Keeps nothing of the form: it is as it begins without a draft, or is being sent.
    pub fn keep_nothing(&self, office: &Office) {
        office.keep_draft(&self.key, None);
    }

    /// It was sent, or is begun anew: there is no draft of it any more.
    pub fn forget(&mut self, office: &Office) {
        self.since = None;
        self.keep_nothing(office);
    }

    /// Says that the form began with a draft, and of when; whether it is to be begun anew.
    pub fn mark_ui(&self, ui: &mut Ui, lang: Lang, office: &Office) -> bool {
        let Some(since) = self.since else { return false };
        text_row_ui(ui, |ui| {
            pill_ui(ui, Tone::Info, icons::EDIT, &words::mark(lang, since, office.moment().today));
            small_link_ui(ui, words::ANEW.get(lang)).clicked()
        })
    }
}
