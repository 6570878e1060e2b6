//! Draws the list of applications.

use chrono::NaiveDate;
use egui::Ui;

use super::Applications;
use super::filter::{Filter, exported};
use crate::desk::export::List;
use crate::desk::lists::applications::{Listed, Show};
use crate::domain::application::ApplicationState;
use crate::domain::ids::ApplicationId;
use crate::i18n::{Lang, applications as words, domain, shell};
use crate::ui::exporting::export_button_ui;
use crate::ui::paged::Paged;
use crate::ui::panels::lists::{failed_ui, filters_ui, find_ui, reading_ui};
use crate::ui::panels::looks as status;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{
    Button, Card, Column, Table, TableOutput, TableRows, TableView, amount_ui, body_ui, chip_ui,
    columns_menu_ui, empty_state_ui, panel_head_ui, pill_ui, small_ui, weak_ui,
};
use crate::ui::{icons, words as spoken};

/// Widths in the head.
const SEARCH: f32 = 300.0;

/// The filters of one state each.
const SHOWN: [Show; 11] = [
    Show::All,
    Show::Late,
    Show::ToCorrect,
    Show::State(ApplicationState::Submitted),
    Show::State(ApplicationState::Issuing),
    Show::State(ApplicationState::Issued),
    Show::State(ApplicationState::Delivered),
    Show::State(ApplicationState::Received),
    Show::State(ApplicationState::Cancelled),
    Show::State(ApplicationState::Rejected),
    Show::State(ApplicationState::Reversed),
];

impl Applications {
    pub(super) fn panel_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let enter = self.head_ui(ui, cx);
        ui.add_space(space::M);
        self.filter.period.days_ui(ui, cx.lang);
        failed_ui(ui, cx, &self.rows.view());
        let mut table = self.table.clone();
        let mut show = self.filter.show;
        let lang = cx.lang;
        let columns = columns(lang);
        let mut view = self.table.clone();
        let card = Card::new().flush().fill_height();
        let (output, acted) = card
            .show(ui, |ui| {
                filters_ui(
                    ui,
                    |ui| self.chips_ui(ui, lang, &mut show),
                    |ui| columns_menu_ui(ui, &columns, &mut table),
                );
                self.table_ui(ui, cx, &columns, &mut view)
            })
            .inner;
        self.table.sort = view.sort;
        self.table.hidden = table.hidden;
        self.filter.show = show;
        if acted && self.filter.is_open() {
            cx.act(Action::Go(Route::Apply));
        } else if acted {
            self.filter = Filter::default();
        }
        self.take(ui, cx, &output, enter);
    }

    /// Title, search and period; whether Enter was pressed in the search.
    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        let note = cx.chosen.map_or("", |chosen| chosen.name.as_str());
        let mut enter = false;
        panel_head_ui(ui, cx.say(shell::APPLICATIONS), note, |ui| {
            if Button::primary(cx.say(shell::APPLY)).shortcut("Ctrl N").show(ui).clicked() {
                cx.act(Action::Go(Route::Apply));
            }
            if let Some(format) = export_button_ui(ui, cx.lang) {
                let account = cx.chosen.map(|chosen| chosen.account.as_str());
                let wanted = self.filter.wanted(account, &self.table, cx.office.moment().today);
                let list = List::Applications(wanted, exported(&self.table));
                cx.act(Action::Export(Box::new(list), format));
            }
            self.filter.period.choice_ui(ui, cx.lang, words::PERIOD);
            let hint = if cx.chosen.is_some() { words::SEARCH_ONE } else { words::SEARCH };
            enter = find_ui(ui, &mut self.filter.text, cx.say(hint), SEARCH);
        });
        enter
    }

    fn chips_ui(&self, ui: &mut Ui, lang: Lang, show: &mut Show) {
        for shown in SHOWN {
            let name = match shown {
                Show::All => words::ALL,
                Show::Late => words::LATE,
                Show::ToCorrect => words::TO_CORRECT,
                Show::State(state) => domain::application_state(state),
            };
            let count = self.totals.value().map(|totals| totals.of(shown).count);
            let count = count.and_then(|count| usize::try_from(count).ok());
            // Corrections are rare: they are offered where one waits.
            if shown == Show::ToCorrect && *show != shown && count.unwrap_or(0) == 0 {
                continue;
            }
            if chip_ui(ui, *show == shown, name.get(lang), count).clicked() {
                *show = shown;
            }
        }
    }

    /// The table, and whether what its empty state offers is to be done.
    fn table_ui(
        &self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        columns: &[Column<'_>],
        view: &mut TableView,
    ) -> (TableOutput<ApplicationId>, bool) {
        let lang = cx.lang;
        let today = cx.office.moment().today;
        let is_open = self.filter.is_open();
        let total = self.totals.value().map(|totals| totals.of(self.filter.show));
        let mut acted = false;
        let output = Table::new(cx.say(shell::APPLICATIONS), columns)
            .empty(|ui| {
                if reading_ui(ui, lang, &self.rows.view()) {
                    return;
                }
                let (title, text, action) = if is_open {
                    (words::NONE, words::NONE_HOW, shell::APPLY)
                } else {
                    (words::NONE_FOUND, words::NONE_FOUND_HOW, words::CLEAR_FILTERS)
                };
                let (title, text) = (title.get(lang), text.get(lang));
                acted = empty_state_ui(ui, icons::INBOX, title, text, Some(action.get(lang)));
            })
            .footer(|ui| {
                if let Some(total) = total {
                    small_ui(ui, &words::totals(lang, total.count, total.amount));
                }
            })
            .show(ui, view, &Rows { rows: &self.rows, lang, today }, self.selected);
        (output, acted)
    }

    /// Does what was asked of the table; `enter`: the first row is to be opened.
    fn take(&mut self, ui: &Ui, cx: &mut Cx<'_>, output: &TableOutput<ApplicationId>, enter: bool) {
        if let Some(selected) = output.selected {
            self.selected = Some(selected);
        }
        if output.near_end {
            self.rows.want_more();
        }
        let row = |id: ApplicationId| self.rows.rows().find(|listed| listed.id() == id);
        if let Some(listed) = output.copied.and_then(row) {
            ui.copy_text(as_text(listed, cx.lang));
            cx.act(Action::Toast(Tone::Ok, cx.say(words::COPIED).to_owned()));
        }
        let opened = match output.opened {
            Some(id) => row(id),
            None if enter => self.rows.row(0),
            None => None,
        };
        if let Some(listed) = opened {
            cx.act(Action::Go(Route::Application(listed.row.number.clone())));
        }
    }
}

