//! Files in and out: tables are imported with a preview, imports are listed and taken back, whole lists are exported.

mod batches;
mod export;
mod import;
mod undo;

use egui::Ui;

use self::batches::Batches;
use self::export::Export;
use self::import::Import;
use self::undo::{Undo, UndoAction};
use super::Panel;
use crate::desk::import::undo::StoredBatch;
use crate::domain::log::ObjectKind;
use crate::i18n::{files as words, imports, shell};
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::state::{Action, Cx, Target};
use crate::ui::theme::{Tone, space};
use crate::ui::views::Kept;
use crate::ui::widgets::{panel_head_with, segmented_ui, title_ui};

#[derive(Default)]
pub struct Files {
    page: Page,
    import: Import,
    batches: Batches,
    export: Export,
    /// An import that is to be undone, and the page where that was asked for.
    undo: Option<(Page, Undo)>,
}

/// Something that is to be told.
type Said = (Tone, String);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Page {
    #[default]
    Import,
    Batches,
    Export,
}

impl Files {
    /// The import whose card is open.
    fn batch(&self) -> Option<&StoredBatch> {
        self.batches.list.selected_row().filter(|_| self.page == Page::Batches)
    }

    pub(super) fn show(&mut self, page: Page) {
        self.page = page;
    }

    /// Takes what has come while another panel is on screen: an import goes on there.
    pub fn while_away(&mut self, cx: &mut Cx<'_>) {
        self.import.while_away(cx);
        self.take_undone(cx, None);
    }

    /// Takes what has come of undoing an import; it is told in passing unless the page that asked is `on_screen`.
    fn take_undone(&mut self, cx: &mut Cx<'_>, on_screen: Option<Page>) {
        let Some((page, undo)) = &mut self.undo else { return };
        let (page, is_here) = (*page, on_screen == Some(*page));
        let Some(said) = (if is_here { undo.logic(cx) } else { undo.while_away(cx) }) else { return };
        self.undo = None;
        if !is_here {
            cx.act(Action::Toast(said.0, said.1.clone()));
        }
        match page {
            Page::Import => self.import.undone(said),
            Page::Batches if is_here => self.batches.said = Some(said),
            Page::Batches | Page::Export => {}
        }
    }
}

impl Panel for Files {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        match self.page {
            Page::Import => self.import.logic(cx),
            Page::Batches | Page::Export => self.import.while_away(cx),
        }
        if self.page == Page::Batches {
            self.batches.logic(cx);
        }
        self.take_undone(cx, Some(self.page));
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let pages = [
            (Page::Import, cx.say(words::IMPORT)),
            (Page::Batches, cx.say(imports::BATCHES)),
            (Page::Export, cx.say(words::EXPORT)),
        ];
        let mut page = self.page;
        panel_head_with(
            ui,
            |ui| {
                title_ui(ui, cx.say(shell::FILES));
                ui.add_space(space::M);
                segmented_ui(ui, cx.say(words::PAGE), &mut page, &pages);
            },
            |ui| {
                if self.page == Page::Batches {
                    self.batches.list.search_ui(ui, cx);
                }
            },
        );
        ui.add_space(space::M);
        let asked = match self.page {
            Page::Import => self.import.page_ui(ui, cx),
            Page::Batches => self.batches.page_ui(ui, cx),
            Page::Export => {
                self.export.page_ui(ui, cx);
                None
            }
        };
        if let Some(id) = asked {
            self.undo = Some((self.page, Undo::of(id)));
        }
        let here = self.undo.as_mut().filter(|(asked_at, _)| *asked_at == self.page);
        if let Some(asked) = here.and_then(|(_, undo)| undo.modal_ui(ui.ctx(), cx)) {
            self.undo = None;
            if let UndoAction::Show(id) = asked {
                self.batches.show(id);
                page = Page::Batches;
            }
        }
        self.page = page;
    }

    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        Some(&mut self.batches.list)
    }

    fn commands(&self, _cx: &Cx<'_>) -> Vec<Offered> {
        self.batch().map(|_| UserCommand::ImportHistory.now()).into_iter().collect()
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        if let Some(batch) = self.batch().filter(|_| command == UserCommand::ImportHistory) {
            let (id, file) = (batch.id.0.to_string(), batch.file.clone());
            cx.act(Action::Open(Target::History(ObjectKind::Batch, id, file)));
        }
    }
}
