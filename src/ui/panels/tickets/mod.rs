//! Support tickets: the list, and beside it one of them with its notes.

mod details;
mod view;

use std::collections::HashMap;

use egui::Ui;

use self::details::Note;
use super::Panel;
use crate::desk::commands::tickets::{self, Counts, StoredTicket, TicketView, Wanted};
use crate::domain::ids::TicketId;
use crate::domain::ticket::TicketState;
use crate::i18n::unsaved;
use crate::ui::loadable::Loadable;
use crate::ui::paged::Paged;
use crate::ui::state::Cx;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::TableView;

/// The panel.
#[derive(Debug)]
pub struct Tickets {
    /// Which state is shown; none: every one.
    state: Option<TicketState>,
    text: String,
    table: TableView,
    /// The ticket whose card is open.
    selected: Option<TicketId>,
    rows: Paged<Wanted, StoredTicket>,
    counts: Loadable<(u64, Wanted), Counts>,
    details: Loadable<(u64, TicketId), TicketView>,
    note: Note,
    /// Notes that were begun on other tickets, so that nothing typed is lost.
    left: HashMap<TicketId, Note>,
}

impl Default for Tickets {
    fn default() -> Self {
        Self {
            state: Some(TicketState::Open),
            text: String::new(),
            table: TableView::default(),
            selected: None,
            rows: Paged::default(),
            counts: Loadable::default(),
            details: Loadable::default(),
            note: Note::default(),
            left: HashMap::new(),
        }
    }
}

impl Tickets {
    /// Opens the card of this ticket.
    pub fn look_at(&mut self, id: TicketId) {
        self.select(Some(id));
        // Whatever state it is in, it is in the list beside its card.
        self.state = None;
        self.text.clear();
    }

    /// Opens the card of a ticket, or none; a note that was begun on another stays with that one.
    fn select(&mut self, id: Option<TicketId>) {
        if self.selected == id {
            return;
        }
        let begun = id.and_then(|id| self.left.remove(&id)).unwrap_or_default();
        let before = std::mem::replace(&mut self.note, begun);
        if let Some(of) = self.selected.filter(|_| before.is_changed()) {
            self.left.insert(of, before);
        }
        self.selected = id;
    }

    /// The ticket whose card is open, once it is there.
    fn shown(&self) -> Option<&TicketView> {
        self.details.value().filter(|view| Some(view.ticket.id) == self.selected)
    }
}

impl Panel for Tickets {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let account = cx.chosen.map(|chosen| chosen.account.clone());
        let wanted = Wanted { account, state: self.state, text: self.text.trim().to_owned() };
        self.rows.keep(cx.office, wanted.clone(), |db, _, wanted, after, limit| {
            tickets::page(db, wanted, after.map(|ticket: &StoredTicket| ticket.id), limit)
        });
        let revision = cx.office.revision();
        let counted = Wanted { state: None, ..wanted };
        self.counts.keep(cx.office, (revision, counted), |(_, wanted)| {
            let wanted = wanted.clone();
            move |db, _| tickets::counts(db, &wanted)
        });
        match self.selected {
            Some(id) => {
                self.details.keep(cx.office, (revision, id), |&(_, id)| move |db, _| tickets::view(db, id));
            }
            None => self.details.clear(),
        }
        self.note.logic(cx);
        self.left.values_mut().for_each(|note| note.logic(cx));
        self.left.retain(|_, note| note.is_changed());
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.panel_ui(ui, cx);
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        let open = self.selected.filter(|_| self.note.is_changed());
        let noted = open.into_iter().chain(self.left.keys().copied());
        noted.map(|id| Unsaved::new(unsaved::TICKET, id.0.to_string())).collect()
    }
}
