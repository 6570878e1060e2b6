//! The words of the list of applications.

use super::phrase::{count, yuan};
use super::{Lang, Text};
use crate::domain::money::Fen;

/// The search box.
pub const SEARCH: Text = Text::new("申请编号、发票号码或客户", "Number, invoice or customer");
/// The search box while one customer is chosen.
pub const SEARCH_ONE: Text = Text::new("申请编号或发票号码", "Application or invoice number");
/// The choice of a period of submission.
pub const PERIOD: Text = Text::new("提交时间", "Submitted");

/// A filter: whatever state.
pub const ALL: Text = Text::new("全部", "All");
/// A filter: past the due date.
pub const LATE: Text = Text::new("逾期", "Late");

/// A filter: a correction was asked for and waits to be decided on.
pub const TO_CORRECT: Text = Text::new("待审批更正", "Corrections");

/// A column.
pub const NUMBER: Text = Text::new("申请编号", "Application");
/// A column.
pub const CUSTOMER: Text = Text::new("客户", "Customer");
/// A column.
pub const BUYER: Text = Text::new("购买方名称", "Buyer on the invoice");
/// A column.
pub const TYPE: Text = Text::new("发票类型", "Type");
/// A column.
pub const AMOUNT: Text = Text::new("开票金额", "Amount");
/// A column.
pub const SUBMITTED_ON: Text = Text::new("提交日期", "Submitted on");
/// A column.
pub const DUE: Text = Text::new("开票期限", "Due");
/// A column.
pub const STATE: Text = Text::new("状态", "State");
/// A column.
pub const INVOICES: Text = Text::new("发票号码", "Invoice numbers");
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
/// Takes all filters away.
pub const CLEAR_FILTERS: Text = Text::new("清除筛选", "Clear the filters");
/// A row was copied.
pub const COPIED: Text = Text::new("已复制这一行", "Row copied");

/// The totals of what is shown.
pub fn totals(lang: Lang, n: u64, amount: Fen) -> String {
    let (n, amount) = (count(n), yuan(amount));
    match lang {
        Lang::Zh => format!("共 {n} 件，合计 {amount}"),
        Lang::En => format!("{n} in all, {amount}"),
    }
}
