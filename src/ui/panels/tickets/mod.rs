//! Support tickets: the list, and beside it one of them with its notes.

mod details;
mod list;

use std::collections::HashMap;

use egui::Ui;

use self::details::Note;
use self::list::TicketList;
use super::Panel;
use crate::desk::commands::tickets::{self, TicketView};
use crate::domain::ids::TicketId;
use crate::domain::log::ObjectKind;
use crate::domain::ticket::TicketState;
use crate::i18n::tickets as words;
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::keyboard::Keyboard;
use crate::ui::list_panel::{ListFilter, ListPanel, beside_ui};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx, Target};
use crate::ui::views::Kept;

/// The width of the card of a ticket, and of a small window's.
const DETAILS: f32 = 372.0;
const DETAILS_NARROW: f32 = 296.0;
const SMALL: f32 = 900.0;

pub struct Tickets {
    list: ListPanel<TicketList>,
    selected: Option<TicketId>,
    details: Loadable<(u64, TicketId), TicketView>,
    note: Note,
    /// Notes on other tickets that are being sent.
    left: HashMap<TicketId, Note>,
}

impl Default for Tickets {
    fn default() -> Self {
        let mut list = ListPanel::default();
        list.filter.state = Some(TicketState::Open);
        Self {
            list,
            selected: None,
            details: Loadable::default(),
            note: Note::default(),
            left: HashMap::new(),
        }
    }
}

impl Tickets {
    pub fn look_at(&mut self, id: TicketId) {
        self.select(Some(id));
        // Whatever state it is in, it is in the list beside its card.
        self.list.look_at(ListFilter::default(), Some(id));
    }

    /// Opens the card of a ticket, or none; what was begun on another is a draft.
    fn select(&mut self, id: Option<TicketId>) {
        if self.selected == id {
            return;
        }
        let begun = id.and_then(|id| self.left.remove(&id)).unwrap_or_default();
        let before = std::mem::replace(&mut self.note, begun);
        if let Some(of) = self.selected.filter(|_| before.is_under_way()) {
            self.left.insert(of, before);
        }
        self.selected = id;
    }

    fn shown(&self) -> Option<&TicketView> {
        self.details.value().filter(|view| Some(view.ticket.id) == self.selected)
    }
}

impl Panel for Tickets {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        if self.list.logic(cx) {
            self.select(self.list.selected);
        }
        let revision = cx.office.revision();
        match self.selected {
            Some(id) => {
                self.details.keep(cx.office, (revision, id), |db, _, (_, id)| tickets::view(db, *id));
            }
            None => self.details.clear(),
        }
        self.note.settles &= self.details.is_loading();
        self.note.logic(cx);
        self.left.values_mut().for_each(|note| note.logic(cx));
        self.left.retain(|_, note| note.is_under_way());
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if self.note.settles {
            // What a key does depends on what became of the ticket.
            Keyboard::await_answer(ui.ctx());
        }
        self.list.head_ui(ui, cx, |list, ui, cx| list.search_ui(ui, cx));
        self.list.selected = self.selected;
        let side = if ui.available_width() < SMALL { DETAILS_NARROW } else { DETAILS };
        let side = if self.selected.is_some() { side } else { 0.0 };
        beside_ui(ui, side, |ui, is_side| {
            if is_side {
                return self.details_ui(ui, cx);
            }
            let output = self.list.table_ui(ui, cx, |_, _, _| {});
            self.note.wants_focus |= output.opened.is_some();
            if let Some(ticket) = output.opened.or(output.selected).or(output.entered) {
                self.select(Some(ticket.id));
            }
        });
    }

    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        Some(&mut self.list)
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        let Some(view) = self.shown() else { return Vec::new() };
        let steps = self.note.steps(cx.lang, view.ticket.state);
        [UserCommand::WriteNote, UserCommand::TicketHistory]
            .map(UserCommand::now)
            .into_iter()
            .chain(steps)
            .collect()
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        self.note.wants_focus |= command == UserCommand::WriteNote;
        if let Some((id, state)) = self.shown().map(|view| (view.ticket.id, view.ticket.state))
            && let Some(step) = details::step_of(command, state)
        {
            self.note.send(cx, id, step);
        }
        if let Some(view) = self.shown().filter(|_| command == UserCommand::TicketHistory) {
            let id = view.ticket.id;
            let name = words::number(cx.lang, id);
            cx.act(Action::Open(Target::History(ObjectKind::Ticket, id.0.to_string(), name)));
        }
    }
}
