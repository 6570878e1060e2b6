//! What was imported: every import with what it brought, and the way back.

mod details;
mod list;

use egui::Ui;

use self::list::ImportList;
use super::Said;
use crate::desk::import::undo::{StoredBatch, import};
use crate::domain::ids::BatchId;
use crate::ui::list_panel::{ListFilter, ListPanel, beside_ui};
use crate::ui::loadable::Loadable;
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::banner_ui;

const DETAILS: f32 = 360.0;

#[derive(Default)]
pub(super) struct Batches {
    pub(super) list: ListPanel<ImportList>,
    selected: Option<BatchId>,
    details: Loadable<(u64, BatchId), StoredBatch>,
    pub(super) said: Option<Said>,
}

impl Batches {
    /// Opens the card of an import, whatever the list is narrowed to.
    pub(super) fn show(&mut self, id: BatchId) {
        self.list.look_at(ListFilter::default(), Some(id));
        self.select(Some(id));
    }

    fn select(&mut self, id: Option<BatchId>) {
        if self.selected != id {
            self.selected = id;
            self.said = None;
        }
    }

    pub(super) fn logic(&mut self, cx: &mut Cx<'_>) {
        if self.list.logic(cx) {
            self.select(self.list.selected);
        }
        match self.selected {
            Some(id) => {
                let key = (cx.office.revision(), id);
                self.details.keep(cx.office, key, |db, _, (_, id)| import(db, &id.0.to_string()));
            }
            None => self.details.clear(),
        }
    }

    /// The page; answers the import that is to be undone, if one is.
    pub(super) fn page_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<BatchId> {
        if let Some((tone, text)) = &self.said {
            banner_ui(ui, *tone, text, None);
            ui.add_space(space::M);
        }
        self.list.failed_ui(ui, cx);
        self.list.selected = self.selected;
        let side = if self.open().is_some() { DETAILS } else { 0.0 };
        let mut undo = None;
        beside_ui(ui, side, |ui, is_side| {
            if is_side {
                undo = self.details_ui(ui, cx);
                return;
            }
            let output = self.list.table_ui(ui, cx, |_, _, _| {});
            if let Some(batch) = output.opened.or(output.selected).or(output.entered) {
                self.select(Some(batch.id));
            }
        });
        undo
    }

    /// The import whose card is open, once it is there.
    fn open(&self) -> Option<&StoredBatch> {
        self.details.value().filter(|batch| Some(batch.id) == self.selected)
    }
}
