//! Words of correcting and removing what was entered wrongly.

use chrono::NaiveDate;

use crate::domain::money::Fen;
use crate::i18n::phrase::yuan;

texts! {
    CORRECT_BILL = "更正账单", "Correct the bill";
    REMOVE_BILL = "删除账单", "Remove the bill";
    REMOVE_REFUND = "删除退款", "Remove the refund";
    REMOVE_ENTRY = "删除不可开票金额", "Remove the amount";
    CORRECT_BILL_WHAT = "只能更正没有被申请使用的账单。原来的内容连同原因记入审计日志。",
        "Only a bill that no application uses is corrected. What was there is kept in the audit log, with the reason.";
    REMOVE_BILL_WHAT = "账单不再计入任何列表和余额，账单号可以重新使用。原来的内容连同原因记入审计日志。",
        "The bill counts in no list or balance any more, and its number is free. The audit log keeps what was there.";
    REMOVE_REFUND_WHAT = "账单恢复退款前的金额；因这笔退款抵扣的部分会退回。原因记入审计日志。",
        "The bill is worth what it was before, and what was offset for this refund is given back.";
    REMOVE_ENTRY_WHAT = "删除后不再从开票中抵扣。已被申请抵扣的不能删除。原因记入审计日志。",
        "It is no longer taken off what is invoiced. One that an application offset is not removed.";
    REASON_NEEDED = "请填写原因", "Enter a reason";
    NUMBER_NEEDED = "请填写编号", "Enter a number";
    AMOUNT_NEEDED = "请填写金额", "Enter an amount";
    CORRECTED = "已更正账单", "The bill is corrected";
    REMOVED = "已删除", "Removed";
}

sentences! {
    refund(lang, bill_no: &str, amount: Fen, on: NaiveDate) =
        "账单 {bill_no}，{on} 退款 {amount}",
        "Bill {bill_no}, {amount} refunded on {on}",
        amount = yuan(amount);
}
