//! What the forms of many have alike.

use std::collections::BTreeMap;

use egui::Ui;

use super::grid::INPUTS;
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

    /// Draws it in a dialog whose room is so high; whether Enter confirms it.
    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, height: f32) -> bool;

    /// Why it cannot be sent as it stands.
    fn why_not(&self, lang: Lang) -> Option<String>;

    /// What is sent.
    fn items(&self) -> Result<Vec<Item>, Refusal>;

    /// What is typed in it, to be kept while it is closed.
    fn keep(&self, _typed: &mut Typed) {}
}

/// What was typed into forms that were closed without being sent, and the carrier that was named last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub issue: Kept,
    pub deliver: Kept,
    pub carrier: String,
}

/// The inputs of the rows of an application.
pub(super) type Kept = BTreeMap<String, Vec<[String; INPUTS]>>;
