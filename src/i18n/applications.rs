//! The words of the list of applications.

use super::phrase::{count, yuan};
use super::{Lang, Text};
use crate::domain::export::ApplicationColumn;
use crate::domain::money::Fen;
use crate::i18n::export::application_column;

/// The search box.
pub const SEARCH: Text = Text::new("申请编号、发票号码或客户", "Number, invoice or customer");
/// The search box while one customer is chosen.
pub const SEARCH_ONE: Text = Text::new("申请编号或发票号码", "Application or invoice number");
/// The choice of a period of submission.
pub const PERIOD: Text = Text::new("提交时间", "Submitted");

/// A filter: past the due date.
pub const LATE: Text = Text::new("逾期", "Late");

/// A filter: a correction was asked for and waits to be decided on.
pub const TO_CORRECT: Text = Text::new("待审批更正", "Corrections");

/// Names the number of an application.
pub const NUMBER: Text = Text::new("申请编号", "Application");

/// A column of the window, where room is short.
pub const fn column(column: ApplicationColumn) -> Text {
    match column {
        ApplicationColumn::Application => NUMBER,
        ApplicationColumn::AccountName => Text::new("客户", "Customer"),
        ApplicationColumn::BuyerName => Text::new("购买方名称", "Buyer on the invoice"),
        ApplicationColumn::InvoiceType => Text::new("发票类型", "Type"),
        ApplicationColumn::DueOn => Text::new("开票期限", "Due"),
        ApplicationColumn::State => Text::new("状态", "State"),
        ApplicationColumn::Invoices => Text::new("发票号码", "Invoice numbers"),
        _ => application_column(column),
    }
}

/// Refunds have left an application short of money.
pub const UNCOVERED: Text = Text::new("已退款，不再足额", "Refunded, no longer covered");

/// There are none at all.
pub const NONE: Text = Text::new("还没有开票申请", "No applications yet");
/// What to do then.
pub const NONE_HOW: Text = Text::new(
    "提交的开票申请会列在这里，并显示处理进度和期限。",
    "Applications are listed here, with how far they are and when they are due.",
);
/// None pass the filters.
pub const NONE_FOUND: Text = Text::new("没有符合条件的申请", "Nothing matches");
/// What to do then.
pub const NONE_FOUND_HOW: Text =
    Text::new("换一个状态、时间或关键字试试。", "Try another state, period or search.");

/// The totals of what is shown.
pub fn totals(lang: Lang, n: u64, amount: Fen) -> String {
    let (n, amount) = (count(n), yuan(amount));
    match lang {
        Lang::Zh => format!("共 {n} 件，合计 {amount}"),
        Lang::En => format!("{n} in all, {amount}"),
    }
}
