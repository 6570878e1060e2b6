//! The words of the list of bills.

use chrono::NaiveDate;

use super::phrase::{count, yuan};
use super::{Lang, Text};
use crate::domain::bill::Bill;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;

/// The search box.
pub const SEARCH: Text = Text::new("账单号或客户", "Bill no. or customer");
/// The search box while one customer is chosen.
pub const SEARCH_ONE: Text = Text::new("账单号", "Bill no.");
/// Leads to imports.
pub const IMPORT: Text = Text::new("导入账单", "Import bills");

/// The choice of a period of bill dates.
pub const PERIOD: Text = Text::new("账单期间", "Billing period");

/// A filter.
pub const ELIGIBLE: Text = Text::new("可开票", "Invoiceable");
/// A filter.
pub const PARTLY: Text = Text::new("部分开票", "Partly");
/// A filter.
pub const INVOICED: Text = Text::new("已开票", "Invoiced");
/// A filter.
pub const UNPAID: Text = Text::new("未付款", "Unpaid");
/// A filter.
pub const OVERDUE: Text = Text::new("逾期未付", "Overdue");
/// A filter.
pub const TOO_OLD: Text = Text::new("超过期限", "Too old");
/// A filter.
pub const REFUNDED: Text = Text::new("有退款", "Refunded");

/// There are no bills.
pub const NONE: Text = Text::new("还没有账单", "No bills yet");
/// How bills come in.
pub const NONE_HOW: Text = Text::new(
    "导入计费系统导出的账单后，这里会列出每张账单和可开票金额。",
    "Import the billing system's export, and every bill with what can be invoiced is listed here.",
);
/// The filter lets nothing through.
pub const NONE_FOUND: Text = Text::new("没有符合条件的账单", "Nothing matches");
/// What to do then.
pub const NONE_FOUND_HOW: Text =
    Text::new("换一个状态、时间或关键字试试。", "Try another state, period or search.");
/// A number is in the clipboard.
pub const NUMBER_COPIED: Text = Text::new("已复制账单号", "Bill number copied");
/// Copies the number of the bill.
pub const COPY_NUMBER: Text = Text::new("复制账单号", "Copy the bill number");
/// Closes the card of a bill.
pub const CLOSE: Text = Text::new("关闭详情", "Close details");

/// What remains of a bill.
pub const REMAINING: Text = Text::new("剩余金额", "Remaining");
/// Whose bill it is.
pub const CUSTOMER: Text = Text::new("客户", "Customer");
/// A sum: what was charged.
pub const AMOUNT: Text = Text::new("账单金额", "Amount");
/// A sum: what was given back.
pub const REFUNDS: Text = Text::new("退款", "Refunds");
/// A sum: what was used.
pub const USED: Text = Text::new("已开票及占用", "Invoiced and reserved");
/// A sum: more was used than is left of the bill.
pub const DEFICIT: Text = Text::new("开票后退款，转为不可开票", "Refunded after invoicing");
/// The applications that took from a bill.
pub const USES: Text = Text::new("用于开票申请", "Used by applications");
/// No application did.
pub const NO_USES: Text = Text::new("还没有申请用到这张账单。", "No application has used this bill.");
/// It was given back since.
pub const GIVEN_BACK: Text = Text::new("已退还额度", "Given back");
/// Not paid.
pub const NOT_PAID: Text = Text::new("未付款", "Not paid");
/// Why it can or cannot be invoiced.
pub const CAN_BE_INVOICED: Text = Text::new("能否开票", "Can it be invoiced?");

/// The line of totals.
pub fn totals(lang: Lang, n: u64, amount: Fen, eligible: Fen, used: Fen, refunded: Fen) -> String {
    let (n, amount, eligible) = (count(n), yuan(amount), yuan(eligible));
    let (used, refunded) = (yuan(used), yuan(refunded));
    match lang {
        Lang::Zh => {
            format!("共 {n} 张，金额 {amount}　可开票 {eligible}　已开票及占用 {used}　已退款 {refunded}")
        }
        Lang::En => format!(
            "{n} {}, {amount} · invoiceable {eligible} · invoiced and reserved {used} · refunded {refunded}",
            if n == "1" { "bill" } else { "bills" }
        ),
    }
}

