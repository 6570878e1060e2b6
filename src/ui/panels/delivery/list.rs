//! The list of what is to be delivered.

use std::borrow::Cow;

use chrono::NaiveDate;
use egui::Ui;

use super::outbox::look_of;
use crate::desk::pages::delivery::{DeliveryQuery, ToDeliver};
use crate::domain::ids::ApplicationId;
use crate::domain::list_columns::ApplicationColumn;
use crate::domain::mail::outbox::MessageState;
use crate::domain::policy::Delivery;
use crate::i18n::{Lang, Text, common, delivery as words, mail};
use crate::ui::icons::{self, Icon};
use crate::ui::list_panel::{Chosen, loading_ui};
use crate::ui::loadable::View;
use crate::ui::paged::Paged;
use crate::ui::panels::looks;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Check, Column, Table, TableOutput, TableRows, TableView, amount_ui, body_ui, columns_but, empty_state_ui,
    pill_ui, weak_ui,
};

/// Widths of the list below which columns give way, the least needed first.
const ROOM_FOR_DUE: f32 = 860.0;
const ROOM_FOR_BUYERS: f32 = 700.0;

pub(super) type ToDeliverList = Paged<(NaiveDate, DeliveryQuery), ToDeliver>;

/// What the list is drawn with.
pub(super) struct Rows<'a> {
    pub lang: Lang,
    pub today: NaiveDate,
    pub rows: &'a ToDeliverList,
    pub chosen: &'a Chosen<DeliveryQuery>,
    /// How many there are, read or not.
    pub listed: Option<u64>,
    /// Whether something is searched for.
    pub is_searched: bool,
    /// Whether the keyboard is the list's, since nothing lies over it.
    pub takes_keyboard: bool,
}

/// The order that a table asks for: what is due first comes first.
pub(super) fn order(view: &TableView) -> (ApplicationColumn, bool) {
    let column = match view.sort.map(|sort| sort.column) {
        Some("application") => ApplicationColumn::SubmittedOn,
        Some("amount") => ApplicationColumn::Amount,
        _ => ApplicationColumn::DueOn,
    };
    (column, view.sort.is_some_and(|sort| sort.descending))
}

pub(super) fn columns(lang: Lang) -> [Column<'static>; 6] {
    [
        Column::new("application", words::APPLICATION_NO.get(lang), 142.0).whole().sortable(),
        Column::new("buyer", common::BUYER.get(lang), 150.0).grows(),
        Column::money("amount", common::AMOUNT.get(lang), 108.0).sortable(),
        Column::new("to", words::GOES_TO.get(lang), 180.0),
        Column::new("standing", words::STANDING.get(lang), lang.pick(120.0, 132.0)).whole(),
        Column::new("due", words::DUE.get(lang), lang.pick(104.0, 124.0)).whole().sortable(),
    ]
}

pub(super) fn list_ui(
    ui: &mut Ui,
    rows: &Rows<'_>,
    view: &mut TableView,
    selected: Option<ApplicationId>,
) -> TableOutput<Option<ApplicationId>> {
    let lang = rows.lang;
    let room = ui.available_width();
    let away: &[&str] = match room {
        _ if room < ROOM_FOR_BUYERS => &["due", "buyer", "amount"],
        _ if room < ROOM_FOR_DUE => &["due"],
        _ => &[],
    };
    let mut columns = columns_but(columns(lang), away);
    if room < ROOM_FOR_BUYERS {
        let to = columns.iter_mut().find(|column| column.key() == "to");
        to.into_iter().for_each(|to| *to = Column::new("to", words::GOES_TO.get(lang), 108.0).grows());
    }
    Table::new(words::TO_DELIVER.get(lang), &columns)
        .takes_keyboard(rows.takes_keyboard)
        .checkboxes(rows.chosen.check(rows.listed))
        .empty(|ui| match rows.rows.view() {
            View::NotAsked | View::Loading(None) => loading_ui(ui, lang),
            _ => {
                let found = (words::NONE_FOUND, words::NONE_FOUND_HOW);
                let (title, how) = if rows.is_searched { found } else { (words::NONE, words::NONE_HOW) };
                empty_state_ui(ui, icons::CHECK_CIRCLE, title.get(lang), how.get(lang), None);
            }
        })
        .show(ui, view, rows, selected.map(Some))
}

impl TableRows for Rows<'_> {
    type Id = Option<ApplicationId>;

    fn len(&self) -> usize {
        self.rows.count()
    }

    fn id(&self, row: usize) -> Self::Id {
        self.rows.row(row).map(|row| row.listed.id)
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let Some(row) = self.rows.row(row) else { return };
        match column {
            "application" => drop(body_ui(ui, &row.listed.number)),
            "buyer" => drop(body_ui(ui, &row.listed.buyer_name)),
            "amount" => drop(amount_ui(ui, row.listed.amount)),
            "to" => {
                weak_ui(ui, words::way_short(row.way).get(self.lang));
                body_ui(ui, &to(row));
            }
            "standing" => {
                let (tone, icon, word) = standing(row);
                pill_ui(ui, tone, icon, word.get(self.lang));
            }
            _ => due_ui(ui, self.lang, row, self.today),
        }
    }

    fn check(&self, row: usize) -> Option<(Check, Cow<'_, str>)> {
        let row = self.rows.row(row)?;
        Some((self.chosen.has(row.listed.id).into(), row.listed.number.as_str().into()))
    }
}

pub(super) fn due_ui(ui: &mut Ui, lang: Lang, row: &ToDeliver, today: NaiveDate) {
    let due = looks::due(lang, row.listed.state, row.listed.due_on, today, row.working_days_late);
    match due.look {
        Some((tone, icon)) => drop(pill_ui(ui, tone, icon, &due.words)),
        None => drop(body_ui(ui, &due.words)),
    }
}

/// Who gets it.
fn to(row: &ToDeliver) -> String {
    match (row.way, &row.address, &row.email) {
        (Delivery::Post, Some(address), _) => format!("{} {}", address.recipient, address.region),
        (Delivery::Email, _, Some(email)) => email.clone(),
        _ => String::new(),
    }
}

/// Where its delivery stands.
pub(super) fn standing(row: &ToDeliver) -> (Tone, Icon, Text) {
    use MessageState as S;
    match (row.message, row.way) {
        (Some(state @ (S::Queued | S::Sending | S::Failed | S::Unknown)), _) => {
            let (tone, icon) = look_of(state);
            (tone, icon, mail::state(state))
        }
        (_, Delivery::Email) if row.email.is_none() => (Tone::Warn, icons::WARNING, words::NO_EMAIL),
        (_, Delivery::Email) if row.without_file > 0 => (Tone::Warn, icons::WARNING, words::NO_FILE),
        (_, Delivery::Email) => (Tone::Ok, icons::CHECK, words::CAN_GO),
        (_, Delivery::Post) if row.address.is_none() => (Tone::Warn, icons::WARNING, words::NO_ADDRESS),
        (_, Delivery::Post) => (Tone::Info, icons::SHIPPING, words::TO_POST),
    }
}
