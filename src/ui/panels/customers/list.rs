//! What is particular to the list of customers.

use egui::Ui;
use serde::{Deserialize, Serialize};

use crate::desk::export::List;
use crate::desk::lists::customers::{CustomerCounts, CustomerQuery, CustomerRow};
use crate::desk::lists::{CellValue, ListRow};
use crate::desk::pages::amount::AmountOf;
use crate::domain::account::AccountKind;
use crate::domain::list_columns::AccountColumn;
use crate::domain::masking::masked_phone;
use crate::domain::rule_id::RuleId;
use crate::i18n::lists::account_column;
use crate::i18n::{Lang, Text, common, customers as words, lists};
use crate::ui::icons;
use crate::ui::list_panel::{At, ListLook, ListRequest, ListView, NOTHING, column_of};
use crate::ui::state::Route;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Column, amount_text_ui, pill_ui};

pub struct CustomerList;

/// Of which issuer and kind customers are listed.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CustomerChoices {
    pub issuer: Option<String>,
    pub kind: Option<AccountKind>,
}

impl ListView for CustomerList {
    type Query = CustomerQuery;
    type State = Option<bool>;
    type Choices = CustomerChoices;

    const LOOK: ListLook = ListLook {
        title: common::CUSTOMERS,
        icon: icons::CUSTOMERS,
        search: [words::SEARCH, words::SEARCH],
        search_width: 240.0,
        none: [words::NONE, words::NONE_HOW],
        none_action: Some((common::IMPORT_CUSTOMERS, Route::Files)),
        none_found: [words::NONE_FOUND, words::NONE_FOUND_HOW],
    };

    const OF_CUSTOMER: bool = false;

    /// The card beside a table that narrow says the kind.
    const LEAST_NEEDED: &'static [AccountColumn] = &[
        AccountColumn::Bills,
        AccountColumn::OpenApplications,
        AccountColumn::NonInvoiceable,
        AccountColumn::Kind,
        AccountColumn::Blocked,
        AccountColumn::Account,
    ];

    fn query(
        asked: ListRequest<AccountColumn>,
        blocked: Option<bool>,
        choices: &CustomerChoices,
    ) -> CustomerQuery {
        let CustomerChoices { issuer, kind } = choices.clone();
        let ListRequest { text, order, descending, .. } = asked;
        CustomerQuery { issuer, kind, blocked, text, order, descending }
    }

    fn summed(query: CustomerQuery) -> CustomerQuery {
        CustomerQuery { blocked: None, order: AccountColumn::default(), descending: false, ..query }
    }

    fn states() -> Vec<(Option<bool>, Text)> {
        vec![(None, lists::ALL), (Some(false), words::FREE), (Some(true), words::BLOCKED)]
    }

    fn count(counts: &CustomerCounts, blocked: Option<bool>) -> Option<u64> {
        Some(counts.of(blocked))
    }

    fn state_of(listed: &CustomerRow, column: AccountColumn) -> Option<Self::State> {
        (column == AccountColumn::Blocked).then_some(Some(listed.blocked.is_some()))
    }

    fn totals(lang: Lang, counts: &CustomerCounts, _: Option<bool>) -> String {
        words::totals(lang, counts.all, counts.blocked)
    }

    fn export(query: CustomerQuery, columns: Vec<AccountColumn>) -> Option<List> {
        Some(List::Accounts(query, columns))
    }

    fn column(lang: Lang, column: AccountColumn, _: bool) -> Option<Column<'static>> {
        let title = match column {
            AccountColumn::Blocked => common::STATUS,
            AccountColumn::OpenApplications => words::OPEN,
            _ => account_column(column),
        };
        Some(column_of(lang, column, title.get(lang)))
    }

    fn shown(listed: &CustomerRow, column: AccountColumn) -> CellValue<'_> {
        match (column, &listed.row.profile.mobile) {
            (AccountColumn::Mobile, Some(mobile)) => masked_phone(mobile).into(),
            _ => listed.value(column),
        }
    }

    fn cell_ui(ui: &mut Ui, at: At, listed: &CustomerRow, column: AccountColumn) -> bool {
        match column {
            AccountColumn::Blocked => standing_ui(ui, at.lang, listed.blocked),
            AccountColumn::OpenApplications if listed.open_applications == 0 => {
                amount_text_ui(ui, NOTHING);
            }
            _ => return false,
        }
        true
    }

    fn is_faint(_: &CustomerRow) -> bool {
        false
    }

    fn amount_of(listed: &CustomerRow, column: AccountColumn) -> Option<AmountOf> {
        (column == AccountColumn::Invoiceable).then(|| AmountOf::Customer(listed.row.account.code.clone()))
    }
}

/// The pill of an account: the rule that blocks it, or that nothing does.
pub(super) fn standing_ui(ui: &mut Ui, lang: Lang, blocked: Option<RuleId>) {
    let (tone, icon) = if blocked.is_some() { (Tone::Bad, icons::BLOCKED) } else { (Tone::Ok, icons::CHECK) };
    pill_ui(ui, tone, icon, words::standing(blocked).get(lang));
}
