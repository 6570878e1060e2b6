//! The list of what there is to do, each thing one click from where it is settled.

use std::cell::Cell;
use std::cmp::Reverse;
use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Rect, Ui, UiBuilder};

use super::drafts::Drafts;
use crate::desk::lists::bills::BillStateFilter;
use crate::desk::pages::amount::AmountOf;
use crate::desk::pages::overview::{Invoiceable, Kind, Task, TaskCounts, TaskId, ToDo, What, Work, to_do};
use crate::domain::application::Step;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, Text, common, dates, lists, overview as words, step_requests};
use crate::ui::cursor::Cursor;
use crate::ui::held_amount::holds_ui;
use crate::ui::icons::{self, Icon};
use crate::ui::list_panel::loading_ui;
use crate::ui::loadable::View;
use crate::ui::paged::Paged;
use crate::ui::state::{Action, Cx, Route, Target};
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{
    Card, Column, Table, TableRows, TableView, amount_text_ui, amount_ui, body_ui, chip_ui, empty_state_ui,
    fold_ui, pill_ui, row_link_ui, strong_ui,
};

const FILTERS: [(Option<Kind>, Text); 5] = [
    (None, lists::ALL),
    (Some(Kind::Applications), common::APPLICATIONS),
    (Some(Kind::Bills), common::BILLS),
    (Some(Kind::Reviews), words::REVIEWS),
    (Some(Kind::Corrections), words::CORRECTIONS),
];

/// How many rows of what is only to be known are shown before they scroll.
const KNOWN_ROWS: usize = 6;

#[derive(Debug, Default)]
pub(super) struct Todo {
    rows: Paged<(NaiveDate, ToDo), Task>,
    /// What there is to do about money.
    money: Option<Arc<Invoiceable>>,
    counts: TaskCounts,
    filter: Option<Kind>,
    cursor: Cursor<TaskId>,
    /// What there is only to know, in one line until it is opened.
    known: Vec<Task>,
    known_words: String,
    shows_known: bool,
    drafts: Drafts,
    selected_known: Option<TaskId>,
}

impl Todo {
    /// Forgets what there is, not how it is looked at.
    pub(super) fn clear(&mut self) {
        self.rows = Paged::default();
        self.money = None;
        self.counts = TaskCounts::default();
        self.known.clear();
    }

    /// Counts what there is, where that was read anew. The list is another one only where the sums say something else.
    pub(super) fn count(&mut self, cx: &Cx<'_>, work: Option<&Work>, money: Option<&Arc<Invoiceable>>) {
        if self.money.as_ref().map(|sums| &sums.tasks) != money.map(|sums| &sums.tasks) {
            self.money = money.cloned();
        }
        self.counts = work.map(|work| work.tasks).unwrap_or_default();
        let about_money = money.into_iter().flat_map(|money| &money.tasks);
        about_money.for_each(|task| self.counts.add(task.kind(), 1));
        if self.counts.of(self.filter) == 0 {
            self.filter = None;
        }
        let others = work.into_iter().flat_map(|work| &work.known);
        self.known = others.chain(money.into_iter().flat_map(|money| &money.known)).cloned().collect();
        self.known.sort_by_key(|task| (Reverse(task.amount), task.id()));
        self.known_words = known_words(cx.lang, &self.known);
    }

    /// Reads what is shown.
    pub(super) fn logic(&mut self, cx: &Cx<'_>, of: Option<String>) {
        let wanted = ToDo { of: of.clone(), kind: self.filter, money: self.money.clone() };
        let key = (cx.office.moment().today, wanted);
        self.rows.keep(cx.office, key, |db, moment, (_, wanted), after, limit| {
            to_do(db, moment, wanted, after, limit)
        });
        self.drafts.logic(cx, of.as_deref());
        self.cursor.keep_within(self.rows.count(), |place| self.rows.row(place).map(Task::id));
    }

