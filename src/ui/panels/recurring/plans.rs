//! The table of plans.

use chrono::NaiveDate;
use egui::Ui;

use super::Recurring;
use super::runs::{look_of, why};
use super::view::PlanAction;
use crate::desk::lists::recurring::{Forecast, PlanView};
use crate::domain::ids::AccountId;
use crate::i18n::{Lang, Text, common, recurring as words};
use crate::ui::icons;
use crate::ui::list_panel::NOTHING;
use crate::ui::state::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{
    Column, Table, TableOutput, TableRows, TableView, amount_text_ui, amount_ui, body_ui, pill_ui, small_ui,
};

/// Below these widths of the list the last and the next run give way: the card beside it says them.
const ROOM_FOR_LAST: f32 = 680.0;
const ROOM_FOR_NEXT: f32 = 540.0;

impl Recurring {
    /// Draws the table; answers what was done to it, and what is wanted where there are none.
    pub(super) fn plans_ui(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        view: &mut TableView,
    ) -> (TableOutput<AccountId>, Option<PlanAction>) {
        let lang = cx.lang;
        let plans = self.plans.value().map_or(&[] as &[_], |read| &read.plans);
        let room = ui.available_width();
        let has_room = |column: &Column<'_>| match column.key() {
            "last" => room >= ROOM_FOR_LAST,
            "next" => room >= ROOM_FOR_NEXT,
            _ => true,
        };
        let columns: Vec<Column<'_>> = columns(lang).into_iter().filter(has_room).collect();
        let rows = PlanRows { plans, shown: &self.sums.shown, lang, today: cx.office.moment().today };
        let [all, apply, skip, _] = self.sums.counts;
        let totals = words::totals(lang, all, apply, self.sums.amount, skip);
        let mut wish = None;
        let output = Table::new(words::PLANS.get(lang), &columns)
            .takes_keyboard(true)
            .empty(|ui| wish = self.no_plans_ui(ui, cx))
            .footer(|ui| drop(small_ui(ui, &totals)))
            .show(ui, view, &rows, self.selected);
        (output, wish)
    }
}

fn columns(lang: Lang) -> [Column<'static>; 5] {
    [
        Column::new("customer", common::CUSTOMER.get(lang), 120.0).grows(),
        Column::new("last", words::LAST.get(lang), 128.0).whole(),
        Column::new("next", words::NEXT.get(lang), 100.0).whole(),
        Column::new("forecast", words::FORECAST.get(lang), lang.pick(152.0, 184.0)).whole(),
        Column::money("amount", common::AMOUNT.get(lang), 116.0),
    ]
}

struct PlanRows<'a> {
    plans: &'a [PlanView],
    shown: &'a [usize],
    lang: Lang,
    today: NaiveDate,
}

impl PlanRows<'_> {
    fn plan(&self, row: usize) -> &PlanView {
        &self.plans[self.shown[row]]
    }
}

impl TableRows for PlanRows<'_> {
    type Id = AccountId;

    fn len(&self) -> usize {
        self.shown.len()
    }

    fn id(&self, row: usize) -> AccountId {
        self.plan(row).account
    }

    fn is_faint(&self, row: usize) -> bool {
        self.plan(row).next.is_none()
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let (plan, lang) = (self.plan(row), self.lang);
        let next = plan.next.as_ref();
        match column {
            "customer" => drop(body_ui(ui, &plan.name)),
            "last" => last_ui(ui, lang, plan, self.today),
            "next" => match next {
                Some(next) if next.is_due => {
                    drop(pill_ui(ui, Tone::Warn, icons::CLOCK, words::DUE_NOW.get(lang)));
                }
                Some(next) => drop(body_ui(ui, &next.day.to_string())),
                None => drop(body_ui(ui, NOTHING)),
            },
            "forecast" => forecast_ui(ui, lang, plan),
            _ => match next.map(|next| &next.forecast) {
                Some(Forecast::Applies { amount, .. }) => drop(amount_ui(ui, *amount)),
                _ => drop(amount_text_ui(ui, NOTHING)),
            },
        }
    }
}

fn last_ui(ui: &mut Ui, lang: Lang, plan: &PlanView, today: NaiveDate) {
    match &plan.last {
        Some(run) => {
            let applied = run.application.is_some();
            let (tone, icon) = look_of(applied);
            pill_ui(ui, tone, icon, &words::last(lang, &run.month, applied, today));
        }
        None => drop(small_ui(ui, words::NEVER.get(lang))),
    }
}

/// Whether the next run would apply, or why not.
fn forecast_ui(ui: &mut Ui, lang: Lang, plan: &PlanView) {
    match plan.next.as_ref().map(|next| &next.forecast) {
        Some(Forecast::Applies { .. }) => {
            pill_ui(ui, Tone::Ok, icons::CHECK, words::WILL_APPLY.get(lang));
        }
        Some(Forecast::Skips(refusal)) => {
            pill_ui(ui, Tone::Warn, icons::WARNING, why(refusal.rule()).get(lang))
                .on_hover_text(words::why(lang, refusal));
        }
        None => drop(pill_ui(ui, Tone::Neutral, icons::BLOCKED, standing(plan).get(lang))),
    }
}

/// Why a plan has no next run.
pub(super) const fn standing(plan: &PlanView) -> Text {
    match (plan.enabled, plan.day) {
        (true, Some(_)) => words::ON,
        (true, None) => words::NO_LONGER,
        (false, _) => words::OFF,
    }
}
