//! What a right click on a row offers.

use egui::Ui;

use super::{Chosen, ColumnOf, IdOf, ListView, RowOf};
use crate::desk::lists::ListRow;
use crate::i18n::{Lang, lists as words};
use crate::ui::commands::{Offered, UserCommand, command_item_ui};
use crate::ui::widgets::menu_item_ui;

/// The longest that a value is shown in the menu, in characters.
const LONGEST: usize = 24;

/// What was taken from the menu.
pub(super) enum Taken<V: ListView> {
    Open(IdOf<V>),
    /// What is chosen, if this row is; else this row.
    Copy(IdOf<V>),
    CopyCell(String),
    Run(UserCommand),
    /// Only rows in this state are to be listed.
    Only(V::State),
}

pub(super) fn menu_ui<V: ListView>(
    ui: &mut Ui,
    lang: Lang,
    row: &RowOf<V>,
    column: ColumnOf<V>,
    chosen: &Chosen<V::Query>,
    offered: &[Offered],
) -> Option<Taken<V>> {
    let id = row.id();
    let mut taken = None;
    let mut item = |label: &str, then: Taken<V>| {
        if menu_item_ui(ui, label, false).clicked() {
            taken = Some(then);
        }
    };
    item(words::OPEN.get(lang), Taken::Open(id));
    let rows = if chosen.has(id) { chosen.count() } else { 1 };
    item(&words::copy_rows(lang, rows as u64), Taken::Copy(id));
    let value = V::shown(row, column).into_text(|phrase| V::word(lang, phrase));
    if !value.is_empty() {
        let short: String = value.chars().take(LONGEST).collect();
        item(&words::copy_cell(lang, &short), Taken::CopyCell(value));
    }
    if let Some(state) = V::state_of(row, column) {
        let name = V::states().into_iter().find(|(shown, _)| *shown == state).map(|(_, name)| name.get(lang));
        item(&words::only(lang, name.unwrap_or_default()), Taken::Only(state));
    }
    // What is done is done with what is chosen: a row that is not among that is offered nothing.
    if chosen.count() == 0 || chosen.has(id) {
        for offered in offered.iter().filter(|offered| offered.why_not.is_none()) {
            if command_item_ui(ui, offered) {
                taken = Some(Taken::Run(offered.command));
            }
        }
    }
    taken
}
