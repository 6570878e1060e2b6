//! The rows of a file in tables: the first of all, and every wrong one; and which of these is shown.

use std::sync::Arc;

use egui::Ui;

use super::Import;
use super::questions::OpenQuestions;
use super::text_below::with_below_ui;
use crate::desk::import::{ImportReport, Outcome, ShownRow};
use crate::domain::import::{Field, ImportKind, LeftOutReason, RowFault, RowProblem};
use crate::i18n::exchange::{row_problem, row_problems};
use crate::i18n::phrase::listed;
use crate::i18n::{Lang, common, files as words, imports, lists};
use crate::ui::icons::{self, Icon};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, tokens};
use crate::ui::widgets::{
    Column, SliceRows, Table, TableView, body_ui, empty_state_ui, pill_ui, small_ui, text_ui,
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    All,
    Wrong,
    /// Those that are neither taken nor refused.
    LeftOut,
    Notices,
    Questions,
}

#[derive(Default)]
pub(super) struct RowsState {
    pub(super) shown: Shown,
    /// What the tables are of: another kind has other columns.
    kind: Option<ImportKind>,
    pub(super) all: TableView,
    wrong: TableView,
    pub(super) selected: Option<u32>,
    /// The place of the notice that is shown in full.
    pub(super) notice: usize,
    /// Whether the file was looked at before: only the first look turns to what it asks.
    is_known: bool,
    /// How many rows are of customers that are not known, where these are most of them.
    pub(super) of_strangers: usize,
}

impl RowsState {
    /// Shows the rows of a report; of none, nothing. What is asked is shown first. Whether it is the first look.
    pub(super) fn look_at(&mut self, report: Option<&Arc<ImportReport>>, asked: &OpenQuestions) -> bool {
        let Some(report) = report else { return false };
        if self.kind != Some(report.kind) {
            // Where a file has no gross amount, these are its money.
            let stands_for_amount = |field: Field| {
                matches!(field, Field::Net | Field::Tax) && report.header.column(Field::Amount).is_none()
            };
            let rare = rarely_read(report.kind).iter().filter(|field| !stands_for_amount(**field));
            let hidden = rare.map(|field| field.id()).collect();
            self.all = TableView { hidden, ..TableView::default() };
            self.kind = Some(report.kind);
        }
        let is_stranger = |problem: &&RowProblem| problem.fault == RowFault::UnknownAccount;
        let strangers = report.refused.iter().filter(is_stranger).count();
        self.of_strangers = if strangers * 2 > report.read as usize { strangers } else { 0 };
        let is_first = !std::mem::replace(&mut self.is_known, true);
        if is_first {
            self.shown = if asked.is_empty() { Shown::All } else { Shown::Questions };
        }
        self.leave_empty(report, asked);
        is_first
    }

    /// Turns away from what has nothing to show any more.
    fn leave_empty(&mut self, report: &ImportReport, asked: &OpenQuestions) {
        let is_empty = match self.shown {
            Shown::All => false,
            Shown::Wrong => report.refused.is_empty(),
            Shown::LeftOut => report.left_out.is_empty(),
            Shown::Notices => report.notices.is_empty(),
            Shown::Questions => asked.is_empty(),
        };
        if is_empty {
            self.shown = Shown::All;
        }
    }

    /// The next look is the first one of something else.
    pub(super) fn begin_again(&mut self) {
        self.is_known = false;
        self.selected = None;
    }

    /// Shows what was refused of an import.
    pub(super) fn show_wrong_of(&mut self, report: &ImportReport) {
        self.shown = if report.refused.is_empty() { Shown::All } else { Shown::Wrong };
        self.selected = None;
    }

    /// What there is to see of a report, with how many there are of each.
    pub(super) fn options(
        &self,
        lang: Lang,
        report: &ImportReport,
        asked: &OpenQuestions,
    ) -> Vec<(Shown, String)> {
        let mut options = vec![
            (Shown::All, lists::ALL.get(lang).to_owned()),
            (Shown::Wrong, words::wrong_rows(lang, report.refused.len())),
        ];
        if !report.left_out.is_empty() {
            let n = report.left_out.len();
            options.push((Shown::LeftOut, imports::counted(imports::LEFT_OUT.get(lang), n)));
        }
        if !report.notices.is_empty() {
            options.push((Shown::Notices, imports::notices(lang, report.notices.len())));
        }
        if !asked.is_empty() {
            options.push((Shown::Questions, imports::asked(lang, asked.open().0)));
        }
        options
    }
}

/// Columns that are only shown when asked for, so that the others have room.
const fn rarely_read(kind: ImportKind) -> &'static [Field] {
    use Field::{
        Absorbed, Address, Bank, BankAccount, Contact, Currency, DueOn, Email, InvoiceState, Item, Kind,
        Mobile, Net, Opening, Phone, RefundState, Refunded, Tax, TaxRate, Uninvoiced, Used, VerifiedName,
    };
    match kind {
        ImportKind::Accounts => &[VerifiedName, Address, Phone, Bank, BankAccount, Contact, Mobile, Email],
        ImportKind::Bills => &[
            Kind,
            DueOn,
            Refunded,
            RefundState,
            Item,
            Net,
            Tax,
            TaxRate,
            InvoiceState,
            Opening,
            Uninvoiced,
            Used,
            Absorbed,
            Currency,
        ],
        ImportKind::Refunds => &[RefundState, Currency],
        ImportKind::NonInvoiceable => &[Currency],
    }
}

