//! What is particular to the list of bills.

use egui::Ui;

use super::standing::{is_out, standing_ui};
use crate::desk::export::List;
use crate::desk::lists::bills::{BillQuery, BillRow, BillStateFilter, BillSummary};
use crate::desk::pages::amount::AmountOf;
use crate::domain::bill::BillStanding;
use crate::domain::list_columns::{BillColumn, ListColumn};
use crate::i18n::lists::{bill_column, bill_standing};
use crate::i18n::{Lang, Text, bills as words, common, lists};
use crate::ui::icons;
use crate::ui::list_panel::{At, ListLook, ListRequest, ListView, NOTHING, column_of};
use crate::ui::state::Route;
use crate::ui::widgets::{Column, amount_text_ui, weak_ui};

/// Below this width of the table chips do not say how many they find.
const ROOM_FOR_COUNTS: f32 = 760.0;

/// The width of the kind, which grows in the list of one customer.
const KIND_GROWS: f32 = 100.0;

pub struct BillList;

impl ListView for BillList {
    type Query = BillQuery;
    type State = Option<BillStateFilter>;
    type Choices = ();

    const LOOK: ListLook = ListLook {
        title: common::BILLS,
        icon: icons::BILLS,
        search: [words::SEARCH, common::BILL_NO],
        search_width: 240.0,
        none: [words::NONE, words::NONE_HOW],
        none_action: Some((common::IMPORT_BILLS, Route::Files)),
        none_found: [common::NO_MATCHING_BILLS, common::TRY_STATE_PERIOD_SEARCH],
    };

    const ROOM_FOR_COUNTS: f32 = ROOM_FOR_COUNTS;

    const LEAST_NEEDED: &'static [BillColumn] =
        &[BillColumn::Kind, BillColumn::Remaining, BillColumn::Standing, BillColumn::BilledOn];

    fn query(asked: ListRequest<BillColumn>, state: Self::State, (): &()) -> BillQuery {
        let ListRequest { account, from, to, text, order, descending } = asked;
        BillQuery { issuer: None, account, state, from, to, text, order, descending }
    }

    fn summed(query: BillQuery) -> BillQuery {
        BillQuery { order: BillColumn::default(), descending: false, ..query }
    }

    fn states() -> Vec<(Self::State, Text)> {
        vec![
            (None, lists::ALL),
            (Some(BillStateFilter::Eligible), common::INVOICEABLE),
            (Some(BillStateFilter::PartlyInvoiced), words::PARTLY),
            (Some(BillStateFilter::Invoiced), bill_standing(BillStanding::Invoiced)),
            (Some(BillStateFilter::Unpaid), bill_standing(BillStanding::Unpaid)),
            (Some(BillStateFilter::Overdue), bill_standing(BillStanding::Overdue)),
            (Some(BillStateFilter::TooOld), words::TOO_OLD),
            (Some(BillStateFilter::Refunded), words::REFUNDED),
        ]
    }

    fn count(summary: &BillSummary, state: Self::State) -> Option<u64> {
        summary.counts.map(|counts| counts.of(state))
    }

    fn state_of(listed: &BillRow, column: BillColumn) -> Option<Self::State> {
        let state = match listed.standing {
            BillStanding::Overdue => BillStateFilter::Overdue,
            BillStanding::Unpaid => BillStateFilter::Unpaid,
            BillStanding::Invoiced => BillStateFilter::Invoiced,
            BillStanding::TooOld => BillStateFilter::TooOld,
            BillStanding::PartlyInvoiced => BillStateFilter::PartlyInvoiced,
            BillStanding::PartlyRefunded => BillStateFilter::Refunded,
            BillStanding::Invoiceable => BillStateFilter::Eligible,
            BillStanding::NothingLeft => return None,
        };
        (column == BillColumn::Standing).then_some(Some(state))
    }

    fn totals(lang: Lang, summary: &BillSummary, _: Self::State) -> String {
        let t = summary.totals;
        words::totals(lang, t.count, t.amount, t.eligible, t.used, t.refunded)
    }

    fn export(query: BillQuery, columns: Vec<BillColumn>) -> Option<List> {
        Some(List::Bills(query, columns))
    }

    /// One customer's bills do not repeat whose they are.
    fn column(lang: Lang, column: BillColumn, is_one: bool) -> Option<Column<'static>> {
        let title = bill_column(column).get(lang);
        match column {
            BillColumn::Account | BillColumn::AccountName if is_one => None,
            BillColumn::Kind if is_one => Some(Column::new(column.as_str(), title, KIND_GROWS).grows()),
            _ => Some(column_of(lang, column, title)),
        }
    }

    fn cell_ui(ui: &mut Ui, at: At, listed: &BillRow, column: BillColumn) -> bool {
        let bill = &listed.row.bill;
        match column {
            BillColumn::PaidOn if bill.paid_on.is_none() => drop(weak_ui(ui, NOTHING)),
            BillColumn::Standing => {
                standing_ui(ui, at.lang, listed.standing, bill.refunded, listed.age_limit_months);
            }
            BillColumn::Remaining if listed.refused_by.is_some() && !listed.remaining.is_positive() => {
                amount_text_ui(ui, NOTHING);
            }
            _ => return false,
        }
        true
    }

    fn is_faint(listed: &BillRow) -> bool {
        is_out(listed.standing)
    }

    fn amount_of(listed: &BillRow, column: BillColumn) -> Option<AmountOf> {
        (column == BillColumn::Remaining).then_some(AmountOf::Bill(listed.row.bill.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::list_panel::ListFilter;
    use crate::ui::widgets::TableView;

    #[test]
    fn the_newest_bills_stand_first_until_it_is_sorted_otherwise() {
        let today = "2026-01-31".parse().unwrap();
        let query = ListFilter::<BillList>::default().query(None, &TableView::default(), today);
        assert_eq!((query.order, query.descending), (BillColumn::BilledOn, true));
        let view = TableView::sorted_by("remaining", false);
        let query = ListFilter::<BillList>::default().query(None, &view, today);
        assert_eq!((query.order, query.descending), (BillColumn::Remaining, false));
    }
}
