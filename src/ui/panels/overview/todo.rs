//! The list of what there is to do, each thing one click from where it is settled.

use std::cell::Cell;
use std::sync::Arc;

use chrono::NaiveDate;
use egui::Ui;

use crate::desk::pages::overview::{Invoiceable, Kind, Task, TaskCounts, TaskId, ToDo, What, Work, to_do};
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, Text, common, dates, lists, overview as words};
use crate::ui::icons::{self, Icon};
use crate::ui::list_panel::loading_ui;
use crate::ui::loadable::View;
use crate::ui::paged::Paged;
use crate::ui::state::{Action, Chosen, Cx, Route, Target};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Card, Column, Table, TableRows, TableView, amount_text_ui, amount_ui, body_ui, chip_ui, empty_state_ui,
    link_ui, pill_ui, strong_ui,
};

const FILTERS: [(Option<Kind>, Text); 6] = [
    (None, lists::ALL),
    (Some(Kind::Applications), common::APPLICATIONS),
    (Some(Kind::Bills), common::BILLS),
    (Some(Kind::Reviews), words::REVIEWS),
    (Some(Kind::Corrections), words::CORRECTIONS),
    (Some(Kind::Accounts), words::ACCOUNTS),
];

#[derive(Debug, Default)]
pub(super) struct Todo {
    rows: Paged<(NaiveDate, ToDo), Task>,
    /// What there is to do about money.
    money: Option<Arc<Invoiceable>>,
    counts: TaskCounts,
    filter: Option<Kind>,
    selected: Option<TaskId>,
    table: TableView,
}

impl Todo {
    /// Forgets what there is, not how it is looked at.
    pub(super) fn clear(&mut self) {
        self.rows = Paged::default();
        self.money = None;
        self.counts = TaskCounts::default();
    }

    /// Counts what there is, where that was read anew. The list is another one only where the sums say something else.
    pub(super) fn count(&mut self, work: Option<&Work>, money: Option<&Arc<Invoiceable>>) {
        if self.money.as_ref().map(|sums| &sums.tasks) != money.map(|sums| &sums.tasks) {
            self.money = money.cloned();
        }
        self.counts = work.map(|work| work.tasks).unwrap_or_default();
        let about_money = money.into_iter().flat_map(|money| &money.tasks);
        about_money.for_each(|task| self.counts.add(task.kind(), 1));
        if self.counts.of(self.filter) == 0 {
            self.filter = None;
        }
    }

    /// Reads what is shown.
    pub(super) fn logic(&mut self, cx: &Cx<'_>, of: Option<String>) {
        let wanted = ToDo { of, kind: self.filter, money: self.money.clone() };
        let key = (cx.office.moment().today, wanted);
        self.rows.keep(cx.office, key, |db, moment, (_, wanted), after, limit| {
            to_do(db, moment, wanted, after, limit)
        });
    }

    pub(super) fn card_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, today: NaiveDate, is_loading: bool) {
        let lang = cx.lang;
        let mut filter = self.filter;
        let card = Card::new().head(|ui| {
            strong_ui(ui, words::TO_DO.get(lang));
            ui.add_space(space::S);
            ui.spacing_mut().item_spacing.x = space::XS + 2.0;
            for (kind, name) in FILTERS {
                let count = self.counts.of(kind);
                let is_offered = count > 0;
                let count = usize::try_from(count).ok();
                if is_offered && chip_ui(ui, filter == kind, name.get(lang), count).clicked() {
                    filter = kind;
                }
            }
        });
        let is_loading = is_loading || matches!(self.rows.view(), View::NotAsked | View::Loading(_));
        let (selected, opened, near_end) = card.flush().fill_height().show(ui, |ui| {
            let rows = TaskRows { todo: self, lang, today, asked: Cell::new(None) };
            let mut table = self.table.clone();
            let output = Table::new(words::TO_DO.get(lang), &columns(lang))
                .empty(|ui| nothing_ui(ui, lang, is_loading))
                .show(ui, &mut table, &rows, self.selected.map(Some));
            (output.selected.flatten(), output.opened.flatten().or(rows.asked.get()), output.near_end)
        });
        if near_end {
            self.rows.want_more();
        }
        self.selected = selected.or(self.selected);
        if let Some(task) = opened.and_then(|id| self.rows.rows().find(|task| task.id() == id)) {
            settle(cx, task);
        }
        self.filter = filter;
    }

    /// Why it could not be read, where it could not.
    pub(super) fn failed(&self) -> Option<&Refusal> {
        match self.rows.view() {
            View::Failed(refusal) => Some(refusal),
            _ => None,
        }
    }
}

