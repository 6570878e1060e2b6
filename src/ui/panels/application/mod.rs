//! One application with its timeline.

use egui::Ui;

use super::Panel;
use crate::ui::state::Cx;

/// The panel.
#[derive(Debug, Default)]
pub struct Application {
    number: String,
}

impl Application {
    /// Shows this application from here on.
    pub fn look_at(&mut self, number: &str) {
        if self.number != number {
            *self = Self { number: number.to_owned() };
        }
    }
}

impl Panel for Application {
    fn logic(&mut self, _cx: &mut Cx<'_>) {}

    fn ui(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
}
