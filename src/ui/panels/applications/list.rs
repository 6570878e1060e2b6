//! What is particular to the list of applications.

use std::borrow::Cow;

use egui::{Sense, Ui, vec2};

use crate::desk::export::List;
use crate::desk::lists::applications::{
    ApplicationQuery, ApplicationRow, ApplicationStateFilter, ApplicationTotals, ApplicationsOnly,
};
use crate::desk::pages::amount::AmountOf;
use crate::domain::application::ApplicationState;
use crate::domain::list_columns::{ApplicationColumn, Phrase};
use crate::i18n::lists::{application_column, say};
use crate::i18n::{Lang, Text, applications as words, common, domain, lists, shell};
use crate::ui::icons;
use crate::ui::list_panel::{At, ListLook, ListRequest, ListView, column_of};
use crate::ui::panels::looks as status;
use crate::ui::state::Route;
use crate::ui::theme::{size, tokens};
use crate::ui::widgets::{Column, amount_ui, body_ui, pill_ui, weak_ui};

pub struct ApplicationList;

impl ListView for ApplicationList {
    type Query = ApplicationQuery;
    type State = ApplicationStateFilter;
    type Choices = Option<ApplicationsOnly>;

    const LOOK: ListLook = ListLook {
        title: shell::APPLICATIONS,
        icon: icons::INBOX,
        search: [words::SEARCH, words::SEARCH_ONE],
        search_width: 300.0,
        none: [words::NONE, words::NONE_HOW],
        none_action: Some((shell::APPLY, Route::Apply)),
        none_found: [words::NONE_FOUND, common::TRY_STATE_PERIOD_SEARCH],
    };

    const COLUMNS: &'static [ApplicationColumn] = &[
        ApplicationColumn::Application,
        ApplicationColumn::AccountName,
        ApplicationColumn::BuyerName,
        ApplicationColumn::InvoiceType,
        ApplicationColumn::Amount,
        ApplicationColumn::SubmittedOn,
        ApplicationColumn::DueOn,
        ApplicationColumn::State,
        ApplicationColumn::Invoices,
    ];

    const SELECTS_FIRST: bool = true;

    const LEAST_NEEDED: &'static [ApplicationColumn] =
        &[ApplicationColumn::InvoiceType, ApplicationColumn::SubmittedOn];

    fn query(
        asked: ListRequest<ApplicationColumn>,
        show: Self::State,
        only: &Self::Choices,
    ) -> ApplicationQuery {
        let ListRequest { account, from, to, text, order, descending } = asked;
        let (only, chosen) = (only.clone(), Vec::new());
        ApplicationQuery { account, show, from, to, only, text, order, descending, chosen }
    }

    fn summed(query: ApplicationQuery) -> ApplicationQuery {
        let (show, order) = Default::default();
        ApplicationQuery { show, order, descending: false, ..query }
    }

    fn states() -> Vec<(Self::State, Text)> {
        let special = [
            (ApplicationStateFilter::All, lists::ALL),
            (ApplicationStateFilter::Late, words::LATE),
            (ApplicationStateFilter::ToCorrect, words::TO_CORRECT),
        ];
        let of = |state| (ApplicationStateFilter::State(state), domain::application_state(state));
        special.into_iter().chain(ApplicationState::ALL.map(of)).collect()
    }

    fn count(totals: &ApplicationTotals, show: Self::State) -> Option<u64> {
        Some(totals.of(show).count)
    }

    fn state_of(listed: &ApplicationRow, column: ApplicationColumn) -> Option<Self::State> {
        (column == ApplicationColumn::State).then_some(ApplicationStateFilter::State(listed.row.state))
    }

    /// Corrections are rare: they are offered where one waits.
    fn offers(show: Self::State, count: Option<u64>) -> bool {
        show != ApplicationStateFilter::ToCorrect || count.unwrap_or(0) > 0
    }

    fn totals(lang: Lang, totals: &ApplicationTotals, show: Self::State) -> String {
        let total = totals.of(show);
        words::totals(lang, total.count, total.amount)
    }

    fn export(query: ApplicationQuery, columns: Vec<ApplicationColumn>) -> Option<List> {
        Some(List::Applications(query, columns))
    }

    /// A customer is a number and a name there, and a due date also says by how much it is over.
    fn in_file(column: ApplicationColumn) -> Vec<ApplicationColumn> {
        match column {
            ApplicationColumn::AccountName => vec![ApplicationColumn::Account, column],
            ApplicationColumn::DueOn => vec![column, ApplicationColumn::WorkingDaysLate],
            _ => vec![column],
        }
    }

    fn column(lang: Lang, column: ApplicationColumn, _: bool) -> Option<Column<'static>> {
        Some(column_of(lang, column, words::column(column).get(lang)))
    }

    fn cell_ui(ui: &mut Ui, at: At, listed: &ApplicationRow, column: ApplicationColumn) -> bool {
        let row = &listed.row;
        match column {
            ApplicationColumn::Amount if row.uncovered.is_positive() => {
                amount_ui(ui, row.amount);
                let (rect, response) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), Sense::hover());
                icons::WARNING.paint(ui, rect.center(), size::ICON, tokens(ui).warn);
                response.on_hover_text(application_column(ApplicationColumn::Uncovered).get(at.lang));
            }
            ApplicationColumn::DueOn => {
                let due = status::due(at.lang, row.state, row.due_on, at.today, listed.working_days_late);
                match due.look {
                    Some((tone, icon)) => drop(pill_ui(ui, tone, icon, &due.words)),
                    None if row.state.is_open() => drop(body_ui(ui, &due.words)),
                    None => drop(weak_ui(ui, &due.words)),
                }
            }
            ApplicationColumn::State => {
                let (tone, icon) = status::look_of(row.state);
                pill_ui(ui, tone, icon, domain::application_state(row.state).get(at.lang));
            }
            _ => return false,
        }
        true
    }

    fn word(lang: Lang, phrase: Phrase) -> Cow<'static, str> {
        let word = match phrase {
            Phrase::InvoiceType(invoice_type) => domain::invoice_type_short(invoice_type).get(lang),
            _ => say(lang, phrase),
        };
        word.into()
    }

    fn is_faint(listed: &ApplicationRow) -> bool {
        !listed.row.state.is_live()
    }

    fn amount_of(listed: &ApplicationRow, column: ApplicationColumn) -> Option<AmountOf> {
        (column == ApplicationColumn::Amount).then(|| AmountOf::Application(listed.row.number.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::list_panel::exported;
    use crate::ui::widgets::TableView;

    #[test]
    fn what_is_hidden_does_not_leave_the_desk() {
        let view = TableView { hidden: vec!["buyer_name", "due_on", "invoices"], ..TableView::default() };
        use ApplicationColumn as C;
        let left =
            [C::Application, C::Account, C::AccountName, C::InvoiceType, C::Amount, C::SubmittedOn, C::State];
        assert_eq!(exported::<ApplicationList>(&view), left);
    }
}