fn columns(lang: Lang) -> [Column<'static>; 5] {
    [
        Column::new("what", words::WHAT.get(lang), lang.pick(220.0, 216.0)),
        Column::new("customer", common::CUSTOMER.get(lang), 96.0).grows(),
        Column::money("amount", common::AMOUNT.get(lang), 108.0),
        Column::new("due", words::DUE.get(lang), lang.pick(142.0, 164.0)),
        Column::new("go", "", lang.pick(56.0, 72.0)),
    ]
}

fn nothing_ui(ui: &mut Ui, lang: Lang, is_loading: bool) {
    if is_loading {
        return loading_ui(ui, lang);
    }
    let (title, how) = (words::ALL_DONE.get(lang), words::ALL_DONE_HOW.get(lang));
    empty_state_ui(ui, icons::CHECK_CIRCLE, title, how, None);
}

fn settle(cx: &mut Cx<'_>, task: &Task) {
    let to = match &task.what {
        What::Step { number, .. }
        | What::LastDayToCancel { number, .. }
        | What::Uncovered { number, .. }
        | What::DecideCorrection { number, .. }
        | What::RedLetter { number, .. }
        | What::CorrectionCloses { number, .. } => {
            return cx.act(Action::Go(Route::Application(number.clone())));
        }
        What::Review { submission } => return cx.act(Action::Open(Target::Review(*submission))),
        What::AgesOut { .. } => Action::Go(Route::Apply),
        What::Blocked { .. } => Action::Open(Target::OverdueBills),
    };
    let customer = task.customer.clone();
    let chosen = Chosen::of(cx.lang, customer.code, customer.name, customer.kind, customer.status);
    cx.act(Action::Choose(Some(chosen)));
    cx.act(to);
}

struct TaskRows<'a> {
    todo: &'a Todo,
    lang: Lang,
    today: NaiveDate,
    asked: Cell<Option<TaskId>>,
}

impl TableRows for TaskRows<'_> {
    type Id = Option<TaskId>;

    fn len(&self) -> usize {
        self.todo.rows.count()
    }

    fn id(&self, row: usize) -> Self::Id {
        self.todo.rows.row(row).map(Task::id)
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let Some(task) = self.todo.rows.row(row) else { return };
        match column {
            "what" => what_ui(ui, self.lang, &task.what),
            "customer" => drop(body_ui(ui, &task.customer.name)),
            "amount" if task.amount.is_positive() => drop(amount_ui(ui, task.amount)),
            "amount" => drop(amount_text_ui(ui, "—")),
            "due" => due_ui(ui, self.lang, task, self.today),
            _ => {
                if link_ui(ui, link_of(&task.what).get(self.lang)).clicked() {
                    self.asked.set(Some(task.id()));
                }
            }
        }
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
        What::Review { .. } => return drop(body_ui(ui, words::REVIEW.get(lang))),
        What::AgesOut { bills } => return drop(body_ui(ui, &words::ages_out(lang, *bills))),
        What::Blocked { .. } => return drop(body_ui(ui, words::BLOCKED.get(lang))),
    };
    body_ui(ui, text.get(lang));
    body_ui(ui, number);
}

const fn link_of(what: &What) -> Text {
    match what {
        What::Step { .. }
        | What::Uncovered { .. }
        | What::DecideCorrection { .. }
        | What::RedLetter { .. }
        | What::Review { .. } => words::HANDLE,
        What::LastDayToCancel { .. } | What::Blocked { .. } | What::CorrectionCloses { .. } => common::VIEW,
        What::AgesOut { .. } => words::APPLY,
    }
}

fn due_ui(ui: &mut Ui, lang: Lang, task: &Task, today: NaiveDate) {
    let (tone, icon, word) = due(lang, task, today);
    pill_ui(ui, tone, icon, &word);
}

/// Until when a task is to be done, and how urgent that is.
fn due(lang: Lang, task: &Task, today: NaiveDate) -> (Tone, Icon, String) {
    match (&task.what, task.due_on) {
        (What::LastDayToCancel { .. }, _) => (Tone::Info, icons::CLOCK, words::TONIGHT.get(lang).to_owned()),
        (
            What::Uncovered { .. } | What::DecideCorrection { .. } | What::RedLetter { is_ready: true, .. },
            _,
        ) => (Tone::Warn, icons::ALERT, words::SOON.get(lang).to_owned()),
        (What::Blocked { since, .. }, _) => {
            (Tone::Bad, icons::BLOCKED, words::overdue_for(lang, (today - *since).num_days()))
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
