//! Draws the panel: its head, the plans or the runs, and beside them the selected plan.

use egui::Ui;

use super::form::PlanForm;
use super::{LooksAt, Recurring, Shown, details};
use crate::desk::pages::customer::CustomerSheet;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, lists, recurring as words, settings, shell};
use crate::ui::commands::{Offered, UserCommand, command_button_ui};
use crate::ui::icons;
use crate::ui::list_panel::{beside_ui, failed_ui};
use crate::ui::panels::parts;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    ButtonKind, Card, banner_ui, bare_select_ui, chip_ui, empty_state_ui, panel_head_ui, segmented_ui,
    small_ui,
};

/// Width of the card beside the lists, in a window with room and in a narrow one.
const ASIDE: [f32; 2] = [360.0, 320.0];

const ROOMY: f32 = 1100.0;

const MONTH: f32 = 132.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlanAction {
    Add,
    Change,
    Switch,
}

impl Recurring {
    pub(super) fn panel_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let mut wish = self.head_ui(ui, cx);
        ui.add_space(space::M);
        if self.plans.value().is_none() {
            return parts::not_there_ui(ui, cx, &self.plans.view());
        }
        self.notices_ui(ui, cx);
        let has_aside = self.looks_at == LooksAt::Plans && self.plan().is_some();
        let aside = if ui.available_width() >= ROOMY { ASIDE[0] } else { ASIDE[1] };
        beside_ui(ui, if has_aside { aside } else { 0.0 }, |ui, is_aside| {
            let asked = if is_aside { details::card_ui(ui, cx, self) } else { self.list_ui(ui, cx) };
            wish = wish.or(asked);
        });
        if let Some(wish) = wish {
            self.follow(cx, wish);
        }
        self.form.show(ui.ctx(), cx, &());
    }

    /// What can be done with the plans, and with the one that is selected.
    pub(super) fn offered(&self, cx: &Cx<'_>) -> Vec<Offered> {
        let add = UserCommand::AddPlan.unless(self.cannot_add(cx));
        let run = UserCommand::RunPlans.unless(self.cannot_run(cx));
        // What is due comes first; otherwise the primary action is a new plan.
        let mut offered = if run.why_not.is_none() { vec![run, add] } else { vec![add, run] };
        let Some(plan) = self.plan().filter(|_| self.looks_at == LooksAt::Plans) else { return offered };
        let lang = cx.lang;
        let barred = self.plans.value().and_then(|plans| plans.barred.as_ref());
        let barred = barred.map(|refusal| message(lang, refusal));
        let loading = self.sheet_of(&plan.code).is_none().then(|| shell::LOADING.get(lang).to_owned());
        let no_longer = (!plan.enabled && plan.day.is_none()).then(|| words::NO_LONGER.get(lang).to_owned());
        let switch = if plan.enabled { words::SWITCH_OFF } else { words::SWITCH_ON };
        offered.push(UserCommand::ChangePlan.unless(barred.clone().or(loading)));
        offered.push(UserCommand::SwitchPlan.unless(barred.or(no_longer)).named(switch.get(lang)));
        offered
    }

    fn head_ui(&self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<PlanAction> {
        let note = self.sums.day.map(|day| words::every_month(cx.lang, day)).unwrap_or_default();
        let offered = self.offered(cx);
        let mut pressed = None;
        panel_head_ui(ui, cx.say(shell::RECURRING), &note, |ui| {
            for (place, offered) in offered[..2].iter().enumerate() {
                let kind = if place == 0 { ButtonKind::Primary } else { ButtonKind::Secondary };
                if command_button_ui(ui, kind, offered) {
                    pressed = Some(offered.command);
                }
            }
        });
        if pressed == Some(UserCommand::RunPlans) {
            cx.act(Action::RunPlans);
        }
        (pressed == Some(UserCommand::AddPlan)).then_some(PlanAction::Add)
    }

    fn cannot_add(&self, cx: &Cx<'_>) -> Option<String> {
        let lang = cx.lang;
        let Some(plans) = self.plans.value() else { return Some(shell::LOADING.get(lang).to_owned()) };
        if let Some(refusal) = &plans.barred {
            return Some(message(lang, refusal));
        }
        let Some(chosen) = cx.chosen else { return Some(words::CHOOSE_FIRST.get(lang).to_owned()) };
        if plans.plans.iter().any(|plan| plan.code == chosen.account) {
            return Some(words::HAS_ONE.get(lang).to_owned());
        }
        match self.sheet_of(&chosen.account) {
            None => Some(shell::LOADING.get(lang).to_owned()),
            Some(CustomerSheet { policy, .. }) if policy.recurring_day.is_none() => {
                Some(words::not_offered(lang, settings::policy_name(lang, policy)))
            }
            Some(_) => None,
        }
    }

    fn cannot_run(&self, cx: &Cx<'_>) -> Option<String> {
        let plans = self.plans.value()?;
        if plans.due == 0 {
            let next = self.sums.next_day.map(|day| words::next_day(cx.lang, day));
            return Some(next.unwrap_or_else(|| words::NOTHING_DUE.get(cx.lang).to_owned()));
        }
        None
    }

    /// What went wrong, and what waits to be run.
    fn notices_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        failed_ui(ui, cx, &self.plans.view());
        if let Some(plans) = self.plans.value().filter(|plans| plans.due > 0) {
            let due = words::due(cx.lang, plans.due);
            banner_ui(ui, Tone::Warn, &due, None);
            ui.add_space(space::S);
        }
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<PlanAction> {
        let lang = cx.lang;
        let (mut looks_at, mut shown, mut month) = (self.looks_at, self.shown, self.month.clone());
        let (mut table, mut selected) = (std::mem::take(&mut self.table), self.selected);
        let (mut run_table, mut selected_run) = (std::mem::take(&mut self.run_table), self.selected_run);
        let card = Card::new().head(|ui| {
            let views = [(LooksAt::Plans, words::PLANS.get(lang)), (LooksAt::Runs, words::RUNS.get(lang))];
            segmented_ui(ui, words::VIEW.get(lang), &mut looks_at, &views);
            ui.add_space(space::S);
            match self.looks_at {
                LooksAt::Plans => self.chips_ui(ui, lang, &mut shown),
                LooksAt::Runs => self.month_ui(ui, lang, &mut month),
            }
        });
        let wish = card.flush().fill_height().show(ui, |ui| match self.looks_at {
            LooksAt::Plans => {
                let (output, wish) = self.plans_ui(ui, cx, &mut table);
                selected = output.selected.or(selected);
                wish.or(output.opened.map(|_| PlanAction::Change))
            }
            LooksAt::Runs => {
                selected_run = self.runs_ui(ui, cx, &mut run_table).or(selected_run);
                None
            }
        });
        self.looks_at = looks_at;
        self.month = month;
        (self.table, self.selected) = (table, selected);
        (self.run_table, self.selected_run) = (run_table, selected_run);
        if shown != self.shown {
            self.narrow(shown);
        }
        wish
    }

    fn chips_ui(&self, ui: &mut Ui, lang: Lang, shown: &mut Shown) {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        let names = [lists::ALL, words::WILL_APPLY, words::WILL_SKIP, words::OFF];
        for ((which, name), count) in Shown::ALL.into_iter().zip(names).zip(self.sums.counts) {
            if count > 0 && chip_ui(ui, *shown == which, name.get(lang), Some(count)).clicked() {
                *shown = which;
            }
        }
    }

    /// The choice of a month, and what came of it; for one customer every month is listed.
    fn month_ui(&self, ui: &mut Ui, lang: Lang, month: &mut Option<String>) {
        let Some(months) = self.months.value().filter(|months| !months.is_empty()) else { return };
        if self.of.is_some() {
            return;
        }
        let names: Vec<String> = months.iter().map(|of| words::month(lang, &of.month)).collect();
        let options: Vec<(String, &str)> =
            months.iter().zip(&names).map(|(of, name)| (of.month.clone(), name.as_str())).collect();
        let mut now = month.clone().unwrap_or_else(|| months[0].month.clone());
        if bare_select_ui(ui, words::MONTH.get(lang), &mut now, &options, MONTH).changed() {
            *month = Some(now.clone());
        }
        if let Some(of) = months.iter().find(|of| of.month == now) {
            ui.add_space(space::S);
            small_ui(ui, &words::month_totals(lang, of.applied, of.amount, of.skipped));
        }
    }

    /// What stands in the place of the plans when there are none.
    pub(super) fn no_plans_ui(&self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<PlanAction> {
        let lang = cx.lang;
        let all = self.sums.counts[0];
        if all > 0 {
            empty_state_ui(ui, icons::RECURRING, words::NONE_FOUND.get(lang), "", None);
            return None;
        }
        let icon = icons::RECURRING;
        let Some(chosen) = cx.chosen else {
            let (title, how) = (words::NONE.get(lang), words::NONE_HOW.get(lang));
            if empty_state_ui(ui, icon, title, how, Some(shell::TO_CUSTOMERS.get(lang))) {
                cx.act(Action::Go(Route::Customers));
            }
            return None;
        };
        let policy = self.sheet_of(&chosen.account).map(|sheet| &sheet.policy)?;
        let Some(day) = policy.recurring_day else {
            let how = words::not_offered(lang, settings::policy_name(lang, policy));
            let title = words::NOT_OFFERED.get(lang);
            if empty_state_ui(ui, icon, title, &how, Some(shell::APPLY.get(lang))) {
                cx.act(Action::Go(Route::Apply));
            }
            return None;
        };
        let how = words::none_of_customer(lang, day);
        let add = self.cannot_add(cx).is_none().then_some(words::ADD.get(lang));
        empty_state_ui(ui, icon, words::NONE_OF_CUSTOMER.get(lang), &how, add).then_some(PlanAction::Add)
    }

    pub(super) fn follow(&mut self, cx: &mut Cx<'_>, wish: PlanAction) {
        let plan = self.plan().filter(|_| wish != PlanAction::Add);
        let code = match wish {
            PlanAction::Add => cx.chosen.map(|chosen| chosen.account.as_str()),
            PlanAction::Change => plan.map(|plan| plan.code.as_str()),
            PlanAction::Switch => {
                if let Some(plan) = plan {
                    let done = if plan.enabled { words::SWITCHED_OFF } else { words::SWITCHED_ON };
                    cx.act(Action::Do(details::switched(plan), done));
                }
                return;
            }
        };
        let sheet = code.and_then(|code| self.sheet_of(code));
        if let Some(form) = sheet.map(|sheet| PlanForm::new(sheet, plan)) {
            self.form.open(form);
        }
    }
}