    pub(super) fn card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, today: NaiveDate, is_loading: bool) {
        let lang = cx.lang;
        let (mut filter, counts) = (self.filter, self.counts);
        let card = Card::new().head(|ui| {
            strong_ui(ui, words::TO_DO.get(lang));
            ui.add_space(space::S);
            ui.spacing_mut().item_spacing.x = space::XS + 2.0;
            for (kind, name) in FILTERS {
                let count = counts.of(kind);
                let is_offered = count > 0;
                let count = usize::try_from(count).ok();
                if is_offered && chip_ui(ui, filter == kind, name.get(lang), count).clicked() {
                    filter = kind;
                }
            }
        });
        card.flush().fill_height().show(ui, |ui| {
            let room = ui.available_rect_before_wrap();
            let (drafts, fold) = (room.top() + self.drafts.height(), room.bottom() - self.known_height());
            if drafts > room.top() {
                let above = room.with_max_y(drafts);
                ui.scope_builder(UiBuilder::new().max_rect(above), |ui| self.drafts.ui(ui, cx));
            }
            ui.scope_builder(UiBuilder::new().max_rect(room.with_min_y(drafts).with_max_y(fold)), |ui| {
                self.table_ui(ui, cx, today, is_loading);
            });
            if !self.known.is_empty() {
                let below = Rect::from_min_max(egui::pos2(room.left(), fold), room.max);
                ui.scope_builder(UiBuilder::new().max_rect(below), |ui| self.known_ui(ui, cx, today));
            }
            ui.advance_cursor_after_rect(room);
        });
        self.filter = filter;
    }

    fn table_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, today: NaiveDate, is_loading: bool) {
        let lang = cx.lang;
        let is_loading = is_loading || matches!(self.rows.view(), View::NotAsked | View::Loading(_));
        let task = |row| self.rows.row(row);
        let rows = TaskRows { count: self.rows.count(), task: &task, lang, today, asked: Cell::new(None) };
        let output = Table::new(words::TO_DO.get(lang), &columns(lang))
            .takes_keyboard(true)
            .empty(|ui| nothing_ui(ui, lang, is_loading))
            .show(ui, &mut TableView::default(), &rows, self.cursor.id.map(Some));
        let opened = output.opened.flatten().or(rows.asked.get());
        if let Some(task) = opened.and_then(|id| self.rows.rows().find(|task| task.id() == id)) {
            settle(cx, task);
        }
        if let Some(selected) = output.selected.flatten() {
            self.cursor.go(selected);
        }
        if output.near_end {
            self.rows.want_more();
        }
    }

    fn known_height(&self) -> f32 {
        match self.known.len() {
            0 => 0.0,
            _ if !self.shows_known => size::ROW,
            count => (count.min(KNOWN_ROWS) + 2) as f32 * size::ROW,
        }
    }

    fn known_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, today: NaiveDate) {
        let lang = cx.lang;
        ui.spacing_mut().item_spacing.y = 0.0;
        if fold_ui(ui, &self.known_words, self.shows_known).clicked() {
            self.shows_known = !self.shows_known;
        }
        if !self.shows_known {
            return;
        }
        let task = |row: usize| self.known.get(row);
        let rows = TaskRows { count: self.known.len(), task: &task, lang, today, asked: Cell::new(None) };
        let output = Table::new(words::KNOWN.get(lang), &columns(lang)).at_most_rows(KNOWN_ROWS).show(
            ui,
            &mut TableView::default(),
            &rows,
            self.selected_known.map(Some),
        );
        let opened = output.opened.flatten().or(rows.asked.get());
        if let Some(task) = opened.and_then(|id| self.known.iter().find(|task| task.id() == id)) {
            settle(cx, task);
        }
        self.selected_known = output.selected.flatten().or(self.selected_known);
    }

    /// Why it could not be read, where it could not.
    pub(super) fn failed(&self) -> Option<&Refusal> {
        match self.rows.view() {
            View::Failed(refusal) => Some(refusal),
            _ => None,
        }
    }
}

