//! What is particular to the list of tickets.

use egui::Ui;

use super::details::look_of;
use crate::desk::commands::tickets::StoredTicket;
use crate::desk::lists::tickets::{TicketCounts, TicketQuery};
use crate::domain::list_columns::TicketColumn;
use crate::domain::ticket::TicketState;
use crate::i18n::{Lang, Text, common, domain, lists, shell, tickets as words};
use crate::ui::icons;
use crate::ui::list_panel::{At, ListLook, ListPanel, ListRequest, ListView};
use crate::ui::state::Cx;
use crate::ui::widgets::pill_ui;

pub struct TicketList;

impl ListView for TicketList {
    type Query = TicketQuery;
    type State = Option<TicketState>;
    type Choices = ();

    const CARD_STAYS: bool = true;
    const LOOK: ListLook = ListLook {
        title: shell::TICKETS,
        icon: icons::TICKET,
        search: [words::SEARCH, words::SEARCH],
        search_width: 300.0,
        none: [words::NONE, words::NONE_HOW],
        none_action: None,
        none_found: [words::NONE_FOUND, common::TRY_STATE_SEARCH],
    };

    const LEAST_NEEDED: &'static [TicketColumn] =
        &[TicketColumn::LastNote, TicketColumn::OpenedBy, TicketColumn::Application, TicketColumn::Rule];

    fn query(asked: ListRequest<TicketColumn>, state: Self::State, (): &()) -> TicketQuery {
        TicketQuery { account: asked.account, state, text: asked.text }
    }

    fn summed(query: TicketQuery) -> TicketQuery {
        TicketQuery { state: None, ..query }
    }

    fn states() -> Vec<(Self::State, Text)> {
        let states = [TicketState::Open, TicketState::Closed];
        let states = states.map(|state| (Some(state), domain::ticket_state(state)));
        states.into_iter().chain([(None, lists::ALL)]).collect()
    }

    fn count(counts: &TicketCounts, state: Self::State) -> Option<u64> {
        Some(counts.of(state))
    }

    fn state_of(ticket: &StoredTicket, column: TicketColumn) -> Option<Self::State> {
        (column == TicketColumn::State).then_some(Some(ticket.state))
    }

    fn totals(lang: Lang, counts: &TicketCounts, state: Self::State) -> String {
        words::total(lang, counts.of(state))
    }

    /// There may be open ones where only closed ones are looked for.
    fn has_none(panel: &ListPanel<Self>, cx: &Cx<'_>) -> bool {
        let counts = panel.summary().copied().unwrap_or_default();
        counts.of(None) == 0 && panel.filter.text.is_empty() && cx.chosen.is_none()
    }

    fn cell_ui(ui: &mut Ui, at: At, ticket: &StoredTicket, column: TicketColumn) -> bool {
        if column != TicketColumn::State {
            return false;
        }
        let (tone, icon) = look_of(ticket.state);
        pill_ui(ui, tone, icon, domain::ticket_state(ticket.state).get(at.lang));
        true
    }

    fn is_faint(ticket: &StoredTicket) -> bool {
        ticket.state == TicketState::Closed
    }
}
