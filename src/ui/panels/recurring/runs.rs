//! The table of what came of each month.

use std::cell::RefCell;

use egui::Ui;

use super::Recurring;
use crate::desk::commands::tickets::About;
use crate::desk::lists::recurring::RunView;
use crate::domain::ids::RunId;
use crate::domain::rule_id::RuleId;
use crate::domain::ticket::leads_to_ticket;
use crate::i18n::refusal::rule_text;
use crate::i18n::{Lang, Text, common, dates, recurring as words, shell, tickets};
use crate::ui::icons::{self, Icon};
use crate::ui::list_panel::NOTHING;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Column, SliceRows, Table, TableView, amount_text_ui, amount_ui, body_ui, empty_state_ui, link_ui,
    pill_ui, small_ui, spinner_ui,
};

impl Recurring {
    /// Draws the table; answers what was selected.
    pub(super) fn runs_ui(&self, ui: &mut Ui, cx: &mut Cx<'_>, view: &mut TableView) -> Option<RunId> {
        let lang = cx.lang;
        let runs = self.runs.value().map_or(&[] as &[_], Vec::as_slice);
        let is_new = self.months.value().is_none() || self.runs.is_loading();
        let led = RefCell::default();
        let cell_ui = |run: &RunView, column: &'static str, ui: &mut Ui| match (column, &run.application) {
            ("month", _) => drop(body_ui(ui, &run.month)),
            ("customer", _) => drop(body_ui(ui, &run.name)),
            ("outcome", application) => outcome_ui(ui, lang, application.is_some()),
            ("amount", Some((_, amount))) => drop(amount_ui(ui, *amount)),
            ("amount", None) => drop(amount_text_ui(ui, NOTHING)),
            ("at", _) => drop(body_ui(ui, &dates::moment(run.at))),
            _ => {
                if let Some(action) = what_ui(ui, lang, run) {
                    led.replace(Some(action));
                }
            }
        };
        let rows = SliceRows::new(runs, cell_ui).by(|_, run: &RunView| run.id);
        let columns = columns(lang);
        let output = Table::new(words::RUNS.get(lang), &columns)
            .empty(|ui| {
                if is_new {
                    ui.add_space(space::L);
                    return spinner_ui(ui, shell::LOADING.get(lang));
                }
                let (title, how) = (words::NO_RUNS.get(lang), words::NO_RUNS_HOW.get(lang));
                empty_state_ui(ui, icons::RECURRING, title, how, None);
            })
            .footer(|ui| drop(small_ui(ui, &words::runs(lang, runs.len()))))
            .show(ui, view, &rows, self.selected_run);
        let opened = output.opened.and_then(|id| runs.iter().find(|run| run.id == id)).and_then(leads_to);
        if let Some(action) = led.take().or(opened) {
            cx.act(action);
        }
        output.selected
    }
}

fn columns(lang: Lang) -> [Column<'static>; 6] {
    [
        Column::new("month", words::MONTH.get(lang), 84.0).whole(),
        Column::new("customer", common::CUSTOMER.get(lang), 140.0).grows(),
        Column::new("outcome", common::OUTCOME.get(lang), lang.pick(100.0, 112.0)).whole(),
        Column::money("amount", common::AMOUNT.get(lang), 124.0),
        Column::new("what", words::APPLICATION_OR_WHY.get(lang), 280.0),
        Column::new("at", words::RAN_AT.get(lang), 150.0).whole(),
    ]
}

/// Where a run is looked at: its application, or the rule that skipped it.
pub(super) fn leads_to(run: &RunView) -> Option<Action> {
    match (&run.application, run.rule) {
        (Some((number, _)), _) => Some(Action::Go(Route::Application(number.clone()))),
        (None, Some(rule)) => Some(Action::Explain(rule)),
        (None, None) => None,
    }
}

/// The ticket that takes the place of an application, where the rule that skipped a run leads to one.
pub(super) fn ticket_of(run: &RunView) -> Option<Action> {
    let rule = run.rule.filter(|rule| leads_to_ticket(*rule))?;
    let about = About { account: run.code.clone(), application: None, rule };
    Some(Action::AskTicket(Box::new(about)))
}

pub(super) fn why(rule: Option<RuleId>) -> Text {
    match rule {
        Some(RuleId::AmountNotPositive) => words::NOTHING_INVOICEABLE,
        Some(rule) => rule_text(rule).title,
        None => words::OTHER_REASON,
    }
}

/// The application of a run, or why it was skipped; answers where what was clicked leads.
fn what_ui(ui: &mut Ui, lang: Lang, run: &RunView) -> Option<Action> {
    let word = run.application.as_ref().map_or(why(run.rule).get(lang), |(number, _)| number);
    let mut led = None;
    match leads_to(run) {
        Some(action) => led = link_ui(ui, word).clicked().then_some(action),
        None => drop(body_ui(ui, word)),
    }
    if let Some(ticket) = ticket_of(run) {
        ui.add_space(space::S);
        led = link_ui(ui, tickets::OPEN.get(lang)).clicked().then_some(ticket).or(led);
    }
    led
}

pub(super) const fn look_of(applied: bool) -> (Tone, Icon) {
    if applied { (Tone::Ok, icons::CHECK) } else { (Tone::Warn, icons::WARNING) }
}

pub(super) fn outcome_ui(ui: &mut Ui, lang: Lang, applied: bool) {
    let (tone, icon) = look_of(applied);
    let word = if applied { words::APPLIED } else { words::SKIPPED };
    pill_ui(ui, tone, icon, word.get(lang));
}