/// All that there is only to know, in a line.
fn known_words(lang: Lang, known: &[Task]) -> String {
    let (others, blocked): (Vec<&Task>, Vec<&Task>) = known.iter().partition(|task| task.is_for_another);
    let amount: Fen = blocked.iter().map(|task| task.amount).sum();
    let blocked = (!blocked.is_empty()).then(|| words::known_blocked(lang, blocked.len() as u64, amount));
    let others = (!others.is_empty()).then(|| words::known_others(lang, others.len() as u64));
    blocked.into_iter().chain(others).collect::<Vec<_>>().join(" · ")
}

fn columns(lang: Lang) -> [Column<'static>; 5] {
    [
        Column::new("what", words::WHAT.get(lang), lang.pick(220.0, 216.0)),
        Column::new("customer", common::CUSTOMER.get(lang), 96.0).grows(),
        Column::money("amount", common::AMOUNT.get(lang), 108.0),
        Column::new("due", words::DUE.get(lang), lang.pick(142.0, 164.0)).whole(),
        Column::new("go", "", lang.pick(56.0, 72.0)).whole(),
    ]
}

fn nothing_ui(ui: &mut Ui, lang: Lang, is_loading: bool) {
    if is_loading {
        return loading_ui(ui, lang);
    }
    let (title, how) = (words::ALL_DONE.get(lang), words::ALL_DONE_HOW.get(lang));
    empty_state_ui(ui, icons::CHECK_CIRCLE, title, how, None);
}

/// Goes to what a thing is about, already chosen there; which customer the window is about stays as it is.
fn settle(cx: &mut Cx<'_>, task: &Task) {
    let bills = |state, billed_by| {
        let account = task.customer.code.clone();
        // Where one customer is chosen, its bills are all there is.
        let text = if cx.chosen.is_some() { String::new() } else { account.clone() };
        Action::Open(Target::Bills { state, days: (None, billed_by), text, account: Some(account) })
    };
    let action = match &task.what {
        What::Step { number, .. }
        | What::LastDayToCancel { number, .. }
        | What::Uncovered { number, .. }
        | What::DecideCorrection { number, .. }
        | What::RedLetter { number, .. }
        | What::TakeAsked { number, .. }
        | What::RequestRefused { number, .. }
        | What::CorrectionCloses { number, .. } => Action::Go(Route::Application(number.clone())),
        What::Review { submission } => Action::Open(Target::Review(*submission)),
        What::AgesOut { billed_by, .. } => bills(BillStateFilter::Eligible, Some(*billed_by)),
        What::Blocked { .. } => bills(BillStateFilter::Overdue, None),
    };
    cx.act(action);
}

struct TaskRows<'a> {
    count: usize,
    task: &'a dyn Fn(usize) -> Option<&'a Task>,
    lang: Lang,
    today: NaiveDate,
    asked: Cell<Option<TaskId>>,
}

impl TableRows for TaskRows<'_> {
    type Id = Option<TaskId>;

    fn len(&self) -> usize {
        self.count
    }

    fn id(&self, row: usize) -> Self::Id {
        (self.task)(row).map(Task::id)
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let Some(task) = (self.task)(row) else { return };
        match column {
            "what" => what_ui(ui, self.lang, &task.what),
            "customer" => drop(body_ui(ui, &task.customer.name)),
            "amount" if task.amount.is_positive() => {
                amount_ui(ui, task.amount);
                holds_ui(ui, ui.max_rect(), || amount_of(&task.what));
            }
            "amount" => drop(amount_text_ui(ui, "—")),
            "due" => due_ui(ui, self.lang, task, self.today),
            _ => {
                if row_link_ui(ui, link_of(task).get(self.lang)).clicked() {
                    self.asked.set(Some(task.id()));
                }
            }
        }
    }
}

