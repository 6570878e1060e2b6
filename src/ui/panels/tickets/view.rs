//! Draws the list of tickets.

use chrono::NaiveDate;
use egui::{Key, Modifiers, Ui};

use super::Tickets;
use super::details::look_of;
use crate::desk::commands::tickets::{StoredTicket, Wanted};
use crate::domain::ids::TicketId;
use crate::domain::ticket::TicketState;
use crate::i18n::refusal::message;
use crate::i18n::rules::rule_text;
use crate::i18n::{Lang, dates, domain, shell, tickets as words};
use crate::ui::icons;
use crate::ui::loadable::View;
use crate::ui::paged::Paged;
use crate::ui::panels::bills::beside_ui;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Card, Column, Table, TableOutput, TableRows, banner_ui, body_ui, chip_ui, columns_menu_ui,
    empty_state_ui, panel_head_ui, pill_ui, search_ui, small_ui, spinner_ui,
};

/// The width of the search, and of the card of one ticket.
const SEARCH: f32 = 300.0;
const DETAILS: f32 = 400.0;

/// Beside a card, below this width of the list, the numbers of applications give way.
const ROOM_FOR_APPLICATIONS: f32 = 730.0;

impl Tickets {
    pub(super) fn panel_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let enter = self.head_ui(ui, cx);
        ui.add_space(space::M);
        if let View::Failed(refusal) = self.rows.view() {
            let text = shell::failed(cx.lang, &message(cx.lang, refusal));
            banner_ui(ui, Tone::Bad, &text, None);
            ui.add_space(space::M);
        }
        if enter && let Some(first) = self.rows.row(0).map(|ticket| ticket.id) {
            self.select(Some(first));
        }
        let side = if self.selected.is_some() { DETAILS } else { 0.0 };
        beside_ui(
            ui,
            side,
            |ui, is_side| {
                if is_side { self.details_ui(ui, cx) } else { self.list_ui(ui, cx) }
            },
        );
    }

    /// Title and search; whether Enter was pressed in the search.
    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let note = cx.chosen.map_or("", |chosen| chosen.name.as_str());
        panel_head_ui(ui, cx.say(shell::TICKETS), note, |ui| {
            let search = search_ui(ui, &mut self.text, cx.say(words::SEARCH), Some("Ctrl F"), SEARCH);
            if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
                search.request_focus();
            }
            search.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        })
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let lang = cx.lang;
        let columns = columns(lang);
        let (mut table, mut view) = (self.table.clone(), self.table.clone());
        if self.selected.is_some() {
            view.hidden.extend(["last_note", "opened_by"]);
            if ui.available_width() < ROOM_FOR_APPLICATIONS {
                view.hidden.push("application");
            }
        }
        let mut state = self.state;
        let card = Card::new()
            .head(|ui| self.chips_ui(ui, lang, &mut state))
            .actions(|ui| columns_menu_ui(ui, &columns, &mut table));
        let (output, acted) =
            card.flush().fill_height().show(ui, |ui| self.table_ui(ui, cx, &columns, &mut view)).inner;
        self.table.hidden = table.hidden;
        self.state = state;
        if acted {
            self.state = None;
            self.text.clear();
        }
        if output.near_end {
            self.rows.want_more();
        }
        if let Some(id) = output.opened.or(output.selected) {
            self.select(Some(id));
        }
    }

    fn chips_ui(&self, ui: &mut Ui, lang: Lang, state: &mut Option<TicketState>) {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        let counts = self.counts.value();
        for shown in [Some(TicketState::Open), Some(TicketState::Closed), None] {
            let name = shown.map_or(words::ALL, domain::ticket_state);
            let count = counts.map(|counts| match shown {
                Some(TicketState::Open) => counts.open,
                Some(TicketState::Closed) => counts.closed,
                None => counts.open + counts.closed,
            });
            let count = count.and_then(|count| usize::try_from(count).ok());
            if chip_ui(ui, *state == shown, name.get(lang), count).clicked() {
                *state = shown;
            }
        }
    }

    /// The table, and whether what its empty state offers is to be done.
    fn table_ui(
        &self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        columns: &[Column<'_>],
        view: &mut crate::ui::widgets::TableView,
    ) -> (TableOutput<TicketId>, bool) {
        let lang = cx.lang;
        let is_new = matches!(self.rows.view(), View::NotAsked | View::Loading(None));
        let counts = self.counts.value().copied().unwrap_or_default();
        let are_some = counts.open + counts.closed > 0 || !self.text.is_empty() || cx.chosen.is_some();
        let total = match self.state {
            Some(TicketState::Open) => counts.open,
            Some(TicketState::Closed) => counts.closed,
            None => counts.open + counts.closed,
        };
        let mut acted = false;
        let rows = Rows { rows: &self.rows, lang, today: cx.office.moment().today };
        let output = Table::new(cx.say(shell::TICKETS), columns)
            .empty(|ui| {
                if is_new {
                    ui.add_space(space::L);
                    ui.horizontal(|ui| {
                        ui.add_space(space::M);
                        spinner_ui(ui, shell::LOADING.get(lang));
                    });
                    return;
                }
                let (title, text, action) = if are_some {
                    (words::NONE_FOUND, words::NONE_FOUND_HOW, Some(words::CLEAR_FILTERS))
                } else {
                    (words::NONE, words::NONE_HOW, None)
                };
                let action = action.map(|action| action.get(lang));
                acted = empty_state_ui(ui, icons::TICKET, title.get(lang), text.get(lang), action);
            })
            .footer(|ui| drop(small_ui(ui, &words::total(lang, total))))
            .show(ui, view, &rows, self.selected);
        (output, acted)
    }
}

