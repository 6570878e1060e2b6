//! Words of correcting and removing what was entered wrongly.

use chrono::NaiveDate;

use crate::domain::money::Fen;
use crate::i18n::phrase::yuan;

texts! {
    CORRECT_BILL = "更正账单", "Correct bill";
    REMOVE_BILL = "删除账单", "Remove bill";
    REMOVE_REFUND = "删除退款", "Remove refund";
    REMOVE_ENTRY = "删除不可开票金额", "Remove amount";
    CORRECT_BILL_WHAT = "只能更正没有被申请使用的账单。原来的内容连同原因记入审计日志。",
        "Only bills not used by any application can be corrected. The previous values are kept in the audit log with the reason.";
    REMOVE_BILL_WHAT = "账单不再计入任何列表和余额，账单号可以重新使用。原来的内容连同原因记入审计日志。",
        "The bill is removed from all lists and balances and its number can be used again. The audit log keeps a record.";
    REMOVE_REFUND_WHAT = "账单恢复退款前的金额；因这笔退款抵扣的部分会退回。原因记入审计日志。",
        "The bill returns to its previous amount, and offsets for this refund are released.";
    REMOVE_ENTRY_WHAT = "删除后不再从开票中抵扣。已被申请抵扣的不能删除。原因记入审计日志。",
        "It is no longer deducted. An amount already offset by an application cannot be removed.";
    REASON_NEEDED = "请填写原因", "Enter a reason";
    NUMBER_NEEDED = "请填写编号", "Enter a number";
    AMOUNT_NEEDED = "请填写金额", "Enter an amount";
    CORRECTED = "已更正账单", "Bill corrected";
    REMOVED = "已删除", "Removed";
}

sentences! {
    refund(lang, bill_no: &str, amount: Fen, on: NaiveDate) =
        "账单 {bill_no}，{on} 退款 {amount}",
        "Bill {bill_no}, {amount} refunded on {on}",
        amount = yuan(amount);
}
