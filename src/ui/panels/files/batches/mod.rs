//! What was imported: every import with what it brought, and the way back.

mod details;
mod list;

use egui::Ui;

use self::list::ImportList;
use super::Said;
use super::undo::{Asked, Undo};
use crate::desk::import::undo::{StoredBatch, import};
use crate::domain::ids::BatchId;
use crate::ui::loadable::Loadable;
use crate::ui::panels::list::{ListFilter, ListPanel, beside_ui};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::space;
use crate::ui::widgets::banner_ui;

/// The width of the card of one import.
const DETAILS: f32 = 360.0;

#[derive(Default)]
pub(super) struct Batches {
    list: ListPanel<ImportList>,
    selected: Option<BatchId>,
    details: Loadable<(u64, BatchId), StoredBatch>,
    undo: Option<Undo>,
    said: Option<Said>,
}

impl Batches {
    /// Opens the card of an import, whatever the list is narrowed to.
    pub(super) fn show(&mut self, id: BatchId) {
        self.list.filter = ListFilter::default();
        self.select(Some(id));
    }

    fn select(&mut self, id: Option<BatchId>) {
        if self.selected != id {
            self.selected = id;
            self.said = None;
        }
    }

    pub(super) fn logic(&mut self, cx: &Cx<'_>) {
        self.list.logic(cx);
        match self.selected {
            Some(id) => {
                let key = (cx.office.revision(), id);
                self.details.keep(cx.office, key, |db, _, (_, id)| import(db, &id.0.to_string()));
            }
            None => self.details.clear(),
        }
        if let Some(said) = self.undo.as_mut().and_then(|undo| undo.logic(cx)) {
            self.undo = None;
            self.said = Some(said);
        }
    }

    /// The search, for the head of the panel.
    pub(super) fn search_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        self.list.search_ui(ui, cx);
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
        if let Some((tone, text)) = &self.said {
            banner_ui(ui, *tone, text, None);
            ui.add_space(space::M);
        }
        self.list.failed_ui(ui, cx);
        self.list.selected = self.selected;
        let side = if self.open().is_some() { DETAILS } else { 0.0 };
        beside_ui(ui, side, |ui, is_side| {
            if is_side {
                return self.details_ui(ui, cx);
            }
            let output = self.list.table_ui(ui, cx);
            if let Some(batch) = output.opened.or(output.selected) {
                self.select(Some(batch.id));
            }
        });
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
        self.details.value().filter(|batch| Some(batch.id) == self.selected)
    }
}
