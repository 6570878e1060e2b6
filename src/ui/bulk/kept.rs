//! What is typed into a form of many, kept as a draft from the first character on. What is done of it leaves; the rest is
//! there again when the form is opened for the same applications.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use egui::Ui;

use super::grid::INPUTS;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::pages::bulk::Candidate;
use crate::desk::worker::Office;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::i18n::Lang;
use crate::ui::drafts::{Inputs, Keeping};

/// What is typed into the rows of a grid, by application, and what is the same for all: a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub rows: BTreeMap<String, Vec<[String; INPUTS]>>,
    /// The invoices beside which what is in the rows was pasted, by application: it is of no other ones.
    pub beside: BTreeMap<String, BTreeSet<String>>,
    pub same: String,
}

impl Typed {
    /// Takes up what is typed of an application, or forgets it where nothing is.
    pub fn put(&mut self, application: &str, rows: Vec<[String; INPUTS]>) {
        self.forget(application);
        if rows.iter().any(|inputs| !inputs[0].trim().is_empty()) {
            self.rows.insert(application.to_owned(), rows);
        }
    }

    pub fn forget(&mut self, application: &str) {
        self.rows.remove(application);
        self.beside.remove(application);
    }

    /// Forgets what was pasted beside other invoices than the application has; whether that was something.
    pub fn forget_unless_beside(&mut self, application: &str, invoices: &[String]) -> bool {
        let is_stale = |beside: &BTreeSet<String>| beside.iter().any(|number| !invoices.contains(number));
        let is_gone = self.beside.get(application).is_some_and(is_stale);
        if is_gone {
            self.forget(application);
        }
        is_gone
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("rows", &mut self.rows);
        inputs.field("beside", &mut self.beside);
        inputs.field("same", &mut self.same);
    }
}

/// Carrier and number of the parcel that waits for an application until it is delivered.
pub fn waiting_parcel(office: &Office, page: &ApplicationPage) -> Option<[String; 2]> {
    let application = &page.view.application;
    let mut typed = Kept::begin(office, DraftForm::BulkDelivery, &[]).typed;
    let invoices: Vec<String> = page.view.invoices.iter().map(|invoice| invoice.number.clone()).collect();
    typed.forget_unless_beside(application, &invoices);
    let [number, carrier] = typed.rows.remove(application)?.into_iter().next()?;
    Some([carrier, number])
}

/// A draft of many.
pub(super) struct Kept {
    pub typed: Typed,
    keeping: Keeping,
    /// The applications that stand in the form.
    of: Vec<String>,
    /// Something of it stands in the form.
    is_in_form: bool,
}

impl Kept {
    /// What is kept of this form, for these applications.
    pub fn begin(office: &Office, form: DraftForm, of: &[Candidate]) -> Self {
        let mut typed = Typed::default();
        let keeping = Keeping::begin(office, DraftKey::new(form), &mut typed, Typed::inputs);
        for candidate in of {
            typed.forget_unless_beside(&candidate.application, &candidate.issued);
        }
        let of: Vec<String> = of.iter().map(|of| of.application.clone()).collect();
        let is_in_form = !typed.same.is_empty() || of.iter().any(|number| typed.rows.contains_key(number));
        Self { typed, keeping, of, is_in_form }
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

    /// Forgets what stands in the form; what is typed of others stays.
    pub fn forget(&mut self, office: &Office) {
        self.is_in_form = false;
        for application in &self.of {
            self.typed.forget(application);
        }
        self.typed.same.clear();
        self.keep(office);
    }

    /// Forgets what is done.
    pub fn done(&mut self, office: &Office, done: &HashSet<&str>) {
        for application in done {
            self.typed.forget(application);
        }
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
    use crate::domain::money::Fen;

    fn office(folder: &tempfile::TempDir) -> Office {
        let open = Open::New { sandbox: true };
        Office::open(&folder.path().join("desk.sqlite"), open, Arc::new(|| {})).unwrap()
    }

    fn issued(application: &str, invoice: &str) -> Candidate {
        Candidate {
            application: application.to_owned(),
            buyer: "杭州砺行".to_owned(),
            amount: Fen(100),
            submitted_on: "2026-11-22".parse().unwrap(),
            invoices: Vec::new(),
            issued: vec![invoice.to_owned()],
            address: None,
        }
    }

    #[test]
    fn a_reason_is_kept_until_something_was_rejected_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let office = office(&folder);
        let mut kept = Kept::begin(&office, DraftForm::BulkRejection, &[]);
        "重复申请".clone_into(&mut kept.typed.same);
        kept.keep(&office);
        kept.done(&office, &HashSet::new());
        let reason = || Kept::begin(&office, DraftForm::BulkRejection, &[]).typed.same;
        assert_eq!(reason(), "重复申请", "everything was refused");
        kept.done(&office, &HashSet::from(["FP20261122-0001"]));
        assert_eq!(reason(), "");
    }

    #[test]
    fn what_begins_anew_is_the_form_alone_and_a_parcel_is_of_the_invoice_beside_which_it_stood() {
        let folder = tempfile::tempdir().unwrap();
        let office = office(&folder);
        let begin = |of: &[Candidate]| Kept::begin(&office, DraftForm::BulkDelivery, of);
        let mut kept = begin(&[]);
        for (application, number) in [("A1", "SF1"), ("A2", "SF2"), ("A3", "SF3")] {
            kept.typed.put(application, vec![[number.to_owned(), String::new()]]);
        }
        kept.typed.beside.insert("A1".to_owned(), BTreeSet::from(["26111".to_owned()]));
        kept.keep(&office);
        assert!(begin(&[issued("A1", "26111")]).is_in_form);
        assert!(!begin(&[issued("A1", "26119")]).is_in_form, "it has another invoice");
        assert!(!begin(&[issued("A4", "26114")]).is_in_form, "what is typed is of others");
        begin(&[issued("A2", "26112")]).forget(&office);
        let left: Vec<String> = begin(&[]).typed.rows.into_keys().collect();
        assert_eq!(left, ["A1", "A3"]);
    }
}
