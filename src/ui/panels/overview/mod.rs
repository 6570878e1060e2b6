//! The overview: what there is to do, what is late, what can be invoiced, what was issued.

mod charts;
mod data;
mod drafts;
mod figures;
mod guide;
mod todo;

use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Ui, UiBuilder};

use self::charts::{Charts, OfMonths, OfParts};
use self::todo::Todo;
use super::Panel;
use crate::desk::pages::overview::{self, Begun, Invoiceable, Issued, PromptMonth, Rejected, Work};
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{Text, common, dates, overview as words, shell};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, banner_ui, panel_head_ui, segmented_ui};

/// What was read: at which revision, on which day, for which customer.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    revision: u64,
    today: NaiveDate,
    of: Option<String>,
}

/// What a narrow page shows of its two halves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Half {
    #[default]
    Todo,
    Charts,
}

impl Half {
    fn name(self) -> Text {
        match self {
            Self::Todo => words::TO_DO,
            Self::Charts => words::CHARTS,
        }
    }
}

#[derive(Debug, Default)]
pub struct Overview {
    half: Half,
    of: Option<String>,
    begun: Loadable<u64, Begun>,
    work: Loadable<Key, Work>,
    invoiceable: Loadable<Key, Arc<Invoiceable>>,
    issued: Loadable<Key, Issued>,
    prompt: Loadable<Key, Vec<PromptMonth>>,
    rejected: Loadable<Key, Vec<Rejected>>,
    charts: Charts,
    todo: Todo,
    /// The guide of the first steps was put away.
    pub guide_is_away: bool,
}

impl Panel for Overview {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let of = cx.chosen.map(|chosen| chosen.account.clone());
        if of != self.of {
            self.work.clear();
            self.invoiceable.clear();
            self.issued.clear();
            self.prompt.clear();
            self.rejected.clear();
            self.todo.clear();
            self.of.clone_from(&of);
        }
        let key = Key { revision: cx.office.revision(), today: cx.office.moment().today, of: of.clone() };
        self.begun.keep(cx.office, key.revision, move |db, _, _| overview::begun(db));
        let mut new = self
            .work
            .keep(cx.office, key.clone(), |db, moment, key| overview::work(db, moment, key.of.as_deref()));
        new |= self.invoiceable.keep(cx.office, key.clone(), |db, moment, key| {
            overview::invoiceable(db, moment, key.of.as_deref()).map(Arc::new)
        });
        // The two that take long are asked one after the other, so that one reader stays free for clicks.
        if !self.invoiceable.is_loading() {
            self.issued.keep(cx.office, key.clone(), |db, moment, key| {
                overview::issued(db, moment, key.of.as_deref())
            });
        }
        // What is looked at, and no more.
        if self.charts.of_months == OfMonths::Prompt && !self.issued.is_loading() {
            self.prompt.keep(cx.office, key.clone(), |db, moment, key| {
                overview::prompt(db, moment, key.of.as_deref())
            });
        }
        if self.charts.of_parts == OfParts::Rejected {
            self.rejected
                .keep(cx.office, key, |db, moment, key| overview::rejected(db, moment, key.of.as_deref()));
        }
        if new {
            self.todo.count(cx, self.work.value(), self.invoiceable.value());
        }
        self.todo.logic(cx, of);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let today = cx.office.moment().today;
        let date = dates::date_long(cx.lang, today);
        let is_clerks = self.work.value().is_none_or(|work| work.is_clerks);
        let is_sandbox = cx.office.is_sandbox();
        let begun = self.begun.value().filter(|begun| guide::is_wanted(**begun, is_sandbox)).copied();
        let guided = begun.filter(|_| !self.guide_is_away);
        let is_narrow = ui.available_width() < SIDE_BY_SIDE;
        panel_head_ui(ui, cx.say(shell::OVERVIEW), &date, |ui| {
            if guided.is_some() {
                return;
            }
            if begun.is_some() && Button::secondary(cx.say(words::SHOW_GUIDE)).show(ui).clicked() {
                self.guide_is_away = false;
            }
            if is_clerks && Button::primary(cx.say(shell::APPLY)).shortcut("Ctrl N").show(ui).clicked() {
                cx.act(Action::Go(Route::Apply));
            }
            if is_clerks && Button::secondary(cx.say(common::IMPORT_BILLS)).show(ui).clicked() {
                cx.act(Action::Go(Route::Files));
            }
            if is_narrow {
                let halves = [Half::Todo, Half::Charts].map(|half| (half, cx.say(half.name())));
                segmented_ui(ui, cx.say(words::HALVES), &mut self.half, &halves);
            }
        });
        ui.add_space(space::M);
        if let Some(begun) = guided {
            self.guide_is_away = guide::page_ui(ui, cx, begun);
            return;
        }
        if let Some(refusal) = self.failed() {
            let text = shell::failed(cx.lang, &message(cx.lang, refusal));
            banner_ui(ui, Tone::Bad, &text, None);
            ui.add_space(space::M);
        }
        let is_loading = self.work.is_loading() || self.invoiceable.is_loading();
        self.figures_ui(ui, cx);
        ui.add_space(space::S);
        if is_narrow {
            match self.half {
                Half::Todo => self.todo.card_ui(ui, cx, today, is_loading),
                Half::Charts => self.charts_row_ui(ui, cx),
            }
            return;
        }
        let room = ui.available_rect_before_wrap();
        let width = room.width() - space::L;
        let wide = (width * TODO_SHARE).max(TODO_WIDTH.min(width - CHARTS_WIDTH)).round();
        let left = room.with_max_x(room.left() + wide);
        let right = room.with_min_x(left.right() + space::L);
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| self.todo.card_ui(ui, cx, today, is_loading));
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            self.charts_column_ui(ui, cx);
        });
    }
}

/// How much of the width the list of what there is to do takes.
const TODO_SHARE: f32 = 0.64;
/// How wide it is at least where the charts still have their own width.
const TODO_WIDTH: f32 = 700.0;
/// How wide the charts are at least.
const CHARTS_WIDTH: f32 = 320.0;
/// From this width on the list and the charts stand side by side; below it, one of them is shown.
const SIDE_BY_SIDE: f32 = 940.0;

impl Overview {
    fn figures_ui(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        figures::figures_ui(ui, cx, self.work.value(), self.invoiceable(), self.issued.value());
    }

    fn invoiceable(&self) -> Option<&Invoiceable> {
        self.invoiceable.value().map(Arc::as_ref)
    }

    fn failed(&self) -> Option<&Refusal> {
        let failed = self.begun.failed().or(self.work.failed()).or(self.todo.failed());
        let failed = failed.or(self.invoiceable.failed()).or(self.issued.failed());
        failed.or(self.prompt.failed()).or(self.rejected.failed())
    }
}
