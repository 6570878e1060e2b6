//! The words of the list of applications.

use super::phrase::{count, yuan};
use crate::domain::money::Fen;

texts! {
    SEARCH = "申请编号、发票号码或客户", "Number, invoice or customer";
    SEARCH_ONE = "申请编号或发票号码", "Application or invoice number";
    PERIOD = "提交时间", "Submitted";

    ALL = "全部", "All";
    LATE = "逾期", "Late";

    TO_CORRECT = "待审批更正", "Corrections";

    NUMBER = "申请编号", "Application no.";
    CUSTOMER = "客户", "Customer";
    BUYER = "购买方名称", "Buyer";
    TYPE = "发票类型", "Invoice type";
    AMOUNT = "开票金额", "Amount";
    SUBMITTED_ON = "提交日期", "Submitted on";
    DUE = "开票期限", "Due";
    STATE = "状态", "Status";
    INVOICES = "发票号码", "Invoice no.";
    UNCOVERED = "已退款，不再足额", "Refunded, no longer covered";

    NONE = "还没有开票申请", "No applications yet";
    NONE_HOW = "提交的开票申请会列在这里，并显示处理进度和期限。",
        "Applications are listed here, with how far they are and when they are due.";
    NONE_FOUND = "没有符合条件的申请", "Nothing matches";
    NONE_FOUND_HOW = "换一个状态、时间或关键字试试。", "Try another state, period or search.";
    CLEAR_FILTERS = "清除筛选", "Clear the filters";
    COPIED = "已复制这一行", "Row copied";
}

sentences! {
    totals(lang, n: u64, amount: Fen) =
        "共 {n} 件，合计 {amount}", "{n} in all, {amount}", n = count(n), amount = yuan(amount);
}