fn columns(lang: Lang) -> [Column<'static>; 8] {
    [
        Column::new("number", words::NUMBER.get(lang), 64.0),
        Column::new("customer", words::CUSTOMER.get(lang), 150.0).grows(),
        Column::new("why", words::WHY.get(lang), lang.pick(122.0, 160.0)),
        Column::new("application", words::APPLICATION.get(lang), 150.0),
        Column::new("last_note", words::LAST_NOTE.get(lang), 170.0),
        Column::new("opened", words::OPENED.get(lang), 130.0),
        Column::new("opened_by", words::OPENED_BY.get(lang), 84.0),
        Column::new("state", words::STATE.get(lang), 96.0),
    ]
}

/// The rows, as the table asks for them.
struct Rows<'a> {
    rows: &'a Paged<Wanted, StoredTicket>,
    lang: Lang,
    today: NaiveDate,
}

impl TableRows for Rows<'_> {
    type Id = TicketId;

    fn len(&self) -> usize {
        self.rows.count()
    }

    fn id(&self, row: usize) -> TicketId {
        self.rows.row(row).map_or(TicketId(0), |ticket| ticket.id)
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let Some(ticket) = self.rows.row(row) else { return };
        match column {
            "number" => drop(body_ui(ui, &ticket.id.0.to_string())),
            "customer" => drop(body_ui(ui, &ticket.account_name)),
            "why" => drop(body_ui(ui, rule_text(ticket.rule).title.get(self.lang))),
            "application" => drop(body_ui(ui, ticket.application_number.as_deref().unwrap_or_default())),
            "last_note" => drop(body_ui(ui, ticket.last_note.as_deref().unwrap_or_default())),
            "opened" => drop(body_ui(ui, &dates::moment(self.lang, ticket.opened_at, self.today))),
            "opened_by" => drop(body_ui(ui, &ticket.opened_by)),
            _ => {
                let (tone, icon) = look_of(ticket.state);
                pill_ui(ui, tone, icon, domain::ticket_state(ticket.state).get(self.lang));
            }
        }
    }

    fn is_faint(&self, row: usize) -> bool {
        self.rows.row(row).is_some_and(|ticket| ticket.state == TicketState::Closed)
    }
}
