//! The card of the selected plan: what it says, what its next run would come to, and what came of its months.

use egui::{Align, Layout, Ui};

use super::Recurring;
use super::plans::standing;
use super::runs::{leads_to, outcome_ui, ticket_of, why};
use super::view::PlanAction;
use crate::desk::commands::recurring::SetRecurring;
use crate::desk::lists::recurring::{Forecast, NextRun, PlanView, RunView};
use crate::desk::protocol::table::Command;
use crate::domain::policy::Delivery;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::text::Code;
use crate::i18n::phrase::because;
use crate::i18n::{Lang, common, domain, recurring as words, tickets};
use crate::ui::commands::{self, Offered, UserCommand, command_button_ui};
use crate::ui::icons;
use crate::ui::panels::parts::section_ui;
use crate::ui::refusing::refused_ui;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    ButtonKind, Card, amount_text_ui, banner_ui, key_figure_ui, key_value_ui, key_value_with, link_ui,
    pill_ui, small_ui, text_row_ui,
};

/// Draws the card; answers what is wanted of the plan.
pub(super) fn card_ui(ui: &mut Ui, cx: &mut Cx<'_>, panel: &Recurring) -> Option<PlanAction> {
    let lang = cx.lang;
    let plan = panel.plan()?;
    let offered = panel.offered(cx);
    let mut wish = None;
    let card = Card::titled(&plan.name).note(&plan.code);
    let mut led = None;
    card.show_scrolled(ui, &plan.code, |ui| {
        facts_ui(ui, lang, plan);
        wish = buttons_ui(ui, plan, &offered);
        section_ui(ui, words::NEXT.get(lang));
        match &plan.next {
            Some(next) => led = next_ui(ui, lang, plan, next),
            None => drop(banner_ui(ui, Tone::Info, words::IS_OFF.get(lang), None)),
        }
        section_ui(ui, words::RUNS.get(lang));
        let runs = panel.history.value().filter(|_| panel.history.key().is_some_and(|k| k.1 == plan.code));
        led = led.take().or(history_ui(ui, lang, runs.map_or(&[], Vec::as_slice)));
    });
    if let Some(action) = led {
        cx.act(action);
    }
    wish
}

/// What can be done with the plan. Not at the card's foot: there the window's messages come and go.
fn buttons_ui(ui: &mut Ui, plan: &PlanView, offered: &[Offered]) -> Option<PlanAction> {
    let switch = if plan.enabled { ButtonKind::Danger } else { ButtonKind::Secondary };
    let buttons = [
        (UserCommand::ChangePlan, ButtonKind::Secondary, PlanAction::Change),
        (UserCommand::SwitchPlan, switch, PlanAction::Switch),
    ];
    let mut wish = None;
    ui.horizontal(|ui| {
        for (command, kind, action) in buttons {
            let offered = commands::offered(offered, command);
            if offered.is_some_and(|offered| command_button_ui(ui, kind, offered)) {
                wish = Some(action);
            }
        }
    });
    wish
}

fn facts_ui(ui: &mut Ui, lang: Lang, plan: &PlanView) {
    key_value_with(ui, common::STATUS.get(lang), |ui| {
        let (tone, icon) = match (plan.enabled, plan.day) {
            (true, Some(_)) => (Tone::Ok, icons::CHECK),
            (true, None) => (Tone::Warn, icons::WARNING),
            (false, _) => (Tone::Neutral, icons::BLOCKED),
        };
        pill_ui(ui, tone, icon, standing(plan).get(lang));
    });
    key_value_ui(ui, common::INVOICE_TYPE.get(lang), domain::invoice_type(plan.invoice_type).get(lang));
    let (place, missing) = match plan.delivery {
        Delivery::Post => (plan.sent_to.as_deref(), words::NO_ADDRESS),
        Delivery::Email => (plan.email.as_deref(), words::NO_EMAIL),
    };
    key_value_ui(ui, common::DELIVERED_TO.get(lang), place.unwrap_or(missing.get(lang)));
    if plan.enabled {
        key_value_ui(ui, words::SINCE.get(lang), &plan.since.to_string());
    }
}

/// What the next run would come to; answers what was clicked.
fn next_ui(ui: &mut Ui, lang: Lang, plan: &PlanView, next: &NextRun) -> Option<Action> {
    let mut led = None;
    text_row_ui(ui, |ui| {
        small_ui(ui, &words::next_run(lang, &next.month, next.day));
        if next.is_due {
            pill_ui(ui, Tone::Warn, icons::CLOCK, words::DUE_NOW.get(lang));
        }
    });
    match &next.forecast {
        Forecast::Applies { amount, bills } => {
            key_figure_ui(ui, *amount);
            small_ui(ui, &words::from_bills(lang, *bills));
        }
        Forecast::Skips(refusal) => {
            let text = because(lang, words::WILL_SKIP.get(lang), &words::why(lang, refusal));
            led = refused_ui(ui, lang, Tone::Warn, &text, refusal.rule(), Some((&plan.code, None)));
        }
    }
    small_ui(ui, words::FORECAST_NOTE.get(lang));
    led
}

/// What came of each month; answers what was clicked.
fn history_ui(ui: &mut Ui, lang: Lang, runs: &[RunView]) -> Option<Action> {
    if runs.is_empty() {
        small_ui(ui, words::NEVER.get(lang));
        return None;
    }
    let mut led = None;
    for run in runs {
        text_row_ui(ui, |ui| {
            small_ui(ui, &run.month);
            outcome_ui(ui, lang, run.application.is_some());
            if let Some((_, amount)) = &run.application {
                amount_text_ui(ui, &amount.grouped());
            }
            let Some(ticket) = ticket_of(run) else { return };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if link_ui(ui, tickets::OPEN.get(lang)).clicked() {
                    led = Some(ticket);
                }
            });
        });
        text_row_ui(ui, |ui| {
            let word = run.application.as_ref().map_or(why(run.rule).get(lang), |(number, _)| number);
            match leads_to(run) {
                Some(action) => {
                    if link_ui(ui, word).clicked() {
                        led = Some(action);
                    }
                }
                None => drop(small_ui(ui, word)),
            }
        });
    }
    led
}

/// The command that switches a plan on or off, and leaves it as it is otherwise.
pub(super) fn switched(plan: &PlanView) -> Result<Command, Refusal> {
    Ok(Command::SetRecurring(SetRecurring {
        account: checked("account", &plan.code)?,
        enabled: !plan.enabled,
        r#type: plan.invoice_type,
        address: plan.address.map(|id| Code::of_id(id.0)),
        email: plan.email.clone(),
    }))
}
