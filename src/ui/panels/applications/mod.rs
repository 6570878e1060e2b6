//! The list of applications: narrowed, sorted, searched, opened.

mod list;

use egui::Ui;

use self::list::ApplicationList;
use super::Panel;
use crate::desk::lists::applications::{ApplicationStateFilter, ApplicationsOnly};
use crate::i18n::{applications as words, common, shell};
use crate::ui::list_panel::{ListFilter, ListPanel};
use crate::ui::state::{Action, Cx, Route};
use crate::ui::widgets::{Button, chip_ui};

#[derive(Default)]
pub struct Applications {
    list: ListPanel<ApplicationList>,
}

impl Applications {
    /// Lists what is late, of every day.
    pub(super) fn show_late(&mut self) {
        self.list.filter = ListFilter { state: ApplicationStateFilter::Late, ..ListFilter::default() };
    }

    /// Lists what a bar of a chart stands for.
    pub(super) fn show_only(&mut self, only: ApplicationsOnly) {
        self.list.filter = ListFilter { choices: Some(only), ..ListFilter::default() };
    }
}

impl Panel for Applications {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.list.logic(cx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let enter = self.list.head_ui(ui, cx, |list, ui, cx| {
            if Button::primary(cx.say(shell::APPLY)).shortcut("Ctrl N").show(ui).clicked() {
                cx.act(Action::Go(Route::Apply));
            }
            list.export_ui(ui, cx);
            list.period_ui(ui, cx, common::SUBMITTED_AT);
            let enter = list.search_ui(ui, cx);
            let only = list.filter.choices.as_ref().map(|only| match only {
                ApplicationsOnly::IssuedIn(first) => words::issued_in(cx.lang, *first),
                ApplicationsOnly::RejectedFor(reason) => words::rejected_for(cx.lang, reason),
            });
            if only.is_some_and(|only| chip_ui(ui, true, &only, None).clicked()) {
                list.filter.choices = None;
            }
            enter
        });
        let output = self.list.table_ui(ui, cx, |_, _, _| {});
        let first = if enter { self.list.first_row().cloned() } else { None };
        if let Some(listed) = output.opened.or(first) {
            cx.act(Action::Go(Route::Application(listed.row.number)));
        }
    }
}
