//! The words of the list of applications.

use crate::domain::list_columns::ApplicationColumn;
use crate::domain::money::Fen;
use crate::i18n::lists::application_column;
use crate::i18n::phrase::{count, yuan};
use crate::i18n::{Text, common};

texts! {
    NONE_BESIDE = "申请记录的列表到此为止", "The list of applications ends here";
    SEARCH = "申请编号、发票号码或客户", "Number, invoice or customer";
    SEARCH_ONE = "申请编号或发票号码", "Application or invoice number";

    LATE = "逾期", "Late";

    TO_CORRECT = "待审批更正", "Corrections";


    NONE = "还没有开票申请", "No applications yet";
    NONE_HOW = "提交的开票申请会列在这里，并显示处理进度和期限。",
        "Applications are listed here, with how far they are and when they are due.";
    NONE_FOUND = "没有符合条件的申请", "Nothing matches";
}

sentences! {
    totals(lang, n: u64, amount: Fen) =
        "共 {n} 件，合计 {amount}", "{n} in all, {amount}", n = count(n), amount = yuan(amount);
}

/// A column of the window, where room is short.
pub const fn column(column: ApplicationColumn) -> Text {
    match column {
        ApplicationColumn::AccountName => common::CUSTOMER,
        ApplicationColumn::DueOn => Text::new("开票期限", "Due"),
        _ => application_column(column),
    }
}