/// A row as it is pasted into a spreadsheet.
fn as_text(listed: &Listed, lang: Lang) -> String {
    let row = &listed.row;
    [
        row.number.as_str(),
        &row.account,
        &row.account_name,
        domain::invoice_type_short(row.invoice_type).get(lang),
        &row.amount.to_string(),
        &row.submitted_on.to_string(),
        &row.due_on.to_string(),
        domain::application_state(row.state).get(lang),
        row.invoices.as_deref().unwrap_or_default(),
    ]
    .join("\t")
}

fn columns(lang: Lang) -> [Column<'static>; 9] {
    [
        Column::new("number", words::NUMBER.get(lang), 144.0),
        Column::new("customer", words::CUSTOMER.get(lang), 180.0).grows(),
        Column::new("buyer", words::BUYER.get(lang), 180.0),
        Column::new("type", words::TYPE.get(lang), lang.pick(90.0, 162.0)),
        Column::money("amount", words::AMOUNT.get(lang), 120.0).sortable(),
        Column::new("submitted_on", words::SUBMITTED_ON.get(lang), 116.0).sortable(),
        Column::new("due", words::DUE.get(lang), lang.pick(150.0, 168.0)).sortable(),
        Column::new("state", words::STATE.get(lang), lang.pick(110.0, 120.0)),
        Column::new("invoices", words::INVOICES.get(lang), 200.0),
    ]
}

/// The rows, as the table asks for them.
struct Rows<'a> {
    rows: &'a Paged<super::Key, Listed>,
    lang: Lang,
    today: NaiveDate,
}

impl TableRows for Rows<'_> {
    type Id = ApplicationId;

    fn len(&self) -> usize {
        self.rows.count()
    }

    fn id(&self, row: usize) -> ApplicationId {
        self.rows.row(row).map_or(ApplicationId(0), Listed::id)
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let Some(listed) = self.rows.row(row) else { return };
        let row = &listed.row;
        match column {
            "number" => drop(body_ui(ui, &row.number)),
            "customer" => drop(body_ui(ui, &row.account_name)),
            "buyer" => drop(body_ui(ui, &row.buyer_name)),
            "type" => drop(body_ui(ui, domain::invoice_type_short(row.invoice_type).get(self.lang))),
            "amount" => {
                amount_ui(ui, row.amount);
                if row.uncovered.is_positive() {
                    let (rect, response) =
                        ui.allocate_exact_size(egui::vec2(size::ICON, size::ICON), egui::Sense::hover());
                    let tokens = crate::ui::theme::tokens(ui);
                    icons::WARNING.paint(ui, rect.center(), size::ICON, tokens.warn);
                    response.on_hover_text(spoken::say(ui, words::UNCOVERED));
                }
            }
            "submitted_on" => drop(body_ui(ui, &row.submitted_on.to_string())),
            "due" => {
                let due = status::due(self.lang, row.state, row.due_on, self.today, listed.working_days_late);
                match due.look {
                    Some((tone, icon)) => drop(pill_ui(ui, tone, icon, &due.words)),
                    None if row.state.is_open() => drop(body_ui(ui, &due.words)),
                    None => drop(weak_ui(ui, &due.words)),
                }
            }
            "state" => {
                let (tone, icon) = status::look_of(row.state);
                pill_ui(ui, tone, icon, domain::application_state(row.state).get(self.lang));
            }
            _ => drop(body_ui(ui, row.invoices.as_deref().unwrap_or_default())),
        }
    }

    fn is_faint(&self, row: usize) -> bool {
        self.rows.row(row).is_some_and(|listed| !listed.row.state.is_live())
    }
}
