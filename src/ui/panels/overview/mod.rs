//! A panel.

use egui::Ui;

use super::Panel;
use crate::ui::state::Cx;

/// The panel.
#[derive(Debug, Default)]
pub struct Overview {}

impl Panel for Overview {
    fn logic(&mut self, _cx: &mut Cx<'_>) {}

    fn ui(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
}
