//! What the forms of many have alike.

use egui::Ui;

use super::kept::Typed;
use super::run::{Doing, Item};
use crate::domain::refusal::Refusal;
use crate::i18n::Lang;
use crate::ui::command_dialog::Head;
use crate::ui::state::Cx;

/// What is filled in before something is done with many.
pub(super) trait Form {
    fn doing(&self) -> Doing;

    fn head(&self, lang: Lang) -> Head;

    /// Whether it is a grid, which takes all the width there is.
    fn is_wide(&self) -> bool {
        false
    }

    /// Takes what has come of what the form asks the desk.
    fn logic(&mut self, _cx: &Cx<'_>) {}

    /// Draws it in a dialog whose room is so high.
    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, height: f32) -> Drawn;

    /// Why it cannot be sent as it stands.
    fn why_not(&self, lang: Lang) -> Option<String>;

    /// What is sent.
    fn items(&self) -> Result<Vec<Item>, Refusal>;

    /// Adds what is typed in it to what is kept.
    fn keep(&self, _typed: &mut Typed) {}

    /// Forgets what is typed in it.
    fn clear(&mut self) {}
}

/// What became of a form in a frame.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Drawn {
    /// Enter confirms it.
    pub entered: bool,
    /// Something else is typed in it.
    pub changed: bool,
}
