//! What the choice of a customer and the search over everything share: a field, and a list of what it finds that is
//! gone through with the arrow keys and taken with Enter; and the names by which customers are found.

use std::sync::Arc;

use egui::{Context, Id, Key, Modifiers, Ui};

use crate::desk::pages::search::Names;
use crate::desk::worker::Office;
use crate::ui::keyboard::Keyboard;
use crate::ui::loadable::Loadable;
use crate::ui::widgets::{PickRow, search_ui};

/// What customers are called, kept while somebody looks for them.
#[derive(Debug, Default)]
pub(super) struct KnownNames(Loadable<u64, Arc<Names>>);

impl KnownNames {
    /// Reads them, and again when something has changed; none: they are on their way. Where they cannot be read, nobody
    /// is found by how the name sounds.
    pub fn logic(&mut self, office: &Office) -> Option<Arc<Names>> {
        self.0.keep(office, office.revision(), |db, _, _| Names::read(db).map(Arc::new));
        self.0.value().cloned().or_else(|| self.0.failed().map(|_| Arc::default()))
    }
}

/// What is typed, and which line of what it finds is at hand.
#[derive(Debug, Default)]
pub(super) struct Pick {
    text: String,
    /// The place of the line that Enter takes.
    at: usize,
    /// The arrow keys have just led to another line.
    moved: bool,
    /// Enter was pressed: it takes a line as soon as what was found is what was typed.
    entered: bool,
    field: Option<Id>,
    /// The field is still to have the keyboard.
    wants_focus: bool,
}

/// How many lines there are, and how many of them stand above what is found: the first of those is at hand first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines {
    pub above: usize,
    pub count: usize,
}

impl Pick {
    pub fn text(&self) -> &str {
        self.text.trim()
    }

    /// Whether Enter was pressed before there was an answer.
    pub fn waits(&self) -> bool {
        self.entered
    }

    /// The field, and the keys that go through the lines. It is typed into from the start, and on.
    pub fn field_ui(&mut self, ui: &mut Ui, hint: &str, width: f32, lines: Lines, just_opened: bool) {
        if just_opened {
            self.at = lines.above;
        }
        let step = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp))
        });
        self.moved = step != 0;
        self.at = self.at.saturating_add_signed(step).min(lines.count.saturating_sub(1));
        let search = search_ui(ui, &mut self.text, hint, None, width);
        self.field = Some(search.id);
        if search.changed() {
            self.at = lines.above;
            self.entered = false;
        }
        // What Enter does here it does nowhere else: a panel below may mean something by it too.
        let enter =
            search.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        self.entered |= enter;
        // What is just opened is measured first, and hears nothing in that frame.
        self.wants_focus = just_opened || enter || (self.wants_focus && !search.has_focus());
        if self.wants_focus {
            search.request_focus();
        }
    }

    /// The place of the line that is taken with Enter, once the lines are the answer to what is typed.
    pub fn taken(&mut self, ctx: &Context, is_answer: bool) -> Option<usize> {
        let is_taken = is_answer && std::mem::take(&mut self.entered);
        if self.entered {
            Keyboard::await_answer(ctx);
        }
        is_taken.then_some(self.at)
    }

    /// One line; whether it was clicked. Assistive technology hears of the line at hand while the field is typed into.
    pub fn row_ui(&self, ui: &mut Ui, place: usize, row: PickRow<'_>, label: &str) -> bool {
        let is_at = place == self.at;
        let line = PickRow { is_at, ..row }.show(ui, label);
        if is_at {
            if self.moved {
                line.scroll_to_me(None);
            }
            if let Some(field) = self.field.filter(|_| ui.ctx().has_accesskit_node(line.id)) {
                let line = line.id.accesskit_id();
                ui.ctx().accesskit_node_builder(field, |node| node.set_active_descendant(line));
            }
        }
        line.clicked()
    }
}