impl Import {
    pub(super) fn all_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, report: &ImportReport) {
        let lang = cx.lang;
        let columns = columns(report, lang);
        let rows =
            SliceRows::new(&report.shown, |shown, column, ui| cell_ui(ui, lang, report, shown, column))
                .by(|_, shown| shown.row)
                .faint(|shown| matches!(shown.outcome, Outcome::Unchanged | Outcome::LeftOut));
        // What is wrong first is said in full before anything is selected.
        let first_wrong = report.refused.first().map(|problem| problem.row);
        let is_shown = |row: &u32| report.shown.last().is_some_and(|last| *row <= last.row);
        let selected = self.rows.selected.or(first_wrong.filter(is_shown));
        let reasons = selected.and_then(|row| problem_of(report, row));
        let reasons = reasons.map(|problem| reasons_of(lang, report.kind, problem)).unwrap_or_default();
        let is_stuck = self.done().is_none() && self.bars(lang, report).is_some();
        let view = &mut self.rows.all;
        let color = tokens(ui).bad;
        let output = with_below_ui(ui, &reasons, color, |ui| {
            let table = Table::new(lists::ALL.get(lang), &columns)
                .takes_keyboard(is_stuck)
                .empty(|ui| {
                    let (title, text) = (words::NO_ROWS.get(lang), words::NO_ROWS_HOW.get(lang));
                    empty_state_ui(ui, icons::TABLE, title, text, None);
                })
                .footer(|ui| {
                    let text = if report.shown.len() < report.read as usize {
                        words::first_rows(lang, report.shown.len(), report.read)
                    } else {
                        words::all_rows(lang, report.read)
                    };
                    small_ui(ui, &text);
                });
            table.show(ui, view, &rows, selected)
        });
        self.rows.selected = output.selected.or(self.rows.selected);
        if let Some(row) = output.copied.and_then(|row| report.shown.iter().find(|shown| shown.row == row)) {
            copy(ui, cx, row.texts.join("\t"));
        }
    }

    /// Every wrong row with what is wrong with it; the reasons of one of them in full.
    pub(super) fn wrong_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, report: &ImportReport) {
        let lang = cx.lang;
        let columns = [
            Column::new("row", words::ROW.get(lang), ROW).whole(),
            Column::new("column", words::COLUMN.get(lang), 92.0),
            Column::new("value", common::CONTENT.get(lang), 96.0),
            Column::new("reason", words::REASON.get(lang), 170.0).grows(),
        ];
        let rows = SliceRows::new(&report.refused, |problem, column, ui| match column {
            "row" => drop(body_ui(ui, &problem.row.to_string())),
            "column" => drop(body_ui(ui, &column_names(lang, report.kind, problem))),
            "value" => {
                let color = tokens(ui).bad;
                text_ui(ui, &values(problem), Type::Body, color);
            }
            _ => drop(body_ui(ui, &row_problems(lang, report.kind, problem))),
        })
        .by(|_, problem| problem.row);
        let of_selected =
            self.rows.selected.and_then(|row| problem_of(report, row)).or(report.refused.first());
        let selected = of_selected.map(|problem| problem.row);
        let reasons = of_selected.map(|problem| reasons_of(lang, report.kind, problem)).unwrap_or_default();
        let is_stuck = self.done().is_none() && self.bars(lang, report).is_some();
        let view = &mut self.rows.wrong;
        let color = tokens(ui).bad;
        let output = with_below_ui(ui, &reasons, color, |ui| {
            let table = Table::new(common::WRONG.get(lang), &columns)
                .takes_keyboard(is_stuck)
                .empty(|ui| {
                    let (title, text) = (words::NONE_WRONG.get(lang), words::NONE_WRONG_NOTE.get(lang));
                    empty_state_ui(ui, icons::CHECK_CIRCLE, title, text, None);
                })
                .footer(|ui| {
                    let n = u32::try_from(report.refused.len()).unwrap_or(u32::MAX);
                    small_ui(ui, &words::all_rows(lang, n));
                });
            table.show(ui, view, &rows, selected)
        });
        self.rows.selected = output.selected.or(self.rows.selected);
        if let Some(problem) = output.copied.and_then(|row| problem_of(report, row)) {
            let reason = row_problems(lang, report.kind, problem);
            let cells = [
                &problem.row.to_string(),
                &column_names(lang, report.kind, problem),
                &values(problem),
                &reason,
            ];
            copy(ui, cx, cells.map(String::as_str).join("\t"));
        }
    }
}

fn copy(ui: &Ui, cx: &mut Cx<'_>, text: String) {
    ui.copy_text(text);
    cx.act(Action::Toast(Tone::Ok, cx.say(lists::ROW_COPIED).to_owned()));
}

