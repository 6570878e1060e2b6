//! The list of applications: narrowed, sorted, searched, opened, and worked on many at once.

mod chosen;
mod list;

use egui::Ui;

use self::chosen::{Doable, bar_ui};
use self::list::ApplicationList;
use super::Panel;
use crate::desk::lists::applications::{ApplicationStateFilter, ApplicationsOnly};
use crate::domain::ids::ApplicationId;
use crate::i18n::{applications as words, common, shell};
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::keyboard::Keyboard;
use crate::ui::list_panel::{ListFilter, ListPanel};
use crate::ui::state::{Action, Cx, Route};
use crate::ui::views::Kept;
use crate::ui::widgets::{Button, closing_chip_ui};

#[derive(Default)]
pub struct Applications {
    list: ListPanel<ApplicationList>,
    /// What can be done with what is chosen.
    doable: Doable,
    /// What was asked of what was still on its way.
    held: Vec<Held>,
}

/// A command that waits for what it is given to; dropped where that never comes, or is something else by then.
struct Held {
    command: UserCommand,
    of: Of,
}

#[derive(PartialEq)]
enum Of {
    /// All that is listed, on its way to be chosen.
    All,
    Chosen,
    /// The row that is looked at.
    Row(Option<ApplicationId>),
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

impl Applications {
    /// The number of the application so many rows behind this one; none: the list ends there, or does not have it.
    pub(super) fn beside(&self, number: &str, by: isize) -> Option<String> {
        self.list.beside(|listed| listed.row.number == number, by).map(|listed| listed.row.number.clone())
    }

    /// What a command would be given to.
    fn targets(&self) -> Of {
        match &self.list {
            list if list.chosen.is_reading() => Of::All,
            list if list.targets().are_chosen() => Of::Chosen,
            list => Of::Row(list.selected),
        }
    }
}

impl Panel for Applications {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.list.logic(cx);
        self.doable.keep(&self.list.targets());
        if !self.list.awaits_targets(cx) {
            for Held { command, of } in std::mem::take(&mut self.held) {
                let is_here = match of {
                    Of::All => self.list.chosen.has_all(),
                    of => of == self.targets(),
                };
                if is_here {
                    self.run(command, cx);
                }
            }
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if !self.held.is_empty() {
            Keyboard::await_answer_to_keys(ui.ctx());
            if ui.input(|input| input.pointer.any_click()) {
                // Whoever clicks has gone on.
                self.held.clear();
            }
        }
        self.list.head_ui(ui, cx, |list, ui, cx| {
            if Button::primary(cx.say(shell::APPLY)).shortcut("Ctrl N").show(ui).clicked() {
                cx.act(Action::Go(Route::Apply));
            }
            list.export_ui(ui, cx);
            list.period_ui(ui, cx, common::SUBMITTED_AT);
            list.search_ui(ui, cx);
            let only = list.filter.choices.as_ref().map(|only| match only {
                ApplicationsOnly::IssuedIn(first) => words::issued_in(cx.lang, *first),
                ApplicationsOnly::RejectedFor(reason) => words::rejected_for(cx.lang, reason),
            });
            if only.is_some_and(|only| closing_chip_ui(ui, &only, None).clicked()) {
                list.filter.choices = None;
            }
        });
        let offered = self.commands(cx);
        self.list.offered.clone_from(&offered);
        let output = self.list.table_ui(ui, cx, |ui, cx, targets| {
            if targets.are_chosen() {
                bar_ui(ui, cx, &offered);
            }
        });
        if let Some(listed) = output.opened.or(output.entered) {
            cx.act(Action::Go(Route::Application(listed.row.number)));
        }
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        self.doable.offered(cx.lang, self.list.awaits_targets(cx))
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        if self.list.awaits_targets(cx) {
            self.held.push(Held { command, of: self.targets() });
        } else if let Some(action) = chosen::action(command, &self.list) {
            cx.act(action);
        }
    }

    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        Some(&mut self.list)
    }
}