/// Whose amount it is, where it is that of the whole application.
fn amount_of(what: &What) -> Option<AmountOf> {
    match what {
        What::Step { number, .. }
        | What::LastDayToCancel { number, .. }
        | What::DecideCorrection { number, .. }
        | What::CorrectionCloses { number, .. }
        | What::TakeAsked { number, .. }
        | What::RequestRefused { number, .. }
        | What::RedLetter { number, .. } => Some(AmountOf::Application(number.clone())),
        What::Uncovered { .. } | What::AgesOut { .. } | What::Review { .. } | What::Blocked { .. } => None,
    }
}

fn what_ui(ui: &mut Ui, lang: Lang, what: &What) {
    let (text, number) = match what {
        What::Step { step, number, .. } => (words::step(*step), number),
        What::LastDayToCancel { number, .. } => (words::LAST_DAY_TO_CANCEL, number),
        What::Uncovered { number, .. } => (words::UNCOVERED, number),
        What::DecideCorrection { number, .. } => (words::DECIDE_CORRECTION, number),
        What::CorrectionCloses { number, .. } => (words::CORRECTION_CLOSES, number),
        What::RedLetter { number, is_ready: false, .. } => (words::RED_LETTER_AWAITS, number),
        What::RedLetter { number, is_ready: true, .. } => (words::RED_LETTER_READY, number),
        What::TakeAsked { number, step, is_own: true, .. } => (step_requests::asked(*step), number),
        What::TakeAsked { number, step, is_own: false, .. } => (step_requests::to_take(*step), number),
        What::RequestRefused { reason, .. } => {
            return drop(body_ui(ui, &step_requests::refused_because(lang, reason)));
        }
        What::Review { .. } => return drop(body_ui(ui, words::REVIEW.get(lang))),
        What::AgesOut { bills, .. } => return drop(body_ui(ui, &words::ages_out(lang, *bills))),
        What::Blocked { .. } => return drop(body_ui(ui, words::BLOCKED.get(lang))),
    };
    body_ui(ui, text.get(lang));
    body_ui(ui, number);
}

fn link_of(task: &Task) -> Text {
    match &task.what {
        _ if task.is_only_known() => common::VIEW,
        What::Step { .. }
        | What::Uncovered { .. }
        | What::DecideCorrection { .. }
        | What::RedLetter { .. }
        | What::TakeAsked { .. }
        | What::Review { .. } => words::HANDLE,
        _ => common::VIEW,
    }
}

fn due_ui(ui: &mut Ui, lang: Lang, task: &Task, today: NaiveDate) {
    let (tone, icon, word) = due(lang, task, today);
    pill_ui(ui, tone, icon, &word);
}

/// Until when a task is to be done, and how urgent that is.
fn due(lang: Lang, task: &Task, today: NaiveDate) -> (Tone, Icon, String) {
    match (&task.what, task.due_on) {
        _ if task.is_for_another => (Tone::Neutral, icons::CLOCK, words::FOR_ANOTHER.get(lang).to_owned()),
        (What::LastDayToCancel { .. }, _) => (Tone::Info, icons::CLOCK, words::TONIGHT.get(lang).to_owned()),
        (
            What::Uncovered { .. }
            | What::DecideCorrection { .. }
            | What::TakeAsked { step: Step::Reverse, .. }
            | What::RedLetter { is_ready: true, .. },
            _,
        ) => (Tone::Warn, icons::ALERT, words::SOON.get(lang).to_owned()),
        (What::Blocked { since, .. }, _) => {
            (Tone::Warn, icons::BLOCKED, words::overdue_for(lang, (today - *since).num_days()))
        }
        (_, None) => (Tone::Neutral, icons::OPEN, String::new()),
        (_, Some(due_on)) => {
            let (tone, icon) = match (due_on - today).num_days() {
                ..=-1 => (Tone::Bad, icons::ALERT),
                0..=2 => (Tone::Warn, icons::CLOCK),
                _ => (Tone::Info, icons::OPEN),
            };
            (tone, icon, dates::due(lang, due_on, today, task.working_days_late))
        }
    }
}
