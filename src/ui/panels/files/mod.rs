//! Files in and out: tables are imported with a preview.

mod import;

use egui::Ui;

use self::import::Import;
use super::Panel;
use crate::i18n::shell;
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::panel_head_ui;

/// The panel.
#[derive(Default)]
pub struct Files {
    import: Import,
}

impl Files {
    /// Takes what has come while another panel is on screen: an import goes on there.
    pub fn while_away(&mut self, cx: &mut Cx<'_>) {
        self.import.while_away(cx);
    }
}

impl Panel for Files {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.import.logic(cx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        panel_head_ui(ui, cx.say(shell::FILES), "", |_| ());
        ui.add_space(space::M);
        self.import.page_ui(ui, cx);
    }
}
