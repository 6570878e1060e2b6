//! Files in and out: tables are imported with a preview, imports are listed and taken back, whole lists are exported.

mod batches;
mod export;
mod import;
mod totals;
mod undo;

use egui::Ui;

use self::batches::Batches;
use self::export::Export;
use self::import::Import;
use super::Panel;
use crate::i18n::{files as words, imports, shell};
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{panel_head_with, segmented_ui, title_ui};

#[derive(Default)]
pub struct Files {
    page: Page,
    import: Import,
    batches: Batches,
    export: Export,
}

/// Something that is to be told.
type Said = (Tone, String);

/// Which way files go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Import,
    Batches,
    Export,
}

impl Files {
    pub(super) fn show_import(&mut self) {
        self.page = Page::Import;
    }

    pub(super) fn show_imports(&mut self) {
        self.page = Page::Batches;
    }

    pub(super) fn show_export(&mut self) {
        self.page = Page::Export;
    }

    /// Takes what has come while another panel is on screen: an import goes on there.
    pub fn while_away(&mut self, cx: &mut Cx<'_>) {
        self.import.while_away(cx);
        self.batches.while_away(cx);
    }
}

impl Panel for Files {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        match self.page {
            Page::Import => self.import.logic(cx),
            Page::Batches | Page::Export => self.import.while_away(cx),
        }
        match self.page {
            Page::Batches => self.batches.logic(cx),
            Page::Import | Page::Export => self.batches.while_away(cx),
        }
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
                    self.batches.search_ui(ui, cx);
                }
            },
        );
        ui.add_space(space::M);
        match self.page {
            Page::Import => {
                if let Some(id) = self.import.page_ui(ui, cx) {
                    self.batches.show(id);
                    page = Page::Batches;
                }
            }
            Page::Batches => self.batches.page_ui(ui, cx),
            Page::Export => self.export.page_ui(ui, cx),
        }
        self.page = page;
    }
}
