//! The list of applications: narrowed, sorted, searched, opened.

mod list;

use egui::Ui;

use self::list::ApplicationList;
use super::Panel;
use crate::desk::lists::applications::ApplicationStateFilter;
use crate::i18n::{common, shell};
use crate::ui::list_panel::{ListFilter, ListPanel};
use crate::ui::state::{Action, Cx, Route};
use crate::ui::views::Kept;
use crate::ui::widgets::Button;

#[derive(Default)]
pub struct Applications {
    list: ListPanel<ApplicationList>,
}

impl Applications {
    /// Lists what is late, of every day.
    pub(super) fn show_late(&mut self) {
        self.list.filter = ListFilter { state: ApplicationStateFilter::Late, ..ListFilter::default() };
    }
}

impl Panel for Applications {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        self.list.logic(cx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.list.head_ui(ui, cx, |list, ui, cx| {
            if Button::primary(cx.say(shell::APPLY)).shortcut("Ctrl N").show(ui).clicked() {
                cx.act(Action::Go(Route::Apply));
            }
            list.export_ui(ui, cx);
            list.period_ui(ui, cx, common::SUBMITTED_AT);
            list.search_ui(ui, cx);
        });
        let output = self.list.table_ui(ui, cx, |_, _, _| {});
        if let Some(listed) = output.opened.or(output.entered) {
            cx.act(Action::Go(Route::Application(listed.row.number)));
        }
    }

    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        Some(&mut self.list)
    }
}