/// The pill of a bill that is too old: how old is too old.
pub fn too_old(lang: Lang, months: u32) -> String {
    match lang {
        Lang::Zh => format!("超过 {months} 个月"),
        Lang::En => format!("Over {months} months"),
    }
}

/// The pill of a bill of which a part was given back.
pub fn partly_refunded(lang: Lang, refunded: Fen) -> String {
    match lang {
        Lang::Zh => format!("部分退款 {}", refunded.grouped()),
        Lang::En => format!("Refunded {}", refunded.grouped()),
    }
}

/// It can be invoiced, and until when.
pub fn can_be_invoiced(lang: Lang, remaining: Fen, last_day: Option<NaiveDate>) -> String {
    let remaining = yuan(remaining);
    match (lang, last_day) {
        (Lang::Zh, Some(day)) => format!("可以开票 {remaining}，最晚在 {day} 申请。"),
        (Lang::Zh, None) => format!("可以开票 {remaining}，没有开票期限。"),
        (Lang::En, Some(day)) => format!("{remaining} can be invoiced; apply by {day}."),
        (Lang::En, None) => format!("{remaining} can be invoiced; there is no deadline."),
    }
}

/// Why this bill cannot be invoiced, and what to do.
pub fn refused(lang: Lang, bill: &Bill, refusal: &Refusal) -> String {
    match (lang, refusal) {
        (Lang::Zh, Refusal::BillNotPaid { .. }) => match bill.paid_on {
            Some(on) => format!("付款日期是 {on}，还没有到。到当天就可以开票。"),
            None => format!("客户还没有付款，付款期限是 {}。收到款后登记付款日期，就可以开票。", bill.due_on),
        },
        (Lang::En, Refusal::BillNotPaid { .. }) => match bill.paid_on {
            Some(on) => format!("It will be paid on {on}, and can be invoiced from that day on."),
            None => format!(
                "It is not paid; it is due on {}. Once it is, record the date of payment.",
                bill.due_on
            ),
        },
        (Lang::Zh, Refusal::BillAgeLimit { billed_on, last_day, .. }) => {
            format!("账单日期是 {billed_on}，最晚要在 {last_day} 申请，现在已经过期，不能再开票。")
        }
        (Lang::En, Refusal::BillAgeLimit { billed_on, last_day, .. }) => {
            format!("It is of {billed_on} and had to be applied for by {last_day}. That day is over.")
        }
        (Lang::Zh, Refusal::BillFullyInvoiced { .. }) => {
            if bill.used.is_positive() {
                "金额已全部用于开票申请。如果前一次开错，先取消或红冲那次申请。".to_owned()
            } else {
                "没有可以开票的金额：账单金额已全部退还，或本来就是零。".to_owned()
            }
        }
        (Lang::En, Refusal::BillFullyInvoiced { .. }) => {
            if bill.used.is_positive() {
                "Applications have used all of it. If one was wrong, cancel or reverse that one first."
                    .to_owned()
            } else {
                "There is nothing to invoice: it was refunded in full, or was zero.".to_owned()
            }
        }
        _ => message(lang, refusal),
    }
}

/// How the deficit of a bill comes off.
pub fn deficit(lang: Lang, amount: Fen) -> String {
    let amount = yuan(amount);
    match lang {
        Lang::Zh => format!("这张账单开票后又退款 {amount}，会先从该客户的下一次开票中抵扣。"),
        Lang::En => {
            format!(
                "{amount} was refunded after it was invoiced. It is taken off the customer's next invoice."
            )
        }
    }
}

/// A refund: when, and why.
pub fn refund(lang: Lang, on: NaiveDate, reason: Option<&str>) -> String {
    match (lang, reason) {
        (Lang::Zh, None) => format!("{on} 退款"),
        (Lang::En, None) => format!("Refunded {on}"),
        (_, Some(reason)) => format!("{on} {reason}"),
    }
}
