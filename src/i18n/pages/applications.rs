//! The words of the list of applications.

use chrono::NaiveDate;

use crate::domain::list_columns::ApplicationColumn;
use crate::domain::money::Fen;
use crate::i18n::lists::application_column;
use crate::i18n::phrase::{count, shortened, yuan};
use crate::i18n::{Text, common};

texts! {
    NONE_BESIDE = "申请记录的列表到此为止", "The list of applications ends here";
    SEARCH = "申请编号、发票号码或客户", "Application, invoice or customer";
    SEARCH_ONE = "申请编号或发票号码", "Application or invoice number";

    LATE = "逾期", "Overdue";

    TO_CORRECT = "待审批更正", "Corrections";


    NONE = "还没有开票申请", "No applications yet";
    NONE_HOW = "提交的开票申请会列在这里，并显示处理进度和期限。",
        "Submitted applications are listed here with their progress and due date.";
    CHOOSE_FIRST = "请先选择申请", "Choose applications first";
    NONE_CAN = "所选的申请都不能这样办理", "None of the selected applications can do this";
    NONE_FOUND = "没有符合条件的申请", "No matches";
}

sentences! {
    with_count(lang, what: &str, n: usize) = "{what} {n}", "{what}: {n}", n = count(n as u64);
    totals(lang, n: u64, amount: Fen) =
        "共 {n} 件，合计 {amount}", "{n} in all, {amount}", n = count(n), amount = yuan(amount);
    /// What a bar of a chart narrows the list to; pressed, it lets everything through again.
    issued_in(lang, first: NaiveDate) = "{month} 开票 ×", "Issued in {month} ×", month = first.format("%Y-%m");
    rejected_for(lang, reason: &str) =
        "驳回原因：{reason} ×", "Rejected: {reason} ×", reason = shortened(reason, REASON);
}

/// How many characters of a reason a chip has room for.
const REASON: usize = 12;

/// A column of the window, where room is short.
pub const fn column(column: ApplicationColumn) -> Text {
    match column {
        ApplicationColumn::AccountName => common::CUSTOMER,
        ApplicationColumn::DueOn => Text::new("开票期限", "Due"),
        _ => application_column(column),
    }
}
