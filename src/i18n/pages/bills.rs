//! The words of the list of bills.

use chrono::NaiveDate;

use crate::domain::bill::Bill;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::i18n::Lang;
use crate::i18n::phrase::{count, yuan};
use crate::i18n::refusal::message;

texts! {
    SEARCH = "账单号或客户", "Bill no. or customer";

    PERIOD = "账单期间", "Billing period";

    PARTLY = "部分开票", "Partly";
    TOO_OLD = "超过期限", "Past age limit";
    REFUNDED = "有退款", "Refunded";

    NONE = "还没有账单", "No bills yet";
    NONE_HOW = "导入计费系统导出的账单后，这里会列出每张账单和可开票金额。",
        "Import your billing system's export to list each bill and its invoiceable amount.";
    NUMBER_COPIED = "已复制账单号", "Bill number copied";
    COPY_NUMBER = "复制账单号", "Copy bill number";

    DEFICIT = "开票后退款，转为不可开票", "Refunded after invoicing";
    USES = "用于开票申请", "Used in applications";
    NO_USES = "还没有申请用到这张账单。", "No application has used this bill.";
    GIVEN_BACK = "已退还额度", "Released";
}

sentences! {
    totals(lang, n: u64, amount: Fen, eligible: Fen, used: Fen, refunded: Fen) =
        "共 {n} 张，金额 {amount}　可开票 {eligible}　已开票及占用 {used}　已退款 {refunded}",
        "1 bill, {amount} · invoiceable {eligible} · invoiced and reserved {used} · refunded {refunded}",
        "{n} bills, {amount} · invoiceable {eligible} · invoiced and reserved {used} · refunded {refunded}",
        n = count(n), amount = yuan(amount), eligible = yuan(eligible), used = yuan(used), refunded = yuan(refunded);
    too_old(lang, months: u32) = "超过 {months} 个月", "Over {months} months";
    partly_refunded(lang, refunded: Fen) =
        "部分退款 {refunded}", "Refunded {refunded}", refunded = refunded.grouped();
    deficit(lang, amount: Fen) =
        "这张账单开票后又退款 {amount}，会先从该客户的下一次开票中抵扣。",
        "{amount} was refunded after invoicing. It is deducted from the customer's next invoice.",
        amount = yuan(amount);
}

pub fn can_be_invoiced(lang: Lang, remaining: Fen, last_day: Option<NaiveDate>) -> String {
    let remaining = yuan(remaining);
    say!(lang, match last_day {
        Some(day) =>
            "可以开票 {remaining}，最晚在 {day} 申请。", "{remaining} can be invoiced; apply by {day}.";
        None => "可以开票 {remaining}，没有开票期限。", "{remaining} can be invoiced; there is no deadline.";
    })
}

pub fn refused(lang: Lang, bill: &Bill, refusal: &Refusal) -> String {
    say!(lang, match (refusal, bill.paid_on) {
        (Refusal::BillNotPaid { .. }, Some(on)) =>
            "付款日期是 {on}，还没有到。到当天就可以开票。",
            "The payment date is {on}; it can be invoiced from that day.";
        (Refusal::BillNotPaid { .. }, None) =>
            "客户还没有付款，付款期限是 {due_on}。收到款后登记付款日期，就可以开票。",
            "Not yet paid; due on {due_on}. Record the payment date once paid.",
            due_on = bill.due_on;
        (Refusal::BillAgeLimit { billed_on, last_day, .. }, _) =>
            "账单日期是 {billed_on}，最晚要在 {last_day} 申请，现在已经过期，不能再开票。",
            "The bill date is {billed_on}; the last day to apply was {last_day}.";
        (Refusal::BillFullyInvoiced { .. }, _) if bill.used.is_positive() =>
            "金额已全部用于开票申请。如果前一次开错，先取消或红冲那次申请。",
            "Fully used by applications. If one was wrong, cancel or reverse it first.";
        (Refusal::BillFullyInvoiced { .. }, _) =>
            "没有可以开票的金额：账单金额已全部退还，或本来就是零。",
            "Nothing to invoice: fully refunded or zero.";
        _ => { message(lang, refusal) };
    })
}

pub fn refund(lang: Lang, on: NaiveDate, reason: Option<&str>) -> String {
    say!(lang, match reason {
        None => "{on} 退款", "Refunded {on}";
        Some(reason) => { format!("{on} {reason}") };
    })
}
