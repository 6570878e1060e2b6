//! What was imported: every import with what it brought, and the way back.

mod details;
mod view;

use egui::Ui;

use super::Said;
use super::undo::{Asked, Undo};
use crate::desk::import::undo::{StoredBatch, imports};
use crate::domain::ids::BatchId;
use crate::domain::refusal::Refusal;
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx};
use crate::ui::widgets::{Sort, TableView};

pub(super) struct Batches {
    /// What is looked for in the names of files, people and issuers.
    text: String,
    /// Whether those that were undone are shown, or the others; none: all.
    undone: Option<bool>,
    table: TableView,
    selected: Option<BatchId>,
    all: Loadable<u64, Vec<StoredBatch>>,
    /// The places of those that are shown, in their order, and what they were sought for.
    shown: (Option<Sought>, Vec<usize>),
    undo: Option<Undo>,
    said: Option<Said>,
}

/// What a list is sought for: its text, state and order.
type Sought = (String, Option<bool>, Option<Sort>);

impl Default for Batches {
    fn default() -> Self {
        Self {
            text: String::new(),
            undone: None,
            table: TableView { hidden: vec!["refunded", "opening"], ..TableView::sorted_by("when", true) },
            selected: None,
            all: Loadable::default(),
            shown: (None, Vec::new()),
            undo: None,
            said: None,
        }
    }
}

impl Batches {
    /// Opens the card of an import, whatever the list is narrowed to.
    pub(super) fn show(&mut self, id: BatchId) {
        self.text.clear();
        self.undone = None;
        self.select(Some(id));
    }

    fn select(&mut self, id: Option<BatchId>) {
        if self.selected != id {
            self.selected = id;
            self.said = None;
        }
    }

    pub(super) fn logic(&mut self, cx: &Cx<'_>) {
        let came =
            self.all.keep(cx.office, cx.office.revision(), |_| |db, _| -> Result<_, Refusal> { imports(db) });
        let sought = (self.text.trim().to_lowercase(), self.undone, self.table.sort);
        if came || self.shown.0.as_ref() != Some(&sought) {
            let all = self.all.value().map_or(&[] as &[_], Vec::as_slice);
            self.shown = (Some(sought.clone()), in_order(all, &sought));
        }
        if let Some(said) = self.undo.as_mut().and_then(|undo| undo.logic(cx)) {
            self.undo = None;
            self.said = Some(said);
        }
    }

    /// Takes what has come of undoing while another panel is on screen.
    pub(super) fn while_away(&mut self, cx: &mut Cx<'_>) {
        let Some(undo) = &mut self.undo else { return };
        if let Some((tone, text)) = undo.while_away(cx) {
            self.undo = None;
            cx.act(Action::Toast(tone, text));
        }
    }

    pub(super) fn page_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.list_and_card_ui(ui, cx);
        match self.undo.as_mut().and_then(|undo| undo.modal_ui(ui.ctx(), cx)) {
            Some(Asked::Close) => self.undo = None,
            Some(Asked::Show(id)) => {
                self.undo = None;
                self.show(id);
            }
            None => {}
        }
    }

    /// The import whose card is open, once it is there.
    fn open(&self) -> Option<&StoredBatch> {
        let id = self.selected?;
        self.all.value()?.iter().find(|batch| batch.id == id)
    }
}

/// The places of those that are sought.
fn in_order(all: &[StoredBatch], (text, undone, sort): &Sought) -> Vec<usize> {
    let fits = |batch: &StoredBatch| {
        undone.is_none_or(|undone| batch.undone.is_some() == undone)
            && [&batch.file, &batch.by, &batch.issuer, &batch.id.0.to_string()]
                .iter()
                .any(|said| said.to_lowercase().contains(text))
    };
    let mut places: Vec<usize> = (0..all.len()).filter(|place| fits(&all[*place])).collect();
    let Some(sort) = sort else { return places };
    // Equal ones stay in the order in which they came, the newest first.
    match sort.column {
        "file" => places.sort_by(|a, b| all[*a].file.cmp(&all[*b].file)),
        "who" => places.sort_by(|a, b| all[*a].by.cmp(&all[*b].by)),
        "added" => places.sort_by_key(|place| all[*place].counts.added),
        "amount" => places.sort_by_key(|place| all[*place].totals.amount),
        _ => places.sort_by_key(|place| all[*place].id),
    }
    if sort.descending {
        places.reverse();
    }
    places
}
