//! What is typed into a form of many, kept as a draft from the first character on. What is done of it leaves; the rest is
//! there again when the form is opened for the same applications.

use std::collections::{BTreeMap, HashSet};

use egui::Ui;

use super::grid::INPUTS;
use crate::desk::worker::Office;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::i18n::Lang;
use crate::ui::drafts::{Inputs, Keeping};

/// What is typed into the rows of a grid, by application, and what is the same for all: a carrier, a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub rows: BTreeMap<String, Vec<[String; INPUTS]>>,
    pub same: String,
}

impl Typed {
    /// Takes up what is typed of an application, or forgets it where nothing is.
    pub fn put(&mut self, application: &str, rows: Vec<[String; INPUTS]>) {
        if rows.iter().all(|inputs| inputs[0].trim().is_empty()) {
            self.rows.remove(application);
        } else {
            self.rows.insert(application.to_owned(), rows);
        }
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("rows", &mut self.rows);
        inputs.field("same", &mut self.same);
    }
}

/// A draft of many.
pub(super) struct Kept {
    pub typed: Typed,
    keeping: Keeping,
    /// Something of it stands in the form.
    is_in_form: bool,
}

impl Kept {
    /// What is kept of this form, for these applications.
    pub fn begin<'a>(office: &Office, form: DraftForm, mut of: impl Iterator<Item = &'a str>) -> Self {
        let mut typed = Typed::default();
        let keeping = Keeping::begin(office, DraftKey::new(form), &mut typed, Typed::inputs);
        let is_in_form = !typed.same.is_empty() || of.any(|number| typed.rows.contains_key(number));
        Self { typed, keeping, is_in_form }
    }

    /// Says that the form began with what was typed before; whether it is to be begun anew.
    pub fn mark_ui(&self, ui: &mut Ui, lang: Lang, office: &Office) -> bool {
        self.is_in_form && self.keeping.mark_ui(ui, lang, office)
    }

    pub fn keep(&self, office: &Office) {
        if self.typed == Typed::default() {
            self.keeping.keep_nothing(office);
        } else {
            self.keeping.keep(office, &self.typed, Typed::inputs);
        }
    }

    pub fn forget(&mut self, office: &Office) {
        self.typed = Typed::default();
        self.keeping.forget(office);
    }

    /// Forgets what is done.
    pub fn done(&mut self, office: &Office, done: &HashSet<&str>) {
        self.typed.rows.retain(|application, _| !done.contains(application.as_str()));
        if self.typed.rows.is_empty() && !done.is_empty() {
            self.typed.same.clear();
        }
        self.keep(office);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::desk::Open;

    #[test]
    fn a_reason_is_kept_until_something_was_rejected_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let open = Open::New { sandbox: true };
        let office = Office::open(&folder.path().join("desk.sqlite"), open, Arc::new(|| {})).unwrap();
        let mut kept = Kept::begin(&office, DraftForm::BulkRejection, std::iter::empty());
        "重复申请".clone_into(&mut kept.typed.same);
        kept.keep(&office);
        kept.done(&office, &HashSet::new());
        let reason = || Kept::begin(&office, DraftForm::BulkRejection, std::iter::empty()).typed.same;
        assert_eq!(reason(), "重复申请", "everything was refused");
        kept.done(&office, &HashSet::from(["FP20261122-0001"]));
        assert_eq!(reason(), "");
    }
}