/// Everything that is wrong with a row, in full, cell by cell.
fn reasons_of(lang: Lang, kind: ImportKind, problem: &RowProblem) -> Vec<String> {
    problem
        .cells()
        .map(|cell| words::reason_of_row(lang, problem.row, &row_problem(lang, kind, cell)))
        .collect()
}

/// What is wrong with a row; they stand in the order of the file.
fn problem_of(report: &ImportReport, row: u32) -> Option<&RowProblem> {
    let place = report.refused.binary_search_by_key(&row, |problem| problem.row).ok()?;
    report.refused.get(place)
}

fn left_out_reason(report: &ImportReport, shown: &ShownRow) -> Option<LeftOutReason> {
    let place = report.left_out.binary_search_by_key(&shown.row, |left_out| left_out.row).ok()?;
    Some(report.left_out[place].reason)
}

/// The columns of the file that are used, under the file's own headers.
pub(super) fn columns(report: &ImportReport, lang: Lang) -> Vec<Column<'_>> {
    let mut columns = vec![
        Column::new("row", words::ROW.get(lang), ROW).whole(),
        Column::new("outcome", common::OUTCOME.get(lang), OUTCOME).whole(),
    ];
    for field in report.header.columns.iter().map(|column| column.field) {
        let (key, title, width) = (field.id(), report.header.text(field), width_of(field));
        columns.push(match field {
            field if field.is_money() => Column::money(key, title, width),
            Field::Name | Field::VerifiedName | Field::Reason => Column::new(key, title, width).grows(),
            _ => Column::new(key, title, width),
        });
    }
    columns
}

const ROW: f32 = 56.0;
const OUTCOME: f32 = 96.0;

const fn width_of(field: Field) -> f32 {
    match field {
        Field::Account => 96.0,
        Field::BillNo => 140.0,
        // With the time of day, as most systems write it.
        Field::PaidOn => 168.0,
        Field::Name | Field::VerifiedName | Field::Reason | Field::Note | Field::Address => 168.0,
        Field::VerifiedTaxId | Field::BankAccount | Field::Bank | Field::Email => 176.0,
        Field::Amount | Field::Refunded => 120.0,
        Field::Kind | Field::Region => 92.0,
        Field::Status | Field::Currency => 76.0,
        _ => 120.0,
    }
}

fn look_of(outcome: Outcome) -> (Tone, Icon, crate::i18n::Text) {
    match outcome {
        Outcome::Added => (Tone::Ok, icons::ADD, words::NEW),
        Outcome::Changed => (Tone::Info, icons::EDIT, words::CHANGE),
        Outcome::Unchanged => (Tone::Neutral, icons::CHECK, common::UNCHANGED),
        Outcome::Refused => (Tone::Bad, icons::ALERT, common::WRONG),
        Outcome::LeftOut => (Tone::Warn, icons::BLOCKED, imports::LEFT_OUT),
    }
}

/// The header of the wrong cell, or the name of the field where the file has no such column.
fn column_name(lang: Lang, kind: ImportKind, problem: &RowProblem) -> String {
    if problem.column.is_empty() { words::field(lang, kind, problem.field) } else { problem.column.clone() }
}

fn column_names(lang: Lang, kind: ImportKind, problem: &RowProblem) -> String {
    let mut names: Vec<String> = problem.cells().map(|cell| column_name(lang, kind, cell)).collect();
    names.dedup();
    listed(lang, &names)
}

fn values(problem: &RowProblem) -> String {
    let shown = |cell: &RowProblem| if cell.value.is_empty() { "—".to_owned() } else { cell.value.clone() };
    let values: Vec<String> = problem.cells().map(shown).collect();
    values.join(" · ")
}

/// A cell of the table of all rows; a wrong one says why, also where it is empty.
fn cell_ui(ui: &mut Ui, lang: Lang, report: &ImportReport, shown: &ShownRow, column: &'static str) {
    let problem = problem_of(report, shown.row).filter(|_| shown.outcome == Outcome::Refused);
    let reason = |problem| row_problems(lang, report.kind, problem);
    let place = report.header.columns.iter().position(|used| used.field.id() == column);
    let text = place.and_then(|place| shown.texts.get(place)).map_or("", String::as_str);
    match (column, problem) {
        ("row", _) => drop(body_ui(ui, &shown.row.to_string())),
        ("outcome", problem) => {
            let (tone, icon, word) = look_of(shown.outcome);
            let pill = pill_ui(ui, tone, icon, word.get(lang));
            match (problem, left_out_reason(report, shown)) {
                (Some(problem), _) => drop(pill.on_hover_ui(|ui| drop(ui.label(reason(problem))))),
                (None, Some(why)) => drop(pill.on_hover_text(imports::why_left_out(why).get(lang))),
                (None, None) => {}
            }
        }
        (key, Some(problem)) if problem.cells().any(|cell| cell.field.id() == key) => {
            let text = if text.is_empty() { "—" } else { text };
            let wrong = text_ui(ui, text, Type::Strong, tokens(ui).bad);
            wrong.on_hover_ui(|ui| drop(ui.label(reason(problem))));
        }
        _ => drop(body_ui(ui, text)),
    }
}
