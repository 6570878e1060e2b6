//! Recurring invoicing: the plans, what their next run would come to, and what came of every month.

mod details;
mod form;
mod plans;
mod runs;
mod view;

use chrono::NaiveDate;
use egui::Ui;

use self::form::PlanForm;
use self::view::PlanAction;
use super::Panel;
use crate::desk::lists::recurring::{self, Forecast, MonthRuns, PlanView, Plans, RunView};
use crate::desk::pages::customer::{self, CustomerSheet};
use crate::domain::ids::{AccountId, RunId};
use crate::domain::money::Fen;
use crate::ui::command_dialog::CommandDialog;
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::TableView;

#[derive(Debug, Default)]
pub struct Recurring {
    /// The customer that is chosen for the whole window.
    of: Option<String>,
    looks_at: LooksAt,
    shown: Shown,
    plans: Loadable<(u64, NaiveDate, Option<String>), Plans>,
    sums: Sums,
    table: TableView,
    selected: Option<AccountId>,
    history: Loadable<(u64, String), Vec<RunView>>,
    /// The customer whose plan can be made or changed.
    sheet: Loadable<(u64, NaiveDate, String), CustomerSheet>,
    months: Loadable<u64, Vec<MonthRuns>>,
    /// The month that is looked at; none: the newest.
    month: Option<String>,
    runs: Loadable<(u64, Option<String>, Option<String>), Vec<RunView>>,
    run_table: TableView,
    selected_run: Option<RunId>,
    form: CommandDialog<PlanForm>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LooksAt {
    #[default]
    Plans,
    Runs,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    All,
    WillApply,
    WillSkip,
    Off,
}

impl Shown {
    const ALL: [Self; 4] = [Self::All, Self::WillApply, Self::WillSkip, Self::Off];

    fn shows(self, plan: &PlanView) -> bool {
        let forecast = plan.next.as_ref().map(|next| &next.forecast);
        match self {
            Self::All => true,
            Self::WillApply => matches!(forecast, Some(Forecast::Applies { .. })),
            Self::WillSkip => matches!(forecast, Some(Forecast::Skips(_))),
            Self::Off => forecast.is_none(),
        }
    }
}

/// The plans added up, once they are read.
#[derive(Debug, Default)]
struct Sums {
    /// The places of the plans that are shown.
    shown: Vec<usize>,
    /// How many each filter leaves.
    counts: [usize; Shown::ALL.len()],
    amount: Fen,
    /// The first day on which one runs.
    next_day: Option<NaiveDate>,
    /// The day of the month, where it is the same for all.
    day: Option<u32>,
}

impl Panel for Recurring {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let (revision, today) = (cx.office.revision(), cx.office.moment().today);
        let of = cx.chosen.map(|chosen| chosen.account.clone());
        if of != self.of {
            let (looks_at, form) = (self.looks_at, std::mem::take(&mut self.form));
            *self = Self { of: of.clone(), looks_at, form, ..Self::default() };
        }
        self.form.logic(cx);
        let key = (revision, today, of.clone());
        let is_new = self
            .plans
            .keep(cx.office, key, |db, moment, (.., of)| recurring::plans(db, moment, of.as_deref()));
        if is_new {
            self.add_up();
        }
        if let Some(code) = self.plan().map(|plan| plan.code.clone()) {
            self.history
                .keep(cx.office, (revision, code), |db, _, (_, code)| recurring::runs(db, None, Some(code)));
        }
        if let Some(code) = of.clone().or_else(|| self.plan().map(|plan| plan.code.clone())) {
            self.sheet.keep(cx.office, (revision, today, code), |db, moment, (.., code)| {
                customer::sheet(db, moment, code)
            });
        }
        self.keep_runs(cx, revision, of);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.panel_ui(ui, cx);
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        self.offered(cx)
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        match command {
            UserCommand::AddPlan => self.follow(cx, PlanAction::Add),
            UserCommand::ChangePlan => self.follow(cx, PlanAction::Change),
            UserCommand::SwitchPlan => self.follow(cx, PlanAction::Switch),
            UserCommand::RunPlans => cx.act(Action::RunPlans),
            _ => {}
        }
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        self.form.unsaved().into_iter().collect()
    }
}

impl Recurring {
    /// Has the runs read: of the month that is looked at, or of the chosen customer.
    fn keep_runs(&mut self, cx: &Cx<'_>, revision: u64, of: Option<String>) {
        if self.looks_at != LooksAt::Runs {
            return;
        }
        self.months.keep(cx.office, revision, move |db, _, _| recurring::months(db));
        let Some(months) = self.months.value() else { return };
        let newest = || months.first().map(|newest| newest.month.clone());
        let month = if of.is_some() { None } else { self.month.clone().or_else(newest) };
        if of.is_none() && month.is_none() {
            return;
        }
        self.runs.keep(cx.office, (revision, month, of), |db, _, (_, month, of)| {
            recurring::runs(db, month.as_deref(), of.as_deref())
        });
    }

    /// Adds up what has been read, and chooses a plan if none is.
    fn add_up(&mut self) {
        let Some(Plans { plans, .. }) = self.plans.value() else { return };
        let nexts = || plans.iter().filter_map(|plan| plan.next.as_ref());
        let days: Vec<u32> = plans.iter().filter_map(|plan| plan.day).collect();
        self.sums = Sums {
            counts: Shown::ALL.map(|shown| plans.iter().filter(|plan| shown.shows(plan)).count()),
            amount: nexts().fold(Fen::ZERO, |sum, next| match next.forecast {
                Forecast::Applies { amount, .. } => sum + amount,
                Forecast::Skips(_) => sum,
            }),
            next_day: nexts().map(|next| next.day).min(),
            day: days.first().copied().filter(|day| days.iter().all(|other| other == day)),
            shown: Vec::new(),
        };
        self.narrow(self.shown);
    }

    /// Shows these plans from here on.
    fn narrow(&mut self, shown: Shown) {
        let Some(Plans { plans, .. }) = self.plans.value() else { return };
        self.shown = shown;
        self.sums.shown = (0..plans.len()).filter(|at| shown.shows(&plans[*at])).collect();
        let is_there = |id: &AccountId| self.sums.shown.iter().any(|at| plans[*at].account == *id);
        let first = self.sums.shown.first().map(|at| plans[*at].account);
        self.selected = self.selected.filter(is_there).or(first);
    }

    fn plan(&self) -> Option<&PlanView> {
        let Plans { plans, .. } = self.plans.value()?;
        plans.iter().find(|plan| Some(plan.account) == self.selected)
    }

    /// The sheet of the customer of this number, if it is the one that was read.
    fn sheet_of(&self, code: &str) -> Option<&CustomerSheet> {
        self.sheet.value().filter(|sheet| sheet.account.code == code)
    }
}
