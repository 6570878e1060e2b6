//! The list of applications: narrowed, sorted, searched, opened.

mod filter;
mod view;

use chrono::NaiveDate;
use egui::Ui;

use self::filter::Filter;
use super::Panel;
use crate::desk::lists::applications::{self, Listed, Show, Totals, Wanted};
use crate::domain::ids::ApplicationId;
use crate::ui::loadable::Loadable;
use crate::ui::paged::Paged;
use crate::ui::state::Cx;
use crate::ui::widgets::TableView;

/// What a list is read for: the day, and what is looked for.
type Key = (NaiveDate, Wanted);

/// The panel.
#[derive(Debug)]
pub struct Applications {
    filter: Filter,
    table: TableView,
    selected: Option<ApplicationId>,
    rows: Paged<Key, Listed>,
    totals: Loadable<(u64, NaiveDate, Wanted), Totals>,
}

impl Default for Applications {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            table: TableView {
                hidden: vec!["buyer", "invoices"],
                ..TableView::sorted_by("submitted_on", true)
            },
            selected: None,
            rows: Paged::default(),
            totals: Loadable::default(),
        }
    }
}

impl Applications {
    /// Lists what is late, of every day.
    pub(super) fn show_late(&mut self) {
        self.filter = Filter { show: Show::Late, ..Filter::default() };
    }
}

impl Panel for Applications {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        // What is late depends on the day, so a list of yesterday is read again.
        let today = cx.office.moment().today;
        let account = cx.chosen.map(|chosen| chosen.account.as_str());
        let wanted = self.filter.wanted(account, &self.table, today);
        self.rows.keep(cx.office, (today, wanted.clone()), |db, moment, (_, wanted), after, limit| {
            let after = after.map(|listed: &Listed| &listed.row);
            applications::page(db, moment, wanted, after, limit)
        });
        // Totals are the same however the list is sorted and whichever state is shown.
        let counted =
            Wanted { show: Default::default(), order: Default::default(), descending: false, ..wanted };
        self.totals.keep(cx.office, (cx.office.revision(), today, counted), |(_, _, wanted)| {
            let wanted = wanted.clone();
            move |db, moment| applications::totals(db, moment, &wanted)
        });
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.panel_ui(ui, cx);
    }
}
